//! Samples of every page: with everything in it, and with as little as can be.

use super::*;
use crate::features::meetings::parameters::MeetingTerms;
use crate::platform::view::Sampled;

fn at() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(1_795_435_200, 0).unwrap_or_default()
}

fn id() -> Id {
    Id::new(at())
}

fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 23).unwrap_or_default()
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 60 }
}

fn line(state: FollowUpState, overdue: bool) -> LineRow {
    let done = state == FollowUpState::Done;
    LineRow {
        id: id(),
        version: 1,
        kind: if done { FollowUpKind::Dialogue } else { FollowUpKind::Chain },
        due_on: day(12),
        state,
        overdue,
        owner: overdue.then(|| "Eva Björk".to_string()),
        done_on: done.then(|| day(11)),
        done_by: done.then(|| "Eva Björk".to_string()),
        note: done.then(|| "Genomförd.".to_string()),
        href: done.then(|| "/dialogues/1".to_string()),
    }
}

fn tabs() -> Vec<Tab> {
    vec![Tab { label: "Försenat".into(), href: "/follow-up".into(), current: true, count: Some(2) }]
}

impl Sampled for FollowUpListPage {
    const TEMPLATE: &'static str = "pages/meetings/follow_up";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state, overdue| PortfolioLine {
            line: line(state, overdue),
            contract_id: id(),
            contract_reference: "AVT-2024-17".into(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
        };
        let full = FollowUpListPage {
            tabs: tabs(),
            form: FormState::default(),
            show: "overdue".into(),
            kinds: FollowUpKind::ALL.to_vec(),
            rows: vec![
                row(FollowUpState::Planned, true),
                row(FollowUpState::Planned, false),
                row(FollowUpState::Done, false),
            ],
            pager: pager(),
        };
        vec![FollowUpListPage { rows: Vec::new(), ..full.clone() }, full]
    }
}

impl Sampled for LinePage {
    const TEMPLATE: &'static str = "pages/meetings/line";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state, by_meeting: bool, can_edit: bool| LinePage {
            line: line(state, state == FollowUpState::Planned),
            contract_id: id(),
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård".into(),
            done_form: FormState::default(),
            move_form: FormState::default(),
            by_meeting,
            can_edit,
        };
        vec![
            page(FollowUpState::Planned, false, true),
            page(FollowUpState::Planned, true, true),
            page(FollowUpState::Done, false, false),
        ]
    }
}

impl Sampled for ContractPlanPage {
    const TEMPLATE: &'static str = "pages/meetings/plan";
    fn samples(_: Language) -> Vec<Self> {
        let full = ContractPlanPage {
            contract_id: id(),
            contract_reference: "AVT-2024-17".into(),
            vendor_id: id(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            tier: Some(1),
            ended: false,
            model_version: Some(MeetingTerms::on(day(11)).version.clone()),
            planned_to: Some(day(11)),
            overdue: 1,
            lines: vec![line(FollowUpState::Planned, true), line(FollowUpState::Done, false)],
            can_edit: true,
        };
        let none = ContractPlanPage {
            tier: None,
            model_version: None,
            planned_to: None,
            overdue: 0,
            lines: Vec::new(),
            can_edit: false,
            ..full.clone()
        };
        vec![
            none,
            ContractPlanPage { tier: Some(0), ..full.clone() },
            ContractPlanPage { ended: true, ..full.clone() },
            full,
        ]
    }
}

impl Sampled for SeriesPage {
    const TEMPLATE: &'static str = "pages/meetings/series";
    fn samples(_: Language) -> Vec<Self> {
        let row = |number: i32, locked: bool| SeriesRow {
            id: id(),
            number,
            period: "november 2026".into(),
            held_on: day(11),
            status: if locked { DialogueStatus::Locked } else { DialogueStatus::Planned },
            figures: locked.then(|| MeetingFigures { open: 4, closed: 1, ..MeetingFigures::default() }),
            difference: (locked && number > 1).then(|| "−2".to_string()),
        };
        let full = SeriesPage {
            contract_id: id(),
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård".into(),
            vendor_id: id(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            rows: vec![row(1, true), row(2, true), row(3, false)],
            chart: Some(Chart {
                open: "56.0,16.0 624.0,118.0".into(),
                closed: "56.0,220.0 624.0,16.0".into(),
                overdue: "56.0,118.0 624.0,220.0".into(),
                high: 4,
                from: day(10),
                to: day(11),
            }),
            open_decisions: 2,
        };
        vec![SeriesPage { rows: Vec::new(), chart: None, open_decisions: 0, ..full.clone() }, full]
    }
}

impl Sampled for MonthPage {
    const TEMPLATE: &'static str = "pages/meetings/month";
    fn samples(_: Language) -> Vec<Self> {
        let row = |status, skipped_level| MonthRow {
            dialogue_id: id(),
            number: 4,
            held_on: day(11),
            status,
            contract_id: id(),
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård".into(),
            vendor_id: id(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
            skipped_level,
            cancelled: false,
        };
        let page = |show: &str| MonthPage {
            period: "november 2026".into(),
            previous: "/meetings?period=2026-10".into(),
            next: "/meetings?period=2026-12".into(),
            form: FormState::default().with("period", "2026-11"),
            tabs: tabs(),
            show: show.into(),
            figures: MonthFigures { period: "2026-11".into(), planned: 12, held: 9, locked: 8, waiting: 2, missing: 1 },
            dialogues: Vec::new(),
            missing: Vec::new(),
            slips: Vec::new(),
            pager: pager(),
            can_run: true,
        };
        let missing = MissingRow {
            line_id: id(),
            due_on: day(11),
            owner_name: None,
            contract_id: id(),
            contract_reference: "AVT-2024-17".into(),
            contract_title: "Ögonsjukvård".into(),
            vendor_id: id(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
        };
        let slip = SlipRow {
            action_id: id(),
            number: 12,
            title: "Loggning".into(),
            old_due_on: day(11),
            new_due_on: day(12),
            reason: "Sen leverans".into(),
            decided_by_name: "Eva Björk".into(),
            slips: 2,
            vendor_id: id(),
            vendor_name: "Åsmunda Ögonklinik AB".into(),
        };
        vec![
            MonthPage {
                dialogues: vec![row(DialogueStatus::Locked, None), row(DialogueStatus::Planned, Some(1))],
                ..page("all")
            },
            MonthPage { missing: vec![missing], ..page("missing") },
            MonthPage { slips: vec![slip], ..page("slipped") },
            MonthPage { can_run: false, ..page("all") },
            MonthPage { can_run: false, ..page("missing") },
            MonthPage { can_run: false, ..page("slipped") },
        ]
    }
}

fn run(state: MonthRunState) -> RunRow {
    RunRow {
        id: id(),
        period: "november 2026".into(),
        language: Language::Sv,
        state,
        done: 40,
        total: 60,
        started_by: "Eva Björk".into(),
        started_at: at().into(),
    }
}

impl Sampled for RunsPage {
    const TEMPLATE: &'static str = "pages/meetings/runs";
    fn samples(_: Language) -> Vec<Self> {
        let full = RunsPage {
            rows: MonthRunState::ALL.iter().map(|state| run(*state)).collect(),
            pager: pager(),
            form: FormState::default().with("period", "2026-11"),
            languages: Language::ALL.to_vec(),
            can_run: true,
        };
        vec![RunsPage { rows: Vec::new(), can_run: false, ..full.clone() }, full]
    }
}

impl Sampled for RunPage {
    const TEMPLATE: &'static str = "pages/meetings/run";
    fn samples(_: Language) -> Vec<Self> {
        let page = |state: &MonthRunState| RunPage {
            run: run(*state),
            made: 38,
            failed: 2,
            missing: 3,
            size: (*state == MonthRunState::Done).then_some(4_000_000),
            sha256: (*state == MonthRunState::Done).then(|| "ab12".to_string()),
            error: (*state == MonthRunState::Failed).then(|| "Disken är full".to_string()),
            finished_at: (*state != MonthRunState::Running).then(|| at().into()),
        };
        MonthRunState::ALL.iter().map(page).collect()
    }
}
