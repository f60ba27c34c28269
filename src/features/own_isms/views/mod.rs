//! What the pages of the own management system show.

mod samples;

use super::model::{EventKind, IsmsState, StepState};
use super::records::{Course, Event, Goal, GoalValue, Member, Snapshot, Step};
use super::rules::{Check, Completion, Line, RoleShare, Tally, Validity};
use crate::base::Id;
use crate::kit::attachments::Attachment;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A main clause with how far it has come.
#[derive(Debug, Clone, Serialize)]
pub struct MainClause {
    pub id: String,
    pub title: String,
    pub tally: Tally,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverviewPage {
    pub all: Tally,
    pub clauses: Vec<MainClause>,
    pub snapshots: Vec<Snapshot>,
    pub line: Option<Line>,
    pub late: Vec<Step>,
    pub next: Vec<Event>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClauseLine {
    pub id: String,
    pub title: String,
    pub unverified: bool,
    pub state: IsmsState,
    pub owner_name: Option<String>,
    pub target_on: Option<NaiveDate>,
    pub evidence_on: Option<NaiveDate>,
    /// It works by evidence that is old by now.
    pub stale: bool,
    pub gap: Option<String>,
    pub next_step: Option<String>,
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub cost_note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClausesPage {
    pub completion: Completion,
    pub rows: Vec<ClauseLine>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClausePage {
    pub line: ClauseLine,
    pub form: FormState,
    pub file_form: FormState,
    pub states: &'static [IsmsState],
    pub people: Vec<Choice>,
    pub files: Vec<Attachment>,
    pub evidence: Option<String>,
    pub megabytes: usize,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ControlLine {
    pub id: String,
    pub title: String,
    pub unverified: bool,
    pub theme: String,
    /// None: nobody has decided.
    pub applicable: Option<bool>,
    pub justification: String,
    pub state: Option<IsmsState>,
    pub owner_name: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SoaPage {
    pub form: FormState,
    pub rows: Vec<ControlLine>,
    pub pager: Pager,
    pub decided: usize,
    pub applicable: usize,
    pub total: usize,
    pub filters: &'static [&'static str],
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ControlPage {
    pub line: ControlLine,
    pub form: FormState,
    pub states: &'static [IsmsState],
    pub people: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlanPage {
    pub filter: FormState,
    pub states: &'static [StepState],
    pub rows: Vec<Step>,
    pub pager: Pager,
    pub form: FormState,
    pub people: Vec<Choice>,
    pub clauses: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct StepPage {
    pub step: Step,
    pub form: FormState,
    pub states: &'static [StepState],
    pub people: Vec<Choice>,
    pub clauses: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct GoalLine {
    pub goal: Goal,
    pub latest: Option<GoalValue>,
    /// Percent of the way from baseline to target.
    pub progress: Option<i32>,
}

#[derive(Debug, Clone, Serialize)]
pub struct GoalsPage {
    pub rows: Vec<GoalLine>,
    pub form: FormState,
    pub people: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct GoalPage {
    pub line: GoalLine,
    pub values: Vec<GoalValue>,
    pub drawn: Option<Line>,
    pub form: FormState,
    pub value_form: FormState,
    pub people: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct EventsPage {
    pub rows: Vec<Event>,
    pub pager: Pager,
    pub form: FormState,
    pub kinds: &'static [EventKind],
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct EventPage {
    pub event: Event,
    pub form: FormState,
    pub kinds: &'static [EventKind],
    pub can_edit: bool,
}

/// A role and a course, with how many of the role have it.
#[derive(Debug, Clone, Serialize)]
pub struct ShareLine {
    pub course_title: String,
    pub share: RoleShare,
}

#[derive(Debug, Clone, Serialize)]
pub struct TrainingPage {
    pub shares: Vec<ShareLine>,
    pub courses: Vec<Course>,
    pub filter: FormState,
    pub staff: Vec<Member>,
    pub pager: Pager,
    pub course_form: FormState,
    pub member_form: FormState,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct CoursePage {
    pub course: Course,
    pub form: FormState,
    pub can_edit: bool,
}

/// A course that somebody has taken or must take.
#[derive(Debug, Clone, Serialize)]
pub struct TakenLine {
    pub course_title: String,
    pub required: bool,
    pub validity: Validity,
    pub taken_on: Option<NaiveDate>,
    pub valid_until: Option<NaiveDate>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MemberPage {
    pub id: Id,
    pub member: Member,
    pub rows: Vec<TakenLine>,
    pub form: FormState,
    pub record_form: FormState,
    pub courses: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReadinessPage {
    pub checks: Vec<Check>,
    pub ready: bool,
    /// Clauses that do not work yet, or by old evidence.
    pub gaps: Vec<ClauseLine>,
    /// Kronor; the sums of what is stated.
    pub cost_low: i64,
    pub cost_high: i64,
    /// How many gaps have no cost stated.
    pub cost_unknown: usize,
}
