//! Steps, goals with their values, audits and reviews.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::own_isms::model::{EventKind, StepState};
use crate::features::own_isms::records::{Event, Goal, GoalValue, Step};
use crate::platform::db::Db;
use crate::platform::db::schema::{isms_events, isms_goal_values, isms_goals, isms_steps};
use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

fn some_steps<'a>(scope: &Scope, state: Option<StepState>) -> Result<isms_steps::BoxedQuery<'a, Backend>> {
    let mut query =
        isms_steps::table.filter(isms_steps::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(state) = state {
        query = query.filter(isms_steps::state.eq(state));
    }
    Ok(query)
}

/// One page of the plan, what is due first on top. Two queries.
pub fn steps(c: &mut Db, scope: &Scope, state: Option<StepState>, page: PageRequest) -> Result<Page<Step>> {
    let total = some_steps(scope, state)?.count().get_result(c)?;
    let rows = some_steps(scope, state)?
        .order((isms_steps::due_on, isms_steps::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Step::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn step(c: &mut Db, scope: &Scope, id: &Id) -> Result<Step> {
    Ok(isms_steps::table
        .filter(isms_steps::organisation_id.eq(scope.client()?))
        .filter(isms_steps::id.eq(id))
        .select(Step::as_select())
        .first(c)?)
}

pub fn insert_step(c: &mut Db, row: &Step) -> Result<()> {
    diesel::insert_into(isms_steps::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_step(c: &mut Db, scope: &Scope, row: &Step) -> Result<()> {
    let own = isms_steps::table.filter(isms_steps::id.eq(&row.id));
    diesel::update(own.filter(isms_steps::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Every goal; at most 200.
pub fn goals(c: &mut Db, scope: &Scope) -> Result<Vec<Goal>> {
    Ok(isms_goals::table
        .filter(isms_goals::organisation_id.eq(scope.client()?))
        .order((isms_goals::target_on, isms_goals::id))
        .limit(200)
        .select(Goal::as_select())
        .load(c)?)
}

pub fn goal(c: &mut Db, scope: &Scope, id: &Id) -> Result<Goal> {
    Ok(isms_goals::table
        .filter(isms_goals::organisation_id.eq(scope.client()?))
        .filter(isms_goals::id.eq(id))
        .select(Goal::as_select())
        .first(c)?)
}

pub fn insert_goal(c: &mut Db, row: &Goal) -> Result<()> {
    diesel::insert_into(isms_goals::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_goal(c: &mut Db, scope: &Scope, row: &Goal) -> Result<()> {
    let own = isms_goals::table.filter(isms_goals::id.eq(&row.id));
    diesel::update(own.filter(isms_goals::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The values of some goals, the oldest first; at most 2,000.
pub fn goal_values(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<GoalValue>> {
    let mut rows: Vec<GoalValue> = isms_goal_values::table
        .filter(isms_goal_values::organisation_id.eq(scope.client()?))
        .filter(isms_goal_values::goal_id.eq_any(ids))
        .order((isms_goal_values::measured_on.desc(), isms_goal_values::id.desc()))
        .limit(2_000)
        .select(GoalValue::as_select())
        .load(c)?;
    rows.reverse();
    Ok(rows)
}

pub fn insert_goal_value(c: &mut Db, row: &GoalValue) -> Result<()> {
    diesel::insert_into(isms_goal_values::table).values(row).execute(c)?;
    Ok(())
}

/// One page of audits and reviews, the latest planned first. Two queries.
pub fn events(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<Event>> {
    let own = || -> Result<_> { Ok(isms_events::table.filter(isms_events::organisation_id.eq(scope.client()?))) };
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((isms_events::planned_on.desc(), isms_events::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Event::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn event(c: &mut Db, scope: &Scope, id: &Id) -> Result<Event> {
    Ok(isms_events::table
        .filter(isms_events::organisation_id.eq(scope.client()?))
        .filter(isms_events::id.eq(id))
        .select(Event::as_select())
        .first(c)?)
}

/// The day of the last one of a kind that was held.
pub fn last_held(c: &mut Db, scope: &Scope, kind: EventKind) -> Result<Option<NaiveDate>> {
    Ok(isms_events::table
        .filter(isms_events::organisation_id.eq(scope.client()?))
        .filter(isms_events::kind.eq(kind))
        .select(max(isms_events::held_on))
        .first(c)?)
}

pub fn insert_event(c: &mut Db, row: &Event) -> Result<()> {
    diesel::insert_into(isms_events::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_event(c: &mut Db, scope: &Scope, row: &Event) -> Result<()> {
    let own = isms_events::table.filter(isms_events::id.eq(&row.id));
    diesel::update(own.filter(isms_events::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}
