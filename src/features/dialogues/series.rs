//! A series begins and goes on: the first dialogue of a contract, and each next one with everything
//! that is still open.

use super::agendas;
use super::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use super::records::{Dialogue, DialogueItem, DialogueParticipant};
use super::rules;
use super::store;
use super::store::sources::{self, Invited, Line};
use crate::access::{Permission, Side};
use crate::base::{FieldError, Id, Period, Refusal, Result};
use crate::features::contracts::{self, Contract};
use crate::features::vendors::{self, TieringModel, Vendor, VendorStatus};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;

/// Starts the series of a contract with its first dialogue, or takes up a series that has ended
/// (no next dialogue was planned when the last one was locked).
/// Errors: `rule-dialogue-series-exists`; `error-dialogue-period-taken` at `held_on`; a vendor that has ended at
/// `contract_id`.
pub fn start_series(c: &mut Db, ctx: &Ctx, contract_id: &Id, held_on: NaiveDate) -> Result<Dialogue> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    if let Some(error) = vendors::ended_error(&vendor, "contract_id") {
        return Err(Refusal::Invalid(vec![error]));
    }
    let latest = store::latest_of_contract(c, &ctx.scope, contract_id)?;
    if latest.as_ref().is_some_and(|dialogue| dialogue.status != DialogueStatus::Locked) {
        return Err(Refusal::rule("rule-dialogue-series-exists"));
    }
    let period = Period::of(held_on);
    if period_taken(c, ctx, contract_id, period, None)? {
        return Err(taken(period));
    }
    create(c, ctx, &contract, latest.as_ref(), period, held_on)
}

/// Whether another dialogue of the contract has this month.
pub(super) fn period_taken(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    period: Period,
    except: Option<&Id>,
) -> Result<bool> {
    let text = period.to_string();
    let periods = store::periods_of_contract(c, &ctx.scope, contract_id)?;
    Ok(periods.iter().any(|(id, taken)| *taken == text && Some(id) != except))
}

pub(super) fn taken(period: Period) -> Refusal {
    Refusal::Invalid(vec![FieldError::new("held_on", "error-dialogue-period-taken").with("period", period)])
}

/// When the dialogue after `held_on` is to be held by the vendor's tier in the model in force, on a day that
/// can be moved later; `None` when the tier has no cadence, the contract has ended by then or the vendor has.
pub fn next_by_cadence(
    model: &TieringModel,
    contract: &Contract,
    vendor: &Vendor,
    period: Period,
    held_on: NaiveDate,
) -> Option<NaiveDate> {
    let tier = vendor.tier.and_then(|tier| u8::try_from(tier).ok())?;
    let next = rules::next_period(period, model.cadence_months(tier))?;
    let open = vendor.status != VendorStatus::Ended && contract.ends_on.is_none_or(|ends| ends >= next.first_day());
    open.then(|| rules::proposed_day(held_on, next))
}

/// A planned dialogue with its agenda and the people of the previous one.
pub(super) fn create(
    c: &mut Db,
    ctx: &Ctx,
    contract: &Contract,
    previous: Option<&Dialogue>,
    period: Period,
    held_on: NaiveDate,
) -> Result<Dialogue> {
    let dialogue = Dialogue {
        id: ctx.new_id(),
        organisation_id: contract.organisation_id.clone(),
        vendor_id: contract.vendor_id.clone(),
        contract_id: contract.id.clone(),
        previous_id: previous.map(|dialogue| dialogue.id.clone()),
        number: previous.map_or(1, |dialogue| dialogue.number.saturating_add(1)),
        period: period.to_string(),
        held_on,
        status: DialogueStatus::Planned,
        chair_name: previous.and_then(|dialogue| dialogue.chair_name.clone()),
        minute_checker: previous.and_then(|dialogue| dialogue.minute_checker.clone()),
        internal_note: None,
        locked_at: None,
        locked_by_name: None,
        snapshot: None,
        sha256: None,
        created_at: ctx.instant(),
        version: 1,
    };
    store::insert(c, &dialogue)?;
    let lines = sources::agenda(c, ctx, contract, previous, dialogue.number)?;
    let lines = agendas::begin(c, ctx, &dialogue, lines)?;
    let items: Vec<DialogueItem> =
        lines.into_iter().zip(1..).map(|(line, position)| item_of(ctx, &dialogue, line, position)).collect();
    store::insert_items(c, &items)?;
    invite(c, ctx, contract, previous, &dialogue)?;
    let entry = audit::Entry::new("create", "dialogue", &dialogue.id)
        .vendor(&dialogue.vendor_id)
        .named(named(contract, &dialogue))
        .after(&Facts::of(&dialogue));
    audit::record(c, ctx, entry)?;
    Ok(dialogue)
}

/// A dialogue as the audit log names it.
pub(super) fn named(contract: &Contract, dialogue: &Dialogue) -> String {
    format!("{} {}", contract.reference, dialogue.period)
}

/// What the audit log says of a dialogue. The record has its own place and its fingerprint here.
#[derive(Serialize)]
pub(super) struct Facts<'a> {
    period: &'a str,
    held_on: NaiveDate,
    status: DialogueStatus,
    chair_name: &'a Option<String>,
    minute_checker: &'a Option<String>,
    internal_note: &'a Option<String>,
    sha256: &'a Option<String>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(dialogue: &'a Dialogue) -> Facts<'a> {
        Facts {
            period: &dialogue.period,
            held_on: dialogue.held_on,
            status: dialogue.status,
            chair_name: &dialogue.chair_name,
            minute_checker: &dialogue.minute_checker,
            internal_note: &dialogue.internal_note,
            sha256: &dialogue.sha256,
        }
    }
}

/// The number of a heading, 1 to 14.
pub(super) fn section_number(section: Section) -> i32 {
    Section::ALL.iter().zip(1..).find(|(s, _)| **s == section).map_or(1, |(_, number)| number)
}

pub(super) fn item_of(ctx: &Ctx, dialogue: &Dialogue, line: Line, position: i32) -> DialogueItem {
    DialogueItem {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        position,
        section: section_number(line.section),
        kind: line.kind,
        object_id: line.object_id,
        title_sv: line.title_sv,
        title_en: line.title_en,
        status: ItemStatus::Untouched,
        note: None,
        decision: None,
        taken_up_at: None,
        taken_up_by_name: None,
        version: 1,
    }
}

/// Brings what is new onto the agenda of a dialogue that can still be noted in, and corrects the
/// titles of items that nobody has touched. Nothing is taken away. Gives the number of new items.
pub(super) fn refresh_items(c: &mut Db, ctx: &Ctx, contract: &Contract, dialogue: &Dialogue) -> Result<usize> {
    let previous = match &dialogue.previous_id {
        Some(id) => Some(store::find(c, &ctx.scope, id)?),
        None => None,
    };
    let lines = sources::agenda(c, ctx, contract, previous.as_ref(), dialogue.number)?;
    let lines = agendas::renew(c, ctx, dialogue, lines)?;
    let items = store::items(c, dialogue)?;
    let mut position = items.iter().map(|item| item.position).max().unwrap_or(0);
    let mut added = 0;
    for line in lines {
        let section = section_number(line.section);
        let known = items.iter().find(|item| match &line.object_id {
            // An action made at the meeting stands wherever it was made.
            Some(id) => item.object_id.as_ref() == Some(id) && item.kind == line.kind,
            None => item.kind == ItemKind::Standing && item.section == section,
        });
        match known {
            Some(item) if item.status == ItemStatus::Untouched && item.title_sv != line.title_sv => {
                let corrected = DialogueItem { title_sv: line.title_sv, title_en: line.title_en, ..item.clone() };
                store::save_item(c, corrected)?;
            }
            Some(_) => {}
            None => {
                position += 1;
                added += 1;
                store::insert_item(c, &item_of(ctx, dialogue, line, position))?;
            }
        }
    }
    Ok(added)
}

fn invite(c: &mut Db, ctx: &Ctx, contract: &Contract, previous: Option<&Dialogue>, dialogue: &Dialogue) -> Result<()> {
    if let Some(previous) = previous {
        for person in store::participants(c, previous)? {
            let copy = DialogueParticipant {
                id: ctx.new_id(),
                dialogue_id: dialogue.id.clone(),
                present: true,
                version: 1,
                ..person
            };
            store::insert_participant(c, &copy)?;
        }
        return Ok(());
    }
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    if let Some(manager) = sources::manager(c, contract, &vendor)? {
        store::insert_participant(c, &participant(ctx, dialogue, Side::Region, manager))?;
    }
    for person in sources::vendor_people(c, &vendor)? {
        store::insert_participant(c, &participant(ctx, dialogue, Side::Vendor, person))?;
    }
    Ok(())
}

/// Invited and counted as present until somebody says otherwise; gets the minutes if there is an address.
fn participant(ctx: &Ctx, dialogue: &Dialogue, side: Side, person: Invited) -> DialogueParticipant {
    DialogueParticipant {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        side,
        person_id: person.person_id,
        name: person.name,
        receives_minutes: person.email.is_some(),
        email: person.email,
        duty: person.duty,
        language: person.language,
        present: true,
        version: 1,
    }
}
