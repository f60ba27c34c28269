//! Pure: medians, lines over days with their holes, the register as it was, and who has followed a clause up.

mod administrations;
mod followed;
mod judged;
mod past;
mod replaced;
mod trend;

pub use administrations::{Administration, VendorBehind, behind};
pub use followed::{Answer, Asked, ClauseLine, Hole, Known, answer};
pub use judged::stood_judged;
pub use past::{RegisterChange, VendorDifference, VendorThen, at, differences};
pub use trend::{Chart, MissingDays, TrendPoint, chart, missing, progress, thinned};

use super::model::Wanted;
use crate::base::Instant;

/// The median of whole days between two moments; None of nothing. Of an even number, the lower middle.
pub fn median_days(times: &[(Instant, Instant)]) -> Option<i64> {
    let mut days: Vec<i64> = times.iter().map(|(from, to)| (to.utc() - from.utc()).num_days().max(0)).collect();
    days.sort_unstable();
    let middle = days.len().checked_sub(1)? / 2;
    days.get(middle).copied()
}

/// What a change of a figure means: better, worse or neither.
pub fn tone(wanted: Wanted, change: i64) -> &'static str {
    match (wanted, change.signum()) {
        (_, 0) | (Wanted::Either, _) => "neutral",
        (Wanted::Fewer, -1) | (Wanted::More, 1) => "ok",
        _ => "attention",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Duration, TimeZone, Utc};

    #[test]
    fn the_median_is_of_whole_days() {
        let from = Utc.with_ymd_and_hms(2026, 1, 1, 8, 0, 0).unwrap();
        let took = |hours: i64| (Instant::from(from), Instant::from(from + Duration::hours(hours)));
        assert_eq!(median_days(&[]), None);
        assert_eq!(median_days(&[took(23)]), Some(0));
        assert_eq!(median_days(&[took(24 * 9), took(24), took(24 * 3)]), Some(3));
        assert_eq!(median_days(&[took(24 * 9), took(24), took(24 * 3), took(24 * 4)]), Some(3));
        assert_eq!(median_days(&[took(-5)]), Some(0));
    }

    #[test]
    fn more_is_not_always_worse() {
        assert_eq!(tone(Wanted::Fewer, 2), "attention");
        assert_eq!(tone(Wanted::Fewer, -2), "ok");
        assert_eq!(tone(Wanted::More, 2), "ok");
        assert_eq!(tone(Wanted::Either, 2), "neutral");
        assert_eq!(tone(Wanted::More, 0), "neutral");
    }
}
