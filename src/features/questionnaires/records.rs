//! The stored rows of questionnaires.

use super::model::{AnswerStatus, AssessmentStatus};
use crate::base::{Id, Instant};
use crate::features::controls::{Assurance, QuestionSet};
use crate::platform::db::schema::{answer_reviews, answers, assessments};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A self-assessment that was sent to a vendor.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = assessments, treat_none_as_null = true)]
pub struct Assessment {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub question_set: QuestionSet,
    pub catalogue_version: String,
    pub tier: Option<i32>,
    pub status: AssessmentStatus,
    pub due_on: NaiveDate,
    pub message: Option<String>,
    pub internal_note: Option<String>,
    pub sent_by: Id,
    pub sent_by_name: String,
    pub sent_at: Instant,
    pub submitted_at: Option<Instant>,
    pub submitted_late: bool,
    pub declared_by: Option<String>,
    pub declared_role: Option<String>,
    pub return_note: Option<String>,
    pub returned_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub closed_by_name: Option<String>,
    pub question_count: i32,
    /// kept by every save, so that lists need no join with the answers
    pub answered_count: i32,
    pub reviewed_count: i32,
    pub claimed_low: Option<i32>,
    pub claimed_high: Option<i32>,
    pub verified: Option<i32>,
    pub version: i32,
}

/// The vendor's answer to one question. `value` is JSON: one entry a part of the answer type.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = answers, treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Answer {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub question_id: String,
    pub status: Option<AnswerStatus>,
    pub value: String,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: Id,
    pub answered_by_name: String,
    pub answered_at: Instant,
    pub version: i32,
}

/// The region's own view of one answer.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = answer_reviews, treat_none_as_null = true)]
pub struct AnswerReview {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub question_id: String,
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    /// said to the vendor
    pub comment: Option<String>,
    /// never shown to the vendor
    pub internal_note: Option<String>,
    pub reviewed_by: Id,
    pub reviewed_by_name: String,
    pub reviewed_at: Instant,
    pub version: i32,
}
