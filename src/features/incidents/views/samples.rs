//! Samples of every page: with everything in it, and with as little as can be.

use super::{
    Choice, ClockRow, ConsequenceRow, FigureGroup, FigurePage, FormPage, ListPage, PartyRow, ReportPage, Row, ShowPage,
};
use crate::base::{Id, Instant, Language};
use crate::features::incidents::clocks::{ClockKey, Standing};
use crate::features::incidents::model::{
    Certainty, Confidence, ConsequenceKind, ConsequenceLevel, Exposure, IncidentSource, IncidentState, Judgement,
    LogCoverage, Unit,
};
use crate::features::incidents::records::{ExposureFigure, Incident};
use crate::features::incidents::timelines::views::VersionRow;
use crate::features::incidents::timelines::{TimelineLine, TimelineState};
use crate::platform::view::{FormState, HistoryLine, Pager, Sampled};
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

fn incident() -> Incident {
    Incident {
        id: id(),
        organisation_id: id(),
        number: 4,
        title: "Öppen lagringsyta hos underleverantör".into(),
        search_text: "oppen lagringsyta".into(),
        description: Some("Samtal låg åtkomliga utan inloggning.".into()),
        source: IncidentSource::Tip,
        contact: Some("tips@tidning.example".into()),
        received_at: now(),
        owner_id: Some(id()),
        owner_name: "Eva Björk".into(),
        state: IncidentState::Open,
        node_id: Some(id()),
        occurred_from: Some(now()),
        occurred_to: Some(now()),
        detected_by_vendor_at: Some(now()),
        vendor_reported_at: Some(now()),
        region_aware_at: Some(now()),
        significant: Judgement::Yes,
        significance_reason: Some("Fler än 500 personer.".into()),
        assessed_at: Some(now()),
        assessed_by_name: Some("Omar Haddad".into()),
        personal_data: Judgement::Yes,
        persons_notified: Some(55),
        root_cause: Some("Fel inkoppling vid uppgradering.".into()),
        root_cause_confidence: Confidence::Suspected,
        open_questions: Some("Sedan när?".into()),
        clock_model: "incident-clocks-2026-1".into(),
        decision: Some("Orsaken går inte att fastställa.".into()),
        decided_by_name: Some("Omar Haddad".into()),
        closed_at: Some(now()),
        version: 3,
    }
}

fn bare() -> Incident {
    Incident {
        description: None,
        contact: None,
        node_id: None,
        occurred_from: None,
        occurred_to: None,
        detected_by_vendor_at: None,
        vendor_reported_at: None,
        region_aware_at: None,
        significant: Judgement::Unknown,
        significance_reason: None,
        assessed_at: None,
        assessed_by_name: None,
        personal_data: Judgement::Unknown,
        persons_notified: None,
        root_cause: None,
        root_cause_confidence: Confidence::Unknown,
        open_questions: None,
        decision: None,
        decided_by_name: None,
        closed_at: None,
        state: IncidentState::Reported,
        ..incident()
    }
}

fn clock(key: ClockKey, standing: Standing, full: bool) -> ClockRow {
    ClockRow {
        key,
        standing,
        tone: "attention",
        owner: "operator",
        starts: "region_aware",
        legal: "Dataskyddsförordningen art. 33".into(),
        unverified: full,
        parameter: !full,
        starts_at: full.then(now),
        due_at: full.then(now),
        left: full.then(|| "5 timmar kvar".into()),
        sent_at: full.then(now),
        case_id: full.then(|| "DI-2026-1".into()),
        reason: full.then(|| "Ingen risk för de registrerade.".into()),
    }
}

fn clocks() -> Vec<ClockRow> {
    let keys = ClockKey::ALL.iter().zip(Standing::ALL.iter().cycle());
    let mut all: Vec<ClockRow> = keys.map(|(key, standing)| clock(*key, *standing, true)).collect();
    all.extend(Standing::ALL.iter().map(|standing| clock(ClockKey::Contract, *standing, false)));
    all
}

fn figure(category: Exposure, full: bool) -> ExposureFigure {
    ExposureFigure {
        id: id(),
        organisation_id: id(),
        incident_id: id(),
        category,
        unit: Unit::Calls,
        low: full.then_some(650_000),
        high: full.then_some(900_000),
        none_found: !full,
        source: "Tillsynsmyndigheten".into(),
        counting_rule: "Unika samtal".into(),
        evidence_basis: full.then(|| "Åtkomstloggar".into()),
        log_coverage: LogCoverage::Partial,
        log_from: full.then(NaiveDate::default),
        log_to: full.then(NaiveDate::default),
        note: full.then(|| "Preliminärt".into()),
        revises_id: None,
        superseded_at: None,
        recorded_by_name: "Omar Haddad".into(),
        recorded_at: now(),
    }
}

fn parties() -> Vec<PartyRow> {
    let party = |certainty, full: bool| PartyRow {
        id: id(),
        vendor_id: id(),
        vendor_name: "Vidlyssna Vårdlinje AB".into(),
        tier: full.then_some(1),
        contract_id: full.then(id),
        contract_name: full.then(|| "2024-118 Sjukvårdsrådgivning".into()),
        certainty,
        manager_name: full.then(|| "Eva Björk".into()),
        notified_at: full.then(now),
        acknowledged_at: full.then(now),
        acknowledged_by_name: full.then(|| "Eva Björk".into()),
        finding_href: full.then(|| "/findings/new?origin=incident".into()),
    };
    Certainty::ALL.iter().flat_map(|certainty| [party(*certainty, true), party(*certainty, false)]).collect()
}

fn consequences() -> Vec<ConsequenceRow> {
    let row = |category: &ConsequenceKind, level: &ConsequenceLevel| ConsequenceRow {
        category: *category,
        level: *level,
        tone: "attention",
        note: (*level != ConsequenceLevel::Unknown).then(|| "Samtal om hälsa.".into()),
        assessed_by_name: (*level != ConsequenceLevel::Unknown).then(|| "Omar Haddad".into()),
        assessed_at: (*level != ConsequenceLevel::Unknown).then(now),
        level_field: format!("level_{category}"),
        note_field: format!("note_{category}"),
    };
    ConsequenceKind::ALL.iter().zip(ConsequenceLevel::ALL).map(|(category, level)| row(category, level)).collect()
}

fn choices() -> Vec<Choice> {
    vec![Choice::new(id(), "Eva Björk")]
}

fn timelines() -> Vec<VersionRow> {
    let row = |state: &TimelineState| TimelineLine {
        id: id(),
        number: 1,
        state: *state,
        prepared_by_name: "Eva Björk".into(),
        prepared_at: now(),
        decided_by_name: state.is_decided().then(|| "Birgitta Falk".into()),
        decided_on: state.is_decided().then(NaiveDate::default),
        ended_at: None,
        version: 2,
    };
    TimelineState::ALL.iter().map(row).map(VersionRow::from).collect()
}

impl Sampled for ListPage {
    const TEMPLATE: &'static str = "pages/incidents/list";
    fn samples(_: Language) -> Vec<Self> {
        let row = |state: &IncidentState, full: bool| Row {
            id: id(),
            number: 4,
            title: "Öppen lagringsyta".into(),
            state: *state,
            source: IncidentSource::Press,
            received_at: now(),
            owner_name: "Eva Björk".into(),
            contracts: 3,
            next: full.then(|| clock(ClockKey::Gdpr33, Standing::Running, true)),
        };
        let page = |rows: Vec<Row>| ListPage {
            form: FormState::default().with("state", "open_only"),
            pager: Pager { number: 1, pages: 1, total: 5 },
            rows,
            states: vec!["open_only", "reported", "assessing", "open", "handled", "closed", "all"],
            can_edit: true,
        };
        vec![
            page(IncidentState::ALL.iter().zip([true, false].iter().cycle()).map(|(s, f)| row(s, *f)).collect()),
            page(vec![]),
        ]
    }
}

impl Sampled for FormPage {
    const TEMPLATE: &'static str = "pages/incidents/form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |incident_id: Option<Id>, name: Option<&str>| FormPage {
            form: FormState::default().with("version", 3),
            number: incident_id.as_ref().map(|_| 4),
            incident_id,
            node_name: name.map(ToString::to_string),
            contract_name: name.map(ToString::to_string),
            vendor_name: name.map(ToString::to_string),
            owners: choices(),
            sources: IncidentSource::ALL,
            judgements: Judgement::ALL,
            confidences: Confidence::ALL,
            cancel_href: "/incidents".into(),
        };
        vec![page(None, Some("Delad lagringsyta")), page(None, None), page(Some(id()), None)]
    }
}

impl Sampled for ShowPage {
    const TEMPLATE: &'static str = "pages/incidents/show";
    fn samples(_: Language) -> Vec<Self> {
        let group = |category: &Exposure, full: bool| FigureGroup {
            category: *category,
            figures: if full { vec![figure(*category, true), figure(*category, false)] } else { vec![] },
            revised: if full { vec![figure(*category, true)] } else { vec![] },
        };
        let page = |incident: Incident, full: bool| ShowPage {
            node_name: full.then(|| "Delad lagringsyta".into()),
            incident,
            clocks: clocks(),
            model: "incident-clocks-2026-1".into(),
            parties: if full { parties() } else { vec![] },
            findings: if full { vec![Choice::new(id(), "12 Loggning")] } else { vec![] },
            can_find: full,
            certain: 2,
            possible: 1,
            waiting: usize::from(full),
            groups: Exposure::ALL.iter().map(|category| group(category, full)).collect(),
            consequences: consequences(),
            levels: ConsequenceLevel::ALL,
            contract_choices: choices(),
            next_states: IncidentState::ALL,
            history: vec![HistoryLine {
                at: now(),
                who: "Eva Björk".into(),
                text: "Registrerades".into(),
                note: None,
                tone: "neutral",
            }],
            state_form: FormState::default(),
            party_form: FormState::default(),
            consequence_form: FormState::default(),
            can_edit: full,
            can_step: full,
            timelines: if full { timelines() } else { vec![] },
            can_prepare: full,
        };
        vec![page(incident(), true), page(bare(), false)]
    }
}

impl Sampled for ReportPage {
    const TEMPLATE: &'static str = "pages/incidents/report";
    fn samples(_: Language) -> Vec<Self> {
        let page = |clock| ReportPage {
            form: FormState::default().with("version", 0),
            incident_id: id(),
            title: "Öppen lagringsyta".into(),
            clock,
        };
        vec![
            page(clock(ClockKey::Gdpr33, Standing::Running, true)),
            page(clock(ClockKey::Contract, Standing::NotStarted, false)),
        ]
    }
}

impl Sampled for FigurePage {
    const TEMPLATE: &'static str = "pages/incidents/figure";
    fn samples(_: Language) -> Vec<Self> {
        let page = |revises| FigurePage {
            form: FormState::default(),
            incident_id: id(),
            title: "Öppen lagringsyta".into(),
            revises,
            categories: Exposure::ALL,
            units: Unit::ALL,
            coverages: LogCoverage::ALL,
        };
        vec![page(None), page(Some(figure(Exposure::Exposed, true)))]
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
        render_samples::<FormPage>(&views).unwrap();
        render_samples::<ShowPage>(&views).unwrap();
        render_samples::<ReportPage>(&views).unwrap();
        render_samples::<FigurePage>(&views).unwrap();
    }
}
