//! The outbox: mails and jobs are rows written in the action's transaction. The worker claims
//! them, retries with growing pauses, and keeps what failed. A mail that failed can be sent again.

use crate::access::Via;
use crate::base::{Email, Id, Instant, Language, Refusal, Result};
use crate::kit::Ctx;
use crate::kit::calendar::Entry;
use crate::platform::db::Db;
use crate::platform::db::schema::outbox;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

crate::text_enum! { pub enum Kind { Mail => "mail", Job => "job" } }
crate::text_enum! {
    /// Where a row is on its way. `Failed`: it was given up, or refused for good.
    pub enum State { Pending => "pending", Working => "working", Done => "done", Failed => "failed" }
}

const JOB_ATTEMPTS: i32 = 10;
/// Six tries in the first hour, then one an hour for five days: so long do mail servers themselves go on (RFC 5321,
/// 4.5.4.1), and one that broke before a long weekend is up again by then.
const MAIL_ATTEMPTS: i32 = 6 + 5 * 24;
const LONGEST_MAIL_PAUSE_MINUTES: i64 = 60;
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
    /// Written as a calendar file when the mail is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Entry>,
    /// Who caused it; None for what time itself sends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// The organisation whose own text it has, when that is another than the one it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words_of: Option<Id>,
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
            calendar: None,
            by: None,
            words_of: None,
        }
    }
}

/// Queues a mail about the object (`object_type`, `object_id`) of the client `organisation_id`.
pub fn mail(c: &mut Db, ctx: &Ctx, organisation_id: &Id, object: (&str, &Id), mail: &Mail) -> Result<Id> {
    let mail = Mail { by: causer(ctx), ..mail.clone() };
    let payload = serde_json::to_string(&mail).map_err(Refusal::fault)?;
    insert(c, ctx, organisation_id, Kind::Mail, &mail.event, payload, object, Some(mail.to.clone()))
}

/// The person at work; jobs and commands are nobody.
fn causer(ctx: &Ctx) -> Option<Id> {
    let actor = &ctx.actor;
    let is_person = actor.via != Via::Job && actor.person_id != actor.organisation_id;
    is_person.then(|| actor.person_id.clone())
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
        // Jobs first: a mail server that does not answer takes its time for each mail.
        .order((outbox::kind, outbox::run_after, outbox::id))
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

/// Lays a claimed row aside; it was no try.
pub fn hold(c: &mut Db, row: &Row, until: DateTime<Utc>) -> Result<()> {
    diesel::update(outbox::table.filter(outbox::id.eq(&row.id)))
        .set((
            outbox::state.eq(State::Pending),
            outbox::attempts.eq(row.attempts - 1),
            outbox::claimed_at.eq(None::<Instant>),
            outbox::run_after.eq(Instant::from(until)),
        ))
        .execute(c)?;
    Ok(())
}

/// Notes a failure: tried again after 1, 2, 4, 8 ... minutes. A job is given up after ten tries; a mail is tried every
/// hour in the end, for days, unless it was refused for good. Gives what became of the row.
pub fn failed(c: &mut Db, row: &Row, now: DateTime<Utc>, error: &str, for_good: bool) -> Result<State> {
    let minutes = 1_i64 << row.attempts.clamp(1, 10).saturating_sub(1);
    let (tries, minutes) = match row.kind {
        Kind::Job => (JOB_ATTEMPTS, minutes),
        Kind::Mail => (MAIL_ATTEMPTS, minutes.min(LONGEST_MAIL_PAUSE_MINUTES)),
    };
    let state = if for_good || row.attempts >= tries { State::Failed } else { State::Pending };
    let pause = Duration::minutes(minutes);
    let error: String = error.chars().take(500).collect();
    diesel::update(outbox::table.filter(outbox::id.eq(&row.id)))
        .set((
            outbox::state.eq(state),
            outbox::run_after.eq(Instant::from(now + pause)),
            outbox::last_error.eq(Some(error)),
        ))
        .execute(c)?;
    Ok(state)
}

/// A mail that was given up is tried anew, from the first try on. What went wrong is kept until it has left.
pub fn again(c: &mut Db, id: &Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(outbox::table.filter(outbox::id.eq(id)).filter(outbox::state.eq(State::Failed)))
        .set((
            outbox::state.eq(State::Pending),
            outbox::attempts.eq(0),
            outbox::claimed_at.eq(None::<Instant>),
            outbox::run_after.eq(Instant::from(now)),
        ))
        .execute(c)?;
    Ok(())
}

/// The addresses, folded, to which mails of one name about an object have been queued, since an instant or ever.
pub fn written_to(
    c: &mut Db,
    ctx: &Ctx,
    object_id: &Id,
    name: &str,
    since: Option<Instant>,
) -> Result<BTreeSet<String>> {
    let rows: Vec<(Option<String>, Instant)> = outbox::table
        .filter(outbox::object_id.eq(object_id.as_str()))
        .filter(outbox::organisation_id.eq(ctx.scope.client()?))
        .filter(outbox::kind.eq(Kind::Mail))
        .filter(outbox::name.eq(name))
        .select((outbox::recipient, outbox::created_at))
        .load(c)?;
    let counts = |at: Instant| since.is_none_or(|since| at >= since);
    Ok(rows.into_iter().filter(|(_, at)| counts(*at)).filter_map(|(to, _)| Some(to?.to_lowercase())).collect())
}

/// What the mails of one name about an object say, as stored.
pub fn payloads(c: &mut Db, ctx: &Ctx, object_id: &Id, name: &str) -> Result<Vec<String>> {
    Ok(outbox::table
        .filter(outbox::object_id.eq(object_id.as_str()))
        .filter(outbox::organisation_id.eq(ctx.scope.client()?))
        .filter(outbox::kind.eq(Kind::Mail))
        .filter(outbox::name.eq(name))
        .select(outbox::payload)
        .load(c)?)
}

/// The mails about one object with their delivery state, oldest first; two hundred at most, for a page.
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
