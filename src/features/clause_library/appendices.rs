//! What the register says of those who handle personal data on somebody's behalf under a contract: the material of
//! the processor agreement's appendices. The role of each processing decides; it is never taken from the contract.

use super::rules;
use crate::base::{Id, PageRequest, Result};
use crate::features::chains::{self, ApprovalState, ChainLink, GdprRole, TransferMechanism};
use crate::features::{subcontractors, vendors};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// One purpose for which somebody processes on another's behalf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructed {
    pub purpose: String,
    pub role: GdprRole,
    pub party: String,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub transfer_mechanism: Option<TransferMechanism>,
}

/// One who is engaged for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubProcessor {
    pub name: String,
    /// A person's number is masked.
    pub org_number: Option<String>,
    pub country: Option<String>,
    /// Tiers below the contract's vendor.
    pub tier: usize,
    pub task: String,
    pub roles: Vec<GdprRole>,
    pub purposes: Vec<String>,
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub transfer_mechanism: Option<TransferMechanism>,
    pub approval: ApprovalState,
    pub approval_valid_until: Option<NaiveDate>,
}

/// The material, and what was left out of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Material {
    pub instructed: Vec<Instructed>,
    pub engaged: Vec<SubProcessor>,
    /// Processings whose party decides itself: no instruction can be given.
    pub controllers: usize,
    /// Those in the chain who carry data and have no role yet.
    pub without_role: Vec<String>,
}

/// Gathers it from the contract's chain and the approved subcontractor cases. The number of queries is constant.
pub fn material(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<Material> {
    let whole = chains::of_contract(c, &ctx.scope, contract_id)?;
    let filter =
        subcontractors::CaseFilter { contract_id: Some(contract_id.clone()), ..subcontractors::CaseFilter::default() };
    let cases = subcontractors::list(c, &ctx.scope, &filter, PageRequest::new(None, Some(PageRequest::MAX_SIZE)))?;
    let as_processor: BTreeSet<Id> = cases
        .items
        .into_iter()
        .filter(|listed| listed.case.is_processor && listed.case.state.is_allowed())
        .filter_map(|listed| listed.case.link_id)
        .collect();
    let mut found = Material::default();
    for (tier, link) in whole.in_order() {
        let Some(node) = whole.nodes.get(&link.child_node_id) else { continue };
        let roles = whole.processings.get(&link.id).map_or(&[][..], Vec::as_slice);
        let (own, own_decision): (Vec<_>, Vec<_>) = roles.iter().partition(|one| rules::is_on_behalf(one.role));
        found.controllers += own_decision.len();
        for one in &own {
            found.instructed.push(instructed(link, &node.name, &one.purpose, one.role));
        }
        let approved = roles.is_empty() && as_processor.contains(&link.id);
        if approved {
            found.instructed.push(instructed(link, &node.name, &link.task, GdprRole::SubProcessor));
        } else if roles.is_empty() && link.carries_data() {
            found.without_role.push(node.name.clone());
        }
        if !own.is_empty() || approved {
            let mut roles: Vec<GdprRole> = own.iter().map(|one| one.role).collect();
            let mut purposes: Vec<String> = own.iter().map(|one| one.purpose.clone()).collect();
            if approved {
                roles.push(GdprRole::SubProcessor);
                purposes.push(link.task.clone());
            }
            roles.sort_unstable();
            roles.dedup();
            found.engaged.push(SubProcessor {
                name: node.name.clone(),
                org_number: vendors::shown_number(node.org_number.as_deref()),
                country: node.country.clone(),
                tier,
                task: link.task.clone(),
                roles,
                purposes,
                countries: link.countries(),
                remote_countries: link.remote_countries(),
                transfer_mechanism: link.transfer_mechanism,
                approval: link.approval,
                approval_valid_until: link.approval_valid_until,
            });
        }
    }
    Ok(found)
}

fn instructed(link: &ChainLink, party: &str, purpose: &str, role: GdprRole) -> Instructed {
    Instructed {
        purpose: purpose.to_string(),
        role,
        party: party.to_string(),
        task: link.task.clone(),
        data_class: link.data_class,
        information_types: link.information_types(),
        persons_low: link.persons_low,
        persons_high: link.persons_high,
        countries: link.countries(),
        remote_countries: link.remote_countries(),
        transfer_mechanism: link.transfer_mechanism,
    }
}
