//! Chain confirmation on the region's side: the rounds, their progress, what vendors said and proposed.

use super::crumbs;
use super::portal::read_signature;
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::chains::actions::{self, Decision, NewRound};
use crate::features::chains::model::{ConfirmationState, CorrectionState, LinkAnswer, Orphans, RoundState};
use crate::features::chains::records::{ChainNode, Correction, Round};
use crate::features::chains::store::{self, Asked, Progress};
use crate::features::chains::views::rounds::{
    AskedRow, ConfirmationPage, CorrectionRow, NewRoundPage, RoundPage, RoundRow, RoundsPage, SaidRow, WaitingPage,
    WaitingRow,
};
use crate::features::contracts;
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use std::collections::{BTreeMap, BTreeSet};

fn round_row(round: Round, progress: Progress) -> RoundRow {
    RoundRow {
        tiers: round.tiers(),
        id: round.id,
        title: round.title,
        due_on: round.due_on,
        automatic: round.automatic,
        state: round.state,
        created_by_name: round.created_by_name,
        created_at: round.created_at,
        total: progress.total(),
        signed: progress.signed,
        asked: progress.asked,
        withdrawn: progress.withdrawn,
        findings: progress.findings,
        without_people: progress.without_people,
        version: round.version,
    }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let asked = query.page_or_file();
    let (page, mut progress, waiting) = web
        .read(move |c, ctx| {
            let page = store::round_page(c, &ctx.scope, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|round| round.id.clone()).collect();
            Ok((page, store::progress(c, &ctx.scope, &ids)?, store::count_waiting(c, &ctx.scope)?))
        })
        .await?;
    let pager = Pager::from(&page);
    let row = |round: Round| {
        let done = progress.remove(&round.id).unwrap_or_default();
        round_row(round, done)
    };
    let body = RoundsPage {
        rows: page.items.into_iter().map(row).collect(),
        pager,
        waiting,
        can_run: web.can(Permission::CampaignRun),
    };
    if query.asks_for_file() {
        return file(&web, &query, &body.rows, body.pager.total);
    }
    web.page_titled(StatusCode::OK, "pages/chains/rounds", web.word("chains-rounds"), crumbs(&web), &body)
}

fn file(web: &Web, params: &Params, rows: &[RoundRow], total: i64) -> Answer {
    let columns = [
        ("chains-round", 44, ColumnKind::Wrapped),
        ("chains-due-on", 12, ColumnKind::Date),
        ("common-status", 16, ColumnKind::Text),
        ("chains-progress", 12, ColumnKind::Whole),
        ("overview-of", 10, ColumnKind::Whole),
        ("chains-findings", 12, ColumnKind::Whole),
        ("common-created", 12, ColumnKind::Date),
        ("chains-round-by", 26, ColumnKind::Text),
    ];
    let cells = |row: &RoundRow| {
        let automatic = || web.word_with("chains-round-automatic", &[("due", row.due_on.to_string())]);
        let title = if row.title.is_empty() { automatic() } else { row.title.clone() };
        vec![
            Cell::text(title),
            Cell::Date(row.due_on),
            Cell::text(web.word(&format!("chains-round-{}", row.state))),
            Cell::count(row.signed),
            Cell::count(row.total),
            Cell::count(row.findings),
            Cell::day(row.created_at),
            Cell::text(&row.created_by_name),
        ]
    };
    export_list(web, params, "chains-rounds", &columns, rows.iter().map(cells).collect(), total)
}

fn round_crumbs(web: &Web) -> Vec<(String, String)> {
    let mut all = crumbs(web);
    all.push((web.word("chains-rounds"), "/chains/rounds".to_string()));
    all
}

fn new_page(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let body = NewRoundPage { form, tiers: vec![1, 2, 3, 4] };
    web.page_titled(status, "pages/chains/round_new", web.word("chains-round-new"), round_crumbs(web), &body)
}

pub async fn new(web: Web) -> Answer {
    let form = FormState::default().with("tier_1", "1").with("tier_2", "1").with("tier_3", "1");
    new_page(&web, StatusCode::OK, form)
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let due_on = checks.keep(fields.required("due_on", "error-date"));
    let tiers = (1..=4).filter(|tier| fields.checked(&format!("tier_{tier}"))).collect();
    let made = match (checks.done(), due_on) {
        (Ok(()), Some(due_on)) => {
            let new = NewRound { title: fields.text("title"), due_on, tiers };
            web.write(move |c, ctx| actions::start_round(c, ctx, &new)).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("due_on", "error-required")),
    };
    match made {
        Ok(round) => web.redirect_saying(format!("/chains/rounds/{}", round.id), "ok", "chains-round-started", &[]),
        Err(Refusal::Invalid(errors)) => {
            new_page(&web, StatusCode::UNPROCESSABLE_ENTITY, web.form_with(&fields, &errors))
        }
        Err(refusal) => Err(refusal),
    }
}

pub fn round_name(web: &Web, title: &str, due_on: chrono::NaiveDate) -> String {
    if title.is_empty() {
        web.word_with("chains-round-automatic", &[("due", due_on.to_string())])
    } else {
        title.to_string()
    }
}

fn asked_row(asked: Asked) -> AskedRow {
    AskedRow {
        id: asked.confirmation.id,
        vendor_id: asked.confirmation.vendor_id,
        vendor: asked.vendor,
        tier: asked.tier,
        contract_id: asked.confirmation.contract_id,
        contract: asked.reference,
        state: asked.confirmation.state,
        recipients: asked.confirmation.recipients,
        due_on: asked.confirmation.due_on,
        reminded_on: asked.confirmation.reminded_on,
        signed_on: asked.confirmation.signed_on,
        signed_by: asked.confirmation.signed_by_name,
        phone_by: asked.confirmation.phone_by_name,
        finding_id: asked.confirmation.finding_id,
    }
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, asked) = (id.into_inner(), query.page());
    let (round, progress, page) = web
        .read(move |c, ctx| {
            let round = store::find_round(c, &ctx.scope, &id)?;
            let progress = store::progress(c, &ctx.scope, std::slice::from_ref(&id))?.remove(&id);
            Ok((round, progress.unwrap_or_default(), store::confirmation_page(c, &ctx.scope, &id, asked)?))
        })
        .await?;
    let title = round_name(&web, &round.title, round.due_on);
    let pager = Pager::from(&page);
    let body = RoundPage {
        can_run: web.can(Permission::CampaignRun) && round.state == RoundState::Open,
        round: round_row(round, progress),
        rows: page.items.into_iter().map(asked_row).collect(),
        pager,
    };
    web.page_titled(StatusCode::OK, "pages/chains/round", title, round_crumbs(&web), &body)
}

pub async fn remind(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (form.web, id.into_inner());
    let key = id.clone();
    let count = web.write(move |c, ctx| actions::remind_round(c, ctx, &key)).await?;
    web.redirect_saying(format!("/chains/rounds/{id}"), "ok", "chains-reminded", &[("count", count.to_string())])
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    web.write(move |c, ctx| actions::close_round(c, ctx, &key, Some(version))).await?;
    web.redirect_saying(format!("/chains/rounds/{id}"), "ok", "chains-round-closed", &[])
}

pub fn correction_row(one: Correction, nodes: &BTreeMap<Id, ChainNode>, children: &BTreeMap<Id, Id>) -> CorrectionRow {
    let of_link = one.link_id.as_ref().and_then(|id| children.get(id)).and_then(|id| nodes.get(id));
    let parent = one.parent_node_id.as_ref().and_then(|id| nodes.get(id));
    CorrectionRow {
        information_types: one.information_types(),
        countries: one.countries(),
        remote_countries: one.remote_countries(),
        about: one.name.clone().or_else(|| of_link.map(|node| node.name.clone())).unwrap_or_default(),
        parent: parent.map(|node| node.name.clone()),
        id: one.id,
        confirmation_id: one.confirmation_id,
        kind: one.kind,
        link_id: one.link_id,
        node_kind: one.node_kind,
        org_number: one.org_number,
        country: one.country,
        location: one.location,
        task: one.task,
        data_class: one.data_class,
        persons_low: one.persons_low,
        persons_high: one.persons_high,
        comment: one.comment,
        state: one.state,
        proposed_by_name: one.proposed_by_name,
        proposed_at: one.proposed_at,
        decided_by_name: one.decided_by_name,
        decision_note: one.decision_note,
        version: one.version,
    }
}

struct Loaded {
    asked: Asked,
    said: Vec<SaidRow>,
    corrections: Vec<CorrectionRow>,
}

fn load(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Loaded> {
    ctx.scope.client()?;
    let asked = store::find_asked(c, &ctx.scope, id)?;
    let links = store::links_of_contract(c, &ctx.scope, &asked.confirmation.contract_id)?;
    let corrections = store::corrections_of(c, id)?;
    let asked_about = store::seen_by_vendor(c, &ctx.scope, &asked.confirmation.contract_id, links.clone())?;
    let open = asked.confirmation.state == ConfirmationState::Asked;
    let is_asked = |link: &Id| {
        open && asked_about.iter().any(|seen| seen.id == *link)
            && corrections.iter().all(|one| one.link_id.as_ref() != Some(link))
    };
    let nodes = store::nodes_of_links(c, &links)?;
    let children: BTreeMap<Id, Id> = links.iter().map(|link| (link.id.clone(), link.child_node_id.clone())).collect();
    let statements = store::statements(c, id)?;
    let said = links.iter().filter(|link| link.is_active() || statements.contains_key(&link.id)).map(|link| SaidRow {
        link_id: link.id.clone(),
        child: nodes.get(&link.child_node_id).map(|node| node.name.clone()).unwrap_or_default(),
        task: link.task.clone(),
        vendor_visible: link.vendor_visible,
        field: is_asked(&link.id).then(|| format!("answer_{}", link.id)),
        answer: statements.get(&link.id).map(|s| s.answer),
        tone: match statements.get(&link.id).map(|s| s.answer) {
            Some(LinkAnswer::Confirmed) => "ok",
            Some(LinkAnswer::NotUsed) => "attention",
            None => "neutral",
        },
    });
    let said: Vec<SaidRow> = said.collect();
    let parents: BTreeSet<Id> = corrections.iter().filter_map(|one| one.parent_node_id.clone()).collect();
    let mut nodes = nodes;
    nodes.extend(store::nodes(c, &ctx.scope, &parents)?);
    Ok(Loaded {
        corrections: corrections.into_iter().map(|one| correction_row(one, &nodes, &children)).collect(),
        asked,
        said,
    })
}

/// Which of the page's forms was refused, and what it held.
#[derive(Default)]
struct Refused {
    decision: Option<(Id, FormState)>,
    phone: Option<FormState>,
}

async fn confirmation_with(web: Web, id: Id, status: StatusCode, refused: Refused) -> Answer {
    let l = web.read(move |c, ctx| load(c, ctx, &id)).await?;
    let contract = &l.asked.reference;
    let title = web.word_with("chains-confirmation-title", &[("contract", contract.clone())]);
    let mut crumbs = round_crumbs(&web);
    let place = format!("/chains/rounds/{}", l.asked.confirmation.campaign_id);
    crumbs.push((web.word("chains-round"), place));
    let (refused_id, form) = refused.decision.map_or((None, FormState::default()), |(id, form)| (Some(id), form));
    let body = ConfirmationPage {
        version: l.asked.confirmation.version,
        answers: LinkAnswer::ALL,
        phone_form: refused.phone.unwrap_or_default(),
        can_phone: l.asked.confirmation.state == ConfirmationState::Asked && web.can(Permission::ChainEdit),
        note: l.asked.confirmation.note.clone(),
        signed_role: l.asked.confirmation.signed_by_role.clone(),
        title: l.asked.title.clone(),
        row: asked_row(l.asked),
        said: l.said,
        corrections: l.corrections,
        orphans: Orphans::ALL,
        form,
        refused_id,
        can_decide: web.can(Permission::ChainEdit),
    };
    web.page_titled(status, "pages/chains/confirmation", title, crumbs, &body)
}

pub async fn confirmation(web: Web, id: Path<Id>) -> Answer {
    confirmation_with(web, id.into_inner(), StatusCode::OK, Refused::default()).await
}

/// What the vendor answers by telephone, entered by the region.
pub async fn sign(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version) = (id.clone(), fields.version());
    let done = match read_signature(&fields) {
        Ok(signature) => web.write(move |c, ctx| actions::sign(c, ctx, &key, &signature, Some(version))).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/chains/confirmations/{id}"), "ok", "chains-phone-signed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let phone = Some(web.form_with(&fields, &errors));
            confirmation_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, Refused { phone, decision: None }).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn waiting(web: Web, query: Query<Params>) -> Answer {
    let asked = query.page();
    let (page, nodes, children, references) = web
        .read(move |c, ctx| {
            let page = store::waiting_page(c, &ctx.scope, asked)?;
            let links: BTreeSet<Id> = page.items.iter().filter_map(|one| one.link_id.clone()).collect();
            let links = store::links_by_id(c, &ctx.scope, &links)?;
            let mut nodes: BTreeSet<Id> = page.items.iter().filter_map(|one| one.parent_node_id.clone()).collect();
            nodes.extend(links.iter().map(|link| link.child_node_id.clone()));
            let children: BTreeMap<Id, Id> = links.into_iter().map(|link| (link.id, link.child_node_id)).collect();
            let references = contracts::choices(c, &ctx.scope)?;
            Ok((page, store::nodes(c, &ctx.scope, &nodes)?, children, references))
        })
        .await?;
    let names: BTreeMap<Id, String> = references.into_iter().map(|(id, reference, _)| (id, reference)).collect();
    let pager = Pager::from(&page);
    let rows = page.items.into_iter().map(|one| {
        let contract = names.get(&one.contract_id).cloned().unwrap_or_default();
        WaitingRow { contract, one: correction_row(one, &nodes, &children) }
    });
    let body = WaitingPage { rows: rows.collect(), pager };
    web.page_titled(
        StatusCode::OK,
        "pages/chains/corrections",
        web.word("chains-corrections"),
        round_crumbs(&web),
        &body,
    )
}

pub async fn decide(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let key = id.clone();
    let before = web.read(move |c, ctx| store::find_correction(c, &ctx.scope, &key)).await?;
    let mut checks = Checks::default();
    let state = checks.keep(fields.required::<CorrectionState>("state", "error-choice"));
    let decision = Decision {
        accept: state == Some(CorrectionState::Accepted),
        note: fields.optional("note"),
        orphans: checks.keep(fields.parsed("orphans", "error-choice")).flatten(),
        is_another: fields.checked("is_another"),
    };
    let (key, version) = (id.clone(), fields.version());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::decide_correction(c, ctx, &key, &decision, Some(version))).await,
        Err(refusal) => Err(refusal),
    };
    let place = format!("/chains/confirmations/{}", before.confirmation_id);
    match done {
        Ok(_) => web.redirect_saying(place, "ok", "chains-correction-decided", &[]),
        Err(Refusal::Invalid(errors)) => {
            let decision = Some((id, web.form_with(&fields, &errors)));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            confirmation_with(web, before.confirmation_id, status, Refused { decision, phone: None }).await
        }
        Err(refusal) => Err(refusal),
    }
}
