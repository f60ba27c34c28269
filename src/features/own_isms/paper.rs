//! The Statement of Applicability on paper: set from what is decided now, with the day and the fingerprint.

use super::views::ControlLine;
use crate::base::{Language, clock};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::platform::view::Views;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "own-isms-paper-";

/// The words that the template asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "title", "page", "description", "standard", "fact_day", "fact_by", "fact_decided", "fact_applicable", "lead",
    "column_control", "column_title", "column_applicable", "column_justification", "column_state", "column_owner",
    "yes", "no", "undecided", "unverified", "none", "sha", "not_started", "ongoing", "in_place", "works",
];

/// What the template reads.
pub fn document(
    views: &Views,
    language: Language,
    organisation: &str,
    by: &str,
    now: DateTime<Utc>,
    lines: &[ControlLine],
) -> Value {
    let words = views.document_words(language, PREFIX, WORDS);
    let applicable = lines.iter().filter(|line| line.applicable == Some(true)).count();
    let decided = lines.iter().filter(|line| line.applicable.is_some()).count();
    let statement = json!({
        "organisation": organisation, "by": by, "on": clock::swedish_date(now), "total": lines.len(),
        "decided": decided, "applicable": applicable, "rows": lines,
    });
    let sha256 = sha256_hex(&canonical_json(&statement));
    json!({ "lang": language, "sha256": sha256, "words": words, "statement": statement })
}

/// What the file is called, in its language.
pub fn file_name(language: Language, now: DateTime<Utc>) -> String {
    let today = clock::swedish_date(now);
    match language {
        Language::Sv => format!("Uttalande om tillämplighet {today}.pdf"),
        Language::En => format!("Statement of Applicability {today}.pdf"),
    }
}
