//! The lock: one transaction that refuses while an open action was left out, writes the record,
//! plans the next dialogue and queues the minutes.

use super::actions::check_version;
use super::minutes::{
    self, Attendance, Minutes, MinutesAction, MinutesContract, MinutesItem, Next, Party, Previous, Titles, trend,
};
use super::model::{DialogueStatus, ItemKind};
use super::records::{Dialogue, DialogueItem};
use super::rules::{ItemState, StillOpen};
use super::series::{self, Facts};
use super::snapshot::diff_actions;
use super::store::{self, sources};
use super::{agendas, decisions, jobs, preparing, rules};
use crate::access::Permission;
use crate::base::org_number::OrgNumber;
use crate::base::{FieldError, Id, Period, Refusal, Result, clock};
use crate::features::accounts;
use crate::features::contracts::{self, Contract};
use crate::features::findings::{self, Action};
use crate::features::tiering;
use crate::features::vendors::{self, Vendor};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A dialogue that has just been locked, and the next one if there is to be one.
#[derive(Debug, Clone)]
pub struct Locked {
    pub dialogue: Dialogue,
    pub next: Option<Dialogue>,
}

/// Locks a dialogue that has been held. `next_on` is a chosen day for the next one; without it the
/// vendor's tier decides (and a tier without cadence plans none).
/// Errors: Conflict; `rule-dialogue-untouched` naming the open actions that were not taken up;
/// `rule-dialogue-not-held`, `rule-dialogue-locked`; `next_on` too early or in a month that is taken.
pub fn lock(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, next_on: Option<NaiveDate>) -> Result<Locked> {
    ctx.require(Permission::DialogueLock)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    // Pressed twice, or by two people: the first lock stands, and that is what the second is told.
    if before.status == DialogueStatus::Locked {
        return Err(Refusal::rule("rule-dialogue-locked"));
    }
    check_version(&before, version)?;
    let status = rules::step(before.status, DialogueStatus::Locked)?;
    let contract = contracts::find(c, &ctx.scope, &before.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &before.vendor_id)?;
    let items = store::items(c, &before)?;
    let open = sources::open_actions(c, ctx, &contract)?;
    check_taken_up(&items, &open)?;
    check_security(&items)?;
    // Minutes that were taken back and are locked again have their next dialogue already.
    let planned = store::following(c, &ctx.scope, &before.contract_id, before.number)?;
    let next_on = match &planned {
        Some(next) => Some(next.held_on),
        None => next_day(c, ctx, &before, &contract, &vendor, next_on)?,
    };

    let next = next_on.map(|day| Next { period: Period::of(day).to_string(), held_on: day });
    let minutes = record(c, ctx, &before, &contract, &vendor, (&items, open), next)?;
    let text = canonical_json(&serde_json::to_value(&minutes).map_err(Refusal::fault)?);
    let dialogue = store::save(
        c,
        Dialogue {
            status,
            locked_at: Some(ctx.instant()),
            locked_by_name: Some(ctx.actor.name.clone()),
            sha256: Some(sha256_hex(&text)),
            snapshot: Some(text),
            ..before.clone()
        },
    )?;
    let entry = audit::Entry::new("lock", "dialogue", &dialogue.id)
        .vendor(&dialogue.vendor_id)
        .named(series::named(&contract, &dialogue))
        .change(&Facts::of(&before), &Facts::of(&dialogue));
    audit::record(c, ctx, entry)?;
    decisions::keep(c, ctx, &dialogue, &items)?;
    outbox::job(c, ctx, &dialogue.organisation_id, jobs::MINUTES, ("dialogue", &dialogue.id), &serde_json::json!({}))?;
    let next = match (planned, next_on) {
        (Some(next), _) => Some(next),
        (None, Some(day)) => Some(series::create(c, ctx, &contract, Some(&dialogue), Period::of(day), day)?),
        (None, None) => None,
    };
    if let Some(next) = &next {
        preparing::carry_over(c, ctx, &dialogue, next)?;
    }
    Ok(Locked { dialogue, next })
}

fn check_taken_up(items: &[DialogueItem], open: &[Action]) -> Result<()> {
    let states: Vec<ItemState<'_>> =
        items.iter().map(|item| ItemState { object_id: item.object_id.as_ref(), status: item.status }).collect();
    let open: Vec<StillOpen<'_>> =
        open.iter().map(|action| StillOpen { id: &action.id, title: &action.title }).collect();
    rules::may_lock(&states, &open)
}

/// Information security is a block of its own: no meeting closes without it (domain.md 1.3, row 12).
fn check_security(items: &[DialogueItem]) -> Result<()> {
    let left = agendas::security_left(items.iter().map(DialogueItem::standing));
    if left.is_empty() { Ok(()) } else { Err(Refusal::rule("rule-dialogue-security-untouched")) }
}

/// The day of the next dialogue: as chosen, or by cadence.
fn next_day(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    contract: &Contract,
    vendor: &Vendor,
    chosen: Option<NaiveDate>,
) -> Result<Option<NaiveDate>> {
    if let Some(day) = chosen {
        if day <= dialogue.held_on {
            let error = FieldError::new("next_on", "error-dialogue-next-early").with("held", dialogue.held_on);
            return Err(Refusal::Invalid(vec![error]));
        }
        if series::period_taken(c, ctx, &dialogue.contract_id, Period::of(day), None)? {
            let error = FieldError::new("next_on", "error-dialogue-period-taken").with("period", Period::of(day));
            return Err(Refusal::Invalid(vec![error]));
        }
        return Ok(Some(day));
    }
    let model = tiering::model_on(c, &ctx.scope, ctx.today())?;
    series::next_free(c, ctx, &model, dialogue, (contract, vendor))
}

/// The record of the dialogue as it stands. Nothing internal goes into it: it is mailed to the vendor.
fn record(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    contract: &Contract,
    vendor: &Vendor,
    (items, open): (&[DialogueItem], Vec<Action>),
    next: Option<Next>,
) -> Result<Minutes> {
    let organisation = accounts::find_organisation(c, &dialogue.organisation_id)?;
    let previous = match &dialogue.previous_id {
        Some(id) => Some(store::find(c, &ctx.scope, id)?),
        None => None,
    };
    let before = previous.as_ref().and_then(Minutes::readable);
    let participants = store::participants(c, dialogue)?;
    let meeting = minutes::attendance::facts(c, ctx, dialogue, (contract, vendor), items)?;
    let earlier = store::locked_before(c, &ctx.scope, &dialogue.contract_id, dialogue.number, trend::MOST - 1)?;
    let minutes = Minutes {
        format: minutes::FORMAT.to_string(),
        organisation: Party { name: organisation.name, org_number: public_number(organisation.org_number.as_deref()) },
        vendor: Party { name: vendor.legal_name.clone(), org_number: public_number(vendor.org_number.as_deref()) },
        contract: MinutesContract {
            reference: contract.reference.clone(),
            diary_number: contract.diary_number.clone(),
            title: contract.title.clone(),
            starts_on: contract.starts_on,
            ends_on: contract.ends_on,
        },
        period: dialogue.period.clone(),
        held_on: dialogue.held_on,
        number: dialogue.number,
        chair: dialogue.chair_name.clone(),
        minute_checker: dialogue.minute_checker.clone(),
        participants: participants
            .into_iter()
            .map(|p| Attendance { name: p.name, side: p.side, role: p.duty, present: p.present })
            .collect(),
        previous: previous.map(|p| Previous { period: p.period, held_on: p.held_on, sha256: p.sha256 }),
        items: items.iter().map(recorded_item).collect(),
        actions: recorded_actions(c, ctx, dialogue, items, open, before.as_ref())?,
        next,
        locked_at: ctx.instant(),
        locked_by: ctx.actor.name.clone(),
        meeting: Some(meeting),
        trend: Vec::new(),
    };
    Ok(Minutes { trend: trend::points(&earlier, &minutes), ..minutes })
}

/// A sole trader's number is a person's own and stays out, and so does one that only looks like a
/// Swedish number: it could be one mistyped. A foreign number is shown as written.
fn public_number(number: Option<&str>) -> Option<String> {
    let number = number?;
    match number.parse::<OrgNumber>() {
        Ok(number) if number.is_personal() => None,
        Ok(number) => Some(number.display()),
        Err(_) if matches!(number.chars().filter(char::is_ascii_digit).count(), 10 | 12) => None,
        Err(_) => Some(number.to_string()),
    }
}

fn recorded_item(item: &DialogueItem) -> MinutesItem {
    MinutesItem {
        section: item.section,
        kind: item.kind,
        // A finding is the region's own: its number says which.
        object_id: item.object_id.clone().filter(|_| item.kind != ItemKind::Finding),
        title: Titles { sv: item.title_sv.clone(), en: item.title_en.clone() },
        status: item.status,
        note: item.note.clone(),
        decision: item.decision.clone(),
    }
}

/// Every action that is open, and every one that stood on the agenda and has been closed since.
fn recorded_actions(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    items: &[DialogueItem],
    open: Vec<Action>,
    before: Option<&Minutes>,
) -> Result<Vec<MinutesAction>> {
    let listed: BTreeSet<&Id> = open.iter().map(|action| &action.id).collect();
    let closed: Vec<Id> = items
        .iter()
        .filter(|item| item.kind == ItemKind::Action)
        .filter_map(|item| item.object_id.clone())
        .filter(|id| !listed.contains(id))
        .collect();
    let mut actions = findings::actions_by_ids(c, &ctx.scope, &closed)?;
    actions.extend(open);
    actions.sort_by_key(|action| (action.due_on, action.number));
    let ids: Vec<Id> = actions.iter().map(|action| action.id.clone()).collect();
    let meetings = store::earlier_meetings(c, &dialogue.organisation_id, &dialogue.contract_id, dialogue.number, &ids)?;
    Ok(actions
        .into_iter()
        .map(|action| {
            let item = items.iter().find(|item| item.object_id.as_ref() == Some(&action.id));
            let mut recorded = MinutesAction {
                number: action.number,
                title: action.title,
                responsible: action.responsible,
                owner: action.owner_name,
                due_on: action.due_on,
                original_due_on: action.original_due_on,
                slips: action.slips,
                status: action.status,
                opened_on: clock::swedish_date(action.created_at.utc()),
                meetings_open: meetings.get(&action.id).copied().unwrap_or(0).saturating_add(1),
                note: item.and_then(|item| item.note.clone()),
                decision: item.and_then(|item| item.decision.clone()),
                changes: Vec::new(),
                id: action.id,
            };
            let last = before.and_then(|minutes| minutes.action(&recorded.id));
            recorded.changes = diff_actions(last.as_ref(), &recorded.fields());
            recorded
        })
        .collect())
}
