//! Decisions through the API; the same actions as the pages.

use super::actions;
use super::records::{DecisionState, MeetingDecision};
use super::store::{self, DecisionFilter};
use crate::base::{Id, Instant, Language};
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(utoipa::OpenApi)]
#[openapi(paths(list, carry_out, withdraw))]
pub struct Description;

#[derive(Debug, Serialize, ToSchema)]
pub struct DecisionJson {
    id: Id,
    contract_id: Id,
    dialogue_id: Id,
    /// The number of the dialogue that decided.
    number: i32,
    decided_on: NaiveDate,
    /// In the language of `Accept-Language`.
    title: String,
    decision: String,
    state: DecisionState,
    closed_note: Option<String>,
    closed_by_name: Option<String>,
    closed_at: Option<Instant>,
    version: i32,
}

fn json(row: MeetingDecision, language: Language) -> DecisionJson {
    DecisionJson {
        title: row.title(language).to_string(),
        id: row.id,
        contract_id: row.contract_id,
        dialogue_id: row.dialogue_id,
        number: row.number,
        decided_on: row.decided_on,
        decision: row.decision,
        state: row.state,
        closed_note: row.closed_note,
        closed_by_name: row.closed_by_name,
        closed_at: row.closed_at,
        version: row.version,
    }
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DecisionNarrowed {
    contract_id: Option<Id>,
    state: Option<DecisionState>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionCloseJson {
    /// Must be there when the decision is withdrawn.
    #[serde(default)]
    note: String,
}

/// The decisions of dialogues, the oldest first.
#[utoipa::path(get, path = "/api/v1/meeting-decisions", tag = "carried_decisions", params(ListQuery, DecisionNarrowed),
    responses((status = 200, description = "items, next, total", body = [DecisionJson])))]
pub async fn list(web: Web, query: Query<ListQuery>, narrowed: Query<DecisionNarrowed>) -> Answer {
    let (request, narrowed, language) = (query.page(), narrowed.into_inner(), web.language());
    let filter = DecisionFilter { contract_id: narrowed.contract_id, state: narrowed.state };
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, request)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|row| json(row.decision, language))))
}

/// The decision has been carried out.
#[utoipa::path(post, path = "/api/v1/meeting-decisions/{id}/carry-out", tag = "carried_decisions", params(("id" = Id, Path)),
    request_body = DecisionCloseJson,
    responses((status = 200, description = "The decision", body = DecisionJson), (status = 409, description = "It is closed"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn carry_out(web: Web, id: Path<Id>, body: ApiBody<DecisionCloseJson>) -> Answer {
    let (id, version, note) = (id.into_inner(), web.if_match()?, body.0.note);
    let row = web.write(move |c, ctx| actions::carry_out(c, ctx, &id, Some(version), &note)).await?;
    web.json_object(StatusCode::OK, row.version, &json(row, web.language()))
}

/// The decision no longer holds; `note` says why.
#[utoipa::path(post, path = "/api/v1/meeting-decisions/{id}/withdraw", tag = "carried_decisions", params(("id" = Id, Path)),
    request_body = DecisionCloseJson,
    responses((status = 200, description = "The decision", body = DecisionJson), (status = 409, description = "It is closed"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn withdraw(web: Web, id: Path<Id>, body: ApiBody<DecisionCloseJson>) -> Answer {
    let (id, version, note) = (id.into_inner(), web.if_match()?, body.0.note);
    let row = web.write(move |c, ctx| actions::withdraw_decision(c, ctx, &id, Some(version), &note)).await?;
    web.json_object(StatusCode::OK, row.version, &json(row, web.language()))
}
