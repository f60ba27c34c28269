//! The stored rows of the depth of a review.

use crate::access::Side;
use crate::base::{Id, Instant};
use crate::features::questionnaires::AnswerReview;
use crate::platform::db::schema::{
    certificate_scopes, question_messages, question_threads, review_samples, review_supports,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// Where a verdict came from. A suggestion counts only because a person took it.
    pub enum VerdictSource { ByHand => "by_hand", Unchanged => "unchanged", Certificate => "certificate" }
}
crate::text_enum! {
    /// What the reviewer leaned on; it says how long the evidence holds (domain.md 4.3).
    pub enum EvidenceKind {
        Test => "test",
        Policy => "policy",
        Screenshot => "screenshot",
        Certificate => "certificate",
        Other => "other",
    }
}
/// What stands behind a verdict.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = review_supports, treat_none_as_null = true)]
pub struct Support {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub question_id: String,
    pub source: VerdictSource,
    pub source_id: Option<Id>,
    pub evidence_kind: Option<EvidenceKind>,
    pub evidence_on: Option<NaiveDate>,
    /// The last day on which the evidence counts.
    pub holds_until: Option<NaiveDate>,
    /// Whoever set status and assurance last.
    pub judged_by: Id,
    pub judged_by_name: String,
    pub confirmed_version: Option<i32>,
    pub confirmed_by: Option<Id>,
    pub confirmed_by_name: Option<String>,
    pub confirmed_at: Option<Instant>,
    pub refused_version: Option<i32>,
    pub refused_reason: Option<String>,
    pub refused_by_name: Option<String>,
    pub refused_at: Option<Instant>,
    pub lapsed_at: Option<Instant>,
}

impl Support {
    /// A second person has confirmed the review as it stands.
    pub fn confirms(&self, review: &AnswerReview) -> bool {
        self.confirmed_version == Some(review.version)
    }
}

/// A sample. The lists are JSON of question ids.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = review_samples)]
pub struct Sample {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub seed: String,
    pub algorithm: String,
    pub parameters: String,
    pub tier: Option<i32>,
    pub percent: i32,
    /// The critical questions, which always belong to it.
    pub always: String,
    /// What was drawn from, in the order of ids.
    pub population: String,
    pub drawn: String,
    pub drawn_at: Instant,
}

impl Sample {
    fn ids(text: &str) -> Vec<String> {
        serde_json::from_str(text).unwrap_or_default()
    }

    pub fn always(&self) -> Vec<String> {
        Sample::ids(&self.always)
    }

    pub fn population(&self) -> Vec<String> {
        Sample::ids(&self.population)
    }

    pub fn drawn(&self) -> Vec<String> {
        Sample::ids(&self.drawn)
    }

    pub fn holds(&self, question_id: &str) -> bool {
        self.always().iter().chain(&self.drawn()).any(|id| id == question_id)
    }

    /// Every question of the sample, in the order of their ids.
    pub fn all(&self) -> Vec<String> {
        let mut all = [self.always(), self.drawn()].concat();
        all.sort();
        all.dedup();
        all
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = question_threads, treat_none_as_null = true)]
pub struct ThreadRow {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub question_id: String,
    pub opened_at: Instant,
    pub last_side: Side,
    pub resolved_at: Option<Instant>,
    pub resolved_by_name: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = question_messages)]
pub struct Message {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub question_id: String,
    pub side: Side,
    pub text: String,
    pub written_by: Id,
    pub written_by_name: String,
    pub written_by_organisation: String,
    pub written_at: Instant,
    pub told_at: Option<Instant>,
}

/// A person's word on whether a certificate covers what is assessed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = certificate_scopes, treat_none_as_null = true)]
pub struct CertificateScope {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub certificate_id: Id,
    pub covers: bool,
    /// The statement of applicability has been read.
    pub soa_seen: bool,
    pub reason: String,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub version: i32,
}
