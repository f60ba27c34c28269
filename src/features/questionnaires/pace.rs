//! How long an answer takes, by what it asks for (`seed-data/models/answering-*.toml`). Proposals [P], never law.

use super::store::FullAssessment;
use crate::features::controls::{Part, Question, Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/answering-2026-1.toml"))];

/// The parameters of answering, by version.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    pub version: String,
    pub valid_from: NaiveDate,
    /// Somebody seen within so many minutes is here.
    pub presence_minutes: i64,
    /// Evidence that ends within so many days is marked in the vendor's library.
    pub expiring_days: i64,
    seconds: Seconds,
}

/// Seconds of a person's time.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seconds {
    /// Reading the question and choosing the status.
    status: i64,
    /// Reading through and handing in.
    submit: i64,
    date: i64,
    percent: i64,
    number: i64,
    choice: i64,
    text: i64,
    #[serde(rename = "bool")]
    yes_no: i64,
    list: i64,
    structured: i64,
}

impl Pace {
    /// The newest parameters.
    pub fn current() -> &'static Pace {
        static READ: LazyLock<Versions<Pace>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        READ.newest()
    }

    fn of_question(&self, question: &Question) -> i64 {
        let m = &self.seconds;
        let of_part = |part: &Part| match part {
            Part::Status => 0,
            Part::Date => m.date,
            Part::Percent => m.percent,
            Part::Number(_) => m.number,
            Part::Choice(_) => m.choice,
            Part::Text => m.text,
            Part::Bool => m.yes_no,
            Part::List(_) => m.list,
            Part::Structured(_) => m.structured,
        };
        m.status + question.answer_type.values().map(of_part).sum::<i64>()
    }

    /// Whole minutes that are left, rounded up, until it is handed in: the questions without a status.
    pub fn minutes_left(&self, full: &FullAssessment) -> i64 {
        let waits = full.questions.iter().filter(|question| full.claim(&question.id).is_none());
        let answering: i64 = waits.map(|question| self.of_question(question)).sum();
        (answering + self.seconds.submit + 59) / 60
    }
}

impl Versioned for Pace {
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
    use crate::features::controls::{QuestionSet, catalogue};

    #[test]
    fn a_small_practice_has_time() {
        let pace = Pace::current();
        let lite = catalogue().current_questions().in_set(QuestionSet::Lite);
        let seconds: i64 = lite.into_iter().map(|question| pace.of_question(question)).sum();
        assert!(seconds + pace.seconds.submit < 45 * 60, "{seconds}");
        let question = catalogue().current_questions().find("Q09").unwrap();
        assert!(pace.of_question(question) > pace.seconds.status);
    }
}
