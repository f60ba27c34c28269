//! Signing in, switching organisation, signing out. A session's token is new after each of them.

use super::links::{self, Purpose};
use super::model::{Account, Membership, Organisation};
use super::sessions::{self, NewSession};
use super::store;
use super::throttle::{self, Counted};
use crate::access::{Actor, Via};
use crate::base::{Id, Refusal, Result};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::secrets::Secret;
use chrono::{DateTime, Utc};
use serde_json::json;

/// The circumstances of a request that may end in a session.
#[derive(Debug, Clone)]
pub struct Visit {
    pub now: DateTime<Utc>,
    pub address: String,
    pub user_agent: String,
    pub request_id: String,
    pub absolute_hours: i64,
    /// The session that this visitor has already, which the new one replaces.
    pub old_session: Option<Id>,
}

/// Opens a session for an account whose password was right. Errors: Invalid at `email` when the
/// account is disabled (said as a wrong password) or its person has no role left.
pub fn complete(c: &mut Db, visit: &Visit, account_id: &Id, counted: &Counted) -> Result<Secret> {
    let account = store::find_account(c, account_id)?;
    if account.disabled {
        return Err(Refusal::invalid("email", "error-sign-in"));
    }
    throttle::forget(c, counted, &account.email_folded, &visit.address)?;
    throttle::prune(c, visit.now)?;
    open(c, visit, &account)
}

/// Chooses a password by a one-time link and signs in. Every earlier session ends.
pub fn accept(c: &mut Db, visit: &Visit, purpose: Purpose, token: &str, password_hash: String) -> Result<Secret> {
    let holder = links::consume(c, visit.now, purpose, token)?;
    let account = holder.account;
    store::set_password(c, &account.id, &password_hash)?;
    sessions::end_all(c, &account.id, None, visit.now)?;
    open(c, visit, &account)
}

fn open(c: &mut Db, visit: &Visit, account: &Account) -> Result<Secret> {
    let memberships = store::memberships_of(c, &account.person_id)?;
    let last = sessions::last_membership(c, &account.id)?;
    let chosen = memberships.iter().find(|(m, _)| Some(&m.id) == last.as_ref()).or(memberships.first());
    let Some((membership, organisation)) = chosen else {
        return Err(Refusal::invalid("email", "error-no-membership"));
    };
    if let Some(old) = &visit.old_session {
        sessions::end_session(c, old, visit.now)?;
    }
    let new = NewSession {
        account_id: &account.id,
        membership_id: &membership.id,
        expires_at: visit.now + chrono::Duration::hours(visit.absolute_hours),
        user_agent: &visit.user_agent,
        address: &visit.address,
    };
    let (session, secret) = sessions::open(c, visit.now, &new)?;
    store::note_sign_in(c, &account.id, visit.now)?;
    let ctx = context(c, visit, account, membership, organisation)?;
    let entry = audit::Entry::new("sign_in", "session", &session.id).named(ctx.actor.name.clone());
    audit::record(c, &ctx, entry.after(&json!({ "organisation": organisation.name })))?;
    Ok(secret)
}

fn context(
    c: &mut Db,
    visit: &Visit,
    account: &Account,
    membership: &Membership,
    organisation: &Organisation,
) -> Result<Ctx> {
    let actor = Actor {
        person_id: account.person_id.clone(),
        name: store::person_name(c, &account.person_id)?.unwrap_or_default(),
        organisation_id: organisation.id.clone(),
        organisation_name: organisation.name.clone(),
        role: membership.role,
        via: Via::Web,
    };
    Ok(Ctx::new(actor, visit.now, account.language, visit.request_id.clone()))
}

/// Acts for another of the person's organisations from now on. The absolute limit stays.
/// Errors: NotFound when the membership is not the person's own or has ended.
pub fn switch(c: &mut Db, ctx: &Ctx, session_id: &Id, membership_id: &Id) -> Result<Secret> {
    let own = store::memberships_of(c, &ctx.actor.person_id)?;
    let (membership, _) = own.into_iter().find(|(m, _)| m.id == *membership_id).ok_or(Refusal::NotFound)?;
    let old = sessions::find(c, session_id)?;
    sessions::end_session(c, session_id, ctx.now)?;
    let new = NewSession {
        account_id: &old.account_id,
        membership_id: &membership.id,
        expires_at: old.expires_at.utc(),
        user_agent: &old.user_agent,
        address: &old.address,
    };
    Ok(sessions::open(c, ctx.now, &new)?.1)
}

pub fn sign_out(c: &mut Db, ctx: &Ctx, session_id: &Id) -> Result<()> {
    sessions::end_session(c, session_id, ctx.now)?;
    audit::record(c, ctx, audit::Entry::new("sign_out", "session", session_id).named(ctx.actor.name.clone()))
}
