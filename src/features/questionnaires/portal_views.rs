//! What the vendor's pages show. Nothing of the region's own is in these structs: no tier, no
//! internal notes, no judgements; a reviewer's comment only once it has been said.

use super::model::AssessmentStatus;
use super::portal_aside::{Aside, OverviewAside};
use super::records::{Answer, AnswerReview};
use super::rules;
use super::store::{FullAssessment, Listed};
use super::value_form::{self, ValueGroup};
use crate::base::{Id, Instant, Language, clock};
use crate::features::controls::Question;
use crate::features::question_sets::Asked;
use crate::kit::attachments::Attachment;
use crate::platform::view::{FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// The question in the reader's language.
pub fn asked(language: Language, question: &Question) -> &str {
    match language {
        Language::Sv => &question.question_sv,
        Language::En => &question.question_en,
    }
}

pub fn domain_name(language: Language, question: &Question) -> &str {
    match language {
        Language::Sv => &question.domain_sv,
        Language::En => &question.domain_en,
    }
}

/// The comment of a review, once the vendor may read it: it was returned or closed after it was written.
pub fn said(full: &FullAssessment, question_id: &str) -> Option<String> {
    let review: &AnswerReview = full.reviews.get(question_id)?;
    let assessment = &full.assessment;
    let told = assessment.closed_at.is_some() || assessment.returned_at.is_some_and(|at| review.reviewed_at <= at);
    review.comment.clone().filter(|_| told)
}

pub fn is_late(assessment: &super::Assessment, today: NaiveDate) -> bool {
    let submitted =
        assessment.submitted_at.filter(|_| is_done(assessment.status)).map(|at| clock::swedish_date(at.utc()));
    assessment.submitted_late || rules::is_late(assessment.due_on, submitted, today)
}

pub fn is_done(status: AssessmentStatus) -> bool {
    matches!(status, AssessmentStatus::Submitted | AssessmentStatus::Closed)
}

#[derive(Debug, Serialize)]
pub struct PortalList {
    pub rows: Vec<PortalRow>,
    pub pager: Pager,
}

#[derive(Debug, Serialize)]
pub struct PortalRow {
    pub href: String,
    pub client: String,
    pub vendor: String,
    pub status: AssessmentStatus,
    pub due_on: NaiveDate,
    pub late: bool,
    pub done: bool,
    pub answered: i32,
    pub total: i32,
}

impl PortalRow {
    pub fn of(listed: Listed, today: NaiveDate) -> PortalRow {
        let a = listed.assessment;
        PortalRow {
            href: format!("/portal/assessments/{}", a.id),
            client: listed.client_name,
            vendor: listed.vendor_name,
            status: a.status,
            due_on: a.due_on,
            late: is_late(&a, today),
            done: is_done(a.status),
            answered: a.answered_count,
            total: a.question_count,
        }
    }
}

/// What every page of one assessment says at its top and bottom.
#[derive(Debug, Clone, Serialize)]
pub struct PortalHead {
    pub href: String,
    pub client: String,
    pub status: AssessmentStatus,
    pub due_on: NaiveDate,
    pub late: bool,
    pub done: bool,
    pub editable: bool,
    pub answered: usize,
    pub total: usize,
    pub return_note: Option<String>,
    pub returned_at: Option<Instant>,
    pub can_submit: bool,
}

impl PortalHead {
    pub fn of(full: &FullAssessment, client: &str, today: NaiveDate, can_edit: bool, can_submit: bool) -> PortalHead {
        let a = &full.assessment;
        let editable = rules::answer(a.status).is_ok() && can_edit;
        PortalHead {
            href: format!("/portal/assessments/{}", a.id),
            client: client.to_string(),
            status: a.status,
            due_on: a.due_on,
            late: is_late(a, today),
            done: is_done(a.status),
            editable,
            answered: full.answered(),
            total: full.questions.len(),
            return_note: a.return_note.clone().filter(|_| !is_done(a.status)),
            returned_at: a.returned_at,
            can_submit: editable && can_submit,
        }
    }

    pub fn question_href(&self, question_id: &str) -> String {
        format!("{}/questions/{question_id}", self.href)
    }
}

#[derive(Debug, Serialize)]
pub struct DomainBlock {
    pub name: String,
    pub href: String,
    pub current: bool,
    pub answered: usize,
    pub total: usize,
    pub questions: Vec<QuestionLine>,
}

#[derive(Debug, Serialize)]
pub struct QuestionLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub current: bool,
    pub status: Option<super::AnswerStatus>,
    pub remark: bool,
}

/// The questions by domain, in the order they are asked; `current` is the question being shown.
pub fn domains(
    full: &FullAssessment,
    head: &PortalHead,
    language: Language,
    current: Option<&str>,
) -> Vec<DomainBlock> {
    let mut blocks: Vec<(String, DomainBlock)> = Vec::new();
    for question in &full.questions {
        let line = QuestionLine {
            id: question.id.clone(),
            text: asked(language, question).to_string(),
            href: head.question_href(&question.id),
            current: current == Some(question.id.as_str()),
            status: full.claim(&question.id),
            remark: said(full, &question.id).is_some(),
        };
        if blocks.last().is_none_or(|(domain, _)| *domain != question.domain) {
            let name = domain_name(language, question).to_string();
            let href = line.href.clone();
            blocks.push((
                question.domain.clone(),
                DomainBlock { name, href, current: false, answered: 0, total: 0, questions: Vec::new() },
            ));
        }
        if let Some((_, block)) = blocks.last_mut() {
            block.total += 1;
            block.answered += usize::from(line.status.is_some());
            block.current |= line.current;
            block.questions.push(line);
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

#[derive(Debug, Serialize)]
pub struct PortalOverview {
    pub head: PortalHead,
    pub domains: Vec<DomainBlock>,
    pub message: Option<String>,
    pub sender: String,
    pub submitted_at: Option<Instant>,
    pub declared_by: Option<String>,
    pub declared_role: Option<String>,
    pub drafts_hidden: bool,
    pub aside: OverviewAside,
}

/// The question itself with what it builds on, folded away.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    pub id: String,
    pub text: String,
    pub domain: String,
    pub evidence: String,
    /// The language of `evidence`: that of shipped questions is in Swedish, whatever the reader's.
    pub evidence_language: Language,
    pub evidence_required: bool,
    /// What helps the one who answers; own sets may leave it out.
    pub why: Option<String>,
    pub good: Option<String>,
    pub ask: Option<String>,
    /// Signs that an answer is weak: on the region's pages alone.
    pub warnings: Option<String>,
    pub controls: String,
    pub nis2: String,
    pub clauses: String,
    pub critical: bool,
}

impl QuestionView {
    pub fn of(language: Language, question: &Asked) -> QuestionView {
        let [why, good, ask] = question.guidance(language);
        let (evidence, evidence_language) = question.evidence(language);
        QuestionView {
            id: question.id.clone(),
            text: asked(language, question).to_string(),
            domain: domain_name(language, question).to_string(),
            evidence: evidence.to_string(),
            evidence_language,
            evidence_required: question.evidence_required(),
            why,
            good,
            ask,
            warnings: None,
            controls: question.controls.join(", "),
            nis2: question.nis2.join(", "),
            clauses: question.clause_ids.join(", "),
            critical: question.critical,
        }
    }

    /// `of`, with what the region alone may read.
    pub fn of_region(language: Language, question: &Asked) -> QuestionView {
        QuestionView { warnings: question.warnings(language), ..QuestionView::of(language, question) }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct EvidenceView {
    pub file_name: String,
    pub kilobytes: i64,
    pub uploaded_by: String,
    pub uploaded_at: Instant,
    pub href: String,
    pub remove_href: Option<String>,
}

impl EvidenceView {
    /// `base` is the assessment's address on the reader's side.
    pub fn of(attachment: &Attachment, base: &str, removable: bool) -> EvidenceView {
        let remove = || format!("{base}/questions/{}/evidence/{}/remove", attachment.part, attachment.id);
        EvidenceView {
            file_name: attachment.file_name.clone(),
            kilobytes: (attachment.size / 1000).max(1),
            uploaded_by: attachment.uploaded_by_name.clone(),
            uploaded_at: attachment.uploaded_at,
            href: format!("{base}/evidence/{}", attachment.id),
            remove_href: removable.then(remove),
        }
    }
}

/// A field of an answer that somebody else saved meanwhile: theirs and what was typed.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictLine {
    /// Already worded.
    pub label: String,
    pub old: String,
    pub new: String,
}

#[derive(Debug, Serialize)]
pub struct PortalQuestion {
    pub head: PortalHead,
    pub domains: Vec<DomainBlock>,
    pub question: QuestionView,
    pub number: usize,
    pub action: String,
    pub form: FormState,
    pub version: i32,
    pub saved_at: Option<Instant>,
    pub saved_by: Option<String>,
    pub statuses: Vec<&'static str>,
    pub groups: Vec<ValueGroup>,
    pub rows: bool,
    pub yes_no: [&'static str; 2],
    pub remark: Option<String>,
    pub conflict: Vec<ConflictLine>,
    pub evidence_form: FormState,
    pub megabytes: usize,
    pub previous_href: Option<String>,
    pub next_href: Option<String>,
    pub aside: Aside,
}

/// Statuses in the order that they are offered.
pub const STATUSES: [&str; 5] = ["met", "partly", "not_met", "not_applicable", "unknown"];

/// The form of what is stored for one question.
pub fn stored_form(full: &FullAssessment, question_id: &str) -> (FormState, i32) {
    let Some(answer) = full.answers.get(question_id) else { return (FormState::default(), 0) };
    (answer_form(answer), answer.version)
}

/// The form of one answer.
pub fn answer_form(answer: &Answer) -> FormState {
    FormState::from_values(value_form::texts(&answer.given().value))
        .with("status", answer.status.map(super::AnswerStatus::as_str).unwrap_or_default())
        .with("comment", answer.comment.as_deref().unwrap_or_default())
        .with("shown_on_site", if answer.shown_on_site { "1" } else { "" })
}

#[derive(Debug, Serialize)]
pub struct MissingLine {
    pub id: String,
    pub text: String,
    pub href: String,
    /// Word keys.
    pub fields: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct PortalSubmit {
    pub head: PortalHead,
    pub missing: Vec<MissingLine>,
    pub form: FormState,
    pub action: String,
}

/// The word key of a field that is missing: `status`, `comment`, `date`, `chain.0.country`.
pub fn missing_word(field: &str) -> String {
    let mut parts = field.split('.');
    match (parts.next().unwrap_or_default(), field.rsplit('.').next()) {
        ("status", _) => "questionnaires-field-status".to_string(),
        ("comment", _) => "common-comment".to_string(),
        (first, Some(last)) if last != first && last.parse::<usize>().is_err() => format!("answer-{first}-{last}"),
        (first, _) => format!("answer-{first}"),
    }
}

/// The id of the first question without a status; none when all are answered.
pub fn first_unanswered(full: &FullAssessment) -> Option<&str> {
    full.questions.iter().find(|question| full.claim(&question.id).is_none()).map(|question| question.id.as_str())
}

/// The questions before and after one, and its number from 1.
pub fn neighbours(questions: &[Asked], id: &str) -> (Option<String>, usize, Option<String>) {
    let place = questions.iter().position(|question| question.id == id).unwrap_or(0);
    let at = |place: usize| questions.get(place).map(|question| question.id.clone());
    (place.checked_sub(1).and_then(at), place + 1, at(place + 1))
}

/// Which assessment, of whom.
pub fn crumbs(list: String, head: &PortalHead) -> Vec<(String, String)> {
    vec![(list, "/portal/assessments".to_string()), (head.client.clone(), head.href.clone())]
}

/// The attachments of one question.
pub fn of_question<'a>(all: &'a [Attachment], question_id: &'a str) -> impl Iterator<Item = &'a Attachment> {
    all.iter().filter(move |attachment| attachment.part == question_id)
}

/// The parts of an assessment's address.
pub type QuestionPath = (Id, String);
