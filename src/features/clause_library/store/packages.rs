//! The documents that were made to contracts.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::clause_library::records::PackageRow;
use crate::platform::db::Db;
use crate::platform::db::schema::amendment_packages;
use diesel::dsl::max;
use diesel::prelude::*;

pub fn find_package(c: &mut Db, scope: &Scope, id: &Id) -> Result<PackageRow> {
    Ok(amendment_packages::table
        .filter(amendment_packages::organisation_id.eq(scope.client()?))
        .filter(amendment_packages::id.eq(id))
        .select(PackageRow::as_select())
        .first(c)?)
}

/// One page of the documents to one contract, the newest first.
pub fn packages_of(c: &mut Db, scope: &Scope, contract_id: &Id, page: PageRequest) -> Result<Page<PackageRow>> {
    let total = amendment_packages::table
        .filter(amendment_packages::organisation_id.eq(scope.client()?))
        .filter(amendment_packages::contract_id.eq(contract_id))
        .count()
        .get_result(c)?;
    let rows = amendment_packages::table
        .filter(amendment_packages::organisation_id.eq(scope.client()?))
        .filter(amendment_packages::contract_id.eq(contract_id))
        .order((amendment_packages::number.desc(), amendment_packages::id))
        .limit(page.size)
        .offset(page.offset())
        .select(PackageRow::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// The number of the contract's next document.
pub fn next_package_number(c: &mut Db, contract_id: &Id) -> Result<i32> {
    let last: Option<i32> = amendment_packages::table
        .filter(amendment_packages::contract_id.eq(contract_id))
        .select(max(amendment_packages::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_package(c: &mut Db, row: &PackageRow) -> Result<()> {
    diesel::insert_into(amendment_packages::table).values(row).execute(c)?;
    Ok(())
}

/// Writes a document's state; it was found in its scope.
pub fn save_package(c: &mut Db, row: &PackageRow) -> Result<()> {
    let own = amendment_packages::table
        .filter(amendment_packages::id.eq(&row.id))
        .filter(amendment_packages::organisation_id.eq(&row.organisation_id));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}
