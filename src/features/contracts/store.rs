//! The only queries on contracts and their clauses.

mod amendments;
mod deviations;
mod effective;
mod own_clauses;
mod terms;

pub use amendments::*;
pub use deviations::*;
pub use effective::*;
pub use own_clauses::*;
pub use terms::*;

use super::filter::{ClauseState, ContractFilter, ContractSort};
use super::records::{Contract, ContractClause, InContract};
use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::kit::coverage;
use crate::platform::db::Db;
use crate::platform::db::schema::{contract_clauses, contracts, vendors};
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

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

/// The client's contract with this reference.
pub fn by_reference(c: &mut Db, scope: &Scope, reference: &str) -> Result<Option<Contract>> {
    Ok(contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::reference.eq(reference))
        .select(Contract::as_select())
        .first(c)
        .optional()?)
}

pub fn insert(c: &mut Db, row: &Contract) -> Result<()> {
    insert_unmarked(c, row)?;
    coverage::touch(c, &row.organisation_id, &row.vendor_id)
}

/// `insert` for many at once, by a caller that marks the coverage of all their vendors together.
pub fn insert_unmarked(c: &mut Db, row: &Contract) -> Result<()> {
    diesel::insert_into(contracts::table).values(row).execute(c)?;
    Ok(())
}

/// Writes every field that can change. A contract that moves is missed by the vendor that had it.
pub fn save(c: &mut Db, scope: &Scope, row: &Contract) -> Result<()> {
    let had = find(c, scope, &row.id)?.vendor_id;
    if had != row.vendor_id {
        coverage::touch(c, &row.organisation_id, &had)?;
    }
    diesel::update(
        contracts::table.filter(contracts::id.eq(&row.id)).filter(contracts::organisation_id.eq(scope.client()?)),
    )
    .set((
        (
            contracts::vendor_id.eq(&row.vendor_id),
            contracts::reference.eq(&row.reference),
            contracts::diary_number.eq(&row.diary_number),
            contracts::title.eq(&row.title),
            contracts::title_folded.eq(&row.title_folded),
            contracts::search_text.eq(&row.search_text),
            contracts::starts_on.eq(row.starts_on),
            contracts::ends_on.eq(row.ends_on),
        ),
        (
            contracts::notice_months.eq(row.notice_months),
            contracts::annual_value_sek.eq(row.annual_value_sek),
            contracts::manager_id.eq(&row.manager_id),
            contracts::parent_id.eq(&row.parent_id),
            contracts::internal_note.eq(&row.internal_note),
            contracts::updated_at.eq(row.updated_at),
            contracts::version.eq(row.version),
        ),
    ))
    .execute(c)?;
    coverage::touch(c, &row.organisation_id, &row.vendor_id)
}

/// The framework agreement says nothing of a clause that its call-off is silent about, or not that it is outside.
const NOT_OUTSIDE: &str = "NOT EXISTS (SELECT 1 FROM contracts follower \
    JOIN contract_clauses above ON above.contract_id = follower.parent_id \
    AND above.clause_id = contract_clauses.clause_id \
    WHERE follower.id = contract_clauses.contract_id AND above.in_contract = 'not_applicable')";

/// The client's clauses in a state; what does not apply to a contract, by itself or by its framework agreement, is in
/// none.
macro_rules! in_state {
    ($scope:expr, $state:expr) => {
        contract_clauses::table
            .filter(contract_clauses::organisation_id.eq($scope.client()?.clone()))
            .filter(contract_clauses::met.eq_any($state.stored().to_vec()))
            .filter(
                contract_clauses::in_contract
                    .is_null()
                    .and(sql::<Bool>(NOT_OUTSIDE))
                    .or(contract_clauses::in_contract.ne(InContract::NotApplicable)),
            )
    };
}

/// The contracts where a clause is said to stand in one of these ways.
macro_rules! said_of {
    ($scope:expr, $clause:expr, $ways:expr) => {
        contract_clauses::table
            .filter(contract_clauses::organisation_id.eq($scope.client()?.clone()))
            .filter(contract_clauses::clause_id.eq($clause.clone()))
            .filter(contract_clauses::in_contract.eq_any($ways))
    };
}

fn matching<'a>(scope: &Scope, filter: &ContractFilter) -> Result<contracts::BoxedQuery<'a, Backend>> {
    let mut query =
        contracts::table.filter(contracts::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) {
        let like = text::like_anywhere(q);
        let named = vendors::table.filter(vendors::organisation_id.eq(scope.client()?.clone()));
        let named = named.filter(vendors::search_text.like(like.clone()).escape('\\')).select(vendors::id);
        query = query.filter(contracts::search_text.like(like).escape('\\').or(contracts::vendor_id.eq_any(named)));
    }
    if let Some(vendor) = &filter.vendor_id {
        query = query.filter(contracts::vendor_id.eq(vendor.clone()));
    }
    if let Some(manager) = &filter.manager_id {
        query = query.filter(contracts::manager_id.eq(manager.clone()));
    }
    if let Some((from, to)) = filter.ending {
        query = query.filter(contracts::ends_on.ge(from)).filter(contracts::ends_on.le(to));
    }
    if let Some((clause, ClauseState::Absent)) = &filter.clause {
        let lacking = || vec![InContract::Missing, InContract::Partly];
        let own = said_of!(scope, clause, lacking()).select(contract_clauses::contract_id);
        let above = said_of!(scope, clause, lacking()).select(contract_clauses::contract_id.nullable());
        let stated = said_of!(scope, clause, InContract::ALL.to_vec()).select(contract_clauses::contract_id);
        let inherited = contracts::parent_id.eq_any(above).and(contracts::id.ne_all(stated));
        query = query.filter(contracts::id.eq_any(own).or(inherited));
    } else if let Some((clause, state)) = &filter.clause {
        let there = in_state!(scope, state)
            .filter(contract_clauses::clause_id.eq(clause.clone()))
            .select(contract_clauses::contract_id);
        query = query.filter(contracts::id.eq_any(there));
    }
    Ok(query)
}

fn sorted<'a>(query: contracts::BoxedQuery<'a, Backend>, sort: ContractSort) -> contracts::BoxedQuery<'a, Backend> {
    use contracts::{annual_value_sek, ends_on, id, reference, starts_on, title_folded};
    match sort {
        ContractSort::Reference => query.order((reference, id)),
        ContractSort::ReferenceDown => query.order((reference.desc(), id)),
        ContractSort::Title => query.order((title_folded, id)),
        ContractSort::TitleDown => query.order((title_folded.desc(), id)),
        ContractSort::Starts => query.order((starts_on.is_null(), starts_on, id)),
        ContractSort::StartsDown => query.order((starts_on.is_null(), starts_on.desc(), id)),
        ContractSort::Ends => query.order((ends_on.is_null(), ends_on, id)),
        ContractSort::EndsDown => query.order((ends_on.is_null(), ends_on.desc(), id)),
        ContractSort::Value => query.order((annual_value_sek.is_null(), annual_value_sek, id)),
        ContractSort::ValueDown => query.order((annual_value_sek.is_null(), annual_value_sek.desc(), id)),
    }
}

/// One page of the client's contracts: one count and one query.
pub fn list(c: &mut Db, scope: &Scope, filter: &ContractFilter, page: PageRequest) -> Result<Page<Contract>> {
    let total = matching(scope, filter)?.count().get_result(c)?;
    let query = sorted(matching(scope, filter)?, filter.sort).limit(page.size).offset(page.offset());
    Ok(Page::new(query.select(Contract::as_select()).load(c)?, total, page))
}

/// Every match, for those who need them all.
pub fn all(c: &mut Db, scope: &Scope, filter: &ContractFilter) -> Result<Vec<Contract>> {
    Ok(sorted(matching(scope, filter)?, filter.sort).limit(100_000).select(Contract::as_select()).load(c)?)
}

/// Id and name of each contract of the client, for the choice of a framework agreement.
pub fn choices(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String, String)>> {
    Ok(contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .order((contracts::reference, contracts::id))
        .select((contracts::id, contracts::reference, contracts::title))
        .load(c)?)
}

/// Contracts of the client by id: one query.
pub fn by_ids(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Contract>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Contract> = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.eq_any(ids))
        .select(Contract::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// The contracts that are called off from a framework agreement.
pub fn call_offs(c: &mut Db, scope: &Scope, id: &Id) -> Result<Vec<Contract>> {
    Ok(contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::parent_id.eq(id))
        .order((contracts::reference, contracts::id))
        .limit(200)
        .select(Contract::as_select())
        .load(c)?)
}

/// The client's contracts that have a last day; one manager's, if one is named.
pub fn ending(c: &mut Db, scope: &Scope, manager_id: Option<&Id>) -> Result<Vec<Contract>> {
    let mut query = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?.clone()))
        .filter(contracts::ends_on.is_not_null())
        .into_boxed::<Backend>();
    if let Some(manager) = manager_id {
        query = query.filter(contracts::manager_id.eq(manager.clone()));
    }
    Ok(query.order(contracts::id).limit(100_000).select(Contract::as_select()).load(c)?)
}

/// How many of the client's other contracts do not wholly meet each clause, by clause id. One query.
pub fn unmet_elsewhere(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<BTreeMap<String, i64>> {
    let counts: Vec<(String, i64)> = in_state!(scope, ClauseState::Unmet)
        .filter(contract_clauses::contract_id.ne(contract_id))
        .group_by(contract_clauses::clause_id)
        .select((contract_clauses::clause_id, count_star()))
        .load(c)?;
    Ok(counts.into_iter().collect())
}

/// What is known of the contract's clauses, by clause id.
pub fn clause_rows(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<BTreeMap<String, ContractClause>> {
    let rows: Vec<ContractClause> = contract_clauses::table
        .filter(contract_clauses::organisation_id.eq(scope.client()?))
        .filter(contract_clauses::contract_id.eq(contract_id))
        .select(ContractClause::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.clause_id.clone(), row)).collect())
}

pub fn clause_row(c: &mut Db, scope: &Scope, contract_id: &Id, clause_id: &str) -> Result<Option<ContractClause>> {
    Ok(contract_clauses::table
        .filter(contract_clauses::organisation_id.eq(scope.client()?))
        .filter(contract_clauses::contract_id.eq(contract_id))
        .filter(contract_clauses::clause_id.eq(clause_id))
        .select(ContractClause::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_clause(c: &mut Db, row: &ContractClause) -> Result<()> {
    diesel::insert_into(contract_clauses::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_clause(c: &mut Db, scope: &Scope, row: &ContractClause) -> Result<()> {
    let own = contract_clauses::table.filter(contract_clauses::id.eq(&row.id));
    diesel::update(own.filter(contract_clauses::organisation_id.eq(scope.client()?)))
        .set((
            contract_clauses::catalogue_version.eq(&row.catalogue_version),
            contract_clauses::in_contract.eq(row.in_contract),
            contract_clauses::section.eq(&row.section),
            contract_clauses::met.eq(row.met),
            contract_clauses::note.eq(&row.note),
            contract_clauses::updated_by_name.eq(&row.updated_by_name),
            contract_clauses::updated_at.eq(row.updated_at),
            contract_clauses::version.eq(row.version),
        ))
        .execute(c)?;
    Ok(())
}
