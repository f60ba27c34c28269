//! Preparation through the API. The region's token reads what the vendor prepared and decides on proposals; the
//! vendor's token prepares and proposes.

use super::actions::{self, NewProposal};
use super::records::{AgendaProposal, PreparedAnswer, ProposalState};
use super::store;
use crate::access::Side;
use crate::base::{Id, Instant};
use crate::features::contracts;
use crate::features::dialogues::model::Section;
use crate::features::dialogues::store as dialogue_store;
use crate::features::dialogues::store::sources;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(utoipa::OpenApi)]
#[openapi(paths(preparation, answer, propose, accept, decline, withdraw))]
pub struct Description;

#[derive(Debug, Serialize, ToSchema)]
pub struct PreparedJson {
    item_id: Id,
    answer: String,
    written_by_name: String,
    updated_at: Instant,
    version: i32,
}

impl From<PreparedAnswer> for PreparedJson {
    fn from(row: PreparedAnswer) -> Self {
        PreparedJson {
            item_id: row.item_id,
            answer: row.answer,
            written_by_name: row.written_by_name,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalJson {
    id: Id,
    dialogue_id: Id,
    section: Section,
    title: String,
    explanation: Option<String>,
    state: ProposalState,
    /// Why it was declined.
    reason: Option<String>,
    item_id: Option<Id>,
    proposed_by_name: String,
    proposed_at: Instant,
    decided_at: Option<Instant>,
    version: i32,
}

impl From<AgendaProposal> for ProposalJson {
    fn from(row: AgendaProposal) -> Self {
        ProposalJson {
            id: row.id,
            dialogue_id: row.dialogue_id,
            section: row.section,
            title: row.title,
            explanation: row.explanation,
            state: row.state,
            reason: row.reason,
            item_id: row.item_id,
            proposed_by_name: row.proposed_by_name,
            proposed_at: row.proposed_at,
            decided_at: row.decided_at,
            version: row.version,
        }
    }
}

/// A finding that no meeting has taken up. On the agenda it is called by its number.
#[derive(Debug, Serialize, ToSchema)]
pub struct FindingToTakeUpJson {
    id: Id,
    number: i32,
    title: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PreparationJson {
    answers: Vec<PreparedJson>,
    proposals: Vec<ProposalJson>,
    /// Absent for a vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<FindingToTakeUpJson>>,
}

/// What the vendor has prepared and proposed for a dialogue, and for the region which findings it will take up.
#[utoipa::path(get, path = "/api/v1/dialogues/{id}/preparation", tag = "preparation", params(("id" = Id, Path)),
    responses((status = 200, description = "Answers, proposals and findings", body = PreparationJson), (status = 404, description = "Missing or hidden")))]
pub async fn preparation(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let (answers, proposals, findings) = web
        .read(move |c, ctx| {
            let dialogue = dialogue_store::find(c, &ctx.scope, &id)?;
            let answers = store::answers(c, &dialogue)?;
            let findings = match ctx.scope.side() {
                Side::Region => {
                    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
                    Some(sources::findings_to_take_up(c, &contract, &dialogue)?)
                }
                Side::Vendor => None,
            };
            Ok((answers, store::proposals(c, &dialogue)?, findings))
        })
        .await?;
    let line = |found: sources::Found| FindingToTakeUpJson { id: found.id, number: found.number, title: found.title };
    let body = PreparationJson {
        answers: answers.into_values().map(PreparedJson::from).collect(),
        proposals: proposals.into_iter().map(ProposalJson::from).collect(),
        findings: findings.map(|findings| findings.into_iter().map(line).collect()),
    };
    web.json(StatusCode::OK, &body)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareJson {
    answer: String,
}

/// Writes what the vendor says about an item. `If-Match: "0"` for the first text.
#[utoipa::path(put, path = "/api/v1/dialogues/{id}/items/{item_id}/prepared", tag = "preparation",
    params(("id" = Id, Path), ("item_id" = Id, Path)), request_body = PrepareJson,
    responses((status = 200, description = "The text", body = PreparedJson), (status = 409, description = "The minutes are written"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn answer(web: Web, path: Path<(Id, Id)>, body: ApiBody<PrepareJson>) -> Answer {
    let ((id, item_id), version, text) = (path.into_inner(), web.if_match()?, body.0.answer);
    let row = web.write(move |c, ctx| actions::prepare_answer(c, ctx, (&id, &item_id), version, &text)).await?;
    web.json_object(StatusCode::OK, row.version, &PreparedJson::from(row))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewProposalJson {
    section: Section,
    title: String,
    explanation: Option<String>,
}

/// Proposes an item for the agenda.
#[utoipa::path(post, path = "/api/v1/dialogues/{id}/proposals", tag = "preparation", params(("id" = Id, Path)), request_body = NewProposalJson,
    responses((status = 201, description = "The proposal", body = ProposalJson), (status = 409, description = "A rule says no"),
        (status = 422, description = "Fields")))]
pub async fn propose(web: Web, id: Path<Id>, body: ApiBody<NewProposalJson>) -> Answer {
    let (id, body) = (id.into_inner(), body.0);
    let new = NewProposal { section: body.section, title: body.title, explanation: body.explanation };
    let row = web.write(move |c, ctx| actions::propose_item(c, ctx, &id, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &ProposalJson::from(row))
}

/// The proposal becomes an item of the agenda.
#[utoipa::path(post, path = "/api/v1/agenda-proposals/{id}/accept", tag = "preparation", params(("id" = Id, Path)),
    responses((status = 200, description = "The proposal", body = ProposalJson), (status = 409, description = "It is decided"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn accept(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.if_match()?);
    let row = web.write(move |c, ctx| actions::accept_proposal(c, ctx, &id, Some(version))).await?;
    web.json_object(StatusCode::OK, row.version, &ProposalJson::from(row))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclineJson {
    #[serde(default)]
    reason: String,
}

/// The proposal is declined; the vendor reads the reason.
#[utoipa::path(post, path = "/api/v1/agenda-proposals/{id}/decline", tag = "preparation", params(("id" = Id, Path)), request_body = DeclineJson,
    responses((status = 200, description = "The proposal", body = ProposalJson), (status = 409, description = "It is decided"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn decline(web: Web, id: Path<Id>, body: ApiBody<DeclineJson>) -> Answer {
    let (id, version, reason) = (id.into_inner(), web.if_match()?, body.0.reason);
    let row = web.write(move |c, ctx| actions::decline_proposal(c, ctx, &id, Some(version), &reason)).await?;
    web.json_object(StatusCode::OK, row.version, &ProposalJson::from(row))
}

/// The vendor takes its proposal back.
#[utoipa::path(post, path = "/api/v1/agenda-proposals/{id}/withdraw", tag = "preparation", params(("id" = Id, Path)),
    responses((status = 200, description = "The proposal", body = ProposalJson), (status = 409, description = "It is decided"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn withdraw(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.if_match()?);
    let row = web.write(move |c, ctx| actions::withdraw_proposal(c, ctx, &id, Some(version))).await?;
    web.json_object(StatusCode::OK, row.version, &ProposalJson::from(row))
}
