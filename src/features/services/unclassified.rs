//! The sweep for what nobody ever classified, or last looked at before a day (domain.md 1.3 row 65).

use super::model::Class;
use super::records::ServiceLine;
use super::store;
use crate::base::{Id, Result};
use crate::features::contracts::{self, ContractQuery};
use crate::features::vendors;
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

crate::text_enum! {
    /// What the sweep found of a contract.
    pub enum Gap {
        /// Neither a service nor a platform of the vendor's is known.
        NoService => "no_service",
        /// Something is known, and not all of it is classified.
        Unclassified => "unclassified",
        /// All is classified, but before the day that was asked for.
        Old => "old",
    }
}

/// A contract whose information nobody has classified, or not since the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ContractGap {
    pub contract_id: Id,
    pub reference: String,
    pub title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub gap: Gap,
    /// When the oldest of its services was classified.
    pub classified_on: Option<NaiveDate>,
}

/// What the sweep found.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    /// Never wholly classified.
    pub never: Vec<ServiceLine>,
    /// Classified, but before the day.
    pub old: Vec<ServiceLine>,
    pub contracts: Vec<ContractGap>,
    pub services_total: usize,
    pub contracts_total: usize,
}

/// Goes through every running service and every contract in force today. Five queries.
pub fn gaps(c: &mut Db, ctx: &Ctx, before: NaiveDate) -> Result<Gaps> {
    let lines: Vec<ServiceLine> = store::lines(c, &ctx.scope, None)?
        .into_iter()
        .filter(|line| line.status != super::model::ServiceStatus::Stopped)
        .collect();
    let mut known: BTreeMap<Id, Vec<(Class, Option<NaiveDate>)>> = BTreeMap::new();
    for (contract_id, class, on) in store::contracts_of_services(c, &ctx.scope)? {
        known.entry(contract_id).or_default().push((class, on));
    }
    let mut of_vendor: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for platform in store::all_platforms(c, &ctx.scope)? {
        if let Some(vendor_id) = platform.vendor_id {
            of_vendor.entry(vendor_id).or_default().insert(platform.id);
        }
    }
    let running: Vec<contracts::Contract> =
        contracts::all(c, &ctx.scope, &ContractQuery::default().filter(ctx.today()))?
            .into_iter()
            .filter(|contract| contract.ends_on.is_none_or(|end| end >= ctx.today()))
            .collect();
    let vendor_ids: Vec<Id> =
        running.iter().map(|contract| contract.vendor_id.clone()).collect::<BTreeSet<_>>().into_iter().collect();
    let names = vendors::names(c, &ctx.scope, &vendor_ids)?;
    let on_platforms = |vendor_id: &Id| -> Vec<(Class, Option<NaiveDate>)> {
        let Some(platforms) = of_vendor.get(vendor_id) else { return Vec::new() };
        let on = |line: &&ServiceLine| line.platform_id.as_ref().is_some_and(|id| platforms.contains(id));
        lines.iter().filter(on).map(|line| (line.class(), line.classified_on)).collect()
    };
    let mut found = Gaps { services_total: lines.len(), contracts_total: running.len(), ..Gaps::default() };
    for contract in running {
        // What names the contract itself says more than what stands on its vendor's platforms.
        let own = known.get(&contract.id).cloned().unwrap_or_else(|| on_platforms(&contract.vendor_id));
        let classified_on = own.iter().filter_map(|(_, on)| *on).min();
        let gap = match &own {
            none if none.is_empty() => Gap::NoService,
            some if some.iter().any(|(class, on)| !class.is_whole() || on.is_none()) => Gap::Unclassified,
            _ if classified_on.is_some_and(|on| on < before) => Gap::Old,
            _ => continue,
        };
        found.contracts.push(ContractGap {
            vendor_name: names.get(&contract.vendor_id).cloned().unwrap_or_default(),
            contract_id: contract.id,
            reference: contract.reference,
            title: contract.title,
            vendor_id: contract.vendor_id,
            gap,
            classified_on,
        });
    }
    for line in lines {
        match line.classified_on {
            Some(on) if line.class().is_whole() && on >= before => {}
            Some(_) if line.class().is_whole() => found.old.push(line),
            _ => found.never.push(line),
        }
    }
    Ok(found)
}
