//! Campaigns: the list, beginning one, one with its analyses, changing and ending it, its memos.

use super::{people, selecting};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, Language};
use crate::features::service_reviews::actions::{self, CampaignEdit, NewCampaign};
use crate::features::service_reviews::model::{AnalysisState, Basis, CampaignState, Selection, Which};
use crate::features::service_reviews::records::{Analysis, BoardMemo};
use crate::features::service_reviews::snapshot::Memo;
use crate::features::service_reviews::store::{self, AnalysisFilter, CampaignFilter};
use crate::features::service_reviews::views::{
    AnalysisRow, CampaignPage, CampaignRow, CampaignsPage, EditCampaignPage, NewCampaignPage,
};
use crate::features::service_reviews::{comparison, paper};
use crate::features::services::{self, Compared};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web, export_list};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::web::{Path, Query};
use std::collections::HashMap;

/// `state` is one of the states, or `all`; without it, all.
pub fn filter(params: &Params) -> CampaignFilter {
    CampaignFilter { q: params.text("q"), state: params.text("state").and_then(|state| state.parse().ok()) }
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let (wanted, asked) = (filter(&params), params.page_or_file());
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &wanted, asked, ctx.today())).await?;
    let body = CampaignsPage {
        form: params.state(),
        pager: Pager::from(&page),
        rows: page
            .items
            .into_iter()
            .map(|(campaign, progress)| CampaignRow {
                id: campaign.id,
                number: campaign.number,
                title: campaign.title,
                state: campaign.state,
                due_on: campaign.due_on,
                manager_name: campaign.manager_name,
                progress,
            })
            .collect(),
        states: CampaignState::ALL,
        can_run: web.can(Permission::CampaignRun),
    };
    if params.asks_for_file() {
        return file(&web, &params, &body.rows, body.pager.total);
    }
    web.page("pages/service_reviews/campaigns", "reviews-title", &body)
}

fn file(web: &Web, params: &Params, rows: &[CampaignRow], total: i64) -> Answer {
    let columns = [
        ("reviews-number", 8, ColumnKind::Whole),
        ("reviews-campaign", 44, ColumnKind::Wrapped),
        ("common-status", 16, ColumnKind::Text),
        ("reviews-state-decided", 12, ColumnKind::Whole),
        ("overview-of", 10, ColumnKind::Whole),
        ("reviews-overdue", 12, ColumnKind::Whole),
        ("common-due", 12, ColumnKind::Date),
        ("reviews-manager", 26, ColumnKind::Text),
    ];
    let cells = |row: &CampaignRow| {
        vec![
            Cell::count(row.number),
            Cell::text(&row.title),
            Cell::text(web.word(&format!("reviews-campaign-{}", row.state))),
            Cell::count(row.progress.decided),
            Cell::count(row.progress.total),
            Cell::count(row.progress.overdue),
            Cell::Date(row.due_on),
            Cell::text(&row.manager_name),
        ]
    };
    export_list(web, params, "reviews-title", &columns, rows.iter().map(cells).collect(), total)
}

fn new_page(c: &mut Db, ctx: &Ctx, selection: &Selection, form: FormState) -> Result<NewCampaignPage> {
    let (managers, owners) = people(c, ctx)?;
    Ok(NewCampaignPage { selection: selecting::view(c, ctx, selection, Which::Breaches)?, form, managers, owners })
}

/// `/service-campaigns/new?platform_id=&administration=&q=&which=`, as the list of breaches links to it.
pub async fn new(web: Web, query: Query<Params>) -> Answer {
    let selection = selecting::of_params(&query);
    let form = FormState::default().with("owner_id", &web.ctx()?.actor.person_id);
    let body = web.read(move |c, ctx| new_page(c, ctx, &selection, form)).await?;
    web.page("pages/service_reviews/new_campaign", "reviews-new", &body)
}

fn read_edit(fields: &Fields, checks: &mut Checks) -> CampaignEdit {
    CampaignEdit {
        title: fields.text("title"),
        why: fields.text("why"),
        manager_id: checks.keep(fields.id("manager_id")).flatten(),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        due_on: checks.keep(fields.date("due_on")).flatten(),
        diary_number: fields.optional("diary_number"),
    }
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let edit = read_edit(&fields, &mut checks);
    let selection = selecting::of_fields(&fields);
    let new = NewCampaign {
        title: edit.title,
        why: edit.why,
        manager_id: edit.manager_id,
        owner_id: edit.owner_id,
        due_on: edit.due_on,
        diary_number: edit.diary_number,
        selection: selection.clone(),
    };
    let made = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::start(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match made {
        Ok(campaign) => {
            web.redirect_saying(format!("/service-campaigns/{}", campaign.id), "ok", "reviews-started", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| new_page(c, ctx, &selection, state)).await?;
            web.refused_page("pages/service_reviews/new_campaign", "reviews-new", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

/// `state` may be `overdue`: not decided and past its day.
pub fn analysis_filter(ctx: &Ctx, campaign_id: &Id, params: &Params) -> AnalysisFilter {
    let state = params.text("state");
    AnalysisFilter {
        campaign_id: Some(campaign_id.clone()),
        q: params.text("q"),
        state: state.as_deref().and_then(|state| state.parse().ok()),
        owner_id: params.text("owner_id").and_then(|id| id.parse().ok()),
        overdue_on: (state.as_deref() == Some("overdue")).then(|| ctx.today()),
    }
}

/// A row as it compares now; decided ones as they were decided.
pub fn row(
    analysis: Analysis,
    names: &std::collections::BTreeMap<Id, String>,
    compared: &HashMap<Id, Compared>,
    types: &services::Catalogue,
) -> Result<AnalysisRow> {
    let content = analysis.read_content()?;
    let frozen = crate::features::service_reviews::snapshot::FrozenAnalysis::of(&analysis)?;
    let now = compared.get(&analysis.service_id);
    let (administration, class, breaches) = match (frozen, now) {
        (Some(frozen), _) => (frozen.service.administration, frozen.service.class, frozen.service.breaches),
        (None, Some(each)) => {
            (each.line.administration.clone(), each.line.class().letters(), comparison::breaches(&each.verdict, types))
        }
        (None, None) => (None, String::new(), Vec::new()),
    };
    Ok(AnalysisRow {
        service_name: names.get(&analysis.service_id).cloned().unwrap_or_default(),
        administration,
        class,
        breaches,
        is_stopped: now.is_none(),
        is_open: analysis.is_open(),
        decision: analysis.decision.or(content.proposal),
        is_decided: analysis.decision.is_some(),
        owner_name: analysis.owner_name,
        due_on: analysis.due_on,
        state: analysis.state,
        id: analysis.id,
    })
}

/// What the campaign's page shows; `assign` and `close` are forms that were refused.
pub fn page(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    params: &Params,
    assign: FormState,
    close: FormState,
) -> Result<CampaignPage> {
    let campaign = store::find(c, &ctx.scope, id)?;
    let filter = analysis_filter(ctx, id, params);
    let found = store::list_analyses(c, &ctx.scope, &filter, params.page())?;
    let progress = store::progress_of(c, &ctx.scope, std::slice::from_ref(id), ctx.today())?;
    let service_ids: Vec<Id> = found.items.iter().map(|each| each.service_id.clone()).collect();
    let names = services::names(c, &ctx.scope, &service_ids)?;
    let (compared, types) = comparison::portfolio(c, ctx)?;
    let platform_ids: Vec<Id> = campaign.platform_id.iter().cloned().collect();
    let platform_name = services::platform_names(c, &ctx.scope, &platform_ids)?.into_values().next();
    let basis: Basis = serde_json::from_str(&campaign.basis).map_err(Refusal::fault)?;
    let (_, owners) = people(c, ctx)?;
    let pager = Pager::from(&found);
    let rows = found.items.into_iter().map(|analysis| row(analysis, &names, &compared, &types));
    Ok(CampaignPage {
        share: basis.share(basis.breaches),
        basis,
        platform_name,
        progress: progress.get(id).copied().unwrap_or_default(),
        rows: rows.collect::<Result<_>>()?,
        pager,
        form: params.state(),
        states: AnalysisState::ALL.iter().map(|state| state.as_str()).chain(["overdue"]).collect(),
        owners,
        assign_form: assign,
        close_form: close,
        memos: store::memos(c, &ctx.scope, id)?,
        can_run: ctx.can(Permission::CampaignRun) && campaign.is_running(),
        can_memo: ctx.can(Permission::CampaignRun),
        campaign,
    })
}

pub fn answer(web: &Web, body: &CampaignPage, status: actix_web::http::StatusCode) -> Answer {
    let title = body.campaign.title.clone();
    let crumbs = vec![(web.word("reviews-title"), "/service-campaigns".to_string())];
    web.page_titled(status, "pages/service_reviews/campaign", title, crumbs, body)
}

pub async fn show(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (id, params) = (id.into_inner(), query.into_inner());
    let body = web.read(move |c, ctx| page(c, ctx, &id, &params, FormState::default(), FormState::default())).await?;
    answer(&web, &body, actix_web::http::StatusCode::OK)
}

fn edit_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<EditCampaignPage> {
    let campaign = store::find(c, &ctx.scope, id)?;
    let (managers, owners) = people(c, ctx)?;
    let stored = || {
        FormState::default()
            .with("title", &campaign.title)
            .with("why", &campaign.why)
            .with("manager_id", &campaign.manager_id)
            .with("owner_id", &campaign.owner_id)
            .with("due_on", campaign.due_on)
            .with("diary_number", campaign.diary_number.clone().unwrap_or_default())
            .with("version", campaign.version)
    };
    Ok(EditCampaignPage { id: id.clone(), form: form.unwrap_or_else(stored), managers, owners })
}

pub async fn edit(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| edit_page(c, ctx, &id, None)).await?;
    web.page("pages/service_reviews/edit_campaign", "reviews-edit", &body)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let edit = read_edit(&fields, &mut checks);
    let (key, version) = (id.clone(), fields.version());
    let saved = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &edit)).await,
        Err(refusal) => Err(refusal),
    };
    match saved {
        Ok(_) => web.redirect_saying(format!("/service-campaigns/{id}"), "ok", "reviews-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| edit_page(c, ctx, &id, Some(state))).await?;
            web.refused_page("pages/service_reviews/edit_campaign", "reviews-edit", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn close(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, note) = (id.clone(), fields.version(), fields.text("note"));
    match web.write(move |c, ctx| actions::close(c, ctx, &key, Some(version), Some(&note))).await {
        Ok(_) => web.redirect_saying(format!("/service-campaigns/{id}"), "ok", "reviews-closed", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body =
                web.read(move |c, ctx| page(c, ctx, &id, &Params::default(), FormState::default(), state)).await?;
            answer(&web, &body, actix_web::http::StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn remind(form: Posted, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    let told = form.web.write(move |c, ctx| actions::remind(c, ctx, &key)).await?;
    let args = [("count", told.to_string())];
    form.web.redirect_saying(format!("/service-campaigns/{id}"), "ok", "reviews-reminded", &args)
}

pub async fn issue(form: Posted, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    let memo = form.web.write(move |c, ctx| actions::issue(c, ctx, &key)).await?;
    let args = [("number", memo.number.to_string())];
    form.web.redirect_saying(format!("/service-campaigns/{id}#memos"), "ok", "reviews-memo-made", &args)
}

#[derive(serde::Deserialize)]
pub struct Asked {
    pub lang: Option<Language>,
}

/// The memo as PDF, in `?lang=` or the reader's own language.
pub async fn memo(web: Web, path: Path<(Id, Id)>, asked: Query<Asked>) -> Answer {
    let (id, memo_id) = path.into_inner();
    let row = web.read(move |c, ctx| store::find_memo(c, &ctx.scope, &id, &memo_id)).await?;
    send(&web, row, asked.lang.unwrap_or(web.language())).await
}

async fn send(web: &Web, row: BoardMemo, language: Language) -> Answer {
    let memo = Memo::of(&row)?;
    let name = paper::file_name(&memo, language);
    let app = web.app.clone();
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes =
        tokio::task::spawn_blocking(move || paper::pdf(&app, &row, language)).await.map_err(Refusal::fault)??;
    web.download(&name, "application/pdf", bytes)
}
