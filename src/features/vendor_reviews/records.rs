//! The stored rows of reviews and visits.

use super::model::{ReviewStatus, ReviewType, Seen, Subject};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    review_visit_lines, review_visits, vendor_review_authors, vendor_review_findings, vendor_reviews,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A review of a vendor. Everything in it is the client's own.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = vendor_reviews, treat_none_as_null = true)]
pub struct VendorReview {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub number: i32,
    pub kind: ReviewType,
    pub status: ReviewStatus,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    /// What it covered and what it did not; never empty.
    pub scope: String,
    /// What it asked, a question on each line.
    pub questions: Option<String>,
    pub commissioner: Option<String>,
    pub reviewer: Option<String>,
    /// In what way the reviewer is independent of what was reviewed.
    pub independence: Option<String>,
    pub cost_sek: Option<i64>,
    pub diary_number: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub reported_on: Option<NaiveDate>,
    /// Who got the report.
    pub distribution: Option<String>,
    pub internal_note: Option<String>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_review_authors)]
pub struct ReviewAuthor {
    pub id: Id,
    pub organisation_id: Id,
    pub review_id: Id,
    pub position: i32,
    pub name: String,
    /// The author's role, as the report says it.
    pub duty: String,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_review_findings)]
pub struct ReviewFinding {
    pub id: Id,
    pub organisation_id: Id,
    pub review_id: Id,
    pub finding_id: Id,
    /// False when the finding was there before.
    pub made_here: bool,
    pub linked_by_name: String,
    pub linked_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = review_visits, treat_none_as_null = true)]
pub struct Visit {
    pub id: Id,
    pub organisation_id: Id,
    pub review_id: Id,
    pub number: i32,
    pub held_on: NaiveDate,
    pub place: String,
    /// Who was there, of both sides.
    pub present: String,
    pub created_at: Instant,
    pub locked_at: Option<Instant>,
    pub locked_by_name: Option<String>,
    #[serde(skip_serializing)]
    pub snapshot: Option<String>,
    pub sha256: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = review_visit_lines, treat_none_as_null = true)]
pub struct VisitLine {
    pub id: Id,
    pub organisation_id: Id,
    pub visit_id: Id,
    pub position: i32,
    pub subject_kind: Subject,
    /// A question's or a control's id; a name of its own for another subject.
    pub subject_id: String,
    pub asked: String,
    pub seen: String,
    pub outcome: Seen,
    pub finding_id: Option<Id>,
    pub written_by_name: String,
    pub written_at: Instant,
}
