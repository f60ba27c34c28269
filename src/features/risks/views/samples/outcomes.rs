//! Samples of what was simulated, accepted and chosen.

use super::{at_day, heat, id, now, ratings, reckoning, risk};
use crate::access::Role;
use crate::base::Language;
use crate::features::risks::model::{
    AcceptanceAnswer, AcceptanceState, ConsequenceCategory, RiskLevel, RiskState, RunState, SimulationInput,
};
use crate::features::risks::records::{Acceptance, Approval, Run, StatedInputs};
use crate::features::risks::rules::simulation::{Exceedance, Percentiles, Range, Swing};
use crate::features::risks::views::{
    AcceptanceRow, ActionRow, AnchorRow, AssessmentRow, InputsView, ModelPage, NodeRow, OutcomeRow, OwnTableRow,
    PortfolioPage, ProposePage, RunPage, RunRow, ShowPage, SimulationView, TermRow, curve, tornado,
};
use crate::platform::view::{Choice, FormState, HistoryLine, Sampled};

fn percentiles() -> Percentiles {
    Percentiles { mean: 1_200_000.0, p50: 0.0, p90: 3_000_000.0, p95: 7_100_000.0 }
}

fn exceedances() -> Vec<Exceedance> {
    [(1.0e5, 0.17, 0.5), (1.0e6, 0.14, 0.2), (1.0e7, 0.03, 0.05), (2.0e7, 0.06, 0.04)]
        .map(|(loss, probability, tolerated)| Exceedance { loss, probability, tolerated })
        .to_vec()
}

fn simulation() -> SimulationView {
    let word = |value: f64| format!("{value}");
    let swing = |input: &SimulationInput| Swing { input: *input, at_low: 100_000.0, at_high: 4_000_000.0 };
    let swings: Vec<Swing> = SimulationInput::ALL.iter().map(swing).collect();
    SimulationView {
        outcomes: ["inherent", "residual"]
            .into_iter()
            .map(|view| OutcomeRow {
                view,
                at_least_one: "17 %".into(),
                loss: percentiles(),
                persons: (view == "inherent").then(percentiles),
                above: view == "inherent",
            })
            .collect(),
        curve: curve(&exceedances(), Some(&exceedances()), &word, &word),
        tornado: tornado(&swings, 1_200_000.0, &word),
        seed: 42,
        trials: 10_000,
        algorithm: "xoshiro256pp-1".into(),
        by: "Omar Haddad".into(),
        at: now(),
        outdated: true,
    }
}

fn acceptance(state: AcceptanceState, full: bool) -> AcceptanceRow {
    let acceptance_id = id();
    AcceptanceRow {
        approvals: if full {
            AcceptanceAnswer::ALL
                .iter()
                .map(|answer| Approval {
                    id: id(),
                    organisation_id: id(),
                    acceptance_id: acceptance_id.clone(),
                    person_id: id(),
                    person_name: "Birgitta Falk".into(),
                    role: Role::Director,
                    answer: *answer,
                    note: (*answer == AcceptanceAnswer::Refuse).then(|| "För dyrt.".into()),
                    answered_at: now(),
                })
                .collect()
        } else {
            Vec::new()
        },
        acceptance: Acceptance {
            id: acceptance_id,
            organisation_id: id(),
            risk_id: id(),
            level: RiskLevel::High,
            model_version: "risk-2026-1".into(),
            state,
            reason: "Kostnaden för att flytta är större än nyttan.".into(),
            conditions: full.then(|| "Månatlig kontroll.".into()),
            reference: full.then(|| "HSN 2026-0412".into()),
            valid_until: at_day(),
            review_on: at_day(),
            fingerprint: String::new(),
            proposed_by: id(),
            proposed_by_name: "Eva Björk".into(),
            proposed_at: now(),
            accepted_at: full.then(now),
            ended_at: full.then(now),
            ended_by_name: full.then(|| "Birgitta Falk".into()),
            end_reason: full.then(|| "risks-ended-changed".into()),
            version: 1,
        },
        state,
        tone: "attention",
        needed: "direktör, eller nämnd".into(),
        ended: full.then(|| "Risken har ändrats.".into()),
        can_answer: full,
        can_withdraw: full,
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/risks/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| ShowPage {
            risk: risk(full),
            vendor_name: full.then(|| "Vidlyssna Vårdlinje AB".into()),
            contract_name: full.then(|| "ALM-1 Rådgivning".into()),
            node_name: full.then(|| "Delad lagringsyta".into()),
            service_name: full.then(|| "Samtalsinspelning".into()),
            link_text: full.then(|| "Lagrar samtal".into()),
            overdue: full,
            heat: full.then(|| heat(false)),
            level: full.then_some(RiskLevel::High),
            residual_level: full.then_some(RiskLevel::Medium),
            likelihood: full.then(|| "S2–S3".into()),
            residual_likelihood: full.then(|| "S1–S3".into()),
            consequence: full.then(|| "K3".into()),
            rated: if full { 2 } else { 1 },
            rated_by_me: !full,
            ratings: ratings(full),
            assessments: if full {
                vec![AssessmentRow {
                    at: now(),
                    by: "Eva Björk".into(),
                    reason: "Vi litar på granskningen.".into(),
                    likelihood: "S2–S3".into(),
                    consequences: vec![
                        (ConsequenceCategory::Integrity, "K3".into()),
                        (ConsequenceCategory::Trust, "K2".into()),
                    ],
                    level: RiskLevel::High,
                    residual_level: RiskLevel::Low,
                    table_version: "risk-2026-1".into(),
                    model_version: "risk-2026-1".into(),
                }]
            } else {
                Vec::new()
            },
            lens_b: full,
            inputs: full.then(|| InputsView {
                inputs: StatedInputs {
                    frequency: Range { low: 0.05, high: 0.5 },
                    loss: Range { low: 500_000.0, high: 20_000_000.0 },
                    persons: Some(Range { low: 100.0, high: 5_000.0 }),
                },
                note: "Tre kända fall på tio år.".into(),
                by: "Omar Haddad".into(),
                at: now(),
            }),
            simulation: full.then(simulation),
            reckoning: reckoning(full),
            actions: if full {
                vec![ActionRow {
                    link_id: id(),
                    action_id: id(),
                    number: 7,
                    title: "Stäng lagringen".into(),
                    status: "open".into(),
                    due_on: at_day(),
                }]
            } else {
                Vec::new()
            },
            action_choices: if full { vec![Choice::new(id(), "8 Kryptera")] } else { Vec::new() },
            findings: if full { vec![Choice::new(id(), "9 Öppen lagring")] } else { Vec::new() },
            finding_href: full.then(|| "/findings/new?vendor_id=1".into()),
            acceptances: if full {
                AcceptanceState::ALL
                    .iter()
                    .map(|state| acceptance(*state, *state != AcceptanceState::Proposed))
                    .collect()
            } else {
                Vec::new()
            },
            can_propose: full,
            next_states: RiskState::ALL,
            history: vec![HistoryLine {
                at: now(),
                who: "Eva Björk".into(),
                text: "lade till risken".into(),
                note: None,
                tone: "neutral",
            }],
            state_form: FormState::default(),
            action_form: FormState::default(),
            answer_form: FormState::default(),
            can_edit: true,
            can_step: full,
        };
        let read_only = ShowPage { can_edit: false, lens_b: true, ..page(false) };
        vec![page(true), page(false), read_only]
    }
}

impl Sampled for ProposePage {
    const TEMPLATE: &'static str = "pages/risks/propose";
    fn samples(_: Language) -> Vec<Self> {
        vec![ProposePage {
            form: FormState::default().with("version", 2),
            risk_id: id(),
            risk_title: "Öppen lagring".into(),
            level: RiskLevel::High,
            needed: "direktör, eller nämnd".into(),
            max_months: 12,
        }]
    }
}

impl Sampled for ModelPage {
    const TEMPLATE: &'static str = "pages/risks/model";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| ModelPage {
            heat: heat(false),
            model_version: "risk-2026-1".into(),
            anchors: vec![AnchorRow {
                category: ConsequenceCategory::Economy,
                texts: ["Under 100 000 kr", "Mer", "Ännu mer", "Mest"].map(String::from).to_vec(),
            }],
            anchored: full,
            terms: RiskLevel::ALL
                .iter()
                .map(|level| TermRow { level: *level, needed: "direktör".into(), max_months: 12 })
                .collect(),
            caps: vec![("A0".into(), "0 %".into()), ("A1".into(), "30 %".into())],
            total_cap: "90 %".into(),
            tolerance: vec![(100_000.0, "50 %".into())],
            own: if full {
                vec![OwnTableRow {
                    version: "own-1".into(),
                    by: "Omar Haddad".into(),
                    at: now(),
                    note: Some("KS 2026".into()),
                }]
            } else {
                Vec::new()
            },
            lens_b: full,
            settings_version: 0,
            table_form: FormState::default().with("table", ";0;1"),
            can_edit: true,
        };
        vec![page(true), page(false), ModelPage { can_edit: false, ..page(true) }]
    }
}

fn run_row(state: RunState) -> RunRow {
    RunRow {
        run: Run {
            id: id(),
            organisation_id: id(),
            state,
            seed: 42,
            trials: 10_000,
            scenarios: 12,
            trials_done: 4_000,
            outcome: None,
            requested_by_name: "Omar Haddad".into(),
            requested_at: now(),
            finished_at: None,
        },
        state,
        percent: 40,
    }
}

impl Sampled for PortfolioPage {
    const TEMPLATE: &'static str = "pages/risks/portfolio";
    fn samples(_: Language) -> Vec<Self> {
        let node = |not_stated| NodeRow {
            node_id: id(),
            name: "Delad lagringsyta".into(),
            risks: 3,
            contracts: 4,
            services: 2,
            persons_low: 1_000,
            persons_high: 40_000,
            not_stated,
        };
        vec![
            PortfolioPage {
                nodes: vec![node(0), node(2)],
                runs: RunState::ALL.iter().map(|state| run_row(*state)).collect(),
                with_intervals: 3,
                lens_b: true,
                can_run: true,
            },
            PortfolioPage { nodes: Vec::new(), runs: Vec::new(), with_intervals: 0, lens_b: false, can_run: false },
        ]
    }
}

impl Sampled for RunPage {
    const TEMPLATE: &'static str = "pages/risks/run";
    fn samples(_: Language) -> Vec<Self> {
        let word = |value: f64| format!("{value}");
        let page = |done: bool| RunPage {
            row: run_row(if done { RunState::Done } else { RunState::Working }),
            scenarios: 12,
            shared_nodes: 2,
            at_least_one: done.then(|| "84 %".into()),
            several: done.then(|| "52 %".into()),
            loss: done.then(percentiles),
            curve: done.then(|| curve(&exceedances(), None, &word, &word)),
            done,
        };
        vec![page(true), page(false)]
    }
}
