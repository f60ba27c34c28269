//! The link in a mail that ends all mails that are not compulsory: one click, without signing in (RFC 8058). The link
//! names the person's settings in one organisation and is proved by the service's own key.

use crate::access::{Actor, Via};
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::accounts;
use crate::features::notices::records::Settings;
use crate::features::notices::store::people;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde_json::json;
use sha2::{Digest, Sha256};

fn proof(secret_key: &str, id: &Id) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"unsubscribe\0");
    hasher.update(secret_key.as_bytes());
    hasher.update(b"\0");
    hasher.update(id.as_str().as_bytes());
    hex::encode(hasher.finalize())
}

/// The address that a mail to the reader `ctx` carries. Makes the settings that it names when there are none.
pub fn path(c: &mut Db, ctx: &Ctx, secret_key: &str) -> Result<String> {
    let (home, me) = (&ctx.actor.organisation_id, &ctx.actor.person_id);
    let row = match people::settings(c, home, me)? {
        Some(row) => row,
        None => {
            let row = Settings {
                id: ctx.new_id(),
                organisation_id: home.clone(),
                person_id: me.clone(),
                language: None,
                quiet_from: None,
                quiet_to: None,
                unsubscribed_at: None,
                updated_at: ctx.instant(),
                version: 0,
            };
            people::put_settings(c, &row)?;
            row
        }
    };
    Ok(format!("/unsubscribe/{}.{}", row.id, proof(secret_key, &row.id)))
}

/// What a link names. Errors: NotFound for one that is not ours.
fn settings_of(c: &mut Db, secret_key: &str, token: &str) -> Result<Settings> {
    let (id, given) = token.split_once('.').ok_or(Refusal::NotFound)?;
    let id: Id = id.parse().map_err(|_| Refusal::NotFound)?;
    let expected = proof(secret_key, &id);
    let same = expected.len() == given.len()
        && expected.bytes().zip(given.bytes()).fold(0_u8, |found, (a, b)| found | (a ^ b)) == 0;
    if same { people::settings_by_id(c, &id) } else { Err(Refusal::NotFound) }
}

/// Whose mails a link ends, before it is pressed: the organisation's name, and whether they have ended.
pub fn look(c: &mut Db, secret_key: &str, token: &str) -> Result<(String, bool)> {
    let row = settings_of(c, secret_key, token)?;
    Ok((accounts::find_organisation(c, &row.organisation_id)?.name, row.unsubscribed_at.is_some()))
}

/// Ends the mails. Pressed twice it has ended them once.
pub fn unsubscribe(c: &mut Db, secret_key: &str, token: &str, now: DateTime<Utc>) -> Result<()> {
    let row = settings_of(c, secret_key, token)?;
    if row.unsubscribed_at.is_some() {
        return Ok(());
    }
    let Some(receiver) = people::receiver(c, &row.organisation_id, &row.person_id)? else { return Ok(()) };
    let organisation = accounts::find_organisation(c, &row.organisation_id)?;
    let actor = Actor {
        person_id: row.person_id.clone(),
        name: receiver.name.clone(),
        organisation_id: organisation.id,
        organisation_name: organisation.name,
        role: receiver.role,
        via: Via::Web,
    };
    let ctx = Ctx::new(actor, now, receiver.language, "unsubscribe".to_string());
    let after = Settings {
        unsubscribed_at: Some(Instant::from(now)),
        updated_at: Instant::from(now),
        version: row.version + 1,
        ..row
    };
    people::put_settings(c, &after)?;
    let entry = audit::Entry::new("unsubscribe", "notice_settings", &after.id).named(receiver.name);
    audit::record(c, &ctx, entry.after(&json!({ "unsubscribed": true })))
}
