//! What the pages of sendings show.

use super::model::{SendingOrigin, SendingState, Tally, Why};
use super::progress::{MailPreview, ReceiverLine};
use super::rules;
use crate::base::Id;
use crate::features::controls::QuestionSet;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct SendingsPage {
    pub form: FormState,
    pub rows: Vec<SendingRow>,
    pub pager: Pager,
    pub states: &'static [SendingState],
    pub can_send: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct SendingRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub question_set: QuestionSet,
    /// Of an own set, in the place of `question_set`.
    pub set_title: Option<String>,
    pub state: SendingState,
    pub origin: SendingOrigin,
    pub due_on: NaiveDate,
    pub tally: Tally,
}

/// A box of a tier: the field's name and its label.
#[derive(Debug, Clone, Serialize)]
pub struct TierBox {
    pub name: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct EditSendingPage {
    /// None for a new one.
    pub id: Option<Id>,
    pub action: String,
    pub form: FormState,
    pub sets: Vec<Choice>,
    pub tiers: Vec<TierBox>,
    pub kinds: Vec<&'static str>,
    pub filters: Vec<Choice>,
}

/// What every page of one sending says.
#[derive(Debug, Clone, Serialize)]
pub struct SendingHead {
    pub id: Id,
    pub number: i32,
    pub question_set: QuestionSet,
    /// Of an own set, in the place of `question_set`.
    pub set_title: Option<String>,
    pub question_count: usize,
    pub due_on: NaiveDate,
    pub message: Option<String>,
    pub internal_note: Option<String>,
    pub state: SendingState,
    pub origin: SendingOrigin,
    pub created_by_name: String,
    pub started_by_name: Option<String>,
    pub version: i32,
    pub tone: &'static str,
    /// Who is asked for, in words.
    pub selection: Vec<String>,
    pub can_send: bool,
}

/// A draft: exactly what each will see and be mailed, and who cannot be sent to.
#[derive(Debug, Clone, Serialize)]
pub struct DraftPage {
    pub head: SendingHead,
    pub able: usize,
    pub unable: usize,
    /// People who get a mail.
    pub people: usize,
    pub rows: Vec<CandidateRow>,
    pub pager: Pager,
    pub left_out: usize,
    pub mails: Vec<MailPreview>,
    pub questions: Vec<QuestionLine>,
    pub form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct QuestionLine {
    pub id: String,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct CandidateRow {
    pub vendor_id: Id,
    pub name: String,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    /// Names and addresses of those who are mailed.
    pub people: Vec<String>,
    pub why: Option<Why>,
}

/// A sending that has begun.
#[derive(Debug, Clone, Serialize)]
pub struct RunPage {
    pub head: SendingHead,
    pub tally: Tally,
    pub done: i64,
    pub rows: Vec<ReceiverRow>,
    pub pager: Pager,
    pub form: FormState,
    pub states: Vec<&'static str>,
    pub can_pause: bool,
    pub can_resume: bool,
    pub can_stop: bool,
    pub can_retry: bool,
    pub can_invite: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReceiverRow {
    pub line: ReceiverLine,
    pub tone: &'static str,
}

impl From<ReceiverLine> for ReceiverRow {
    fn from(line: ReceiverLine) -> ReceiverRow {
        ReceiverRow { tone: rules::tone(line.delivery), line }
    }
}

/// A link that is handed over; shown once.
#[derive(Debug, Clone, Serialize)]
pub struct SendingLinkPage {
    pub sending_id: Id,
    pub vendor: String,
    pub name: String,
    pub email: String,
    pub link: String,
    pub is_link: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct SendingSettingsPage {
    pub form: FormState,
    pub version: i32,
    /// Months between self-assessments by tier; none for a tier that is never asked anew.
    pub intervals: Vec<Interval>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct Interval {
    pub tier: i32,
    pub months: Option<u32>,
}
