//! What the pages show. Region side only: nothing here is ever rendered for a vendor.

mod samples;
mod samples_rounds;
#[cfg(test)]
mod tests;

use super::records::{Reach, RoundStatus};
use super::rules::AimFit;
use super::store::{LineState, Progress};
use crate::base::{Id, Instant};
use crate::features::tiering::{ModelStatus, Trigger};
use crate::features::vendors::ConflictRow;
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// An entry of `components/bar_list`.
#[derive(Debug, Clone, Serialize)]
pub struct Bar {
    pub label: String,
    pub value: u64,
    pub of: u64,
    pub tone: &'static str,
    pub href: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverviewPage {
    pub bars: Vec<Bar>,
    pub unjudged: i64,
    pub preliminary: i64,
    /// Proposals that wait for somebody.
    pub waiting: i64,
    /// Judgements that no person has looked at for the time of the model.
    pub due: usize,
    pub model: ModelRow,
    pub drafts: i64,
    pub rounds: Vec<RoundRow>,
    pub hours: u64,
    pub staff_hours: u64,
    pub hours_left: u64,
    pub enough: bool,
    pub can_campaign: bool,
    pub can_model: bool,
}

/// A proposal in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalRow {
    pub id: Id,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub cause: Trigger,
    pub from_tier: Option<i32>,
    pub tier: i32,
    pub preliminary: bool,
    pub applied: bool,
    pub state: &'static str,
    pub raised_by_name: String,
    pub created_at: Instant,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProposalsPage {
    pub form: FormState,
    pub rows: Vec<ProposalRow>,
    pub pager: Pager,
    pub states: &'static [&'static str],
    pub causes: &'static [Trigger],
    pub managers: Vec<Choice>,
}

/// One criterion, as it stands and as it is proposed.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedRow {
    pub label: String,
    pub now: String,
    pub proposed: String,
    pub changed: bool,
}

/// A tier with the rules that lead to it, worded.
#[derive(Debug, Clone, Serialize)]
pub struct Outcome {
    pub tier: Option<i32>,
    pub preliminary: bool,
    pub reasons: Vec<String>,
    pub order_value: Option<i32>,
    pub model_version: Option<String>,
    pub who: Option<String>,
    pub at: Option<Instant>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProposalPage {
    pub row: ProposalRow,
    /// What holds now, and what accepting would lead to.
    pub now: Outcome,
    pub proposed: Outcome,
    /// The tier that the register shows, when an override moves it.
    pub moved_to: Option<i32>,
    pub criteria: Vec<ComparedRow>,
    pub note: Option<String>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub form: FormState,
    pub version: i32,
    pub can_decide: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModelRow {
    /// None for a shipped one.
    pub id: Option<Id>,
    pub title: Option<String>,
    pub version: String,
    pub base_version: Option<String>,
    pub status: ModelStatus,
    pub valid_from: Option<NaiveDate>,
    pub in_force: bool,
    pub who: Option<String>,
    pub at: Option<Instant>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModelsPage {
    pub rows: Vec<ModelRow>,
    pub pager: Pager,
    pub form: FormState,
    pub bases: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RuleRow {
    pub id: String,
    pub tier: u8,
    pub floor: bool,
    pub text: String,
    pub conditions: String,
    /// It never decides a tier.
    pub idle: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct WeightRow {
    pub criterion: String,
    pub label: String,
    pub weight: u32,
    pub levels: Vec<String>,
    /// Own words are used.
    pub worded: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TermsRow {
    pub tier: u8,
    pub cadence: String,
    pub question_set: &'static str,
    pub assurance: &'static str,
    pub hours: u32,
    pub aim: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModelPage {
    pub row: ModelRow,
    pub decision_reference: Option<String>,
    pub published_by_name: Option<String>,
    pub applied_at: Option<Instant>,
    pub combinations: usize,
    /// What a person should know before publishing, worded.
    pub warnings: Vec<String>,
    pub rules: Vec<RuleRow>,
    pub weights: Vec<WeightRow>,
    pub terms: Vec<TermsRow>,
    pub staff_hours: u32,
    pub renewal_months: u32,
    pub form: FormState,
    pub stored_version: i32,
    pub history: Vec<HistoryLine>,
    pub can_edit: bool,
    pub can_publish: bool,
    /// It may be published, but not by whoever has drafted it.
    pub own_draft: bool,
}

/// A field whose label is worded by a model.
#[derive(Debug, Clone, Serialize)]
pub struct WordedField {
    pub name: String,
    pub label: String,
    pub hint: Option<String>,
    /// text, long, number, select or check.
    pub kind: &'static str,
    pub options: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FieldGroup {
    /// What an error of the whole group is tied to.
    pub name: &'static str,
    pub heading: String,
    pub hint: Option<String>,
    pub fields: Vec<WordedField>,
}

#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    pub id: Id,
    pub part: &'static str,
    /// The rule or criterion; empty for a new rule.
    pub key: String,
    pub form: FormState,
    pub version: i32,
    pub groups: Vec<FieldGroup>,
    pub conflict: Vec<ConflictRow>,
    pub can_remove: bool,
}

/// One cell of the table from tier to tier.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    pub count: usize,
    pub stays: bool,
    pub href: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    pub from: Option<u8>,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MoveRow {
    pub vendor_id: Id,
    pub vendor_name: String,
    pub from: Option<u8>,
    pub to: u8,
    pub before: Vec<String>,
    pub after: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DryRunPage {
    pub row: ModelRow,
    pub moved: usize,
    pub judged: usize,
    pub unjudged: usize,
    pub matrix: Vec<MatrixRow>,
    pub totals: Vec<usize>,
    pub form: FormState,
    pub rows: Vec<MoveRow>,
    pub pager: Pager,
    pub tiers: Vec<Choice>,
    pub from_tiers: Vec<Choice>,
    pub export_xlsx: String,
    pub export_csv: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoundRow {
    pub id: Id,
    pub title: String,
    pub reach: Reach,
    pub status: RoundStatus,
    pub due_on: NaiveDate,
    pub progress: Progress,
    pub left: i64,
    pub created_by_name: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoundsPage {
    pub form: FormState,
    pub rows: Vec<RoundRow>,
    pub pager: Pager,
    pub statuses: &'static [RoundStatus],
    pub can_run: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewRoundPage {
    pub form: FormState,
    pub reaches: &'static [Reach],
    pub kinds: Vec<&'static str>,
    pub managers: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LineRow {
    pub id: Id,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub from_tier: Option<i32>,
    pub tier: Option<i32>,
    pub preliminary: bool,
    pub owner: Option<String>,
    pub state: LineState,
    pub skipped_reason: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RoundPage {
    pub row: RoundRow,
    pub note: Option<String>,
    pub narrowed: Option<String>,
    pub created_at: Instant,
    pub reminded_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub closed_by_name: Option<String>,
    pub remaining: Option<i32>,
    pub form: FormState,
    pub lines: Vec<LineRow>,
    pub pager: Pager,
    pub states: &'static [LineState],
    pub owners: Vec<Choice>,
    pub assign_form: FormState,
    pub version: i32,
    pub can_run: bool,
    pub can_judge: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LinePage {
    pub round_id: Id,
    pub line: LineRow,
    pub form: FormState,
    pub version: i32,
    pub owners: Vec<Choice>,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LoadRow {
    pub tier: u8,
    pub now: u64,
    pub vendors: u64,
    pub each: u32,
    pub hours: u64,
    /// "12,5 %".
    pub share: String,
    pub aim: Option<String>,
    pub fit: AimFit,
    pub tone: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShiftRow {
    pub label: String,
    pub up: bool,
    pub before: u64,
    pub after: u64,
    pub moved: usize,
    pub of: usize,
    /// "Almbyrå AB: plats 3 → 7 i nivå 2", worded.
    pub movers: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CapacityPage {
    pub form: FormState,
    pub models: Vec<Choice>,
    pub rules: Vec<Choice>,
    pub rule_tiers: Vec<Choice>,
    /// The fields of hours and aims, by tier.
    pub fields: Vec<WordedField>,
    pub rows: Vec<LoadRow>,
    pub bars: Vec<Bar>,
    pub vendors: u64,
    pub unjudged: usize,
    pub moved: usize,
    pub hours_now: u64,
    pub hours: u64,
    pub staff_hours: u64,
    pub left: u64,
    pub enough: bool,
    pub percent: u64,
    pub shifts: Vec<ShiftRow>,
    /// Some number is not the model's own.
    pub simulated: bool,
}
