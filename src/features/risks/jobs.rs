//! Background work: the simulation of the whole portfolio, with how far it has come.

use super::actions::scenarios_of;
use super::model::RunState;
use super::parameters::RiskModel;
use super::records::{Run, written};
use super::rules::portfolio;
use super::store;
use crate::base::{Id, Refusal, Result};
use crate::kit::outbox::Row;
use crate::kit::{App, Ctx};

/// The job's name is in the outbox: it may not change.
pub const PORTFOLIO: &str = "risk_portfolio";

/// Simulates the open risks. Run twice it changes nothing: what is done stays.
pub fn risk_portfolio(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    let (run, scenarios) = app.db.read_now(|c| Ok((store::find_run(c, &ctx.scope, &id)?, scenarios_of(c, ctx)?)))?;
    if run.state == RunState::Done {
        return Ok(());
    }
    let model = RiskModel::current();
    let trials = usize::try_from(run.trials).map_err(Refusal::fault)?;
    let tenth = (trials / 10).max(1);
    let whole = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let outcome = portfolio::simulate(
        &scenarios,
        model.simulation.common_share,
        &model.tolerance,
        run.seed,
        trials,
        // Ten writes are enough for a bar, and leave the writer's place to others.
        |done| {
            if done % tenth == 0 {
                app.db.write_now(|c| store::tell_progress(c, &ctx.scope, &run.id, whole(done)))
            } else {
                Ok(())
            }
        },
    )?;
    let done = Run {
        state: RunState::Done,
        scenarios: whole(scenarios.len()),
        trials_done: run.trials,
        outcome: Some(written(&outcome)?),
        finished_at: Some(app.clock.now().into()),
        ..run
    };
    app.db.write_now(|c| store::save_run(c, &ctx.scope, &done))
}
