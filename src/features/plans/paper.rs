//! A plan on paper: set from a decision's snapshot alone, or from the plan as it is now, which says that it is a draft.

use super::model::PlanOrigin;
use super::snapshot::FrozenPlan;
use crate::base::{Language, Refusal, Result};
use crate::kit::App;
use crate::platform::view::Views;
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value, json};

/// The words of the template `plan`, as keys of the word files; it knows them without their beginning.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "plans-pdf-title", "plans-pdf-description", "plans-pdf-page", "plans-pdf-none", "plans-pdf-draft",
    "plans-pdf-draft-text", "plans-pdf-decided", "plans-pdf-fact-vendor", "plans-pdf-fact-contract",
    "plans-pdf-fact-number", "plans-pdf-fact-version", "plans-pdf-fact-starts", "plans-pdf-fact-diary",
    "plans-pdf-decision", "plans-pdf-role", "plans-pdf-name", "plans-pdf-on", "plans-pdf-delegation",
    "plans-pdf-recorded", "plans-pdf-purpose", "plans-pdf-focus", "plans-pdf-focus-text",
    "plans-pdf-focus-access_control", "plans-pdf-focus-change_management", "plans-pdf-origin-from_review",
    "plans-pdf-origin-new", "plans-pdf-origin-ongoing", "plans-pdf-group-none", "plans-pdf-column-number",
    "plans-pdf-column-action", "plans-pdf-column-party", "plans-pdf-column-dates", "plans-pdf-column-status",
    "plans-pdf-starts", "plans-pdf-due", "plans-pdf-first-due", "plans-pdf-evidence", "plans-pdf-finding",
    "plans-pdf-orphan", "plans-pdf-party-region", "plans-pdf-party-vendor", "plans-pdf-status-open",
    "plans-pdf-status-in_progress", "plans-pdf-status-reported_done", "plans-pdf-status-verified",
    "plans-pdf-status-cancelled", "plans-pdf-trace", "plans-pdf-trace-text", "plans-pdf-trace-draft",
    "plans-pdf-month-1", "plans-pdf-month-2", "plans-pdf-month-3", "plans-pdf-month-4", "plans-pdf-month-5",
    "plans-pdf-month-6", "plans-pdf-month-7", "plans-pdf-month-8", "plans-pdf-month-9", "plans-pdf-month-10",
    "plans-pdf-month-11", "plans-pdf-month-12",
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
    let words: Map<String, Value> =
        WORDS.iter().map(|key| (key.replacen("plans-pdf-", "", 1), Value::from(views.word0(language, key)))).collect();
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
