//! Amendments, and the clauses that each brings in.

use super::terms::kept;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts::records::{Amendment, AmendmentClause};
use crate::platform::db::schema::{amendment_clauses, contract_amendments};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;

kept!(contract_amendments, Amendment, insert_amendment, save_amendment);

/// The contract's amendments, the newest number first.
pub fn amendments(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<Amendment>> {
    Ok(contract_amendments::table
        .filter(contract_amendments::organisation_id.eq(scope.client()?))
        .filter(contract_amendments::contract_id.eq(contract_id))
        .order(contract_amendments::number.desc())
        .select(Amendment::as_select())
        .load(c)?)
}

/// Amendments by id: what a page needs to name them.
pub fn amendments_by_id(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<Amendment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(contract_amendments::table
        .filter(contract_amendments::organisation_id.eq(scope.client()?))
        .filter(contract_amendments::id.eq_any(ids))
        .select(Amendment::as_select())
        .load(c)?)
}

pub fn find_amendment(c: &mut Db, scope: &Scope, contract_id: &Id, id: &Id) -> Result<Amendment> {
    Ok(contract_amendments::table
        .filter(contract_amendments::organisation_id.eq(scope.client()?))
        .filter(contract_amendments::contract_id.eq(contract_id))
        .filter(contract_amendments::id.eq(id))
        .select(Amendment::as_select())
        .first(c)?)
}

/// The clauses of every amendment of a contract.
pub fn brought_in(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<AmendmentClause>> {
    Ok(amendment_clauses::table
        .filter(amendment_clauses::organisation_id.eq(scope.client()?))
        .filter(amendment_clauses::contract_id.eq(contract_id))
        .order((amendment_clauses::clause_id, amendment_clauses::id))
        .select(AmendmentClause::as_select())
        .load(c)?)
}

/// The clauses of an amendment, in the place of those that it had.
pub fn bring_in(c: &mut Db, scope: &Scope, amendment_id: &Id, rows: &[AmendmentClause]) -> Result<()> {
    let own = amendment_clauses::table
        .filter(amendment_clauses::organisation_id.eq(scope.client()?))
        .filter(amendment_clauses::amendment_id.eq(amendment_id));
    diesel::delete(own).execute(c)?;
    insert_all!(c, amendment_clauses::table, rows);
    Ok(())
}
