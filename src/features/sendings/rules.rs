//! Who can be sent to, which step of the ladder has come, and how far a sending has reached.

use super::model::{ReceiverState, SendingDelivery, Why};
use crate::base::FieldError;
use crate::features::questionnaires::AssessmentStatus;
use crate::features::vendors::VendorStatus;
use chrono::{Days, Months, NaiveDate};
use std::collections::BTreeSet;

/// The most steps of a ladder, and how far from the due day each may lie.
const MAX_STEPS: usize = 10;
const MAX_DAYS: i32 = 365;
const MAX_GRACE: i32 = 90;

/// What stops a vendor from being sent to, the weightiest first.
pub fn why_not(status: VendorStatus, open: bool, reached: bool) -> Option<Why> {
    if status == VendorStatus::Ended {
        Some(Why::Ended)
    } else if open {
        Some(Why::Open)
    } else if !reached {
        Some(Why::Nobody)
    } else {
        None
    }
}

/// Whether time has come for a new one: so many whole months after the last was sent.
pub fn is_due_again(last_sent: NaiveDate, months: u32, today: NaiveDate) -> bool {
    last_sent.checked_add_months(Months::new(months)).is_some_and(|day| day <= today)
}

/// The day of a step.
pub fn step_day(due_on: NaiveDate, step: i32) -> Option<NaiveDate> {
    let days = Days::new(u64::from(step.unsigned_abs()));
    if step < 0 { due_on.checked_sub_days(days) } else { due_on.checked_add_days(days) }
}

/// The latest step of the ladder whose day has come and that nobody was reminded of, unless a later one was. Steps
/// whose day had come when the assessment was sent are passed over: nobody is reminded of what just arrived.
pub fn step_now(
    due_on: NaiveDate,
    sent_on: NaiveDate,
    today: NaiveDate,
    ladder: &[i32],
    done: &BTreeSet<i32>,
) -> Option<i32> {
    let come = |step: &&i32| step_day(due_on, **step).is_some_and(|day| day <= today && day > sent_on);
    let step = *ladder.iter().filter(come).max()?;
    done.iter().all(|earlier| *earlier < step).then_some(step)
}

/// Late after the days of grace. What is handed in is never late here.
pub fn is_late(status: AssessmentStatus, due_on: NaiveDate, grace_days: i32, today: NaiveDate) -> bool {
    is_open(status) && step_day(due_on, grace_days.max(0)).is_some_and(|day| day < today)
}

pub fn is_open(status: AssessmentStatus) -> bool {
    matches!(status, AssessmentStatus::Sent | AssessmentStatus::InProgress | AssessmentStatus::Returned)
}

/// What the outbox knows of the mails to one receiver.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mailed {
    pub delivered: usize,
    pub waiting: usize,
    /// What the mail server said of those that did not arrive.
    pub refused: Vec<String>,
}

/// How far it has come; the furthest that is known counts.
pub fn delivery(
    state: ReceiverState,
    status: Option<AssessmentStatus>,
    opened: bool,
    mailed: &Mailed,
) -> SendingDelivery {
    match (state, status) {
        (ReceiverState::Queued, _) => SendingDelivery::Queued,
        (ReceiverState::Skipped, _) => SendingDelivery::Skipped,
        (ReceiverState::Failed, _) | (ReceiverState::Sent, None) => SendingDelivery::Failed,
        (_, Some(AssessmentStatus::Submitted | AssessmentStatus::Closed)) => SendingDelivery::Submitted,
        (_, Some(AssessmentStatus::InProgress | AssessmentStatus::Returned)) => SendingDelivery::Started,
        (_, Some(AssessmentStatus::Sent)) if opened => SendingDelivery::Opened,
        _ if mailed.delivered > 0 => SendingDelivery::Sent,
        _ if !mailed.refused.is_empty() => SendingDelivery::Bounced,
        _ => SendingDelivery::Waiting,
    }
}

/// The hue of each on a page.
pub fn tone(delivery: SendingDelivery) -> &'static str {
    match delivery {
        SendingDelivery::Submitted | SendingDelivery::Sent => "ok",
        SendingDelivery::Opened | SendingDelivery::Started => "info",
        SendingDelivery::Bounced | SendingDelivery::Failed => "serious",
        SendingDelivery::Waiting => "attention",
        SendingDelivery::Queued | SendingDelivery::Skipped => "neutral",
    }
}

/// Reads a ladder as people write it: `-14, -3, 0, 7`. Errors at `ladder`.
pub fn read_ladder(text: &str) -> Result<Vec<i32>, FieldError> {
    let wrong = || FieldError::new("ladder", "error-sending-ladder");
    let parts = text.split([',', ';', ' ', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| part.replace('\u{2212}', "-").parse::<i32>().map_err(|_| wrong());
    check_ladder(parts.map(read).collect::<Result<Vec<_>, _>>()?)
}

/// In order and each once. Errors at `ladder`: none, too many, or too far from the due day.
pub fn check_ladder(mut steps: Vec<i32>) -> Result<Vec<i32>, FieldError> {
    steps.sort_unstable();
    steps.dedup();
    let good = (1..=MAX_STEPS).contains(&steps.len()) && steps.iter().all(|step| (-MAX_DAYS..=MAX_DAYS).contains(step));
    if good { Ok(steps) } else { Err(FieldError::new("ladder", "error-sending-ladder")) }
}

pub fn check_grace(days: i32) -> Result<i32, FieldError> {
    if (0..=MAX_GRACE).contains(&days) { Ok(days) } else { Err(FieldError::new("grace_days", "error-sending-grace")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_weightiest_reason_is_said() {
        for (status, open, reached, expected) in [
            (VendorStatus::Active, false, true, None),
            (VendorStatus::Leaving, false, true, None),
            (VendorStatus::Active, false, false, Some(Why::Nobody)),
            (VendorStatus::Active, true, false, Some(Why::Open)),
            (VendorStatus::Ended, true, true, Some(Why::Ended)),
        ] {
            assert_eq!(why_not(status, open, reached), expected, "{status} {open} {reached}");
        }
    }

    #[test]
    fn each_step_comes_once_and_late_ones_catch_up() {
        let (due, ladder) = (day("2026-12-15"), [-14, -3, 0, 7]);
        for (sent, today, done, expected) in [
            ("2026-11-01", "2026-11-30", vec![], None),
            ("2026-11-01", "2026-12-01", vec![], Some(-14)),
            ("2026-11-01", "2026-12-05", vec![], Some(-14)),
            ("2026-11-01", "2026-12-05", vec![-14], None),
            // the worker stood still over a step: only the latest is said
            ("2026-11-01", "2026-12-15", vec![], Some(0)),
            ("2026-11-01", "2026-12-16", vec![-14, 0], None),
            ("2026-11-01", "2026-12-22", vec![0], Some(7)),
            ("2026-11-01", "2027-02-01", vec![7], None),
            // sent when a step's day had come already
            ("2026-12-01", "2026-12-01", vec![], None),
            ("2026-12-02", "2026-12-11", vec![], None),
            ("2026-12-02", "2026-12-12", vec![], Some(-3)),
            // a ladder that was changed does not begin again
            ("2026-11-01", "2026-12-16", vec![1], None),
        ] {
            let done: BTreeSet<i32> = done.into_iter().collect();
            assert_eq!(step_now(due, day(sent), day(today), &ladder, &done), expected, "{sent} {today} {done:?}");
        }
    }

    #[test]
    fn grace_comes_before_late() {
        let due = day("2026-12-15");
        for (status, today, expected) in [
            (AssessmentStatus::Sent, "2026-12-20", false),
            (AssessmentStatus::Sent, "2026-12-21", true),
            (AssessmentStatus::Returned, "2026-12-21", true),
            (AssessmentStatus::Submitted, "2026-12-21", false),
            (AssessmentStatus::Closed, "2027-12-21", false),
        ] {
            assert_eq!(is_late(status, due, 5, day(today)), expected, "{status} {today}");
        }
    }

    #[test]
    fn a_year_is_counted_in_whole_months() {
        assert!(!is_due_again(day("2025-11-24"), 12, day("2026-11-23")));
        assert!(is_due_again(day("2025-11-23"), 12, day("2026-11-23")));
        assert!(is_due_again(day("2024-02-29"), 12, day("2025-02-28")));
    }

    #[test]
    fn the_furthest_that_is_known_counts() {
        use AssessmentStatus as A;
        let none = Mailed::default();
        let delivered = Mailed { delivered: 1, waiting: 0, refused: vec!["550".into()] };
        let refused = Mailed { delivered: 0, waiting: 0, refused: vec!["550 no such user".into()] };
        for (state, status, opened, mailed, expected) in [
            (ReceiverState::Queued, None, false, &none, SendingDelivery::Queued),
            (ReceiverState::Failed, None, false, &none, SendingDelivery::Failed),
            (ReceiverState::Skipped, None, false, &none, SendingDelivery::Skipped),
            (ReceiverState::Sent, Some(A::Sent), false, &none, SendingDelivery::Waiting),
            (ReceiverState::Sent, Some(A::Sent), false, &refused, SendingDelivery::Bounced),
            (ReceiverState::Sent, Some(A::Sent), false, &delivered, SendingDelivery::Sent),
            (ReceiverState::Sent, Some(A::Sent), true, &refused, SendingDelivery::Opened),
            (ReceiverState::Sent, Some(A::InProgress), false, &refused, SendingDelivery::Started),
            (ReceiverState::Sent, Some(A::Returned), true, &delivered, SendingDelivery::Started),
            (ReceiverState::Sent, Some(A::Closed), true, &delivered, SendingDelivery::Submitted),
        ] {
            assert_eq!(delivery(state, status, opened, mailed), expected, "{state} {status:?} {opened}");
        }
    }

    #[test]
    fn ladders_are_read_as_people_write_them() {
        assert_eq!(read_ladder("-14, -3; 0 7\n7").unwrap(), [-14, -3, 0, 7]);
        assert_eq!(read_ladder("\u{2212}3").unwrap(), [-3]);
        for bad in ["", "ibland", "-14, x", "-400", "1 2 3 4 5 6 7 8 9 10 11"] {
            assert!(read_ladder(bad).is_err(), "{bad}");
        }
        assert!(check_grace(-1).is_err() && check_grace(91).is_err() && check_grace(0).is_ok());
    }
}
