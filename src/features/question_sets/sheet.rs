//! A set as a sheet, in the columns of the shipped catalogue and those that only own sets have, and back: all of it,
//! or nothing and what is wrong in which cell.

use super::model::{Body, Both, Condition, FocusArea, OptionLabel, Section, SetQuestion};
use super::{rules, seed};
use crate::base::refusal::Args;
use crate::base::text::tidy;
use crate::base::{Refusal, Result};
use crate::features::controls::{AnswerType, QuestionSet};
use crate::platform::sheets::{self, Cell, Column, ColumnKind, column_letters, write_csv, write_xlsx};
use std::collections::BTreeMap;

/// So many rows from the top may be title and explanation.
const HEADER_WITHIN: usize = 20;

/// The headings: those of the shipped catalogue first. A file needs the first of each only as `NEEDED` says.
const COLUMNS: &[(&str, u16)] = &[
    ("id", 8),
    ("domain", 8),
    ("domain_sv", 24),
    ("domain_en", 24),
    ("question_sv", 60),
    ("question_en", 60),
    ("answer_type", 20),
    ("evidence_expected_sv", 32),
    ("iso27001_2022_controls", 20),
    ("nis2_art21_2_points", 10),
    ("clause_ids", 16),
    ("set", 8),
    ("critical", 8),
    ("tiers", 10),
    ("weight", 8),
    ("evidence_expected_en", 32),
    ("evidence_required", 10),
    ("why_sv", 40),
    ("why_en", 40),
    ("good_sv", 40),
    ("good_en", 40),
    ("ask_sv", 30),
    ("ask_en", 30),
    ("warnings_sv", 40),
    ("warnings_en", 40),
    ("condition", 24),
    ("focus", 20),
    ("options", 40),
];
const NEEDED: &[&str] = &["id", "domain", "question_sv", "question_en", "answer_type"];

/// What is wrong in one cell. `code` is a word key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// As the spreadsheet program numbers it; 0 for the file as a whole.
    pub row: u32,
    /// The letters over the column.
    pub column: String,
    pub code: &'static str,
    pub args: Args,
}

/// A set as XLSX, or as CSV.
pub fn write(title: &str, body: &Body, csv: bool) -> Result<Vec<u8>> {
    let columns: Vec<Column> =
        COLUMNS.iter().map(|(heading, width)| Column::new(*heading, *width, ColumnKind::Wrapped)).collect();
    let rows: Vec<Vec<Cell>> = body.questions.iter().map(|question| cells(body, question)).collect();
    if csv { write_csv(&columns, &rows) } else { write_xlsx(title, &columns, &rows) }
}

fn cells(body: &Body, q: &SetQuestion) -> Vec<Cell> {
    let title = body.section(&q.section).map(|section| section.title.clone()).unwrap_or_default();
    let flag = |yes: bool| if yes { "1" } else { "0" }.to_string();
    let tiers: Vec<String> = q.tiers.iter().map(ToString::to_string).collect();
    let focus: Vec<&str> = q.focus.iter().map(|area| area.as_str()).collect();
    let condition = q.condition.as_ref().map(|c| format!("{} {}", c.question, c.answers.join("|"))).unwrap_or_default();
    let option = |each: &OptionLabel| format!("{}: {} | {}", each.option, each.label.sv, each.label.en);
    let options: Vec<String> = q.options.iter().map(option).collect();
    let texts = [
        q.id.clone(),
        q.section.clone(),
        title.sv,
        title.en,
        q.text.sv.clone(),
        q.text.en.clone(),
        q.answer_type.written().to_string(),
        q.evidence.sv.clone(),
        q.controls.join(";"),
        q.nis2.join(";"),
        q.clause_ids.join(";"),
        q.set.to_string(),
        flag(q.critical),
        tiers.join(";"),
        q.weight.to_string(),
        q.evidence.en.clone(),
        flag(q.evidence_required),
        q.why.sv.clone(),
        q.why.en.clone(),
        q.good.sv.clone(),
        q.good.en.clone(),
        q.ask.sv.clone(),
        q.ask.en.clone(),
        q.warnings.sv.clone(),
        q.warnings.en.clone(),
        condition,
        focus.join(";"),
        options.join("\n"),
    ];
    texts.into_iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::text(text) }).collect()
}

/// One row as it is read: its cells by heading.
struct Row<'a> {
    number: u32,
    heads: &'a BTreeMap<&'static str, usize>,
    cells: &'a [Cell],
}

impl Row<'_> {
    fn text(&self, head: &str) -> String {
        let text = self.heads.get(head).and_then(|at| self.cells.get(*at)).map(Cell::as_text).unwrap_or_default();
        text.trim().to_string()
    }

    fn both(&self, sv: &str, en: &str) -> Both {
        Both::new(self.text(sv), self.text(en))
    }

    fn list(&self, head: &str) -> Vec<String> {
        let text = self.text(head);
        text.split([';', ',']).map(tidy).filter(|part| !part.is_empty() && part != "-").collect()
    }

    fn fault(&self, head: &str, code: &'static str, args: Args) -> RowFault {
        let column = self.heads.get(head).map(|at| column_letters(*at)).unwrap_or_default();
        RowFault { row: self.number, column, code, args }
    }
}

/// Reads a file. Every fault is told with its cell; with any of them nothing is taken.
/// Errors at `file`: it is no sheet, or its headings are not those of a set.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<std::result::Result<Body, Vec<RowFault>>> {
    for sheet in sheets::read(file_name, bytes)? {
        for (index, row) in sheet.rows.iter().enumerate().take(HEADER_WITHIN) {
            let heads = headings(row);
            if NEEDED.iter().all(|head| heads.contains_key(head)) {
                return Ok(read_rows(&heads, sheet.rows.get(index + 1..).unwrap_or_default(), index + 2));
            }
        }
    }
    Err(Refusal::invalid("file", "error-sets-header"))
}

fn headings(row: &[Cell]) -> BTreeMap<&'static str, usize> {
    let known = |text: String| COLUMNS.iter().map(|(head, _)| *head).find(|head| *head == text.trim().to_lowercase());
    row.iter().enumerate().rev().filter_map(|(at, cell)| known(cell.as_text()).map(|head| (head, at))).collect()
}

fn read_rows(
    heads: &BTreeMap<&'static str, usize>,
    rows: &[Vec<Cell>],
    first: usize,
) -> std::result::Result<Body, Vec<RowFault>> {
    let (mut body, mut faults, mut places) = (Body::default(), Vec::new(), BTreeMap::new());
    let filled = rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.is_blank()));
    for (index, cells) in filled {
        let row = Row { number: u32::try_from(first + index).unwrap_or(u32::MAX), heads, cells };
        let section = tidy(&row.text("domain"));
        if body.section(&section).is_none() {
            body.sections.push(Section { code: section.clone(), title: row.both("domain_sv", "domain_en") });
        }
        match read_row(&row, section) {
            Ok(question) => {
                places.entry(question.id.clone()).or_insert(row.number);
                // Of two with one id the second is the wrong one.
                if body.question(&question.id).is_some() {
                    let args = Args::from([("id", question.id.clone())]);
                    faults.push(row.fault("id", "error-sets-twice", args));
                } else {
                    body.questions.push(question);
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    let told = rules::problems(&body).into_iter().filter(|problem| !problem.late || problem.code == "error-sets-empty");
    faults.extend(told.map(|problem| {
        let row = problem.question.as_ref().and_then(|id| places.get(id)).copied().unwrap_or(0);
        let head = heading_of(problem.field);
        let column = heads.get(head).map(|at| column_letters(*at)).unwrap_or_default();
        RowFault { row, column, code: problem.code, args: problem.args }
    }));
    faults.sort_by_key(|fault| fault.row);
    body.sort();
    if faults.is_empty() { Ok(body) } else { Err(faults) }
}

/// The heading under which a field of a question stands.
fn heading_of(field: &'static str) -> &'static str {
    match field {
        "section" | "sections" => "domain",
        "text" => "question_sv",
        "evidence" => "evidence_expected_sv",
        "controls" => "iso27001_2022_controls",
        "nis2" => "nis2_art21_2_points",
        "why" => "why_sv",
        "good" => "good_sv",
        "ask" => "ask_sv",
        "warnings" => "warnings_sv",
        other => other,
    }
}

fn read_row(row: &Row<'_>, section: String) -> std::result::Result<SetQuestion, RowFault> {
    let wrong = |head: &str, code: &'static str| row.fault(head, code, Args::new());
    let answer_type: AnswerType =
        row.text("answer_type").parse().map_err(|_| wrong("answer_type", "error-sets-answer-type"))?;
    let critical = flag(row, "critical")?;
    let set = match row.text("set").as_str() {
        "" => QuestionSet::Full,
        text => text.parse().map_err(|_| wrong("set", "error-choice"))?,
    };
    let tiers = match row.list("tiers") {
        none if none.is_empty() => vec![1, 2, 3, 4],
        some => some
            .iter()
            .map(|tier| tier.parse().map_err(|_| wrong("tiers", "error-sets-tiers")))
            .collect::<std::result::Result<_, _>>()?,
    };
    let weight = match (row.text("weight").as_str(), critical, set) {
        ("", true, _) => 3,
        ("", false, QuestionSet::Lite) => 2,
        ("", false, QuestionSet::Full) => 1,
        (text, ..) => text.parse().map_err(|_| wrong("weight", "error-sets-weight"))?,
    };
    let focus = row.list("focus").iter().map(|area| area.parse::<FocusArea>()).collect::<std::result::Result<_, _>>();
    let mut evidence = row.both("evidence_expected_sv", "evidence_expected_en");
    if evidence.en.is_empty() {
        evidence.en = seed::english(&evidence.sv).to_string();
    }
    Ok(SetQuestion {
        id: tidy(&row.text("id")),
        section,
        text: row.both("question_sv", "question_en"),
        options: options(row, &answer_type).ok_or_else(|| wrong("options", "error-sets-options"))?,
        answer_type,
        weight,
        critical,
        set,
        tiers,
        controls: row.list("iso27001_2022_controls"),
        nis2: row.list("nis2_art21_2_points"),
        clause_ids: row.list("clause_ids"),
        focus: focus.map_err(|_| wrong("focus", "error-choice"))?,
        condition: condition(&row.text("condition")).ok_or_else(|| wrong("condition", "error-sets-condition-form"))?,
        evidence,
        evidence_required: flag(row, "evidence_required")?,
        why: row.both("why_sv", "why_en"),
        good: row.both("good_sv", "good_en"),
        ask: row.both("ask_sv", "ask_en"),
        warnings: row.both("warnings_sv", "warnings_en"),
    })
}

fn flag(row: &Row<'_>, head: &'static str) -> std::result::Result<bool, RowFault> {
    match row.text(head).to_lowercase().as_str() {
        "1" | "true" | "ja" | "yes" => Ok(true),
        "" | "0" | "false" | "nej" | "no" => Ok(false),
        _ => Err(row.fault(head, "error-sets-flag", Args::new())),
    }
}

/// `Q05 met|partly`; nothing is no condition, and nothing that can be read is `None`.
#[allow(clippy::option_option, reason = "what cannot be read is not the same as what is not there")]
pub fn condition(text: &str) -> Option<Option<Condition>> {
    if text.is_empty() {
        return Some(None);
    }
    let (question, answers) = text.split_once(' ')?;
    let answers = answers.split('|').map(tidy).filter(|answer| !answer.is_empty()).collect();
    Some(Some(Condition { question: question.to_string(), answers }))
}

/// The labels of a choice, a line for each: `same_day: Samma dag | The same day`. Options that the shipped sets have
/// are known by themselves. `None` when a line cannot be read.
fn options(row: &Row<'_>, answer_type: &AnswerType) -> Option<Vec<OptionLabel>> {
    let written = option_lines(&row.text("options"))?;
    let label = |option: String| {
        let given = written.iter().find(|each| each.option == option).cloned();
        given.unwrap_or_else(|| seed::option_label(option))
    };
    Some(rules::options_of(answer_type).into_iter().map(label).collect())
}

/// Lines of `option: svenska | English`; `None` when one cannot be read.
pub fn option_lines(text: &str) -> Option<Vec<OptionLabel>> {
    let line = |line: &str| {
        let (option, labels) = line.split_once(':')?;
        let (sv, en) = labels.split_once('|').unwrap_or((labels, ""));
        Some(OptionLabel { option: tidy(option), label: Both::new(tidy(sv), tidy(en)) })
    };
    text.lines().filter(|each| !each.trim().is_empty()).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::controls::catalogue;

    #[test]
    fn a_set_goes_out_and_comes_back_the_same() {
        let mut body = seed::body_of(catalogue().current_questions(), QuestionSet::Full);
        let question = &mut body.questions[4];
        question.condition = condition("Q01 met|partly").unwrap();
        question.focus = vec![FocusArea::AccessControl];
        question.why = Both::new("=1+1", "-why");
        question.evidence_required = true;
        for csv in [true, false] {
            let bytes = write("Frågor", &body, csv).unwrap();
            let again = read(if csv { "a.csv" } else { "a.xlsx" }, &bytes).unwrap().unwrap();
            assert_eq!(again, body, "csv: {csv}");
        }
    }

    #[test]
    fn the_shipped_catalogue_can_be_read() {
        let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/questions.csv"));
        let read = read("questions.csv", text.as_bytes()).unwrap().unwrap();
        let mut shipped = seed::body_of(catalogue().current_questions(), QuestionSet::Full);
        for question in &mut shipped.questions {
            // The file has no columns for them, and what a file leaves out is not made up.
            for text in [&mut question.why, &mut question.good, &mut question.ask, &mut question.warnings] {
                *text = Both::default();
            }
        }
        assert_eq!(read, shipped);
    }

    #[test]
    fn each_fault_is_told_with_its_cell() {
        let text = "id;domain;question_sv;question_en;answer_type;tiers;condition\n\
            Q1;A;Fråga;Question;status5;1;\n\
            Q2;A;Fråga;Question;status4;x;\n\
            Q3;A;Fråga;Question;status4;1;Q9 met\n\
            Q4;A;Fråga;Question;status4;7;\n\
            Q4;A;Fråga;Question;status4;1;\n\
            Q5;A;Fråga;Question;status4;1;Q6 met\n\
            Q6;A;Fråga;Question;status4;1;Q5 met\n";
        let faults = read("a.csv", text.as_bytes()).unwrap().unwrap_err();
        let told: Vec<(u32, &str, &str)> = faults.iter().map(|f| (f.row, f.column.as_str(), f.code)).collect();
        assert_eq!(
            told,
            [
                (2, "E", "error-sets-answer-type"),
                (3, "F", "error-sets-tiers"),
                (4, "G", "error-sets-condition-question"),
                (5, "F", "error-sets-tiers"),
                (6, "A", "error-sets-twice"),
                (7, "G", "error-sets-circle"),
                (8, "G", "error-sets-circle"),
            ]
        );
        assert!(read("a.csv", b"x;y\n1;2\n").is_err());
    }
}
