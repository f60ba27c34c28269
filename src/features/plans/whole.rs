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
use std::collections::BTreeMap;

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
    /// The plan as it is now, as the next decision would freeze it. A vendor's has no findings.
    pub fn content(&self) -> FrozenPlan {
        FrozenPlan {
            organisation: self.organisation.clone(),
            vendor: self.vendor.clone(),
            focus: self.focus.clone(),
            version: self.decisions.first().map_or(0, |latest| latest.number) + 1,
            ..content(&self.plan, self.contract.clone(), &self.lines)
        }
    }

    /// A decided version; for a vendor without the findings. None when there is none of the number.
    /// Errors: `rule-plan-tampered` when the stored text is not the one that was decided.
    pub fn version(&self, ctx: &Ctx, number: i32) -> Result<Option<(FrozenPlan, &PlanDecision)>> {
        let Some(decision) = self.decisions.iter().find(|decision| decision.number == number) else { return Ok(None) };
        if !decision.is_intact() {
            return Err(Refusal::rule_with("rule-plan-tampered", &[("number", number.to_string())]));
        }
        Ok(Some((for_side(ctx, FrozenPlan::of(decision)?), decision)))
    }

    pub fn orphans(&self) -> usize {
        self.lines.iter().filter(|each| is_orphan(each)).count()
    }
}

/// Whether nobody can say which finding the action answers. What was dropped needs no finding.
pub fn is_orphan(each: &WholeLine) -> bool {
    each.action.finding_id.is_none() && each.action.status != ActionStatus::Cancelled
}

fn for_side(ctx: &Ctx, plan: FrozenPlan) -> FrozenPlan {
    match ctx.scope.side() {
        Side::Region => plan,
        Side::Vendor => plan.for_vendor(),
    }
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
    let decisions = store::decisions_of(c, std::slice::from_ref(&plan.id))?;
    let contracts = store::contract_heads(c, plan.contract_id.iter().cloned().collect())?;
    let contract = contracts.into_values().next().map(|(reference, title)| FrozenContract { reference, title });
    let vendor = store::vendor_names(c, vec![plan.vendor_id.clone()])?.into_values().next().unwrap_or_default();
    let latest = decisions.first().map(FrozenPlan::of).transpose()?.map(|frozen| for_side(ctx, frozen));
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
    for decision in store::decisions_of(c, &ids)? {
        latest.entry(decision.plan_id.clone()).or_insert(decision);
    }
    let contracts = store::contract_heads(c, plans.iter().filter_map(|plan| plan.contract_id.clone()).collect())?;
    let mut all = BTreeMap::new();
    for plan in plans {
        let own = lines.remove(&plan.id).unwrap_or_default();
        let head = plan.contract_id.as_ref().and_then(|id| contracts.get(id)).cloned();
        let contract = head.map(|(reference, title)| FrozenContract { reference, title });
        let decision = latest.get(&plan.id);
        let decided = decision.map(FrozenPlan::of).transpose()?.map(|frozen| for_side(ctx, frozen));
        let state = rules::state(!plan.is_open(), decided.as_ref(), &content(plan, contract, &own));
        all.insert(plan.id.clone(), standing(ctx, state, decision.map(|each| each.number), &own));
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
