//! A plan with everything that is read beside it, and how many plans stand. A fixed number of queries each.

use super::model::{PlanOrigin, PlanState};
use super::records::{Plan, PlanDecision, PlanLine};
use super::snapshot::{FORMAT, FrozenContract, FrozenFinding, FrozenLine, FrozenPlan};
use super::{rules, store};
use crate::access::Side;
use crate::base::{Id, Refusal, Result};
use crate::features::accounts;
use crate::features::findings::{self, Action, ActionStatus, Finding};
use crate::features::question_sets::FocusArea;
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// An action in a plan with the finding that it puts right; without one it is an orphan (domain.md 1.3 row 19).
#[derive(Debug, Clone)]
pub struct WholeLine {
    pub line: PlanLine,
    pub action: Action,
    pub finding: Option<Finding>,
}

/// A plan with all that its pages show.
#[derive(Debug, Clone)]
pub struct Whole {
    pub plan: Plan,
    pub organisation: String,
    pub vendor: String,
    pub contract: Option<FrozenContract>,
    pub lines: Vec<WholeLine>,
    /// The latest first.
    pub decisions: Vec<PlanDecision>,
    pub focus: Vec<FocusArea>,
    pub state: PlanState,
}

/// What a list says of a plan.
#[derive(Debug, Clone)]
pub struct Standing {
    pub state: PlanState,
    /// The number of the latest decision.
    pub decided: Option<i32>,
    pub actions: usize,
    pub open: usize,
    pub overdue: usize,
    /// Actions that answer no finding; always 0 for a vendor, which is not shown the findings.
    pub orphans: usize,
}

impl Whole {
    /// The plan as it is now, as the next decision would freeze it. A vendor's has no findings, but the same number.
    pub fn content(&self) -> FrozenPlan {
        let next = || self.plan.shown_from.unwrap_or(1);
        FrozenPlan {
            organisation: self.organisation.clone(),
            vendor: self.vendor.clone(),
            focus: self.focus.clone(),
            version: self.decisions.first().map_or_else(next, |latest| latest.number + 1),
            ..content(&self.plan, self.contract.clone(), &self.lines)
        }
    }

    /// Of the plan as it is now: whoever decides says which one was read.
    pub fn fingerprint(&self) -> Result<String> {
        Ok(self.content().sealed()?.1)
    }

    /// A decided version, as the side that asks may read it. None when it is shown none of the number.
    /// Errors: `rule-plan-tampered` when the stored text is not the one that was decided.
    pub fn version(&self, c: &mut Db, ctx: &Ctx, number: i32) -> Result<Option<(FrozenPlan, &PlanDecision)>> {
        let Some(decision) = self.decisions.iter().find(|decision| decision.number == number) else { return Ok(None) };
        if !decision.is_intact() {
            return Err(Refusal::rule_with("rule-plan-tampered", &[("number", number.to_string())]));
        }
        let plan = for_side(c, ctx, vec![FrozenPlan::of(decision)?])?.pop();
        Ok(plan.map(|plan| (plan, decision)))
    }

    pub fn orphans(&self) -> usize {
        self.lines.iter().filter(|each| is_orphan(each)).count()
    }
}

/// Whether nobody can say which finding the action answers. What was dropped needs no finding.
pub fn is_orphan(each: &WholeLine) -> bool {
    each.action.finding_id.is_none() && each.action.status != ActionStatus::Cancelled
}

/// Frozen plans as the side that asks may read them: a vendor without the findings, and without the actions that it
/// does not see. One query for a vendor.
fn for_side(c: &mut Db, ctx: &Ctx, plans: Vec<FrozenPlan>) -> Result<Vec<FrozenPlan>> {
    if ctx.scope.side() == Side::Region {
        return Ok(plans);
    }
    let ids: BTreeSet<&Id> = plans.iter().flat_map(|plan| &plan.lines).map(|line| &line.action_id).collect();
    let ids: Vec<Id> = ids.into_iter().cloned().collect();
    let seen: BTreeSet<Id> =
        findings::actions_by_ids(c, &ctx.scope, &ids)?.into_iter().map(|action| action.id).collect();
    let theirs = |plan: FrozenPlan| {
        let mut plan = plan.for_vendor();
        plan.lines.retain(|line| seen.contains(&line.action_id));
        plan
    };
    Ok(plans.into_iter().map(theirs).collect())
}

fn content(plan: &Plan, contract: Option<FrozenContract>, lines: &[WholeLine]) -> FrozenPlan {
    let line = |each: &WholeLine| {
        let (line, action) = (each.line.clone(), each.action.clone());
        FrozenLine {
            action_id: action.id,
            number: action.number,
            title: action.title,
            description: action.description,
            responsible: action.responsible,
            owner: action.owner_name,
            due_on: action.due_on,
            original_due_on: action.original_due_on,
            slips: action.slips,
            status: action.status,
            origin: line.origin,
            starts_on: line.starts_on,
            milestone: line.milestone,
            expected_evidence: line.expected_evidence,
            finding: each.finding.as_ref().map(|finding| FrozenFinding {
                id: finding.id.clone(),
                number: finding.number,
                title: finding.title.clone(),
                severity: finding.severity,
            }),
        }
    };
    FrozenPlan {
        format: FORMAT.to_string(),
        organisation: String::new(),
        vendor: String::new(),
        contract,
        number: plan.number,
        version: 1,
        title: plan.title.clone(),
        purpose: plan.purpose.clone(),
        starts_on: plan.starts_on,
        focus: Vec::new(),
        lines: lines.iter().map(line).collect(),
        decision: None,
    }
}

/// The lines of plans that the scope has given, with actions and findings, by plan. Three queries, four for a vendor.
fn lines_of(c: &mut Db, ctx: &Ctx, plan_ids: &[Id]) -> Result<BTreeMap<Id, Vec<WholeLine>>> {
    let lines = store::lines_of(c, plan_ids)?;
    let ids: Vec<Id> = lines.iter().map(|line| line.action_id.clone()).collect();
    let actions = findings::actions_by_ids(c, &ctx.scope, &ids)?;
    let actions: BTreeMap<Id, Action> = actions.into_iter().map(|action| (action.id.clone(), action)).collect();
    let ids = actions.values().filter_map(|action| action.finding_id.clone()).collect();
    let found = store::findings_by_ids(c, &ctx.scope, ids)?;
    let mut all: BTreeMap<Id, Vec<WholeLine>> = BTreeMap::new();
    for line in lines {
        let Some(action) = actions.get(&line.action_id).cloned() else { continue };
        let finding = action.finding_id.as_ref().and_then(|id| found.get(id).cloned());
        all.entry(line.plan_id.clone()).or_default().push(WholeLine { line, action, finding });
    }
    Ok(all)
}

/// One plan with everything. Errors: NotFound.
pub fn open(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Whole> {
    let plan = store::find(c, &ctx.scope, id)?;
    let lines = lines_of(c, ctx, std::slice::from_ref(&plan.id))?.remove(&plan.id).unwrap_or_default();
    let decisions = store::decisions_of(c, &ctx.scope, std::slice::from_ref(&plan))?;
    let contracts = store::contract_heads(c, plan.contract_id.iter().cloned().collect())?;
    let contract = contracts.into_values().next().map(|(reference, title)| FrozenContract { reference, title });
    let vendor = store::vendor_names(c, vec![plan.vendor_id.clone()])?.into_values().next().unwrap_or_default();
    let latest = decisions.first().map(FrozenPlan::of).transpose()?;
    let latest = for_side(c, ctx, latest.into_iter().collect())?.pop();
    let now = content(&plan, contract.clone(), &lines);
    Ok(Whole {
        organisation: accounts::find_organisation(c, &plan.organisation_id)?.name,
        focus: store::focus_in_force(c, &plan)?,
        state: rules::state(!plan.is_open(), latest.as_ref(), &now),
        vendor,
        contract,
        lines,
        decisions,
        plan,
    })
}

/// How each of the plans stands, by id. The same number of queries however many they are.
pub fn standings(c: &mut Db, ctx: &Ctx, plans: &[Plan]) -> Result<BTreeMap<Id, Standing>> {
    let ids: Vec<Id> = plans.iter().map(|plan| plan.id.clone()).collect();
    let mut lines = lines_of(c, ctx, &ids)?;
    let mut latest: BTreeMap<Id, PlanDecision> = BTreeMap::new();
    for decision in store::decisions_of(c, &ctx.scope, plans)? {
        latest.entry(decision.plan_id.clone()).or_insert(decision);
    }
    let frozen: Vec<FrozenPlan> = latest.values().map(FrozenPlan::of).collect::<Result<_>>()?;
    let frozen: BTreeMap<&Id, FrozenPlan> = latest.keys().zip(for_side(c, ctx, frozen)?).collect();
    let contracts = store::contract_heads(c, plans.iter().filter_map(|plan| plan.contract_id.clone()).collect())?;
    let mut all = BTreeMap::new();
    for plan in plans {
        let own = lines.remove(&plan.id).unwrap_or_default();
        let head = plan.contract_id.as_ref().and_then(|id| contracts.get(id)).cloned();
        let contract = head.map(|(reference, title)| FrozenContract { reference, title });
        let state = rules::state(!plan.is_open(), frozen.get(&plan.id), &content(plan, contract, &own));
        let decided = latest.get(&plan.id).map(|decision| decision.number);
        all.insert(plan.id.clone(), standing(ctx, state, decided, &own));
    }
    Ok(all)
}

fn standing(ctx: &Ctx, state: PlanState, decided: Option<i32>, lines: &[WholeLine]) -> Standing {
    let today: NaiveDate = ctx.today();
    let late = |each: &&WholeLine| findings::is_overdue(each.action.status, each.action.due_on, today);
    let region = ctx.scope.side() == Side::Region;
    Standing {
        state,
        decided,
        actions: lines.len(),
        open: lines.iter().filter(|each| each.action.is_open()).count(),
        overdue: lines.iter().filter(late).count(),
        orphans: if region { lines.iter().filter(|each| is_orphan(each)).count() } else { 0 },
    }
}

/// The lines of a plan by where they come from, in the order that plan and report list them.
pub fn by_origin(lines: Vec<WholeLine>) -> Vec<(PlanOrigin, Vec<WholeLine>)> {
    let mut groups: Vec<(PlanOrigin, Vec<WholeLine>)> = PlanOrigin::ALL.iter().map(|o| (*o, Vec::new())).collect();
    for each in lines {
        if let Some((_, group)) = groups.iter_mut().find(|(origin, _)| *origin == each.line.origin) {
            group.push(each);
        }
    }
    groups
}
