//! The stored rows of minutes after the lock, of attendance and of invitations.

use super::model::{ApprovalChannel, ApprovalOutcome, AttendanceKind, CallKind, MeetingSeat, MinutesState};
use crate::access::Side;
use crate::base::{Id, Instant, Language};
use crate::platform::db::schema::{
    dialogue_attendance, dialogue_calls, dialogue_conflicts, minutes, minutes_addenda, minutes_approvals, minutes_texts,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// How far the minutes of one dialogue have come.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = minutes, treat_none_as_null = true)]
pub struct MinutesRow {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub state: MinutesState,
    pub text_version: i32,
    pub sent_at: Option<Instant>,
    pub sent_by_name: Option<String>,
    pub reply_by: Option<NaiveDate>,
    pub approved_at: Option<Instant>,
    pub diary_number: Option<String>,
    pub registered_at: Option<Instant>,
    pub registered_by_name: Option<String>,
    pub archive_reference: Option<String>,
    pub archived_at: Option<Instant>,
    pub archived_by_name: Option<String>,
    pub created_at: Instant,
    pub version: i32,
}

/// A text that was sent for approval.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = minutes_texts, treat_none_as_null = true)]
pub struct MinutesText {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub number: i32,
    pub snapshot: String,
    pub sha256: String,
    pub fixed_at: Instant,
    pub fixed_by_name: String,
    pub taken_back_at: Option<Instant>,
    pub taken_back_by_name: Option<String>,
    pub taken_back_reason: Option<String>,
}

/// Somebody who is asked, and the answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = minutes_approvals, treat_none_as_null = true)]
pub struct Approval {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub addendum_id: Option<Id>,
    pub text_version: i32,
    pub side: Side,
    pub name: String,
    pub person_id: Option<Id>,
    pub email: Option<String>,
    pub language: Language,
    pub outcome: ApprovalOutcome,
    /// Of what was approved.
    pub sha256: Option<String>,
    pub decided_at: Option<Instant>,
    pub channel: Option<ApprovalChannel>,
    pub recorded_by_name: Option<String>,
    pub recorded_note: Option<String>,
    /// Stays when the same person approves later.
    pub objection: Option<String>,
    pub objected_at: Option<Instant>,
    pub asked_at: Instant,
    pub version: i32,
}

/// A correction, which never changes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = minutes_addenda, treat_none_as_null = true)]
pub struct Addendum {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub number: i32,
    pub body: String,
    pub sha256: String,
    pub author_name: String,
    pub author_side: Side,
    pub added_at: Instant,
    pub approved_at: Option<Instant>,
}

/// How a participant took part, by side and name.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = dialogue_attendance)]
pub struct AttendanceRow {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub side: Side,
    pub name: String,
    pub attendance: AttendanceKind,
    pub seat: MeetingSeat,
    pub deputy_for: Option<String>,
}

/// A declared conflict of interest.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = dialogue_conflicts)]
pub struct ConflictRow {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub item_id: Id,
    pub side: Side,
    pub name: String,
    pub reason: String,
    pub stepped_out: bool,
    pub declared_at: Instant,
    pub recorded_by_name: String,
}

/// An invitation, a move or a cancellation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = dialogue_calls)]
pub struct Call {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub kind: CallKind,
    pub sequence: i32,
    /// Absent when a meeting was cancelled that nobody had been invited to.
    pub starts_at: Option<Instant>,
    pub length_minutes: Option<i32>,
    pub place: Option<String>,
    pub reason: Option<String>,
    pub sent_at: Instant,
    pub sent_by_name: String,
    pub sent_by_email: Option<String>,
}

impl Call {
    /// As its receivers know it: a cancellation that was not mailed told nobody its reason.
    pub fn as_mailed(self) -> Call {
        Call { reason: self.reason.filter(|_| self.starts_at.is_some()), ..self }
    }
}
