//! Grounds of secrecy, as data: by them a public record is masked, and an entry is left out of a published timeline. They
//! stand in the file of the records' parameters, which `records` reads whole.

use super::controls::{Versioned, Versions, embedded};
use crate::base::Language;
use crate::platform::view::Choice;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Every version of the file, the oldest first.
pub const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/records-2026-1.toml"))];

/// A ground of secrecy.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// A ground as it is explained; `components/record_paragraphs` shows it.
#[derive(Debug, Clone, Serialize)]
pub struct GroundView {
    pub key: String,
    pub label: String,
    pub text: String,
    pub warning: Option<String>,
    pub verified: bool,
}

/// The grounds of one version.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct Grounds(Vec<Ground>);

impl Grounds {
    /// Those in force on a day.
    pub fn on(day: NaiveDate) -> &'static Grounds {
        static ALL: LazyLock<Versions<Edition>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &ALL.on(day).paragraphs
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Ground> {
        self.0.iter()
    }

    pub fn find(&self, key: &str) -> Option<&Ground> {
        self.0.iter().find(|each| each.key == key)
    }

    /// The paragraph as it is written, or its key.
    pub fn label(&self, key: &str) -> String {
        self.find(key).map_or_else(|| key.to_string(), |each| each.label.clone())
    }

    pub fn explained(&self, language: Language) -> Vec<GroundView> {
        let view = |each: &Ground| GroundView {
            key: each.key.clone(),
            label: each.label.clone(),
            text: each.text(language).to_string(),
            warning: each.warning(language).map(ToString::to_string),
            verified: each.verified,
        };
        self.0.iter().map(view).collect()
    }

    pub fn choices(&self) -> Vec<Choice> {
        self.0.iter().map(|each| Choice::new(&each.key, &each.label)).collect()
    }
}

/// The part of the file that is read here.
#[derive(Debug, Clone, Deserialize)]
struct Edition {
    version: String,
    valid_from: NaiveDate,
    paragraphs: Grounds,
}

impl Versioned for Edition {
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
    fn the_grounds_are_those_of_public_records() {
        let all = Grounds::on("2026-11-23".parse().unwrap());
        assert!(all.iter().len() >= 7);
        assert_eq!(all.label("osl_18_8"), "OSL 18 kap. 8 §");
        assert_eq!(all.label("okänd"), "okänd");
        assert!(all.find("osl_15_2").is_some_and(|ground| ground.warning(Language::En).is_some()));
    }
}
