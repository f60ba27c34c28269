//! Decisions on plans, versions compared, and paper.

use super::plans::{PlanBody, PlanDecisionBody, one};
use crate::base::Id;
use crate::features::plans::actions::{self, DecisionInput};
use crate::features::plans::pages;
use crate::features::plans::records::PlanDecision;
use crate::features::plans::rules::{FieldChange, LineChange};
use crate::kit::web::{Answer, ApiBody, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub fn body(d: &PlanDecision) -> PlanDecisionBody {
    PlanDecisionBody {
        number: d.number,
        role: d.decided_role.clone(),
        name: d.decided_by_name.clone(),
        decided_on: d.decided_on,
        delegation: d.delegation.clone(),
        diary_number: d.diary_number.clone(),
        sha256: d.sha256.clone(),
        recorded_by: d.recorded_by_name.clone(),
        recorded_at: d.recorded_at,
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanDecisionInput {
    /// The role that decides.
    #[serde(default)]
    role: String,
    #[serde(default)]
    name: String,
    decided_on: Option<NaiveDate>,
    /// The reference of the delegation.
    #[serde(default)]
    delegation: String,
    /// Free text; never made by the product.
    diary_number: Option<String>,
    /// The plan's `fingerprint` as it was read. Required.
    #[serde(default)]
    seen: String,
}

/// Freezes the plan as it is, as its next version. When it is no longer the plan that was read, nothing is decided.
#[utoipa::path(post, path = "/api/v1/plans/{id}/decide", tag = "plans", params(("id" = Id, Path)), request_body = PlanDecisionInput,
    responses((status = 201, description = "Decided", body = PlanBody), (status = 409, description = "rule-plan-empty, rule-plan-decided, rule-plan-moved-on, rule-plan-closed"), (status = 422, description = "Invalid")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<PlanDecisionInput>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.stated_version()?, body.0);
    let input = DecisionInput {
        role: b.role,
        name: b.name,
        decided_on: b.decided_on,
        delegation: b.delegation,
        diary_number: b.diary_number,
        seen: b.seen,
    };
    let key = id.clone();
    web.write(move |c, ctx| actions::decide(c, ctx, &key, version, &input)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Serialize, ToSchema)]
pub struct PlanFieldChangeBody {
    field: String,
    old: Option<String>,
    new: Option<String>,
}

#[derive(Serialize, ToSchema)]
pub struct PlanLineChangeBody {
    /// The action's number.
    number: i32,
    title: String,
    change: LineChange,
    fields: Vec<PlanFieldChangeBody>,
}

/// What differs between two versions of a plan.
#[derive(Serialize, ToSchema)]
pub struct PlanComparisonBody {
    /// A decision's number, or `now`.
    from: String,
    to: String,
    /// Anything but due dates that were moved.
    needs_decision: bool,
    head: Vec<PlanFieldChangeBody>,
    lines: Vec<PlanLineChangeBody>,
}

/// Compares two versions: the latest decision with the plan as it is, when nothing else is asked.
#[utoipa::path(get, path = "/api/v1/plans/{id}/compare", tag = "plans",
    params(("id" = Id, Path), ("from" = Option<String>, Query, description = "A decision's number, or now"), ("to" = Option<String>, Query)),
    responses((status = 200, description = "The differences", body = PlanComparisonBody), (status = 404, description = "No such version")))]
pub async fn compare(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let (from, to) = (query.text("from"), query.text("to"));
    let (_, comparison, (from, to)) =
        web.read(move |c, ctx| pages::comparing::compared(c, ctx, &id, (from.as_deref(), to.as_deref()))).await?;
    let field =
        |change: FieldChange| PlanFieldChangeBody { field: change.field.to_string(), old: change.old, new: change.new };
    let body = PlanComparisonBody {
        from,
        to,
        needs_decision: comparison.needs_decision(),
        head: comparison.head.into_iter().map(field).collect(),
        lines: comparison
            .lines
            .into_iter()
            .map(|line| PlanLineChangeBody {
                number: line.number,
                title: line.title,
                change: line.change,
                fields: line.fields.into_iter().map(field).collect(),
            })
            .collect(),
    };
    web.json(StatusCode::OK, &body)
}

/// The plan as PDF: a decided version by its number, or the plan as it is. A vendor's copy has no findings.
#[utoipa::path(get, path = "/api/v1/plans/{id}/plan.pdf", tag = "plans",
    params(("id" = Id, Path), ("version" = Option<i32>, Query), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The plan, application/pdf"), (status = 404, description = "Hidden, or no such version")))]
pub async fn paper(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    pages::pdf(web, id, query).await
}
