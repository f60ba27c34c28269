//! Samples of every page: with everything in it, and with as little as can be.

mod of_lists;
mod of_platforms;

use super::parts::{Chip, TypeRow, chips};
use super::*;
use crate::base::Language;
use crate::features::services::filter::{ClassState, ServiceQuery};
use crate::features::services::model::{ApprovalState, Aspect, Channel, Class, ClassificationState, ServiceStatus};
use crate::features::services::rules::{Above, Fit};
use crate::platform::view::Sampled;
use chrono::{DateTime, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn now() -> Instant {
    at().into()
}

fn day() -> NaiveDate {
    at().date_naive()
}

fn id() -> Id {
    Id::new(at())
}

fn above() -> Vec<Above> {
    vec![Above { aspect: Aspect::C, level: 3, ceiling: 2 }]
}

fn some_chips() -> Vec<Chip> {
    chips(Class { c: Some(3), i: Some(0), a: None, t: Some(3) }, &above())
}

fn service(full: bool) -> Service {
    let text = |text: &str| full.then(|| text.to_string());
    Service {
        id: id(),
        organisation_id: id(),
        name: "Orosanmälan barn".into(),
        name_folded: "orosanmalan barn".into(),
        search_text: "orosanmalan barn".into(),
        platform_id: full.then(id),
        contract_id: full.then(id),
        administration: text("Socialförvaltningen"),
        audience: Audience::Public,
        channels: "web,phone".into(),
        users_per_day: full.then_some(199),
        persons: full.then_some(1_200),
        affected_groups: text("Barn och anmälare"),
        fallback_routine: text("Pappersblankett"),
        fallback_tested_on: full.then(day),
        operating_hours: text("Dygnet runt"),
        max_outage_hours: full.then_some(0),
        owner_id: full.then(id),
        information_types: "child_concern".into(),
        form_fields: text("Barnets namn\nVad har hänt?"),
        class_c: full.then_some(3),
        class_i: full.then_some(0),
        class_a: None,
        class_t: full.then_some(3),
        classified_on: full.then(day),
        reclassify: full,
        status: if full { ServiceStatus::Published } else { ServiceStatus::Planned },
        created_at: now(),
        updated_at: now(),
        version: 2,
        alternative_channel: text("Telefon till mottagningen"),
    }
}

fn row(worth: Worth, summary: Summary, full: bool) -> ServiceRow {
    ServiceRow {
        id: id(),
        name: "Orosanmälan barn".into(),
        platform: full.then(|| "E-tjänstportalen".into()),
        administration: full.then(|| "Socialförvaltningen".into()),
        audience: Audience::Public,
        users_per_day: full.then_some(199),
        chips: if full { some_chips() } else { Vec::new() },
        worth,
        worth_tone: worth.tone(),
        summary,
        summary_tone: summary.tone(),
        status: ServiceStatus::Published,
    }
}

fn choice() -> Vec<Choice> {
    vec![Choice::new("0", "Ett val"), Choice::new("3", "Ett annat val")]
}

fn named() -> Vec<NamedChoice> {
    vec![NamedChoice { name: "type_health".into(), label: "Uppgifter om hälsa".into() }]
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/services/list";
    fn samples(_: Language) -> Vec<Self> {
        let page = |rows: Vec<ServiceRow>, filtered: bool, may: bool| ListPage {
            form: FormState::default(),
            sort: "name".into(),
            pager: Pager { number: 1, pages: 3, total: 120 },
            filtered,
            platforms: choice(),
            administrations: choice(),
            breach: choice(),
            audiences: Audience::ALL,
            statuses: ServiceQuery::statuses(),
            classes: ClassState::ALL,
            export_xlsx: "/services/export?format=xlsx".into(),
            export_csv: "/services/export?format=csv".into(),
            waiting: rows.len(),
            can_edit: may,
            can_import: may,
            rows,
        };
        let rows = Worth::ALL.iter().cycle().zip(Summary::ALL).map(|(w, s)| row(*w, *s, *w != Worth::Old)).collect();
        vec![
            page(rows, true, true),
            page(Vec::new(), false, true),
            page(Vec::new(), true, false),
            page(Vec::new(), false, false),
        ]
    }
}

fn why() -> Vec<WhyRow> {
    let reason = |type_code: Option<&str>| SuggestionReason {
        aspect: Aspect::C,
        level: 3,
        type_code: type_code.map(ToString::to_string),
    };
    vec![
        WhyRow {
            reason: reason(Some("health")),
            type_name: Some("Uppgifter om hälsa".into()),
            legal: Some("OSL 25:1".into()),
            unverified: true,
            text: Some("Kan ge allvarlig skada.".into()),
        },
        WhyRow { reason: reason(None), type_name: None, legal: None, unverified: false, text: None },
    ]
}

fn type_row(fit: Option<Fit>, full: bool) -> TypeRow {
    TypeRow {
        code: "health".into(),
        name: "Uppgifter om hälsa".into(),
        chips: some_chips(),
        pdl: full,
        legal: full.then(|| "OSL 25:1".into()),
        unverified: full,
        reason: full.then(|| "Kan ge allvarlig skada.".into()),
        handling: full.then(|| "Aldrig i testmiljö.".into()),
        owner: full.then(|| "Arkivarien".into()),
        diary_number: full.then(|| "KS 2026-1".into()),
        own_id: full.then(|| id().to_string()),
        replaces_preset: full,
        fit,
        fit_tone: fit.map_or("neutral", Fit::tone),
    }
}

fn hints() -> Vec<HintRow> {
    vec![HintRow { type_name: "Uppgifter om hälsa".into(), word: "allergi".into(), chips: some_chips() }]
}

fn classification(state: ClassificationState) -> ClassificationRow {
    let answered = matches!(state, ClassificationState::Refused | ClassificationState::Replaced);
    ClassificationRow {
        id: id(),
        number: 2,
        chips: some_chips(),
        suggested: "K3 R2 T2 S3".into(),
        model_version: "information-types-2026-1".into(),
        reason: "Enligt lagen.".into(),
        state,
        state_tone: "ok",
        valid_until: day(),
        decided_by_name: "Jonas Åkerman".into(),
        decided_at: now(),
        second_by_name: answered.then(|| "Sara Holm".into()),
        second_note: answered.then(|| "Stämmer inte.".into()),
    }
}

fn approval(state: ApprovalState) -> Approval {
    Approval {
        id: id(),
        organisation_id: id(),
        service_id: id(),
        state,
        note: Some("Öppnar i höst.".into()),
        asked_by: id(),
        asked_by_name: "Sara Holm".into(),
        asked_at: now(),
        decided_by: None,
        decided_by_name: (state != ApprovalState::Asked).then(|| "Jonas Åkerman".into()),
        decision_note: (state == ApprovalState::Refused).then(|| "Inte än.".into()),
        decided_at: (state != ApprovalState::Asked).then(now),
        version: 1,
    }
}

fn events() -> Vec<HistoryLine> {
    vec![HistoryLine {
        at: now(), who: "Sara Holm".into(), text: "Tjänsten lades till".into(), note: None, tone: "ok"
    }]
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/services/show";
    fn samples(_: Language) -> Vec<Self> {
        let hit = || vec![HitRow { type_name: "Uppgifter om hälsa".into(), legal_source: Some("OSL 25:1".into()) }];
        let exception = |holds| ExceptionRow {
            id: id(),
            type_name: "Klientuppgifter".into(),
            reason: "Det finns inget annat än.".into(),
            measures: "Uppgifterna gallras varje vecka.".into(),
            ends_on: day(),
            decided_by_name: "Jonas Åkerman".into(),
            decided_at: now(),
            holds,
        };
        let page = |full: bool, own: bool| ShowPage {
            service: service(full),
            platform_name: full.then(|| "E-tjänstportalen".into()),
            contract_name: full.then(|| "AVT-1 Drift".into()),
            owner_name: full.then(|| "Sara Holm".into()),
            channels: if full { Channel::ALL.to_vec() } else { Vec::new() },
            chips: if full { some_chips() } else { Vec::new() },
            worth: if full { Worth::Changed } else { Worth::Unclassified },
            worth_tone: "attention",
            valid_until: full.then(day),
            summary: if full { Summary::Forbidden } else { Summary::NoPlatform },
            summary_tone: "serious",
            above: if full { vec![AboveRow { aspect: Aspect::C, level: 3, ceiling: 0 }] } else { Vec::new() },
            forbidden: if full { hit() } else { Vec::new() },
            undecided: if full { hit() } else { Vec::new() },
            excepted: if full { hit() } else { Vec::new() },
            finding: full.then(|| (7, id())),
            types: if full { vec![type_row(Some(Fit::Forbidden), true), type_row(None, false)] } else { Vec::new() },
            hints: if full { hints() } else { Vec::new() },
            why: if full { why() } else { Vec::new() },
            below: full,
            pending: full.then(|| classification(ClassificationState::Pending)),
            own_pending: own,
            history: if full {
                ClassificationState::ALL.iter().map(|s| classification(*s)).collect()
            } else {
                Vec::new()
            },
            exceptions: if full { vec![exception(true), exception(false)] } else { Vec::new() },
            exception_types: if full { choice() } else { Vec::new() },
            blockers: if full { Vec::new() } else { vec!["rule-service-blocked-unclassified"] },
            asked: full.then(|| approval(ApprovalState::Asked)),
            own_asked: own,
            approvals: if full {
                vec![approval(ApprovalState::Approved), approval(ApprovalState::Refused)]
            } else {
                Vec::new()
            },
            events: events(),
            lowering_form: FormState::default(),
            exception_form: FormState::default(),
            publication_form: FormState::default(),
            decision_form: FormState::default(),
            stop_form: FormState::default(),
            confirm_form: FormState::default(),
            can_edit: !own,
            can_approve: true,
            can_see_findings: true,
            risks: full.then(|| RisksOf::sample(!own)),
        };
        let reader = ShowPage { can_edit: false, can_approve: false, ..page(true, true) };
        vec![page(true, false), page(true, true), page(false, false), reader]
    }
}

impl Sampled for FormPage {
    const TEMPLATE: &'static str = "pages/services/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |old: bool| FormPage {
            form: FormState::default(),
            service_id: old.then(id),
            action: "/services".into(),
            cancel_href: "/services".into(),
            platforms: choice(),
            contracts: choice(),
            owners: choice(),
            administrations: choice(),
            audiences: Audience::ALL,
            channels: named(),
            types: named(),
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for ClassifyPage {
    const TEMPLATE: &'static str = "pages/services/classify";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| ClassifyPage {
            form: FormState::default(),
            service_id: id(),
            name: "Orosanmälan barn".into(),
            current: if full { some_chips() } else { Vec::new() },
            suggested: if full { some_chips() } else { Vec::new() },
            why: if full { why() } else { Vec::new() },
            types: if full { vec![type_row(None, true)] } else { Vec::new() },
            hints: if full { hints() } else { Vec::new() },
            persons: full.then_some(1_200),
            aggregation_persons: 1_000,
            validity_months: 12,
            model: "information-types-2026-1".into(),
            levels: choice(),
        };
        vec![page(true), page(false)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::view::{Views, render_samples};

    #[test]
    fn every_page_renders_in_both_languages() {
        let views = Views::new().unwrap();
        render_samples::<ListPage>(&views).unwrap();
        render_samples::<ShowPage>(&views).unwrap();
        render_samples::<FormPage>(&views).unwrap();
        render_samples::<ClassifyPage>(&views).unwrap();
        render_samples::<WaitingPage>(&views).unwrap();
        render_samples::<UnclassifiedPage>(&views).unwrap();
        render_samples::<AdministrationsPage>(&views).unwrap();
        render_samples::<ChangesPage>(&views).unwrap();
        render_samples::<PlatformListPage>(&views).unwrap();
        render_samples::<PlatformPage>(&views).unwrap();
        render_samples::<PlatformFormPage>(&views).unwrap();
        render_samples::<RulePage>(&views).unwrap();
        render_samples::<TypeListPage>(&views).unwrap();
        render_samples::<TypeFormPage>(&views).unwrap();
        render_samples::<TypeImportPage>(&views).unwrap();
    }
}
