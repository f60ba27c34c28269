//! The people of an organisation, kept by its administrator: the region's own, or the vendor's.
//! Nobody changes the own role, so an organisation never loses its last administrator.

use super::links::{self, Purpose};
use super::model::{Account, Membership, Person};
use super::{sessions, store};
use crate::access::{Permission, Role, Side};
use crate::base::{Email, Id, Instant, Page, PageRequest, Refusal, Result};
use crate::kit::outbox::Mail;
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;

crate::text_enum! {
    /// Whether the person can sign in. `Contact` has a role but no account.
    pub enum UserState { Active => "active", Invited => "invited", Disabled => "disabled", Contact => "contact" }
}

/// One person's role in the organisation. `id` is the membership's.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct User {
    pub id: Id,
    pub person_id: Id,
    pub name: String,
    pub email: Option<String>,
    pub role: Role,
    pub state: UserState,
    pub last_sign_in_at: Option<Instant>,
    pub version: i32,
}

impl User {
    fn of((membership, person, account): (Membership, Person, Option<Account>)) -> User {
        let state = match &account {
            None => UserState::Contact,
            Some(a) if a.disabled => UserState::Disabled,
            Some(a) if a.password_hash.is_none() => UserState::Invited,
            Some(_) => UserState::Active,
        };
        User {
            id: membership.id,
            person_id: person.id,
            name: person.name,
            email: account.as_ref().map(|a| a.email.clone()).or(person.email),
            role: membership.role,
            state,
            last_sign_in_at: account.and_then(|a| a.last_sign_in_at),
            version: membership.version,
        }
    }
}

/// The roles that can be given in the organisation of this side.
pub fn roles_of(side: Side) -> Vec<Role> {
    Role::ALL.iter().copied().filter(|r| r.side() == side).collect()
}

fn require_manage(ctx: &Ctx) -> Result<()> {
    ctx.require(match ctx.scope.side() {
        Side::Region => Permission::UsersManage,
        Side::Vendor => Permission::PortalUsers,
    })
}

/// Everybody with a role; or only those who were invited and have not answered.
pub fn list(c: &mut Db, ctx: &Ctx, q: &str, invited: bool, request: PageRequest) -> Result<Page<User>> {
    require_manage(ctx)?;
    Ok(store::people_of(c, &ctx.scope, q, invited, request)?.map(User::of))
}

pub fn find(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<User> {
    require_manage(ctx)?;
    store::person_of(c, &ctx.scope, id).map(User::of)
}

/// The membership at the version that was edited, of somebody else than the editor.
fn edited(c: &mut Db, ctx: &Ctx, id: &Id, version: i32) -> Result<(Membership, Person, Option<Account>)> {
    require_manage(ctx)?;
    let found = store::person_of(c, &ctx.scope, id)?;
    if found.0.version != version {
        let stored =
            [("role".to_string(), found.0.role.to_string()), ("version".to_string(), found.0.version.to_string())];
        return Err(Refusal::Conflict(BTreeMap::from(stored)));
    }
    if found.1.id == ctx.actor.person_id {
        return Err(Refusal::rule("rule-own-role"));
    }
    Ok(found)
}

pub fn change_role(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, role: Role) -> Result<User> {
    let (membership, person, account) = edited(c, ctx, id, version)?;
    if role.side() != ctx.scope.side() {
        return Err(Refusal::invalid("role", "error-choice"));
    }
    let saved = store::save_membership(c, &Membership { role, ..membership.clone() })?;
    let entry = audit::Entry::new("update", "membership", id).named(person.name.clone());
    audit::record(c, ctx, entry.change(&json!({ "role": membership.role }), &json!({ "role": role })))?;
    Ok(User::of((saved, person, account)))
}

/// Takes the role away. The person, the account and roles elsewhere stay; sessions and tokens for
/// this role stop at once.
pub fn end(c: &mut Db, ctx: &Ctx, id: &Id, version: i32) -> Result<()> {
    let (membership, person, _) = edited(c, ctx, id, version)?;
    store::save_membership(c, &Membership { ended_at: Some(ctx.instant()), ..membership.clone() })?;
    let entry = audit::Entry::new("end", "membership", id).named(person.name);
    audit::record(
        c,
        ctx,
        entry.change(
            &json!({ "role": membership.role, "ended": false }),
            &json!({ "role": membership.role, "ended": true }),
        ),
    )
}

/// Closes or opens the account. Errors: the rule `rule-account-elsewhere` when it also belongs to
/// another organisation, whose business it is too.
pub fn set_disabled(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, disabled: bool) -> Result<()> {
    let (_, person, account) = edited(c, ctx, id, version)?;
    let account = account.ok_or(Refusal::NotFound)?;
    if is_elsewhere(c, ctx, &person)? {
        return Err(Refusal::rule("rule-account-elsewhere"));
    }
    store::set_disabled(c, &account.id, disabled)?;
    if disabled {
        sessions::end_all(c, &account.id, None, ctx.now)?;
        links::end_all(c, ctx.now, &account.id)?;
    }
    let entry = audit::Entry::new("update", "account", &account.id).named(person.name);
    audit::record(c, ctx, entry.change(&json!({ "disabled": account.disabled }), &json!({ "disabled": disabled })))
}

fn is_elsewhere(c: &mut Db, ctx: &Ctx, person: &Person) -> Result<bool> {
    Ok(store::memberships_of(c, &person.id)?.iter().any(|(m, _)| m.organisation_id != ctx.actor.organisation_id))
}

/// A new link for somebody who lost the first one or forgot the password. It is mailed, and given
/// back to be handed over, unless the account also belongs elsewhere: then only its owner sees it.
pub fn new_link(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Option<String>> {
    require_manage(ctx)?;
    let (membership, person, account) = store::person_of(c, &ctx.scope, id)?;
    let account = account.filter(|a| !a.disabled).ok_or(Refusal::rule("rule-no-account"))?;
    let purpose = if account.password_hash.is_none() { Purpose::Invitation } else { Purpose::Reset };
    let link = links::create(c, ctx.now, purpose, &account.id, Some(&ctx.actor.person_id))?;
    let address: Email = account.email.parse().map_err(|()| Refusal::fault("a stored address cannot be read"))?;
    let organisation = &ctx.actor.organisation_name;
    let data = json!({ "organisation": organisation, "inviter": ctx.actor.name, "secret_link": link });
    let mail = Mail::new(purpose.as_str(), &address, &person.name, account.language, data);
    outbox::mail(c, ctx, &ctx.actor.organisation_id, ("membership", &membership.id), &mail)?;
    let entry = audit::Entry::new("send", "link", &account.id).named(person.name.clone());
    audit::record(c, ctx, entry.after(&json!({ "purpose": purpose })))?;
    Ok(if is_elsewhere(c, ctx, &person)? { None } else { Some(link) })
}
