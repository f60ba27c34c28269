//! The only queries on receipts of what was handed in.

use crate::base::{Id, Instant, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::submission_receipts;
use diesel::prelude::*;
use serde::Serialize;

/// What was handed in one time, and its fingerprint.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = submission_receipts)]
pub struct Receipt {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    /// From 1: an assessment that came back is handed in again.
    pub number: i32,
    /// Canonical JSON.
    pub snapshot: String,
    pub sha256: String,
    pub submitted_by_name: String,
    pub submitted_at: Instant,
}

/// The receipts of an assessment that was found within the scope, the latest first.
pub fn of_assessment(c: &mut Db, assessment_id: &Id) -> Result<Vec<Receipt>> {
    Ok(submission_receipts::table
        .filter(submission_receipts::assessment_id.eq(assessment_id))
        .order(submission_receipts::number.desc())
        .select(Receipt::as_select())
        .load(c)?)
}

/// The number of the last receipt of an assessment; 0 when there is none.
pub fn last_number(c: &mut Db, assessment_id: &Id) -> Result<i32> {
    let last: Option<i32> = submission_receipts::table
        .filter(submission_receipts::assessment_id.eq(assessment_id))
        .select(diesel::dsl::max(submission_receipts::number))
        .first(c)?;
    Ok(last.unwrap_or(0))
}

pub fn insert(c: &mut Db, row: &Receipt) -> Result<()> {
    diesel::insert_into(submission_receipts::table).values(row).execute(c)?;
    Ok(())
}
