//! The plan, the goals with what was measured, audits and reviews.

use crate::base::refusal::Result;
use crate::base::{Id, Page};
use crate::features::own_isms::actions::{self, EventEdit, GoalEdit, NewValue, StepEdit};
use crate::features::own_isms::model::{EventKind, StepState};
use crate::features::own_isms::records::{Event, Goal, GoalValue, Step};
use crate::features::own_isms::rules::progress;
use crate::features::own_isms::store;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct StepBody {
    id: Id,
    clause_id: Option<String>,
    title: String,
    description: Option<String>,
    owner_id: Id,
    owner_name: String,
    due_on: NaiveDate,
    state: StepState,
    done_on: Option<NaiveDate>,
    version: i32,
}

fn step_body(row: Step) -> StepBody {
    StepBody {
        id: row.id,
        clause_id: row.clause_id,
        title: row.title,
        description: row.description,
        owner_id: row.owner_id,
        owner_name: row.owner_name,
        due_on: row.due_on,
        state: row.state,
        done_on: row.done_on,
        version: row.version,
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepChange {
    clause_id: Option<String>,
    #[serde(default)]
    title: String,
    description: Option<String>,
    owner_id: Option<Id>,
    due_on: Option<NaiveDate>,
    state: Option<StepState>,
}

impl From<StepChange> for StepEdit {
    fn from(b: StepChange) -> StepEdit {
        StepEdit {
            clause_id: b.clause_id,
            title: b.title,
            description: b.description,
            owner_id: b.owner_id,
            due_on: b.due_on,
            state: b.state,
        }
    }
}

/// The steps of the plan, what is due first on top.
#[utoipa::path(get, path = "/api/v1/own-isms/plan", tag = "own management system", params(ListQuery, ("state" = Option<StepState>, Query)),
    responses((status = 200, description = "A page of steps", body = [StepBody])))]
pub async fn steps(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (asked, state) = (query.page(), filters.parsed::<StepState>("state")?);
    let page = web.read(move |c, ctx| store::steps(c, &ctx.scope, state, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(step_body)))
}

async fn the_step(web: &Web, status: StatusCode, id: Id) -> Answer {
    let row = web.read(move |c, ctx| store::step(c, &ctx.scope, &id)).await?;
    let body = step_body(row);
    web.json_object(status, body.version, &body)
}

/// One more step of the plan.
#[utoipa::path(post, path = "/api/v1/own-isms/plan", tag = "own management system", request_body = StepChange,
    responses((status = 201, description = "Made", body = StepBody), (status = 422, description = "Invalid")))]
pub async fn add_step(web: Web, body: ApiBody<StepChange>) -> Answer {
    let given = body.0.into();
    let row = web.write(move |c, ctx| actions::add_step(c, ctx, &given)).await?;
    the_step(&web, StatusCode::CREATED, row.id).await
}

/// One step of the plan.
#[utoipa::path(get, path = "/api/v1/own-isms/plan/{id}", tag = "own management system", params(("id" = Id, Path)),
    responses((status = 200, description = "It", body = StepBody), (status = 404, description = "Hidden or missing")))]
pub async fn step(web: Web, id: Path<Id>) -> Answer {
    the_step(&web, StatusCode::OK, id.into_inner()).await
}

/// Changes a step of the plan.
#[utoipa::path(put, path = "/api/v1/own-isms/plan/{id}", tag = "own management system", params(("id" = Id, Path)), request_body = StepChange,
    responses((status = 200, description = "Changed", body = StepBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn edit_step(web: Web, id: Path<Id>, body: ApiBody<StepChange>) -> Answer {
    let (version, id, given) = (web.if_match()?, id.into_inner(), body.0.into());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit_step(c, ctx, &key, Some(version), &given)).await?;
    the_step(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GoalChange {
    #[serde(default)]
    title: String,
    #[serde(default)]
    unit: String,
    baseline: Option<f64>,
    baseline_on: Option<NaiveDate>,
    target: Option<f64>,
    target_on: Option<NaiveDate>,
    owner_id: Option<Id>,
}

impl From<GoalChange> for GoalEdit {
    fn from(b: GoalChange) -> GoalEdit {
        GoalEdit {
            title: b.title,
            unit: b.unit,
            baseline: b.baseline,
            baseline_on: b.baseline_on,
            target: b.target,
            target_on: b.target_on,
            owner_id: b.owner_id,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ValueBody {
    measured_on: NaiveDate,
    value: f64,
    note: Option<String>,
    measured_by_name: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct GoalBody {
    id: Id,
    title: String,
    unit: String,
    baseline: f64,
    baseline_on: NaiveDate,
    target: f64,
    target_on: NaiveDate,
    owner_id: Option<Id>,
    owner_name: Option<String>,
    version: i32,
    /// Percent of the way from baseline to target at the last value.
    progress: Option<i32>,
    /// The oldest first.
    values: Vec<ValueBody>,
}

fn goal_body(row: Goal, values: &[GoalValue]) -> GoalBody {
    let own = || values.iter().filter(|value| value.goal_id == row.id);
    let last = own().next_back().and_then(|value| progress(row.baseline, row.target, value.value));
    let values = own()
        .map(|value| ValueBody {
            measured_on: value.measured_on,
            value: value.value,
            note: value.note.clone(),
            measured_by_name: value.measured_by_name.clone(),
        })
        .collect();
    GoalBody {
        progress: last,
        values,
        id: row.id,
        title: row.title,
        unit: row.unit,
        baseline: row.baseline,
        baseline_on: row.baseline_on,
        target: row.target,
        target_on: row.target_on,
        owner_id: row.owner_id,
        owner_name: row.owner_name,
        version: row.version,
    }
}

/// The goals with what was measured.
#[utoipa::path(get, path = "/api/v1/own-isms/goals", tag = "own management system",
    responses((status = 200, description = "The goals", body = [GoalBody])))]
pub async fn goals(web: Web) -> Answer {
    let items = web
        .read(|c, ctx| {
            let rows = store::goals(c, &ctx.scope)?;
            let ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
            let values = store::goal_values(c, &ctx.scope, &ids)?;
            Ok(rows.into_iter().map(|row| goal_body(row, &values)).collect::<Vec<_>>())
        })
        .await?;
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    web.json(StatusCode::OK, &list_body(Page { items, total, number: 1, size: total.max(1) }))
}

async fn the_goal(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let row = store::goal(c, &ctx.scope, &id)?;
            let values = store::goal_values(c, &ctx.scope, std::slice::from_ref(&id))?;
            let body: Result<GoalBody> = Ok(goal_body(row, &values));
            body
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// One more goal.
#[utoipa::path(post, path = "/api/v1/own-isms/goals", tag = "own management system", request_body = GoalChange,
    responses((status = 201, description = "Made", body = GoalBody), (status = 422, description = "Invalid")))]
pub async fn add_goal(web: Web, body: ApiBody<GoalChange>) -> Answer {
    let given = body.0.into();
    let row = web.write(move |c, ctx| actions::add_goal(c, ctx, &given)).await?;
    the_goal(&web, StatusCode::CREATED, row.id).await
}

/// One goal.
#[utoipa::path(get, path = "/api/v1/own-isms/goals/{id}", tag = "own management system", params(("id" = Id, Path)),
    responses((status = 200, description = "It", body = GoalBody), (status = 404, description = "Hidden or missing")))]
pub async fn goal(web: Web, id: Path<Id>) -> Answer {
    the_goal(&web, StatusCode::OK, id.into_inner()).await
}

/// Changes a goal.
#[utoipa::path(put, path = "/api/v1/own-isms/goals/{id}", tag = "own management system", params(("id" = Id, Path)), request_body = GoalChange,
    responses((status = 200, description = "Changed", body = GoalBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn edit_goal(web: Web, id: Path<Id>, body: ApiBody<GoalChange>) -> Answer {
    let (version, id, given) = (web.if_match()?, id.into_inner(), body.0.into());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit_goal(c, ctx, &key, Some(version), &given)).await?;
    the_goal(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewValueBody {
    value: Option<f64>,
    /// Today, without it.
    measured_on: Option<NaiveDate>,
    note: Option<String>,
}

/// Puts a measured value to a goal: one for each day, and it stays.
#[utoipa::path(post, path = "/api/v1/own-isms/goals/{id}/values", tag = "own management system", params(("id" = Id, Path)), request_body = NewValueBody,
    responses((status = 201, description = "Kept", body = GoalBody), (status = 422, description = "Invalid")))]
pub async fn measure(web: Web, id: Path<Id>, body: ApiBody<NewValueBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let given = NewValue { value: b.value, measured_on: b.measured_on, note: b.note };
    let key = id.clone();
    web.write(move |c, ctx| actions::measure(c, ctx, &key, &given)).await?;
    the_goal(&web, StatusCode::CREATED, id).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct EventBody {
    id: Id,
    kind: EventKind,
    title: String,
    planned_on: NaiveDate,
    held_on: Option<NaiveDate>,
    conclusion: Option<String>,
    diary_number: Option<String>,
    version: i32,
}

fn event_body(row: Event) -> EventBody {
    EventBody {
        id: row.id,
        kind: row.kind,
        title: row.title,
        planned_on: row.planned_on,
        held_on: row.held_on,
        conclusion: row.conclusion,
        diary_number: row.diary_number,
        version: row.version,
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventChange {
    kind: Option<EventKind>,
    #[serde(default)]
    title: String,
    planned_on: Option<NaiveDate>,
    held_on: Option<NaiveDate>,
    conclusion: Option<String>,
    diary_number: Option<String>,
}

impl From<EventChange> for EventEdit {
    fn from(b: EventChange) -> EventEdit {
        EventEdit {
            kind: b.kind,
            title: b.title,
            planned_on: b.planned_on,
            held_on: b.held_on,
            conclusion: b.conclusion,
            diary_number: b.diary_number,
        }
    }
}

/// Audits and reviews, the latest planned first.
#[utoipa::path(get, path = "/api/v1/own-isms/events", tag = "own management system", params(ListQuery),
    responses((status = 200, description = "A page of audits and reviews", body = [EventBody])))]
pub async fn events(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::events(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(event_body)))
}

async fn the_event(web: &Web, status: StatusCode, id: Id) -> Answer {
    let row = web.read(move |c, ctx| store::event(c, &ctx.scope, &id)).await?;
    let body = event_body(row);
    web.json_object(status, body.version, &body)
}

/// One more audit or review.
#[utoipa::path(post, path = "/api/v1/own-isms/events", tag = "own management system", request_body = EventChange,
    responses((status = 201, description = "Made", body = EventBody), (status = 422, description = "Invalid")))]
pub async fn add_event(web: Web, body: ApiBody<EventChange>) -> Answer {
    let given = body.0.into();
    let row = web.write(move |c, ctx| actions::add_event(c, ctx, &given)).await?;
    the_event(&web, StatusCode::CREATED, row.id).await
}

/// One audit or review.
#[utoipa::path(get, path = "/api/v1/own-isms/events/{id}", tag = "own management system", params(("id" = Id, Path)),
    responses((status = 200, description = "It", body = EventBody), (status = 404, description = "Hidden or missing")))]
pub async fn event(web: Web, id: Path<Id>) -> Answer {
    the_event(&web, StatusCode::OK, id.into_inner()).await
}

/// Changes a audit or review.
#[utoipa::path(put, path = "/api/v1/own-isms/events/{id}", tag = "own management system", params(("id" = Id, Path)), request_body = EventChange,
    responses((status = 200, description = "Changed", body = EventBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn edit_event(web: Web, id: Path<Id>, body: ApiBody<EventChange>) -> Answer {
    let (version, id, given) = (web.if_match()?, id.into_inner(), body.0.into());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit_event(c, ctx, &key, Some(version), &given)).await?;
    the_event(&web, StatusCode::OK, id).await
}
