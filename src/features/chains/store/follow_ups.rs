//! How vendors follow up their own subcontractors, and which links they see when they do.

use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::chains::model::{ChainModel, LinkSource, LinkState};
use crate::features::chains::records::{ChainLink, FollowUp, MissedFollowUp};
use crate::features::vendors::VendorStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    chain_follow_ups, chain_links, chain_missed_follow_ups, chain_nodes, contracts, organisations, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One link straight below its main vendor that the vendor should follow up itself.
#[derive(Debug, Clone, Queryable)]
pub struct FollowedLink {
    pub link_id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub tier: Option<i32>,
    pub started_on: NaiveDate,
    pub child_node_id: Id,
}

macro_rules! followed {
    ($before:expr) => {
        chain_links::table
            .inner_join(contracts::table.on(contracts::id.eq(chain_links::contract_id)))
            .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
            .inner_join(chain_nodes::table.on(chain_nodes::id.eq(chain_links::parent_node_id)))
            .filter(chain_links::state.eq(LinkState::Active))
            .filter(chain_links::vendor_visible.eq(true))
            .filter(chain_links::source.eq_any([LinkSource::Declared, LinkSource::Confirmed]))
            .filter(chain_links::started_on.lt($before))
            .filter(vendors::status.eq_any([VendorStatus::Active, VendorStatus::Leaving]))
            .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge($before)))
            .filter(chain_nodes::vendor_id.eq(vendors::id.nullable()))
            .order((chain_links::contract_id, chain_links::id))
            .select((
                chain_links::id,
                chain_links::organisation_id,
                vendors::id,
                contracts::id,
                vendors::tier,
                chain_links::started_on,
                chain_links::child_node_id,
            ))
    };
}

/// The vendors' own subcontractors, of every client: what the vendor sees and has itself taken on.
/// Only the sweep asks.
pub fn followed_everywhere(c: &mut Db, before: NaiveDate) -> Result<Vec<FollowedLink>> {
    Ok(followed!(before).load(c)?)
}

/// A subcontractor that the vendor should have followed up itself by `due_on`, and has not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingFollowUp {
    pub due_on: NaiveDate,
    pub name: String,
    pub contract: String,
    pub client: String,
}

/// What the vendor's own organisation has left to follow up, the oldest first. Four queries at most, whatever
/// the number of contracts; no more than 2 000 links are looked at.
pub fn missing_follow_ups(
    c: &mut Db,
    scope: &Scope,
    today: NaiveDate,
    model: &ChainModel,
) -> Result<Vec<MissingFollowUp>> {
    let own = followed!(today).filter(vendors::vendor_organisation_id.eq(scope.vendor()?));
    let links: Vec<FollowedLink> = own.limit(2_000).load(c)?;
    let ids: Vec<Id> = links.iter().map(|link| link.link_id.clone()).collect();
    let last = last_follow_ups(c, &ids)?;
    let children: Vec<Id> = links.iter().map(|link| link.child_node_id.clone()).collect();
    let names: Vec<(Id, String)> = chain_nodes::table
        .filter(chain_nodes::id.eq_any(&children))
        .select((chain_nodes::id, chain_nodes::name))
        .load(c)?;
    let names: BTreeMap<Id, String> = names.into_iter().collect();
    let agreements = contracts_of_vendor(c, scope)?.into_iter();
    let agreements: BTreeMap<Id, (String, String)> =
        agreements.map(|(id, reference, client)| (id, (reference, client))).collect();
    let mut missing: Vec<MissingFollowUp> = links
        .into_iter()
        .filter_map(|link| {
            let due_on = model.follow_up_due(link.tier, link.started_on, last.get(&link.link_id).copied())?;
            let (contract, client) = agreements.get(&link.contract_id).cloned().unwrap_or_default();
            let name = names.get(&link.child_node_id).cloned().unwrap_or_default();
            (due_on < today).then_some(MissingFollowUp { due_on, name, contract, client })
        })
        .collect();
    missing.sort();
    Ok(missing)
}

/// The latest follow-up of each of the links. The caller has found them in its scope; the sweep, everywhere.
pub fn last_follow_ups(c: &mut Db, link_ids: &[Id]) -> Result<BTreeMap<Id, NaiveDate>> {
    let mut found = BTreeMap::new();
    for some in link_ids.chunks(10_000) {
        let rows: Vec<(Id, Option<NaiveDate>)> = chain_follow_ups::table
            .filter(chain_follow_ups::link_id.eq_any(some))
            .group_by(chain_follow_ups::link_id)
            .select((chain_follow_ups::link_id, diesel::dsl::max(chain_follow_ups::held_on)))
            .load(c)?;
        found.extend(rows.into_iter().filter_map(|(id, day)| Some((id, day?))));
    }
    Ok(found)
}

/// The links and days whose missing follow-up has been noted already, of any client. Only the sweep asks.
pub fn missed_noted(c: &mut Db, link_ids: &[Id]) -> Result<BTreeSet<(Id, NaiveDate)>> {
    let mut found = BTreeSet::new();
    for some in link_ids.chunks(10_000) {
        let rows: Vec<(Option<Id>, NaiveDate)> = chain_missed_follow_ups::table
            .filter(chain_missed_follow_ups::link_id.eq_any(some))
            .select((chain_missed_follow_ups::link_id, chain_missed_follow_ups::due_on))
            .load(c)?;
        found.extend(rows.into_iter().filter_map(|(id, day)| Some((id?, day))));
    }
    Ok(found)
}

pub(in crate::features::chains) fn insert_missed(c: &mut Db, row: &MissedFollowUp) -> Result<()> {
    diesel::insert_into(chain_missed_follow_ups::table).values(row).execute(c)?;
    Ok(())
}

/// How one link was followed up by the vendor, the latest first: the client's own link.
pub fn follow_ups_of_link(c: &mut Db, scope: &Scope, link_id: &Id) -> Result<Vec<FollowUp>> {
    Ok(chain_follow_ups::table
        .filter(chain_follow_ups::organisation_id.eq(scope.client()?))
        .filter(chain_follow_ups::link_id.eq(link_id))
        .order((chain_follow_ups::held_on.desc(), chain_follow_ups::id.desc()))
        .limit(100)
        .select(FollowUp::as_select())
        .load(c)?)
}

/// One page of follow-ups with the name of whom they were about: the client's, or those that the vendor's own
/// organisation registered of links that it still sees.
pub fn follow_up_page(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<(FollowUp, String)>> {
    macro_rules! page_of {
        ($condition:expr) => {{
            let base = || {
                chain_follow_ups::table
                    .inner_join(vendors::table)
                    .inner_join(chain_links::table)
                    .inner_join(chain_nodes::table.on(chain_nodes::id.eq(chain_links::child_node_id)))
                    .filter($condition)
            };
            let total = base().count().get_result(c)?;
            let rows = base()
                .order((chain_follow_ups::held_on.desc(), chain_follow_ups::id.desc()))
                .limit(page.size)
                .offset(page.offset())
                .select((FollowUp::as_select(), chain_nodes::name))
                .load(c)?;
            Page::new(rows, total, page)
        }};
    }
    Ok(match scope.side() {
        Side::Region => {
            let client = scope.client()?;
            page_of!(chain_follow_ups::organisation_id.eq(client))
        }
        Side::Vendor => {
            let home = scope.vendor()?;
            page_of!(vendors::vendor_organisation_id.eq(home).and(chain_links::vendor_visible.eq(true)))
        }
    })
}

pub(in crate::features::chains) fn insert_follow_up(c: &mut Db, row: &FollowUp) -> Result<()> {
    diesel::insert_into(chain_follow_ups::table).values(row).execute(c)?;
    Ok(())
}

/// A link of the vendor's own organisation that it sees; None when it sees none such.
pub fn seen_link(c: &mut Db, scope: &Scope, id: &Id) -> Result<Option<ChainLink>> {
    let contract_id: Option<Id> = chain_links::table
        .inner_join(contracts::table.on(contracts::id.eq(chain_links::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
        .filter(chain_links::id.eq(id))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .select(chain_links::contract_id)
        .first(c)
        .optional()?;
    let Some(contract_id) = contract_id else { return Ok(None) };
    let links = super::links_of_contract(c, scope, &contract_id)?;
    Ok(links.into_iter().find(|link| link.id == *id))
}

/// The contracts of the vendor's own organisation, with their clients, by client and reference.
pub fn contracts_of_vendor(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String, String)>> {
    Ok(contracts::table
        .inner_join(vendors::table)
        .inner_join(organisations::table.on(organisations::id.eq(contracts::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .order((organisations::name, contracts::reference, contracts::id))
        .limit(200)
        .select((contracts::id, contracts::reference, organisations::name))
        .load(c)?)
}

/// The active links that the vendor's own organisation sees under any of its contracts, with the names below.
/// Four statements, whatever the number of contracts.
pub fn links_seen(c: &mut Db, scope: &Scope) -> Result<Vec<(ChainLink, String, String)>> {
    let rows: Vec<ChainLink> = chain_links::table
        .inner_join(contracts::table.on(contracts::id.eq(chain_links::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(chain_links::state.eq(LinkState::Active))
        .filter(chain_links::vendor_visible.eq(true))
        .order((chain_links::created_at, chain_links::id))
        .limit(2_000)
        .select(ChainLink::as_select())
        .load(c)?;
    let references: BTreeMap<Id, String> =
        contracts_of_vendor(c, scope)?.into_iter().map(|(id, reference, _)| (id, reference)).collect();
    let roots: Vec<Id> = chain_nodes::table
        .inner_join(vendors::table.on(vendors::id.nullable().eq(chain_nodes::vendor_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .select(chain_nodes::id)
        .load(c)?;
    let nodes = super::nodes_of_links(c, &rows)?;
    let mut by_contract: BTreeMap<Id, Vec<ChainLink>> = BTreeMap::new();
    for link in rows {
        by_contract.entry(link.contract_id.clone()).or_default().push(link);
    }
    let mut seen = Vec::new();
    for (contract_id, links) in by_contract {
        for link in super::seen_from(roots.iter().cloned().collect(), links) {
            let child = nodes.get(&link.child_node_id).map(|node| node.name.clone()).unwrap_or_default();
            seen.push((link, child, references.get(&contract_id).cloned().unwrap_or_default()));
        }
    }
    Ok(seen)
}
