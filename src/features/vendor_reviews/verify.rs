//! Whether the protocol of a visit is the one that was locked.

use super::records::Visit;
use super::store;
use super::visits::Protocol;
use crate::access::Via;
use crate::base::{Id, Refusal, Result};
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::BTreeMap;

/// The fingerprint that the log says a protocol was locked with.
fn told(event: &audit::Event) -> Option<String> {
    let after: Value = serde_json::from_str(event.after.as_deref()?).ok()?;
    after.get("sha256")?.as_str().map(ToString::to_string)
}

/// A locked protocol is there, can be read, and has the fingerprint that it was locked with; an open one was never locked.
fn fits(visit: &Visit, told: Option<&str>) -> bool {
    match (&visit.snapshot, &visit.sha256) {
        (Some(snapshot), Some(sha256)) => {
            visit.locked_at.is_some()
                && sha256_hex(snapshot) == *sha256
                && told.is_none_or(|told| told == sha256.as_str())
                && Protocol::of(visit).is_ok()
        }
        (None, None) => visit.locked_at.is_none() && told.is_none(),
        _ => false,
    }
}

/// Whether one visit's protocol fits with its fingerprint and the log.
pub fn holds(c: &mut Db, ctx: &Ctx, visit: &Visit) -> Result<bool> {
    let events = audit::history_all(c, ctx, std::slice::from_ref(&visit.id))?;
    let told = events.iter().find(|event| event.verb == "lock").and_then(told);
    Ok(fits(visit, told.as_deref()))
}

/// Errors: `rule-visit-tampered`.
pub fn check(c: &mut Db, ctx: &Ctx, visit: &Visit) -> Result<()> {
    if holds(c, ctx, visit)? { Ok(()) } else { Err(Refusal::rule("rule-visit-tampered")) }
}

/// A visit whose protocol does not fit, or is gone.
pub struct BrokenVisit {
    pub visit_id: String,
    pub is_missing: bool,
}

/// Walks the protocols of every client: `tillit audit verify`. Gives how many were locked and those that do not fit.
pub fn verify_every_client(c: &mut Db, now: DateTime<Utc>) -> Result<(usize, Vec<BrokenVisit>)> {
    let (mut seen, mut broken) = (0, Vec::new());
    for client in store::clients_with_reviews(c)? {
        let (some, faults) = verify_all(c, &Ctx::job(client, "verify", Via::Cli, now))?;
        seen += some;
        broken.extend(faults);
    }
    Ok((seen, broken))
}

/// Walks the protocols of one client, some at a time.
pub fn verify_all(c: &mut Db, ctx: &Ctx) -> Result<(usize, Vec<BrokenVisit>)> {
    let locks = audit::history_of_type(c, ctx, "review_visit", "lock")?;
    let mut locked: BTreeMap<String, Option<String>> =
        locks.into_iter().rev().map(|event| (event.object_id.clone(), told(&event))).collect();
    let (mut seen, mut broken, mut last): (usize, Vec<BrokenVisit>, Option<Id>) = (0, Vec::new(), None);
    loop {
        let some = store::visits_after(c, &ctx.scope, last.as_ref(), 100)?;
        if some.is_empty() {
            break;
        }
        for visit in some {
            let told = locked.remove(visit.id.as_str());
            seen += usize::from(visit.locked_at.is_some() || told.is_some());
            if !fits(&visit, told.flatten().as_deref()) {
                broken.push(BrokenVisit { visit_id: visit.id.to_string(), is_missing: false });
            }
            last = Some(visit.id);
        }
    }
    seen += locked.len();
    broken.extend(locked.into_keys().map(|visit_id| BrokenVisit { visit_id, is_missing: true }));
    Ok((seen, broken))
}
