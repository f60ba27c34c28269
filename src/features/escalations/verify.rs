//! Whether a step's letter and memo are those that were frozen with it.

use super::paper::Letter;
use super::records::Step;
use super::store;
use crate::access::Via;
use crate::base::{Id, Refusal, Result};
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The fingerprints that the log says a step was recorded with.
struct Told {
    letter: Option<String>,
    memo: Option<String>,
}

impl Told {
    fn of(event: &audit::Event) -> Option<Told> {
        let after: Value = serde_json::from_str(event.after.as_deref()?).ok()?;
        let text = |key: &str| after.get(key).and_then(Value::as_str).map(ToString::to_string);
        Some(Told { letter: text("letter_sha256"), memo: text("memo_sha256") })
    }

    fn is_paper(&self) -> bool {
        self.letter.is_some() || self.memo.is_some()
    }
}

/// Whether a frozen text has the fingerprint that stands beside it.
fn is_intact(text: Option<&String>, sha256: Option<&String>) -> bool {
    match (text, sha256) {
        (Some(text), Some(sha256)) => sha256_hex(text) == *sha256,
        (None, None) => true,
        _ => false,
    }
}

/// The frozen text of a letter or memo. Errors: NotFound for a step that has none; `rule-ladder-tampered`.
pub fn intact<'a>(text: Option<&'a String>, sha256: Option<&String>) -> Result<&'a str> {
    if !is_intact(text, sha256) {
        return Err(Refusal::rule("rule-ladder-tampered"));
    }
    text.map(String::as_str).ok_or(Refusal::NotFound)
}

/// Whether letter and memo have their fingerprints, and those are the ones that the log has.
fn fits(step: &Step, told: Option<&Told>) -> bool {
    let (letter, memo) = (step.letter_sha256.as_ref(), step.memo_sha256.as_ref());
    is_intact(step.letter.as_ref(), letter)
        && is_intact(step.memo.as_ref(), memo)
        && told.is_none_or(|told| told.letter.as_ref() == letter && told.memo.as_ref() == memo)
}

/// Whether letter and memo have the fingerprints that stand beside them, whatever the log says.
pub fn has_own_fingerprints(step: &Step) -> bool {
    fits(step, None)
}

/// Those of the client's steps whose papers do not fit with their fingerprints or the log. One query.
pub fn tampered(c: &mut Db, ctx: &Ctx, steps: &[Step]) -> Result<BTreeSet<Id>> {
    let ids: Vec<Id> = steps.iter().map(|step| step.id.clone()).collect();
    let events = audit::history_all(c, ctx, &ids)?;
    let created = events.iter().filter(|event| event.verb == "create");
    let told: BTreeMap<&str, Told> =
        created.filter_map(|event| Some((event.object_id.as_str(), Told::of(event)?))).collect();
    let broken = steps.iter().filter(|step| !fits(step, told.get(step.id.as_str())));
    Ok(broken.map(|step| step.id.clone()).collect())
}

/// A letter of the client's as the vendor got it, and the vendor. Errors: NotFound; `rule-ladder-tampered`.
pub fn sent_letter(c: &mut Db, ctx: &Ctx, step_id: &Id) -> Result<(Id, Letter)> {
    let (step, vendor_id) = store::find_sent(c, &ctx.scope, step_id)?;
    check(c, ctx, &step)?;
    Ok((vendor_id, Letter::read(&step)?))
}

/// Errors: `rule-ladder-tampered`.
pub fn check(c: &mut Db, ctx: &Ctx, step: &Step) -> Result<()> {
    let broken = tampered(c, ctx, std::slice::from_ref(step))?;
    if broken.is_empty() { Ok(()) } else { Err(Refusal::rule("rule-ladder-tampered")) }
}

/// A step whose letter or memo does not fit, or is gone.
pub struct BrokenStep {
    pub step_id: String,
    pub is_missing: bool,
}

/// Walks the letters and memos of every client: `tillit audit verify`. Gives how many steps have one, and those that do
/// not fit.
pub fn verify_every_client(c: &mut Db, now: DateTime<Utc>) -> Result<(usize, Vec<BrokenStep>)> {
    let (mut seen, mut broken) = (0, Vec::new());
    for client in store::clients_with_escalations(c)? {
        let (some, faults) = verify_all(c, &Ctx::job(client, "verify", Via::Cli, now))?;
        seen += some;
        broken.extend(faults);
    }
    Ok((seen, broken))
}

/// Walks the letters and memos of one client, some steps at a time.
pub fn verify_all(c: &mut Db, ctx: &Ctx) -> Result<(usize, Vec<BrokenStep>)> {
    let created = audit::history_of_type(c, ctx, "escalation_step", "create")?;
    let mut told: BTreeMap<String, Told> =
        created.iter().filter_map(|event| Some((event.object_id.clone(), Told::of(event)?))).collect();
    let (mut seen, mut broken, mut last): (usize, Vec<BrokenStep>, Option<Id>) = (0, Vec::new(), None);
    loop {
        let some = store::steps_after(c, &ctx.scope, last.as_ref(), 100)?;
        if some.is_empty() {
            break;
        }
        for step in some {
            let told = told.remove(step.id.as_str());
            let has_paper = step.letter.is_some() || step.memo.is_some();
            seen += usize::from(has_paper || told.as_ref().is_some_and(Told::is_paper));
            if !fits(&step, told.as_ref()) {
                broken.push(BrokenStep { step_id: step.id.to_string(), is_missing: false });
            }
            last = Some(step.id);
        }
    }
    let gone: Vec<String> = told.into_iter().filter(|(_, told)| told.is_paper()).map(|(id, _)| id).collect();
    seen += gone.len();
    broken.extend(gone.into_iter().map(|step_id| BrokenStep { step_id, is_missing: true }));
    Ok((seen, broken))
}
