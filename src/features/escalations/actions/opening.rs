//! Something is escalated: by a person with a reason, or by the rule.

use super::mails;
use crate::access::{Permission, Via};
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::model::{LadderCause, LadderOrigin};
use crate::features::escalations::records::Escalation;
use crate::features::escalations::rules::MAX_TEXT;
use crate::features::escalations::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// An escalation about to be opened.
#[derive(Debug, Clone)]
pub struct NewEscalation {
    pub origin: LadderOrigin,
    pub origin_id: Id,
    pub cause: LadderCause,
    /// Demanded of persons; the rule is explained by its cause.
    pub reason: String,
}

/// Opens an escalation; whoever answers for the vendor is told. It stands on no step until one is decided.
/// Errors: NotFound, `rule-ladder-open` while one from the same origin is open, `rule-ladder-origin-closed`,
/// `error-required` at `reason`.
pub fn open(c: &mut Db, ctx: &Ctx, new: &NewEscalation) -> Result<Escalation> {
    ctx.require(Permission::FindingEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let subject = store::subject(c, &ctx.scope, new.origin, &new.origin_id)?;
    let by_person = ctx.actor.via != Via::Job;
    let mut checks = Checks::default();
    checks.that(!by_person || !new.reason.trim().is_empty(), "reason", "error-required");
    checks.that(!by_person || LadderCause::BY_HAND.contains(&new.cause), "cause", "error-choice");
    checks.longest("reason", &new.reason, MAX_TEXT);
    checks.done()?;
    if !subject.is_open {
        return Err(Refusal::rule("rule-ladder-origin-closed"));
    }
    let open = store::open_of_origins(c, &ctx.scope, std::slice::from_ref(&new.origin_id))?;
    if let Some(open) = open.get(&new.origin_id) {
        return Err(Refusal::rule_with("rule-ladder-open", &[("number", open.number.to_string())]));
    }
    let row = Escalation {
        id: ctx.new_id(),
        number: store::next_number(c, &ctx.scope)?,
        organisation_id,
        vendor_id: subject.vendor_id,
        contract_id: subject.contract_id,
        origin: new.origin,
        origin_id: new.origin_id.clone(),
        cause: new.cause,
        search_text: text::fold(&subject.title),
        title: subject.title,
        reason: new.reason.trim().to_string(),
        step: None,
        ladder_version: Ladder::on(ctx.today()).version.clone(),
        opened_by: ctx.actor.person_id.clone(),
        opened_by_name: ctx.actor.name.clone(),
        opened_at: ctx.instant(),
        closed_at: None,
        closed_by_name: None,
        close_reason: None,
        version: 1,
    };
    store::insert(c, &row)?;
    let entry = audit::Entry::new("ladder_open", "escalation", &row.id).vendor(&row.vendor_id).named(&row.title);
    audit::record(c, ctx, entry.after(&row))?;
    mails::opened(c, ctx, &row)?;
    Ok(row)
}

/// The second dialogue in a row of a contract was called off (domain.md 7.1): gives the contract's open escalation for
/// that, or opens one from the dialogue. For the feature of dialogues to call in the transaction that calls it off.
pub fn open_for_cancelled(c: &mut Db, ctx: &Ctx, dialogue_id: &Id, reason: &str) -> Result<Escalation> {
    open_for_dialogue(c, ctx, dialogue_id, LadderCause::CancelledMeetings, reason)
}

/// A planned dialogue was not held (domain.md 1.3 row 40): gives the contract's open escalation for that, or opens one from
/// the dialogue. For the sweep of meetings, in the transaction that notes how late it is.
pub fn open_for_skipped(c: &mut Db, ctx: &Ctx, dialogue_id: &Id) -> Result<Escalation> {
    open_for_dialogue(c, ctx, dialogue_id, LadderCause::SkippedMeeting, "")
}

fn open_for_dialogue(c: &mut Db, ctx: &Ctx, dialogue_id: &Id, cause: LadderCause, reason: &str) -> Result<Escalation> {
    let subject = store::subject(c, &ctx.scope, LadderOrigin::Dialogue, dialogue_id)?;
    if let Some(contract_id) = &subject.contract_id
        && let Some(open) = store::open_of_contract(c, &ctx.scope, contract_id, cause)?
    {
        return Ok(open);
    }
    // Somebody may have escalated the dialogue already, for another cause.
    let of_dialogue = store::open_of_origins(c, &ctx.scope, std::slice::from_ref(dialogue_id))?;
    if let Some(open) = of_dialogue.into_values().next() {
        return Ok(open);
    }
    let new = NewEscalation {
        origin: LadderOrigin::Dialogue,
        origin_id: dialogue_id.clone(),
        cause,
        reason: reason.to_string(),
    };
    open(c, ctx, &new)
}
