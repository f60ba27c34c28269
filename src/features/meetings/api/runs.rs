//! Runs of a month.

use crate::base::{Id, Instant, Language, Period, Refusal};
use crate::features::meetings::actions;
use crate::features::meetings::model::{MonthRunState, RunFileState};
use crate::features::meetings::pages::runs::{Tallies, count};
use crate::features::meetings::records::MonthRun;
use crate::features::meetings::store::runs as store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct MonthRunJson {
    id: Id,
    period: String,
    language: Language,
    state: MonthRunState,
    /// The dialogues of the month.
    total: i32,
    made: i64,
    failed: i64,
    /// Without a locked record.
    missing: i64,
    waiting: i64,
    size: Option<i64>,
    sha256: Option<String>,
    error: Option<String>,
    started_by_name: String,
    started_at: Instant,
    finished_at: Option<Instant>,
    version: i32,
}

fn json(run: MonthRun, tallies: &Tallies) -> MonthRunJson {
    MonthRunJson {
        made: count(tallies, &run, RunFileState::Made),
        failed: count(tallies, &run, RunFileState::Failed),
        missing: count(tallies, &run, RunFileState::Missing),
        waiting: count(tallies, &run, RunFileState::Queued),
        id: run.id,
        period: run.period,
        language: run.language,
        state: run.state,
        total: run.total,
        size: run.size,
        sha256: run.sha256,
        error: run.error,
        started_by_name: run.started_by_name,
        started_at: run.started_at,
        finished_at: run.finished_at,
        version: run.version,
    }
}

/// The runs, newest first.
#[utoipa::path(get, path = "/api/v1/month-runs", tag = "month_runs", params(ListQuery),
    responses((status = 200, description = "items, next, total", body = [MonthRunJson])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let request = query.page();
    let (page, tallies) = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, request)?;
            let ids: Vec<Id> = page.items.iter().map(|run| run.id.clone()).collect();
            let tallies = store::tally(c, &ctx.scope, &ids)?;
            Ok((page, tallies))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page.map(|run| json(run, &tallies))))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRunJson {
    /// Year and month, `2026-11`.
    period: String,
    /// Swedish when absent.
    language: Option<Language>,
}

/// Starts the run of a month: one ZIP with the minutes of every dialogue, and a manifest.
#[utoipa::path(post, path = "/api/v1/month-runs", tag = "month_runs", request_body = NewRunJson,
    responses((status = 201, description = "The run", body = MonthRunJson), (status = 409, description = "One is under way, or there is nothing to run"),
        (status = 422, description = "Fields")))]
pub async fn start(web: Web, body: ApiBody<NewRunJson>) -> Answer {
    let body = body.0;
    let period: Period = body.period.parse().map_err(|()| Refusal::invalid("period", "error-meeting-period"))?;
    let language = body.language.unwrap_or(Language::Sv);
    let run = web.write(move |c, ctx| actions::start_run(c, ctx, period, language)).await?;
    one(&web, StatusCode::CREATED, run.id).await
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let (run, tallies) = web
        .read(move |c, ctx| {
            let run = store::find(c, &ctx.scope, &id)?;
            let tallies = store::tally(c, &ctx.scope, std::slice::from_ref(&run.id))?;
            Ok((run, tallies))
        })
        .await?;
    web.json_object(status, run.version, &json(run, &tallies))
}

/// How far a run has come.
#[utoipa::path(get, path = "/api/v1/month-runs/{id}", tag = "month_runs", params(("id" = Id, Path)),
    responses((status = 200, description = "The run", body = MonthRunJson), (status = 404, description = "Missing or hidden")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// The archive of a run that is done.
#[utoipa::path(get, path = "/api/v1/month-runs/{id}/zip", tag = "month_runs", params(("id" = Id, Path)),
    responses((status = 200, description = "The ZIP", content_type = "application/zip"), (status = 404, description = "Missing, hidden or not done")))]
pub async fn zip(web: Web, id: Path<Id>) -> Answer {
    crate::features::meetings::pages::runs::zip(web, id).await
}
