//! What has been passed on to subcontractors, in JSON. The client's own: a vendor's token gets 404.

use crate::base::{Id, Instant};
use crate::features::contracts::{FlowDown, FlowInput, FlowState};
use crate::features::subcontractors::flowing::{Flow, FlowCounts, set_flow};
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One clause and one subcontractor.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FlowItem {
    clause_id: String,
    state: FlowState,
    reason: Option<String>,
    evidence_on: Option<NaiveDate>,
    note: Option<String>,
    updated_by: Option<String>,
    updated_at: Option<Instant>,
    /// What If-Match must say; 0 while nothing is stored.
    version: i32,
}

fn item(clause_id: &str, row: Option<&FlowDown>) -> FlowItem {
    FlowItem {
        clause_id: clause_id.to_string(),
        state: row.map_or(FlowState::NotYet, |row| row.state),
        reason: row.and_then(|row| row.reason.clone()),
        evidence_on: row.and_then(|row| row.evidence_on),
        note: row.and_then(|row| row.note.clone()),
        updated_by: row.map(|row| row.updated_by_name.clone()),
        updated_at: row.map(|row| row.updated_at),
        version: row.map_or(0, |row| row.version),
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct FlowSubcontractor {
    /// The subcontractor's node in the chain.
    node_id: Id,
    name: String,
    counts: FlowCounts,
    clauses: Vec<FlowItem>,
}

/// The approved subcontractors of a contract, with how each clause stands.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/flow-down", tag = "subcontracts", params(("id" = Id, Path)),
    responses((status = 200, description = "items", body = [FlowSubcontractor])))]
pub async fn flow_down(web: Web, id: Path<Id>) -> Answer {
    let flow = web.read(move |c, ctx| Flow::of(c, ctx, &id)).await?;
    let one = |(node_id, name): &(Id, String)| FlowSubcontractor {
        counts: flow.counts(node_id),
        clauses: flow.lines().map(|line| item(&line.clause.id, flow.row(node_id, &line.clause.id))).collect(),
        node_id: node_id.clone(),
        name: name.clone(),
    };
    let items: Vec<FlowSubcontractor> = flow.nodes.iter().map(one).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items }))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewFlow {
    clause_id: String,
    node_id: Id,
    state: FlowState,
    /// Needed when the clause is not needed or was refused.
    reason: Option<String>,
    /// Needed when it was passed on: the day of what shows it.
    evidence_on: Option<NaiveDate>,
    note: Option<String>,
}

/// States whether a clause has been passed on. Needs If-Match, 0 for the first time.
#[utoipa::path(put, path = "/api/v1/contracts/{id}/flow-down", tag = "subcontracts", params(("id" = Id, Path)), request_body = NewFlow,
    responses((status = 200, description = "Stated", body = FlowItem), (status = 412, description = "Stale")))]
pub async fn set_flow_down(web: Web, id: Path<Id>, body: ApiBody<NewFlow>) -> Answer {
    let (version, new) = (web.if_match()?, body.0);
    let input = FlowInput {
        clause_id: new.clause_id,
        node_id: new.node_id,
        state: new.state,
        reason: new.reason,
        evidence_on: new.evidence_on,
        note: new.note,
    };
    let row = web.write(move |c, ctx| set_flow(c, ctx, &id, &input, version)).await?;
    web.json_object(StatusCode::OK, row.version, &item(&row.clause_id, Some(&row)))
}
