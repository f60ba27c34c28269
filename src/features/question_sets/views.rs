//! What the pages of question sets and focus areas show.

use super::model::{FocusArea, VersionState};
use crate::base::{Id, Instant};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct SetsPage {
    pub rows: Vec<SetLine>,
    pub pager: Pager,
    pub form: FormState,
    pub bases: Vec<Choice>,
    pub can_edit: bool,
}

#[derive(Debug, Serialize)]
pub struct SetLine {
    pub href: String,
    pub number: i32,
    pub title: String,
    /// The newest published version.
    pub published: Option<VersionLineView>,
    pub draft: Option<VersionLineView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct VersionLineView {
    pub href: String,
    pub number: i32,
    pub state: VersionState,
    pub questions: i32,
    pub change_log: Option<String>,
    pub decision_reference: Option<String>,
    pub no_critical_reason: Option<String>,
    pub published_by: Option<String>,
    pub published_at: Option<Instant>,
    pub changed_at: Instant,
    pub made_by: String,
}

#[derive(Debug, Serialize)]
pub struct SetPage {
    pub href: String,
    pub title_sv: String,
    pub title_en: String,
    pub made_by: String,
    pub made_at: Instant,
    pub versions: Vec<VersionLineView>,
    pub form: FormState,
    pub bases: Vec<Choice>,
    /// No draft is open, and the person may make one.
    pub can_draft: bool,
}

#[derive(Debug, Serialize)]
pub struct VersionPage {
    pub href: String,
    pub set_href: String,
    pub line: VersionLineView,
    pub sha256: Option<String>,
    pub sections: Vec<SectionView>,
    /// What stops a publication, in words.
    pub problems: Vec<ProblemLine>,
    pub lacks_critical: bool,
    pub weights: i32,
    pub critical: usize,
    pub form: FormState,
    pub stored_version: i32,
    pub history: Vec<HistoryLine>,
    pub can_edit: bool,
    pub can_publish: bool,
}

#[derive(Debug, Serialize)]
pub struct ProblemLine {
    pub href: Option<String>,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct SectionView {
    pub code: String,
    pub title: String,
    pub rows: Vec<QuestionRow>,
}

#[derive(Debug, Serialize)]
pub struct QuestionRow {
    pub id: String,
    pub href: String,
    pub text: String,
    pub answer_type: String,
    pub weight: u8,
    pub critical: bool,
    pub evidence_required: bool,
    pub tiers: String,
    pub controls: String,
    pub focus: Vec<FocusArea>,
    /// In words: when it is shown.
    pub condition: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct QuestionPage {
    pub action: String,
    pub back: String,
    /// The question as it is stored; nothing for a new one.
    pub old_id: String,
    pub form: FormState,
    pub stored_version: i32,
    pub sections: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub weights: Vec<Card>,
    pub tiers: Vec<Tick>,
    pub focus: Vec<Tick>,
    pub others: Vec<Choice>,
    pub answers: Vec<Tick>,
    pub conflict: bool,
}

/// A choice on a card of its own.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    pub value: String,
    pub label: String,
    pub text: Option<String>,
}

impl Card {
    pub fn new(value: impl ToString, label: String) -> Card {
        Card { value: value.to_string(), label, text: None }
    }
}

/// A box to tick: a field of its own.
#[derive(Debug, Clone, Serialize)]
pub struct Tick {
    pub name: String,
    pub label: String,
}

#[derive(Debug, Serialize)]
pub struct SectionsPage {
    pub action: String,
    pub back: String,
    pub form: FormState,
    pub stored_version: i32,
    pub rows: Vec<SectionFields>,
}

/// The names of the fields of one section.
#[derive(Debug, Serialize)]
pub struct SectionFields {
    pub number: usize,
    pub code: String,
    pub sv: String,
    pub en: String,
    pub place: String,
}

#[derive(Debug, Serialize)]
pub struct SheetPage {
    pub action: String,
    pub back: String,
    pub export: String,
    pub form: FormState,
    pub stored_version: i32,
    pub megabytes: usize,
    /// Cells that could not be taken, in words.
    pub refused: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct FocusPage {
    pub vendor: String,
    pub vendor_href: String,
    pub action: String,
    pub rows: Vec<FocusLine>,
    pub form: FormState,
    pub areas: Vec<Card>,
    pub can_edit: bool,
}

#[derive(Debug, Serialize)]
pub struct FocusLine {
    pub id: Id,
    pub area: FocusArea,
    pub reason: String,
    pub set_by: String,
    pub set_at: Instant,
    pub lift_action: String,
    pub lift_decision: Option<String>,
    pub lift_note: Option<String>,
    pub lifted_by: Option<String>,
    pub lifted_at: Option<Instant>,
    pub version: i32,
    /// Its own form, so that a refused lifting is shown where it belongs.
    pub form: FormState,
}
