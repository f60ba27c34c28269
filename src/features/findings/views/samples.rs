//! Samples of every page: with everything in it, and with as little as can be.

use super::{
    ActionForm, ActionList, ActionRow, ActionShow, ControlRow, EvidenceRow, FindingForm, FindingList, FindingRow,
    FindingShow, Linked, Moment, Narrowed, PortalFacts, PortalList, PortalRow, PortalShow, SharedClause, SuggestedPage,
    SuggestedRow,
};
use crate::base::{Id, Instant, Language};
use crate::features::findings::model::{ActionStatus, PlanPlace, Responsible, Severity};
use crate::features::findings::records::{Action, Finding, FindingOrigin, RootCause};
use crate::platform::view::{Choice, FormState, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

pub(super) fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_763_800_000, 0).unwrap_or_default()
}

pub(super) fn id() -> Id {
    Id::new(at())
}

fn linked(name: &str) -> Linked {
    Linked { id: id(), name: name.into() }
}

fn finding() -> Finding {
    Finding {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        contract_id: Some(id()),
        number: 12,
        origin: FindingOrigin::Clause,
        origin_object_id: Some(id()),
        origin_part: Some("KV-21".into()),
        title: "KV-21 Loggning".into(),
        search_text: "kv-21 loggning".into(),
        description: Some("Loggarna sparas bara i 30 dagar.\nAvtalet kräver fem år.".into()),
        severity: Severity::High,
        responsible: Responsible::Vendor,
        control_ids: "A.8.15;A.8.16".into(),
        internal_note: Some("Ta upp i styrgruppen.".into()),
        created_by: id(),
        created_by_name: "Karin Öberg".into(),
        created_at: at().into(),
        closed_at: None,
        version: 3,
    }
}

fn action(status: ActionStatus) -> Action {
    Action {
        id: id(),
        organisation_id: id(),
        vendor_id: id(),
        contract_id: Some(id()),
        finding_id: Some(id()),
        number: 7,
        title: "Förläng lagringen av loggar".into(),
        search_text: "forlang lagringen av loggar".into(),
        description: Some("Både drift och test.".into()),
        responsible: Responsible::Vendor,
        owner_id: None,
        owner_name: Some("Eva Björk".into()),
        due_on: NaiveDate::default(),
        original_due_on: NaiveDate::default(),
        slips: 3,
        status,
        focus: Some("Be om ett utdrag.".into()),
        reported_note: Some("Klart sedan i går.".into()),
        reported_by_name: Some("Eva Björk".into()),
        reported_at: Some(at().into()),
        verified_note: Some("Testmiljön saknas.".into()),
        verified_effective: Some(false),
        verified_by_name: Some("Karin Öberg".into()),
        verified_at: Some(at().into()),
        internal_note: Some("Vite kan bli aktuellt.".into()),
        created_by: id(),
        created_by_name: "Karin Öberg".into(),
        created_at: at().into(),
        updated_at: at().into(),
        version: 5,
        withheld: false,
    }
}

fn plan_place(full: bool) -> PlanPlace {
    PlanPlace {
        id: id(),
        number: 4,
        title: "Efter granskningen".into(),
        starts_on: NaiveDate::default(),
        milestone: full.then(|| "Driften klar".into()),
        expected_evidence: full.then(|| "Utdrag ur loggen.\nSkärmbild av inställningen.".into()),
    }
}

fn moments() -> Vec<Moment> {
    let at: Instant = at().into();
    vec![Moment {
        at,
        who: "Karin Öberg".into(),
        text: "Åtgärden skapades".into(),
        note: Some("Skäl".into()),
        tone: Some("ok"),
    }]
}

pub(super) fn evidence() -> Vec<EvidenceRow> {
    let uploaded_at = at().into();
    vec![EvidenceRow {
        id: id(),
        file_name: "logg.pdf".into(),
        uploaded_by_name: "Eva Björk".into(),
        uploaded_at,
        shared: false,
    }]
}

pub(super) fn choices() -> Vec<Choice> {
    vec![Choice { value: id().to_string(), label: "Karin Öberg (Region Almeå)".into() }]
}

pub(super) fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: 1, total }
}

fn narrowed() -> Narrowed {
    Narrowed { vendor: Some(linked("Åsmunda Ögonklinik AB")), contract: Some(linked("2024-118")) }
}

pub(super) fn action_row() -> ActionRow {
    ActionRow {
        vendor_name: "Åsmunda".into(),
        contract_reference: Some("2024-118".into()),
        withheld: true,
        ..ActionRow::of(action(ActionStatus::Open))
    }
}

impl Sampled for FindingList {
    const TEMPLATE: &'static str = "pages/findings/list";
    fn samples(_: Language) -> Vec<Self> {
        let f = finding();
        let row = FindingRow {
            id: f.id,
            number: f.number,
            title: f.title,
            vendor_id: f.vendor_id,
            vendor_name: "Åsmunda".into(),
            contract_reference: None,
            severity: f.severity,
            responsible: f.responsible,
            state: "open",
            created_at: f.created_at,
        };
        let page = |rows: Vec<FindingRow>, narrowed| FindingList {
            form: FormState::default().with("status", "open"),
            pager: pager(1),
            rows,
            narrowed,
            origins: FindingOrigin::ALL,
            severities: Severity::ALL,
            responsibles: Responsible::ALL,
            states: vec!["open", "closed", "all"],
            controls: choices(),
            can_edit: true,
        };
        vec![page(vec![row], narrowed()), page(vec![], Narrowed::default())]
    }
}

impl Sampled for FindingForm {
    const TEMPLATE: &'static str = "pages/findings/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |finding_id: Option<Id>| FindingForm {
            form: FormState::default().with("version", 3),
            vendor: linked("Åsmunda Ögonklinik AB"),
            contracts: if finding_id.is_none() { choices() } else { vec![] },
            origin: finding_id.is_none().then_some(FindingOrigin::Risk),
            origin_object_id: finding_id.is_none().then(id),
            finding_id,
            severities: Severity::ALL,
            responsibles: Responsible::ALL,
            cancel_href: "/findings".into(),
        };
        vec![page(None), page(Some(id()))]
    }
}

impl Sampled for FindingShow {
    const TEMPLATE: &'static str = "pages/findings/show";
    fn samples(_: Language) -> Vec<Self> {
        let full = FindingShow {
            finding: finding(),
            state: "open",
            vendor: linked("Åsmunda Ögonklinik AB"),
            contract: Some(linked("2024-118")),
            origin_href: Some("/contracts/1/clauses#KV-21".into()),
            origin_part: Some("KV-21".into()),
            cause: Some(RootCause {
                kind: "routine".into(),
                confidence: "assumed".into(),
                description: "Ingen rutin säger hur länge loggarna sparas.".into(),
                written_by_name: "Karin Öberg".into(),
                written_at: at().into(),
            }),
            reviews: vec![linked("3 Granskning av driften")],
            escalation: Some(linked("4")),
            controls: vec![
                ControlRow { id: "A.8.15".into(), title: "Loggning".into(), others: 3 },
                ControlRow { id: "A.8.16".into(), title: "Övervakning".into(), others: 0 },
            ],
            clause: Some(SharedClause { id: "KV-21".into(), others: 2 }),
            actions: vec![action_row()],
            history: moments(),
            form: FormState::default(),
            close_form: FormState::default(),
            owners: choices(),
            responsibles: Responsible::ALL,
            can_edit: true,
            can_add_action: true,
            can_close: true,
            needs_reason: true,
            can_reopen: false,
        };
        let bare = Finding {
            contract_id: None,
            description: None,
            internal_note: None,
            origin_part: None,
            control_ids: String::new(),
            closed_at: Some(at().into()),
            ..finding()
        };
        let bare = FindingShow {
            finding: bare,
            state: "closed",
            contract: None,
            origin_href: None,
            origin_part: None,
            cause: None,
            reviews: vec![],
            escalation: None,
            controls: vec![],
            clause: None,
            actions: vec![],
            can_edit: false,
            can_add_action: false,
            can_close: false,
            can_reopen: true,
            ..full.clone()
        };
        vec![FindingShow { needs_reason: false, ..full.clone() }, full, bare]
    }
}

impl Sampled for SuggestedPage {
    const TEMPLATE: &'static str = "pages/findings/suggested";
    fn samples(_: Language) -> Vec<Self> {
        let row = |finding| SuggestedRow {
            clause_id: "KV-21".into(),
            title: "Loggning".into(),
            requirement: "Leverantören ska logga.".into(),
            severity: Severity::Critical,
            in_contract: "Saknas".into(),
            met: "Ej uppfyllt".into(),
            finding,
        };
        let page =
            |rows| SuggestedPage { contract: linked("2024-118"), title: "Ögonsjukvård".into(), rows, can_edit: true };
        vec![page(vec![row(None), row(Some(linked("12")))]), page(vec![])]
    }
}

impl Sampled for ActionList {
    const TEMPLATE: &'static str = "pages/actions/list";
    fn samples(_: Language) -> Vec<Self> {
        let mut statuses = vec!["all_open", "all"];
        statuses.extend(ActionStatus::ALL.iter().map(|s| s.as_str()));
        let page = |rows: Vec<ActionRow>, narrowed| ActionList {
            tabs: super::spread::sample_tabs(),
            bulk: super::spread::sample_bulk(),
            form: FormState::default().with("status", "all_open"),
            rows,
            pager: pager(1),
            narrowed,
            statuses: statuses.clone(),
            responsibles: Responsible::ALL,
            sort: "due_on".into(),
        };
        vec![page(vec![action_row()], narrowed()), page(vec![], Narrowed::default())]
    }
}

impl Sampled for ActionShow {
    const TEMPLATE: &'static str = "pages/actions/show";
    fn samples(_: Language) -> Vec<Self> {
        let page = |status: ActionStatus, full: bool| ActionShow {
            action: Action {
                description: action(status).description.filter(|_| full),
                internal_note: action(status).internal_note.filter(|_| full),
                focus: action(status).focus.filter(|_| full),
                owner_name: action(status).owner_name.filter(|_| full),
                withheld: full,
                ..action(status)
            },
            at_rest: super::at_rest(status),
            vendor: linked("Åsmunda Ögonklinik AB"),
            contract: full.then(|| linked("2024-118")),
            finding: full.then(|| linked("12 Loggning")),
            timeline: moments(),
            history: moments(),
            evidence: if full { evidence() } else { vec![] },
            sent_back: full,
            escalate: full,
            escalation: (full && status == ActionStatus::Open).then(|| linked("4")),
            escalate_href: full.then(|| "/escalations/new".into()),
            hidden_in: (full && status == ActionStatus::ReportedDone).then(|| linked("2")),
            can_reveal: full && status == ActionStatus::Open,
            priority: Severity::High,
            plan: (status != ActionStatus::Cancelled).then(|| plan_place(status == ActionStatus::Open)),
            own: full && status == ActionStatus::ReportedDone,
            checks: if full { super::spread::sample_checks() } else { vec![] },
            max_extensions: 2,
            postpone_form: FormState::default(),
            report_form: FormState::default(),
            verify_form: FormState::default(),
            cancel_form: FormState::default(),
            file_form: FormState::default(),
            upload_megabytes: 20,
            can_edit: full,
            can_start: full && status == ActionStatus::Open,
            can_report: full && status == ActionStatus::Open,
            can_verify: full && status == ActionStatus::ReportedDone,
            can_postpone: full && status == ActionStatus::Open,
            can_attach: full,
        };
        vec![
            page(ActionStatus::Open, true),
            page(ActionStatus::ReportedDone, true),
            page(ActionStatus::Cancelled, false),
        ]
    }
}

impl Sampled for ActionForm {
    const TEMPLATE: &'static str = "pages/actions/edit";
    fn samples(_: Language) -> Vec<Self> {
        vec![ActionForm {
            form: FormState::default().with("version", 1),
            action_id: id(),
            owners: choices(),
            responsibles: Responsible::ALL,
            priorities: Severity::ALL,
        }]
    }
}

impl Sampled for PortalList {
    const TEMPLATE: &'static str = "pages/portal_actions/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = PortalRow::new(action(ActionStatus::Open), "Region Almeå".into());
        vec![
            PortalList { rows: vec![row], pager: pager(1), all: true },
            PortalList { rows: vec![], pager: pager(0), all: false },
        ]
    }
}

impl Sampled for PortalShow {
    const TEMPLATE: &'static str = "pages/portal_actions/show";
    fn samples(_: Language) -> Vec<Self> {
        let planned =
            |status: ActionStatus| (status != ActionStatus::Verified).then(|| plan_place(status == ActionStatus::Open));
        let page = |status: ActionStatus, working: bool| PortalShow {
            action: PortalFacts { plan: planned(status), ..action(status).into() },
            at_rest: super::at_rest(status),
            client_name: "Region Almeå".into(),
            contract_reference: working.then(|| "2024-118".into()),
            timeline: moments(),
            evidence: if working { evidence() } else { vec![] },
            sent_back: working,
            form: FormState::default(),
            file_form: FormState::default(),
            upload_megabytes: 20,
            can_start: working,
            can_report: working,
            can_attach: status != ActionStatus::Verified,
        };
        vec![
            page(ActionStatus::Open, true),
            page(ActionStatus::ReportedDone, false),
            page(ActionStatus::Verified, false),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        let mut pages = render_samples::<FindingList>(&views).unwrap();
        pages.extend(render_samples::<FindingForm>(&views).unwrap());
        pages.extend(render_samples::<FindingShow>(&views).unwrap());
        pages.extend(render_samples::<SuggestedPage>(&views).unwrap());
        pages.extend(render_samples::<ActionList>(&views).unwrap());
        pages.extend(render_samples::<ActionShow>(&views).unwrap());
        pages.extend(render_samples::<ActionForm>(&views).unwrap());
        let region = pages.len();
        pages.extend(render_samples::<PortalList>(&views).unwrap());
        pages.extend(render_samples::<PortalShow>(&views).unwrap());
        for page in pages.iter().skip(region) {
            assert!(!page.contains("Vite kan bli aktuellt"), "the vendor's pages hold no internal note");
        }
    }
}
