//! What the vendor sees of the shared plan: both parties' actions, never an internal note, never
//! the finding behind an action.

use super::{EvidenceRow, Moment, at_rest};
use crate::base::{Id, Instant};
use crate::features::findings::model::{ActionStatus, PlanPlace, Responsible};
use crate::features::findings::records::Action;
use crate::platform::view::{FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct PortalRow {
    pub id: Id,
    pub title: String,
    pub client_name: String,
    pub responsible: Responsible,
    pub due_on: NaiveDate,
    pub status: ActionStatus,
    pub at_rest: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalList {
    pub rows: Vec<PortalRow>,
    pub pager: Pager,
    /// Whether verified and cancelled ones are listed too.
    pub all: bool,
}

/// An action as the vendor may know it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct PortalFacts {
    pub id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub number: i32,
    pub title: String,
    pub description: Option<String>,
    pub responsible: Responsible,
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    pub focus: Option<String>,
    pub reported_note: Option<String>,
    pub reported_by_name: Option<String>,
    pub reported_at: Option<Instant>,
    pub verified_note: Option<String>,
    pub verified_effective: Option<bool>,
    pub verified_by_name: Option<String>,
    pub verified_at: Option<Instant>,
    pub created_at: Instant,
    /// The plan that it stands in; for a vendor one that is shared with it.
    pub plan: Option<PlanPlace>,
    pub version: i32,
}

impl From<Action> for PortalFacts {
    fn from(a: Action) -> Self {
        PortalFacts {
            id: a.id,
            vendor_id: a.vendor_id,
            contract_id: a.contract_id,
            number: a.number,
            title: a.title,
            description: a.description,
            responsible: a.responsible,
            owner_name: a.owner_name,
            due_on: a.due_on,
            original_due_on: a.original_due_on,
            slips: a.slips,
            status: a.status,
            focus: a.focus,
            reported_note: a.reported_note,
            reported_by_name: a.reported_by_name,
            reported_at: a.reported_at,
            verified_note: a.verified_note,
            verified_effective: a.verified_effective,
            verified_by_name: a.verified_by_name,
            verified_at: a.verified_at,
            created_at: a.created_at,
            plan: None,
            version: a.version,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalShow {
    pub action: PortalFacts,
    pub at_rest: bool,
    pub client_name: String,
    pub contract_reference: Option<String>,
    pub timeline: Vec<Moment>,
    pub evidence: Vec<EvidenceRow>,
    pub sent_back: bool,
    /// The form that reports.
    pub form: FormState,
    /// The form that adds evidence by itself.
    pub file_form: FormState,
    pub upload_megabytes: usize,
    pub can_start: bool,
    pub can_report: bool,
    pub can_attach: bool,
}

impl PortalRow {
    pub fn new(action: Action, client_name: String) -> PortalRow {
        PortalRow {
            at_rest: at_rest(action.status),
            id: action.id,
            title: action.title,
            client_name,
            responsible: action.responsible,
            due_on: action.due_on,
            status: action.status,
        }
    }
}
