//! The configuration: defaults, then `tillit.toml`, then `TILLIT_*` and `DATABASE_URL`. No globals.

use crate::base::Clock;
use crate::kit::Settings;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Serialize, PartialEq)]
pub struct Config {
    /// Address and port to listen on.
    pub bind: String,
    /// Where the database, the files and the secret key live.
    pub data: PathBuf,
    /// The address that people type; links in mails begin with it.
    pub base_url: String,
    pub database_url: String,
    /// `smtp://user:password@host:port`, `smtps://` or `smtp+starttls://`; empty keeps mails waiting.
    pub smtp_url: String,
    pub mail_from: String,
    pub secret_key: String,
    pub session_idle_minutes: i64,
    pub session_absolute_hours: i64,
    pub upload_max_mb: u32,
    pub trust_proxy: bool,
    /// `text` or `json`.
    pub log_format: String,
    pub log_level: String,
    /// Web threads; 0 is one per core.
    pub web_threads: u32,
    /// For tests that need next month: days that this service lives ahead of the calendar. Refused
    /// where people work, that is under an https address.
    pub clock_offset_days: i64,
}

#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("unknown key {key:?} in {place}{}", nearest.as_ref().map(|n| format!(" (did you mean {n:?}?)")).unwrap_or_default())]
    UnknownKey { key: String, place: String, nearest: Option<String> },
    #[error("{key} = {value:?}: {why}")]
    BadValue { key: String, value: String, why: String },
    #[error("{path}: {why}")]
    Unreadable { path: String, why: String },
}

const KEYS: &[&str] = &[
    "bind",
    "data",
    "base_url",
    "database_url",
    "smtp_url",
    "mail_from",
    "secret_key",
    "session_idle_minutes",
    "session_absolute_hours",
    "upload_max_mb",
    "trust_proxy",
    "log_format",
    "log_level",
    "web_threads",
    "clock_offset_days",
];
const SECRETS: &[&str] = &["secret_key"];
/// Set by the environment for other purposes; not configuration.
const IGNORED_VARIABLES: &[&str] = &["TILLIT_CONFIG"];

impl Default for Config {
    fn default() -> Self {
        Config {
            bind: "127.0.0.1:8080".to_string(),
            data: PathBuf::from("tillit-data"),
            base_url: String::new(),
            database_url: String::new(),
            smtp_url: String::new(),
            mail_from: "Tillit <tillit@localhost>".to_string(),
            secret_key: String::new(),
            session_idle_minutes: 60,
            session_absolute_hours: 12,
            upload_max_mb: 20,
            trust_proxy: false,
            log_format: "text".to_string(),
            log_level: "info".to_string(),
            web_threads: 0,
            clock_offset_days: 0,
        }
    }
}

impl Config {
    /// Reads `file` (or `tillit.toml` when it is there) and then `environment`.
    pub fn load(file: Option<&Path>, environment: &BTreeMap<String, String>) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        let implicit = Path::new("tillit.toml");
        if let Some(path) = file.or_else(|| implicit.exists().then_some(implicit)) {
            let place = path.display().to_string();
            let text = std::fs::read_to_string(path)
                .map_err(|e| ConfigError::Unreadable { path: place.clone(), why: e.to_string() })?;
            let table: toml::Table = text
                .parse()
                .map_err(|e: toml::de::Error| ConfigError::Unreadable { path: place.clone(), why: e.to_string() })?;
            for (key, value) in table {
                let text = value.as_str().map_or_else(|| value.to_string(), ToString::to_string);
                config.set(&key, &text, &place)?;
            }
        }
        for (name, value) in environment {
            if name == "DATABASE_URL" {
                config.database_url.clone_from(value);
            } else if let Some(key) =
                name.strip_prefix("TILLIT_").filter(|_| !IGNORED_VARIABLES.contains(&name.as_str()))
            {
                config.set(&key.to_lowercase(), value, "the environment")?;
            }
        }
        config.fill_in();
        config.checked()
    }

    fn checked(self) -> Result<Config, ConfigError> {
        if self.clock_offset_days != 0 && self.base_url.starts_with("https://") {
            return Err(ConfigError::BadValue {
                key: "clock_offset_days".to_string(),
                value: self.clock_offset_days.to_string(),
                why: "only for tests, so never with an https base_url".to_string(),
            });
        }
        Ok(self)
    }

    /// The calendar, or ahead of it where a test asks for that.
    pub fn clock(&self) -> Clock {
        let clock = Clock::default();
        clock.advance(chrono::Duration::days(self.clock_offset_days));
        clock
    }

    fn fill_in(&mut self) {
        if self.database_url.is_empty() {
            self.database_url = format!("sqlite:{}", self.data.join("tillit.db").display());
        }
        if self.base_url.is_empty() {
            self.base_url = format!("http://{}", self.bind.replace("0.0.0.0", "127.0.0.1"));
        }
        self.base_url = self.base_url.trim_end_matches('/').to_string();
    }

    fn set(&mut self, key: &str, value: &str, place: &str) -> Result<(), ConfigError> {
        fn parsed<T: std::str::FromStr>(key: &str, value: &str, wanted: &str) -> Result<T, ConfigError> {
            value.trim().parse().map_err(|_| ConfigError::BadValue {
                key: key.to_string(),
                value: value.to_string(),
                why: format!("expected {wanted}"),
            })
        }
        match key {
            "bind" => self.bind = value.to_string(),
            "data" => self.data = PathBuf::from(value),
            "base_url" => self.base_url = value.to_string(),
            "database_url" => self.database_url = value.to_string(),
            "smtp_url" => self.smtp_url = value.to_string(),
            "mail_from" => self.mail_from = value.to_string(),
            "secret_key" => self.secret_key = value.to_string(),
            "session_idle_minutes" => self.session_idle_minutes = parsed(key, value, "whole minutes")?,
            "session_absolute_hours" => self.session_absolute_hours = parsed(key, value, "whole hours")?,
            "upload_max_mb" => self.upload_max_mb = parsed(key, value, "whole megabytes")?,
            "trust_proxy" => self.trust_proxy = parsed(key, value, "true or false")?,
            "log_format" => self.log_format = value.to_string(),
            "log_level" => self.log_level = value.to_string(),
            "clock_offset_days" => self.clock_offset_days = parsed(key, value, "whole days")?,
            "web_threads" => self.web_threads = parsed(key, value, "a whole number")?,
            other => {
                let nearest = KEYS
                    .iter()
                    .map(|known| (strsim::damerau_levenshtein(known, other), *known))
                    .min()
                    .filter(|(distance, _)| *distance <= 4)
                    .map(|(_, known)| known.to_string());
                return Err(ConfigError::UnknownKey { key: other.to_string(), place: place.to_string(), nearest });
            }
        }
        Ok(())
    }

    /// TOML text with secrets and passwords masked.
    pub fn masked(&self) -> String {
        let mut shown = self.clone();
        for key in SECRETS {
            if !self.secret_key.is_empty() {
                let _ = shown.set(key, "********", "");
            }
        }
        shown.database_url = mask_password(&self.database_url);
        shown.smtp_url = mask_password(&self.smtp_url);
        toml::to_string(&shown).unwrap_or_default()
    }

    pub fn settings(&self, demo: bool) -> Settings {
        Settings {
            base_url: self.base_url.clone(),
            secret_key: self.secret_key.clone(),
            demo,
            tour: Vec::new(),
            session_idle_minutes: self.session_idle_minutes,
            session_absolute_hours: self.session_absolute_hours,
            upload_max_bytes: usize::try_from(self.upload_max_mb).unwrap_or(20) * 1_000_000,
            trust_proxy: self.trust_proxy,
        }
    }
}

fn mask_password(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut parsed) if parsed.password().is_some() => {
            let _ = parsed.set_password(Some("********"));
            parsed.to_string()
        }
        _ => address.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect()
    }

    #[test]
    fn an_unknown_key_names_the_nearest_known_one() {
        let error = Config::load(None, &environment(&[("TILLIT_SMPT_URL", "x")])).unwrap_err().to_string();
        assert!(error.contains("smtp_url"), "{error}");
    }

    #[test]
    fn a_wrong_value_says_what_was_expected() {
        let error = Config::load(None, &environment(&[("TILLIT_TRUST_PROXY", "ja")])).unwrap_err().to_string();
        assert!(error.contains("true or false"), "{error}");
    }

    #[test]
    fn only_a_test_may_live_ahead_of_the_calendar() {
        let ahead = [("TILLIT_CLOCK_OFFSET_DAYS", "30")];
        assert!(
            Config::load(None, &environment(&ahead)).unwrap().clock().now()
                > Clock::default().now() + chrono::Duration::days(29)
        );
        let public = [ahead[0], ("TILLIT_BASE_URL", "https://tillit.almea.example")];
        assert!(Config::load(None, &environment(&public)).is_err());
    }

    #[test]
    fn secrets_are_masked() {
        let variables = [
            ("TILLIT_SECRET_KEY", "hemlig"),
            ("DATABASE_URL", "postgres://u:losen@db/tillit"),
            ("TILLIT_SMTP_URL", "smtp://u:losen@mail:25"),
        ];
        let text = Config::load(None, &environment(&variables)).unwrap().masked();
        assert!(!text.contains("hemlig") && !text.contains("losen"), "{text}");
        assert!(text.contains("********"));
    }

    #[test]
    fn the_data_folder_holds_the_database_by_default() {
        let config = Config::load(None, &environment(&[("TILLIT_DATA", "/srv/t")])).unwrap();
        assert_eq!(config.database_url, "sqlite:/srv/t/tillit.db");
    }
}
