//! The parameters of the follow-up, by version: weights, days and limits that an organisation
//! may want to change. None of them is law.

use super::model::{Question, QuestionSet};
use super::versions::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/follow-up-2026-1.toml"))];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUpModel {
    pub version: String,
    pub valid_from: NaiveDate,
    pub question_weight: QuestionWeight,
    pub due_days: DueDays,
    pub action: ActionLimits,
    pub evidence_months: EvidenceMonths,
}

/// Weights 1-3 of questions in the figures of domain.md 4.3.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionWeight {
    pub critical: u8,
    pub lite: u8,
    pub other: u8,
}

/// Days from a finding to the due date of its action, by severity.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueDays {
    pub critical: u32,
    pub high: u32,
    pub medium: u32,
    pub low: u32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionLimits {
    /// More postponements than this and the action is to be escalated.
    pub max_extensions: u32,
}

/// Months that a piece of evidence stays valid, by what it is.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceMonths {
    pub test: u32,
    pub policy: u32,
    pub screenshot: u32,
}

impl FollowUpModel {
    /// Every version of the model, read once.
    pub fn versions() -> &'static Versions<FollowUpModel> {
        static READ: LazyLock<Versions<FollowUpModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    /// The newest model.
    pub fn current() -> &'static FollowUpModel {
        FollowUpModel::versions().newest()
    }

    /// The weight of a question, 1-3.
    pub fn weight(&self, question: &Question) -> u8 {
        match (question.critical, question.set) {
            (true, _) => self.question_weight.critical,
            (false, QuestionSet::Lite) => self.question_weight.lite,
            (false, QuestionSet::Full) => self.question_weight.other,
        }
    }
}

impl Versioned for FollowUpModel {
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
    use crate::features::controls::catalogue;

    #[test]
    fn the_weight_follows_the_question() {
        for (id, weight) in [("Q01", 3), ("Q02", 2), ("Q04", 1), ("Q11", 3)] {
            let question = catalogue().current_questions().find(id).unwrap();
            assert_eq!(FollowUpModel::current().weight(question), weight, "{id}");
        }
    }
}
