//! Legal holds: nothing that one reaches may be disposed of.

use super::{MAX_SHORT, MAX_TEXT, tidy};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::features::records::rows::Hold;
use crate::features::records::store;
use crate::features::vendors;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// A hold on one record, on everything of one vendor, or on everything.
#[derive(Debug, Clone, Default)]
pub struct NewHold {
    pub title: String,
    pub reason: String,
    pub reference: Option<String>,
    pub record_id: Option<Id>,
    pub vendor_id: Option<Id>,
}

/// Places a hold. Errors: at the fields.
pub fn hold(c: &mut Db, ctx: &Ctx, new: &NewHold) -> Result<Hold> {
    ctx.require(Permission::RecordEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let title = checks.required("title", &new.title);
    let reason = checks.required("reason", &new.reason);
    let reference = tidy(&new.reference);
    checks.longest("title", &title, MAX_SHORT);
    checks.longest("reason", &reason, MAX_TEXT);
    checks.longest("reference", reference.as_deref().unwrap_or_default(), MAX_SHORT);
    let known = new.record_id.as_ref().is_none_or(|id| store::find(c, &ctx.scope, id).is_ok());
    checks.that(known, "record_id", "error-unknown");
    let known = new.vendor_id.as_ref().is_none_or(|id| vendors::find(c, &ctx.scope, id).is_ok());
    checks.that(known, "vendor_id", "error-unknown");
    checks.that(new.record_id.is_none() || new.vendor_id.is_none(), "vendor_id", "error-record-hold-both");
    checks.done()?;
    let row = Hold {
        id: ctx.new_id(),
        organisation_id,
        title,
        reason,
        reference,
        record_id: new.record_id.clone(),
        vendor_id: new.vendor_id.clone(),
        placed_by_name: ctx.actor.name.clone(),
        placed_at: ctx.instant(),
        lifted_by_name: None,
        lifted_at: None,
        lifted_reason: None,
        version: 1,
    };
    store::insert_hold(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "legal_hold", &row.id).named(&row.title).after(&row))?;
    Ok(row)
}

/// Lifts a hold. Errors: `lifted_reason`, Conflict, `rule-hold-lifted`.
pub fn lift(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Hold> {
    ctx.require(Permission::RecordDecide)?;
    let before = store::find_hold(c, &ctx.scope, id)?;
    check_version(version, before.version, || BTreeMap::from([("title".to_string(), before.title.clone())]))?;
    if before.lifted_at.is_some() {
        return Err(Refusal::rule("rule-hold-lifted"));
    }
    let mut checks = Checks::default();
    let reason = checks.required("lifted_reason", reason);
    checks.longest("lifted_reason", &reason, MAX_TEXT);
    checks.done()?;
    let after = Hold {
        lifted_by_name: Some(ctx.actor.name.clone()),
        lifted_at: Some(ctx.instant()),
        lifted_reason: Some(reason),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_hold(c, &ctx.scope, &after)?;
    audit::record(c, ctx, audit::Entry::new("end", "legal_hold", id).named(&after.title).change(&before, &after))?;
    Ok(after)
}
