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
use crate::base::refusal::{self, Refusal, Result};
use crate::base::{Id, text};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// Longest free text, in characters.
pub const MAX_TEXT: usize = 10_000;

fn tidy(value: &Option<String>) -> Option<String> {
    value.as_deref().and_then(text::non_empty)
}

fn check_version(version: Option<i32>, stored: &Risk) -> Result<()> {
    refusal::check_version(version, stored.version, || {
        BTreeMap::from([
            ("title".to_string(), stored.title.clone()),
            ("threat".to_string(), stored.threat.clone()),
            ("asset".to_string(), stored.asset.clone()),
            ("state".to_string(), stored.state.to_string()),
            ("owner_id".to_string(), stored.owner_name.clone()),
            ("review_on".to_string(), stored.review_on.map(|day| day.to_string()).unwrap_or_default()),
        ])
    })
}

/// A risk that may be worked on, in the version that was read. Errors: NotFound, Conflict, `rule-risk-closed`.
fn open_risk(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Risk> {
    ctx.require(Permission::RiskEdit)?;
    let risk = store::find(c, &ctx.scope, id)?;
    check_version(version, &risk)?;
    if risk.state == RiskState::Closed { Err(Refusal::rule("rule-risk-closed")) } else { Ok(risk) }
}
