//! The only queries on plans. A client's own; for a vendor's scope those that were shared about a linked register row.

mod causes;
mod lists;

pub use causes::{cause_of, insert_cause, save_cause};
pub use lists::{PlanFilter, client_names, contract_heads, findings_by_ids, list, vendor_names};

use super::records::{Plan, PlanDecision, PlanLine};
use crate::access::{Scope, Side};
use crate::base::{Id, Refusal, Result};
use crate::features::question_sets::FocusArea;
use crate::features::vendors;
use crate::platform::db::schema::{plan_decisions, plan_lines, plans, vendor_focus_areas};
use crate::platform::db::{Db, insert_all};
use diesel::dsl::max;
use diesel::prelude::*;

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Plan> {
    let base = plans::table.filter(plans::id.eq(id)).select(Plan::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(plans::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => {
            let linked = vendors::linked_ids(c, scope)?;
            base.filter(plans::vendor_id.eq_any(linked)).filter(plans::shared_at.is_not_null()).first(c)?
        }
    })
}

/// The plans of one vendor, newest first.
pub fn of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Plan>> {
    Ok(plans::table
        .filter(plans::organisation_id.eq(scope.client()?))
        .filter(plans::vendor_id.eq(vendor_id))
        .order(plans::number.desc())
        .select(Plan::as_select())
        .load(c)?)
}

/// The open plan that was made from a review, if there is one.
pub fn open_of_review(c: &mut Db, scope: &Scope, review_id: &Id) -> Result<Option<Plan>> {
    Ok(plans::table
        .filter(plans::organisation_id.eq(scope.client()?))
        .filter(plans::review_id.eq(review_id))
        .filter(plans::closed_at.is_null())
        .order(plans::number)
        .select(Plan::as_select())
        .first(c)
        .optional()?)
}

pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> =
        plans::table.filter(plans::organisation_id.eq(scope.client()?)).select(max(plans::number)).first(c)?;
    Ok(last.unwrap_or(0).saturating_add(1))
}

pub fn insert(c: &mut Db, row: &Plan) -> Result<()> {
    diesel::insert_into(plans::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Plan) -> Result<()> {
    let own = plans::table.filter(plans::id.eq(&row.id)).filter(plans::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// The lines of plans that the scope has given, each plan's in order.
pub fn lines_of(c: &mut Db, plan_ids: &[Id]) -> Result<Vec<PlanLine>> {
    Ok(plan_lines::table
        .filter(plan_lines::plan_id.eq_any(plan_ids))
        .order((plan_lines::plan_id, plan_lines::position, plan_lines::id))
        .select(PlanLine::as_select())
        .load(c)?)
}

/// A line of a plan of the client's own.
pub fn find_line(c: &mut Db, scope: &Scope, plan_id: &Id, id: &Id) -> Result<PlanLine> {
    Ok(plan_lines::table
        .filter(plan_lines::organisation_id.eq(scope.client()?))
        .filter(plan_lines::plan_id.eq(plan_id))
        .filter(plan_lines::id.eq(id))
        .select(PlanLine::as_select())
        .first(c)?)
}

/// Which of the actions stand in an open plan already, with that plan's id.
pub fn planned(c: &mut Db, scope: &Scope, action_ids: &[Id]) -> Result<Vec<(Id, Id)>> {
    let client = scope.client()?;
    let open =
        plans::table.filter(plans::organisation_id.eq(client)).filter(plans::closed_at.is_null()).select(plans::id);
    Ok(plan_lines::table
        .filter(plan_lines::organisation_id.eq(client))
        .filter(plan_lines::action_id.eq_any(action_ids))
        .filter(plan_lines::plan_id.eq_any(open))
        .select((plan_lines::action_id, plan_lines::plan_id))
        .load(c)?)
}

pub fn insert_lines(c: &mut Db, rows: &[PlanLine]) -> Result<()> {
    insert_all!(c, plan_lines::table, rows);
    Ok(())
}

pub fn save_line(c: &mut Db, scope: &Scope, row: &PlanLine) -> Result<()> {
    let own = plan_lines::table.filter(plan_lines::id.eq(&row.id));
    diesel::update(own.filter(plan_lines::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Takes a line away; its action stays.
pub fn remove_line(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = plan_lines::table.filter(plan_lines::id.eq(id));
    diesel::delete(own.filter(plan_lines::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}

/// The decisions on plans that the scope has given, each plan's latest first. A vendor gets those that it was shown:
/// what was decided before a plan was shared, and edited since, stays the region's.
pub fn decisions_of(c: &mut Db, scope: &Scope, given: &[Plan]) -> Result<Vec<PlanDecision>> {
    let ids: Vec<Id> = given.iter().map(|plan| plan.id.clone()).collect();
    let mut rows: Vec<PlanDecision> = plan_decisions::table
        .filter(plan_decisions::plan_id.eq_any(ids))
        .order((plan_decisions::plan_id, plan_decisions::number.desc()))
        .select(PlanDecision::as_select())
        .load(c)?;
    if scope.side() == Side::Vendor {
        rows.retain(|row| given.iter().any(|plan| plan.shows(row)));
    }
    Ok(rows)
}

/// One decision with its plan. Errors: NotFound when either is hidden.
pub fn find_decision(c: &mut Db, scope: &Scope, id: &Id) -> Result<(Plan, PlanDecision)> {
    let decision: PlanDecision =
        plan_decisions::table.filter(plan_decisions::id.eq(id)).select(PlanDecision::as_select()).first(c)?;
    let plan = find(c, scope, &decision.plan_id)?;
    let is_hidden = scope.side() == Side::Vendor && !plan.shows(&decision);
    if is_hidden { Err(Refusal::NotFound) } else { Ok((plan, decision)) }
}

pub fn insert_decision(c: &mut Db, row: &PlanDecision) -> Result<()> {
    diesel::insert_into(plan_decisions::table).values(row).execute(c)?;
    Ok(())
}

/// What is in focus at the vendor of a plan that the scope has given. The areas alone: why is the region's own.
pub fn focus_in_force(c: &mut Db, plan: &Plan) -> Result<Vec<FocusArea>> {
    let mut areas: Vec<FocusArea> = vendor_focus_areas::table
        .filter(vendor_focus_areas::organisation_id.eq(&plan.organisation_id))
        .filter(vendor_focus_areas::vendor_id.eq(&plan.vendor_id))
        .filter(vendor_focus_areas::lifted_at.is_null())
        .select(vendor_focus_areas::area)
        .load(c)?;
    areas.sort_unstable();
    areas.dedup();
    Ok(areas)
}
