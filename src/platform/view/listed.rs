//! What many pages list: the choices of a field and the lines of a history.

use crate::base::Instant;
use serde::Serialize;

/// One choice in a list, already worded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl ToString, label: impl Into<String>) -> Choice {
        Choice { value: value.to_string(), label: label.into() }
    }
}

/// One line of the history of an object, an entry of `components/timeline`.
#[derive(Debug, Clone, Serialize)]
pub struct HistoryLine {
    pub at: Instant,
    pub who: String,
    pub text: String,
    pub note: Option<String>,
    /// ok, attention, serious or neutral.
    pub tone: &'static str,
}
