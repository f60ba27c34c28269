//! The catalogues by version. A new version is one more file in `seed-data/` and one more line
//! in the lists below; old versions stay, because old cases are judged by what was asked then.

use super::guidance;
use super::model::{Clause, Control, Question, QuestionSet};
use super::versions::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

macro_rules! seed {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/", $name))
    };
}

/// Version, first day it holds, and the file. The newest comes last.
type Source = (&'static str, &'static str, &'static str);

const CLAUSES: &[Source] = &[("clauses-2026-1", "2026-01-15", seed!("clauses.csv"))];
const QUESTIONS: &[Source] = &[("questions-2026-1", "2026-01-15", seed!("questions.csv"))];
const CONTROLS: &[Source] = &[("iso27001_2022", "2022-10-25", seed!("iso27001_2022_controls.csv"))];

/// Something with an id of its own in a catalogue.
pub trait Entry {
    fn id(&self) -> &str;
}

macro_rules! entry {
    ($($name:ty),+) => { $(impl Entry for $name { fn id(&self) -> &str { &self.id } })+ };
}
entry!(Clause, Question, Control);

/// One version of a catalogue, in the order of its file.
#[derive(Debug)]
pub struct Edition<T> {
    pub version: &'static str,
    pub valid_from: NaiveDate,
    pub entries: Vec<T>,
}

impl<T: Entry> Edition<T> {
    pub fn find(&self, id: &str) -> Option<&T> {
        self.entries.iter().find(|entry| entry.id() == id)
    }
}

impl Edition<Clause> {
    /// The clauses that a contract with a vendor of this tier should hold.
    pub fn for_tier(&self, tier: u8) -> Vec<&Clause> {
        self.entries.iter().filter(|clause| clause.tiers.contains(&tier)).collect()
    }
}

impl Edition<Question> {
    /// The questions of the set; the full set is every question.
    pub fn in_set(&self, set: QuestionSet) -> Vec<&Question> {
        self.entries.iter().filter(|q| set == QuestionSet::Full || q.set == QuestionSet::Lite).collect()
    }
}

impl<T> Versioned for Edition<T> {
    fn version(&self) -> &str {
        self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

fn read<T: DeserializeOwned>(sources: &[Source]) -> Result<Versions<Edition<T>>, String> {
    Versions::new(sources.iter().map(read_edition).collect::<Result<_, _>>()?)
}

fn read_edition<T: DeserializeOwned>((version, valid_from, text): &Source) -> Result<Edition<T>, String> {
    let valid_from = valid_from.parse().map_err(|error| format!("{version}: {error}"))?;
    let entries = csv::Reader::from_reader(text.as_bytes())
        .into_deserialize()
        .collect::<Result<Vec<T>, _>>()
        .map_err(|error| format!("{version}: {error}"))?;
    Ok(Edition { version, valid_from, entries })
}

/// The questions, each with its guidance.
fn read_questions() -> Result<Versions<Edition<Question>>, String> {
    let edition = |source: &Source| {
        let mut edition: Edition<Question> = read_edition(source)?;
        guidance::give(edition.version, &mut edition.entries)?;
        Ok(edition)
    };
    Versions::new(QUESTIONS.iter().map(edition).collect::<Result<_, String>>()?)
}

/// Every catalogue of the product.
#[derive(Debug)]
pub struct Catalogue {
    clauses: Versions<Edition<Clause>>,
    questions: Versions<Edition<Question>>,
    controls: Versions<Edition<Control>>,
}

/// The catalogues, read once.
pub fn catalogue() -> &'static Catalogue {
    static READ: LazyLock<Catalogue> = LazyLock::new(|| embedded(Catalogue::read()));
    &READ
}

impl Catalogue {
    fn read() -> Result<Self, String> {
        Ok(Catalogue { clauses: read(CLAUSES)?, questions: read_questions()?, controls: read(CONTROLS)? })
    }

    /// The clauses of a version, such as `clauses-2026-1`.
    pub fn clauses(&self, version: &str) -> Option<&Edition<Clause>> {
        self.clauses.find(version)
    }

    /// The clauses in force on a day.
    pub fn clauses_on(&self, date: NaiveDate) -> &Edition<Clause> {
        self.clauses.on(date)
    }

    pub fn current_clauses(&self) -> &Edition<Clause> {
        self.clauses.newest()
    }

    /// The questions of a version, such as `questions-2026-1`.
    pub fn questions(&self, version: &str) -> Option<&Edition<Question>> {
        self.questions.find(version)
    }

    /// The questions in force on a day.
    pub fn questions_on(&self, date: NaiveDate) -> &Edition<Question> {
        self.questions.on(date)
    }

    pub fn current_questions(&self) -> &Edition<Question> {
        self.questions.newest()
    }

    /// The controls of a standard, such as `iso27001_2022`.
    pub fn controls(&self, standard: &str) -> Option<&Edition<Control>> {
        self.controls.find(standard)
    }

    pub fn current_controls(&self) -> &Edition<Control> {
        self.controls.newest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_hold_what_the_domain_says() {
        let all = catalogue();
        assert_eq!(all.current_clauses().entries.len(), 48);
        assert_eq!(all.current_controls().entries.len(), 93);
        let questions = all.current_questions();
        assert_eq!(questions.in_set(QuestionSet::Full).len(), 62);
        assert_eq!(questions.in_set(QuestionSet::Lite).len(), 29);
        assert_eq!(questions.entries.iter().filter(|q| q.set == QuestionSet::Full).count(), 33);
        assert_eq!(questions.entries.iter().filter(|q| q.critical).count(), 22);
    }

    #[test]
    fn clauses_by_tier() {
        for (tier, count) in [(1, 48), (2, 48), (3, 33), (4, 0)] {
            assert_eq!(catalogue().current_clauses().for_tier(tier).len(), count, "tier {tier}");
        }
    }

    #[test]
    fn entries_are_read_whole() {
        let all = catalogue();
        let clause = all.current_clauses().find("KV-05").unwrap();
        assert_eq!(clause.controls, ["A.5.19", "A.5.20", "A.5.21"]);
        assert_eq!(clause.legal_refs.len(), 3);
        assert!(clause.legal_refs.iter().all(|r| !r.verified));
        assert!(all.current_clauses().find("KV-43").unwrap().nis2.is_empty());
        let question = all.current_questions().find("Q10").unwrap();
        assert!(question.critical);
        assert_eq!(question.clause_ids, ["KV-06", "KV-08"]);
        assert_eq!(
            all.controls("iso27001_2022").unwrap().find("A.5.1").unwrap().maps_from_2013,
            ["A.5.1.1", "A.5.1.2"]
        );
        assert!(all.clauses("clauses-1999-1").is_none());
        assert!(all.current_questions().find("Q63").is_none());
    }

    #[test]
    fn references_between_the_files_lead_somewhere() {
        let all = catalogue();
        for question in &all.current_questions().entries {
            for id in &question.clause_ids {
                assert!(all.current_clauses().find(id).is_some(), "{} -> {id}", question.id);
            }
            for id in &question.controls {
                assert!(all.current_controls().find(id).is_some(), "{} -> {id}", question.id);
            }
        }
        for clause in &all.current_clauses().entries {
            for id in &clause.controls {
                assert!(all.current_controls().find(id).is_some(), "{} -> {id}", clause.id);
            }
        }
    }
}
