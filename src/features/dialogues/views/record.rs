//! A locked record as both sides read it. Everything here comes from the record.

use crate::base::{Instant, Language};
use crate::features::dialogues::minutes::facts::MeetingFacts;
use crate::features::dialogues::minutes::paper::Difference;
use crate::features::dialogues::minutes::{Attendance, Minutes, MinutesItem, Next, Previous};
use crate::features::dialogues::model::{ItemKind, ItemStatus, Section};
use crate::features::dialogues::snapshot::Change;
use crate::features::findings::{self, ActionStatus, Responsible};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct RecordView {
    pub organisation: String,
    pub vendor: String,
    pub vendor_number: Option<String>,
    pub contract_reference: String,
    pub contract_title: String,
    pub diary_number: Option<String>,
    pub held_on: NaiveDate,
    pub number: i32,
    pub chair: Option<String>,
    pub minute_checker: Option<String>,
    pub participants: Vec<Attendance>,
    pub previous: Option<Previous>,
    pub sections: Vec<RecordSection>,
    pub actions: Vec<RecordAction>,
    pub next: Option<Next>,
    pub locked_at: Instant,
    pub locked_by: String,
    pub sha256: String,
    /// Attendance, quorum and conflicts; absent in records from before they were noted.
    pub meeting: Option<MeetingFacts>,
    /// What happened to the actions since the minutes before.
    pub difference: Difference,
}

#[derive(Debug, Clone, Serialize)]
pub struct RecordSection {
    pub number: i32,
    pub section: Section,
    pub items: Vec<RecordItem>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RecordItem {
    pub title: String,
    pub standing: bool,
    pub kind: ItemKind,
    pub status: ItemStatus,
    pub note: Option<String>,
    pub decision: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RecordAction {
    pub number: i32,
    pub title: String,
    pub responsible: Responsible,
    pub owner: Option<String>,
    pub due_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    pub open: bool,
    /// Late on the day of the meeting, not on the day of reading.
    pub overdue: bool,
    pub meetings: u32,
    pub note: Option<String>,
    pub decision: Option<String>,
    pub changes: Vec<Change>,
}

impl RecordView {
    pub fn of(minutes: Minutes, sha256: &str, language: Language) -> RecordView {
        let held_on = minutes.held_on;
        let difference = Difference::of(&minutes);
        let sections = Section::ALL
            .iter()
            .zip(1..)
            .map(|(section, number)| RecordSection {
                number,
                section: *section,
                items: minutes
                    .items
                    .iter()
                    .filter(|item| item.section == number)
                    .map(|item| recorded(item, language))
                    .collect(),
            })
            .filter(|section| !section.items.is_empty())
            .collect();
        let actions = minutes
            .actions
            .into_iter()
            .map(|a| RecordAction {
                open: findings::is_open(a.status),
                overdue: findings::is_overdue(a.status, a.due_on, held_on),
                number: a.number,
                title: a.title,
                responsible: a.responsible,
                owner: a.owner,
                due_on: a.due_on,
                original_due_on: a.original_due_on,
                slips: a.slips,
                status: a.status,
                meetings: a.meetings_open,
                note: a.note,
                decision: a.decision,
                changes: a.changes,
            })
            .collect();
        RecordView {
            organisation: minutes.organisation.name,
            vendor: minutes.vendor.name,
            vendor_number: minutes.vendor.org_number,
            contract_reference: minutes.contract.reference,
            contract_title: minutes.contract.title,
            diary_number: minutes.contract.diary_number,
            held_on,
            number: minutes.number,
            chair: minutes.chair,
            minute_checker: minutes.minute_checker,
            participants: minutes.participants,
            previous: minutes.previous,
            sections,
            actions,
            next: minutes.next,
            locked_at: minutes.locked_at,
            locked_by: minutes.locked_by,
            sha256: sha256.to_string(),
            meeting: minutes.meeting,
            difference,
        }
    }
}

fn recorded(item: &MinutesItem, language: Language) -> RecordItem {
    RecordItem {
        title: match language {
            Language::Sv => item.title.sv.clone(),
            Language::En => item.title.en.clone(),
        },
        standing: item.kind == ItemKind::Standing,
        kind: item.kind,
        status: item.status,
        note: item.note.clone(),
        decision: item.decision.clone(),
    }
}
