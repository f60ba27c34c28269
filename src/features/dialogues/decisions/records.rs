//! The stored rows of decisions.

use crate::base::{Id, Instant, Language};
use crate::platform::db::schema::meeting_decisions;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    pub enum DecisionState {
        Open => "open",
        CarriedOut => "carried_out",
        Withdrawn => "withdrawn",
    }
}

/// A decision of a locked dialogue. What was decided never changes; whether it was carried out does.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = meeting_decisions, treat_none_as_null = true)]
pub struct MeetingDecision {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub dialogue_id: Id,
    pub item_id: Id,
    /// The number of the dialogue that decided.
    pub number: i32,
    pub decided_on: NaiveDate,
    pub title_sv: String,
    pub title_en: String,
    pub decision: String,
    pub state: DecisionState,
    pub closed_note: Option<String>,
    pub closed_by_name: Option<String>,
    pub closed_at: Option<Instant>,
    pub version: i32,
}

impl MeetingDecision {
    /// What it was about.
    pub fn title(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.title_sv,
            Language::En => &self.title_en,
        }
    }

    /// In how many dialogues after its own it has been open, when `number` is the latest.
    pub fn age_in_meetings(&self, number: i32) -> i32 {
        number.saturating_sub(self.number).max(0)
    }
}
