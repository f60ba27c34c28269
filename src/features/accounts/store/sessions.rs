//! Sessions: rows in the database, found by the hash of a random token, ended at will.

use crate::access::Role;
use crate::base::{Id, Instant, Language, Result};
use crate::features::accounts::model::Organisation;
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, memberships, organisations, persons, sessions};
use crate::platform::secrets::{self, Secret};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use serde::Serialize;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = sessions)]
pub struct Session {
    pub id: Id,
    #[serde(skip)]
    pub token_hash: String,
    pub account_id: Id,
    pub membership_id: Option<Id>,
    pub created_at: Instant,
    pub last_seen_at: Instant,
    /// The absolute limit; the idle limit is counted from `last_seen_at`.
    pub expires_at: Instant,
    pub user_agent: String,
    pub address: String,
    pub ended_at: Option<Instant>,
}

/// A living session with all that a request needs to know.
#[derive(Debug, Clone)]
pub struct SignedInSession {
    pub session: Session,
    pub person_id: Id,
    pub person_name: String,
    pub language: Language,
    pub role: Role,
    pub organisation: Organisation,
}

/// What a session is opened with.
pub struct NewSession<'a> {
    pub account_id: &'a Id,
    pub membership_id: &'a Id,
    /// The absolute limit.
    pub expires_at: DateTime<Utc>,
    pub user_agent: &'a str,
    pub address: &'a str,
}

/// Opens a session and gives its token, which is stored nowhere.
pub fn open(c: &mut Db, now: DateTime<Utc>, new: &NewSession<'_>) -> Result<(Session, Secret)> {
    let token = secrets::token();
    let row = Session {
        id: Id::new(now),
        token_hash: token.hash(),
        account_id: new.account_id.clone(),
        membership_id: Some(new.membership_id.clone()),
        created_at: now.into(),
        last_seen_at: now.into(),
        expires_at: new.expires_at.into(),
        user_agent: new.user_agent.chars().take(200).collect(),
        address: new.address.chars().take(64).collect(),
        ended_at: None,
    };
    diesel::insert_into(sessions::table).values(&row).execute(c)?;
    Ok((row, token))
}

/// `open` for callers that count the absolute limit in hours from now.
pub fn start_session(
    c: &mut Db,
    now: DateTime<Utc>,
    account_id: &Id,
    membership_id: &Id,
    absolute_hours: i64,
    user_agent: &str,
    address: &str,
) -> Result<Secret> {
    let expires_at = now + Duration::hours(absolute_hours);
    Ok(open(c, now, &NewSession { account_id, membership_id, expires_at, user_agent, address })?.1)
}

pub fn find(c: &mut Db, id: &Id) -> Result<Session> {
    Ok(sessions::table.filter(sessions::id.eq(id)).select(Session::as_select()).first(c)?)
}

/// The organisation that the account acted for last time, by its membership.
pub fn last_membership(c: &mut Db, account_id: &Id) -> Result<Option<Id>> {
    let last: Option<Option<Id>> = sessions::table
        .filter(sessions::account_id.eq(account_id))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .select(sessions::membership_id)
        .first(c)
        .optional()?;
    Ok(last.flatten())
}

/// The account's sessions that are neither ended nor over, latest in use first.
pub fn living(c: &mut Db, account_id: &Id, now: DateTime<Utc>, idle_minutes: i64) -> Result<Vec<Session>> {
    Ok(sessions::table
        .filter(sessions::account_id.eq(account_id))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(Instant::from(now)))
        .filter(sessions::last_seen_at.gt(Instant::from(now - Duration::minutes(idle_minutes))))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .limit(100)
        .select(Session::as_select())
        .load(c)?)
}

/// Ends every session of the account but `kept`.
pub fn end_all(c: &mut Db, account_id: &Id, kept: Option<&Id>, now: DateTime<Utc>) -> Result<()> {
    let kept = kept.map(Id::to_string).unwrap_or_default();
    diesel::update(
        sessions::table
            .filter(sessions::account_id.eq(account_id))
            .filter(sessions::ended_at.is_null())
            .filter(sessions::id.ne(kept)),
    )
    .set(sessions::ended_at.eq(Some(Instant::from(now))))
    .execute(c)?;
    Ok(())
}

/// The session of a token, unless it has ended, idled out or reached its absolute limit, or the
/// account was disabled or the role taken away.
pub fn resolve_session(
    c: &mut Db,
    token_hash: &str,
    now: DateTime<Utc>,
    idle_minutes: i64,
) -> Result<Option<SignedInSession>> {
    let row: Option<(Session, Id, String, Language, Role, Organisation)> = sessions::table
        .inner_join(accounts::table.inner_join(persons::table))
        .inner_join(memberships::table.inner_join(organisations::table))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(Instant::from(now)))
        .filter(sessions::last_seen_at.gt(Instant::from(now - Duration::minutes(idle_minutes))))
        .filter(accounts::disabled.eq(false))
        .filter(memberships::ended_at.is_null())
        .select((
            Session::as_select(),
            persons::id,
            persons::name,
            accounts::language,
            memberships::role,
            Organisation::as_select(),
        ))
        .first(c)
        .optional()?;
    Ok(row.map(|(session, person_id, person_name, language, role, organisation)| SignedInSession {
        session,
        person_id,
        person_name,
        language,
        role,
        organisation,
    }))
}

/// Notes that the session is in use.
pub fn touch_session(c: &mut Db, id: &Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::id.eq(id)))
        .set(sessions::last_seen_at.eq(Instant::from(now)))
        .execute(c)?;
    Ok(())
}

pub fn end_session(c: &mut Db, id: &Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(sessions::table.filter(sessions::id.eq(id)).filter(sessions::ended_at.is_null()))
        .set(sessions::ended_at.eq(Some(Instant::from(now))))
        .execute(c)?;
    Ok(())
}
