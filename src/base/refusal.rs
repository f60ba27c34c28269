//! `Refusal`: the one way in which any use case says no. Codes are word keys, never sentences.

use std::collections::BTreeMap;

pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Arguments for a word key.
pub type Args = BTreeMap<&'static str, String>;

/// What is wrong with one field. `code` is a word key such as `error-required`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub code: &'static str,
    pub args: Args,
}

impl FieldError {
    pub fn new(field: impl Into<String>, code: &'static str) -> Self {
        FieldError { field: field.into(), code, args: Args::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Missing, or hidden from this person: the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The role may never do this; said only about routes, not about objects.
    #[error("not allowed")]
    NotAllowed,
    /// Nobody is signed in, or the session is over.
    #[error("sign-in needed")]
    SignInNeeded,
    /// Fields that cannot be accepted.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldError>),
    /// A rule of the domain says no. The code is a word key such as `rule-dialogue-untouched`.
    #[error("rule {0} {1:?}")]
    Rule(&'static str, Args),
    /// Somebody else changed it first; carries what is stored now, as field -> text.
    #[error("conflict")]
    Conflict(BTreeMap<String, String>),
    /// An edit through the API that does not say which version it edits (`If-Match`).
    #[error("version needed")]
    VersionNeeded,
    /// Too many attempts; try again after this many seconds.
    #[error("slow down")]
    SlowDown(u64),
    /// Ours: logged once, shown as an apology with the request id.
    #[error("fault: {0}")]
    Fault(String),
}

impl Refusal {
    pub fn invalid(field: impl Into<String>, code: &'static str) -> Self {
        Refusal::Invalid(vec![FieldError::new(field, code)])
    }

    pub fn rule(code: &'static str) -> Self {
        Refusal::Rule(code, Args::new())
    }

    pub fn rule_with(code: &'static str, args: &[(&'static str, String)]) -> Self {
        Refusal::Rule(code, args.iter().cloned().collect())
    }

    /// The fields that cannot be accepted; any other refusal is for somebody else to answer.
    pub fn fields(self) -> Result<Vec<FieldError>> {
        match self {
            Refusal::Invalid(errors) => Ok(errors),
            other => Err(other),
        }
    }

    pub fn fault(error: impl std::fmt::Display) -> Self {
        Refusal::Fault(error.to_string())
    }
}

/// Collects field errors so that a form answers with all of them at once.
#[derive(Debug, Default)]
pub struct Checks(Vec<FieldError>);

/// Refuses an edit of another version than the one that is stored, with what is stored now: by field, as both may
/// read it, and its version. None (a step that did not say) is never stale. Errors: Conflict.
pub fn check_version(given: Option<i32>, stored: i32, texts: impl FnOnce() -> BTreeMap<String, String>) -> Result<()> {
    if given.is_none_or(|version| version == stored) {
        return Ok(());
    }
    let mut texts = texts();
    texts.insert("version".to_string(), stored.to_string());
    Err(Refusal::Conflict(texts))
}

impl Checks {
    pub fn add(&mut self, error: FieldError) {
        self.0.push(error);
    }

    /// Adds the errors that there are, if any.
    pub fn extend(&mut self, errors: impl IntoIterator<Item = FieldError>) {
        self.0.extend(errors);
    }

    pub fn that(&mut self, good: bool, field: &str, code: &'static str) {
        if !good {
            self.add(FieldError::new(field, code));
        }
    }

    /// Required text, tidied of white space at its ends.
    pub fn required(&mut self, field: &str, text: &str) -> String {
        self.that(!text.trim().is_empty(), field, "error-required");
        text.trim().to_string()
    }

    /// No more than `max` characters.
    pub fn longest(&mut self, field: &str, text: &str, max: usize) {
        if text.chars().count() > max {
            self.add(FieldError::new(field, "error-too-long").with("max", max));
        }
    }

    /// Keeps the value, or notes the error and gives `None`.
    pub fn keep<T>(&mut self, result: std::result::Result<T, FieldError>) -> Option<T> {
        result.map_err(|e| self.add(e)).ok()
    }

    pub fn done(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}
