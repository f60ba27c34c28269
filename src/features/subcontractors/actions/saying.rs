//! The mails of a case. What goes to a vendor holds nothing of the region's reviews.

use super::of_client;
use crate::access::Role;
use crate::base::{Email, Id, Language, Result};
use crate::features::subcontractors::model::ReviewKind;
use crate::features::subcontractors::records::{Case, Ruling};
use crate::features::{accounts, contracts, vendors};
use crate::kit::Ctx;
use crate::kit::outbox::{self, Mail};
use crate::platform::db::Db;
use serde_json::{Value, json};

const MAIL: &str = "subcontract_news";

/// Somebody who can be written to.
struct Receiver {
    name: String,
    email: Email,
    language: Language,
}

fn receivers(people: Vec<(accounts::Person, Role, Language, String)>) -> impl Iterator<Item = (Id, Role, Receiver)> {
    people.into_iter().filter_map(|(person, role, language, address)| {
        let email = address.parse().ok()?;
        Some((person.id, role, Receiver { name: person.name, email, language }))
    })
}

/// Whoever follows the contract up; without one, every contract manager.
fn managers(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<Vec<Receiver>> {
    let client = of_client(ctx, &case.organisation_id);
    let contract = contracts::find(c, &client.scope, &case.contract_id)?;
    let manager = match contract.manager_id {
        Some(manager) => Some(manager),
        None => vendors::find(c, &client.scope, &case.vendor_id)?.manager_id,
    };
    let people = accounts::people_of_organisation(c, &case.organisation_id)?;
    let all: Vec<(Id, Role, Receiver)> = receivers(people).collect();
    let named = manager.filter(|id| all.iter().any(|(person, ..)| person == id));
    Ok(all
        .into_iter()
        .filter(|(person, role, _)| match &named {
            Some(id) => person == id,
            None => *role == Role::ContractManager,
        })
        .map(|(.., receiver)| receiver)
        .collect())
}

/// The vendor's administrators.
fn applicants(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<Vec<Receiver>> {
    let client = of_client(ctx, &case.organisation_id);
    let Some(home) = vendors::find(c, &client.scope, &case.vendor_id)?.vendor_organisation_id else {
        return Ok(Vec::new());
    };
    let people = accounts::people_of_organisation(c, &home)?;
    Ok(receivers(people).filter(|(_, role, _)| *role == Role::VendorAdmin).map(|(.., receiver)| receiver).collect())
}

fn send(c: &mut Db, ctx: &Ctx, case: &Case, to: Vec<Receiver>, kind: &str, portal: bool, more: &Value) -> Result<()> {
    let client = of_client(ctx, &case.organisation_id);
    let organisation = accounts::find_organisation(c, &case.organisation_id)?;
    let contract = contracts::find(c, &client.scope, &case.contract_id)?;
    let vendor = vendors::find(c, &client.scope, &case.vendor_id)?;
    let path = if portal { "/portal/subcontracts" } else { "/subcontracts" };
    let mut data = json!({
        "kind": kind, "number": case.number, "name": case.name, "client": organisation.name,
        "vendor": vendor.legal_name, "contract": contract.reference, "path": format!("{path}/{}", case.id),
        "due_on": case.due_on, "text": null, "decision": null, "valid_until": null,
    });
    if let (Some(data), Some(more)) = (data.as_object_mut(), more.as_object()) {
        data.extend(more.clone());
    }
    for receiver in to {
        let mail = Mail::new(MAIL, &receiver.email, &receiver.name, receiver.language, data.clone());
        outbox::mail(c, ctx, &case.organisation_id, ("subcontract", &case.id), &mail)?;
    }
    Ok(())
}

/// The region has something to check.
pub fn submitted(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<()> {
    let to = managers(c, ctx, case)?;
    send(c, ctx, case, to, "submitted", false, &json!({}))
}

/// The vendor has to say more.
pub fn completion(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<()> {
    let to = applicants(c, ctx, case)?;
    send(c, ctx, case, to, "completion", true, &json!({ "text": case.completion_text }))
}

/// Those who hold the three reviews have something to do.
pub fn to_review(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<()> {
    let people = accounts::people_of_organisation(c, &case.organisation_id)?;
    let roles = [Role::SecurityOfficer, Role::DataProtectionOfficer, Role::LegalCounsel];
    let to = receivers(people).filter(|(_, role, _)| roles.contains(role)).map(|(.., receiver)| receiver).collect();
    send(c, ctx, case, to, "review", false, &json!({}))
}

/// Both sides hear of a decision; the vendor's mail says what the letter says, and no more.
pub fn decided(c: &mut Db, ctx: &Ctx, case: &Case, ruling: &Ruling) -> Result<()> {
    let said = json!({ "decision": ruling.decision, "valid_until": ruling.valid_until, "due_on": null });
    let to = applicants(c, ctx, case)?;
    send(c, ctx, case, to, "decided", true, &said)?;
    let to = managers(c, ctx, case)?;
    send(c, ctx, case, to, "decided", false, &said)
}

/// The vendor hears that an approval ended, or that the region objects.
pub fn closed(c: &mut Db, ctx: &Ctx, case: &Case, kind: &'static str, text: &str) -> Result<()> {
    let to = applicants(c, ctx, case)?;
    send(c, ctx, case, to, kind, true, &json!({ "text": text, "due_on": null }))
}

/// The notice has passed, and silence was no answer: somebody still has to decide.
pub fn silence(c: &mut Db, ctx: &Ctx, case: &Case) -> Result<()> {
    let to = managers(c, ctx, case)?;
    send(c, ctx, case, to, "silence", false, &json!({ "due_on": null }))
}

/// A day is near: the vendor's when it was asked for more, else the managers'. Sent once for each day.
pub fn near(c: &mut Db, ctx: &Ctx, case: &Case, waits_for_vendor: bool) -> Result<()> {
    let Some(due_on) = case.due_on else { return Ok(()) };
    let kind = json!("due").to_string();
    let day = json!(due_on).to_string();
    let told = outbox::payloads(c, ctx, &case.id, MAIL)?
        .into_iter()
        .any(|payload| payload.contains(&format!("\"kind\":{kind}")) && payload.contains(&day));
    if told {
        return Ok(());
    }
    let to = if waits_for_vendor { applicants(c, ctx, case)? } else { managers(c, ctx, case)? };
    send(c, ctx, case, to, "due", waits_for_vendor, &json!({}))
}

/// Which review a role gives, for the page's own list.
pub fn reviews_of(role: Role) -> Vec<ReviewKind> {
    let holds = |kind: &ReviewKind| crate::access::policy::allows(Some(role), super::permission(*kind));
    ReviewKind::ALL.iter().copied().filter(holds).collect()
}
