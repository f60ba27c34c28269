//! A published timeline on paper: set from its snapshot alone.

use super::model::TimelineState;
use super::records::Timeline;
use super::snapshot::FrozenTimeline;
use crate::base::clock::ZONE;
use crate::base::{Language, Refusal, Result};
use crate::kit::App;
use crate::platform::view::Views;
use serde_json::{Value, json};

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "timeline-pdf-";

/// The words that the template `timeline` asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "heading", "description", "page", "none", "version", "when", "what", "decision", "name", "role", "on", "diary",
    "zone",
];

/// What was left out, in words; None when nothing was.
pub fn left_out(views: &Views, frozen: &FrozenTimeline, language: Language) -> Option<String> {
    let label = |ground: &super::snapshot::FrozenGround| match ground.verified {
        true => ground.label.clone(),
        false => format!("{} ({})", ground.label, views.word0(language, "records-unverified")),
    };
    let grounds: Vec<String> = frozen.grounds.iter().map(label).collect();
    let args = [("count", frozen.left_out.to_string()), ("grounds", grounds.join(", "))];
    (frozen.left_out > 0).then(|| views.word_of(language, "timeline-left-out", args))
}

/// Says that a later version has taken its place, and which when it is known; None for one that still holds.
fn replaced(views: &Views, row: &Timeline, newer: Option<i32>, language: Language) -> Option<String> {
    match (row.state, newer) {
        (TimelineState::Replaced, Some(number)) => {
            Some(views.word_of(language, "timeline-replaced-by", [("number", number.to_string())]))
        }
        (TimelineState::Replaced, None) => Some(views.word0(language, "timeline-replaced")),
        _ => None,
    }
}

fn document(views: &Views, row: &Timeline, frozen: &FrozenTimeline, newer: Option<i32>, language: Language) -> Value {
    let said = frozen.said(language);
    let entry = |entry: &super::snapshot::SaidEntry| {
        let at = entry.at.utc().with_timezone(&ZONE).format("%Y-%m-%d %H:%M").to_string();
        json!({ "at": at, "text": entry.text })
    };
    json!({
        "lang": language,
        "sha256": row.sha256,
        "words": views.document_words(language, PREFIX, WORDS),
        "organisation": frozen.organisation,
        "number": frozen.number,
        "title": said.title,
        "lead": said.lead,
        "entries": said.entries.iter().map(entry).collect::<Vec<_>>(),
        "replaced": replaced(views, row, newer, language),
        "left_out": left_out(views, frozen, language),
        "decision": frozen.decision,
    })
}

/// The timeline as PDF/A. The same version gives the same bytes until it is replaced: then it says so, with the number
/// of the version that is published instead (`newer`). Errors: NotFound for a draft,
/// `rule-timeline-withdrawn`.
pub fn pdf(app: &App, row: &Timeline, newer: Option<i32>, language: Language) -> Result<Vec<u8>> {
    let frozen = FrozenTimeline::of(row)?;
    if !row.state.is_shown() {
        return Err(Refusal::rule("rule-timeline-withdrawn"));
    }
    let at = row.published_at.ok_or(Refusal::NotFound)?.utc();
    let document = document(&app.views, row, &frozen, newer, language);
    app.printer.render("timeline", &document, at).map_err(Refusal::fault)
}
