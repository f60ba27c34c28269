//! Swedish working days: the public holidays of lagen (1989:253), computed, and the three eves on which
//! offices are closed (midsommarafton, julafton, nyårsafton). Pure; deadlines of domain.md 9 count in these.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// A fixed or computed date; an impossible one gives the first day of the common era, which no test meets.
fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn plus(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

fn minus(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

/// Easter Sunday of a year in the Gregorian calendar (the anonymous computus).
pub fn easter(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let (century, in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4).rem_euclid(7);
    let days = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) / 451) + 114;
    date(year, u32::try_from(days / 31).unwrap_or(3), u32::try_from(days % 31 + 1).unwrap_or(1))
}

/// The Saturday on or next after a date.
fn saturday_from(day: NaiveDate) -> NaiveDate {
    plus(day, u64::from((Weekday::Sat.num_days_from_monday() + 7 - day.weekday().num_days_from_monday()) % 7))
}

/// The public holidays of a year in order (Sundays apart), midsommardagen and alla helgons dag among them.
pub fn public_holidays(year: i32) -> [NaiveDate; 13] {
    let easter = easter(year);
    let mut days = [
        date(year, 1, 1),
        date(year, 1, 6),
        minus(easter, 2),
        easter,
        plus(easter, 1),
        date(year, 5, 1),
        plus(easter, 39),
        plus(easter, 49),
        date(year, 6, 6),
        saturday_from(date(year, 6, 20)),
        saturday_from(date(year, 10, 31)),
        date(year, 12, 25),
        date(year, 12, 26),
    ];
    days.sort_unstable();
    days
}

/// Whether it is a public holiday, or one of the eves that are kept as one.
fn is_day_off(day: NaiveDate) -> bool {
    let year = day.year();
    public_holidays(year).contains(&day)
        || [date(year, 12, 24), date(year, 12, 31), minus(saturday_from(date(year, 6, 20)), 1)].contains(&day)
}

/// Whether a Swedish office is open: no Saturday, Sunday, public holiday, midsommarafton, julafton or nyårsafton.
pub fn is_working_day(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_day_off(day)
}

/// The date `count` working days after `from`; the day itself never counts. Zero gives `from`.
pub fn add_working_days(from: NaiveDate, count: u32) -> NaiveDate {
    let mut day = from;
    let mut left = count;
    while left > 0 {
        day = plus(day, 1);
        if is_working_day(day) {
            left -= 1;
        }
        if day == NaiveDate::MAX {
            break;
        }
    }
    day
}

/// How many working days lie after `from` up to and with `to`; zero when `to` is not later.
pub fn working_days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    let count = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| is_working_day(*day)).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The moving holidays of the almanac: long Friday, ascension day, midsommarafton, alla helgons dag.
    #[test]
    fn moving_holidays_are_those_of_the_almanac_2024_to_2030() {
        for (easter_day, ascension, midsummer_eve, all_saints) in [
            ("2024-03-31", "2024-05-09", "2024-06-21", "2024-11-02"),
            ("2025-04-20", "2025-05-29", "2025-06-20", "2025-11-01"),
            ("2026-04-05", "2026-05-14", "2026-06-19", "2026-10-31"),
            ("2027-03-28", "2027-05-06", "2027-06-25", "2027-11-06"),
            ("2028-04-16", "2028-05-25", "2028-06-23", "2028-11-04"),
            ("2029-04-01", "2029-05-10", "2029-06-22", "2029-11-03"),
            ("2030-04-21", "2030-05-30", "2030-06-21", "2030-11-02"),
        ] {
            let (sunday, eve) = (d(easter_day), d(midsummer_eve));
            assert_eq!(easter(sunday.year()), sunday);
            let holidays = public_holidays(sunday.year());
            for day in [minus(sunday, 2), plus(sunday, 1), d(ascension), plus(eve, 1), d(all_saints)] {
                assert!(holidays.contains(&day), "{day}");
                assert!(!is_working_day(day), "{day}");
            }
            assert!(!is_working_day(eve) && is_working_day(minus(eve, 1)), "{eve}");
            assert!(is_working_day(minus(sunday, 3)), "Maundy Thursday is worked: {sunday}");
        }
    }

    #[test]
    fn working_days_of_each_year() {
        for (year, days) in [(2024, 251), (2025, 249), (2026, 251), (2027, 253), (2028, 251), (2029, 250), (2030, 250)]
        {
            let first = date(year - 1, 12, 31);
            assert_eq!(working_days_between(first, date(year, 12, 31)), days, "{year}");
        }
    }

    #[test]
    fn deadlines_cross_christmas_easter_and_midsummer() {
        for (from, days, due) in [
            ("2026-12-18", 5, "2026-12-29"),
            ("2026-12-22", 10, "2027-01-12"),
            ("2026-12-23", 20, "2027-01-27"),
            ("2026-03-31", 5, "2026-04-09"),
            ("2026-06-17", 2, "2026-06-22"),
            ("2026-11-24", 20, "2026-12-22"),
            ("2026-11-28", 1, "2026-11-30"),
            ("2026-11-24", 0, "2026-11-24"),
        ] {
            assert_eq!(add_working_days(d(from), days), d(due), "{from} + {days}");
        }
    }

    #[test]
    fn between_and_add_agree() {
        for start in d("2026-11-01").iter_days().take(120) {
            for days in [1, 5, 10, 20] {
                let due = add_working_days(start, days);
                assert!(is_working_day(due));
                assert_eq!(working_days_between(start, due), days);
            }
        }
        assert_eq!(working_days_between(d("2026-11-24"), d("2026-11-20")), 0);
    }
}
