//! The effect of an action some months after it was verified: looked at again, with evidence.

use super::steps::{check_other_person, save};
use super::{Evidence, MAX_TEXT, mails};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::categorisation::{self, Trigger};
use crate::features::findings::model::{ActionStatus, EffectResult, Responsible};
use crate::features::findings::parameters::EffectModel;
use crate::features::findings::records::{Action, EffectCheck, Finding};
use crate::features::findings::store;
use crate::features::vendors;
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What a check found.
#[derive(Debug, Clone)]
pub struct NewEffect {
    pub result: EffectResult,
    /// What was seen.
    pub note: String,
    /// What was looked at: a document, a sample, a log.
    pub evidence: String,
    /// The new due date when it does not work.
    pub due_on: Option<NaiveDate>,
}

/// Plans the check of an action that has just been verified.
pub(super) fn plan(c: &mut Db, ctx: &Ctx, action: &Action) -> Result<()> {
    let vendor = vendors::find(c, &ctx.scope, &action.vendor_id)?;
    let model = EffectModel::on(ctx.today());
    let row = EffectCheck {
        id: ctx.new_id(),
        organisation_id: action.organisation_id.clone(),
        action_id: action.id.clone(),
        due_on: model.due_on(vendor.tier, ctx.today()),
        tier: vendor.tier,
        model_version: model.version.clone(),
        result: None,
        note: None,
        evidence: None,
        checked_by: None,
        checked_by_name: None,
        checked_at: None,
        created_at: ctx.instant(),
        version: 1,
    };
    store::insert_check(c, &row)?;
    let entry = audit::Entry::new("create", "effect_check", &row.id).vendor(&action.vendor_id).named(&action.title);
    audit::record(c, ctx, entry.after(&row))
}

/// Notes what the check found. Not effective opens the action again with a new due date, and its finding with it; a
/// responsible vendor is told, and its tier is looked at again. Errors: at the fields, Conflict,
/// `rule-effect-made`, `rule-action-own-owner`, `rule-action-own-report`, `rule-action-not-verified`.
pub fn check_effect(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, new: &NewEffect) -> Result<EffectCheck> {
    ctx.require(Permission::ActionVerify)?;
    let before = store::find_check(c, &ctx.scope, id)?;
    check_version(version, before.version, || {
        BTreeMap::from([("note".to_string(), before.note.clone().unwrap_or_default())])
    })?;
    if before.result.is_some() {
        return Err(Refusal::rule("rule-effect-made"));
    }
    let action = store::find_action(c, &ctx.scope, &before.action_id)?;
    if action.status != ActionStatus::Verified {
        return Err(Refusal::rule("rule-action-not-verified"));
    }
    check_other_person(c, ctx, &action)?;
    let failed = new.result == EffectResult::NotEffective;
    let mut checks = Checks::default();
    let note = checks.required("note", &new.note);
    let evidence = checks.required("evidence", &new.evidence);
    for (field, text) in [("note", &note), ("evidence", &evidence)] {
        checks.longest(field, text, MAX_TEXT);
    }
    checks.that(!failed || new.due_on.is_some(), "due_on", "error-required");
    checks.that(!failed || new.due_on.is_none_or(|day| day >= ctx.today()), "due_on", "error-date-past");
    checks.done()?;
    let after = EffectCheck {
        result: Some(new.result),
        note: text::non_empty(&note),
        evidence: text::non_empty(&evidence),
        checked_by: Some(ctx.actor.person_id.clone()),
        checked_by_name: Some(ctx.actor.name.clone()),
        checked_at: Some(ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_check(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("effect_check", "effect_check", &after.id);
    audit::record(c, ctx, entry.vendor(&action.vendor_id).named(&action.title).change(&before, &after))?;
    if failed {
        open_again(c, ctx, &action, new.due_on.unwrap_or_else(|| ctx.today()), &note)?;
    }
    Ok(after)
}

/// A file that shows what was looked at; the region's own, before or after the result. Errors: NotFound.
pub fn attach_to_check(c: &mut Db, ctx: &Ctx, id: &Id, file: &Evidence) -> Result<Attachment> {
    ctx.require(Permission::ActionVerify)?;
    let check = store::find_check(c, &ctx.scope, id)?;
    let action = store::find_action(c, &ctx.scope, &check.action_id)?;
    let target = Target {
        organisation_id: &check.organisation_id,
        vendor_id: Some(&action.vendor_id),
        object_type: "effect_check",
        object_id: &check.id,
        part: "",
        shared: false,
    };
    attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)
}

/// The action is worked on again, and a closed finding stands open again.
fn open_again(c: &mut Db, ctx: &Ctx, before: &Action, due_on: NaiveDate, note: &str) -> Result<()> {
    let after = Action {
        status: ActionStatus::InProgress,
        due_on,
        verified_note: text::non_empty(note),
        verified_effective: Some(false),
        verified_by_name: Some(ctx.actor.name.clone()),
        verified_at: Some(ctx.instant()),
        ..before.clone()
    };
    let after = save(c, ctx, "open_again", before, after)?;
    if let Some(id) = &after.finding_id {
        let finding = store::find_finding(c, &ctx.scope, id)?;
        if !finding.is_open() {
            let open = Finding { closed_at: None, version: finding.version + 1, ..finding.clone() };
            store::save_finding(c, &ctx.scope, &open)?;
            let entry = audit::Entry::new("open_again", "finding", &open.id).vendor(&open.vendor_id).named(&open.title);
            audit::record(c, ctx, entry.change(&finding, &open))?;
        }
    }
    if after.responsible == Responsible::Vendor {
        categorisation::trigger(c, ctx, &after.vendor_id, Trigger::FailedAction, &[])?;
        mails::verified(c, ctx, &after, false)?;
    }
    Ok(())
}
