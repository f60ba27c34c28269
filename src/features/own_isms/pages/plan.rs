//! The plan, the goals, and audits and reviews.

use super::{clause_choices, crumbs, day, decimal, id_text, people, text, written};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::own_isms::actions::{self, EventEdit, GoalEdit, NewValue, StepEdit};
use crate::features::own_isms::model::{EventKind, StepState};
use crate::features::own_isms::records::{Goal, GoalValue};
use crate::features::own_isms::rules::{Point, line, progress};
use crate::features::own_isms::store;
use crate::features::own_isms::views::{EventPage, EventsPage, GoalLine, GoalPage, GoalsPage, PlanPage, StepPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

fn answer<T: serde::Serialize>(web: &Web, status: StatusCode, template: &str, title: &str, body: &T) -> Answer {
    web.page_titled(status, template, web.word(title), crumbs(web), body)
}

/// A page of one step, goal or event: it is called by its own name, and leads back to the list it stands in.
fn object_answer<T: serde::Serialize>(web: &Web, status: StatusCode, kind: &str, title: &str, body: &T) -> Answer {
    let list = if kind == "step" { "plan".to_string() } else { format!("{kind}s") };
    let mut way = crumbs(web);
    way.push((web.word(&format!("own-isms-{list}")), format!("/own-isms/{list}")));
    web.page_titled(status, &format!("pages/own_isms/{kind}"), title.to_string(), way, body)
}

fn step_said(fields: &Fields, checks: &mut Checks) -> StepEdit {
    StepEdit {
        clause_id: fields.optional("clause_id"),
        title: fields.text("title"),
        description: fields.optional("description"),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
        due_on: checks.keep(fields.date("due_on")).flatten(),
        state: checks.keep(fields.parsed("state", "error-choice")).flatten(),
    }
}

fn plan_page(c: &mut Db, ctx: &Ctx, params: &Params, form: FormState) -> Result<PlanPage> {
    let state: Option<StepState> = params.text("state").and_then(|state| state.parse().ok());
    let page = store::steps(c, &ctx.scope, state, params.page())?;
    Ok(PlanPage {
        filter: params.state(),
        states: StepState::ALL,
        pager: Pager::from(&page),
        rows: page.items,
        form,
        people: people(c, ctx)?,
        clauses: clause_choices(ctx.language),
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

pub async fn plan(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let body = web.read(move |c, ctx| plan_page(c, ctx, &params, FormState::default())).await?;
    answer(&web, StatusCode::OK, "pages/own_isms/plan", "own-isms-plan", &body)
}

pub async fn add_step(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let given = step_said(&fields, &mut checks);
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_step(c, ctx, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/own-isms/plan", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| plan_page(c, ctx, &Params::default(), state)).await?;
            answer(&web, REFUSED, "pages/own_isms/plan", "own-isms-plan", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn step_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<StepPage> {
    let step = store::step(c, &ctx.scope, id)?;
    let stored = || {
        FormState::default()
            .with("clause_id", text(&step.clause_id))
            .with("title", &step.title)
            .with("description", text(&step.description))
            .with("owner_id", &step.owner_id)
            .with("due_on", step.due_on)
            .with("state", step.state)
            .with("version", step.version)
    };
    Ok(StepPage {
        form: form.unwrap_or_else(stored),
        step,
        states: StepState::ALL,
        people: people(c, ctx)?,
        clauses: clause_choices(ctx.language),
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

pub async fn step(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| step_page(c, ctx, &id, None)).await?;
    object_answer(&web, StatusCode::OK, "step", &body.step.title, &body)
}

pub async fn save_step(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (given, version, key) = (step_said(&fields, &mut checks), fields.version(), id.clone());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_step(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/own-isms/plan", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| step_page(c, ctx, &id, Some(state))).await?;
            object_answer(&web, REFUSED, "step", &body.step.title, &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn goal_said(fields: &Fields, checks: &mut Checks) -> GoalEdit {
    GoalEdit {
        title: fields.text("title"),
        unit: fields.text("unit"),
        baseline: decimal(fields, checks, "baseline"),
        baseline_on: checks.keep(fields.date("baseline_on")).flatten(),
        target: decimal(fields, checks, "target"),
        target_on: checks.keep(fields.date("target_on")).flatten(),
        owner_id: checks.keep(fields.id("owner_id")).flatten(),
    }
}

fn goal_line(goal: Goal, values: &[GoalValue]) -> GoalLine {
    let latest = values.iter().rfind(|value| value.goal_id == goal.id).cloned();
    let progress = latest.as_ref().and_then(|value| progress(goal.baseline, goal.target, value.value));
    GoalLine { goal, latest, progress }
}

fn goals_page(c: &mut Db, ctx: &Ctx, form: FormState) -> Result<GoalsPage> {
    let goals = store::goals(c, &ctx.scope)?;
    let ids: Vec<Id> = goals.iter().map(|goal| goal.id.clone()).collect();
    let values = store::goal_values(c, &ctx.scope, &ids)?;
    Ok(GoalsPage {
        rows: goals.into_iter().map(|goal| goal_line(goal, &values)).collect(),
        form,
        people: people(c, ctx)?,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

pub async fn goals(web: Web) -> Answer {
    let body = web.read(|c, ctx| goals_page(c, ctx, FormState::default())).await?;
    answer(&web, StatusCode::OK, "pages/own_isms/goals", "own-isms-goals", &body)
}

pub async fn add_goal(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let given = goal_said(&fields, &mut checks);
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_goal(c, ctx, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(goal) => web.redirect_saying(format!("/own-isms/goals/{}", goal.id), "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| goals_page(c, ctx, state)).await?;
            answer(&web, REFUSED, "pages/own_isms/goals", "own-isms-goals", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn goal_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>, value_form: FormState) -> Result<GoalPage> {
    let goal = store::goal(c, &ctx.scope, id)?;
    let values = store::goal_values(c, &ctx.scope, std::slice::from_ref(id))?;
    let mut points = vec![Point { on: goal.baseline_on, value: goal.baseline }];
    points.extend(values.iter().map(|row| Point { on: row.measured_on, value: row.value }));
    let stored = || {
        FormState::default()
            .with("title", &goal.title)
            .with("unit", &goal.unit)
            .with("baseline", written(ctx.language, goal.baseline))
            .with("baseline_on", goal.baseline_on)
            .with("target", written(ctx.language, goal.target))
            .with("target_on", goal.target_on)
            .with("owner_id", id_text(goal.owner_id.as_ref()))
            .with("version", goal.version)
    };
    Ok(GoalPage {
        form: form.unwrap_or_else(stored),
        drawn: line(&points, Some(goal.target), None),
        line: goal_line(goal, &values),
        values,
        value_form,
        people: people(c, ctx)?,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

pub async fn goal(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| goal_page(c, ctx, &id, None, FormState::default())).await?;
    object_answer(&web, StatusCode::OK, "goal", &body.line.goal.title, &body)
}

pub async fn save_goal(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (given, version, key) = (goal_said(&fields, &mut checks), fields.version(), id.clone());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_goal(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/own-isms/goals/{id}"), "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| goal_page(c, ctx, &id, Some(state), FormState::default())).await?;
            object_answer(&web, REFUSED, "goal", &body.line.goal.title, &body)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn measure(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let given = NewValue {
        value: decimal(&fields, &mut checks, "value"),
        measured_on: checks.keep(fields.date("measured_on")).flatten(),
        note: fields.optional("note"),
    };
    let key = id.clone();
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::measure(c, ctx, &key, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/own-isms/goals/{id}"), "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| goal_page(c, ctx, &id, None, state)).await?;
            object_answer(&web, REFUSED, "goal", &body.line.goal.title, &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn event_said(fields: &Fields, checks: &mut Checks) -> EventEdit {
    EventEdit {
        kind: checks.keep(fields.parsed("kind", "error-choice")).flatten(),
        title: fields.text("title"),
        planned_on: checks.keep(fields.date("planned_on")).flatten(),
        held_on: checks.keep(fields.date("held_on")).flatten(),
        conclusion: fields.optional("conclusion"),
        diary_number: fields.optional("diary_number"),
    }
}

fn events_page(c: &mut Db, ctx: &Ctx, params: &Params, form: FormState) -> Result<EventsPage> {
    let page = store::events(c, &ctx.scope, params.page())?;
    Ok(EventsPage {
        pager: Pager::from(&page),
        rows: page.items,
        form,
        kinds: EventKind::ALL,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

pub async fn events(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let body = web.read(move |c, ctx| events_page(c, ctx, &params, FormState::default())).await?;
    answer(&web, StatusCode::OK, "pages/own_isms/events", "own-isms-events", &body)
}

pub async fn add_event(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let mut checks = Checks::default();
    let given = event_said(&fields, &mut checks);
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::add_event(c, ctx, &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/own-isms/events", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| events_page(c, ctx, &Params::default(), state)).await?;
            answer(&web, REFUSED, "pages/own_isms/events", "own-isms-events", &body)
        }
        Err(refusal) => Err(refusal),
    }
}

fn event_page(c: &mut Db, ctx: &Ctx, id: &Id, form: Option<FormState>) -> Result<EventPage> {
    let event = store::event(c, &ctx.scope, id)?;
    let stored = || {
        FormState::default()
            .with("kind", event.kind)
            .with("title", &event.title)
            .with("planned_on", event.planned_on)
            .with("held_on", day(event.held_on))
            .with("conclusion", text(&event.conclusion))
            .with("diary_number", text(&event.diary_number))
            .with("version", event.version)
    };
    Ok(EventPage {
        form: form.unwrap_or_else(stored),
        event,
        kinds: EventKind::ALL,
        can_edit: ctx.can(Permission::IsmsEdit),
    })
}

pub async fn event(web: Web, id: Path<Id>) -> Answer {
    let body = web.read(move |c, ctx| event_page(c, ctx, &id, None)).await?;
    object_answer(&web, StatusCode::OK, "event", &body.event.title, &body)
}

pub async fn save_event(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let mut checks = Checks::default();
    let (given, version, key) = (event_said(&fields, &mut checks), fields.version(), id.clone());
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::edit_event(c, ctx, &key, Some(version), &given)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying("/own-isms/events", "ok", "own-isms-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let body = web.read(move |c, ctx| event_page(c, ctx, &id, Some(state))).await?;
            object_answer(&web, REFUSED, "event", &body.event.title, &body)
        }
        Err(refusal) => Err(refusal),
    }
}
