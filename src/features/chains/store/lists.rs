//! Lists over the whole portfolio: nodes, links with something to look at, concentration.

use super::nodes;
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::chains::model::{ChainModel, LinkState, NodeKind};
use crate::features::chains::records::{ChainLink, ChainNode};
use crate::platform::db::Db;
use crate::platform::db::schema::{chain_links, chain_nodes, contracts, vendors};
use chrono::{Months, NaiveDate};
use diesel::AggregateExpressionMethods;
use diesel::dsl::{count, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};
use std::collections::{BTreeMap, BTreeSet};

type Backend = <Db as diesel::Connection>::Backend;

crate::text_enum! {
    /// Which links are asked for.
    pub enum LinkView {
        /// Down to a tier that nobody knows who it is.
        UnknownTiers => "unknown_tiers",
        /// With something outside the EU and EEA.
        ThirdCountries => "third_countries",
        /// Which the vendor has not confirmed in time.
        Unconfirmed => "unconfirmed",
        /// Which we found, and no decision has allowed.
        FoundUnapproved => "found_unapproved",
        /// Which lack an approval that they need or had, a place, a role or a ground for the transfer.
        Faults => "faults",
    }
}

/// Which links are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct LinkFilter {
    pub view: Option<LinkView>,
    pub contract_id: Option<Id>,
    pub node_id: Option<Id>,
    /// Ended ones too.
    pub with_ended: bool,
    pub q: Option<String>,
}

/// Which nodes are asked for.
#[derive(Debug, Clone, Default)]
pub struct NodeFilter {
    pub q: Option<String>,
    pub kind: Option<NodeKind>,
}

/// A link with the names that a list shows.
#[derive(Debug, Clone)]
pub struct LinkListed {
    pub link: ChainLink,
    pub parent: ChainNode,
    pub child: ChainNode,
    pub contract: Concerned,
}

/// A contract as a list of links names it.
#[derive(Debug, Clone, Queryable)]
pub struct Concerned {
    pub contract_id: Id,
    pub reference: String,
    pub title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub tier: Option<i32>,
}

/// A node and how much of the portfolio comes together in it.
#[derive(Debug, Clone)]
pub struct NodeListed {
    pub node: ChainNode,
    /// Contracts in whose chains it stands, at the top or below somebody.
    pub contracts: i64,
}

/// One row of the concentration list.
#[derive(Debug, Clone)]
pub struct ConcentrationRow {
    pub node: ChainNode,
    pub contracts: i64,
    /// The sum of the greatest stated number under each link: an upper bound.
    pub persons_high: i64,
}

fn filtered_links<'a>(
    scope: &Scope,
    filter: &LinkFilter,
    today: NaiveDate,
    model: &ChainModel,
) -> Result<chain_links::BoxedQuery<'a, Backend>> {
    let client = scope.client()?.clone();
    let mut query = chain_links::table.filter(chain_links::organisation_id.eq(client.clone())).into_boxed::<Backend>();
    if !filter.with_ended {
        query = query.filter(chain_links::state.eq(LinkState::Active));
    }
    if let Some(id) = &filter.contract_id {
        query = query.filter(chain_links::contract_id.eq(id.clone()));
    }
    if let Some(id) = &filter.node_id {
        query = query.filter(chain_links::parent_node_id.eq(id.clone()).or(chain_links::child_node_id.eq(id.clone())));
    }
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let like = text::like_anywhere(&q);
        let named = chain_nodes::table
            .filter(chain_nodes::organisation_id.eq(client.clone()))
            .filter(chain_nodes::search_text.like(like.clone()).escape('\\'))
            .select(chain_nodes::id);
        let of_contract = contracts::table
            .filter(contracts::organisation_id.eq(client.clone()))
            .filter(contracts::search_text.like(like).escape('\\'))
            .select(contracts::id);
        query = query.filter(chain_links::child_node_id.eq_any(named).or(chain_links::contract_id.eq_any(of_contract)));
    }
    Ok(match filter.view {
        None => query,
        Some(LinkView::UnknownTiers) => {
            let unknown = chain_nodes::table
                .filter(chain_nodes::organisation_id.eq(client))
                .filter(chain_nodes::kind.eq(NodeKind::Unknown))
                .select(chain_nodes::id);
            query.filter(chain_links::child_node_id.eq_any(unknown))
        }
        Some(LinkView::ThirdCountries) => query.filter(chain_links::third_country.eq(true)),
        Some(LinkView::FoundUnapproved) => query.filter(sql::<Bool>(&found_unapproved(today))),
        Some(LinkView::Unconfirmed) => query.filter(sql::<Bool>(&unconfirmed(today, model))),
        Some(LinkView::Faults) => query.filter(sql::<Bool>(&faulty(today))),
    })
}

/// The condition of `rules::is_found_unapproved`. Only days and fixed words are put into the text.
fn found_unapproved(today: NaiveDate) -> String {
    format!(
        "(chain_links.source = 'discovered' AND NOT (chain_links.approval = 'not_required' OR \
         (chain_links.approval IN ('approved', 'conditional') AND \
         (chain_links.approval_valid_until IS NULL OR chain_links.approval_valid_until >= '{today}'))))"
    )
}

/// What `rules::faults` finds that has no view of its own. Depth is judged where the whole chain is seen.
fn faulty(today: NaiveDate) -> String {
    let decided = "chain_links.approval IN ('approved', 'conditional')";
    let ended = format!("({decided} AND chain_links.approval_valid_until < '{today}')");
    let carries = "(chain_links.data_class IS NULL OR chain_links.data_class <> 0)";
    format!(
        "(chain_links.approval = 'refused' OR {ended} OR (chain_links.third_country AND \
         coalesce(chain_links.transfer_mechanism, 'unknown') = 'unknown') OR ({carries} AND chain_links.countries = '') \
         OR ({carries} AND NOT EXISTS (SELECT 1 FROM chain_processings p WHERE p.link_id = chain_links.id)) OR \
         (chain_links.approval IN ('none', 'pending') AND EXISTS (SELECT 1 FROM chain_links b WHERE \
         b.contract_id = chain_links.contract_id AND b.parent_node_id = chain_links.child_node_id AND \
         b.state = 'active')))"
    )
}

/// The condition of `rules::is_confirmed` turned: tiers that ask for the same months share a part.
fn unconfirmed(today: NaiveDate, model: &ChainModel) -> String {
    let mut by_months: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for tier in 1..=4 {
        if let Some(months) = model.confirm_months(Some(tier)) {
            by_months.entry(months).or_default().push(tier.to_string());
        }
    }
    // A vendor without a tier counts as the most critical, as in the model.
    let parts = by_months.into_iter().filter_map(|(months, tiers)| {
        let before = today.checked_sub_months(Months::new(months))?;
        Some(format!(
            " OR (coalesce(chain_links.confirmed_on, chain_links.started_on) < '{before}' AND EXISTS (SELECT 1 FROM \
             contracts k JOIN vendors v ON v.id = k.vendor_id WHERE k.id = chain_links.contract_id AND \
             coalesce(v.tier, 1) IN ({})))",
            tiers.join(", ")
        ))
    });
    format!("(chain_links.source = 'discovered'{})", parts.collect::<String>())
}

/// One page of links: a count, the rows, their nodes and their contracts.
pub fn link_page(
    c: &mut Db,
    scope: &Scope,
    filter: &LinkFilter,
    today: NaiveDate,
    page: PageRequest,
) -> Result<Page<LinkListed>> {
    let model = ChainModel::current();
    let total = filtered_links(scope, filter, today, model)?.count().get_result(c)?;
    let rows: Vec<ChainLink> = filtered_links(scope, filter, today, model)?
        .order((chain_links::created_at.desc(), chain_links::id.desc()))
        .limit(page.size)
        .offset(page.offset())
        .select(ChainLink::as_select())
        .load(c)?;
    let items = with_names(c, scope, rows)?;
    Ok(Page::new(items, total, page))
}

fn with_names(c: &mut Db, scope: &Scope, rows: Vec<ChainLink>) -> Result<Vec<LinkListed>> {
    let ids = rows.iter().flat_map(|link| [link.parent_node_id.clone(), link.child_node_id.clone()]).collect();
    let nodes = nodes(c, scope, &ids)?;
    let contract_ids: BTreeSet<&Id> = rows.iter().map(|link| &link.contract_id).collect();
    let concerned: Vec<Concerned> = contracts::table
        .inner_join(vendors::table)
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.eq_any(contract_ids))
        .select((
            contracts::id,
            contracts::reference,
            contracts::title,
            vendors::id,
            vendors::legal_name,
            vendors::tier,
        ))
        .load(c)?;
    let concerned: BTreeMap<Id, Concerned> = concerned.into_iter().map(|k| (k.contract_id.clone(), k)).collect();
    let listed = rows.into_iter().filter_map(|link| {
        Some(LinkListed {
            parent: nodes.get(&link.parent_node_id)?.clone(),
            child: nodes.get(&link.child_node_id)?.clone(),
            contract: concerned.get(&link.contract_id)?.clone(),
            link,
        })
    });
    Ok(listed.collect())
}

/// How many active links each view holds, in the order of `LinkView::ALL`.
pub fn counts(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<(LinkView, i64)>> {
    let model = ChainModel::current();
    LinkView::ALL
        .iter()
        .map(|view| {
            let filter = LinkFilter { view: Some(*view), ..LinkFilter::default() };
            Ok((*view, filtered_links(scope, &filter, today, model)?.count().get_result(c)?))
        })
        .collect()
}

fn filtered_nodes<'a>(scope: &Scope, filter: &NodeFilter) -> Result<chain_nodes::BoxedQuery<'a, Backend>> {
    let mut query =
        chain_nodes::table.filter(chain_nodes::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        query = query.filter(chain_nodes::search_text.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(chain_nodes::kind.eq(kind));
    }
    Ok(query)
}

/// A link whose upper party is below nobody in the contract's chain.
const HEADS_ITS_CHAIN: &str = "NOT EXISTS (SELECT 1 FROM chain_links b WHERE b.contract_id = chain_links.contract_id \
    AND b.child_node_id = chain_links.parent_node_id AND b.state = 'active')";

/// One page of nodes by name, with the number of contracts that each stands in.
pub fn node_page(c: &mut Db, scope: &Scope, filter: &NodeFilter, page: PageRequest) -> Result<Page<NodeListed>> {
    let total = filtered_nodes(scope, filter)?.count().get_result(c)?;
    let rows: Vec<ChainNode> = filtered_nodes(scope, filter)?
        .order((chain_nodes::name_folded, chain_nodes::id))
        .limit(page.size)
        .offset(page.offset())
        .select(ChainNode::as_select())
        .load(c)?;
    let ids: Vec<&Id> = rows.iter().map(|node| &node.id).collect();
    let counted: Vec<(Id, i64)> = chain_links::table
        .filter(chain_links::child_node_id.eq_any(ids))
        .filter(chain_links::state.eq(LinkState::Active))
        .group_by(chain_links::child_node_id)
        .select((chain_links::child_node_id, count(chain_links::contract_id).aggregate_distinct()))
        .load(c)?;
    let mut contracts: BTreeMap<Id, i64> = counted.into_iter().collect();
    // No chain has a cycle: who heads a contract's chain is below nobody in it, so no contract counts twice.
    let heading: Vec<(Id, i64)> = chain_links::table
        .filter(chain_links::parent_node_id.eq_any(rows.iter().map(|node| &node.id)))
        .filter(chain_links::state.eq(LinkState::Active))
        .filter(sql::<Bool>(HEADS_ITS_CHAIN))
        .group_by(chain_links::parent_node_id)
        .select((chain_links::parent_node_id, count(chain_links::contract_id).aggregate_distinct()))
        .load(c)?;
    for (id, headed) in heading {
        *contracts.entry(id).or_default() += headed;
    }
    let items =
        rows.into_iter().map(|node| NodeListed { contracts: contracts.get(&node.id).copied().unwrap_or(0), node });
    Ok(Page::new(items.collect(), total, page))
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Text)]
    node_id: Id,
    #[diesel(sql_type = BigInt)]
    contracts: i64,
    #[diesel(sql_type = BigInt)]
    persons_high: i64,
}

const CONCENTRATION: &str = "SELECT l.child_node_id AS node_id, COUNT(DISTINCT l.contract_id) AS contracts, \
    CAST(coalesce(sum(coalesce(l.persons_high, l.persons_low)), 0) AS BIGINT) AS persons_high FROM chain_links l \
    WHERE l.organisation_id = $1 AND l.state = 'active' GROUP BY l.child_node_id \
    ORDER BY COUNT(DISTINCT l.contract_id) DESC, 3 DESC, l.child_node_id LIMIT $2";

/// The nodes that most contracts come together in, and how many persons at most: the most shared first.
pub fn concentration(c: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<ConcentrationRow>> {
    let client = scope.client()?;
    let counted: Vec<Counted> = match c {
        Db::Sqlite(c) => diesel::sql_query(CONCENTRATION).bind::<Text, _>(client).bind::<BigInt, _>(limit).load(c)?,
        Db::Pg(c) => diesel::sql_query(CONCENTRATION).bind::<Text, _>(client).bind::<BigInt, _>(limit).load(c)?,
    };
    let named = nodes(c, scope, &counted.iter().map(|row| row.node_id.clone()).collect())?;
    let rows = counted.into_iter().filter_map(|row| {
        Some(ConcentrationRow {
            node: named.get(&row.node_id)?.clone(),
            contracts: row.contracts,
            persons_high: row.persons_high,
        })
    });
    Ok(rows.collect())
}
