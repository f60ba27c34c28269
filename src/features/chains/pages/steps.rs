//! One link: what it says, what is decided about it, and its end.

use super::{Under, faults_by_link, history_lines, whole_row};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::chains::actions;
use crate::features::chains::model::{ApprovalState, EndLink, LinkApproval, Orphans};
use crate::features::chains::records::{ChainLink, FollowUp};
use crate::features::chains::store;
use crate::features::chains::views::portal::FollowUpRow;
use crate::features::chains::views::{EndPage, LinkPage};
use crate::features::chains::whole::{self, Whole};
use crate::features::contracts::{self, Contract};
use crate::features::services;
use crate::features::vendors::{self, Vendor};
use crate::kit::Ctx;
use crate::kit::audit::{self, Event};
use crate::kit::web::{Answer, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;

struct Loaded {
    link: ChainLink,
    contract: Contract,
    vendor: Vendor,
    whole: Whole,
    service: Option<(Id, String)>,
    follow_ups: Vec<FollowUp>,
    events: Vec<Event>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    let link = store::find_link(c, &ctx.scope, id)?;
    let contract = contracts::find(c, &ctx.scope, &link.contract_id)?;
    let names = match &link.service_id {
        Some(service) => services::names(c, &ctx.scope, std::slice::from_ref(service))?,
        None => std::collections::BTreeMap::new(),
    };
    Ok(Loaded {
        vendor: vendors::find(c, &ctx.scope, &contract.vendor_id)?,
        whole: whole::of_contract(c, &ctx.scope, &contract.id)?,
        service: names.into_iter().next(),
        follow_ups: store::follow_ups_of_link(c, &ctx.scope, id)?,
        events: audit::history(c, ctx, id)?,
        contract,
        link,
    })
}

fn crumbs(web: &Web, contract: &Contract, child: &str, link: &Id) -> Vec<(String, String)> {
    let mut crumbs = contracts::contract_crumbs(web, contract);
    crumbs.push((web.word("contracts-tab-chain"), format!("/contracts/{}/chain", contract.id)));
    crumbs.push((child.to_string(), format!("/chains/links/{link}")));
    crumbs
}

async fn show_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let faults = l.whole.faults(web.ctx()?.today());
    let tier = l.whole.in_order().into_iter().find(|(_, link)| link.id == l.link.id).map(|(tier, _)| tier);
    let under = Under::of(&l.contract, &l.vendor);
    let row = whole_row(&l.whole, &l.link, tier, &faults_by_link(&faults), &under).ok_or(Refusal::NotFound)?;
    let title = web.word_with("chains-link-title", &[("parent", row.parent.clone()), ("child", row.child.clone())]);
    let mut crumbs = crumbs(&web, &l.contract, &row.child, &l.link.id);
    crumbs.pop();
    let name = row.child.clone();
    let follow_up = |one: FollowUp| FollowUpRow {
        name: name.clone(),
        held_on: one.held_on,
        method: one.method,
        outcome: one.outcome,
        note: one.note,
        registered_by: one.registered_by_name,
    };
    let fresh = || FormState::default().with("state", ApprovalState::Approved);
    let body = LinkPage {
        row,
        version: l.link.version,
        approval_reference: l.link.approval_reference,
        ended_on: l.link.ended_on,
        end_reason: l.link.end_reason,
        internal_note: l.link.internal_note,
        service: l.service.map(|(id, name)| Choice::new(id, name)),
        created_by_name: l.link.created_by_name,
        created_at: l.link.created_at,
        approvals: vec![
            ApprovalState::Approved,
            ApprovalState::Conditional,
            ApprovalState::Refused,
            ApprovalState::NotRequired,
        ],
        form: form.unwrap_or_else(fresh),
        follow_ups: l.follow_ups.into_iter().map(follow_up).collect(),
        history: history_lines(&web, l.events),
        can_edit: web.can(Permission::ChainEdit) && l.link.state == crate::features::chains::model::LinkState::Active,
        can_decide: web.can(Permission::SubcontractDecide),
    };
    web.page_titled(status, "pages/chains/link", title, crumbs, &body)
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn approve(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let state = checks.keep(fields.required::<ApprovalState>("state", "error-choice"));
    let approval = LinkApproval {
        state: state.unwrap_or(ApprovalState::None),
        valid_until: checks.keep(fields.date("valid_until")).flatten(),
        reference: fields.optional("reference"),
        subcontract_id: None,
    };
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::set_link_approval(c, ctx, &key, &approval)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/chains/links/{id}"), "ok", "chains-decided", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

async fn end_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let name = |id: &Id| l.whole.nodes.get(id).map(|node| node.name.clone()).unwrap_or_default();
    let hanging = match l.whole.graph() {
        Some(graph) => {
            let lost = graph.orphans_without(&l.link.id);
            let below = graph.links.iter().filter(|link| lost.contains(&link.parent_node_id));
            let below: std::collections::BTreeSet<&Id> = below.map(|link| &link.child_node_id).collect();
            below.into_iter().map(name).collect()
        }
        None => Vec::new(),
    };
    let (parent, child) = (name(&l.link.parent_node_id), name(&l.link.child_node_id));
    let crumbs = crumbs(&web, &l.contract, &child, &l.link.id);
    let fresh = || FormState::default().with("ended_on", crate::base::clock::swedish_date(web.visitor.now));
    let body = EndPage {
        link_id: l.link.id,
        contract_id: l.contract.id,
        parent,
        child,
        version: l.link.version,
        form: form.unwrap_or_else(fresh),
        hanging,
        orphans: Orphans::ALL,
    };
    web.page_titled(status, "pages/chains/end", web.word("chains-end"), crumbs, &body)
}

pub async fn end(web: Web, id: Path<Id>) -> Answer {
    end_with(web, id.into_inner(), StatusCode::OK, None).await
}

pub async fn save_end(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let ended_on = checks.keep(fields.required("ended_on", "error-date"));
    let orphans = checks.keep(fields.parsed::<Orphans>("orphans", "error-choice")).flatten();
    let (key, version) = (id.clone(), fields.version());
    let done = match (checks.done(), ended_on) {
        (Ok(()), Some(ended_on)) => {
            let end = EndLink { ended_on, reason: fields.text("reason"), orphans };
            web.write(move |c, ctx| actions::end_link(c, ctx, &key, &end, Some(version))).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("ended_on", "error-required")),
    };
    match done {
        Ok(changed) => {
            let contract = changed.first().map(|link| link.contract_id.clone()).ok_or(Refusal::NotFound)?;
            let args = [("count", changed.len().to_string())];
            web.redirect_saying(format!("/contracts/{contract}/chain"), "ok", "chains-link-ended", &args)
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            end_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}
