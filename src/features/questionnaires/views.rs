//! What the region's pages show.

use super::model::{AnswerStatus, AssessmentStatus};
use super::portal_views::{
    ConflictLine, EvidenceView, QuestionView, asked, domain_name, is_done, is_late, of_question,
};
use super::review_depth::VerdictState;
use super::review_depth::views::DepthView;
use super::rules;
use super::store::{FullAssessment, Listed};
use super::value_form::ValueLine;
use crate::base::{Id, Instant, Language};
use crate::features::controls::{Assurance, QuestionSet};
use crate::features::findings::{Finding, Severity};
use crate::kit::attachments::Attachment;
use crate::kit::audit;
use crate::kit::web::Web;
use crate::platform::view::{FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub struct ListPage {
    pub rows: Vec<ListRow>,
    pub pager: Pager,
    pub form: FormState,
    pub statuses: Vec<&'static str>,
    pub lates: [&'static str; 1],
    pub sort: String,
    pub filtered: bool,
    pub can_send: bool,
}

#[derive(Debug, Serialize)]
pub struct ListRow {
    pub href: String,
    pub vendor: String,
    pub vendor_href: String,
    pub question_set: QuestionSet,
    pub status: AssessmentStatus,
    pub due_on: NaiveDate,
    pub late: bool,
    pub done: bool,
    pub answered: i32,
    pub total: i32,
    /// Only once the vendor has submitted.
    pub claimed: Option<Interval>,
    pub verified: Option<i32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Interval {
    /// Percent, with every unknown as not met.
    pub low: i32,
    /// Percent, with every unknown as met.
    pub high: i32,
}

/// The claimed interval that the region may see: never of answers that were not handed in.
pub fn claimed(assessment: &super::Assessment) -> Option<Interval> {
    assessment.submitted_at?;
    Some(Interval { low: assessment.claimed_low?, high: assessment.claimed_high? })
}

impl ListRow {
    pub fn of(listed: Listed, today: NaiveDate) -> ListRow {
        let a = &listed.assessment;
        ListRow {
            href: format!("/assessments/{}", a.id),
            vendor_href: format!("/vendors/{}", a.vendor_id),
            question_set: a.question_set,
            status: a.status,
            due_on: a.due_on,
            late: is_late(a, today),
            done: is_done(a.status),
            answered: a.answered_count,
            total: a.question_count,
            claimed: claimed(a),
            verified: a.verified.filter(|_| a.submitted_at.is_some()),
            vendor: listed.vendor_name,
        }
    }
}

/// A choice on a card of its own: what it is called, and a line that explains it.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    pub value: String,
    pub label: String,
    pub text: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct NewPage {
    /// None until a vendor is chosen.
    pub vendor: Option<NewVendor>,
    pub form: FormState,
    pub contracts: Vec<Card>,
    pub sets: Vec<Card>,
    /// What is in focus at the vendor, and so is asked too.
    pub focus: Vec<crate::features::question_sets::FocusArea>,
}

#[derive(Debug, Serialize)]
pub struct NewVendor {
    pub id: Id,
    pub name: String,
    pub href: String,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub suggested: QuestionSet,
    pub invite_href: String,
    pub people: Vec<NewPerson>,
}

#[derive(Debug, Serialize)]
pub struct NewPerson {
    pub name: String,
    pub role: &'static str,
}

/// What every region page of one assessment says.
#[derive(Debug, Serialize)]
pub struct Head {
    pub href: String,
    pub vendor: String,
    pub vendor_href: String,
    pub status: AssessmentStatus,
    pub question_set: QuestionSet,
    pub catalogue_version: String,
    pub tier: Option<i32>,
    pub due_on: NaiveDate,
    pub late: bool,
    pub done: bool,
    /// False until the vendor has submitted for the first time: drafts are the vendor's own.
    pub shown: bool,
    /// True when the vendor is changing answers that were returned.
    pub reworked: bool,
    pub claimed: Option<Interval>,
    pub verified: Option<i32>,
    pub required: Assurance,
    pub unknown: usize,
    pub answered: usize,
    pub total: usize,
    pub reviewed: usize,
    pub can_review: bool,
    pub can_find: bool,
}

impl Head {
    pub fn of(full: &FullAssessment, vendor: &str, today: NaiveDate, can_review: bool, can_find: bool) -> Head {
        let a = &full.assessment;
        let figures = full.figures(today);
        let shown = a.submitted_at.is_some();
        Head {
            href: format!("/assessments/{}", a.id),
            vendor: vendor.to_string(),
            vendor_href: format!("/vendors/{}", a.vendor_id),
            status: a.status,
            question_set: a.question_set,
            catalogue_version: a.catalogue_version.clone(),
            tier: a.tier,
            due_on: a.due_on,
            late: is_late(a, today),
            done: is_done(a.status),
            shown,
            reworked: shown && matches!(a.status, AssessmentStatus::Returned | AssessmentStatus::InProgress),
            claimed: figures
                .filter(|_| shown)
                .map(|f| Interval { low: i32::from(f.claimed_low), high: i32::from(f.claimed_high) }),
            verified: figures.filter(|_| shown).map(|f| i32::from(f.verified)),
            required: full.required(),
            unknown: figures.map_or(0, |f| f.unknown_count),
            answered: full.answered(),
            total: full.questions.len(),
            reviewed: full.reviewed(),
            can_review: can_review && rules::review(a.status).is_ok(),
            can_find: can_find && shown,
        }
    }

    pub fn review_href(&self, question_id: &str) -> String {
        format!("{}/review?q={question_id}", self.href)
    }
}

#[derive(Debug, Serialize)]
pub struct ShowPage {
    pub head: Head,
    pub contract: Option<Card>,
    pub sent_at: Instant,
    pub sent_by_name: String,
    pub message: Option<String>,
    pub internal_note: Option<String>,
    pub submitted_at: Option<Instant>,
    pub declared_by: Option<String>,
    pub declared_role: Option<String>,
    pub return_note: Option<String>,
    pub returned_at: Option<Instant>,
    pub closed_at: Option<Instant>,
    pub closed_by_name: Option<String>,
    pub next_href: String,
    pub domains: Vec<Domain>,
    pub suggestions: Vec<SuggestionLine>,
    pub form: FormState,
    pub history: Vec<HistoryLine>,
}

#[derive(Debug, Serialize)]
pub struct Domain {
    pub name: String,
    pub lines: Vec<AnswerLine>,
}

#[derive(Debug, Serialize)]
pub struct AnswerLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub critical: bool,
    pub claim: Option<AnswerStatus>,
    pub comment: Option<String>,
    pub evidence: usize,
    pub shown_on_site: bool,
    pub review: Option<AnswerStatus>,
    pub assurance: Option<Assurance>,
    /// Whether the verdict counts today, and until when.
    pub state: VerdictState,
    pub holds_until: Option<NaiveDate>,
    /// The answer was changed after it had been reviewed.
    pub changed: bool,
    pub finding: Option<FindingLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FindingLink {
    pub number: i32,
    pub href: String,
}

impl FindingLink {
    pub fn of(findings: &[Finding], question_id: &str) -> Option<FindingLink> {
        let of_question = |f: &&Finding| f.origin_part.as_deref() == Some(question_id);
        findings.iter().find(of_question).map(|f| FindingLink { number: f.number, href: format!("/findings/{}", f.id) })
    }
}

#[derive(Debug, Serialize)]
pub struct SuggestionLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub action: String,
    pub severity: Severity,
    pub reviewed: bool,
}

/// The answers by domain; empty while they are the vendor's own drafts.
pub fn domains(
    full: &FullAssessment,
    head: &Head,
    files: &[Attachment],
    findings: &[Finding],
    (language, today): (Language, NaiveDate),
) -> Vec<Domain> {
    let mut blocks: Vec<(String, Domain)> = Vec::new();
    for question in full.questions.iter().filter(|_| head.shown) {
        let answer = full.answers.get(&question.id);
        let review = full.current_review(&question.id);
        let standing = full.standing(question, today);
        let line = AnswerLine {
            state: standing.state,
            holds_until: standing.holds_until,
            id: question.id.clone(),
            text: asked(language, question).to_string(),
            href: head.review_href(&question.id),
            critical: question.critical,
            claim: full.claim(&question.id),
            comment: answer.and_then(|answer| answer.comment.clone()),
            evidence: of_question(files, &question.id).count(),
            shown_on_site: answer.is_some_and(|answer| answer.shown_on_site),
            review: review.and_then(|review| review.status),
            assurance: review.map(|review| review.assurance),
            changed: review.is_none() && full.reviews.contains_key(&question.id),
            finding: FindingLink::of(findings, &question.id),
        };
        if blocks.last().is_none_or(|(domain, _)| *domain != question.domain) {
            blocks.push((
                question.domain.clone(),
                Domain { name: domain_name(language, question).to_string(), lines: Vec::new() },
            ));
        }
        if let Some((_, block)) = blocks.last_mut() {
            block.lines.push(line);
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// Critical questions that fall short and have no finding yet.
pub fn suggestions(
    full: &FullAssessment,
    head: &Head,
    findings: &[Finding],
    language: Language,
) -> Vec<SuggestionLine> {
    let suggest = |question: &crate::features::question_sets::Asked| {
        let review = full.current_review(&question.id).and_then(|review| review.status);
        let suggestion = rules::suggested_finding(question, full.claim(&question.id), review)?;
        FindingLink::of(findings, &question.id).is_none().then(|| SuggestionLine {
            id: question.id.clone(),
            text: asked(language, question).to_string(),
            href: head.review_href(&question.id),
            action: format!("{}/questions/{}/finding", head.href, question.id),
            severity: suggestion.severity,
            reviewed: suggestion.reviewed,
        })
    };
    full.questions.iter().filter(|_| head.shown).filter_map(suggest).collect()
}

#[derive(Debug, Serialize)]
pub struct ReviewPage {
    pub head: Head,
    pub depth: Option<DepthView>,
    /// Messages can be written until the assessment is closed.
    pub can_talk: bool,
    pub question: QuestionView,
    pub number: usize,
    pub action: String,
    pub finding_action: String,
    pub finding: Option<FindingLink>,
    pub suggestion: Option<SuggestionLine>,
    pub claim: Option<AnswerStatus>,
    pub values: Vec<ValueLine>,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: Option<String>,
    pub answered_at: Option<Instant>,
    pub evidence: Vec<EvidenceView>,
    pub form: FormState,
    pub version: i32,
    pub saved_at: Option<Instant>,
    pub saved_by: Option<String>,
    pub changed: bool,
    pub conflict: Vec<ConflictLine>,
    pub statuses: Vec<&'static str>,
    pub assurances: Vec<Card>,
    pub previous_href: Option<String>,
    pub next_href: Option<String>,
    pub history: Vec<HistoryLine>,
}

/// The form of a stored review; an answer without one starts at the claim alone.
pub fn stored_review(full: &FullAssessment, question_id: &str) -> (FormState, i32) {
    let Some(review) = full.reviews.get(question_id) else {
        return (FormState::default().with("assurance", Assurance::A0), 0);
    };
    let form = FormState::default()
        .with("status", review.status.map(AnswerStatus::as_str).unwrap_or_default())
        .with("assurance", review.assurance)
        .with("comment", review.comment.as_deref().unwrap_or_default())
        .with("internal_note", review.internal_note.as_deref().unwrap_or_default());
    let support = full.supports.get(question_id);
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let kind = support.and_then(|support| support.evidence_kind);
    let form = form
        .with("evidence_kind", kind.map(|kind| kind.as_str()).unwrap_or_default())
        .with("evidence_on", day(support.and_then(|support| support.evidence_on)))
        .with("holds_until", day(support.and_then(|support| support.holds_until)));
    (form, review.version)
}

pub fn history(web: &Web, events: Vec<audit::Event>) -> Vec<HistoryLine> {
    let line = |event: audit::Event| HistoryLine {
        at: event.at,
        text: web.word(&format!("questionnaires-history-{}", event.verb)),
        who: web.who(&event),
        note: None,
        tone: "neutral",
    };
    events.into_iter().map(line).collect()
}
