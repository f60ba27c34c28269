//! The stored rows of dialogues.

use super::agendas::Standing;
use super::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use crate::access::Side;
use crate::base::Language;
use crate::base::{Id, Instant};
use crate::platform::db::schema::{dialogue_items, dialogue_participants, dialogues};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// One dialogue in the series of a contract.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = dialogues)]
#[diesel(treat_none_as_null = true)]
pub struct Dialogue {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub previous_id: Option<Id>,
    pub number: i32,
    pub period: String,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub chair_name: Option<String>,
    pub minute_checker: Option<String>,
    pub internal_note: Option<String>,
    pub locked_at: Option<Instant>,
    pub locked_by_name: Option<String>,
    /// canonical JSON; page, PDF and mail of a locked dialogue come from it alone
    pub snapshot: Option<String>,
    pub sha256: Option<String>,
    pub created_at: Instant,
    pub version: i32,
}

/// One line of the agenda with what was said about it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = dialogue_items)]
#[diesel(treat_none_as_null = true)]
pub struct DialogueItem {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub position: i32,
    pub section: i32,
    pub kind: ItemKind,
    pub object_id: Option<Id>,
    pub title_sv: String,
    pub title_en: String,
    pub status: ItemStatus,
    pub note: Option<String>,
    pub decision: Option<String>,
    pub taken_up_at: Option<Instant>,
    pub taken_up_by_name: Option<String>,
    pub version: i32,
}

/// Somebody at the table, or somebody who gets the minutes.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = dialogue_participants)]
#[diesel(treat_none_as_null = true)]
pub struct DialogueParticipant {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub side: Side,
    pub person_id: Option<Id>,
    pub name: String,
    pub email: Option<String>,
    pub duty: Option<String>,
    pub language: Language,
    pub present: bool,
    pub receives_minutes: bool,
    pub version: i32,
}

impl DialogueItem {
    /// The item as the block of information security sees it.
    pub(super) fn standing(&self) -> Standing {
        let place = usize::try_from(self.section).ok().and_then(|number| number.checked_sub(1));
        let section = place.and_then(|place| Section::ALL.get(place)).copied();
        Standing { section, kind: self.kind, status: self.status }
    }
}
