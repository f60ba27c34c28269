//! Use cases of the own management system; one write transaction each.

mod clauses;
mod plan;
mod training;

pub use clauses::{ClauseEdit, ControlEdit, attach, completion_of, readiness_of, snapshot, sweep, write_clause, write_control};
pub use plan::{
    EventEdit, GoalEdit, NewValue, StepEdit, add_event, add_goal, add_step, edit_event, edit_goal, edit_step, measure,
};
pub use training::{
    CourseEdit, MemberEdit, NewRecord, RoleTarget, add_course, add_member, edit_course, edit_member, record,
};

use crate::base::refusal::{Checks, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::kit::Ctx;
use crate::platform::db::Db;

const MAX_TITLE: usize = 200;
const MAX_TEXT: usize = 10_000;

fn tidy(typed: &Option<String>) -> Option<String> {
    typed.as_deref().and_then(text::non_empty)
}

fn short(checks: &mut Checks, field: &str, value: &Option<String>, max: usize) {
    checks.longest(field, value.as_deref().unwrap_or_default(), max);
}

/// Somebody with a role here: the id and the name. Nobody, without an id. Errors: at the field.
fn owner(c: &mut Db, ctx: &Ctx, checks: &mut Checks, id: Option<&Id>) -> Result<(Option<Id>, Option<String>)> {
    let Some(id) = id else { return Ok((None, None)) };
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let found = people.into_iter().find(|(person, _)| person.id == *id).map(|(person, _)| person.name);
    checks.that(found.is_some(), "owner_id", "error-unknown");
    Ok((Some(id.clone()), found))
}
