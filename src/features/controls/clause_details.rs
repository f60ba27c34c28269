//! What a clause of the catalogue needs beside its row in the file: the English text, the Swedish reason, how it is
//! tested, what kinds of evidence show it and which numbers it agrees on. Data with versions.

use super::lint::{EvidenceType, Parameter};
use super::versions::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/clause-details-2026-1.toml"))];

/// The rest of one clause.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseDetail {
    pub id: String,
    pub text_en: String,
    pub rationale_sv: String,
    pub evidence_en: String,
    pub evidence_types: Vec<EvidenceType>,
    pub test_sv: String,
    pub test_en: String,
    #[serde(default)]
    pub parameters: Vec<Parameter>,
}

/// One version of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClauseDetails {
    pub version: String,
    pub valid_from: NaiveDate,
    clauses: Vec<ClauseDetail>,
}

impl Versioned for ClauseDetails {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl ClauseDetails {
    /// The newest version, which belongs to the newest catalogue of clauses.
    pub fn current() -> &'static ClauseDetails {
        static ALL: LazyLock<Versions<ClauseDetails>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.newest()
    }

    pub fn find(&self, clause_id: &str) -> Option<&ClauseDetail> {
        self.clauses.iter().find(|detail| detail.id == clause_id)
    }
}
