//! What has been done by itself: a dialogue that was held, a self-assessment that was handed in.

use crate::base::{Refusal, Result, clock};
use crate::features::meetings::model::FollowUpState;
use crate::features::meetings::records::FollowUpLine;
use crate::features::meetings::store::plans as store;
use crate::kit::{Ctx, audit};
use crate::platform::db::{Database, Db};
use serde_json::json;
use std::collections::BTreeSet;

/// The most lines that one sweep settles.
const AT_ONCE: i64 = 1000;

/// Notes every planned line that has been done by itself. Gives how many. Writes nothing when there is none.
pub fn settle(db: &Database, ctx: &Ctx) -> Result<usize> {
    let done = db.read_now(|c| {
        let mut done: Vec<FollowUpLine> = store::held(c, &ctx.scope, AT_ONCE)?
            .into_iter()
            .map(|(line, dialogue_id, held_on)| FollowUpLine {
                state: FollowUpState::Done,
                done_on: Some(held_on),
                object_id: Some(dialogue_id),
                ..line
            })
            .collect();
        let mut seen = BTreeSet::new();
        for (line, assessment_id, submitted_at) in store::handed_in(c, &ctx.scope, ctx.today(), AT_ONCE)? {
            let Some(on) = submitted_at.map(|at| clock::swedish_date(at.utc())) else { continue };
            // Newest first: the latest one that counts for this line.
            if on >= line.opens_on && seen.insert(line.id.clone()) {
                done.push(FollowUpLine {
                    state: FollowUpState::Done,
                    done_on: Some(on),
                    object_id: Some(assessment_id),
                    ..line
                });
            }
        }
        Ok(done)
    })?;
    if done.is_empty() {
        return Ok(0);
    }
    db.write_now(|c| note_done(c, ctx, &done))
}

/// Saves lines as they are now that they are done. One that somebody has saved meanwhile is left to the next sweep.
/// Gives how many were saved.
pub fn note_done(c: &mut Db, ctx: &Ctx, done: &[FollowUpLine]) -> Result<usize> {
    let mut entries = Vec::new();
    for row in done {
        let saved = match store::save_line(c, &ctx.scope, row.clone()) {
            Err(Refusal::Conflict(_)) => continue,
            other => other?,
        };
        let said = json!({ "state": saved.state, "done_on": saved.done_on, "object_id": saved.object_id });
        let named = format!("{} {}", saved.kind, saved.due_on);
        entries.push(audit::Entry::new("update", "follow_up_line", &saved.id).named(named).after(&said));
    }
    let saved = entries.len();
    audit::record_all(c, ctx, entries)?;
    Ok(saved)
}
