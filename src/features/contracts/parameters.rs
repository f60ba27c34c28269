//! The numbers of contracts in depth, as data: the watch, deviations, and what the clause library proposes.

use crate::base::Language;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/contract-depth-2026-1.toml"))];

crate::text_enum! {
    /// What a number of a clause counts.
    pub enum NumberUnit { Hours => "hours", Days => "days", WorkingDays => "working_days", Months => "months" }
}

/// Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepthModel {
    pub version: String,
    pub valid_from: NaiveDate,
    pub watch: WatchTerms,
    pub deviation: DeviationTerms,
    pub parameters: Vec<ClauseParameter>,
}

/// Days of the watch over what must be decided.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WatchTerms {
    pub days: u64,
    pub choices: Vec<u64>,
    /// Before the end of a contract that neither renews nor can be extended.
    pub lead_days: u64,
    pub task_days: u64,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeviationTerms {
    pub max_months: u32,
}

/// A number of a clause that each contract may agree upon; a greater number is laxer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseParameter {
    pub key: String,
    pub clause: String,
    pub unit: NumberUnit,
    /// What the library proposes.
    pub proposed: i32,
    pub tiers: Vec<u8>,
    sv: String,
    en: String,
}

impl ClauseParameter {
    pub fn label(&self, language: Language) -> &str {
        if language == Language::Sv { &self.sv } else { &self.en }
    }
}

impl Versioned for DepthModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl DepthModel {
    /// The newest version.
    pub fn current() -> &'static DepthModel {
        static ALL: LazyLock<Versions<DepthModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.newest()
    }

    /// The parameter with this key.
    pub fn parameter(&self, key: &str) -> Option<&ClauseParameter> {
        self.parameters.iter().find(|parameter| parameter.key == key)
    }

    /// The parameters of a clause for a tier. A vendor without a tier is asked for everything, as one of tier 1.
    pub fn of_clause(&self, clause: &str, tier: Option<u8>) -> impl Iterator<Item = &ClauseParameter> {
        let tier = tier.unwrap_or(1);
        self.parameters.iter().filter(move |p| p.clause == clause && p.tiers.contains(&tier))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;
    use std::collections::BTreeSet;

    #[test]
    fn every_parameter_belongs_to_a_clause_of_the_library() {
        let model = DepthModel::current();
        let mut keys = BTreeSet::new();
        for parameter in &model.parameters {
            let clause = catalogue().current_clauses().find(&parameter.clause).unwrap();
            assert!(parameter.tiers.iter().all(|tier| clause.tiers.contains(tier)), "{}", parameter.key);
            assert!(keys.insert(&parameter.key) && parameter.proposed > 0, "{}", parameter.key);
        }
        assert!(model.watch.choices.contains(&model.watch.days));
    }

    #[test]
    fn a_critical_vendor_reports_sooner() {
        let model = DepthModel::current();
        for (tier, proposed) in [(None, 12), (Some(1), 12), (Some(2), 24), (Some(3), 24)] {
            let found: Vec<i32> = model.of_clause("KV-34", tier).map(|p| p.proposed).collect();
            assert_eq!(found, [proposed], "{tier:?}");
        }
    }
}
