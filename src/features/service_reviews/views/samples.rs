//! Samples of every page: with everything in it, and with as little as can be.

use super::*;
use crate::base::Language;
use crate::features::service_reviews::model::RowOutcome;
use crate::platform::view::Sampled;
use chrono::{DateTime, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn id() -> Id {
    Id::new(at())
}

fn pager() -> Pager {
    Pager { number: 1, pages: 2, total: 60 }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, 15).unwrap_or_default()
}

fn people() -> Vec<Choice> {
    vec![Choice::new("1", "Eva Björk"), Choice::new("2", "Jonas Åkerman")]
}

fn breaches() -> Vec<Breach> {
    let plain = |kind: &str| Breach {
        kind: kind.into(),
        aspect: Some("K".into()),
        level: Some(3),
        ceiling: Some(2),
        type_code: Some("health".into()),
        type_name: Some("Hälsa".into()),
        legal_source: Some("OSL 25:1".into()),
    };
    ["above", "must_not", "should_not", "unclassified"].into_iter().map(plain).collect()
}

fn progress() -> Progress {
    Progress { total: 9, not_started: 3, in_progress: 2, ready: 1, decided: 3, overdue: 2 }
}

fn basis() -> Basis {
    Basis {
        at: "2026-11-23T08:00:00Z".into(),
        platform_name: Some("E-tjänstportalen".into()),
        ceiling: Some("K2 R2 T2 S2".into()),
        total: 23,
        breaches: 9,
        above: 9,
        above_by_aspect: [("K".to_string(), 9)].into_iter().collect(),
        must_not: 2,
        should_not: 1,
        unclassified: 1,
        chosen: 9,
        ..Basis::default()
    }
}

fn campaign() -> Campaign {
    Campaign {
        id: id(),
        organisation_id: id(),
        number: 3,
        title: "E-tjänster över taket".into(),
        search_text: "e-tjanster".into(),
        why: "Stickprov visade känsliga uppgifter.\nAlla tjänster ska gås igenom.".into(),
        platform_id: Some(id()),
        manager_id: id(),
        manager_name: "Helena Ström".into(),
        owner_id: id(),
        owner_name: "Eva Björk".into(),
        due_on: day(),
        diary_number: Some("KS 2026/117".into()),
        basis: String::new(),
        state: CampaignState::Running,
        closed_at: None,
        closed_note: None,
        created_by: id(),
        created_by_name: "Eva Björk".into(),
        created_at: at().into(),
        updated_at: at().into(),
        version: 2,
    }
}

fn analysis() -> Analysis {
    Analysis {
        id: id(),
        organisation_id: id(),
        campaign_id: id(),
        service_id: id(),
        name_folded: "orosanmalan barn".into(),
        number: 2,
        state: AnalysisState::Ready,
        owner_id: id(),
        owner_name: "Eva Björk".into(),
        due_on: day(),
        content: "{}".into(),
        ready_by: Some(id()),
        ready_by_name: Some("Eva Björk".into()),
        ready_at: Some(at().into()),
        decision: None,
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        reason: None,
        diary_number: None,
        snapshot: None,
        sha256: None,
        replaced_at: None,
        removed_at: None,
        removed_reason: None,
        created_at: at().into(),
        updated_at: at().into(),
        version: 4,
    }
}

fn content() -> Content {
    let said = |text: &str| Some(text.to_string());
    Content {
        information: said("Uppgifter om barn och vårdnadshavare."),
        scenarios: said("Obehörig läser en anmälan."),
        privacy: Some(Harm::VerySerious),
        privacy_note: said("Barnets skydd kan röjas."),
        availability: Some(Harm::Serious),
        safety: Some(Harm::VerySerious),
        safety_note: said("En anmälan som inte kommer fram."),
        benefit: said("Låg tröskel, dygnet runt."),
        harm_of_stopping: said("Färre anmälningar."),
        operating_hours: said("Dygnet runt"),
        max_outage_hours: Some(4),
        alternative_channel: said("Socialjouren"),
        fallback_routine: said("Pappersblankett"),
        fallback_tested_on: Some(day()),
        cost_low: Some(40_000),
        cost_high: Some(90_000),
        cost_note: said("En halv tjänst."),
        proposal: Some(Decision::Stop),
        proposal_reason: said("Plattformen räcker inte."),
        target_platform_id: Some(id()),
        move_on: Some(day()),
        ends_on: Some(day()),
    }
}

fn facts() -> ServiceFacts {
    ServiceFacts {
        id: id(),
        name: "Orosanmälan barn".into(),
        platform_id: Some(id()),
        platform_name: Some("E-tjänstportalen".into()),
        administration: Some("Socialförvaltningen".into()),
        class: "K3 R2 T3 S3".into(),
        information_types: vec!["Socialtjänst".into()],
        users_per_day: Some(199),
        affected_groups: Some("Barn".into()),
        breaches: breaches(),
        in_breach: true,
    }
}

fn bare_facts() -> ServiceFacts {
    ServiceFacts {
        platform_id: None,
        platform_name: None,
        administration: None,
        information_types: vec![],
        users_per_day: None,
        affected_groups: None,
        breaches: vec![],
        in_breach: false,
        ..facts()
    }
}

fn frozen() -> FrozenAnalysis {
    FrozenAnalysis {
        format: "tillit-service-analysis-1".into(),
        organisation: "Lindvik kommun".into(),
        campaign: "E-tjänster över taket".into(),
        number: 1,
        service: facts(),
        content: content(),
        target_platform: None,
        measures: vec![],
        authors: vec![],
        owner: "Eva Björk".into(),
        ready_by: Some("Eva Björk".into()),
        decision: Decision::Stop,
        reason: "Taket hålls inte.".into(),
        diary_number: Some("KS 2026/117".into()),
        decided_by: "Helena Ström".into(),
        decided_at: "2026-11-23T08:00:00Z".into(),
    }
}

fn taken() -> Vec<TakenRow> {
    let row = |administration: Option<&str>| TakenRow {
        id: id(),
        name: "Orosanmälan barn".into(),
        administration: administration.map(ToString::to_string),
        class: "K3 R2 T3 S3".into(),
        breaches: breaches(),
    };
    vec![row(Some("Socialförvaltningen")), row(None)]
}

fn selection(full: bool) -> SelectionView {
    SelectionView {
        form: FormState::default().with("which", "breaches"),
        platforms: people(),
        administrations: people(),
        whiches: Which::ALL,
        basis: if full { basis() } else { Basis::default() },
        share: full.then_some(39),
        taken: if full { taken() } else { vec![] },
        more: if full { 12 } else { 0 },
    }
}

fn check() -> SpotCheck {
    SpotCheck {
        id: id(),
        organisation_id: id(),
        number: 2,
        title: "Stickprov i november".into(),
        search_text: "stickprov".into(),
        purpose: "Ser om klassningen stämmer.".into(),
        population: "[]".into(),
        population_sha256: "ab12".repeat(16),
        population_size: 23,
        selection: "{}".into(),
        seed: "0123456789abcdef0123456789abcdef".into(),
        algorithm: "tillit-draw-1".into(),
        sample_size: 5,
        diary_number: Some("KS 2026/118".into()),
        state: CheckState::Open,
        drawn_by: id(),
        drawn_by_name: "Jonas Åkerman".into(),
        drawn_at: at().into(),
        conclusion: None,
        closed_by_name: None,
        closed_at: None,
        version: 1,
    }
}

fn item(outcome: Outcome, finding: bool) -> CheckItem {
    CheckItem {
        id: id(),
        organisation_id: id(),
        spot_check_id: id(),
        position: 1,
        service_id: id(),
        service_name: "Felanmälan gata".into(),
        outcome,
        looked_at: (outcome != Outcome::NotLooked).then(|| "Tio ärenden i tjänsten".into()),
        looked_on: (outcome != Outcome::NotLooked).then(day),
        looked_by: (outcome != Outcome::NotLooked).then(|| "Jonas Åkerman".into()),
        note: (outcome == Outcome::Deviation).then(|| "Fritextfältet rymmer personnummer.".into()),
        evidence: (outcome == Outcome::Deviation).then(|| "KS 2026/118-3".into()),
        finding_id: finding.then(id),
        updated_at: at().into(),
        version: 1,
    }
}

impl Sampled for CampaignsPage {
    const TEMPLATE: &'static str = "pages/service_reviews/campaigns";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state, progress| CampaignRow {
            id: id(),
            number: 3,
            title: "E-tjänster över taket".into(),
            state,
            due_on: day(),
            manager_name: "Helena Ström".into(),
            progress,
        };
        let rows = vec![row(CampaignState::Running, progress()), row(CampaignState::Closed, Progress::default())];
        let full = CampaignsPage {
            form: FormState::default(),
            rows,
            pager: pager(),
            states: CampaignState::ALL,
            can_run: true,
        };
        vec![CampaignsPage { rows: vec![], can_run: false, ..full.clone() }, full]
    }
}

impl Sampled for NewCampaignPage {
    const TEMPLATE: &'static str = "pages/service_reviews/new_campaign";
    fn samples(_: Language) -> Vec<Self> {
        let of = |full| NewCampaignPage {
            selection: selection(full),
            form: FormState::default(),
            managers: people(),
            owners: people(),
        };
        vec![of(true), of(false)]
    }
}

impl Sampled for EditCampaignPage {
    const TEMPLATE: &'static str = "pages/service_reviews/edit_campaign";
    fn samples(_: Language) -> Vec<Self> {
        let form = FormState::default().with("version", 1);
        vec![EditCampaignPage { id: id(), form, managers: people(), owners: people() }]
    }
}

impl Sampled for CampaignPage {
    const TEMPLATE: &'static str = "pages/service_reviews/campaign";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state, decision: Option<Decision>, is_decided, full: bool| AnalysisRow {
            id: id(),
            service_name: "Orosanmälan barn".into(),
            administration: full.then(|| "Socialförvaltningen".into()),
            class: if full { "K3 R2 T3 S3".into() } else { String::new() },
            breaches: if full { breaches() } else { vec![] },
            is_stopped: !full,
            owner_name: "Eva Björk".into(),
            due_on: day(),
            state,
            is_open: state != AnalysisState::Decided,
            decision,
            is_decided,
        };
        let memo = BoardMemo {
            id: id(),
            organisation_id: id(),
            campaign_id: id(),
            number: 1,
            diary_number: None,
            snapshot: "{}".into(),
            sha256: "cd34".repeat(16),
            created_by: id(),
            created_by_name: "Eva Björk".into(),
            created_at: at().into(),
        };
        let mut rows: Vec<AnalysisRow> =
            Decision::ALL.iter().map(|decision| row(AnalysisState::Decided, Some(*decision), true, true)).collect();
        rows.push(row(AnalysisState::Ready, Some(Decision::Move), false, true));
        rows.push(row(AnalysisState::NotStarted, None, false, false));
        rows.push(row(AnalysisState::InProgress, None, false, false));
        let full = CampaignPage {
            campaign: campaign(),
            basis: basis(),
            share: Some(39),
            platform_name: Some("E-tjänstportalen".into()),
            progress: progress(),
            rows,
            pager: pager(),
            form: FormState::default(),
            states: vec!["not_started", "in_progress", "ready", "decided", "overdue"],
            owners: people(),
            assign_form: FormState::default(),
            close_form: FormState::default(),
            memos: vec![memo],
            export_href: "/service-campaigns/1/export".into(),
            can_run: true,
            can_memo: true,
        };
        let closed = Campaign {
            state: CampaignState::Closed,
            closed_at: Some(at().into()),
            closed_note: Some("Resten tas nästa år.".into()),
            platform_id: None,
            diary_number: None,
            ..campaign()
        };
        let bare = CampaignPage {
            campaign: closed,
            basis: Basis::default(),
            share: None,
            platform_name: None,
            progress: Progress::default(),
            rows: vec![],
            memos: vec![],
            can_run: false,
            can_memo: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}

impl Sampled for AssignedPage {
    const TEMPLATE: &'static str = "pages/service_reviews/assigned";
    fn samples(_: Language) -> Vec<Self> {
        let row = |outcome: &RowOutcome| RowSaid {
            id: id(),
            service_name: (*outcome != RowOutcome::Missing).then(|| "Färdtjänst".into()),
            outcome: *outcome,
        };
        let rows = RowOutcome::ALL.iter().map(row).collect();
        vec![AssignedPage { campaign_id: id(), title: "E-tjänster".into(), rows, changed: 1 }]
    }
}

impl Sampled for AddServicesPage {
    const TEMPLATE: &'static str = "pages/service_reviews/add_services";
    fn samples(_: Language) -> Vec<Self> {
        let full = AddServicesPage {
            campaign_id: id(),
            title: "E-tjänster".into(),
            filter: FormState::default().with("which", "all"),
            form: FormState::default(),
            whiches: Which::ALL,
            rows: taken(),
            pager: pager(),
        };
        vec![AddServicesPage { rows: vec![], ..full.clone() }, full]
    }
}

impl Sampled for AnalysisPage {
    const TEMPLATE: &'static str = "pages/service_reviews/analysis";
    fn samples(_: Language) -> Vec<Self> {
        let measure = |action: bool| Measure {
            id: id(),
            organisation_id: id(),
            analysis_id: id(),
            measure: "Begränsa åtkomsten".into(),
            owner_id: Some(id()),
            owner_name: "Eva Björk".into(),
            due_on: day(),
            action_id: action.then(id),
            created_at: at().into(),
        };
        let author = |duty: Option<&str>| Author {
            id: id(),
            organisation_id: id(),
            analysis_id: id(),
            person_id: id(),
            person_name: "Jonas Åkerman".into(),
            duty: duty.map(ToString::to_string),
            added_at: at().into(),
        };
        let version = |decided: bool, removed: bool| VersionRow {
            id: id(),
            number: 1,
            state: if decided { AnalysisState::Decided } else { AnalysisState::Ready },
            decision: decided.then_some(Decision::Stop),
            decided_by_name: decided.then(|| "Helena Ström".into()),
            decided_at: decided.then(|| at().into()),
            removed_reason: removed.then(|| "Avvecklas".into()),
            current: !decided,
        };
        let full = AnalysisPage {
            analysis: analysis(),
            campaign_title: "E-tjänster över taket".into(),
            facts: facts(),
            content: content(),
            target_name: Some("Vårdplattformen".into()),
            measures: vec![measure(true), measure(false)],
            authors: vec![author(Some("Informationssäkerhetsstrateg")), author(None)],
            versions: vec![version(false, false), version(true, false), version(false, true)],
            frozen: None,
            people: people(),
            decisions: Decision::ALL,
            warnings: vec!["reviews-warn-fallback", "reviews-warn-breach", "reviews-warn-safety"],
            ready_form: FormState::default(),
            decide_form: FormState::default(),
            author_form: FormState::default(),
            measure_form: FormState::default(),
            remove_form: FormState::default(),
            is_ready: true,
            can_edit: true,
            can_decide: true,
            is_own: false,
            can_revise: false,
            can_remove: true,
            can_open_actions: false,
        };
        let decided = AnalysisPage {
            analysis: Analysis {
                state: AnalysisState::Decided,
                decision: Some(Decision::Stop),
                decided_by_name: Some("Helena Ström".into()),
                decided_at: Some(at().into()),
                reason: Some("Taket hålls inte.".into()),
                diary_number: Some("KS 2026/117".into()),
                sha256: Some("ef56".repeat(16)),
                ..analysis()
            },
            frozen: Some(frozen()),
            warnings: vec![],
            is_ready: false,
            can_edit: false,
            can_decide: false,
            can_revise: true,
            can_remove: false,
            can_open_actions: true,
            ..full.clone()
        };
        let bare = AnalysisPage {
            analysis: Analysis {
                state: AnalysisState::NotStarted,
                removed_at: Some(at().into()),
                removed_reason: Some("Avvecklas".into()),
                ready_by_name: None,
                ready_at: None,
                ..analysis()
            },
            facts: bare_facts(),
            content: Content::default(),
            target_name: None,
            measures: vec![],
            authors: vec![],
            warnings: vec![],
            is_ready: false,
            can_edit: false,
            can_decide: false,
            is_own: true,
            can_remove: false,
            ..full.clone()
        };
        vec![AnalysisPage { is_own: true, can_decide: false, ..full.clone() }, full, decided, bare]
    }
}

impl Sampled for AnalysisFormPage {
    const TEMPLATE: &'static str = "pages/service_reviews/analysis_form";
    fn samples(_: Language) -> Vec<Self> {
        let of = |facts: ServiceFacts| AnalysisFormPage {
            id: id(),
            service_name: facts.name.clone(),
            facts,
            form: FormState::default().with("version", 1),
            harms: Harm::ALL,
            decisions: Decision::ALL,
            platforms: people(),
        };
        vec![of(facts()), of(bare_facts())]
    }
}

impl Sampled for ChecksPage {
    const TEMPLATE: &'static str = "pages/service_reviews/checks";
    fn samples(_: Language) -> Vec<Self> {
        let row = CheckRow {
            id: id(),
            number: 2,
            title: "Stickprov i november".into(),
            state: CheckState::Open,
            drawn_at: at().into(),
            drawn_by_name: "Jonas Åkerman".into(),
            sample_size: 5,
            population_size: 23,
            looked: 2,
            deviations: 1,
        };
        let form = FormState::default();
        let full = ChecksPage { form, rows: vec![row], pager: pager(), states: CheckState::ALL, can_run: true };
        vec![ChecksPage { rows: vec![], can_run: false, ..full.clone() }, full]
    }
}

impl Sampled for NewCheckPage {
    const TEMPLATE: &'static str = "pages/service_reviews/new_check";
    fn samples(_: Language) -> Vec<Self> {
        [true, false].map(|full| NewCheckPage { selection: selection(full), form: FormState::default() }).into()
    }
}

impl Sampled for CheckPage {
    const TEMPLATE: &'static str = "pages/service_reviews/check";
    fn samples(_: Language) -> Vec<Self> {
        let full = CheckPage {
            check: check(),
            items: vec![
                item(Outcome::NotLooked, false),
                item(Outcome::Ok, false),
                item(Outcome::Deviation, false),
                item(Outcome::Deviation, true),
            ],
            looked: 3,
            deviations: 2,
            close_form: FormState::default(),
            can_record: true,
            can_finding: true,
            can_close: true,
        };
        let closed = SpotCheck {
            state: CheckState::Closed,
            conclusion: Some("En av fem avvek.".into()),
            closed_by_name: Some("Jonas Åkerman".into()),
            closed_at: Some(at().into()),
            diary_number: None,
            ..check()
        };
        vec![CheckPage { check: closed, can_record: false, can_close: false, can_finding: false, ..full.clone() }, full]
    }
}

impl Sampled for ItemPage {
    const TEMPLATE: &'static str = "pages/service_reviews/item";
    fn samples(_: Language) -> Vec<Self> {
        vec![ItemPage {
            check_id: id(),
            check_title: "Stickprov i november".into(),
            item: item(Outcome::NotLooked, false),
            form: FormState::default().with("version", 1),
            outcomes: Outcome::ALL,
        }]
    }
}
