//! A link that is not made yet: what stands in its way, and what it would do to the vendors above it.

use super::nodes::is_third;
use super::{is_client_itself, raise};
use crate::base::{FieldError, Id, Result, text};
use crate::features::chains::model::{ApprovalState, ChainModel, LinkSource, LinkState, NodeKind};
use crate::features::chains::records::{ChainLink, ChainNode};
use crate::features::chains::rules::{Graph, Wanted, check_new, data_class, level};
use crate::features::chains::store;
use crate::features::{contracts, vendors};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of a link that somebody asks for.
#[derive(Debug, Clone)]
pub struct Tried {
    pub contract_id: Id,
    /// None is the contract's main vendor.
    pub parent_node_id: Option<Id>,
    pub name: String,
    /// As stored: ten digits, or a foreign number.
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub data_class: Option<i32>,
    /// ISO codes.
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    /// The link whose facts would change, when there is one already.
    pub replaces: Option<Id>,
}

/// What a link would mean.
#[derive(Debug, Clone)]
pub struct Trial {
    /// A circle, the client itself, the main vendor itself, more tiers than the contract allows.
    pub errors: Vec<FieldError>,
    /// The link that is there already, when the same two are tied.
    pub existing: Option<Id>,
    /// The vendors above the link, the main vendor first, with the least levels of C and D that follow.
    pub above: Vec<Above>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Above {
    pub vendor_id: Id,
    pub chain: u8,
    pub data_class: Option<u8>,
}

/// Tries a link without making it; reads only. Errors in the trial stand at `name` and `parent_node_id`.
pub fn try_link(c: &mut Db, ctx: &Ctx, tried: &Tried) -> Result<Trial> {
    let contract = contracts::find(c, &ctx.scope, &tried.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    let folded = text::fold(&tried.name);
    let mut errors = Vec::new();
    if is_client_itself(c, ctx, tried.org_number.as_deref(), &folded)? {
        errors.push(FieldError::new("name", "error-chain-client"));
    }
    let root = match store::vendor_node(c, &ctx.scope, &vendor.id)? {
        Some(root) => root,
        None => {
            let mut node = imagined(ctx, NodeKind::Vendor, &vendor.legal_name)?;
            node.vendor_id = Some(vendor.id.clone());
            node.org_number.clone_from(&vendor.org_number);
            node.country = Some(vendor.country.clone());
            node
        }
    };
    let child = child(c, ctx, tried, &root)?;
    let parent_id = tried.parent_node_id.clone().unwrap_or_else(|| root.id.clone());
    let stored = store::active_links_of(c, &ctx.scope, std::slice::from_ref(&contract.id))?;
    let same = |link: &&ChainLink| link.parent_node_id == parent_id && link.child_node_id == child.id;
    let named = tried.replaces.as_ref().and_then(|id| stored.iter().find(|link| link.id == *id));
    let existing = named.or_else(|| stored.iter().find(same)).map(|link| link.id.clone());
    let graph = Graph::new(&root.id, &stored);
    if existing.is_none() {
        let limit = super::depth_limit(c, &ctx.scope, &contract.id)?;
        let wanted = Wanted {
            parent: &parent_id,
            child: &child.id,
            service: None,
            source: LinkSource::Declared,
            child_field: "name",
        };
        errors.extend(check_new(&graph, wanted, limit));
    }
    let above = if errors.is_empty() {
        let mut links: Vec<ChainLink> = stored.into_iter().filter(|link| Some(&link.id) != existing.as_ref()).collect();
        links.push(link(ctx, tried, &parent_id, &child)?);
        let imagined_nodes = vec![child.clone(), root.clone()];
        above(c, ctx, &root, &parent_id, &links, imagined_nodes)?
    } else {
        Vec::new()
    };
    Ok(Trial { errors, existing, above })
}

/// The node of whoever is asked for: by number, or by the name of the main vendor itself; else an imagined one.
fn child(c: &mut Db, ctx: &Ctx, tried: &Tried, root: &ChainNode) -> Result<ChainNode> {
    let folded = text::fold(&tried.name);
    if folded == text::fold(&root.name) || (tried.org_number.is_some() && tried.org_number == root.org_number) {
        return Ok(root.clone());
    }
    if let Some(number) = &tried.org_number {
        if let Some(vendor) = vendors::by_org_number(c, &ctx.scope, number)?
            && let Some(node) = store::vendor_node(c, &ctx.scope, &vendor.id)?
        {
            return Ok(node);
        }
        if let Some(node) = store::node_by_number(c, &ctx.scope, number)? {
            return Ok(node);
        }
    }
    let mut node = imagined(ctx, NodeKind::Subcontractor, &tried.name)?;
    node.country.clone_from(&tried.country);
    Ok(node)
}

fn above(
    c: &mut Db,
    ctx: &Ctx,
    root: &ChainNode,
    parent_id: &Id,
    links: &[ChainLink],
    imagined_nodes: Vec<ChainNode>,
) -> Result<Vec<Above>> {
    let graph = Graph::new(&root.id, links);
    let ids: BTreeSet<Id> =
        links.iter().flat_map(|link| [link.parent_node_id.clone(), link.child_node_id.clone()]).collect();
    let mut nodes: BTreeMap<Id, ChainNode> = store::nodes(c, &ctx.scope, &ids)?;
    nodes.extend(imagined_nodes.into_iter().map(|node| (node.id.clone(), node)));
    let mut touched: Vec<&ChainNode> = vec![root];
    for link in &graph.links {
        let Some(node) = nodes.get(&link.parent_node_id) else { continue };
        let known = touched.iter().any(|one| one.id == node.id);
        if !known && node.vendor_id.is_some() && graph.reach(&link.parent_node_id).contains(parent_id) {
            touched.push(node);
        }
    }
    let mut found = Vec::new();
    for node in touched {
        let Some(vendor_id) = node.vendor_id.clone() else { continue };
        let elsewhere = raise::criterion_level(c, &ctx.scope, &vendor_id)?;
        found.push(Above {
            chain: level(&graph, &node.id, &nodes, ChainModel::current()).max(elsewhere),
            data_class: data_class(&graph, &node.id),
            vendor_id,
        });
    }
    Ok(found)
}

fn imagined(ctx: &Ctx, kind: NodeKind, name: &str) -> Result<ChainNode> {
    Ok(ChainNode {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        kind,
        vendor_id: None,
        name: name.to_string(),
        name_folded: text::fold(name),
        search_text: String::new(),
        org_number: None,
        country: None,
        location: None,
        shared_note: None,
        internal_note: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    })
}

fn link(ctx: &Ctx, tried: &Tried, parent_id: &Id, child: &ChainNode) -> Result<ChainLink> {
    let all: Vec<String> = tried.countries.iter().chain(&tried.remote_countries).cloned().collect();
    Ok(ChainLink {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        contract_id: tried.contract_id.clone(),
        service_id: None,
        parent_node_id: parent_id.clone(),
        child_node_id: child.id.clone(),
        task: String::new(),
        data_class: tried.data_class,
        information_types: String::new(),
        persons_low: None,
        persons_high: None,
        countries: tried.countries.join(";"),
        remote_countries: tried.remote_countries.join(";"),
        third_country: is_third(&all, child),
        transfer_mechanism: None,
        source: LinkSource::Declared,
        vendor_visible: true,
        approval: ApprovalState::Pending,
        approval_valid_until: None,
        approval_reference: None,
        subcontract_id: None,
        state: LinkState::Active,
        started_on: ctx.today(),
        ended_on: None,
        end_reason: None,
        confirmed_on: None,
        internal_note: None,
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    })
}
