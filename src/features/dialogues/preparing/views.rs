//! What the pages of preparation show, with samples. The vendor's page has a struct of its own, without a place for
//! anything internal.

use super::records::{AgendaProposal, ProposalState};
use crate::base::{Id, Instant, Language};
use crate::features::dialogues::decisions::DecisionState;
use crate::features::dialogues::decisions::views::DecisionView;
use crate::features::dialogues::model::{DialogueStatus, Section};
use crate::features::dialogues::views::{Difference, Head, OwnAction};
use crate::features::findings::{Action, ActionStatus, Responsible};
use crate::platform::view::{FormState, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

/// An action in a list of what to know before the meeting.
#[derive(Debug, Clone, Serialize)]
pub struct ActionLine {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub status: ActionStatus,
    pub responsible: Responsible,
    pub due_on: NaiveDate,
    pub slips: i32,
    pub changes: Vec<Difference>,
}

impl ActionLine {
    pub fn of(action: Action, changes: Vec<Difference>) -> ActionLine {
        ActionLine {
            id: action.id,
            number: action.number,
            title: action.title,
            status: action.status,
            responsible: action.responsible,
            due_on: action.due_on,
            slips: action.slips,
            changes,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct EndingLine {
    pub kind: &'static str,
    pub href: String,
    pub title: String,
    pub ends_on: NaiveDate,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnswerLine {
    pub title: String,
    pub answer: String,
    pub author: String,
    pub at: Instant,
}

/// A proposal as both sides see it.
#[derive(Debug, Clone, Serialize)]
pub struct ProposalView {
    pub id: Id,
    pub version: i32,
    pub section: Section,
    pub title: String,
    pub explanation: Option<String>,
    pub state: ProposalState,
    pub reason: Option<String>,
    pub proposed_by: String,
    pub proposed_at: Instant,
    pub form: FormState,
}

impl ProposalView {
    pub fn of(row: AgendaProposal, form: FormState) -> ProposalView {
        ProposalView {
            id: row.id,
            version: row.version,
            section: row.section,
            title: row.title,
            explanation: row.explanation,
            state: row.state,
            reason: row.reason,
            proposed_by: row.proposed_by_name,
            proposed_at: row.proposed_at,
            form,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct WaitingAssessment {
    pub id: Id,
    pub submitted_at: Option<Instant>,
}

/// A finding that no meeting has taken up. The agenda, which the vendor reads, has its number alone.
#[derive(Debug, Clone, Serialize)]
pub struct FindingLine {
    pub id: Id,
    pub number: i32,
    pub title: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct RegionPreparePage {
    pub head: Head,
    pub findings: Vec<FindingLine>,
    pub changed: Vec<ActionLine>,
    pub overdue: Vec<ActionLine>,
    pub unverified: Vec<ActionLine>,
    pub assessments: Vec<WaitingAssessment>,
    pub ending: Vec<EndingLine>,
    pub decisions: Vec<DecisionView>,
    pub answers: Vec<AnswerLine>,
    pub proposals: Vec<ProposalView>,
    pub can_edit: bool,
}

/// An item with the form of the vendor's answer.
#[derive(Debug, Clone, Serialize)]
pub struct PrepareItem {
    pub id: Id,
    pub section: Section,
    pub title: String,
    pub standing: bool,
    pub version: i32,
    pub form: FormState,
    pub author: Option<String>,
    pub at: Option<Instant>,
    pub conflict: Vec<Difference>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortalPreparePage {
    pub id: Id,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub contract_reference: String,
    pub contract_title: String,
    pub actions: Vec<OwnAction>,
    pub items: Vec<PrepareItem>,
    pub proposals: Vec<ProposalView>,
    pub sections: Vec<Section>,
    pub form: FormState,
    pub can_edit: bool,
}

fn at() -> Instant {
    chrono::DateTime::from_timestamp(1_795_435_200, 0).unwrap_or_default().into()
}

fn id(n: i64) -> Id {
    Id::new(chrono::DateTime::from_timestamp(1_795_435_200 + n, 0).unwrap_or_default())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn proposal(state: &ProposalState) -> ProposalView {
    ProposalView {
        id: id(3),
        version: 1,
        section: Section::Changes,
        title: "Ny driftleverantör".into(),
        explanation: (*state != ProposalState::Withdrawn).then(|| "Vi vill berätta om bytet.".to_string()),
        state: *state,
        reason: (*state == ProposalState::Declined).then(|| "Det tas i ett eget möte.".to_string()),
        proposed_by: "Lena Sjö".into(),
        proposed_at: at(),
        form: FormState::default(),
    }
}

fn line(changes: Vec<Difference>) -> ActionLine {
    ActionLine {
        id: id(4),
        number: 12,
        title: "Loggning i båda miljöerna".into(),
        status: ActionStatus::ReportedDone,
        responsible: Responsible::Vendor,
        due_on: day(),
        slips: 1,
        changes,
    }
}

impl Sampled for RegionPreparePage {
    const TEMPLATE: &'static str = "pages/preparing/region";
    fn samples(_: Language) -> Vec<Self> {
        let head = Head {
            id: id(1),
            version: 3,
            number: 4,
            held_on: day(),
            status: DialogueStatus::Planned,
            contract_id: id(2),
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård i Almeå norra".into(),
            vendor_id: id(3),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            chair_name: None,
            minute_checker: Some("Lena Sjö".into()),
            done: 0,
            total: 14,
        };
        let change = Difference { label: "Status".into(), old: Some("Öppen".into()), new: None };
        let full = RegionPreparePage {
            head: head.clone(),
            findings: vec![FindingLine { id: id(6), number: 12, title: "Loggar saknas".into() }],
            changed: vec![line(vec![change])],
            overdue: vec![line(Vec::new())],
            unverified: vec![line(Vec::new())],
            assessments: vec![WaitingAssessment { id: id(5), submitted_at: Some(at()) }],
            ending: vec![
                EndingLine {
                    kind: "contract",
                    href: "/contracts/1".into(),
                    title: "AVT-2024-17".into(),
                    ends_on: day(),
                },
                EndingLine {
                    kind: "certificate",
                    href: "/vendors/1?tab=certificates".into(),
                    title: "iso27001:2013".into(),
                    ends_on: day(),
                },
            ],
            decisions: vec![DecisionView::sample(DecisionState::Open)],
            answers: vec![AnswerLine {
                title: "Loggning".into(),
                answer: "Klart i en av två.".into(),
                author: "Lena Sjö".into(),
                at: at(),
            }],
            proposals: ProposalState::ALL.iter().map(proposal).collect(),
            can_edit: true,
        };
        let empty = RegionPreparePage {
            head,
            findings: Vec::new(),
            changed: Vec::new(),
            overdue: Vec::new(),
            unverified: Vec::new(),
            assessments: Vec::new(),
            ending: Vec::new(),
            decisions: Vec::new(),
            answers: Vec::new(),
            proposals: Vec::new(),
            can_edit: false,
        };
        vec![empty, full]
    }
}

impl Sampled for PortalPreparePage {
    const TEMPLATE: &'static str = "pages/preparing/vendor";
    fn samples(_: Language) -> Vec<Self> {
        let item = |answered: bool, conflict: Vec<Difference>| PrepareItem {
            id: id(if answered { 7 } else { 8 }),
            section: Section::ActionPlan,
            title: "Loggning i båda miljöerna".into(),
            standing: !answered,
            version: i32::from(answered),
            form: FormState::default().with("answer", if answered { "Klart i en av två." } else { "" }),
            author: answered.then(|| "Lena Sjö".to_string()),
            at: answered.then(at),
            conflict,
        };
        let change = Difference { label: "Ert svar".into(), old: Some("Förr".into()), new: Some("Nu".into()) };
        let full = PortalPreparePage {
            id: id(1),
            held_on: day(),
            status: DialogueStatus::Planned,
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård i Almeå norra".into(),
            actions: vec![OwnAction {
                id: id(9),
                number: 12,
                title: "Loggning".into(),
                status: ActionStatus::InProgress,
                due_on: day(),
                slips: 1,
            }],
            items: vec![item(true, vec![change]), item(false, Vec::new())],
            proposals: ProposalState::ALL.iter().map(proposal).collect(),
            sections: Section::ALL.to_vec(),
            form: FormState::default(),
            can_edit: true,
        };
        let bare = PortalPreparePage { actions: Vec::new(), proposals: Vec::new(), can_edit: false, ..full.clone() };
        vec![bare, full]
    }
}
