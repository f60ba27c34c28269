//! The ladder as data, by version: an escalation keeps the version that it was opened by.

use crate::base::Language;
use crate::features::controls::{Versioned, Versions, embedded};
use crate::features::findings::Severity;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/escalations-2026-1.toml"))];

/// The steps from the lowest, and when the rule escalates. Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    pub version: String,
    pub valid_from: NaiveDate,
    pub untouched_days: UntouchedDays,
    pub steps: Vec<Rung>,
}

/// Days without anybody's touch, by priority; none: the rule leaves that priority alone.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UntouchedDays {
    pub critical: Option<u32>,
    pub high: Option<u32>,
    pub medium: Option<u32>,
    pub low: Option<u32>,
}

/// One step of the ladder.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    pub key: String,
    pub name_sv: String,
    pub name_en: String,
    pub text_sv: String,
    pub text_en: String,
    /// A letter goes to the vendor.
    pub letter: bool,
    /// A memo is exported for those who decide.
    pub memo: bool,
    /// Days to the deadline that is proposed.
    pub days: u32,
    /// The delegation must be stated.
    pub delegation: bool,
    /// The cost must be estimated.
    pub cost: bool,
}

impl Rung {
    pub fn name(&self, language: Language) -> &str {
        if language == Language::Sv { &self.name_sv } else { &self.name_en }
    }

    pub fn text(&self, language: Language) -> &str {
        if language == Language::Sv { &self.text_sv } else { &self.text_en }
    }
}

impl Ladder {
    fn versions() -> &'static Versions<Ladder> {
        static ALL: LazyLock<Versions<Ladder>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &ALL
    }

    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static Ladder {
        Ladder::versions().on(day)
    }

    /// The version that an escalation was opened by.
    pub fn named(version: &str) -> &'static Ladder {
        let all = Ladder::versions();
        all.find(version).unwrap_or_else(|| all.newest())
    }

    /// A step and its place from the lowest.
    pub fn find(&self, key: &str) -> Option<(usize, &Rung)> {
        self.steps.iter().enumerate().find(|(_, rung)| rung.key == key)
    }

    /// How a step is called; a key that the version lacks is shown as it is.
    pub fn name_of(&self, key: &str, language: Language) -> String {
        self.find(key).map_or_else(|| key.to_string(), |(_, rung)| rung.name(language).to_string())
    }

    /// The days that the rule waits for a priority.
    pub fn untouched(&self, priority: Severity) -> Option<u32> {
        match priority {
            Severity::Critical => self.untouched_days.critical,
            Severity::High => self.untouched_days.high,
            Severity::Medium => self.untouched_days.medium,
            Severity::Low => self.untouched_days.low,
        }
    }
}

impl Versioned for Ladder {
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
    fn the_ladder_can_be_read() {
        let ladder = Ladder::on("2026-11-23".parse().unwrap());
        let keys: Vec<&str> = ladder.steps.iter().map(|rung| rung.key.as_str()).collect();
        assert_eq!(keys, ["correction", "penalty", "management", "board"]);
        assert_eq!(ladder.untouched(Severity::Critical), Some(7));
        assert_eq!(ladder.untouched(Severity::Low), None);
        let (place, board) = ladder.find("board").unwrap();
        assert!(place == 3 && board.memo && board.cost && !board.letter);
        assert_eq!(Ladder::named(&ladder.version).version, ladder.version);
    }
}
