//! What following up costs in hours, and how the portfolio should be spread: parameters [P] of
//! `seed-data/models/`, or of an organisation's own model (domain.md 4.2).

use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/capacity-2026-1.toml"))];

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Capacity {
    #[serde(default)]
    pub version: String,
    #[serde(default)]
    pub valid_from: NaiveDate,
    /// Hours that the team has in a year.
    pub staff_hours: u32,
    /// Months after which a person's categorisation is due for renewal.
    pub renewal_months: u32,
    /// Days before the due date of a campaign when reminders begin, and between them.
    pub reminder_days: u32,
    pub tiers: Vec<TierCapacity>,
}

/// One tier's part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierCapacity {
    pub tier: u8,
    /// Hours a year for one vendor.
    pub hours: u32,
    /// The aim for the tier's share of the portfolio, in percent; none for a tier that takes the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim_low: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aim_high: Option<u32>,
}

impl Versioned for Capacity {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl Capacity {
    /// The newest shipped parameters.
    pub fn shipped() -> &'static Capacity {
        static READ: LazyLock<Versions<Capacity>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        READ.newest()
    }

    pub fn of_tier(&self, tier: u8) -> Option<&TierCapacity> {
        self.tiers.iter().find(|each| each.tier == tier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_are_whole() {
        let all = Capacity::shipped();
        assert_eq!(all.tiers.iter().map(|t| t.tier).collect::<Vec<_>>(), [1, 2, 3, 4]);
        assert_eq!(all.of_tier(1).and_then(|t| t.aim_low.zip(t.aim_high)), Some((2, 3)));
        assert_eq!(all.of_tier(4).and_then(|t| t.aim_low), None);
    }
}
