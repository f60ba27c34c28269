//! The steps of an incident through the API: state, people, reports, figures, consequences.

use super::one;
use crate::base::Id;
use crate::base::refusal::Refusal;
use crate::features::incidents::actions::{self, Assessed};
use crate::features::incidents::clocks::ClockKey;
use crate::features::incidents::model::{
    ConsequenceKind, ConsequenceLevel, Exposure, IncidentState, LogCoverage, Unit,
};
use crate::features::incidents::rules::Figure;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StateBody {
    state: IncidentState,
    /// Needed to close with an unknown root cause, and to open again.
    decision: Option<String>,
}

/// Moves the incident on, or opens it again.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/state", tag = "incidents", params(("id" = Id, Path)), request_body = StateBody,
    responses((status = 200, description = "Moved", body = super::IncidentBody), (status = 409, description = "A clock is unanswered, or there is no such step")))]
pub async fn set_state(web: Web, id: Path<Id>, body: ApiBody<StateBody>) -> Answer {
    let version = web.stated_version()?;
    let (id, b) = (id.into_inner(), body.0);
    let key = id.clone();
    let decision = b.decision.unwrap_or_default();
    web.write(move |c, ctx| actions::set_state(c, ctx, &key, version, b.state, &decision)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Tells every manager who has not been told.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/notify", tag = "incidents", params(("id" = Id, Path)),
    responses((status = 200, description = "Told", body = super::IncidentBody)))]
pub async fn notify(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::notify(c, ctx, &key)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Asks the chain again for contracts behind the node.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/refresh", tag = "incidents", params(("id" = Id, Path)),
    responses((status = 200, description = "Asked", body = super::IncidentBody)))]
pub async fn refresh(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::refresh(c, ctx, &key)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPartyBody {
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
}

/// Adds a vendor or a contract.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/parties", tag = "incidents", params(("id" = Id, Path)), request_body = NewPartyBody,
    responses((status = 201, description = "Added", body = super::IncidentBody), (status = 422, description = "Invalid")))]
pub async fn add_party(web: Web, id: Path<Id>, body: ApiBody<NewPartyBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::add_party(c, ctx, &key, b.vendor_id.as_ref(), b.contract_id.as_ref())).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Says that the manager knows.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/parties/{party_id}/acknowledge", tag = "incidents",
    params(("id" = Id, Path), ("party_id" = Id, Path)),
    responses((status = 200, description = "Acknowledged", body = super::IncidentBody)))]
pub async fn acknowledge(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, party_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::acknowledge(c, ctx, &key, &party_id)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportBody {
    sent_at: Option<DateTime<Utc>>,
    case_id: Option<String>,
    /// Why nothing is sent; not together with `sent_at`.
    reason: Option<String>,
}

/// Writes down what was sent because of a clock, or why nothing is. `If-Match` is the clock's own version.
#[utoipa::path(put, path = "/api/v1/incidents/{id}/reports/{clock}", tag = "incidents",
    params(("id" = Id, Path), ("clock" = ClockKey, Path)), request_body = ReportBody,
    responses((status = 200, description = "Written down", body = super::IncidentBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn record_report(web: Web, path: Path<(Id, String)>, body: ApiBody<ReportBody>) -> Answer {
    let ((id, clock), b) = (path.into_inner(), body.0);
    let clock: ClockKey = clock.parse().map_err(|_| Refusal::NotFound)?;
    let version = web.if_match()?;
    let key = id.clone();
    web.write(move |c, ctx| actions::record_report(c, ctx, &key, clock, Some(version), b.sent_at, b.case_id, b.reason))
        .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFigureBody {
    category: Exposure,
    unit: Unit,
    low: Option<i64>,
    high: Option<i64>,
    #[serde(default)]
    none_found: bool,
    #[serde(default)]
    source: String,
    #[serde(default)]
    counting_rule: String,
    evidence_basis: Option<String>,
    /// `unknown` without it.
    log_coverage: Option<LogCoverage>,
    log_from: Option<NaiveDate>,
    log_to: Option<NaiveDate>,
    note: Option<String>,
    /// The figure in whose place this one stands.
    revises_id: Option<Id>,
}

/// Adds a figure of exposure.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/exposures", tag = "incidents", params(("id" = Id, Path)), request_body = NewFigureBody,
    responses((status = 201, description = "Added", body = super::IncidentBody), (status = 412, description = "Revised already"), (status = 422, description = "Invalid")))]
pub async fn add_figure(web: Web, id: Path<Id>, body: ApiBody<NewFigureBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let figure = Figure {
        category: b.category,
        unit: b.unit,
        low: b.low,
        high: b.high,
        none_found: b.none_found,
        source: b.source,
        counting_rule: b.counting_rule,
        evidence_basis: b.evidence_basis,
        log_coverage: b.log_coverage.unwrap_or(LogCoverage::Unknown),
        log_from: b.log_from,
        log_to: b.log_to,
        note: b.note,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::add_figure(c, ctx, &key, figure, b.revises_id.as_ref())).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessedBody {
    category: ConsequenceKind,
    level: ConsequenceLevel,
    note: Option<String>,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentBody {
    #[serde(default)]
    items: Vec<AssessedBody>,
}

/// Judges the kinds of consequence that are given.
#[utoipa::path(put, path = "/api/v1/incidents/{id}/consequences", tag = "incidents", params(("id" = Id, Path)), request_body = AssessmentBody,
    responses((status = 200, description = "Judged", body = super::IncidentBody)))]
pub async fn assess(web: Web, id: Path<Id>, body: ApiBody<AssessmentBody>) -> Answer {
    let id = id.into_inner();
    let judged: Vec<Assessed> = body
        .0
        .items
        .into_iter()
        .map(|one| Assessed { category: one.category, level: one.level, note: one.note })
        .collect();
    let key = id.clone();
    web.write(move |c, ctx| actions::assess(c, ctx, &key, &judged)).await?;
    one(&web, StatusCode::OK, id).await
}
