//! What the vendor sees of a joint plan: both parties' actions and the decision, never a private note, never the
//! finding behind an action, never the review that it came from.

use crate::base::{Id, Instant};
use crate::features::findings::{ActionStatus, Responsible};
use crate::features::plans::model::{PlanOrigin, PlanState};
use crate::features::plans::records::PlanDecision;
use crate::features::plans::whole::{Whole, WholeLine, by_origin};
use crate::features::question_sets::FocusArea;
use crate::platform::view::Pager;
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct PortalPlanRow {
    pub id: Id,
    pub title: String,
    pub client: String,
    pub state: PlanState,
    pub decided: Option<i32>,
    pub actions: usize,
    pub open: usize,
    pub overdue: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalPlanList {
    pub rows: Vec<PortalPlanRow>,
    pub pager: Pager,
    /// Whether closed ones are listed too.
    pub all: bool,
}

/// An action in a plan as the vendor may know it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct PortalLine {
    pub id: Id,
    pub action_id: Id,
    pub number: i32,
    pub title: String,
    pub responsible: Responsible,
    pub owner_name: Option<String>,
    pub origin: PlanOrigin,
    pub starts_on: NaiveDate,
    pub due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
}

impl PortalLine {
    pub fn of(each: &WholeLine) -> PortalLine {
        let WholeLine { line, action, .. } = each;
        PortalLine {
            id: line.id.clone(),
            action_id: action.id.clone(),
            number: action.number,
            title: action.title.clone(),
            responsible: action.responsible,
            owner_name: action.owner_name.clone(),
            origin: line.origin,
            starts_on: line.starts_on,
            due_on: action.due_on,
            slips: action.slips,
            status: action.status,
            milestone: line.milestone.clone(),
            expected_evidence: line.expected_evidence.clone(),
        }
    }
}

/// A decision as both parties may know it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct PortalDecision {
    pub number: i32,
    pub role: String,
    pub name: String,
    pub decided_on: NaiveDate,
    pub delegation: String,
    pub diary_number: Option<String>,
}

/// A plan as the vendor may know it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct PortalPlanFacts {
    pub id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub number: i32,
    pub title: String,
    pub purpose: Option<String>,
    pub starts_on: NaiveDate,
    pub shared_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub state: PlanState,
    pub focus: Vec<FocusArea>,
    pub decisions: Vec<PortalDecision>,
    pub lines: Vec<PortalLine>,
    pub version: i32,
}

impl From<&Whole> for PortalPlanFacts {
    fn from(whole: &Whole) -> Self {
        let plan = &whole.plan;
        let decision = |d: &PlanDecision| PortalDecision {
            number: d.number,
            role: d.decided_role.clone(),
            name: d.decided_by_name.clone(),
            decided_on: d.decided_on,
            delegation: d.delegation.clone(),
            diary_number: d.diary_number.clone(),
        };
        PortalPlanFacts {
            id: plan.id.clone(),
            vendor_id: plan.vendor_id.clone(),
            contract_id: plan.contract_id.clone(),
            number: plan.number,
            title: plan.title.clone(),
            purpose: plan.purpose.clone(),
            starts_on: plan.starts_on,
            shared_at: plan.shared_at,
            closed_at: plan.closed_at,
            state: whole.state,
            focus: whole.focus.clone(),
            decisions: whole.decisions.iter().map(decision).collect(),
            lines: whole.lines.iter().map(PortalLine::of).collect(),
            version: plan.version,
        }
    }
}

/// The actions of one origin.
#[derive(Debug, Clone, Serialize)]
pub struct PortalGroup {
    pub origin: PlanOrigin,
    pub lines: Vec<PortalLine>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalPlanShow {
    pub plan: PortalPlanFacts,
    pub client: String,
    pub contract: Option<String>,
    pub groups: Vec<PortalGroup>,
    pub actions: usize,
    pub done: usize,
}

impl PortalPlanShow {
    pub fn of(whole: Whole) -> PortalPlanShow {
        PortalPlanShow {
            plan: PortalPlanFacts::from(&whole),
            client: whole.organisation,
            contract: whole.contract.map(|contract| format!("{} {}", contract.reference, contract.title)),
            actions: whole.lines.len(),
            done: whole.lines.iter().filter(|each| !each.action.is_open()).count(),
            groups: by_origin(whole.lines)
                .into_iter()
                .map(|(origin, lines)| PortalGroup { origin, lines: lines.iter().map(PortalLine::of).collect() })
                .filter(|group| !group.lines.is_empty())
                .collect(),
        }
    }
}
