//! The numbers that the coverage counts with, as data.

use crate::features::controls::{Assurance, Versioned, Versions, embedded};
use chrono::{Months, NaiveDate};
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/coverage-2026-1.toml"))];

/// Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub version: String,
    pub valid_from: NaiveDate,
    /// Vendors that are counted anew while somebody waits for a page.
    pub most_on_read: i64,
    pub heat_medium_percent: usize,
    pub heat_high_percent: usize,
    review_months: ReviewMonths,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReviewMonths {
    a0: u32,
    a1: u32,
    a2: u32,
    a3: u32,
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

    /// The last day on which a review made on `day` counts, by the version that held then. A certificate that runs
    /// out earlier ends it.
    pub fn review_until(day: NaiveDate, assurance: Assurance, certificate: Option<NaiveDate>) -> NaiveDate {
        let months = Parameters::on(day).review_months;
        let months = match assurance {
            Assurance::A0 => months.a0,
            Assurance::A1 => months.a1,
            Assurance::A2 => months.a2,
            Assurance::A3 => months.a3,
        };
        let last = day.checked_add_months(Months::new(months)).unwrap_or(day);
        certificate.map_or(last, |until| until.min(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_review_counts_for_its_months_or_as_long_as_the_certificate() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (assurance, certificate, until) in [
            (Assurance::A1, None, "2028-11-23"),
            (Assurance::A2, None, "2027-11-23"),
            (Assurance::A3, Some("2027-01-01"), "2027-01-01"),
            (Assurance::A3, Some("2029-01-01"), "2027-11-23"),
            (Assurance::A2, Some("2026-11-22"), "2026-11-22"),
        ] {
            let certificate = certificate.map(day);
            assert_eq!(Parameters::review_until(day("2026-11-23"), assurance, certificate), day(until), "{until}");
        }
    }
}
