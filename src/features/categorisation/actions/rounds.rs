//! Campaigns: part of the portfolio is judged anew before a day, each vendor by somebody.

use super::{check_version, cutoff};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::accounts;
use crate::features::categorisation::records::{Narrowed, Reach, Round, RoundLine, RoundStatus};
use crate::features::categorisation::store::{self, LineFilter, LineState};
use crate::features::tiering;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{Months, NaiveDate};
use serde_json::json;

const MAX_TITLE: usize = 200;
const MAX_TEXT: usize = 4000;
/// How far ahead the last day of a campaign can be.
const MONTHS_AHEAD: u32 = 24;

/// A campaign about to start.
#[derive(Debug, Clone)]
pub struct NewRound {
    pub title: String,
    pub reach: Reach,
    pub narrowed: Narrowed,
    pub due_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// Starts a campaign: every vendor within its reach becomes a line of the vendor's manager.
/// Errors: at the fields; `rule-round-empty` when nobody is within reach.
pub fn start(c: &mut Db, ctx: &Ctx, new: &NewRound) -> Result<Round> {
    ctx.require(Permission::CampaignRun)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut checks = Checks::default();
    let title = checks.required("title", &new.title);
    let note = new.note.as_deref().and_then(text::non_empty);
    for (field, length, max) in [
        ("title", title.chars().count(), MAX_TITLE),
        ("note", note.as_deref().unwrap_or_default().chars().count(), MAX_TEXT),
    ] {
        if length > max {
            checks.add(FieldError::new(field, "error-too-long").with("max", max));
        }
    }
    let latest = ctx.today().checked_add_months(Months::new(MONTHS_AHEAD)).unwrap_or(ctx.today());
    match new.due_on {
        None => checks.that(false, "due_on", "error-required"),
        Some(day) => {
            checks.that(day >= ctx.today(), "due_on", "error-date-past");
            if day > latest {
                checks.add(FieldError::new("due_on", "error-model-too-far").with("latest", latest));
            }
        }
    }
    let narrowed = Narrowed { q: new.narrowed.q.as_deref().and_then(text::non_empty), ..new.narrowed.clone() };
    if let Some(id) = &narrowed.manager_id {
        checks.that(is_colleague(c, ctx, id)?, "manager_id", "error-unknown");
    }
    checks.done()?;
    let capacity = tiering::model_on(c, &ctx.scope, ctx.today())?.capacity();
    let reached = store::reached(c, &ctx.scope, new.reach, &narrowed, cutoff(ctx.today(), &capacity))?;
    if reached.is_empty() {
        return Err(Refusal::rule("rule-round-empty"));
    }
    let round = Round {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        title,
        reach: new.reach,
        due_on: new.due_on.unwrap_or(ctx.today()),
        note,
        status: RoundStatus::Open,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        reminded_at: None,
        closed_at: None,
        version: 1,
        narrowed: (narrowed != Narrowed::default())
            .then(|| serde_json::to_string(&narrowed))
            .transpose()
            .map_err(Refusal::fault)?,
        closed_by_name: None,
        remaining: None,
    };
    store::insert_round(c, &round)?;
    let lines: Vec<RoundLine> = reached
        .into_iter()
        .map(|(vendor_id, owner_id, from_tier)| RoundLine {
            id: ctx.new_id(),
            organisation_id: organisation_id.clone(),
            round_id: round.id.clone(),
            vendor_id,
            owner_id,
            from_tier,
            skipped_reason: None,
            updated_by_name: ctx.actor.name.clone(),
            updated_at: ctx.instant(),
            version: 1,
        })
        .collect();
    store::insert_lines(c, &lines)?;
    let entry = audit::Entry::new("create", "categorisation_round", &round.id).named(&round.title);
    audit::record(c, ctx, entry.after(&json!({ "round": round, "vendors": lines.len() })))?;
    Ok(round)
}

fn is_colleague(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<bool> {
    Ok(accounts::organisation_people(c, &ctx.scope)?.iter().any(|(person, _)| person.id == *id))
}

fn running(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Round> {
    let round = store::find_round(c, &ctx.scope, id)?;
    if round.status == RoundStatus::Closed {
        return Err(Refusal::rule("rule-round-closed"));
    }
    Ok(round)
}

/// Gives many vendors of a campaign to one person: those named, or every one that is left. Gives how many.
/// Errors: `error-unknown` at `owner_id`; `error-round-none` at `lines` when nobody was named.
pub fn assign(c: &mut Db, ctx: &Ctx, id: &Id, named: Option<&[Id]>, owner_id: &Id) -> Result<usize> {
    ctx.require(Permission::CampaignRun)?;
    let round = running(c, ctx, id)?;
    let mut checks = Checks::default();
    checks.that(is_colleague(c, ctx, owner_id)?, "owner_id", "error-unknown");
    checks.that(named.is_none_or(|ids| !ids.is_empty()), "lines", "error-round-none");
    checks.done()?;
    let filter = LineFilter { state: named.is_none().then_some(LineState::Left), ..LineFilter::default() };
    let all = store::all_lines(c, &ctx.scope, &round, &filter, ctx.instant())?;
    if let Some(ids) = named
        && ids.iter().any(|id| !all.iter().any(|line| line.id == *id))
    {
        return Err(Refusal::NotFound);
    }
    let chosen = all.into_iter().filter(|line| named.is_none_or(|ids| ids.contains(&line.id)));
    let mut entries = Vec::new();
    for before in chosen.filter(|line| line.owner_id.as_ref() != Some(owner_id)) {
        let after = RoundLine {
            owner_id: Some(owner_id.clone()),
            updated_by_name: ctx.actor.name.clone(),
            updated_at: ctx.instant(),
            version: before.version + 1,
            ..before.clone()
        };
        store::save_line(c, &ctx.scope, &after)?;
        let entry = audit::Entry::new("assign", "categorisation_round", id).vendor(&before.vendor_id);
        entries.push(entry.named(&round.title).change(&before, &after));
    }
    let count = entries.len();
    audit::record_all(c, ctx, entries)?;
    Ok(count)
}

/// What can be changed of one vendor of a campaign.
#[derive(Debug, Clone)]
pub struct LineEdit {
    pub owner_id: Option<Id>,
    /// Why it needs no judgement this time; none takes it back into the campaign.
    pub skipped_reason: Option<String>,
}

/// Changes whose a vendor is, or leaves it out with a reason. Errors: at the fields, `rule-round-closed`, Conflict.
pub fn edit_line(
    c: &mut Db,
    ctx: &Ctx,
    round_id: &Id,
    id: &Id,
    version: Option<i32>,
    edit: &LineEdit,
) -> Result<RoundLine> {
    ctx.require(Permission::Categorise)?;
    let round = store::find_round(c, &ctx.scope, round_id)?;
    let before = store::find_line(c, &ctx.scope, round_id, id)?;
    if round.status == RoundStatus::Closed {
        return Err(Refusal::rule("rule-round-closed"));
    }
    let shown = [("skipped_reason", before.skipped_reason.clone().unwrap_or_default())];
    check_version(version, before.version, &shown)?;
    let reason = edit.skipped_reason.as_deref().and_then(text::non_empty);
    let mut checks = Checks::default();
    if reason.as_deref().unwrap_or_default().chars().count() > MAX_TEXT {
        checks.add(FieldError::new("skipped_reason", "error-too-long").with("max", MAX_TEXT));
    }
    if let Some(owner) = &edit.owner_id
        && before.owner_id.as_ref() != Some(owner)
    {
        checks.that(is_colleague(c, ctx, owner)?, "owner_id", "error-unknown");
    }
    checks.done()?;
    let after = RoundLine {
        owner_id: edit.owner_id.clone(),
        skipped_reason: reason,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_line(c, &ctx.scope, &after)?;
    let skipped = after.skipped_reason.is_some() && before.skipped_reason != after.skipped_reason;
    let verb = if skipped { "skip" } else { "assign" };
    let entry = audit::Entry::new(verb, "categorisation_round", round_id).vendor(&before.vendor_id);
    audit::record(c, ctx, entry.named(&round.title).change(&before, &after))?;
    Ok(after)
}

/// Ends a campaign, with what remains. Errors: `rule-round-closed`, Conflict.
pub fn close(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Round> {
    ctx.require(Permission::CampaignRun)?;
    let before = running(c, ctx, id)?;
    check_version(version, before.version, &[("title", before.title.clone())])?;
    let so_far = store::progress(c, &ctx.scope, std::slice::from_ref(id))?.remove(id).unwrap_or_default();
    let after = Round {
        status: RoundStatus::Closed,
        closed_at: Some(ctx.instant()),
        closed_by_name: Some(ctx.actor.name.clone()),
        remaining: Some(i32::try_from(so_far.left()).map_err(Refusal::fault)?),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_round(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("close", "categorisation_round", id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}
