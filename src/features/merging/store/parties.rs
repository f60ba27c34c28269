//! Two parties of the supply chains that become one, with every link and incident that names them.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::chains::LinkState;
use crate::features::merging::rules::{Tie, superfluous};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    chain_corrections, chain_links, chain_nodes, contracts, flow_downs, incidents, risks, subcontract_cases,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Columns that name a party and are simply given to the other; the links themselves are moved one step at a time.
macro_rules! named {
    ($(($table:ident, $column:ident)),+ $(,)?) => {
        /// Every column that names a party.
        pub const COLUMNS: &[(&str, &str)] = &[
            ("chain_links", "parent_node_id"),
            ("chain_links", "child_node_id"),
            $((stringify!($table), stringify!($column))),+
        ];

        fn rename(c: &mut Db, client: &Id, from: &Id, to: &Id) -> Result<()> {
            $(
                let own = $table::table.filter($table::organisation_id.eq(client)).filter($table::$column.eq(from));
                diesel::update(own).set($table::$column.eq(to)).execute(c)?;
            )+
            Ok(())
        }
    };
}

named!(
    (incidents, node_id),
    (risks, node_id),
    (subcontract_cases, parent_node_id),
    (chain_corrections, parent_node_id),
    (flow_downs, node_id),
);

/// The active links of every contract in whose chain one of the two stands, the oldest first.
pub fn ties_of(c: &mut Db, scope: &Scope, nodes: [&Id; 2]) -> Result<Vec<Tie>> {
    let client = scope.client()?;
    let touched: Vec<Id> = chain_links::table
        .filter(chain_links::organisation_id.eq(client))
        .filter(chain_links::parent_node_id.eq_any(nodes).or(chain_links::child_node_id.eq_any(nodes)))
        .select(chain_links::contract_id)
        .distinct()
        .load(c)?;
    type Row = (Id, Id, Option<Id>, Id, Id);
    let mut ties = Vec::new();
    for some in touched.chunks(10_000) {
        let rows: Vec<Row> = chain_links::table
            .filter(chain_links::organisation_id.eq(client))
            .filter(chain_links::contract_id.eq_any(some))
            .filter(chain_links::state.eq(LinkState::Active))
            .order((chain_links::created_at, chain_links::id))
            .select((
                chain_links::id,
                chain_links::contract_id,
                chain_links::service_id,
                chain_links::parent_node_id,
                chain_links::child_node_id,
            ))
            .load(c)?;
        let tie = |(id, contract_id, service_id, parent, child)| Tie { id, contract_id, service_id, parent, child };
        ties.extend(rows.into_iter().map(tie));
    }
    Ok(ties)
}

/// The references of contracts, in order.
pub fn references(c: &mut Db, scope: &Scope, ids: &BTreeSet<Id>) -> Result<Vec<String>> {
    Ok(contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.eq_any(ids))
        .order(contracts::reference)
        .select(contracts::reference)
        .load(c)?)
}

/// A clause of a contract is passed on to a party once: where both have been judged, the word of the kept one stays.
fn spare_flow_downs(c: &mut Db, client: &Id, from: &Id, to: &Id) -> Result<()> {
    let of = |node: &Id| {
        flow_downs::table
            .filter(flow_downs::organisation_id.eq(client.clone()))
            .filter(flow_downs::node_id.eq(node.clone()))
            .select((flow_downs::id, flow_downs::contract_id, flow_downs::clause_id))
    };
    let kept: Vec<(Id, Id, String)> = of(to).load(c)?;
    let known: BTreeSet<(Id, String)> = kept.into_iter().map(|(_, contract, clause)| (contract, clause)).collect();
    let going: Vec<(Id, Id, String)> = of(from).load(c)?;
    for (id, contract, clause) in going {
        if known.contains(&(contract, clause)) {
            diesel::delete(flow_downs::table.filter(flow_downs::id.eq(id))).execute(c)?;
        }
    }
    Ok(())
}

/// What became of the links.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    pub moved: usize,
    pub ended: usize,
}

/// Gives every link and incident of `from` to `to`, ends the links that say nothing any more, and takes `from` away.
pub fn merge_parties(
    c: &mut Db,
    scope: &Scope,
    (from, to): (&Id, &Id),
    ties: &[Tie],
    (today, now): (NaiveDate, Instant),
    reason: &str,
) -> Result<Merged> {
    let client = scope.client()?;
    let spare = superfluous(ties, from, to);
    for some in spare.chunks(10_000) {
        diesel::update(
            chain_links::table.filter(chain_links::organisation_id.eq(client)).filter(chain_links::id.eq_any(some)),
        )
        .set((
            chain_links::state.eq(LinkState::Ended),
            chain_links::ended_on.eq(today),
            chain_links::end_reason.eq(reason),
            chain_links::updated_at.eq(now),
            chain_links::version.eq(chain_links::version + 1),
        ))
        .execute(c)?;
    }
    let own = || chain_links::table.filter(chain_links::organisation_id.eq(client));
    let mut moved = diesel::update(own().filter(chain_links::parent_node_id.eq(from)))
        .set((chain_links::parent_node_id.eq(to), chain_links::version.eq(chain_links::version + 1)))
        .execute(c)?;
    moved += diesel::update(own().filter(chain_links::child_node_id.eq(from)))
        .set((chain_links::child_node_id.eq(to), chain_links::version.eq(chain_links::version + 1)))
        .execute(c)?;
    spare_flow_downs(c, client, from, to)?;
    rename(c, client, from, to)?;
    diesel::delete(chain_nodes::table.filter(chain_nodes::organisation_id.eq(client)).filter(chain_nodes::id.eq(from)))
        .execute(c)?;
    Ok(Merged { moved, ended: spare.len() })
}
