//! What the pages show. The portal has contexts of its own, so that nothing of the region's can slip in.

mod flow_down;
mod samples;

pub use flow_down::*;

use super::model::{
    Authorisation, CaseState, ChangeCause, ClaimAnswer, Decision, ObjectionGround, Remedy, ReviewKind, ReviewOutcome,
    StopReason, Verdict,
};
use super::records::{Closure, Objection};
use crate::base::{Id, Instant};
use crate::features::chains::{Orphans, TransferMechanism};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub href: String,
    pub number: i32,
    /// Empty when the security gate closed.
    pub name: String,
    pub state: CaseState,
    pub tone: &'static str,
    pub is_care: bool,
    pub is_processor: bool,
    pub vendor_name: String,
    pub tier: Option<i32>,
    pub contract: String,
    pub due_on: Option<NaiveDate>,
    /// Nothing is to be done about the day.
    pub done: bool,
    pub third_country: bool,
    pub by_phone: bool,
    /// Reviews that wait; empty for a vendor.
    pub waits_for: Vec<ReviewKind>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub portal: bool,
    pub form: FormState,
    pub rows: Vec<Row>,
    /// Where the person's own review waits.
    pub mine: Vec<Row>,
    pub pager: Pager,
    pub states: Vec<&'static str>,
    pub can_apply: bool,
    pub apply_href: &'static str,
}

/// The form in which one asks.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    pub portal: bool,
    pub form: FormState,
    pub action: String,
    pub cancel_href: String,
    /// The contract is chosen once.
    pub contract_name: Option<String>,
    pub contracts: Vec<Choice>,
    /// Who in the chain takes in the new one.
    pub parents: Vec<Choice>,
    pub classes: [&'static str; 4],
    pub mechanisms: &'static [TransferMechanism],
    pub yes_no: [&'static str; 2],
    pub changes: bool,
}

/// What every page of a case shows on top.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    pub base: String,
    pub href: String,
    pub id: Id,
    pub number: i32,
    pub name: String,
    pub state: CaseState,
    pub tone: &'static str,
    pub stop_reason: Option<StopReason>,
    pub is_care: bool,
    pub is_processor: bool,
    pub client: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub contract_id: Id,
    pub contract: String,
    pub authorisation: Authorisation,
    pub by_phone: bool,
    pub applicant_name: String,
    pub submitted_at: Option<Instant>,
    pub notice_until: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub decision_due: Option<NaiveDate>,
    pub done: bool,
    pub starts_on: Option<NaiveDate>,
    pub third_country: bool,
    pub change_cause: Option<ChangeCause>,
    pub previous_href: Option<String>,
    pub completion_text: Option<String>,
    pub version: i32,
    pub steps: Vec<StepLine>,
}

/// A line of `components/stepper`.
#[derive(Debug, Clone, Serialize)]
pub struct StepLine {
    pub label: String,
    pub state: &'static str,
    pub href: Option<String>,
}

/// Something that was stated.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
    pub label: String,
    pub value: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct FileRow {
    pub name: String,
    pub href: String,
}

/// A criterion with what the vendor says.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimRow {
    pub number: i32,
    pub text: String,
    pub source: String,
    pub unverified: bool,
    pub answer: Option<ClaimAnswer>,
    pub note: Option<String>,
    pub files: Vec<FileRow>,
    /// The names of its fields in the form.
    pub answer_field: String,
    pub note_field: String,
}

/// What a reviewer found, beside the vendor's claim.
#[derive(Debug, Clone, Serialize)]
pub struct VerdictLine {
    pub claim: ClaimRow,
    pub asked: bool,
    pub reviewer: ReviewKind,
    pub verdict: Option<Verdict>,
    pub tone: &'static str,
    pub note: Option<String>,
    pub judged_by_name: Option<String>,
    pub verdict_field: String,
    pub verdict_note_field: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewRow {
    pub kind: ReviewKind,
    pub reviewer_name: Option<String>,
    pub outcome: Option<ReviewOutcome>,
    pub tone: &'static str,
    pub comment: Option<String>,
    pub done_at: Option<Instant>,
    /// This person may give it now.
    pub mine: bool,
}

/// A decision as both sides see it.
#[derive(Debug, Clone, Serialize)]
pub struct RulingView {
    pub decision: Decision,
    pub tone: &'static str,
    pub reason: String,
    pub conditions: Vec<String>,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub diary_number: Option<String>,
    pub decided_by_name: Option<String>,
    pub decided_at: Instant,
    pub sha256: String,
}

/// What the decision would do, or did, to a tier.
#[derive(Debug, Clone, Serialize)]
pub struct TierLine {
    pub vendor_id: Id,
    pub vendor_name: String,
    pub before: Option<i32>,
    pub after: Option<i32>,
    pub preliminary: bool,
    pub raised: bool,
    pub reasons: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProposalView {
    pub decision: Decision,
    pub reason: String,
    pub conditions: Vec<String>,
    pub valid_until: Option<NaiveDate>,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
}

/// The region's page of a case.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub head: Head,
    pub facts: Vec<Line>,
    pub criteria: Vec<VerdictLine>,
    pub reviews: Vec<ReviewRow>,
    pub tiers: Vec<TierLine>,
    pub tier_model: Option<String>,
    pub silence_counts: bool,
    pub silence_passed: bool,
    pub proposal: Option<ProposalView>,
    pub rulings: Vec<RulingView>,
    pub objections: Vec<Objection>,
    pub closure: Option<Closure>,
    pub certificate: Vec<FileRow>,
    pub history: Vec<HistoryLine>,
    /// The steps that this person can take now: the last segment of their address.
    pub actions: Vec<&'static str>,
    pub can_begin: bool,
    pub editable: bool,
    pub can_attach_certificate: bool,
    pub can_terms: bool,
    pub terms_form: FormState,
    pub terms_version: i32,
    pub authorisations: &'static [Authorisation],
    pub claims_missing: usize,
    pub upload_form: FormState,
    pub megabytes: usize,
}

/// The vendor's page of a case.
#[derive(Debug, Clone, Serialize)]
pub struct PortalPage {
    pub head: Head,
    pub facts: Vec<Line>,
    pub criteria: Vec<ClaimRow>,
    pub rulings: Vec<RulingView>,
    pub objections: Vec<Objection>,
    pub closure: Option<Closure>,
    pub certificate: Vec<FileRow>,
    pub editable: bool,
    pub can_change: bool,
    pub can_attach_certificate: bool,
    pub claims_missing: usize,
    pub upload_form: FormState,
    pub megabytes: usize,
}

/// The criteria as a form, with a file at a time below.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimsPage {
    pub head: Head,
    pub form: FormState,
    pub criteria: Vec<ClaimRow>,
    pub answers: &'static [ClaimAnswer],
    pub upload_form: FormState,
    pub parts: Vec<Choice>,
    pub megabytes: usize,
}

/// One review as a form.
#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    pub head: Head,
    pub kind: ReviewKind,
    pub form: FormState,
    pub criteria: Vec<VerdictLine>,
    pub verdicts: &'static [Verdict],
    pub outcomes: &'static [ReviewOutcome],
    pub tiers: Vec<TierLine>,
}

/// One step of a case as a form.
#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    pub head: Head,
    /// The last segment of its address.
    pub step: &'static str,
    pub form: FormState,
    pub decisions: Vec<&'static str>,
    pub grounds: &'static [ObjectionGround],
    pub remedies: &'static [Remedy],
    pub causes: &'static [ChangeCause],
    pub orphans: &'static [Orphans],
    /// Nodes of the same name, when a decision has to tell them apart.
    pub namesakes: Vec<Choice>,
    pub tiers: Vec<TierLine>,
    pub reviews: Vec<ReviewRow>,
    pub proposal: Option<ProposalView>,
    pub certified: bool,
    pub longest: Option<NaiveDate>,
}
