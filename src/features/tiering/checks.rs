//! Whether a model holds together: every possible vendor gets a tier, each rule has a say, a worse
//! criterion never makes a vendor less critical, and the numbers are such that one can count with them.

use super::capacity::Capacity;
use super::model::{Criteria, Criterion};
use super::terms::{LOWEST_TIER, Levels, TieringModel};
use crate::base::refusal::{Checks, FieldError, Result};
use std::collections::BTreeSet;

/// The most rules that a model may have.
pub const MAX_RULES: usize = 60;
/// Longest text of a criterion, a level or a rule, in characters.
pub const MAX_TEXT: usize = 500;
/// Months between dialogues that a tier can lead to.
pub const CADENCES: &[u32] = &[1, 2, 3, 6, 12, 24];

/// One criterion a step worse, and the vendor less critical by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reversal {
    pub at: Criteria,
    pub criterion: Criterion,
    pub from_tier: u8,
    pub to_tier: u8,
}

/// What the whole space of criteria says about a model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Examined {
    /// How many combinations of levels there are.
    pub combinations: usize,
    /// A combination that no rule catches.
    pub gap: Option<Criteria>,
    /// Rules that never decide a tier.
    pub idle: Vec<String>,
    pub reversal: Option<Reversal>,
}

/// Every level that a criterion can count as: those stated, and what an unknown one is taken to be.
fn levels(model: &TieringModel, criterion: Criterion) -> Vec<u8> {
    let highest = model.highest(criterion);
    (0..=highest).chain((model.assumed > highest).then_some(model.assumed)).collect()
}

/// Tries every combination of levels (5^6 for the shipped model).
pub fn examine(model: &TieringModel) -> Examined {
    let axes: Vec<Vec<u8>> = Criterion::ALL.iter().map(|c| levels(model, *c)).collect();
    let rules: Vec<(u8, Vec<(usize, Levels)>)> = model
        .rules
        .iter()
        .map(|rule| {
            let place = |c: &Criterion| Criterion::ALL.iter().position(|one| one == c).unwrap_or_default();
            (rule.tier, rule.when.iter().map(|(c, levels)| (place(c), *levels)).collect())
        })
        .collect();
    let points = axes.iter().fold(vec![Vec::new()], |before: Vec<Vec<u8>>, axis| {
        before.iter().flat_map(|point| axis.iter().map(|l| [point.as_slice(), &[*l]].concat())).collect()
    });
    let mut deciding = BTreeSet::new();
    let mut gap = None;
    let tiers: Vec<u8> = points
        .iter()
        .map(|point| {
            let holds = |when: &[(usize, Levels)]| {
                when.iter().all(|(at, levels)| point.get(*at).is_some_and(|level| levels.contains(*level)))
            };
            let fired: Vec<(usize, u8)> = rules
                .iter()
                .enumerate()
                .filter(|(_, (_, when))| holds(when))
                .map(|(n, (tier, _))| (n, *tier))
                .collect();
            let tier = fired.iter().map(|(_, tier)| *tier).min();
            deciding.extend(fired.iter().filter(|(_, t)| Some(*t) == tier).map(|(n, _)| *n));
            if tier.is_none() && gap.is_none() {
                gap = Some(criteria(model, point));
            }
            tier.unwrap_or(LOWEST_TIER)
        })
        .collect();
    let idle = model.rules.iter().enumerate().filter(|(n, _)| !deciding.contains(n)).map(|(_, r)| r.id.clone());
    Examined {
        combinations: points.len(),
        gap,
        idle: idle.collect(),
        reversal: reversal(model, &axes, &points, &tiers),
    }
}

/// The levels as a person would state them: one above the scale is one that nobody knows.
fn criteria(model: &TieringModel, point: &[u8]) -> Criteria {
    let mut all = Criteria::default();
    for (criterion, level) in Criterion::ALL.iter().zip(point) {
        all.set(*criterion, (*level <= model.highest(*criterion)).then_some(*level));
    }
    all
}

/// The first point from which one step up along a criterion leads to a higher tier number.
fn reversal(model: &TieringModel, axes: &[Vec<u8>], points: &[Vec<u8>], tiers: &[u8]) -> Option<Reversal> {
    let mut stride = points.len();
    for ((criterion, axis), n) in Criterion::ALL.iter().zip(axes).zip(0..) {
        stride /= axis.len();
        for (place, (point, from)) in points.iter().zip(tiers).enumerate() {
            let last = point.get::<usize>(n) == axis.last();
            let Some(to) = tiers.get(place + stride).filter(|_| !last) else { continue };
            if to > from {
                let at = criteria(model, point);
                return Some(Reversal { at, criterion: *criterion, from_tier: *from, to_tier: *to });
            }
        }
    }
    None
}

/// Refuses a model that one cannot judge by. Errors: at `weights`, `rules`, `tiers`, `words`, `capacity`, `highest`.
pub fn check_model(model: &TieringModel) -> Result<()> {
    let mut checks = Checks::default();
    let shipped = TieringModel::current();
    checks.that(
        model.highest == shipped.highest && model.assumed == shipped.assumed,
        "highest",
        "error-model-scale-fixed",
    );
    check_weights(model, &mut checks);
    check_rules(model, &mut checks);
    check_terms(model, &mut checks);
    check_words(model, &mut checks);
    if let Some(capacity) = &model.capacity {
        check_capacity(capacity, &mut checks);
    }
    checks.done()?;
    let mut checks = Checks::default();
    if let Some(gap) = examine(model).gap {
        let said = |c: Criterion| gap.get(c).map_or_else(|| "?".to_string(), |level| level.to_string());
        checks.add(
            FieldError::new("rules", "error-model-gap")
                .with("d", said(Criterion::DataClass))
                .with("v", said(Criterion::DataSubjects))
                .with("o", said(Criterion::Criticality))
                .with("a", said(Criterion::Access))
                .with("c", said(Criterion::Chain))
                .with("s", said(Criterion::Substitution)),
        );
    }
    checks.done()
}

fn check_weights(model: &TieringModel, checks: &mut Checks) {
    for criterion in Criterion::ALL {
        checks.that(model.weights.contains_key(criterion), &format!("weights.{criterion}"), "error-required");
    }
    let sum: u64 = model.weights.values().map(|w| u64::from(*w)).sum();
    if sum != 100 {
        checks.add(FieldError::new("weights", "error-model-weights").with("sum", sum));
    }
}

fn check_rules(model: &TieringModel, checks: &mut Checks) {
    if model.rules.len() > MAX_RULES {
        checks.add(FieldError::new("rules", "error-model-many-rules").with("max", MAX_RULES));
    }
    let mut seen = BTreeSet::new();
    for rule in &model.rules {
        let plain = rule.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let good = plain && !rule.id.is_empty() && rule.id.len() <= 40;
        checks.that(good, "rules", "error-model-rule-name");
        checks.that(seen.insert(&rule.id), "rules", "error-model-rule-twice");
        checks.that((1..=LOWEST_TIER).contains(&rule.tier), "tier", "error-choice");
        for (criterion, levels) in &rule.when {
            let reachable = levels.low <= levels.high && levels.low <= model.highest(*criterion);
            if !reachable {
                checks.add(FieldError::new(criterion.as_str(), "error-model-levels"));
            }
        }
    }
}

fn check_terms(model: &TieringModel, checks: &mut Checks) {
    let tiers: Vec<u8> = model.tiers.iter().map(|terms| terms.tier).collect();
    checks.that(tiers == (1..=LOWEST_TIER).collect::<Vec<_>>(), "tiers", "error-model-tiers");
    for terms in &model.tiers {
        let known = terms.cadence_months.is_none_or(|months| CADENCES.contains(&months));
        checks.that(known, &format!("cadence_{}", terms.tier), "error-choice");
    }
}

fn check_words(model: &TieringModel, checks: &mut Checks) {
    let mut known = BTreeSet::new();
    for criterion in Criterion::ALL {
        known.extend([criterion.to_string(), format!("{criterion}-hint"), format!("{criterion}-unknown")]);
        known.extend((0..=model.highest(*criterion)).map(|level| format!("{criterion}-{level}")));
    }
    known.extend(model.rules.iter().map(|rule| format!("rule-{}", rule.id)));
    for (key, worded) in &model.words {
        let field = |lang: &str| format!("words.{key}.{lang}");
        checks.that(known.contains(key), &format!("words.{key}"), "error-unknown");
        for (lang, text) in [("sv", &worded.sv), ("en", &worded.en)] {
            checks.that(!text.trim().is_empty(), &field(lang), "error-model-both-languages");
            if text.chars().count() > MAX_TEXT {
                checks.add(FieldError::new(field(lang), "error-too-long").with("max", MAX_TEXT));
            }
        }
    }
}

/// Refuses hours and aims that nobody can plan by. Errors: at `staff_hours`, `hours_1`, `aim_low_1` and so on.
pub fn check_capacity(capacity: &Capacity, checks: &mut Checks) {
    let mut within = |field: String, value: u32, min: u32, max: u32| {
        if !(min..=max).contains(&value) {
            checks.add(FieldError::new(field, "error-number-range").with("min", min).with("max", max));
        }
    };
    within("staff_hours".to_string(), capacity.staff_hours, 1, 1_000_000);
    within("renewal_months".to_string(), capacity.renewal_months, 1, 36);
    within("reminder_days".to_string(), capacity.reminder_days, 1, 90);
    for tier in &capacity.tiers {
        within(format!("hours_{}", tier.tier), tier.hours, 0, 10_000);
        for (name, aim) in [("aim_low", tier.aim_low), ("aim_high", tier.aim_high)] {
            within(format!("{name}_{}", tier.tier), aim.unwrap_or_default(), 0, 100);
        }
    }
    for tier in &capacity.tiers {
        let upside_down = tier.aim_low.zip(tier.aim_high).is_some_and(|(low, high)| low > high);
        checks.that(!upside_down, &format!("aim_high_{}", tier.tier), "error-model-aims");
        checks.that(
            tier.aim_low.is_some() == tier.aim_high.is_some(),
            &format!("aim_high_{}", tier.tier),
            "error-model-aims",
        );
    }
    let tiers: Vec<u8> = capacity.tiers.iter().map(|each| each.tier).collect();
    checks.that(tiers == (1..=LOWEST_TIER).collect::<Vec<_>>(), "capacity", "error-model-tiers");
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
