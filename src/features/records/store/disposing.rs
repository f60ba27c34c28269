//! Holds, disposals and packages.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::records::rows::{ArchivePackage, Disposal, DisposalRow, Hold, PackedRecord};
use crate::platform::db::schema::{archive_packages, disposal_rows, disposals, legal_holds, public_records};
use crate::platform::db::{Db, insert_all};
use diesel::dsl::max;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Backend = <Db as diesel::Connection>::Backend;

/// The holds: those that stand first, then the newest.
pub fn holds(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<Hold>> {
    let own = || scope.client().map(|client| legal_holds::table.filter(legal_holds::organisation_id.eq(client)));
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((legal_holds::lifted_at.is_not_null(), legal_holds::placed_at.desc(), legal_holds::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Hold::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// Every hold that stands.
pub fn standing_holds(c: &mut Db, scope: &Scope) -> Result<Vec<Hold>> {
    Ok(legal_holds::table
        .filter(legal_holds::organisation_id.eq(scope.client()?))
        .filter(legal_holds::lifted_at.is_null())
        .order((legal_holds::placed_at, legal_holds::id))
        .select(Hold::as_select())
        .load(c)?)
}

pub fn find_hold(c: &mut Db, scope: &Scope, id: &Id) -> Result<Hold> {
    Ok(legal_holds::table
        .filter(legal_holds::organisation_id.eq(scope.client()?))
        .filter(legal_holds::id.eq(id))
        .select(Hold::as_select())
        .first(c)?)
}

pub fn insert_hold(c: &mut Db, row: &Hold) -> Result<()> {
    diesel::insert_into(legal_holds::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_hold(c: &mut Db, scope: &Scope, row: &Hold) -> Result<()> {
    let own = legal_holds::table.filter(legal_holds::id.eq(&row.id));
    diesel::update(own.filter(legal_holds::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// One page of disposals, newest first.
pub fn disposals_page(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<Disposal>> {
    let own = || scope.client().map(|client| disposals::table.filter(disposals::organisation_id.eq(client)));
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((disposals::number.desc(), disposals::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Disposal::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn find_disposal(c: &mut Db, scope: &Scope, id: &Id) -> Result<Disposal> {
    Ok(disposals::table
        .filter(disposals::organisation_id.eq(scope.client()?))
        .filter(disposals::id.eq(id))
        .select(Disposal::as_select())
        .first(c)?)
}

pub fn next_disposal_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = disposals::table
        .filter(disposals::organisation_id.eq(scope.client()?))
        .select(max(disposals::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_disposal(c: &mut Db, row: &Disposal, rows: &[DisposalRow]) -> Result<()> {
    diesel::insert_into(disposals::table).values(row).execute(c)?;
    insert_all!(c, disposal_rows::table, rows);
    Ok(())
}

pub fn save_disposal(c: &mut Db, scope: &Scope, row: &Disposal) -> Result<()> {
    let own = disposals::table.filter(disposals::id.eq(&row.id));
    diesel::update(own.filter(disposals::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// What a disposal takes, in its order.
pub fn disposal_rows(c: &mut Db, scope: &Scope, disposal_id: &Id) -> Result<Vec<DisposalRow>> {
    Ok(disposal_rows::table
        .filter(disposal_rows::organisation_id.eq(scope.client()?))
        .filter(disposal_rows::disposal_id.eq(disposal_id))
        .order((disposal_rows::position, disposal_rows::id))
        .select(DisposalRow::as_select())
        .load(c)?)
}

/// One page of packages, newest first.
pub fn packages(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<ArchivePackage>> {
    let own =
        || scope.client().map(|client| archive_packages::table.filter(archive_packages::organisation_id.eq(client)));
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((archive_packages::number.desc(), archive_packages::id))
        .limit(page.size)
        .offset(page.offset())
        .select(ArchivePackage::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn find_package(c: &mut Db, scope: &Scope, id: &Id) -> Result<ArchivePackage> {
    Ok(archive_packages::table
        .filter(archive_packages::organisation_id.eq(scope.client()?))
        .filter(archive_packages::id.eq(id))
        .select(ArchivePackage::as_select())
        .first(c)?)
}

/// Those that hold any of the records, oldest first.
pub fn packages_of(c: &mut Db, scope: &Scope, record_ids: &[Id]) -> Result<Vec<ArchivePackage>> {
    let mut query = archive_packages::table
        .filter(archive_packages::organisation_id.eq(scope.client()?.clone()))
        .into_boxed::<Backend>();
    if let [id] = record_ids {
        query = query.filter(archive_packages::record_ids.like(format!("%\"{id}\"%")));
    }
    let rows: Vec<ArchivePackage> =
        query.order((archive_packages::number, archive_packages::id)).select(ArchivePackage::as_select()).load(c)?;
    let asked: BTreeSet<&Id> = record_ids.iter().collect();
    let mut found = Vec::new();
    for row in rows {
        if row.records()?.iter().any(|id| asked.contains(id)) {
            found.push(row);
        }
    }
    Ok(found)
}

/// The records of some packages, ten thousand a query.
pub fn packed_records(c: &mut Db, scope: &Scope, packages: &[ArchivePackage]) -> Result<BTreeMap<Id, PackedRecord>> {
    let mut ids: BTreeSet<Id> = BTreeSet::new();
    for package in packages {
        ids.extend(package.records()?);
    }
    let ids: Vec<Id> = ids.into_iter().collect();
    let mut found = BTreeMap::new();
    for some in ids.chunks(10_000) {
        let rows: Vec<PackedRecord> = public_records::table
            .filter(public_records::organisation_id.eq(scope.client()?))
            .filter(public_records::id.eq_any(some))
            .select((public_records::id, public_records::number, public_records::disposed_at))
            .load(c)?;
        found.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
    }
    Ok(found)
}

pub fn next_package_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = archive_packages::table
        .filter(archive_packages::organisation_id.eq(scope.client()?))
        .select(max(archive_packages::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_package(c: &mut Db, row: &ArchivePackage) -> Result<()> {
    diesel::insert_into(archive_packages::table).values(row).execute(c)?;
    Ok(())
}
