//! Who stands behind each administration: the vendors of its services' platforms and contracts.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{actions, contracts, findings, platforms, services, vendors};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::HashMap;

/// A service with what it stands on: administration, platform, contract.
pub type Standing = (Option<String>, Option<Id>, Option<Id>);

#[derive(Debug, Default)]
pub struct AdministrationBasis {
    pub services: Vec<Standing>,
    pub vendor_of_platform: HashMap<Id, Id>,
    pub vendor_of_contract: HashMap<Id, Id>,
    /// Name and tier.
    pub vendors: HashMap<Id, (String, Option<i32>)>,
    pub open_findings: HashMap<Id, i64>,
    pub late_actions: HashMap<Id, i64>,
}

/// Six queries, whatever the number of services.
pub fn administration_basis(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<AdministrationBasis> {
    let client = scope.client()?;
    let standing: Vec<Standing> = services::table
        .filter(services::organisation_id.eq(client))
        .filter(services::status.ne("stopped"))
        .select((services::administration, services::platform_id, services::contract_id))
        .load(c)?;
    let of_platforms: Vec<(Id, Option<Id>)> = platforms::table
        .filter(platforms::organisation_id.eq(client))
        .select((platforms::id, platforms::vendor_id))
        .load(c)?;
    let of_contracts: Vec<(Id, Id)> = contracts::table
        .filter(contracts::organisation_id.eq(client))
        .select((contracts::id, contracts::vendor_id))
        .load(c)?;
    let named: Vec<(Id, String, Option<i32>)> = vendors::table
        .filter(vendors::organisation_id.eq(client))
        .select((vendors::id, vendors::legal_name, vendors::tier))
        .load(c)?;
    let open: Vec<(Id, i64)> = findings::table
        .filter(findings::organisation_id.eq(client))
        .filter(findings::closed_at.is_null())
        .group_by(findings::vendor_id)
        .select((findings::vendor_id, count_star()))
        .load(c)?;
    let late: Vec<(Id, i64)> = actions::table
        .filter(actions::organisation_id.eq(client))
        .filter(actions::status.eq_any(["open", "in_progress"]))
        .filter(actions::due_on.lt(today))
        .group_by(actions::vendor_id)
        .select((actions::vendor_id, count_star()))
        .load(c)?;
    Ok(AdministrationBasis {
        services: standing,
        vendor_of_platform: of_platforms.into_iter().filter_map(|(id, vendor)| Some((id, vendor?))).collect(),
        vendor_of_contract: of_contracts.into_iter().collect(),
        vendors: named.into_iter().map(|(id, name, tier)| (id, (name, tier))).collect(),
        open_findings: open.into_iter().collect(),
        late_actions: late.into_iter().collect(),
    })
}
