//! The locked record as data: format `tillit-dialogue-1`. The page, the PDF and the mail of a
//! locked dialogue are made from this alone. The modules below hold what comes after the lock (approval,
//! registration, corrections), and what belongs to the meeting itself (attendance, invitations).

pub mod api;
pub mod approving;
pub mod attendance;
pub mod calling;
pub mod drafting;
pub mod facts;
pub mod jobs;
pub mod keeping;
pub mod model;
pub mod pages;
pub mod paper;
pub mod parameters;
pub mod records;
pub mod routes;
pub mod rules;
mod samples;
pub mod store;
pub mod trend;
pub mod verify;
pub mod views;

use super::model::{ItemKind, ItemStatus};
use super::records::Dialogue;
use super::snapshot::{ActionSnapshot, Change};
use crate::access::Side;
use crate::base::{Id, Instant, Language, Refusal, Result};
use crate::features::findings::{ActionStatus, Responsible};
use crate::platform::pdf::{DIALOGUE_WORDS, DIALOGUE_WORDS_PREFIX};
use crate::platform::view::Views;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

pub const FORMAT: &str = "tillit-dialogue-1";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Minutes {
    pub format: String,
    pub organisation: Party,
    pub vendor: Party,
    pub contract: MinutesContract,
    pub period: String,
    pub held_on: NaiveDate,
    pub number: i32,
    pub chair: Option<String>,
    pub minute_checker: Option<String>,
    pub participants: Vec<Attendance>,
    pub previous: Option<Previous>,
    pub items: Vec<MinutesItem>,
    pub actions: Vec<MinutesAction>,
    pub next: Option<Next>,
    pub locked_at: Instant,
    pub locked_by: String,
    /// Absent in records from before it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<facts::MeetingFacts>,
    /// What the latest meetings counted, this one last; absent from a first meeting, and in records from before it was
    /// kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trend: Vec<trend::TrendPoint>,
}

/// `org_number` is absent for a sole trader, whose number is personal data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    pub org_number: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinutesContract {
    pub reference: String,
    pub diary_number: Option<String>,
    pub title: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    pub name: String,
    pub side: Side,
    pub role: Option<String>,
    pub present: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Previous {
    pub period: String,
    pub held_on: NaiveDate,
    pub sha256: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Titles {
    pub sv: String,
    pub en: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinutesItem {
    pub section: i32,
    pub kind: ItemKind,
    pub object_id: Option<Id>,
    pub title: Titles,
    pub status: ItemStatus,
    pub note: Option<String>,
    pub decision: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MinutesAction {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub responsible: Responsible,
    pub owner: Option<String>,
    pub due_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    pub opened_on: NaiveDate,
    /// In how many dialogues it has been open, this one included.
    pub meetings_open: u32,
    pub note: Option<String>,
    pub decision: Option<String>,
    /// Since the previous record.
    pub changes: Vec<Change>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Next {
    pub period: String,
    pub held_on: NaiveDate,
}

impl Minutes {
    /// The stored record of a locked dialogue; `None` while it is not locked.
    pub fn of(dialogue: &Dialogue) -> Result<Option<Minutes>> {
        dialogue.snapshot.as_deref().map(|text| serde_json::from_str(text).map_err(Refusal::fault)).transpose()
    }

    /// The record for what builds on it: one that cannot be read is as none, and its own page says what is wrong with it.
    pub fn readable(dialogue: &Dialogue) -> Option<Minutes> {
        Minutes::of(dialogue).ok().flatten()
    }

    /// The record of a locked dialogue. Errors: `rule-minutes-tampered`; NotFound while it is not locked.
    pub fn intact(dialogue: &Dialogue) -> Result<Minutes> {
        approving::intact(dialogue)?;
        Minutes::readable(dialogue).ok_or_else(|| Refusal::rule("rule-minutes-tampered"))
    }

    /// The action as it stood in this record.
    pub fn action(&self, id: &Id) -> Option<ActionSnapshot> {
        self.actions.iter().find(|action| action.id == *id).map(MinutesAction::fields)
    }

    pub fn open_actions(&self) -> usize {
        self.actions.iter().filter(|action| crate::features::findings::is_open(action.status)).count()
    }
}

impl MinutesAction {
    pub fn fields(&self) -> ActionSnapshot {
        ActionSnapshot {
            id: self.id.to_string(),
            title: self.title.clone(),
            status: self.status.to_string(),
            responsible: self.responsible.to_string(),
            owner: self.owner.clone(),
            due_on: self.due_on.to_string(),
            slips: self.slips,
        }
    }
}

/// What the template `dialogue` reads: the record as stored, its fingerprint and the words.
/// Errors: NotFound while the dialogue is not locked.
pub fn document(views: &Views, dialogue: &Dialogue, language: Language) -> Result<Value> {
    let (Some(snapshot), Some(sha256)) = (&dialogue.snapshot, &dialogue.sha256) else { return Err(Refusal::NotFound) };
    let snapshot: Value = serde_json::from_str(snapshot).map_err(Refusal::fault)?;
    let words: Map<String, Value> = DIALOGUE_WORDS
        .iter()
        .map(|key| ((*key).to_string(), Value::from(views.word0(language, &format!("{DIALOGUE_WORDS_PREFIX}{key}")))))
        .collect();
    Ok(json!({ "lang": language, "sha256": sha256, "words": words, "snapshot": snapshot }))
}

/// What the file is called, in its language.
pub fn file_name(minutes: &Minutes, language: Language) -> String {
    let what = match language {
        Language::Sv => "Protokoll",
        Language::En => "Minutes",
    };
    let reference: String =
        minutes.contract.reference.chars().map(|c| if c.is_alphanumeric() || c == '-' { c } else { '_' }).collect();
    format!("{what} {reference} {}.pdf", minutes.held_on)
}
