//! The plan's steps, the goals with what was measured, and audits and reviews.

use super::{MAX_TEXT, MAX_TITLE, owner, short, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::frameworks::isms_clauses;
use crate::features::own_isms::model::{EventKind, StepState};
use crate::features::own_isms::records::{Event, Goal, GoalValue, Step};
use crate::features::own_isms::store;
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is said of a step.
#[derive(Debug, Clone, Default)]
pub struct StepEdit {
    pub clause_id: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub owner_id: Option<Id>,
    pub due_on: Option<NaiveDate>,
    /// Open, without it.
    pub state: Option<StepState>,
}

fn step_of(c: &mut Db, ctx: &Ctx, before: Option<&Step>, given: &StepEdit) -> Result<Step> {
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &given.title));
    let (clause_id, description) = (tidy(&given.clause_id), tidy(&given.description));
    checks.longest("title", &title, MAX_TITLE);
    short(&mut checks, "description", &description, MAX_TEXT);
    let known = clause_id.as_ref().is_none_or(|id| isms_clauses().iter().any(|node| node.id == *id));
    checks.that(known, "clause_id", "error-choice");
    checks.that(given.owner_id.is_some(), "owner_id", "error-required");
    checks.that(given.due_on.is_some(), "due_on", "error-required");
    let (owner_id, owner_name) = owner(c, ctx, &mut checks, given.owner_id.as_ref())?;
    checks.done()?;
    let (Some(owner_id), Some(owner_name), Some(due_on)) = (owner_id, owner_name, given.due_on) else {
        return Err(Refusal::invalid("owner_id", "error-required"));
    };
    let state = given.state.unwrap_or(StepState::Open);
    let done_before = before.and_then(|row| row.done_on);
    Ok(Step {
        id: before.map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: ctx.scope.client()?.clone(),
        clause_id,
        title,
        description,
        owner_id,
        owner_name,
        due_on,
        state,
        done_on: (state == StepState::Done).then(|| done_before.unwrap_or(ctx.today())),
        created_at: before.map_or(ctx.instant(), |row| row.created_at),
        updated_at: ctx.instant(),
        version: before.map_or(0, |row| row.version) + 1,
    })
}

/// Errors: at the fields.
pub fn add_step(c: &mut Db, ctx: &Ctx, given: &StepEdit) -> Result<Step> {
    ctx.require(Permission::IsmsEdit)?;
    let row = step_of(c, ctx, None, given)?;
    store::insert_step(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "isms_step", &row.id).named(&row.title).after(&row))?;
    Ok(row)
}

/// Errors: at the fields, Conflict.
pub fn edit_step(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, given: &StepEdit) -> Result<Step> {
    ctx.require(Permission::IsmsEdit)?;
    let before = store::step(c, &ctx.scope, id)?;
    check_version(version, before.version, || BTreeMap::from([("title".to_string(), before.title.clone())]))?;
    let after = step_of(c, ctx, Some(&before), given)?;
    store::save_step(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "isms_step", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// What is said of a goal.
#[derive(Debug, Clone, Default)]
pub struct GoalEdit {
    pub title: String,
    pub unit: String,
    pub baseline: Option<f64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<f64>,
    pub target_on: Option<NaiveDate>,
    pub owner_id: Option<Id>,
}

fn number(checks: &mut Checks, field: &str, value: Option<f64>) -> f64 {
    checks.that(value.is_some(), field, "error-required");
    let good = value.is_none_or(|value| value.is_finite() && value.abs() <= 1e12);
    checks.that(good, field, "error-isms-number");
    value.unwrap_or_default()
}

fn goal_of(c: &mut Db, ctx: &Ctx, before: Option<&Goal>, given: &GoalEdit) -> Result<Goal> {
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &given.title));
    let unit = text::tidy(&checks.required("unit", &given.unit));
    checks.longest("title", &title, MAX_TITLE);
    checks.longest("unit", &unit, 40);
    let baseline = number(&mut checks, "baseline", given.baseline);
    let target = number(&mut checks, "target", given.target);
    let same = given.baseline.is_some() && given.target.is_some() && (baseline - target).abs() < f64::EPSILON;
    checks.that(!same, "target", "error-isms-goal-same");
    checks.that(given.baseline_on.is_some(), "baseline_on", "error-required");
    checks.that(given.target_on.is_some(), "target_on", "error-required");
    let (owner_id, owner_name) = owner(c, ctx, &mut checks, given.owner_id.as_ref())?;
    if let (Some(from), Some(to)) = (given.baseline_on, given.target_on) {
        checks.that(from < to, "target_on", "error-isms-goal-days");
    }
    checks.done()?;
    let (Some(baseline_on), Some(target_on)) = (given.baseline_on, given.target_on) else {
        return Err(Refusal::invalid("target_on", "error-required"));
    };
    Ok(Goal {
        id: before.map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: ctx.scope.client()?.clone(),
        title,
        unit,
        baseline,
        baseline_on,
        target,
        target_on,
        owner_id,
        owner_name,
        created_at: before.map_or(ctx.instant(), |row| row.created_at),
        updated_at: ctx.instant(),
        version: before.map_or(0, |row| row.version) + 1,
    })
}

/// Errors: at the fields.
pub fn add_goal(c: &mut Db, ctx: &Ctx, given: &GoalEdit) -> Result<Goal> {
    ctx.require(Permission::IsmsEdit)?;
    let row = goal_of(c, ctx, None, given)?;
    store::insert_goal(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "isms_goal", &row.id).named(&row.title).after(&row))?;
    Ok(row)
}

/// Errors: at the fields, Conflict.
pub fn edit_goal(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, given: &GoalEdit) -> Result<Goal> {
    ctx.require(Permission::IsmsEdit)?;
    let before = store::goal(c, &ctx.scope, id)?;
    check_version(version, before.version, || BTreeMap::from([("title".to_string(), before.title.clone())]))?;
    let after = goal_of(c, ctx, Some(&before), given)?;
    store::save_goal(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "isms_goal", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// A value that was measured.
#[derive(Debug, Clone, Default)]
pub struct NewValue {
    pub value: Option<f64>,
    /// Today, without it.
    pub measured_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// One value for each day; what was measured stays. Errors: at the fields.
pub fn measure(c: &mut Db, ctx: &Ctx, goal_id: &Id, given: &NewValue) -> Result<GoalValue> {
    ctx.require(Permission::IsmsEdit)?;
    let goal = store::goal(c, &ctx.scope, goal_id)?;
    let mut checks = Checks::default();
    let value = number(&mut checks, "value", given.value);
    let measured_on = given.measured_on.unwrap_or(ctx.today());
    let note = tidy(&given.note);
    short(&mut checks, "note", &note, 2_000);
    checks.that(measured_on <= ctx.today(), "measured_on", "error-isms-future");
    let there = store::goal_values(c, &ctx.scope, std::slice::from_ref(goal_id))?;
    checks.that(!there.iter().any(|row| row.measured_on == measured_on), "measured_on", "error-isms-measured");
    checks.done()?;
    let row = GoalValue {
        id: ctx.new_id(),
        organisation_id: goal.organisation_id,
        goal_id: goal_id.clone(),
        measured_on,
        value,
        note,
        measured_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_goal_value(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "isms_goal_value", &row.id).named(&goal.title).after(&row))?;
    Ok(row)
}

/// What is said of an audit or a review.
#[derive(Debug, Clone, Default)]
pub struct EventEdit {
    pub kind: Option<EventKind>,
    pub title: String,
    pub planned_on: Option<NaiveDate>,
    pub held_on: Option<NaiveDate>,
    pub conclusion: Option<String>,
    pub diary_number: Option<String>,
}

fn event_of(c: &mut Db, ctx: &Ctx, before: Option<&Event>, given: &EventEdit) -> Result<Event> {
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &given.title));
    let (conclusion, diary_number) = (tidy(&given.conclusion), diary::tidy(given.diary_number.as_deref()));
    checks.longest("title", &title, MAX_TITLE);
    short(&mut checks, "conclusion", &conclusion, MAX_TEXT);
    short(&mut checks, "diary_number", &diary_number, 100);
    let stored = before.and_then(|row| row.diary_number.as_deref());
    checks.extend(diary::check(c, &ctx.scope, "diary_number", diary_number.as_deref(), stored)?);
    checks.that(given.kind.is_some(), "kind", "error-required");
    checks.that(given.planned_on.is_some(), "planned_on", "error-required");
    checks.that(given.held_on.is_none_or(|on| on <= ctx.today()), "held_on", "error-isms-future");
    checks.that(given.held_on.is_none() || conclusion.is_some(), "conclusion", "error-isms-conclusion");
    checks.done()?;
    let (Some(kind), Some(planned_on)) = (given.kind, given.planned_on) else {
        return Err(Refusal::invalid("kind", "error-required"));
    };
    Ok(Event {
        id: before.map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: ctx.scope.client()?.clone(),
        kind,
        title,
        planned_on,
        held_on: given.held_on,
        conclusion,
        diary_number,
        created_at: before.map_or(ctx.instant(), |row| row.created_at),
        updated_at: ctx.instant(),
        version: before.map_or(0, |row| row.version) + 1,
    })
}

/// Errors: at the fields.
pub fn add_event(c: &mut Db, ctx: &Ctx, given: &EventEdit) -> Result<Event> {
    ctx.require(Permission::IsmsEdit)?;
    let row = event_of(c, ctx, None, given)?;
    store::insert_event(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "isms_event", &row.id).named(&row.title).after(&row))?;
    Ok(row)
}

/// Errors: at the fields, Conflict.
pub fn edit_event(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, given: &EventEdit) -> Result<Event> {
    ctx.require(Permission::IsmsEdit)?;
    let before = store::event(c, &ctx.scope, id)?;
    check_version(version, before.version, || BTreeMap::from([("title".to_string(), before.title.clone())]))?;
    let after = event_of(c, ctx, Some(&before), given)?;
    store::save_event(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "isms_event", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}
