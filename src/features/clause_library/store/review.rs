//! All contracts against the library. Contracts that have ended are left out: they cannot be amended.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts::{ClauseMet, Contract, InContract};
use crate::platform::db::Db;
use crate::platform::db::schema::{contract_clauses, contracts, own_clause_checks, vendors};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// So many contracts of vendors of a tier hold a clause in this way.
#[derive(Debug, Clone, Queryable)]
pub struct Counted {
    pub clause: String,
    pub in_contract: Option<InContract>,
    pub met: ClauseMet,
    pub tier: Option<i32>,
    pub count: i64,
}

/// So many clauses stand in this way in one contract.
#[derive(Debug, Clone, Queryable)]
pub struct OfContract {
    pub contract_id: Id,
    pub in_contract: Option<InContract>,
    pub met: ClauseMet,
    pub count: i64,
}

/// One of the organisation's own clauses in one contract.
#[derive(Debug, Clone, Queryable)]
pub struct OwnOfContract {
    pub contract_id: Id,
    pub own_clause_id: Id,
    pub in_contract: InContract,
    pub tier: Option<i32>,
}

/// How one clause stands in one contract.
#[derive(Debug, Clone, Queryable)]
pub struct ClauseOf {
    pub contract_id: Id,
    pub in_contract: Option<InContract>,
    pub met: ClauseMet,
}

/// A contract that runs, as the review's list sorts it.
#[derive(Debug, Clone, Queryable)]
pub struct Running {
    pub id: Id,
    pub reference: String,
    pub vendor_name: String,
    pub vendor_folded: String,
    pub tier: Option<i32>,
    pub ends_on: Option<NaiveDate>,
}

/// The client's contracts that have not ended on the day.
macro_rules! running {
    ($from:expr, $scope:expr, $today:expr) => {
        $from
            .filter(contracts::organisation_id.eq($scope.client()?.clone()))
            .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge($today)))
    };
}

/// How many contracts run with vendors of each tier.
pub fn tiers(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<BTreeMap<Option<i32>, i64>> {
    let rows: Vec<(Option<i32>, i64)> = running!(contracts::table.inner_join(vendors::table), scope, today)
        .group_by(vendors::tier)
        .select((vendors::tier, count_star()))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// Every clause of the catalogue in every contract that runs, counted by the database.
pub fn counted(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<Counted>> {
    let from = contract_clauses::table.inner_join(contracts::table.inner_join(vendors::table));
    Ok(running!(from, scope, today)
        .group_by((contract_clauses::clause_id, contract_clauses::in_contract, contract_clauses::met, vendors::tier))
        .select((
            contract_clauses::clause_id,
            contract_clauses::in_contract,
            contract_clauses::met,
            vendors::tier,
            count_star(),
        ))
        .load(c)?)
}

/// The same for each contract with a vendor of the tier, among the clauses that the tier asks for.
pub fn counted_by_contract(
    c: &mut Db,
    scope: &Scope,
    today: NaiveDate,
    tier: Option<i32>,
    codes: &[String],
) -> Result<Vec<OfContract>> {
    let from = contract_clauses::table.inner_join(contracts::table.inner_join(vendors::table));
    let all = running!(from, scope, today)
        .filter(contract_clauses::clause_id.eq_any(codes))
        .group_by((contract_clauses::contract_id, contract_clauses::in_contract, contract_clauses::met))
        .select((contract_clauses::contract_id, contract_clauses::in_contract, contract_clauses::met, count_star()));
    Ok(match tier {
        Some(tier) => all.filter(vendors::tier.eq(tier)).load(c)?,
        None => all.filter(vendors::tier.is_null()).load(c)?,
    })
}

/// Every state of the organisation's own clauses in contracts that run.
pub fn own_states(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<OwnOfContract>> {
    let from = own_clause_checks::table.inner_join(contracts::table.inner_join(vendors::table));
    Ok(running!(from, scope, today)
        .select((
            own_clause_checks::contract_id,
            own_clause_checks::own_clause_id,
            own_clause_checks::in_contract,
            vendors::tier,
        ))
        .load(c)?)
}

/// How one clause of the catalogue stands in each contract that runs, where anybody has looked.
pub fn states_of_clause(c: &mut Db, scope: &Scope, today: NaiveDate, code: &str) -> Result<Vec<ClauseOf>> {
    let from = contract_clauses::table.inner_join(contracts::table.inner_join(vendors::table));
    Ok(running!(from, scope, today)
        .filter(contract_clauses::clause_id.eq(code))
        .select((contract_clauses::contract_id, contract_clauses::in_contract, contract_clauses::met))
        .load(c)?)
}

/// Every contract that runs, with its vendor.
pub fn running(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<Running>> {
    Ok(running!(contracts::table.inner_join(vendors::table), scope, today)
        .order((contracts::reference, contracts::id))
        .select((
            contracts::id,
            contracts::reference,
            vendors::legal_name,
            vendors::name_folded,
            vendors::tier,
            contracts::ends_on,
        ))
        .load(c)?)
}

/// The contracts of one page, by id.
pub fn contracts_of(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Contract>> {
    let rows: Vec<Contract> = contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.eq_any(ids))
        .select(Contract::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}
