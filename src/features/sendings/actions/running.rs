//! Starting, the work in the background, and what a person does about it. Each vendor has a small transaction of its
//! own that looks again whether it still waits: so nobody is sent to twice, however often the work begins anew.

use super::{a_draft, candidates, check_sending};
use crate::access::{Actor, Permission, Role, Via};
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::accounts;
use crate::features::questionnaires::{self, NewAssessment};
use crate::features::sendings::jobs::BATCH;
use crate::features::sendings::model::{ReceiverState, SendingState, Why};
use crate::features::sendings::parameters::SendingTerms;
use crate::features::sendings::records::{Receiver, Sending};
use crate::features::sendings::store;
use crate::kit::{App, Ctx, audit, outbox};
use crate::platform::db::{Database, Db};
use serde_json::{Value, json};

/// Starts a draft: everybody whom the selection takes becomes a receiver, those that cannot be sent to with the
/// reason, and the work is queued. Errors: Conflict, `rule-sending-begun`, `rule-sending-nobody`, `due_on` passed.
pub fn start(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Sending> {
    ctx.require(Permission::AssessmentSend)?;
    let before = a_draft(c, ctx, id, version)?;
    if before.due_on < ctx.today() {
        return Err(Refusal::invalid("due_on", "error-date-past"));
    }
    let taken = candidates(c, ctx, &before.read_selection()?)?;
    if taken.iter().all(|each| each.why.is_some()) {
        return Err(Refusal::rule("rule-sending-nobody"));
    }
    let row = |each: super::Candidate| Receiver {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        sending_id: before.id.clone(),
        vendor_id: each.vendor.id,
        name_folded: each.vendor.name_folded,
        state: if each.why.is_some() { ReceiverState::Skipped } else { ReceiverState::Queued },
        why: each.why,
        assessment_id: None,
        attempts: 0,
        sent_at: None,
        opened_at: None,
        updated_at: ctx.instant(),
    };
    let receivers: Vec<Receiver> = taken.into_iter().map(row).collect();
    store::insert_receivers(c, &receivers)?;
    let queued = receivers.iter().filter(|each| each.state == ReceiverState::Queued).count();
    let after = Sending {
        state: SendingState::Sending,
        started_by: Some(ctx.actor.person_id.clone()),
        started_by_name: Some(ctx.actor.name.clone()),
        started_at: Some(ctx.instant()),
        ..before.clone()
    };
    let said = json!({ "queued": queued, "skipped": receivers.len() - queued, "state": after.state });
    let after = keep(c, ctx, "begin", after, &said)?;
    queue(c, ctx, &after)?;
    Ok(after)
}

fn keep(c: &mut Db, ctx: &Ctx, verb: &'static str, row: Sending, said: &Value) -> Result<Sending> {
    let row = Sending { updated_at: ctx.instant(), version: row.version + 1, ..row };
    store::save(c, &ctx.scope, &row)?;
    audit::record(c, ctx, audit::Entry::new(verb, "sending", &row.id).named(&row.title).after(said))?;
    Ok(row)
}

fn queue(c: &mut Db, ctx: &Ctx, row: &Sending) -> Result<()> {
    outbox::job(c, ctx, &row.organisation_id, BATCH, ("sending", &row.id), &Value::Null).map(drop)
}

fn step(
    c: &mut Db,
    ctx: &Ctx,
    (id, version): (&Id, Option<i32>),
    from: &[SendingState],
    refusal: &'static str,
) -> Result<Sending> {
    ctx.require(Permission::AssessmentSend)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_sending(version, &before)?;
    if from.contains(&before.state) { Ok(before) } else { Err(Refusal::rule(refusal)) }
}

/// Holds the work up; those that wait keep waiting. Errors: `rule-sending-not-running`.
pub fn pause(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Sending> {
    let before = step(c, ctx, (id, version), &[SendingState::Sending], "rule-sending-not-running")?;
    let after = Sending { state: SendingState::Paused, ..before };
    keep(c, ctx, "sending_pause", after, &json!({ "state": SendingState::Paused }))
}

/// Goes on after a pause. Errors: `rule-sending-not-paused`.
pub fn resume(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Sending> {
    let before = step(c, ctx, (id, version), &[SendingState::Paused], "rule-sending-not-paused")?;
    let after = Sending { state: SendingState::Sending, ..before };
    let after = keep(c, ctx, "sending_resume", after, &json!({ "state": SendingState::Sending }))?;
    queue(c, ctx, &after)?;
    Ok(after)
}

/// Ends the work for good: who still waits is not sent to. What was sent stays sent.
/// Errors: `rule-sending-not-running`.
pub fn stop(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Sending> {
    let from = [SendingState::Sending, SendingState::Paused];
    let before = step(c, ctx, (id, version), &from, "rule-sending-not-running")?;
    let states = (ReceiverState::Queued, ReceiverState::Skipped);
    let stopped = store::move_all(c, &ctx.scope, id, states, Some(Why::Stopped))?;
    let after = Sending { state: SendingState::Stopped, finished_at: Some(ctx.instant()), ..before };
    keep(c, ctx, "stop", after, &json!({ "state": SendingState::Stopped, "stopped": stopped }))
}

/// Tries those that failed once more. Errors: `rule-sending-none-failed`, `rule-sending-not-sent`.
pub fn retry(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Sending> {
    let from = [SendingState::Sent, SendingState::Sending];
    let before = step(c, ctx, (id, version), &from, "rule-sending-not-sent")?;
    let states = (ReceiverState::Failed, ReceiverState::Queued);
    let again = store::move_all(c, &ctx.scope, id, states, None)?;
    if again == 0 {
        return Err(Refusal::rule("rule-sending-none-failed"));
    }
    let after = Sending { state: SendingState::Sending, finished_at: None, ..before };
    let after = keep(c, ctx, "sending_retry", after, &json!({ "again": again }))?;
    queue(c, ctx, &after)?;
    Ok(after)
}

/// One batch as the worker does it, and the next one queued while somebody waits.
pub fn send_batch(app: &App, ctx: &Ctx, id: &Id) -> Result<()> {
    send_some(&app.db, ctx, id, SendingTerms::on(ctx.today()).batch_size)?;
    app.db.write_now(|c| {
        let row = store::find(c, &ctx.scope, id)?;
        if row.state != SendingState::Sending {
            return Ok(());
        }
        if !store::queued(c, &ctx.scope, id, 1)?.is_empty() {
            return queue(c, ctx, &row);
        }
        let tally = store::tally(c, &ctx.scope, id)?;
        let after = Sending { state: SendingState::Sent, finished_at: Some(ctx.instant()), ..row };
        keep(c, ctx, "end", after, &json!(tally)).map(drop)
    })
}

/// Sends to at most `limit` of those that wait, each in a transaction of its own. Gives how many were tried.
pub fn send_some(db: &Database, ctx: &Ctx, id: &Id, limit: i64) -> Result<usize> {
    let (acting, waiting) = db.read_now(|c| {
        let row = store::find(c, &ctx.scope, id)?;
        Ok((acting(c, ctx, &row)?, store::queued(c, &ctx.scope, id, limit)?))
    })?;
    for receiver_id in &waiting {
        if let Err(refusal) = db.write_now(|c| send_one(c, &acting, id, receiver_id)) {
            db.write_now(|c| note_failure(c, &acting, id, receiver_id, &refusal))?;
        }
    }
    Ok(waiting.len())
}

/// The work is done in the name of whoever started it.
fn acting(c: &mut Db, ctx: &Ctx, row: &Sending) -> Result<Ctx> {
    let home = accounts::find_organisation(c, &row.organisation_id)?;
    let actor = Actor {
        person_id: row.started_by.clone().unwrap_or_else(|| row.organisation_id.clone()),
        name: row.started_by_name.clone().unwrap_or_else(|| home.name.clone()),
        organisation_id: home.id,
        organisation_name: home.name,
        role: Role::SecurityOfficer,
        via: Via::Job,
    };
    Ok(Ctx { actor, ..ctx.clone() })
}

fn send_one(c: &mut Db, ctx: &Ctx, id: &Id, receiver_id: &Id) -> Result<()> {
    let (row, receiver) = (store::find(c, &ctx.scope, id)?, store::find_receiver(c, &ctx.scope, id, receiver_id)?);
    if row.state != SendingState::Sending || receiver.state != ReceiverState::Queued {
        return Ok(());
    }
    // Somebody may have sent one by hand, or two vendors have become one, since the sending started.
    if store::has_open(c, &ctx.scope, &receiver.vendor_id)? {
        return set_aside(c, ctx, receiver, ReceiverState::Skipped, Why::Open);
    }
    let new = NewAssessment {
        vendor_id: receiver.vendor_id.clone(),
        contract_id: None,
        question_set: row.question_set,
        due_on: row.due_on,
        message: row.message,
        internal_note: row.internal_note,
    };
    let made = questionnaires::send_set(c, ctx, &new, row.set_version_id.as_ref())?;
    store::lead_through(c, &ctx.scope, &made.id, &format!("/portal/sent/{}", receiver.id))?;
    let after = Receiver {
        state: ReceiverState::Sent,
        why: None,
        assessment_id: Some(made.id),
        attempts: receiver.attempts + 1,
        sent_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        ..receiver
    };
    store::save_receiver(c, &ctx.scope, &after)
}

/// What went wrong with one vendor is said at its row; the others are sent to all the same.
fn note_failure(c: &mut Db, ctx: &Ctx, id: &Id, receiver_id: &Id, refusal: &Refusal) -> Result<()> {
    let receiver = store::find_receiver(c, &ctx.scope, id, receiver_id)?;
    if receiver.state != ReceiverState::Queued {
        return Ok(());
    }
    let at = |field: &str| matches!(refusal, Refusal::Invalid(errors) if errors.iter().any(|e| e.field == field));
    match refusal {
        Refusal::Rule("rule-assessment-nobody", _) => set_aside(c, ctx, receiver, ReceiverState::Failed, Why::Nobody),
        _ if at("vendor_id") => set_aside(c, ctx, receiver, ReceiverState::Skipped, Why::Ended),
        _ if at("question_set") => set_aside(c, ctx, receiver, ReceiverState::Skipped, Why::NothingAsked),
        _ if at("due_on") => set_aside(c, ctx, receiver, ReceiverState::Failed, Why::DuePassed),
        other => {
            tracing::error!(receiver = %receiver.id, error = %other, "a self-assessment could not be sent");
            set_aside(c, ctx, receiver, ReceiverState::Failed, Why::Fault)
        }
    }
}

fn set_aside(c: &mut Db, ctx: &Ctx, receiver: Receiver, state: ReceiverState, why: Why) -> Result<()> {
    let after =
        Receiver { state, why: Some(why), attempts: receiver.attempts + 1, updated_at: ctx.instant(), ..receiver };
    store::save_receiver(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("skip", "sending", &after.sending_id).vendor(&after.vendor_id);
    audit::record(c, ctx, entry.after(&json!({ "state": state, "why": why })))
}
