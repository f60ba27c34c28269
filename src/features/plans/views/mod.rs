//! What the region's pages of plans show. The vendor's contexts are types of their own (`portal`), so that neither a
//! private note nor a finding can reach them by a forgotten field.

mod portal;
mod samples;

pub use portal::{PortalGroup, PortalLine, PortalPlanFacts, PortalPlanList, PortalPlanRow, PortalPlanShow};

use super::model::{CauseConfidence, CauseKind, PlanOrigin, PlanState};
use super::records::{FindingCause, Plan, PlanDecision};
use super::rules::LineChange;
use super::snapshot::FrozenLine;
use super::whole::{Standing, WholeLine, is_orphan};
use crate::base::{Id, Instant};
use crate::features::findings::{ActionStatus, Responsible, Severity};
use crate::features::question_sets::FocusArea;
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// Something to link to, by its name.
#[derive(Debug, Clone, Serialize)]
pub struct Linked {
    pub href: String,
    pub name: String,
}

impl Linked {
    pub fn new(href: impl Into<String>, name: impl Into<String>) -> Linked {
        Linked { href: href.into(), name: name.into() }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub vendor: String,
    pub contract: Option<String>,
    pub state: PlanState,
    pub decided: Option<i32>,
    pub actions: usize,
    pub open: usize,
    pub overdue: usize,
    pub orphans: usize,
    pub shared: bool,
}

impl PlanRow {
    pub fn new(plan: Plan, vendor: String, contract: Option<String>, standing: Standing) -> PlanRow {
        PlanRow {
            id: plan.id,
            number: plan.number,
            title: plan.title,
            vendor,
            contract,
            state: standing.state,
            decided: standing.decided,
            actions: standing.actions,
            open: standing.open,
            overdue: standing.overdue,
            orphans: standing.orphans,
            shared: plan.shared_at.is_some(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanList {
    pub form: FormState,
    pub rows: Vec<PlanRow>,
    pub pager: Pager,
    pub states: Vec<&'static str>,
    /// What the address narrows the list to, with a way out.
    pub narrowed: Vec<Linked>,
    pub new_href: String,
    pub can_edit: bool,
}

/// The form of a new plan (once its vendor is chosen) and of one that is changed.
#[derive(Debug, Clone, Serialize)]
pub struct PlanForm {
    pub id: Option<Id>,
    pub form: FormState,
    pub vendor: Option<Linked>,
    pub vendors: Vec<Choice>,
    pub contracts: Vec<Choice>,
    pub findings: Vec<Choice>,
    pub templates: Vec<Choice>,
}

/// The finding behind an action.
#[derive(Debug, Clone, Serialize)]
pub struct FindingLink {
    pub href: String,
    pub number: i32,
    pub title: String,
    pub severity: Severity,
}

/// An action in a plan.
#[derive(Debug, Clone, Serialize)]
pub struct LineRow {
    pub id: Id,
    pub action_id: Id,
    pub number: i32,
    pub title: String,
    pub responsible: Responsible,
    pub owner: Option<String>,
    pub starts_on: NaiveDate,
    pub due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    /// The date is not counted down any more.
    pub at_rest: bool,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
    pub private_note: Option<String>,
    pub finding: Option<FindingLink>,
    pub orphan: bool,
}

impl LineRow {
    pub fn of(each: WholeLine) -> LineRow {
        let orphan = is_orphan(&each);
        let WholeLine { line, action, finding } = each;
        LineRow {
            id: line.id,
            action_id: action.id,
            number: action.number,
            title: action.title,
            responsible: action.responsible,
            owner: action.owner_name,
            starts_on: line.starts_on,
            due_on: action.due_on,
            slips: action.slips,
            status: action.status,
            at_rest: !matches!(action.status, ActionStatus::Open | ActionStatus::InProgress),
            milestone: line.milestone,
            expected_evidence: line.expected_evidence,
            private_note: line.private_note,
            finding: finding.map(|finding| FindingLink {
                href: format!("/findings/{}", finding.id),
                number: finding.number,
                title: finding.title,
                severity: finding.severity,
            }),
            orphan,
        }
    }
}

/// The actions of one origin.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    pub origin: PlanOrigin,
    pub lines: Vec<LineRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    pub number: i32,
    pub role: String,
    pub name: String,
    pub decided_on: NaiveDate,
    pub delegation: String,
    pub diary_number: Option<String>,
    pub sha256: String,
    pub recorded_by: String,
    pub recorded_at: Instant,
    /// The stored text is still the one that was decided.
    pub intact: bool,
}

impl From<&PlanDecision> for DecisionRow {
    fn from(d: &PlanDecision) -> Self {
        DecisionRow {
            number: d.number,
            role: d.decided_role.clone(),
            name: d.decided_by_name.clone(),
            decided_on: d.decided_on,
            delegation: d.delegation.clone(),
            diary_number: d.diary_number.clone(),
            sha256: d.sha256.clone(),
            recorded_by: d.recorded_by_name.clone(),
            recorded_at: d.recorded_at,
            intact: d.is_intact(),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanShow {
    pub plan: Plan,
    pub state: PlanState,
    pub vendor: Linked,
    pub contract: Option<Linked>,
    pub review: Option<Linked>,
    pub template: Option<String>,
    pub groups: Vec<Group>,
    pub actions: usize,
    pub done: usize,
    pub overdue: usize,
    pub orphans: usize,
    pub decisions: Vec<DecisionRow>,
    /// The latest decision's number.
    pub decided: Option<i32>,
    /// Something differs from the latest decision, if only a due date that was moved.
    pub differs: bool,
    pub focus: Vec<FocusArea>,
    pub suggested: Vec<Choice>,
    pub focus_href: String,
    pub focus_form: FormState,
    pub close_form: FormState,
    pub history: Vec<HistoryLine>,
    pub can_edit: bool,
    pub can_share: bool,
    pub can_decide: bool,
    pub can_focus: bool,
    pub can_close: bool,
}

/// The two ways to bring an action into a plan.
#[derive(Debug, Clone, Serialize)]
pub struct PlanAdd {
    pub plan_id: Id,
    pub version: i32,
    pub form: FormState,
    pub take_form: FormState,
    pub origins: &'static [PlanOrigin],
    pub responsibles: &'static [Responsible],
    /// The people of both parties.
    pub owners: Vec<Choice>,
    pub findings: Vec<Choice>,
    /// Open actions of the vendor that stand in no plan.
    pub free: Vec<Choice>,
    pub shared: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanLineForm {
    pub plan_id: Id,
    pub line: LineRow,
    pub form: FormState,
    pub origins: &'static [PlanOrigin],
    pub findings: Vec<Choice>,
    pub can_tie: bool,
}

/// One field that two versions say differently, as `components/diff` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct DiffRow {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LineDiff {
    pub number: i32,
    pub title: String,
    pub change: LineChange,
    pub rows: Vec<DiffRow>,
}

/// What differs between two versions.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Differences {
    pub head: Vec<DiffRow>,
    pub lines: Vec<LineDiff>,
    pub any: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanCompare {
    pub plan_id: Id,
    pub form: FormState,
    pub versions: Vec<Choice>,
    pub differences: Differences,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanDecide {
    pub plan_id: Id,
    pub version: i32,
    /// The number that the decision will have.
    pub number: i32,
    /// The fingerprint of the plan as it stands on the page.
    pub seen: String,
    pub form: FormState,
    pub orphans: usize,
    pub lines: Vec<FrozenLine>,
    /// Against the latest decision; None before the first.
    pub differences: Option<Differences>,
}

/// The root cause of a finding, and where the finding is being put right.
#[derive(Debug, Clone, Serialize)]
pub struct CausePage {
    pub finding: FindingLink,
    pub form: FormState,
    pub cause: Option<FindingCause>,
    pub kinds: &'static [CauseKind],
    pub confidences: &'static [CauseConfidence],
    /// Plans that hold an action of the finding.
    pub plans: Vec<Linked>,
    pub controls: Vec<String>,
    /// Areas that its controls belong to and that are not in focus at the vendor.
    pub areas: Vec<FocusArea>,
    pub focus_href: String,
    pub can_edit: bool,
}
