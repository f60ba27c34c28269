//! An address is made, renewed and withdrawn; each is in the log, the secret never.

use super::records::Feed;
use super::store;
use crate::access::Permission;
use crate::base::refusal::Result;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::secrets::{self, Secret};

/// Makes an address and withdraws the one before. The secret is given once; only its hash is kept.
pub fn renew(c: &mut Db, ctx: &Ctx) -> Result<(Feed, Secret)> {
    ctx.require(Permission::SignedIn)?;
    store::withdraw(c, &ctx.scope, &ctx.actor.person_id, ctx.instant())?;
    let secret = secrets::token();
    let row = Feed {
        id: ctx.new_id(),
        organisation_id: ctx.actor.organisation_id.clone(),
        person_id: ctx.actor.person_id.clone(),
        secret_hash: secret.hash(),
        created_at: ctx.instant(),
        last_used_at: None,
        withdrawn_at: None,
    };
    store::insert(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "calendar_feed", &row.id).named(&ctx.actor.name).after(&row))?;
    Ok((row, secret))
}

/// Withdraws the address: calendars that have it get nothing more. Without one, nothing happens.
pub fn withdraw(c: &mut Db, ctx: &Ctx) -> Result<()> {
    ctx.require(Permission::SignedIn)?;
    let Some(row) = store::own(c, &ctx.scope, &ctx.actor.person_id)? else { return Ok(()) };
    store::withdraw(c, &ctx.scope, &ctx.actor.person_id, ctx.instant())?;
    let after = Feed { withdrawn_at: Some(ctx.instant()), ..row.clone() };
    let entry = audit::Entry::new("end", "calendar_feed", &row.id).named(&ctx.actor.name).change(&row, &after);
    audit::record(c, ctx, entry)
}
