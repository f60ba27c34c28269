//! What a workbook that came back would do, question by question. It touches no database.

use super::cells::{self, Texts};
use super::labels::{FIXED, Labels, OPEN};
use super::model::{CellError, Difference, Take, WorkbookOutcome};
use super::sheet::{self, Base, Line};
use crate::base::refusal::{Args, Result};
use crate::features::controls::Question;
use crate::features::questionnaires::{FullAssessment, Given};
use crate::platform::sheets::{Cell, Sheet, column_letters};
use std::collections::{BTreeMap, BTreeSet};

/// What would become of one question.
#[derive(Debug, Clone)]
pub struct Planned {
    pub row: usize,
    pub question_id: String,
    pub outcome: WorkbookOutcome,
    /// The version that is stored now; 0 for none.
    pub version: i32,
    pub differences: Vec<Difference>,
    pub errors: Vec<CellError>,
    /// What would be saved.
    pub given: Given,
    pub on_site: bool,
}

/// The whole, by the rows of the workbook.
#[derive(Debug, Clone)]
pub struct Plan {
    pub rows: Vec<Planned>,
    /// Questions that have no row any more; their answers stay.
    pub missing: Vec<String>,
}

/// Whose text holds, and which stored version the person saw.
pub type Choices = BTreeMap<String, (Take, i32)>;

impl Plan {
    pub fn count(&self, outcome: WorkbookOutcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }

    /// The conflicts that nobody has chosen in, or that have moved on since.
    pub fn undecided(&self, choices: &Choices) -> Vec<&Planned> {
        let decided = |row: &Planned| choices.get(&row.question_id).is_some_and(|(_, seen)| *seen == row.version);
        self.rows.iter().filter(|row| row.outcome == WorkbookOutcome::Conflict && !decided(row)).collect()
    }

    /// The rows that are to be saved.
    pub fn to_save(&self, choices: &Choices) -> Vec<&Planned> {
        let takes = |row: &&Planned| match row.outcome {
            WorkbookOutcome::New | WorkbookOutcome::Changed => true,
            WorkbookOutcome::Conflict => choices.get(&row.question_id).is_some_and(|(take, _)| *take == Take::Workbook),
            WorkbookOutcome::Unchanged | WorkbookOutcome::Refused => false,
        };
        self.rows.iter().filter(takes).collect()
    }
}

/// Plans the merge. Errors at `file` when the workbook as a whole cannot be read back.
pub fn plan(full: &FullAssessment, sheets: &[Sheet], key: &str, labels: &Labels) -> Result<Plan> {
    let returned = sheet::returned(sheets, &full.assessment.id, &full.questions, key)?;
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for line in &returned.lines {
        let question = full.questions.iter().find(|question| question.id == line.id);
        let base = returned.bases.get(&line.id);
        let planned = match (question, base) {
            (Some(question), Some(base)) if seen.insert(line.id.clone()) => one(full, question, base, line, labels),
            (Some(_), _) => refused(line, "error-workbook-twice"),
            (None, _) => refused(line, "error-workbook-question"),
        };
        rows.push(planned);
    }
    let missing = full.questions.iter().map(|q| q.id.clone()).filter(|id| !seen.contains(id)).collect();
    Ok(Plan { rows, missing })
}

fn error(line: &Line<'_>, at: usize, code: &'static str, args: Args) -> CellError {
    CellError { row: line.number, column: column_letters(at), code, args }
}

fn refused(line: &Line<'_>, code: &'static str) -> Planned {
    Planned {
        row: line.number,
        question_id: line.id.chars().take(40).collect(),
        outcome: WorkbookOutcome::Refused,
        version: 0,
        differences: Vec::new(),
        errors: vec![error(line, 0, code, Args::new())],
        given: Given::default(),
        on_site: false,
    }
}

/// The open cells as texts; a formula is refused where it stands, whatever its saved value is.
fn texts(line: &Line<'_>) -> Result<Texts, Vec<CellError>> {
    let (mut texts, mut errors) = (Texts::default(), Vec::new());
    for (at, cell) in line.cells.iter().enumerate() {
        match (texts.get_mut(at), cell) {
            (Some(_), Cell::Formula { .. }) => {
                errors.push(error(line, FIXED.len() + at, "error-workbook-formula", Args::new()));
            }
            (Some(place), cell) => *place = cell.as_text().replace("\r\n", "\n").trim().to_string(),
            // What somebody wrote beside the form is left alone.
            (None, _) => {}
        }
    }
    if errors.is_empty() { Ok(texts) } else { Err(errors) }
}

fn one(full: &FullAssessment, question: &Question, base: &Base, line: &Line<'_>, labels: &Labels) -> Planned {
    let answer = full.answers.get(&question.id);
    let stored = sheet::texts_of(question, answer, labels);
    let mut planned = Planned {
        row: line.number,
        question_id: question.id.clone(),
        outcome: WorkbookOutcome::Unchanged,
        version: answer.map_or(0, |answer| answer.version),
        differences: Vec::new(),
        errors: Vec::new(),
        given: Given::default(),
        on_site: false,
    };
    let texts = match texts(line) {
        Ok(texts) => texts,
        Err(errors) => return Planned { outcome: WorkbookOutcome::Refused, errors, ..planned },
    };
    // Whoever did not touch the row says nothing about it, also when the answer has changed since.
    if texts == stored || sheet::fingerprint(&texts) == base.fingerprint {
        return planned;
    }
    let (given, on_site) = match cells::read(question, &texts, labels) {
        Ok(read) => read,
        Err(found) => {
            let errors = found.into_iter().map(|(at, e)| error(line, FIXED.len() + at, e.code, e.args)).collect();
            return Planned { outcome: WorkbookOutcome::Refused, errors, ..planned };
        }
    };
    // Written another way, or in the other language, it may still say the same.
    let again = cells::texts(question, &given, on_site, labels);
    if again == stored {
        return planned;
    }
    planned.differences = differences(&stored, &again);
    planned.outcome = match answer {
        _ if planned.version != base.version => WorkbookOutcome::Conflict,
        None => WorkbookOutcome::New,
        Some(_) => WorkbookOutcome::Changed,
    };
    Planned { given, on_site, ..planned }
}

fn differences(stored: &Texts, workbook: &Texts) -> Vec<Difference> {
    let both = OPEN.iter().zip(stored.iter().zip(workbook));
    let differ = both.filter(|(_, (old, new))| old != new);
    differ
        .map(|(label, (old, new))| Difference {
            label: (*label).to_string(),
            stored: old.clone(),
            workbook: new.clone(),
        })
        .collect()
}
