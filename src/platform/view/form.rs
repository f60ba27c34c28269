//! Form state as data: what was typed, and what is wrong with it. Nothing that was typed is lost.

use super::engine::Views;
use crate::base::{FieldError, Language, Page};
use serde::Serialize;
use std::collections::BTreeMap;

/// Kept values and worded errors of one form, by field name.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormState {
    pub values: BTreeMap<String, String>,
    pub errors: Vec<FormError>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FormError {
    pub field: String,
    /// Already worded.
    pub text: String,
}

impl FormState {
    pub fn from_values<K: Into<String>, V: Into<String>>(values: impl IntoIterator<Item = (K, V)>) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        FormState { values, errors: Vec::new() }
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.values.insert(name.into(), value.to_string());
        self
    }

    /// The same values, with each refused field said in words.
    pub fn with_refusal(mut self, views: &Views, lang: Language, errors: &[FieldError]) -> Self {
        self.errors = errors
            .iter()
            .map(|e| FormError { field: e.field.clone(), text: views.word(lang, e.code, &e.args) })
            .collect();
        self
    }

    pub fn value(&self, name: &str) -> &str {
        self.values.get(name).map(String::as_str).unwrap_or_default()
    }
}

/// What `components/pager` needs to know of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Pager {
    pub number: i64,
    pub pages: i64,
    pub total: i64,
}

impl<T> From<&Page<T>> for Pager {
    fn from(page: &Page<T>) -> Self {
        Pager { number: page.number, pages: page.pages(), total: page.total }
    }
}
