//! A request comes in, and things are chosen for it.

use super::telling::tell_responsible;
use super::{MAX_SHORT, MAX_TEXT, diary_number, log, open, paragraph, tidy};
use crate::access::{Permission, policy};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::records::model::{DisclosureSource, DisclosureState, DisclosureStep, Term};
use crate::features::records::parameters::Parameters;
use crate::features::records::rows::{Disclosure, DisclosureItem};
use crate::features::records::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// How many things one request may have.
const MOST_ITEMS: usize = 200;

/// A request as it was put. Why is never asked, and who only if they say so.
#[derive(Debug, Clone, Default)]
pub struct NewDisclosure {
    /// Today, without it.
    pub received_on: Option<NaiveDate>,
    pub requester: Option<String>,
    /// Where the answer is to go.
    pub contact: Option<String>,
    pub asked_for: String,
    pub diary_number: Option<String>,
    /// Whoever registers it, without it.
    pub responsible_id: Option<Id>,
}

/// What can be changed of a request: what was asked for, and when it came, stand.
#[derive(Debug, Clone, Default)]
pub struct DisclosureEdit {
    pub requester: Option<String>,
    pub contact: Option<String>,
    pub diary_number: Option<String>,
    /// Whoever is so already, without it.
    pub responsible_id: Option<Id>,
}

/// The name of who is to be responsible: somebody who may edit, or whoever says it. Errors at `responsible_id`.
fn responsible(c: &mut Db, ctx: &Ctx, checks: &mut Checks, id: &Id) -> Result<String> {
    let people = accounts::organisation_people(c, &ctx.scope)?;
    let found = people
        .into_iter()
        .find(|(person, role)| person.id == *id && policy::allows(Some(*role), Permission::RecordEdit));
    Ok(match found {
        Some((person, _)) => person.name,
        None if *id == ctx.actor.person_id => ctx.actor.name.clone(),
        None => {
            checks.add(FieldError::new("responsible_id", "error-unknown"));
            String::new()
        }
    })
}

/// Who asks and where the answer is to go, when they have said so.
fn asker(
    checks: &mut Checks,
    requester: &Option<String>,
    contact: &Option<String>,
) -> (Option<String>, Option<String>) {
    let (requester, contact) = (tidy(requester), tidy(contact));
    checks.longest("requester", requester.as_deref().unwrap_or_default(), MAX_SHORT);
    checks.longest("contact", contact.as_deref().unwrap_or_default(), MAX_SHORT);
    (requester, contact)
}

fn search_text(asked_for: &str, requester: Option<&str>, diary_number: Option<&str>) -> String {
    text::fold(&[Some(asked_for), requester, diary_number].into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// Takes a request in. Errors: at the fields.
pub fn receive(c: &mut Db, ctx: &Ctx, new: &NewDisclosure) -> Result<Disclosure> {
    ctx.require(Permission::RecordEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let received_on = new.received_on.unwrap_or(ctx.today());
    checks.that(received_on <= ctx.today(), "received_on", "error-record-date-ahead");
    checks.that(received_on.year() >= 1900, "received_on", "error-record-date-old");
    let asked_for = checks.required("asked_for", &new.asked_for);
    checks.longest("asked_for", &asked_for, MAX_TEXT);
    let (requester, contact) = asker(&mut checks, &new.requester, &new.contact);
    let diary_number = diary_number(c, ctx, &mut checks, &new.diary_number, None)?;
    let responsible_id = new.responsible_id.clone().unwrap_or_else(|| ctx.actor.person_id.clone());
    let name = responsible(c, ctx, &mut checks, &responsible_id)?;
    checks.done()?;
    let number = store::next_disclosure_number(c, &ctx.scope)?;
    let row = Disclosure {
        id: ctx.new_id(),
        organisation_id,
        number,
        received_on,
        search_text: search_text(&asked_for, requester.as_deref(), diary_number.as_deref()),
        requester,
        contact,
        asked_for,
        diary_number,
        state: DisclosureState::Open,
        responsible_id,
        responsible_name: name,
        terms: "[]".to_string(),
        outcome: None,
        reasons: None,
        letter: None,
        letter_sha256: None,
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        closed_on: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_disclosure(c, &row)?;
    log(c, ctx, &row, DisclosureStep::Received, None)?;
    let entry = audit::Entry::new("create", "disclosure", &row.id).named(format!("{number}")).after(&row);
    audit::record(c, ctx, entry)?;
    tell_responsible(c, ctx, &row)?;
    Ok(row)
}

/// What the log of changes calls the request.
fn changed(c: &mut Db, ctx: &Ctx, before: &Disclosure, after: &Disclosure) -> Result<()> {
    store::save_disclosure(c, &ctx.scope, after)?;
    let entry = audit::Entry::new("update", "disclosure", &after.id).named(after.number.to_string());
    audit::record(c, ctx, entry.change(before, after))
}

/// Changes a request while nothing is decided.
/// Errors: at the fields, Conflict, `rule-disclosure-decided`.
pub fn edit_disclosure(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    typed: &DisclosureEdit,
) -> Result<Disclosure> {
    ctx.require(Permission::RecordEdit)?;
    let before = open(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let (requester, contact) = asker(&mut checks, &typed.requester, &typed.contact);
    let diary_number = diary_number(c, ctx, &mut checks, &typed.diary_number, before.diary_number.as_deref())?;
    // somebody who may edit no longer can stay until another is named
    let (responsible_id, responsible_name) = match &typed.responsible_id {
        Some(id) if *id != before.responsible_id => (id.clone(), responsible(c, ctx, &mut checks, id)?),
        _ => (before.responsible_id.clone(), before.responsible_name.clone()),
    };
    checks.done()?;
    let after = Disclosure {
        search_text: search_text(&before.asked_for, requester.as_deref(), diary_number.as_deref()),
        requester,
        contact,
        diary_number,
        responsible_id,
        responsible_name,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    changed(c, ctx, &before, &after)?;
    log(c, ctx, &after, DisclosureStep::Changed, None)?;
    if after.responsible_id != before.responsible_id {
        tell_responsible(c, ctx, &after)?;
    }
    Ok(after)
}

/// Chooses records for a request, or one of the lists that are made on request; what is chosen already stays.
/// Errors: `record_ids`, `rule-disclosure-decided`, `rule-disclosure-many`, `rule-record-disposed`.
pub fn choose(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    record_ids: &[Id],
    list: Option<DisclosureSource>,
) -> Result<Vec<DisclosureItem>> {
    ctx.require(Permission::RecordEdit)?;
    let row = open(c, ctx, id, None)?;
    let many = || Refusal::rule_with("rule-disclosure-many", &[("max", MOST_ITEMS.to_string())]);
    if record_ids.len() > MOST_ITEMS {
        return Err(many());
    }
    let there = store::items(c, &ctx.scope, id)?;
    let known: BTreeSet<&Id> = there.iter().filter_map(|item| item.record_id.as_ref()).collect();
    let wanted: BTreeSet<&Id> = record_ids.iter().collect();
    let found = store::of_ids(c, &ctx.scope, record_ids)?;
    let list = list.filter(|source| *source != DisclosureSource::Record);
    if found.len() != wanted.len() || (wanted.is_empty() && list.is_none()) {
        let code = if wanted.is_empty() { "error-required" } else { "error-unknown" };
        return Err(Refusal::invalid("record_ids", code));
    }
    if found.iter().any(|record| record.is_disposed()) {
        return Err(Refusal::rule("rule-record-disposed"));
    }
    let mut new: Vec<(DisclosureSource, Option<Id>, String)> = found
        .into_iter()
        .filter(|record| !known.contains(&record.id))
        .map(|record| (DisclosureSource::Record, Some(record.id), record.subject))
        .collect();
    if let Some(source) = list
        && !there.iter().any(|item| item.source == source)
    {
        new.push((source, None, String::new()));
    }
    if there.len() + new.len() > MOST_ITEMS {
        return Err(many());
    }
    let next = there.last().map_or(1, |item| item.position + 1);
    let mut items = Vec::new();
    for (position, (source, record_id, title)) in (next..).zip(new) {
        let item = DisclosureItem {
            id: ctx.new_id(),
            organisation_id: row.organisation_id.clone(),
            disclosure_id: row.id.clone(),
            position,
            source,
            record_id,
            title,
            assessment: "{}".to_string(),
            assessed_by_name: None,
            assessed_at: None,
            read_sha256: None,
            version: 1,
        };
        store::insert_item(c, &item)?;
        let entry = audit::Entry::new("create", "disclosure_item", &item.id).named(row.number.to_string()).after(&item);
        audit::record(c, ctx, entry)?;
        items.push(item);
    }
    if !items.is_empty() {
        log(c, ctx, &row, DisclosureStep::Chosen, Some(items.len().to_string()))?;
    }
    Ok(items)
}

/// Takes a chosen thing out again while nothing is decided.
pub fn remove(c: &mut Db, ctx: &Ctx, id: &Id, item_id: &Id) -> Result<()> {
    ctx.require(Permission::RecordEdit)?;
    let row = open(c, ctx, id, None)?;
    let item = store::find_item(c, &ctx.scope, id, item_id)?;
    store::delete_item(c, &ctx.scope, &item.id)?;
    log(c, ctx, &row, DisclosureStep::Removed, None)?;
    let entry = audit::Entry::new("delete", "disclosure_item", &item.id).named(row.number.to_string()).after(&item);
    audit::record(c, ctx, entry)
}

/// Says which words are masked wherever they stand in the extract: names, addresses, codes.
/// Errors: `terms`, `paragraph`, Conflict, `rule-disclosure-decided`.
pub fn set_terms(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, terms: &[Term]) -> Result<Disclosure> {
    ctx.require(Permission::RecordEdit)?;
    let before = open(c, ctx, id, version)?;
    let shortest = Parameters::on(ctx.today()).shortest_term;
    let mut checks = Checks::default();
    let mut kept: Vec<Term> = Vec::new();
    for term in terms {
        let text = text::tidy(&term.text);
        if text.chars().count() < shortest {
            checks.add(FieldError::new("terms", "error-record-term-short").with("min", shortest));
        }
        checks.longest("terms", &text, MAX_SHORT);
        let paragraph = paragraph(ctx, &mut checks, "paragraph", &term.paragraph);
        kept.push(Term { text, paragraph });
    }
    checks.that(kept.len() <= MOST_ITEMS, "terms", "error-record-terms-many");
    checks.done()?;
    let after = Disclosure {
        terms: serde_json::to_string(&kept).map_err(Refusal::fault)?,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    changed(c, ctx, &before, &after)?;
    log(c, ctx, &after, DisclosureStep::Terms, Some(kept.len().to_string()))?;
    Ok(after)
}
