//! What a contract allows of its chain.

use super::{MAX_TEXT, check_version, contract_at};
use crate::access::{Permission, Scope};
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Result, text};
use crate::features::chains::model::ChainModel;
use crate::features::chains::records::ChainTerms;
use crate::features::chains::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// No contract allows a longer chain than this.
const MAX_DEPTH: i32 = 20;

/// Tiers below the main vendor that the contract allows; the model's default when it says nothing.
pub fn depth_limit(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<i32> {
    Ok(store::terms(c, scope, contract_id)?.map_or(ChainModel::current().depth_limit, |terms| terms.depth_limit))
}

/// Says how many tiers a contract allows. Errors: at `depth_limit`; `Conflict` when `version` is stale
/// (0 for a contract that had said nothing).
pub fn set_terms(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    depth_limit: i32,
    note: Option<&str>,
    version: Option<i32>,
) -> Result<ChainTerms> {
    ctx.require(Permission::ChainEdit)?;
    let contract = contract_at(c, ctx, "contract_id", contract_id)?;
    let before = store::terms(c, &ctx.scope, contract_id)?;
    check_version(version, before.as_ref().map_or(0, |terms| terms.version), || {
        let stored = before.as_ref().map(|terms| (terms.depth_limit.to_string(), terms.note.clone()));
        let (limit, note) = stored.unwrap_or_default();
        BTreeMap::from([("depth_limit".to_string(), limit), ("note".to_string(), note.unwrap_or_default())])
    })?;
    let mut checks = Checks::default();
    if !(0..=MAX_DEPTH).contains(&depth_limit) {
        checks.add(FieldError::new("depth_limit", "error-number-range").with("min", 0).with("max", MAX_DEPTH));
    }
    checks.longest("note", note.unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let after = ChainTerms {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |terms| terms.id.clone()),
        organisation_id: contract.organisation_id,
        contract_id: contract.id,
        depth_limit,
        note: note.and_then(text::non_empty),
        model_version: ChainModel::current().version.clone(),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: before.as_ref().map_or(1, |terms| terms.version + 1),
    };
    let entry = audit::Entry::new("update", "chain_terms", &after.contract_id).vendor(&contract.vendor_id);
    let entry = entry.named(contract.reference);
    match &before {
        Some(before) => {
            store::save_terms(c, &after)?;
            audit::record(c, ctx, entry.change(before, &after))?;
        }
        None => {
            store::insert_terms(c, &after)?;
            audit::record(c, ctx, entry.after(&after))?;
        }
    }
    Ok(after)
}
