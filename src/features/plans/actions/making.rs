//! Plans are made: by hand, from a template, or from a review's findings in one step.

use super::lines::{self, Place};
use super::{MAX_TEXT, MAX_TITLE, find_open, longest, next, save, tidy};
use crate::access::Permission;
use crate::base::clock::swedish_date;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::controls::Versioned;
use crate::features::findings::{self, Action, Finding, NewAction};
use crate::features::plans::model::PlanOrigin;
use crate::features::plans::records::Plan;
use crate::features::plans::store;
use crate::features::plans::templates::{PlanTemplate, PlanTemplates};
use crate::features::{contracts, vendor_reviews, vendors};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// A plan about to be made.
#[derive(Debug, Clone, Default)]
pub struct NewPlan {
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    /// Empty takes the template's.
    pub title: String,
    pub purpose: Option<String>,
    pub internal_note: Option<String>,
    /// None: today.
    pub starts_on: Option<NaiveDate>,
    /// The key of a template whose steps become actions.
    pub template: Option<String>,
    /// The finding that the template's actions are to put right.
    pub finding_id: Option<Id>,
}

/// What can be changed of a plan afterwards.
#[derive(Debug, Clone)]
pub struct PlanEdit {
    pub title: String,
    pub purpose: Option<String>,
    pub internal_note: Option<String>,
    pub contract_id: Option<Id>,
    pub starts_on: NaiveDate,
}

/// An open finding that the plan of its review leaves out, and the open plans that hold its actions.
#[derive(Debug, Clone)]
pub struct LeftOut {
    pub finding_id: Id,
    pub number: i32,
    pub title: String,
    /// Ids and numbers.
    pub plans: Vec<(Id, i32)>,
}

impl LeftOut {
    /// The numbers of the plans that hold what was left out, each once.
    pub fn numbers(all: &[LeftOut]) -> String {
        let numbers: BTreeSet<i32> = all.iter().flat_map(|each| &each.plans).map(|(_, number)| *number).collect();
        numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    }
}

fn check_texts(checks: &mut Checks, title: &str, purpose: &Option<String>, note: &Option<String>) {
    checks.longest("title", title, MAX_TITLE);
    longest(checks, "purpose", purpose, MAX_TEXT);
    longest(checks, "internal_note", note, MAX_TEXT);
}

/// Errors: at `contract_id` when it is not one of the vendor's.
fn check_contract(c: &mut Db, ctx: &Ctx, vendor_id: &Id, contract_id: Option<&Id>) -> Result<()> {
    let Some(id) = contract_id else { return Ok(()) };
    let belongs = match contracts::find(c, &ctx.scope, id) {
        Err(Refusal::NotFound) => false,
        found => found?.vendor_id == *vendor_id,
    };
    if belongs { Ok(()) } else { Err(Refusal::invalid("contract_id", "error-unknown")) }
}

/// The row of a new plan. Errors: at `contract_id` when it is another vendor's, at `vendor_id` when the vendor has ended.
fn row(c: &mut Db, ctx: &Ctx, vendor_id: &Id, contract_id: Option<&Id>, starts_on: NaiveDate) -> Result<Plan> {
    let vendor = match vendors::find(c, &ctx.scope, vendor_id) {
        Err(Refusal::NotFound) => return Err(Refusal::invalid("vendor_id", "error-unknown")),
        found => found?,
    };
    if let Some(error) = vendors::ended_error(&vendor, "vendor_id") {
        return Err(Refusal::Invalid(vec![error]));
    }
    check_contract(c, ctx, &vendor.id, contract_id)?;
    Ok(Plan {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        vendor_id: vendor.id,
        contract_id: contract_id.cloned(),
        number: store::next_number(c, &ctx.scope)?,
        title: String::new(),
        search_text: String::new(),
        purpose: None,
        internal_note: None,
        review_id: None,
        template_key: None,
        template_version: None,
        starts_on,
        shared_at: None,
        shared_by_name: None,
        closed_at: None,
        closed_by_name: None,
        close_note: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        shown_from: None,
    })
}

fn insert(c: &mut Db, ctx: &Ctx, plan: &Plan) -> Result<()> {
    store::insert(c, plan)?;
    let entry = audit::Entry::new("create", "plan", &plan.id).vendor(&plan.vendor_id).named(&plan.title);
    audit::record(c, ctx, entry.after(plan))
}

/// Makes a plan; with a template, its steps become actions with due dates from the plan's first day.
/// Errors: at the fields; `rule-finding-closed`.
pub fn add(c: &mut Db, ctx: &Ctx, new: &NewPlan) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    ctx.scope.client()?;
    let mut checks = Checks::default();
    let template = new.template.as_deref().and_then(text::non_empty);
    let found = template.as_deref().and_then(|key| PlanTemplates::on(ctx.today()).find(key));
    checks.that(template.is_none() || found.is_some(), "template", "error-choice");
    checks.that(new.finding_id.is_none() || found.is_some(), "finding_id", "error-plan-finding-template");
    checks.that(new.vendor_id.is_some(), "vendor_id", "error-required");
    let title = match found.filter(|_| new.title.trim().is_empty()) {
        Some(template) => template.title.get(ctx.language).to_string(),
        None => text::tidy(&checks.required("title", &new.title)),
    };
    check_texts(&mut checks, &title, &new.purpose, &new.internal_note);
    checks.done()?;
    let Some(vendor_id) = &new.vendor_id else { return Err(Refusal::invalid("vendor_id", "error-required")) };
    let base = row(c, ctx, vendor_id, new.contract_id.as_ref(), new.starts_on.unwrap_or(ctx.today()))?;
    let said = found.map(|template| template.purpose.get(ctx.language).to_string());
    let plan = Plan {
        search_text: text::fold(&title),
        title,
        purpose: tidy(&new.purpose).or(said),
        internal_note: tidy(&new.internal_note),
        template_key: found.map(|template| template.key.clone()),
        template_version: found.map(|_| PlanTemplates::on(ctx.today()).version().to_string()),
        ..base
    };
    insert(c, ctx, &plan)?;
    if let Some(template) = found {
        fill(c, ctx, &plan, template, new.finding_id.as_ref())?;
    }
    Ok(plan)
}

/// The template's steps as actions. A due date that would have passed is today.
fn fill(c: &mut Db, ctx: &Ctx, plan: &Plan, template: &PlanTemplate, finding_id: Option<&Id>) -> Result<()> {
    let mut placed = Vec::new();
    for milestone in &template.milestones {
        for step in &milestone.steps {
            let due_on = plan.starts_on.checked_add_days(Days::new(step.after_days)).unwrap_or(plan.starts_on);
            let controls = (!step.controls.is_empty()).then(|| format!("ISO/IEC 27001: {}", step.controls.join(", ")));
            let action = NewAction {
                title: step.title.get(ctx.language).to_string(),
                description: controls,
                responsible: step.responsible,
                ..bare(plan, finding_id, due_on.max(ctx.today()))
            };
            let place = Place {
                milestone: Some(milestone.title.get(ctx.language).to_string()),
                expected_evidence: Some(step.evidence.get(ctx.language).to_string()),
                ..Place::of(PlanOrigin::New, plan.starts_on)
            };
            placed.push((findings::open_planned(c, ctx, &action)?, place));
        }
    }
    lines::put(c, ctx, "plan_line_add", plan, placed)
}

fn bare(plan: &Plan, finding_id: Option<&Id>, due_on: NaiveDate) -> NewAction {
    NewAction {
        vendor_id: plan.vendor_id.clone(),
        contract_id: plan.contract_id.clone(),
        finding_id: finding_id.cloned(),
        title: String::new(),
        description: None,
        responsible: findings::Responsible::Vendor,
        owner_id: None,
        owner_name: None,
        due_on,
        focus: None,
        internal_note: None,
    }
}

/// One step from a review to a plan: each open finding of the review gets an action, due by its severity and owned by
/// the party that is responsible. The action has the finding's title; its description stays the region's own. A finding
/// that has open actions already brings those along as ongoing, and is left out when they all stand in other plans.
/// Errors: NotFound, `rule-plan-review-empty`, `rule-plan-review-elsewhere`, `rule-plan-review-planned`, at
/// `contract_id`.
pub fn from_review(c: &mut Db, ctx: &Ctx, review_id: &Id, contract_id: Option<&Id>) -> Result<(Plan, Vec<LeftOut>)> {
    ctx.require(Permission::ActionEdit)?;
    let review = vendor_reviews::find(c, &ctx.scope, review_id)?;
    if let Some(other) = store::open_of_review(c, &ctx.scope, review_id)? {
        return Err(Refusal::rule_with("rule-plan-review-planned", &[("number", other.number.to_string())]));
    }
    let found: Vec<Finding> = vendor_reviews::findings_of(c, &ctx.scope, review_id)?
        .into_iter()
        .map(|(_, finding)| finding)
        .filter(Finding::is_open)
        .collect();
    let base = row(c, ctx, &review.vendor_id, contract_id, ctx.today())?;
    let at_work = findings::actions_of_vendor(c, &ctx.scope, &review.vendor_id)?;
    let at_work: Vec<Action> = at_work.into_iter().filter(Action::is_open).collect();
    let taken = lines::taken(c, ctx, &at_work)?;
    // What the region does on its own is not for the vendor to read with the plan.
    let internal = |action: &Action| action.withheld && action.responsible == findings::Responsible::Region;
    let at_work: Vec<Action> = at_work.into_iter().filter(|a| !internal(a) || taken.contains_key(&a.id)).collect();
    let plan = Plan {
        search_text: text::fold(&review.title),
        title: review.title.clone(),
        review_id: Some(review.id),
        ..base
    };
    insert(c, ctx, &plan)?;
    let model = findings::follow_up_model(c, &ctx.scope, ctx.today())?;
    let (mut placed, mut elsewhere) = (Vec::new(), Vec::new());
    for finding in &found {
        let own = at_work.iter().filter(|action| action.finding_id.as_ref() == Some(&finding.id));
        let (bound, free): (Vec<&Action>, Vec<&Action>) = own.partition(|action| taken.contains_key(&action.id));
        if bound.is_empty() && free.is_empty() {
            let action = NewAction {
                title: finding.title.clone(),
                responsible: finding.responsible,
                contract_id: plan.contract_id.clone().or_else(|| finding.contract_id.clone()),
                ..bare(&plan, Some(&finding.id), findings::default_due_on(&model, finding.severity, ctx.today()))
            };
            let made = findings::open_planned(c, ctx, &action)?;
            placed.push((made, Place::of(PlanOrigin::FromReview, ctx.today())));
        } else if free.is_empty() {
            elsewhere.push((finding, bound.iter().filter_map(|action| taken.get(&action.id).cloned()).collect()));
        }
        let ongoing = |action: &Action| Place::of(PlanOrigin::Ongoing, swedish_date(action.created_at.utc()));
        placed.extend(free.into_iter().map(|action| (action.clone(), ongoing(action))));
    }
    let left_out = left_out(c, ctx, &plan.vendor_id, elsewhere)?;
    if placed.is_empty() && left_out.is_empty() {
        return Err(Refusal::rule("rule-plan-review-empty"));
    }
    if placed.is_empty() {
        return Err(Refusal::rule_with("rule-plan-review-elsewhere", &[("plans", LeftOut::numbers(&left_out))]));
    }
    lines::put(c, ctx, "plan_line_add", &plan, placed)?;
    Ok((plan, left_out))
}

/// The findings whose actions stand in the plans of the ids, with the numbers of those.
fn left_out(c: &mut Db, ctx: &Ctx, vendor_id: &Id, found: Vec<(&Finding, BTreeSet<Id>)>) -> Result<Vec<LeftOut>> {
    let plans = store::of_vendor(c, &ctx.scope, vendor_id)?;
    let numbers: BTreeMap<Id, i32> = plans.into_iter().map(|plan| (plan.id, plan.number)).collect();
    let left = |(finding, ids): (&Finding, BTreeSet<Id>)| LeftOut {
        finding_id: finding.id.clone(),
        number: finding.number,
        title: finding.title.clone(),
        plans: ids.into_iter().filter_map(|id| numbers.get(&id).copied().map(|number| (id, number))).collect(),
    };
    Ok(found.into_iter().map(left).collect())
}

/// Changes the head of a plan. Errors: at the fields, Conflict, `rule-plan-closed`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, edit: &PlanEdit) -> Result<Plan> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &edit.title));
    check_texts(&mut checks, &title, &edit.purpose, &edit.internal_note);
    checks.done()?;
    check_contract(c, ctx, &before.vendor_id, edit.contract_id.as_ref())?;
    let after = Plan {
        search_text: text::fold(&title),
        title,
        purpose: tidy(&edit.purpose),
        internal_note: tidy(&edit.internal_note),
        contract_id: edit.contract_id.clone(),
        starts_on: edit.starts_on,
        ..next(ctx, &before)
    };
    save(c, ctx, &before, &after, audit::Entry::new("update", "plan", &after.id))?;
    Ok(after)
}
