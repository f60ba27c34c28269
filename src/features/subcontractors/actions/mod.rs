//! What can be done with a case: one write transaction each.

mod applying;
mod claiming;
mod deciding;
mod ending;
mod reviewing;
mod saying;
mod time;

pub use applying::{CaseInput, change, create, edit, submit};
pub use claiming::{ClaimInput, attach, claim, evidence};
pub use deciding::{Ruled, SameAs, decide, emergency};
pub use ending::{EndInput, end, object, revoke, set_terms};
pub use reviewing::{Judged, ReviewInput, ask_completion, begin, permission, propose, review};
pub use saying::reviews_of;
pub use time::sweep;

pub(super) use applying::tried;
pub(super) use claiming::DELETION;

use super::model::{CaseState, ReviewKind};
use super::records::{Case, Review};
use crate::access::{Side, Via};
use crate::base::Id;
use crate::base::refusal::{self, Result};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Longest name or task, in characters.
pub const MAX_NAME: usize = 200;
/// Longest free text, in characters.
pub const MAX_TEXT: usize = 4_000;

/// The context in which the rules of the client act when a vendor's own step needs them.
pub fn of_client(ctx: &Ctx, organisation_id: &Id) -> Ctx {
    match ctx.scope.side() {
        Side::Region => ctx.clone(),
        Side::Vendor => Ctx::job(organisation_id.clone(), "subcontractors", Via::Job, ctx.now),
    }
}

fn check_version(version: Option<i32>, stored: &Case) -> Result<()> {
    refusal::check_version(version, stored.version, || {
        let facts = stored.facts();
        BTreeMap::from([
            ("name".to_string(), stored.name.clone()),
            ("task".to_string(), facts.task),
            ("state".to_string(), stored.state.to_string()),
        ])
    })
}

/// Saves a case as it has become, and notes it in the client's audit log. A draft is not yet a
/// document of the client's, so the log tells only that it was written.
fn save(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Case, mut after: Case) -> Result<Case> {
    after.version = before.version + 1;
    super::store::save(c, &after)?;
    let entry = entry(verb, &after);
    let entry = match before.state {
        CaseState::Draft => entry,
        _ if after.state == CaseState::Stopped => entry,
        _ => entry.change(before, &after),
    };
    audit::record_for(c, ctx, &after.organisation_id, entry)?;
    Ok(after)
}

fn entry(verb: &'static str, case: &Case) -> audit::Entry {
    audit::Entry::new(verb, "subcontract", &case.id).vendor(&case.vendor_id).named(format!("#{}", case.number))
}

/// Who has done which review.
fn done(reviews: &[Review]) -> Vec<(ReviewKind, Id)> {
    reviews.iter().filter_map(|review| review.reviewer_id.clone().map(|id| (review.kind, id))).collect()
}
