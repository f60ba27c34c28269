//! What a person changes about the own account.

use super::model::{Account, Person};
use super::throttle::{self, Counted};
use super::{links, sessions, store, tokens};
use crate::base::{Id, Language, Refusal, Result, text};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::secrets::Secret;
use serde_json::json;
use std::collections::BTreeMap;

/// The signed-in person and the account. Errors: NotFound for somebody without an account.
pub fn own(c: &mut Db, ctx: &Ctx) -> Result<(Person, Account)> {
    let person = store::find_person(c, &ctx.actor.person_id)?;
    let account = store::account_of_person(c, &person.id)?.ok_or(Refusal::NotFound)?;
    Ok((person, account))
}

/// What a person may say about herself.
#[derive(Debug, Clone)]
pub struct Details {
    pub version: i32,
    pub name: String,
    pub phone: Option<String>,
    pub language: Language,
}

pub fn save_details(c: &mut Db, ctx: &Ctx, new: &Details) -> Result<()> {
    let (person, account) = own(c, ctx)?;
    if person.version != new.version {
        let stored = [
            ("name".to_string(), person.name),
            ("phone".to_string(), person.phone.unwrap_or_default()),
            ("version".to_string(), person.version.to_string()),
        ];
        return Err(Refusal::Conflict(BTreeMap::from(stored)));
    }
    let saved = Person {
        name: text::tidy(&new.name),
        name_folded: text::fold(&new.name),
        phone: new.phone.clone(),
        ..person.clone()
    };
    store::save_person(c, &saved)?;
    store::set_language(c, &account.id, new.language)?;
    let before = json!({ "name": person.name, "phone": person.phone, "language": account.language });
    let after = json!({ "name": saved.name, "phone": saved.phone, "language": new.language });
    audit::record(c, ctx, audit::Entry::new("update", "person", &person.id).named(saved.name).change(&before, &after))
}

/// Changes the password once the old one has been checked; other sessions and open links end.
pub fn change_password(
    c: &mut Db,
    ctx: &Ctx,
    kept: Option<&Id>,
    counted: &Counted,
    address: &str,
    hash: &str,
) -> Result<()> {
    let (person, account) = own(c, ctx)?;
    throttle::forget(c, counted, &account.email_folded, address)?;
    store::set_password(c, &account.id, hash)?;
    sessions::end_all(c, &account.id, kept, ctx.now)?;
    links::end_all(c, ctx.now, &account.id)?;
    audit::record(c, ctx, audit::Entry::new("update", "password", &account.id).named(person.name))
}

/// Ends one of the own sessions. Errors: NotFound for somebody else's.
pub fn end_own_session(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<()> {
    let (_, account) = own(c, ctx)?;
    let session = sessions::find(c, id)?;
    if session.account_id != account.id {
        return Err(Refusal::NotFound);
    }
    sessions::end_session(c, id, ctx.now)?;
    audit::record(c, ctx, audit::Entry::new("end", "session", id).named(ctx.actor.name.clone()))
}

/// Ends every own session but the one that asks.
pub fn end_other_sessions(c: &mut Db, ctx: &Ctx, kept: Option<&Id>) -> Result<()> {
    let (_, account) = own(c, ctx)?;
    sessions::end_all(c, &account.id, kept, ctx.now)?;
    audit::record(c, ctx, audit::Entry::new("end", "session", &account.id).named(ctx.actor.name.clone()))
}

/// A token with the role that the person has now, in the organisation acted for now.
pub fn new_token(c: &mut Db, ctx: &Ctx, name: &str, days: i64) -> Result<Secret> {
    tokens::check_days(days)?;
    if name.trim().is_empty() {
        return Err(Refusal::invalid("token_name", "error-required"));
    }
    let name: String = text::tidy(name).chars().take(100).collect();
    let actor = &ctx.actor;
    let (token, secret) =
        tokens::create_token(c, ctx.now, &actor.person_id, &actor.organisation_id, actor.role, &name, days)?;
    let after = json!({ "name": name, "role": actor.role, "expires_at": token.expires_at });
    audit::record(c, ctx, audit::Entry::new("create", "token", &token.id).named(name).after(&after))?;
    Ok(secret)
}

pub fn revoke_token(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<()> {
    let token = tokens::revoke(c, &ctx.actor.person_id, id, ctx.now)?;
    audit::record(c, ctx, audit::Entry::new("end", "token", id).named(token.name))
}
