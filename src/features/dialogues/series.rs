//! A series begins and goes on: the first dialogue of a contract, and each next one with everything
//! that is still open.

use super::actions::MAX_PARTICIPANTS;
use super::agendas;
use super::minutes::parameters::MinutesTerms;
use super::model::{DialogueStatus, ItemKind, ItemStatus, Section};
use super::preparing;
use super::records::{Dialogue, DialogueItem, DialogueParticipant};
use super::rules;
use super::store;
use super::store::people::{self, Invited};
use super::store::sources::{self, Line};
use crate::access::{Permission, Side, Via};
use crate::base::{FieldError, Id, Period, Refusal, Result};
use crate::features::contracts::{self, Contract};
use crate::features::vendors::{self, TieringModel, Vendor, VendorStatus};
use crate::kit::sweep::for_each;
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;

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
    let dialogue = create(c, ctx, &contract, latest.as_ref(), period, held_on)?;
    if let Some(latest) = &latest {
        preparing::carry_over(c, ctx, latest, &dialogue)?;
    }
    Ok(dialogue)
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

/// The day of the dialogue after this one by cadence: in the first of its months that is free in the series and has not
/// passed. Where the day itself has passed and the month has not, the month's last working day.
pub(super) fn next_free(
    c: &mut Db,
    ctx: &Ctx,
    model: &TieringModel,
    dialogue: &Dialogue,
    (contract, vendor): (&Contract, &Vendor),
) -> Result<Option<NaiveDate>> {
    let taken: BTreeSet<String> = store::periods_of_contract(c, &ctx.scope, &dialogue.contract_id)?
        .into_iter()
        .map(|(_, period)| period)
        .collect();
    let mut period: Period = dialogue.period.parse().map_err(|()| Refusal::fault("a stored period cannot be read"))?;
    let today = ctx.today();
    while let Some(day) = next_by_cadence(model, contract, vendor, period, dialogue.held_on) {
        period = Period::of(day);
        let day = if day < today { rules::proposed_day(period.last_day(), period) } else { day };
        if day >= today && !taken.contains(&period.to_string()) {
            return Ok(Some(day));
        }
    }
    Ok(None)
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

/// What would bring an agenda up to date.
struct Renewal {
    added: Vec<DialogueItem>,
    /// Items that nobody has touched, in today's words.
    corrected: Vec<DialogueItem>,
}

impl Renewal {
    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.corrected.is_empty()
    }
}

fn renewal(c: &mut Db, ctx: &Ctx, contract: &Contract, dialogue: &Dialogue) -> Result<Renewal> {
    let previous = match &dialogue.previous_id {
        Some(id) => Some(store::find(c, &ctx.scope, id)?),
        None => None,
    };
    let lines = sources::agenda(c, ctx, contract, previous.as_ref(), dialogue.number)?;
    let lines = agendas::renew(c, ctx, dialogue, lines)?;
    let items = store::items(c, dialogue)?;
    let mut position = items.iter().map(|item| item.position).max().unwrap_or(0);
    let mut renewal = Renewal { added: Vec::new(), corrected: Vec::new() };
    for line in lines {
        match items.iter().find(|item| is_of(item, &line)) {
            Some(item) if item.status == ItemStatus::Untouched && item.title_sv != line.title_sv => {
                let corrected = DialogueItem { title_sv: line.title_sv, title_en: line.title_en, ..item.clone() };
                renewal.corrected.push(corrected);
            }
            Some(_) => {}
            None => {
                position += 1;
                renewal.added.push(item_of(ctx, dialogue, line, position));
            }
        }
    }
    Ok(renewal)
}

/// Whether the item is the line's: by its object wherever it stands (an action may have been made at the meeting), a
/// heading by its place, and an item of people's own by its words too.
fn is_of(item: &DialogueItem, line: &Line) -> bool {
    let same = item.kind == line.kind && item.object_id == line.object_id;
    let here = item.section == section_number(line.section);
    let said = line.kind == ItemKind::Standing || item.title_sv == line.title_sv;
    same && (line.object_id.is_some() || here && said)
}

/// Brings what is new onto the agenda of a dialogue that can still be noted in, and corrects the
/// titles of items that nobody has touched. Nothing is taken away. Gives the number of new items.
pub(super) fn refresh_items(c: &mut Db, ctx: &Ctx, contract: &Contract, dialogue: &Dialogue) -> Result<usize> {
    let renewal = renewal(c, ctx, contract, dialogue)?;
    if renewal.is_empty() {
        return Ok(0);
    }
    let Renewal { added, corrected } = renewal;
    let said = json!({ "items_added": added.len(), "items_corrected": corrected.len() });
    for item in corrected {
        store::save_item(c, item)?;
    }
    store::insert_items(c, &added)?;
    let entry = audit::Entry::new("update", "dialogue", &dialogue.id)
        .vendor(&dialogue.vendor_id)
        .named(dialogue.period.clone())
        .after(&said);
    audit::record(c, ctx, entry)?;
    Ok(added.len())
}

/// Brings the agenda of each planned meeting that is near up to date, so that both sides prepare for what it will take
/// up. Run twice, it does nothing more.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    for_each(app.db.read_now(store::clients_with_planned)?, |client| {
        let ctx = Ctx::job(client, "dialogues.agendas", Via::Job, now);
        let today = ctx.today();
        let last = today.checked_add_days(Days::new(MinutesTerms::on(today).agenda_days)).unwrap_or(today);
        let near = app.db.read_now(|c| store::planned_between(c, &ctx.scope, today, last))?;
        for_each(near, |dialogue| {
            let due = app.db.read_now(|c| {
                let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
                renewal(c, &ctx, &contract, &dialogue)
            })?;
            if due.is_empty() { Ok(()) } else { app.db.write_now(|c| renew_planned(c, &ctx, &dialogue.id)) }
        })
    })
}

/// One that has begun meanwhile has brought in what was new by itself.
fn renew_planned(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<()> {
    let dialogue = store::find(c, &ctx.scope, id)?;
    if dialogue.status != DialogueStatus::Planned {
        return Ok(());
    }
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    refresh_items(c, ctx, &contract, &dialogue).map(drop)
}

/// Invites to a first dialogue the people that are known, and to the next ones those of the one before who are still
/// there. The contract's manager is always invited.
fn invite(c: &mut Db, ctx: &Ctx, contract: &Contract, previous: Option<&Dialogue>, dialogue: &Dialogue) -> Result<()> {
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    let again = |person: DialogueParticipant| DialogueParticipant {
        id: ctx.new_id(),
        dialogue_id: dialogue.id.clone(),
        present: true,
        version: 1,
        ..person
    };
    let invited: Vec<DialogueParticipant> = match previous {
        Some(previous) => {
            let before = store::participants(c, previous)?;
            people::still_there(c, &vendor, before)?.into_iter().map(again).collect()
        }
        None => {
            let known = people::vendor_people(c, &vendor)?.into_iter();
            known.map(|person| participant(ctx, dialogue, Side::Vendor, person)).collect()
        }
    };
    let manager = people::manager(c, contract, &vendor)?.filter(|manager| {
        let mut ours = invited.iter().filter(|person| person.side == Side::Region);
        !ours.any(|person| person.person_id == manager.person_id || person.name == manager.name)
    });
    let manager = manager.map(|manager| participant(ctx, dialogue, Side::Region, manager));
    for person in manager.into_iter().chain(invited).take(MAX_PARTICIPANTS) {
        store::insert_participant(c, &person)?;
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
