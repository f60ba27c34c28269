//! Which vendors' coverage of the controls is to be counted anew: a mark in the transaction that changed something.
//! What is counted, and how, the feature `coverage` knows; any feature may mark.

use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::coverage_marks;
use diesel::prelude::*;

/// Marks a vendor of the client `organisation_id`; marked twice is marked once. Called by whatever changes a clause, a
/// contract, a handed in answer, a review, a finding, an action or the vendor itself, inside its transaction.
pub fn touch(c: &mut Db, organisation_id: &Id, vendor_id: &Id) -> Result<()> {
    let there: i64 = coverage_marks::table.filter(coverage_marks::vendor_id.eq(vendor_id)).count().get_result(c)?;
    if there == 0 {
        let mark = (coverage_marks::vendor_id.eq(vendor_id), coverage_marks::organisation_id.eq(organisation_id));
        diesel::insert_into(coverage_marks::table).values(mark).execute(c)?;
    }
    Ok(())
}
