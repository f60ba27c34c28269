//! The region's pages of the supply chain.

pub mod contract;
pub mod forms;
pub mod links;
pub mod nodes;
pub mod overview;
pub mod portal;
pub mod rounds;
pub mod steps;
pub mod vendor;

use super::model::{ChainModel, NodeKind, TransferMechanism};
use super::records::{ChainLink, ChainNode, ChainProcessing};
use super::rules::{FaultKind, is_confirmed, is_found_unapproved};
use super::store::LinkListed;
use super::views::{LinkRow, RoleRow};
use super::whole::Whole;
use crate::base::Id;
use crate::features::contracts::Contract;
use crate::features::vendors::Vendor;
use crate::kit::audit::Event;
use crate::kit::web::Web;
use crate::platform::view::HistoryLine;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Whose contract a row belongs to.
struct Under<'a> {
    contract_id: &'a Id,
    reference: &'a str,
    vendor_id: &'a Id,
    vendor: &'a str,
    tier: Option<i32>,
}

impl<'a> Under<'a> {
    fn of(contract: &'a Contract, vendor: &'a Vendor) -> Under<'a> {
        Under {
            contract_id: &contract.id,
            reference: &contract.reference,
            vendor_id: &vendor.id,
            vendor: &vendor.legal_name,
            tier: vendor.tier,
        }
    }
}

fn link_row(link: &ChainLink, parent: &ChainNode, child: &ChainNode, under: &Under<'_>) -> LinkRow {
    LinkRow {
        id: link.id.clone(),
        tier: None,
        contract_id: under.contract_id.clone(),
        contract: under.reference.to_string(),
        vendor_id: under.vendor_id.clone(),
        vendor: under.vendor.to_string(),
        vendor_tier: under.tier,
        parent_id: parent.id.clone(),
        parent: parent.name.clone(),
        child_id: child.id.clone(),
        child: child.name.clone(),
        kind: child.kind,
        task: link.task.clone(),
        data_class: link.data_class,
        information_types: link.information_types(),
        persons_low: link.persons_low,
        persons_high: link.persons_high,
        countries: link.countries(),
        remote_countries: link.remote_countries(),
        third_country: link.third_country,
        transfer_mechanism: link.transfer_mechanism,
        roles: Vec::new(),
        source: link.source,
        approval: link.approval,
        approval_valid_until: link.approval_valid_until,
        state: link.state,
        started_on: link.started_on,
        confirmed_on: link.confirmed_on,
        vendor_visible: link.vendor_visible,
        faults: Vec::new(),
    }
}

/// A row of a list over many contracts: it shows the faults that the link itself tells of.
fn listed_row(listed: &LinkListed, today: NaiveDate) -> LinkRow {
    let LinkListed { link, parent, child, contract } = listed;
    let under = Under {
        contract_id: &contract.contract_id,
        reference: &contract.reference,
        vendor_id: &contract.vendor_id,
        vendor: &contract.vendor_name,
        tier: contract.tier,
    };
    let active = link.is_active();
    let unknown_ground = matches!(link.transfer_mechanism, None | Some(TransferMechanism::Unknown));
    let told = [
        (FaultKind::UnknownTier, child.kind == NodeKind::Unknown),
        (FaultKind::Discovered, is_found_unapproved(link, today)),
        (FaultKind::NoMechanism, link.third_country && unknown_ground),
        (FaultKind::NoPlace, link.carries_data() && link.countries.is_empty()),
        (FaultKind::Unconfirmed, !is_confirmed(link, contract.tier, today, ChainModel::current())),
    ];
    LinkRow {
        faults: told.into_iter().filter(|(_, holds)| active && *holds).map(|(kind, _)| kind).collect(),
        ..link_row(link, parent, child, &under)
    }
}

/// The rows of one contract's chain with every fault and role; `None` for a link whose node is missing.
fn whole_row(
    whole: &Whole,
    link: &ChainLink,
    tier: Option<usize>,
    faults: &BTreeMap<&Id, Vec<FaultKind>>,
    under: &Under<'_>,
) -> Option<LinkRow> {
    let (parent, child) = (whole.nodes.get(&link.parent_node_id)?, whole.nodes.get(&link.child_node_id)?);
    Some(LinkRow {
        tier,
        roles: role_rows(whole.processings.get(&link.id).map(Vec::as_slice).unwrap_or_default()),
        faults: faults.get(&link.id).cloned().unwrap_or_default(),
        ..link_row(link, parent, child, under)
    })
}

fn role_rows(processings: &[ChainProcessing]) -> Vec<RoleRow> {
    let row =
        |p: &ChainProcessing| RoleRow { purpose: p.purpose.clone(), role: p.role, legal_note: p.legal_note.clone() };
    processings.iter().map(row).collect()
}

fn faults_by_link(faults: &[super::rules::Fault]) -> BTreeMap<&Id, Vec<FaultKind>> {
    let mut by_link: BTreeMap<&Id, Vec<FaultKind>> = BTreeMap::new();
    for fault in faults {
        by_link.entry(&fault.link_id).or_default().push(fault.kind);
    }
    by_link
}

fn history_lines(web: &Web, events: Vec<Event>) -> Vec<HistoryLine> {
    let line = |event: Event| {
        let said = format!("{} {}", web.word(&format!("audit-verb-{}", event.verb)), event.summary);
        let tone = match event.verb.as_str() {
            "create" => "ok",
            "end" => "attention",
            _ => "neutral",
        };
        HistoryLine { at: event.at, who: web.who(&event), text: said, note: None, tone }
    };
    events.into_iter().map(line).collect()
}

/// The breadcrumbs of a page below the overview.
fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("chains-title"), "/chains".to_string())]
}
