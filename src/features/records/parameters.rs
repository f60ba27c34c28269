//! Document types, grounds of secrecy and the clock of disclosure, as data.

use super::model::{CountsFrom, DisclosureSource, RecordKind, RetentionKind};
use crate::base::Language;
use crate::features::controls::{Versioned, Versions, embedded};
use crate::features::secrecy::{FILES, Grounds};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A document type ("handlingstyp") with the retention that we propose.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    pub key: String,
    pub sv: String,
    pub en: String,
    pub retention: RetentionKind,
    /// Years, for what is disposed of.
    pub years: Option<i32>,
    pub counts_from: CountsFrom,
    /// Grounds of secrecy to think of.
    pub propose: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Appeal {
    pub verified: bool,
    pub sv: String,
    pub en: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListColumn {
    pub key: String,
    pub propose: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListShape {
    pub source: DisclosureSource,
    pub columns: Vec<ListColumn>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub version: String,
    pub valid_from: NaiveDate,
    /// Working days.
    pub attention_days: u32,
    pub late_days: u32,
    /// Characters.
    pub shortest_term: usize,
    pub shortest_whole: usize,
    pub appeal: Appeal,
    pub paragraphs: Grounds,
    pub types: Vec<DocumentType>,
    pub kinds: BTreeMap<String, String>,
    pub lists: Vec<ListShape>,
}

impl Versioned for Parameters {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

fn all() -> &'static Versions<Parameters> {
    static ALL: LazyLock<Versions<Parameters>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
    &ALL
}

impl Parameters {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static Parameters {
        all().on(day)
    }

    /// The version that a record was registered by; the newest for one that is not known.
    pub fn named(version: &str) -> &'static Parameters {
        all().find(version).unwrap_or_else(|| all().newest())
    }

    pub fn document_type(&self, key: &str) -> Option<&DocumentType> {
        self.types.iter().find(|each| each.key == key)
    }

    /// The type's name, or its key.
    pub fn type_name(&self, key: &str, language: Language) -> String {
        self.document_type(key).map_or_else(|| key.to_string(), |each| each.name(language).to_string())
    }

    /// What a kind of record is usually of.
    pub fn usual_type(&self, kind: RecordKind) -> &str {
        self.kinds.get(kind.as_str()).map_or("letter", String::as_str)
    }

    pub fn columns(&self, source: DisclosureSource) -> &[ListColumn] {
        let list = self.lists.iter().find(|each| each.source == source);
        list.map(|each| each.columns.as_slice()).unwrap_or_default()
    }
}

impl DocumentType {
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.sv,
            Language::En => &self.en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_fits_together() {
        let all = Parameters::on("2026-11-23".parse().unwrap());
        assert!(all.version.starts_with("records"));
        for kind in RecordKind::ALL {
            assert!(all.document_type(all.usual_type(*kind)).is_some(), "{kind}");
        }
        for each in &all.types {
            assert!(each.propose.iter().all(|key| all.paragraphs.find(key).is_some()), "{}", each.key);
            assert_eq!(each.retention == RetentionKind::Dispose, each.years.is_some(), "{}", each.key);
        }
        for source in [DisclosureSource::VendorList, DisclosureSource::ServiceList] {
            let columns = all.columns(source);
            assert!(columns.iter().all(|c| c.propose.as_ref().is_none_or(|key| all.paragraphs.find(key).is_some())));
            assert!(!columns.is_empty());
        }
        let keys = ["osl_18_8", "osl_31_16", "osl_19_3", "osl_25_1", "osl_26_1", "osl_21_3", "osl_15_2"];
        assert!(keys.iter().all(|key| all.paragraphs.find(key).is_some_and(|p| !p.verified)));
        assert!(all.paragraphs.find("osl_15_2").is_some_and(|p| p.warning(Language::Sv).is_some()));
        assert!(!all.appeal.verified && all.appeal.sv.contains("kammarrätten"));
    }
}
