//! The checklist, the Statement of Applicability, the trend and the readiness.

use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Page};
use crate::features::frameworks::isms_clauses;
use crate::features::own_isms::actions::{self, ClauseEdit, ControlEdit};
use crate::features::own_isms::model::IsmsState;
use crate::features::own_isms::pages::soa::lines;
use crate::features::own_isms::parameters::Parameters;
use crate::features::own_isms::records::{ClauseRow, ControlRow, Snapshot};
use crate::features::own_isms::rules::{Check, Completion, ready};
use crate::features::own_isms::store;
use crate::kit::web::{Answer, ApiBody, Upload, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct MonthBody {
    /// The first day of the month.
    month: NaiveDate,
    clauses_total: i32,
    clauses_ongoing: i32,
    clauses_in_place: i32,
    clauses_works: i32,
    percent: i32,
    taken_at: Instant,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct OverviewBody {
    completion: Completion,
    /// The oldest first.
    months: Vec<MonthBody>,
}

fn month(row: Snapshot) -> MonthBody {
    MonthBody {
        month: row.month,
        clauses_total: row.clauses_total,
        clauses_ongoing: row.clauses_ongoing,
        clauses_in_place: row.clauses_in_place,
        clauses_works: row.clauses_works,
        percent: row.percent,
        taken_at: row.taken_at,
    }
}

/// How far the clauses have come, and how it stood each month.
#[utoipa::path(get, path = "/api/v1/own-isms", tag = "own management system",
    responses((status = 200, description = "Completion and trend", body = OverviewBody)))]
pub async fn overview(web: Web) -> Answer {
    let body = web
        .read(|c, ctx| {
            let completion = actions::completion_of(&store::clauses(c, &ctx.scope)?, ctx.today());
            let months = store::snapshots(c, &ctx.scope)?.into_iter().map(month).collect();
            Ok(OverviewBody { completion, months })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ReadinessBody {
    ready: bool,
    checks: Vec<Check>,
}

/// Whether certification could be asked for, check by check.
#[utoipa::path(get, path = "/api/v1/own-isms/readiness", tag = "own management system",
    responses((status = 200, description = "The checks", body = ReadinessBody)))]
pub async fn readiness(web: Web) -> Answer {
    let body = web
        .read(|c, ctx| {
            let rows = store::clauses(c, &ctx.scope)?;
            let now = actions::readiness_of(c, ctx, &rows)?;
            let checks = ready(&now, Parameters::on(ctx.today()), ctx.today());
            Ok(ReadinessBody { ready: checks.iter().all(|check| check.met), checks })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ClauseBody {
    clause_id: String,
    title_sv: Option<String>,
    title_en: Option<String>,
    state: IsmsState,
    evidence: Option<String>,
    evidence_on: Option<NaiveDate>,
    owner_id: Option<Id>,
    owner_name: Option<String>,
    target_on: Option<NaiveDate>,
    gap: Option<String>,
    next_step: Option<String>,
    cost_low: Option<i64>,
    cost_high: Option<i64>,
    cost_note: Option<String>,
    /// 0 until somebody has written something.
    version: i32,
}

fn clause_body(id: &str, row: Option<ClauseRow>) -> Result<ClauseBody> {
    let node = isms_clauses().into_iter().find(|node| node.id == id).ok_or(Refusal::NotFound)?;
    let (title_sv, title_en) = (node.title.sv.clone(), node.title.en.clone());
    let clause_id = id.to_string();
    Ok(match row {
        None => ClauseBody {
            clause_id,
            title_sv,
            title_en,
            state: IsmsState::NotStarted,
            evidence: None,
            evidence_on: None,
            owner_id: None,
            owner_name: None,
            target_on: None,
            gap: None,
            next_step: None,
            cost_low: None,
            cost_high: None,
            cost_note: None,
            version: 0,
        },
        Some(row) => ClauseBody {
            clause_id,
            title_sv,
            title_en,
            state: row.state,
            evidence: row.evidence,
            evidence_on: row.evidence_on,
            owner_id: row.owner_id,
            owner_name: row.owner_name,
            target_on: row.target_on,
            gap: row.gap,
            next_step: row.next_step,
            cost_low: row.cost_low,
            cost_high: row.cost_high,
            cost_note: row.cost_note,
            version: row.version,
        },
    })
}

/// Every clause of the checklist, in the order of the standard.
#[utoipa::path(get, path = "/api/v1/own-isms/clauses", tag = "own management system",
    responses((status = 200, description = "The clauses", body = [ClauseBody])))]
pub async fn list(web: Web) -> Answer {
    let rows = web.read(|c, ctx| store::clauses(c, &ctx.scope)).await?;
    let row = |id: &str| rows.iter().find(|row| row.clause_id == id).cloned();
    let items = isms_clauses().iter().map(|node| clause_body(&node.id, row(&node.id))).collect::<Result<Vec<_>>>()?;
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    web.json(StatusCode::OK, &list_body(Page { items, total, number: 1, size: total }))
}

async fn one(web: &Web, status: StatusCode, id: String) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let row = store::clause(c, &ctx.scope, &id)?;
            clause_body(&id, row)
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// One clause.
#[utoipa::path(get, path = "/api/v1/own-isms/clauses/{clause_id}", tag = "own management system", params(("clause_id" = String, Path)),
    responses((status = 200, description = "The clause", body = ClauseBody), (status = 404, description = "No such clause")))]
pub async fn show(web: Web, id: Path<String>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseChange {
    state: IsmsState,
    evidence: Option<String>,
    evidence_on: Option<NaiveDate>,
    owner_id: Option<Id>,
    target_on: Option<NaiveDate>,
    gap: Option<String>,
    next_step: Option<String>,
    cost_low: Option<i64>,
    cost_high: Option<i64>,
    cost_note: Option<String>,
}

/// Writes a clause. `If-Match` is "0" for one that nobody has written before.
#[utoipa::path(put, path = "/api/v1/own-isms/clauses/{clause_id}", tag = "own management system", params(("clause_id" = String, Path)), request_body = ClauseChange,
    responses((status = 200, description = "Written", body = ClauseBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn write(web: Web, id: Path<String>, body: ApiBody<ClauseChange>) -> Answer {
    let (version, id, b) = (web.if_match()?, id.into_inner(), body.0);
    let given = ClauseEdit {
        state: b.state,
        evidence: b.evidence,
        evidence_on: b.evidence_on,
        owner_id: b.owner_id,
        target_on: b.target_on,
        gap: b.gap,
        next_step: b.next_step,
        cost_low: b.cost_low,
        cost_high: b.cost_high,
        cost_note: b.cost_note,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::write_clause(c, ctx, &key, Some(version), &given)).await?;
    one(&web, StatusCode::OK, id).await
}

/// The form of a file of evidence.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart form")]
pub struct EvidenceFile {
    #[schema(value_type = String, format = Binary)]
    file: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct FileBody {
    id: Id,
    file_name: String,
    sha256: String,
}

/// Puts a file to the evidence of a clause.
#[utoipa::path(post, path = "/api/v1/own-isms/clauses/{clause_id}/files", tag = "own management system", params(("clause_id" = String, Path)),
    request_body(content = EvidenceFile, content_type = "multipart/form-data"),
    responses((status = 201, description = "Kept", body = FileBody), (status = 422, description = "No file of an accepted kind")))]
pub async fn attach(upload: Upload, id: Path<String>) -> Answer {
    let id = id.into_inner();
    if !isms_clauses().iter().any(|node| node.id == id) {
        return Err(Refusal::NotFound);
    }
    let file = upload.receive("file").await?;
    let kept = upload.web.write(move |c, ctx| actions::attach(c, ctx, &id, &file)).await?;
    let body = FileBody { id: kept.id, file_name: kept.file_name, sha256: kept.sha256 };
    upload.web.json(StatusCode::CREATED, &body)
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ControlBody {
    control_id: String,
    title: String,
    /// Null: nobody has decided.
    applicable: Option<bool>,
    justification: String,
    state: Option<IsmsState>,
    owner_name: Option<String>,
    version: i32,
}

fn control_bodies(web: &Web, rows: &[ControlRow]) -> Vec<ControlBody> {
    let version = |id: &str| rows.iter().find(|row| row.control_id == id).map_or(0, |row| row.version);
    lines(rows, web.language())
        .into_iter()
        .map(|line| ControlBody {
            version: version(&line.id),
            control_id: line.id,
            title: line.title,
            applicable: line.applicable,
            justification: line.justification,
            state: line.state,
            owner_name: line.owner_name,
        })
        .collect()
}

/// The Statement of Applicability: every control, in the order of the standard.
#[utoipa::path(get, path = "/api/v1/own-isms/soa", tag = "own management system",
    responses((status = 200, description = "The controls", body = [ControlBody])))]
pub async fn soa(web: Web) -> Answer {
    let rows = web.read(|c, ctx| store::controls(c, &ctx.scope)).await?;
    let items = control_bodies(&web, &rows);
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    web.json(StatusCode::OK, &list_body(Page { items, total, number: 1, size: total }))
}

async fn one_control(web: &Web, id: String) -> Answer {
    let key = id.clone();
    let row = web.read(move |c, ctx| store::control(c, &ctx.scope, &key)).await?;
    let found = control_bodies(web, row.as_slice()).into_iter().find(|body| body.control_id == id);
    let body = found.ok_or(Refusal::NotFound)?;
    web.json_object(StatusCode::OK, body.version, &body)
}

/// One control of the statement.
#[utoipa::path(get, path = "/api/v1/own-isms/soa/{control_id}", tag = "own management system", params(("control_id" = String, Path)),
    responses((status = 200, description = "The control", body = ControlBody), (status = 404, description = "No such control")))]
pub async fn control(web: Web, id: Path<String>) -> Answer {
    one_control(&web, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ControlChange {
    applicable: bool,
    #[serde(default)]
    justification: String,
    state: Option<IsmsState>,
    owner_id: Option<Id>,
}

/// Decides on a control. `If-Match` is "0" for one that nobody has decided on before.
#[utoipa::path(put, path = "/api/v1/own-isms/soa/{control_id}", tag = "own management system", params(("control_id" = String, Path)), request_body = ControlChange,
    responses((status = 200, description = "Decided", body = ControlBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn write_control(web: Web, id: Path<String>, body: ApiBody<ControlChange>) -> Answer {
    let (version, id, b) = (web.if_match()?, id.into_inner(), body.0);
    let given = ControlEdit {
        applicable: b.applicable,
        justification: b.justification,
        state: b.state.unwrap_or(IsmsState::NotStarted),
        owner_id: b.owner_id,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::write_control(c, ctx, &key, Some(version), &given)).await?;
    one_control(&web, id).await
}
