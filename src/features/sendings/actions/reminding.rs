//! Reminders: one mail a person and day, whatever the number of assessments; the last step also tells the manager.

use super::day_of;
use super::settings::reminding;
use crate::base::{Email, Id, Result};
use crate::features::accounts;
use crate::features::sendings::model::Reminding;
use crate::features::sendings::records::{Digest, Reminder};
use crate::features::sendings::rules;
use crate::features::sendings::store::{self, Reached, Waiting};
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An open assessment for which a step of the ladder has come.
struct Due<'a> {
    waiting: &'a Waiting,
    step: i32,
    last: bool,
}

/// What one organisation has to say today.
struct Plan {
    settings: Reminding,
    waiting: Vec<Waiting>,
    /// By assessment.
    steps: BTreeMap<Id, i32>,
}

/// Reminds whoever has something waiting for which a day has come. Run twice on a day it does nothing more.
pub fn sweep(app: &App, ctx: &Ctx) -> Result<()> {
    if app.db.read_now(|c| plan(c, ctx))?.steps.is_empty() {
        return Ok(());
    }
    app.db.write_now(|c| {
        let plan = plan(c, ctx)?;
        tell(c, ctx, &plan)
    })
}

fn plan(c: &mut Db, ctx: &Ctx) -> Result<Plan> {
    let (settings, today) = (reminding(c, ctx)?, ctx.today());
    let waiting = store::waiting(c, &ctx.scope)?;
    let done = store::reminded(c, &ctx.scope)?;
    let none = BTreeSet::new();
    let step = |each: &Waiting| {
        let a = &each.assessment;
        // What came back begins anew from the day it came back.
        let from = a.returned_at.filter(|at| *at > a.sent_at).map_or_else(|| day_of(a.sent_at), day_of);
        let step = rules::step_now(a.due_on, from, today, &settings.ladder, done.get(&a.id).unwrap_or(&none))?;
        Some((a.id.clone(), step))
    };
    let steps = waiting.iter().filter_map(step).collect();
    Ok(Plan { settings, waiting, steps })
}

fn tell(c: &mut Db, ctx: &Ctx, plan: &Plan) -> Result<()> {
    let reached = store::reached(c, &ctx.scope)?;
    let told = store::told_on(c, &ctx.scope, ctx.today())?;
    let last = plan.settings.ladder.last().copied();
    let people = |each: &Waiting| each.vendor_organisation_id.as_ref().and_then(|home| reached.get(home));
    let due: Vec<Due<'_>> = plan
        .waiting
        .iter()
        // Whoever has had today's mail hears of the rest tomorrow.
        .filter(|each| people(each).is_none_or(|all| all.iter().all(|one| !told.contains(&one.person_id))))
        .filter_map(|waiting| {
            let step = *plan.steps.get(&waiting.assessment.id)?;
            Some(Due { waiting, step, last: Some(step) == last })
        })
        .collect();
    let mut said = BTreeSet::new();
    for (person, theirs) in by_person(&due, plan, &reached) {
        if digest(c, ctx, plan, person, &theirs)? {
            said.extend(theirs.iter().map(|each| each.assessment.id.clone()));
        }
    }
    let escalated = if plan.settings.escalate { escalate(c, ctx, plan, &due)? } else { BTreeSet::new() };
    let mut entries = Vec::new();
    for each in &due {
        let a = &each.waiting.assessment;
        let escalated = escalated.contains(&a.id);
        if !said.contains(&a.id) && !escalated {
            continue;
        }
        let row = Reminder {
            id: ctx.new_id(),
            organisation_id: a.organisation_id.clone(),
            assessment_id: a.id.clone(),
            step: each.step,
            escalated,
            sent_at: ctx.instant(),
        };
        store::insert_reminder(c, &row)?;
        let entry = audit::Entry::new("remind", "assessment", &a.id).vendor(&a.vendor_id);
        let after = json!({ "step": each.step, "escalated": escalated });
        entries.push(entry.named(&each.waiting.vendor_name).after(&after));
    }
    audit::record_all(c, ctx, entries)
}

/// Each person with all that waits there, once something of it is due.
fn by_person<'a>(
    due: &[Due<'a>],
    plan: &'a Plan,
    reached: &'a BTreeMap<Id, Vec<Reached>>,
) -> Vec<(&'a Reached, Vec<&'a Waiting>)> {
    let homes: BTreeSet<&Id> = due.iter().filter_map(|each| each.waiting.vendor_organisation_id.as_ref()).collect();
    let mut people: BTreeMap<&Id, (&Reached, Vec<&Waiting>)> = BTreeMap::new();
    for waiting in &plan.waiting {
        let Some(home) = waiting.vendor_organisation_id.as_ref().filter(|home| homes.contains(home)) else { continue };
        for person in reached.get(home).into_iter().flatten() {
            people.entry(&person.person_id).or_insert_with(|| (person, Vec::new())).1.push(waiting);
        }
    }
    people.into_values().collect()
}

fn line(ctx: &Ctx, plan: &Plan, each: &Waiting) -> Value {
    let a = &each.assessment;
    json!({
        "vendor": each.vendor_name,
        "due_on": a.due_on,
        "answered": a.answered_count,
        "count": a.question_count,
        "late": rules::is_late(a.status, a.due_on, plan.settings.grace_days, ctx.today()),
    })
}

/// The one mail to one person at a vendor. False for an address that reaches nobody.
fn digest(c: &mut Db, ctx: &Ctx, plan: &Plan, person: &Reached, theirs: &[&Waiting]) -> Result<bool> {
    let (Ok(email), Some(first)) = (person.email.parse::<Email>(), theirs.first()) else { return Ok(false) };
    let client = accounts::find_organisation(c, &first.assessment.organisation_id)?;
    let rows: Vec<Value> = theirs.iter().map(|each| line(ctx, plan, each)).collect();
    let path = match theirs {
        [one] => format!("/portal/assessments/{}/continue", one.assessment.id),
        _ => "/portal/assessments".to_string(),
    };
    let data = json!({ "client": client.name, "count": rows.len(), "rows": rows, "path": path });
    let mail = Mail::new("assessment_reminder", &email, &person.name, person.language, data);
    outbox::mail(c, ctx, &client.id, ("person", &person.person_id), &mail)?;
    let row = Digest {
        id: ctx.new_id(),
        organisation_id: client.id,
        person_id: person.person_id.clone(),
        on_date: ctx.today(),
        assessments: i32::try_from(theirs.len()).unwrap_or(i32::MAX),
        sent_at: ctx.instant(),
    };
    store::insert_digest(c, &row)?;
    Ok(true)
}

/// Tells the manager of the contract (else of the vendor, else whoever sent it) of what has passed its last step: one
/// mail each. Gives the assessments that somebody was told of.
fn escalate(c: &mut Db, ctx: &Ctx, plan: &Plan, due: &[Due<'_>]) -> Result<BTreeSet<Id>> {
    let passed: Vec<&Waiting> = due.iter().filter(|each| each.last).map(|each| each.waiting).collect();
    let mut told = BTreeSet::new();
    if passed.is_empty() {
        return Ok(told);
    }
    let organisation_id = ctx.scope.client()?.clone();
    let (of_vendor, of_contract) = store::contract_managers(c, &ctx.scope)?;
    let mut colleagues = BTreeMap::new();
    for (person, _, language, address) in accounts::people_of_organisation(c, &organisation_id)? {
        if let Ok(email) = address.parse::<Email>() {
            colleagues.insert(person.id, (person.name, language, email));
        }
    }
    let mut by_manager: BTreeMap<&Id, Vec<&Waiting>> = BTreeMap::new();
    for each in passed {
        let a = &each.assessment;
        let of_contract = a.contract_id.as_ref().and_then(|id| of_contract.get(id));
        let asked = [of_contract, of_vendor.get(&a.vendor_id), each.manager_id.as_ref(), Some(&a.sent_by)];
        if let Some(manager) = asked.into_iter().flatten().find(|id| colleagues.contains_key(*id)) {
            by_manager.entry(manager).or_default().push(each);
        }
    }
    for (manager, theirs) in by_manager {
        let Some((name, language, email)) = colleagues.get(manager) else { continue };
        let rows: Vec<Value> = theirs.iter().map(|each| line(ctx, plan, each)).collect();
        let path = match theirs.as_slice() {
            [one] => format!("/assessments/{}", one.assessment.id),
            _ => "/assessments?late=late".to_string(),
        };
        let data = json!({ "count": rows.len(), "rows": rows, "path": path });
        let mail = Mail::new("assessment_escalated", email, name, *language, data);
        outbox::mail(c, ctx, &organisation_id, ("person", manager), &mail)?;
        told.extend(theirs.iter().map(|each| each.assessment.id.clone()));
    }
    Ok(told)
}
