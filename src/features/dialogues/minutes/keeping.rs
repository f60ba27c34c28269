//! Minutes that both sides have approved: the diary, the archive, and corrections as texts of their own.

use super::approving::{Asked, Standing, ask};
use super::model::{ApprovalOutcome, MinutesState};
use super::records::{Addendum, Approval, MinutesRow};
use super::{jobs, rules, store};
use crate::access::{Permission, Side};
use crate::base::refusal::Checks;
use crate::base::{Id, Instant, Refusal, Result, text};
use crate::features::dialogues::records::Dialogue;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use serde_json::json;

/// The longest diary number or reference of an archive, in characters.
pub const MAX_REFERENCE: usize = 100;
/// The longest correction, in characters.
pub const MAX_ADDENDUM: usize = 20_000;

/// Writes the diary number down; again, to correct it. The number is never made by us (domain.md 7.5).
/// Errors: Conflict; `diary_number` missing, too long or not one of the organisation's; `rule-minutes-not-approved`, `rule-minutes-archived`.
pub fn register(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, diary_number: &str) -> Result<MinutesRow> {
    let standing = Standing::to_change(c, ctx, id, version)?;
    rules::may_register(standing.stage())?;
    let before = standing.sent()?;
    let mut checks = Checks::default();
    let number = text::tidy(&checks.required("diary_number", diary_number));
    checks.longest("diary_number", &number, MAX_REFERENCE);
    checks.extend(diary::check(c, &ctx.scope, "diary_number", Some(&number), before.diary_number.as_deref())?);
    checks.done()?;
    let after = MinutesRow {
        state: MinutesState::Registered,
        diary_number: Some(number),
        registered_at: Some(ctx.instant()),
        registered_by_name: Some(ctx.actor.name.clone()),
        ..before.clone()
    };
    step(c, ctx, &standing.dialogue, "minutes_register", (&before, after))
}

/// The minutes are in the archive; `reference` is the archive's own, when it gives one.
/// Errors: Conflict; `reference` too long; `rule-minutes-not-registered`, `rule-minutes-archived`.
pub fn archive(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, reference: Option<&str>) -> Result<MinutesRow> {
    let standing = Standing::to_change(c, ctx, id, version)?;
    rules::may_archive(standing.stage())?;
    let before = standing.sent()?;
    let mut checks = Checks::default();
    checks.longest("reference", reference.unwrap_or_default(), MAX_REFERENCE);
    checks.done()?;
    let after = MinutesRow {
        state: MinutesState::Archived,
        archive_reference: reference.map(text::tidy).and_then(|text| text::non_empty(&text)),
        archived_at: Some(ctx.instant()),
        archived_by_name: Some(ctx.actor.name.clone()),
        ..before.clone()
    };
    step(c, ctx, &standing.dialogue, "minutes_archive", (&before, after))
}

fn step(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    verb: &'static str,
    (before, after): (&MinutesRow, MinutesRow),
) -> Result<MinutesRow> {
    let saved = store::save_row(c, after)?;
    let entry = audit::Entry::new(verb, "minutes", &saved.id)
        .vendor(&dialogue.vendor_id)
        .named(dialogue.period.clone())
        .change(before, &saved);
    audit::record(c, ctx, entry)?;
    Ok(saved)
}

/// What an addendum's fingerprint is made from.
fn fingerprint(dialogue_sha256: &str, number: i32, body: &str, author: (&str, Side), added_at: Instant) -> String {
    sha256_hex(&canonical_json(&json!({
        "minutes": dialogue_sha256,
        "number": number,
        "body": body,
        "author": author.0,
        "side": author.1,
        "added_at": added_at,
    })))
}

/// Whether a stored addendum is the text that its fingerprint was made from.
pub(super) fn is_intact(dialogue: &Dialogue, row: &Addendum) -> bool {
    let minutes = dialogue.sha256.as_deref().unwrap_or_default();
    row.sha256 == fingerprint(minutes, row.number, &row.body, (&row.author_name, row.author_side), row.added_at)
}

/// A correction of approved minutes: a text of its own that those who approved the minutes are asked to approve. The
/// region's side writes one by its right to dialogues, the vendor's by having been named an approver.
/// Errors: `body` missing or too long; `rule-minutes-not-approved`, `rule-minutes-not-named`.
pub fn add_addendum(c: &mut Db, ctx: &Ctx, id: &Id, body: &str) -> Result<Addendum> {
    match ctx.scope.side() {
        Side::Region => ctx.require(Permission::DialogueEdit)?,
        Side::Vendor => ctx.require(Permission::DialogueRead)?,
    }
    let standing = Standing::load(c, ctx, id)?;
    rules::may_add(standing.stage())?;
    let (dialogue, row) = (&standing.dialogue, standing.sent()?);
    let approvers: Vec<Approval> = store::approvals(c, dialogue)?
        .into_iter()
        .filter(|known| known.addendum_id.is_none() && known.text_version == row.text_version)
        .filter(|known| known.outcome == ApprovalOutcome::Approved)
        .collect();
    let named = approvers.iter().any(|known| known.person_id.as_ref() == Some(&ctx.actor.person_id));
    if ctx.scope.side() == Side::Vendor && !named {
        return Err(Refusal::rule("rule-minutes-not-named"));
    }
    let mut checks = Checks::default();
    let body = checks.required("body", body);
    checks.longest("body", &body, MAX_ADDENDUM);
    checks.done()?;
    let minutes = super::approving::intact(dialogue)?;
    let number = store::addenda(c, dialogue)?.last().map_or(1, |last| last.number.saturating_add(1));
    let author = (ctx.actor.name.as_str(), ctx.scope.side());
    let addendum = Addendum {
        id: ctx.new_id(),
        organisation_id: dialogue.organisation_id.clone(),
        dialogue_id: dialogue.id.clone(),
        number,
        sha256: fingerprint(&minutes, number, &body, author, ctx.instant()),
        author_name: author.0.to_string(),
        author_side: author.1,
        added_at: ctx.instant(),
        approved_at: None,
        body,
    };
    store::insert_addendum(c, &addendum)?;
    let entry = audit::Entry::new("create", "minutes_addendum", &addendum.id)
        .vendor(&dialogue.vendor_id)
        .named(format!("{} {number}", dialogue.period))
        .after(&addendum);
    audit::record_for(c, ctx, &dialogue.organisation_id, entry)?;
    let asked: Vec<Asked> = approvers.into_iter().map(Asked::again).collect();
    let (to_write, _) = ask(c, ctx, dialogue, (row.text_version, Some(&addendum.id)), &asked)?;
    for approval in to_write {
        jobs::ask_by_mail(c, ctx, dialogue, &approval, None)?;
    }
    Ok(addendum)
}

/// The fingerprint of one addendum that is as it was written. Errors: NotFound, `rule-minutes-tampered`.
pub(super) fn intact_addendum(c: &mut Db, dialogue: &Dialogue, id: &Id) -> Result<String> {
    let found = store::addenda(c, dialogue)?.into_iter().find(|known| known.id == *id).ok_or(Refusal::NotFound)?;
    if is_intact(dialogue, &found) { Ok(found.sha256) } else { Err(Refusal::rule("rule-minutes-tampered")) }
}

/// Marks an addendum approved once everybody who was asked has approved it.
pub(super) fn settle_addendum(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, id: &Id) -> Result<()> {
    let Some(found) = store::addenda(c, dialogue)?.into_iter().find(|known| known.id == *id) else { return Ok(()) };
    let answers: Vec<(Side, ApprovalOutcome)> = store::approvals(c, dialogue)?
        .iter()
        .filter(|approval| approval.addendum_id.as_ref() == Some(id))
        .map(|approval| (approval.side, approval.outcome))
        .collect();
    if found.approved_at.is_some() || !rules::approved_by_both(&answers) {
        return Ok(());
    }
    let approved = Addendum { approved_at: Some(ctx.instant()), ..found };
    store::save_addendum(c, &approved)?;
    let entry = audit::Entry::new("approve", "minutes_addendum", &approved.id)
        .vendor(&dialogue.vendor_id)
        .named(format!("{} {}", dialogue.period, approved.number))
        .after(&json!({ "approved_at": approved.approved_at, "sha256": approved.sha256 }));
    audit::record_for(c, ctx, &dialogue.organisation_id, entry)
}

impl Asked {
    /// Somebody who approved the minutes is asked about their correction.
    fn again(approval: Approval) -> Asked {
        Asked {
            side: approval.side,
            name: approval.name,
            person_id: approval.person_id,
            email: approval.email,
            language: approval.language,
        }
    }
}
