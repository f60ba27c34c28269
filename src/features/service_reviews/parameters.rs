//! The numbers that campaigns count with, as data.

use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/service-reviews-2026-1.toml"))];

/// When owners are reminded. Days; every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub version: String,
    pub valid_from: NaiveDate,
    pub remind_before_days: Vec<u64>,
    pub remind_every_days: u64,
    pub digest_ahead_days: i64,
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_can_be_read() {
        let all = Parameters::on("2026-11-23".parse().unwrap());
        assert_eq!((all.remind_before_days.as_slice(), all.remind_every_days), (&[14, 3][..], 7));
        assert_eq!(all.version, "service-reviews-2026-1");
    }
}
