//! Follow-up plans.

use crate::base::{Id, Instant};
use crate::features::contracts;
use crate::features::meetings::actions;
use crate::features::meetings::model::{FollowUpKind, FollowUpState};
use crate::features::meetings::records::{FollowUpLine, FollowUpPlan};
use crate::features::meetings::store::plans::{self as store, LineFilter};
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpLineJson {
    id: Id,
    contract_id: Id,
    kind: FollowUpKind,
    due_on: NaiveDate,
    overdue: bool,
    owner_id: Option<Id>,
    owner_name: Option<String>,
    state: FollowUpState,
    done_on: Option<NaiveDate>,
    done_by_name: Option<String>,
    note: Option<String>,
    /// The dialogue or self-assessment that it was done by.
    object_id: Option<Id>,
    version: i32,
}

fn json(line: FollowUpLine, today: NaiveDate) -> FollowUpLineJson {
    FollowUpLineJson {
        overdue: line.is_overdue(today),
        id: line.id,
        contract_id: line.contract_id,
        kind: line.kind,
        due_on: line.due_on,
        owner_id: line.owner_id,
        owner_name: line.owner_name,
        state: line.state,
        done_on: line.done_on,
        done_by_name: line.done_by_name,
        note: line.note,
        object_id: line.object_id,
        version: line.version,
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct FollowUpPlanJson {
    /// Absent while no plan has been made. 0: the vendor is not categorised; -1: it or the contract has ended.
    tier: Option<i32>,
    model_version: Option<String>,
    planned_to: Option<NaiveDate>,
    made_at: Option<Instant>,
    lines: Vec<FollowUpLineJson>,
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FollowUpNarrowed {
    state: Option<FollowUpState>,
    kind: Option<FollowUpKind>,
    contract_id: Option<Id>,
    owner_id: Option<Id>,
    /// Only what is planned and late.
    overdue: Option<bool>,
}

/// The activities of every plan, the most urgent first.
#[utoipa::path(get, path = "/api/v1/follow-up", tag = "follow_up", params(ListQuery, FollowUpNarrowed),
    responses((status = 200, description = "items, next, total", body = [FollowUpLineJson])))]
pub async fn list(web: Web, query: Query<ListQuery>, narrowed: Query<FollowUpNarrowed>) -> Answer {
    let (request, narrowed, today) = (query.page(), narrowed.into_inner(), web.ctx()?.today());
    let overdue = narrowed.overdue == Some(true);
    let filter = LineFilter {
        state: if overdue { Some(FollowUpState::Planned) } else { narrowed.state },
        kind: narrowed.kind,
        contract_id: narrowed.contract_id,
        owner_id: narrowed.owner_id,
        due_before: overdue.then_some(today),
        due_from: None,
    };
    let page = web.read(move |c, ctx| store::list_lines(c, &ctx.scope, &filter, request)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|row| json(row.line, today))))
}

/// The plan of a contract.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/follow-up", tag = "follow_up", params(("id" = Id, Path)),
    responses((status = 200, description = "The plan", body = FollowUpPlanJson), (status = 404, description = "Missing or hidden")))]
pub async fn of_contract(web: Web, id: Path<Id>) -> Answer {
    shown(&web, id.into_inner()).await
}

async fn shown(web: &Web, id: Id) -> Answer {
    let (plan, lines): (Option<FollowUpPlan>, Vec<FollowUpLine>) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            contracts::find(c, &ctx.scope, &id)?;
            let plan = store::plan_of(c, &ctx.scope, &id)?;
            let lines = store::lines_of(c, &ctx.scope, &id)?;
            Ok((plan, lines))
        })
        .await?;
    let today = web.ctx()?.today();
    let body = FollowUpPlanJson {
        tier: plan.as_ref().map(|plan| plan.tier),
        model_version: plan.as_ref().map(|plan| plan.model_version.clone()),
        planned_to: plan.as_ref().map(|plan| plan.planned_to),
        made_at: plan.as_ref().map(|plan| plan.made_at),
        lines: lines.into_iter().map(|line| json(line, today)).collect(),
    };
    web.json(StatusCode::OK, &body)
}

/// Makes the plan of a contract now, or brings it up to date.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/follow-up", tag = "follow_up", params(("id" = Id, Path)),
    responses((status = 200, description = "The plan", body = FollowUpPlanJson), (status = 404, description = "Missing or hidden")))]
pub async fn make(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::make_plan(c, ctx, &key)).await?;
    shown(&web, id).await
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DoneJson {
    done_on: NaiveDate,
    #[serde(default)]
    note: String,
}

/// Notes that an activity has been done.
#[utoipa::path(post, path = "/api/v1/follow-up/{id}/done", tag = "follow_up", params(("id" = Id, Path)), request_body = DoneJson,
    responses((status = 200, description = "The activity", body = FollowUpLineJson), (status = 409, description = "A rule says no"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn done(web: Web, id: Path<Id>, body: ApiBody<DoneJson>) -> Answer {
    let (id, version, body) = (id.into_inner(), web.if_match()?, body.0);
    let line =
        web.write(move |c, ctx| actions::mark_done(c, ctx, (&id, Some(version)), body.done_on, &body.note)).await?;
    web.json_object(StatusCode::OK, line.version, &json(line, web.ctx()?.today()))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveJson {
    due_on: NaiveDate,
    #[serde(default)]
    owner_name: String,
    #[serde(default)]
    reason: String,
}

/// Gives an activity another day or another owner.
#[utoipa::path(post, path = "/api/v1/follow-up/{id}/move", tag = "follow_up", params(("id" = Id, Path)), request_body = MoveJson,
    responses((status = 200, description = "The activity", body = FollowUpLineJson), (status = 409, description = "A rule says no"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<MoveJson>) -> Answer {
    let (id, version, body) = (id.into_inner(), web.if_match()?, body.0);
    let line = web
        .write(move |c, ctx| {
            actions::change_line(c, ctx, (&id, Some(version)), (body.due_on, &body.owner_name), &body.reason)
        })
        .await?;
    web.json_object(StatusCode::OK, line.version, &json(line, web.ctx()?.today()))
}
