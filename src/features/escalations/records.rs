//! The stored rows of escalations.

use super::model::{LadderCause, LadderDirection, LadderOrigin};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{escalation_steps, escalations};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Something that was escalated, until it is closed with a reason.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = escalations, treat_none_as_null = true)]
pub struct Escalation {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub number: i32,
    pub origin: LadderOrigin,
    pub origin_id: Id,
    pub cause: LadderCause,
    /// What it is about, as the origin was called when it was opened.
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    /// Empty when the rule opened it; the cause says why.
    pub reason: String,
    /// The key of the step where it stands; none before the first decision.
    pub step: Option<String>,
    pub ladder_version: String,
    pub opened_by: Id,
    pub opened_by_name: String,
    pub opened_at: Instant,
    pub closed_at: Option<Instant>,
    pub closed_by_name: Option<String>,
    pub close_reason: Option<String>,
    pub version: i32,
}

impl Escalation {
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// `open` or `closed`, as words and hues know it.
    pub fn state(&self) -> &'static str {
        if self.is_open() { "open" } else { "closed" }
    }
}

/// One decided step. The vendor reads `demand`, `due_on` and its letter; all else is the client's own.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = escalation_steps, treat_none_as_null = true)]
pub struct Step {
    pub id: Id,
    pub organisation_id: Id,
    pub escalation_id: Id,
    pub position: i32,
    pub step: String,
    pub direction: LadderDirection,
    pub decided_on: NaiveDate,
    pub decided_by_name: String,
    pub decided_role: String,
    pub delegation: Option<String>,
    pub reason: String,
    pub demand: Option<String>,
    pub due_on: Option<NaiveDate>,
    pub diary_number: Option<String>,
    /// Kronor.
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub proposal: Option<String>,
    pub outcome: Option<String>,
    pub outcome_on: Option<NaiveDate>,
    pub outcome_by_name: Option<String>,
    #[serde(skip_serializing)]
    pub letter: Option<String>,
    pub letter_sha256: Option<String>,
    #[serde(skip_serializing)]
    pub memo: Option<String>,
    pub memo_sha256: Option<String>,
    pub recorded_by: Id,
    pub recorded_by_name: String,
    pub recorded_at: Instant,
    pub version: i32,
}
