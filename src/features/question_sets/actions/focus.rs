//! Focus areas of a vendor: set by a person with a reason, lifted by a decision.

use super::{MAX_REASON, MAX_TITLE};
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{Id, Refusal, Result, text};
use crate::features::question_sets::model::FocusArea;
use crate::features::question_sets::records::FocusRow;
use crate::features::question_sets::store;
use crate::features::vendors;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// An area about to be set in focus at a vendor.
#[derive(Debug, Clone)]
pub struct NewFocus {
    pub vendor_id: Id,
    pub area: FocusArea,
    pub reason: String,
}

/// Sets an area in focus: the next sending asks its questions and evidence, and so on until it is lifted.
/// Errors: at `reason`, `area` (in focus already), `vendor_id` (ended).
pub fn set_focus(c: &mut Db, ctx: &Ctx, new: &NewFocus) -> Result<FocusRow> {
    ctx.require(Permission::AssessmentReview)?;
    let vendor = vendors::find(c, &ctx.scope, &new.vendor_id)?;
    let mut checks = Checks::default();
    if let Some(error) = vendors::ended_error(&vendor, "vendor_id") {
        checks.add(error);
    }
    checks.required("reason", &new.reason);
    checks.longest("reason", &new.reason, MAX_REASON);
    let set = store::focus_of(c, &ctx.scope, &vendor.id)?;
    checks.that(!set.iter().any(|row| row.area == new.area && row.lifted_at.is_none()), "area", "error-sets-in-focus");
    checks.done()?;
    let row = FocusRow {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        area: new.area,
        reason: text::non_empty(&new.reason).unwrap_or_default(),
        set_by: ctx.actor.person_id.clone(),
        set_by_name: ctx.actor.name.clone(),
        set_at: ctx.instant(),
        lift_decision: None,
        lift_note: None,
        lifted_by: None,
        lifted_by_name: None,
        lifted_at: None,
        version: 1,
    };
    store::insert_focus(c, &row)?;
    let entry = audit::Entry::new("focus_set", "focus_area", &row.id).vendor(&vendor.id).named(&vendor.legal_name);
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}

/// Lifts an area by a decision. What was sent before keeps its questions.
/// Errors: at `decision`; `rule-sets-focus-lifted`; Conflict.
pub fn lift_focus(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    (decision, note): (&str, &str),
) -> Result<FocusRow> {
    ctx.require(Permission::AssessmentReview)?;
    let before = store::find_focus(c, &ctx.scope, id)?;
    if before.lifted_at.is_some() {
        return Err(Refusal::rule("rule-sets-focus-lifted"));
    }
    refusal::check_version(version, before.version, || {
        BTreeMap::from([("reason".to_string(), before.reason.clone())])
    })?;
    let mut checks = Checks::default();
    checks.required("decision", decision);
    checks.longest("decision", decision, MAX_TITLE);
    checks.longest("note", note, MAX_REASON);
    checks.done()?;
    let row = FocusRow {
        lift_decision: text::non_empty(decision),
        lift_note: text::non_empty(note),
        lifted_by: Some(ctx.actor.person_id.clone()),
        lifted_by_name: Some(ctx.actor.name.clone()),
        lifted_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_focus(c, &ctx.scope, &row)?;
    let name = vendors::find(c, &ctx.scope, &row.vendor_id)?.legal_name;
    let entry = audit::Entry::new("focus_lift", "focus_area", id).vendor(&row.vendor_id).named(name);
    audit::record(c, ctx, entry.change(&before, &row))?;
    Ok(row)
}
