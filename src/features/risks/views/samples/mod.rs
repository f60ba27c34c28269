//! Samples of every page: with everything in it, and with as little as can be.

mod outcomes;

use super::{
    CategoryField, ControlsPage, EstimatePage, FactorRow, FormPage, GroupRow, HeatCell, HeatMap, HeatRow, LibraryPage,
    ListPage, RatePage, RatingRow, Reckoning, Row, StarterCard,
};
use crate::base::{Id, Instant, Language};
use crate::features::risks::model::{ConsequenceCategory, ControlGroup, CreditVerdict, RiskLevel, RiskState};
use crate::features::risks::records::Risk;
use crate::platform::view::{Choice, FormState, Pager, Sampled};
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

fn at_day() -> NaiveDate {
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
        review_on: full.then(at_day),
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
        rows: (1..=4).rev().map(|k| HeatRow { consequence: k, cells: (1..=4).map(|s| cell(s, k)).collect() }).collect(),
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
            review_on: level.map(|_| at_day()),
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
            service_name: full.then(|| "Samtalsinspelning".into()),
            new_href: "/risks/new?vendor_id=1".into(),
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
        factors: if full {
            verdicts.map(|(v, g)| factor(v, g, *v != CreditVerdict::NotReviewed)).collect()
        } else {
            Vec::new()
        },
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::risks::views::{ModelPage, PortfolioPage, ProposePage, RunPage, ShowPage};
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
