//! Samples of the pages, in the states worth looking at.

use super::facts::Quorum;
use super::model::{
    ApprovalChannel, ApprovalOutcome, AttendanceKind, CallKind, MeetingSeat, MinutesPart, MinutesStage, QuorumEffect,
};
use super::views::*;
use crate::access::Side;
use crate::base::{Id, Instant, Language};
use crate::features::dialogues::views::Happened;
use crate::platform::view::{Choice, FormState, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

const SHA: &str = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

fn at() -> Instant {
    DateTime::<Utc>::from_timestamp(1_795_435_200, 0).unwrap_or_default().into()
}

fn id() -> Id {
    Id::new(at().utc())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn answer(side: Side, name: &str, outcome: ApprovalOutcome, channel: Option<ApprovalChannel>) -> AnswerView {
    let decided = outcome != ApprovalOutcome::Waiting;
    let recorded = channel.is_some_and(ApprovalChannel::recorded);
    AnswerView {
        side,
        name: name.into(),
        outcome,
        decided_at: decided.then(at),
        channel,
        recorded_by: recorded.then(|| "Karin Öberg".into()),
        recorded_note: recorded.then(|| "Ringde den 24 november.".into()),
        sha256: decided.then(|| SHA.into()),
        objection: (outcome == ApprovalOutcome::Objected).then(|| "Punkt 3 är inte vad vi sade.".into()),
    }
}

fn standing(stage: MinutesStage, asks_me: bool) -> StandingView {
    let answers = vec![
        answer(Side::Region, "Karin Öberg", ApprovalOutcome::Approved, Some(ApprovalChannel::Web)),
        answer(Side::Vendor, "Eva Björk", ApprovalOutcome::Objected, Some(ApprovalChannel::Api)),
        answer(Side::Vendor, "Märta Sjöström", ApprovalOutcome::Approved, Some(ApprovalChannel::Phone)),
        answer(Side::Vendor, "Nils Ek", ApprovalOutcome::Waiting, None),
    ];
    StandingView {
        stage,
        steps: steps(stage, |stage| stage.to_string()),
        sha256: Some(SHA.into()),
        text_version: Some(2),
        reply_by: (stage == MinutesStage::Sent).then(day),
        earlier: vec![TextView {
            number: 1,
            sha256: SHA.into(),
            fixed_at: at(),
            fixed_by: "Karin Öberg".into(),
            taken_back_at: Some(at()),
            taken_back_by: Some("Karin Öberg".into()),
            reason: Some("Fel datum under punkt 3.".into()),
            answers: answers.clone(),
        }],
        addenda: [None, Some(at())]
            .into_iter()
            .map(|approved_at| AddendumView {
                id: id(),
                number: 1,
                body: "Rätt datum är den 5 december.".into(),
                sha256: SHA.into(),
                author: "Karin Öberg".into(),
                side: Side::Region,
                added_at: at(),
                asks_me: asks_me && approved_at.is_none(),
                approved_at,
                answers: answers.clone(),
            })
            .collect(),
        answers,
        diary_number: Some("HSN 2026-114".into()),
        registered_at: Some(at()),
        archive_reference: Some("E-arkiv 77".into()),
        archived_at: (stage == MinutesStage::Archived).then(at),
        faults: MinutesPart::ALL
            .iter()
            .filter(|_| asks_me)
            .map(|part| FaultView { part: *part, which: (*part == MinutesPart::Approval).then(|| "Eva Björk".into()) })
            .collect(),
        asks_me,
    }
}

fn bare(stage: MinutesStage) -> StandingView {
    StandingView {
        sha256: None,
        text_version: None,
        reply_by: None,
        answers: Vec::new(),
        earlier: Vec::new(),
        addenda: Vec::new(),
        diary_number: None,
        registered_at: None,
        archive_reference: None,
        archived_at: None,
        ..standing(stage, false)
    }
}

impl Sampled for MinutesPage {
    const TEMPLATE: &'static str = "pages/dialogues/minutes";
    fn samples(_: Language) -> Vec<Self> {
        let page = |standing: StandingView, can: bool| MinutesPage {
            id: id(),
            version: 3,
            dialogue_version: 7,
            held_on: day(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            contract_reference: "AVT-2024-17".into(),
            standing,
            answer_href: "/dialogues/1/minutes/answer".into(),
            record_href: "/dialogues/1".into(),
            people: vec![Pick { name: "a0".into(), label: "Karin Öberg".into() }],
            to_record: vec![Choice::new("1", "Nils Ek")].into_iter().filter(|_| can).collect(),
            channels: vec![ApprovalChannel::Phone, ApprovalChannel::Paper],
            form: FormState::default(),
            history: vec![Happened {
                at: at(),
                who: "Karin Öberg".into(),
                text: "skickade".into(),
                note: None,
                tone: "neutral",
            }],
            can_end: can,
            can_send: can,
            can_take_back: can,
            can_register: can,
            can_archive: can,
            can_add: can,
        };
        let stages = MinutesStage::ALL.iter().map(|stage| page(standing(*stage, true), true));
        stages.chain([page(bare(MinutesStage::Called), false), page(bare(MinutesStage::Locked), true)]).collect()
    }
}

impl Sampled for PortalMinutesPage {
    const TEMPLATE: &'static str = "pages/portal_dialogues/minutes";
    fn samples(_: Language) -> Vec<Self> {
        let page = |standing: StandingView, can_add| PortalMinutesPage {
            id: id(),
            held_on: day(),
            organisation: "Region Almeå".into(),
            contract_reference: "AVT-2024-17".into(),
            standing,
            answer_href: "/portal/dialogues/1/minutes/answer".into(),
            record_href: "/portal/dialogues/1".into(),
            form: FormState::default(),
            can_add,
        };
        vec![
            page(standing(MinutesStage::Sent, true), false),
            page(standing(MinutesStage::Archived, false), true),
            page(bare(MinutesStage::Locked), false),
        ]
    }
}

impl Sampled for AttendancePage {
    const TEMPLATE: &'static str = "pages/dialogues/attendance";
    fn samples(_: Language) -> Vec<Self> {
        let page = |met: bool| AttendancePage {
            id: id(),
            version: 2,
            rows: vec![AttendeeRow { place: 0, side: Side::Region, name: "Karin Öberg".into() }]
                .into_iter()
                .filter(|_| !met)
                .collect(),
            form: FormState::default(),
            attendances: AttendanceKind::ALL.to_vec(),
            seats: MeetingSeat::ALL.to_vec(),
            quorum: Quorum {
                met,
                missing: if met { Vec::new() } else { MeetingSeat::ALL.to_vec() },
                effect: if met { QuorumEffect::Warn } else { QuorumEffect::Hold },
                model: "2026-1".into(),
            },
            conflicts: vec![DeclaredView {
                id: id(),
                side: Side::Region,
                name: "Karin Öberg".into(),
                item: "Beslut".into(),
                reason: "Närstående.".into(),
                stepped_out: true,
            }],
            people: vec![Choice::new("region|Karin Öberg", "Karin Öberg")],
            items: vec![Choice::new("1", "Beslut")],
            can_edit: !met,
        };
        vec![page(true), page(false)]
    }
}

impl CallView {
    pub fn sample(kind: CallKind) -> CallView {
        CallView {
            kind,
            starts_at: Some(at()),
            length_minutes: Some(60),
            place: Some("Teams".into()),
            reason: (kind != CallKind::Invited).then(|| "Sjukdom".into()),
            sent_at: at(),
            sent_by: "Karin Öberg".into(),
        }
    }
}

impl Sampled for CallPage {
    const TEMPLATE: &'static str = "pages/dialogues/call";
    fn samples(_: Language) -> Vec<Self> {
        let call = |kind, starts: bool| {
            let call = CallView::sample(kind);
            if starts { call } else { CallView { starts_at: None, length_minutes: None, place: None, ..call } }
        };
        let page = |calls: Vec<CallView>, cancelled: bool| CallPage {
            id: id(),
            version: 2,
            form: FormState::default(),
            unreached: if cancelled { vec!["Märta Sjöström".into()] } else { Vec::new() },
            uninvited: if calls.is_empty() { Vec::new() } else { vec!["Olle Säker".into()] },
            reached: usize::from(!calls.is_empty()) * 2,
            in_row: usize::from(cancelled),
            limit: 2,
            can_edit: true,
            cancelled,
            calls,
        };
        vec![
            page(Vec::new(), false),
            page(vec![call(CallKind::Invited, true), call(CallKind::Moved, true)], false),
            page(vec![call(CallKind::Cancelled, false)], true),
        ]
    }
}
