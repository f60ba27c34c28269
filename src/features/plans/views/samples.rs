//! Samples of every page: with everything in it, and with as little as can be.

use super::{
    CausePage, DecisionRow, DiffRow, Differences, FindingLink, Group, LineDiff, LineRow, Linked, PlanAdd, PlanCompare,
    PlanDecide, PlanForm, PlanLineForm, PlanList, PlanRow, PlanShow, PortalGroup, PortalLine, PortalPlanFacts,
    PortalPlanList, PortalPlanRow, PortalPlanShow,
};
use crate::base::{Id, Instant, Language};
use crate::features::findings::{ActionStatus, Responsible, Severity};
use crate::features::plans::model::{CauseConfidence, CauseKind, PlanOrigin, PlanState};
use crate::features::plans::records::{FindingCause, Plan};
use crate::features::plans::rules::LineChange;
use crate::features::plans::snapshot::{FrozenFinding, FrozenLine};
use crate::features::plans::views::portal::PortalDecision;
use crate::features::question_sets::FocusArea;
use crate::platform::view::{Choice, FormState, HistoryLine, Pager, Sampled};
use chrono::{DateTime, NaiveDate};

fn at() -> Instant {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default().into()
}

fn id() -> Id {
    Id::new(at().utc())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 20).unwrap_or_default()
}

fn plan(full: bool) -> Plan {
    Plan {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        contract_id: full.then(id),
        number: 3,
        title: "Åtgärder efter granskningen".into(),
        search_text: String::new(),
        purpose: full.then(|| "Ingen inspelning ska kunna nås utan behörighet.".into()),
        internal_note: full.then(|| "Vite kan bli aktuellt.".into()),
        review_id: full.then(id),
        template_key: full.then(|| "lis".into()),
        template_version: full.then(|| "plan-templates-2026-1".into()),
        starts_on: day(),
        shared_at: full.then(at),
        shared_by_name: full.then(|| "Karin Öberg".into()),
        closed_at: None,
        closed_by_name: None,
        close_note: None,
        created_by: id(),
        created_by_name: "Karin Öberg".into(),
        created_at: at(),
        updated_at: at(),
        version: 4,
        shown_from: full.then_some(1),
    }
}

fn finding() -> FindingLink {
    FindingLink { href: "/findings/1".into(), number: 7, title: "Öppen lagringsyta".into(), severity: Severity::High }
}

fn line(full: bool) -> LineRow {
    LineRow {
        id: id(),
        action_id: id(),
        number: 12,
        title: "Stäng lagringsytan".into(),
        responsible: if full { Responsible::Vendor } else { Responsible::Region },
        owner: full.then(|| "Eva Björk".into()),
        starts_on: day(),
        due_on: day(),
        slips: i32::from(full),
        status: ActionStatus::InProgress,
        at_rest: false,
        milestone: full.then(|| "1. Beslut".into()),
        expected_evidence: full.then(|| "Skärmbild".into()),
        private_note: full.then(|| "Ring chefen.".into()),
        finding: full.then(finding),
        orphan: !full,
    }
}

fn choices() -> Vec<Choice> {
    vec![Choice::new(id(), "7 Öppen lagringsyta")]
}

fn linked() -> Linked {
    Linked::new("/vendors/1", "Åsmunda Ögonklinik AB")
}

fn pager() -> Pager {
    Pager { number: 1, pages: 1, total: 4 }
}

impl Sampled for PlanList {
    const TEMPLATE: &'static str = "pages/plans/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state: &PlanState| PlanRow {
            id: id(),
            number: 3,
            title: "Åtgärder efter granskningen".into(),
            vendor: "Åsmunda Ögonklinik AB".into(),
            contract: (*state != PlanState::Draft).then(|| "2024-118".into()),
            state: *state,
            decided: (*state != PlanState::Draft).then_some(2),
            actions: 5,
            open: 2,
            overdue: 1,
            orphans: usize::from(*state == PlanState::Draft),
            shared: *state != PlanState::Draft,
        };
        let page = |rows: Vec<PlanRow>, can_edit| PlanList {
            form: FormState::default(),
            narrowed: if can_edit { vec![linked()] } else { vec![] },
            rows,
            pager: pager(),
            states: vec!["open", "closed", "all"],
            new_href: "/plans/new".into(),
            can_edit,
        };
        vec![page(PlanState::ALL.iter().map(row).collect(), true), page(vec![], false)]
    }
}

impl Sampled for PlanForm {
    const TEMPLATE: &'static str = "pages/plans/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |id: Option<Id>, vendor: Option<Linked>| PlanForm {
            id,
            form: FormState::default().with("version", 2),
            vendors: if vendor.is_none() { choices() } else { vec![] },
            vendor,
            contracts: choices(),
            findings: choices(),
            templates: vec![Choice::new("lis", "LIS-införande")],
        };
        vec![page(None, None), page(None, Some(linked())), page(Some(id()), Some(linked()))]
    }
}

fn decision() -> DecisionRow {
    DecisionRow {
        number: 1,
        role: "Hälso- och sjukvårdsdirektör".into(),
        name: "Nora Lindqvist".into(),
        decided_on: day(),
        delegation: "HSN 2026, punkt 4.2".into(),
        diary_number: Some("HSN 2026-0311".into()),
        sha256: "ab12".into(),
        recorded_by: "Karin Öberg".into(),
        recorded_at: at(),
        intact: true,
    }
}

impl Sampled for PlanShow {
    const TEMPLATE: &'static str = "pages/plans/show";
    fn samples(_: Language) -> Vec<Self> {
        let groups =
            PlanOrigin::ALL.iter().map(|origin| Group { origin: *origin, lines: vec![line(true), line(false)] });
        let full = PlanShow {
            plan: plan(true),
            state: PlanState::Edited,
            vendor: linked(),
            contract: Some(linked()),
            review: Some(linked()),
            template: Some("LIS-införande".into()),
            groups: groups.collect(),
            actions: 6,
            done: 2,
            overdue: 1,
            orphans: 3,
            decisions: vec![decision(), DecisionRow { diary_number: None, intact: false, ..decision() }],
            decided: Some(1),
            differs: true,
            focus: FocusArea::ALL.to_vec(),
            suggested: vec![Choice::new("access_control", "Behörighet och åtkomst")],
            focus_href: "/vendors/1/focus-areas".into(),
            focus_form: FormState::default(),
            close_form: FormState::default(),
            history: vec![HistoryLine {
                at: at(),
                who: "Karin Öberg".into(),
                text: "Planen skapades".into(),
                note: None,
                tone: "neutral",
            }],
            can_edit: true,
            can_share: true,
            can_decide: true,
            can_focus: true,
            can_close: true,
        };
        let closed = Plan {
            closed_at: Some(at()),
            closed_by_name: Some("Karin Öberg".into()),
            close_note: Some("Allt är verifierat.".into()),
            ..plan(true)
        };
        let closed =
            PlanShow { plan: closed, state: PlanState::Closed, can_edit: false, can_close: false, ..full.clone() };
        let bare = PlanShow {
            plan: plan(false),
            state: PlanState::Draft,
            contract: None,
            review: None,
            template: None,
            groups: vec![],
            actions: 0,
            done: 0,
            overdue: 0,
            orphans: 0,
            decisions: vec![],
            decided: None,
            differs: false,
            focus: vec![],
            suggested: vec![],
            history: vec![],
            can_edit: false,
            can_share: false,
            can_decide: false,
            can_focus: false,
            can_close: false,
            ..full.clone()
        };
        vec![full, closed, bare]
    }
}

impl Sampled for PlanAdd {
    const TEMPLATE: &'static str = "pages/plans/add";
    fn samples(_: Language) -> Vec<Self> {
        let page = |free: Vec<Choice>| PlanAdd {
            plan_id: id(),
            version: 3,
            form: FormState::default(),
            take_form: FormState::default(),
            origins: PlanOrigin::ALL,
            responsibles: Responsible::ALL,
            owners: choices(),
            findings: choices(),
            shared: free.is_empty(),
            free,
        };
        vec![page(choices()), page(vec![])]
    }
}

impl Sampled for PlanLineForm {
    const TEMPLATE: &'static str = "pages/plans/line";
    fn samples(_: Language) -> Vec<Self> {
        let page = |can_tie: bool| PlanLineForm {
            plan_id: id(),
            line: line(!can_tie),
            form: FormState::default().with("version", 1),
            origins: PlanOrigin::ALL,
            findings: choices(),
            can_tie,
        };
        vec![page(true), page(false)]
    }
}

fn differences() -> Differences {
    let row = DiffRow { label: "Klar senast".into(), old: Some("2026-12-20".into()), new: None };
    let line = |change: &LineChange| LineDiff {
        number: 12,
        title: "Stäng lagringsytan".into(),
        change: *change,
        rows: if *change == LineChange::Edited { vec![row.clone()] } else { vec![] },
    };
    Differences { head: vec![row.clone()], lines: LineChange::ALL.iter().map(line).collect(), any: true }
}

impl Sampled for PlanCompare {
    const TEMPLATE: &'static str = "pages/plans/compare";
    fn samples(_: Language) -> Vec<Self> {
        let page = |differences| PlanCompare {
            plan_id: id(),
            form: FormState::default().with("from", 1).with("to", "now"),
            versions: vec![Choice::new(1, "Version 1"), Choice::new("now", "Nu")],
            differences,
        };
        vec![page(differences()), page(Differences::default())]
    }
}

impl Sampled for PlanDecide {
    const TEMPLATE: &'static str = "pages/plans/decide";
    fn samples(_: Language) -> Vec<Self> {
        let line = FrozenLine {
            action_id: id(),
            number: 12,
            title: "Stäng lagringsytan".into(),
            description: None,
            responsible: Responsible::Vendor,
            owner: Some("Eva Björk".into()),
            due_on: day(),
            original_due_on: day(),
            slips: 0,
            status: ActionStatus::Open,
            origin: PlanOrigin::FromReview,
            starts_on: day(),
            milestone: None,
            expected_evidence: None,
            finding: Some(FrozenFinding {
                id: id(),
                number: 7,
                title: "Öppen lagringsyta".into(),
                severity: Severity::High,
            }),
        };
        let page = |orphans: usize, differences: Option<Differences>| PlanDecide {
            plan_id: id(),
            version: 3,
            number: 2,
            seen: "ab12".into(),
            form: FormState::default(),
            orphans,
            lines: vec![FrozenLine { finding: None, ..line.clone() }, line.clone()],
            differences,
        };
        vec![page(1, Some(differences())), page(0, None)]
    }
}

impl Sampled for CausePage {
    const TEMPLATE: &'static str = "pages/plans/cause";
    fn samples(_: Language) -> Vec<Self> {
        let cause = FindingCause {
            id: id(),
            organisation_id: id(),
            finding_id: id(),
            kind: CauseKind::NotFollowed,
            confidence: CauseConfidence::Probable,
            description: "Rutinen finns men ingen läste den.".into(),
            written_by_name: "Karin Öberg".into(),
            written_at: at(),
            version: 2,
        };
        let page = |cause: Option<FindingCause>, full: bool| CausePage {
            finding: finding(),
            form: FormState::default().with("version", 2),
            cause,
            kinds: CauseKind::ALL,
            confidences: CauseConfidence::ALL,
            plans: if full { vec![linked()] } else { vec![] },
            controls: if full { vec!["A.5.15".into()] } else { vec![] },
            areas: if full { FocusArea::ALL.to_vec() } else { vec![] },
            focus_href: "/vendors/1/focus-areas".into(),
            can_edit: full,
        };
        vec![page(Some(cause.clone()), true), page(None, true), page(Some(cause), false), page(None, false)]
    }
}

impl Sampled for PortalPlanList {
    const TEMPLATE: &'static str = "pages/portal_plans/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state: &PlanState| PortalPlanRow {
            id: id(),
            title: "Åtgärder efter granskningen".into(),
            client: "Region Almeå".into(),
            state: *state,
            decided: (*state != PlanState::Draft).then_some(2),
            actions: 5,
            open: 2,
            overdue: 1,
        };
        let page = |rows: Vec<PortalPlanRow>| PortalPlanList { all: rows.is_empty(), rows, pager: pager() };
        vec![page(PlanState::ALL.iter().map(row).collect()), page(vec![])]
    }
}

impl Sampled for PortalPlanShow {
    const TEMPLATE: &'static str = "pages/portal_plans/show";
    fn samples(_: Language) -> Vec<Self> {
        let line = |full: bool| PortalLine {
            id: id(),
            action_id: id(),
            number: 12,
            title: "Stäng lagringsytan".into(),
            responsible: Responsible::Vendor,
            owner_name: full.then(|| "Eva Björk".into()),
            origin: PlanOrigin::New,
            starts_on: day(),
            due_on: day(),
            slips: i32::from(full),
            status: if full { ActionStatus::ReportedDone } else { ActionStatus::Open },
            milestone: full.then(|| "1. Beslut".into()),
            expected_evidence: full.then(|| "Skärmbild".into()),
        };
        let facts = |full: bool| PortalPlanFacts {
            id: id(),
            vendor_id: id(),
            contract_id: None,
            number: 3,
            title: "Åtgärder efter granskningen".into(),
            purpose: full.then(|| "Ingen inspelning ska kunna nås utan behörighet.".into()),
            starts_on: day(),
            shared_at: Some(at()),
            closed_at: (!full).then(at),
            state: if full { PlanState::Edited } else { PlanState::Draft },
            focus: if full { FocusArea::ALL.to_vec() } else { vec![] },
            decisions: if full {
                vec![PortalDecision {
                    number: 1,
                    role: "Direktör".into(),
                    name: "Nora Lindqvist".into(),
                    decided_on: day(),
                    delegation: "HSN 4.2".into(),
                    diary_number: Some("HSN 2026-0311".into()),
                }]
            } else {
                vec![]
            },
            lines: vec![],
            version: 3,
        };
        let page = |full: bool| PortalPlanShow {
            plan: facts(full),
            client: "Region Almeå".into(),
            contract: full.then(|| "2024-118 Rådgivning".into()),
            groups: PlanOrigin::ALL
                .iter()
                .map(|origin| PortalGroup { origin: *origin, lines: vec![line(full), line(!full)] })
                .collect(),
            actions: 6,
            done: 2,
        };
        vec![page(true), page(false)]
    }
}
