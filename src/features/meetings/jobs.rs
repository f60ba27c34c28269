//! Background work: a batch of a month's run, the plan of a new contract.

use super::actions;
use crate::base::{Id, Refusal, Result};
use crate::kit::outbox::Row;
use crate::kit::{App, Ctx};

/// The job's name is in the outbox: it may not change.
pub const MONTH_RUN: &str = "month_run";

/// Run twice, or again after a process that was killed, it makes nothing twice.
pub fn month_run(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    actions::month_batch(app, ctx, &id)
}

/// The first plan of a contract, unless it has one.
pub fn contract_added(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    app.db.write_now(|c| actions::make_first_plan(c, ctx, &id))
}
