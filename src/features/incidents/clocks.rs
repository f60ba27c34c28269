//! The clocks of an incident: by when it must be reported, to whom (domain.md 2.2). The rules are data with
//! versions; an incident is judged by the version that held when it was received.

use super::model::Judgement;
use crate::base::clock::ZONE;
use crate::features::controls::{Versioned, Versions, embedded};
use chrono::{DateTime, Duration, Months, NaiveDate, TimeZone, Utc};
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] =
    &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/incident-clocks-2026-1.toml"))];

crate::text_enum! {
    pub enum ClockKey {
        Contract => "contract",
        Gdpr33 => "gdpr_33",
        CslEarly => "csl_early",
        CslNotification => "csl_notification",
        CslFinal => "csl_final",
    }
}

crate::text_enum! {
    /// Who has to report.
    pub enum ClockOwner { Vendor => "vendor", Controller => "controller", Operator => "operator" }
}

crate::text_enum! {
    /// The moment from which a clock runs.
    pub enum Start {
        VendorDetected => "vendor_detected",
        RegionAware => "region_aware",
        NotificationSent => "notification_sent",
    }
}

crate::text_enum! {
    /// What must be so for a clock to run at all.
    pub enum Requirement { PersonalData => "personal_data", Significant => "significant" }
}

crate::text_enum! {
    /// Where the rule comes from: a parameter of ours, knowledge, or a second-hand reading.
    pub enum Mark { Parameter => "p", Knowledge => "k", SecondHand => "2" }
}

/// One version of the clocks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockModel {
    pub version: String,
    pub valid_from: NaiveDate,
    pub clocks: Vec<Clock>,
}

/// One clock; exactly one of `hours`, `hours_by_tier` and `months` is given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock {
    pub key: ClockKey,
    pub owner: ClockOwner,
    pub starts: Start,
    pub requires: Option<Requirement>,
    pub hours: Option<u32>,
    /// Hours for tier 1, 2, 3 and 4.
    pub hours_by_tier: Option<Vec<u32>>,
    pub months: Option<u32>,
    pub legal_sv: String,
    pub legal_en: String,
    pub mark: Mark,
}

impl Versioned for ClockModel {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl ClockModel {
    /// Every version, read once.
    pub fn versions() -> &'static Versions<ClockModel> {
        static READ: LazyLock<Versions<ClockModel>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        &READ
    }

    /// The version with this name; one that is gone is read as the newest.
    pub fn named(version: &str) -> &'static ClockModel {
        ClockModel::versions().find(version).unwrap_or_else(|| ClockModel::versions().newest())
    }
}

/// What the clocks need to know of an incident.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    pub detected_by_vendor: Option<DateTime<Utc>>,
    pub region_aware: Option<DateTime<Utc>>,
    pub notification_sent: Option<DateTime<Utc>>,
    pub significant: Judgement,
    pub personal_data: Judgement,
    /// The most critical tier among the vendors touched.
    pub tier: Option<i32>,
}

/// What has been done about one clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct Done {
    pub sent_at: Option<DateTime<Utc>>,
    /// It was written down why nothing is sent.
    pub explained: bool,
}

crate::text_enum! {
    pub enum Standing {
        /// It has not begun: the moment that starts it is not known.
        NotStarted => "not_started",
        /// It does not apply to this incident.
        NotApplicable => "not_applicable",
        /// Whether it applies is still to be judged; the time is counted meanwhile.
        Undecided => "undecided",
        Running => "running",
        Overdue => "overdue",
        Sent => "sent",
        SentLate => "sent_late",
        /// Not sent, and it is written down why.
        Explained => "explained",
    }
}

/// One clock read at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub starts_at: Option<DateTime<Utc>>,
    pub due_at: Option<DateTime<Utc>>,
    pub standing: Standing,
}

impl Reading {
    /// Whether somebody still has to send a report or say why not.
    pub fn is_unanswered(&self) -> bool {
        matches!(self.standing, Standing::Undecided | Standing::Running | Standing::Overdue)
    }

    /// The time from `now` to the deadline, negative once it has passed.
    pub fn left(&self, now: DateTime<Utc>) -> Option<Duration> {
        self.due_at.map(|due| due - now)
    }
}

/// When the clock rings that started at `from`. Hours are running hours: a change to or from summer time moves
/// nothing. A month is a calendar month in Sweden at the same time of day; where there is no such day, the last one.
pub fn due(clock: &Clock, from: DateTime<Utc>, tier: Option<i32>) -> DateTime<Utc> {
    let hours = clock.hours.or_else(|| {
        let by_tier = clock.hours_by_tier.as_deref()?;
        let place = tier.and_then(|t| usize::try_from(t - 1).ok());
        place.and_then(|place| by_tier.get(place)).or(by_tier.iter().min()).copied()
    });
    match (hours, clock.months) {
        (Some(hours), _) => from + Duration::hours(hours.into()),
        (None, Some(months)) => months_later(from, months),
        (None, None) => from,
    }
}

fn months_later(from: DateTime<Utc>, months: u32) -> DateTime<Utc> {
    let local = from.with_timezone(&ZONE).naive_local();
    let Some(target) = local.checked_add_months(Months::new(months)) else { return from };
    // An hour that the change to summer time takes away: the hour before it is the safe one.
    let found = ZONE.from_local_datetime(&target).earliest();
    let found = found.or_else(|| ZONE.from_local_datetime(&(target - Duration::hours(1))).earliest());
    found.map_or(from, |at| at.to_utc())
}

/// Reads a clock at `now`.
pub fn read(clock: &Clock, facts: &Facts, done: Done, now: DateTime<Utc>) -> Reading {
    let applies = match clock.requires {
        None => Judgement::Yes,
        Some(Requirement::PersonalData) => facts.personal_data,
        Some(Requirement::Significant) => facts.significant,
    };
    let starts_at = match clock.starts {
        Start::VendorDetected => facts.detected_by_vendor,
        Start::RegionAware => facts.region_aware,
        Start::NotificationSent => facts.notification_sent,
    };
    let due_at = starts_at.map(|from| due(clock, from, facts.tier));
    let standing = match (done.sent_at, due_at) {
        (Some(sent), Some(due)) if sent > due => Standing::SentLate,
        (Some(_), _) => Standing::Sent,
        (None, _) if applies == Judgement::No => Standing::NotApplicable,
        (None, _) if done.explained => Standing::Explained,
        (None, None) => Standing::NotStarted,
        (None, Some(due)) if due < now => Standing::Overdue,
        (None, Some(_)) if applies == Judgement::Unknown => Standing::Undecided,
        (None, Some(_)) => Standing::Running,
    };
    Reading { starts_at, due_at, standing }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        ZONE.from_local_datetime(&local).earliest().unwrap().to_utc()
    }

    fn shown(at: DateTime<Utc>) -> String {
        at.with_timezone(&ZONE).format("%Y-%m-%d %H:%M").to_string()
    }

    fn clock(key: ClockKey) -> &'static Clock {
        ClockModel::versions().newest().clocks.iter().find(|c| c.key == key).unwrap()
    }

    #[test]
    fn every_clock_has_one_rule_and_a_legal_reference() {
        let model = ClockModel::versions().newest();
        assert_eq!(model.clocks.len(), ClockKey::ALL.len());
        for clock in &model.clocks {
            let rules = [clock.hours.is_some(), clock.hours_by_tier.is_some(), clock.months.is_some()];
            assert_eq!(rules.iter().filter(|given| **given).count(), 1, "{}", clock.key);
            assert!(clock.hours_by_tier.as_ref().is_none_or(|hours| hours.len() == 4));
            assert!(!clock.legal_sv.is_empty() && !clock.legal_en.is_empty());
        }
    }

    #[test]
    fn hours_run_through_the_change_of_time() {
        // 25 October 2026, 03:00 becomes 02:00; 28 March 2027, 02:00 becomes 03:00.
        for (from, due_at) in [
            ("2026-10-23 12:00", "2026-10-26 11:00"),
            ("2027-03-26 12:00", "2027-03-29 13:00"),
            ("2026-12-30 23:30", "2027-01-02 23:30"),
        ] {
            assert_eq!(shown(due(clock(ClockKey::Gdpr33), at(from), None)), due_at, "{from}");
        }
        assert_eq!(shown(due(clock(ClockKey::CslEarly), at("2026-10-24 18:00"), None)), "2026-10-25 17:00");
    }

    #[test]
    fn a_month_is_a_calendar_month_and_ends_with_the_month() {
        for (from, due_at) in [
            ("2026-01-31 10:00", "2026-02-28 10:00"),
            ("2028-01-31 10:00", "2028-02-29 10:00"),
            ("2026-11-30 10:00", "2026-12-30 10:00"),
            ("2026-12-15 09:30", "2027-01-15 09:30"),
            ("2026-10-10 09:30", "2026-11-10 09:30"),
            // that night there is no half past two: the hour before
            ("2027-02-28 02:30", "2027-03-28 01:30"),
        ] {
            assert_eq!(shown(due(clock(ClockKey::CslFinal), at(from), None)), due_at, "{from}");
        }
    }

    #[test]
    fn the_contract_clock_follows_the_tier_and_is_strict_without_one() {
        for (tier, hours) in [(Some(1), 12), (Some(2), 24), (Some(3), 24), (Some(4), 48), (None, 12), (Some(9), 12)] {
            let from = at("2026-11-23 09:00");
            assert_eq!(due(clock(ClockKey::Contract), from, tier) - from, Duration::hours(hours), "{tier:?}");
        }
    }

    #[test]
    fn a_clock_stands_as_what_is_known() {
        let from = at("2026-11-23 09:00");
        let facts = Facts {
            detected_by_vendor: None,
            region_aware: Some(from),
            notification_sent: None,
            significant: Judgement::Unknown,
            personal_data: Judgement::Yes,
            tier: Some(1),
        };
        let standing = |key, facts: &Facts, done: Done, hours: i64| {
            read(clock(key), facts, done, from + Duration::hours(hours)).standing
        };
        let nothing = Done::default();
        let sent = |hours| Done { sent_at: Some(from + Duration::hours(hours)), explained: false };
        let explained = Done { sent_at: None, explained: true };
        let yes = Facts { significant: Judgement::Yes, ..facts };
        let no = Facts { significant: Judgement::No, ..facts };
        for (got, wanted) in [
            (standing(ClockKey::Contract, &facts, nothing, 1), Standing::NotStarted),
            (standing(ClockKey::Gdpr33, &facts, nothing, 72), Standing::Running),
            (standing(ClockKey::Gdpr33, &facts, nothing, 73), Standing::Overdue),
            (standing(ClockKey::Gdpr33, &facts, sent(70), 90), Standing::Sent),
            (standing(ClockKey::Gdpr33, &facts, sent(80), 90), Standing::SentLate),
            (standing(ClockKey::Gdpr33, &facts, explained, 90), Standing::Explained),
            (standing(ClockKey::CslEarly, &facts, nothing, 1), Standing::Undecided),
            (standing(ClockKey::CslEarly, &facts, nothing, 25), Standing::Overdue),
            (standing(ClockKey::CslEarly, &yes, nothing, 1), Standing::Running),
            (standing(ClockKey::CslEarly, &no, nothing, 1), Standing::NotApplicable),
            (standing(ClockKey::CslFinal, &yes, nothing, 1), Standing::NotStarted),
        ] {
            assert_eq!(got, wanted);
        }
    }
}
