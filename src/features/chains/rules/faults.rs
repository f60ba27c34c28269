//! What is not as it should be in a chain (domain.md 9: every non-leaf has approval, each node with
//! data has location and role, depth limit per contract). The world is not made better by refusing to
//! hear of it: these are taken in and shown until they are put right.

use super::Graph;
use crate::base::Id;
use crate::features::chains::model::{ApprovalState, ChainModel, NodeKind, TransferMechanism};
use crate::features::chains::records::{ChainLink, ChainNode};
use chrono::{Months, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

crate::text_enum! {
    /// The worst first.
    pub enum FaultKind {
        /// Used although the decision was no.
        Refused => "refused",
        /// Nobody knows who stands there.
        UnknownTier => "unknown_tier",
        /// Found by us and never approved.
        Discovered => "discovered",
        /// It lets others work for it, and no decision allows it.
        NotApproved => "not_approved",
        ApprovalExpired => "approval_expired",
        /// Deeper than the contract allows.
        TooDeep => "too_deep",
        /// Outside the EU and EEA with no known ground for the transfer.
        NoMechanism => "no_mechanism",
        /// Nobody has stated where the information is.
        NoPlace => "no_place",
        /// No part under the GDPR is stated.
        NoRole => "no_role",
        /// The vendor has not confirmed it in time.
        Unconfirmed => "unconfirmed",
    }
}

impl FaultKind {
    /// How it is shown: `serious` for what nobody has allowed or knows, `attention` for what is to be put right.
    pub fn tone(self) -> &'static str {
        match self {
            Self::Refused | Self::UnknownTier | Self::Discovered => "serious",
            _ => "attention",
        }
    }
}

/// One fault and the link it is at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub kind: FaultKind,
    pub link_id: Id,
}

/// What the faults are judged by.
pub struct Judged<'a> {
    pub nodes: &'a BTreeMap<Id, ChainNode>,
    /// Links whose roles under the GDPR are stated.
    pub with_role: &'a BTreeSet<Id>,
    pub depth_limit: i32,
    /// The tier of the main vendor.
    pub tier: Option<i32>,
    pub today: NaiveDate,
}

/// Every fault of a contract's chain, the worst first.
pub fn faults(graph: &Graph<'_>, by: &Judged<'_>, model: &ChainModel) -> Vec<Fault> {
    let depths = graph.depths(graph.root);
    let parents: BTreeSet<&Id> = graph.links.iter().map(|link| &link.parent_node_id).collect();
    let mut found: Vec<Fault> = graph
        .links
        .iter()
        .flat_map(|link| {
            let deep = depths.get(&link.child_node_id).copied().unwrap_or(0);
            let too_deep = usize::try_from(by.depth_limit).is_ok_and(|limit| deep > limit);
            let kinds = of_link(link, parents.contains(&link.child_node_id), too_deep, by, model);
            kinds.into_iter().map(|kind| Fault { kind, link_id: link.id.clone() })
        })
        .collect();
    found.sort();
    found
}

fn of_link(link: &ChainLink, non_leaf: bool, too_deep: bool, by: &Judged<'_>, model: &ChainModel) -> Vec<FaultKind> {
    let node = by.nodes.get(&link.child_node_id);
    let unknown = node.is_some_and(|node| node.kind == NodeKind::Unknown);
    let approved = link.is_approved_on(by.today);
    let expired = matches!(link.approval, ApprovalState::Approved | ApprovalState::Conditional) && !approved;
    let checks = [
        (FaultKind::Refused, link.approval == ApprovalState::Refused),
        (FaultKind::UnknownTier, unknown),
        (FaultKind::Discovered, is_found_unapproved(link, by.today)),
        (FaultKind::NotApproved, non_leaf && !approved && !expired),
        (FaultKind::ApprovalExpired, expired),
        (FaultKind::TooDeep, too_deep),
        (
            FaultKind::NoMechanism,
            link.third_country && matches!(link.transfer_mechanism, None | Some(TransferMechanism::Unknown)),
        ),
        (FaultKind::NoPlace, link.carries_data() && link.countries().is_empty()),
        (FaultKind::NoRole, link.carries_data() && !by.with_role.contains(&link.id)),
        (FaultKind::Unconfirmed, !is_confirmed(link, by.tier, by.today, model)),
    ];
    checks.into_iter().filter(|(_, holds)| *holds).map(|(kind, _)| kind).collect()
}

/// Discovered by us, and no decision has allowed it since.
pub fn is_found_unapproved(link: &ChainLink, today: NaiveDate) -> bool {
    link.source == super::LinkSource::Discovered && !link.is_approved_on(today)
}

/// Whether the vendor has confirmed the link within what its tier asks for. A new link has the same
/// time from the day it was added.
pub fn is_confirmed(link: &ChainLink, tier: Option<i32>, today: NaiveDate, model: &ChainModel) -> bool {
    let Some(months) = model.confirm_months(tier) else { return true };
    let from = link.confirmed_on.unwrap_or(link.started_on);
    let oldest = today.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN);
    link.source != super::LinkSource::Discovered && from >= oldest
}

/// The worst fault of each link.
pub fn worst_faults(faults: &[Fault]) -> BTreeMap<&Id, FaultKind> {
    let mut worst: BTreeMap<&Id, FaultKind> = BTreeMap::new();
    for fault in faults {
        worst.entry(&fault.link_id).and_modify(|kind| *kind = fault.kind.min(*kind)).or_insert(fault.kind);
    }
    worst
}
