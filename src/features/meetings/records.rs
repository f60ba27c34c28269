//! The stored rows of follow-up plans, skipped dialogues and runs of a month.

use super::model::{FollowUpKind, FollowUpState, MonthRunState, RunFileState};
use crate::base::{Id, Instant, Language};
use crate::platform::db::schema::{
    contract_follow_ups, follow_up_lines, month_run_files, month_runs, skipped_dialogues,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// The plan of one contract, and what it was generated from.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = contract_follow_ups)]
pub struct FollowUpPlan {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    /// 0: the vendor is not categorised; -1: it or the contract has ended.
    pub tier: i32,
    pub model_version: String,
    /// The day that the intervals count from.
    pub anchor_on: NaiveDate,
    pub planned_to: NaiveDate,
    pub made_at: Instant,
    pub version: i32,
}

/// One activity of a plan.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = follow_up_lines, treat_none_as_null = true)]
pub struct FollowUpLine {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub kind: FollowUpKind,
    pub opens_on: NaiveDate,
    pub due_on: NaiveDate,
    pub period: String,
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub state: FollowUpState,
    pub done_on: Option<NaiveDate>,
    pub done_by_name: Option<String>,
    pub note: Option<String>,
    /// The dialogue or the self-assessment that it was done by.
    pub object_id: Option<Id>,
    pub version: i32,
}

impl FollowUpLine {
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.state == FollowUpState::Planned && self.due_on < today
    }
}

/// A planned dialogue whose month has passed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = skipped_dialogues)]
pub struct SkippedDialogue {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub contract_id: Id,
    pub period: String,
    pub level: i32,
    /// How many were told at the latest step.
    pub told: i32,
    pub noted_at: Instant,
    pub escalated_at: Instant,
}

/// A month's minutes as one ZIP.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = month_runs, treat_none_as_null = true)]
pub struct MonthRun {
    pub id: Id,
    pub organisation_id: Id,
    pub period: String,
    pub language: Language,
    pub state: MonthRunState,
    /// The dialogues of the month, locked or not.
    pub total: i32,
    pub sha256: Option<String>,
    pub size: Option<i64>,
    pub error: Option<String>,
    pub started_by: Id,
    pub started_by_name: String,
    pub started_at: Instant,
    pub finished_at: Option<Instant>,
    pub version: i32,
}

/// One dialogue of a run.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = month_run_files, treat_none_as_null = true)]
pub struct RunFile {
    pub id: Id,
    pub organisation_id: Id,
    pub run_id: Id,
    pub position: i32,
    pub dialogue_id: Id,
    pub state: RunFileState,
    pub file_name: Option<String>,
    pub sha256: Option<String>,
    pub size: Option<i64>,
    pub error: Option<String>,
}
