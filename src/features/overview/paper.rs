//! The director's page and the committee's memo on paper: set from the figures of the moment, with the day, whom they
//! were made for and a fingerprint. The memo is also a document to go on writing in.

use super::actions::{Counted, Figure, said};
use super::model::{Part, Place};
use super::records::OwnText;
use crate::base::{Language, Refusal, Result};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{App, Ctx};
use crate::platform::docx::{self, About, Block};
use crate::platform::view::Views;
use serde_json::{Value, json};

/// The parts of the director's page, in their order.
pub const PARTS: &[Part] = &[Part::Critical, Part::Changed, Part::Decided, Part::Unknown];

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "overview-paper-";

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "title", "description", "page", "made", "by", "compared", "not_compared", "figure", "now", "then",
    "change", "memo_title", "memo_description", "background", "assessment", "proposal", "state", "no_text",
    "figures_note",
];

/// A figure as text; a dash where there is none.
pub fn shown(value: Option<i64>) -> String {
    value.map_or_else(|| "–".to_string(), |value| value.to_string())
}

/// A change with its sign; a dash where it is not known.
pub fn signed(change: Option<i64>) -> String {
    match change {
        None => "–".to_string(),
        Some(0) => "0".to_string(),
        Some(change) if change > 0 => format!("+{change}"),
        Some(change) => format!("\u{2212}{}", change.unsigned_abs()),
    }
}

fn row(views: &Views, language: Language, figure: &Figure) -> Value {
    json!({
        "label": views.word0(language, &format!("overview-measure-{}", figure.measure)),
        "value": shown(figure.value), "then": shown(figure.then), "change": signed(figure.change()),
    })
}

/// What both papers say.
fn report(views: &Views, ctx: &Ctx, language: Language, counted: &Counted, texts: &[OwnText]) -> Value {
    let part = |part: &Part| {
        json!({
            "title": views.word0(language, &format!("overview-part-{part}")),
            "rows": counted.of(*part).map(|figure| row(views, language, figure)).collect::<Vec<_>>(),
        })
    };
    json!({
        "organisation": ctx.actor.organisation_name, "on": counted.moment.today, "by": ctx.actor.name,
        "compared": counted.compared, "parts": PARTS.iter().map(part).collect::<Vec<_>>(),
        "director": said(texts, Place::Director, language),
        "background": said(texts, Place::MemoBackground, language),
        "assessment": said(texts, Place::MemoAssessment, language),
        "proposal": said(texts, Place::MemoProposal, language),
    })
}

fn document(views: &Views, ctx: &Ctx, language: Language, counted: &Counted, texts: &[OwnText]) -> Value {
    let report = report(views, ctx, language, counted, texts);
    let sha256 = sha256_hex(&canonical_json(&report));
    json!({ "lang": language, "sha256": sha256, "words": views.document_words(language, PREFIX, WORDS), "report": report })
}

/// The director's page: exactly one page of A4.
pub fn director_pdf(app: &App, ctx: &Ctx, language: Language, counted: &Counted, texts: &[OwnText]) -> Result<Vec<u8>> {
    let data = document(&app.views, ctx, language, counted, texts);
    app.printer.render("director", &data, ctx.now).map_err(Refusal::fault)
}

pub fn memo_pdf(app: &App, ctx: &Ctx, language: Language, counted: &Counted, texts: &[OwnText]) -> Result<Vec<u8>> {
    let data = document(&app.views, ctx, language, counted, texts);
    app.printer.render("committee_memo", &data, ctx.now).map_err(Refusal::fault)
}

/// The memo as a document that one goes on writing in.
pub fn memo_docx(
    views: &Views,
    ctx: &Ctx,
    language: Language,
    counted: &Counted,
    texts: &[OwnText],
) -> Result<Vec<u8>> {
    let word = |key: &str| views.word0(language, &format!("{PREFIX}{key}"));
    let own = |place: Place| {
        let text = said(texts, place, language);
        Block::Paragraph(if text.is_empty() { word("no_text") } else { text.to_string() })
    };
    let compared = counted.compared.map_or_else(|| word("not_compared"), |day| day.to_string());
    let mut blocks = vec![
        Block::Title(word("memo_title")),
        Block::Lead(ctx.actor.organisation_name.clone()),
        Block::Fact(word("made"), counted.moment.today.to_string()),
        Block::Fact(word("by"), ctx.actor.name.clone()),
        Block::Fact(word("compared"), compared),
        Block::Heading(word("background")),
        own(Place::MemoBackground),
        Block::Heading(word("state")),
        Block::Paragraph(word("figures_note")),
    ];
    for part in PARTS {
        let heading = views.word0(language, &format!("overview-part-{part}"));
        blocks.push(Block::Item { heading, numbered: false });
        for figure in counted.of(*part) {
            let label = views.word0(language, &format!("overview-measure-{}", figure.measure));
            let change = figure.change().map(|change| format!(" ({})", signed(Some(change)))).unwrap_or_default();
            blocks.push(Block::Fact(label, format!("{}{change}", shown(figure.value))));
        }
    }
    blocks.push(Block::Heading(word("assessment")));
    blocks.push(own(Place::MemoAssessment));
    blocks.push(Block::Heading(word("proposal")));
    blocks.push(own(Place::MemoProposal));
    let title = word("memo_title");
    let about = About { title: &title, author: &ctx.actor.organisation_name, language, made_at: ctx.now };
    docx::write(&about, &blocks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_have_signs_and_what_is_not_known_has_a_dash() {
        assert_eq!(signed(Some(3)), "+3");
        assert_eq!(signed(Some(-3)), "−3");
        assert_eq!(signed(Some(0)), "0");
        assert_eq!(signed(None), "–");
        assert_eq!(shown(None), "–");
    }
}
