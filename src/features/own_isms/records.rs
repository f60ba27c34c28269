//! The stored rows of the own management system.

use super::model::{EventKind, IsmsState, StepState};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    isms_clauses, isms_controls, isms_course_records, isms_course_roles, isms_courses, isms_events, isms_goal_values,
    isms_goals, isms_snapshots, isms_staff, isms_steps,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_clauses, treat_none_as_null = true)]
pub struct ClauseRow {
    pub id: Id,
    pub organisation_id: Id,
    pub clause_id: String,
    pub state: IsmsState,
    pub evidence: Option<String>,
    pub evidence_on: Option<NaiveDate>,
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub target_on: Option<NaiveDate>,
    pub gap: Option<String>,
    pub next_step: Option<String>,
    /// Whole kronor.
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub cost_note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_controls, treat_none_as_null = true)]
pub struct ControlRow {
    pub id: Id,
    pub organisation_id: Id,
    pub control_id: String,
    pub applicable: bool,
    pub justification: String,
    pub state: IsmsState,
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_steps, treat_none_as_null = true)]
pub struct Step {
    pub id: Id,
    pub organisation_id: Id,
    pub clause_id: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub owner_id: Id,
    pub owner_name: String,
    pub due_on: NaiveDate,
    pub state: StepState,
    pub done_on: Option<NaiveDate>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_goals, treat_none_as_null = true)]
pub struct Goal {
    pub id: Id,
    pub organisation_id: Id,
    pub title: String,
    pub unit: String,
    pub baseline: f64,
    pub baseline_on: NaiveDate,
    pub target: f64,
    pub target_on: NaiveDate,
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = isms_goal_values)]
pub struct GoalValue {
    pub id: Id,
    pub organisation_id: Id,
    pub goal_id: Id,
    pub measured_on: NaiveDate,
    pub value: f64,
    pub note: Option<String>,
    pub measured_by_name: String,
    pub created_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_events, treat_none_as_null = true)]
pub struct Event {
    pub id: Id,
    pub organisation_id: Id,
    pub kind: EventKind,
    pub title: String,
    pub planned_on: NaiveDate,
    pub held_on: Option<NaiveDate>,
    pub conclusion: Option<String>,
    pub diary_number: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = isms_snapshots)]
pub struct Snapshot {
    pub id: Id,
    pub organisation_id: Id,
    /// The first day of its month.
    pub month: NaiveDate,
    pub clauses_total: i32,
    pub clauses_ongoing: i32,
    pub clauses_in_place: i32,
    pub clauses_works: i32,
    pub percent: i32,
    pub taken_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_courses, treat_none_as_null = true)]
pub struct Course {
    pub id: Id,
    pub organisation_id: Id,
    pub title: String,
    pub description: Option<String>,
    pub valid_months: Option<i32>,
    pub retired_at: Option<Instant>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// A role that must have a course, and how many percent of it at least.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = isms_course_roles)]
pub struct CourseRole {
    pub id: Id,
    pub organisation_id: Id,
    pub course_id: Id,
    pub role_folded: String,
    pub role_name: String,
    pub target_percent: i32,
}

/// Somebody of the own staff, with or without an account.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = isms_staff, treat_none_as_null = true)]
pub struct Member {
    pub id: Id,
    pub organisation_id: Id,
    pub name: String,
    #[serde(skip_serializing)]
    pub name_folded: String,
    pub role_folded: String,
    pub role_name: String,
    pub unit: Option<String>,
    pub left_on: Option<NaiveDate>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = isms_course_records)]
pub struct CourseRecord {
    pub id: Id,
    pub organisation_id: Id,
    pub course_id: Id,
    pub staff_id: Id,
    pub taken_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub note: Option<String>,
    pub recorded_by_name: String,
    pub created_at: Instant,
}
