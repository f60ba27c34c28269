//! `Idempotency-Key`: a POST that is sent again because its answer was lost happens once.
//!
//! The key is reserved before the work begins and holds the answer when it has ended well. What
//! failed left nothing behind, so its key is free again. A reservation whose work never ended
//! (the process died) is given up after two minutes, a kept answer after a day.

use crate::base::{Id, Instant, Refusal, Result};
use crate::kit::Ctx;
use crate::platform::db::Db;
use crate::platform::db::schema::idempotency_keys;
use chrono::Duration;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

const KEPT_HOURS: i64 = 24;
const GIVEN_UP_MINUTES: i64 = 2;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys)]
struct Row {
    id: Id,
    organisation_id: Id,
    key: String,
    route: String,
    body_hash: String,
    /// 0 while the work is under way.
    status: i32,
    /// `Kept` as JSON.
    body: String,
    created_at: Instant,
}

/// An answer as it was given the first time.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What a call is told apart by.
#[derive(Debug, Clone)]
pub struct Call {
    pub ctx: Ctx,
    pub key: String,
    /// Method and path.
    pub route: String,
    /// Over the body and the person who sends it.
    pub body_hash: String,
}

#[derive(Debug)]
pub enum Found {
    /// The key is now reserved under this id.
    Free(Id),
    /// The status and the answer of the first time.
    Answered(i32, Kept),
}

/// Reserves the call's key within its organisation, or gives the answer that it has had. Errors:
/// `error-idempotency-key` when the key belongs to another call, `rule-idempotency-under-way`.
pub fn reserve(c: &mut Db, call: &Call) -> Result<Found> {
    let (organisation_id, now) = (&call.ctx.actor.organisation_id, call.ctx.now);
    let old = Instant::from(now - Duration::hours(KEPT_HOURS));
    let given_up = Instant::from(now - Duration::minutes(GIVEN_UP_MINUTES));
    let mine = idempotency_keys::organisation_id.eq(organisation_id);
    diesel::delete(idempotency_keys::table.filter(mine).filter(idempotency_keys::created_at.lt(old))).execute(c)?;
    diesel::delete(
        idempotency_keys::table
            .filter(mine)
            .filter(idempotency_keys::status.eq(0))
            .filter(idempotency_keys::created_at.lt(given_up)),
    )
    .execute(c)?;
    let known: Option<Row> = idempotency_keys::table
        .filter(mine)
        .filter(idempotency_keys::key.eq(&call.key))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    match known {
        Some(row) if row.route != call.route || row.body_hash != call.body_hash => {
            Err(Refusal::invalid("", "error-idempotency-key"))
        }
        Some(row) if row.status == 0 => Err(Refusal::rule("rule-idempotency-under-way")),
        Some(row) => Ok(Found::Answered(row.status, serde_json::from_str(&row.body).map_err(Refusal::fault)?)),
        None => {
            let row = Row {
                id: call.ctx.new_id(),
                organisation_id: organisation_id.clone(),
                key: call.key.clone(),
                route: call.route.clone(),
                body_hash: call.body_hash.clone(),
                status: 0,
                body: String::new(),
                created_at: now.into(),
            };
            diesel::insert_into(idempotency_keys::table).values(&row).execute(c)?;
            Ok(Found::Free(row.id))
        }
    }
}

/// Frees a reserved key.
pub fn release(c: &mut Db, id: &Id) -> Result<()> {
    diesel::delete(idempotency_keys::table.filter(idempotency_keys::id.eq(id))).execute(c)?;
    Ok(())
}

/// Keeps the answer under the reserved key.
pub fn keep(c: &mut Db, id: &Id, status: i32, kept: &Kept) -> Result<()> {
    let text = serde_json::to_string(kept).map_err(Refusal::fault)?;
    diesel::update(idempotency_keys::table.filter(idempotency_keys::id.eq(id)))
        .set((idempotency_keys::status.eq(status), idempotency_keys::body.eq(text)))
        .execute(c)?;
    Ok(())
}
