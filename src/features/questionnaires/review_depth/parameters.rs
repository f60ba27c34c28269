//! The numbers that reviews count with, as data.

use crate::features::controls::{Assurance, Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/reviewing-2026-1.toml"))];

/// Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub version: String,
    pub valid_from: NaiveDate,
    pub four_eyes_tiers: Vec<i32>,
    pub others_for_median: usize,
    pub digest_minutes: i64,
    pub sample: Vec<SampleRule>,
    pub certificate: CertificateRule,
    pub works: WorksRule,
}

/// What is drawn for a tier.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleRule {
    pub tier: i32,
    /// Of the questions that are not critical; rounded up.
    pub percent: u32,
    pub critical: bool,
    /// Whether the assessment stays open until everything drawn is looked at.
    pub blocks: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificateRule {
    pub edition: String,
    pub assurance: Assurance,
    pub never: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WorksRule {
    pub parts: Vec<String>,
    pub traces: Vec<String>,
}

impl Versioned for Parameters {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl Parameters {
    fn versions() -> &'static Versions<Parameters> {
        static ALL: LazyLock<Versions<Parameters>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &ALL
    }

    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static Parameters {
        Parameters::versions().on(day)
    }

    /// The newest version.
    pub fn current() -> &'static Parameters {
        Parameters::versions().newest()
    }

    /// The version of an older sample; the newest when it is not known any more.
    pub fn named(version: &str) -> &'static Parameters {
        Parameters::versions().find(version).unwrap_or_else(|| Parameters::current())
    }

    /// What is drawn for a tier. A tier that nobody has set is drawn as the most critical one, never as less.
    pub fn sample_of(&self, tier: Option<i32>) -> SampleRule {
        let strictest = || self.sample.iter().max_by_key(|rule| (rule.blocks, rule.percent));
        let found = self.sample.iter().find(|rule| Some(rule.tier) == tier).or_else(strictest);
        found.copied().unwrap_or(SampleRule { tier: 0, percent: 100, critical: true, blocks: true })
    }

    /// Whether a verdict on a critical question of such a vendor waits for a second person. A tier that nobody has
    /// set does, as the most critical one.
    pub fn four_eyes(&self, tier: Option<i32>) -> bool {
        tier.is_none_or(|tier| self.four_eyes_tiers.contains(&tier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_tier_is_never_looked_at_less() {
        let all = Parameters::current();
        for (tier, percent, critical, blocks) in [
            (Some(1), 50, true, true),
            (Some(2), 30, true, true),
            (Some(3), 10, true, false),
            (Some(4), 0, false, false),
        ] {
            let rule = all.sample_of(tier);
            assert_eq!((rule.percent, rule.critical, rule.blocks), (percent, critical, blocks), "{tier:?}");
        }
        assert_eq!(all.sample_of(None).tier, 1);
        assert_eq!([Some(1), Some(2), None].map(|tier| all.four_eyes(tier)), [true, false, true]);
        assert_eq!(Parameters::named("gone").version, all.version);
    }
}
