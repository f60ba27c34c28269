//! The decision to publish, by somebody else than those who made it, and taking it back.

use super::{Place, TIMELINE, check, find_draft, hands, name};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::accounts;
use crate::features::incidents::actions::{MAX_TEXT, MAX_TITLE};
use crate::features::incidents::timelines::model::{TimelineReview, TimelineState};
use crate::features::incidents::timelines::records::Timeline;
use crate::features::incidents::timelines::rules::check_publishing;
use crate::features::incidents::timelines::snapshot::{FrozenChoice, FrozenTimeline};
use crate::features::incidents::timelines::store;
use crate::features::secrecy::Grounds;
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;

/// A decision as typed.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    pub name: String,
    pub role: String,
    pub decided_on: Option<NaiveDate>,
    /// Free text; never made by the product.
    pub diary_number: Option<String>,
}

impl Choice {
    /// `number`: what is wrong with the diary number.
    fn checked(&self, today: NaiveDate, number: Option<FieldError>) -> Result<FrozenChoice> {
        let mut checks = Checks::default();
        let choice = FrozenChoice {
            name: checks.required("name", &self.name),
            role: checks.required("role", &self.role),
            decided_on: self.decided_on.unwrap_or(today),
            diary_number: diary::tidy(self.diary_number.as_deref()),
        };
        checks.longest("name", &choice.name, MAX_TITLE);
        checks.longest("role", &choice.role, MAX_TITLE);
        checks.longest("diary_number", choice.diary_number.as_deref().unwrap_or_default(), MAX_TITLE);
        checks.extend(number);
        checks.that(self.decided_on.is_some(), "decided_on", "error-required");
        checks.that(choice.decided_on <= today, "decided_on", "error-timeline-decided-later");
        checks.done()?;
        Ok(choice)
    }
}

/// Publishes a draft: freezes what is public in it, and takes the place of the version before. Nothing leaves the
/// organisation by it. Errors: at the fields, NotFound, Conflict, `rule-timeline-frozen`, `rule-timeline-own-work`,
/// `rule-timeline-unreviewed`, `rule-timeline-empty`.
pub fn publish(c: &mut Db, ctx: &Ctx, place: Place<'_>, version: Option<i32>, choice: &Choice) -> Result<Timeline> {
    ctx.require(Permission::IncidentPublish)?;
    let before = find_draft(c, ctx, place, version)?;
    let entries = store::entries(c, &ctx.scope, &before.id)?;
    let reviews: Vec<TimelineReview> = entries.iter().map(|entry| entry.review).collect();
    check_publishing(&hands(&before)?, &ctx.actor.person_id, &reviews)?;
    let number = diary::check(c, &ctx.scope, "diary_number", choice.diary_number.as_deref(), None)?;
    let choice = choice.checked(ctx.today(), number)?;
    let organisation = accounts::find_organisation(c, &before.organisation_id)?.name;
    let grounds = Grounds::on(ctx.today());
    let frozen = FrozenTimeline::freeze(organisation, &before, &entries, grounds, choice.clone());
    let (snapshot, sha256) = frozen.sealed()?;
    if let Some(old) = store::published(c, &ctx.scope, place.0)? {
        let replaced = ended(ctx, &old, TimelineState::Replaced, None);
        store::save(c, &ctx.scope, &replaced)?;
        let entry = audit::Entry::new("timeline_replace", TIMELINE, &old.id).named(name(&old));
        audit::record(c, ctx, entry.change(&old, &replaced))?;
    }
    let after = Timeline {
        state: TimelineState::Published,
        decided_by_name: Some(choice.name),
        decided_role: Some(choice.role),
        decided_on: Some(choice.decided_on),
        diary_number: choice.diary_number,
        published_by_id: Some(ctx.actor.person_id.clone()),
        published_by_name: Some(ctx.actor.name.clone()),
        published_at: Some(ctx.instant()),
        snapshot: Some(snapshot),
        sha256: Some(sha256),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("publish", TIMELINE, &after.id).named(name(&after)).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Takes a published version back: it is shown to nobody any more. Errors: at `reason`, NotFound, Conflict,
/// `rule-timeline-not-published`.
pub fn withdraw(c: &mut Db, ctx: &Ctx, place: Place<'_>, version: Option<i32>, reason: &str) -> Result<Timeline> {
    ctx.require(Permission::IncidentPublish)?;
    let before = store::find(c, &ctx.scope, place.0, place.1)?;
    if !before.state.is_shown() {
        return Err(Refusal::rule("rule-timeline-not-published"));
    }
    check(version, &before)?;
    let mut checks = Checks::default();
    checks.that(!reason.trim().is_empty(), "reason", "error-reason-required");
    checks.longest("reason", reason, MAX_TEXT);
    checks.done()?;
    let after = ended(ctx, &before, TimelineState::Withdrawn, Some(reason.trim().to_string()));
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("timeline_withdraw", TIMELINE, &after.id).named(name(&after));
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// The version as it is once it is no longer the one that counts.
fn ended(ctx: &Ctx, before: &Timeline, state: TimelineState, reason: Option<String>) -> Timeline {
    Timeline {
        state,
        ended_at: Some(ctx.instant()),
        ended_by_name: Some(ctx.actor.name.clone()),
        withdrawn_reason: reason,
        version: before.version + 1,
        ..before.clone()
    }
}
