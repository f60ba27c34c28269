//! Nodes: the list, and one node with everything that stands behind it.

use super::{crumbs, history_lines, listed_row};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, Page};
use crate::features::chains::actions::{self, NodeEdit};
use crate::features::chains::model::NodeKind;
use crate::features::chains::records::ChainNode;
use crate::features::chains::store::{self, Behind, BlastRadius, LinkFilter, LinkListed, NodeFilter};
use crate::features::chains::views::{BehindRow, NodeEditPage, NodePage, NodeRow, NodesPage};
use crate::features::services;
use crate::features::vendors::{self, conflict_rows, export_file, full_number, shown_number};
use crate::kit::Ctx;
use crate::kit::audit::{self, Event};
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let filter = NodeFilter { q: params.text("q"), kind: params.parsed("kind")? };
    let asked = params.page();
    let page = web.read(move |c, ctx| store::node_page(c, &ctx.scope, &filter, asked)).await?;
    let pager = Pager::from(&page);
    let row = |listed: store::NodeListed| NodeRow {
        contracts: listed.contracts,
        id: listed.node.id,
        name: listed.node.name,
        kind: listed.node.kind,
        org_number: shown_number(listed.node.org_number.as_deref()),
        country: listed.node.country,
        location: listed.node.location,
    };
    let body = NodesPage {
        form: params.state(),
        kinds: NodeKind::ALL,
        rows: page.items.into_iter().map(row).collect(),
        pager,
    };
    web.page_titled(StatusCode::OK, "pages/chains/nodes", web.word("chains-nodes"), crumbs(&web), &body)
}

struct Loaded {
    node: ChainNode,
    radius: BlastRadius,
    services: BTreeMap<Id, String>,
    links: Page<LinkListed>,
    risks: Option<i64>,
    events: Vec<Event>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id, asked: crate::base::PageRequest) -> Result<Loaded> {
    let node = store::find_node(c, &ctx.scope, id)?;
    let radius = store::blast_radius(c, &ctx.scope, id)?;
    let filter = LinkFilter { node_id: Some(id.clone()), ..LinkFilter::default() };
    Ok(Loaded {
        services: services::names(c, &ctx.scope, &radius.services)?,
        links: store::link_page(c, &ctx.scope, &filter, ctx.today(), crate::base::PageRequest { number: 1, ..asked })?,
        events: audit::history(c, ctx, id)?,
        risks: match ctx.can(Permission::RiskRead) {
            true => Some(vendors::open_risks(c, &ctx.scope, vendors::Tied::Node(id))?),
            false => None,
        },
        node,
        radius,
    })
}

fn behind_row(behind: Behind, services: &BTreeMap<Id, String>) -> BehindRow {
    BehindRow {
        services: behind.service_ids.iter().filter_map(|id| services.get(id).cloned()).collect(),
        contract_id: behind.contract_id,
        reference: behind.reference,
        title: behind.title,
        vendor_id: behind.vendor_id,
        vendor: behind.vendor_name,
        certain: behind.certain,
        persons_low: behind.persons.map(|(low, _)| low),
        persons_high: behind.persons.map(|(_, high)| high),
    }
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, asked, today) = (id.into_inner(), query.page(), web.ctx()?.today());
    let l = web.read(move |c, ctx| load(c, ctx, &id, asked)).await?;
    let behind = store::behind_page(&l.radius, asked);
    let pager = Pager::from(&behind);
    let body = NodePage {
        name: l.node.name.clone(),
        kind: l.node.kind,
        vendor_id: l.node.vendor_id,
        org_number: full_number(l.node.org_number.as_deref()),
        country: l.node.country,
        location: l.node.location,
        shared_note: l.node.shared_note,
        internal_note: l.node.internal_note,
        certain: l.radius.certain(),
        possible: l.radius.possible(),
        persons: l.radius.persons,
        persons_possible: l.radius.persons_possible,
        vendors: l.radius.vendors.iter().map(|(id, name)| Choice::new(id, name)).collect(),
        services: l.services.iter().map(|(id, name)| Choice::new(id, name)).collect(),
        behind: behind.items.into_iter().map(|one| behind_row(one, &l.services)).collect(),
        pager,
        links_total: l.links.total,
        links: l.links.items.iter().map(|listed| listed_row(listed, today)).collect(),
        history: history_lines(&web, l.events),
        risks: vendors::risks_of(&web, "node_id", &l.node.id, l.risks),
        can_edit: web.can(Permission::ChainEdit),
        can_register: web.can(Permission::IncidentEdit),
        can_see_incidents: web.can(Permission::IncidentRead),
        id: l.node.id,
    };
    web.page_titled(StatusCode::OK, "pages/chains/node", l.node.name, crumbs(&web), &body)
}

/// Every contract behind the node, for whoever has to call them.
pub async fn export(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let id = id.into_inner();
    let (radius, names) = web
        .read(move |c, ctx| {
            let radius = store::blast_radius(c, &ctx.scope, &id)?;
            let names = services::names(c, &ctx.scope, &radius.services)?;
            Ok((radius, names))
        })
        .await?;
    let heads = [
        ("chains-contract", 18, ColumnKind::Text),
        ("chains-contract-title", 36, ColumnKind::Text),
        ("chains-main-vendor", 30, ColumnKind::Text),
        ("chains-certainty", 12, ColumnKind::Text),
        ("chains-services", 30, ColumnKind::Wrapped),
        ("chains-field-persons-low", 14, ColumnKind::Whole),
        ("chains-field-persons-high", 14, ColumnKind::Whole),
    ];
    let columns: Vec<Column> =
        heads.iter().map(|(key, width, kind)| Column::new(web.word(key), *width, *kind)).collect();
    let number = |n: Option<i64>| n.map_or(Cell::Empty, |n| Cell::Number(n.to_string().parse().unwrap_or_default()));
    let rows: Vec<Vec<Cell>> = radius
        .contracts
        .into_iter()
        .map(|one| behind_row(one, &names))
        .map(|row| {
            vec![
                Cell::text(&row.reference),
                Cell::text(&row.title),
                Cell::text(&row.vendor),
                Cell::text(web.word(if row.certain { "chains-certain" } else { "chains-possible" })),
                Cell::text(row.services.join(", ")),
                number(row.persons_low),
                number(row.persons_high),
            ]
        })
        .collect();
    export_file(&web, &web.word("chains-file-behind"), query.text("format").as_deref(), &columns, &rows)
}

fn edit_page(node: &ChainNode, form: FormState, version: i32) -> NodeEditPage {
    NodeEditPage {
        id: node.id.clone(),
        form,
        version,
        kinds: NodeKind::ALL.iter().copied().filter(|kind| *kind != NodeKind::Vendor).collect(),
        is_vendor: node.vendor_id.is_some(),
        conflict: Vec::new(),
    }
}

fn stored_form(node: &ChainNode) -> FormState {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    FormState::default()
        .with("kind", node.kind)
        .with("name", &node.name)
        .with("org_number", full_number(node.org_number.as_deref()).unwrap_or_default())
        .with("country", text(&node.country))
        .with("location", text(&node.location))
        .with("shared_note", text(&node.shared_note))
        .with("internal_note", text(&node.internal_note))
}

fn node_crumbs(web: &Web, node: &ChainNode) -> Vec<(String, String)> {
    let mut all = crumbs(web);
    all.push((node.name.clone(), format!("/chains/nodes/{}", node.id)));
    all
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let node = web.read(move |c, ctx| store::find_node(c, &ctx.scope, &id)).await?;
    let body = edit_page(&node, stored_form(&node), node.version);
    let crumbs = node_crumbs(&web, &node);
    web.page_titled(StatusCode::OK, "pages/chains/node_edit", web.word("chains-node-edit"), crumbs, &body)
}

fn read_edit(fields: &Fields) -> Result<NodeEdit> {
    let mut checks = Checks::default();
    // A vendor's form has no kind; the action keeps what is stored.
    let kind = checks.keep(fields.parsed::<NodeKind>("kind", "error-choice")).flatten();
    checks.done()?;
    Ok(NodeEdit {
        kind: kind.unwrap_or(NodeKind::Subcontractor),
        name: fields.text("name"),
        org_number: fields.optional("org_number"),
        country: fields.optional("country"),
        location: fields.optional("location"),
        shared_note: fields.optional("shared_note"),
        internal_note: fields.optional("internal_note"),
    })
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let saved = match read_edit(&fields) {
        Ok(edit) => web.write(move |c, ctx| actions::edit_node(c, ctx, &key, &edit, Some(version))).await,
        Err(refusal) => Err(refusal),
    };
    let (status, errors, stored) = match saved {
        Ok(_) => return web.redirect_saying(format!("/chains/nodes/{id}"), "ok", "chains-saved", &[]),
        Err(Refusal::Invalid(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Err(Refusal::Conflict(stored)) => (StatusCode::CONFLICT, Vec::new(), Some(stored)),
        Err(other) => return Err(other),
    };
    let node = web.read(move |c, ctx| store::find_node(c, &ctx.scope, &id)).await?;
    // Saving again after a conflict is a choice to keep what was typed.
    let version = if stored.is_some() { node.version } else { version };
    let mut body = edit_page(&node, web.form_with(&fields, &errors), version);
    body.conflict = stored.map_or_else(Vec::new, |stored| conflict_rows(&web, "chains", &fields, &stored, &[]));
    let crumbs = node_crumbs(&web, &node);
    web.page_titled(status, "pages/chains/node_edit", web.word("chains-node-edit"), crumbs, &body)
}
