//! One contract's chain as a whole, with everything that it is judged by.

use super::model::ChainModel;
use super::records::{ChainLink, ChainNode, ChainProcessing, ChainTerms};
use super::rules::{self, Fault, FaultKind, Graph, Judged, Picture, Wished};
use super::store;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::contracts;
use crate::features::vendors;
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// A contract's chain. The number of statements does not grow with it.
pub struct Whole {
    pub contract_id: Id,
    /// The tier of the main vendor.
    pub tier: Option<i32>,
    /// The main vendor's node; None before the first link.
    pub root: Option<ChainNode>,
    /// Active and ended ones.
    pub links: Vec<ChainLink>,
    pub nodes: BTreeMap<Id, ChainNode>,
    pub processings: BTreeMap<Id, Vec<ChainProcessing>>,
    pub terms: Option<ChainTerms>,
}

/// The chain of one of the client's own contracts.
pub fn of_contract(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Whole> {
    scope.client()?;
    let contract = contracts::find(c, scope, contract_id)?;
    let vendor = vendors::find(c, scope, &contract.vendor_id)?;
    let links = store::links_of_contract(c, scope, &contract.id)?;
    Ok(Whole {
        root: store::vendor_node(c, scope, &contract.vendor_id)?,
        nodes: store::nodes_of_links(c, &links)?,
        processings: store::processings_of_contract(c, &contract.id)?,
        terms: store::terms(c, scope, &contract.id)?,
        tier: vendor.tier,
        contract_id: contract.id,
        links,
    })
}

impl Whole {
    /// Tiers below the main vendor that the contract allows.
    pub fn depth_limit(&self) -> i32 {
        self.terms.as_ref().map_or(ChainModel::current().depth_limit, |terms| terms.depth_limit)
    }

    pub fn graph(&self) -> Option<Graph<'_>> {
        self.root.as_ref().map(|root| Graph::new(&root.id, &self.links))
    }

    /// Everything that is not as it should be, the worst first.
    pub fn faults(&self, today: NaiveDate) -> Vec<Fault> {
        let Some(graph) = self.graph() else { return Vec::new() };
        let with_role: BTreeSet<Id> = self.processings.keys().cloned().collect();
        let judged = Judged {
            nodes: &self.nodes,
            with_role: &with_role,
            depth_limit: self.depth_limit(),
            tier: self.tier,
            today,
        };
        rules::faults(&graph, &judged, ChainModel::current())
    }

    /// The picture from `focus` down (the main vendor without one), at most so many tiers.
    /// None when there is no chain, or when the focus is not in it.
    pub fn picture(&self, faults: &[Fault], focus: Option<&Id>, tiers: usize) -> Option<Picture> {
        let graph = self.graph()?;
        let reached = graph.reach(graph.root);
        let focus = match focus {
            Some(id) => reached.get(id).copied()?,
            None => graph.root,
        };
        let worst = rules::worst_faults(faults);
        let wished = Wished { focus, tiers, nodes: &self.nodes, worst: &worst };
        if graph.links.is_empty() { None } else { Some(rules::draw(&graph, &wished)) }
    }

    /// The active links in the order in which they are read, each with its tier: those under one node together.
    pub fn in_order(&self) -> Vec<(usize, &ChainLink)> {
        let Some(graph) = self.graph() else { return Vec::new() };
        let (mut found, mut seen, mut waiting) = (Vec::new(), BTreeSet::new(), Vec::new());
        self.wait_below(&graph, 1, graph.root, &mut waiting);
        while let Some((tier, link)) = waiting.pop() {
            if seen.insert(&link.id) {
                found.push((tier, link));
                self.wait_below(&graph, tier + 1, &link.child_node_id, &mut waiting);
            }
        }
        found
    }

    /// Puts the links below a node last in line, so that the first by name comes out first.
    fn wait_below<'a>(&'a self, graph: &Graph<'a>, tier: usize, node: &Id, waiting: &mut Vec<(usize, &'a ChainLink)>) {
        let name = |link: &ChainLink| self.nodes.get(&link.child_node_id).map(|n| n.name_folded.clone());
        let mut down: Vec<&ChainLink> = graph.down_from(node).collect();
        down.sort_by_key(|link| std::cmp::Reverse((name(link), link.id.clone())));
        waiting.extend(down.into_iter().map(|link| (tier, link)));
    }

    /// The criterion C that this chain alone gives its main vendor, 0-4.
    pub fn criterion(&self) -> u8 {
        let (Some(graph), Some(root)) = (self.graph(), &self.root) else { return 0 };
        rules::level(&graph, &root.id, &self.nodes, ChainModel::current())
    }

    /// How often each kind of fault stands in the chain, the worst kind first.
    pub fn counted(faults: &[Fault]) -> Vec<(FaultKind, usize)> {
        let mut counts: BTreeMap<FaultKind, usize> = BTreeMap::new();
        for fault in faults {
            *counts.entry(fault.kind).or_default() += 1;
        }
        counts.into_iter().collect()
    }
}
