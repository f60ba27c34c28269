//! What the pages show.

mod charts;
mod samples;

pub use charts::{Bar, Curve, CurveRow, Tick, Tornado, curve, tornado};

use super::model::{AcceptanceState, ConsequenceCategory, ControlGroup, CreditVerdict, RiskLevel, RiskState, RunState};
use super::records::{Acceptance, Approval, Risk, Run, StatedInputs};
use super::rules::simulation::Percentiles;
use crate::base::{Id, Instant};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// One risk in the list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub category: ConsequenceCategory,
    pub state: RiskState,
    pub level: Option<RiskLevel>,
    pub residual_level: Option<RiskLevel>,
    pub vendor_name: Option<String>,
    pub vendor_id: Option<Id>,
    pub owner_name: String,
    pub review_on: Option<NaiveDate>,
    pub overdue: bool,
}

/// One cell of a table of levels.
#[derive(Debug, Clone, Serialize)]
pub struct HeatCell {
    pub likelihood: i32,
    pub consequence: i32,
    pub level: RiskLevel,
    /// The letters of the level.
    pub letter: &'static str,
    pub count: i64,
    /// Where the risks of the cell are listed.
    pub href: Option<String>,
    /// The interval before and after controls touches it.
    pub inherent: bool,
    pub residual: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct HeatRow {
    pub consequence: i32,
    pub cells: Vec<HeatCell>,
}

/// A decision table with something in its cells, the worst consequence on top.
#[derive(Debug, Clone, Serialize)]
pub struct HeatMap {
    pub version: String,
    /// The bands in words.
    pub columns: Vec<String>,
    pub rows: Vec<HeatRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub form: FormState,
    pub rows: Vec<Row>,
    pub pager: Pager,
    pub heat: HeatMap,
    pub view: &'static str,
    /// Open risks that nobody has assessed, and that were assessed by another table.
    pub unassessed: i64,
    pub other_tables: i64,
    /// The cell that the list is narrowed to, in words.
    pub cell: Option<String>,
    pub vendor_name: Option<String>,
    pub node_name: Option<String>,
    pub service_name: Option<String>,
    /// Where a new one is begun.
    pub new_href: String,
    pub states: Vec<&'static str>,
    pub levels: &'static [RiskLevel],
    pub categories: &'static [ConsequenceCategory],
    pub sorts: Vec<&'static str>,
    pub xlsx_href: String,
    pub csv_href: String,
    pub can_edit: bool,
    pub can_model: bool,
}

/// A scenario to begin with.
#[derive(Debug, Clone, Serialize)]
pub struct StarterCard {
    pub key: String,
    pub title: String,
    pub threat: String,
    pub asset: String,
    pub category: ConsequenceCategory,
    pub controls: String,
    /// How many of our risks began as it.
    pub used: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct LibraryPage {
    pub starters: Vec<StarterCard>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    pub form: FormState,
    pub risk_id: Option<Id>,
    pub vendors: Vec<Choice>,
    pub contracts: Vec<Choice>,
    pub services: Vec<Choice>,
    pub nodes: Vec<Choice>,
    pub owners: Vec<Choice>,
    pub categories: &'static [ConsequenceCategory],
    pub link_text: Option<String>,
    pub cancel_href: String,
}

/// The two fields of one category in a rating.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryField {
    pub category: ConsequenceCategory,
    pub own: bool,
    pub low_field: String,
    pub high_field: String,
    pub choices: Vec<Choice>,
    /// What each rater said, once both are in.
    pub said: Vec<String>,
}

/// A rating in words.
#[derive(Debug, Clone, Serialize)]
pub struct RatingRow {
    pub rater_name: String,
    pub rated_at: Instant,
    pub likelihood: String,
    pub consequences: Vec<(ConsequenceCategory, String)>,
    pub level: Option<RiskLevel>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RatePage {
    pub form: FormState,
    pub risk_id: Id,
    pub risk_title: String,
    pub threat: String,
    pub asset: String,
    /// One value after the discussion, rather than one's own.
    pub agreeing: bool,
    pub bands: Vec<Choice>,
    pub categories: Vec<CategoryField>,
    pub ratings: Vec<RatingRow>,
    pub spread: Option<String>,
    pub table_version: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct EstimatePage {
    pub form: FormState,
    pub risk_id: Id,
    pub risk_title: String,
    pub max_frequency: f64,
}

/// A linked control as it is printed in "Så räknade vi".
#[derive(Debug, Clone, Serialize)]
pub struct FactorRow {
    pub id: Id,
    pub control_id: String,
    pub control_title: String,
    pub group: ControlGroup,
    pub verdict: CreditVerdict,
    pub tone: &'static str,
    pub status: Option<String>,
    pub assurance: String,
    pub cap: String,
    pub effect: String,
    pub reduction: String,
    pub counted_effect: String,
    pub counted_reduction: String,
    pub sources: Vec<String>,
    pub stated_by_name: String,
    pub stated_at: Instant,
}

#[derive(Debug, Clone, Serialize)]
pub struct GroupRow {
    pub group: ControlGroup,
    pub effect: String,
    pub reduction: String,
}

/// What controls take away, every factor of it.
#[derive(Debug, Clone, Serialize)]
pub struct Reckoning {
    pub factors: Vec<FactorRow>,
    pub groups: Vec<GroupRow>,
    pub common_cause: bool,
    pub total_cap: String,
    pub effect: String,
    pub reduction: String,
    pub model_version: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ControlsPage {
    pub form: FormState,
    pub risk_id: Id,
    pub risk_title: String,
    pub version: i32,
    pub reckoning: Reckoning,
    pub choices: Vec<Choice>,
    pub typical: Vec<String>,
    pub groups: &'static [ControlGroup],
    pub has_vendor: bool,
    pub can_edit: bool,
}

/// One side of a simulation.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeRow {
    /// `inherent` or `residual`.
    pub view: &'static str,
    pub at_least_one: String,
    pub loss: Percentiles,
    pub persons: Option<Percentiles>,
    pub above: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct SimulationView {
    pub outcomes: Vec<OutcomeRow>,
    pub curve: Curve,
    pub tornado: Tornado,
    pub seed: i64,
    pub trials: usize,
    pub algorithm: String,
    pub by: String,
    pub at: Instant,
    /// The inputs or the controls have changed since.
    pub outdated: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct InputsView {
    pub inputs: StatedInputs,
    pub note: String,
    pub by: String,
    pub at: Instant,
}

#[derive(Debug, Clone, Serialize)]
pub struct AssessmentRow {
    pub at: Instant,
    pub by: String,
    pub reason: String,
    pub likelihood: String,
    pub consequences: Vec<(ConsequenceCategory, String)>,
    pub level: RiskLevel,
    pub residual_level: RiskLevel,
    pub table_version: String,
    pub model_version: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionRow {
    pub link_id: Id,
    pub action_id: Id,
    pub number: i32,
    pub title: String,
    pub status: String,
    pub due_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceRow {
    pub acceptance: Acceptance,
    pub state: AcceptanceState,
    pub tone: &'static str,
    pub approvals: Vec<Approval>,
    /// Who is to say yes, in words.
    pub needed: String,
    /// Why it ended, in words.
    pub ended: Option<String>,
    pub can_answer: bool,
    pub can_withdraw: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub risk: Risk,
    pub vendor_name: Option<String>,
    pub contract_name: Option<String>,
    pub node_name: Option<String>,
    pub service_name: Option<String>,
    pub link_text: Option<String>,
    pub overdue: bool,
    pub heat: Option<HeatMap>,
    pub level: Option<RiskLevel>,
    pub residual_level: Option<RiskLevel>,
    pub likelihood: Option<String>,
    pub residual_likelihood: Option<String>,
    pub consequence: Option<String>,
    pub rated: usize,
    pub rated_by_me: bool,
    pub ratings: Vec<RatingRow>,
    pub assessments: Vec<AssessmentRow>,
    pub lens_b: bool,
    pub inputs: Option<InputsView>,
    pub simulation: Option<SimulationView>,
    pub reckoning: Reckoning,
    pub actions: Vec<ActionRow>,
    pub action_choices: Vec<Choice>,
    /// The open findings that were made from the risk.
    pub findings: Vec<Choice>,
    /// Where a finding is made from the risk; None without a vendor, and for who may not.
    pub finding_href: Option<String>,
    pub acceptances: Vec<AcceptanceRow>,
    pub can_propose: bool,
    pub next_states: &'static [RiskState],
    pub history: Vec<HistoryLine>,
    pub state_form: FormState,
    pub action_form: FormState,
    pub answer_form: FormState,
    pub can_edit: bool,
    pub can_step: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProposePage {
    pub form: FormState,
    pub risk_id: Id,
    pub risk_title: String,
    pub level: RiskLevel,
    pub needed: String,
    pub max_months: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnchorRow {
    pub category: ConsequenceCategory,
    pub texts: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TermRow {
    pub level: RiskLevel,
    pub needed: String,
    pub max_months: u32,
}

#[derive(Debug, Clone, Serialize)]
pub struct OwnTableRow {
    pub version: String,
    pub by: String,
    pub at: Instant,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ModelPage {
    pub heat: HeatMap,
    pub model_version: String,
    pub anchors: Vec<AnchorRow>,
    pub anchored: bool,
    pub terms: Vec<TermRow>,
    /// Assurance and what it can take away at most.
    pub caps: Vec<(String, String)>,
    pub total_cap: String,
    pub tolerance: Vec<(f64, String)>,
    pub own: Vec<OwnTableRow>,
    pub lens_b: bool,
    pub settings_version: i32,
    pub table_form: FormState,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodeRow {
    pub node_id: Id,
    pub name: String,
    pub risks: i64,
    pub contracts: usize,
    pub services: usize,
    pub persons_low: i64,
    pub persons_high: i64,
    pub not_stated: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortfolioPage {
    pub nodes: Vec<NodeRow>,
    pub runs: Vec<RunRow>,
    pub with_intervals: usize,
    pub lens_b: bool,
    pub can_run: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RunRow {
    pub run: Run,
    pub state: RunState,
    pub percent: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct RunPage {
    pub row: RunRow,
    pub scenarios: i32,
    pub shared_nodes: usize,
    pub at_least_one: Option<String>,
    pub several: Option<String>,
    pub loss: Option<Percentiles>,
    pub curve: Option<Curve>,
    pub done: bool,
}
