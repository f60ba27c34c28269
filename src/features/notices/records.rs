//! The stored rows of settings, digests, reminders and mail texts. The notice itself is the kit's.

use super::model::MailEvent;
use crate::base::{Id, Instant, Language};
use crate::kit::notices::{NoticeKind, Way};
use crate::platform::db::schema::{mail_texts, notice_digests, notice_preferences, notice_reminders, notice_settings};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// How a person wants to be told in one organisation.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = notice_settings, treat_none_as_null = true)]
pub struct Settings {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    /// None: the account's.
    pub language: Option<Language>,
    /// `HH:MM` in Sweden; None: the shipped ones. The same twice: none.
    pub quiet_from: Option<String>,
    pub quiet_to: Option<String>,
    pub unsubscribed_at: Option<Instant>,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = notice_preferences)]
pub struct Preference {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    pub kind: NoticeKind,
    pub way: Way,
}

/// The one mail of a person and day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notice_digests)]
pub struct Digest {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    pub on_date: NaiveDate,
    pub notices: i32,
    pub outbox_id: Id,
    pub sent_at: Instant,
}

/// A step of the ladder that a dated thing has been reminded of.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = notice_reminders)]
pub struct Reminder {
    pub id: Id,
    pub organisation_id: Id,
    pub kind: NoticeKind,
    pub dated_id: Id,
    pub due_on: NaiveDate,
    pub step: i32,
    pub receivers: i32,
    pub created_at: Instant,
}

/// A version of an organisation's own text of a mail.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = mail_texts)]
pub struct MailText {
    pub id: Id,
    pub organisation_id: Id,
    pub event: MailEvent,
    pub language: Language,
    pub number: i32,
    pub subject: String,
    pub body: String,
    /// The shipped text holds again.
    pub restored: bool,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
}
