//! The follow-up plan of a contract is made when the contract comes, and again when its vendor's tier changes.

use crate::access::{Permission, Via};
use crate::base::refusal::{self, Checks};
use crate::base::{Id, Period, Refusal, Result, text};
use crate::features::accounts;
use crate::features::contracts::{self, Contract};
use crate::features::meetings::model::{FollowUpKind, FollowUpState};
use crate::features::meetings::parameters::MeetingTerms;
use crate::features::meetings::records::{FollowUpLine, FollowUpPlan};
use crate::features::meetings::rules::{self, Interval, Span, Wanted};
use crate::features::meetings::store::plans as store;
use crate::features::sendings::SendingTerms;
use crate::features::tiering;
use crate::features::vendors::{self, Vendor, VendorStatus};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Months, NaiveDate, Utc};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The longest note or name, in characters.
const MAX_NOTE: usize = 2000;
/// The tier of a plan whose vendor is not categorised, and of one that has ended.
const NO_TIER: i32 = 0;
const ENDED: i32 = -1;

/// The tier that a plan is made from.
fn planned_tier(tier: Option<i32>, status: VendorStatus, ends_on: Option<NaiveDate>, today: NaiveDate) -> i32 {
    if status == VendorStatus::Ended || ends_on.is_some_and(|ends| ends < today) {
        ENDED
    } else {
        tier.unwrap_or(NO_TIER)
    }
}

/// Makes the plan of every contract that has none, whose vendor's tier has changed, or that does not reach far enough.
/// Notes what has been done. Run twice, it does nothing more.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    crate::kit::sweep::for_each(app.db.read_now(store::organisations)?, |organisation_id| {
        let ctx = Ctx::job(organisation_id, "meetings.sweep", Via::Job, now);
        let today = ctx.today();
        let reach = horizon(MeetingTerms::on(today), today);
        let edge = reach.checked_sub_months(Months::new(1)).unwrap_or(reach);
        let standings = app.db.read_now(|c| store::standings(c, &ctx.scope))?;
        let due = standings.into_iter().filter(|each| {
            let tier = planned_tier(each.tier, each.vendor_status, each.ends_on, today);
            each.plan_tier != Some(tier) || tier != ENDED && each.planned_to.is_none_or(|to| to < edge)
        });
        for each in due {
            app.db.write_now(|c| make_plan(c, &ctx, &each.contract_id).map(drop))?;
        }
        super::settle(&app.db, &ctx).map(drop)
    })
}

fn horizon(terms: &MeetingTerms, today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(terms.horizon_months)).unwrap_or(today)
}

/// Makes the plan of a contract that has none. Run twice, it does nothing more.
pub fn make_first_plan(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<()> {
    match store::plan_of(c, &ctx.scope, contract_id)? {
        Some(_) => Ok(()),
        None => make_plan(c, ctx, contract_id).map(drop),
    }
}

/// Makes the plan of a contract from its vendor's tier, or brings it up to date: what has been done and what is late
/// stays, what lies ahead and is no longer asked for is dropped.
pub fn make_plan(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<FollowUpPlan> {
    ctx.require(Permission::DialogueEdit)?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    let today = ctx.today();
    let terms = MeetingTerms::on(today);
    let tier = planned_tier(vendor.tier, vendor.status, contract.ends_on, today);
    let before = store::plan_of(c, &ctx.scope, contract_id)?;
    let same = before.as_ref().is_some_and(|plan| plan.tier == tier);
    // A new tier counts from today, a new contract from its first day.
    let anchor_on = match &before {
        Some(plan) if same => plan.anchor_on,
        Some(_) => today,
        None => contract.starts_on.unwrap_or(today).max(today),
    };
    let dropped = if before.is_some() && !same {
        store::drop_after(c, &ctx.scope, contract_id, Period::of(today).last_day())?
    } else {
        0
    };
    let planned_to = horizon(terms, today);
    // What was due before today was planned then, or never; what a plan reaches already is in it.
    let reached = before.as_ref().filter(|_| same).map_or(anchor_on, |plan| plan.planned_to);
    let after = today.pred_opt().unwrap_or(today).max(anchor_on).max(reached);
    let span = Span { anchor: anchor_on, after, to: planned_to, ends_on: contract.ends_on };
    let asked = if tier == ENDED { Vec::new() } else { asked(c, ctx, &contract, tier, &span)? };
    let lines = new_lines(c, ctx, (&contract, &vendor), asked)?;
    store::insert_lines(c, &ctx.scope, &lines)?;
    let plan = FollowUpPlan {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |plan| plan.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        tier,
        model_version: terms.version.clone(),
        anchor_on,
        planned_to,
        made_at: ctx.instant(),
        version: before.as_ref().map_or(1, |plan| plan.version + 1),
    };
    store::keep_plan(c, &ctx.scope, &plan)?;
    let verb = if before.is_some() { "update" } else { "create" };
    let said = json!({ "tier": tier, "planned": lines.len(), "dropped": dropped, "planned_to": planned_to });
    let entry = audit::Entry::new(verb, "follow_up_plan", &plan.id).vendor(&vendor.id).named(&contract.reference);
    audit::record(c, ctx, entry.after(&said))?;
    Ok(plan)
}

/// What the tier asks for within the plan's reach.
fn asked(c: &mut Db, ctx: &Ctx, contract: &Contract, tier: i32, span: &Span) -> Result<Vec<Wanted>> {
    let today = ctx.today();
    let terms = MeetingTerms::on(today);
    let model = tiering::model_on(c, &ctx.scope, today)?;
    let months = |kind: &FollowUpKind| match kind {
        FollowUpKind::Dialogue => u8::try_from(tier).ok().and_then(|tier| model.cadence_months(tier)),
        FollowUpKind::Assessment => SendingTerms::on(today).interval_months(tier),
        kind => terms.interval_months(tier, *kind),
    };
    let intervals: Vec<Interval> = FollowUpKind::ALL
        .iter()
        .filter_map(|kind| months(kind).map(|months| Interval { kind: *kind, months }))
        .collect();
    let mut all = rules::wanted(&intervals, span);
    let renewal = rules::renewal(contract.ends_on, contract.notice_months, terms.renewal_lead_months, today);
    all.extend(renewal.map(|due_on| Wanted { kind: FollowUpKind::Renewal, opens_on: span.anchor.min(due_on), due_on }));
    Ok(all)
}

/// The lines that are not in the plan yet, with their owner. There is at most one renewal.
fn new_lines(
    c: &mut Db,
    ctx: &Ctx,
    (contract, vendor): (&Contract, &Vendor),
    asked: Vec<Wanted>,
) -> Result<Vec<FollowUpLine>> {
    let there = store::lines_of(c, &ctx.scope, &contract.id)?;
    let known: BTreeSet<(FollowUpKind, NaiveDate)> = there.iter().map(|line| (line.kind, line.due_on)).collect();
    let renewed = there.iter().any(|line| line.kind == FollowUpKind::Renewal);
    let owner_id = contract.manager_id.clone().or_else(|| vendor.manager_id.clone());
    let owner_name = match &owner_id {
        Some(id) => accounts::person_name(c, id)?,
        None => None,
    };
    let stands = |wanted: &Wanted| {
        known.contains(&(wanted.kind, wanted.due_on)) || (renewed && wanted.kind == FollowUpKind::Renewal)
    };
    Ok(asked
        .into_iter()
        .filter(|wanted| !stands(wanted))
        .map(|wanted| FollowUpLine {
            id: ctx.new_id(),
            organisation_id: contract.organisation_id.clone(),
            contract_id: contract.id.clone(),
            kind: wanted.kind,
            opens_on: wanted.opens_on,
            due_on: wanted.due_on,
            period: Period::of(wanted.due_on).to_string(),
            owner_id: owner_id.clone(),
            owner_name: owner_name.clone(),
            state: FollowUpState::Planned,
            done_on: None,
            done_by_name: None,
            note: None,
            object_id: None,
            version: 1,
        })
        .collect())
}

fn a_line(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<FollowUpLine> {
    ctx.require(Permission::DialogueEdit)?;
    let line = store::find_line(c, &ctx.scope, id)?;
    refusal::check_version(version, line.version, || {
        BTreeMap::from([
            ("due_on".to_string(), line.due_on.to_string()),
            ("state".to_string(), line.state.to_string()),
            ("owner_name".to_string(), line.owner_name.clone().unwrap_or_default()),
        ])
    })?;
    if line.state == FollowUpState::Planned { Ok(line) } else { Err(Refusal::rule("rule-follow-up-closed")) }
}

/// Notes that an activity has been done, and when. A dialogue is done by being held.
/// Errors: `done_on` ahead, `note` missing or too long, `rule-follow-up-dialogue`, `rule-follow-up-closed`, Conflict.
pub fn mark_done(
    c: &mut Db,
    ctx: &Ctx,
    (id, version): (&Id, Option<i32>),
    done_on: NaiveDate,
    note: &str,
) -> Result<FollowUpLine> {
    let before = a_line(c, ctx, id, version)?;
    if before.kind == FollowUpKind::Dialogue {
        return Err(Refusal::rule("rule-follow-up-dialogue"));
    }
    let mut checks = Checks::default();
    checks.that(done_on <= ctx.today(), "done_on", "error-date-ahead");
    checks.required("note", note);
    checks.longest("note", note, MAX_NOTE);
    checks.done()?;
    let after = FollowUpLine {
        state: FollowUpState::Done,
        done_on: Some(done_on),
        done_by_name: Some(ctx.actor.name.clone()),
        note: text::non_empty(note),
        ..before.clone()
    };
    keep(c, ctx, &before, after)
}

/// Gives an activity another day or another owner, and why.
/// Errors: `due_on` passed, `reason` missing, texts too long, `rule-follow-up-closed`, Conflict.
pub fn change_line(
    c: &mut Db,
    ctx: &Ctx,
    (id, version): (&Id, Option<i32>),
    (due_on, owner_name): (NaiveDate, &str),
    reason: &str,
) -> Result<FollowUpLine> {
    let before = a_line(c, ctx, id, version)?;
    let mut checks = Checks::default();
    checks.that(due_on >= ctx.today() || due_on == before.due_on, "due_on", "error-date-past");
    checks.longest("owner_name", owner_name, 300);
    checks.required("reason", reason);
    checks.longest("reason", reason, MAX_NOTE);
    checks.done()?;
    let owner = text::non_empty(owner_name);
    let after = FollowUpLine {
        due_on,
        period: Period::of(due_on).to_string(),
        owner_id: before.owner_id.clone().filter(|_| owner == before.owner_name),
        owner_name: owner,
        note: text::non_empty(reason),
        ..before.clone()
    };
    keep(c, ctx, &before, after)
}

fn keep(c: &mut Db, ctx: &Ctx, before: &FollowUpLine, after: FollowUpLine) -> Result<FollowUpLine> {
    let saved = store::save_line(c, &ctx.scope, after)?;
    let named = format!("{} {}", saved.kind, saved.due_on);
    let entry = audit::Entry::new("update", "follow_up_line", &saved.id).named(named).change(before, &saved);
    audit::record(c, ctx, entry)?;
    Ok(saved)
}
