//! What a step led to, and the end of an escalation.

use super::find_open;
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Result, check_version};
use crate::features::escalations::records::{Escalation, Step};
use crate::features::escalations::rules::MAX_TEXT;
use crate::features::escalations::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a step led to.
#[derive(Debug, Clone)]
pub struct NewOutcome {
    pub outcome: String,
    pub outcome_on: Option<NaiveDate>,
}

/// Notes what a step led to; it can be corrected for as long as the escalation is open. Errors: at the fields,
/// NotFound, Conflict, `rule-ladder-closed`.
pub fn record_outcome(
    c: &mut Db,
    ctx: &Ctx,
    (id, step_id): (&Id, &Id),
    version: Option<i32>,
    new: &NewOutcome,
) -> Result<Step> {
    ctx.require(Permission::EscalationDecide)?;
    let escalation = find_open(c, ctx, id, None)?;
    let before = store::find_step(c, &ctx.scope, id, step_id)?;
    check_version(version, before.version, || {
        BTreeMap::from([("outcome".to_string(), before.outcome.clone().unwrap_or_default())])
    })?;
    let mut checks = Checks::default();
    let outcome = checks.required("outcome", &new.outcome);
    checks.longest("outcome", &outcome, MAX_TEXT);
    checks.that(new.outcome_on.is_none_or(|day| day <= ctx.today()), "outcome_on", "error-ladder-future");
    checks.done()?;
    let after = Step {
        outcome: Some(outcome),
        outcome_on: Some(new.outcome_on.unwrap_or_else(|| ctx.today())),
        outcome_by_name: Some(ctx.actor.name.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_step(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "escalation_step", &after.id);
    let entry = entry.vendor(&escalation.vendor_id).named(&escalation.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Ends an escalation with a reason. Errors: `error-required` at `close_reason`, Conflict, `rule-ladder-closed`.
pub fn close(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Escalation> {
    ctx.require(Permission::EscalationDecide)?;
    let before = find_open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let reason = checks.required("close_reason", reason);
    checks.longest("close_reason", &reason, MAX_TEXT);
    checks.done()?;
    let after = Escalation {
        closed_at: Some(ctx.instant()),
        closed_by_name: Some(ctx.actor.name.clone()),
        close_reason: Some(reason),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("close", "escalation", &after.id).vendor(&after.vendor_id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}
