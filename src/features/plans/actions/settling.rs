//! A plan is shared with the vendor, closed, or puts an area in focus at the vendor.

use super::{MAX_TEXT, find_open, longest, next, save, saying, tidy};
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::features::findings::{self, Action};
use crate::features::plans::records::Plan;
use crate::features::plans::rules;
use crate::features::plans::snapshot::FrozenPlan;
use crate::features::plans::whole::{self, Whole};
use crate::features::question_sets::{self, FocusArea, FocusRow, NewFocus};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// From now on the vendor reads the plan and its actions, without private notes; its people are told in one mail.
/// Errors: NotFound, Conflict, `rule-plan-closed`, `rule-plan-shared`, `rule-plan-empty`.
pub fn share(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_open(c, ctx, id, version)?;
    if before.shared_at.is_some() {
        return Err(Refusal::rule("rule-plan-shared"));
    }
    let whole = whole::open(c, ctx, id)?;
    if whole.lines.is_empty() {
        return Err(Refusal::rule("rule-plan-empty"));
    }
    let after = Plan {
        shared_at: Some(ctx.instant()),
        shared_by_name: Some(ctx.actor.name.clone()),
        shown_from: Some(shown_from(&whole)?),
        ..next(ctx, &before)
    };
    save(c, ctx, &before, &after, audit::Entry::new("plan_share", "plan", &after.id))?;
    let actions: Vec<&Action> = whole.lines.iter().map(|each| &each.action).collect();
    findings::reveal(c, ctx, &actions)?;
    saying::shared(c, ctx, &whole)?;
    Ok(after)
}

/// The first decision that the vendor reads: the latest when it says what is shared, else the one that is to come. What
/// an earlier one said was taken out or put otherwise before anybody shared it.
fn shown_from(whole: &Whole) -> Result<i32> {
    let now = whole.content().for_vendor();
    let Some(latest) = whole.decisions.first() else { return Ok(now.version) };
    let decided = FrozenPlan::of(latest)?.for_vendor();
    let same = latest.is_intact() && !rules::compare(&decided, &now).needs_decision();
    Ok(if same { latest.number } else { now.version })
}

/// Closes a plan: no action of it may be open. Errors: at `note`, NotFound, Conflict, `rule-plan-closed`,
/// `rule-plan-open-actions`.
pub fn close(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, note: &Option<String>) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    longest(&mut checks, "note", note, MAX_TEXT);
    checks.done()?;
    let open = whole::open(c, ctx, id)?.lines.iter().filter(|each| each.action.is_open()).count();
    if open > 0 {
        return Err(Refusal::rule_with("rule-plan-open-actions", &[("count", open.to_string())]));
    }
    let after = Plan {
        closed_at: Some(ctx.instant()),
        closed_by_name: Some(ctx.actor.name.clone()),
        close_note: tidy(note),
        ..next(ctx, &before)
    };
    save(c, ctx, &before, &after, audit::Entry::new("close", "plan", &after.id))?;
    Ok(after)
}

/// Puts an area in focus at the plan's vendor: its questions and evidence are asked from the next sending on, until a
/// decision lifts it (domain.md 1.3 rows 37 and 38). Errors: at `area` and `reason`, NotFound, `rule-plan-closed`.
pub fn focus(c: &mut Db, ctx: &Ctx, id: &Id, (area, reason): (FocusArea, &str)) -> Result<FocusRow> {
    ctx.require(Permission::AssessmentReview)?;
    let plan = find_open(c, ctx, id, None)?;
    let new = NewFocus { vendor_id: plan.vendor_id, area, reason: reason.to_string() };
    question_sets::set_focus(c, ctx, &new)
}
