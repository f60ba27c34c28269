//! The numbers of notices and reminders, as data.

use crate::features::controls::{Versioned, Versions, embedded};
use crate::kit::notices::{NoticeKind, Way};
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/notices-2026-1.toml"))];

/// How one kind is told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindTerms {
    /// Days from the due day, the earliest first; none for what has no day.
    pub ladder: Vec<i32>,
    /// Unless a person says otherwise.
    pub way: Way,
    /// May be neither turned off nor left to the inbox alone.
    pub compulsory: bool,
}

/// Days, hours and counts; every one is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeTerms {
    pub version: String,
    pub valid_from: NaiveDate,
    /// In Sweden.
    pub digest_hour: u32,
    /// `HH:MM` in Sweden.
    pub quiet_from: String,
    pub quiet_to: String,
    pub quiet_longest_hours: i64,
    pub digest_rows: usize,
    pub slice: i64,
    pub late_days: i32,
    pub collect_days: i64,
    kinds: BTreeMap<String, KindTerms>,
}

impl Versioned for NoticeTerms {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

/// A kind that a file forgot is told in the inbox and the digest, and never reminds.
static PLAIN: KindTerms = KindTerms { ladder: Vec::new(), way: Way::Digest, compulsory: false };

impl NoticeTerms {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static NoticeTerms {
        static ALL: LazyLock<Versions<NoticeTerms>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }

    pub fn kind(&self, kind: NoticeKind) -> &KindTerms {
        self.kinds.get(kind.as_str()).unwrap_or(&PLAIN)
    }

    /// The quiet hours of whoever has chosen none.
    pub fn quiet(&self) -> Option<(NaiveTime, NaiveTime)> {
        super::rules::read_time(&self.quiet_from).zip(super::rules::read_time(&self.quiet_to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_terms() {
        let terms = NoticeTerms::on("2026-11-23".parse().unwrap());
        assert_eq!(terms.kinds.len(), NoticeKind::ALL.len());
        for kind in NoticeKind::ALL {
            let of_kind = terms.kinds.get(kind.as_str()).unwrap_or_else(|| panic!("{kind} is missing"));
            assert!(of_kind.ladder.is_sorted(), "{kind}");
            assert!(!of_kind.compulsory || of_kind.way == Way::Digest || of_kind.way == Way::AtOnce, "{kind}");
        }
        assert!(terms.quiet().is_some());
    }
}
