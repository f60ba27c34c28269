//! The hours and days that a contract has agreed upon.

use crate::access::Permission;
use crate::base::refusal::{Refusal, Result, check_version};
use crate::base::{FieldError, Id};
use crate::features::contracts::parameters::DepthModel;
use crate::features::contracts::records::AgreedNumber;
use crate::features::contracts::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

const MOST: i32 = 9999;

/// Says what a contract has agreed upon; None: nobody has noted it. `version` is 0 while nothing is stored.
/// Errors: NotFound for a parameter that the library does not have; at `agreed`; Conflict.
pub fn set_number(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    parameter: &str,
    agreed: Option<i32>,
    version: i32,
) -> Result<AgreedNumber> {
    ctx.require(Permission::ClauseEdit)?;
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    let parameter = DepthModel::current().parameter(parameter).ok_or(Refusal::NotFound)?;
    let before = store::number(c, &ctx.scope, contract_id, &parameter.key)?;
    check_version(Some(version), before.as_ref().map_or(0, |row| row.version), || {
        let stored = before.as_ref().and_then(|row| row.agreed).map(|number| number.to_string());
        BTreeMap::from([("agreed".to_string(), stored.unwrap_or_default())])
    })?;
    if agreed.is_some_and(|number| !(1..=MOST).contains(&number)) {
        let error = FieldError::new("agreed", "error-number-range").with("min", 1).with("max", MOST);
        return Err(Refusal::Invalid(vec![error]));
    }
    let after = AgreedNumber {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        clause_id: parameter.clause.clone(),
        parameter: parameter.key.clone(),
        agreed,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: version + 1,
    };
    let verb = if before.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "contract_number", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, parameter.clause));
    match &before {
        Some(before) => {
            store::save_number(c, &ctx.scope, &after)?;
            audit::record(c, ctx, entry.change(before, &after))?;
        }
        None => {
            store::insert_number(c, &after)?;
            audit::record(c, ctx, entry.after(&after))?;
        }
    }
    Ok(after)
}
