//! What can be done with a risk: one write transaction each.

mod acceptance;
mod controls;
mod portfolio;
mod rating;
mod scenario;
mod scoring;
mod simulating;

pub use acceptance::{Proposal, answer, propose, withdraw};
pub use controls::{ControlInput, link_action, put_control, remove_control, unlink_action};
pub use portfolio::{ask_for_run, scenarios_of};
pub use rating::{Agreed, Rated, agree, rate, shown_ratings};
pub use scenario::{RiskInput, add, edit, set_state};
pub use scoring::{Score, rescore, score_of, sweep};
pub use simulating::{simulate, state_intervals};

use super::model::RiskState;
use super::records::Risk;
use super::store;
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// Longest free text, in characters.
pub const MAX_TEXT: usize = 10_000;

fn check_lengths(checks: &mut Checks, texts: &[(&str, &str, usize)]) {
    for (field, text, max) in texts {
        if text.chars().count() > *max {
            checks.add(FieldError::new(*field, "error-too-long").with("max", max));
        }
    }
}

fn tidy(value: &Option<String>) -> Option<String> {
    value.as_deref().and_then(text::non_empty)
}

fn check_version(version: Option<i32>, stored: &Risk) -> Result<()> {
    if version.is_none_or(|version| version == stored.version) {
        return Ok(());
    }
    Err(Refusal::Conflict(BTreeMap::from([
        ("title".to_string(), stored.title.clone()),
        ("threat".to_string(), stored.threat.clone()),
        ("asset".to_string(), stored.asset.clone()),
        ("state".to_string(), stored.state.to_string()),
        ("owner_id".to_string(), stored.owner_name.clone()),
        ("review_on".to_string(), stored.review_on.map(|day| day.to_string()).unwrap_or_default()),
        ("version".to_string(), stored.version.to_string()),
    ])))
}

/// A risk that may be worked on, in the version that was read. Errors: NotFound, Conflict, `rule-risk-closed`.
fn open_risk(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Risk> {
    ctx.require(Permission::RiskEdit)?;
    let risk = store::find(c, &ctx.scope, id)?;
    check_version(version, &risk)?;
    if risk.state == RiskState::Closed { Err(Refusal::rule("rule-risk-closed")) } else { Ok(risk) }
}
