//! Whether stored minutes are what was locked, sent and approved, and which part is not.

use super::keeping::is_intact;
use super::model::{ApprovalOutcome, MinutesPart};
use super::records::{Addendum, Approval, MinutesRow, MinutesText};
use super::{rules, store};
use crate::access::{Scope, Side, Via};
use crate::base::{Id, Result};
use crate::features::dialogues::records::Dialogue;
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;

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

/// The parts that do not fit; none when all is well. `events` is what the audit log has of the dialogue, its approvals and
/// its addenda; without it (the vendor's side) the parts are held against each other only.
pub fn faults(stored: &Stored, events: Option<&[audit::Event]>) -> Vec<Fault> {
    let mut faults = Vec::new();
    record(stored, events, &mut faults);
    for text in &stored.texts {
        if sha256_hex(&text.snapshot) != text.sha256 {
            faults.push(Fault::named(MinutesPart::SentText, text.number));
        }
    }
    for approval in stored.approvals.iter().filter(|known| known.decided_at.is_some()) {
        let of = match &approval.addendum_id {
            Some(id) => stored.addenda.iter().find(|known| known.id == *id).map(|known| &known.sha256),
            None => stored.texts.iter().find(|text| text.number == approval.text_version).map(|text| &text.sha256),
        };
        let said = events.is_none_or(|events| agrees(events, &approval.id, approval, ANSWER));
        if of != approval.sha256.as_ref() || !said {
            faults.push(Fault::named(MinutesPart::Approval, &approval.name));
        }
    }
    for addendum in &stored.addenda {
        let said = events.is_none_or(|events| agrees(events, &addendum.id, addendum, CORRECTION));
        if !is_intact(&stored.dialogue, addendum) || !said {
            faults.push(Fault::named(MinutesPart::Addendum, addendum.number));
        }
    }
    let stage = rules::stage(stored.dialogue.status, stored.row.as_ref().map(|row| row.state));
    let answers: Vec<(Side, ApprovalOutcome)> = stored.answers().map(|known| (known.side, known.outcome)).collect();
    if rules::is_final(stage) && !rules::approved_by_both(&answers) {
        faults.push(Fault::of(MinutesPart::State));
    }
    faults
}

/// The locked record against its fingerprint, and that against the text that was sent and the audit log.
fn record(stored: &Stored, events: Option<&[audit::Event]>, faults: &mut Vec<Fault>) {
    let (Some(snapshot), Some(sha256)) = (&stored.dialogue.snapshot, &stored.dialogue.sha256) else { return };
    if sha256_hex(snapshot) != *sha256 {
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

/// What the audit log has of the minutes, for a client.
pub fn events(c: &mut Db, ctx: &Ctx, stored: &Stored) -> Result<Vec<audit::Event>> {
    let rows = stored.approvals.iter().map(|known| &known.id).chain(stored.addenda.iter().map(|known| &known.id));
    let ids: Vec<Id> = std::iter::once(&stored.dialogue.id).chain(rows).cloned().collect();
    audit::history_all(c, ctx, &ids)
}

/// The faults of one dialogue as whoever asks may know them.
pub fn verify(c: &mut Db, ctx: &Ctx, stored: &Stored) -> Result<Vec<Fault>> {
    match ctx.scope.side() {
        Side::Region => {
            let events = events(c, ctx, stored)?;
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
            let faults = verify(c, ctx, &stored)?;
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
