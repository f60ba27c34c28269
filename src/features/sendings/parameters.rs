//! The numbers of sendings and reminders, as data.

use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/sendings-2026-1.toml"))];

/// Days, months and counts; every one is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SendingTerms {
    pub version: String,
    pub valid_from: NaiveDate,
    /// Days from the due day, the earliest first.
    pub ladder: Vec<i32>,
    pub grace_days: i32,
    pub escalate: bool,
    pub answer_days: u64,
    pub batch_size: i64,
    pub propose_every_days: i64,
    /// By tier; a tier that is not there is never proposed.
    interval_months: BTreeMap<String, u32>,
}

impl Versioned for SendingTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl SendingTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static SendingTerms {
        static ALL: LazyLock<Versions<SendingTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    /// Months between self-assessments of a vendor of this tier.
    pub fn interval_months(&self, tier: i32) -> Option<u32> {
        self.interval_months.get(&tier.to_string()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_can_be_read() {
        let terms = SendingTerms::on("2026-11-23".parse().unwrap());
        assert_eq!((terms.ladder.as_slice(), terms.grace_days), (&[-14, -3, 0, 7][..], 5));
        assert_eq!([1, 4, 5].map(|tier| terms.interval_months(tier)), [Some(12), Some(30), None]);
        assert!(terms.ladder.is_sorted());
    }
}
