//! One-time links: 32 random bytes in an address, of which only the hash is kept.

use crate::base::{Id, Instant, Refusal, Result};
use crate::features::accounts::model::Account;
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, one_time_links, persons};
use crate::platform::secrets::{self, Secret};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;

crate::text_enum! {
    /// What a link lets its holder do; both end in choosing a password.
    pub enum Purpose { Invitation => "invitation", Reset => "reset" }
}

impl Purpose {
    /// How long a link lives: people read invitations after a weekend, a reset right away.
    fn life(self) -> Duration {
        match self {
            Purpose::Invitation => Duration::days(7),
            Purpose::Reset => Duration::hours(1),
        }
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = one_time_links)]
struct Link {
    id: Id,
    token_hash: String,
    purpose: Purpose,
    account_id: Id,
    created_by: Option<Id>,
    created_at: Instant,
    expires_at: Instant,
    used_at: Option<Instant>,
}

/// The account behind a living link, with its owner's name.
#[derive(Debug, Clone)]
pub struct LinkHolder {
    pub account: Account,
    pub person_name: String,
}

/// Makes a link and gives its local address, `/invitation/<token>` or `/reset/<token>`.
pub fn create(
    c: &mut Db,
    now: DateTime<Utc>,
    purpose: Purpose,
    account_id: &Id,
    created_by: Option<&Id>,
) -> Result<String> {
    let token: Secret = secrets::token();
    let row = Link {
        id: Id::new(now),
        token_hash: token.hash(),
        purpose,
        account_id: account_id.clone(),
        created_by: created_by.cloned(),
        created_at: now.into(),
        expires_at: (now + purpose.life()).into(),
        used_at: None,
    };
    diesel::insert_into(one_time_links::table).values(&row).execute(c)?;
    Ok(format!("/{purpose}/{}", token.reveal()))
}

/// Whom a link belongs to. Errors: the rule `error-link-invalid` when it was used, is too old, was
/// never made, or its account is disabled; the four are not told apart.
pub fn holder(c: &mut Db, now: DateTime<Utc>, purpose: Purpose, token: &str) -> Result<LinkHolder> {
    let found: Option<(Account, String)> = one_time_links::table
        .inner_join(accounts::table.inner_join(persons::table))
        .filter(one_time_links::token_hash.eq(secrets::hash_token(token)))
        .filter(one_time_links::purpose.eq(purpose))
        .filter(one_time_links::used_at.is_null())
        .filter(one_time_links::expires_at.gt(Instant::from(now)))
        .filter(accounts::disabled.eq(false))
        .select((Account::as_select(), persons::name))
        .first(c)
        .optional()?;
    let (account, person_name) = found.ok_or(Refusal::rule("error-link-invalid"))?;
    Ok(LinkHolder { account, person_name })
}

/// Whether an address that `create` gave still leads anywhere.
pub fn lives(c: &mut Db, now: DateTime<Utc>, address: &str) -> Result<bool> {
    let parts = address.strip_prefix('/').and_then(|rest| rest.split_once('/'));
    let Some((Ok(purpose), token)) = parts.map(|(purpose, token)| (purpose.parse::<Purpose>(), token)) else {
        return Ok(false);
    };
    match holder(c, now, purpose, token) {
        Ok(_) => Ok(true),
        Err(Refusal::Rule(..)) => Ok(false),
        Err(refusal) => Err(refusal),
    }
}

/// Uses the link, and with it every other living link of the account: whoever has chosen a
/// password has no use for the rest, and a forgotten mail must not stay a key.
pub fn consume(c: &mut Db, now: DateTime<Utc>, purpose: Purpose, token: &str) -> Result<LinkHolder> {
    let holder = holder(c, now, purpose, token)?;
    end_all(c, now, &holder.account.id)?;
    Ok(holder)
}

/// Ends every living link of an account.
pub fn end_all(c: &mut Db, now: DateTime<Utc>, account_id: &Id) -> Result<()> {
    diesel::update(
        one_time_links::table
            .filter(one_time_links::account_id.eq(account_id))
            .filter(one_time_links::used_at.is_null()),
    )
    .set(one_time_links::used_at.eq(Some(Instant::from(now))))
    .execute(c)?;
    Ok(())
}
