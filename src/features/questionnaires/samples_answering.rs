//! Samples of what stands beside the questions, and of the pages of the vendor's work.

use super::library::{EvidenceKind, Holds};
use super::model::{AnswerStatus, AssessmentStatus};
use super::portal_aside::{
    Aside, ChangedLine, Choice, Earlier, LastAnswer, OverviewAside, OwnFile, PersonLine, SectionLine,
};
use super::portal_views::{PortalHead, QuestionView};
use super::portal_work::{
    EarlierLine, EarlierPage, LibraryLine, LibraryPage, PlaceLine, PrintPage, ReceiptLine, ReceiptPage, SectionsPage,
};
use super::receipt::Verdict;
use super::records::Answer;
use super::samples::{at, evidence, full, pager, portal_head, today};
use super::store::FullAssessment;
use crate::base::Language;
use crate::features::controls::Question;
use crate::kit::attachments::Attachment;
use crate::platform::view::FormState;
use crate::platform::view::samples::Sampled;

fn earlier(head: &PortalHead, question: &Question, answer: &Answer) -> Earlier {
    Earlier::of(head, question, answer)
}

/// A first question with everything beside it; the others with little.
pub(super) fn aside(full: &FullAssessment, head: &PortalHead, question: &Question) -> Aside {
    let answer = full.answers.get(&question.id);
    let waits = question.id == "Q09";
    let last = answer.map(|answer| LastAnswer {
        answer: earlier(head, question, answer),
        waits,
        changed: !waits,
        doubt: (question.id == "Q19").then_some("answering-doubt-expired"),
        confirm_action: format!("{}/confirm", head.href),
    });
    let file = |holds| OwnFile { file: evidence(), kind: Some(EvidenceKind::Policy), expires_on: Some(today()), holds };
    Aside {
        last,
        bank: answer.map(|answer| earlier(head, question, answer)).into_iter().collect(),
        library: vec![Choice { value: "1".into(), label: "Policy (2027-01-01)".into() }],
        library_action: "/portal/assessments/1/questions/Q01/library".into(),
        others: vec!["Anna Berg svarar på den här frågan, för 2 minuter sedan.".into()],
        presence_action: "/portal/assessments/1/questions/Q01/presence".into(),
        handed: waits.then(|| "Anna Berg har det här avsnittet.".into()),
        files: vec![file(Holds::Yes), file(Holds::Expired), file(Holds::EndsBeforeDue)],
        minutes_left: 36,
        suggested: waits,
        merged: !waits,
        doubtful: waits,
    }
}

fn changed() -> Vec<ChangedLine> {
    vec![ChangedLine {
        id: "Q01".into(),
        text: "Har ni ett ledningssystem?".into(),
        href: "/portal/assessments/1/questions/Q01".into(),
        before: Some(AnswerStatus::Partly),
        now: Some(AnswerStatus::Met),
    }]
}

fn sections() -> Vec<SectionLine> {
    let line = |person: Option<&str>| SectionLine {
        domain: "A".into(),
        name: "Styrning och ledning".into(),
        href: "/portal/assessments/1/sections/A".into(),
        answered: 1,
        total: 4,
        person: person.map(Into::into),
        given_by: person.map(|_| "Sara Lind".into()),
        due_on: person.map(|_| today()),
        done: false,
        note: person.map(|_| "Du kan det här bäst.".into()),
        end_action: person.map(|_| "/portal/assessments/1/delegations/2/end".into()),
    };
    vec![line(Some("Anna Berg")), line(None)]
}

fn people() -> Vec<PersonLine> {
    vec![PersonLine { name: "Sara Lind".into(), answered: 2 }]
}

pub(super) fn overview(status: AssessmentStatus) -> OverviewAside {
    let begun = status != AssessmentStatus::Sent;
    OverviewAside {
        minutes_left: 36,
        waiting: if begun { 12 } else { 0 },
        changed: if begun { changed() } else { Vec::new() },
        sections: sections(),
        people: people(),
        receipt: begun,
    }
}

impl Sampled for EarlierPage {
    const TEMPLATE: &'static str = "pages/portal_assessments/earlier";
    fn samples(_: Language) -> Vec<Self> {
        let page = |status| {
            let (full, head) = portal_head(status);
            let line = |id: &str| {
                let question = full.question(id).ok()?;
                let last = aside(&full, &head, question).last?;
                Some(EarlierLine { id: id.into(), text: "Fråga".into(), href: head.question_href(id), last })
            };
            EarlierPage {
                lines: ["Q01", "Q09", "Q19"].into_iter().filter_map(line).collect(),
                changed: changed(),
                handed_in: Some(at()),
                action: format!("{}/earlier", head.href),
                can_confirm: head.editable,
                form: FormState::default(),
                head,
            }
        };
        vec![page(AssessmentStatus::InProgress), page(AssessmentStatus::Sent), page(AssessmentStatus::Closed)]
    }
}

impl Sampled for SectionsPage {
    const TEMPLATE: &'static str = "pages/portal_assessments/sections";
    fn samples(_: Language) -> Vec<Self> {
        let page = |status| SectionsPage {
            head: portal_head(status).1,
            sections: sections(),
            people: people(),
            choices: vec![Choice { value: "A".into(), label: "Styrning".into() }],
            colleagues: vec![Choice { value: "1".into(), label: "Anna Berg".into() }],
            action: "/portal/assessments/1/delegations".into(),
            form: FormState::default(),
        };
        vec![page(AssessmentStatus::InProgress), page(AssessmentStatus::Closed)]
    }
}

impl Sampled for LibraryPage {
    const TEMPLATE: &'static str = "pages/portal_assessments/library";
    fn samples(_: Language) -> Vec<Self> {
        let line = |holds, full: bool| LibraryLine {
            title: "Informationssäkerhetspolicy".into(),
            kind: EvidenceKind::Policy,
            covers_from: full.then(today),
            covers_to: full.then(today),
            issued_on: full.then(today),
            expires_on: full.then(today),
            holds,
            history: full,
            note: full.then(|| "Beslutad av styrelsen.".into()),
            file_name: "policy.pdf".into(),
            href: "/portal/evidence/1/file".into(),
            end_action: full.then(|| "/portal/evidence/1/end".into()),
            places: if full {
                let href = "/portal/assessments/1/questions/Q01".into();
                vec![PlaceLine { client: "Region Almeå".into(), question_id: "Q01".into(), href }]
            } else {
                Vec::new()
            },
        };
        let page = |lines, can_edit| LibraryPage {
            lines,
            pager: pager(3),
            kinds: EvidenceKind::ALL.iter().map(|kind| kind.as_str()).collect(),
            form: FormState::default(),
            doubtful: can_edit,
            can_edit,
            megabytes: 20,
        };
        let lines = || vec![line(Holds::Expired, true), line(Holds::EndsBeforeDue, true), line(Holds::Yes, false)];
        vec![page(lines(), true), page(Vec::new(), true), page(lines(), false)]
    }
}

impl Sampled for ReceiptPage {
    const TEMPLATE: &'static str = "pages/portal_assessments/receipt";
    fn samples(_: Language) -> Vec<Self> {
        let line = |good| ReceiptLine {
            number: 1,
            sha256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".into(),
            submitted_at: at(),
            submitted_by: "Sara Lind".into(),
            verdict: Verdict { whole: good, unchanged: good },
            pdf_href: "/portal/assessments/1/receipt.pdf?number=1".into(),
        };
        let page = |lines, asked, found| ReceiptPage {
            head: portal_head(AssessmentStatus::Submitted).1,
            lines,
            form: FormState::default(),
            action: "/portal/assessments/1/receipt".into(),
            asked,
            found,
        };
        vec![
            page(vec![line(true)], true, true),
            page(vec![line(false)], true, false),
            page(vec![line(true)], false, false),
            page(Vec::new(), false, false),
        ]
    }
}

impl Sampled for PrintPage {
    const TEMPLATE: &'static str = "pages/portal_assessments/print";
    fn samples(lang: Language) -> Vec<Self> {
        let page = |status| {
            let (_, head) = portal_head(status);
            let files: [Attachment; 0] = [];
            PrintPage::of(&full(status), &files, head, lang)
        };
        let mut pages = vec![page(AssessmentStatus::Sent), page(AssessmentStatus::Closed)];
        if let Some(line) = pages.iter_mut().filter_map(|page| page.sections.first_mut()?.questions.first_mut()).next()
        {
            line.files.push("policy.pdf".into());
            line.question = QuestionView { critical: true, ..line.question.clone() };
        }
        pages
    }
}
