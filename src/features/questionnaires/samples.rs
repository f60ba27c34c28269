//! Samples of every page, made from one assessment in each of its states.

use super::model::{AnswerStatus, AssessmentStatus};
use super::portal_views::{
    self as portal, ConflictLine, EvidenceView, MissingLine, PortalHead, PortalList, PortalOverview, PortalQuestion,
    PortalRow, PortalSubmit, QuestionView, STATUSES, stored_form,
};
use super::records::{Answer, AnswerReview, Assessment};
use super::store::{FullAssessment, Listed};
use super::value_form;
use super::views::{
    self, Card, FindingLink, Head, ListPage, ListRow, NewPage, NewPerson, NewVendor, ReviewPage, ShowPage,
    SuggestionLine,
};
use crate::base::{Id, Instant, Language};
use crate::features::controls::{Assurance, QuestionSet, catalogue};
use crate::features::findings::Severity;
use crate::features::question_sets::Asked;
use crate::platform::view::samples::Sampled;
use crate::platform::view::{FormState, HistoryLine, Pager};
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeMap;

pub(super) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap_or_default()
}

pub(super) fn at() -> Instant {
    DateTime::from_timestamp(1_795_352_520, 0).unwrap_or_default().into()
}

pub(super) fn id() -> Id {
    Id::new(at().utc())
}

pub(super) fn full(status: AssessmentStatus) -> FullAssessment {
    let edition = catalogue().current_questions();
    let questions: Vec<_> = edition.in_set(QuestionSet::Full).into_iter().map(Asked::shipped).collect();
    let done = !matches!(status, AssessmentStatus::Sent | AssessmentStatus::InProgress);
    let assessment = Assessment {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        contract_id: None,
        question_set: QuestionSet::Full,
        catalogue_version: edition.version.to_string(),
        tier: Some(2),
        status,
        due_on: today(),
        message: Some("Ring om något är oklart.".into()),
        internal_note: Some("Följ upp särskilt.".into()),
        sent_by: id(),
        sent_by_name: "Karin Öberg".into(),
        sent_at: at(),
        submitted_at: done.then(at),
        submitted_late: done,
        declared_by: done.then(|| "Sara Lind".into()),
        declared_role: done.then(|| "vd".into()),
        return_note: (status == AssessmentStatus::Returned).then(|| "Fråga 1 saknar underlag.".into()),
        returned_at: (status == AssessmentStatus::Returned).then(at),
        closed_at: (status == AssessmentStatus::Closed).then(at),
        closed_by_name: Some("Karin Öberg".into()),
        question_count: 62,
        answered_count: 2,
        reviewed_count: 1,
        claimed_low: Some(3),
        claimed_high: Some(98),
        verified: Some(0),
        version: 4,
    };
    let mut answers = BTreeMap::new();
    let mut reviews = BTreeMap::new();
    if status != AssessmentStatus::Sent {
        for (question_id, claim, value) in [
            ("Q01", AnswerStatus::NotMet, "null"),
            ("Q09", AnswerStatus::Met, r#"{"chain":[{"name":"Medtel AB","country":"SE"}]}"#),
            ("Q19", AnswerStatus::Partly, r#"{"bool":true,"text":"Support i Norge"}"#),
        ] {
            let answer = Answer {
                id: id(),
                organisation_id: id(),
                assessment_id: id(),
                question_id: question_id.into(),
                status: Some(claim),
                value: value.into(),
                comment: Some("Klart i mars.".into()),
                shown_on_site: true,
                answered_by: id(),
                answered_by_name: "Sara Lind".into(),
                answered_at: at(),
                version: 2,
            };
            answers.insert(question_id.to_string(), answer);
        }
        let review = AnswerReview {
            id: id(),
            organisation_id: id(),
            assessment_id: id(),
            question_id: "Q01".into(),
            status: Some(AnswerStatus::Partly),
            assurance: Assurance::A1,
            comment: Some("Bifoga beslutet.".into()),
            internal_note: Some("Osäkert.".into()),
            reviewed_by: id(),
            reviewed_by_name: "Karin Öberg".into(),
            reviewed_at: at(),
            version: 1,
        };
        reviews.insert("Q01".to_string(), review);
    }
    FullAssessment {
        assessment,
        sent: questions.clone(),
        questions,
        with_file: Default::default(),
        answers,
        reviews,
        supports: BTreeMap::new(),
    }
}

const ALL: &[AssessmentStatus] = AssessmentStatus::ALL;
const VENDOR: &str = "Åsmunda Ögonklinik AB";
const CLIENT: &str = "Region Almeå";

fn listed(status: AssessmentStatus) -> Listed {
    Listed { assessment: full(status).assessment, vendor_name: VENDOR.into(), client_name: CLIENT.into() }
}

pub(super) fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: 1, total }
}

fn history() -> Vec<HistoryLine> {
    vec![HistoryLine {
        at: at(),
        who: "Karin Öberg".into(),
        text: "Skickade självskattningen".into(),
        note: None,
        tone: "neutral",
    }]
}

pub(super) fn evidence() -> EvidenceView {
    EvidenceView {
        file_name: "policy.pdf".into(),
        kilobytes: 1240,
        uploaded_by: "Sara Lind".into(),
        uploaded_at: at(),
        href: "/portal/assessments/1/evidence/2".into(),
        remove_href: Some("/portal/assessments/1/questions/Q01/evidence/2/remove".into()),
    }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/assessments/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<ListRow>, filtered| ListPage {
            pager: pager(5),
            rows,
            form: FormState::default(),
            statuses: ALL.iter().map(|s| s.as_str()).collect(),
            lates: ["late"],
            sort: "due_on".into(),
            filtered,
            can_send: true,
        };
        vec![
            page(ALL.iter().map(|s| ListRow::of(listed(*s), today())).collect(), false),
            page(Vec::new(), true),
            page(Vec::new(), false),
        ]
    }
}

impl Sampled for NewPage {
    const TEMPLATE: &'static str = "pages/assessments/new";
    fn samples(_: Language) -> Vec<Self> {
        let vendor = |tier, people| NewVendor {
            id: id(),
            name: VENDOR.into(),
            href: "/vendors/1".into(),
            tier,
            tier_preliminary: true,
            suggested: QuestionSet::Full,
            invite_href: "/vendors/1/invite".into(),
            people,
        };
        let page = |vendor| NewPage {
            vendor,
            form: FormState::default(),
            contracts: vec![Card { value: "1".into(), label: "A-17 Ögonvård".into(), text: None }],
            sets: vec![Card { value: "lite".into(), label: "Liten".into(), text: Some("29".into()) }],
            focus: crate::features::question_sets::FocusArea::ALL.to_vec(),
        };
        let people = || vec![NewPerson { name: "Sara Lind".into(), role: "vendor_admin" }];
        vec![page(None), page(Some(vendor(Some(2), people()))), page(Some(vendor(None, Vec::new())))]
    }
}

fn suggestion() -> SuggestionLine {
    SuggestionLine {
        id: "Q01".into(),
        text: "Har ni ett ledningssystem?".into(),
        href: "/assessments/1/review?q=Q01".into(),
        action: "/assessments/1/questions/Q01/finding".into(),
        severity: Severity::Critical,
        reviewed: true,
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/assessments/show";
    fn samples(lang: Language) -> Vec<Self> {
        let page = |status: &AssessmentStatus| {
            let full = full(*status);
            let head = Head::of(&full, VENDOR, today(), true, true);
            let a = full.assessment.clone();
            ShowPage {
                domains: views::domains(&full, &head, &[], &[], (lang, today())),
                suggestions: views::suggestions(&full, &head, &[], lang),
                head,
                contract: Some(Card { value: "/contracts/1".into(), label: "A-17".into(), text: None }),
                sent_at: a.sent_at,
                sent_by_name: a.sent_by_name,
                message: a.message,
                internal_note: a.internal_note,
                submitted_at: a.submitted_at,
                declared_by: a.declared_by,
                declared_role: a.declared_role,
                return_note: a.return_note,
                returned_at: a.returned_at,
                closed_at: a.closed_at,
                closed_by_name: a.closed_by_name,
                next_href: "/assessments/1/review?q=Q01".into(),
                form: FormState::default(),
                history: history(),
            }
        };
        ALL.iter().map(page).collect()
    }
}

impl Sampled for ReviewPage {
    const TEMPLATE: &'static str = "pages/assessments/review";
    fn samples(lang: Language) -> Vec<Self> {
        let page = |(status, question_id): (AssessmentStatus, &str)| {
            let full = full(status);
            let head = Head::of(&full, VENDOR, today(), true, true);
            let question = full.question(question_id).ok()?;
            let answer = full.answers.get(question_id)?.clone();
            let (form, version) = views::stored_review(&full, question_id);
            let first = question_id == "Q01";
            Some(ReviewPage {
                depth: super::review_depth::views::sample_depth(&full, &head, question_id, first),
                can_talk: first,
                question: QuestionView::of(lang, question),
                number: 1,
                action: "/assessments/1/reviews/Q01".into(),
                finding_action: "/assessments/1/questions/Q01/finding".into(),
                finding: (!first).then(|| FindingLink { number: 7, href: "/findings/1".into() }),
                suggestion: first.then(suggestion),
                claim: answer.status,
                values: value_form::lines_of(&question.answer_type, &answer.given().value),
                comment: answer.comment,
                shown_on_site: true,
                answered_by: Some(answer.answered_by_name),
                answered_at: Some(at()),
                evidence: vec![evidence()],
                form,
                version,
                saved_at: Some(at()),
                saved_by: Some("Karin Öberg".into()),
                changed: first,
                conflict: vec![ConflictLine { label: "Kommentar".into(), old: "Förr".into(), new: "Nu".into() }],
                statuses: STATUSES.to_vec(),
                assurances: vec![Card { value: "a0".into(), label: "A0".into(), text: Some("Ord".into()) }],
                previous_href: first.then(|| "/assessments/1/review?q=Q62".into()),
                next_href: None,
                history: history(),
                head,
            })
        };
        let cases = [
            (AssessmentStatus::Submitted, "Q01"),
            (AssessmentStatus::Closed, "Q09"),
            (AssessmentStatus::Closed, "Q19"),
        ];
        cases.into_iter().filter_map(page).collect()
    }
}

impl Sampled for PortalList {
    const TEMPLATE: &'static str = "pages/portal_assessments/list";
    fn samples(_: Language) -> Vec<Self> {
        let rows = ALL.iter().map(|s| PortalRow::of(listed(*s), today())).collect();
        vec![PortalList { rows, pager: pager(5) }, PortalList { rows: Vec::new(), pager: pager(0) }]
    }
}

pub(super) fn portal_head(status: AssessmentStatus) -> (FullAssessment, PortalHead) {
    let full = full(status);
    let head = PortalHead::of(&full, CLIENT, today(), true, true);
    (full, head)
}

impl Sampled for PortalOverview {
    const TEMPLATE: &'static str = "pages/portal_assessments/show";
    fn samples(lang: Language) -> Vec<Self> {
        let page = |status: &AssessmentStatus| {
            let (full, head) = portal_head(*status);
            let a = full.assessment.clone();
            PortalOverview {
                domains: portal::domains(&full, &head, lang, None),
                head,
                message: a.message,
                sender: a.sent_by_name,
                submitted_at: a.submitted_at,
                declared_by: a.declared_by,
                declared_role: a.declared_role,
                drafts_hidden: true,
                aside: super::samples_answering::overview(*status),
            }
        };
        ALL.iter().map(page).collect()
    }
}

impl Sampled for PortalQuestion {
    const TEMPLATE: &'static str = "pages/portal_assessments/question";
    /// One of every question, so that every answer type is rendered.
    fn samples(lang: Language) -> Vec<Self> {
        let mut pages = Vec::new();
        for status in [AssessmentStatus::InProgress, AssessmentStatus::Returned, AssessmentStatus::Closed] {
            let (full, head) = portal_head(status);
            for question in &full.questions {
                let (form, version) = stored_form(&full, &question.id);
                let value = full.answers.get(&question.id).map(|answer| answer.given().value).unwrap_or_default();
                let groups = value_form::groups(&question.answer_type, &value);
                pages.push(PortalQuestion {
                    domains: portal::domains(&full, &head, lang, Some(&question.id)),
                    question: QuestionView::of(lang, question),
                    number: 3,
                    action: head.question_href(&question.id),
                    form,
                    version,
                    saved_at: Some(at()),
                    saved_by: Some("Sara Lind".into()),
                    statuses: STATUSES.to_vec(),
                    rows: groups.len() > 1,
                    groups,
                    yes_no: ["yes", "no"],
                    remark: portal::said(&full, &question.id),
                    conflict: vec![ConflictLine { label: "Kommentar".into(), old: "Förr".into(), new: "Nu".into() }],
                    evidence_form: FormState::default(),
                    megabytes: 20,
                    previous_href: None,
                    next_href: Some("/portal/assessments/1/questions/Q02".into()),
                    aside: super::samples_answering::aside(&full, &head, question),
                    head: head.clone(),
                });
            }
        }
        pages
    }
}

impl Sampled for PortalSubmit {
    const TEMPLATE: &'static str = "pages/portal_assessments/submit";
    fn samples(_: Language) -> Vec<Self> {
        let page = |status, fields: &[&str]| PortalSubmit {
            head: portal_head(status).1,
            form: FormState::default(),
            action: "/portal/assessments/1/submit".into(),
            missing: fields
                .iter()
                .map(|field| MissingLine {
                    id: "Q09".into(),
                    text: "Lista".into(),
                    href: "/portal/assessments/1/questions/Q09".into(),
                    fields: vec![portal::missing_word(field)],
                })
                .collect(),
        };
        vec![
            page(AssessmentStatus::InProgress, &["status", "comment", "date", "chain.0.country", "certificate.scope"]),
            page(AssessmentStatus::InProgress, &[]),
            page(AssessmentStatus::Submitted, &[]),
        ]
    }
}
