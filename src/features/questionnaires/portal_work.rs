//! The pages of the vendor's work beside the questions: going through last time, sections, library, receipt, paper.

use super::library::{self, EvidenceItem, EvidenceKind, Holds, Place};
use super::pace::Pace;
use super::portal_aside::{ChangedLine, Choice, LastAnswer, PersonLine, SectionLine};
use super::portal_views::{PortalHead, QuestionView, of_question};
use super::receipt::{Receipt, Verdict};
use super::store::FullAssessment;
use super::value_form::{self, ValueGroup, ValueLine};
use crate::base::{Instant, Language};
use crate::kit::attachments::Attachment;
use crate::platform::view::{FormState, Pager};
use chrono::{Duration, NaiveDate};
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct EarlierPage {
    pub head: PortalHead,
    pub lines: Vec<EarlierLine>,
    pub changed: Vec<ChangedLine>,
    /// When it was handed in last; none the first time.
    pub handed_in: Option<Instant>,
    pub action: String,
    pub can_confirm: bool,
    pub form: FormState,
}

#[derive(Debug, Serialize)]
pub struct EarlierLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub last: LastAnswer,
}

#[derive(Debug, Serialize)]
pub struct SectionsPage {
    pub head: PortalHead,
    pub sections: Vec<SectionLine>,
    pub people: Vec<PersonLine>,
    pub choices: Vec<Choice>,
    pub colleagues: Vec<Choice>,
    pub action: String,
    pub form: FormState,
}

#[derive(Debug, Serialize)]
pub struct LibraryPage {
    pub lines: Vec<LibraryLine>,
    pub pager: Pager,
    pub kinds: Vec<&'static str>,
    pub form: FormState,
    /// A file was doubtful: the person is asked to confirm.
    pub doubtful: bool,
    pub can_edit: bool,
    pub megabytes: usize,
}

#[derive(Debug, Serialize)]
pub struct LibraryLine {
    pub title: String,
    pub kind: EvidenceKind,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub holds: Holds,
    pub history: bool,
    pub note: Option<String>,
    pub file_name: String,
    pub href: String,
    pub end_action: Option<String>,
    pub places: Vec<PlaceLine>,
}

#[derive(Debug, Serialize)]
pub struct PlaceLine {
    pub client: String,
    pub question_id: String,
    pub href: String,
}

impl LibraryLine {
    pub fn of(item: &EvidenceItem, places: Vec<Place>, today: NaiveDate, can_edit: bool) -> LibraryLine {
        let place = |one: Place| PlaceLine {
            href: format!("/portal/assessments/{}/questions/{}", one.assessment_id, one.question_id),
            client: one.client,
            question_id: one.question_id,
        };
        LibraryLine {
            title: item.title.clone(),
            kind: item.kind,
            covers_from: item.covers_from,
            covers_to: item.covers_to,
            issued_on: item.issued_on,
            expires_on: item.expires_on,
            holds: library::holds(item.expires_on, Some(today + Duration::days(Pace::current().expiring_days)), today),
            history: item.history,
            note: item.note.clone(),
            file_name: item.file_name.clone(),
            href: format!("/portal/evidence/{}/file", item.id),
            end_action: can_edit.then(|| format!("/portal/evidence/{}/end", item.id)),
            places: places.into_iter().map(place).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct ReceiptPage {
    pub head: PortalHead,
    pub lines: Vec<ReceiptLine>,
    pub form: FormState,
    pub action: String,
    /// A fingerprint was asked about, and whether it is one of these.
    pub asked: bool,
    pub found: bool,
}

#[derive(Debug, Serialize)]
pub struct ReceiptLine {
    pub number: i32,
    pub sha256: String,
    pub submitted_at: Instant,
    pub submitted_by: String,
    pub verdict: Verdict,
    pub pdf_href: String,
}

impl ReceiptLine {
    pub fn of(head: &PortalHead, receipt: &Receipt, verdict: Verdict) -> ReceiptLine {
        ReceiptLine {
            number: receipt.number,
            sha256: receipt.sha256.clone(),
            submitted_at: receipt.submitted_at,
            submitted_by: receipt.submitted_by_name.clone(),
            verdict,
            pdf_href: format!("{}/receipt.pdf?number={}", head.href, receipt.number),
        }
    }
}

/// The whole on paper.
#[derive(Debug, Serialize)]
pub struct PrintPage {
    pub head: PortalHead,
    pub message: Option<String>,
    pub sections: Vec<PrintSection>,
    pub statuses: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
pub struct PrintSection {
    pub name: String,
    pub questions: Vec<PrintQuestion>,
}

#[derive(Debug, Serialize)]
pub struct PrintQuestion {
    pub question: QuestionView,
    pub status: Option<super::AnswerStatus>,
    pub values: Vec<ValueLine>,
    /// What is asked for, with room to write, where nothing is answered.
    pub blanks: Vec<ValueGroup>,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub files: Vec<String>,
}

impl PrintPage {
    pub fn of(full: &FullAssessment, files: &[Attachment], head: PortalHead, language: Language) -> PrintPage {
        let mut sections: Vec<PrintSection> = Vec::new();
        for question in &full.questions {
            let answer = full.answers.get(&question.id);
            let value = answer.map(|answer| answer.given().value).unwrap_or_default();
            let view = QuestionView::of(language, question);
            let line = PrintQuestion {
                status: full.claim(&question.id),
                values: value_form::lines_of(&question.answer_type, &value),
                blanks: if value.is_null() { value_form::groups(&question.answer_type, &value) } else { Vec::new() },
                comment: answer.and_then(|answer| answer.comment.clone()),
                shown_on_site: answer.is_some_and(|answer| answer.shown_on_site),
                files: of_question(files, &question.id).map(|file| file.file_name.clone()).collect(),
                question: view,
            };
            match sections.last_mut().filter(|section| section.name == line.question.domain) {
                Some(section) => section.questions.push(line),
                None => sections.push(PrintSection { name: line.question.domain.clone(), questions: vec![line] }),
            }
        }
        PrintPage {
            message: full.assessment.message.clone(),
            statuses: super::portal_views::STATUSES.to_vec(),
            head,
            sections,
        }
    }
}
