//! The numbers of the reports, as data.

use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/overview-2026-1.toml"))];

/// Days and lengths; every one is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverviewTerms {
    pub version: String,
    pub valid_from: NaiveDate,
    pub quiet_days: u64,
    pub review_days: u64,
    pub compare_slack_days: u64,
    pub trend_days: u64,
    pub weekly_over_days: i64,
    /// In characters.
    pub director_text: usize,
    pub director_lines: usize,
    pub memo_text: usize,
}

impl Versioned for OverviewTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl OverviewTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static OverviewTerms {
        static ALL: LazyLock<Versions<OverviewTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_can_be_read() {
        let terms = OverviewTerms::on("2026-11-23".parse().unwrap());
        assert_eq!((terms.quiet_days, terms.review_days, terms.trend_days), (92, 20, 366));
    }
}
