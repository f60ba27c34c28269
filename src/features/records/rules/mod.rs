//! Pure decisions: when a record may go, how long a request has waited, and what is masked.

pub mod masking;
pub mod retention;

use super::model::Pressure;
use super::parameters::Parameters;
use crate::base::workdays::working_days_between;
use chrono::{Days, NaiveDate};

/// Days. A request that has waited longer is as late as it can be; nobody counts further back.
const LONGEST_WAIT: Days = Days::new(400);

/// Working days that a request has waited, and what to think of it.
pub fn waited(received_on: NaiveDate, until: NaiveDate, parameters: &Parameters) -> (u32, Pressure) {
    let first = until.checked_sub_days(LONGEST_WAIT).unwrap_or(NaiveDate::MIN);
    let days = working_days_between(received_on.max(first), until);
    let pressure = if days >= parameters.late_days {
        Pressure::Late
    } else if days >= parameters.attention_days {
        Pressure::Attention
    } else {
        Pressure::Fresh
    };
    (days, pressure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_request_grows_late_by_working_days() {
        let parameters = Parameters::on(day("2026-11-23"));
        for (received, today, days, pressure) in [
            ("2026-11-23", "2026-11-23", 0, Pressure::Fresh),
            ("2026-11-23", "2026-11-24", 1, Pressure::Attention),
            // a weekend does not count
            ("2026-11-20", "2026-11-22", 0, Pressure::Fresh),
            ("2026-11-20", "2026-11-25", 3, Pressure::Late),
            // counted no further back than 400 days
            ("0001-01-01", "2026-11-25", 275, Pressure::Late),
            ("2024-01-01", "2026-11-25", 275, Pressure::Late),
            // received on a day to come: not negative
            ("2026-11-30", "2026-11-25", 0, Pressure::Fresh),
        ] {
            assert_eq!(waited(day(received), day(today), parameters), (days, pressure), "{received} {today}");
        }
    }
}
