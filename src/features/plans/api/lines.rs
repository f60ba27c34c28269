//! The actions of a plan.

use super::plans::{PlanBody, one};
use crate::base::Id;
use crate::features::findings::Responsible;
use crate::features::plans::actions::{self, LineEdit, NewLine};
use crate::features::plans::model::PlanOrigin;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPlanLineBody {
    #[serde(default)]
    title: String,
    description: Option<String>,
    responsible: Responsible,
    /// A person of either party; their name is taken without `owner_name`.
    owner_id: Option<Id>,
    owner_name: Option<String>,
    due_on: NaiveDate,
    /// Without it the action is an orphan, which the plan flags.
    finding_id: Option<Id>,
    origin: PlanOrigin,
    starts_on: NaiveDate,
    milestone: Option<String>,
    expected_evidence: Option<String>,
    /// Never the vendor's.
    private_note: Option<String>,
}

/// Makes an action in the plan.
#[utoipa::path(post, path = "/api/v1/plans/{id}/plan-actions", tag = "plans", params(("id" = Id, Path)), request_body = NewPlanLineBody,
    responses((status = 201, description = "The plan with the action", body = PlanBody), (status = 422, description = "Invalid")))]
pub async fn add(web: Web, id: Path<Id>, body: ApiBody<NewPlanLineBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let new = NewLine {
        title: b.title,
        description: b.description,
        responsible: b.responsible,
        owner_id: b.owner_id,
        owner_name: b.owner_name,
        due_on: b.due_on,
        finding_id: b.finding_id,
        origin: b.origin,
        starts_on: b.starts_on,
        milestone: b.milestone,
        expected_evidence: b.expected_evidence,
        private_note: b.private_note,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::add_line(c, ctx, &key, version, &new)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakeInBody {
    #[serde(default)]
    actions: Vec<Id>,
    /// Without it: ongoing.
    origin: Option<PlanOrigin>,
}

/// Takes in open actions of the vendor that stand in no open plan.
#[utoipa::path(post, path = "/api/v1/plans/{id}/take-in", tag = "plans", params(("id" = Id, Path)), request_body = TakeInBody,
    responses((status = 201, description = "The plan with the actions", body = PlanBody), (status = 409, description = "rule-plan-taken, rule-plan-closed"), (status = 422, description = "None, or another vendor's")))]
pub async fn take_in(web: Web, id: Path<Id>, body: ApiBody<TakeInBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let origin = b.origin.unwrap_or(PlanOrigin::Ongoing);
    let key = id.clone();
    web.write(move |c, ctx| actions::take_in(c, ctx, &key, version, (b.actions.as_slice(), origin))).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanLineEditBody {
    origin: PlanOrigin,
    starts_on: NaiveDate,
    milestone: Option<String>,
    expected_evidence: Option<String>,
    private_note: Option<String>,
    /// Ties the action to a finding; without it the tie stays.
    finding_id: Option<Id>,
}

/// Says how an action stands in the plan. `If-Match` is the line's own version.
#[utoipa::path(put, path = "/api/v1/plans/{id}/plan-actions/{line_id}", tag = "plans", operation_id = "change_line",
    params(("id" = Id, Path), ("line_id" = Id, Path)), request_body = PlanLineEditBody,
    responses((status = 200, description = "The plan", body = PlanBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, path: Path<(Id, Id)>, body: ApiBody<PlanLineEditBody>) -> Answer {
    let ((id, line_id), version, b) = (path.into_inner(), web.if_match()?, body.0);
    let edit = LineEdit {
        origin: b.origin,
        starts_on: b.starts_on,
        milestone: b.milestone,
        expected_evidence: b.expected_evidence,
        private_note: b.private_note,
        finding_id: b.finding_id,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::edit_line(c, ctx, (&key, &line_id), Some(version), &edit)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Takes an action out of the plan; the action itself stays. `If-Match` is the line's own version.
#[utoipa::path(delete, path = "/api/v1/plans/{id}/plan-actions/{line_id}", tag = "plans", params(("id" = Id, Path), ("line_id" = Id, Path)),
    responses((status = 200, description = "The plan without it", body = PlanBody), (status = 404, description = "Hidden or missing"), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn remove(web: Web, path: Path<(Id, Id)>) -> Answer {
    let ((id, line_id), version) = (path.into_inner(), web.if_match()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::remove_line(c, ctx, (&key, &line_id), Some(version))).await?;
    one(&web, StatusCode::OK, id).await
}
