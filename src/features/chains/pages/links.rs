//! The forms of a link: made under a contract, and changed.

use super::forms;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, PageRequest, text};
use crate::features::chains::actions;
use crate::features::chains::model::{Child, GdprRole, LinkSource, NewLink, NodeKind, TransferMechanism};
use crate::features::chains::records::ChainNode;
use crate::features::chains::store::{self, NodeFilter};
use crate::features::chains::views::{LinkFormPage, Match};
use crate::features::chains::whole;
use crate::features::contracts::{self, Contract};
use crate::features::services;
use crate::features::vendors::{self, VendorFilter, conflict_rows, shown_number};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::BTreeMap;

/// How many known nodes and vendors a search shows.
const MATCHES: i64 = 12;

struct Around {
    contract: Contract,
    parents: Vec<Choice>,
    services: Vec<Choice>,
    matches: Vec<(ChainNode, bool)>,
    vendors: Vec<(Id, String, Option<String>)>,
}

/// What a new link can be tied to. `q` searches among known nodes and vendors.
fn around(c: &mut Db, ctx: &Ctx, contract_id: &Id, q: &str) -> Result<Around> {
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let whole = whole::of_contract(c, &ctx.scope, contract_id)?;
    let mut parents = Vec::new();
    if let Some(root) = &whole.root {
        parents.push(Choice::new(&root.id, &root.name));
    }
    for (tier, link) in whole.in_order() {
        if let Some(node) = whole.nodes.get(&link.child_node_id)
            && parents.iter().all(|choice| choice.value != node.id.as_str())
        {
            parents.push(Choice::new(&node.id, format!("{}{}", "– ".repeat(tier), node.name)));
        }
    }
    let (mut matches, mut found) = (Vec::new(), Vec::new());
    if !q.trim().is_empty() {
        let page = PageRequest { number: 1, size: MATCHES };
        let filter = NodeFilter { q: Some(q.to_string()), kind: None };
        let nodes = store::node_page(c, &ctx.scope, &filter, page)?.items;
        matches = nodes.into_iter().map(|one| (one.node, one.contracts > 1)).collect();
        found = vendors_named(c, ctx, q, &matches)?;
    }
    let services = services::choices(c, &ctx.scope)?;
    Ok(Around {
        contract,
        parents,
        services: services.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        matches,
        vendors: found,
    })
}

/// Vendors of the register that have no node yet.
fn vendors_named(
    c: &mut Db,
    ctx: &Ctx,
    q: &str,
    known: &[(ChainNode, bool)],
) -> Result<Vec<(Id, String, Option<String>)>> {
    let filter = VendorFilter { q: Some(q.to_string()), ..VendorFilter::default() };
    let page = vendors::list(c, &ctx.scope, &filter, PageRequest { number: 1, size: MATCHES })?;
    let has_node = |id: &Id| known.iter().any(|(node, _)| node.vendor_id.as_ref() == Some(id));
    let fresh = page.items.into_iter().filter(|vendor| !has_node(&vendor.id));
    Ok(fresh.map(|v| (v.id, v.legal_name, v.org_number)).collect())
}

fn matches(web: &Web, around: &Around) -> Vec<Match> {
    let of_node = |(node, shared): &(ChainNode, bool)| {
        let parts = [
            Some(web.word(&format!("chains-kind-{}", node.kind))),
            shown_number(node.org_number.as_deref()),
            node.location.clone(),
            node.country.clone(),
            shared.then(|| web.word("chains-shared")),
        ];
        Match {
            value: format!("node:{}", node.id),
            label: node.name.clone(),
            text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    };
    let of_vendor = |(id, name, number): &(Id, String, Option<String>)| {
        let parts = [Some(web.word("chains-in-register")), shown_number(number.as_deref())];
        Match {
            value: format!("vendor:{id}"),
            label: name.clone(),
            text: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        }
    };
    around.matches.iter().map(of_node).chain(around.vendors.iter().map(of_vendor)).collect()
}

fn form_page(web: &Web, around: Around, q: String, form: FormState) -> LinkFormPage {
    LinkFormPage {
        matches: matches(web, &around),
        same: form.errors.iter().any(|error| error.field == "same_as"),
        purposes: forms::purposes(&form),
        form,
        contract_id: around.contract.id,
        contract: format!("{} {}", around.contract.reference, around.contract.title),
        link_id: None,
        child: None,
        version: 0,
        q,
        parents: around.parents,
        kinds: vec![NodeKind::Subcontractor, NodeKind::Storage, NodeKind::Service],
        sources: vec![LinkSource::Declared, LinkSource::Discovered],
        services: around.services,
        classes: forms::classes(web),
        mechanisms: TransferMechanism::ALL,
        roles: GdprRole::ALL,
        conflict: Vec::new(),
    }
}

fn chain_crumbs(web: &Web, contract: &Contract) -> Vec<(String, String)> {
    let mut crumbs = contracts::contract_crumbs(web, contract);
    crumbs.push((web.word("contracts-tab-chain"), format!("/contracts/{}/chain", contract.id)));
    crumbs
}

/// `?parent_node_id=` says under whom; `?q=` searches for who the new one is.
pub async fn new(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let q = params.text("q").unwrap_or_default();
    let mut form = params.state();
    for (name, value) in [("kind", "subcontractor"), ("source", "declared"), ("vendor_visible", "1")] {
        form.values.entry(name.to_string()).or_insert_with(|| value.to_string());
    }
    if !q.is_empty() {
        form.values.entry("name".to_string()).or_insert_with(|| q.clone());
    }
    let (id, asked) = (id.into_inner(), q.clone());
    let around = web.read(move |c, ctx| around(c, ctx, &id, &asked)).await?;
    let crumbs = chain_crumbs(&web, &around.contract);
    let body = form_page(&web, around, q, form);
    web.page_titled(StatusCode::OK, "pages/chains/link_form", web.word("chains-link-new"), crumbs, &body)
}

fn read_new(web: &Web, fields: &Fields, contract_id: &Id) -> Result<NewLink> {
    let mut checks = Checks::default();
    let child = forms::child(web, fields, &mut checks);
    let new = NewLink {
        contract_id: contract_id.clone(),
        service_id: checks.keep(fields.id("service_id")).flatten(),
        parent_node_id: checks.keep(fields.id("parent_node_id")).flatten(),
        source: forms::source(fields, &mut checks),
        facts: forms::facts(fields, &mut checks),
        child: child.clone().unwrap_or_else(|| Child::Known(contract_id.clone())),
    };
    // What can be seen of the texts is said together with what was not chosen.
    let mut errors = Vec::new();
    for result in [checks.done(), actions::check_facts(&new.facts).map(drop)] {
        match result {
            Err(Refusal::Invalid(wrong)) => errors.extend(wrong),
            other => other?,
        }
    }
    if errors.is_empty() { Ok(new) } else { Err(Refusal::Invalid(errors)) }
}

/// Errors about who it is stand at the choice of who it is, unless the form has a field of that name.
fn at_fields(mut errors: Vec<FieldError>) -> Vec<FieldError> {
    for error in &mut errors {
        if matches!(error.field.as_str(), "node_id" | "vendor_id") {
            error.field = "child".to_string();
        }
    }
    errors
}

pub async fn create(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let made = match read_new(&web, &fields, &id) {
        Ok(new) => web.write(move |c, ctx| actions::add_link(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    let errors = match made {
        Ok(link) => {
            let to = format!("/chains/nodes/{}", link.child_node_id);
            return web.redirect_saying(to, "ok", "chains-link-made", &[]);
        }
        Err(Refusal::Invalid(errors)) => at_fields(errors),
        Err(other) => return Err(other),
    };
    let state = web.form_with(&fields, &errors);
    // Those with an equal name are shown to choose from.
    let same = errors.iter().any(|error| error.field == "same_as");
    let q = if same { text::tidy(&fields.text("name")) } else { fields.text("q") };
    let (key, asked) = (id.clone(), q.clone());
    let around = web.read(move |c, ctx| around(c, ctx, &key, &asked)).await?;
    let crumbs = chain_crumbs(&web, &around.contract);
    let body = form_page(&web, around, q, state);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    web.page_titled(status, "pages/chains/link_form", web.word("chains-link-new"), crumbs, &body)
}

/// A form that came back: what was typed, what is wrong with it, and what is stored when it was stale.
struct Refused<'a> {
    fields: &'a Fields,
    errors: Vec<FieldError>,
    stored: Option<BTreeMap<String, String>>,
}

async fn edit_with(web: &Web, id: Id, status: StatusCode, refused: Option<Refused<'_>>) -> Answer {
    let (link, child, around, processings) = web
        .read(move |c, ctx| {
            let link = store::find_link(c, &ctx.scope, &id)?;
            let child = store::find_node(c, &ctx.scope, &link.child_node_id)?;
            let processings = store::processings_of_link(c, &ctx.scope, &id)?;
            let around = around(c, ctx, &link.contract_id, "")?;
            Ok((link, child, around, processings))
        })
        .await?;
    let mut version = link.version;
    let mut conflict = Vec::new();
    let form = match refused {
        None => forms::stored(&link, &processings),
        Some(Refused { fields, errors, stored }) => {
            // Saving again after a conflict is a choice to keep what was typed.
            match stored {
                Some(stored) => conflict = conflict_rows(web, "chains", fields, &stored, &[]),
                None => version = fields.version(),
            }
            web.form_with(fields, &errors)
        }
    };
    let crumbs = chain_crumbs(web, &around.contract);
    let mut body = form_page(web, around, String::new(), form);
    body.link_id = Some(link.id);
    body.child = Some(child.name);
    body.version = version;
    body.conflict = conflict;
    web.page_titled(status, "pages/chains/link_form", web.word("chains-link-edit"), crumbs, &body)
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    edit_with(&web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let facts = forms::facts(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_link(c, ctx, &key, &facts, Some(version))).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/chains/links/{id}"), "ok", "chains-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let refused = Refused { fields: &fields, errors, stored: None };
            edit_with(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await
        }
        Err(Refusal::Conflict(stored)) => {
            let refused = Refused { fields: &fields, errors: Vec::new(), stored: Some(stored) };
            edit_with(&web, id, StatusCode::CONFLICT, Some(refused)).await
        }
        Err(refusal) => Err(refusal),
    }
}
