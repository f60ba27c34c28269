//! The words of approving a subcontractor, and its criteria and deadlines by version
//! (`seed-data/models/subcontract-criteria-*.toml`).

use crate::base::Language;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

crate::text_enum! {
    /// Where a case stands (domain.md 9).
    pub enum CaseState {
        Draft => "draft",
        Submitted => "submitted",
        /// Somebody checks that everything is there.
        Completeness => "completeness",
        /// The vendor has been asked for more.
        Completion => "completion",
        Review => "review",
        /// Approved for a short time while the reviews go on.
        Temporary => "temporary",
        /// Allowed, not begun.
        Decided => "decided",
        Active => "active",
        Refused => "refused",
        /// Another case has taken its place.
        Changed => "changed",
        Revoked => "revoked",
        Ended => "ended",
        /// Its time ran out.
        Expired => "expired",
        /// A gate that nobody can open (domain.md 9, criteria 9 and 17).
        Stopped => "stopped",
    }
}

crate::text_enum! {
    /// What was decided. `no_objection` is what silence gives under a general authorisation.
    pub enum Decision {
        Approved => "approved",
        Conditional => "conditional",
        Refused => "refused",
        Temporary => "temporary",
        NoObjection => "no_objection",
    }
}

crate::text_enum! {
    /// The four reviews, by four persons.
    pub enum ReviewKind {
        Completeness => "completeness",
        Security => "security",
        Privacy => "privacy",
        Legal => "legal",
    }
}

crate::text_enum! {
    pub enum ReviewOutcome { Supports => "supports", Conditions => "conditions", Opposes => "opposes" }
}

crate::text_enum! {
    /// What the vendor says about a criterion.
    pub enum ClaimAnswer { Yes => "yes", No => "no", NotApplicable => "not_applicable" }
}

crate::text_enum! {
    /// What the reviewer found.
    pub enum Verdict { Met => "met", NotMet => "not_met", NotApplicable => "not_applicable", Unclear => "unclear" }
}

crate::text_enum! {
    /// What the contract says: each one is asked for, or the vendor gives notice (GDPR art. 28.2).
    pub enum Authorisation { Specific => "specific", General => "general" }
}

crate::text_enum! {
    /// What changed, so that an approval is asked for again.
    pub enum ChangeCause {
        NewCountry => "new_country",
        DataClass => "data_class",
        Owner => "owner",
        Task => "task",
        FurtherTier => "further_tier",
        Incident => "incident",
    }
}

crate::text_enum! {
    pub enum StopReason { SecurityProtection => "security_protection", CareAbroad => "care_abroad" }
}

crate::text_enum! {
    /// A reasonable ground for an objection has to do with the protection of data (GDPR art. 28.2).
    pub enum ObjectionGround {
        Security => "security",
        Transfer => "transfer",
        Secrecy => "secrecy",
        Guarantees => "guarantees",
        Chain => "chain",
    }
}

crate::text_enum! {
    /// What the region asks for instead.
    pub enum Remedy { Measure => "measure", Alternative => "alternative", TerminatePart => "terminate_part" }
}

crate::text_enum! {
    /// Which of the two objects a criterion belongs to.
    pub enum AppliesTo { Both => "both", Care => "care", Processor => "processor" }
}

crate::text_enum! {
    /// How an approval came to its end.
    pub enum ClosureKind { Revoked => "revoked", Ended => "ended" }
}

impl CaseState {
    /// Whether the region has to do something before the case has its decision.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            CaseState::Submitted
                | CaseState::Completeness
                | CaseState::Completion
                | CaseState::Review
                | CaseState::Temporary
        )
    }

    /// Whether the one who asks may still write.
    pub fn is_editable(self) -> bool {
        matches!(self, CaseState::Draft | CaseState::Completion)
    }

    /// Whether what was asked for is allowed now or soon.
    pub fn is_allowed(self) -> bool {
        matches!(self, CaseState::Temporary | CaseState::Decided | CaseState::Active)
    }
}

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/subcontract-criteria-2026-1.toml"))];

/// The criteria and the deadlines of one version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriteriaModel {
    pub version: String,
    pub valid_from: NaiveDate,
    pub terms: Terms,
    pub silence: SilenceBounds,
    pub criteria: Vec<Criterion>,
}

/// Days and months of the routine. Working days are Swedish ones.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    pub apply_days: u64,
    pub completeness_days: u32,
    pub completion_days: u32,
    pub review_days: u32,
    pub decision_days: u32,
    pub notice_days: u64,
    pub validity_months: u32,
    pub emergency_days: u64,
    pub near_days: u32,
}

/// Within these bounds silence is no objection.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SilenceBounds {
    pub tiers: Vec<i32>,
    pub max_data_class: i32,
}

/// One criterion: who asks, who answers, and where it comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    pub number: i32,
    pub reviewer: ReviewKind,
    pub applies: AppliesTo,
    /// Whether the vendor is asked; what is not asked is the region's own and never shown to a vendor.
    #[serde(default = "asked")]
    pub asked: bool,
    pub gate: Option<StopReason>,
    /// `P` is a proposal of ours, `K` from knowledge that nobody has checked.
    pub mark: String,
    source_sv: String,
    source_en: String,
    sv: String,
    en: String,
}

fn asked() -> bool {
    true
}

impl Criterion {
    pub fn text(&self, language: Language) -> &str {
        if language == Language::Sv { &self.sv } else { &self.en }
    }

    pub fn source(&self, language: Language) -> &str {
        if language == Language::Sv { &self.source_sv } else { &self.source_en }
    }

    /// A source that nobody has checked is shown as such.
    pub fn is_unverified(&self) -> bool {
        matches!(self.mark.as_str(), "K" | "2")
    }

    pub fn holds_for(&self, is_care: bool, is_processor: bool) -> bool {
        match self.applies {
            AppliesTo::Both => true,
            AppliesTo::Care => is_care,
            AppliesTo::Processor => is_processor,
        }
    }
}

impl Versioned for CriteriaModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl CriteriaModel {
    pub fn versions() -> &'static Versions<CriteriaModel> {
        static READ: LazyLock<Versions<CriteriaModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    /// The version that a case was asked by.
    pub fn named(version: &str) -> &'static CriteriaModel {
        let versions = CriteriaModel::versions();
        versions.find(version).unwrap_or_else(|| versions.newest())
    }

    /// The criteria that hold for a case of these object types.
    pub fn of(&self, is_care: bool, is_processor: bool) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(move |criterion| criterion.holds_for(is_care, is_processor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eighteen_criteria_are_whole() {
        let model = CriteriaModel::versions().newest();
        let numbers: Vec<i32> = model.criteria.iter().map(|c| c.number).collect();
        assert_eq!(numbers, (1..=18).collect::<Vec<_>>());
        assert_eq!(model.criteria.iter().filter(|c| !c.asked).map(|c| c.number).collect::<Vec<_>>(), [18]);
        let gates: Vec<_> = model.criteria.iter().filter_map(|c| c.gate.map(|g| (c.number, g))).collect();
        assert_eq!(gates, [(9, StopReason::CareAbroad), (17, StopReason::SecurityProtection)]);
        for kind in ReviewKind::ALL {
            assert!(model.criteria.iter().any(|c| c.reviewer == *kind), "{kind} has nothing to review");
        }
        for criterion in &model.criteria {
            for language in [Language::Sv, Language::En] {
                assert!(criterion.text(language).ends_with('.') && !criterion.source(language).is_empty());
            }
            assert!(matches!(criterion.mark.as_str(), "V" | "K" | "2" | "P"));
        }
        let terms = model.terms;
        assert_eq!(
            (terms.apply_days, terms.completeness_days, terms.review_days, terms.decision_days),
            (30, 5, 10, 20)
        );
        assert_eq!((terms.notice_days, terms.validity_months, terms.emergency_days), (30, 24, 30));
        assert_eq!((model.silence.tiers.as_slice(), model.silence.max_data_class), ([3, 4].as_slice(), 2));
    }

    #[test]
    fn care_and_processing_are_asked_their_own() {
        let model = CriteriaModel::versions().newest();
        let asked = |care, processor| model.of(care, processor).map(|c| c.number).collect::<Vec<_>>();
        assert!(asked(true, false).contains(&9) && !asked(true, false).contains(&4));
        assert!(asked(false, true).contains(&4) && !asked(false, true).contains(&9));
        assert_eq!(asked(true, true).len(), 18);
    }
}
