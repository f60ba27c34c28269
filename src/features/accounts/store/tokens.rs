//! API tokens: one person's role in one organisation, for programs.

use crate::access::Role;
use crate::base::{FieldError, Id, Instant, Refusal, Result};
use crate::features::accounts::model::Organisation;
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, api_tokens, memberships, organisations, persons};
use crate::platform::secrets::{self, Secret};
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use serde::Serialize;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = api_tokens)]
pub struct ApiToken {
    pub id: Id,
    #[serde(skip)]
    pub token_hash: String,
    pub organisation_id: Id,
    pub person_id: Id,
    pub role: Role,
    pub name: String,
    pub created_at: Instant,
    pub expires_at: Instant,
    pub last_used_at: Option<Instant>,
    pub revoked_at: Option<Instant>,
}

#[derive(Debug, Clone)]
pub struct ResolvedToken {
    pub token: ApiToken,
    pub person_name: String,
    pub organisation: Organisation,
}

/// How long a token may live, in days. Errors: Invalid at `days`.
pub fn check_days(days: i64) -> Result<()> {
    if (1..=730).contains(&days) {
        return Ok(());
    }
    Err(Refusal::Invalid(vec![FieldError::new("days", "error-number-range").with("min", 1).with("max", 730)]))
}

/// Makes a token that lives for `days`; the secret is given once and only its hash is kept.
pub fn create_token(
    c: &mut Db,
    now: DateTime<Utc>,
    person_id: &Id,
    organisation_id: &Id,
    role: Role,
    name: &str,
    days: i64,
) -> Result<(ApiToken, Secret)> {
    let secret = secrets::token();
    let row = ApiToken {
        id: Id::new(now),
        token_hash: secret.hash(),
        organisation_id: organisation_id.clone(),
        person_id: person_id.clone(),
        role,
        name: name.to_string(),
        created_at: now.into(),
        expires_at: (now + Duration::days(days)).into(),
        last_used_at: None,
        revoked_at: None,
    };
    diesel::insert_into(api_tokens::table).values(&row).execute(c)?;
    Ok((row, secret))
}

/// The living token of a hash: neither revoked nor too old, its person still holding that role in
/// that organisation, the account not disabled.
pub fn resolve_token(c: &mut Db, token_hash: &str, now: DateTime<Utc>) -> Result<Option<ResolvedToken>> {
    let row: Option<(ApiToken, String, Organisation)> = api_tokens::table
        .inner_join(persons::table.inner_join(accounts::table).inner_join(memberships::table))
        .inner_join(organisations::table)
        .filter(api_tokens::token_hash.eq(token_hash))
        .filter(api_tokens::revoked_at.is_null())
        .filter(api_tokens::expires_at.gt(Instant::from(now)))
        .filter(memberships::organisation_id.eq(api_tokens::organisation_id))
        .filter(memberships::role.eq(api_tokens::role))
        .filter(memberships::ended_at.is_null())
        .filter(accounts::disabled.eq(false))
        .select((ApiToken::as_select(), persons::name, Organisation::as_select()))
        .first(c)
        .optional()?;
    Ok(row.map(|(token, person_name, organisation)| ResolvedToken { token, person_name, organisation }))
}

/// Notes that the token is in use.
pub fn touch_token(c: &mut Db, id: &Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(api_tokens::table.filter(api_tokens::id.eq(id)))
        .set(api_tokens::last_used_at.eq(Some(Instant::from(now))))
        .execute(c)?;
    Ok(())
}

/// A person's tokens that are neither revoked nor too old, newest first.
pub fn living(c: &mut Db, person_id: &Id, now: DateTime<Utc>) -> Result<Vec<(ApiToken, String)>> {
    Ok(api_tokens::table
        .inner_join(organisations::table)
        .filter(api_tokens::person_id.eq(person_id))
        .filter(api_tokens::revoked_at.is_null())
        .filter(api_tokens::expires_at.gt(Instant::from(now)))
        .order((api_tokens::created_at.desc(), api_tokens::id.desc()))
        .limit(100)
        .select((ApiToken::as_select(), organisations::name))
        .load(c)?)
}

/// Revokes one of the person's own tokens. Errors: NotFound when it is not.
pub fn revoke(c: &mut Db, person_id: &Id, id: &Id, now: DateTime<Utc>) -> Result<ApiToken> {
    let own: ApiToken = api_tokens::table
        .filter(api_tokens::id.eq(id))
        .filter(api_tokens::person_id.eq(person_id))
        .filter(api_tokens::revoked_at.is_null())
        .select(ApiToken::as_select())
        .first(c)?;
    diesel::update(api_tokens::table.filter(api_tokens::id.eq(id)))
        .set(api_tokens::revoked_at.eq(Some(Instant::from(now))))
        .execute(c)?;
    Ok(own)
}
