//! Samples of the depth's pages: with everything in it, and with as little as can be.

use super::certificates::Unfit;
use super::comparing::{Change, Comparison, Difference};
use super::records::{EvidenceKind, Message, ThreadRow, VerdictSource};
use super::rules::Asks;
use super::standing::{Standing, VerdictState};
use super::talking::Thread;
use super::unchanged::WhyNot;
use super::views::{
    CandidateLine, CertificateView, ChangeCount, DepthView, DifferenceLine, DifferencePage, Earlier, Line,
    PortalTalkPage, ProposalView, SampleView, ThreadView, UnchangedPage, VerificationPage,
};
use crate::access::Side;
use crate::base::Language;
use crate::features::controls::Assurance;
use crate::features::questionnaires::samples::{at, full, id, today};
use crate::features::questionnaires::store::FullAssessment;
use crate::features::questionnaires::views::Head;
use crate::features::questionnaires::{AnswerStatus, AssessmentStatus};
use crate::platform::view::FormState;
use crate::platform::view::samples::Sampled;

fn head(status: AssessmentStatus) -> Head {
    Head::of(&full(status), "Åsmunda Ögonklinik AB", today(), true, true)
}

fn thread(resolved: bool, side: Side) -> ThreadView {
    let message = |from: Side, text: &str| Message {
        id: id(),
        organisation_id: id(),
        assessment_id: id(),
        question_id: "Q01".into(),
        side: from,
        text: text.into(),
        written_by: id(),
        written_by_name: "Karin Öberg".into(),
        written_by_organisation: "Region Almeå".into(),
        written_at: at(),
        told_at: None,
    };
    let row = ThreadRow {
        id: id(),
        organisation_id: id(),
        assessment_id: id(),
        question_id: "Q01".into(),
        opened_at: at(),
        last_side: if resolved { Side::Vendor } else { Side::Region },
        resolved_at: resolved.then(at),
        resolved_by_name: resolved.then(|| "Karin Öberg".into()),
        version: 1,
    };
    let messages = vec![message(Side::Region, "Vilket beslut gäller?"), message(Side::Vendor, "Beslutet från mars.")];
    ThreadView::of(&Thread { row, messages }, "Har ni ett ledningssystem?".into(), side)
}

fn standing(state: VerdictState, asks: Asks) -> Standing {
    Standing {
        question_id: "Q01".into(),
        critical: true,
        asks,
        claim: Some(AnswerStatus::Met),
        verdict: (state != VerdictState::Claimed).then_some(AnswerStatus::Met),
        assurance: Assurance::A1,
        required: Assurance::A2,
        holds_until: (state != VerdictState::Claimed).then(today),
        state,
        source: Some(VerdictSource::Unchanged),
        judged_by: Some("Karin Öberg".into()),
        confirmed_by: (state == VerdictState::Verified).then(|| "Omar Said".into()),
        given_back_reason: (state == VerdictState::GivenBack).then(|| "Beslutet är utkast.".into()),
    }
}

/// The depth of a review's sample page.
pub fn sample_depth(_: &FullAssessment, head: &Head, question_id: &str, first: bool) -> Option<DepthView> {
    let state = if first { VerdictState::WaitsSecond } else { VerdictState::GivenBack };
    Some(DepthView {
        standing: standing(state, if first { Asks::Works } else { Asks::Exists }),
        sampled: first,
        only_exists: first,
        evidence_kinds: EvidenceKind::ALL,
        proposal: first.then(|| ProposalView {
            issuer: "Intyget AB".into(),
            assurance: Assurance::A2,
            holds_until: today(),
        }),
        thread: Some(thread(!first, Side::Region)),
        can_confirm: first,
        action: format!("{}/questions/{question_id}", head.href),
        second_form: FormState::default(),
        talk_form: FormState::default(),
    })
}

fn line(state: VerdictState) -> Line {
    Line {
        id: "Q01".into(),
        text: "Har ni ett ledningssystem?".into(),
        href: "/assessments/1/review?q=Q01".into(),
        critical: true,
        state,
        by: (state != VerdictState::Claimed).then(|| "Karin Öberg".into()),
    }
}

impl Sampled for VerificationPage {
    const TEMPLATE: &'static str = "pages/assessments/verification";
    fn samples(_: Language) -> Vec<Self> {
        let sample = SampleView {
            seed: "4f2a".into(),
            algorithm: super::DRAW.into(),
            parameters: "reviewing-2026-1".into(),
            percent: 30,
            tier: Some(2),
            blocks: true,
            always: 12,
            population: 17,
            drawn: 6,
            drawn_at: at(),
            unjudged: 3,
            unconfirmed: 1,
            lines: VerdictState::ALL.iter().map(|state| line(*state)).collect(),
        };
        let certificate = |unfit: Option<Unfit>, covers: Option<bool>| CertificateView {
            id: id(),
            issuer: "Intyget AB".into(),
            standard: "iso27001:2022".into(),
            scope: "Drift i Sverige".into(),
            valid_to: Some(today()),
            unfit,
            covers,
            soa_seen: covers == Some(true),
            reason: covers.map(|_| "SoA version 3".into()),
            decided_by: covers.map(|_| "Karin Öberg".into()),
            decided_at: covers.map(|_| at()),
            version: 1,
            form: FormState::default(),
        };
        let mut certificates: Vec<_> = Unfit::ALL.iter().map(|why| certificate(Some(*why), None)).collect();
        certificates.extend([certificate(None, None), certificate(None, Some(true)), certificate(None, Some(false))]);
        let few = Comparison {
            tier: None,
            others: 2,
            needed: 5,
            claimed_low: Some(60),
            claimed_high: Some(80),
            verified: Some(0),
            median_claimed_low: None,
            median_claimed_high: None,
            median_verified: None,
        };
        let enough = Comparison {
            tier: Some(2),
            others: 7,
            median_claimed_low: Some(70),
            median_claimed_high: Some(90),
            median_verified: Some(0),
            ..few
        };
        vec![
            VerificationPage {
                head: head(AssessmentStatus::Submitted),
                sample: Some(sample),
                waiting: vec![line(VerdictState::WaitsSecond)],
                expired: vec![line(VerdictState::Expired)],
                threads: vec![thread(false, Side::Region), thread(true, Side::Region)],
                certificates,
                proposals: vec![line(VerdictState::Claimed)],
                comparison: enough,
            },
            VerificationPage {
                head: head(AssessmentStatus::Closed),
                sample: None,
                waiting: vec![],
                expired: vec![],
                threads: vec![],
                certificates: vec![],
                proposals: vec![],
                comparison: few,
            },
        ]
    }
}

fn earlier() -> Earlier {
    Earlier { href: "/assessments/2".into(), submitted_at: Some(at()), catalogue_version: "questions-2026-1".into() }
}

impl Sampled for UnchangedPage {
    const TEMPLATE: &'static str = "pages/assessments/unchanged";
    fn samples(_: Language) -> Vec<Self> {
        let line = |why_not: Option<WhyNot>| CandidateLine {
            id: "Q01".into(),
            text: "Har ni ett ledningssystem?".into(),
            href: "/assessments/1/review?q=Q01".into(),
            why_not,
            status: why_not.is_none().then_some(AnswerStatus::Met),
            assurance: Assurance::A2,
            holds_until: why_not.is_none().then(today),
        };
        vec![
            UnchangedPage {
                head: head(AssessmentStatus::Submitted),
                earlier: Some(earlier()),
                accepted: vec![line(None)],
                others: WhyNot::ALL.iter().map(|why| line(Some(*why))).collect(),
            },
            UnchangedPage {
                head: head(AssessmentStatus::Submitted),
                earlier: Some(earlier()),
                accepted: vec![],
                others: vec![],
            },
            UnchangedPage { head: head(AssessmentStatus::Closed), earlier: None, accepted: vec![], others: vec![] },
        ]
    }
}

impl Sampled for DifferencePage {
    const TEMPLATE: &'static str = "pages/assessments/difference";
    fn samples(_: Language) -> Vec<Self> {
        let row = |change: Change| DifferenceLine {
            id: "Q01".into(),
            text: "Har ni ett ledningssystem?".into(),
            href: (change != Change::Gone).then(|| "/assessments/1/review?q=Q01".into()),
            difference: Difference {
                question_id: "Q01".into(),
                change,
                then: (change != Change::New).then_some(AnswerStatus::Partly),
                now: (change != Change::Gone).then_some(AnswerStatus::Met),
                reworded: change == Change::Unchanged,
            },
        };
        vec![
            DifferencePage {
                head: head(AssessmentStatus::Submitted),
                earlier: Some(earlier()),
                counts: Change::ALL.iter().map(|change| ChangeCount { change: *change, count: 1 }).collect(),
                rows: Change::ALL.iter().map(|change| row(*change)).collect(),
            },
            DifferencePage { head: head(AssessmentStatus::Closed), earlier: None, counts: vec![], rows: vec![] },
        ]
    }
}

impl Sampled for PortalTalkPage {
    const TEMPLATE: &'static str = "pages/portal_assessments/dialogue";
    fn samples(_: Language) -> Vec<Self> {
        let page = |threads, can_write| PortalTalkPage {
            href: "/portal/assessments/1".into(),
            client: "Region Almeå".into(),
            threads,
            can_write,
        };
        vec![
            page(vec![thread(false, Side::Vendor), thread(true, Side::Vendor)], true),
            page(vec![thread(false, Side::Vendor)], false),
            page(vec![], true),
        ]
    }
}
