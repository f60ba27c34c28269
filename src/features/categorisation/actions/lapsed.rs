//! A certificate that time has ended makes the vendor's tier be looked at again (domain.md 4.2). Certificates belong to a
//! feature before this one, so time tells of them here.

use super::trigger;
use crate::access::Via;
use crate::base::{Id, Result, clock};
use crate::features::categorisation::store;
use crate::features::tiering::Trigger;
use crate::features::vendors;
use crate::kit::{App, Ctx};
use chrono::{DateTime, Utc};

/// Proposals made in one transaction.
const AT_ONCE: usize = 50;

/// Proposes a new look at every vendor that has lost a certificate since somebody last looked for that reason. Run
/// again, it does nothing.
pub fn lapsed_due(app: &App, now: DateTime<Utc>) -> Result<()> {
    for client in app.db.read_now(store::clients)? {
        let ctx = Ctx::job(client, "categorisation.certificates", Via::Job, now);
        let due: Vec<Id> = app.db.read_now(|c| {
            let lost = vendors::lapsed(c, &ctx.scope, ctx.today())?;
            if lost.is_empty() {
                return Ok(Vec::new());
            }
            let looked = store::looked_at(c, &ctx.scope, Trigger::CertificateExpired, ctx.instant())?;
            let since = |(id, last): &(Id, chrono::NaiveDate)| {
                looked.get(id).is_none_or(|at| clock::swedish_date(at.utc()) <= *last)
            };
            let mut due: Vec<Id> = lost.into_iter().filter(since).map(|(id, _)| id).collect();
            due.sort();
            due.dedup();
            Ok(due)
        })?;
        for some in due.chunks(AT_ONCE) {
            app.db
                .write_now(|c| some.iter().try_for_each(|id| trigger(c, &ctx, id, Trigger::CertificateExpired, &[])))?;
        }
    }
    Ok(())
}
