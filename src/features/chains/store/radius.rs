//! The blast radius: what stands behind a node. Two set-based statements whatever the size of the
//! portfolio: upwards through every link, then the contracts that those nodes take part in.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::platform::db::Db;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
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

#[derive(QueryableByName)]
struct Touched {
    #[diesel(sql_type = Text)]
    contract_id: Id,
    #[diesel(sql_type = Nullable<Text>)]
    service_id: Option<Id>,
    /// The link ends or begins at the node itself.
    #[diesel(sql_type = Bool)]
    certain: bool,
    #[diesel(sql_type = Nullable<BigInt>)]
    persons_low: Option<i64>,
    #[diesel(sql_type = Nullable<BigInt>)]
    persons_high: Option<i64>,
}

#[derive(QueryableByName)]
struct Described {
    #[diesel(sql_type = Text)]
    id: Id,
    #[diesel(sql_type = Text)]
    reference: String,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Text)]
    vendor_id: Id,
    #[diesel(sql_type = Text)]
    vendor_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    manager_id: Option<Id>,
    /// The node is this contract's main vendor itself.
    #[diesel(sql_type = Bool)]
    own: bool,
}

/// The node and whoever uses it, directly or through others, under any contract. `$1` is the node and
/// `$2` the organisation; SQLite numbers them by where they first stand.
const UP: &str = "WITH RECURSIVE up(node) AS (SELECT n.id FROM chain_nodes n WHERE n.id = $1 AND n.organisation_id = $2 \
    UNION SELECT l.parent_node_id FROM up JOIN chain_links l ON l.child_node_id = up.node AND l.state = 'active')";

/// The links that end at one of them, or begin there without ending at another.
const TOUCHED: &str = "SELECT l.contract_id, l.service_id, (l.child_node_id = $1 OR l.parent_node_id = $1) AS certain, \
    l.persons_low, l.persons_high FROM up JOIN chain_links l ON l.child_node_id = up.node AND l.state = 'active' \
    UNION ALL SELECT l.contract_id, l.service_id, (l.parent_node_id = $1) AS certain, l.persons_low, l.persons_high \
    FROM up JOIN chain_links l ON l.parent_node_id = up.node AND l.state = 'active' \
    WHERE l.child_node_id NOT IN (SELECT node FROM up)";

const CONTRACTS: &str = "SELECT k.id, k.reference, k.title, k.vendor_id, v.legal_name AS vendor_name, k.manager_id, \
    coalesce((SELECT n.vendor_id FROM chain_nodes n WHERE n.id = $1) = k.vendor_id, false) AS own \
    FROM (SELECT l.contract_id AS id FROM up JOIN chain_links l ON l.child_node_id = up.node AND l.state = 'active' \
      UNION SELECT o.id FROM up JOIN chain_nodes n ON n.id = up.node JOIN contracts o ON o.vendor_id = n.vendor_id) found \
    JOIN contracts k ON k.id = found.id JOIN vendors v ON v.id = k.vendor_id WHERE k.organisation_id = $2";

/// Everything behind a node of the client's own. Errors: NotFound for a node of somebody else's.
pub fn blast_radius(c: &mut Db, scope: &Scope, node_id: &Id) -> Result<BlastRadius> {
    super::find_node(c, scope, node_id)?;
    let client = scope.client()?;
    let (touched, contracts) = (format!("{UP} {TOUCHED}"), format!("{UP} {CONTRACTS}"));
    let (links, described): (Vec<Touched>, Vec<Described>) = match c {
        Db::Sqlite(c) => (
            diesel::sql_query(touched).bind::<Text, _>(node_id).bind::<Text, _>(client).load(c)?,
            diesel::sql_query(contracts).bind::<Text, _>(node_id).bind::<Text, _>(client).load(c)?,
        ),
        Db::Pg(c) => (
            diesel::sql_query(touched).bind::<Text, _>(node_id).bind::<Text, _>(client).load(c)?,
            diesel::sql_query(contracts).bind::<Text, _>(node_id).bind::<Text, _>(client).load(c)?,
        ),
    };
    Ok(put_together(node_id, &links, described))
}

fn put_together(node_id: &Id, links: &[Touched], described: Vec<Described>) -> BlastRadius {
    let mut by_contract: BTreeMap<&Id, Vec<&Touched>> = BTreeMap::new();
    for link in links {
        by_contract.entry(&link.contract_id).or_default().push(link);
    }
    let mut contracts: Vec<Behind> = described
        .into_iter()
        .map(|k| {
            let all = by_contract.get(&k.id).map(Vec::as_slice).unwrap_or_default();
            let certain = k.own || all.iter().any(|link| link.certain);
            // Where the node itself stands in the chain, what passes by it elsewhere does not count.
            let counted = all.iter().filter(|link| link.certain || !certain);
            let services: BTreeSet<&Id> = counted.clone().filter_map(|link| link.service_id.as_ref()).collect();
            let stated = counted.filter_map(|link| {
                let (low, high) = (link.persons_low, link.persons_high);
                Some((low.or(high)?, high.or(low)?))
            });
            // Links of one contract carry the same people's information on.
            let persons = stated.reduce(|a, b| (a.0.max(b.0), a.1.max(b.1)));
            Behind {
                contract_id: k.id,
                reference: k.reference,
                title: k.title,
                vendor_id: k.vendor_id,
                vendor_name: k.vendor_name,
                manager_id: k.manager_id,
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
        node_id: node_id.clone(),
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
