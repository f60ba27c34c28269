//! When an analysis is ready, what may be decided, who may decide, when to remind, and the draw
//! (domain.md 1.3 rows 54, 59, 63, 73-75, 79, 80).

use super::model::{Content, Decision, Harm, ServiceFacts};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::services::Strength;
use crate::kit::snapshot::sha256_hex;
use chrono::{Days, NaiveDate};

/// No interim solution of a service costs more in a month, in kronor: more is a slip of the finger.
pub const MAX_COST: i64 = 1_000_000_000;
/// The name of the draw below. A changed draw gets the next name, so that old samples stay checkable.
pub const DRAW: &str = "tillit-draw-1";

/// An interval of cost: both ends or none, the right way up, and neither negative nor endless.
pub fn check_cost(checks: &mut Checks, low: Option<i64>, high: Option<i64>) {
    for (field, cost) in [("cost_low", low), ("cost_high", high)] {
        if cost.is_some_and(|cost| !(0..=MAX_COST).contains(&cost)) {
            checks.add(FieldError::new(field, "error-review-cost").with("max", MAX_COST));
        }
    }
    match (low, high) {
        (Some(low), Some(high)) if low > high => checks.that(false, "cost_high", "error-review-cost-order"),
        (Some(_), None) => checks.that(false, "cost_high", "error-review-cost-both"),
        (None, Some(_)) => checks.that(false, "cost_low", "error-review-cost-both"),
        _ => {}
    }
}

/// What the analysis must say before anybody can decide on it.
pub fn check_ready(checks: &mut Checks, content: &Content) {
    let written = |text: &Option<String>| text.is_some();
    let judged = |harm: Option<Harm>| harm.is_some_and(|harm| harm != Harm::Unknown);
    for (good, field) in [
        (written(&content.information), "information"),
        (written(&content.scenarios), "scenarios"),
        (judged(content.privacy), "privacy"),
        (judged(content.availability), "availability"),
        (judged(content.safety), "safety"),
        (written(&content.benefit), "benefit"),
        (written(&content.harm_of_stopping), "harm_of_stopping"),
        (content.cost_low.is_some(), "cost_low"),
        (content.proposal.is_some(), "proposal"),
        (written(&content.proposal_reason), "proposal_reason"),
    ] {
        checks.that(good, field, "error-review-ready");
    }
}

/// What a decision needs. Nobody may let a service go on against a "must not" rule, with or without
/// measures (row 63); a "should not" rule needs measures and a last day (row 62); stopping needs another
/// way in and a fallback routine that has been tried (rows 75, 79). Errors: at the fields of the content.
pub fn check_decision(
    checks: &mut Checks,
    decision: Decision,
    content: &Content,
    facts: &ServiceFacts,
    measures: usize,
    today: NaiveDate,
) {
    let tested_later = content.fallback_tested_on.is_some_and(|day| day > today);
    checks.that(!tested_later, "fallback_tested_on", "error-review-tested-future");
    match decision {
        Decision::Continue | Decision::WithMeasures if facts.has(Strength::MustNot) => {
            checks.that(false, "decision", "error-review-must-not");
        }
        Decision::Continue => {
            checks.that(!facts.has(Strength::ShouldNot), "decision", "error-review-should-not");
        }
        Decision::WithMeasures => {
            checks.that(measures > 0, "measures", "error-review-measures");
            match content.ends_on {
                None => checks.that(false, "ends_on", "error-review-end"),
                Some(day) => checks.that(day > today, "ends_on", "error-date-past"),
            }
        }
        Decision::Move => {
            checks.that(content.target_platform_id.is_some(), "target_platform_id", "error-review-target");
            let elsewhere = content.target_platform_id != facts.platform_id || facts.platform_id.is_none();
            checks.that(elsewhere, "target_platform_id", "error-review-same-platform");
            match content.move_on {
                None => checks.that(false, "move_on", "error-review-move-date"),
                Some(day) => checks.that(day >= today, "move_on", "error-date-past"),
            }
        }
        Decision::Stop => {
            checks.that(content.alternative_channel.is_some(), "alternative_channel", "error-review-alternative");
            checks.that(content.fallback_routine.is_some(), "fallback_routine", "error-review-fallback");
            checks.that(content.fallback_tested_on.is_some(), "fallback_tested_on", "error-review-fallback-tested");
        }
    }
}

/// What to think of before the decision; nothing of it stands in the way. Word keys.
pub fn warnings(decision: Decision, content: &Content, facts: &ServiceFacts) -> Vec<&'static str> {
    let mut found = Vec::new();
    if decision == Decision::WithMeasures && !content.has_tested_fallback() {
        found.push("reviews-warn-fallback");
    }
    if decision == Decision::Continue && facts.in_breach {
        found.push("reviews-warn-breach");
    }
    if decision == Decision::Stop && content.safety.is_some_and(|harm| harm >= Harm::Serious) {
        found.push("reviews-warn-safety");
    }
    found
}

/// The one who decides has no part in the analysis: neither its owner nor any of its authors.
pub fn check_decider(decider: &Id, owner: &Id, authors: &[&Id]) -> Result<()> {
    if decider == owner || authors.contains(&decider) {
        return Err(Refusal::rule("rule-review-own-analysis"));
    }
    Ok(())
}

/// The last day on which a reminder of something due on `due_on` fell, not later than `today`: `before`
/// days ahead, then every `every` days from the first day after.
pub fn reminder_day(due_on: NaiveDate, before: &[u64], every: u64, today: NaiveDate) -> Option<NaiveDate> {
    let late = (today - due_on).num_days();
    if late > 0 {
        let every = i64::try_from(every.max(1)).unwrap_or(1);
        let steps = (late - 1) / every * every + 1;
        return due_on.checked_add_days(Days::new(u64::try_from(steps).unwrap_or(1)));
    }
    before.iter().filter_map(|days| due_on.checked_sub_days(Days::new(*days))).filter(|day| *day <= today).max()
}

/// Draws `count` of `population`: those whose SHA-256 of `tillit-draw-1:<seed>:<id>` comes first. Each has
/// the same chance, the order of the population does not matter, and anybody can do it again by hand.
pub fn draw(seed: &str, population: &[Id], count: usize) -> Vec<Id> {
    let mut keyed: Vec<(String, &Id)> =
        population.iter().map(|id| (sha256_hex(&format!("{DRAW}:{seed}:{id}")), id)).collect();
    keyed.sort();
    keyed.dedup();
    keyed.into_iter().take(count).map(|(_, id)| id.clone()).collect()
}

/// The sum of intervals, end by end; those without a cost are counted apart.
pub fn sum_costs(costs: impl IntoIterator<Item = (Option<i64>, Option<i64>)>) -> (i64, i64, usize) {
    costs.into_iter().fold((0, 0, 0), |(low, high, unknown), cost| match cost {
        (Some(l), Some(h)) => (low.saturating_add(l), high.saturating_add(h), unknown),
        _ => (low, high, unknown + 1),
    })
}

#[cfg(test)]
mod tests;
