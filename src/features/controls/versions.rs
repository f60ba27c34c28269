//! Versions of the same data, each in force from a day on. Old cases are judged by the version
//! that held then, so nothing is ever removed.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

/// Data with a version name and a first day.
pub trait Versioned {
    fn version(&self) -> &str;
    fn valid_from(&self) -> NaiveDate;
}

/// All versions of one thing; there is always at least one.
#[derive(Debug)]
pub struct Versions<T> {
    older: Vec<T>,
    newest: T,
}

impl<T: Versioned> Versions<T> {
    pub fn new(mut all: Vec<T>) -> Result<Self, String> {
        all.sort_by_key(Versioned::valid_from);
        let newest = all.pop().ok_or("no version at all")?;
        Ok(Versions { older: all, newest })
    }

    pub fn newest(&self) -> &T {
        &self.newest
    }

    /// Every version, the oldest first.
    pub fn all(&self) -> Vec<&T> {
        self.older.iter().chain([&self.newest]).collect()
    }

    pub fn find(&self, version: &str) -> Option<&T> {
        self.older.iter().chain([&self.newest]).find(|each| each.version() == version)
    }

    /// The version in force that day; before the first one, the first one.
    pub fn on(&self, date: NaiveDate) -> &T {
        if self.newest.valid_from() <= date {
            return &self.newest;
        }
        let in_force = self.older.iter().rev().find(|each| each.valid_from() <= date);
        in_force.or(self.older.first()).unwrap_or(&self.newest)
    }
}

impl<T: Versioned + DeserializeOwned> Versions<T> {
    /// Reads one version from each TOML text.
    pub fn from_toml(texts: &[&str]) -> Result<Self, String> {
        let all = texts.iter().map(|text| toml::from_str(text).map_err(|error| error.to_string()));
        Versions::new(all.collect::<Result<_, _>>()?)
    }
}

/// Unwraps data that is compiled into the program.
#[allow(clippy::panic, reason = "the text is part of the build, and a test reads all of it")]
pub fn embedded<T>(read: Result<T, String>) -> T {
    read.unwrap_or_else(|error| panic!("seed-data: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    struct Small {
        version: String,
        valid_from: NaiveDate,
    }

    impl Versioned for Small {
        fn version(&self) -> &str {
            &self.version
        }
        fn valid_from(&self) -> NaiveDate {
            self.valid_from
        }
    }

    #[test]
    fn old_cases_keep_their_version() {
        let all: Versions<Small> = Versions::from_toml(&[
            "version = 'b'\nvalid_from = '2026-06-01'",
            "version = 'a'\nvalid_from = '2025-01-01'",
        ])
        .unwrap();
        for (date, version) in [("2024-05-05", "a"), ("2026-05-31", "a"), ("2026-06-01", "b"), ("2030-01-01", "b")] {
            assert_eq!(all.on(date.parse().unwrap()).version, version, "{date}");
        }
        assert_eq!(all.newest().version, "b");
        assert!(all.find("a").is_some() && all.find("c").is_none());
        assert!(Versions::<Small>::from_toml(&[]).is_err());
    }
}
