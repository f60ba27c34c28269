//! Whose contracts are touched, and that their managers know of it.

use super::check_version;
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Email, Id, Language};
use crate::features::categorisation::{self, Trigger};
use crate::features::incidents::model::{Certainty, IncidentState};
use crate::features::incidents::records::{Incident, Party};
use crate::features::incidents::store;
use crate::features::{accounts, chains, contracts, vendors};
use crate::kit::outbox::{self, Mail};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde_json::json;
use std::collections::BTreeSet;

/// The node; an unknown one is refused at `node_id`.
pub fn node_of(c: &mut Db, ctx: &Ctx, id: Option<&Id>, checks: &mut Checks) -> Result<Option<Id>> {
    let Some(id) = id else { return Ok(None) };
    match chains::find_node(c, &ctx.scope, id) {
        Ok(node) => Ok(Some(node.id)),
        Err(Refusal::NotFound) => {
            checks.that(false, "node_id", "error-unknown");
            Ok(None)
        }
        Err(refusal) => Err(refusal),
    }
}

/// Lists every contract behind the incident's node that is not listed yet; gives how many were added.
pub fn list_behind(c: &mut Db, ctx: &Ctx, incident: &Incident) -> Result<usize> {
    let Some(node_id) = &incident.node_id else { return Ok(0) };
    let radius = chains::blast_radius(c, &ctx.scope, node_id)?;
    let listed: BTreeSet<Id> =
        store::parties(c, &ctx.scope, &incident.id)?.into_iter().filter_map(|p| p.contract_id).collect();
    let behind: Vec<_> = radius.contracts.into_iter().filter(|k| !listed.contains(&k.contract_id)).collect();
    let touched: Vec<(Id, Id, Certainty)> = behind
        .into_iter()
        .map(|k| (k.vendor_id, k.contract_id, if k.certain { Certainty::Certain } else { Certainty::Possible }))
        .collect();
    let added = touched.len();
    let vendor_ids: BTreeSet<Id> =
        touched.iter().filter(|(.., how)| *how == Certainty::Certain).map(|(id, ..)| id.clone()).collect();
    for (vendor_id, contract_id, certainty) in touched {
        insert(c, ctx, incident, vendor_id, Some(contract_id), certainty)?;
    }
    for vendor_id in vendor_ids {
        categorisation::trigger(c, ctx, &vendor_id, Trigger::Incident, &[])?;
    }
    Ok(added)
}

/// Adds a vendor, or one of its contracts, by hand. Errors: `error-unknown` at the field, `rule-incident-listed`.
pub fn add(
    c: &mut Db,
    ctx: &Ctx,
    incident: &Incident,
    vendor_id: Option<&Id>,
    contract_id: Option<&Id>,
) -> Result<Party> {
    let at = |field: &'static str| {
        move |refusal| {
            if matches!(refusal, Refusal::NotFound) { Refusal::invalid(field, "error-unknown") } else { refusal }
        }
    };
    let contract = contract_id.map(|id| contracts::find(c, &ctx.scope, id)).transpose().map_err(at("contract_id"))?;
    let vendor_id = contract.as_ref().map(|k| &k.vendor_id).or(vendor_id);
    let vendor_id = vendor_id.ok_or_else(|| Refusal::invalid("contract_id", "error-required"))?.clone();
    vendors::find(c, &ctx.scope, &vendor_id).map_err(at("vendor_id"))?;
    let contract_id = contract.map(|k| k.id);
    let parties = store::parties(c, &ctx.scope, &incident.id)?;
    if let Some(listed) = parties.into_iter().find(|p| p.vendor_id == vendor_id && p.contract_id == contract_id) {
        return Ok(listed);
    }
    categorisation::trigger(c, ctx, &vendor_id, Trigger::Incident, &[])?;
    insert(c, ctx, incident, vendor_id, contract_id, Certainty::Added)
}

fn insert(
    c: &mut Db,
    ctx: &Ctx,
    incident: &Incident,
    vendor_id: Id,
    contract_id: Option<Id>,
    certainty: Certainty,
) -> Result<Party> {
    let vendor = store::touched_vendors(c, &ctx.scope, std::slice::from_ref(&vendor_id))?.remove(&vendor_id);
    let contract_ids: Vec<Id> = contract_id.iter().cloned().collect();
    let contract = store::touched_contracts(c, &ctx.scope, &contract_ids)?.into_values().next();
    let manager_id = contract.and_then(|k| k.manager_id).or(vendor.and_then(|v| v.manager_id));
    let manager_ids: Vec<Id> = manager_id.iter().cloned().collect();
    let party = Party {
        id: ctx.new_id(),
        organisation_id: incident.organisation_id.clone(),
        incident_id: incident.id.clone(),
        vendor_id,
        contract_id,
        certainty,
        manager_name: store::person_names(c, &manager_ids)?.into_values().next(),
        manager_id,
        notified_at: None,
        notified_by_name: None,
        acknowledged_at: None,
        acknowledged_by_name: None,
    };
    store::insert_party(c, &party)?;
    let entry = audit::Entry::new("touch", "incident", &incident.id).vendor(&party.vendor_id);
    audit::record(c, ctx, entry.named(&incident.title).after(&party))?;
    Ok(party)
}

fn open_incident(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Incident> {
    ctx.require(Permission::IncidentEdit)?;
    let incident = store::find(c, &ctx.scope, id)?;
    check_version(version, &incident)?;
    if incident.state == IncidentState::Closed { Err(Refusal::rule("rule-incident-closed")) } else { Ok(incident) }
}

/// Adds a vendor or a contract to the incident. Errors: at the fields, `rule-incident-closed`.
pub fn add_party(c: &mut Db, ctx: &Ctx, id: &Id, vendor_id: Option<&Id>, contract_id: Option<&Id>) -> Result<Party> {
    let incident = open_incident(c, ctx, id, None)?;
    add(c, ctx, &incident, vendor_id, contract_id)
}

/// Asks the chain again; what has come behind the node since is listed. Gives how many were added.
pub fn refresh(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<usize> {
    let incident = open_incident(c, ctx, id, None)?;
    list_behind(c, ctx, &incident)
}

/// Tells every manager who has not been told, in one step: one mail to each person, whatever the number of contracts.
/// A contract without a manager goes to the incident's owner. Gives how many people were told.
pub fn notify(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<usize> {
    let incident = open_incident(c, ctx, id, None)?;
    let waiting: Vec<Party> =
        store::parties(c, &ctx.scope, id)?.into_iter().filter(|p| p.notified_at.is_none()).collect();
    let ids: Vec<Id> = waiting.iter().filter_map(|p| p.contract_id.clone()).collect();
    let vendor_ids: Vec<Id> = waiting.iter().map(|p| p.vendor_id.clone()).collect();
    let (contracts, vendors) =
        (store::touched_contracts(c, &ctx.scope, &ids)?, store::touched_vendors(c, &ctx.scope, &vendor_ids)?);
    let people = accounts::people_of_organisation(c, &incident.organisation_id)?;
    let receiver_of = |p: &Party| p.manager_id.clone().or_else(|| incident.owner_id.clone());
    let mut told = 0;
    for (person, _, language, address) in &people {
        let theirs: Vec<&Party> = waiting.iter().filter(|p| receiver_of(p).as_ref() == Some(&person.id)).collect();
        let Ok(email) = address.parse::<Email>() else { continue };
        if theirs.is_empty() {
            continue;
        }
        let rows: Vec<_> = theirs
            .iter()
            .map(|p| {
                let contract = p.contract_id.as_ref().and_then(|id| contracts.get(id));
                json!({
                    "vendor": vendors.get(&p.vendor_id).map(|v| v.name.clone()).unwrap_or_default(),
                    "contract": contract.map(|k| format!("{} {}", k.reference, k.title)),
                    "certainty": p.certainty,
                })
            })
            .collect();
        send(c, ctx, &incident, (&person.name, &email, *language), &json!(rows))?;
        told += 1;
        for party in theirs {
            let after = Party {
                notified_at: Some(ctx.instant()),
                notified_by_name: Some(ctx.actor.name.clone()),
                manager_name: Some(person.name.clone()),
                manager_id: Some(person.id.clone()),
                ..party.clone()
            };
            store::save_party(c, &ctx.scope, &after)?;
            let entry = audit::Entry::new("notify", "incident", id).vendor(&party.vendor_id).named(&incident.title);
            audit::record(c, ctx, entry.change(party, &after))?;
        }
    }
    Ok(told)
}

fn send(
    c: &mut Db,
    ctx: &Ctx,
    incident: &Incident,
    to: (&str, &Email, Language),
    rows: &serde_json::Value,
) -> Result<()> {
    let data = json!({
        "number": incident.number,
        "title": incident.title,
        "reported_by": ctx.actor.name,
        "rows": rows,
        "path": format!("/incidents/{}", incident.id),
    });
    let mail = Mail::new("incident_notice", to.1, to.0, to.2, data);
    outbox::mail(c, ctx, &incident.organisation_id, ("incident", &incident.id), &mail)?;
    Ok(())
}

/// Somebody says that they know: the manager, or a colleague in their place. Twice changes nothing.
pub fn acknowledge(c: &mut Db, ctx: &Ctx, id: &Id, party_id: &Id) -> Result<Party> {
    ctx.require(Permission::IncidentEdit)?;
    let incident = store::find(c, &ctx.scope, id)?;
    let before = store::party(c, &ctx.scope, id, party_id)?;
    if before.acknowledged_at.is_some() {
        return Ok(before);
    }
    let after = Party {
        acknowledged_at: Some(ctx.instant()),
        acknowledged_by_name: Some(ctx.actor.name.clone()),
        ..before.clone()
    };
    store::save_party(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("acknowledge", "incident", id).vendor(&after.vendor_id).named(&incident.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// The most critical tier among the vendors touched.
pub fn most_critical_tier(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Option<i32>> {
    let ids: Vec<Id> = store::parties(c, &ctx.scope, id)?.into_iter().map(|p| p.vendor_id).collect();
    Ok(store::touched_vendors(c, &ctx.scope, &ids)?.values().filter_map(|v| v.tier).min())
}
