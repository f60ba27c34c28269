//! What the pages of notices show.

use super::model::MailEvent;
use crate::base::{Id, Instant, Language};
use crate::kit::notices::{NoticeKind, Way};
use crate::kit::outbox::State;
use crate::platform::view::{FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct InboxPage {
    pub form: FormState,
    pub rows: Vec<NoticeRow>,
    pub pager: Pager,
    pub kinds: &'static [NoticeKind],
    /// The inbox of the reader's side.
    pub place: &'static str,
    pub unread: i64,
    pub can_see_log: bool,
    pub can_write_texts: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NoticeRow {
    pub id: Id,
    /// The key of the word of what it is about.
    pub word: String,
    pub title: Option<String>,
    pub whose: Option<String>,
    /// The reader may not see the object any longer: nothing is said of it.
    pub hidden: bool,
    pub due_on: Option<NaiveDate>,
    pub created_at: Instant,
    pub read: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NoticeSettingsPage {
    pub form: FormState,
    pub version: i32,
    pub place: &'static str,
    pub languages: &'static [Language],
    pub rows: Vec<KindRow>,
    pub unsubscribed: bool,
    pub digest_hour: u32,
    pub longest_hours: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct KindRow {
    pub kind: NoticeKind,
    /// The field's name.
    pub name: String,
    /// Why it may not be turned off, or what it is not about, as a word key; empty when there is nothing to say.
    pub hint: String,
    pub ways: Vec<Way>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LogPage {
    pub form: FormState,
    pub place: &'static str,
    /// The names of the mails in the log.
    pub events: Vec<String>,
    pub rows: Vec<LogRow>,
    pub pager: Pager,
    pub states: &'static [State],
}

#[derive(Debug, Clone, Serialize)]
pub struct LogRow {
    pub id: Id,
    pub word: String,
    pub name: Option<String>,
    pub recipient: Option<String>,
    pub state: State,
    /// It can be sent again.
    pub failed: bool,
    pub tone: &'static str,
    pub attempts: i32,
    pub error: Option<String>,
    pub created_at: Instant,
    pub done_at: Option<Instant>,
}

#[derive(Debug, Clone, Serialize)]
pub struct UnsubscribePage {
    pub organisation: String,
    pub token: String,
    pub ended: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MailTextsPage {
    pub rows: Vec<MailTextRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MailTextRow {
    pub event: MailEvent,
    pub own_sv: bool,
    pub own_en: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MailTextPage {
    pub event: MailEvent,
    pub language: Language,
    pub version: i32,
    /// The organisation's own text holds.
    pub own: bool,
    pub needed: String,
    pub examples: Vec<Example>,
    pub versions: Vec<MailTextVersion>,
    pub form: FormState,
    pub preview: Option<Preview>,
}

/// A placeholder and what it may become.
#[derive(Debug, Clone, Serialize)]
pub struct Example {
    pub place: String,
    pub example: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct MailTextVersion {
    pub number: i32,
    pub subject: String,
    pub body: String,
    pub restored: bool,
    pub by: String,
    pub at: Instant,
}

#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Preview {
    pub subject: String,
    pub text: String,
}
