//! Invitations to a meeting, moves and cancellations; a calendar file goes with each mail.

use super::model::CallKind;
use super::parameters::MinutesTerms;
use super::records::Call;
use super::{jobs, rules, store};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Email, FieldError, Id, Refusal, Result, text};
use crate::features::accounts;
use crate::features::contracts;
use crate::features::dialogues::actions::{self, Edit, MAX_TITLE};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::records::{Dialogue, DialogueParticipant};
use crate::features::dialogues::{series, store as dialogues, titles};
use crate::features::escalations;
use crate::features::findings::{self, Finding, FindingOrigin, NewFinding, Responsible, Severity};
use crate::kit::{Ctx, audit, outbox};
use crate::platform::db::Db;
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

/// The longest reason of a move or a cancellation, in characters.
pub const MAX_REASON: usize = 1000;
/// The shortest meeting, in minutes.
const SHORTEST: i32 = 5;

/// When and where a meeting is to be.
#[derive(Debug, Clone)]
pub struct NewCall {
    pub held_on: NaiveDate,
    /// In Sweden.
    pub time: NaiveTime,
    /// The usual length when nobody says.
    pub minutes: Option<i32>,
    pub place: Option<String>,
    pub reason: Option<String>,
}

/// A planned dialogue for a change. Errors: Conflict; `rule-call-not-planned`.
fn planned(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Dialogue> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    let dialogue = dialogues::find(c, &ctx.scope, id)?;
    actions::check_version(&dialogue, version)?;
    if dialogue.status == DialogueStatus::Planned { Ok(dialogue) } else { Err(Refusal::rule("rule-call-not-planned")) }
}

/// Invites the participants, or tells them of another time or place.
/// Errors: at `held_on`, `time`, `minutes`, `place`, `reason`; Conflict; `rule-call-not-planned`, `rule-call-nobody`.
pub fn call(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, new: &NewCall) -> Result<Call> {
    let dialogue = planned(c, ctx, id, version)?;
    let terms = MinutesTerms::on(ctx.today());
    let minutes = new.minutes.unwrap_or(terms.meeting_minutes);
    let mut checks = Checks::default();
    let place = new.place.as_deref().and_then(text::non_empty);
    let reason = new.reason.as_deref().and_then(text::non_empty);
    checks.longest("place", place.as_deref().unwrap_or_default(), MAX_TITLE);
    checks.longest("reason", reason.as_deref().unwrap_or_default(), MAX_REASON);
    if !(SHORTEST..=terms.longest_meeting_minutes).contains(&minutes) {
        checks.add(FieldError::new("minutes", "error-call-length").with("max", terms.longest_meeting_minutes));
    }
    let starts_at = checks.keep(rules::starts_at(new.held_on, new.time));
    if let Some(at) = starts_at {
        checks.that(at > ctx.now, "held_on", "error-call-past");
    }
    checks.done()?;
    let reached = dialogues::participants(c, &dialogue)?.iter().any(|person| person.email.is_some());
    if !reached {
        return Err(Refusal::rule("rule-call-nobody"));
    }
    let dialogue = moved(c, ctx, dialogue, new.held_on)?;
    // Whoever is called prepares for what the meeting will take up as it stands now.
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    series::refresh_items(c, ctx, &contract, &dialogue)?;
    let sent = store::calls(c, &dialogue)?;
    let kinds: Vec<CallKind> = sent.iter().map(|call| call.kind).collect();
    let call = Call {
        kind: rules::next_kind(&kinds),
        starts_at: starts_at.map(Into::into),
        length_minutes: Some(minutes),
        place,
        reason,
        ..blank(c, ctx, &dialogue, &sent)?
    };
    keep(c, ctx, &dialogue, call)
}

/// The dialogue on its day, with its next version also when the day is the same: the same form sent twice invites once.
fn moved(c: &mut Db, ctx: &Ctx, dialogue: Dialogue, held_on: NaiveDate) -> Result<Dialogue> {
    if dialogue.held_on == held_on {
        return dialogues::save(c, dialogue);
    }
    let edit = Edit {
        held_on,
        chair_name: dialogue.chair_name.clone(),
        minute_checker: dialogue.minute_checker.clone(),
        internal_note: dialogue.internal_note.clone(),
    };
    actions::change(c, ctx, dialogue, &edit)
}

/// Whether a meeting that is still to come stands in people's calendars.
pub fn is_called(c: &mut Db, dialogue: &Dialogue) -> Result<bool> {
    let planned = dialogue.status == DialogueStatus::Planned;
    Ok(planned && store::calls(c, dialogue)?.last().is_some_and(|last| last.kind != CallKind::Cancelled))
}

/// Who came onto the list after the invitation that holds was sent, by name; nobody until its mails are written.
pub fn uninvited(c: &mut Db, ctx: &Ctx, calls: &[Call], people: &[DialogueParticipant]) -> Result<Vec<String>> {
    let Some(last) = calls.last().filter(|last| last.kind != CallKind::Cancelled) else { return Ok(Vec::new()) };
    let sent = outbox::written_to(c, ctx, &last.id, jobs::CALL, None)?;
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let address = |person: &DialogueParticipant| person.email.as_deref()?.parse::<Email>().ok();
    let is_new = |person: &&DialogueParticipant| address(person).is_some_and(|email| !sent.contains(&email.folded()));
    Ok(people.iter().filter(is_new).map(|person| person.name.clone()).collect())
}

fn blank(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, sent: &[Call]) -> Result<Call> {
    let people = accounts::people_of_organisation(c, &dialogue.organisation_id)?;
    let own = people.into_iter().find(|(person, ..)| person.id == ctx.actor.person_id);
    Ok(Call {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        kind: CallKind::Invited,
        sequence: sent.last().map_or(0, |last| last.sequence.saturating_add(1)),
        starts_at: None,
        length_minutes: None,
        place: None,
        reason: None,
        sent_at: ctx.instant(),
        sent_by_name: ctx.actor.name.clone(),
        sent_by_email: own.map(|(_, _, _, email)| email),
    })
}

fn keep(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, call: Call) -> Result<Call> {
    store::insert_call(c, &call)?;
    let verb = if call.kind == CallKind::Cancelled { "cancel" } else { "invite" };
    let entry = audit::Entry::new(verb, "dialogue_call", &call.id)
        .vendor(&dialogue.vendor_id)
        .named(dialogue.period.clone())
        .after(&call);
    audit::record(c, ctx, entry)?;
    // A meeting that nobody was invited to is cancelled without a mail.
    if call.starts_at.is_some() {
        jobs::send_call(c, ctx, &call)?;
    }
    Ok(call)
}

/// Cancels a planned meeting, with a reason. It stays planned until it gets a new time; one that is cancelled once too
/// often in a row becomes a finding and is escalated. Gives what was sent, and the finding.
/// Errors: `reason` missing or too long; Conflict; `rule-call-not-planned`, `rule-call-cancelled`.
pub fn cancel(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<(Call, Option<Finding>)> {
    let dialogue = planned(c, ctx, id, version)?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, MAX_REASON);
    checks.done()?;
    let sent = store::calls(c, &dialogue)?;
    if sent.last().is_some_and(|last| last.kind == CallKind::Cancelled) {
        return Err(Refusal::rule("rule-call-cancelled"));
    }
    let last = sent.last().cloned();
    let call = Call {
        kind: CallKind::Cancelled,
        starts_at: last.as_ref().and_then(|last| last.starts_at),
        length_minutes: last.as_ref().and_then(|last| last.length_minutes),
        place: last.and_then(|last| last.place),
        reason: Some(reason),
        ..blank(c, ctx, &dialogue, &sent)?
    };
    let call = keep(c, ctx, &dialogue, call)?;
    let finding = escalate_cancelled(c, ctx, &dialogue)?;
    Ok((call, finding))
}

/// The first step of escalation when meetings of a contract have been cancelled once too often in a row (domain.md 7.1):
/// a finding of the region's own, and the contract's escalation, which the ladder takes further. `None` while it has not
/// come to that.
pub fn escalate_cancelled(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue) -> Result<Option<Finding>> {
    let count = store::cancelled_in_row(c, &ctx.scope, &dialogue.contract_id)?;
    if !rules::is_one_too_many(count, MinutesTerms::on(ctx.today()).cancelled_in_row) {
        return Ok(None);
    }
    let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
    let args = BTreeMap::from([("reference", contract.reference.clone()), ("count", count.to_string())]);
    let text = titles::worded(ctx.language, "agenda-cancelled-text", &args);
    let new = NewFinding {
        vendor_id: dialogue.vendor_id.clone(),
        contract_id: Some(dialogue.contract_id.clone()),
        origin: FindingOrigin::Dialogue,
        origin_object_id: Some(dialogue.id.clone()),
        origin_part: Some(format!("cancelled-{count}")),
        title: titles::worded(ctx.language, "agenda-cancelled-title", &args),
        description: Some(text.clone()),
        severity: Severity::High,
        responsible: Responsible::Region,
        control_ids: Vec::new(),
        internal_note: None,
    };
    let finding = findings::open_finding(c, ctx, &new)?;
    escalations::open_for_cancelled(c, ctx, &dialogue.id, &text)?;
    Ok(Some(finding))
}
