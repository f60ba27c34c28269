//! The risk model by version (`seed-data/models/risk-*.toml`) and the starter library. None of it is law.

use super::model::{ConsequenceCategory, ControlGroup, RiskLevel};
use super::rules::table::{Band, Table};
use crate::access::Role;
use crate::base::Language;
use crate::features::controls::{Assurance, Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/risk-2026-1.toml"))];
const SCENARIOS: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/risk-scenarios-2026-1.toml"))];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskModel {
    pub version: String,
    pub valid_from: NaiveDate,
    bands: Vec<WordedBand>,
    table: Rows,
    pub anchors: Vec<Anchors>,
    pub credit: CreditTerms,
    pub simulation: SimulationTerms,
    /// From the least loss to the greatest.
    pub tolerance: Vec<Tolerance>,
    acceptance: Vec<AcceptanceTerms>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordedBand {
    from: f64,
    to: f64,
    sv: String,
    en: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    rows: Vec<Vec<RiskLevel>>,
}

/// What each level of a consequence means in one category, from the least.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Anchors {
    pub category: ConsequenceCategory,
    sv: Vec<String>,
    en: Vec<String>,
}

impl Anchors {
    pub fn texts(&self, language: Language) -> &[String] {
        if language == Language::Sv { &self.sv } else { &self.en }
    }
}

/// How much a linked control may take away.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CreditTerms {
    pub least_status: f64,
    cap: ByAssurance<f64>,
    pub total_cap: f64,
    evidence_months: ByAssurance<u32>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByAssurance<T> {
    a0: T,
    a1: T,
    a2: T,
    a3: T,
}

impl<T: Copy> ByAssurance<T> {
    fn of(&self, assurance: Assurance) -> T {
        match assurance {
            Assurance::A0 => self.a0,
            Assurance::A1 => self.a1,
            Assurance::A2 => self.a2,
            Assurance::A3 => self.a3,
        }
    }
}

impl CreditTerms {
    /// The most that a control with this assurance can take away, as a share.
    pub fn cap(&self, assurance: Assurance) -> f64 {
        self.cap.of(assurance)
    }

    /// Months that a review with this assurance counts.
    pub fn evidence_months(&self, assurance: Assurance) -> u32 {
        self.evidence_months.of(assurance)
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimulationTerms {
    pub trials: usize,
    pub portfolio_trials: usize,
    pub max_frequency: f64,
    pub max_loss: f64,
    pub max_persons: f64,
    pub common_share: f64,
}

/// A yearly loss of at least `loss` kronor may have at most this probability.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tolerance {
    pub loss: f64,
    pub probability: f64,
}

/// Who accepts a level: everybody of `together`, or anybody of `alone`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptanceTerms {
    pub level: RiskLevel,
    pub together: Vec<Role>,
    pub alone: Vec<Role>,
    pub max_months: u32,
}

impl Versioned for RiskModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl RiskModel {
    /// Every version, read once.
    pub fn versions() -> &'static Versions<RiskModel> {
        static READ: LazyLock<Versions<RiskModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    pub fn current() -> &'static RiskModel {
        RiskModel::versions().newest()
    }

    /// The model's own decision table.
    pub fn table(&self) -> Table {
        Table {
            version: self.version.clone(),
            bands: self.bands.iter().map(|band| Band { from: band.from, to: band.to }).collect(),
            rows: self.table.rows.clone(),
        }
    }

    /// The bands of likelihood in words, from the rarest.
    pub fn band_texts(&self, language: Language) -> Vec<String> {
        self.bands.iter().map(|b| if language == Language::Sv { b.sv.clone() } else { b.en.clone() }).collect()
    }

    /// Who accepts a level. A level that the model forgets is accepted by nobody.
    pub fn acceptance(&self, level: RiskLevel) -> Option<&AcceptanceTerms> {
        self.acceptance.iter().find(|terms| terms.level == level)
    }
}

/// A scenario to begin with.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Starter {
    pub key: String,
    pub category: ConsequenceCategory,
    sv: StarterText,
    en: StarterText,
    /// Typical controls, and how each acts.
    pub controls: Vec<(String, ControlGroup)>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StarterText {
    pub title: String,
    pub threat: String,
    pub asset: String,
}

impl Starter {
    pub fn text(&self, language: Language) -> &StarterText {
        if language == Language::Sv { &self.sv } else { &self.en }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Library {
    version: String,
    valid_from: NaiveDate,
    scenarios: Vec<Starter>,
}

impl Versioned for Library {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

/// The starter library in force.
pub fn starters() -> &'static [Starter] {
    static READ: LazyLock<Versions<Library>> = LazyLock::new(|| embedded(Versions::from_toml(SCENARIOS)));
    &READ.newest().scenarios
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Permission, policy};
    use crate::features::controls::catalogue;

    #[test]
    fn the_model_is_whole() {
        let model = RiskModel::current();
        assert_eq!(model.version, "risk-2026-1");
        model.table().check().unwrap();
        assert_eq!(model.band_texts(Language::Sv).len(), model.table().size());
        assert_eq!(model.anchors.len(), ConsequenceCategory::ALL.len());
        for anchors in &model.anchors {
            for language in [Language::Sv, Language::En] {
                assert_eq!(anchors.texts(language).len(), model.table().size(), "{}", anchors.category);
            }
        }
        assert!(model.tolerance.windows(2).all(|w| w[0].loss < w[1].loss && w[0].probability >= w[1].probability));
    }

    #[test]
    fn whoever_the_model_names_may_accept() {
        let needed = |level| match level {
            RiskLevel::Low => Permission::RiskAcceptLow,
            RiskLevel::Medium => Permission::RiskAcceptMedium,
            RiskLevel::High => Permission::RiskAcceptHigh,
            RiskLevel::Extreme => Permission::RiskAcceptExtreme,
        };
        for level in RiskLevel::ALL {
            let terms = RiskModel::current().acceptance(*level).unwrap();
            for role in terms.together.iter().chain(&terms.alone) {
                assert!(policy::allows(Some(*role), needed(*level)), "{role} {level}");
                assert!(policy::allows(Some(*role), Permission::RiskAccept), "{role}");
            }
        }
    }

    #[test]
    fn the_library_names_known_controls() {
        assert_eq!(starters().len(), 12);
        for starter in starters() {
            assert!(!starter.text(Language::Sv).title.is_empty() && !starter.text(Language::En).threat.is_empty());
            for (control, _) in &starter.controls {
                assert!(catalogue().current_controls().find(control).is_some(), "{} {control}", starter.key);
            }
        }
    }
}
