//! What can be done with one risk through the API.

use super::bodies::{RiskBody, SimulationBody, simulation_body};
use super::one;
use crate::base::Id;
use crate::features::risks::actions::{self, Agreed, ControlInput, Proposal, Rated};
use crate::features::risks::model::{AcceptanceAnswer, ControlGroup, RiskState};
use crate::features::risks::records::{Consequences, StatedInputs};
use crate::features::risks::rules::table::Span;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StateBody {
    state: RiskState,
    /// Needed for closing and for opening again.
    #[serde(default)]
    reason: String,
}

/// Moves a risk on.
#[utoipa::path(post, path = "/api/v1/risks/{id}/state", tag = "risks", params(("id" = Id, Path)), request_body = StateBody,
    responses((status = 200, description = "Moved", body = RiskBody), (status = 409, description = "Not from where it stands")))]
pub async fn set_state(web: Web, id: Path<Id>, body: ApiBody<StateBody>) -> Answer {
    let (b, id) = (body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::set_state(c, ctx, &key, None, b.state, &b.reason)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRatingBody {
    likelihood: Span,
    /// By category; those that are left out are not judged.
    #[schema(value_type = Object)]
    consequence: Consequences,
    note: Option<String>,
}

/// Rates for oneself, before anybody else's rating is shown.
#[utoipa::path(post, path = "/api/v1/risks/{id}/ratings", tag = "risks", params(("id" = Id, Path)), request_body = NewRatingBody,
    responses((status = 201, description = "Rated", body = RiskBody), (status = 409, description = "Both have rated"), (status = 422, description = "Invalid")))]
pub async fn rate(web: Web, id: Path<Id>, body: ApiBody<NewRatingBody>) -> Answer {
    let (b, id) = (body.0, id.into_inner());
    let rated = Rated { likelihood: b.likelihood, consequences: b.consequence, note: b.note };
    let key = id.clone();
    web.write(move |c, ctx| actions::rate(c, ctx, &key, &rated)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAssessmentBody {
    likelihood: Span,
    /// By category; those that are left out are not judged.
    #[schema(value_type = Object)]
    consequence: Consequences,
    #[serde(default)]
    reason: String,
}

/// Agrees on a value when two have rated.
#[utoipa::path(post, path = "/api/v1/risks/{id}/assessments", tag = "risks", params(("id" = Id, Path)), request_body = NewAssessmentBody,
    responses((status = 201, description = "Agreed", body = RiskBody), (status = 409, description = "Two have not rated yet"), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn agree(web: Web, id: Path<Id>, body: ApiBody<NewAssessmentBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let agreed = Agreed { likelihood: b.likelihood, consequences: b.consequence, reason: b.reason };
    let key = id.clone();
    web.write(move |c, ctx| actions::agree(c, ctx, &key, Some(version), &agreed)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
pub struct NewInputsBody {
    #[serde(flatten)]
    inputs: StatedInputs,
    /// On what the intervals rest.
    #[serde(default)]
    note: String,
}

/// States the 90 % intervals of the simulation.
#[utoipa::path(put, path = "/api/v1/risks/{id}/inputs", tag = "risks", params(("id" = Id, Path)), request_body = NewInputsBody,
    responses((status = 200, description = "Stated", body = RiskBody), (status = 412, description = "Stale"), (status = 422, description = "No interval"), (status = 428, description = "If-Match is missing")))]
pub async fn intervals(web: Web, id: Path<Id>, body: ApiBody<NewInputsBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::state_intervals(c, ctx, &key, Some(version), &b.inputs, &b.note)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulateBody {
    /// Repeats an earlier simulation; a new one is drawn without it.
    seed: Option<i64>,
}

/// Simulates before and after controls.
#[utoipa::path(post, path = "/api/v1/risks/{id}/simulate", tag = "risks", params(("id" = Id, Path)), request_body = SimulateBody,
    responses((status = 201, description = "Simulated", body = SimulationBody), (status = 409, description = "No intervals, or simulation is turned off")))]
pub async fn simulate(web: Web, id: Path<Id>, body: ApiBody<SimulateBody>) -> Answer {
    let (seed, id) = (body.0.seed, id.into_inner());
    let row = web.write(move |c, ctx| actions::simulate(c, ctx, &id, seed)).await?;
    web.json(StatusCode::CREATED, &simulation_body(&row)?)
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewControlBody {
    control_id: String,
    acts_by: ControlGroup,
    /// Taken away of the frequency if it works, in whole percent from the least to the most.
    #[serde(default)]
    effect: (i32, i32),
    /// Taken away of the loss.
    #[serde(default)]
    reduction: (i32, i32),
    note: Option<String>,
}

/// Ties a control to the risk, or states anew what it takes away.
#[utoipa::path(post, path = "/api/v1/risks/{id}/risk-controls", tag = "risks", params(("id" = Id, Path)), request_body = NewControlBody,
    responses((status = 201, description = "Tied", body = RiskBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn put_control(web: Web, id: Path<Id>, body: ApiBody<NewControlBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let input = ControlInput {
        control_id: b.control_id,
        acts_by: b.acts_by,
        effect: b.effect,
        reduction: b.reduction,
        note: b.note,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::put_control(c, ctx, &key, Some(version), &input)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Takes a control away from the risk.
#[utoipa::path(delete, path = "/api/v1/risks/{id}/risk-controls/{control_id}", tag = "risks",
    params(("id" = Id, Path), ("control_id" = Id, Path)),
    responses((status = 200, description = "Taken away", body = RiskBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn remove_control(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (version, (id, control)) = (web.if_match()?, path.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::remove_control(c, ctx, &key, Some(version), &control)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    action_id: Id,
}

/// Ties an action to the risk.
#[utoipa::path(post, path = "/api/v1/risks/{id}/risk-actions", tag = "risks", params(("id" = Id, Path)), request_body = LinkBody,
    responses((status = 201, description = "Tied", body = RiskBody), (status = 422, description = "No such action")))]
pub async fn link_action(web: Web, id: Path<Id>, body: ApiBody<LinkBody>) -> Answer {
    let (b, id) = (body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::link_action(c, ctx, &key, &b.action_id)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Unties an action.
#[utoipa::path(delete, path = "/api/v1/risks/{id}/risk-actions/{link_id}", tag = "risks",
    params(("id" = Id, Path), ("link_id" = Id, Path)),
    responses((status = 200, description = "Untied", body = RiskBody)))]
pub async fn unlink_action(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, link) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::unlink_action(c, ctx, &key, &link)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalBody {
    #[serde(default)]
    reason: String,
    conditions: Option<String>,
    /// Diary number or the like.
    reference: Option<String>,
    /// Needed: an acceptance always ends.
    valid_until: Option<NaiveDate>,
    review_on: Option<NaiveDate>,
}

/// Proposes that what is left is accepted.
#[utoipa::path(post, path = "/api/v1/risks/{id}/acceptances", tag = "risks", params(("id" = Id, Path)), request_body = ProposalBody,
    responses((status = 201, description = "Proposed", body = RiskBody), (status = 409, description = "Not assessed, or one is open"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn propose(web: Web, id: Path<Id>, body: ApiBody<ProposalBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let new = Proposal {
        reason: b.reason,
        conditions: b.conditions,
        reference: b.reference,
        valid_until: b.valid_until,
        review_on: b.review_on,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::propose(c, ctx, &key, Some(version), &new)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRequest {
    answer: AcceptanceAnswer,
    /// Needed for a refusal.
    #[serde(default)]
    note: String,
}

/// Says yes or no to a proposal.
#[utoipa::path(post, path = "/api/v1/risks/{id}/acceptances/{acceptance_id}/answer", tag = "risks",
    params(("id" = Id, Path), ("acceptance_id" = Id, Path)), request_body = AnswerRequest,
    responses((status = 200, description = "Said", body = RiskBody), (status = 409, description = "One's own proposal, not one's level, or the risk has changed")))]
pub async fn answer(web: Web, path: Path<(Id, Id)>, body: ApiBody<AnswerRequest>) -> Answer {
    let (b, (id, acceptance)) = (body.0, path.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::answer(c, ctx, &key, &acceptance, None, b.answer, &b.note)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBody {
    #[serde(default)]
    reason: String,
}

/// Takes back a proposal or an acceptance.
#[utoipa::path(post, path = "/api/v1/risks/{id}/acceptances/{acceptance_id}/withdraw", tag = "risks",
    params(("id" = Id, Path), ("acceptance_id" = Id, Path)), request_body = WithdrawBody,
    responses((status = 200, description = "Withdrawn", body = RiskBody), (status = 409, description = "It has ended already")))]
pub async fn withdraw(web: Web, path: Path<(Id, Id)>, body: ApiBody<WithdrawBody>) -> Answer {
    let (b, (id, acceptance)) = (body.0, path.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::withdraw(c, ctx, &key, &acceptance, None, &b.reason)).await?;
    one(&web, StatusCode::OK, id).await
}
