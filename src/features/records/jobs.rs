//! The bytes of what was disposed of go once the decision is stored. Run twice, it does nothing more.

use super::store;
use crate::base::{Refusal, Result};
use crate::kit::outbox::Row;
use crate::kit::{App, Ctx};
use serde_json::Value;

/// The name of the job is in the outbox: it may not change.
pub const ERASE: &str = "records_erase";

/// Removes each file that nobody's row points at any more: files are stored by their content, and shared.
pub fn erase(app: &App, _: &Ctx, row: &Row) -> Result<()> {
    let payload: Value = serde_json::from_str(&row.payload).map_err(Refusal::fault)?;
    for sha256 in payload.get("files").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
        forget(app, sha256)?;
    }
    Ok(())
}

/// Removes bytes that nobody's row points at.
pub fn forget(app: &App, sha256: &str) -> Result<()> {
    // within the one writer's place, so that nobody attaches the same bytes meanwhile
    app.db.write_now(|c| if store::is_kept(c, sha256)? { Ok(()) } else { app.files.remove(sha256) })
}
