//! Deviations, and what is passed on to subcontractors.

use super::terms::kept;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts::records::{Deviation, FlowDown};
use crate::platform::db::Db;
use crate::platform::db::schema::{contract_deviations, flow_downs};
use diesel::prelude::*;

kept!(contract_deviations, Deviation, insert_deviation, save_deviation);
kept!(flow_downs, FlowDown, insert_flow_down, save_flow_down);

/// The contract's deviations, the newest first.
pub fn deviations(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<Deviation>> {
    Ok(contract_deviations::table
        .filter(contract_deviations::organisation_id.eq(scope.client()?))
        .filter(contract_deviations::contract_id.eq(contract_id))
        .order((contract_deviations::proposed_at.desc(), contract_deviations::id.desc()))
        .select(Deviation::as_select())
        .load(c)?)
}

pub fn find_deviation(c: &mut Db, scope: &Scope, contract_id: &Id, id: &Id) -> Result<Deviation> {
    Ok(contract_deviations::table
        .filter(contract_deviations::organisation_id.eq(scope.client()?))
        .filter(contract_deviations::contract_id.eq(contract_id))
        .filter(contract_deviations::id.eq(id))
        .select(Deviation::as_select())
        .first(c)?)
}

/// What is said of passing the contract's clauses on: one row for each clause and node that somebody has judged.
pub fn flow_downs(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<FlowDown>> {
    Ok(flow_downs::table
        .filter(flow_downs::organisation_id.eq(scope.client()?))
        .filter(flow_downs::contract_id.eq(contract_id))
        .order((flow_downs::clause_id, flow_downs::id))
        .select(FlowDown::as_select())
        .load(c)?)
}
