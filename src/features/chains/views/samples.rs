//! Samples of every page: with everything in it, and with as little as can be.

use super::{
    BehindRow, Choice, ContractHead, ContractPage, EndPage, FaultCount, LinkFormPage, LinkPage, LinkRow, Match,
    NodeEditPage, NodePage, NodeRow, NodesPage, OverviewPage, OwnChain, RoleRow, TermsPage, TopNode, VendorHead,
    VendorPage, ViewCount,
};
use crate::base::{Id, Instant, Language};
use crate::features::chains::model::{
    ApprovalState, GdprRole, LinkSource, LinkState, NodeKind, Orphans, TransferMechanism,
};
use crate::features::chains::pages::forms::purposes;
use crate::features::chains::rules::{FaultKind, Picture, picture_sample};
use crate::features::chains::store::{LinkView, Persons};
use crate::features::contracts::Coverage;
use crate::features::vendors::{ConflictRow, RisksOf, Tab};
use crate::platform::view::{FormState, HistoryLine, Pager, Sampled};
use chrono::{DateTime, NaiveDate, Utc};

fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap_or_default()
}

fn now() -> Instant {
    at().into()
}

pub(super) fn id() -> Id {
    Id::new(at())
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn pager(total: i64) -> Pager {
    Pager { number: 1, pages: 2, total }
}

pub(super) fn row(kind: NodeKind, full: bool) -> LinkRow {
    LinkRow {
        id: id(),
        tier: full.then_some(2),
        contract_id: id(),
        contract: "ALM-2024-017".into(),
        vendor_id: id(),
        vendor: "Vidlyssna Vårdlinje AB".into(),
        vendor_tier: full.then_some(1),
        parent_id: id(),
        parent: "Arkivhyllan Drift AB".into(),
        child_id: id(),
        child: "Lagringsytan i Sundsvall".into(),
        kind,
        task: "Lagrar inspelade samtal".into(),
        data_class: full.then_some(3),
        information_types: if full { vec!["Samtalsinspelning".into()] } else { vec![] },
        persons_low: full.then_some(650_000),
        persons_high: full.then_some(900_000),
        countries: if full { vec!["SE".into(), "TH".into()] } else { vec![] },
        remote_countries: if full { vec!["IN".into()] } else { vec![] },
        third_country: full,
        transfer_mechanism: full.then_some(TransferMechanism::StandardClauses),
        roles: if full {
            GdprRole::ALL
                .iter()
                .map(|role| RoleRow {
                    purpose: "Lagring".into(),
                    role: *role,
                    legal_note: Some("Biträdesavtal 2024".into()),
                })
                .collect()
        } else {
            vec![]
        },
        source: if full { LinkSource::Discovered } else { LinkSource::Declared },
        approval: if full { ApprovalState::Conditional } else { ApprovalState::None },
        approval_valid_until: full.then(day),
        state: if full { LinkState::Active } else { LinkState::Ended },
        started_on: day(),
        confirmed_on: full.then(day),
        vendor_visible: full,
        faults: if full { FaultKind::ALL.to_vec() } else { vec![] },
    }
}

fn rows() -> Vec<LinkRow> {
    NodeKind::ALL.iter().zip([true, false].iter().cycle()).map(|(kind, full)| row(*kind, *full)).collect()
}

fn history() -> Vec<HistoryLine> {
    vec![HistoryLine { at: now(), who: "Eva Björk".into(), text: "skapade Lagring".into(), note: None, tone: "ok" }]
}

fn conflict() -> Vec<ConflictRow> {
    vec![ConflictRow { label: "Uppgift".into(), yours: "Lagring".into(), theirs: "Drift".into() }]
}

fn contract_head() -> ContractHead {
    ContractHead {
        id: id().to_string(),
        reference: "ALM-2024-017".into(),
        vendor_id: id().to_string(),
        vendor: "Vidlyssna Vårdlinje AB".into(),
        tier: Some(1),
        tier_preliminary: false,
        starts_on: Some(day()),
        ends_on: Some(day()),
        annual_value_sek: Some(48_500_000),
        manager: Some("Eva Björk".into()),
        coverage: Coverage { total: 48, present: 20, unknown: 28, ..Coverage::default() },
        tabs: vec![Tab {
            label: "Leveranskedja".into(),
            href: "/contracts/1/chain".into(),
            current: true,
            count: None,
        }],
        subtabs: Vec::new(),
        can_edit: true,
        can_check: true,
        can_start_dialogues: true,
        can_add_finding: true,
        can_assess: true,
    }
}

impl Sampled for OverviewPage {
    const TEMPLATE: &'static str = "pages/chains/overview";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| OverviewPage {
            form: FormState::default(),
            view: full.then_some(LinkView::UnknownTiers),
            counts: LinkView::ALL
                .iter()
                .map(|view| ViewCount {
                    view: *view,
                    count: 7,
                    tone: "attention",
                    href: format!("/chains?view={view}"),
                    current: full,
                })
                .collect(),
            rows: if full { rows() } else { vec![] },
            pager: pager(60),
            top: if full {
                vec![TopNode {
                    id: id(),
                    name: "Lagringsytan i Sundsvall".into(),
                    kind: NodeKind::Storage,
                    contracts: 3,
                    persons_high: 2_700_000,
                }]
            } else {
                vec![]
            },
            waiting: i64::from(full),
            export_xlsx: "/chains/export?format=xlsx".into(),
            export_csv: "/chains/export?format=csv".into(),
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for NodesPage {
    const TEMPLATE: &'static str = "pages/chains/nodes";
    fn samples(_: Language) -> Vec<Self> {
        let row = |kind: &NodeKind| NodeRow {
            id: id(),
            name: "Arkivhyllan Drift AB".into(),
            kind: *kind,
            org_number: (*kind == NodeKind::Vendor).then(|| "992100-1021".into()),
            country: (*kind != NodeKind::Unknown).then(|| "SE".into()),
            location: (*kind == NodeKind::Storage).then(|| "Sundsvall".into()),
            contracts: 3,
        };
        let page = |rows| NodesPage { form: FormState::default(), kinds: NodeKind::ALL, rows, pager: pager(60) };
        vec![page(NodeKind::ALL.iter().map(row).collect()), page(vec![])]
    }
}

impl Sampled for NodePage {
    const TEMPLATE: &'static str = "pages/chains/node";
    fn samples(_: Language) -> Vec<Self> {
        let page = |kind: &NodeKind, full: bool| NodePage {
            id: id(),
            name: "Lagringsytan i Sundsvall".into(),
            kind: *kind,
            vendor_id: full.then(id),
            org_number: full.then(|| "992100-1021".into()),
            country: full.then(|| "SE".into()),
            location: full.then(|| "Sundsvall".into()),
            shared_note: full.then(|| "Tre andra kunder.".into()),
            internal_note: full.then(|| "Fråga om åtkomst.".into()),
            certain: 2,
            possible: 1,
            persons: Persons { low: 650_000, high: 900_000, not_stated: usize::from(full) },
            persons_possible: Persons { low: 650_000, high: 2_700_000, not_stated: usize::from(full) },
            vendors: if full { vec![Choice::new(id(), "Vidlyssna Vårdlinje AB")] } else { vec![] },
            services: if full { vec![Choice::new(id(), "Rådgivning")] } else { vec![] },
            behind: [true, false]
                .iter()
                .filter(|_| full)
                .map(|certain| BehindRow {
                    contract_id: id(),
                    reference: "ALM-2024-017".into(),
                    title: "Sjukvårdsrådgivning".into(),
                    vendor_id: id(),
                    vendor: "Vidlyssna Vårdlinje AB".into(),
                    certain: *certain,
                    services: if *certain { vec!["Rådgivning".into()] } else { vec![] },
                    persons_low: certain.then_some(650_000),
                    persons_high: certain.then_some(900_000),
                })
                .collect(),
            pager: pager(60),
            links: if full { rows() } else { vec![] },
            links_total: 5,
            history: history(),
            risks: full.then(|| RisksOf::sample(true)),
            can_edit: full,
            can_register: full,
            can_see_incidents: full,
        };
        NodeKind::ALL.iter().zip([true, false].iter().cycle()).map(|(kind, full)| page(kind, *full)).collect()
    }
}

impl Sampled for NodeEditPage {
    const TEMPLATE: &'static str = "pages/chains/node_edit";
    fn samples(_: Language) -> Vec<Self> {
        let page = |is_vendor: bool| NodeEditPage {
            id: id(),
            form: FormState::default(),
            version: 2,
            kinds: vec![NodeKind::Storage, NodeKind::Unknown],
            is_vendor,
            conflict: if is_vendor { conflict() } else { vec![] },
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for ContractPage {
    const TEMPLATE: &'static str = "pages/chains/contract";
    fn samples(_: Language) -> Vec<Self> {
        let page = |shape: &'static str, picture: Option<Picture>, full: bool| ContractPage {
            head: contract_head(),
            shape,
            picture,
            focus: full.then(|| Choice::new(id(), "Arkivhyllan Drift AB")),
            tiers: 2,
            more_tiers: 3,
            fewer_tiers: full.then_some(1),
            rows: if full { rows() } else { vec![] },
            pager: pager(60),
            links: usize::from(full) * 4,
            nodes: 4,
            deepest: 2,
            depth_limit: 3,
            depth_default: !full,
            criterion: 4,
            faults: if full {
                FaultKind::ALL.iter().map(|kind| FaultCount { kind: *kind, count: 2 }).collect()
            } else {
                vec![]
            },
            ended: usize::from(full),
            last_confirmed: full.then(day),
            can_edit: full,
        };
        vec![page("picture", Some(picture_sample()), true), page("table", None, true), page("picture", None, false)]
    }
}

impl Sampled for TermsPage {
    const TEMPLATE: &'static str = "pages/chains/terms";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| TermsPage {
            contract_id: id(),
            contract: "ALM-2024-017".into(),
            form: FormState::default().with("depth_limit", 3),
            version: 1,
            default_limit: 3,
            conflict: if full { conflict() } else { vec![] },
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for LinkFormPage {
    const TEMPLATE: &'static str = "pages/chains/link_form";
    fn samples(_: Language) -> Vec<Self> {
        let page = |link_id: Option<Id>, full: bool| {
            let form = FormState::default().with("purpose_0", "Lagring").with("role_0", GdprRole::Processor);
            LinkFormPage {
                purposes: purposes(&form),
                form,
                contract_id: id(),
                contract: "ALM-2024-017 Sjukvårdsrådgivning".into(),
                child: link_id.as_ref().map(|_| "Lagringsytan i Sundsvall".into()),
                link_id,
                version: 1,
                q: if full { "lagring".into() } else { String::new() },
                matches: if full {
                    vec![Match { value: format!("node:{}", id()), label: "Lagringsytan".into(), text: "Delad".into() }]
                } else {
                    vec![]
                },
                same: full,
                parents: if full { vec![Choice::new(id(), "Vidlyssna Vårdlinje AB")] } else { vec![] },
                kinds: vec![NodeKind::Subcontractor, NodeKind::Storage, NodeKind::Service],
                sources: vec![LinkSource::Declared, LinkSource::Discovered],
                services: if full { vec![Choice::new(id(), "Rådgivning")] } else { vec![] },
                classes: vec![Choice::new(3, "3 – Allvarlig skada")],
                mechanisms: TransferMechanism::ALL,
                roles: GdprRole::ALL,
                conflict: if full { conflict() } else { vec![] },
            }
        };
        vec![page(None, true), page(None, false), page(Some(id()), true), page(Some(id()), false)]
    }
}

impl Sampled for LinkPage {
    const TEMPLATE: &'static str = "pages/chains/link";
    fn samples(_: Language) -> Vec<Self> {
        let page = |full: bool| LinkPage {
            row: row(NodeKind::Storage, full),
            version: 2,
            approval_reference: full.then(|| "HSN 2026-0101".into()),
            ended_on: (!full).then(day),
            end_reason: (!full).then(|| "Avtalet sades upp.".into()),
            internal_note: full.then(|| "Hittad vid granskning.".into()),
            service: full.then(|| Choice::new(id(), "Rådgivning")),
            created_by_name: "Eva Björk".into(),
            created_at: now(),
            approvals: vec![ApprovalState::Approved, ApprovalState::Refused],
            form: FormState::default(),
            follow_ups: if full { super::portal::sample_follow_ups() } else { vec![] },
            history: history(),
            can_edit: full,
            can_decide: full,
        };
        vec![page(true), page(false)]
    }
}

impl Sampled for EndPage {
    const TEMPLATE: &'static str = "pages/chains/end";
    fn samples(_: Language) -> Vec<Self> {
        let page = |hanging: Vec<String>| EndPage {
            link_id: id(),
            contract_id: id(),
            parent: "Vidlyssna Vårdlinje AB".into(),
            child: "Arkivhyllan Drift AB".into(),
            version: 1,
            form: FormState::default().with("ended_on", "2026-11-23"),
            hanging,
            orphans: Orphans::ALL,
        };
        vec![page(vec!["Lagringsytan i Sundsvall".into()]), page(vec![])]
    }
}

impl Sampled for VendorPage {
    const TEMPLATE: &'static str = "pages/chains/vendor";
    fn samples(_: Language) -> Vec<Self> {
        let head = VendorHead {
            id: id().to_string(),
            name: "Arkivhyllan Drift AB".into(),
            org_number: Some("992100-1021".into()),
            kind: "it_supplier".into(),
            status: "active".into(),
            country: "SE".into(),
            tier: Some(1),
            tier_preliminary: false,
            cadence: Some("Varje månad".into()),
            manager: Some("Eva Björk".into()),
            updated_at: now(),
            tabs: vec![],
            can_edit: true,
            can_categorise: true,
            can_invite: true,
            can_assess: true,
            can_see_findings: true,
        };
        let page = |full: bool| VendorPage {
            head: head.clone(),
            node_id: full.then(id),
            criterion: 4,
            own: if full {
                vec![OwnChain {
                    contract_id: id(),
                    reference: "ALM-2024-018".into(),
                    title: "Lagring".into(),
                    links: 2,
                }]
            } else {
                vec![]
            },
            rows: if full { rows() } else { vec![] },
            rows_total: usize::from(full) * 5,
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
        render_samples::<OverviewPage>(&views).unwrap();
        render_samples::<NodesPage>(&views).unwrap();
        render_samples::<NodePage>(&views).unwrap();
        render_samples::<NodeEditPage>(&views).unwrap();
        render_samples::<ContractPage>(&views).unwrap();
        render_samples::<TermsPage>(&views).unwrap();
        render_samples::<LinkFormPage>(&views).unwrap();
        render_samples::<LinkPage>(&views).unwrap();
        render_samples::<EndPage>(&views).unwrap();
        render_samples::<VendorPage>(&views).unwrap();
    }
}
