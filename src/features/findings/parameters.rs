//! The numbers that verifying and checking the effect go by, as data.

use super::model::Severity;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/effects-2026-1.toml"))];

/// When evidence is demanded, and how long the check of effect waits. Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectModel {
    pub version: String,
    pub valid_from: NaiveDate,
    /// From this priority an action is verified only with a file or a note of what was looked at.
    pub evidence_from: Severity,
    pub months: EffectMonths,
}

/// Months from verification to the check, by tier.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EffectMonths {
    pub tier_1: u32,
    pub tier_2: u32,
    pub tier_3: u32,
    pub tier_4: u32,
    pub untiered: u32,
}

impl EffectModel {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static EffectModel {
        static ALL: LazyLock<Versions<EffectModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    /// When the effect of an action that was verified on a day is to be checked.
    pub fn due_on(&self, tier: Option<i32>, verified_on: NaiveDate) -> NaiveDate {
        let months = match tier {
            Some(1) => self.months.tier_1,
            Some(2) => self.months.tier_2,
            Some(3) => self.months.tier_3,
            Some(4) => self.months.tier_4,
            _ => self.months.untiered,
        };
        verified_on.checked_add_months(Months::new(months)).unwrap_or(verified_on)
    }
}

impl Versioned for EffectModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_waits_as_long_as_the_tier_says() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let model = EffectModel::on(day("2026-11-23"));
        assert_eq!(model.evidence_from, Severity::High);
        for (tier, due) in [
            (Some(1), "2027-02-28"),
            (Some(2), "2027-05-30"),
            (Some(3), "2027-08-30"),
            (Some(4), "2027-11-30"),
            (None, "2027-05-30"),
        ] {
            assert_eq!(model.due_on(tier, day("2026-11-30")), day(due), "{tier:?}");
        }
    }
}
