//! The audit log: one event per change, in the change's own transaction, chained by hashes.

use crate::base::{Id, Instant, Refusal, Result};
use crate::kit::Ctx;
use crate::platform::db::schema::{audit_events, audit_head};
use crate::platform::db::{Db, Kept, insert_all, run_kept};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text};
use serde::Serialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// One event as stored. `before` and `after` hold only the fields that changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = audit_events, treat_none_as_default_value = false)]
pub struct Event {
    pub seq: i64,
    pub id: Id,
    pub organisation_id: Option<Id>,
    pub at: Instant,
    pub actor_id: Option<String>,
    pub actor_name: String,
    pub via: String,
    pub request_id: String,
    pub verb: String,
    pub object_type: String,
    pub object_id: String,
    pub vendor_id: Option<Id>,
    pub summary: String,
    pub before: Option<String>,
    pub after: Option<String>,
    pub prev_hash: String,
    pub hash: String,
}

/// What happened to which object. `verb` and `object_type` are word keys (`audit-verb-<verb>`).
#[derive(Debug, Default)]
pub struct Entry {
    verb: &'static str,
    object_type: &'static str,
    object_id: String,
    vendor_id: Option<Id>,
    summary: String,
    before: Option<Value>,
    after: Option<Value>,
}

impl Entry {
    pub fn new(verb: &'static str, object_type: &'static str, object_id: &Id) -> Entry {
        Entry { verb, object_type, object_id: object_id.to_string(), ..Entry::default() }
    }

    pub fn vendor(mut self, vendor_id: &Id) -> Entry {
        self.vendor_id = Some(vendor_id.clone());
        self
    }

    /// The object's name as people know it.
    pub fn named(mut self, summary: impl Into<String>) -> Entry {
        self.summary = summary.into();
        self
    }

    /// What a new object looks like.
    pub fn after(mut self, after: &impl Serialize) -> Entry {
        self.after = serde_json::to_value(after).ok();
        self
    }

    /// Old against new; only fields that differ are kept.
    pub fn change(mut self, before: &impl Serialize, after: &impl Serialize) -> Entry {
        let (old, new) = differing(serde_json::to_value(before).ok(), serde_json::to_value(after).ok());
        self.before = Some(old);
        self.after = Some(new);
        self
    }
}

fn differing(before: Option<Value>, after: Option<Value>) -> (Value, Value) {
    let (Some(Value::Object(before)), Some(Value::Object(after))) = (before, after) else {
        return (Value::Null, Value::Null);
    };
    let changed = |key: &String| before.get(key) != after.get(key) && !matches!(key.as_str(), "version" | "updated_at");
    let keep = |map: &Map<String, Value>| -> Map<String, Value> {
        map.iter().filter(|(key, _)| changed(key)).map(|(k, v)| (k.clone(), v.clone())).collect()
    };
    (Value::Object(keep(&before)), Value::Object(keep(&after)))
}

/// Appends `entry` to the chain. Called inside the transaction that makes the change.
pub fn record(c: &mut Db, ctx: &Ctx, entry: Entry) -> Result<()> {
    let client = ctx.scope.client().ok().cloned();
    append(c, ctx, client.or_else(|| Some(ctx.actor.organisation_id.clone())), entry)
}

/// `record` for a vendor's change to something that belongs to the client `organisation_id`.
pub fn record_for(c: &mut Db, ctx: &Ctx, organisation_id: &Id, entry: Entry) -> Result<()> {
    append(c, ctx, Some(organisation_id.clone()), entry)
}

/// `record` for many changes of one transaction: the head of the chain is read and written once.
pub fn record_all(c: &mut Db, ctx: &Ctx, entries: Vec<Entry>) -> Result<()> {
    let organisation_id = ctx.scope.client().ok().cloned().or_else(|| Some(ctx.actor.organisation_id.clone()));
    append_all(c, ctx, organisation_id, entries)
}

fn append(c: &mut Db, ctx: &Ctx, organisation_id: Option<Id>, entry: Entry) -> Result<()> {
    append_all(c, ctx, organisation_id, vec![entry])
}

fn append_all(c: &mut Db, ctx: &Ctx, organisation_id: Option<Id>, entries: Vec<Entry>) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let (mut seq, mut hash): (i64, String) = audit_head::table.select((audit_head::seq, audit_head::hash)).first(c)?;
    let mut events = Vec::with_capacity(entries.len());
    for entry in entries {
        let event = Event::follow(ctx, organisation_id.clone(), entry, seq, hash);
        (seq, hash) = (event.seq, event.hash.clone());
        events.push(event);
    }
    insert_all!(c, audit_events::table, &events);
    let head = Kept {
        set: "audit_head SET (seq, hash)",
        values: (seq.into_sql::<BigInt>(), hash.into_sql::<Text>()),
        id: 1.into_sql::<Integer>(),
    };
    run_kept!(c, head)?;
    Ok(())
}

impl Event {
    /// The event after number `seq` with the hash `prev_hash`.
    fn follow(ctx: &Ctx, organisation_id: Option<Id>, entry: Entry, seq: i64, prev_hash: String) -> Event {
        let mut event = Event {
            seq: seq + 1,
            id: ctx.new_id(),
            organisation_id,
            at: ctx.instant(),
            actor_id: Some(ctx.actor.person_id.to_string()),
            actor_name: ctx.actor.name.clone(),
            via: ctx.actor.via.to_string(),
            request_id: ctx.request_id.clone(),
            verb: entry.verb.to_string(),
            object_type: entry.object_type.to_string(),
            object_id: entry.object_id,
            vendor_id: entry.vendor_id,
            summary: entry.summary,
            before: entry.before.map(|v| v.to_string()),
            after: entry.after.map(|v| v.to_string()),
            prev_hash,
            hash: String::new(),
        };
        event.hash = event.digest();
        event
    }

    /// SHA-256 over every field and the hash before, each with its length so that none can run
    /// into the next.
    fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        let seq = self.seq.to_string();
        let at = self.at.utc().timestamp_micros().to_string();
        let optional = |value: &Option<String>| value.clone().unwrap_or_else(|| "\u{0}".to_string());
        let id_text = |value: &Option<Id>| value.as_ref().map_or("\u{0}".to_string(), Id::to_string);
        let fields = [
            seq,
            self.id.to_string(),
            id_text(&self.organisation_id),
            at,
            optional(&self.actor_id),
            self.actor_name.clone(),
            self.via.clone(),
            self.request_id.clone(),
            self.verb.clone(),
            self.object_type.clone(),
            self.object_id.clone(),
            id_text(&self.vendor_id),
            self.summary.clone(),
            optional(&self.before),
            optional(&self.after),
            self.prev_hash.clone(),
        ];
        for field in fields {
            hasher.update(field.len().to_be_bytes());
            hasher.update(field.as_bytes());
        }
        hex::encode(hasher.finalize())
    }
}

/// The outcome of walking the whole chain.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Whole {
        events: i64,
    },
    /// The first event that does not fit, and what is wrong with it.
    Broken {
        seq: i64,
        why: &'static str,
    },
}

/// Walks the chain from its start, a thousand events at a time.
pub fn verify(c: &mut Db) -> Result<Verdict> {
    let (mut seq, mut hash) = (0_i64, "start".to_string());
    loop {
        let events: Vec<Event> = audit_events::table
            .filter(audit_events::seq.gt(seq))
            .order(audit_events::seq)
            .limit(1000)
            .select(Event::as_select())
            .load(c)?;
        if events.is_empty() {
            break;
        }
        for event in events {
            let why = if event.seq != seq + 1 {
                Some("an event is missing before it")
            } else if event.prev_hash != hash {
                Some("it does not follow from the event before it")
            } else if event.digest() != event.hash {
                Some("its content was changed")
            } else {
                None
            };
            if let Some(why) = why {
                return Ok(Verdict::Broken { seq: event.seq, why });
            }
            (seq, hash) = (event.seq, event.hash);
        }
    }
    let head: (i64, String) =
        audit_head::table.select((audit_head::seq, audit_head::hash)).first(c).map_err(Refusal::from)?;
    if head == (seq, hash) {
        Ok(Verdict::Whole { events: seq })
    } else {
        Ok(Verdict::Broken { seq: seq + 1, why: "events are missing at the end" })
    }
}

/// The history of one object, newest first, at most 100 events.
pub fn history(c: &mut Db, ctx: &Ctx, object_id: &Id) -> Result<Vec<Event>> {
    history_of(c, ctx, std::slice::from_ref(object_id))
}

/// The history of several objects as of one.
pub fn history_of(c: &mut Db, ctx: &Ctx, object_ids: &[Id]) -> Result<Vec<Event>> {
    newest(c, ctx, object_ids, 100)
}

/// The whole history of several objects, newest first: to hold what is stored against it.
pub fn history_all(c: &mut Db, ctx: &Ctx, object_ids: &[Id]) -> Result<Vec<Event>> {
    newest(c, ctx, object_ids, i64::MAX)
}

/// What happened since a moment to objects of these types that belong to another one, by its id in their content, newest
/// first: also of those that are no longer there, whose own ids only the log knows.
pub fn history_within(c: &mut Db, ctx: &Ctx, object_types: &[&str], since: Instant, id: &Id) -> Result<Vec<Event>> {
    Ok(audit_events::table
        .filter(audit_events::organisation_id.eq(ctx.scope.client()?))
        .filter(audit_events::object_type.eq_any(object_types.iter().copied()))
        .filter(audit_events::at.ge(since))
        .filter(audit_events::after.like(format!("%{id}%")))
        .order(audit_events::seq.desc())
        .select(Event::as_select())
        .load(c)?)
}

/// What was done with this verb to every object of a type, newest first.
pub fn history_of_type(c: &mut Db, ctx: &Ctx, object_type: &str, verb: &str) -> Result<Vec<Event>> {
    Ok(audit_events::table
        .filter(audit_events::organisation_id.eq(ctx.scope.client()?))
        .filter(audit_events::object_type.eq(object_type))
        .filter(audit_events::verb.eq(verb))
        .order(audit_events::seq.desc())
        .select(Event::as_select())
        .load(c)?)
}

fn newest(c: &mut Db, ctx: &Ctx, object_ids: &[Id], limit: i64) -> Result<Vec<Event>> {
    Ok(audit_events::table
        .filter(audit_events::object_id.eq_any(object_ids.iter().map(Id::as_str)))
        .filter(audit_events::organisation_id.eq(ctx.scope.client()?))
        .order(audit_events::seq.desc())
        .limit(limit)
        .select(Event::as_select())
        .load(c)?)
}
