//! The stored rows of passports.

use crate::base::{Id, Instant};
use crate::features::controls::Assurance;
use crate::features::questionnaires::{AnswerStatus, Given};
use crate::platform::db::schema::{passport_answers, passport_reviews, passport_shares};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::Value;

/// What a vendor says of itself, whoever asks. `value` is JSON: one entry a part of the answer type.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = passport_answers, treat_none_as_null = true)]
pub struct PassportAnswer {
    pub id: Id,
    /// The vendor's own organisation.
    pub organisation_id: Id,
    pub question_id: String,
    pub catalogue_version: String,
    pub status: Option<AnswerStatus>,
    pub value: String,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: Id,
    pub answered_by_name: String,
    pub answered_at: Instant,
    pub version: i32,
}

impl PassportAnswer {
    /// The answer as the rules read it. A stored value is always JSON.
    pub fn given(&self) -> Given {
        Given {
            status: self.status,
            value: serde_json::from_str(&self.value).unwrap_or(Value::Null),
            comment: self.comment.clone().unwrap_or_default(),
        }
    }
}

/// That one client is shown one answer, or was until `withdrawn_at`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = passport_shares, treat_none_as_null = true)]
pub struct PassportShare {
    pub id: Id,
    /// The vendor's own organisation.
    pub organisation_id: Id,
    pub client_id: Id,
    pub question_id: String,
    pub shared_at: Instant,
    pub shared_by_name: String,
    pub withdrawn_at: Option<Instant>,
    pub withdrawn_by_name: Option<String>,
    pub version: i32,
}

/// One client's judgement of an answer that it was shown. The vendor and other clients never see it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = passport_reviews)]
pub struct PassportReview {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub question_id: String,
    /// The version of the answer that was judged.
    pub answer_version: i32,
    pub status: AnswerStatus,
    pub assurance: Assurance,
    pub note: Option<String>,
    pub reviewed_by: Id,
    pub reviewed_by_name: String,
    pub reviewed_at: Instant,
    pub version: i32,
}
