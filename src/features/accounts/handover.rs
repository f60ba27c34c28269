//! A one-time link for somebody at a vendor who was invited and has never come in, to be handed over when the mail
//! does not arrive.

use super::links::{self, Purpose};
use super::store;
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde_json::json;

/// A new invitation link for a person of a vendor organisation that the register is linked to. None for somebody who
/// has a password or belongs elsewhere: such an account is never opened by a link that another has seen.
/// Errors: NotFound out of reach.
pub fn link_to_hand_over(c: &mut Db, ctx: &Ctx, organisation_id: &Id, person_id: &Id) -> Result<Option<String>> {
    ctx.require(Permission::VendorInvite)?;
    if !store::is_linked_vendor(c, &ctx.scope, organisation_id)? {
        return Err(Refusal::NotFound);
    }
    let memberships = store::memberships_of(c, person_id)?;
    if !memberships.iter().any(|(m, _)| m.organisation_id == *organisation_id) {
        return Err(Refusal::NotFound);
    }
    let account = store::account_of_person(c, person_id)?.filter(|account| !account.disabled);
    let account = account.ok_or(Refusal::NotFound)?;
    let elsewhere = memberships.iter().any(|(m, _)| m.organisation_id != *organisation_id);
    if account.password_hash.is_some() || elsewhere {
        return Ok(None);
    }
    let link = links::create(c, ctx.now, Purpose::Invitation, &account.id, Some(&ctx.actor.person_id))?;
    let name = store::person_name(c, person_id)?.unwrap_or_default();
    let entry = audit::Entry::new("send", "link", &account.id).named(name);
    audit::record(c, ctx, entry.after(&json!({ "purpose": Purpose::Invitation, "handed_over": true })))?;
    Ok(Some(link))
}
