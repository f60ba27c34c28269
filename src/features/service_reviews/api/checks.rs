//! Spot checks.

use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant};
use crate::features::service_reviews::actions::{self, NewCheck, Seen};
use crate::features::service_reviews::model::{CheckState, Outcome, Selection};
use crate::features::service_reviews::records::{CheckItem, SpotCheck};
use crate::features::service_reviews::store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct CheckBody {
    id: Id,
    number: i32,
    title: String,
    purpose: String,
    state: CheckState,
    selection: Selection,
    population_size: i32,
    /// SHA-256 of the frozen population, canonical JSON of ids and names in the order of ids.
    population_sha256: String,
    seed: String,
    /// `tillit-draw-1`: the first of the population by SHA-256 of `tillit-draw-1:<seed>:<id>`.
    algorithm: String,
    sample_size: i32,
    diary_number: Option<String>,
    drawn_by_name: String,
    drawn_at: Instant,
    conclusion: Option<String>,
    version: i32,
}

fn body(check: SpotCheck) -> Result<CheckBody> {
    Ok(CheckBody {
        selection: serde_json::from_str(&check.selection).map_err(Refusal::fault)?,
        id: check.id,
        number: check.number,
        title: check.title,
        purpose: check.purpose,
        state: check.state,
        population_size: check.population_size,
        population_sha256: check.population_sha256,
        seed: check.seed,
        algorithm: check.algorithm,
        sample_size: check.sample_size,
        diary_number: check.diary_number,
        drawn_by_name: check.drawn_by_name,
        drawn_at: check.drawn_at,
        conclusion: check.conclusion,
        version: check.version,
    })
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ItemBody {
    id: Id,
    position: i32,
    service_id: Id,
    service_name: String,
    outcome: Outcome,
    looked_at: Option<String>,
    looked_on: Option<NaiveDate>,
    looked_by: Option<String>,
    note: Option<String>,
    evidence: Option<String>,
    finding_id: Option<Id>,
    version: i32,
}

fn item_body(item: CheckItem) -> ItemBody {
    ItemBody {
        id: item.id,
        position: item.position,
        service_id: item.service_id,
        service_name: item.service_name,
        outcome: item.outcome,
        looked_at: item.looked_at,
        looked_on: item.looked_on,
        looked_by: item.looked_by,
        note: item.note,
        evidence: item.evidence,
        finding_id: item.finding_id,
        version: item.version,
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct WholeCheckBody {
    #[serde(flatten)]
    check: CheckBody,
    /// What was drawn, in the order of the draw.
    drawn: Vec<ItemBody>,
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let check = body(store::find_check(c, &ctx.scope, &id)?)?;
            let drawn = store::items(c, &ctx.scope, &id)?.into_iter().map(item_body).collect();
            Ok(WholeCheckBody { check, drawn })
        })
        .await?;
    web.json_object(status, body.check.version, &body)
}

/// The spot checks, newest first.
#[utoipa::path(get, path = "/api/v1/spot-checks", tag = "spot checks", params(ListQuery, ("state" = Option<CheckState>, Query)),
    responses((status = 200, description = "A page of spot checks", body = [CheckBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (q, asked) = (filters.text("q"), query.page());
    let state = filters.parsed::<CheckState>("state")?;
    let page = web.read(move |c, ctx| store::list_checks(c, &ctx.scope, q.as_deref(), state, asked)).await?;
    let (total, number, size) = (page.total, page.number, page.size);
    let items = page.items.into_iter().map(|(check, _)| body(check)).collect::<Result<Vec<_>>>()?;
    web.json(StatusCode::OK, &list_body(crate::base::Page { items, total, number, size }))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCheckBody {
    #[serde(default)]
    title: String,
    #[serde(default)]
    purpose: String,
    sample_size: Option<i32>,
    diary_number: Option<String>,
    /// The population; every service that runs, without it.
    #[serde(default)]
    selection: Selection,
}

/// Freezes a population and draws a sample from it. The seed is drawn too: nobody chooses it.
#[utoipa::path(post, path = "/api/v1/spot-checks", tag = "spot checks", request_body = NewCheckBody,
    responses((status = 201, description = "Drawn", body = WholeCheckBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewCheckBody>) -> Answer {
    let b = body.0;
    let new = NewCheck {
        title: b.title,
        purpose: b.purpose,
        sample_size: b.sample_size,
        diary_number: b.diary_number,
        selection: b.selection,
    };
    let check = web.write(move |c, ctx| actions::draw(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, check.id).await
}

/// One spot check with what was drawn.
#[utoipa::path(get, path = "/api/v1/spot-checks/{id}", tag = "spot checks", params(("id" = Id, Path)),
    responses((status = 200, description = "The spot check", body = WholeCheckBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct SameBody {
    /// The same population and the same sample in the same order.
    same: bool,
}

/// Draws again from the frozen population and compares.
#[utoipa::path(post, path = "/api/v1/spot-checks/{id}/draw-again", tag = "spot checks", params(("id" = Id, Path)),
    responses((status = 200, description = "Whether it is the same", body = SameBody)))]
pub async fn draw_again(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let same = web.write(move |c, ctx| actions::draws_the_same(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &SameBody { same })
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConclusionBody {
    #[serde(default)]
    conclusion: String,
}

/// Ends a spot check with its conclusion.
#[utoipa::path(post, path = "/api/v1/spot-checks/{id}/close", tag = "spot checks", params(("id" = Id, Path)), request_body = ConclusionBody,
    responses((status = 200, description = "Ended", body = WholeCheckBody), (status = 409, description = "Something drawn has not been looked at")))]
pub async fn close(web: Web, id: Path<Id>, body: ApiBody<ConclusionBody>) -> Answer {
    let version = web.stated_version()?;
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::close_check(c, ctx, &key, version, &body.0.conclusion)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenBody {
    outcome: Outcome,
    looked_at: Option<String>,
    /// Today, without it.
    looked_on: Option<NaiveDate>,
    note: Option<String>,
    evidence: Option<String>,
}

/// Writes the protocol of one drawn service. `If-Match` is the drawn item's own version.
#[utoipa::path(put, path = "/api/v1/spot-checks/{id}/drawn/{item_id}", tag = "spot checks",
    params(("id" = Id, Path), ("item_id" = Id, Path)), request_body = SeenBody,
    responses((status = 200, description = "Written", body = WholeCheckBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn record(web: Web, path: Path<(Id, Id)>, body: ApiBody<SeenBody>) -> Answer {
    let ((id, item_id), b, version) = (path.into_inner(), body.0, web.if_match()?);
    let seen =
        Seen { outcome: b.outcome, looked_at: b.looked_at, looked_on: b.looked_on, note: b.note, evidence: b.evidence };
    let key = id.clone();
    web.write(move |c, ctx| actions::record(c, ctx, &key, &item_id, Some(version), &seen)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Makes a finding of a deviation.
#[utoipa::path(post, path = "/api/v1/spot-checks/{id}/drawn/{item_id}/finding", tag = "spot checks",
    params(("id" = Id, Path), ("item_id" = Id, Path)),
    responses((status = 201, description = "Made", body = WholeCheckBody), (status = 409, description = "No deviation, no vendor, or made already")))]
pub async fn finding(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, item_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::open_finding_of(c, ctx, &key, &item_id)).await?;
    one(&web, StatusCode::CREATED, id).await
}
