//! The pages of the own management system.

pub mod clauses;
pub mod overview;
pub mod plan;
pub mod soa;
pub mod training;

use super::model::IsmsState;
use super::parameters::Parameters;
use super::records::ClauseRow;
use super::views::ClauseLine;
use crate::base::refusal::{Checks, FieldError, Result};
use crate::base::{Id, Language};
use crate::features::accounts;
use crate::features::frameworks::{BuiltInNode, isms_clauses};
use crate::kit::Ctx;
use crate::kit::web::{Fields, Web};
use crate::platform::db::Db;
use crate::platform::view::Choice;
use chrono::NaiveDate;

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("own-isms-title"), "/own-isms".to_string())]
}

fn people(c: &mut Db, ctx: &Ctx) -> Result<Vec<Choice>> {
    let all = accounts::organisation_people(c, &ctx.scope)?;
    let mut choices: Vec<Choice> = all.iter().map(|(person, _)| Choice::new(&person.id, &person.name)).collect();
    choices.dedup();
    Ok(choices)
}

fn clause_choices(language: Language) -> Vec<Choice> {
    let label = |node: &BuiltInNode| format!("{} {}", node.id, node.title.in_language(language));
    isms_clauses().into_iter().map(|node| Choice::new(&node.id, label(node))).collect()
}

/// A clause with what is said of it.
fn clause_line(node: &BuiltInNode, row: Option<&ClauseRow>, language: Language, today: NaiveDate) -> ClauseLine {
    let fresh = Parameters::on(today).fresh_from(today);
    let state = row.map_or(IsmsState::NotStarted, |row| row.state);
    let evidence_on = row.and_then(|row| row.evidence_on);
    ClauseLine {
        id: node.id.clone(),
        title: node.title.in_language(language),
        unverified: node.title.is_unverified(language),
        state,
        owner_name: row.and_then(|row| row.owner_name.clone()),
        target_on: row.and_then(|row| row.target_on),
        evidence_on,
        stale: state == IsmsState::Works && evidence_on.is_none_or(|on| on < fresh),
        gap: row.and_then(|row| row.gap.clone()),
        next_step: row.and_then(|row| row.next_step.clone()),
        cost_low: row.and_then(|row| row.cost_low),
        cost_high: row.and_then(|row| row.cost_high),
        cost_note: row.and_then(|row| row.cost_note.clone()),
    }
}

fn clause_lines(rows: &[ClauseRow], language: Language, today: NaiveDate) -> Vec<ClauseLine> {
    let row = |id: &str| rows.iter().find(|row| row.clause_id == id);
    isms_clauses().into_iter().map(|node| clause_line(node, row(&node.id), language, today)).collect()
}

fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

fn day(value: Option<NaiveDate>) -> String {
    value.map(|day| day.to_string()).unwrap_or_default()
}

fn id_text(value: Option<&Id>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

/// A whole number as people write it: `40 000`, or `40 000 kr`.
fn whole<T: std::str::FromStr>(fields: &Fields, checks: &mut Checks, name: &str) -> Option<T> {
    let text = fields.optional(name)?;
    let plain: String = text.trim_end_matches("kr").chars().filter(|c| !c.is_whitespace()).collect();
    checks.keep(plain.parse().map_err(|_| FieldError::new(name, "error-number")))
}

/// A number with a decimal comma or point.
fn decimal(fields: &Fields, checks: &mut Checks, name: &str) -> Option<f64> {
    let text = fields.optional(name)?;
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == ',' { '.' } else { c }).collect();
    checks.keep(plain.parse().map_err(|_| FieldError::new(name, "error-isms-number")))
}

/// A number as it is typed: no zeros after the decimals, and the language's own mark before them.
fn written(language: Language, value: f64) -> String {
    let text = value.to_string();
    if language == Language::Sv { text.replace('.', ",") } else { text }
}
