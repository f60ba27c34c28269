//! The tiering model: rules, weights and consequences of a tier, read from `seed-data/models/`.

use super::capacity::Capacity;
use super::model::Criterion;
use crate::features::controls::{Assurance, QuestionSet, Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/tiering-2026-1.toml"))];

/// The lowest tier there is.
pub const LOWEST_TIER: u8 = 4;

/// A tiering model: shipped, or an organisation's own (stored as JSON).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieringModel {
    pub version: String,
    pub valid_from: NaiveDate,
    /// The level that an unknown criterion is taken to have.
    pub assumed: u8,
    /// The highest level that can be stated, by criterion.
    pub highest: BTreeMap<Criterion, u8>,
    /// Percent, by criterion.
    pub weights: BTreeMap<Criterion, u32>,
    pub tiers: Vec<TierTerms>,
    pub rules: Vec<TierRule>,
    /// The organisation's own words, by the end of the word key: `chain-hint`, `chain-2`,
    /// `rule-t1-access`. What is missing is said as the shipped model says it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Worded>,
    /// Hours and aims of its own; without them, the shipped ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Capacity>,
}

/// A text in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Worded {
    pub sv: String,
    pub en: String,
}

/// What a tier leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierTerms {
    pub tier: u8,
    /// Months between dialogues; `None` means at renewal of the contract.
    pub cadence_months: Option<u32>,
    pub question_set: QuestionSet,
    /// How strongly an answer must be supported to count as verified.
    pub required_assurance: Assurance,
}

/// A tier and the conditions that lead to it; all of them must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierRule {
    pub id: String,
    pub tier: u8,
    /// True when no override may go below the rule's tier.
    #[serde(default)]
    pub floor: bool,
    pub when: BTreeMap<Criterion, Levels>,
}

/// A range of levels, both ends included. Written `>=n`, `=n` or `n-m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Levels {
    pub low: u8,
    /// `u8::MAX` for an open end.
    pub high: u8,
}

impl From<Levels> for String {
    fn from(levels: Levels) -> String {
        match levels {
            Levels { low, high: u8::MAX } => format!(">={low}"),
            Levels { low, high } if low == high => format!("={low}"),
            Levels { low, high } => format!("{low}-{high}"),
        }
    }
}

impl std::fmt::Display for Levels {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from(*self))
    }
}

impl Levels {
    pub fn contains(self, level: u8) -> bool {
        (self.low..=self.high).contains(&level)
    }
}

impl TryFrom<String> for Levels {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let level = |digits: &str| digits.parse::<u8>().map_err(|_| format!("{text:?} is not a range of levels"));
        if let Some(low) = text.strip_prefix(">=") {
            return Ok(Levels { low: level(low)?, high: u8::MAX });
        }
        if let Some(only) = text.strip_prefix('=') {
            return Ok(Levels { low: level(only)?, high: level(only)? });
        }
        let (low, high) = text.split_once('-').unwrap_or((&text, ""));
        Ok(Levels { low: level(low)?, high: level(high)? })
    }
}

impl Versioned for TieringModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl TieringModel {
    /// Every version of the model, read once.
    pub fn versions() -> &'static Versions<TieringModel> {
        static READ: LazyLock<Versions<TieringModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    /// The newest model.
    pub fn current() -> &'static TieringModel {
        TieringModel::versions().newest()
    }

    /// Hours, aims and intervals: the model's own, or the shipped ones.
    pub fn capacity(&self) -> Capacity {
        self.capacity.clone().unwrap_or_else(|| Capacity::shipped().clone())
    }

    pub fn weight(&self, criterion: Criterion) -> u32 {
        self.weights.get(&criterion).copied().unwrap_or_default()
    }

    /// The highest level that can be stated for a criterion.
    pub fn highest(&self, criterion: Criterion) -> u8 {
        self.highest.get(&criterion).copied().unwrap_or(self.assumed)
    }

    /// Months between dialogues; `None` for a tier whose dialogue is held at renewal.
    pub fn cadence_months(&self, tier: u8) -> Option<u32> {
        self.terms(tier).and_then(|terms| terms.cadence_months)
    }

    /// The questions that a vendor of this tier answers; a tier that is not known gets all.
    pub fn question_set(&self, tier: u8) -> QuestionSet {
        self.terms(tier).map_or(QuestionSet::Full, |terms| terms.question_set)
    }

    /// The assurance that an answer needs to count as verified; for a tier not known, review.
    pub fn required_assurance(&self, tier: u8) -> Assurance {
        self.terms(tier).map_or(Assurance::A2, |terms| terms.required_assurance)
    }

    fn terms(&self, tier: u8) -> Option<&TierTerms> {
        self.tiers.iter().find(|terms| terms.tier == tier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_whole() {
        let model = TieringModel::current();
        assert_eq!(model.version, "tiering-2026-1");
        assert_eq!(model.weights.values().sum::<u32>(), 100);
        assert_eq!(model.weights.len(), 6);
        assert_eq!(model.highest.len(), 6);
        assert_eq!(model.highest(Criterion::DataClass), 3);
        assert_eq!(model.rules.len(), 18);
    }

    #[test]
    fn what_a_tier_leads_to() {
        let model = TieringModel::current();
        for (tier, months, set, assurance) in [
            (1, Some(1), "full", "a2"),
            (2, Some(3), "full", "a2"),
            (3, Some(12), "lite", "a1"),
            (4, None, "lite", "a0"),
        ] {
            assert_eq!(model.cadence_months(tier), months, "tier {tier}");
            assert_eq!(model.question_set(tier).as_str(), set, "tier {tier}");
            assert_eq!(model.required_assurance(tier).as_str(), assurance, "tier {tier}");
        }
    }

    #[test]
    fn ranges_of_levels() {
        for (text, inside, outside) in
            [(">=3", vec![3, 4], vec![0, 2]), ("=2", vec![2], vec![1, 3]), ("1-2", vec![1, 2], vec![0, 3])]
        {
            let levels = Levels::try_from(text.to_string()).unwrap();
            assert!(inside.into_iter().all(|n| levels.contains(n)), "{text}");
            assert!(!outside.into_iter().any(|n| levels.contains(n)), "{text}");
        }
        for bad in ["3", ">3", "", "1-", "a-b"] {
            assert!(Levels::try_from(bad.to_string()).is_err(), "{bad}");
        }
    }

    /// The same word file that the pages use: each rule and each level must have its text.
    #[test]
    fn every_rule_and_level_has_words() {
        let model = TieringModel::current();
        let mut keys: Vec<String> = model.rules.iter().map(|rule| format!("tiering-rule-{}", rule.id)).collect();
        for criterion in Criterion::ALL {
            keys.push(format!("tiering-{criterion}"));
            keys.push(format!("tiering-{criterion}-hint"));
            keys.push(format!("tiering-{criterion}-unknown"));
            keys.extend((0..=model.highest(*criterion)).map(|level| format!("tiering-{criterion}-{level}")));
        }
        let files = [
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/sv/tiering.ftl")),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/templates/words/en/tiering.ftl")),
        ];
        for key in keys {
            for file in files {
                assert!(file.lines().any(|line| line.starts_with(&format!("{key} = "))), "{key}");
            }
        }
    }
}
