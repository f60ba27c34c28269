//! Campaigns and their memos.

use super::analyses::AnalysisLine;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Language};
use crate::features::service_reviews::actions::{self, Assignment, CampaignEdit, NewCampaign, RowSaid};
use crate::features::service_reviews::model::{Basis, CampaignState, Progress, Selection};
use crate::features::service_reviews::pages::campaigns::{Asked, analysis_filter, filter};
use crate::features::service_reviews::records::{BoardMemo, Campaign};
use crate::features::service_reviews::store;
use crate::features::services;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct CampaignBody {
    id: Id,
    number: i32,
    title: String,
    why: String,
    platform_id: Option<Id>,
    /// Who answers for the whole.
    manager_id: Id,
    manager_name: String,
    /// Who owns an analysis until somebody else does.
    owner_id: Id,
    owner_name: String,
    due_on: NaiveDate,
    diary_number: Option<String>,
    state: CampaignState,
    closed_note: Option<String>,
    /// What the list of breaches said when it began.
    basis: Basis,
    progress: Progress,
    created_at: Instant,
    version: i32,
}

fn body(campaign: Campaign, progress: Progress) -> Result<CampaignBody> {
    Ok(CampaignBody {
        id: campaign.id,
        number: campaign.number,
        title: campaign.title,
        why: campaign.why,
        platform_id: campaign.platform_id,
        manager_id: campaign.manager_id,
        manager_name: campaign.manager_name,
        owner_id: campaign.owner_id,
        owner_name: campaign.owner_name,
        due_on: campaign.due_on,
        diary_number: campaign.diary_number,
        state: campaign.state,
        closed_note: campaign.closed_note,
        basis: serde_json::from_str(&campaign.basis).map_err(Refusal::fault)?,
        progress,
        created_at: campaign.created_at,
        version: campaign.version,
    })
}

fn read(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<CampaignBody> {
    let campaign = store::find(c, &ctx.scope, id)?;
    let progress = store::progress_of(c, &ctx.scope, std::slice::from_ref(id), ctx.today())?;
    body(campaign, progress.get(id).copied().unwrap_or_default())
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| read(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// The campaigns, newest first.
#[utoipa::path(get, path = "/api/v1/service-campaigns", tag = "service reviews",
    params(ListQuery, ("state" = Option<CampaignState>, Query)),
    responses((status = 200, description = "A page of campaigns", body = [CampaignBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (wanted, asked) = (filter(&filters), query.page());
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &wanted, asked, ctx.today())).await?;
    let mut bodies = Vec::new();
    let (total, number, size) = (page.total, page.number, page.size);
    for (campaign, progress) in page.items {
        bodies.push(body(campaign, progress)?);
    }
    web.json(StatusCode::OK, &list_body(crate::base::Page { items: bodies, total, number, size }))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCampaignBody {
    #[serde(default)]
    title: String,
    #[serde(default)]
    why: String,
    manager_id: Option<Id>,
    owner_id: Option<Id>,
    due_on: Option<NaiveDate>,
    diary_number: Option<String>,
    /// Which services; those in breach, without it.
    #[serde(default)]
    selection: Selection,
}

/// Begins a campaign: one analysis for each service that the selection takes.
#[utoipa::path(post, path = "/api/v1/service-campaigns", tag = "service reviews", request_body = NewCampaignBody,
    responses((status = 201, description = "Begun", body = CampaignBody), (status = 422, description = "Invalid, or no service")))]
pub async fn create(web: Web, body: ApiBody<NewCampaignBody>) -> Answer {
    let b = body.0;
    let new = NewCampaign {
        title: b.title,
        why: b.why,
        manager_id: b.manager_id,
        owner_id: b.owner_id,
        due_on: b.due_on,
        diary_number: b.diary_number,
        selection: b.selection,
    };
    let made = web.write(move |c, ctx| actions::start(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// One campaign with its progress.
#[utoipa::path(get, path = "/api/v1/service-campaigns/{id}", tag = "service reviews", params(("id" = Id, Path)),
    responses((status = 200, description = "The campaign", body = CampaignBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignPatch {
    title: Option<String>,
    why: Option<String>,
    manager_id: Option<Id>,
    owner_id: Option<Id>,
    due_on: Option<NaiveDate>,
    diary_number: Option<String>,
}

/// Changes the fields that are given.
#[utoipa::path(patch, path = "/api/v1/service-campaigns/{id}", tag = "service reviews", params(("id" = Id, Path)), request_body = CampaignPatch,
    responses((status = 200, description = "Changed", body = CampaignBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<CampaignPatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let stored = store::find(c, &ctx.scope, &key)?;
        let edit = CampaignEdit {
            title: p.title.unwrap_or(stored.title),
            why: p.why.unwrap_or(stored.why),
            manager_id: Some(p.manager_id.unwrap_or(stored.manager_id)),
            owner_id: Some(p.owner_id.unwrap_or(stored.owner_id)),
            due_on: Some(p.due_on.unwrap_or(stored.due_on)),
            diary_number: p.diary_number.or(stored.diary_number),
        };
        actions::edit(c, ctx, &key, Some(version), &edit)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

/// The analyses of a campaign by the service's name. `state` is a state, or `overdue`.
#[utoipa::path(get, path = "/api/v1/service-campaigns/{id}/analyses", tag = "service reviews",
    params(("id" = Id, Path), ListQuery, ("state" = Option<String>, Query), ("owner_id" = Option<Id>, Query)),
    responses((status = 200, description = "A page of analyses", body = [AnalysisLine])))]
pub async fn analyses(web: Web, id: Path<Id>, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (id, asked, filters) = (id.into_inner(), query.page(), filters.into_inner());
    let page = web
        .read(move |c, ctx| {
            store::find(c, &ctx.scope, &id)?;
            let page = store::list_analyses(c, &ctx.scope, &analysis_filter(ctx, &id, &filters), asked)?;
            let ids: Vec<Id> = page.items.iter().map(|each| each.service_id.clone()).collect();
            let names = services::names(c, &ctx.scope, &ids)?;
            Ok(page.map(|each| AnalysisLine::of(each, &names)))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServicesBody {
    #[serde(default)]
    service_ids: Vec<Id>,
}

/// Adds services to a campaign that runs.
#[utoipa::path(post, path = "/api/v1/service-campaigns/{id}/services", tag = "service reviews", params(("id" = Id, Path)), request_body = ServicesBody,
    responses((status = 201, description = "Added", body = CampaignBody), (status = 422, description = "Invalid")))]
pub async fn add_services(web: Web, id: Path<Id>, body: ApiBody<ServicesBody>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::add_services(c, ctx, &key, &body.0.service_ids)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignBody {
    #[serde(default)]
    analysis_ids: Vec<Id>,
    owner_id: Option<Id>,
    due_on: Option<NaiveDate>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct AssignedBody {
    rows: Vec<RowSaid>,
}

/// Gives many analyses an owner or a day, and says what came of each.
#[utoipa::path(post, path = "/api/v1/service-campaigns/{id}/assign", tag = "service reviews", params(("id" = Id, Path)), request_body = AssignBody,
    responses((status = 200, description = "What came of each", body = AssignedBody), (status = 422, description = "Invalid")))]
pub async fn assign(web: Web, id: Path<Id>, body: ApiBody<AssignBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let asked = Assignment { analysis_ids: b.analysis_ids, owner_id: b.owner_id, due_on: b.due_on };
    let rows = web.write(move |c, ctx| actions::assign(c, ctx, &id, &asked)).await?;
    web.json(StatusCode::OK, &AssignedBody { rows })
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RemindedBody {
    /// How many people got a mail.
    reminded: usize,
}

/// Reminds the owners of open analyses; nobody twice on a day.
#[utoipa::path(post, path = "/api/v1/service-campaigns/{id}/remind", tag = "service reviews", params(("id" = Id, Path)),
    responses((status = 200, description = "Reminded", body = RemindedBody)))]
pub async fn remind(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let reminded = web.write(move |c, ctx| actions::remind(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &RemindedBody { reminded })
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseBody {
    /// Needed while a service is undecided.
    note: Option<String>,
}

/// Ends a campaign.
#[utoipa::path(post, path = "/api/v1/service-campaigns/{id}/close", tag = "service reviews", params(("id" = Id, Path)), request_body = CloseBody,
    responses((status = 200, description = "Ended", body = CampaignBody), (status = 412, description = "Stale"), (status = 422, description = "A note is needed")))]
pub async fn close(web: Web, id: Path<Id>, body: ApiBody<CloseBody>) -> Answer {
    let version = web.stated_version()?;
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::close(c, ctx, &key, version, body.0.note.as_deref())).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct MemoBody {
    id: Id,
    number: i32,
    diary_number: Option<String>,
    sha256: String,
    created_by_name: String,
    created_at: Instant,
}

impl MemoBody {
    fn of(memo: BoardMemo) -> MemoBody {
        MemoBody {
            id: memo.id,
            number: memo.number,
            diary_number: memo.diary_number,
            sha256: memo.sha256,
            created_by_name: memo.created_by_name,
            created_at: memo.created_at,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct MemosBody {
    items: Vec<MemoBody>,
}

/// The memos of a campaign, newest first.
#[utoipa::path(get, path = "/api/v1/service-campaigns/{id}/board-memos", tag = "service reviews", params(("id" = Id, Path)),
    responses((status = 200, description = "The memos", body = MemosBody)))]
pub async fn memos(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let all = web
        .read(move |c, ctx| {
            store::find(c, &ctx.scope, &id)?;
            store::memos(c, &ctx.scope, &id)
        })
        .await?;
    web.json(StatusCode::OK, &MemosBody { items: all.into_iter().map(MemoBody::of).collect() })
}

/// Issues the next memo to the board, from the analyses as they stand.
#[utoipa::path(post, path = "/api/v1/service-campaigns/{id}/board-memos", tag = "service reviews", params(("id" = Id, Path)),
    responses((status = 201, description = "Issued", body = MemoBody)))]
pub async fn issue(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let memo = web.write(move |c, ctx| actions::issue(c, ctx, &id)).await?;
    web.json(StatusCode::CREATED, &MemoBody::of(memo))
}

/// A memo as PDF, in `lang` (`sv` or `en`).
#[utoipa::path(get, path = "/api/v1/service-campaigns/{id}/board-memos/{memo_id}/memo.pdf", tag = "service reviews",
    params(("id" = Id, Path), ("memo_id" = Id, Path), ("lang" = Option<Language>, Query)),
    responses((status = 200, description = "PDF/A-2a and PDF/UA-1", content_type = "application/pdf"), (status = 404, description = "Hidden or missing")))]
pub async fn memo(web: Web, path: Path<(Id, Id)>, asked: Query<Asked>) -> Answer {
    crate::features::service_reviews::pages::campaigns::memo(web, path, asked).await
}
