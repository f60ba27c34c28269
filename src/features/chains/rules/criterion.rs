//! Criterion C, the chain, from the graph itself (domain.md 4.2: 0 none, 1 one known tier in Sweden,
//! 4 three tiers or more, an unknown tier, or a third country). The levels between are parameters.

use super::Graph;
use crate::base::{Id, countries as known};
use crate::features::chains::model::{ChainModel, NodeKind};
use crate::features::chains::records::ChainNode;
use std::collections::{BTreeMap, BTreeSet};

/// The level 0-4 of the chain below `start`. Adding a link never lowers it.
pub fn level(graph: &Graph<'_>, start: &Id, nodes: &BTreeMap<Id, ChainNode>, model: &ChainModel) -> u8 {
    let links: Vec<_> = match graph.links.iter().find(|link| link.parent_node_id == *start) {
        Some(first) => graph.links_below(&first.parent_node_id),
        None => return 0,
    };
    let tiers = links
        .iter()
        .find(|link| link.parent_node_id == *start)
        .map_or(0, |link| graph.depths(&link.parent_node_id).into_values().max().unwrap_or(0));
    let levels = &model.criterion;
    let mut countries: BTreeSet<String> = links.iter().flat_map(|link| link.all_countries()).collect();
    countries.extend(links.iter().filter_map(|link| nodes.get(&link.child_node_id)?.country.clone()));
    let unknown = links.iter().any(|link| nodes.get(&link.child_node_id).is_some_and(|n| n.kind == NodeKind::Unknown));
    if unknown || tiers >= levels.worst_from_tiers || countries.iter().any(|country| !known::is_eea(country)) {
        return levels.worst;
    }
    let home = countries.iter().all(|country| *country == model.home);
    let level = match (tiers, home) {
        (0 | 1, true) => levels.one_tier_home,
        (0 | 1, false) => levels.one_tier_near,
        (_, true) => levels.two_tiers_home,
        (_, false) => levels.two_tiers_near,
    };
    let unstated = links.iter().any(|link| link.carries_data() && link.countries().is_empty());
    if unstated { level.max(levels.country_not_stated) } else { level }
}

/// The highest data class that passes below `start`; None when no link states one.
pub fn data_class(graph: &Graph<'_>, start: &Id) -> Option<u8> {
    let first = graph.links.iter().find(|link| link.parent_node_id == *start)?;
    let links = graph.links_below(&first.parent_node_id);
    links.iter().filter_map(|link| link.data_class).max().and_then(|class| u8::try_from(class).ok())
}
