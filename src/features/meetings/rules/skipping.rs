//! How far a meeting that was not held is told (domain.md 1.3 row 40).

use crate::base::Period;
use chrono::{Days, NaiveDate};

/// Months from one period to another; negative when it lies before.
pub fn months_between(from: Period, to: Period) -> i32 {
    let index =
        |period: Period| period.year().saturating_mul(12).saturating_add(i32::try_from(period.month()).unwrap_or(1));
    index(to).saturating_sub(index(from))
}

/// The step for a planned dialogue of `period`: one for each month that has passed since, at most `levels`; 0 while its
/// month is not over.
pub fn level(period: Period, today: NaiveDate, grace_days: i64, levels: i32) -> i32 {
    let grace = Days::new(u64::try_from(grace_days).unwrap_or(0));
    let counted = today.checked_sub_days(grace).unwrap_or(today);
    months_between(period, Period::of(counted)).clamp(0, levels.max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_a_month() {
        for (period, today, grace, expected) in [
            ("2026-11", "2026-11-30", 0, 0),
            ("2026-11", "2026-12-01", 0, 1),
            ("2026-11", "2026-12-01", 5, 0),
            ("2026-11", "2026-12-06", 5, 1),
            ("2026-11", "2027-01-01", 0, 2),
            ("2026-11", "2028-01-01", 0, 2),
            ("2027-01", "2026-12-31", 0, 0),
            ("2028-02", "2028-02-29", 0, 0),
        ] {
            let found = level(period.parse().unwrap(), today.parse().unwrap(), grace, 2);
            assert_eq!(found, expected, "{period} {today} {grace}");
        }
        assert_eq!(months_between("2026-11".parse().unwrap(), "2027-02".parse().unwrap()), 3);
    }
}
