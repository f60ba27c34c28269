//! Who is told of a request, and of what waits for a decision.

use crate::access::{Permission, policy};
use crate::base::{Id, Result};
use crate::features::accounts;
use crate::features::records::rows::Disclosure;
use crate::kit::Ctx;
use crate::kit::notices::{self, News, NoticeKind};
use crate::platform::db::Db;

fn tell(c: &mut Db, ctx: &Ctx, person_id: &Id, event: &str, object: (&str, &Id)) -> Result<()> {
    let organisation_id = ctx.scope.client()?;
    let key = format!("{event}:{}", object.1);
    let news = News {
        person_id,
        home_id: organisation_id,
        organisation_id,
        kind: NoticeKind::Event,
        event: Some(event),
        object,
        due_on: None,
        key: &key,
    };
    notices::tell(c, ctx, &news).map(drop)
}

/// Tells whoever is responsible for a request, unless they made themselves so.
pub fn tell_responsible(c: &mut Db, ctx: &Ctx, row: &Disclosure) -> Result<()> {
    match row.responsible_id == ctx.actor.person_id {
        true => Ok(()),
        false => tell(c, ctx, &row.responsible_id, "disclosure_received", ("disclosure", &row.id)),
    }
}

/// Tells everybody else who may decide on refusals and disposals.
pub fn tell_deciders(c: &mut Db, ctx: &Ctx, event: &str, object: (&str, &Id)) -> Result<()> {
    for (person, role) in accounts::organisation_people(c, &ctx.scope)? {
        if person.id != ctx.actor.person_id && policy::allows(Some(role), Permission::RecordDecide) {
            tell(c, ctx, &person.id, event, object)?;
        }
    }
    Ok(())
}
