//! What a question set consists of.

use crate::base::Language;
use crate::features::controls::{AnswerType, QuestionSet};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

crate::text_enum! {
    /// Where a version of a set stands. A published one is never changed; the next version takes its place.
    pub enum VersionState { Draft => "draft", Published => "published", Discarded => "discarded" }
}

crate::text_enum! {
    /// What is looked at with special care at a vendor until a decision lifts it (domain.md 1.3 rows 37 and 38).
    pub enum FocusArea { AccessControl => "access_control", ChangeManagement => "change_management" }
}

/// A text in both languages, which are one unit: a set is not published while one of them is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Both {
    pub sv: String,
    pub en: String,
}

impl Both {
    pub fn new(sv: impl Into<String>, en: impl Into<String>) -> Both {
        Both { sv: sv.into(), en: en.into() }
    }

    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }

    pub fn is_blank(&self) -> bool {
        self.sv.trim().is_empty() && self.en.trim().is_empty()
    }

    /// The language that lacks its text, when only one of the two is there.
    pub fn half(&self) -> Option<Language> {
        match (self.sv.trim().is_empty(), self.en.trim().is_empty()) {
            (true, false) => Some(Language::Sv),
            (false, true) => Some(Language::En),
            _ => None,
        }
    }
}

/// A section of a set; sections and the questions in each are asked in the order they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    pub code: String,
    pub title: Both,
}

/// When a question is shown: only after one of these answers to another question. Each is a status (`met`, `partly`,
/// `not_met`, `not_applicable`, `unknown`), `yes` or `no`, or `choice:` and an option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub question: String,
    pub answers: Vec<String>,
}

/// What an option of a choice is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionLabel {
    pub option: String,
    pub label: Both,
}

/// One question of an own set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetQuestion {
    pub id: String,
    /// The code of its section.
    pub section: String,
    pub text: Both,
    /// Parts of the answer, such as `status4`, `date+text` or `choice:a/b`.
    #[schema(value_type = String)]
    pub answer_type: AnswerType,
    /// What the options of a choice are called.
    #[serde(default)]
    pub options: Vec<OptionLabel>,
    /// 1-3; never shown to the vendor.
    pub weight: u8,
    #[serde(default)]
    pub critical: bool,
    /// `lite` when it belongs to the small set of the shipped questions.
    #[serde(default = "full")]
    pub set: QuestionSet,
    /// The tiers it is asked of.
    pub tiers: Vec<u8>,
    #[serde(default)]
    pub controls: Vec<String>,
    #[serde(default)]
    pub nis2: Vec<String>,
    #[serde(default)]
    pub clause_ids: Vec<String>,
    /// Asked only while one of these areas is in focus at the vendor; empty: always.
    #[serde(default)]
    pub focus: Vec<FocusArea>,
    #[serde(default)]
    pub condition: Option<Condition>,
    #[serde(default)]
    pub evidence: Both,
    /// The answer is complete only with a file, or with evidence to be shown on the spot.
    #[serde(default)]
    pub evidence_required: bool,
    /// Why it is asked; for the vendor too.
    #[serde(default)]
    pub why: Both,
    /// What a good answer holds; for the vendor too.
    #[serde(default)]
    pub good: Both,
    /// Whom to ask; for the vendor too.
    #[serde(default)]
    pub ask: Both,
    /// Signs that an answer is weak; for the region alone.
    #[serde(default)]
    pub warnings: Both,
}

fn full() -> QuestionSet {
    QuestionSet::Full
}

impl SetQuestion {
    /// The texts of a question, by the name of their field.
    pub fn texts(&self) -> [(&'static str, &Both); 6] {
        [
            ("text", &self.text),
            ("evidence", &self.evidence),
            ("why", &self.why),
            ("good", &self.good),
            ("ask", &self.ask),
            ("warnings", &self.warnings),
        ]
    }
}

/// The sections and the questions of one version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    pub sections: Vec<Section>,
    pub questions: Vec<SetQuestion>,
}

impl Body {
    pub fn section(&self, code: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.code == code)
    }

    pub fn question(&self, id: &str) -> Option<&SetQuestion> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// Puts the questions in the order of their sections; within one they keep the order they have.
    pub fn sort(&mut self) {
        let places: Vec<String> = self.sections.iter().map(|section| section.code.clone()).collect();
        let place = |code: &str| places.iter().position(|each| each == code).unwrap_or(places.len());
        self.questions.sort_by_key(|question| place(&question.section));
    }
}

/// Whether a sent assessment asks a shipped set or a version of an own one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picked {
    Shipped(QuestionSet),
    Own(crate::base::Id),
}
