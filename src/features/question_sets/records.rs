//! The stored rows of question sets, focus areas, and of what an assessment asked.

use super::model::{Body, Both, FocusArea, VersionState};
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::{assessment_questions, question_set_versions, question_sets, vendor_focus_areas};
use diesel::prelude::*;
use serde::Serialize;

/// A set of the organisation's own; what it asks stands in its versions.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = question_sets)]
pub struct SetRow {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub title_sv: String,
    pub title_en: String,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
}

impl SetRow {
    pub fn title(&self) -> Both {
        Both::new(&self.title_sv, &self.title_en)
    }
}

/// One version of a set.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = question_set_versions, treat_none_as_null = true)]
pub struct VersionRow {
    pub id: Id,
    pub organisation_id: Id,
    pub set_id: Id,
    pub number: i32,
    pub state: VersionState,
    pub base: String,
    pub body: String,
    pub question_count: i32,
    pub decision_reference: Option<String>,
    pub change_log: Option<String>,
    pub no_critical_reason: Option<String>,
    pub sha256: Option<String>,
    pub published_by: Option<Id>,
    pub published_by_name: Option<String>,
    pub published_at: Option<Instant>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl VersionRow {
    pub fn read_body(&self) -> Result<Body> {
        serde_json::from_str(&self.body).map_err(|error| Refusal::fault(format!("question set {}: {error}", self.id)))
    }
}

/// A version in lists: everything but its questions.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = question_set_versions)]
pub struct VersionLine {
    pub id: Id,
    pub set_id: Id,
    pub number: i32,
    pub state: VersionState,
    pub base: String,
    pub question_count: i32,
    pub decision_reference: Option<String>,
    pub change_log: Option<String>,
    pub no_critical_reason: Option<String>,
    pub sha256: Option<String>,
    pub published_by_name: Option<String>,
    pub published_at: Option<Instant>,
    pub created_by_name: String,
    pub updated_at: Instant,
}

/// An area in focus at a vendor; in force until it is lifted.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = vendor_focus_areas, treat_none_as_null = true)]
pub struct FocusRow {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub area: FocusArea,
    pub reason: String,
    pub set_by: Id,
    pub set_by_name: String,
    pub set_at: Instant,
    pub lift_decision: Option<String>,
    pub lift_note: Option<String>,
    pub lifted_by: Option<Id>,
    pub lifted_by_name: Option<String>,
    pub lifted_at: Option<Instant>,
    pub version: i32,
}

/// What an assessment asks, as it was when it was sent.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = assessment_questions)]
pub struct AskedRow {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub set_version_id: Option<Id>,
    pub name: String,
    pub focus: String,
    pub sha256: String,
    pub body: String,
    pub created_at: Instant,
}
