//! What the pages show. The vendor's contexts are types of their own (`portal`), so that nothing
//! internal can reach them by a forgotten field.

mod due_days;
mod portal;
mod samples;
mod spread;

pub use due_days::{DueDaysFacts, DueDaysPage};
pub use portal::{PortalFacts, PortalList, PortalRow, PortalShow};
pub use spread::{
    Bar, BoardColumn, BoardPage, BulkForm, BulkPage, BulkRow, Card, CheckPage, CheckRow, ChecksPage, Chosen, DayCell,
    Gridline, MonthPage, Move, Set, TimelinePage, Week,
};

use super::model::{ActionStatus, PlanPlace, Responsible, Severity};
use super::records::{Action, EffectCheck, Finding, FindingOrigin, RootCause};
use super::store::{ActionListed, FindingListed};
use crate::base::{Id, Instant};
use crate::features::vendors::Tab;
use crate::kit::attachments::Attachment;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// Something to link to, by its name.
#[derive(Debug, Clone, Serialize)]
pub struct Linked {
    pub id: Id,
    pub name: String,
}

/// One entry of `components/timeline`.
#[derive(Debug, Clone, Serialize)]
pub struct Moment {
    pub at: Instant,
    pub who: String,
    pub text: String,
    pub note: Option<String>,
    pub tone: Option<&'static str>,
}

/// A file of evidence as both sides list it.
#[derive(Debug, Clone, Serialize)]
pub struct EvidenceRow {
    pub id: Id,
    pub file_name: String,
    pub uploaded_by_name: String,
    pub uploaded_at: Instant,
    pub shared: bool,
}

impl From<Attachment> for EvidenceRow {
    fn from(a: Attachment) -> Self {
        EvidenceRow {
            id: a.id,
            file_name: a.file_name,
            uploaded_by_name: a.uploaded_by_name,
            uploaded_at: a.uploaded_at,
            shared: a.shared,
        }
    }
}

/// What a list is narrowed to by its address, with a way out.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Narrowed {
    pub vendor: Option<Linked>,
    pub contract: Option<Linked>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub contract_reference: Option<String>,
    pub severity: Severity,
    pub responsible: Responsible,
    pub state: &'static str,
    pub created_at: Instant,
}

impl From<FindingListed> for FindingRow {
    fn from(row: FindingListed) -> Self {
        let FindingListed { finding: f, vendor_name, contract_reference } = row;
        let state = finding_state(&f);
        FindingRow {
            id: f.id,
            number: f.number,
            title: f.title,
            vendor_id: f.vendor_id,
            vendor_name,
            contract_reference,
            severity: f.severity,
            responsible: f.responsible,
            state,
            created_at: f.created_at,
        }
    }
}

/// `open` or `closed`, as the words and the hues know it.
pub fn finding_state(finding: &Finding) -> &'static str {
    if finding.is_open() { "open" } else { "closed" }
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub contract_reference: Option<String>,
    pub responsible: Responsible,
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    /// The date is not counted down any more: reported done, verified or cancelled.
    pub at_rest: bool,
    /// Set where the page shows it.
    pub priority: Option<Severity>,
    /// The vendor does not see it.
    pub withheld: bool,
    pub version: i32,
}

impl From<ActionListed> for ActionRow {
    fn from(row: ActionListed) -> Self {
        let ActionListed { action: a, vendor_name, contract_reference } = row;
        ActionRow { vendor_name, contract_reference, ..ActionRow::of(a) }
    }
}

impl ActionRow {
    /// A row on a page that names the vendor and the contract once for all rows.
    pub fn of(a: Action) -> ActionRow {
        ActionRow {
            at_rest: at_rest(a.status),
            id: a.id,
            number: a.number,
            title: a.title,
            vendor_id: a.vendor_id,
            vendor_name: String::new(),
            contract_reference: None,
            responsible: a.responsible,
            owner_name: a.owner_name,
            due_on: a.due_on,
            slips: a.slips,
            status: a.status,
            priority: None,
            withheld: a.withheld,
            version: a.version,
        }
    }

    /// The same row with its priority.
    pub fn with(self, priorities: &BTreeMap<Id, Severity>) -> ActionRow {
        ActionRow { priority: priorities.get(&self.id).copied(), ..self }
    }
}

pub fn at_rest(status: ActionStatus) -> bool {
    !matches!(status, ActionStatus::Open | ActionStatus::InProgress)
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingList {
    pub form: FormState,
    pub rows: Vec<FindingRow>,
    pub pager: Pager,
    pub narrowed: Narrowed,
    pub origins: &'static [FindingOrigin],
    pub severities: &'static [Severity],
    pub responsibles: &'static [Responsible],
    pub states: Vec<&'static str>,
    /// The controls that it can be narrowed to.
    pub controls: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionList {
    pub tabs: Vec<Tab>,
    /// None for those who may not change actions.
    pub bulk: Option<BulkForm>,
    pub form: FormState,
    pub rows: Vec<ActionRow>,
    pub pager: Pager,
    pub narrowed: Narrowed,
    pub statuses: Vec<&'static str>,
    pub responsibles: &'static [Responsible],
    pub sort: String,
}

/// Both the page that makes a finding and the one that changes it.
#[derive(Debug, Clone, Serialize)]
pub struct FindingForm {
    pub form: FormState,
    pub vendor: Linked,
    /// None while it is being made.
    pub finding_id: Option<Id>,
    pub contracts: Vec<Choice>,
    pub severities: &'static [Severity],
    pub responsibles: &'static [Responsible],
    pub cancel_href: String,
    /// What a new one comes from, when that is known.
    pub origin: Option<FindingOrigin>,
    pub origin_object_id: Option<Id>,
}

/// A control by its id and title, and how many other open findings fall short of it.
#[derive(Debug, Clone, Serialize)]
pub struct ControlRow {
    pub id: String,
    pub title: String,
    pub others: usize,
}

/// The clause that a finding was made from, and how many other contracts do not wholly meet it.
#[derive(Debug, Clone, Serialize)]
pub struct SharedClause {
    pub id: String,
    pub others: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingShow {
    pub finding: Finding,
    pub state: &'static str,
    pub vendor: Linked,
    pub contract: Option<Linked>,
    /// Where it was made, when that has an address that the reader may open.
    pub origin_href: Option<String>,
    /// The question or clause that it was made from.
    pub origin_part: Option<String>,
    pub cause: Option<RootCause>,
    /// The reviews behind it, by number and title.
    pub reviews: Vec<Linked>,
    /// Its open escalation, by number.
    pub escalation: Option<Linked>,
    pub controls: Vec<ControlRow>,
    pub clause: Option<SharedClause>,
    pub actions: Vec<ActionRow>,
    pub history: Vec<Moment>,
    /// The form that adds an action.
    pub form: FormState,
    pub close_form: FormState,
    pub owners: Vec<Choice>,
    pub responsibles: &'static [Responsible],
    pub can_edit: bool,
    pub can_add_action: bool,
    pub can_close: bool,
    /// No action was verified: closing needs a reason.
    pub needs_reason: bool,
    pub can_reopen: bool,
}

/// A clause that a finding is suggested for.
#[derive(Debug, Clone, Serialize)]
pub struct SuggestedRow {
    pub clause_id: String,
    pub title: String,
    pub requirement: String,
    pub severity: Severity,
    pub in_contract: String,
    pub met: String,
    /// The open finding that was made from it already.
    pub finding: Option<Linked>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SuggestedPage {
    pub contract: Linked,
    pub title: String,
    pub rows: Vec<SuggestedRow>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionShow {
    pub action: Action,
    pub at_rest: bool,
    pub vendor: Linked,
    pub contract: Option<Linked>,
    pub finding: Option<Linked>,
    pub timeline: Vec<Moment>,
    pub history: Vec<Moment>,
    pub evidence: Vec<EvidenceRow>,
    /// It was verified as not effective and is being worked on again.
    pub sent_back: bool,
    /// It has been moved more often than the model allows.
    pub escalate: bool,
    /// The open escalation of it or of its finding, by number.
    pub escalation: Option<Linked>,
    /// Where it can be escalated.
    pub escalate_href: Option<String>,
    /// The plan that hides it from the vendor until it is shared, by number.
    pub hidden_in: Option<Linked>,
    /// The vendor does not see it and can be shown it from here.
    pub can_reveal: bool,
    pub priority: Severity,
    /// The plan that it stands in.
    pub plan: Option<PlanPlace>,
    /// The reader owns it or has reported it: another person verifies.
    pub own: bool,
    /// Checks of its effect, the latest first.
    pub checks: Vec<EffectCheck>,
    pub max_extensions: u32,
    pub postpone_form: FormState,
    pub report_form: FormState,
    pub verify_form: FormState,
    pub cancel_form: FormState,
    pub file_form: FormState,
    pub upload_megabytes: usize,
    pub can_edit: bool,
    pub can_start: bool,
    pub can_report: bool,
    pub can_verify: bool,
    pub can_postpone: bool,
    pub can_attach: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ActionForm {
    pub form: FormState,
    pub action_id: Id,
    pub owners: Vec<Choice>,
    pub responsibles: &'static [Responsible],
    pub priorities: &'static [Severity],
}
