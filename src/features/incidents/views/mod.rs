//! What the pages show.

mod samples;

use super::clocks::{ClockKey, Standing};
use super::model::{
    Certainty, Confidence, ConsequenceKind, ConsequenceLevel, Exposure, IncidentSource, IncidentState, Judgement,
    LogCoverage, Unit,
};
use super::records::{ExposureFigure, Incident};
use super::timelines::views::VersionRow;
use crate::base::{Id, Instant};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use serde::Serialize;

/// One incident in the list, with the clock that rings next.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub state: IncidentState,
    pub source: IncidentSource,
    pub received_at: Instant,
    pub owner_name: String,
    pub contracts: usize,
    pub next: Option<ClockRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub form: FormState,
    pub rows: Vec<Row>,
    pub pager: Pager,
    pub states: Vec<&'static str>,
    pub can_edit: bool,
}

/// Both the page that registers an incident and the one that changes it.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    pub form: FormState,
    /// None while it is being registered.
    pub incident_id: Option<Id>,
    pub number: Option<i32>,
    /// What it is about, when it was registered from there.
    pub node_name: Option<String>,
    pub contract_name: Option<String>,
    pub vendor_name: Option<String>,
    pub owners: Vec<Choice>,
    pub sources: &'static [IncidentSource],
    pub judgements: &'static [Judgement],
    pub confidences: &'static [Confidence],
    pub cancel_href: String,
}

/// One clock, worded.
#[derive(Debug, Clone, Serialize)]
pub struct ClockRow {
    pub key: ClockKey,
    pub standing: Standing,
    pub tone: &'static str,
    pub owner: &'static str,
    pub starts: &'static str,
    pub legal: String,
    /// Nobody has checked the rule against its source.
    pub unverified: bool,
    /// A parameter of ours, that an organisation may change.
    pub parameter: bool,
    pub starts_at: Option<Instant>,
    pub due_at: Option<Instant>,
    /// "5 timmar kvar", when somebody still has to act.
    pub left: Option<String>,
    pub sent_at: Option<Instant>,
    pub case_id: Option<String>,
    pub reason: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct PartyRow {
    pub id: Id,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub tier: Option<i32>,
    pub contract_id: Option<Id>,
    pub contract_name: Option<String>,
    pub certainty: Certainty,
    pub manager_name: Option<String>,
    pub notified_at: Option<Instant>,
    pub acknowledged_at: Option<Instant>,
    pub acknowledged_by_name: Option<String>,
    /// Where a finding about the vendor is made from the incident.
    pub finding_href: Option<String>,
}

/// The figures of one category, those that count first.
#[derive(Debug, Clone, Serialize)]
pub struct FigureGroup {
    pub category: Exposure,
    pub figures: Vec<ExposureFigure>,
    pub revised: Vec<ExposureFigure>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ConsequenceRow {
    pub category: ConsequenceKind,
    pub level: ConsequenceLevel,
    pub tone: &'static str,
    pub note: Option<String>,
    pub assessed_by_name: Option<String>,
    pub assessed_at: Option<Instant>,
    /// The names of its two fields in the form.
    pub level_field: String,
    pub note_field: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub incident: Incident,
    /// The node of the chain where it happened.
    pub node_name: Option<String>,
    pub clocks: Vec<ClockRow>,
    pub model: String,
    pub parties: Vec<PartyRow>,
    /// The open findings that were made from it.
    pub findings: Vec<Choice>,
    pub can_find: bool,
    pub certain: usize,
    pub possible: usize,
    /// Contracts whose managers have not been told.
    pub waiting: usize,
    pub groups: Vec<FigureGroup>,
    pub consequences: Vec<ConsequenceRow>,
    pub levels: &'static [ConsequenceLevel],
    pub contract_choices: Vec<Choice>,
    pub next_states: &'static [IncidentState],
    pub history: Vec<HistoryLine>,
    pub state_form: FormState,
    pub party_form: FormState,
    pub consequence_form: FormState,
    /// It may be changed and is not closed.
    pub can_edit: bool,
    pub can_step: bool,
    /// The newest versions of its published timeline.
    pub timelines: Vec<VersionRow>,
    /// A version of the timeline can be prepared: none is being prepared.
    pub can_prepare: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    pub form: FormState,
    pub incident_id: Id,
    pub title: String,
    pub clock: ClockRow,
}

#[derive(Debug, Clone, Serialize)]
pub struct FigurePage {
    pub form: FormState,
    pub incident_id: Id,
    pub title: String,
    pub revises: Option<ExposureFigure>,
    pub categories: &'static [Exposure],
    pub units: &'static [Unit],
    pub coverages: &'static [LogCoverage],
}
