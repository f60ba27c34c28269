//! The stored rows of the coverage: what was counted last, one row a vendor.

use super::model::{Counts, Matrix};
use crate::base::Refusal;
use crate::base::{Id, Instant, Result};
use crate::platform::db::schema::coverage_vendors;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Where the controls stand for one vendor that has not ended.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = coverage_vendors)]
pub struct CoverageRow {
    pub vendor_id: Id,
    pub organisation_id: Id,
    pub standard: String,
    pub tier: Option<i32>,
    /// One letter a control, in the order of the standard.
    pub states: String,
    pub unknown_count: i32,
    pub expired_count: i32,
    pub claimed_count: i32,
    pub verified_count: i32,
    pub not_required_count: i32,
    /// Controls with a known shortfall.
    pub lacking_count: i32,
    /// The next day on which time alone changes something.
    pub changes_on: Option<NaiveDate>,
}

impl CoverageRow {
    pub fn of(organisation_id: &Id, vendor_id: &Id, matrix: &Matrix) -> Result<CoverageRow> {
        let counts = matrix.counts();
        let number = |count: usize| i32::try_from(count).map_err(Refusal::fault);
        Ok(CoverageRow {
            vendor_id: vendor_id.clone(),
            organisation_id: organisation_id.clone(),
            standard: matrix.standard.to_string(),
            tier: matrix.tier.map(i32::from),
            states: matrix.letters(),
            unknown_count: number(counts.unknown)?,
            expired_count: number(counts.expired)?,
            claimed_count: number(counts.claimed)?,
            verified_count: number(counts.verified)?,
            not_required_count: number(counts.not_required)?,
            lacking_count: number(matrix.lacking())?,
            changes_on: matrix.changes_on,
        })
    }

    pub fn counts(&self) -> Counts {
        let number = |count: i32| usize::try_from(count).unwrap_or(0);
        Counts {
            unknown: number(self.unknown_count),
            expired: number(self.expired_count),
            claimed: number(self.claimed_count),
            verified: number(self.verified_count),
            not_required: number(self.not_required_count),
        }
    }
}

/// An event of the log that stands behind a step of the chain.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct Logged {
    pub seq: i64,
    pub object_type: String,
    pub object_id: String,
    pub summary: String,
    pub at: Instant,
}
