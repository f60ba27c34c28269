//! The board memo on paper: set from its snapshot alone, in either language.

use super::records::BoardMemo;
use super::snapshot::Memo;
use crate::base::{Language, Refusal, Result};
use crate::kit::App;
use crate::platform::view::Views;
use serde_json::{Map, Value, json};

/// The words of the template `board_memo`, as keys of the word files; it knows them without their beginning.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "reviews-memo-title", "reviews-memo-description", "reviews-memo-page", "reviews-memo-draft",
    "reviews-memo-fact-diary", "reviews-memo-fact-date", "reviews-memo-fact-campaign", "reviews-memo-fact-manager",
    "reviews-memo-fact-by", "reviews-memo-fact-due", "reviews-memo-none", "reviews-memo-points",
    "reviews-memo-points-lead", "reviews-memo-point-decided", "reviews-memo-point-continue", "reviews-memo-point-with_measures", "reviews-memo-point-move",
    "reviews-memo-point-stop", "reviews-memo-point-cost", "reviews-memo-point-cost-unknown",
    "reviews-memo-point-without", "reviews-memo-point-report", "reviews-memo-background",
    "reviews-memo-found", "reviews-memo-found-platform", "reviews-memo-found-all", "reviews-memo-found-breach",
    "reviews-memo-found-aspects", "reviews-memo-found-must_not", "reviews-memo-found-should_not",
    "reviews-memo-found-unclassified", "reviews-memo-found-chosen", "reviews-memo-found-users", "reviews-memo-progress",
    "reviews-memo-tally-total", "reviews-memo-tally-not_started", "reviews-memo-tally-in_progress",
    "reviews-memo-tally-ready", "reviews-memo-tally-decided", "reviews-memo-services", "reviews-memo-services-lead",
    "reviews-memo-column-ref", "reviews-memo-column-service", "reviews-memo-column-breach",
    "reviews-memo-column-decision", "reviews-memo-column-harm", "reviews-memo-column-cost",
    "reviews-memo-users", "reviews-memo-decided", "reviews-memo-proposed", "reviews-memo-no-proposal",
    "reviews-memo-until", "reviews-memo-on", "reviews-memo-to", "reviews-memo-tested", "reviews-memo-not-tested",
    "reviews-memo-no-harm", "reviews-memo-no-cost", "reviews-memo-no-breach", "reviews-memo-must_not", "reviews-memo-should_not",
    "reviews-memo-unclassified", "reviews-memo-costs", "reviews-memo-costs-sum", "reviews-memo-costs-note",
    "reviews-memo-costs-unknown", "reviews-memo-decision-continue", "reviews-memo-decision-with_measures",
    "reviews-memo-decision-move", "reviews-memo-decision-stop", "reviews-memo-trace", "reviews-memo-trace-text",
    "reviews-memo-trace-basis", "reviews-memo-trace-made", "reviews-memo-trace-sha", "reviews-memo-trace-format",
    "reviews-memo-month-1", "reviews-memo-month-2", "reviews-memo-month-3", "reviews-memo-month-4",
    "reviews-memo-month-5", "reviews-memo-month-6", "reviews-memo-month-7", "reviews-memo-month-8",
    "reviews-memo-month-9", "reviews-memo-month-10", "reviews-memo-month-11", "reviews-memo-month-12",
];

/// What the template reads: the memo as stored, its fingerprint and the words.
pub fn document(views: &Views, row: &BoardMemo, language: Language) -> Result<Value> {
    let snapshot: Value = serde_json::from_str(&row.snapshot).map_err(Refusal::fault)?;
    let words: Map<String, Value> = WORDS
        .iter()
        .map(|key| (key.replacen("reviews-memo-", "", 1), Value::from(views.word0(language, key))))
        .collect();
    Ok(json!({ "lang": language, "sha256": row.sha256, "words": words, "memo": snapshot }))
}

/// The memo as PDF. The same memo gives the same bytes: its time is that of its making.
pub fn pdf(app: &App, row: &BoardMemo, language: Language) -> Result<Vec<u8>> {
    let data = document(&app.views, row, language)?;
    app.printer.render("board_memo", &data, row.created_at.utc()).map_err(Refusal::fault)
}

/// What the file is called, in its language.
pub fn file_name(memo: &Memo, language: Language) -> String {
    let what = match language {
        Language::Sv => "Tjänsteskrivelse",
        Language::En => "Board memo",
    };
    format!("{what} {}.{} {}.pdf", memo.campaign_number, memo.number, memo.made_on)
}
