//! What the chain says about how closely its vendors are to be followed: a link can raise the main
//! vendor's tier, and those of the vendors between (domain.md 9, criterion 18).

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::categorisation::{self, Trigger};
use crate::features::chains::model::ChainModel;
use crate::features::chains::records::{ChainLink, ChainNode};
use crate::features::chains::rules::{Graph, data_class, level};
use crate::features::chains::store;
use crate::features::contracts;
use crate::features::tiering::Criterion;
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::{BTreeMap, BTreeSet};

/// Criterion C of a vendor, 0-4, from every chain that it stands in, under its own contracts and under
/// those of others. Source: domain.md 4.2.
pub fn criterion_level(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<u8> {
    Ok(floors(c, scope, vendor_id)?.0)
}

/// The least levels of criteria C and D that the chains of a vendor give; D is None when no link
/// states a class.
fn floors(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<(u8, Option<u8>)> {
    let Some(node) = store::vendor_node(c, scope, vendor_id)? else { return Ok((0, None)) };
    let touching = store::links_of_node(c, scope, &node.id)?;
    let mut contract_ids: BTreeSet<Id> = touching.iter().map(|link| link.contract_id.clone()).collect();
    contract_ids.extend(contracts::of_vendor(c, scope, vendor_id)?.into_iter().map(|contract| contract.id));
    let contract_ids: Vec<Id> = contract_ids.into_iter().collect();
    let links = store::active_links_of(c, scope, &contract_ids)?;
    let ids = links.iter().flat_map(|link| [link.parent_node_id.clone(), link.child_node_id.clone()]).collect();
    let nodes = store::nodes(c, scope, &ids)?;
    Ok(of_chains(&node.id, &links, &nodes))
}

fn of_chains(node: &Id, links: &[ChainLink], nodes: &BTreeMap<Id, ChainNode>) -> (u8, Option<u8>) {
    let mut by_contract: BTreeMap<&Id, Vec<&ChainLink>> = BTreeMap::new();
    for link in links {
        by_contract.entry(&link.contract_id).or_default().push(link);
    }
    let model = ChainModel::current();
    let each = by_contract.into_values().map(|links| {
        // What the node itself takes in, as a subcontractor, is its data class as well.
        let taken = links.iter().filter(|link| link.child_node_id == *node).filter_map(|link| link.data_class).max();
        let graph = Graph::new(node, links);
        let taken = taken.and_then(|class| u8::try_from(class).ok());
        (level(&graph, node, nodes, model), data_class(&graph, node).max(taken))
    });
    each.fold((0, None), |worst, one| (worst.0.max(one.0), worst.1.max(one.1)))
}

/// After a link was made, changed or ended: the main vendor and every vendor above the link.
/// `new_country` when the link now reaches a country outside the EU and EEA that it did not reach before.
pub(super) fn after_link(
    c: &mut Db,
    ctx: &Ctx,
    main_vendor: &Id,
    root: &ChainNode,
    link: &ChainLink,
    new_country: bool,
) -> Result<()> {
    let links = store::links_of_contract(c, &ctx.scope, &link.contract_id)?;
    let graph = Graph::new(&root.id, &links);
    let mut above: BTreeSet<Id> = BTreeSet::from([link.parent_node_id.clone(), link.child_node_id.clone()]);
    above.extend(
        graph
            .links
            .iter()
            .filter(|one| graph.reach(&one.parent_node_id).contains(&link.parent_node_id))
            .map(|one| one.parent_node_id.clone()),
    );
    let nodes = store::nodes(c, &ctx.scope, &above)?;
    let mut vendors: BTreeSet<Id> = nodes.into_values().filter_map(|node| node.vendor_id).collect();
    vendors.insert(main_vendor.clone());
    for vendor_id in vendors {
        tell(c, ctx, &vendor_id, new_country)?;
    }
    Ok(())
}

/// After a node moved to another country or became known: the main vendors of the chains it is in.
pub(super) fn after_node(c: &mut Db, ctx: &Ctx, node: &ChainNode, moved: bool) -> Result<()> {
    let mut vendors: BTreeSet<Id> = node.vendor_id.iter().cloned().collect();
    for link in store::links_of_node(c, &ctx.scope, &node.id)? {
        vendors.insert(contracts::find(c, &ctx.scope, &link.contract_id)?.vendor_id);
    }
    for vendor_id in vendors {
        tell(c, ctx, &vendor_id, moved)?;
    }
    Ok(())
}

/// Lets the categorisation know the least levels that the chain gives.
fn tell(c: &mut Db, ctx: &Ctx, vendor_id: &Id, new_country: bool) -> Result<()> {
    let (chain, data) = floors(c, &ctx.scope, vendor_id)?;
    let mut levels = vec![(Criterion::Chain, chain)];
    levels.extend(data.map(|class| (Criterion::DataClass, class)));
    let cause = if new_country { Trigger::NewCountry } else { Trigger::ChainChanged };
    categorisation::trigger(c, ctx, vendor_id, cause, &levels)
}
