//! The use cases: sets and their versions, focus areas, and what a sending asks.

mod focus;
mod publishing;
mod sending;
mod sets;
mod versions;

pub use focus::{NewFocus, lift_focus, set_focus};
pub use publishing::{Publication, discard, publish};
pub use sending::{Questions, areas, ask, pick, preview};
pub use sets::{NewSet, add_set, new_version};
pub use versions::{put_question, remove_question, replace, set_sections};

use super::records::VersionRow;
use super::rules::Problem;
use crate::base::refusal::{self, FieldError, Refusal, Result};
use std::collections::BTreeMap;

/// Titles, reasons and decision references are kept to this many characters.
const MAX_TITLE: usize = 200;
const MAX_REASON: usize = 2000;

fn check_version(version: Option<i32>, row: &VersionRow) -> Result<()> {
    refusal::check_version(version, row.version, || {
        BTreeMap::from([("question_count".to_string(), row.question_count.to_string())])
    })
}

/// A problem as an error at its place in the JSON of a set.
pub fn error_in_body(problem: &Problem, body: &super::Body) -> FieldError {
    let place = problem.question.as_ref().and_then(|id| body.questions.iter().position(|q| q.id == *id));
    let field = match place {
        Some(place) => format!("questions[{place}].{}", problem.field),
        None => problem.field.to_string(),
    };
    FieldError { field, code: problem.code, args: problem.args.clone() }
}

/// Refuses a set in which any of these problems stands.
fn refuse<'a>(problems: impl Iterator<Item = &'a Problem>, body: &super::Body) -> Result<()> {
    let errors: Vec<FieldError> = problems.map(|problem| error_in_body(problem, body)).collect();
    if errors.is_empty() { Ok(()) } else { Err(Refusal::Invalid(errors)) }
}
