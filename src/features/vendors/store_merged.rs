//! Where a row of the register went that was the same company as another.

use crate::access::Scope;
use crate::base::{Id, Refusal, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{vendor_merges, vendors};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Id and name of the vendor that a merged one lives on in.
pub fn merged_into(c: &mut Db, scope: &Scope, id: &Id) -> Result<Option<(Id, String)>> {
    Ok(vendor_merges::table
        .inner_join(vendors::table.on(vendors::id.eq(vendor_merges::kept_id)))
        .filter(vendor_merges::organisation_id.eq(scope.client()?))
        .filter(vendor_merges::merged_id.eq(id))
        .select((vendors::id, vendors::legal_name))
        .first(c)
        .optional()?)
}

/// Id and name of the vendor that each merged one lives on in, in one query: of `ids`, or of all of the client's.
/// One that was merged again leads to the last.
pub fn merged_vendors(c: &mut Db, scope: &Scope, ids: Option<&[Id]>) -> Result<BTreeMap<Id, (Id, String)>> {
    let query = vendor_merges::table
        .inner_join(vendors::table.on(vendors::id.eq(vendor_merges::kept_id)))
        .filter(vendor_merges::organisation_id.eq(scope.client()?))
        .select((vendor_merges::merged_id, vendors::id, vendors::legal_name));
    let found: Vec<(Id, Id, String)> = match ids {
        Some(ids) => query.filter(vendor_merges::merged_id.eq_any(ids)).load(c)?,
        None => query.load(c)?,
    };
    Ok(found.into_iter().map(|(merged, kept, name)| (merged, (kept, name))).collect())
}

/// The rows that a vendor has taken in.
pub fn merged_ids(c: &mut Db, scope: &Scope, kept_id: &Id) -> Result<Vec<Id>> {
    Ok(vendor_merges::table
        .filter(vendor_merges::organisation_id.eq(scope.client()?))
        .filter(vendor_merges::kept_id.eq(kept_id))
        .order(vendor_merges::id)
        .select(vendor_merges::merged_id)
        .load(c)?)
}

/// Errors: `rule-vendor-merged`: nothing more is written on a row that lives on in another.
pub fn refuse_merged(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    match merged_into(c, scope, id)? {
        Some((_, name)) => Err(Refusal::rule_with("rule-vendor-merged", &[("name", name)])),
        None => Ok(()),
    }
}
