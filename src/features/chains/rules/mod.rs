//! The graph of one contract's chain, in memory: what may be added, what an end would leave hanging,
//! what is not as it should be, and the level of criterion C. Source: domain.md 9 and 4.2.

mod criterion;
mod faults;
mod picture;
#[cfg(test)]
mod tests;

pub use criterion::{data_class, level};
pub use faults::{Fault, FaultKind, Judged, faults, is_confirmed, is_found_unapproved, worst_faults};
pub use picture::{Picture, Wished, draw, picture_sample};

use super::model::LinkSource;
use super::records::ChainLink;
use crate::base::{FieldError, Id};
use std::collections::{BTreeMap, BTreeSet};

/// The active links of one contract from its main vendor down.
#[derive(Debug, Clone)]
pub struct Graph<'a> {
    pub root: &'a Id,
    pub links: Vec<&'a ChainLink>,
    below: BTreeMap<&'a Id, Vec<usize>>,
}

impl<'a> Graph<'a> {
    /// Links that have ended are left out.
    pub fn new(root: &'a Id, links: impl IntoIterator<Item = &'a ChainLink>) -> Graph<'a> {
        let links: Vec<&ChainLink> = links.into_iter().filter(|link| link.is_active()).collect();
        let mut below: BTreeMap<&Id, Vec<usize>> = BTreeMap::new();
        for (at, link) in links.iter().enumerate() {
            below.entry(&link.parent_node_id).or_default().push(at);
        }
        Graph { root, links, below }
    }

    /// The links that go down from a node.
    pub fn down_from(&self, node: &Id) -> impl Iterator<Item = &'a ChainLink> {
        let places = self.below.get(node).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|at| self.links.get(*at).copied())
    }

    /// The node itself and everything below it.
    pub fn reach(&self, start: &'a Id) -> BTreeSet<&'a Id> {
        let (mut seen, mut waiting) = (BTreeSet::from([start]), vec![start]);
        while let Some(node) = waiting.pop() {
            for link in self.down_from(node) {
                if seen.insert(&link.child_node_id) {
                    waiting.push(&link.child_node_id);
                }
            }
        }
        seen
    }

    /// The links below a node.
    pub fn links_below(&self, start: &'a Id) -> Vec<&'a ChainLink> {
        let reached = self.reach(start);
        self.links.iter().copied().filter(|link| reached.contains(&link.parent_node_id)).collect()
    }

    /// How far down from `start` each node stands; by the longest way when there are several.
    pub fn depths(&self, start: &'a Id) -> BTreeMap<&'a Id, usize> {
        let mut depths = BTreeMap::from([(start, 0)]);
        let mut level = BTreeSet::from([start]);
        // A chain without a circle is never deeper than it has links.
        for depth in 1..=self.links.len() {
            level = level.iter().flat_map(|node| self.down_from(node)).map(|link| &link.child_node_id).collect();
            if level.is_empty() {
                break;
            }
            depths.extend(level.iter().map(|node| (*node, depth)));
        }
        depths
    }

    /// Whether the link is all that ties the chain to somebody below it.
    pub fn orphans_without(&self, ended: &Id) -> BTreeSet<&'a Id> {
        let kept = Graph::new(self.root, self.links.iter().copied().filter(|link| link.id != *ended));
        let held = kept.reach(self.root);
        self.reach(self.root).into_iter().filter(|node| !held.contains(node)).collect()
    }
}

/// A link that somebody wants to make.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub parent: &'a Id,
    pub child: &'a Id,
    pub service: Option<&'a Id>,
    pub source: LinkSource,
    /// The field that named the child.
    pub child_field: &'a str,
}

/// What stands in the way of a new link: a circle, a link to itself, a parent that is not in the
/// chain, the same link twice, or more tiers than the contract allows. What was discovered is true
/// whether it is allowed or not: it is taken in, and shown as a fault.
pub fn check_new(graph: &Graph<'_>, wanted: Wanted<'_>, depth_limit: i32) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let Wanted { parent, child, .. } = wanted;
    let in_chain = graph.reach(graph.root).contains(parent);
    if !in_chain {
        errors.push(FieldError::new("parent_node_id", "error-chain-parent"));
    }
    if parent == child {
        errors.push(FieldError::new(wanted.child_field, "error-chain-self"));
    } else if child == graph.root || reaches(graph, child, parent) {
        errors.push(FieldError::new(wanted.child_field, "error-chain-cycle"));
    } else {
        let same = |link: &&ChainLink| link.child_node_id == *child && link.service_id.as_ref() == wanted.service;
        if graph.down_from(parent).any(|link| same(&link)) {
            errors.push(FieldError::new(wanted.child_field, "error-chain-twice"));
        }
        let tiers = depth_with(graph, parent, child);
        let found = matches!(wanted.source, LinkSource::Discovered | LinkSource::SelfAssessment);
        if !found && usize::try_from(depth_limit).is_ok_and(|limit| tiers > limit) {
            errors.push(FieldError::new("parent_node_id", "error-chain-depth").with("limit", depth_limit));
        }
    }
    errors
}

/// Whether `to` stands somewhere below `from`.
fn reaches(graph: &Graph<'_>, from: &Id, to: &Id) -> bool {
    let (mut seen, mut waiting) = (BTreeSet::new(), vec![from]);
    while let Some(node) = waiting.pop() {
        if node == to {
            return true;
        }
        if seen.insert(node) {
            waiting.extend(graph.down_from(node).map(|link| &link.child_node_id));
        }
    }
    false
}

/// The tiers that the chain would have below its main vendor, along the new link.
fn depth_with(graph: &Graph<'_>, parent: &Id, child: &Id) -> usize {
    let above = graph.depths(graph.root).get(parent).copied().unwrap_or(0);
    let below = graph
        .links
        .iter()
        .find(|link| link.parent_node_id == *child)
        .map_or(0, |link| graph.depths(&link.parent_node_id).into_values().max().unwrap_or(0));
    above + 1 + below
}
