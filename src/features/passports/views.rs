//! What the pages of passports show. The vendor's pages hold nothing of what a client thinks; a client's pages
//! nothing of other clients.

use super::evidence_store::PassportFile;
use super::records::{PassportAnswer, PassportReview, PassportShare};
use super::sharing::shown_questions;
use super::store::{Client, Shown};
use crate::base::{Id, Instant, Language};
use crate::features::controls::catalogue;
use crate::features::question_sets::Asked;
use crate::features::questionnaires::portal_views::{ConflictLine, QuestionView, asked, domain_name};
use crate::features::questionnaires::value_form::{self, ValueGroup, ValueLine};
use crate::features::questionnaires::{AnswerStatus, EvidenceKind, portal_views};
use crate::features::vendors::VendorHead;
use crate::platform::view::samples::Sampled;
use crate::platform::view::{Choice, FormState};
use chrono::{DateTime, NaiveDate};
use serde::Serialize;
use std::collections::BTreeMap;

/// Questions of one domain, in the order that they are asked.
#[derive(Debug, Clone, Serialize)]
pub struct Domain<T> {
    pub name: String,
    pub done: usize,
    pub total: usize,
    pub lines: Vec<T>,
}

/// The questions by domain; `line` says what is shown of each, and whether it counts as done, or leaves it out.
pub fn domains<T>(
    questions: &[Asked],
    language: Language,
    mut line: impl FnMut(&Asked) -> Option<(T, bool)>,
) -> Vec<Domain<T>> {
    let mut found: Vec<(&str, Domain<T>)> = Vec::new();
    for question in questions {
        let Some((shown, done)) = line(question) else { continue };
        if found.last().is_none_or(|(key, _)| *key != question.domain) {
            let name = domain_name(language, question).to_string();
            found.push((&question.domain, Domain { name, done: 0, total: 0, lines: Vec::new() }));
        }
        if let Some((_, domain)) = found.last_mut() {
            domain.total += 1;
            domain.done += usize::from(done);
            domain.lines.push(shown);
        }
    }
    found.into_iter().map(|(_, domain)| domain).collect()
}

/// The questions of today's catalogue.
pub fn current() -> Vec<Asked> {
    catalogue().current_questions().entries.iter().map(Asked::shipped).collect()
}

#[derive(Debug, Clone, Serialize)]
pub struct OwnLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub status: Option<AnswerStatus>,
    pub answered_at: Option<Instant>,
    /// How many are shown the answer now.
    pub shown: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClientLine {
    pub name: String,
    pub href: String,
    pub shown: usize,
}

#[derive(Debug, Serialize)]
pub struct OwnPage {
    pub clients: Vec<ClientLine>,
    pub domains: Vec<Domain<OwnLine>>,
    pub answered: usize,
    pub total: usize,
    pub can_share: bool,
}

impl OwnPage {
    pub fn of(
        language: Language,
        clients: &[Client],
        answers: &BTreeMap<String, PassportAnswer>,
        shares: &BTreeMap<(Id, String), PassportShare>,
        can_share: bool,
    ) -> OwnPage {
        let shown: BTreeMap<&Id, _> =
            clients.iter().map(|each| (&each.id, shown_questions(shares, &each.id))).collect();
        let domains = domains(&current(), language, |question| {
            let answer = answers.get(&question.id);
            let status = answer.and_then(|answer| answer.status);
            let line = OwnLine {
                id: question.id.clone(),
                text: asked(language, question).to_string(),
                href: format!("/portal/passport/questions/{}", question.id),
                status,
                answered_at: answer.map(|answer| answer.answered_at),
                shown: shown.values().filter(|questions| questions.contains(&question.id)).count(),
            };
            Some((line, status.is_some()))
        });
        let line = |client: &Client| ClientLine {
            name: client.name.clone(),
            href: format!("/portal/passport/clients/{}", client.id),
            shown: shown.get(&client.id).map_or(0, |questions| questions.len()),
        };
        OwnPage {
            clients: clients.iter().map(line).collect(),
            answered: domains.iter().map(|domain| domain.done).sum(),
            total: domains.iter().map(|domain| domain.total).sum(),
            domains,
            can_share,
        }
    }
}

/// A file that supports an answer.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    pub href: String,
    pub title: String,
    pub kind: EvidenceKind,
    pub file_name: String,
    pub expires_on: Option<NaiveDate>,
    /// Where the vendor takes it away.
    pub remove_href: Option<String>,
}

impl FileLine {
    pub fn of(file: PassportFile, href: String, remove_href: Option<String>) -> FileLine {
        FileLine {
            href,
            remove_href,
            title: file.title,
            kind: file.kind,
            file_name: file.file_name,
            expires_on: file.expires_on,
        }
    }

    fn sample(remove: bool) -> FileLine {
        FileLine {
            href: "/portal/evidence/1/file".into(),
            title: "Policy för informationssäkerhet".into(),
            kind: EvidenceKind::Policy,
            file_name: "policy.pdf".into(),
            expires_on: NaiveDate::from_ymd_opt(2026, 6, 30).filter(|_| remove),
            remove_href: remove.then(|| "/portal/passport/questions/Q01/evidence/1/remove".into()),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct OwnQuestion {
    pub question: QuestionView,
    pub number: usize,
    pub total: usize,
    pub action: String,
    pub form: FormState,
    pub version: i32,
    pub editable: bool,
    pub saved_at: Option<Instant>,
    pub statuses: Vec<&'static str>,
    pub groups: Vec<ValueGroup>,
    pub rows: bool,
    pub yes_no: [&'static str; 2],
    pub conflict: Vec<ConflictLine>,
    /// Who is shown the answer, and sees a change of it at once.
    pub shown_to: Vec<String>,
    pub files: Vec<FileLine>,
    /// What of the library may support it.
    pub usable: Vec<Choice>,
    pub previous_href: Option<String>,
    pub next_href: Option<String>,
}

/// The form of what is stored.
pub fn stored_form(answer: Option<&PassportAnswer>) -> (FormState, i32) {
    let Some(answer) = answer else { return (FormState::default(), 0) };
    let form = FormState::from_values(value_form::texts(&answer.given().value))
        .with("status", answer.status.map(AnswerStatus::as_str).unwrap_or_default())
        .with("comment", answer.comment.as_deref().unwrap_or_default())
        .with("shown_on_site", if answer.shown_on_site { "1" } else { "" });
    (form, answer.version)
}

/// One box: whether the client is shown the answer to the question.
#[derive(Debug, Clone, Serialize)]
pub struct ShareLine {
    pub id: String,
    pub text: String,
    pub status: Option<AnswerStatus>,
    pub shown: bool,
    pub withdrawn_at: Option<Instant>,
}

#[derive(Debug, Serialize)]
pub struct SharePage {
    pub client: String,
    pub action: String,
    pub version: i32,
    pub form: FormState,
    pub domains: Vec<Domain<ShareLine>>,
    pub shown: usize,
    pub answered: usize,
    pub changed_meanwhile: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShownLine {
    pub id: String,
    pub text: String,
    pub href: String,
    pub claim: Option<AnswerStatus>,
    pub answered_at: Option<Instant>,
    pub withdrawn_at: Option<Instant>,
    pub verdict: Option<AnswerStatus>,
    pub reviewed_at: Option<Instant>,
    /// The answer has been changed since it was judged.
    pub changed: bool,
}

impl ShownLine {
    pub fn of(
        language: Language,
        vendor: &Id,
        question: &Asked,
        shown: &Shown,
        review: Option<&PassportReview>,
    ) -> Self {
        let answer = shown.answer.as_ref();
        ShownLine {
            id: question.id.clone(),
            text: asked(language, question).to_string(),
            href: format!("/vendors/{vendor}/passport/{}", question.id),
            claim: answer.and_then(|answer| answer.status),
            answered_at: answer.map(|answer| answer.answered_at),
            withdrawn_at: shown.share.withdrawn_at,
            verdict: review.map(|review| review.status),
            reviewed_at: review.map(|review| review.reviewed_at),
            changed: review.zip(answer).is_some_and(|(review, answer)| review.answer_version != answer.version),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct RegionPage {
    pub head: VendorHead,
    /// The vendor has an account of its own here.
    pub linked: bool,
    pub domains: Vec<Domain<ShownLine>>,
}

#[derive(Debug, Serialize)]
pub struct RegionQuestion {
    pub question: QuestionView,
    pub action: String,
    /// Only while the answer is shown.
    pub files: Vec<FileLine>,
    pub claim: Option<AnswerStatus>,
    pub values: Vec<ValueLine>,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: Option<String>,
    pub answered_at: Option<Instant>,
    pub answer_version: i32,
    pub withdrawn_at: Option<Instant>,
    pub verdict: Option<AnswerStatus>,
    pub assurance: Option<String>,
    pub note: Option<String>,
    pub reviewed_by: Option<String>,
    pub reviewed_at: Option<Instant>,
    pub changed: bool,
    pub can_review: bool,
    pub form: FormState,
    pub version: i32,
    pub conflict: Vec<ConflictLine>,
    pub statuses: Vec<&'static str>,
    pub assurances: Vec<crate::features::questionnaires::views::Card>,
}

fn at() -> Instant {
    DateTime::from_timestamp(1_795_352_520, 0).unwrap_or_default().into()
}

impl Sampled for OwnPage {
    const TEMPLATE: &'static str = "pages/passports/own";

    fn samples(lang: Language) -> Vec<Self> {
        let empty = OwnPage::of(lang, &[], &BTreeMap::new(), &BTreeMap::new(), false);
        let mut full = OwnPage::of(lang, &[], &BTreeMap::new(), &BTreeMap::new(), true);
        full.clients =
            vec![ClientLine { name: "Region Almeå".into(), href: "/portal/passport/clients/1".into(), shown: 3 }];
        if let Some(line) = full.domains.first_mut().and_then(|domain| domain.lines.first_mut()) {
            (line.status, line.answered_at, line.shown) = (Some(AnswerStatus::Met), Some(at()), 1);
        }
        vec![empty, full]
    }
}

impl Sampled for OwnQuestion {
    const TEMPLATE: &'static str = "pages/passports/question";

    fn samples(lang: Language) -> Vec<Self> {
        let of = |question: &Asked, editable: bool| OwnQuestion {
            question: QuestionView::of(lang, question),
            number: 1,
            total: 62,
            action: format!("/portal/passport/questions/{}", question.id),
            form: FormState::default(),
            version: 0,
            editable,
            saved_at: editable.then(at),
            statuses: portal_views::STATUSES.to_vec(),
            groups: value_form::groups(&question.answer_type, &serde_json::Value::Null),
            rows: true,
            yes_no: ["yes", "no"],
            conflict: vec![ConflictLine { label: "Svar".into(), old: "Delvis".into(), new: "Ja".into() }],
            shown_to: vec!["Region Almeå".into()],
            files: if editable { vec![FileLine::sample(true), FileLine::sample(false)] } else { Vec::new() },
            usable: if editable { vec![Choice::new(1, "Penetrationstest")] } else { Vec::new() },
            previous_href: None,
            next_href: Some("/portal/passport/questions/Q02".into()),
        };
        current().iter().map(|question| of(question, question.critical)).collect()
    }
}

impl Sampled for SharePage {
    const TEMPLATE: &'static str = "pages/passports/share";

    fn samples(lang: Language) -> Vec<Self> {
        let line = |question: &Asked| {
            let answered = question.critical;
            let line = ShareLine {
                id: question.id.clone(),
                text: asked(lang, question).to_string(),
                status: answered.then_some(AnswerStatus::Met),
                shown: answered,
                withdrawn_at: (!answered).then(at),
            };
            Some((line, answered))
        };
        let page = |changed_meanwhile| SharePage {
            client: "Region Almeå".into(),
            action: "/portal/passport/clients/1".into(),
            version: 3,
            form: FormState::default(),
            domains: domains(&current(), lang, line),
            shown: 3,
            answered: 40,
            changed_meanwhile,
        };
        vec![page(false), page(true)]
    }
}

impl Sampled for RegionPage {
    const TEMPLATE: &'static str = "pages/passports/region";

    fn samples(lang: Language) -> Vec<Self> {
        let line = |question: &Asked| {
            let withdrawn = !question.critical;
            let line = ShownLine {
                id: question.id.clone(),
                text: asked(lang, question).to_string(),
                href: format!("/vendors/1/passport/{}", question.id),
                claim: (!withdrawn).then_some(AnswerStatus::Met),
                answered_at: (!withdrawn).then(at),
                withdrawn_at: withdrawn.then(at),
                verdict: Some(AnswerStatus::Partly),
                reviewed_at: Some(at()),
                changed: !withdrawn,
            };
            Some((line, !withdrawn))
        };
        let page = |linked: bool, domains| RegionPage { head: VendorHead::sample(lang, Some(2)), linked, domains };
        vec![page(true, domains(&current(), lang, line)), page(true, Vec::new()), page(false, Vec::new())]
    }
}

impl Sampled for RegionQuestion {
    const TEMPLATE: &'static str = "pages/passports/review";

    fn samples(lang: Language) -> Vec<Self> {
        let of = |question: &Asked, can_review: bool| RegionQuestion {
            question: QuestionView::of(lang, question),
            action: format!("/vendors/1/passport/{}", question.id),
            files: if can_review { vec![FileLine::sample(false)] } else { Vec::new() },
            claim: can_review.then_some(AnswerStatus::Met),
            values: Vec::new(),
            comment: can_review.then(|| "Så gör vi.".to_string()),
            shown_on_site: can_review,
            answered_by: can_review.then(|| "Sara Lind".to_string()),
            answered_at: can_review.then(at),
            answer_version: 1,
            withdrawn_at: (!can_review).then(at),
            verdict: Some(AnswerStatus::Partly),
            assurance: Some("a1".to_string()),
            note: Some("Fråga vid nästa möte.".to_string()),
            reviewed_by: Some("Karin Öberg".to_string()),
            reviewed_at: Some(at()),
            changed: can_review,
            can_review,
            form: FormState::default(),
            version: 1,
            conflict: vec![ConflictLine { label: "Svar".into(), old: "Delvis".into(), new: "Ja".into() }],
            statuses: portal_views::STATUSES.to_vec(),
            assurances: Vec::new(),
        };
        current().iter().take(2).flat_map(|question| [of(question, true), of(question, false)]).collect()
    }
}
