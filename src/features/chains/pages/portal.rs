//! The vendor's own chain: it confirms, corrects and adds to it, and tells how it follows up its own.
//! Nothing of the region's notes is here, and no link that the vendor does not see.

use super::forms;
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, PageRequest};
use crate::features::chains::actions::{self, NewCorrection, NewFollowUp, Signature};
use crate::features::chains::model::{
    ConfirmationState, CorrectionKind, FollowUpMethod, FollowUpOutcome, LinkAnswer, NodeKind, TransferMechanism,
};
use crate::features::chains::records::{ChainLink, ChainNode};
use crate::features::chains::store::{self, Asked};
use crate::features::chains::views::portal::{
    ChainPage, FollowUpRow, FollowUpsPage, ListPage, PortalLink, PortalRole, ProposalPage, QuestionRow,
};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::{BTreeMap, BTreeSet};

fn question(asked: &Asked) -> QuestionRow {
    QuestionRow {
        id: asked.confirmation.id.clone(),
        client: asked.client.clone(),
        contract: asked.reference.clone(),
        title: asked.title.clone(),
        due_on: asked.confirmation.due_on,
        open: asked.confirmation.state == ConfirmationState::Asked,
        signed_on: asked.confirmation.signed_on,
        signed_by: asked.confirmation.signed_by_name.clone(),
        signed_role: asked.confirmation.signed_by_role.clone(),
        by_phone: asked.confirmation.phone_by_name.is_some(),
    }
}

pub async fn list(web: Web) -> Answer {
    let asked = web.read(|c, ctx| store::asked_of_vendor(c, &ctx.scope)).await?;
    let rows: Vec<QuestionRow> = asked.iter().map(question).collect();
    let body = ListPage { open: rows.iter().filter(|row| row.open).count(), rows };
    web.page("pages/portal_chain/list", "chains-portal-title", &body)
}

struct Loaded {
    asked: Asked,
    links: Vec<ChainLink>,
    nodes: BTreeMap<Id, ChainNode>,
    roles: BTreeMap<Id, Vec<crate::features::chains::records::ChainProcessing>>,
    answers: BTreeMap<Id, LinkAnswer>,
    corrections: Vec<crate::features::chains::records::Correction>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    ctx.scope.vendor()?;
    let asked = store::find_asked(c, &ctx.scope, id)?;
    let links = store::links_of_contract(c, &ctx.scope, &asked.confirmation.contract_id)?;
    Ok(Loaded {
        nodes: store::nodes_of_links(c, &links)?,
        roles: store::processings_of_contract(c, &asked.confirmation.contract_id)?,
        answers: store::statements(c, id)?.into_iter().map(|(link, said)| (link, said.answer)).collect(),
        corrections: store::corrections_of(c, id)?,
        links,
        asked,
    })
}

/// What the vendor may see of a link.
fn portal_link(l: &Loaded, link: &ChainLink) -> PortalLink {
    let name = |id: &Id| l.nodes.get(id).map(|node| node.name.clone()).unwrap_or_default();
    let child = l.nodes.get(&link.child_node_id);
    PortalLink {
        id: link.id.clone(),
        field: format!("answer_{}", link.id),
        parent: name(&link.parent_node_id),
        child: name(&link.child_node_id),
        kind: child.map_or(NodeKind::Subcontractor, |node| node.kind),
        task: link.task.clone(),
        data_class: link.data_class,
        information_types: link.information_types(),
        persons_low: link.persons_low,
        persons_high: link.persons_high,
        countries: link.countries(),
        remote_countries: link.remote_countries(),
        roles: l
            .roles
            .get(&link.id)
            .into_iter()
            .flatten()
            .map(|p| PortalRole { purpose: p.purpose.clone(), role: p.role })
            .collect(),
        answer: l.answers.get(&link.id).copied(),
        corrected: l.corrections.iter().any(|one| one.link_id.as_ref() == Some(&link.id)),
    }
}

async fn show_with(web: Web, id: Id, status: StatusCode, form: Option<FormState>) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let children: BTreeMap<Id, Id> = l.links.iter().map(|link| (link.id.clone(), link.child_node_id.clone())).collect();
    let row = question(&l.asked);
    let fresh = FormState::default().with("name", &web.ctx()?.actor.name);
    let body = ChainPage {
        version: l.asked.confirmation.version,
        can_sign: row.open && web.can(Permission::ChainConfirm),
        links: l.links.iter().map(|link| portal_link(&l, link)).collect(),
        corrections: l
            .corrections
            .iter()
            .map(|one| super::rounds::correction_row(one.clone(), &l.nodes, &children))
            .collect(),
        answers: LinkAnswer::ALL,
        note: l.asked.confirmation.note.clone(),
        form: form.unwrap_or(fresh),
        row,
    };
    let title = web.word_with("chains-confirmation-title", &[("contract", body.row.contract.clone())]);
    web.page_titled(status, "pages/portal_chain/show", title, crumbs(&web), &body)
}

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("chains-portal-title"), "/portal/chain".to_string())]
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, None).await
}

/// A signature as both sides' forms hold it.
pub fn read_signature(fields: &Fields) -> Result<Signature> {
    let mut checks = Checks::default();
    let mut answers = BTreeMap::new();
    for (field, value) in &fields.0 {
        let Some(id) = field.strip_prefix("answer_").and_then(|id| id.parse::<Id>().ok()) else { continue };
        match value.parse::<LinkAnswer>() {
            Ok(answer) => {
                answers.insert(id, answer);
            }
            Err(_) => checks.that(value.is_empty(), field, "error-choice"),
        }
    }
    checks.done()?;
    Ok(Signature { name: fields.text("name"), role: fields.text("role"), note: fields.optional("note"), answers })
}

pub async fn sign(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = match read_signature(&fields) {
        Ok(signature) => web.write(move |c, ctx| actions::sign(c, ctx, &key, &signature, Some(version))).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/portal/chain/{id}"), "ok", "chains-signed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// `link_id=` corrects that link; without it, a new one is proposed.
pub async fn proposal(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let link_id: Option<Id> = query.parsed("link_id")?;
    proposal_with(web, id.into_inner(), link_id, StatusCode::OK, None).await
}

async fn proposal_with(web: Web, id: Id, link_id: Option<Id>, status: StatusCode, form: Option<FormState>) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let link = match &link_id {
        Some(id) => Some(l.links.iter().find(|link| link.id == *id).ok_or(Refusal::NotFound)?),
        None => None,
    };
    let fresh = || match link {
        Some(link) => {
            let mut form = forms::stored(link, &[]);
            form.values.remove("internal_note");
            form.with("kind", CorrectionKind::Changed)
        }
        None => FormState::default().with("kind", CorrectionKind::New).with("node_kind", NodeKind::Subcontractor),
    };
    let mut parents = Vec::new();
    let mut seen = BTreeSet::new();
    for id in l.links.iter().map(|link| &link.child_node_id) {
        if let Some(node) = l.nodes.get(id).filter(|_| seen.insert(id)) {
            parents.push(Choice::new(id, &node.name));
        }
    }
    let body = ProposalPage {
        row: question(&l.asked),
        child: link.and_then(|link| l.nodes.get(&link.child_node_id)).map(|node| node.name.clone()),
        link_id,
        form: form.unwrap_or_else(fresh),
        parents,
        kinds: vec![NodeKind::Subcontractor, NodeKind::Storage, NodeKind::Service],
        classes: forms::classes(&web),
        mechanisms: TransferMechanism::ALL,
    };
    let key = if body.link_id.is_some() { "chains-correct" } else { "chains-propose" };
    let mut crumbs = crumbs(&web);
    crumbs.push((body.row.contract.clone(), format!("/portal/chain/{}", body.row.id)));
    web.page_titled(status, "pages/portal_chain/proposal", web.word(key), crumbs, &body)
}

pub async fn propose(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let link_id = checks.keep(fields.id("link_id")).flatten();
    let new = NewCorrection {
        kind: if link_id.is_some() { CorrectionKind::Changed } else { CorrectionKind::New },
        parent_node_id: checks.keep(fields.id("parent_node_id")).flatten(),
        node_kind: checks.keep(fields.parsed("node_kind", "error-choice")).flatten(),
        name: fields.optional("name"),
        org_number: fields.optional("org_number"),
        country: fields.optional("country"),
        location: fields.optional("location"),
        facts: forms::facts(&fields, &mut checks),
        comment: fields.optional("comment"),
        link_id: link_id.clone(),
    };
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::propose(c, ctx, &key, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/portal/chain/{id}"), "ok", "chains-proposed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            proposal_with(web, id, link_id, StatusCode::UNPROCESSABLE_ENTITY, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}

async fn follow_ups_with(web: Web, status: StatusCode, asked: PageRequest, form: Option<FormState>) -> Answer {
    let (page, links) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            Ok((store::follow_up_page(c, &ctx.scope, asked)?, store::links_seen(c, &ctx.scope)?))
        })
        .await?;
    let pager = Pager::from(&page);
    let today = web.ctx()?.today();
    let body = FollowUpsPage {
        rows: page
            .items
            .into_iter()
            .map(|(one, name)| FollowUpRow {
                name,
                held_on: one.held_on,
                method: one.method,
                outcome: one.outcome,
                note: one.note,
                registered_by: one.registered_by_name,
            })
            .collect(),
        pager,
        links: links
            .into_iter()
            .map(|(link, child, reference)| Choice::new(link.id, format!("{child} ({reference})")))
            .collect(),
        methods: FollowUpMethod::ALL,
        outcomes: FollowUpOutcome::ALL,
        form: form.unwrap_or_else(|| FormState::default().with("held_on", today)),
        can_register: web.can(Permission::ChainConfirm),
    };
    web.page_titled(status, "pages/portal_chain/follow_ups", web.word("chains-follow-ups"), crumbs(&web), &body)
}

pub async fn follow_ups(web: Web, query: Query<Params>) -> Answer {
    follow_ups_with(web, StatusCode::OK, query.page(), None).await
}

pub async fn register_follow_up(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let link_id = checks.keep(fields.required::<Id>("link_id", "error-choice"));
    let held_on = checks.keep(fields.required("held_on", "error-date"));
    let method = checks.keep(fields.required("method", "error-choice"));
    let outcome = checks.keep(fields.required("outcome", "error-choice"));
    let done = match (checks.done(), link_id, held_on, method, outcome) {
        (Ok(()), Some(link_id), Some(held_on), Some(method), Some(outcome)) => {
            let new = NewFollowUp { link_id, held_on, method, outcome, note: fields.optional("note") };
            web.write(move |c, ctx| actions::follow_up(c, ctx, &new)).await
        }
        (Err(refusal), ..) => Err(refusal),
        (Ok(()), ..) => Err(Refusal::invalid("link_id", "error-required")),
    };
    match done {
        Ok(_) => web.redirect_saying("/portal/follow-ups", "ok", "chains-follow-up-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let first = PageRequest::new(None, None);
            follow_ups_with(web, StatusCode::UNPROCESSABLE_ENTITY, first, Some(state)).await
        }
        Err(refusal) => Err(refusal),
    }
}
