//! The client's pages of campaigns, analyses and spot checks.

pub mod analyses;
pub mod assigning;
pub mod campaigns;
pub mod checks;
pub mod deciding;
pub mod export;
pub mod selecting;

use crate::access::{Permission, policy};
use crate::base::refusal::{Checks, FieldError, Result};
use crate::features::accounts;
use crate::kit::Ctx;
use crate::kit::web::Fields;
use crate::platform::db::Db;
use crate::platform::view::Choice;

/// The people of the organisation, and among them those who may work with services; nobody twice.
fn people(c: &mut Db, ctx: &Ctx) -> Result<(Vec<Choice>, Vec<Choice>)> {
    let all = accounts::organisation_people(c, &ctx.scope)?;
    let choice = |person: &accounts::Person| Choice::new(&person.id, &person.name);
    let mut everybody: Vec<Choice> = all.iter().map(|(person, _)| choice(person)).collect();
    let workers = all.iter().filter(|(_, role)| policy::allows(Some(*role), Permission::ServiceEdit));
    let mut workers: Vec<Choice> = workers.map(|(person, _)| choice(person)).collect();
    everybody.dedup();
    workers.dedup();
    Ok((everybody, workers))
}

/// A whole number as people write it: `40 000`, or `40 000 kr`. "Endless" is no number.
fn whole<T: std::str::FromStr>(fields: &Fields, checks: &mut Checks, name: &str) -> Option<T> {
    let text = fields.optional(name)?;
    let plain: String = text.trim_end_matches("kr").chars().filter(|c| !c.is_whitespace()).collect();
    checks.keep(plain.parse().map_err(|_| FieldError::new(name, "error-number")))
}
