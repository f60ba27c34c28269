//! What the command line does before, or instead of, anybody signing in.

use super::invitations::{Invite, grant};
use super::model::{Organisation, OrganisationKind};
use super::{store, tokens};
use crate::access::{Role, Side, Via};
use crate::base::{Email, Id, Language, OrgNumber, Refusal, Result, text};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::secrets::Secret;
use chrono::{DateTime, Utc};
use serde_json::json;

/// Makes a client organisation and invites its first administrator; gives the local address of the
/// one-time link. Errors: Invalid at `kind`, `name`, `org_number` or `email`.
pub fn setup_organisation(
    c: &mut Db,
    now: DateTime<Utc>,
    kind: OrganisationKind,
    name: &str,
    org_number: &str,
    admin_email: &Email,
) -> Result<(Organisation, String)> {
    if kind == OrganisationKind::Vendor {
        return Err(Refusal::invalid("kind", "error-choice"));
    }
    if text::tidy(name).is_empty() {
        return Err(Refusal::invalid("name", "error-required"));
    }
    let number: OrgNumber = org_number
        .parse()
        .map_err(|e: crate::base::org_number::OrgNumberError| Refusal::invalid("org_number", e.code()))?;
    if store::client_with_number(c, number.digits())? {
        return Err(Refusal::invalid("org_number", "error-taken"));
    }
    let organisation = store::add_organisation(c, now, kind, name, Some(number.digits()), false)?;
    let ctx = Ctx::job(organisation.id.clone(), "setup", Via::Cli, now);
    let after = json!({ "kind": kind, "name": organisation.name });
    audit::record(
        c,
        &ctx,
        audit::Entry::new("create", "organisation", &organisation.id).named(organisation.name.clone()).after(&after),
    )?;
    let new = Invite {
        organisation_id: organisation.id.clone(),
        name: admin_email.as_str().to_string(),
        email: admin_email.clone(),
        role: Role::Admin,
        language: Language::Sv,
    };
    let invitation = grant(c, &ctx, &organisation, &new)?;
    Ok((organisation, invitation.path))
}

/// Makes an API token for somebody with an account, in a role that the person holds.
/// `organisation` may be left out when only one fits; `days` is 1-730. Errors: Invalid at `email`,
/// `role`, `organisation` or `days`.
pub fn create_token_for(
    c: &mut Db,
    now: DateTime<Utc>,
    email: &Email,
    role: Role,
    organisation: Option<Id>,
    days: i64,
) -> Result<Secret> {
    tokens::check_days(days)?;
    let (person, account) =
        store::account_by_email(c, &email.folded())?.ok_or(Refusal::invalid("email", "error-unknown"))?;
    if account.disabled {
        return Err(Refusal::invalid("email", "error-unknown"));
    }
    let mut fitting: Vec<_> = store::memberships_of(c, &person.id)?
        .into_iter()
        .filter(|(m, o)| m.role == role && organisation.as_ref().is_none_or(|id| *id == o.id))
        .collect();
    let Some((membership, own)) = fitting.pop() else {
        return Err(Refusal::invalid("role", "error-role-not-held"));
    };
    if !fitting.is_empty() {
        return Err(Refusal::invalid("organisation", "error-organisation-needed"));
    }
    let (token, secret) =
        tokens::create_token(c, now, &person.id, &own.id, membership.role, "tillit token create", days)?;
    let mut ctx = Ctx::job(own.id.clone(), "token create", Via::Cli, now);
    if role.side() == Side::Vendor {
        ctx.actor.role = role;
    }
    audit::record(
        c,
        &ctx,
        audit::Entry::new("create", "token", &token.id).named(person.name).after(&json!({ "role": role })),
    )?;
    Ok(secret)
}
