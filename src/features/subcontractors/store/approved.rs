//! The subcontractors that have been approved under a contract, as nodes of its chain.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::subcontractors::model::CaseState;
use crate::platform::db::Db;
use crate::platform::db::schema::{chain_links, chain_nodes, subcontract_cases};
use diesel::prelude::*;

const ALLOWED: [CaseState; 3] = [CaseState::Temporary, CaseState::Decided, CaseState::Active];

/// Id and name of each, by name. Three queries.
pub fn approved_nodes(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<(Id, String)>> {
    let client = scope.client()?;
    let links: Vec<Option<Id>> = subcontract_cases::table
        .filter(subcontract_cases::organisation_id.eq(client))
        .filter(subcontract_cases::contract_id.eq(contract_id))
        .filter(subcontract_cases::state.eq_any(ALLOWED))
        .filter(subcontract_cases::link_id.is_not_null())
        .select(subcontract_cases::link_id)
        .load(c)?;
    let links: Vec<Id> = links.into_iter().flatten().collect();
    let nodes: Vec<Id> = chain_links::table
        .filter(chain_links::organisation_id.eq(client))
        .filter(chain_links::id.eq_any(links))
        .select(chain_links::child_node_id)
        .load(c)?;
    Ok(chain_nodes::table
        .filter(chain_nodes::organisation_id.eq(client))
        .filter(chain_nodes::id.eq_any(nodes))
        .order((chain_nodes::name_folded, chain_nodes::id))
        .select((chain_nodes::id, chain_nodes::name))
        .load(c)?)
}
