//! Who is told what about an escalation.

use crate::access::Role;
use crate::base::{Email, Id, Language, Result};
use crate::features::accounts;
use crate::features::escalations::records::{Escalation, Step};
use crate::features::{contracts, vendors};
use crate::kit::Ctx;
use crate::kit::outbox::{self, Mail};
use crate::platform::db::Db;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Whoever answers for the contract or the vendor learns of it; nobody does, then the security officers. Nobody is told of
/// what they did themselves.
pub fn opened(c: &mut Db, ctx: &Ctx, row: &Escalation) -> Result<()> {
    let vendor = vendors::find(c, &ctx.scope, &row.vendor_id)?;
    let contract = row.contract_id.as_ref().map(|id| contracts::find(c, &ctx.scope, id)).transpose()?;
    let manager = contract.and_then(|k| k.manager_id).or(vendor.manager_id);
    let people = accounts::people_of_organisation(c, &row.organisation_id)?;
    let answers = |id: &Id| people.iter().any(|(person, ..)| person.id == *id);
    let manager = manager.filter(answers);
    let data = json!({
        "number": row.number,
        "title": row.title,
        "vendor": vendor.legal_name,
        "cause": row.cause,
        "reason": row.reason,
        "path": format!("/escalations/{}", row.id),
    });
    // A person with two roles is listed twice.
    let mut told = BTreeSet::from([ctx.actor.person_id.clone()]);
    for (person, role, language, email) in people {
        let is_for = manager.as_ref().map_or(role == Role::SecurityOfficer, |id| *id == person.id);
        if is_for && told.insert(person.id.clone()) {
            send(c, ctx, row, "escalation_opened", (&person.name, &email, language), &data)?;
        }
    }
    Ok(())
}

/// The vendor's people learn that there is a letter, and its deadline; the letter itself is behind the sign-in.
pub fn letter(c: &mut Db, ctx: &Ctx, row: &Escalation, step: &Step) -> Result<()> {
    let vendor = vendors::find(c, &ctx.scope, &row.vendor_id)?;
    let Some(organisation_id) = &vendor.vendor_organisation_id else { return Ok(()) };
    let client = accounts::find_organisation(c, &row.organisation_id)?;
    let data = json!({ "client": client.name, "due_on": step.due_on, "path": "/portal/letters" });
    let mut told = BTreeSet::new();
    for (person, _, language, email) in accounts::people_of_organisation(c, organisation_id)? {
        if told.insert(person.id.clone()) {
            send(c, ctx, row, "escalation_letter", (&person.name, &email, language), &data)?;
        }
    }
    Ok(())
}

fn send(c: &mut Db, ctx: &Ctx, row: &Escalation, event: &str, to: (&str, &str, Language), data: &Value) -> Result<()> {
    let (name, address, language) = to;
    // An address that was accepted once and no longer parses reaches nobody; the page shows the rest.
    let Ok(email) = address.parse::<Email>() else { return Ok(()) };
    let mail = Mail::new(event, &email, name, language, data.clone());
    outbox::mail(c, ctx, &row.organisation_id, ("escalation", &row.id), &mail)?;
    Ok(())
}
