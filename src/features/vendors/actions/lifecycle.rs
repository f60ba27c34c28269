//! The steps of a vendor's life: prospect, active, leaving, ended; and back with a reason.

use super::stored_texts;
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::vendors::depth_input::NewStep;
use crate::features::vendors::records::{ContractsAfter, Depth, LifeStep, Vendor, VendorStatus};
use crate::features::vendors::{rules, store, store_merged};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;

/// An ended vendor is read-only until somebody opens it again. Errors: Rule.
pub fn open_for_change(vendor: &Vendor) -> Result<()> {
    if vendor.status == VendorStatus::Ended { Err(Refusal::rule("rule-vendor-ended")) } else { Ok(()) }
}

/// The error at `field` when nothing new can be begun with the vendor: it has ended. One that lives on in another
/// has ended too.
pub fn ended_error(vendor: &Vendor, field: &str) -> Option<FieldError> {
    (vendor.status == VendorStatus::Ended).then(|| FieldError::new(field, "error-vendor-ended"))
}

/// What the audit log keeps of a step.
#[derive(Serialize)]
struct Audited<'a> {
    status: VendorStatus,
    status_reason: Option<&'a str>,
    planned_end: Option<NaiveDate>,
    contracts_after: Option<ContractsAfter>,
}

/// Takes a step. Ending, leaving and coming back need a reason; leaving may name the day; ending a
/// vendor with open contracts must say what becomes of them.
/// Errors: `Conflict` for a stale version; Rule for a step that does not exist; else at the field.
pub fn take_step(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewStep, version: i32) -> Result<Vendor> {
    ctx.require(Permission::RegisterEdit)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    store_merged::refuse_merged(c, &ctx.scope, id)?;
    if !rules::next_steps(before.status).contains(&new.status) {
        return Err(Refusal::rule_with(
            "rule-vendor-step",
            &[("from", before.status.to_string()), ("to", new.status.to_string())],
        ));
    }
    let ends = new.status == VendorStatus::Ended;
    let leaves = new.status == VendorStatus::Leaving;
    let first = before.status == VendorStatus::Prospect && new.status == VendorStatus::Active;
    let reason = text::non_empty(&new.reason);
    let mut checks = Checks::default();
    checks.that(first || reason.is_some(), "reason", "error-required");
    if reason.as_deref().unwrap_or_default().chars().count() > 2_000 {
        checks.add(FieldError::new("reason", "error-too-long").with("max", 2_000));
    }
    checks.that(!leaves || new.planned_end.is_none_or(|day| day >= ctx.today()), "planned_end", "error-vendor-past");
    let open = if ends { store::open_contracts(c, &ctx.scope, id, ctx.today())? } else { 0 };
    checks.that(open == 0 || new.contracts_after.is_some(), "contracts_after", "error-vendor-contracts-after");
    checks.done()?;
    let depth = store::depth(c, &ctx.scope, id)?;
    let planned_end = if leaves { new.planned_end } else { None };
    let contracts_after = new.contracts_after.filter(|_| ends && open > 0);
    remember(c, ctx, &before, new.status, reason.clone(), planned_end, contracts_after)?;
    let after = Vendor {
        status: new.status,
        updated_at: ctx.instant(),
        version: before.version.saturating_add(1),
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    // The last planned day of a vendor that has ended stays as it was said.
    let kept = Depth { planned_end: if ends { depth.planned_end } else { planned_end }, ..depth.clone() };
    store::save_depth(c, &ctx.scope, id, &kept, after.updated_at, after.version)?;
    let said = |status, reason, planned_end, contracts_after| Audited {
        status,
        status_reason: reason,
        planned_end,
        contracts_after,
    };
    let entry = audit::Entry::new("vendor_step", "vendor", id).vendor(id).named(&after.legal_name);
    let (old, new) = (
        said(before.status, None, depth.planned_end, None),
        said(after.status, reason.as_deref(), kept.planned_end, contracts_after),
    );
    audit::record(c, ctx, entry.change(&old, &new))?;
    Ok(after)
}

/// Keeps a step in the vendor's own history.
pub(super) fn remember(
    c: &mut Db,
    ctx: &Ctx,
    before: &Vendor,
    to_status: VendorStatus,
    reason: Option<String>,
    planned_end: Option<NaiveDate>,
    contracts_after: Option<ContractsAfter>,
) -> Result<()> {
    let step = LifeStep {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        vendor_id: before.id.clone(),
        from_status: before.status,
        to_status,
        reason,
        planned_end,
        contracts_after,
        decided_by: ctx.actor.person_id.clone(),
        decided_by_name: ctx.actor.name.clone(),
        decided_at: ctx.instant(),
    };
    store::insert_step(c, &step)
}
