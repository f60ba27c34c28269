//! The Statement of Applicability of one vendor: every control of annex A, whether it is required and why, and what
//! shows that it is met. Titles only: the text of the standard is not ours to print.

use super::actions;
use super::model::{Facts, Matrix, State};
use super::rules;
use crate::base::{Id, Language, Refusal, Result};
use crate::features::accounts;
use crate::features::controls::Assurance;
use crate::features::vendors::{self, Vendor};
use crate::kit::{App, Ctx, snapshot};
use crate::platform::db::Db;
use crate::platform::sheets::{Cell as SheetCell, Column, ColumnKind};
use crate::platform::view::Views;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};

/// One control of the statement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    pub id: String,
    pub theme: String,
    pub title: String,
    pub state: State,
    /// The clauses that require it.
    pub because: Vec<String>,
    /// The questions that were asked about it.
    pub asked: Vec<String>,
    /// The strongest support that a review found.
    pub assurance: Option<Assurance>,
    pub valid_until: Option<NaiveDate>,
    pub lacking: bool,
}

/// Everything that the statement says.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Statement {
    pub format: &'static str,
    pub client: String,
    pub vendor_id: Id,
    pub vendor: String,
    pub org_number: Option<String>,
    pub tier: Option<u8>,
    pub standard: &'static str,
    pub made_on: NaiveDate,
    pub lines: Vec<Line>,
}

/// The statement as of today. Errors: NotFound.
pub fn of(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<Statement> {
    let vendor = vendors::find(c, &ctx.scope, vendor_id)?;
    let client = accounts::find_organisation(c, &vendor.organisation_id)?;
    let (facts, matrix) = actions::matrix(c, ctx, &vendor)?;
    Ok(told(ctx, client.name, &vendor, &facts, &matrix))
}

fn told(ctx: &Ctx, client: String, vendor: &Vendor, facts: &Facts, matrix: &Matrix) -> Statement {
    let today = ctx.today();
    let line = |cell: &super::model::Cell| {
        let has = |ids: &[String]| ids.contains(&cell.control.id);
        let because = facts.demands.iter().filter(|demand| !demand.left_out && has(&demand.clause.controls));
        let replies: Vec<_> = facts.replies.iter().filter(|reply| has(&reply.question.controls)).collect();
        let counted = replies.iter().filter(|reply| rules::standing(reply, facts.required, today) == State::Verified);
        Line {
            id: cell.control.id.clone(),
            theme: cell.control.theme.clone(),
            title: super::pages::title(cell.control, ctx.language).to_string(),
            state: cell.state,
            because: because.map(|demand| demand.clause.id.clone()).collect(),
            asked: replies.iter().map(|reply| reply.question.id.clone()).collect(),
            assurance: replies.iter().filter_map(|reply| reply.review.map(|review| review.assurance)).max(),
            valid_until: counted
                .filter_map(|reply| reply.review.map(|review| review.valid_until))
                .min()
                .filter(|_| cell.state == State::Verified),
            lacking: cell.lacking,
        }
    };
    Statement {
        format: "tillit-soa-1",
        client,
        vendor_id: vendor.id.clone(),
        vendor: vendor.legal_name.clone(),
        org_number: vendors::shown_number(vendor.org_number.as_deref()),
        tier: matrix.tier,
        standard: matrix.standard,
        made_on: today,
        lines: matrix.cells.iter().map(line).collect(),
    }
}

/// Put before each of `WORDS`, this gives the word's key.
const PREFIX: &str = "coverage-soa-";

/// The words that the template asks for.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "title", "page", "description", "standard", "fact_vendor", "fact_client", "fact_tier", "fact_standard", "fact_made",
    "fact_required", "fact_verified", "tier_none", "org_number", "lead", "titles", "control", "applies", "state", "because",
    "assurance", "valid_until", "yes", "no", "lacking", "none", "sha", "state_unknown", "state_expired", "state_claimed",
    "state_verified", "state_not_required", "theme_organizational", "theme_people", "theme_physical", "theme_technological",
];

/// What the template reads: the statement, its fingerprint and the words.
pub fn document(views: &Views, statement: &Statement, language: Language) -> Result<Value> {
    let said = serde_json::to_value(statement).map_err(Refusal::fault)?;
    let sha256 = snapshot::sha256_hex(&snapshot::canonical_json(&said));
    let words = views.document_words(language, PREFIX, WORDS);
    Ok(json!({ "lang": language, "sha256": sha256, "words": words, "soa": said }))
}

/// The statement as PDF.
pub fn pdf(app: &App, statement: &Statement, language: Language, now: DateTime<Utc>) -> Result<Vec<u8>> {
    let data = document(&app.views, statement, language)?;
    app.printer.render("soa", &data, now).map_err(Refusal::fault)
}

/// What the file is called, in its language; without the ending.
pub fn file_name(statement: &Statement, language: Language) -> String {
    let what = match language {
        Language::Sv => "Uttalande om tillämplighet",
        Language::En => "Statement of Applicability",
    };
    format!("{what} {} {}", statement.vendor, statement.made_on)
}

/// The statement as a sheet: its columns and rows.
pub fn sheet(views: &Views, statement: &Statement, language: Language) -> (Vec<Column>, Vec<Vec<SheetCell>>) {
    let word = |key: &str| views.word0(language, &format!("{PREFIX}{key}"));
    let column = |key: &str, width, kind| Column::new(word(key), width, kind);
    let columns = vec![
        column("control", 10, ColumnKind::Text),
        column("title_of", 48, ColumnKind::Text),
        column("theme", 18, ColumnKind::Text),
        column("applies", 12, ColumnKind::Text),
        column("because", 28, ColumnKind::Text),
        column("state", 34, ColumnKind::Text),
        column("questions", 20, ColumnKind::Text),
        column("assurance", 14, ColumnKind::Text),
        column("valid_until", 14, ColumnKind::Date),
        column("lacking", 16, ColumnKind::Text),
    ];
    let row = |line: &Line| {
        let yes = |is: bool| SheetCell::Text(word(if is { "yes" } else { "no" }));
        vec![
            SheetCell::text(&line.id),
            SheetCell::text(&line.title),
            SheetCell::Text(word(&format!("theme_{}", line.theme))),
            yes(line.state != State::NotRequired),
            SheetCell::Text(line.because.join(", ")),
            SheetCell::Text(word(&format!("state_{}", line.state))),
            SheetCell::Text(line.asked.join(", ")),
            line.assurance.map_or(SheetCell::Empty, |assurance| SheetCell::Text(assurance.as_str().to_uppercase())),
            line.valid_until.map_or(SheetCell::Empty, SheetCell::Date),
            yes(line.lacking),
        ]
    };
    (columns, statement.lines.iter().map(row).collect())
}
