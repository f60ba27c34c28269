//! The stored rows of sendings, receivers and reminders.

use super::model::{ReceiverState, Selection, SendingOrigin, SendingState, Why};
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::controls::QuestionSet;
use crate::platform::db::schema::{
    assessment_digests, assessment_reminders, sending_receivers, sending_settings, sendings,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = sendings, treat_none_as_null = true)]
pub struct Sending {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub question_set: QuestionSet,
    pub due_on: NaiveDate,
    /// Said to the vendors.
    pub message: Option<String>,
    /// Never shown to a vendor.
    pub internal_note: Option<String>,
    /// Canonical JSON of `Selection`.
    pub selection: String,
    pub origin: SendingOrigin,
    pub state: SendingState,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub started_by: Option<Id>,
    pub started_by_name: Option<String>,
    pub started_at: Option<Instant>,
    pub finished_at: Option<Instant>,
    pub updated_at: Instant,
    pub version: i32,
    /// A published version of an own set, in the place of `question_set`.
    pub set_version_id: Option<Id>,
}

impl Sending {
    pub fn read_selection(&self) -> Result<Selection> {
        serde_json::from_str(&self.selection).map_err(Refusal::fault)
    }
}

/// One vendor of a sending.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = sending_receivers, treat_none_as_null = true)]
pub struct Receiver {
    pub id: Id,
    pub organisation_id: Id,
    pub sending_id: Id,
    pub vendor_id: Id,
    #[serde(skip_serializing)]
    pub name_folded: String,
    pub state: ReceiverState,
    pub why: Option<Why>,
    pub assessment_id: Option<Id>,
    pub attempts: i32,
    pub sent_at: Option<Instant>,
    pub opened_at: Option<Instant>,
    pub updated_at: Instant,
}

/// A step of the ladder that an assessment has been reminded of.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = assessment_reminders)]
pub struct Reminder {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub step: i32,
    pub escalated: bool,
    pub sent_at: Instant,
}

/// The one mail of reminders that a person has had on a day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = assessment_digests)]
pub struct Digest {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    pub on_date: NaiveDate,
    pub assessments: i32,
    pub sent_at: Instant,
}

/// What an organisation has decided about its reminders.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = sending_settings, treat_none_as_null = true)]
pub struct Settings {
    pub id: Id,
    pub organisation_id: Id,
    /// Days from the due day, with commas between.
    pub ladder: String,
    pub grace_days: i32,
    pub escalate: bool,
    pub automatic: bool,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}
