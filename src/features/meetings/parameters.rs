//! The numbers of follow-up plans, skipped meetings and runs of a month, as data.

use super::model::FollowUpKind;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/meetings-2026-1.toml"))];

/// Months, days and counts; every one is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeetingTerms {
    pub version: String,
    pub valid_from: NaiveDate,
    pub horizon_months: u32,
    pub renewal_lead_months: u32,
    pub skip_grace_days: i64,
    pub skip_levels: i32,
    pub skip_escalates_from: i32,
    pub run_batch: i64,
    pub run_parallel: usize,
    pub series_length: i64,
    /// By tier, and then by kind.
    intervals: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Versioned for MeetingTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl MeetingTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static MeetingTerms {
        static ALL: LazyLock<Versions<MeetingTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    /// Months between two activities of a kind for a vendor of this tier.
    pub fn interval_months(&self, tier: i32, kind: FollowUpKind) -> Option<u32> {
        self.intervals.get(&tier.to_string()).and_then(|kinds| kinds.get(kind.as_str())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_can_be_read() {
        let terms = MeetingTerms::on("2026-11-23".parse().unwrap());
        assert_eq!(terms.interval_months(1, FollowUpKind::Chain), Some(6));
        assert_eq!(terms.interval_months(4, FollowUpKind::Chain), None);
        assert_eq!(terms.interval_months(0, FollowUpKind::Verification), None);
        assert!(terms.run_parallel > 0 && terms.run_batch > 0 && terms.horizon_months > 0);
        let known = |kind: &String| kind.parse::<FollowUpKind>().is_ok();
        assert!(terms.intervals.values().flat_map(|kinds| kinds.keys()).all(known));
    }
}
