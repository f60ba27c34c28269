//! The stored rows of the reports.

use super::model::{Measure, Place, ReportKind};
use crate::base::{Id, Instant, Language};
use crate::platform::db::schema::{measure_goals, measure_snapshots, report_mailings, report_receivers, report_texts};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// What a measure was on a day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = measure_snapshots)]
pub struct Snapshot {
    pub id: Id,
    pub organisation_id: Id,
    pub day: NaiveDate,
    pub measure: Measure,
    pub value: i64,
    pub taken_at: Instant,
}

/// Where a measure began, where it is to be, and when.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = measure_goals, treat_none_as_null = true)]
pub struct Goal {
    pub id: Id,
    pub organisation_id: Id,
    pub measure: Measure,
    pub baseline: i64,
    pub baseline_on: NaiveDate,
    pub target: i64,
    pub target_on: NaiveDate,
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = report_texts)]
pub struct OwnText {
    pub id: Id,
    pub organisation_id: Id,
    pub place: Place,
    pub text_sv: String,
    pub text_en: String,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

impl OwnText {
    /// The text, in the other language when this one has none.
    pub fn said(&self, language: Language) -> &str {
        let (own, other) = match language {
            Language::Sv => (&self.text_sv, &self.text_en),
            Language::En => (&self.text_en, &self.text_sv),
        };
        if own.trim().is_empty() { other } else { own }
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = report_mailings, treat_none_as_null = true)]
pub struct Mailing {
    pub id: Id,
    pub organisation_id: Id,
    pub report: ReportKind,
    pub day_of_month: i32,
    pub secrecy_marked: bool,
    pub active: bool,
    pub last_period: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = report_receivers)]
pub struct Receiver {
    pub id: Id,
    pub organisation_id: Id,
    pub mailing_id: Id,
    pub person_id: Id,
}
