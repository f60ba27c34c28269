//! `/api/v1/categorisation-rounds`.

use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::features::categorisation::actions::{self, LineEdit, NewRound};
use crate::features::categorisation::pages::rounds::line_filter;
use crate::features::categorisation::records::{Narrowed, Reach, Round, RoundLine, RoundStatus};
use crate::features::categorisation::store::{self, LineState, Listed, Progress};
use crate::features::vendors::VendorKind;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A campaign and how far it has come.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RoundBody {
    id: Id,
    title: String,
    reach: Reach,
    kind: Option<VendorKind>,
    manager_id: Option<Id>,
    q: Option<String>,
    due_on: NaiveDate,
    note: Option<String>,
    status: RoundStatus,
    total: i64,
    done: i64,
    skipped: i64,
    left: i64,
    created_by_name: String,
    created_at: Instant,
    reminded_at: Option<Instant>,
    closed_at: Option<Instant>,
    closed_by_name: Option<String>,
    /// How many were left when it was closed.
    remaining: Option<i32>,
    version: i32,
}

fn body(round: Round, progress: Progress) -> RoundBody {
    let narrowed = round.narrowed();
    RoundBody {
        id: round.id,
        title: round.title,
        reach: round.reach,
        kind: narrowed.kind,
        manager_id: narrowed.manager_id,
        q: narrowed.q,
        due_on: round.due_on,
        note: round.note,
        status: round.status,
        total: progress.total,
        done: progress.done,
        skipped: progress.skipped,
        left: progress.left(),
        created_by_name: round.created_by_name,
        created_at: round.created_at,
        reminded_at: round.reminded_at,
        closed_at: round.closed_at,
        closed_by_name: round.closed_by_name,
        remaining: round.remaining,
        version: round.version,
    }
}

fn one(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<RoundBody> {
    let round = store::find_round(c, &ctx.scope, id)?;
    let progress = store::progress(c, &ctx.scope, std::slice::from_ref(id))?.remove(id).unwrap_or_default();
    Ok(body(round, progress))
}

/// Campaigns of categorisation, those that run first.
#[utoipa::path(get, path = "/api/v1/categorisation-rounds", tag = "categorisation_rounds",
    params(ListQuery, ("status" = Option<RoundStatus>, Query)),
    responses((status = 200, description = "A page of campaigns", body = [RoundBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, params: Query<Params>) -> Answer {
    let (status, asked) = (params.parsed::<RoundStatus>("status")?, query.page());
    let (page, progress) = web
        .read(move |c, ctx| {
            let page = store::rounds(c, &ctx.scope, status, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|round| round.id.clone()).collect();
            let progress = store::progress(c, &ctx.scope, &ids)?;
            Ok((page, progress))
        })
        .await?;
    let bodies = page.map(|round| {
        let so_far = progress.get(&round.id).copied().unwrap_or_default();
        body(round, so_far)
    });
    web.json(StatusCode::OK, &list_body(bodies))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRoundBody {
    #[serde(default)]
    title: String,
    reach: Reach,
    /// Narrow the reach further.
    kind: Option<VendorKind>,
    manager_id: Option<Id>,
    q: Option<String>,
    due_on: Option<NaiveDate>,
    note: Option<String>,
}

/// Starts a campaign: every vendor within its reach becomes a line of the vendor's manager.
#[utoipa::path(post, path = "/api/v1/categorisation-rounds", tag = "categorisation_rounds", request_body = NewRoundBody,
    responses((status = 201, description = "Started", body = RoundBody), (status = 409, description = "Nobody is within reach"), (status = 422, description = "Invalid")))]
pub async fn start(web: Web, new: ApiBody<NewRoundBody>) -> Answer {
    let b = new.0;
    let new = NewRound {
        title: b.title,
        reach: b.reach,
        narrowed: Narrowed { kind: b.kind, manager_id: b.manager_id, q: b.q },
        due_on: b.due_on,
        note: b.note,
    };
    let body = web
        .write(move |c, ctx| {
            let round = actions::start(c, ctx, &new)?;
            one(c, ctx, &round.id)
        })
        .await?;
    web.json_object(StatusCode::CREATED, body.version, &body)
}

/// One campaign.
#[utoipa::path(get, path = "/api/v1/categorisation-rounds/{id}", tag = "categorisation_rounds", params(("id" = Id, Path)),
    responses((status = 200, description = "The campaign", body = RoundBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| one(c, ctx, &id)).await?;
    web.json_object(StatusCode::OK, body.version, &body)
}

/// One vendor of a campaign.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LineBody {
    id: Id,
    vendor_id: Id,
    vendor_name: Option<String>,
    owner_id: Option<Id>,
    from_tier: Option<i32>,
    tier: Option<i32>,
    state: Option<LineState>,
    skipped_reason: Option<String>,
    version: i32,
}

impl From<RoundLine> for LineBody {
    fn from(line: RoundLine) -> Self {
        LineBody {
            state: line.skipped_reason.as_ref().map(|_| LineState::Skipped),
            id: line.id,
            vendor_id: line.vendor_id,
            vendor_name: None,
            owner_id: line.owner_id,
            from_tier: line.from_tier,
            tier: None,
            skipped_reason: line.skipped_reason,
            version: line.version,
        }
    }
}

impl From<Listed> for LineBody {
    fn from(listed: Listed) -> Self {
        LineBody {
            vendor_name: Some(listed.vendor_name),
            tier: listed.tier,
            state: Some(listed.state),
            ..LineBody::from(listed.line)
        }
    }
}

/// The vendors of a campaign.
#[utoipa::path(get, path = "/api/v1/categorisation-rounds/{id}/round-lines", tag = "categorisation_rounds",
    params(("id" = Id, Path), ListQuery, ("state" = Option<LineState>, Query),
        ("owner" = Option<String>, Query, description = "A person's id, or none")),
    responses((status = 200, description = "A page of vendors", body = [LineBody]), (status = 404, description = "Hidden or missing")))]
pub async fn lines(web: Web, id: Path<Id>, query: Query<ListQuery>, params: Query<Params>) -> Answer {
    let (filter, asked) = (line_filter(&params)?, query.page());
    let page = web
        .read(move |c, ctx| {
            let round = store::find_round(c, &ctx.scope, &id)?;
            store::lines(c, &ctx.scope, &round, &filter, ctx.instant(), asked)
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page.map(LineBody::from)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignBody {
    owner_id: Id,
    /// Without it: every vendor that is left.
    line_ids: Option<Vec<Id>>,
}

/// Gives many vendors of a campaign to one person.
#[utoipa::path(post, path = "/api/v1/categorisation-rounds/{id}/assign", tag = "categorisation_rounds", params(("id" = Id, Path)), request_body = AssignBody,
    responses((status = 200, description = "Given; how many changed owner is in `assigned`", body = Object), (status = 409, description = "The campaign is closed"), (status = 422, description = "No such person, or nobody named")))]
pub async fn assign(web: Web, id: Path<Id>, given: ApiBody<AssignBody>) -> Answer {
    let given = given.0;
    let count =
        web.write(move |c, ctx| actions::assign(c, ctx, &id, given.line_ids.as_deref(), &given.owner_id)).await?;
    web.json(StatusCode::OK, &serde_json::json!({ "assigned": count }))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineEditBody {
    owner_id: Option<Id>,
    /// Why the vendor needs no judgement this time; null takes it back.
    skipped_reason: Option<String>,
}

/// Changes whose a vendor is, or leaves it out with a reason.
#[utoipa::path(put, path = "/api/v1/categorisation-rounds/{id}/round-lines/{line_id}", tag = "categorisation_rounds",
    params(("id" = Id, Path), ("line_id" = Id, Path)), request_body = LineEditBody,
    responses((status = 200, description = "Changed", body = LineBody), (status = 409, description = "The campaign is closed"), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change_line(web: Web, path: Path<(Id, Id)>, edit: ApiBody<LineEditBody>) -> Answer {
    let (version, (id, line_id)) = (web.if_match()?, path.into_inner());
    let edit = LineEdit { owner_id: edit.0.owner_id, skipped_reason: edit.0.skipped_reason };
    let line = web.write(move |c, ctx| actions::edit_line(c, ctx, &id, &line_id, Some(version), &edit)).await?;
    web.json_object(StatusCode::OK, line.version, &LineBody::from(line.clone()))
}

/// Reminds everybody with a vendor left, at most once a day.
#[utoipa::path(post, path = "/api/v1/categorisation-rounds/{id}/remind", tag = "categorisation_rounds", params(("id" = Id, Path)),
    responses((status = 200, description = "Reminded; how many people is in `reminded`", body = Object), (status = 409, description = "Closed, or reminded today")))]
pub async fn remind(web: Web, id: Path<Id>) -> Answer {
    let told = web.write(move |c, ctx| actions::remind(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &serde_json::json!({ "reminded": told }))
}

/// Ends a campaign, with what remains.
#[utoipa::path(post, path = "/api/v1/categorisation-rounds/{id}/close", tag = "categorisation_rounds", params(("id" = Id, Path)),
    responses((status = 200, description = "Closed", body = RoundBody), (status = 409, description = "Closed already")))]
pub async fn close(web: Web, id: Path<Id>) -> Answer {
    let body = web
        .write(move |c, ctx| {
            actions::close(c, ctx, &id, None)?;
            one(c, ctx, &id)
        })
        .await?;
    web.json_object(StatusCode::OK, body.version, &body)
}
