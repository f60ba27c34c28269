//! The rule: what has high priority and nobody touches escalates by itself (domain.md 1.3 row 56).

use super::opening::{NewEscalation, open};
use crate::access::Via;
use crate::base::Result;
use crate::base::clock::swedish_date;
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::model::LadderCause;
use crate::features::escalations::store::Candidate;
use crate::features::escalations::{rules, store};
use crate::features::findings::Severity;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, Duration, Utc};

/// So many are opened for one organisation in a run; the rest comes with the next.
const AT_ONCE: usize = 200;

/// Escalates what the rule has waited for, in every organisation. Run twice, it does nothing more: what is escalated is
/// left alone, and closing an escalation counts as a touch.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    crate::kit::sweep::for_each(app.db.read_now(store::organisations)?, |organisation_id| {
        let ctx = Ctx::job(organisation_id, "escalations", Via::Job, now);
        if app.db.read_now(|c| due(c, &ctx))?.is_empty() {
            return Ok(());
        }
        app.db.write_now(|c| {
            // Asked again within the transaction: another worker may have been here.
            for each in due(c, &ctx)?.into_iter().take(AT_ONCE) {
                let new = NewEscalation {
                    origin: each.origin,
                    origin_id: each.id,
                    cause: LadderCause::Untouched,
                    reason: String::new(),
                };
                open(c, &ctx, &new)?;
            }
            Ok(())
        })
    })
}

/// What the rule escalates now, the longest untouched first.
fn due(c: &mut Db, ctx: &Ctx) -> Result<Vec<Candidate>> {
    let ladder = Ladder::on(swedish_date(ctx.now));
    let waits: Vec<(Severity, u32)> =
        Severity::ALL.iter().filter_map(|severity| Some((*severity, ladder.untouched(*severity)?))).collect();
    let (priorities, days): (Vec<Severity>, Vec<u32>) = waits.into_iter().unzip();
    let (Some(fewest), Some(most)) = (days.iter().min(), days.iter().max()) else { return Ok(Vec::new()) };
    let ago = |days: &u32| (ctx.now - Duration::days((*days).into())).into();
    let found = store::untouched(c, &ctx.scope, &priorities, (ago(most), ago(fewest)))?;
    let is_due = |each: &Candidate| {
        ladder.untouched(each.priority).is_some_and(|days| rules::is_untouched(each.touched.utc(), days, ctx.now))
    };
    Ok(found.into_iter().filter(is_due).collect())
}
