//! Amendments and deviations in JSON. The client's own: a vendor's token gets 404.

use crate::base::{Id, Instant};
use crate::features::contracts::actions::{self, AmendmentInput, BroughtIn, DeviationInput, clauses_of};
use crate::features::contracts::effective::{DeviationStanding, standing};
use crate::features::contracts::records::{Amendment, AmendmentClause, AmendmentState, Deviation};
use crate::features::contracts::store;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct AmendmentJson {
    id: Id,
    number: i32,
    title: String,
    diary_number: Option<String>,
    note: Option<String>,
    state: AmendmentState,
    signed_on: Option<NaiveDate>,
    dropped_reason: Option<String>,
    clauses: Vec<BroughtIn>,
    created_by: String,
    created_at: Instant,
    version: i32,
}

fn amendment_json(row: Amendment, all: &[AmendmentClause]) -> AmendmentJson {
    AmendmentJson {
        clauses: clauses_of(all, &row.id),
        id: row.id,
        number: row.number,
        title: row.title,
        diary_number: row.diary_number,
        note: row.note,
        state: row.state,
        signed_on: row.signed_on,
        dropped_reason: row.dropped_reason,
        created_by: row.created_by_name,
        created_at: row.created_at,
        version: row.version,
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentBody {
    title: String,
    diary_number: Option<String>,
    note: Option<String>,
    /// The clauses that it brings in; all of them, each once.
    #[serde(default)]
    clauses: Vec<BroughtIn>,
}

impl From<AmendmentBody> for AmendmentInput {
    fn from(body: AmendmentBody) -> Self {
        AmendmentInput { title: body.title, diary_number: body.diary_number, note: body.note, clauses: body.clauses }
    }
}

async fn shown(web: &Web, status: StatusCode, row: Amendment) -> Answer {
    let contract_id = row.contract_id.clone();
    let all = web.read(move |c, ctx| store::brought_in(c, &ctx.scope, &contract_id)).await?;
    web.json_object(status, row.version, &amendment_json(row, &all))
}

/// The contract's amendments, the newest number first.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/amendments", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, description = "items", body = [AmendmentJson])))]
pub async fn amendments(web: Web, id: Path<Id>) -> Answer {
    let (rows, all) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::find(c, &ctx.scope, &id)?;
            Ok((store::amendments(c, &ctx.scope, &id)?, store::brought_in(c, &ctx.scope, &id)?))
        })
        .await?;
    let items: Vec<AmendmentJson> = rows.into_iter().map(|row| amendment_json(row, &all)).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items }))
}

/// Proposes an amendment with the next number.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/amendments", tag = "contracts", params(("id" = String, Path)), request_body = AmendmentBody,
    responses((status = 201, body = AmendmentJson), (status = 422, description = "a field is wrong")))]
pub async fn add_amendment(web: Web, id: Path<Id>, body: ApiBody<AmendmentBody>) -> Answer {
    let input = body.0.into();
    let row = web.write(move |c, ctx| actions::add_amendment(c, ctx, &id, &input)).await?;
    shown(&web, StatusCode::CREATED, row).await
}

/// One amendment.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/amendments/{amendment_id}", tag = "contracts",
    params(("id" = String, Path), ("amendment_id" = String, Path)),
    responses((status = 200, body = AmendmentJson)))]
pub async fn amendment(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, amendment_id) = path.into_inner();
    let row = web.read(move |c, ctx| store::find_amendment(c, &ctx.scope, &id, &amendment_id)).await?;
    shown(&web, StatusCode::OK, row).await
}

/// Writes a proposed amendment anew. Needs If-Match.
#[utoipa::path(put, path = "/api/v1/contracts/{id}/amendments/{amendment_id}", tag = "contracts",
    params(("id" = String, Path), ("amendment_id" = String, Path)), request_body = AmendmentBody,
    responses((status = 200, body = AmendmentJson), (status = 412, description = "changed since it was read")))]
pub async fn change_amendment(web: Web, path: Path<(Id, Id)>, body: ApiBody<AmendmentBody>) -> Answer {
    let (version, input, (id, amendment_id)) = (web.if_match()?, body.0.into(), path.into_inner());
    let row = web.write(move |c, ctx| actions::change_amendment(c, ctx, &id, &amendment_id, &input, version)).await?;
    shown(&web, StatusCode::OK, row).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignBody {
    /// Not before the contract began, and not later than today.
    signed_on: NaiveDate,
}

/// Signs an amendment: its clauses are present from now on. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/amendments/{amendment_id}/sign", tag = "contracts",
    params(("id" = String, Path), ("amendment_id" = String, Path)), request_body = SignBody,
    responses((status = 200, body = AmendmentJson), (status = 409, description = "signed or dropped already, or it brings nothing in")))]
pub async fn sign_amendment(web: Web, path: Path<(Id, Id)>, body: ApiBody<SignBody>) -> Answer {
    let (version, day, (id, amendment_id)) = (web.if_match()?, body.0.signed_on, path.into_inner());
    let row = web.write(move |c, ctx| actions::sign_amendment(c, ctx, &id, &amendment_id, day, version)).await?;
    shown(&web, StatusCode::OK, row).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DropBody {
    reason: String,
}

/// Drops a proposed amendment. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/amendments/{amendment_id}/drop", tag = "contracts",
    params(("id" = String, Path), ("amendment_id" = String, Path)), request_body = DropBody,
    responses((status = 200, body = AmendmentJson), (status = 409, description = "signed or dropped already")))]
pub async fn drop_amendment(web: Web, path: Path<(Id, Id)>, body: ApiBody<DropBody>) -> Answer {
    let (version, reason, (id, amendment_id)) = (web.if_match()?, body.0.reason, path.into_inner());
    let row = web.write(move |c, ctx| actions::drop_amendment(c, ctx, &id, &amendment_id, &reason, version)).await?;
    shown(&web, StatusCode::OK, row).await
}

#[derive(Serialize, ToSchema)]
pub struct DeviationJson {
    id: Id,
    clause_id: String,
    reason: String,
    /// The last day that it holds.
    until_on: NaiveDate,
    standing: DeviationStanding,
    proposed_by: String,
    proposed_at: Instant,
    decided_by: Option<String>,
    decided_at: Option<Instant>,
    decision_note: Option<String>,
    version: i32,
}

fn deviation_json(row: Deviation, today: NaiveDate) -> DeviationJson {
    DeviationJson {
        standing: standing(row.state, row.until_on, today),
        id: row.id,
        clause_id: row.clause_id,
        reason: row.reason,
        until_on: row.until_on,
        proposed_by: row.proposed_by_name,
        proposed_at: row.proposed_at,
        decided_by: row.decided_by_name,
        decided_at: row.decided_at,
        decision_note: row.decision_note,
        version: row.version,
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviationBody {
    clause_id: String,
    reason: String,
    until_on: NaiveDate,
}

/// The contract's deviations, the newest first.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/deviations", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, description = "items", body = [DeviationJson])))]
pub async fn deviations(web: Web, id: Path<Id>) -> Answer {
    let today = web.ctx()?.today();
    let rows = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::find(c, &ctx.scope, &id)?;
            store::deviations(c, &ctx.scope, &id)
        })
        .await?;
    let items: Vec<DeviationJson> = rows.into_iter().map(|row| deviation_json(row, today)).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items }))
}

/// Proposes a deviation, which somebody else decides.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/deviations", tag = "contracts", params(("id" = String, Path)), request_body = DeviationBody,
    responses((status = 201, body = DeviationJson), (status = 409, description = "a proposal for the clause waits already")))]
pub async fn propose_deviation(web: Web, id: Path<Id>, body: ApiBody<DeviationBody>) -> Answer {
    let today = web.ctx()?.today();
    let body = body.0;
    let input = DeviationInput { clause_id: body.clause_id, reason: body.reason, until_on: body.until_on };
    let row = web.write(move |c, ctx| actions::propose_deviation(c, ctx, &id, &input)).await?;
    web.json_object(StatusCode::CREATED, row.version, &deviation_json(row, today))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviationDecisionBody {
    approve: bool,
    /// Needed for a refusal.
    note: Option<String>,
}

/// Approves or refuses a deviation; never by the one who proposed it. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/deviations/{deviation_id}/decide", tag = "contracts",
    params(("id" = String, Path), ("deviation_id" = String, Path)), request_body = DeviationDecisionBody,
    responses((status = 200, body = DeviationJson), (status = 409, description = "one's own, decided already, or its day has passed")))]
pub async fn decide_deviation(web: Web, path: Path<(Id, Id)>, body: ApiBody<DeviationDecisionBody>) -> Answer {
    let (version, body, (id, deviation_id)) = (web.if_match()?, body.0, path.into_inner());
    let today = web.ctx()?.today();
    let row = web
        .write(move |c, ctx| {
            actions::decide_deviation(c, ctx, (&id, &deviation_id), body.approve, body.note.as_deref(), version)
        })
        .await?;
    web.json_object(StatusCode::OK, row.version, &deviation_json(row, today))
}

/// Takes a proposal back, or ends an approved deviation before its day. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/deviations/{deviation_id}/withdraw", tag = "contracts",
    params(("id" = String, Path), ("deviation_id" = String, Path)),
    responses((status = 200, body = DeviationJson), (status = 409, description = "it is over already")))]
pub async fn withdraw_deviation(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (version, (id, deviation_id), today) = (web.if_match()?, path.into_inner(), web.ctx()?.today());
    let row = web.write(move |c, ctx| actions::withdraw_deviation(c, ctx, &id, &deviation_id, version)).await?;
    web.json_object(StatusCode::OK, row.version, &deviation_json(row, today))
}
