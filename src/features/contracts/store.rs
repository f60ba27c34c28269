//! The only queries on contracts and their clauses.

use super::records::Contract;
use crate::access::{Scope, Side};
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, vendors};
use diesel::prelude::*;

/// One contract: the client's own, or for a vendor's scope one with a linked register row.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Contract> {
    let base = contracts::table.inner_join(vendors::table).filter(contracts::id.eq(id)).select(Contract::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(contracts::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).first(c)?,
    })
}

/// The contracts of one vendor, newest start first, undated last.
pub fn of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Contract>> {
    Ok(contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::vendor_id.eq(vendor_id))
        .order((contracts::starts_on.is_null(), contracts::starts_on.desc(), contracts::id))
        .select(Contract::as_select())
        .load(c)?)
}

pub fn insert(c: &mut Db, row: &Contract) -> Result<()> {
    diesel::insert_into(contracts::table).values(row).execute(c)?;
    Ok(())
}
