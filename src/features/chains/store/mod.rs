//! The only queries on the supply chain.

mod follow_ups;
mod lists;
mod radius;
mod rounds;

pub use follow_ups::{
    FollowedLink, MissingFollowUp, follow_up_page, follow_ups_of_link, followed_everywhere, last_follow_ups,
    links_seen, missed_noted, missing_follow_ups, seen_link,
};
pub(super) use follow_ups::{insert_follow_up, insert_missed};
pub use lists::{
    LinkFilter, LinkListed, LinkView, NodeFilter, NodeListed, concentration, counts, link_page, node_page,
};
pub use radius::{Behind, BlastRadius, Persons, behind_page, blast_radius};
pub use rounds::{
    Asked, Due, Progress, askable, asked_of_vendor, confirmation_page, corrections_of, count_waiting, due_everywhere,
    find_asked, find_correction, find_round, open_of_round, progress, round_page, statements, unanswered_everywhere,
    waiting_page,
};
pub(super) use rounds::{
    insert_confirmation, insert_correction, insert_round, insert_statement, save_confirmation, save_correction,
    save_round,
};

use super::model::LinkState;
use super::records::{ChainLink, ChainNode, ChainProcessing, ChainTerms};
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts;
use crate::platform::db::Db;
use crate::platform::db::schema::{chain_links, chain_nodes, chain_processings, chain_terms};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// No statement names more ids than this; SQLite takes at most 32 766 values.
const AT_ONCE: usize = 10_000;

/// One node of the client's own.
pub fn find_node(c: &mut Db, scope: &Scope, id: &Id) -> Result<ChainNode> {
    Ok(chain_nodes::table
        .filter(chain_nodes::id.eq(id))
        .filter(chain_nodes::organisation_id.eq(scope.client()?))
        .select(ChainNode::as_select())
        .first(c)?)
}

/// One link of the client's own, ended ones too.
pub fn find_link(c: &mut Db, scope: &Scope, id: &Id) -> Result<ChainLink> {
    Ok(chain_links::table
        .filter(chain_links::id.eq(id))
        .filter(chain_links::organisation_id.eq(scope.client()?))
        .select(ChainLink::as_select())
        .first(c)?)
}

/// The node of a vendor of the register, if it has one.
pub fn vendor_node(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Option<ChainNode>> {
    Ok(chain_nodes::table
        .filter(chain_nodes::organisation_id.eq(scope.client()?))
        .filter(chain_nodes::vendor_id.eq(vendor_id))
        .select(ChainNode::as_select())
        .first(c)
        .optional()?)
}

/// The node with this organisation number, as stored.
pub fn node_by_number(c: &mut Db, scope: &Scope, number: &str) -> Result<Option<ChainNode>> {
    Ok(chain_nodes::table
        .filter(chain_nodes::organisation_id.eq(scope.client()?))
        .filter(chain_nodes::org_number.eq(number))
        .order(chain_nodes::id)
        .select(ChainNode::as_select())
        .first(c)
        .optional()?)
}

/// Nodes whose names are equal when folded.
pub fn nodes_named(c: &mut Db, scope: &Scope, name_folded: &str) -> Result<Vec<ChainNode>> {
    Ok(chain_nodes::table
        .filter(chain_nodes::organisation_id.eq(scope.client()?))
        .filter(chain_nodes::name_folded.eq(name_folded))
        .order(chain_nodes::id)
        .limit(10)
        .select(ChainNode::as_select())
        .load(c)?)
}

/// The nodes among `ids`, by id.
pub fn nodes(c: &mut Db, scope: &Scope, ids: &BTreeSet<Id>) -> Result<BTreeMap<Id, ChainNode>> {
    let all: Vec<&Id> = ids.iter().collect();
    let mut found = BTreeMap::new();
    for some in all.chunks(AT_ONCE) {
        let rows: Vec<ChainNode> = chain_nodes::table
            .filter(chain_nodes::organisation_id.eq(scope.client()?))
            .filter(chain_nodes::id.eq_any(some.iter().copied()))
            .select(ChainNode::as_select())
            .load(c)?;
        found.extend(rows.into_iter().map(|node| (node.id.clone(), node)));
    }
    Ok(found)
}

/// The links of one contract, the oldest first, ended ones last. The vendor of the contract gets only
/// the active ones that it may see; nobody else's contract is found.
pub fn links_of_contract(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<ChainLink>> {
    let contract = contracts::find(c, scope, contract_id)?;
    let rows: Vec<ChainLink> = chain_links::table
        .filter(chain_links::contract_id.eq(&contract.id))
        .order((chain_links::state, chain_links::created_at, chain_links::id))
        .select(ChainLink::as_select())
        .load(c)?;
    match scope.side() {
        crate::access::Side::Region => Ok(rows),
        crate::access::Side::Vendor => seen_by_vendor(c, scope, &contract.id, rows),
    }
}

/// Those of a contract's links that its vendor sees, and is therefore asked about.
pub fn seen_by_vendor(c: &mut Db, scope: &Scope, contract_id: &Id, rows: Vec<ChainLink>) -> Result<Vec<ChainLink>> {
    let contract = contracts::find(c, scope, contract_id)?;
    let root = chain_nodes::table
        .filter(chain_nodes::organisation_id.eq(&contract.organisation_id))
        .filter(chain_nodes::vendor_id.eq(&contract.vendor_id))
        .select(chain_nodes::id);
    let root: Option<Id> = root.first(c).optional()?;
    Ok(root.map(|root| seen_from(BTreeSet::from([root]), rows)).unwrap_or_default())
}

/// What the vendor sees of its own chain: what is active and marked visible, and no link below one
/// that it does not see, so that a name cannot be guessed from what hangs in the air.
fn seen_from(roots: BTreeSet<Id>, rows: Vec<ChainLink>) -> Vec<ChainLink> {
    let (mut seen, mut known) = (Vec::new(), roots);
    let mut waiting: Vec<ChainLink> = rows.into_iter().filter(|link| link.is_active() && link.vendor_visible).collect();
    loop {
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|link| known.contains(&link.parent_node_id));
        if now.is_empty() {
            return seen;
        }
        known.extend(now.iter().map(|link| link.child_node_id.clone()));
        seen.extend(now);
        waiting = later;
    }
}

/// The nodes that the links of a vendor's own contract name; the links come from `links_of_contract`.
pub(super) fn nodes_of_links(c: &mut Db, links: &[ChainLink]) -> Result<BTreeMap<Id, ChainNode>> {
    let ids: BTreeSet<&Id> = links.iter().flat_map(|link| [&link.parent_node_id, &link.child_node_id]).collect();
    let ids: Vec<&Id> = ids.into_iter().collect();
    let mut found = BTreeMap::new();
    for some in ids.chunks(AT_ONCE) {
        let rows: Vec<ChainNode> = chain_nodes::table
            .filter(chain_nodes::id.eq_any(some.iter().copied()))
            .select(ChainNode::as_select())
            .load(c)?;
        found.extend(rows.into_iter().map(|node| (node.id.clone(), node)));
    }
    Ok(found)
}

/// Every active link under any contract of the client that touches the node.
pub fn links_of_node(c: &mut Db, scope: &Scope, node_id: &Id) -> Result<Vec<ChainLink>> {
    Ok(chain_links::table
        .filter(chain_links::organisation_id.eq(scope.client()?))
        .filter(chain_links::parent_node_id.eq(node_id).or(chain_links::child_node_id.eq(node_id)))
        .filter(chain_links::state.eq(LinkState::Active))
        .order((chain_links::created_at, chain_links::id))
        .select(ChainLink::as_select())
        .load(c)?)
}

/// The active links of several contracts.
pub fn active_links_of(c: &mut Db, scope: &Scope, contract_ids: &[Id]) -> Result<Vec<ChainLink>> {
    let mut found = Vec::new();
    for some in contract_ids.chunks(AT_ONCE) {
        let rows: Vec<ChainLink> = chain_links::table
            .filter(chain_links::organisation_id.eq(scope.client()?))
            .filter(chain_links::contract_id.eq_any(some))
            .filter(chain_links::state.eq(LinkState::Active))
            .order((chain_links::created_at, chain_links::id))
            .select(ChainLink::as_select())
            .load(c)?;
        found.extend(rows);
    }
    Ok(found)
}

/// The client's links among `ids`, ended ones too.
pub fn links_by_id(c: &mut Db, scope: &Scope, ids: &BTreeSet<Id>) -> Result<Vec<ChainLink>> {
    Ok(chain_links::table
        .filter(chain_links::organisation_id.eq(scope.client()?))
        .filter(chain_links::id.eq_any(ids))
        .select(ChainLink::as_select())
        .load(c)?)
}

/// The roles under the links of one contract, by link. The caller has found the contract in its scope.
pub fn processings_of_contract(c: &mut Db, contract_id: &Id) -> Result<BTreeMap<Id, Vec<ChainProcessing>>> {
    let rows: Vec<ChainProcessing> = chain_processings::table
        .inner_join(chain_links::table)
        .filter(chain_links::contract_id.eq(contract_id))
        .order((chain_processings::created_at, chain_processings::id))
        .select(ChainProcessing::as_select())
        .load(c)?;
    let mut by_link: BTreeMap<Id, Vec<ChainProcessing>> = BTreeMap::new();
    for row in rows {
        by_link.entry(row.link_id.clone()).or_default().push(row);
    }
    Ok(by_link)
}

pub fn processings_of_link(c: &mut Db, scope: &Scope, link_id: &Id) -> Result<Vec<ChainProcessing>> {
    Ok(chain_processings::table
        .filter(chain_processings::organisation_id.eq(scope.client()?))
        .filter(chain_processings::link_id.eq(link_id))
        .order((chain_processings::created_at, chain_processings::id))
        .select(ChainProcessing::as_select())
        .load(c)?)
}

/// What the contract allows of its chain, if anybody has said so.
pub fn terms(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Option<ChainTerms>> {
    Ok(chain_terms::table
        .filter(chain_terms::organisation_id.eq(scope.client()?))
        .filter(chain_terms::contract_id.eq(contract_id))
        .select(ChainTerms::as_select())
        .first(c)
        .optional()?)
}

pub(super) fn insert_node(c: &mut Db, row: &ChainNode) -> Result<()> {
    diesel::insert_into(chain_nodes::table).values(row).execute(c)?;
    Ok(())
}

pub(super) fn save_node(c: &mut Db, scope: &Scope, row: &ChainNode) -> Result<()> {
    let own =
        chain_nodes::table.filter(chain_nodes::id.eq(&row.id)).filter(chain_nodes::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

pub(super) fn insert_link(c: &mut Db, row: &ChainLink) -> Result<()> {
    diesel::insert_into(chain_links::table).values(row).execute(c)?;
    Ok(())
}

pub(super) fn save_link(c: &mut Db, scope: &Scope, row: &ChainLink) -> Result<()> {
    let own =
        chain_links::table.filter(chain_links::id.eq(&row.id)).filter(chain_links::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// Replaces the roles under a link.
pub(super) fn replace_processings(c: &mut Db, link_id: &Id, rows: &[ChainProcessing]) -> Result<()> {
    diesel::delete(chain_processings::table.filter(chain_processings::link_id.eq(link_id))).execute(c)?;
    for row in rows {
        diesel::insert_into(chain_processings::table).values(row).execute(c)?;
    }
    Ok(())
}

pub(super) fn insert_terms(c: &mut Db, row: &ChainTerms) -> Result<()> {
    diesel::insert_into(chain_terms::table).values(row).execute(c)?;
    Ok(())
}

pub(super) fn save_terms(c: &mut Db, row: &ChainTerms) -> Result<()> {
    diesel::update(chain_terms::table.filter(chain_terms::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}
