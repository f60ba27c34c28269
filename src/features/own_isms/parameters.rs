//! What the states count, and when evidence, audits and training are old: data, by version.

use super::model::IsmsState;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/own-isms-2026-1.toml"))];

/// Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub version: String,
    pub valid_from: NaiveDate,
    pub evidence_months: u32,
    pub audit_months: u32,
    pub review_months: u32,
    pub training_warn_days: u64,
    pub training_target: i32,
    pub weights: Weights,
}

/// Percent of a finished clause.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub not_started: i32,
    pub ongoing: i32,
    pub in_place: i32,
    pub works: i32,
}

impl Weights {
    pub fn of(&self, state: IsmsState) -> i32 {
        match state {
            IsmsState::NotStarted => self.not_started,
            IsmsState::Ongoing => self.ongoing,
            IsmsState::InPlace => self.in_place,
            IsmsState::Works => self.works,
        }
    }
}

impl Versioned for Parameters {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl Parameters {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static Parameters {
        static ALL: LazyLock<Versions<Parameters>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    /// The first day on which evidence is still fresh.
    pub fn fresh_from(&self, today: NaiveDate) -> NaiveDate {
        before(today, self.evidence_months)
    }
}

pub fn before(today: NaiveDate, months: u32) -> NaiveDate {
    today.checked_sub_months(Months::new(months)).unwrap_or(today)
}
