//! The only queries on the register.

use super::records::Vendor;
use crate::access::{Scope, Side};
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::vendors;
use diesel::prelude::*;

/// One vendor: any of the client's own, or for a vendor's scope only a row linked to its organisation.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Vendor> {
    let base = vendors::table.filter(vendors::id.eq(id)).select(Vendor::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(vendors::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).first(c)?,
    })
}

/// The register rows that a vendor's scope reaches; empty for a client, which is bounded by its organisation.
pub fn linked_ids(c: &mut Db, scope: &Scope) -> Result<Vec<Id>> {
    match scope.side() {
        Side::Region => Ok(Vec::new()),
        Side::Vendor => {
            Ok(vendors::table.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).order(vendors::id).select(vendors::id).load(c)?)
        }
    }
}

pub fn insert(c: &mut Db, row: &Vendor) -> Result<()> {
    diesel::insert_into(vendors::table).values(row).execute(c)?;
    Ok(())
}
