//! What has been passed on to subcontractors. Region side only.

use crate::base::Language;
use crate::features::contracts::FlowState;
use crate::features::contracts::views::ContractHead;
use crate::features::subcontractors::flowing::FlowCounts;
use crate::features::vendors::ConflictRow;
use crate::platform::view::{FormState, Sampled};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct FlowNode {
    pub id: String,
    pub name: String,
    pub counts: FlowCounts,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct FlowLine {
    pub clause_id: String,
    pub title: String,
    pub state: FlowState,
    pub tone: &'static str,
    pub reason: Option<String>,
    pub evidence_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// The form for one clause and one subcontractor.
#[derive(Debug, Clone, Serialize)]
pub struct FlowForm {
    pub clause_id: String,
    pub node_id: String,
    pub form: FormState,
    pub version: i32,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FlowPage {
    pub head: ContractHead,
    pub nodes: Vec<FlowNode>,
    /// Of whom the clauses are shown.
    pub name: String,
    pub node_id: String,
    pub lines: Vec<FlowLine>,
    pub form: Option<FlowForm>,
    pub states: &'static [FlowState],
}

impl Sampled for FlowPage {
    const TEMPLATE: &'static str = "pages/subcontracts/flow_down";

    fn samples(lang: Language) -> Vec<Self> {
        let line = |state: &FlowState| FlowLine {
            clause_id: "KV-05".into(),
            title: "Ansvar".into(),
            state: *state,
            tone: "attention",
            reason: (*state == FlowState::Refused).then(|| "Nej".into()),
            evidence_on: NaiveDate::from_ymd_opt(2026, 6, 30).filter(|_| *state == FlowState::PassedOn),
            note: (*state == FlowState::PassedOn).then(|| "Bilaga 2".into()),
        };
        let node = |current: bool| FlowNode {
            id: "1".into(),
            name: "Nattpasset Rådgivning Ltd".into(),
            counts: FlowCounts { passed_on: 3, not_yet: 44, refused: 1, lacking: 45, not_needed: 0 },
            current,
        };
        let form = |conflict: bool| FlowForm {
            clause_id: "KV-05".into(),
            node_id: "1".into(),
            form: FormState::default().with("state", "passed_on"),
            version: 1,
            conflict: if conflict {
                vec![ConflictRow { label: "Skäl".into(), yours: "A".into(), theirs: "B".into() }]
            } else {
                Vec::new()
            },
        };
        let page = |full: bool, form: Option<FlowForm>| FlowPage {
            head: ContractHead::sample(lang, full),
            nodes: if full { vec![node(true), node(false)] } else { Vec::new() },
            name: if full { "Nattpasset Rådgivning Ltd".into() } else { String::new() },
            node_id: "1".into(),
            lines: if full { FlowState::ALL.iter().map(line).collect() } else { Vec::new() },
            form,
            states: FlowState::ALL,
        };
        vec![page(true, None), page(true, Some(form(false))), page(true, Some(form(true))), page(false, None)]
    }
}
