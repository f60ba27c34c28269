//! What the pages of minutes, attendance and invitations show. The vendor's page has a struct of its own, without
//! addresses and without the region's steps.

use super::facts::{Attending, Conflict, MeetingFacts, Quorum};
use super::model::{
    ApprovalChannel, ApprovalOutcome, AttendanceKind, CallKind, MeetingSeat, MinutesPart, MinutesStage, QuorumEffect,
};
use super::records::{Addendum, Approval, Call, MinutesText};
use super::verify::{Fault, Stored};
use super::{Titles, rules};
use crate::access::Side;
use crate::base::{Id, Instant};
use crate::features::dialogues::views::Happened;
use crate::platform::view::{Choice, FormState};
use chrono::NaiveDate;
use serde::Serialize;

/// One step of the way, for `components/stepper`.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    pub label: String,
    pub state: &'static str,
    pub href: Option<String>,
}

/// The steps that the domain names; a locked text that nobody has been asked about is a draft still.
const STEPS: [MinutesStage; 7] = [
    MinutesStage::Called,
    MinutesStage::Held,
    MinutesStage::Draft,
    MinutesStage::Sent,
    MinutesStage::Approved,
    MinutesStage::Registered,
    MinutesStage::Archived,
];

/// The way with the present step marked; `word` gives the name of a stage.
pub fn steps(stage: MinutesStage, word: impl Fn(MinutesStage) -> String) -> Vec<Step> {
    let shown = if stage == MinutesStage::Locked { MinutesStage::Draft } else { stage };
    let here = STEPS.iter().position(|step| *step == shown).unwrap_or(0);
    let state = |place: usize| match place.cmp(&here) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal if stage == MinutesStage::Archived => "done",
        std::cmp::Ordering::Equal => "current",
        std::cmp::Ordering::Greater => "todo",
    };
    STEPS.iter().enumerate().map(|(place, step)| Step { label: word(*step), state: state(place), href: None }).collect()
}

/// One person's answer as both sides read it.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerView {
    pub side: Side,
    pub name: String,
    pub outcome: ApprovalOutcome,
    pub decided_at: Option<Instant>,
    pub channel: Option<ApprovalChannel>,
    pub recorded_by: Option<String>,
    pub recorded_note: Option<String>,
    pub sha256: Option<String>,
    pub objection: Option<String>,
}

impl AnswerView {
    pub fn of(approval: &Approval) -> AnswerView {
        AnswerView {
            side: approval.side,
            name: approval.name.clone(),
            outcome: approval.outcome,
            decided_at: approval.decided_at,
            channel: approval.channel,
            recorded_by: approval.recorded_by_name.clone(),
            recorded_note: approval.recorded_note.clone(),
            sha256: approval.sha256.clone(),
            objection: approval.objection.clone(),
        }
    }
}

/// A text that was sent, or taken back.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    pub number: i32,
    pub sha256: String,
    pub fixed_at: Instant,
    pub fixed_by: String,
    pub taken_back_at: Option<Instant>,
    pub taken_back_by: Option<String>,
    pub reason: Option<String>,
    /// What was said of it before it was taken back.
    pub answers: Vec<AnswerView>,
}

/// A correction with its answers.
#[derive(Debug, Clone, Serialize)]
pub struct AddendumView {
    pub id: Id,
    pub number: i32,
    pub body: String,
    pub sha256: String,
    pub author: String,
    pub side: Side,
    pub added_at: Instant,
    pub approved_at: Option<Instant>,
    pub answers: Vec<AnswerView>,
    /// Whoever reads is asked about it.
    pub asks_me: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct FaultView {
    pub part: MinutesPart,
    pub which: Option<String>,
}

impl From<Fault> for FaultView {
    fn from(fault: Fault) -> Self {
        FaultView { part: fault.part, which: fault.which }
    }
}

/// What both sides read of minutes after the lock.
#[derive(Debug, Clone, Serialize)]
pub struct StandingView {
    pub stage: MinutesStage,
    pub steps: Vec<Step>,
    pub sha256: Option<String>,
    pub text_version: Option<i32>,
    pub reply_by: Option<NaiveDate>,
    pub answers: Vec<AnswerView>,
    pub earlier: Vec<TextView>,
    pub addenda: Vec<AddendumView>,
    pub diary_number: Option<String>,
    pub registered_at: Option<Instant>,
    pub archive_reference: Option<String>,
    pub archived_at: Option<Instant>,
    pub faults: Vec<FaultView>,
    /// Whoever reads is asked about the text.
    pub asks_me: bool,
}

impl StandingView {
    pub fn of(stored: &Stored, faults: Vec<Fault>, me: &Id, word: impl Fn(MinutesStage) -> String) -> StandingView {
        let row = stored.row.as_ref();
        let stage = rules::stage(stored.dialogue.status, row.map(|row| row.state));
        let asks = |known: &Approval| {
            known.person_id.as_ref() == Some(me)
                && matches!(known.outcome, ApprovalOutcome::Waiting | ApprovalOutcome::Objected)
        };
        StandingView {
            steps: steps(stage, word),
            sha256: stored.dialogue.sha256.clone(),
            text_version: row.map(|row| row.text_version),
            reply_by: row.and_then(|row| row.reply_by).filter(|_| stage == MinutesStage::Sent),
            answers: if stored.dialogue.sha256.is_some() {
                stored.answers().map(AnswerView::of).collect()
            } else {
                Vec::new()
            },
            earlier: stored
                .texts
                .iter()
                .filter(|text| text.taken_back_at.is_some())
                .map(|text| text_view(stored, text))
                .collect(),
            addenda: stored.addenda.iter().map(|addendum| addendum_view(stored, addendum, &asks)).collect(),
            diary_number: row.and_then(|row| row.diary_number.clone()),
            registered_at: row.and_then(|row| row.registered_at),
            archive_reference: row.and_then(|row| row.archive_reference.clone()),
            archived_at: row.and_then(|row| row.archived_at),
            faults: faults.into_iter().map(Into::into).collect(),
            asks_me: stage == MinutesStage::Sent && stored.answers().any(asks),
            stage,
        }
    }
}

fn text_view(stored: &Stored, text: &MinutesText) -> TextView {
    let of_text = |known: &&Approval| known.addendum_id.is_none() && known.text_version == text.number;
    TextView {
        number: text.number,
        sha256: text.sha256.clone(),
        fixed_at: text.fixed_at,
        fixed_by: text.fixed_by_name.clone(),
        taken_back_at: text.taken_back_at,
        taken_back_by: text.taken_back_by_name.clone(),
        reason: text.taken_back_reason.clone(),
        answers: stored.approvals.iter().filter(of_text).map(AnswerView::of).collect(),
    }
}

fn addendum_view(stored: &Stored, addendum: &Addendum, asks: &impl Fn(&Approval) -> bool) -> AddendumView {
    let own: Vec<&Approval> =
        stored.approvals.iter().filter(|known| known.addendum_id.as_ref() == Some(&addendum.id)).collect();
    AddendumView {
        id: addendum.id.clone(),
        number: addendum.number,
        body: addendum.body.clone(),
        sha256: addendum.sha256.clone(),
        author: addendum.author_name.clone(),
        side: addendum.author_side,
        added_at: addendum.added_at,
        approved_at: addendum.approved_at,
        asks_me: addendum.approved_at.is_none() && own.iter().any(|known| asks(known)),
        answers: own.into_iter().map(AnswerView::of).collect(),
    }
}

/// A participant to be asked, as a box to tick.
#[derive(Debug, Clone, Serialize)]
pub struct Pick {
    pub name: String,
    pub label: String,
}

/// The region's page.
#[derive(Debug, Clone, Serialize)]
pub struct MinutesPage {
    pub id: Id,
    /// Of the row of minutes; 0 before there is one.
    pub version: i32,
    pub dialogue_version: i32,
    pub held_on: NaiveDate,
    pub vendor_name: String,
    pub contract_reference: String,
    pub standing: StandingView,
    /// Where answers are posted, and where the minutes are read.
    pub answer_href: String,
    pub record_href: String,
    pub people: Vec<Pick>,
    /// Those who have not answered and whose answer the chair may record.
    pub to_record: Vec<Choice>,
    pub channels: Vec<ApprovalChannel>,
    /// One state for the page's forms, whose fields have different names.
    pub form: FormState,
    pub history: Vec<Happened>,
    pub can_end: bool,
    pub can_send: bool,
    pub can_take_back: bool,
    pub can_register: bool,
    pub can_archive: bool,
    pub can_add: bool,
}

/// The vendor's page.
#[derive(Debug, Clone, Serialize)]
pub struct PortalMinutesPage {
    pub id: Id,
    pub held_on: NaiveDate,
    pub organisation: String,
    pub contract_reference: String,
    pub standing: StandingView,
    pub answer_href: String,
    pub record_href: String,
    pub form: FormState,
    pub can_add: bool,
}

/// One participant in the form of attendance; the fields begin with `p<place>_`.
#[derive(Debug, Clone, Serialize)]
pub struct AttendeeRow {
    pub place: usize,
    pub side: Side,
    pub name: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DeclaredView {
    pub id: Id,
    pub side: Side,
    pub name: String,
    pub item: String,
    pub reason: String,
    pub stepped_out: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AttendancePage {
    pub id: Id,
    pub version: i32,
    pub rows: Vec<AttendeeRow>,
    pub form: FormState,
    pub attendances: Vec<AttendanceKind>,
    pub seats: Vec<MeetingSeat>,
    pub quorum: Quorum,
    pub conflicts: Vec<DeclaredView>,
    pub people: Vec<Choice>,
    pub items: Vec<Choice>,
    pub can_edit: bool,
}

/// What was sent about the meeting.
#[derive(Debug, Clone, Serialize)]
pub struct CallView {
    pub kind: CallKind,
    pub starts_at: Option<Instant>,
    pub length_minutes: Option<i32>,
    pub place: Option<String>,
    pub reason: Option<String>,
    pub sent_at: Instant,
    pub sent_by: String,
}

impl From<Call> for CallView {
    fn from(call: Call) -> Self {
        CallView {
            kind: call.kind,
            starts_at: call.starts_at,
            length_minutes: call.length_minutes,
            place: call.place,
            reason: call.reason,
            sent_at: call.sent_at,
            sent_by: call.sent_by_name,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct CallPage {
    pub id: Id,
    pub version: i32,
    pub form: FormState,
    pub calls: Vec<CallView>,
    /// With an address, and without one.
    pub reached: usize,
    pub unreached: Vec<String>,
    /// With an address, but come onto the list after the invitation.
    pub uninvited: Vec<String>,
    pub cancelled: bool,
    /// How many meetings in a row have been cancelled, and how many may be.
    pub in_row: usize,
    pub limit: usize,
    pub can_edit: bool,
}

/// What a sample record says of its meeting.
pub fn sample_meeting() -> MeetingFacts {
    let person = |side, name: &str, attendance, seat| Attending {
        side,
        name: name.into(),
        attendance,
        seat,
        deputy_for: (attendance == AttendanceKind::Deputy).then(|| "Eva Björk".to_string()),
    };
    MeetingFacts {
        attendance: vec![
            person(Side::Region, "Karin Öberg", AttendanceKind::Present, MeetingSeat::ContractManager),
            person(Side::Vendor, "Märta Sjöström", AttendanceKind::Deputy, MeetingSeat::VendorHead),
            person(Side::Vendor, "Nils Ek", AttendanceKind::Remote, MeetingSeat::Other),
        ],
        quorum: Quorum {
            met: false,
            missing: vec![MeetingSeat::InformationSecurity],
            effect: QuorumEffect::Warn,
            model: "2026-1".into(),
        },
        conflicts: vec![Conflict {
            section: 13,
            title: Titles { sv: "Beslut om ny frist".into(), en: "Decision on a new date".into() },
            side: Side::Region,
            name: "Karin Öberg".into(),
            reason: "Närstående arbetar hos leverantören.".into(),
            stepped_out: true,
        }],
    }
}
