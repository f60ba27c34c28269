//! The query of an address, as filters read it.

use crate::base::{FieldError, PageRequest, Refusal, Result};
use crate::platform::view::FormState;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The query of an address: empty values are as good as missing ones.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Params(BTreeMap<String, String>);

impl Params {
    /// A query made of a form's fields.
    pub fn of(values: impl IntoIterator<Item = (String, String)>) -> Params {
        Params(values.into_iter().collect())
    }

    pub fn text(&self, name: &str) -> Option<String> {
        self.0.get(name).map(|v| v.trim().to_string()).filter(|v| !v.is_empty())
    }

    /// Errors: `error-choice` at the parameter.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>> {
        let read =
            |text: String| text.parse().map_err(|_| Refusal::Invalid(vec![FieldError::new(name, "error-choice")]));
        self.text(name).map(read).transpose()
    }

    /// A day with a year of four digits: a sign before the year parses, and no database takes what it means.
    /// Errors: `error-date` at the parameter.
    pub fn day(&self, name: &str) -> Result<Option<NaiveDate>> {
        let wrong = || Refusal::invalid(name, "error-date");
        let read = |text: String| {
            if text.starts_with(['+', '-']) { Err(wrong()) } else { text.parse().map_err(|_| wrong()) }
        };
        self.text(name).map(read).transpose()
    }

    pub fn page(&self) -> PageRequest {
        PageRequest::new(self.text("page").and_then(|p| p.parse().ok()), None)
    }

    /// Whether the address asks for the list as a file: `format=xlsx` or `format=csv`.
    pub fn asks_for_file(&self) -> bool {
        matches!(self.text("format").as_deref(), Some("xlsx" | "csv"))
    }

    /// The page that is asked for, or as much of the list as a file holds.
    pub fn page_or_file(&self) -> PageRequest {
        if self.asks_for_file() { PageRequest::FILE } else { self.page() }
    }

    /// The values as a form shows them.
    pub fn state(&self) -> FormState {
        FormState::from_values(self.0.clone())
    }

    /// The same query under another path.
    pub fn href(&self, path: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.0.iter().filter(|(name, value)| *name != "page" && !value.is_empty()));
        let query = query.finish();
        if query.is_empty() { path.to_string() } else { format!("{path}?{query}") }
    }
}
