//! What a draft says, and the secrecy review of each entry.

use super::{Place, TIMELINE, facts, find_draft, hands, name, of_entry, tidy, touch, with_hand};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, Instant};
use crate::features::incidents::actions::{MAX_TEXT, MAX_TITLE};
use crate::features::incidents::store as incident_store;
use crate::features::incidents::timelines::model::{TimelineReview, TimelineSource};
use crate::features::incidents::timelines::records::{Timeline, TimelineEntry};
use crate::features::incidents::timelines::rules::{EntryEdit, MAX_ENTRIES, checked};
use crate::features::incidents::timelines::store;
use crate::features::secrecy::Grounds;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// The heading and the lines under it, in both languages.
#[derive(Debug, Clone)]
pub struct Heading {
    pub title_sv: String,
    pub title_en: String,
    pub lead_sv: Option<String>,
    pub lead_en: Option<String>,
}

/// Writes the heading of a draft. A lead is in both languages or in none.
/// Errors: at the fields, NotFound, Conflict, `rule-timeline-frozen`.
pub fn edit_heading(
    c: &mut Db,
    ctx: &Ctx,
    place: Place<'_>,
    version: Option<i32>,
    heading: &Heading,
) -> Result<Timeline> {
    ctx.require(Permission::IncidentEdit)?;
    let before = find_draft(c, ctx, place, version)?;
    let (lead_sv, lead_en) = (tidy(&heading.lead_sv), tidy(&heading.lead_en));
    let mut checks = Checks::default();
    let title_sv = checks.required("title_sv", &heading.title_sv);
    let title_en = checks.required("title_en", &heading.title_en);
    checks.longest("title_sv", &title_sv, MAX_TITLE);
    checks.longest("title_en", &title_en, MAX_TITLE);
    checks.that(lead_sv.is_some() || lead_en.is_none(), "lead_sv", "error-timeline-language");
    checks.that(lead_en.is_some() || lead_sv.is_none(), "lead_en", "error-timeline-language");
    checks.longest("lead_sv", lead_sv.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.longest("lead_en", lead_en.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let after = Timeline {
        title_sv,
        title_en,
        lead_sv,
        lead_en,
        hands: with_hand(ctx, hands(&before)?)?,
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", TIMELINE, &after.id).named(name(&after)).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// The entry in order, with the moment that it must have.
fn checked_entry(ctx: &Ctx, edit: &EntryEdit) -> Result<(EntryEdit, Instant)> {
    let grounds = Grounds::on(ctx.today());
    let kept = checked(edit, |key| grounds.find(key).is_some(), ctx.now)?;
    let at = kept.at.ok_or_else(|| Refusal::invalid("at", "error-required"))?;
    Ok((kept, at.into()))
}

/// Adds what a person knows beside the incident's own facts. Errors: at the fields, NotFound, `rule-timeline-frozen`,
/// `rule-timeline-full`.
pub fn add_entry(c: &mut Db, ctx: &Ctx, place: Place<'_>, edit: &EntryEdit) -> Result<TimelineEntry> {
    ctx.require(Permission::IncidentEdit)?;
    let timeline = find_draft(c, ctx, place, None)?;
    let (kept, at) = checked_entry(ctx, edit)?;
    if store::entries(c, &ctx.scope, &timeline.id)?.len() >= MAX_ENTRIES {
        return Err(Refusal::rule_with("rule-timeline-full", &[("most", MAX_ENTRIES.to_string())]));
    }
    let id = ctx.new_id();
    let reviewed = kept.review != TimelineReview::Unreviewed;
    let row = TimelineEntry {
        organisation_id: timeline.organisation_id.clone(),
        timeline_id: timeline.id.clone(),
        occurred_at: at,
        source: TimelineSource::Own,
        source_key: format!("{}:{id}", TimelineSource::Own),
        text_sv: kept.text_sv,
        text_en: kept.text_en,
        review: kept.review,
        paragraph: kept.paragraph,
        reason: kept.reason,
        reviewed_by_name: reviewed.then(|| ctx.actor.name.clone()),
        reviewed_at: reviewed.then(|| ctx.instant()),
        version: 1,
        id,
    };
    store::insert_entries(c, std::slice::from_ref(&row))?;
    audit::record(c, ctx, of_entry("create", &timeline, &row).after(&row))?;
    touch(c, ctx, &timeline)?;
    Ok(row)
}

/// Writes an entry and its review. Errors: at the fields, NotFound, Conflict, `rule-timeline-frozen`.
pub fn save_entry(
    c: &mut Db,
    ctx: &Ctx,
    place: Place<'_>,
    id: &Id,
    version: Option<i32>,
    edit: &EntryEdit,
) -> Result<TimelineEntry> {
    ctx.require(Permission::IncidentEdit)?;
    let timeline = find_draft(c, ctx, place, None)?;
    let before = find_entry(c, ctx, &timeline, id, version)?;
    let (kept, at) = checked_entry(ctx, edit)?;
    let reviewed = kept.review != TimelineReview::Unreviewed;
    let after = TimelineEntry {
        occurred_at: at,
        text_sv: kept.text_sv,
        text_en: kept.text_en,
        review: kept.review,
        paragraph: kept.paragraph,
        reason: kept.reason,
        reviewed_by_name: reviewed.then(|| ctx.actor.name.clone()),
        reviewed_at: reviewed.then(|| ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_entry(c, &ctx.scope, &after)?;
    let verb = if reviewed { "review" } else { "update" };
    audit::record(c, ctx, of_entry(verb, &timeline, &after).change(&before, &after))?;
    touch(c, ctx, &timeline)?;
    Ok(after)
}

/// Takes an entry out of a draft that a person added, or that the incident no longer knows. A fact of the incident is left
/// out by a ground instead, and counted. Errors: NotFound, Conflict, `rule-timeline-frozen`, `rule-timeline-proposed`.
pub fn remove_entry(c: &mut Db, ctx: &Ctx, place: Place<'_>, id: &Id, version: Option<i32>) -> Result<()> {
    ctx.require(Permission::IncidentEdit)?;
    let timeline = find_draft(c, ctx, place, None)?;
    let before = find_entry(c, ctx, &timeline, id, version)?;
    let incident = incident_store::find(c, &ctx.scope, place.0)?;
    if facts(c, ctx, &incident)?.iter().any(|fact| fact.key == before.source_key) {
        return Err(Refusal::rule("rule-timeline-proposed"));
    }
    store::remove_entry(c, &ctx.scope, id)?;
    audit::record(c, ctx, of_entry("delete", &timeline, &before).after(&before))?;
    touch(c, ctx, &timeline)?;
    Ok(())
}

fn find_entry(c: &mut Db, ctx: &Ctx, timeline: &Timeline, id: &Id, version: Option<i32>) -> Result<TimelineEntry> {
    let stored = store::entry(c, &ctx.scope, &timeline.id, id)?;
    check_version(version, stored.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("text_sv".to_string(), stored.text_sv.clone()),
            ("text_en".to_string(), stored.text_en.clone()),
            ("review".to_string(), stored.review.to_string()),
            ("paragraph".to_string(), text(&stored.paragraph)),
            ("reason".to_string(), text(&stored.reason)),
        ])
    })?;
    Ok(stored)
}
