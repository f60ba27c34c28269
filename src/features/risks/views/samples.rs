//! Samples of every page: with everything in it, and with as little as can be.

use super::{
    AcceptanceRow, ActionRow, AnchorRow, AssessmentRow, CategoryField, ControlsPage, EstimatePage, FactorRow, FormPage,
    GroupRow, HeatCell, HeatMap, HeatRow, InputsView, LibraryPage, ListPage, ModelPage, NodeRow, OutcomeRow,
    OwnTableRow, PortfolioPage, ProposePage, RatePage, RatingRow, Reckoning, Row, RunPage, RunRow, ShowPage,
    SimulationView, StarterCard, TermRow, curve, tornado,
};
use crate::access::Role;
use crate::base::{Id, Instant, Language};
use crate::features::risks::model::{
    AcceptanceAnswer, AcceptanceState, ConsequenceCategory, ControlGroup, CreditVerdict, RiskLevel, RiskState,
    RunState, SimulationInput,
};
use crate::features::risks::records::{Acceptance, Approval, Risk, Run, StatedInputs};
use crate::features::risks::rules::simulation::{Exceedance, Percentiles, Range, Swing};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn now() -> Instant {
    at().into()
}

fn id() -> Id {
    Id::new(at())
}

fn day() -> NaiveDate {
    at().date_naive()
}

fn risk(full: bool) -> Risk {
    Risk {
        id: id(),
        organisation_id: id(),
        number: 4,
        title: "Öppen lagring".into(),
        search_text: "oppen lagring".into(),
        scenario: full.then(|| "exposed_storage".into()),
        threat: "Lagring som går att nå utan inloggning".into(),
        asset: "Inspelade samtal".into(),
        category: ConsequenceCategory::Integrity,
        vendor_id: full.then(id),
        contract_id: full.then(id),
        link_id: full.then(id),
        node_id: full.then(id),
        service_id: full.then(id),
        owner_id: Some(id()),
        owner_name: "Omar Haddad".into(),
        review_on: full.then(day),
        state: if full { RiskState::Accepted } else { RiskState::Draft },
        common_cause: full,
        round: 2,
        table_version: full.then(|| "risk-2026-1".into()),
        likelihood_low: full.then_some(2),
        likelihood_high: full.then_some(3),
        residual_low: full.then_some(1),
        residual_high: full.then_some(3),
        consequence_low: full.then_some(3),
        consequence_high: full.then_some(4),
        level: full.then_some(RiskLevel::High),
        residual_level: full.then_some(RiskLevel::Medium),
        fingerprint: String::new(),
        created_at: now(),
        version: 3,
    }
}

fn heat(counts: bool) -> HeatMap {
    let cell = |likelihood: i32, consequence: i32| HeatCell {
        likelihood,
        consequence,
        level: RiskLevel::Medium,
        letter: "M",
        count: if counts { i64::from(likelihood) - 1 } else { 0 },
        href: (counts && likelihood > 1).then(|| "/risks?likelihood=2&consequence=2".into()),
        inherent: likelihood > 2,
        residual: likelihood > 1,
    };
    HeatMap {
        version: "risk-2026-1".into(),
        columns: (1..=4).map(|n| format!("Band {n}")).collect(),
        rows: (1..=4)
            .rev()
            .map(|k| HeatRow { consequence: k, cells: (1..=4).map(|s| cell(s, k)).collect() })
            .collect(),
    }
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 60 }
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/risks/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |level: Option<RiskLevel>, state| Row {
            id: id(),
            number: 4,
            title: "Öppen lagring".into(),
            category: ConsequenceCategory::Integrity,
            state,
            level,
            residual_level: level,
            vendor_name: level.map(|_| "Vidlyssna Vårdlinje AB".into()),
            vendor_id: level.map(|_| id()),
            owner_name: "Omar Haddad".into(),
            review_on: level.map(|_| day()),
            overdue: level.is_some(),
        };
        let page = |full: bool| ListPage {
            form: FormState::default(),
            rows: if full {
                let levels = RiskLevel::ALL.iter().map(|level| Some(*level)).chain([None]);
                levels.zip(RiskState::ALL).map(|(level, state)| row(level, *state)).collect()
            } else {
                Vec::new()
            },
            pager: pager(),
            heat: heat(full),
            view: if full { "inherent" } else { "residual" },
            unassessed: 2,
            other_tables: 0,
            cell: full.then(|| "S2 K3".into()),
            vendor_name: full.then(|| "Vidlyssna Vårdlinje AB".into()),
            node_name: full.then(|| "Delad lagringsyta".into()),
            states: vec!["open_only", "draft", "all"],
            levels: RiskLevel::ALL,
            categories: ConsequenceCategory::ALL,
            sorts: vec!["worst", "number", "review"],
            xlsx_href: "/risks/export?format=xlsx".into(),
            csv_href: "/risks/export?format=csv".into(),
            can_edit: full,
            can_model: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for LibraryPage {
    const TEMPLATE: &'static str = "pages/risks/library";
    fn samples(_: Language) -> Vec<Self> {
        let card = |used| StarterCard {
            key: "exposed_storage".into(),
            title: "Öppen lagring".into(),
            threat: "Lagring utan inloggning".into(),
            asset: "Inspelningar".into(),
            category: ConsequenceCategory::Integrity,
            controls: "A.8.9, A.8.20".into(),
            used,
        };
        vec![
            LibraryPage { starters: vec![card(0), card(2)], can_edit: true },
            LibraryPage { starters: vec![card(1)], can_edit: false },
        ]
    }
}

impl Sampled for FormPage {
    const TEMPLATE: &'static str = "pages/risks/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| FormPage {
            form: FormState::default().with("title", "Öppen lagring").with("version", 1),
            risk_id: full.then(id),
            vendors: vec![Choice::new(id(), "Vidlyssna Vårdlinje AB")],
            contracts: vec![Choice::new(id(), "ALM-1 Rådgivning")],
            services: Vec::new(),
            nodes: Vec::new(),
            owners: vec![Choice::new(id(), "Omar Haddad")],
            categories: ConsequenceCategory::ALL,
            link_text: full.then(|| "Lagrar samtal".into()),
            cancel_href: "/risks".into(),
        };
        vec![page(true), page(false)]
    }
}

fn ratings(full: bool) -> Vec<RatingRow> {
    let one = |name: &str, level: Option<RiskLevel>| RatingRow {
        rater_name: name.into(),
        rated_at: now(),
        likelihood: "S2–S3".into(),
        consequences: vec![(ConsequenceCategory::Integrity, "K3".into())],
        level,
        note: level.map(|_| "Hände en granne i våras.".into()),
    };
    if full { vec![one("Eva Björk", Some(RiskLevel::High)), one("Omar Haddad", None)] } else { Vec::new() }
}

impl Sampled for RatePage {
    const TEMPLATE: &'static str = "pages/risks/rate";
    fn samples(_: Language) -> Vec<Self> {
        let page = |agreeing: bool| RatePage {
            form: FormState::default().with("version", 2).with("likelihood_low", 2),
            risk_id: id(),
            risk_title: "Öppen lagring".into(),
            threat: "Lagring utan inloggning".into(),
            asset: "Inspelningar".into(),
            agreeing,
            bands: vec![Choice::new(1, "S1 · Mer sällan än vart 20:e år"), Choice::new(2, "S2")],
            categories: ConsequenceCategory::ALL
                .iter()
                .map(|category| CategoryField {
                    category: *category,
                    own: *category == ConsequenceCategory::Integrity,
                    low_field: format!("{category}_low"),
                    high_field: format!("{category}_high"),
                    choices: vec![Choice::new(1, "K1 · Enstaka uppgifter")],
                    said: if agreeing { vec!["Eva Björk: K3".into()] } else { Vec::new() },
                })
                .collect(),
            ratings: ratings(agreeing),
            spread: agreeing.then(|| "Ett steg isär.".into()),
            table_version: "risk-2026-1".into(),
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for EstimatePage {
    const TEMPLATE: &'static str = "pages/risks/estimate";
    fn samples(_: Language) -> Vec<Self> {
        vec![EstimatePage {
            form: FormState::default().with("version", 2),
            risk_id: id(),
            risk_title: "Öppen lagring".into(),
            max_frequency: 100.0,
        }]
    }
}

fn reckoning(full: bool) -> Reckoning {
    let factor = |verdict: &CreditVerdict, group: &ControlGroup, status: bool| FactorRow {
        id: id(),
        control_id: "A.8.9".into(),
        control_title: "Konfigurationshantering".into(),
        group: *group,
        verdict: *verdict,
        tone: "ok",
        status: status.then(|| "Uppfylld".into()),
        assurance: "A2".into(),
        cap: "60 %".into(),
        effect: "40–80 %".into(),
        reduction: "0 %".into(),
        counted_effect: "40–60 %".into(),
        counted_reduction: "0 %".into(),
        sources: if status { vec!["Fråga Q30: uppfylld".into()] } else { Vec::new() },
        stated_by_name: "Eva Björk".into(),
        stated_at: now(),
    };
    let verdicts = CreditVerdict::ALL.iter().zip(ControlGroup::ALL.iter().cycle());
    Reckoning {
        factors: if full { verdicts.map(|(v, g)| factor(v, g, *v != CreditVerdict::NotReviewed)).collect() } else { Vec::new() },
        groups: ControlGroup::ALL
            .iter()
            .map(|group| GroupRow { group: *group, effect: "40–60 %".into(), reduction: "0 %".into() })
            .collect(),
        common_cause: full,
        total_cap: "90 %".into(),
        effect: "40–60 %".into(),
        reduction: "0 %".into(),
        model_version: "risk-2026-1".into(),
    }
}

impl Sampled for ControlsPage {
    const TEMPLATE: &'static str = "pages/risks/controls";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| ControlsPage {
            form: FormState::default().with("version", 2),
            risk_id: id(),
            risk_title: "Öppen lagring".into(),
            version: 2,
            reckoning: Reckoning { common_cause: false, ..reckoning(full) },
            choices: vec![Choice::new("A.8.9", "A.8.9 Konfigurationshantering")],
            typical: if full { vec!["A.8.9 (förebygga)".into()] } else { Vec::new() },
            groups: ControlGroup::ALL,
            has_vendor: full,
            can_edit: full,
        };
        vec![page(true), page(false)]
    }
}

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
            valid_until: day(),
            review_on: day(),
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
                    due_on: day(),
                }]
            } else {
                Vec::new()
            },
            action_choices: if full { vec![Choice::new(id(), "8 Kryptera")] } else { Vec::new() },
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
                vec![OwnTableRow { version: "own-1".into(), by: "Omar Haddad".into(), at: now(), note: Some("KS 2026".into()) }]
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn pages_render_in_both_languages() {
        let views = Views::new().unwrap();
        render_samples::<ListPage>(&views).unwrap();
        render_samples::<LibraryPage>(&views).unwrap();
        render_samples::<FormPage>(&views).unwrap();
        render_samples::<RatePage>(&views).unwrap();
        render_samples::<EstimatePage>(&views).unwrap();
        render_samples::<ControlsPage>(&views).unwrap();
        render_samples::<ShowPage>(&views).unwrap();
        render_samples::<ProposePage>(&views).unwrap();
        render_samples::<ModelPage>(&views).unwrap();
        render_samples::<PortfolioPage>(&views).unwrap();
        render_samples::<RunPage>(&views).unwrap();
    }
}
