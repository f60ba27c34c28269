//! The protocol of a visit on paper: set from its snapshot alone, in either language.

use super::records::Visit;
use super::visits::Protocol;
use crate::base::{Language, Refusal, Result};
use crate::kit::App;
use crate::platform::view::Views;
use serde_json::{Map, Value, json};

/// The words of the template `visit`, as keys of the word files; it knows them without their beginning.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "visit-pdf-title", "visit-pdf-description", "visit-pdf-page", "visit-pdf-none", "visit-pdf-review",
    "visit-pdf-diary", "visit-pdf-held", "visit-pdf-place", "visit-pdf-locked", "visit-pdf-present", "visit-pdf-scope",
    "visit-pdf-protocol", "visit-pdf-subject", "visit-pdf-asked", "visit-pdf-seen", "visit-pdf-outcome",
    "visit-pdf-finding", "visit-pdf-as_claimed", "visit-pdf-deviation", "visit-pdf-not_shown", "visit-pdf-trace",
    "visit-pdf-trace-text",
    "visit-pdf-month-1", "visit-pdf-month-2", "visit-pdf-month-3", "visit-pdf-month-4", "visit-pdf-month-5",
    "visit-pdf-month-6", "visit-pdf-month-7", "visit-pdf-month-8", "visit-pdf-month-9", "visit-pdf-month-10",
    "visit-pdf-month-11", "visit-pdf-month-12",
];

fn document(views: &Views, visit: &Visit, language: Language) -> Result<Value> {
    let protocol = Protocol::of(visit)?.ok_or_else(|| Refusal::rule("rule-visit-open"))?;
    let words: Map<String, Value> =
        WORDS.iter().map(|key| (key.replacen("visit-pdf-", "", 1), Value::from(views.word0(language, key)))).collect();
    let protocol = serde_json::to_value(protocol).map_err(Refusal::fault)?;
    Ok(json!({ "lang": language, "sha256": visit.sha256, "words": words, "visit": protocol }))
}

/// The protocol as PDF. The same protocol gives the same bytes. Errors: `rule-visit-open` before it is locked.
pub fn pdf(app: &App, visit: &Visit, language: Language) -> Result<Vec<u8>> {
    let data = document(&app.views, visit, language)?;
    let at = visit.locked_at.unwrap_or(visit.created_at).utc();
    app.printer.render("visit", &data, at).map_err(Refusal::fault)
}

/// What the file is called, in its language.
pub fn file_name(visit: &Visit, language: Language) -> String {
    let what = match language {
        Language::Sv => "Besöksprotokoll",
        Language::En => "Visit protocol",
    };
    format!("{what} {} {}.pdf", visit.number, visit.held_on)
}
