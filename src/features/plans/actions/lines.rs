//! The actions of a plan: made in it, taken in from those that are there, placed, tied to findings, taken away.

use super::{MAX_LINES, MAX_SHORT, MAX_TEXT, find_open, longest, next, tidy};
use crate::access::Permission;
use crate::base::Id;
use crate::base::clock::swedish_date;
use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::features::findings::{self, Action, NewAction, Responsible};
use crate::features::plans::model::PlanOrigin;
use crate::features::plans::records::{Plan, PlanLine};
use crate::features::plans::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Where an action stands in a plan.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub origin: PlanOrigin,
    pub starts_on: NaiveDate,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
    pub private_note: Option<String>,
}

impl Place {
    pub fn of(origin: PlanOrigin, starts_on: NaiveDate) -> Place {
        Place { origin, starts_on, milestone: None, expected_evidence: None, private_note: None }
    }
}

/// An action about to be made in a plan.
#[derive(Debug, Clone)]
pub struct NewLine {
    pub title: String,
    pub description: Option<String>,
    pub responsible: Responsible,
    /// A person of either party; their name is taken when `owner_name` is empty.
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
    /// None leaves an orphan, which the plan flags.
    pub finding_id: Option<Id>,
    pub origin: PlanOrigin,
    pub starts_on: NaiveDate,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
    pub private_note: Option<String>,
}

/// How an action stands in the plan, as typed; the action itself is edited on its own page.
#[derive(Debug, Clone)]
pub struct LineEdit {
    pub origin: PlanOrigin,
    pub starts_on: NaiveDate,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
    pub private_note: Option<String>,
    /// Ties the action to a finding; None leaves it as it is.
    pub finding_id: Option<Id>,
}

fn check_place(checks: &mut Checks, place: &Place) {
    longest(checks, "milestone", &place.milestone, MAX_SHORT);
    longest(checks, "expected_evidence", &place.expected_evidence, MAX_TEXT);
    longest(checks, "private_note", &place.private_note, MAX_TEXT);
}

/// Which of the actions stand in an open plan, by action.
pub(super) fn taken(c: &mut Db, ctx: &Ctx, actions: &[Action]) -> Result<BTreeMap<Id, Id>> {
    let ids: Vec<Id> = actions.iter().map(|action| action.id.clone()).collect();
    Ok(store::planned(c, &ctx.scope, &ids)?.into_iter().collect())
}

/// Places actions last in a plan, with an event of each. Errors: `rule-plan-full`.
pub(super) fn put(c: &mut Db, ctx: &Ctx, verb: &'static str, plan: &Plan, placed: Vec<(Action, Place)>) -> Result<()> {
    let known = store::lines_of(c, std::slice::from_ref(&plan.id))?;
    if known.len() + placed.len() > MAX_LINES {
        return Err(Refusal::rule_with("rule-plan-full", &[("max", MAX_LINES.to_string())]));
    }
    let first = known.iter().map(|line| line.position).max().unwrap_or(0).saturating_add(1);
    let (mut rows, mut entries) = (Vec::new(), Vec::new());
    for (position, (action, place)) in (first..).zip(placed) {
        let row = PlanLine {
            id: ctx.new_id(),
            organisation_id: plan.organisation_id.clone(),
            plan_id: plan.id.clone(),
            action_id: action.id,
            position,
            origin: place.origin,
            starts_on: place.starts_on,
            milestone: tidy(&place.milestone),
            expected_evidence: tidy(&place.expected_evidence),
            private_note: tidy(&place.private_note),
            added_by_name: ctx.actor.name.clone(),
            added_at: ctx.instant(),
            version: 1,
        };
        let entry = audit::Entry::new(verb, "plan", &plan.id).vendor(&plan.vendor_id);
        entries.push(entry.named(action.title).after(&row));
        rows.push(row);
    }
    store::insert_lines(c, &rows)?;
    audit::record_all(c, ctx, entries)
}

/// Makes an action in the plan. Errors: at the fields, Conflict, `rule-plan-closed`, `rule-plan-full`.
pub fn add_line(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, new: &NewLine) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_open(c, ctx, id, version)?;
    let place = Place {
        milestone: new.milestone.clone(),
        expected_evidence: new.expected_evidence.clone(),
        private_note: new.private_note.clone(),
        ..Place::of(new.origin, new.starts_on)
    };
    let mut checks = Checks::default();
    check_place(&mut checks, &place);
    checks.that(new.due_on >= new.starts_on, "due_on", "error-plan-due-before-start");
    checks.done()?;
    let action = NewAction {
        vendor_id: before.vendor_id.clone(),
        contract_id: before.contract_id.clone(),
        finding_id: new.finding_id.clone(),
        title: new.title.clone(),
        description: new.description.clone(),
        responsible: new.responsible,
        owner_id: new.owner_id.clone(),
        owner_name: new.owner_name.clone(),
        due_on: new.due_on,
        focus: None,
        internal_note: None,
    };
    // The vendor of a plan that is shared learns of what comes later, as of any other action.
    let made = match before.shared_at {
        Some(_) => findings::open_action(c, ctx, &action)?,
        None => findings::open_planned(c, ctx, &action)?,
    };
    put(c, ctx, "plan_line_add", &before, vec![(made, place)])?;
    let after = next(ctx, &before);
    store::save(c, &ctx.scope, &after)?;
    Ok(after)
}

/// Takes in actions that are there already; each keeps the day it was made as its start. What the vendor has not seen
/// is shown to it with the plan.
/// Errors: `actions` when none is chosen or one is another vendor's; `rule-plan-taken` when one stands in an open plan.
pub fn take_in(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    (action_ids, origin): (&[Id], PlanOrigin),
) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_open(c, ctx, id, version)?;
    let mut chosen = action_ids.to_vec();
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.len() > MAX_LINES {
        return Err(Refusal::rule_with("rule-plan-full", &[("max", MAX_LINES.to_string())]));
    }
    let actions = findings::actions_by_ids(c, &ctx.scope, &chosen)?;
    let mut checks = Checks::default();
    checks.that(!chosen.is_empty(), "actions", "error-required");
    let own = actions.iter().all(|action| action.vendor_id == before.vendor_id && action.is_open());
    checks.that(own && actions.len() == chosen.len(), "actions", "error-unknown");
    checks.done()?;
    let taken = taken(c, ctx, &actions)?;
    if let Some(action) = actions.iter().find(|action| taken.contains_key(&action.id)) {
        return Err(Refusal::rule_with("rule-plan-taken", &[("number", action.number.to_string())]));
    }
    let place = |action: &Action| (action.clone(), Place::of(origin, swedish_date(action.created_at.utc())));
    put(c, ctx, "plan_take_in", &before, actions.iter().map(place).collect())?;
    if before.shared_at.is_some() {
        for action in actions.iter().filter(|action| action.withheld) {
            findings::reveal_one(c, ctx, action)?;
        }
    }
    let after = next(ctx, &before);
    store::save(c, &ctx.scope, &after)?;
    Ok(after)
}

/// A line of a plan, in the version that was seen. Errors: NotFound, Conflict.
fn find_line(c: &mut Db, ctx: &Ctx, (id, line_id): (&Id, &Id), version: Option<i32>) -> Result<PlanLine> {
    let line = store::find_line(c, &ctx.scope, id, line_id)?;
    check_version(version, line.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("milestone".to_string(), text(&line.milestone)),
            ("expected_evidence".to_string(), text(&line.expected_evidence)),
            ("private_note".to_string(), text(&line.private_note)),
            ("starts_on".to_string(), line.starts_on.to_string()),
        ])
    })?;
    Ok(line)
}

/// Changes how an action stands in the plan, and ties it to a finding.
/// Errors: at the fields, NotFound, Conflict, `rule-plan-closed`, `rule-finding-closed`.
pub fn edit_line(
    c: &mut Db,
    ctx: &Ctx,
    (id, line_id): (&Id, &Id),
    version: Option<i32>,
    edit: &LineEdit,
) -> Result<PlanLine> {
    ctx.require(Permission::ActionEdit)?;
    let plan = find_open(c, ctx, id, None)?;
    let before = find_line(c, ctx, (id, line_id), version)?;
    let place = Place {
        milestone: edit.milestone.clone(),
        expected_evidence: edit.expected_evidence.clone(),
        private_note: edit.private_note.clone(),
        ..Place::of(edit.origin, edit.starts_on)
    };
    let mut checks = Checks::default();
    check_place(&mut checks, &place);
    let action = findings::find_action(c, &ctx.scope, &before.action_id)?;
    if edit.starts_on > action.due_on {
        checks.add(FieldError::new("starts_on", "error-plan-start-after-due").with("due", action.due_on));
    }
    checks.done()?;
    if let Some(finding_id) = edit.finding_id.as_ref().filter(|id| action.finding_id.as_ref() != Some(*id)) {
        findings::tie_action(c, ctx, &action.id, None, finding_id)?;
    }
    let after = PlanLine {
        origin: place.origin,
        starts_on: place.starts_on,
        milestone: tidy(&place.milestone),
        expected_evidence: tidy(&place.expected_evidence),
        private_note: tidy(&place.private_note),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_line(c, &ctx.scope, &after)?;
    let changed = next(ctx, &plan);
    store::save(c, &ctx.scope, &changed)?;
    let entry = audit::Entry::new("plan_line_edit", "plan", &plan.id).vendor(&plan.vendor_id).named(&action.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Takes an action out of the plan; the action itself stays. `version` is the line's own.
/// Errors: NotFound, Conflict, `rule-plan-closed`.
pub fn remove_line(c: &mut Db, ctx: &Ctx, (id, line_id): (&Id, &Id), version: Option<i32>) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_open(c, ctx, id, None)?;
    let line = find_line(c, ctx, (id, line_id), version)?;
    let action = findings::find_action(c, &ctx.scope, &line.action_id)?;
    store::remove_line(c, &ctx.scope, line_id)?;
    let after = next(ctx, &before);
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("plan_line_remove", "plan", &after.id).vendor(&after.vendor_id).named(&action.title);
    audit::record(c, ctx, entry.after(&line))?;
    Ok(after)
}
