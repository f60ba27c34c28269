//! The yearly renewal: a judgement that no person has looked at for so many months becomes a proposal.

use super::trigger;
use crate::access::Via;
use crate::base::{Id, Instant, Result, clock};
use crate::features::categorisation::store;
use crate::features::tiering::{self, Capacity, Trigger};
use crate::kit::{App, Ctx};
use chrono::{DateTime, Months, NaiveDate, NaiveTime, TimeZone, Utc};

/// Proposals made in one transaction.
const AT_ONCE: usize = 50;

/// Judgements made before this are due on `today`.
pub fn cutoff(today: NaiveDate, capacity: &Capacity) -> Instant {
    let day = today.checked_sub_months(Months::new(capacity.renewal_months)).unwrap_or(today);
    let end = day.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default());
    clock::ZONE.from_local_datetime(&end).latest().map_or_else(|| end.and_utc(), |at| at.to_utc()).into()
}

/// Proposes the renewal of every judgement that is due, once: what waits, or was decided within the
/// time, is left alone. Run again, it does nothing.
pub fn renew_due(app: &App, now: DateTime<Utc>) -> Result<()> {
    for client in app.db.read_now(store::clients)? {
        let ctx = Ctx::job(client, "categorisation.renewal", Via::Job, now);
        let due: Vec<Id> = app.db.read_now(|c| {
            let capacity = tiering::model_on(c, &ctx.scope, ctx.today())?.capacity();
            let cutoff = cutoff(ctx.today(), &capacity);
            let due = store::due_for_renewal(c, &ctx.scope, cutoff)?;
            if due.is_empty() {
                return Ok(due);
            }
            let answered = store::renewals_answered(c, &ctx.scope, cutoff)?;
            Ok(due.into_iter().filter(|id| !answered.contains(id)).collect())
        })?;
        for some in due.chunks(AT_ONCE) {
            app.db.write_now(|c| some.iter().try_for_each(|id| trigger(c, &ctx, id, Trigger::Renewal, &[])))?;
        }
    }
    Ok(())
}
