//! The grounds of secrecy by which an entry can be left out: the same data, in the same words, as public records are
//! masked by. Records stand later on the floor, so the file is read here once more.

use crate::base::Language;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/records-2026-1.toml"))];

/// A ground of secrecy.
#[derive(Debug, Clone, Deserialize)]
pub struct Ground {
    pub key: String,
    /// "OSL 18 kap. 8 §", the same in both languages.
    pub label: String,
    /// Whether somebody has read the law in force.
    pub verified: bool,
    pub warning_sv: Option<String>,
    pub warning_en: Option<String>,
    pub sv: String,
    pub en: String,
}

/// One version of the grounds.
#[derive(Debug, Clone, Deserialize)]
pub struct Grounds {
    version: String,
    valid_from: NaiveDate,
    pub paragraphs: Vec<Ground>,
}

impl Versioned for Grounds {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl Grounds {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static Grounds {
        static ALL: LazyLock<Versions<Grounds>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    pub fn find(&self, key: &str) -> Option<&Ground> {
        self.paragraphs.iter().find(|each| each.key == key)
    }

    /// The paragraph as it is written, or its key.
    pub fn label(&self, key: &str) -> String {
        self.find(key).map_or_else(|| key.to_string(), |each| each.label.clone())
    }
}

impl Ground {
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }

    /// What must be said before it is used.
    pub fn warning(&self, language: Language) -> Option<&str> {
        match language {
            Language::Sv => self.warning_sv.as_deref(),
            Language::En => self.warning_en.as_deref(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grounds_are_those_of_public_records() {
        let all = Grounds::on("2026-11-23".parse().unwrap());
        assert!(all.version().starts_with("records") && all.paragraphs.len() >= 7);
        assert_eq!(all.label("osl_18_8"), "OSL 18 kap. 8 §");
        assert_eq!(all.label("okänd"), "okänd");
        assert!(all.find("osl_15_2").is_some_and(|ground| ground.warning(Language::En).is_some()));
    }
}
