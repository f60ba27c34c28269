//! The stored rows of published timelines.

use super::model::{TimelineReview, TimelineSource, TimelineState};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{incident_timeline_entries, incident_timelines};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// One version of an incident's timeline, from draft to decision.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incident_timelines, treat_none_as_null = true)]
pub struct Timeline {
    pub id: Id,
    pub organisation_id: Id,
    pub incident_id: Id,
    /// 1, 2, 3 … within the incident.
    pub number: i32,
    pub state: TimelineState,
    pub title_sv: String,
    pub title_en: String,
    pub lead_sv: Option<String>,
    pub lead_en: Option<String>,
    pub prepared_by_id: Id,
    pub prepared_by_name: String,
    pub prepared_at: Instant,
    /// Ids as JSON; `actions::hands` reads them.
    #[serde(skip_serializing)]
    pub hands: String,
    pub decided_by_name: Option<String>,
    pub decided_role: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub diary_number: Option<String>,
    pub published_by_id: Option<Id>,
    pub published_by_name: Option<String>,
    pub published_at: Option<Instant>,
    #[serde(skip_serializing)]
    pub snapshot: Option<String>,
    pub sha256: Option<String>,
    pub ended_at: Option<Instant>,
    pub ended_by_name: Option<String>,
    pub withdrawn_reason: Option<String>,
    pub version: i32,
}

/// What is known of one moment, with the secrecy review of it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incident_timeline_entries, treat_none_as_null = true)]
pub struct TimelineEntry {
    pub id: Id,
    pub organisation_id: Id,
    pub timeline_id: Id,
    pub occurred_at: Instant,
    pub source: TimelineSource,
    pub source_key: String,
    pub text_sv: String,
    pub text_en: String,
    pub review: TimelineReview,
    pub paragraph: Option<String>,
    pub reason: Option<String>,
    pub reviewed_by_name: Option<String>,
    pub reviewed_at: Option<Instant>,
    pub version: i32,
}

/// A version as a list has it: without its texts.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = incident_timelines)]
pub struct TimelineLine {
    pub id: Id,
    pub number: i32,
    pub state: TimelineState,
    pub prepared_by_name: String,
    pub prepared_at: Instant,
    pub decided_by_name: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub ended_at: Option<Instant>,
    pub version: i32,
}

/// A published version as the list of them has it: its heading and its decision, which nothing changes any more.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = incident_timelines)]
pub struct PublishedLine {
    pub id: Id,
    pub number: i32,
    pub title_sv: String,
    pub title_en: String,
    pub decided_by_name: Option<String>,
    pub decided_role: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub published_at: Option<Instant>,
}
