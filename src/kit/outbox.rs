//! The outbox: mails and jobs are rows written in the action's transaction. The worker claims
//! them, retries with growing pauses, and keeps what failed.

use crate::base::{Email, Id, Instant, Language, Refusal, Result};
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::outbox;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

crate::text_enum! { pub enum Kind { Mail => "mail", Job => "job" } }
crate::text_enum! {
    /// Where a row is on its way. `Failed` is final: it was tried ten times.
    pub enum State { Pending => "pending", Working => "working", Done => "done", Failed => "failed" }
}

const MAX_ATTEMPTS: i32 = 10;
/// How long a claim holds; after it the row belongs to whoever claims it next.
const CLAIM_MINUTES: i64 = 5;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
pub struct Row {
    pub id: Id,
    pub organisation_id: Option<Id>,
    pub kind: Kind,
    /// The mail's event or the job's name.
    pub name: String,
    pub payload: String,
    pub object_type: String,
    pub object_id: String,
    pub recipient: Option<String>,
    pub state: State,
    pub attempts: i32,
    pub run_after: Instant,
    pub claimed_at: Option<Instant>,
    pub last_error: Option<String>,
    pub created_at: Instant,
    pub done_at: Option<Instant>,
}

/// A mail to one person: rendered from `templates/mail/<event>/` when it is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Mail {
    pub event: String,
    pub to: String,
    pub to_name: String,
    pub language: Language,
    pub data: Value,
    /// Attachment ids, sent along.
    pub attachments: Vec<Id>,
}

impl Mail {
    pub fn new(event: &str, to: &Email, to_name: &str, language: Language, data: Value) -> Mail {
        Mail {
            event: event.to_string(),
            to: to.as_str().to_string(),
            to_name: to_name.to_string(),
            language,
            data,
            attachments: Vec::new(),
        }
    }
}

/// Queues a mail about the object (`object_type`, `object_id`) of the client `organisation_id`.
pub fn mail(c: &mut Db, ctx: &Ctx, organisation_id: &Id, object: (&str, &Id), mail: &Mail) -> Result<Id> {
    let payload = serde_json::to_string(mail).map_err(Refusal::fault)?;
    insert(c, ctx, organisation_id, Kind::Mail, &mail.event, payload, object, Some(mail.to.clone()))
}

/// Queues a job; `name` is one that a feature's `jobs()` registers.
pub fn job(
    c: &mut Db,
    ctx: &Ctx,
    organisation_id: &Id,
    name: &str,
    object: (&str, &Id),
    payload: &Value,
) -> Result<Id> {
    insert(c, ctx, organisation_id, Kind::Job, name, payload.to_string(), object, None)
}

#[allow(clippy::too_many_arguments, reason = "one private constructor for two public ones")]
fn insert(
    c: &mut Db,
    ctx: &Ctx,
    organisation_id: &Id,
    kind: Kind,
    name: &str,
    payload: String,
    object: (&str, &Id),
    recipient: Option<String>,
) -> Result<Id> {
    let row = Row {
        id: ctx.new_id(),
        organisation_id: Some(organisation_id.clone()),
        kind,
        name: name.to_string(),
        payload,
        object_type: object.0.to_string(),
        object_id: object.1.to_string(),
        recipient,
        state: State::Pending,
        attempts: 0,
        run_after: ctx.instant(),
        claimed_at: None,
        last_error: None,
        created_at: ctx.instant(),
        done_at: None,
    };
    diesel::insert_into(outbox::table).values(&row).execute(c)?;
    Ok(row.id)
}

/// Whether a row of the given kinds is due. An idle worker asks this, so that it never holds the
/// writer's place for nothing.
pub fn is_due(c: &mut Db, now: DateTime<Utc>, kinds: &[Kind]) -> Result<bool> {
    let due = outbox::table
        .filter(outbox::state.eq_any([State::Pending, State::Working]))
        .filter(outbox::kind.eq_any(kinds))
        .filter(outbox::run_after.le(Instant::from(now)))
        .select(outbox::id);
    Ok(due.first::<Id>(c).optional()?.is_some())
}

/// Claims one row of the given kinds that is due, by a conditional update that only one worker can win.
pub fn claim(c: &mut Db, now: DateTime<Utc>, kinds: &[Kind]) -> Result<Option<Row>> {
    // A claim moves `run_after` ahead, so a row whose worker died comes back by itself.
    let candidate: Option<Row> = outbox::table
        .filter(outbox::state.eq_any([State::Pending, State::Working]))
        .filter(outbox::kind.eq_any(kinds))
        .filter(outbox::run_after.le(Instant::from(now)))
        .order((outbox::run_after, outbox::id))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    let Some(mut row) = candidate else { return Ok(None) };
    let won = diesel::update(outbox::table.filter(outbox::id.eq(&row.id)).filter(outbox::attempts.eq(row.attempts)))
        .set((
            outbox::state.eq(State::Working),
            outbox::attempts.eq(row.attempts + 1),
            outbox::claimed_at.eq(Some(Instant::from(now))),
            outbox::run_after.eq(Instant::from(now + Duration::minutes(CLAIM_MINUTES))),
        ))
        .execute(c)?;
    row.attempts += 1;
    Ok((won == 1).then_some(row))
}

/// Marks a row as done; `payload` replaces what was stored when it held a secret link.
pub fn done(c: &mut Db, id: &Id, now: DateTime<Utc>, payload: Option<String>) -> Result<()> {
    diesel::update(outbox::table.filter(outbox::id.eq(id)))
        .set((
            outbox::state.eq(State::Done),
            outbox::done_at.eq(Some(Instant::from(now))),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(c)?;
    if let Some(payload) = payload {
        diesel::update(outbox::table.filter(outbox::id.eq(id))).set(outbox::payload.eq(payload)).execute(c)?;
    }
    Ok(())
}

/// Notes a failure: tried again after 1, 2, 4, 8 ... minutes, ten times in all.
pub fn failed(c: &mut Db, row: &Row, now: DateTime<Utc>, error: &str) -> Result<()> {
    let state = if row.attempts >= MAX_ATTEMPTS { State::Failed } else { State::Pending };
    let pause = Duration::minutes(1 << row.attempts.clamp(1, 10).saturating_sub(1));
    let error: String = error.chars().take(500).collect();
    diesel::update(outbox::table.filter(outbox::id.eq(&row.id)))
        .set((
            outbox::state.eq(state),
            outbox::run_after.eq(Instant::from(now + pause)),
            outbox::last_error.eq(Some(error)),
        ))
        .execute(c)?;
    Ok(())
}

/// The mails about one object with their delivery state, oldest first.
pub fn deliveries(c: &mut Db, ctx: &Ctx, object_id: &Id) -> Result<Vec<Row>> {
    Ok(outbox::table
        .filter(outbox::object_id.eq(object_id.as_str()))
        .filter(outbox::organisation_id.eq(ctx.scope.client()?))
        .filter(outbox::kind.eq(Kind::Mail))
        .order(outbox::id)
        .limit(200)
        .select(Row::as_select())
        .load(c)?)
}

/// The latest mails of all organisations, newest first: the demo's mailbox.
pub fn latest_mails(c: &mut Db, limit: i64) -> Result<Vec<Row>> {
    Ok(outbox::table
        .filter(outbox::kind.eq(Kind::Mail))
        .order((outbox::created_at.desc(), outbox::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(c)?)
}

/// How many rows still wait to be done.
pub fn waiting(c: &mut Db) -> Result<i64> {
    Ok(outbox::table.filter(outbox::state.eq_any([State::Pending, State::Working])).count().get_result(c)?)
}
