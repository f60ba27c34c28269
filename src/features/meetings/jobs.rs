//! Background work: a batch of a month's run.

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
