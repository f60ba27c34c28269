//! What acts on a risk: controls of the catalogue, and actions under way.

use super::scenario::entry;
use super::{MAX_TEXT, open_risk, scoring, tidy};
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::controls::catalogue;
use crate::features::findings;
use crate::features::risks::model::ControlGroup;
use crate::features::risks::records::{Risk, RiskAction, RiskControl};
use crate::features::risks::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// What a control would take away if it works, in whole percent from the least to the most.
#[derive(Debug, Clone)]
pub struct ControlInput {
    pub control_id: String,
    pub acts_by: ControlGroup,
    pub effect: (i32, i32),
    pub reduction: (i32, i32),
    pub note: Option<String>,
}

fn own_control(c: &mut Db, ctx: &Ctx, risk: &Risk) -> Result<Vec<RiskControl>> {
    Ok(store::controls(c, &ctx.scope, std::slice::from_ref(&risk.id))?.remove(&risk.id).unwrap_or_default())
}

/// Ties a control to the risk, or states anew what it does. Errors: at the fields, Conflict.
pub fn put_control(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, input: &ControlInput) -> Result<Risk> {
    let before = open_risk(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let known = catalogue().current_controls().find(&input.control_id).is_some();
    checks.that(known, "control_id", "error-risk-control");
    for (field, (low, high)) in [("effect", input.effect), ("reduction", input.reduction)] {
        checks.that((0..=100).contains(&low), &format!("{field}_low"), "error-risk-percent");
        checks.that((0..=100).contains(&high), &format!("{field}_high"), "error-risk-percent");
        checks.that(low <= high, &format!("{field}_high"), "error-risk-range-order");
    }
    checks.that(input.effect.1 > 0 || input.reduction.1 > 0, "effect_high", "error-risk-no-effect");
    checks.longest("note", input.note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let known = own_control(c, ctx, &before)?.into_iter().find(|row| row.control_id == input.control_id);
    let row = RiskControl {
        id: known.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: before.organisation_id.clone(),
        risk_id: before.id.clone(),
        control_id: input.control_id.clone(),
        acts_by: input.acts_by,
        effect_low: input.effect.0,
        effect_high: input.effect.1,
        reduction_low: input.reduction.0,
        reduction_high: input.reduction.1,
        note: tidy(&input.note),
        stated_by_name: ctx.actor.name.clone(),
        stated_at: ctx.instant(),
    };
    store::put_control(c, &ctx.scope, &row, known.is_none())?;
    let said = entry("risk_control", &before);
    let said = match &known {
        Some(known) => said.change(known, &row),
        None => said.after(&row),
    };
    touched(c, ctx, before, said)
}

/// The risk in its next version, scored anew.
fn touched(c: &mut Db, ctx: &Ctx, before: Risk, said: audit::Entry) -> Result<Risk> {
    let after = Risk { version: before.version + 1, ..before };
    store::save(c, &ctx.scope, &after)?;
    audit::record(c, ctx, said)?;
    scoring::rescore(c, ctx, after)
}

/// Takes a control away from the risk.
pub fn remove_control(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, control: &Id) -> Result<Risk> {
    let before = open_risk(c, ctx, id, version)?;
    let known = own_control(c, ctx, &before)?.into_iter().find(|row| row.id == *control).ok_or(Refusal::NotFound)?;
    store::delete_control(c, &ctx.scope, control)?;
    let said = entry("detach", &before).change(&known, &serde_json::json!({}));
    touched(c, ctx, before, said)
}

/// Ties an action to the risk; twice changes nothing. Errors: `error-unknown` at `action_id`.
pub fn link_action(c: &mut Db, ctx: &Ctx, id: &Id, action_id: &Id) -> Result<RiskAction> {
    let risk = open_risk(c, ctx, id, None)?;
    let action = findings::find_action(c, &ctx.scope, action_id).map_err(|refusal| match refusal {
        Refusal::NotFound => Refusal::invalid("action_id", "error-unknown"),
        other => other,
    })?;
    let linked = store::linked_actions(c, &ctx.scope, id)?;
    if let Some(known) = linked.into_iter().find(|row| row.action_id == action.id) {
        return Ok(known);
    }
    let row = RiskAction {
        id: ctx.new_id(),
        organisation_id: risk.organisation_id.clone(),
        risk_id: risk.id.clone(),
        action_id: action.id,
        linked_by_name: ctx.actor.name.clone(),
        linked_at: ctx.instant(),
    };
    store::insert_action(c, &row)?;
    audit::record(c, ctx, entry("attach", &risk).after(&row))?;
    Ok(row)
}

/// Unties an action; the action itself is left as it is.
pub fn unlink_action(c: &mut Db, ctx: &Ctx, id: &Id, link_id: &Id) -> Result<()> {
    let risk = open_risk(c, ctx, id, None)?;
    let linked = store::linked_actions(c, &ctx.scope, id)?;
    let row = linked.into_iter().find(|row| row.id == *link_id).ok_or(Refusal::NotFound)?;
    store::delete_action(c, &ctx.scope, link_id)?;
    audit::record(c, ctx, entry("detach", &risk).change(&row, &serde_json::json!({})))
}
