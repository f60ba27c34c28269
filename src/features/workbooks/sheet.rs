//! The workbook as a file: what is written, what it says of itself, and how far it can be trusted when it comes back.

use super::cells::{self, Texts};
use super::labels::{FIXED, Labels, OPEN};
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Language};
use crate::features::controls::Question;
use crate::features::question_sets::Asked;
use crate::features::questionnaires::{Answer, Assessment, FullAssessment, Given};
use crate::kit::snapshot::sha256_hex;
use crate::platform::sheets::{Cell, Column, ColumnKind, Form, FormCell, HIDDEN_SHEET, LISTS_SHEET, Sheet, write_form};
use crate::platform::view::Views;
use std::collections::BTreeMap;

const FORMAT: &str = "tillit-workbook-1";
const WIDTHS: [u16; 14] = [8, 60, 40, 18, 14, 12, 12, 24, 10, 40, 30, 50, 50, 16];

/// What a workbook says of one answer as it was when the workbook was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    pub version: i32,
    pub fingerprint: String,
}

/// The bytes of a workbook. `open`: may be filled in and read back; a copy for the region is neither.
pub fn write(full: &FullAssessment, views: &Views, language: Language, key: &str, open: bool) -> Result<Vec<u8>> {
    let labels = Labels::of(views, language, &full.questions);
    let heading = |key: &&str| views.word0(language, key);
    let headings = FIXED.iter().chain(&OPEN).map(heading);
    let columns = headings.zip(WIDTHS).map(|(text, width)| Column::new(text, width, ColumnKind::Wrapped)).collect();
    let mut rows = Vec::new();
    let mut hidden = about(&full.assessment, &full.questions, open);
    // What was never handed in is the vendor's own.
    let shown = open || full.assessment.submitted_at.is_some();
    for question in &full.questions {
        let answer = full.answers.get(&question.id).filter(|_| shown);
        let texts = texts_of(question, answer, &labels);
        let version = answer.map_or(0, |answer| answer.version).to_string();
        hidden.push(vec!["answer".into(), question.id.clone(), version, fingerprint(&texts)]);
        rows.push(row(question, texts, &labels, language, open));
    }
    hidden.push(vec!["checksum".into(), checksum(&hidden, key)]);
    write_form(&Form { title: views.word0(language, "workbooks-sheet"), columns, rows, hidden })
}

fn about(a: &Assessment, questions: &[Asked], open: bool) -> Vec<Vec<String>> {
    let line = |name: &str, value: &str| vec![name.to_string(), value.to_string()];
    vec![
        line("format", FORMAT),
        line("assessment", a.id.as_str()),
        line("catalogue", &a.catalogue_version),
        line("questions", &asked(questions)),
        line("copy", if open { "no" } else { "yes" }),
    ]
}

/// The fingerprint of what is asked: ids and both texts.
fn asked(questions: &[Asked]) -> String {
    let text = |question: &Asked| format!("{}\0{}\0{}", question.id, question.question_sv, question.question_en);
    sha256_hex(&questions.iter().map(text).collect::<Vec<_>>().join("\0"))
}

pub fn fingerprint(texts: &Texts) -> String {
    sha256_hex(&texts.join("\0"))
}

fn checksum(hidden: &[Vec<String>], key: &str) -> String {
    let lines: Vec<String> = hidden.iter().map(|line| line.join("\t")).collect();
    sha256_hex(&format!("{FORMAT}\0{key}\0{}", lines.join("\n")))
}

/// An answer as the cells show it.
pub fn texts_of(question: &Question, answer: Option<&Answer>, labels: &Labels) -> Texts {
    let given = answer.map_or_else(Given::default, Answer::given);
    cells::texts(question, &given, answer.is_some_and(|answer| answer.shown_on_site), labels)
}

fn row(question: &Question, texts: Texts, labels: &Labels, language: Language, open: bool) -> Vec<FormCell> {
    let text = match language {
        Language::Sv => &question.question_sv,
        Language::En => &question.question_en,
    };
    let closed = |text: &str| FormCell { cell: Cell::text(text), ..FormCell::default() };
    let mut row = vec![closed(&question.id), closed(text), closed(&question.evidence_sv)];
    for (at, text) in texts.into_iter().enumerate() {
        let cell = match text.parse::<f64>() {
            // Only columns of numbers hold numbers; a comment that is one stays text.
            Ok(number) if [2, 3].contains(&at) => Cell::Number(number),
            _ if text.is_empty() => Cell::Empty,
            _ => Cell::Text(text),
        };
        let open = open && cells::asks(question, at);
        let choices = if open { cells::choices(question, at, labels) } else { Vec::new() };
        row.push(FormCell { cell, open, choices });
    }
    row
}

/// A row of the sheet that people fill in.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// As the spreadsheet numbers it.
    pub number: usize,
    pub id: String,
    pub cells: &'a [Cell],
}

/// A workbook that has been read: what it was fetched as, and its rows.
#[derive(Debug)]
pub struct Returned<'a> {
    pub bases: BTreeMap<String, Base>,
    pub lines: Vec<Line<'a>>,
}

/// Reads what a workbook says of itself. Errors at `file`: no workbook of ours, another assessment's, altered, of
/// other questions, or a copy.
pub fn returned<'a>(sheets: &'a [Sheet], assessment_id: &Id, questions: &[Asked], key: &str) -> Result<Returned<'a>> {
    let refuse = |code: &'static str| Err(Refusal::invalid("file", code));
    let Some(hidden) = sheets.iter().find(|sheet| sheet.name == HIDDEN_SHEET) else {
        return refuse("error-workbook-unknown");
    };
    let mut said: Vec<Vec<String>> = hidden.rows.iter().map(|row| row.iter().map(Cell::as_text).collect()).collect();
    said.retain(|line| !line.is_empty());
    let Some(last) = said.pop() else { return refuse("error-workbook-unknown") };
    let value = |name: &str| {
        let line = said.iter().find(|line| line.first().is_some_and(|first| first == name));
        line.and_then(|line| line.get(1)).map(String::as_str).unwrap_or_default()
    };
    if value("format") != FORMAT {
        return refuse("error-workbook-unknown");
    }
    if last != ["checksum".to_string(), checksum(&said, key)] {
        return refuse("error-workbook-altered");
    }
    if value("assessment") != assessment_id.as_str() {
        return refuse("error-workbook-other");
    }
    if value("copy") != "no" {
        return refuse("error-workbook-copy");
    }
    if value("questions") != asked(questions) {
        return refuse("error-workbook-old");
    }
    let mut bases = BTreeMap::new();
    for line in &said {
        if let [kind, id, version, fingerprint] = line.as_slice()
            && kind == "answer"
        {
            let version = version.parse().unwrap_or(0);
            bases.insert(id.clone(), Base { version, fingerprint: fingerprint.clone() });
        }
    }
    let filled = sheets.iter().find(|sheet| ![HIDDEN_SHEET, LISTS_SHEET].contains(&sheet.name.as_str()));
    let Some(filled) = filled else { return refuse("error-workbook-unknown") };
    let rows = filled.rows.iter().enumerate().skip(1).filter(|(_, row)| row.iter().any(|cell| !cell.is_blank()));
    let line = |(at, row): (usize, &'a Vec<Cell>)| Line {
        number: at + 1,
        id: row.first().map(Cell::as_text).unwrap_or_default().trim().to_string(),
        cells: row.get(FIXED.len()..).unwrap_or_default(),
    };
    Ok(Returned { bases, lines: rows.map(line).collect() })
}
