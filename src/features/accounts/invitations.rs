//! Inviting people. The link is always shown to the inviter too, so that nothing depends on mail,
//! with one exception: an account that also belongs elsewhere is never opened by a link that
//! somebody other than its owner has seen.

use super::links::{self, Purpose};
use super::model::{Account, Membership, NewPerson, Organisation, OrganisationKind, Person};
use super::store;
use crate::access::{Permission, Role, Side};
use crate::base::{Email, Id, Language, OrgNumber, Refusal, Result, text};
use crate::kit::outbox::Mail;
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use serde_json::json;

/// Who is invited to what.
#[derive(Debug, Clone)]
pub struct Invite {
    pub organisation_id: Id,
    pub name: String,
    pub email: Email,
    pub role: Role,
    pub language: Language,
}

/// What an invitation led to.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// What the inviter hands over: `/invitation/<token>`, or `/sign-in` for somebody who already
    /// has a password or belongs elsewhere.
    pub path: String,
    /// True when `path` is a one-time link.
    pub is_link: bool,
    pub person_id: Id,
    pub account_id: Id,
    pub membership_id: Id,
    pub organisation_id: Id,
}

/// Invites a person to a role: an admin to the own organisation, a role with `VendorInvite` to a
/// vendor's organisation that the register is linked to, a vendor's admin to the vendor's own.
/// Errors: NotFound for an organisation out of reach, Invalid when the person already is there.
pub fn invite(c: &mut Db, ctx: &Ctx, new: &Invite) -> Result<Invitation> {
    let organisation = store::find_organisation(c, &new.organisation_id)?;
    let own = ctx.actor.organisation_id == organisation.id;
    match (ctx.scope.side(), new.role.side()) {
        (Side::Region, Side::Region) if own => ctx.require(Permission::UsersManage)?,
        (Side::Vendor, Side::Vendor) if own => ctx.require(Permission::PortalUsers)?,
        (Side::Region, Side::Vendor) => {
            ctx.require(Permission::VendorInvite)?;
            if organisation.kind != OrganisationKind::Vendor
                || !store::is_linked_vendor(c, &ctx.scope, &organisation.id)?
            {
                return Err(Refusal::NotFound);
            }
        }
        _ => return Err(Refusal::NotFound),
    }
    grant(c, ctx, &organisation, new)
}

/// Invites somebody at a vendor, making the vendor's organisation first when it has none. The
/// caller has checked that the register row is its own, and keeps the organisation's id there.
/// An organisation is never found by its number: typing a number must not open what another
/// client's vendor can see.
#[allow(clippy::too_many_arguments, reason = "the register calls it with what its form has")]
pub fn invite_vendor_person(
    c: &mut Db,
    ctx: &Ctx,
    vendor_organisation: Option<Id>,
    vendor_name: &str,
    org_number: Option<&str>,
    name: &str,
    email: &Email,
    language: Language,
    role: Role,
) -> Result<(Id, Invitation)> {
    ctx.require(Permission::VendorInvite)?;
    ctx.scope.client()?;
    if role.side() != Side::Vendor {
        return Err(Refusal::invalid("role", "error-choice"));
    }
    let organisation = match vendor_organisation {
        Some(id) => store::find_organisation(c, &id)?,
        None => {
            let organisation =
                store::add_organisation(c, ctx.now, OrganisationKind::Vendor, vendor_name, org_number, false)?;
            let shown = org_number.and_then(|n| n.parse::<OrgNumber>().ok()).map(|n| n.masked());
            let after = json!({ "kind": organisation.kind, "name": organisation.name, "org_number": shown });
            audit::record(
                c,
                ctx,
                audit::Entry::new("create", "organisation", &organisation.id).named(vendor_name).after(&after),
            )?;
            organisation
        }
    };
    let new = Invite {
        organisation_id: organisation.id.clone(),
        name: name.to_string(),
        email: email.clone(),
        role,
        language,
    };
    let invitation = grant(c, ctx, &organisation, &new)?;
    Ok((organisation.id, invitation))
}

/// Gives the role and the way in, without asking who may: for `invite` and for `setup`.
pub(super) fn grant(c: &mut Db, ctx: &Ctx, organisation: &Organisation, new: &Invite) -> Result<Invitation> {
    if text::tidy(&new.name).is_empty() {
        return Err(Refusal::invalid("name", "error-required"));
    }
    let (person, account) = person_with_account(c, ctx, organisation, new)?;
    let membership = membership(c, ctx, &person, organisation, new.role)?;
    let elsewhere = store::memberships_of(c, &person.id)?.iter().any(|(m, _)| m.organisation_id != organisation.id);
    let after = json!({ "role": new.role, "person": person.name, "organisation": organisation.name });
    audit::record(
        c,
        ctx,
        audit::Entry::new("invite", "membership", &membership.id).named(person.name.clone()).after(&after),
    )?;

    let has_password = account.password_hash.is_some();
    let link = if has_password {
        None
    } else {
        Some(links::create(c, ctx.now, Purpose::Invitation, &account.id, Some(&ctx.actor.person_id))?)
    };
    let event = if has_password { "added" } else { "invitation" };
    let mut data = json!({ "organisation": organisation.name, "inviter": ctx.actor.name, "role": new.role });
    if let (Some(link), Some(map)) = (&link, data.as_object_mut()) {
        map.insert("secret_link".to_string(), json!(link));
    }
    let mail = Mail::new(event, &new.email, &person.name, account.language, data);
    outbox::mail(c, ctx, &ctx.actor.organisation_id, ("membership", &membership.id), &mail)?;

    let shown = link.filter(|_| !elsewhere);
    Ok(Invitation {
        is_link: shown.is_some(),
        path: shown.unwrap_or_else(|| "/sign-in".to_string()),
        person_id: person.id,
        account_id: account.id,
        membership_id: membership.id,
        organisation_id: organisation.id.clone(),
    })
}

fn person_with_account(c: &mut Db, ctx: &Ctx, organisation: &Organisation, new: &Invite) -> Result<(Person, Account)> {
    if let Some(found) = store::account_by_email(c, &new.email.folded())? {
        return Ok(found);
    }
    let known = store::person_without_account(c, &organisation.id, &new.email)?;
    let person = match known {
        Some(person) => person,
        None => store::add_person(
            c,
            ctx.now,
            &NewPerson { name: new.name.clone(), email: Some(new.email.clone()), phone: None },
        )?,
    };
    let account = store::add_account(c, ctx.now, &person, new.language, None)?;
    Ok((person, account))
}

fn membership(c: &mut Db, ctx: &Ctx, person: &Person, organisation: &Organisation, role: Role) -> Result<Membership> {
    match store::membership_between(c, &person.id, &organisation.id)? {
        Some(old) if old.ended_at.is_none() => Err(Refusal::invalid("email", "error-already-member")),
        Some(old) => store::save_membership(c, &Membership { role, ended_at: None, ..old }),
        None => store::add_membership(c, ctx.now, &person.id, &organisation.id, role),
    }
}
