//! Vendors per tier times hours per tier, against the hours there are (domain.md 4.2).

use crate::features::tiering::{Capacity, LOWEST_TIER, TieringModel};

crate::text_enum! {
    /// Where a tier's share of the portfolio stands against its aim.
    pub enum AimFit { Below => "below", Within => "within", Above => "above", NoAim => "no_aim" }
}

/// One tier of the portfolio in hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierLoad {
    pub tier: u8,
    pub vendors: u64,
    /// Hours a year for one vendor, and for all of them.
    pub each: u32,
    pub hours: u64,
    /// Tenths of a percent of those that have a tier.
    pub share: u64,
    pub aim: Option<(u32, u32)>,
    pub fit: AimFit,
}

/// The whole portfolio in hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    pub tiers: Vec<TierLoad>,
    pub vendors: u64,
    pub hours: u64,
    pub staff_hours: u64,
}

impl Load {
    /// Hours that are left, or that are missing.
    pub fn left(&self) -> (u64, bool) {
        (self.staff_hours.abs_diff(self.hours), self.hours <= self.staff_hours)
    }

    /// Hours needed in percent of the hours there are, rounded half up.
    pub fn percent(&self) -> u64 {
        (self.hours * 200 / self.staff_hours.max(1)).div_ceil(2)
    }
}

/// What `counts` (tier 1 first) costs by `capacity`.
pub fn load(counts: [u64; 4], capacity: &Capacity) -> Load {
    let vendors: u64 = counts.iter().sum();
    let tiers: Vec<TierLoad> = (1..=LOWEST_TIER)
        .zip(counts)
        .map(|(tier, count)| {
            let terms = capacity.of_tier(tier);
            let each = terms.map_or(0, |t| t.hours);
            let aim = terms.and_then(|t| t.aim_low.zip(t.aim_high));
            let share = (count * 2000).checked_div(vendors).unwrap_or_default().div_ceil(2);
            let fit = match aim {
                None => AimFit::NoAim,
                Some((low, _)) if count * 100 < u64::from(low) * vendors => AimFit::Below,
                Some((_, high)) if count * 100 > u64::from(high) * vendors => AimFit::Above,
                Some(_) => AimFit::Within,
            };
            TierLoad { tier, vendors: count, each, hours: count * u64::from(each), share, aim, fit }
        })
        .collect();
    let hours = tiers.iter().map(|t| t.hours).sum();
    Load { tiers, vendors, hours, staff_hours: u64::from(capacity.staff_hours) }
}

/// What is asked of the simulator beside the model: other numbers, and one rule changed.
#[derive(Debug, Clone)]
pub struct Asked {
    pub capacity: Capacity,
    /// A rule, and the tier that it would lead to; none takes it away.
    pub rule: Option<(String, Option<u8>)>,
}

/// The model with one rule leading elsewhere, or gone. What then falls through counts as tier 4 here;
/// a model that is published may not leave anybody out.
pub fn changed(model: &TieringModel, rule: Option<&(String, Option<u8>)>) -> TieringModel {
    let mut model = model.clone();
    match rule {
        Some((id, Some(tier))) => {
            model.rules.iter_mut().filter(|one| one.id == *id).for_each(|one| one.tier = *tier);
        }
        Some((id, None)) => model.rules.retain(|one| one.id != *id),
        None => {}
    }
    model
}
