//! The pages of the region's side.

mod lists;
mod statement;
mod vendor;

pub use lists::{control, nis2, portfolio};
pub use statement::statement;
pub use vendor::{matrix, proof};

use super::actions;
use super::model::{Counts, State};
use super::parameters::Parameters;
use super::rules::{HeatLevel, heat_level};
use super::store::{self, Filter, Listed};
use super::views::{HeatCell, VendorRow};
use crate::base::{Language, Refusal, Result};
use crate::features::controls::Control;
use crate::kit::Ctx;
use crate::kit::web::{Params, Web};
use crate::platform::db::Db;
use crate::platform::view::Choice;

/// Counts those that were changed since, as many as one may wait for; gives how many are left.
pub(super) async fn fresh(web: &Web) -> Result<i64> {
    let waiting = |c: &mut Db, ctx: &Ctx| store::waiting(c, &ctx.scope, ctx.today());
    if web.read(waiting).await? == 0 {
        return Ok(0);
    }
    web.write(actions::freshen).await?;
    web.read(waiting).await
}

/// `tier` is 1-4 or `none`, `state` one of the five. Errors: `error-choice` at the parameter.
pub(super) fn filter(params: &Params) -> Result<Filter> {
    let tier = match params.text("tier").as_deref() {
        None => None,
        Some("none") => Some(None),
        Some(text @ ("1" | "2" | "3" | "4")) => Some(text.parse().ok()),
        Some(_) => return Err(Refusal::invalid("tier", "error-choice")),
    };
    Ok(Filter { tier, state: params.parsed("state")?, q: params.text("q") })
}

fn tier_choices(web: &Web) -> Vec<Choice> {
    let tier = |key: &str| Choice {
        value: key.to_string(),
        label: if key == "none" {
            web.word("tier-none")
        } else {
            format!("{key} {}", web.word(&format!("tier-{key}")))
        },
    };
    ["1", "2", "3", "4", "none"].into_iter().map(tier).collect()
}

/// The title of a control in the language of the page.
pub(super) fn title(control: &Control, language: Language) -> &str {
    match language {
        Language::Sv => &control.title_sv,
        Language::En => &control.title_en,
    }
}

/// Swedish titles are ours until somebody has compared them with the standard (domain.md 13.4).
fn unverified(control: &Control, language: Language) -> bool {
    language == Language::Sv && control.title_sv_confidence != "high"
}

/// One number a state. A large share is bad only where nothing, or too old things, show that it is met.
fn heat(parameters: &Parameters, counts: &Counts, all: usize, href: impl Fn(State) -> Option<String>) -> Vec<HeatCell> {
    let level = |state: State, count: usize| match state {
        State::Unknown | State::Expired | State::Claimed => {
            heat_level(count, all, parameters.heat_medium_percent, parameters.heat_high_percent)
        }
        State::Verified | State::NotRequired => HeatLevel::None,
    };
    let cell = |state: &State| {
        let count = counts.of(*state);
        HeatCell { state: *state, count, level: level(*state, count), href: href(*state).filter(|_| count > 0) }
    };
    State::ALL.iter().map(cell).collect()
}

fn vendor_row(listed: Listed, control: Option<&str>) -> VendorRow {
    let href = format!("/vendors/{}/coverage", listed.row.vendor_id);
    VendorRow {
        href: control.map_or(href.clone(), |control| format!("{href}/{control}")),
        id: listed.row.vendor_id.to_string(),
        tier: listed.row.tier,
        counts: listed.row.counts(),
        lacking: listed.row.lacking_count,
        name: listed.name,
    }
}
