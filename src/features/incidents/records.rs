//! The stored rows of incidents.

use super::clocks::ClockKey;
use super::model::{
    Certainty, Confidence, ConsequenceKind, ConsequenceLevel, Exposure, IncidentSource, IncidentState, Judgement,
    LogCoverage, Unit,
};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    incident_consequences, incident_exposures, incident_parties, incident_reports, incidents,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// What happened, who told it, when, and where it stands.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incidents, treat_none_as_null = true)]
pub struct Incident {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub description: Option<String>,
    pub source: IncidentSource,
    pub contact: Option<String>,
    pub received_at: Instant,
    pub owner_id: Option<Id>,
    pub owner_name: String,
    pub state: IncidentState,
    pub node_id: Option<Id>,
    pub occurred_from: Option<Instant>,
    pub occurred_to: Option<Instant>,
    pub detected_by_vendor_at: Option<Instant>,
    pub vendor_reported_at: Option<Instant>,
    pub region_aware_at: Option<Instant>,
    pub significant: Judgement,
    pub significance_reason: Option<String>,
    pub assessed_at: Option<Instant>,
    pub assessed_by_name: Option<String>,
    pub personal_data: Judgement,
    pub persons_notified: Option<i64>,
    pub root_cause: Option<String>,
    pub root_cause_confidence: Confidence,
    pub open_questions: Option<String>,
    pub clock_model: String,
    pub decision: Option<String>,
    pub decided_by_name: Option<String>,
    pub closed_at: Option<Instant>,
    pub version: i32,
}

/// A vendor or one of its contracts that the incident touches, with the person who must know.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incident_parties, treat_none_as_null = true)]
pub struct Party {
    pub id: Id,
    pub organisation_id: Id,
    pub incident_id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub certainty: Certainty,
    pub manager_id: Option<Id>,
    pub manager_name: Option<String>,
    pub notified_at: Option<Instant>,
    pub notified_by_name: Option<String>,
    pub acknowledged_at: Option<Instant>,
    pub acknowledged_by_name: Option<String>,
}

/// What was sent because of one clock, or why nothing was.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incident_reports, treat_none_as_null = true)]
pub struct Report {
    pub id: Id,
    pub organisation_id: Id,
    pub incident_id: Id,
    pub clock: ClockKey,
    pub sent_at: Option<Instant>,
    pub case_id: Option<String>,
    pub reason: Option<String>,
    pub recorded_by_name: String,
    pub recorded_at: Instant,
    pub version: i32,
}

/// A figure of exposure with its source; a later one may stand in its place.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incident_exposures, treat_none_as_null = true)]
pub struct ExposureFigure {
    pub id: Id,
    pub organisation_id: Id,
    pub incident_id: Id,
    pub category: Exposure,
    pub unit: Unit,
    pub low: Option<i64>,
    pub high: Option<i64>,
    pub none_found: bool,
    pub source: String,
    pub counting_rule: String,
    pub evidence_basis: Option<String>,
    pub log_coverage: LogCoverage,
    pub log_from: Option<NaiveDate>,
    pub log_to: Option<NaiveDate>,
    pub note: Option<String>,
    pub revises_id: Option<Id>,
    pub superseded_at: Option<Instant>,
    pub recorded_by_name: String,
    pub recorded_at: Instant,
}

/// One kind of consequence, assessed or not.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = incident_consequences, treat_none_as_null = true)]
pub struct Consequence {
    pub id: Id,
    pub organisation_id: Id,
    pub incident_id: Id,
    pub category: ConsequenceKind,
    pub level: ConsequenceLevel,
    pub note: Option<String>,
    pub assessed_by_name: String,
    pub assessed_at: Instant,
}

impl ExposureFigure {
    /// Whether it counts now: nothing later stands in its place.
    pub fn is_current(&self) -> bool {
        self.superseded_at.is_none()
    }
}
