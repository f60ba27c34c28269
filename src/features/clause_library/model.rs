//! The words of the library: what a clause says in both languages, and where it comes from.

use crate::base::{Id, Language};
use crate::features::controls::{
    self, Clause, ClauseDetail, EvidenceType, FaultGrade, LintFault, LintTerms, Linted, Parameter,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::text_enum! {
    /// Where a clause comes from: the catalogue, the organisation's own version of it, or its own.
    pub enum Origin { Catalogue => "catalogue", Version => "version", Own => "own" }
}

crate::text_enum! {
    pub enum LegalState { Verified => "verified", Withdrawn => "withdrawn" }
}

crate::text_enum! {
    /// A document that is made from the register and the library.
    pub enum PackageKind {
        Amendment => "amendment",
        /// The instruction of the processor agreement.
        Instruction => "instruction",
        /// The list of sub-processors.
        SubProcessors => "subprocessors",
    }
}

crate::text_enum! {
    pub enum PackageState { Prepared => "prepared", Signed => "signed", Dropped => "dropped" }
}

/// What a clause says. Both languages are one unit: neither is published without the other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Content {
    /// The theme, as the catalogue names it.
    pub group: String,
    pub title_sv: String,
    pub title_en: String,
    pub text_sv: String,
    pub text_en: String,
    pub rationale_sv: String,
    pub rationale_en: String,
    pub evidence_sv: String,
    pub evidence_en: String,
    pub evidence_types: Vec<EvidenceType>,
    pub test_sv: String,
    pub test_en: String,
    /// The tiers of vendors that it is asked of.
    pub tiers: Vec<u8>,
    /// Controls of ISO/IEC 27001:2022 annex A.
    pub controls: Vec<String>,
    /// Letters of NIS2 article 21.2.
    pub nis2: Vec<String>,
    pub legal_refs: Vec<String>,
    pub parameters: Vec<Parameter>,
}

impl Content {
    /// A clause of the catalogue with the rest of it.
    pub fn of(clause: &Clause, detail: Option<&ClauseDetail>) -> Content {
        let mut content = Content {
            group: clause.group.clone(),
            title_sv: clause.title_sv.clone(),
            title_en: clause.title_en.clone(),
            text_sv: clause.requirement_sv.clone(),
            rationale_en: clause.rationale_en.clone(),
            evidence_sv: clause.evidence_sv.clone(),
            tiers: clause.tiers.clone(),
            controls: clause.controls.clone(),
            nis2: clause.nis2.clone(),
            legal_refs: clause.legal_refs.iter().map(|legal| legal.text.clone()).collect(),
            ..Content::default()
        };
        if let Some(detail) = detail {
            content.text_en = detail.text_en.clone();
            content.rationale_sv = detail.rationale_sv.clone();
            content.evidence_en = detail.evidence_en.clone();
            content.evidence_types = detail.evidence_types.clone();
            content.test_sv = detail.test_sv.clone();
            content.test_en = detail.test_en.clone();
            content.parameters = detail.parameters.clone();
        }
        content
    }

    pub fn title(&self, language: Language) -> &str {
        pick(language, &self.title_sv, &self.title_en)
    }

    /// The text as a contract has it, with its parameters written out.
    pub fn text(&self, language: Language) -> String {
        controls::with_parameters(pick(language, &self.text_sv, &self.text_en), &self.parameters, language)
    }

    pub fn rationale(&self, language: Language) -> &str {
        pick(language, &self.rationale_sv, &self.rationale_en)
    }

    pub fn evidence(&self, language: Language) -> &str {
        pick(language, &self.evidence_sv, &self.evidence_en)
    }

    pub fn test(&self, language: Language) -> &str {
        pick(language, &self.test_sv, &self.test_en)
    }

    /// What the linter of that day says.
    pub fn faults(&self, day: NaiveDate) -> Vec<LintFault> {
        let linted = Linted {
            text: (&self.text_sv, &self.text_en),
            test: (&self.test_sv, &self.test_en),
            evidence: (&self.evidence_sv, &self.evidence_en),
            evidence_types: &self.evidence_types,
            tiers: &self.tiers,
            parameters: &self.parameters,
        };
        controls::lint(&linted, LintTerms::on(day))
    }

    /// The faults that stop it from being published.
    pub fn errors(&self, day: NaiveDate) -> Vec<LintFault> {
        self.faults(day).into_iter().filter(|fault| fault.grade == FaultGrade::Error).collect()
    }

    /// Whether it is asked of a vendor of this tier; one without a tier is asked for everything.
    pub fn is_for(&self, tier: Option<i32>) -> bool {
        let tier = tier.and_then(|tier| u8::try_from(tier).ok()).unwrap_or(1);
        self.tiers.contains(&tier)
    }
}

fn pick<'a>(language: Language, sv: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Sv => sv,
        Language::En => en,
    }
}

/// One clause of the library as it holds today for an organisation.
#[derive(Debug, Clone)]
pub struct Entry {
    pub code: String,
    pub origin: Origin,
    pub content: Content,
    /// The organisation's own clause and the number of the version, unless it is the catalogue's.
    pub own: Option<(Id, i32)>,
}

impl Entry {
    /// The id of a clause that only the organisation has; its state in contracts is kept apart.
    pub fn own_id(&self) -> Option<&Id> {
        self.own.as_ref().filter(|_| self.origin == Origin::Own).map(|(id, _)| id)
    }
}

/// The themes of the catalogue, in its own order.
pub fn groups() -> Vec<String> {
    let mut groups: Vec<String> = Vec::new();
    for clause in &controls::catalogue().current_clauses().entries {
        if !groups.contains(&clause.group) {
            groups.push(clause.group.clone());
        }
    }
    groups
}
