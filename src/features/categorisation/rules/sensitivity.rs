//! Does the order inside a tier change when a weight moves by 0.1? (domain.md 4.2: the weights are a
//! policy, so it is shown how much hangs on them.)

use super::portfolio::{Standing, shown_tier};
use crate::features::tiering::{Criteria, Criterion, TieringModel};
use std::collections::BTreeMap;

/// Millionths, so that no rounding of weights changes an order by itself.
const WHOLE: u64 = 1_000_000;
const STEP: u64 = 100_000;
/// How many of those that move furthest are named.
const NAMED: usize = 5;

/// A vendor that changes place: `at` among the standings, its places within its tier counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mover {
    pub at: usize,
    pub tier: u8,
    pub from: usize,
    pub to: usize,
}

/// One weight a tenth up or down, the others in proportion so that they still make 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub criterion: Criterion,
    pub up: bool,
    /// The weight in percent before and after; a weight never leaves 0 to 1.
    pub before: u64,
    pub after: u64,
    /// How many vendors change place within their tier, of how many.
    pub moved: usize,
    pub of: usize,
    pub movers: Vec<Mover>,
}

fn weights(model: &TieringModel) -> BTreeMap<Criterion, u64> {
    Criterion::ALL.iter().map(|c| (*c, u64::from(model.weight(*c)) * WHOLE / 100)).collect()
}

/// The weights with one moved to `to`.
fn moved(before: &BTreeMap<Criterion, u64>, criterion: Criterion, to: u64) -> BTreeMap<Criterion, u64> {
    let rest = WHOLE - before.get(&criterion).copied().unwrap_or_default();
    // When one weight is everything, what it gives up is shared by the other five.
    let scaled = |weight: u64| (weight * (WHOLE - to)).checked_div(rest).unwrap_or((WHOLE - to) / 5);
    before.iter().map(|(c, weight)| (*c, if *c == criterion { to } else { scaled(*weight) })).collect()
}

/// The working order's value as the register rounds it.
fn value(model: &TieringModel, weights: &BTreeMap<Criterion, u64>, criteria: &Criteria) -> u64 {
    let level = |c: &Criterion| u64::from(criteria.get(*c).unwrap_or(model.assumed));
    let sum: u64 = weights.iter().map(|(c, weight)| weight * level(c)).sum();
    (sum + WHOLE / 50) / (WHOLE / 25)
}

/// The place of every judged vendor within its tier, in the order of the register: by value, then by name.
fn places(
    model: &TieringModel,
    weights: &BTreeMap<Criterion, u64>,
    standings: &[Standing],
) -> BTreeMap<usize, (u8, usize)> {
    let mut tiers: BTreeMap<u8, Vec<(std::cmp::Reverse<u64>, String, usize)>> = BTreeMap::new();
    for (at, standing) in standings.iter().enumerate() {
        let Some((tier, latest)) = shown_tier(standing).zip(standing.latest.as_ref()) else { continue };
        let value = std::cmp::Reverse(value(model, weights, &latest.criteria));
        tiers.entry(tier).or_default().push((value, crate::base::text::fold(&standing.name), at));
    }
    let mut places = BTreeMap::new();
    for (tier, mut all) in tiers {
        all.sort();
        places.extend(all.into_iter().zip(1..).map(|((_, _, at), place)| (at, (tier, place))));
    }
    places
}

/// Each weight a tenth up and a tenth down, in the order of the criteria.
pub fn sensitivity(model: &TieringModel, standings: &[Standing]) -> Vec<Shift> {
    let base = weights(model);
    let before = places(model, &base, standings);
    let mut shifts = Vec::new();
    for criterion in Criterion::ALL {
        let weight = base.get(criterion).copied().unwrap_or_default();
        for up in [true, false] {
            let to = if up { (weight + STEP).min(WHOLE) } else { weight.saturating_sub(STEP) };
            let after = places(model, &moved(&base, *criterion, to), standings);
            let mut movers: Vec<Mover> = before
                .iter()
                .filter_map(|(at, (tier, from))| {
                    let (_, to) = after.get(at)?;
                    (to != from).then_some(Mover { at: *at, tier: *tier, from: *from, to: *to })
                })
                .collect();
            let count = movers.len();
            movers.sort_by_key(|m| (std::cmp::Reverse(m.from.abs_diff(m.to)), m.tier, m.at));
            movers.truncate(NAMED);
            shifts.push(Shift {
                criterion: *criterion,
                up,
                before: weight * 100 / WHOLE,
                after: to * 100 / WHOLE,
                moved: count,
                of: before.len(),
                movers,
            });
        }
    }
    shifts
}
