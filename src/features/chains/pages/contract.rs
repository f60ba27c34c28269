//! The chain of one contract: the picture, the same as a table, and what the contract allows.

use super::{Under, faults_by_link, whole_row};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal};
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::chains::actions;
use crate::features::chains::model::ChainModel;
use crate::features::chains::records::ChainLink;
use crate::features::chains::rules::Graph;
use crate::features::chains::views::{ContractPage, FaultCount, LinkRow, TermsPage};
use crate::features::chains::whole::{self, Whole};
use crate::features::contracts::{self, ContractTop};
use crate::features::vendors::{ConflictRow, conflict_rows};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{Choice, FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// Tiers that the picture shows when nothing is asked for, and at most.
const TIERS: usize = 3;
const MOST_TIERS: usize = 20;

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let focus: Option<Id> = params.parsed("focus")?;
    let tiers = params.parsed::<usize>("depth")?.unwrap_or(TIERS).clamp(1, MOST_TIERS);
    let shape = if params.text("shape").as_deref() == Some("table") { "table" } else { "picture" };
    let id = id.into_inner();
    let load = move |c: &mut Db, ctx: &Ctx| {
        Ok((contracts::contract_top(c, ctx, &id)?, whole::of_contract(c, &ctx.scope, &id)?))
    };
    let (top, whole) = web.read(load).await?;
    let wished = Shown { shape, focus, tiers, asked: params.page() };
    let body = page(&web, &top, &whole, wished)?;
    let crumbs = vec![(web.word("nav-contracts"), "/contracts".to_string())];
    web.page_titled(StatusCode::OK, "pages/chains/contract", top.contract.title, crumbs, &body)
}

struct Shown {
    shape: &'static str,
    focus: Option<Id>,
    tiers: usize,
    asked: PageRequest,
}

fn page(web: &Web, top: &ContractTop, whole: &Whole, shown: Shown) -> Result<ContractPage> {
    let today = web.ctx()?.today();
    let faults = whole.faults(today);
    let focus = shown.focus.as_ref();
    let drawn = shown.shape == "picture";
    let picture = if drawn { whole.picture(&faults, focus, shown.tiers) } else { None };
    if drawn && focus.is_some() && picture.is_none() {
        return Err(Refusal::NotFound);
    }
    let rows = if drawn { Page::new(Vec::new(), 0, shown.asked) } else { rows(top, whole, &faults, shown.asked) };
    let active: Vec<&ChainLink> = whole.links.iter().filter(|link| link.is_active()).collect();
    let graph = whole.graph();
    let depths = graph.as_ref().map(|graph: &Graph<'_>| graph.depths(graph.root)).unwrap_or_default();
    let named = |id: &Id| whole.nodes.get(id).map(|node| Choice::new(id, &node.name));
    Ok(ContractPage {
        head: contracts::contract_head(web, top, "chain"),
        shape: shown.shape,
        picture,
        focus: focus.filter(|id| whole.root.as_ref().is_none_or(|root| root.id != **id)).and_then(named),
        tiers: shown.tiers,
        more_tiers: (shown.tiers + 1).min(MOST_TIERS),
        fewer_tiers: (shown.tiers > 1).then(|| shown.tiers - 1),
        pager: Pager::from(&rows),
        rows: rows.items,
        links: active.len(),
        nodes: depths.len().saturating_sub(1),
        deepest: depths.values().max().copied().unwrap_or(0),
        depth_limit: whole.depth_limit(),
        depth_default: whole.terms.is_none(),
        criterion: whole.criterion(),
        faults: Whole::counted(&faults).into_iter().map(|(kind, count)| FaultCount { kind, count }).collect(),
        ended: whole.links.len() - active.len(),
        last_confirmed: active.iter().filter_map(|link| link.confirmed_on).min(),
        can_edit: web.can(Permission::ChainEdit),
    })
}

/// One page of the table, in the order of the tree; ended links last.
fn rows(
    top: &ContractTop,
    whole: &Whole,
    faults: &[crate::features::chains::rules::Fault],
    asked: PageRequest,
) -> Page<LinkRow> {
    let by_link = faults_by_link(faults);
    let under = Under::of(&top.contract, &top.vendor);
    let mut all: Vec<(Option<usize>, &ChainLink)> =
        whole.in_order().into_iter().map(|(tier, link)| (Some(tier), link)).collect();
    all.extend(whole.links.iter().filter(|link| !link.is_active()).map(|link| (None, link)));
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(asked.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    let some = all.into_iter().skip(skip).take(size);
    Page::new(some.filter_map(|(tier, link)| whole_row(whole, link, tier, &by_link, &under)).collect(), total, asked)
}

async fn terms_page(
    web: &Web,
    id: Id,
    status: StatusCode,
    form: Option<FormState>,
    conflict: Vec<ConflictRow>,
    version: Option<i32>,
) -> Answer {
    let (contract, stored) = web
        .read(move |c, ctx| {
            let contract = contracts::find(c, &ctx.scope, &id)?;
            let stored = crate::features::chains::store::terms(c, &ctx.scope, &id)?;
            Ok((contract, stored))
        })
        .await?;
    let default_limit = ChainModel::current().depth_limit;
    let fresh = || {
        let limit = stored.as_ref().map_or(default_limit, |terms| terms.depth_limit);
        let note = stored.as_ref().and_then(|terms| terms.note.clone()).unwrap_or_default();
        FormState::default().with("depth_limit", limit).with("note", note)
    };
    let body = TermsPage {
        contract_id: contract.id.clone(),
        contract: contract.reference.clone(),
        version: version.unwrap_or_else(|| stored.as_ref().map_or(0, |terms| terms.version)),
        form: form.unwrap_or_else(fresh),
        default_limit,
        conflict,
    };
    let crumbs = contracts::contract_crumbs(web, &contract);
    web.page_titled(status, "pages/chains/terms", web.word("chains-terms"), crumbs, &body)
}

pub async fn terms(web: Web, id: Path<Id>) -> Answer {
    terms_page(&web, id.into_inner(), StatusCode::OK, None, Vec::new(), None).await
}

pub async fn save_terms(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let limit = checks.keep(fields.required::<i32>("depth_limit", "error-number"));
    let (note, version, key) = (fields.optional("note"), fields.version(), id.clone());
    let saved = match (checks.done(), limit) {
        (Ok(()), Some(limit)) => {
            web.write(move |c, ctx| actions::set_terms(c, ctx, &key, limit, note.as_deref(), Some(version))).await
        }
        (Err(refusal), _) => Err(refusal),
        (Ok(()), None) => Err(Refusal::invalid("depth_limit", "error-required")),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/contracts/{id}/chain"), "ok", "chains-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            terms_page(&web, id, StatusCode::UNPROCESSABLE_ENTITY, Some(state), Vec::new(), Some(version)).await
        }
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(&web, "chains", &fields, &stored, &[]);
            let newest = stored.get("version").and_then(|v| v.parse().ok());
            let state = web.form_with(&fields, &[]);
            terms_page(&web, id, StatusCode::CONFLICT, Some(state), rows, newest).await
        }
        Err(refusal) => Err(refusal),
    }
}
