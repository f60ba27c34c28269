//! The organisation's own clauses, their versions, and whether contracts hold them.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::clause_library::records::{OwnCheck, OwnClause, OwnVersion};
use crate::platform::db::Db;
use crate::platform::db::schema::{own_clause_checks, own_clause_versions, own_clauses};
use diesel::prelude::*;
use std::collections::BTreeMap;

pub fn find_own(c: &mut Db, scope: &Scope, id: &Id) -> Result<OwnClause> {
    Ok(own_clauses::table
        .filter(own_clauses::organisation_id.eq(scope.client()?))
        .filter(own_clauses::id.eq(id))
        .select(OwnClause::as_select())
        .first(c)?)
}

pub fn own_by_code(c: &mut Db, scope: &Scope, code: &str) -> Result<Option<OwnClause>> {
    Ok(own_clauses::table
        .filter(own_clauses::organisation_id.eq(scope.client()?))
        .filter(own_clauses::code.eq(code))
        .select(OwnClause::as_select())
        .first(c)
        .optional()?)
}

/// One page of the organisation's own clauses, by code.
pub fn own_page(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<OwnClause>> {
    let total = own_clauses::table.filter(own_clauses::organisation_id.eq(scope.client()?)).count().get_result(c)?;
    let rows = own_clauses::table
        .filter(own_clauses::organisation_id.eq(scope.client()?))
        .order((own_clauses::code, own_clauses::id))
        .limit(page.size)
        .offset(page.offset())
        .select(OwnClause::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn insert_own(c: &mut Db, row: &OwnClause) -> Result<()> {
    diesel::insert_into(own_clauses::table).values(row).execute(c)?;
    Ok(())
}

/// Writes a clause that was found in its scope.
pub fn save_own(c: &mut Db, row: &OwnClause) -> Result<()> {
    let own = own_clauses::table
        .filter(own_clauses::id.eq(&row.id))
        .filter(own_clauses::organisation_id.eq(&row.organisation_id));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// What has been published of a clause, the newest first.
pub fn versions(c: &mut Db, scope: &Scope, own_clause_id: &Id) -> Result<Vec<OwnVersion>> {
    Ok(own_clause_versions::table
        .filter(own_clause_versions::organisation_id.eq(scope.client()?))
        .filter(own_clause_versions::own_clause_id.eq(own_clause_id))
        .order((own_clause_versions::number.desc(), own_clause_versions::id))
        .select(OwnVersion::as_select())
        .load(c)?)
}

/// Publishes; nothing changes or removes such a row.
pub fn insert_version(c: &mut Db, row: &OwnVersion) -> Result<()> {
    diesel::insert_into(own_clause_versions::table).values(row).execute(c)?;
    Ok(())
}

/// Every clause that holds, with the version that does. One query.
pub fn published(c: &mut Db, scope: &Scope) -> Result<Vec<(OwnClause, OwnVersion)>> {
    Ok(own_clause_versions::table
        .inner_join(own_clauses::table)
        .filter(own_clauses::organisation_id.eq(scope.client()?))
        .filter(own_clause_versions::number.eq(own_clauses::published))
        .order((own_clauses::code, own_clauses::id))
        .select((OwnClause::as_select(), OwnVersion::as_select()))
        .load(c)?)
}

/// The version that holds of each of these clauses, by clause. One query.
pub fn holding(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, OwnVersion>> {
    let rows: Vec<OwnVersion> = own_clause_versions::table
        .inner_join(own_clauses::table)
        .filter(own_clauses::organisation_id.eq(scope.client()?))
        .filter(own_clauses::id.eq_any(ids))
        .filter(own_clause_versions::number.eq(own_clauses::published))
        .select(OwnVersion::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.own_clause_id.clone(), row)).collect())
}

/// What is known of the organisation's own clauses in one contract, by clause.
pub fn own_checks(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<BTreeMap<Id, OwnCheck>> {
    let rows: Vec<OwnCheck> = own_clause_checks::table
        .filter(own_clause_checks::organisation_id.eq(scope.client()?))
        .filter(own_clause_checks::contract_id.eq(contract_id))
        .select(OwnCheck::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.own_clause_id.clone(), row)).collect())
}

/// Writes a check anew or in the place of the one with its id.
pub fn put_own_check(c: &mut Db, row: &OwnCheck, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(own_clause_checks::table).values(row).execute(c)?;
    } else {
        let own = own_clause_checks::table
            .filter(own_clause_checks::id.eq(&row.id))
            .filter(own_clause_checks::organisation_id.eq(&row.organisation_id));
        diesel::update(own).set(row).execute(c)?;
    }
    Ok(())
}
