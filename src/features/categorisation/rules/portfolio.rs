//! What a model would make of every vendor, beside what the register shows now.

use crate::base::Id;
use crate::features::tiering::{self, Categorisation, Criteria, TierOverride, TieringModel};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The latest judgement of a vendor.
#[derive(Debug, Clone)]
pub struct Latest {
    pub criteria: Criteria,
    pub model_version: String,
    pub preliminary: bool,
}

/// One vendor of the portfolio: what the register shows, its latest judgement, its override.
#[derive(Debug, Clone)]
pub struct Standing {
    pub vendor_id: Id,
    pub name: String,
    pub tier: Option<i32>,
    pub preliminary: bool,
    pub order_value: Option<i32>,
    /// None while nobody has judged; no model can then say anything.
    pub latest: Option<Latest>,
    pub moved: Option<TierOverride>,
}

/// The judgement of a vendor by `model`, and the tier that the register would show.
pub fn judged(model: &TieringModel, standing: &Standing, today: NaiveDate) -> Option<(Categorisation, u8)> {
    let latest = standing.latest.as_ref()?;
    let calculated = tiering::categorise(model, &latest.criteria);
    let tier = tiering::effective_tier(&calculated, standing.moved.as_ref(), today);
    Some((calculated, tier))
}

/// The tier that the register shows, as a number from 1 to 4.
pub fn shown_tier(standing: &Standing) -> Option<u8> {
    standing.tier.and_then(|tier| u8::try_from(tier).ok())
}

/// A vendor that would move. `at` is its place among the standings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    pub at: usize,
    pub from: Option<u8>,
    pub to: u8,
}

/// A model tried against the portfolio; nothing is changed.
#[derive(Debug, Clone, Default)]
pub struct DryRun {
    /// How many vendors go from a tier (none: no tier) to a tier; those that stay are on the diagonal.
    pub counts: BTreeMap<(Option<u8>, u8), usize>,
    /// Those that would move: to the most critical tier first, then by name.
    pub moves: Vec<Move>,
    /// Vendors that nobody has judged: no model reaches them.
    pub unjudged: usize,
}

impl DryRun {
    pub fn count(&self, from: Option<u8>, to: u8) -> usize {
        self.counts.get(&(from, to)).copied().unwrap_or_default()
    }

    /// How many would be in the tier.
    pub fn total(&self, tier: u8) -> usize {
        self.counts.iter().filter(|((_, to), _)| *to == tier).map(|(_, n)| n).sum()
    }
}

/// Tries `model` against every vendor.
pub fn dry_run(model: &TieringModel, standings: &[Standing], today: NaiveDate) -> DryRun {
    let mut run = DryRun::default();
    for (at, standing) in standings.iter().enumerate() {
        let Some((_, to)) = judged(model, standing, today) else {
            run.unjudged += 1;
            continue;
        };
        let from = shown_tier(standing);
        *run.counts.entry((from, to)).or_default() += 1;
        if from != Some(to) {
            run.moves.push(Move { at, from, to });
        }
    }
    let name = |one: &Move| standings.get(one.at).map(|s| s.name.to_lowercase());
    run.moves.sort_by_cached_key(|one| (one.to, one.from, name(one)));
    run
}
