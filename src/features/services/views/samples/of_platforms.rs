//! Samples of the pages of platforms and of types.

use super::super::platforms::ShownCounts;
use super::super::*;
use super::{choice, events, id, named, some_chips, type_row};
use crate::base::Language;
use crate::features::services::model::{Aspect, Capability, Strength};
use crate::features::services::rules::Fit;
use crate::platform::view::Sampled;

impl Sampled for PlatformListPage {
    const TEMPLATE: &'static str = "pages/services/platforms";
    fn samples(_: Language) -> Vec<Self> {
        let row = |full: bool| PlatformRow {
            id: id(),
            name: "E-tjänstportalen".into(),
            vendor_id: full.then(id),
            vendor_name: full.then(|| "Portalverket Norr AB".into()),
            ceiling: if full { some_chips() } else { Vec::new() },
            services: if full { 23 } else { 0 },
            breaches: if full { 9 } else { 0 },
            share: full.then_some(39),
            unclassified: 1,
        };
        let cell =
            |fit: &Fit| MatrixCell { platform_id: id(), platform: "Portalen".into(), fit: *fit, tone: fit.tone() };
        let matrix = MatrixRow {
            code: "health".into(),
            name: "Uppgifter om hälsa".into(),
            chips: some_chips(),
            cells: Fit::ALL.iter().map(cell).collect(),
        };
        let heads = Fit::ALL.iter().map(|fit| Choice::new(fit, "Portalen")).collect();
        vec![
            PlatformListPage { rows: vec![row(true), row(false)], matrix: vec![matrix], heads, can_edit: true },
            PlatformListPage { rows: Vec::new(), matrix: Vec::new(), heads: Vec::new(), can_edit: true },
            PlatformListPage { rows: Vec::new(), matrix: Vec::new(), heads: Vec::new(), can_edit: false },
        ]
    }
}

impl Sampled for PlatformPage {
    const TEMPLATE: &'static str = "pages/services/platform";
    fn samples(_: Language) -> Vec<Self> {
        let breach = |summary: &Summary| BreachRow {
            id: id(),
            name: "Orosanmälan barn".into(),
            administration: (*summary != Summary::Clear).then(|| "Teknik".into()),
            users_per_day: (*summary != Summary::Clear).then_some(199),
            chips: some_chips(),
            summary: *summary,
            summary_tone: summary.tone(),
            reasons: vec!["K: kräver 3, plattformen ger 2.".into()],
        };
        let rule = |strength: Option<Strength>, fit: Fit| RuleRow {
            code: "health".into(),
            name: "Uppgifter om hälsa".into(),
            chips: some_chips(),
            fit,
            fit_tone: fit.tone(),
            strength,
            legal: strength.map(|_| "OSL 25:1".into()),
            unverified: strength.is_some(),
            evidence: strength.map(|_| "Granskning 2026".into()),
            decided_by_name: strength.map(|_| "Jonas Åkerman".into()),
            missing: if strength.is_some() { Capability::ALL.to_vec() } else { Vec::new() },
            services: 3,
        };
        let page = |full: bool| PlatformPage {
            id: id(),
            name: "E-tjänstportalen".into(),
            version: 1,
            description: full.then(|| "Egna e-tjänster".into()),
            evidence: full.then(|| "Granskning 2026".into()),
            vendor_id: full.then(id),
            vendor_name: full.then(|| "Portalverket Norr AB".into()),
            ceiling: if full { some_chips() } else { Vec::new() },
            missing: if full { Capability::ALL.to_vec() } else { Vec::new() },
            counts: ShownCounts {
                total: if full { 23 } else { 0 },
                breaches: if full { 9 } else { 0 },
                share: 39,
                above: 9,
                forbidden: 2,
                undecided: 3,
                unclassified: 1,
                stale: 1,
            },
            breaches: if full { Summary::ALL.iter().map(breach).collect() } else { Vec::new() },
            others: if full { vec![breach(&Summary::Undecided)] } else { Vec::new() },
            distribution: Aspect::ALL
                .iter()
                .map(|aspect| DistributionRow {
                    aspect: *aspect,
                    cells: vec![1, 2, 3, 4, 1],
                    ceiling: full.then_some(0),
                })
                .collect(),
            administrations: if full {
                vec![AdministrationRow { administration: None, total: 4, breaches: 2, unclassified: 0 }]
            } else {
                Vec::new()
            },
            rules: Strength::ALL
                .iter()
                .zip(Fit::ALL)
                .map(|(s, f)| rule(Some(*s), *f))
                .chain([rule(None, Fit::Unknown)])
                .collect(),
            events: events(),
            shown_at_most: 300,
            can_edit: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for PlatformFormPage {
    const TEMPLATE: &'static str = "pages/services/platform_form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |can_approve| PlatformFormPage {
            form: FormState::default(),
            action: "/platforms".into(),
            cancel_href: "/platforms".into(),
            vendors: choice(),
            levels: choice(),
            missing: named(),
            can_approve,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for RulePage {
    const TEMPLATE: &'static str = "pages/services/rule";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| RulePage {
            form: FormState::default(),
            action: "/platforms/1/type-rules/health".into(),
            cancel_href: "/platforms/1".into(),
            platform_name: "E-tjänstportalen".into(),
            each: type_row(Some(Fit::Forbidden), full),
            strengths: choice(),
            missing: if full { Capability::ALL.to_vec() } else { Vec::new() },
            can_approve: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for TypeListPage {
    const TEMPLATE: &'static str = "pages/services/types";
    fn samples(_: Language) -> Vec<Self> {
        let page = |can_edit| TypeListPage {
            rows: vec![type_row(None, true), type_row(None, false)],
            model: "information-types-2026-1".into(),
            can_edit,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for TypeFormPage {
    const TEMPLATE: &'static str = "pages/services/type_form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |fixed_code| TypeFormPage {
            form: FormState::default(),
            action: "/information-types/new".into(),
            fixed_code,
            levels: choice(),
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for TypeImportPage {
    const TEMPLATE: &'static str = "pages/services/type_import";
    fn samples(_: Language) -> Vec<Self> {
        let page = |refused: Vec<String>| TypeImportPage { form: FormState::default(), megabytes: 25, refused };
        vec![page(vec!["Rad 2, kolumn B: Välj en nivå.".into()]), page(Vec::new())]
    }
}
