//! A step of the ladder is decided: raised with a letter or a memo, or lowered with a reason.

use super::{find_open, mails};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, text};
use crate::features::escalations::ladder::Ladder;
use crate::features::escalations::model::LadderDirection;
use crate::features::escalations::paper::{Letter, Memo};
use crate::features::escalations::records::{Escalation, Step};
use crate::features::escalations::rules::{self, Said};
use crate::features::escalations::store;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use serde::Serialize;

/// A step about to be recorded.
#[derive(Debug, Clone)]
pub struct NewStep {
    /// The key of a step of the ladder that the escalation was opened by.
    pub step: String,
    pub said: Said,
}

/// Records a decided step. A letter goes to the vendor at once, and both letter and memo are frozen.
/// Errors: at the fields, Conflict, `rule-ladder-closed`, `rule-ladder-same-step`, `rule-ladder-withheld` for a letter about
/// an action that the vendor is kept from seeing.
pub fn decide(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, new: &NewStep) -> Result<(Escalation, Step)> {
    ctx.require(Permission::EscalationDecide)?;
    ctx.scope.client()?;
    let before = find_open(c, ctx, id, version)?;
    let ladder = Ladder::named(&before.ladder_version);
    let Some((place, rung)) = ladder.find(&new.step) else {
        return Err(Refusal::invalid("step", "error-choice"));
    };
    let now = before.step.as_deref().and_then(|key| ladder.find(key)).map(|(place, _)| place);
    let direction = rules::direction(now, place)?;
    let raised = direction == LadderDirection::Raised;
    if raised && rung.letter && store::standing(c, &ctx.scope, before.origin, &before.origin_id)?.is_withheld() {
        return Err(Refusal::rule("rule-ladder-withheld"));
    }
    let number = diary::check(c, &ctx.scope, "diary_number", new.said.diary_number.as_deref(), None)?;
    let decided_on = rules::check(rung, direction, &new.said, number, ctx.today())?;
    let earlier = store::steps(c, &ctx.scope, id)?;
    let tidy = |value: &Option<String>| value.as_deref().and_then(text::non_empty);
    let said = &new.said;
    let mut step = Step {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        escalation_id: before.id.clone(),
        position: earlier.first().map_or(0, |last| last.position).saturating_add(1),
        step: rung.key.clone(),
        direction,
        decided_on,
        decided_by_name: said.decided_by_name.trim().to_string(),
        decided_role: said.decided_role.trim().to_string(),
        delegation: tidy(&said.delegation),
        reason: said.reason.trim().to_string(),
        demand: tidy(&said.demand).filter(|_| raised && rung.letter),
        due_on: said.due_on.filter(|_| raised),
        diary_number: diary::tidy(said.diary_number.as_deref()),
        cost_low: said.cost_low,
        cost_high: said.cost_high,
        proposal: tidy(&said.proposal).filter(|_| raised && rung.memo),
        outcome: None,
        outcome_on: None,
        outcome_by_name: None,
        letter: None,
        letter_sha256: None,
        memo: None,
        memo_sha256: None,
        recorded_by: ctx.actor.person_id.clone(),
        recorded_by_name: ctx.actor.name.clone(),
        recorded_at: ctx.instant(),
        version: 1,
    };
    if raised && rung.letter {
        let (json, sha256) = frozen(&Letter::of(c, ctx, &before, &step, rung)?)?;
        (step.letter, step.letter_sha256) = (Some(json), Some(sha256));
    }
    if raised && rung.memo {
        let (json, sha256) = frozen(&Memo::of(c, ctx, &before, &step, &earlier)?)?;
        (step.memo, step.memo_sha256) = (Some(json), Some(sha256));
    }
    store::insert_step(c, &step)?;
    let after = Escalation { step: Some(step.step.clone()), version: before.version + 1, ..before.clone() };
    store::save(c, &ctx.scope, &after)?;
    let verb = if raised { "ladder_raise" } else { "ladder_lower" };
    let entry = audit::Entry::new(verb, "escalation", &after.id).vendor(&after.vendor_id).named(&after.title);
    audit::record(c, ctx, entry.change(&before, &after))?;
    let entry = audit::Entry::new("create", "escalation_step", &step.id).vendor(&after.vendor_id).named(&after.title);
    audit::record(c, ctx, entry.after(&step))?;
    if step.letter.is_some() {
        mails::letter(c, ctx, &after, &step)?;
    }
    Ok((after, step))
}

/// Canonical JSON and its fingerprint.
fn frozen(paper: &impl Serialize) -> Result<(String, String)> {
    let json = canonical_json(&serde_json::to_value(paper).map_err(Refusal::fault)?);
    let sha256 = sha256_hex(&json);
    Ok((json, sha256))
}
