//! Steps back and forth before the minutes are out: the meeting ends, and a locked text is taken back to be written again.

use super::approving::{MAX_OBJECTION, Standing, text_version};
use super::model::{ApprovalOutcome, MinutesState};
use super::records::{Approval, MinutesRow, MinutesText};
use super::{rules, store};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{Id, Result};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::records::Dialogue;
use crate::features::dialogues::store as dialogues;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// Takes locked minutes back to draft so that they can be written again. The text, and what was said of it, is kept.
/// Errors: Conflict; `reason` missing; `rule-minutes-approved`; `rule-minutes-next-held` when the next meeting has begun.
pub fn take_back(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reason: &str) -> Result<Dialogue> {
    let standing = Standing::to_change(c, ctx, id, version)?;
    let dialogue = &standing.dialogue;
    let next = dialogues::following(c, &ctx.scope, &dialogue.contract_id, dialogue.number)?;
    rules::may_take_back(standing.stage(), next.is_some_and(|next| next.status != DialogueStatus::Planned))?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, MAX_OBJECTION);
    checks.done()?;
    let number = text_version(c, ctx, dialogue)?;
    if let Some(kept) = store::texts(c, dialogue)?.into_iter().find(|text| text.number == number) {
        let kept = MinutesText {
            taken_back_at: Some(ctx.instant()),
            taken_back_by_name: Some(ctx.actor.name.clone()),
            taken_back_reason: Some(reason.clone()),
            ..kept
        };
        store::save_text(c, &kept)?;
    }
    // Nobody is asked any longer about a text that is to be another.
    let waiting = |known: &Approval| known.addendum_id.is_none() && known.outcome == ApprovalOutcome::Waiting;
    let mut no_longer_asked = Vec::new();
    for approval in store::approvals(c, dialogue)?.into_iter().filter(waiting) {
        store::remove_approval(c, &approval)?;
        no_longer_asked.push(approval.name);
    }
    let row = MinutesRow {
        state: MinutesState::Draft,
        text_version: number,
        ..standing.row.clone().unwrap_or_else(|| MinutesRow::new(ctx, dialogue))
    };
    let row = match &standing.row {
        Some(_) => store::save_row(c, row)?,
        None => {
            store::insert_row(c, &row)?;
            row
        }
    };
    let saved = dialogues::save(
        c,
        Dialogue {
            status: DialogueStatus::Draft,
            locked_at: None,
            locked_by_name: None,
            snapshot: None,
            sha256: None,
            ..dialogue.clone()
        },
    )?;
    let entry = audit::Entry::new("minutes_take_back", "minutes", &row.id)
        .vendor(&dialogue.vendor_id)
        .named(dialogue.period.clone())
        .after(&serde_json::json!({ "dialogue_id": dialogue.id, "text_version": number, "sha256": dialogue.sha256,
            "reason": reason, "no_longer_asked": no_longer_asked }));
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

/// The meeting is over and its minutes are to be finished: held becomes draft.
/// Errors: Conflict of the dialogue's version; `rule-dialogue-step`.
pub fn end_meeting(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Dialogue> {
    ctx.require(Permission::DialogueEdit)?;
    ctx.scope.client()?;
    let before = dialogues::find(c, &ctx.scope, id)?;
    crate::features::dialogues::actions::check_version(&before, version)?;
    let status = crate::features::dialogues::rules::step(before.status, DialogueStatus::Draft)?;
    let saved = dialogues::save(c, Dialogue { status, ..before.clone() })?;
    let entry = audit::Entry::new("update", "dialogue", &saved.id)
        .vendor(&saved.vendor_id)
        .named(saved.period.clone())
        .change(&serde_json::json!({ "status": before.status }), &serde_json::json!({ "status": saved.status }));
    audit::record(c, ctx, entry)?;
    Ok(saved)
}
