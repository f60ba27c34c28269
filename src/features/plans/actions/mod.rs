//! What can be done with plans: one write transaction each.

mod causes;
mod deciding;
mod lines;
mod making;
mod saying;
mod settling;

pub use causes::{CauseInput, set_cause};
pub use deciding::{DecisionInput, decide};
pub use lines::{LineEdit, NewLine, add_line, edit_line, remove_line, take_in};
pub use making::{LeftOut, NewPlan, PlanEdit, add, edit, from_review};
pub use settling::{close, focus, share};

use super::records::Plan;
use super::store;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

const MAX_TITLE: usize = 200;
const MAX_SHORT: usize = 300;
const MAX_TEXT: usize = 4000;
/// No plan holds more actions: nobody follows it up.
const MAX_LINES: usize = 300;

fn tidy(typed: &Option<String>) -> Option<String> {
    typed.as_deref().and_then(text::non_empty)
}

fn longest(checks: &mut Checks, field: &str, typed: &Option<String>, max: usize) {
    checks.longest(field, typed.as_deref().unwrap_or_default(), max);
}

/// A plan of the client's own that can be changed. Errors: NotFound, Conflict, `rule-plan-closed`.
fn find_open(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Plan> {
    ctx.scope.client()?;
    let plan = store::find(c, &ctx.scope, id)?;
    check_version(version, plan.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("title".to_string(), plan.title.clone()),
            ("purpose".to_string(), text(&plan.purpose)),
            ("internal_note".to_string(), text(&plan.internal_note)),
            ("starts_on".to_string(), plan.starts_on.to_string()),
        ])
    })?;
    if !plan.is_open() {
        return Err(Refusal::rule("rule-plan-closed"));
    }
    Ok(plan)
}

/// The plan's next version, for whatever changes in it.
fn next(ctx: &Ctx, before: &Plan) -> Plan {
    Plan { updated_at: ctx.instant(), version: before.version + 1, ..before.clone() }
}

/// Saves a changed plan with its audit event.
fn save(c: &mut Db, ctx: &Ctx, before: &Plan, after: &Plan, entry: audit::Entry) -> Result<()> {
    store::save(c, &ctx.scope, after)?;
    audit::record(c, ctx, entry.vendor(&after.vendor_id).named(&after.title).change(before, after))
}
