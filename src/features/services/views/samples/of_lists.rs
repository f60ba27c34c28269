//! Samples of the lists over all services.

use super::super::*;
use super::{day, id, now, some_chips};
use crate::base::Language;
use crate::features::services::changes::Difference;
use crate::features::services::comparing::Exposure;
use crate::features::services::unclassified::Gap;
use crate::platform::view::Sampled;

impl Sampled for WaitingPage {
    const TEMPLATE: &'static str = "pages/services/waiting";
    fn samples(_: Language) -> Vec<Self> {
        let row = |own: bool| WaitingRow {
            service_id: id(),
            service_name: "Orosanmälan barn".into(),
            by: "Sara Holm".into(),
            at: now(),
            reason: own.then(|| "Inga känsliga uppgifter längre.".into()),
            chips: some_chips(),
            own,
        };
        let full =
            WaitingPage { lowerings: vec![row(true), row(false)], publications: vec![row(true), row(false)], due: 3 };
        vec![full, WaitingPage { lowerings: Vec::new(), publications: Vec::new(), due: 0 }]
    }
}

impl Sampled for UnclassifiedPage {
    const TEMPLATE: &'static str = "pages/services/unclassified";
    fn samples(_: Language) -> Vec<Self> {
        let gap = |full: bool| GapRow {
            id: id(),
            name: "Frånvaro förskola".into(),
            administration: full.then(|| "Skola".into()),
            classified_on: full.then(day),
        };
        let contract = |gap: &Gap| ContractGap {
            contract_id: id(),
            reference: "AVT-1".into(),
            title: "Drift".into(),
            vendor_id: id(),
            vendor_name: "Portalverket Norr AB".into(),
            gap: *gap,
            classified_on: (*gap == Gap::Old).then(day),
        };
        let page = |rows: Vec<GapRow>, contracts: Vec<ContractGap>| UnclassifiedPage {
            form: FormState::default(),
            before: day(),
            never_count: rows.len(),
            old_count: rows.len() * 200,
            contract_count: contracts.len(),
            never: rows.clone(),
            old: rows,
            contracts,
            services_total: 23,
            contracts_total: 4,
            shown_at_most: 200,
        };
        vec![page(vec![gap(true), gap(false)], Gap::ALL.iter().map(contract).collect()), page(Vec::new(), Vec::new())]
    }
}

impl Sampled for AdministrationsPage {
    const TEMPLATE: &'static str = "pages/services/administrations";
    fn samples(_: Language) -> Vec<Self> {
        let row = |name: &str, administration: Option<String>, breaches| ExposureRow {
            name: name.into(),
            href: "/services?administration=Teknik&status=running".into(),
            row: Exposure { administration, services: 4, breaches, unclassified: 1, highest: 2, users_per_day: 1_200 },
        };
        let full = vec![row("Teknik", Some("Teknik".into()), 2), row("Utan förvaltning", None, 0)];
        vec![
            AdministrationsPage { rows: full, services: 8, breaches: 4 },
            AdministrationsPage { rows: Vec::new(), services: 0, breaches: 0 },
        ]
    }
}

impl Sampled for ChangesPage {
    const TEMPLATE: &'static str = "pages/services/history";
    fn samples(_: Language) -> Vec<Self> {
        let row = |difference: &Difference| DifferenceRow {
            service_id: id(),
            name: "Orosanmälan barn".into(),
            difference: *difference,
            tone: "info",
            changes: vec![ChangeRow { label: "Klass".into(), old: None, new: Some("K3 R2 T2 S3".into()) }],
        };
        let page = |rows: Vec<DifferenceRow>| ChangesPage {
            form: FormState::default(),
            from: day(),
            to: day(),
            count_from: 20,
            count_to: 23,
            rows,
            export_xlsx: "/services/history?format=xlsx".into(),
            export_csv: "/services/history?format=csv".into(),
        };
        vec![page(Difference::ALL.iter().map(row).collect()), page(Vec::new())]
    }
}
