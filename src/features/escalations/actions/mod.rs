//! What can be done with escalations: one write transaction each.

mod closing;
mod deciding;
mod mails;
mod opening;
mod time;

pub use closing::{NewOutcome, close, record_outcome};
pub use deciding::{NewStep, decide};
pub use opening::{NewEscalation, open, open_for_cancelled, open_for_skipped};
pub use time::sweep;

use super::records::Escalation;
use super::store;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result, check_version};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// An escalation that can still be changed. Errors: NotFound, Conflict, `rule-ladder-closed`.
fn find_open(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Escalation> {
    let found = store::find(c, &ctx.scope, id)?;
    check_version(version, found.version, || {
        BTreeMap::from([
            ("title".to_string(), found.title.clone()),
            ("step".to_string(), found.step.clone().unwrap_or_default()),
        ])
    })?;
    if !found.is_open() {
        return Err(Refusal::rule("rule-ladder-closed"));
    }
    Ok(found)
}
