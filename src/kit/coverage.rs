//! Which vendors' coverage of the controls is to be counted anew: a mark in the transaction that changed something.
//! What is counted, and how, the feature `coverage` knows; any feature may mark.

use crate::base::{Id, Result};
use crate::platform::db::schema::coverage_marks;
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Marks a vendor of the client `organisation_id`; marked twice is marked once. Called by whatever changes a clause, a
/// contract, a handed in answer, a review, a finding, an action or the vendor itself, inside its transaction.
pub fn touch(c: &mut Db, organisation_id: &Id, vendor_id: &Id) -> Result<()> {
    touch_all(c, organisation_id, &BTreeSet::from([vendor_id.clone()]))
}

/// `touch` for many vendors: those that are marked already are looked up together.
pub fn touch_all(c: &mut Db, organisation_id: &Id, vendor_ids: &BTreeSet<Id>) -> Result<()> {
    let wanted: Vec<&Id> = vendor_ids.iter().collect();
    let mut new = Vec::new();
    for some in wanted.chunks(500) {
        let there: BTreeSet<Id> = coverage_marks::table
            .filter(coverage_marks::vendor_id.eq_any(some.iter().copied()))
            .select(coverage_marks::vendor_id)
            .load::<Id>(c)?
            .into_iter()
            .collect();
        new.extend(some.iter().filter(|id| !there.contains(**id)).map(|id| {
            (coverage_marks::vendor_id.eq((*id).clone()), coverage_marks::organisation_id.eq(organisation_id.clone()))
        }));
    }
    insert_all!(c, coverage_marks::table, &new);
    Ok(())
}
