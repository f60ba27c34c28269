//! What the pages show. Region side only.

mod samples;

use super::model::{FollowUpKind, FollowUpState, MonthRunState};
use super::records::FollowUpLine;
use super::rules::{Chart, MeetingFigures};
use super::store::months::{MissingRow, MonthFigures, MonthRow, SlipRow};
use crate::base::{Id, Instant, Language};
use crate::features::dialogues::DialogueStatus;
use crate::features::vendors::Tab;
use crate::platform::view::{FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// One activity as lists show it.
#[derive(Debug, Clone, Serialize)]
pub struct LineRow {
    pub id: Id,
    pub version: i32,
    pub kind: FollowUpKind,
    pub due_on: NaiveDate,
    pub state: FollowUpState,
    pub overdue: bool,
    pub owner: Option<String>,
    pub done_on: Option<NaiveDate>,
    pub done_by: Option<String>,
    pub note: Option<String>,
    /// Where it was done.
    pub href: Option<String>,
}

impl LineRow {
    pub fn of(line: FollowUpLine, today: NaiveDate) -> LineRow {
        LineRow {
            overdue: line.is_overdue(today),
            href: line.object_id.as_ref().map(|id| match line.kind {
                FollowUpKind::Dialogue => format!("/dialogues/{id}"),
                _ => format!("/assessments/{id}"),
            }),
            id: line.id,
            version: line.version,
            kind: line.kind,
            due_on: line.due_on,
            state: line.state,
            owner: line.owner_name,
            done_on: line.done_on,
            done_by: line.done_by_name,
            note: line.note,
        }
    }
}

/// An activity with whose it is.
#[derive(Debug, Clone, Serialize)]
pub struct PortfolioLine {
    pub line: LineRow,
    pub contract_id: Id,
    pub contract_reference: String,
    pub vendor_name: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct FollowUpListPage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub show: String,
    pub kinds: Vec<FollowUpKind>,
    pub rows: Vec<PortfolioLine>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct LinePage {
    pub line: LineRow,
    pub contract_id: Id,
    pub contract_reference: String,
    pub contract_title: String,
    pub done_form: FormState,
    pub move_form: FormState,
    /// A dialogue is done by being held.
    pub by_meeting: bool,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ContractPlanPage {
    pub contract_id: Id,
    pub contract_reference: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    /// None while no plan has been made.
    pub tier: Option<i32>,
    /// The vendor or the contract has ended.
    pub ended: bool,
    pub model_version: Option<String>,
    pub planned_to: Option<NaiveDate>,
    pub overdue: usize,
    pub lines: Vec<LineRow>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct SeriesRow {
    pub id: Id,
    pub number: i32,
    pub period: String,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub figures: Option<MeetingFigures>,
    /// Open actions more (or fewer) than in the record before, with its sign.
    pub difference: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct SeriesPage {
    pub contract_id: Id,
    pub contract_reference: String,
    pub contract_title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub rows: Vec<SeriesRow>,
    pub chart: Option<Chart>,
    pub open_decisions: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct MonthPage {
    pub period: String,
    pub previous: String,
    pub next: String,
    pub form: FormState,
    pub tabs: Vec<Tab>,
    pub show: String,
    pub figures: MonthFigures,
    pub dialogues: Vec<MonthRow>,
    pub missing: Vec<MissingRow>,
    pub slips: Vec<SlipRow>,
    pub pager: Pager,
    pub can_run: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RunRow {
    pub id: Id,
    pub period: String,
    pub language: Language,
    pub state: MonthRunState,
    pub done: i64,
    pub total: i64,
    pub started_by: String,
    pub started_at: Instant,
}

#[derive(Debug, Clone, Serialize)]
pub struct RunsPage {
    pub rows: Vec<RunRow>,
    pub pager: Pager,
    pub form: FormState,
    pub languages: Vec<Language>,
    pub can_run: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RunPage {
    pub run: RunRow,
    pub made: i64,
    pub failed: i64,
    /// Dialogues of the month without a locked record.
    pub missing: i64,
    pub size: Option<i64>,
    pub sha256: Option<String>,
    pub error: Option<String>,
    pub finished_at: Option<Instant>,
}
