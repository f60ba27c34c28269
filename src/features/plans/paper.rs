//! A plan on paper: set from a decision's snapshot alone, or from the plan as it is now, which says that it is a draft.

use super::model::PlanOrigin;
use super::snapshot::FrozenPlan;
use crate::base::{Language, Refusal, Result};
use crate::kit::App;
use crate::platform::view::Views;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "plans-pdf-";

/// The words that the template `plan` asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "title", "description", "page", "none", "draft", "draft-text", "decided", "fact-vendor", "fact-contract",
    "fact-number", "fact-version", "fact-starts", "fact-diary", "decision", "role", "name", "on", "delegation",
    "recorded", "purpose", "focus", "focus-text", "focus-access_control", "focus-change_management",
    "origin-from_review", "origin-new", "origin-ongoing", "group-none", "column-number", "column-action",
    "column-party", "column-dates", "column-status", "starts", "due", "first-due", "evidence", "finding",
    "orphan", "party-region", "party-vendor", "status-open", "status-in_progress", "status-reported_done",
    "status-verified", "status-cancelled", "trace", "trace-text", "trace-draft",
];

/// A plan to be printed: `sha256` is that of the decided version; a draft has none. The vendor's copy has no findings,
/// and says nothing of actions that lack one.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub plan: FrozenPlan,
    pub sha256: Option<String>,
    pub for_vendor: bool,
    pub at: DateTime<Utc>,
    pub today: NaiveDate,
}

fn document(views: &Views, sheet: &Sheet, language: Language) -> Result<Value> {
    let words = views.document_words(language, PREFIX, WORDS);
    let groups: Vec<Value> = PlanOrigin::ALL
        .iter()
        .map(|origin| {
            let lines: Vec<_> = sheet.plan.of_origin(*origin).collect();
            json!({ "origin": origin, "lines": lines })
        })
        .collect();
    let plan = serde_json::to_value(&sheet.plan).map_err(Refusal::fault)?;
    Ok(json!({
        "lang": language, "sha256": sheet.sha256, "words": words, "plan": plan, "groups": groups,
        "for_vendor": sheet.for_vendor, "today": sheet.today,
    }))
}

/// The plan as PDF. The same decided version gives the same bytes.
pub fn pdf(app: &App, sheet: &Sheet, language: Language) -> Result<Vec<u8>> {
    let data = document(&app.views, sheet, language)?;
    app.printer.render("plan", &data, sheet.at).map_err(Refusal::fault)
}

/// What the file is called, in its language.
pub fn file_name(sheet: &Sheet, language: Language) -> String {
    let (what, draft) = match language {
        Language::Sv => ("Åtgärdsplan", "utkast"),
        Language::En => ("Action plan", "draft"),
    };
    match &sheet.sha256 {
        Some(_) => format!("{what} {} version {}.pdf", sheet.plan.number, sheet.plan.version),
        None => format!("{what} {} {draft} {}.pdf", sheet.plan.number, sheet.today),
    }
}
