//! The region's pages of categorisation.

pub mod capacity;
pub mod dry_run;
mod fields;
pub mod model_edit;
pub mod models;
pub mod overview;
pub mod proposals;
pub mod rounds;

use super::views::RoundRow;
use crate::base::{Id, Result};
use crate::features::categorisation::records::Round;
use crate::features::categorisation::store::Progress;
use crate::features::tiering::{self, Categorisation, Criteria, Criterion, TieringModel};
use crate::features::{accounts, vendors};
use crate::kit::Ctx;
use crate::kit::web::Web;
use crate::platform::db::Db;
use crate::platform::view::Choice;
use std::collections::BTreeMap;

/// The way back to the overview.
fn crumbs(web: &Web, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let first = (web.word("nav-categorisation"), "/categorisation".to_string());
    std::iter::once(first).chain(more.iter().map(|(key, href)| (web.word(key), (*href).to_string()))).collect()
}

/// Every rule that led to the tier, in the words of the model, with what was assumed.
fn reasons(web: &Web, model: &TieringModel, result: &Categorisation) -> Vec<String> {
    let worded = |reason: &tiering::Reason| {
        let text = tiering::reason_text(web, model, reason);
        let assumed: Vec<String> = reason.assumed.iter().map(|c| tiering::model_text(web, model, c.as_str())).collect();
        if assumed.is_empty() {
            return text;
        }
        let more = web.word_with("vendors-judgement-assumed", &[("criteria", assumed.join(", "))]);
        format!("{text} {more}")
    };
    result.reasons.iter().map(worded).collect()
}

/// The anchored text of a criterion's level, or that nobody knows it.
fn level_text(web: &Web, model: &TieringModel, criterion: Criterion, criteria: &Criteria) -> String {
    let end = criteria.get(criterion).map_or_else(|| "unknown".to_string(), |level| level.to_string());
    tiering::model_text(web, model, &format!("{criterion}-{end}"))
}

fn tier_choices(web: &Web) -> Vec<Choice> {
    (1..=4).map(|tier: u8| Choice::new(tier, web.word(&format!("tiering-tier-{tier}")))).collect()
}

/// Everybody with a role here, once each.
fn people(c: &mut Db, ctx: &Ctx) -> Result<Vec<Choice>> {
    let mut all = vendors::choices_of_people(&accounts::organisation_people(c, &ctx.scope)?);
    all.dedup();
    Ok(all)
}

fn round_row(round: &Round, progress: &BTreeMap<Id, Progress>) -> RoundRow {
    let progress = progress.get(&round.id).copied().unwrap_or_default();
    RoundRow {
        id: round.id.clone(),
        title: round.title.clone(),
        reach: round.reach,
        status: round.status,
        due_on: round.due_on,
        left: progress.left(),
        progress,
        created_by_name: round.created_by_name.clone(),
    }
}
