//! A calendar month, written `2026-11`: the period of a dialogue.

use chrono::{Datelike, NaiveDate};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    year: i32,
    month: u32,
}

impl Period {
    pub fn of(date: NaiveDate) -> Period {
        Period { year: date.year(), month: date.month() }
    }

    /// The period `months` later (or earlier, when negative).
    pub fn plus(self, months: i32) -> Period {
        let index = self.year * 12 + i32::try_from(self.month).unwrap_or(1) - 1 + months;
        Period { year: index.div_euclid(12), month: u32::try_from(index.rem_euclid(12)).unwrap_or(0) + 1 }
    }

    /// The first day of the month.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    pub fn last_day(self) -> NaiveDate {
        self.plus(1).first_day().pred_opt().unwrap_or_default()
    }

    pub fn year(self) -> i32 {
        self.year
    }

    pub fn month(self) -> u32 {
        self.month
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl std::str::FromStr for Period {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.split_once('-').ok_or(())?;
        if year.len() != 4 || month.len() != 2 {
            return Err(());
        }
        let (year, month) = (year.parse().map_err(|_| ())?, month.parse().map_err(|_| ())?);
        if (1..=12).contains(&month) { Ok(Period { year, month }) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Period;

    #[test]
    fn months_are_added_across_years() {
        let november: Period = "2026-11".parse().unwrap();
        assert_eq!(november.plus(3).to_string(), "2027-02");
        assert_eq!(november.plus(-11).to_string(), "2025-12");
        assert_eq!(november.last_day().to_string(), "2026-11-30");
        assert!("2026-13".parse::<Period>().is_err());
    }
}
