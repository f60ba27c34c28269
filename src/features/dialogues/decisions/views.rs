//! What the page of decisions shows, and a decision as other pages show it; with samples.

use super::records::{DecisionState, MeetingDecision};
use crate::base::{Id, Instant, Language};
use crate::platform::view::{FormState, Pager, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

/// A decision with its age.
#[derive(Debug, Clone, Serialize)]
pub struct DecisionView {
    pub id: Id,
    pub version: i32,
    pub dialogue_id: Id,
    pub decided_on: NaiveDate,
    pub title: String,
    pub decision: String,
    pub state: DecisionState,
    pub days: i64,
    pub closed_note: Option<String>,
    pub closed_by_name: Option<String>,
    pub closed_at: Option<Instant>,
}

impl DecisionView {
    pub fn of(decision: MeetingDecision, language: Language, today: NaiveDate) -> DecisionView {
        DecisionView {
            title: decision.title(language).to_string(),
            id: decision.id,
            version: decision.version,
            dialogue_id: decision.dialogue_id,
            decided_on: decision.decided_on,
            decision: decision.decision,
            state: decision.state,
            days: (today - decision.decided_on).num_days().max(0),
            closed_note: decision.closed_note,
            closed_by_name: decision.closed_by_name,
            closed_at: decision.closed_at,
        }
    }

    pub fn sample(state: DecisionState) -> DecisionView {
        let at = chrono::DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default();
        let closed = state != DecisionState::Open;
        DecisionView {
            id: Id::new(at),
            version: 1,
            dialogue_id: Id::new(at),
            decided_on: NaiveDate::from_ymd_opt(2026, 10, 20).unwrap_or_default(),
            title: "Åtgärdsplan".into(),
            decision: "Parterna följer den gemensamma planen.".into(),
            state,
            days: 34,
            closed_note: closed.then(|| "Klart den 3 november.".to_string()),
            closed_by_name: closed.then(|| "Eva Björk".to_string()),
            closed_at: closed.then(|| at.into()),
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct DecisionRow {
    pub decision: DecisionView,
    pub contract_id: Id,
    pub contract_reference: String,
    pub vendor_name: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct DecisionsPage {
    pub form: FormState,
    /// The form of closing, when it was refused, and at which decision.
    pub refused: FormState,
    pub refused_id: Option<Id>,
    pub states: Vec<DecisionState>,
    pub rows: Vec<DecisionRow>,
    pub pager: Pager,
    pub can_edit: bool,
}

impl Sampled for DecisionsPage {
    const TEMPLATE: &'static str = "pages/meeting_decisions/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state: &DecisionState| {
            let decision = DecisionView::sample(*state);
            DecisionRow {
                contract_id: decision.id.clone(),
                decision,
                contract_reference: "AVT-2024-17".into(),
                vendor_name: "Åsmunda Ögonklinik AB".into(),
            }
        };
        let full = DecisionsPage {
            form: FormState::default(),
            refused: FormState::default(),
            refused_id: Some(DecisionView::sample(DecisionState::Open).id),
            states: DecisionState::ALL.to_vec(),
            rows: DecisionState::ALL.iter().map(row).collect(),
            pager: Pager { number: 1, pages: 1, total: 3 },
            can_edit: true,
        };
        vec![DecisionsPage { rows: Vec::new(), refused_id: None, can_edit: false, ..full.clone() }, full]
    }
}
