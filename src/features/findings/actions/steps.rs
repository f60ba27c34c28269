//! The steps of an action: begun, reported done, verified or sent back, put off, dropped.

use super::{MAX_TEXT, check_version, effects, mails, stored_texts};
use crate::access::{Permission, Side};
use crate::base::refusal::{FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::categorisation::{self, Trigger};
use crate::features::controls::FollowUpModel;
use crate::features::findings::model::{ActionStatus, Responsible, Severity};
use crate::features::findings::parameters::EffectModel;
use crate::features::findings::records::{Action, ActionReport, Postponement};
use crate::features::findings::{rules, store};
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::files::Stored;
use chrono::NaiveDate;

/// A file that is stored already and is about to become evidence.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub file_name: String,
    pub media_type: &'static str,
    pub stored: Stored,
}

/// The responsible party begins. Errors: NotFound, Conflict, `rule-action-not-yours`, `rule-action-closed`.
pub fn start(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Action> {
    let before = find_to_work_on(c, ctx, id, version)?;
    let after = Action { status: rules::start(before.status)?, ..before.clone() };
    save(c, ctx, "begin", &before, after)
}

/// The responsible party says that it is done, and how; the region's owner (or whoever made the
/// action) is told. Errors: as `start`; `error-action-note` at `note`.
pub fn report_done(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, note: &str) -> Result<Action> {
    let before = find_to_work_on(c, ctx, id, version)?;
    check_length("note", note)?;
    let after = Action {
        status: rules::report_done(before.status, note)?,
        reported_note: text::non_empty(note),
        reported_by_name: Some(ctx.actor.name.clone()),
        reported_at: Some(ctx.instant()),
        ..before.clone()
    };
    let after = save(c, ctx, "report", &before, after)?;
    let report = ActionReport {
        id: ctx.new_id(),
        organisation_id: after.organisation_id.clone(),
        action_id: after.id.clone(),
        reported_by: ctx.actor.person_id.clone(),
        reported_by_name: ctx.actor.name.clone(),
        reported_at: ctx.instant(),
    };
    store::insert_report(c, &report)?;
    mails::reported(c, ctx, &after)?;
    Ok(after)
}

/// The region has looked: effective ends the action, not effective sends it back with a note. A
/// responsible vendor is told, and that its action failed makes its tier be looked at again (domain.md 4.2). Effective is
/// said by another person than the owner and the reporter, with evidence when the priority asks for it, and a check
/// some months later is planned. Errors: `rule-action-not-reported`, `error-action-not-effective-note` at `note`,
/// `rule-action-own-owner`, `rule-action-own-report`, `error-action-evidence` at `note`.
pub fn verify(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, effective: bool, note: &str) -> Result<Action> {
    ctx.require(Permission::ActionVerify)?;
    let before = find_own(c, ctx, id, version)?;
    check_length("note", note)?;
    let status = rules::verify(before.status, effective, note)?;
    if effective {
        check_other_person(c, ctx, &before)?;
        check_evidence(c, ctx, &before, note)?;
    }
    let after = Action {
        status,
        verified_note: text::non_empty(note),
        verified_effective: Some(effective),
        verified_by_name: Some(ctx.actor.name.clone()),
        verified_at: Some(ctx.instant()),
        ..before.clone()
    };
    let after = save(c, ctx, if effective { "verify" } else { "return" }, &before, after)?;
    if effective {
        effects::plan(c, ctx, &after)?;
    }
    if !effective && after.responsible == Responsible::Vendor {
        categorisation::trigger(c, ctx, &after.vendor_id, Trigger::FailedAction, &[])?;
    }
    if after.responsible == Responsible::Vendor {
        mails::verified(c, ctx, &after, effective)?;
    }
    Ok(after)
}

/// Nobody verifies what they own or have reported themselves, nor judges its effect.
pub(super) fn check_other_person(c: &mut Db, ctx: &Ctx, action: &Action) -> Result<()> {
    let me = Some(&ctx.actor.person_id);
    if action.owner_id.as_ref() == me {
        return Err(Refusal::rule("rule-action-own-owner"));
    }
    if store::last_reporter(c, &ctx.scope, &action.id)?.as_ref() == me {
        return Err(Refusal::rule("rule-action-own-report"));
    }
    Ok(())
}

/// From the model's priority on, something was filed, or the note says what was looked at.
fn check_evidence(c: &mut Db, ctx: &Ctx, action: &Action, note: &str) -> Result<()> {
    let priority = store::priorities(c, &ctx.scope, &[action])?.get(&action.id).copied().unwrap_or(Severity::Medium);
    let asked = priority >= EffectModel::on(ctx.today()).evidence_from;
    if asked && note.trim().is_empty() && !store::has_evidence(c, &ctx.scope, &action.id)? {
        return Err(Refusal::invalid("note", "error-action-evidence"));
    }
    Ok(())
}

/// The region drops the action; the vendor may read why. Errors: `error-required` at `reason`, `rule-action-closed`.
pub fn cancel(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_own(c, ctx, id, version)?;
    check_length("reason", reason)?;
    let after = Action {
        status: rules::cancel(before.status, reason)?,
        verified_note: text::non_empty(reason),
        verified_effective: None,
        verified_by_name: Some(ctx.actor.name.clone()),
        verified_at: Some(ctx.instant()),
        ..before.clone()
    };
    save(c, ctx, "cancel", &before, after)
}

/// The region moves the due date later; the old date, who and why are kept. More often than the model allows, each move
/// needs a step that was decided after the last one in an open escalation (domain.md 7.1). Errors:
/// `error-postpone-earlier` and `error-postpone-past` at `due_on`, `error-required` at `reason`,
/// `rule-action-needs-escalation`.
pub fn postpone(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    due_on: NaiveDate,
    reason: &str,
) -> Result<Action> {
    ctx.require(Permission::ActionEdit)?;
    let before = find_own(c, ctx, id, version)?;
    check_length("reason", reason)?;
    let model = FollowUpModel::current();
    let moved = rules::postpone(model, before.status, before.dates(), due_on, reason, ctx.today())?;
    if moved.escalate {
        let last = store::postponements_of(c, &ctx.scope, &before.id)?.pop().map(|p| p.decided_at);
        let decided = store::last_escalated(c, &ctx.scope, &before)?;
        if decided.is_none_or(|at| last.is_some_and(|last| at < last)) {
            let max = model.action.max_extensions.to_string();
            return Err(Refusal::rule_with("rule-action-needs-escalation", &[("max", max)]));
        }
    }
    store::insert_postponement(
        c,
        &Postponement {
            id: ctx.new_id(),
            organisation_id: before.organisation_id.clone(),
            action_id: before.id.clone(),
            old_due_on: moved.previous_due_on,
            new_due_on: moved.dates.due_on,
            reason: moved.reason,
            decided_by: ctx.actor.person_id.clone(),
            decided_by_name: ctx.actor.name.clone(),
            decided_at: ctx.instant(),
        },
    )?;
    let after = Action { due_on: moved.dates.due_on, slips: moved.dates.slips, ..before.clone() };
    save(c, ctx, "postpone", &before, after)
}

/// Evidence from either side. The vendor's is always shared; the region chooses.
/// Errors: `rule-action-closed` once it is verified or cancelled, `rule-action-not-yours`.
pub fn attach_evidence(c: &mut Db, ctx: &Ctx, id: &Id, evidence: &Evidence, shared: bool) -> Result<Attachment> {
    let action = find_to_work_on(c, ctx, id, None)?;
    if !action.is_open() {
        return Err(Refusal::rule("rule-action-closed"));
    }
    let target = Target {
        organisation_id: &action.organisation_id,
        vendor_id: Some(&action.vendor_id),
        object_type: "action",
        object_id: &action.id,
        part: "",
        shared: shared || ctx.scope.side() == Side::Vendor,
    };
    attachments::add(c, ctx, &target, &evidence.file_name, evidence.media_type, &evidence.stored)
}

/// An action that the actor may carry out: the region any of its own (a report often comes by
/// telephone), the vendor those it is responsible for.
fn find_to_work_on(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Action> {
    let side = ctx.scope.side();
    ctx.require(if side == Side::Region { Permission::ActionEdit } else { Permission::ActionReport })?;
    let action = store::find_action(c, &ctx.scope, id)?;
    if side == Side::Vendor && action.responsible != Responsible::Vendor {
        return Err(Refusal::rule("rule-action-not-yours"));
    }
    check_version(version, action.version, || stored_texts(&action))?;
    Ok(action)
}

fn find_own(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Action> {
    ctx.scope.client()?;
    let action = store::find_action(c, &ctx.scope, id)?;
    check_version(version, action.version, || stored_texts(&action))?;
    Ok(action)
}

fn check_length(field: &str, text: &str) -> Result<()> {
    if text.chars().count() > MAX_TEXT {
        return Err(Refusal::Invalid(vec![FieldError::new(field, "error-too-long").with("max", MAX_TEXT)]));
    }
    Ok(())
}

/// Saves a changed action as its next version, with the event of it.
pub(super) fn save(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Action, after: Action) -> Result<Action> {
    let after = Action { updated_at: ctx.instant(), version: before.version + 1, ..after };
    // Beginning what has begun changes nothing; a second click must not fill the log.
    if verb == "begin" && before.status == ActionStatus::InProgress {
        return Ok(before.clone());
    }
    store::save_action(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new(verb, "action", &after.id)
        .vendor(&after.vendor_id)
        .named(&after.title)
        .change(before, &after);
    audit::record_for(c, ctx, &after.organisation_id, entry)?;
    Ok(after)
}
