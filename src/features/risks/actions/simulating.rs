//! Lens B: intervals that somebody states, and the simulation of them.

use super::scenario::entry;
use super::{MAX_TEXT, open_risk, scoring};
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::{Intervals, Risk, Simulation, StatedInputs, written};
use crate::features::risks::rules::simulation::{Inputs, Range, simulate as run};
use crate::features::risks::{store, tables};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

fn check_lens_b(c: &mut Db, ctx: &Ctx) -> Result<()> {
    if tables::lens_b(c, ctx)? { Ok(()) } else { Err(Refusal::rule("rule-risk-lens-b-off")) }
}

/// States the intervals; the ones before are kept. Errors: at the fields (`frequency_low` and so on), Conflict,
/// `rule-risk-lens-b-off`.
pub fn state_intervals(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    stated: &StatedInputs,
    note: &str,
) -> Result<Risk> {
    let before = open_risk(c, ctx, id, version)?;
    check_lens_b(c, ctx)?;
    let terms = RiskModel::current().simulation;
    let mut checks = Checks::default();
    let mut check =
        |field: &str, range: Range, most: f64| checks.keep(Range::checked(field, range.low, range.high, most));
    check("frequency", stated.frequency, terms.max_frequency);
    check("loss", stated.loss, terms.max_loss);
    if let Some(persons) = stated.persons {
        check("persons", persons, terms.max_persons);
    }
    let tidied = text::non_empty(note);
    checks.that(tidied.is_some(), "note", "error-risk-note");
    checks.longest("note", note, MAX_TEXT);
    checks.done()?;
    let row = Intervals {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        risk_id: before.id.clone(),
        inputs: written(stated)?,
        note: tidied.unwrap_or_default(),
        stated_by_name: ctx.actor.name.clone(),
        stated_at: ctx.instant(),
    };
    store::insert_intervals(c, &row)?;
    let after = Risk { version: before.version + 1, ..before };
    store::save(c, &ctx.scope, &after)?;
    audit::record(c, ctx, entry("risk_estimate", &after).after(&row))?;
    scoring::rescore(c, ctx, after)
}

/// A seed that nobody chose: 48 bits of a new id, so that every program reads it exactly.
pub fn new_seed(ctx: &Ctx) -> i64 {
    let id = ctx.new_id().to_string();
    id.rsplit('-').next().and_then(|part| i64::from_str_radix(part, 16).ok()).unwrap_or(1)
}

/// Simulates before and after controls with the same seed, and keeps both. `seed` repeats an earlier run.
/// Errors: `rule-risk-no-intervals`, `rule-risk-lens-b-off`, `rule-risk-closed`.
pub fn simulate(c: &mut Db, ctx: &Ctx, id: &Id, seed: Option<i64>) -> Result<Simulation> {
    let risk = open_risk(c, ctx, id, None)?;
    check_lens_b(c, ctx)?;
    let newest = store::intervals(c, &ctx.scope, id)?.into_iter().next();
    let stated = newest.ok_or_else(|| Refusal::rule("rule-risk-no-intervals"))?;
    let inputs = stated.inputs()?;
    let credit = scoring::score_of(c, ctx, &risk)?.credited.credit;
    let model = RiskModel::current();
    let seed = seed.unwrap_or_else(|| new_seed(ctx));
    let inherent = Inputs {
        frequency: inputs.frequency,
        loss: inputs.loss,
        persons: inputs.persons,
        effect: (0.0, 0.0),
        reduction: (0.0, 0.0),
    };
    let residual = Inputs { effect: credit.effect, reduction: credit.reduction, ..inherent };
    let trials = model.simulation.trials;
    let row = Simulation {
        id: ctx.new_id(),
        organisation_id: risk.organisation_id.clone(),
        risk_id: risk.id.clone(),
        intervals_id: stated.id,
        model_version: model.version.clone(),
        inherent: written(&run(&inherent, &model.tolerance, seed, trials))?,
        residual: written(&run(&residual, &model.tolerance, seed, trials))?,
        credit: written(&credit)?,
        simulated_by_name: ctx.actor.name.clone(),
        simulated_at: ctx.instant(),
    };
    store::insert_simulation(c, &row)?;
    let said = serde_json::json!({ "seed": seed, "trials": trials, "model_version": model.version });
    audit::record(c, ctx, entry("risk_simulate", &risk).after(&said))?;
    Ok(row)
}
