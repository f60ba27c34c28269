//! Who is told what about an action.

use crate::access::Side;
use crate::base::{Email, Id, Language, Result};
use crate::features::accounts;
use crate::features::findings::records::Action;
use crate::features::findings::{calendar, store};
use crate::features::vendors::{self, Vendor};
use crate::kit::Ctx;
use crate::kit::outbox::{self, Mail};
use crate::platform::db::Db;
use serde_json::{Value, json};

const ASSIGNED: &str = "action_assigned";

/// The vendor's people learn that an action is theirs; of one that is withheld they learn nothing. Its day goes along as
/// a calendar file.
pub fn assigned(c: &mut Db, ctx: &Ctx, action: &Action, vendor: &Vendor) -> Result<()> {
    let data = json!({
        "client_name": store::client_name(c, action)?,
        "title": action.title,
        "description": action.description,
        "due_on": action.due_on,
        "path": format!("/portal/actions/{}", action.id),
    });
    to_vendor(c, ctx, action, vendor, ASSIGNED, &data)
}

/// The region's owner, or else whoever made the action, learns that it was reported done. Nobody is
/// told of what they did themselves.
pub fn reported(c: &mut Db, ctx: &Ctx, action: &Action) -> Result<()> {
    let people = accounts::people_of_organisation(c, &action.organisation_id)?;
    let find = |id: &Id| people.iter().find(|(person, ..)| person.id == *id);
    let receiver = action.owner_id.as_ref().and_then(find).or_else(|| find(&action.created_by));
    let Some((person, _, language, email)) = receiver.filter(|(person, ..)| person.id != ctx.actor.person_id) else {
        return Ok(());
    };
    let data = json!({
        "title": action.title,
        "number": action.number,
        "note": action.reported_note,
        "reported_by": action.reported_by_name,
        "reporter_organisation": ctx.actor.organisation_name,
        "path": format!("/actions/{}", action.id),
    });
    send(c, ctx, action, "action_reported", (&person.name, email, *language), &data)
}

/// The vendor's people learn that the action was effective, or that it comes back to them: two mails, so that neither
/// can be written as the other.
pub fn verified(c: &mut Db, ctx: &Ctx, action: &Action, effective: bool) -> Result<()> {
    let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
    let data = json!({
        "client_name": store::client_name(c, action)?,
        "title": action.title,
        "note": action.verified_note,
        "due_on": action.due_on,
        "path": format!("/portal/actions/{}", action.id),
    });
    let event = if effective { "action_verified" } else { "action_sent_back" };
    to_vendor(c, ctx, action, &vendor, event, &data)
}

fn to_vendor(c: &mut Db, ctx: &Ctx, action: &Action, vendor: &Vendor, event: &str, data: &Value) -> Result<()> {
    let Some(organisation_id) = vendor.vendor_organisation_id.as_ref().filter(|_| !action.withheld) else {
        return Ok(());
    };
    for (person, _, language, email) in accounts::people_of_organisation(c, organisation_id)? {
        send(c, ctx, action, event, (&person.name, &email, language), data)?;
    }
    Ok(())
}

fn send(c: &mut Db, ctx: &Ctx, action: &Action, event: &str, to: (&str, &str, Language), data: &Value) -> Result<()> {
    let (name, address, language) = to;
    // An address that was accepted once and no longer parses reaches nobody; the page shows the rest.
    let Ok(email) = address.parse::<Email>() else { return Ok(()) };
    let mut mail = Mail::new(event, &email, name, language, data.clone());
    mail.calendar = (event == ASSIGNED).then(|| calendar::entry(action, Side::Vendor));
    outbox::mail(c, ctx, &action.organisation_id, ("action", &action.id), &mail)?;
    Ok(())
}
