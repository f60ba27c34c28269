//! Samples of every page: with everything in it, and with as little as can be.

mod analyses;
mod campaigns;
mod checks;

use super::*;
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
