//! Everything that is said of the clauses of a set of contracts: a fixed number of queries, however many there are.

use super::Backend;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts::records::{AgreedNumber, AmendmentState, ContractClause, Deviation};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    agreed_numbers, amendment_clauses, contract_amendments, contract_clauses, contract_deviations, vendors,
};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Beyond this many the whole client is read instead of a list of ids.
const MANY: usize = 1000;

/// What is said, as stored; the caller sorts it by contract and clause.
#[derive(Debug, Default)]
pub struct Said {
    pub rows: Vec<ContractClause>,
    /// Contract, clause and the signed amendment that brought it in, the latest last.
    pub brought: Vec<(Id, String, Id)>,
    pub deviations: Vec<Deviation>,
    pub numbers: Vec<AgreedNumber>,
}

/// Four queries.
pub fn said(c: &mut Db, scope: &Scope, contract_ids: &[Id]) -> Result<Said> {
    let client = scope.client()?.clone();
    let few = (contract_ids.len() <= MANY).then(|| contract_ids.to_vec());
    let mut rows =
        contract_clauses::table.filter(contract_clauses::organisation_id.eq(client.clone())).into_boxed::<Backend>();
    let mut brought = amendment_clauses::table
        .inner_join(contract_amendments::table)
        .filter(amendment_clauses::organisation_id.eq(client.clone()))
        .filter(contract_amendments::state.eq(AmendmentState::Signed))
        .into_boxed::<Backend>();
    let mut deviations = contract_deviations::table
        .filter(contract_deviations::organisation_id.eq(client.clone()))
        .into_boxed::<Backend>();
    let mut numbers = agreed_numbers::table.filter(agreed_numbers::organisation_id.eq(client)).into_boxed::<Backend>();
    if let Some(ids) = few {
        rows = rows.filter(contract_clauses::contract_id.eq_any(ids.clone()));
        brought = brought.filter(amendment_clauses::contract_id.eq_any(ids.clone()));
        deviations = deviations.filter(contract_deviations::contract_id.eq_any(ids.clone()));
        numbers = numbers.filter(agreed_numbers::contract_id.eq_any(ids));
    }
    Ok(Said {
        rows: rows.select(ContractClause::as_select()).load(c)?,
        brought: brought
            .order((contract_amendments::signed_on, contract_amendments::number))
            .select((amendment_clauses::contract_id, amendment_clauses::clause_id, amendment_clauses::amendment_id))
            .load(c)?,
        deviations: deviations
            .order((contract_deviations::proposed_at, contract_deviations::id))
            .select(Deviation::as_select())
            .load(c)?,
        numbers: numbers.select(AgreedNumber::as_select()).load(c)?,
    })
}

/// The effective tiers of vendors: one query.
pub fn tiers(c: &mut Db, scope: &Scope, vendor_ids: &[Id]) -> Result<BTreeMap<Id, Option<u8>>> {
    let mut query = vendors::table.filter(vendors::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if vendor_ids.len() <= MANY {
        query = query.filter(vendors::id.eq_any(vendor_ids.to_vec()));
    }
    let rows: Vec<(Id, Option<i32>)> = query.select((vendors::id, vendors::tier)).load(c)?;
    Ok(rows.into_iter().map(|(id, tier)| (id, tier.and_then(|tier| u8::try_from(tier).ok()))).collect())
}
