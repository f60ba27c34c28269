//! Whether stored minutes are what was locked, sent and approved, and which part is not.

use super::keeping::is_intact;
use super::model::{ApprovalOutcome, MinutesPart};
use super::records::{Addendum, Approval, MinutesRow, MinutesText};
use super::{Minutes, rules, store};
use crate::access::{Scope, Side, Via};
use crate::base::{Id, Result};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::records::Dialogue;
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// One part that does not fit; `which` tells it from others of its kind: a name or a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    pub part: MinutesPart,
    pub which: Option<String>,
}

impl Fault {
    fn of(part: MinutesPart) -> Fault {
        Fault { part, which: None }
    }

    fn named(part: MinutesPart, which: impl ToString) -> Fault {
        Fault { part, which: Some(which.to_string()) }
    }
}

/// All that is stored of one dialogue's minutes.
pub struct Stored {
    pub dialogue: Dialogue,
    pub row: Option<MinutesRow>,
    pub texts: Vec<MinutesText>,
    pub approvals: Vec<Approval>,
    pub addenda: Vec<Addendum>,
}

impl Stored {
    /// In five queries.
    pub fn load(c: &mut Db, dialogue: Dialogue) -> Result<Stored> {
        Ok(Stored {
            row: store::row(c, &dialogue)?,
            texts: store::texts(c, &dialogue)?,
            approvals: store::approvals(c, &dialogue)?,
            addenda: store::addenda(c, &dialogue)?,
            dialogue,
        })
    }

    /// The text that stands now.
    pub fn current(&self) -> Option<&MinutesText> {
        let number = self.row.as_ref()?.text_version;
        self.texts.iter().find(|text| text.number == number)
    }

    /// The answers on the text that stands now.
    pub fn answers(&self) -> impl Iterator<Item = &Approval> {
        let number = self.row.as_ref().map(|row| row.text_version);
        self.approvals.iter().filter(move |known| known.addendum_id.is_none() && Some(known.text_version) == number)
    }
}

/// The parts that do not fit; none when all is well. `events` is what the audit log has of the dialogue and its minutes,
/// newest first; without it (the vendor's side) the parts are held against each other only.
pub fn faults(stored: &Stored, events: Option<&[audit::Event]>) -> Vec<Fault> {
    let mut faults = Vec::new();
    record(stored, events, &mut faults);
    for text in &stored.texts {
        if sha256_hex(&text.snapshot) != text.sha256 {
            faults.push(Fault::named(MinutesPart::SentText, text.number));
        }
    }
    for approval in &stored.approvals {
        let of = match &approval.addendum_id {
            Some(id) => stored.addenda.iter().find(|known| known.id == *id).map(|known| &known.sha256),
            None => stored.texts.iter().find(|text| text.number == approval.text_version).map(|text| &text.sha256),
        };
        let fits = approval.decided_at.is_none() || of == approval.sha256.as_ref();
        let said = events.is_none_or(|events| agrees(events, &approval.id, approval, ANSWER));
        if !fits || !said {
            faults.push(Fault::named(MinutesPart::Approval, &approval.name));
        }
    }
    for addendum in &stored.addenda {
        let said = events.is_none_or(|events| agrees(events, &addendum.id, addendum, CORRECTION));
        if !is_intact(&stored.dialogue, addendum) || !said {
            faults.push(Fault::named(MinutesPart::Addendum, addendum.number));
        }
        // Whoever approved the text was asked about its correction, and has a place there, answered or not.
        let of_addendum = || stored.approvals.iter().filter(|known| known.addendum_id.as_ref() == Some(&addendum.id));
        for approver in stored.answers().filter(|known| known.outcome == ApprovalOutcome::Approved) {
            if !of_addendum().any(|known| known.side == approver.side && known.name == approver.name) {
                faults.push(Fault::named(MinutesPart::Approval, &approver.name));
            }
        }
    }
    if let Some(events) = events {
        for fault in erased(stored, events) {
            if !faults.contains(&fault) {
                faults.push(fault);
            }
        }
    }
    let stage = rules::stage(stored.dialogue.status, stored.row.as_ref().map(|row| row.state));
    let answers: Vec<(Side, ApprovalOutcome)> = stored.answers().map(|known| (known.side, known.outcome)).collect();
    let no_row = stored.row.is_none() && !stored.texts.is_empty();
    if no_row || rules::is_final(stage) && !rules::approved_by_both(&answers) {
        faults.push(Fault::of(MinutesPart::State));
    }
    faults
}

/// The locked record against its fingerprint, and that against the text that was sent and the audit log.
fn record(stored: &Stored, events: Option<&[audit::Event]>, faults: &mut Vec<Fault>) {
    let (Some(snapshot), Some(sha256)) = (&stored.dialogue.snapshot, &stored.dialogue.sha256) else {
        if stored.dialogue.status == DialogueStatus::Locked {
            faults.push(Fault::of(MinutesPart::Record));
        }
        return;
    };
    if sha256_hex(snapshot) != *sha256 || Minutes::of(&stored.dialogue).is_err() {
        faults.push(Fault::of(MinutesPart::Record));
    }
    let standing = stored.current().filter(|text| text.taken_back_at.is_none());
    let of_text = standing.is_none_or(|text| text.sha256 == *sha256);
    let locked = events.and_then(|events| {
        let id = stored.dialogue.id.as_str();
        events.iter().find(|event| event.verb == "lock" && event.object_id == id)
    });
    let of_lock = locked.is_none_or(|event| field(event, "sha256").is_some_and(|told| told == sha256.as_str()));
    if !of_text || !of_lock {
        faults.push(Fault::of(MinutesPart::Fingerprint));
    }
}

fn field(event: &audit::Event, name: &str) -> Option<Value> {
    let after: Value = serde_json::from_str(event.after.as_deref()?).ok()?;
    after.get(name).cloned()
}

/// What the log says was there, and is no longer: texts that were sent or taken back, places of those who were asked about
/// them, and corrections.
fn erased(stored: &Stored, events: &[audit::Event]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut asked: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for event in events.iter().rev() {
        let Some(after) = event.after.as_deref().and_then(|after| serde_json::from_str::<Value>(after).ok()) else {
            continue;
        };
        // Found by its id among others' texts: only what is this dialogue's own counts.
        let own = after.pointer("/row/dialogue_id").or_else(|| after.get("dialogue_id"));
        if own.is_some_and(|own| *own != stored.dialogue.id.as_str()) {
            continue;
        }
        let number = |place: &str| after.pointer(place).and_then(Value::as_i64).and_then(|n| i32::try_from(n).ok());
        match (event.object_type.as_str(), event.verb.as_str()) {
            ("minutes", "send" | "minutes_take_back") => {
                let Some(number) = number("/row/text_version").or_else(|| number("/text_version")) else { continue };
                let same = |text: &MinutesText| {
                    text.number == number && after.get("sha256").is_none_or(|told| *told == text.sha256.as_str())
                };
                if !stored.texts.iter().any(same) {
                    faults.push(Fault::named(MinutesPart::SentText, number));
                }
                let gone = names(&after, "no_longer_asked");
                let standing = asked.entry(number).or_default();
                standing.retain(|name| !gone.contains(name));
                standing.extend(names(&after, "asked"));
            }
            ("minutes_addendum", "create")
                if !stored.addenda.iter().any(|known| known.id.as_str() == event.object_id) =>
            {
                faults.push(Fault::named(MinutesPart::Addendum, number("/number").unwrap_or_default()));
            }
            _ => {}
        }
    }
    for (number, names) in asked {
        let of_text = |known: &&Approval| known.addendum_id.is_none() && known.text_version == number;
        let places: Vec<&str> = stored.approvals.iter().filter(of_text).map(|known| known.name.as_str()).collect();
        let left = names.into_iter().filter(|name| !places.contains(&name.as_str()));
        faults.extend(left.map(|name| Fault::named(MinutesPart::Approval, name)));
    }
    faults
}

fn names(after: &Value, list: &str) -> Vec<String> {
    let all = after.get(list).and_then(Value::as_array).into_iter().flatten();
    all.filter_map(|name| name.as_str().map(ToString::to_string)).collect()
}

/// What must be as the log has it: of an answer, and of a correction.
const ANSWER: &[&str] =
    &["side", "name", "person_id", "sha256", "decided_at", "channel", "recorded_by_name", "recorded_note", "objection"];
const CORRECTION: &[&str] = &["number", "body", "sha256", "author_name", "author_side", "added_at"];

/// Whether the newest event that tells of the row has the same values.
fn agrees(events: &[audit::Event], id: &Id, row: &impl Serialize, fields: &[&str]) -> bool {
    let Ok(row) = serde_json::to_value(row) else { return false };
    let told = events
        .iter()
        .filter(|event| event.object_id == id.as_str())
        .filter_map(|event| serde_json::from_str::<Value>(event.after.as_deref()?).ok())
        .find(|after| fields.iter().all(|name| after.get(*name).is_some()));
    // Where the log says nothing (an object that a test or an import put there) there is nothing to hold it against.
    told.is_none_or(|after| fields.iter().all(|name| after.get(*name) == row.get(*name)))
}

/// What the audit log has of the minutes, for a client, newest first. Two queries.
/// `whole_log`: also those of a row that is gone.
pub fn events(c: &mut Db, ctx: &Ctx, stored: &Stored, whole_log: bool) -> Result<Vec<audit::Event>> {
    let rows = stored.approvals.iter().map(|known| &known.id).chain(stored.addenda.iter().map(|known| &known.id));
    let rows = rows.chain(stored.row.iter().map(|row| &row.id));
    let ids: Vec<Id> = std::iter::once(&stored.dialogue.id).chain(rows).cloned().collect();
    let mut events = audit::history_all(c, ctx, &ids)?;
    // Of a row that is gone only the log knows the id; it is read through for the check of all minutes, not for a page.
    let types: &[&str] =
        if whole_log && stored.row.is_none() { &["minutes_addendum", "minutes"] } else { &["minutes_addendum"] };
    events.extend(audit::history_within(c, ctx, types, stored.dialogue.created_at, &stored.dialogue.id)?);
    events.sort_by_key(|event| Reverse(event.seq));
    events.dedup_by_key(|event| event.seq);
    Ok(events)
}

/// The faults of one dialogue as whoever asks may know them.
pub fn verify(c: &mut Db, ctx: &Ctx, stored: &Stored) -> Result<Vec<Fault>> {
    match ctx.scope.side() {
        Side::Region => {
            let events = events(c, ctx, stored, false)?;
            Ok(faults(stored, Some(&events)))
        }
        Side::Vendor => Ok(faults(stored, None)),
    }
}

/// A dialogue whose minutes do not fit.
pub struct Broken {
    pub dialogue_id: Id,
    pub period: String,
    pub faults: Vec<Fault>,
}

/// Walks all locked minutes of every client: `tillit audit verify`.
pub fn verify_every_client(c: &mut Db, now: DateTime<Utc>) -> Result<(usize, Vec<Broken>)> {
    let (mut seen, mut broken) = (0, Vec::new());
    for client in store::clients_with_minutes(c)? {
        let ctx = Ctx::job(client, "verify", Via::Cli, now);
        let (some, faults) = verify_all(c, &ctx)?;
        seen += some;
        broken.extend(faults);
    }
    Ok((seen, broken))
}

/// Walks all locked minutes of one client, some at a time. Gives how many there are and those that do not fit.
pub fn verify_all(c: &mut Db, ctx: &Ctx) -> Result<(usize, Vec<Broken>)> {
    let scope: &Scope = &ctx.scope;
    let (mut seen, mut broken, mut last): (usize, Vec<Broken>, Option<Id>) = (0, Vec::new(), None);
    loop {
        let some = store::locked_after(c, scope, last.as_ref(), 100)?;
        if some.is_empty() {
            return Ok((seen, broken));
        }
        for dialogue in some {
            seen += 1;
            last = Some(dialogue.id.clone());
            let stored = Stored::load(c, dialogue)?;
            let faults = faults(&stored, Some(&events(c, ctx, &stored, true)?));
            if !faults.is_empty() {
                broken.push(Broken {
                    dialogue_id: stored.dialogue.id.clone(),
                    period: stored.dialogue.period.clone(),
                    faults,
                });
            }
        }
    }
}
