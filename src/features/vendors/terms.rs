//! The register's parameters, read from `seed-data/models/`.

use super::records::CertificateKind;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/register-2026-1.toml"))];

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterTerms {
    pub version: String,
    pub valid_from: NaiveDate,
    /// Days before the last day on which a certificate expires soon.
    pub expiring_days: u64,
    /// Tiers whose vendors need a contact for incidents at every hour.
    pub always_reachable_tiers: Vec<i32>,
    pub ended_editions: Vec<EndedEdition>,
}

/// An edition of a standard that counts for nothing after a day.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndedEdition {
    pub kind: CertificateKind,
    pub edition: String,
    pub ended_on: NaiveDate,
    /// Whether somebody has checked the day against the source.
    pub verified: bool,
}

impl Versioned for RegisterTerms {
    fn version(&self) -> &str {
        &self.version
    }

    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl RegisterTerms {
    /// The parameters in force that day.
    pub fn on(date: NaiveDate) -> &'static RegisterTerms {
        static READ: LazyLock<Versions<RegisterTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        READ.on(date)
    }
}
