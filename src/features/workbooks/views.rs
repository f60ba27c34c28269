//! What the pages of workbooks show.

use super::model::{Take, WorkbookOutcome};
use super::plan::{Choices, Plan, Planned};
use crate::base::{Id, Language};
use crate::features::questionnaires::FullAssessment;
use crate::kit::web::Web;
use crate::platform::view::{FormState, Sampled};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct WorkbookPage {
    /// The assessment's page.
    pub href: String,
    pub editable: bool,
    pub form: FormState,
    pub megabytes: usize,
    pub questions: usize,
    pub answered: usize,
}

/// What a workbook that came back would do.
#[derive(Debug, Clone, Serialize)]
pub struct MergePage {
    pub href: String,
    pub workbook_id: Id,
    pub file_name: String,
    pub merged: bool,
    pub unchanged: usize,
    pub new: usize,
    pub changed: usize,
    pub conflicts: usize,
    pub refused: usize,
    pub missing: Vec<String>,
    pub rows: Vec<MergeRow>,
    /// A choice is missing, or somebody saved meanwhile.
    pub undecided: bool,
    pub can_merge: bool,
}

/// A question that the workbook would change, or cannot.
#[derive(Debug, Clone, Serialize)]
pub struct MergeRow {
    pub row: usize,
    pub id: String,
    pub text: String,
    pub outcome: WorkbookOutcome,
    pub tone: &'static str,
    pub version: i32,
    pub changes: Vec<Change>,
    /// Row, column and what is wrong, in words.
    pub errors: Vec<String>,
    pub take: Option<Take>,
}

#[derive(Debug, Clone, Serialize)]
pub struct Change {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_string())
}

fn tone(outcome: WorkbookOutcome) -> &'static str {
    match outcome {
        WorkbookOutcome::Unchanged => "neutral",
        WorkbookOutcome::New => "ok",
        WorkbookOutcome::Changed => "info",
        WorkbookOutcome::Conflict => "attention",
        WorkbookOutcome::Refused => "serious",
    }
}

/// The rows that say something, in the order of the workbook.
pub fn rows(web: &Web, full: &FullAssessment, plan: &Plan, choices: &Choices) -> Vec<MergeRow> {
    let text = |id: &str| {
        let question = full.questions.iter().find(|question| question.id == id);
        let text = question.map(|question| match web.language() {
            Language::Sv => &question.question_sv,
            Language::En => &question.question_en,
        });
        text.cloned().unwrap_or_default()
    };
    let row = |each: &Planned| MergeRow {
        row: each.row,
        id: each.question_id.clone(),
        text: text(&each.question_id),
        outcome: each.outcome,
        tone: tone(each.outcome),
        version: each.version,
        changes: each
            .differences
            .iter()
            .map(|d| Change { label: web.word(&d.label), old: filled(&d.stored), new: filled(&d.workbook) })
            .collect(),
        errors: each
            .errors
            .iter()
            .map(|error| {
                let what = web.app.views.word(web.language(), error.code, &error.args);
                let place = format!("{}{}", error.column, error.row);
                web.word_with("workbooks-cell-error", &[("cell", place), ("what", what)])
            })
            .collect(),
        take: choices.get(&each.question_id).filter(|(_, seen)| *seen == each.version).map(|(take, _)| *take),
    };
    plan.rows.iter().filter(|each| each.outcome != WorkbookOutcome::Unchanged).map(row).collect()
}

impl Sampled for WorkbookPage {
    const TEMPLATE: &'static str = "pages/workbooks/start";
    fn samples(_: Language) -> Vec<Self> {
        let of = |editable| WorkbookPage {
            href: "/portal/assessments/1".into(),
            editable,
            form: FormState::default(),
            megabytes: 10,
            questions: 62,
            answered: 12,
        };
        vec![of(true), of(false)]
    }
}

impl Sampled for MergePage {
    const TEMPLATE: &'static str = "pages/workbooks/merge";
    fn samples(_: Language) -> Vec<Self> {
        let change = |old: Option<&str>| Change {
            label: "Kommentar".into(),
            old: old.map(ToString::to_string),
            new: Some("Två av tre".into()),
        };
        let row = |outcome: WorkbookOutcome| MergeRow {
            row: 7,
            id: "Q05".into(),
            text: "När prövades planen?".into(),
            outcome,
            tone: tone(outcome),
            version: 3,
            changes: vec![change(None), change(Some("Tre av tre"))],
            errors: if outcome == WorkbookOutcome::Refused { vec!["Cell E7: fel".into()] } else { Vec::new() },
            take: None,
        };
        let full = MergePage {
            href: "/portal/assessments/1".into(),
            workbook_id: Id::new(chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()),
            file_name: "svar.xlsx".into(),
            merged: false,
            unchanged: 50,
            new: 4,
            changed: 3,
            conflicts: 2,
            refused: 1,
            missing: vec!["Q62".into()],
            rows: WorkbookOutcome::ALL.iter().map(|outcome| row(*outcome)).collect(),
            undecided: true,
            can_merge: true,
        };
        let bare = MergePage {
            rows: Vec::new(),
            missing: Vec::new(),
            undecided: false,
            can_merge: false,
            merged: true,
            ..full.clone()
        };
        vec![bare, full]
    }
}
