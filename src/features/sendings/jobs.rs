//! Background work: a batch of a sending.

use super::actions;
use crate::base::{Id, Refusal, Result};
use crate::kit::outbox::Row;
use crate::kit::{App, Ctx};

/// The job's name is in the outbox: it may not change.
pub const BATCH: &str = "sending_batch";

/// Run twice, or again after a process that was killed, it sends to nobody twice.
pub fn sending_batch(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    actions::send_batch(app, ctx, &id)
}
