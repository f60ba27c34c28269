//! The blast radius: what stands behind a node. Upwards through every link, one statement for each tier, then
//! the contracts that those nodes take part in. A recursive statement would be one, but both planners read every
//! link of the portfolio for each of its steps (SQLite for a Bloom filter, PostgreSQL for a hash).

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::chains::model::LinkState;
use crate::features::chains::records::ChainNode;
use crate::platform::db::Db;
use crate::platform::db::schema::{chain_links, chain_nodes, contracts, vendors};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A number of persons that is known as an interval. Whether two contracts concern the same people
/// is not known: distinct persons are at least the most of one contract and at most the sum of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Persons {
    pub low: i64,
    pub high: i64,
    /// Contracts for which nobody has stated a number; the true number may be higher for each.
    pub not_stated: usize,
}

impl Persons {
    /// Of several contracts, each known as an interval or not at all.
    pub fn of(each: impl IntoIterator<Item = Option<(i64, i64)>>) -> Persons {
        each.into_iter().fold(Persons::default(), |sum, one| match one {
            Some((low, high)) => {
                Persons { low: sum.low.max(low), high: sum.high.saturating_add(high), not_stated: sum.not_stated }
            }
            None => Persons { not_stated: sum.not_stated + 1, ..sum },
        })
    }
}

/// One contract behind a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    pub contract_id: Id,
    pub reference: String,
    pub title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub manager_id: Option<Id>,
    /// True: the node stands in this contract's own chain. False: somebody in its chain uses the node
    /// under another contract, so it may be touched too.
    pub certain: bool,
    /// The services named by the links through which it is reached.
    pub service_ids: Vec<Id>,
    /// Persons of the links through which it is reached; None when nobody has stated any.
    pub persons: Option<(i64, i64)>,
}

/// What stands behind a node (domain.md 0.3, 4.4 portfolio).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlastRadius {
    pub node_id: Id,
    /// Those that are certain first, then by reference.
    pub contracts: Vec<Behind>,
    /// Services named by the links.
    pub services: Vec<Id>,
    /// The main vendors of the contracts, by id.
    pub vendors: BTreeMap<Id, String>,
    /// Of the contracts that are certain.
    pub persons: Persons,
    /// Of all of them.
    pub persons_possible: Persons,
}

impl BlastRadius {
    /// How many contracts have the node in their own chain.
    pub fn certain(&self) -> usize {
        self.contracts.iter().filter(|behind| behind.certain).count()
    }

    pub fn possible(&self) -> usize {
        self.contracts.len() - self.certain()
    }
}

/// A link through which the node is reached, or that begins at somebody who reaches it.
#[derive(Queryable)]
struct Touched {
    contract_id: Id,
    service_id: Option<Id>,
    parent_node_id: Id,
    child_node_id: Id,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
}

/// A contract by its columns, with its vendor's name.
type Described = (Id, String, String, Id, String, Option<Id>);

/// A statement names no more things than this; SQLite takes some thirty thousand.
const NAMED_AT_ONCE: usize = 2_000;

macro_rules! active_links {
    ($c:expr, $narrowed:expr) => {
        chain_links::table
            .filter(chain_links::state.eq(LinkState::Active))
            .filter($narrowed)
            .select((
                chain_links::contract_id,
                chain_links::service_id,
                chain_links::parent_node_id,
                chain_links::child_node_id,
                chain_links::persons_low,
                chain_links::persons_high,
            ))
            .load::<Touched>($c)
    };
}

/// The node and whoever uses it, directly or through others, under any contract; and the links that end there.
fn upwards(c: &mut Db, node_id: &Id) -> Result<(BTreeSet<Id>, Vec<Touched>)> {
    let mut up = BTreeSet::from([node_id.clone()]);
    let (mut tier, mut links) = (vec![node_id.clone()], Vec::new());
    while !tier.is_empty() {
        let mut above = Vec::new();
        for some in tier.chunks(NAMED_AT_ONCE) {
            let found = active_links!(c, chain_links::child_node_id.eq_any(some))?;
            above.extend(found.iter().map(|link| link.parent_node_id.clone()).filter(|id| up.insert(id.clone())));
            links.extend(found);
        }
        tier = above;
    }
    Ok((up, links))
}

fn described(c: &mut Db, client: &Id, ids: &[&Id], vendor_ids: &[Id]) -> Result<Vec<Described>> {
    macro_rules! contracts_where {
        ($narrowed:expr) => {
            contracts::table
                .inner_join(vendors::table)
                .filter(contracts::organisation_id.eq(client))
                .filter($narrowed)
                .select((
                    contracts::id,
                    contracts::reference,
                    contracts::title,
                    contracts::vendor_id,
                    vendors::legal_name,
                    contracts::manager_id,
                ))
                .load::<Described>(c)
        };
    }
    let mut all = Vec::new();
    for some in ids.chunks(NAMED_AT_ONCE) {
        all.extend(contracts_where!(contracts::id.eq_any(some.iter().copied()))?);
    }
    for some in vendor_ids.chunks(NAMED_AT_ONCE) {
        all.extend(contracts_where!(contracts::vendor_id.eq_any(some))?);
    }
    Ok(all)
}

/// Everything behind a node of the client's own. Errors: NotFound for a node of somebody else's.
pub fn blast_radius(c: &mut Db, scope: &Scope, node_id: &Id) -> Result<BlastRadius> {
    let node = super::find_node(c, scope, node_id)?;
    let (up, mut links) = upwards(c, node_id)?;
    let ids: BTreeSet<Id> = links.iter().map(|link| link.contract_id.clone()).collect();
    let reached: Vec<&Id> = up.iter().collect();
    let mut vendor_ids: Vec<Id> = Vec::new();
    for some in reached.chunks(NAMED_AT_ONCE) {
        let own: Vec<Option<Id>> = chain_nodes::table
            .filter(chain_nodes::id.eq_any(some.iter().copied()))
            .filter(chain_nodes::vendor_id.is_not_null())
            .select(chain_nodes::vendor_id)
            .load(c)?;
        vendor_ids.extend(own.into_iter().flatten());
        // Links that begin at one of them without ending at another.
        let from = active_links!(c, chain_links::parent_node_id.eq_any(some.iter().copied()))?;
        links.extend(from.into_iter().filter(|link| !up.contains(&link.child_node_id)));
    }
    let contracts = described(c, scope.client()?, &ids.iter().collect::<Vec<_>>(), &vendor_ids)?;
    Ok(put_together(&node, &links, contracts))
}

fn put_together(node: &ChainNode, links: &[Touched], described: Vec<Described>) -> BlastRadius {
    let at_node = |link: &Touched| link.child_node_id == node.id || link.parent_node_id == node.id;
    let mut by_contract: BTreeMap<&Id, Vec<&Touched>> = BTreeMap::new();
    for link in links {
        by_contract.entry(&link.contract_id).or_default().push(link);
    }
    let mut contracts: Vec<Behind> = described
        .into_iter()
        .map(|(contract_id, reference, title, vendor_id, vendor_name, manager_id)| {
            let all = by_contract.get(&contract_id).map(Vec::as_slice).unwrap_or_default();
            let certain = node.vendor_id.as_ref() == Some(&vendor_id) || all.iter().any(|link| at_node(link));
            // Where the node itself stands in the chain, what passes by it elsewhere does not count.
            let counted = all.iter().filter(|link| at_node(link) || !certain);
            let services: BTreeSet<&Id> = counted.clone().filter_map(|link| link.service_id.as_ref()).collect();
            let stated = counted.filter_map(|link| {
                let (low, high) = (link.persons_low, link.persons_high);
                Some((low.or(high)?, high.or(low)?))
            });
            // Links of one contract carry the same people's information on.
            let persons = stated.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)));
            Behind {
                contract_id,
                reference,
                title,
                vendor_id,
                vendor_name,
                manager_id,
                certain,
                service_ids: services.into_iter().cloned().collect(),
                persons,
            }
        })
        .collect();
    contracts
        .sort_by(|a, b| (!a.certain, &a.reference, &a.contract_id).cmp(&(!b.certain, &b.reference, &b.contract_id)));
    contracts.dedup_by(|a, b| a.contract_id == b.contract_id);
    let services: BTreeSet<Id> = contracts.iter().flat_map(|k| k.service_ids.iter().cloned()).collect();
    BlastRadius {
        node_id: node.id.clone(),
        services: services.into_iter().collect(),
        vendors: contracts.iter().map(|k| (k.vendor_id.clone(), k.vendor_name.clone())).collect(),
        persons: Persons::of(contracts.iter().filter(|k| k.certain).map(|k| k.persons)),
        persons_possible: Persons::of(contracts.iter().map(|k| k.persons)),
        contracts,
    }
}

/// One page of the contracts behind a node.
pub fn behind_page(radius: &BlastRadius, page: PageRequest) -> Page<Behind> {
    let total = i64::try_from(radius.contracts.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or(usize::MAX);
    Page::new(radius.contracts.iter().skip(skip).take(size).cloned().collect(), total, page)
}
