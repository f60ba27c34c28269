//! The portfolio's simulation: asked for by a person, run in the background.

use super::simulating::new_seed;
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::risks::jobs::PORTFOLIO;
use crate::features::risks::model::RunState;
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::Run;
use crate::features::risks::rules::portfolio::Scenario;
use crate::features::risks::rules::simulation::Inputs;
use crate::features::risks::store::RiskFilter;
use crate::features::risks::strength::{Evidence, judge};
use crate::features::risks::{store, tables};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// The open risks that have intervals, as the simulation takes them, with what controls take away today.
pub fn scenarios_of(c: &mut Db, ctx: &Ctx) -> Result<Vec<Scenario>> {
    let filter = RiskFilter { open_only: true, ..RiskFilter::default() };
    let mut stated = store::intervals_of_all(c, &ctx.scope)?;
    let mut risks = store::all(c, &ctx.scope, &filter)?;
    risks.retain(|risk| stated.contains_key(&risk.id));
    // By number, so that the same seed gives the same outcome however the list is sorted.
    risks.sort_by_key(|risk| risk.number);
    let ids: Vec<Id> = risks.iter().map(|risk| risk.id.clone()).collect();
    let controls = store::controls(c, &ctx.scope, &ids)?;
    let mut known: BTreeMap<(Option<Id>, Option<Id>), Evidence> = BTreeMap::new();
    let mut nodes: BTreeMap<Id, usize> = BTreeMap::new();
    let mut scenarios = Vec::with_capacity(risks.len());
    for risk in &risks {
        let Some(inputs) = stated.remove(&risk.id) else { continue };
        let inputs = inputs.inputs()?;
        let linked = controls.get(&risk.id).map(Vec::as_slice).unwrap_or_default();
        let (effect, reduction) = if linked.is_empty() {
            ((0.0, 0.0), (0.0, 0.0))
        } else {
            let place = (risk.vendor_id.clone(), risk.contract_id.clone());
            if !known.contains_key(&place) {
                let evidence = Evidence::of(c, ctx, place.0.as_ref(), place.1.as_ref())?;
                known.insert(place.clone(), evidence);
            }
            let evidence = known.get(&place).ok_or_else(|| Refusal::fault("evidence that was just read"))?;
            let credit = judge(risk, linked, evidence, ctx.today()).credit;
            (credit.effect, credit.reduction)
        };
        let count = nodes.len();
        scenarios.push(Scenario {
            inputs: Inputs { frequency: inputs.frequency, loss: inputs.loss, persons: None, effect, reduction },
            node: risk.node_id.as_ref().map(|id| *nodes.entry(id.clone()).or_insert(count)),
        });
    }
    Ok(scenarios)
}

/// Asks for a simulation of all open risks that have intervals. Errors: `rule-risk-lens-b-off`,
/// `rule-risk-empty-portfolio`, `rule-risk-run-open` while one is under way.
pub fn ask_for_run(c: &mut Db, ctx: &Ctx, seed: Option<i64>) -> Result<Run> {
    ctx.require(Permission::RiskEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    if !tables::lens_b(c, ctx)? {
        return Err(Refusal::rule("rule-risk-lens-b-off"));
    }
    if store::runs(c, &ctx.scope, 1)?.iter().any(|run| run.state != RunState::Done) {
        return Err(Refusal::rule("rule-risk-run-open"));
    }
    let count = store::intervals_of_all(c, &ctx.scope)?.len();
    if count == 0 {
        return Err(Refusal::rule("rule-risk-empty-portfolio"));
    }
    let whole = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let run = Run {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        state: RunState::Waiting,
        seed: seed.unwrap_or_else(|| new_seed(ctx)),
        trials: whole(RiskModel::current().simulation.portfolio_trials),
        scenarios: whole(count),
        trials_done: 0,
        outcome: None,
        requested_by_name: ctx.actor.name.clone(),
        requested_at: ctx.instant(),
        finished_at: None,
    };
    store::insert_run(c, &run)?;
    outbox::job(c, ctx, &organisation_id, PORTFOLIO, ("risk_run", &run.id), &serde_json::json!({}))?;
    audit::record(c, ctx, audit::Entry::new("create", "risk_run", &run.id).after(&run))?;
    Ok(run)
}
