//! The portfolio by administration (domain.md 1.3 row 67).

use crate::access::Permission;
use crate::base::{Id, Result};
use crate::features::overview::rules::{self, Administration, VendorBehind};
use crate::features::overview::store;
use crate::features::services;
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::HashMap;

/// Every administration, those with most breaches first. A fixed number of queries.
pub fn administrations(c: &mut Db, ctx: &Ctx) -> Result<Vec<Administration>> {
    ctx.require(Permission::RegisterRead)?;
    let compared = services::compare_portfolio(c, ctx)?;
    let basis = store::administration_basis(c, &ctx.scope, ctx.today())?;
    let vendor = |(id, (name, tier)): (&Id, &(String, Option<i32>))| {
        let row = VendorBehind {
            vendor_id: id.to_string(),
            name: name.clone(),
            tier: *tier,
            open_findings: basis.open_findings.get(id).copied().unwrap_or(0),
            late_actions: basis.late_actions.get(id).copied().unwrap_or(0),
        };
        (id.to_string(), row)
    };
    let known: HashMap<String, VendorBehind> = basis.vendors.iter().map(vendor).collect();
    let standing = basis.services.iter().map(|(name, platform, contract)| {
        let by_platform = platform.as_ref().and_then(|id| basis.vendor_of_platform.get(id));
        let by_contract = contract.as_ref().and_then(|id| basis.vendor_of_contract.get(id));
        (name.clone(), by_platform.into_iter().chain(by_contract).map(Id::to_string).collect())
    });
    let mut behind = rules::behind(standing, &known);
    let row = |exposure: services::Exposure| {
        let vendors = behind.remove(&exposure.administration).unwrap_or_default();
        let row = Administration {
            name: exposure.administration,
            services: exposure.services,
            breaches: exposure.breaches,
            unclassified: exposure.unclassified,
            ..Administration::default()
        };
        row.with(vendors)
    };
    Ok(services::exposure(&compared).into_iter().map(row).collect())
}
