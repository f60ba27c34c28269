//! A version is prepared: what the last one said, to be reviewed anew, and what the incident knows beside it.

use super::{Place, TIMELINE, find_draft, hands, name, of_entry, touch, with_hand};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Language};
use crate::features::incidents::model::IncidentState;
use crate::features::incidents::records::Incident;
use crate::features::incidents::store as incident_store;
use crate::features::incidents::timelines::model::{TimelineReview, TimelineState};
use crate::features::incidents::timelines::records::{Timeline, TimelineEntry};
use crate::features::incidents::timelines::rules::{MAX_ENTRIES, Proposal, moved, proposals};
use crate::features::incidents::timelines::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::view::Views;

/// Prepares the next version of an incident's timeline. Texts are proposals without names, in both languages; every
/// entry waits for its review, also those that an earlier version had. Errors: NotFound, `rule-timeline-draft`.
pub fn prepare(c: &mut Db, ctx: &Ctx, views: &Views, incident_id: &Id) -> Result<Timeline> {
    ctx.require(Permission::IncidentEdit)?;
    let incident = incident_store::find(c, &ctx.scope, incident_id)?;
    let latest = store::latest(c, &ctx.scope, incident_id)?;
    if latest.as_ref().is_some_and(|last| last.state == TimelineState::Draft) {
        return Err(Refusal::rule("rule-timeline-draft"));
    }
    let earlier = match &latest {
        Some(last) => store::entries(c, &ctx.scope, &last.id)?,
        None => Vec::new(),
    };
    // Their words come along.
    let earlier_hands = latest.as_ref().map(hands).transpose()?.unwrap_or_default();
    let title = |language| views.word0(language, "timeline-proposal-title");
    let timeline = Timeline {
        id: ctx.new_id(),
        organisation_id: incident.organisation_id.clone(),
        incident_id: incident.id.clone(),
        number: latest.as_ref().map_or(0, |last| last.number) + 1,
        state: TimelineState::Draft,
        title_sv: latest.as_ref().map_or_else(|| title(Language::Sv), |last| last.title_sv.clone()),
        title_en: latest.as_ref().map_or_else(|| title(Language::En), |last| last.title_en.clone()),
        lead_sv: latest.as_ref().and_then(|last| last.lead_sv.clone()),
        lead_en: latest.as_ref().and_then(|last| last.lead_en.clone()),
        prepared_by_id: ctx.actor.person_id.clone(),
        prepared_by_name: ctx.actor.name.clone(),
        prepared_at: ctx.instant(),
        hands: with_hand(ctx, earlier_hands)?,
        decided_by_name: None,
        decided_role: None,
        decided_on: None,
        diary_number: None,
        published_by_id: None,
        published_by_name: None,
        published_at: None,
        snapshot: None,
        sha256: None,
        ended_at: None,
        ended_by_name: None,
        withdrawn_reason: None,
        version: 1,
    };
    store::insert(c, &timeline)?;
    audit::record(c, ctx, audit::Entry::new("create", TIMELINE, &timeline.id).named(name(&timeline)).after(&timeline))?;
    let again = earlier.into_iter().map(|entry| TimelineEntry {
        id: ctx.new_id(),
        timeline_id: timeline.id.clone(),
        review: TimelineReview::Unreviewed,
        paragraph: None,
        reason: None,
        reviewed_by_name: None,
        reviewed_at: None,
        version: 1,
        ..entry
    });
    let again: Vec<TimelineEntry> = again.collect();
    add(c, ctx, &timeline, &again)?;
    propose(c, ctx, views, &incident, (&timeline, again.as_slice()))?;
    Ok(timeline)
}

/// Looks at the incident again: facts that are not in the draft yet are proposed, and a fact whose time was corrected is
/// told at its new time, to be reviewed anew, unless somebody has written the entry's text. Gives how many were added or
/// moved. Errors: NotFound, `rule-timeline-frozen`.
pub fn refresh(c: &mut Db, ctx: &Ctx, views: &Views, place: Place<'_>) -> Result<usize> {
    ctx.require(Permission::IncidentEdit)?;
    let timeline = find_draft(c, ctx, place, None)?;
    let incident = incident_store::find(c, &ctx.scope, place.0)?;
    let entries = store::entries(c, &ctx.scope, &timeline.id)?;
    let changed = propose(c, ctx, views, &incident, (&timeline, entries.as_slice()))?;
    if changed > 0 {
        touch(c, ctx, &timeline)?;
    }
    Ok(changed)
}

/// When the incident went to "handled" last, as its log says.
fn handled_at(events: &[audit::Event]) -> Option<Instant> {
    events.iter().find_map(|event| {
        let after: serde_json::Value = serde_json::from_str(event.after.as_deref()?).ok()?;
        (after.get("state")?.as_str()? == IncidentState::Handled.as_str()).then_some(event.at)
    })
}

/// What the incident knows now that may be told. In at most three queries.
pub fn facts(c: &mut Db, ctx: &Ctx, incident: &Incident) -> Result<Vec<Proposal>> {
    let reports = incident_store::reports(c, &ctx.scope, &incident.id)?;
    let parties = incident_store::parties(c, &ctx.scope, &incident.id)?;
    // Opened again, it is no longer under control.
    let is_handled = matches!(incident.state, IncidentState::Handled | IncidentState::Closed);
    let handled = match is_handled {
        true => handled_at(&audit::history_all(c, ctx, std::slice::from_ref(&incident.id))?),
        false => None,
    };
    Ok(proposals(incident, &reports, &parties, handled))
}

fn propose(
    c: &mut Db,
    ctx: &Ctx,
    views: &Views,
    incident: &Incident,
    (timeline, known): (&Timeline, &[TimelineEntry]),
) -> Result<usize> {
    let facts = facts(c, ctx, incident)?;
    let followed = follow(c, ctx, views, (timeline, known), &facts)?;
    let entry = |fact: Proposal| TimelineEntry {
        id: ctx.new_id(),
        organisation_id: timeline.organisation_id.clone(),
        timeline_id: timeline.id.clone(),
        occurred_at: fact.at,
        source: fact.source,
        source_key: fact.key,
        text_sv: views.word0(Language::Sv, &fact.word),
        text_en: views.word0(Language::En, &fact.word),
        review: TimelineReview::Unreviewed,
        paragraph: None,
        reason: None,
        reviewed_by_name: None,
        reviewed_at: None,
        version: 1,
    };
    let is_new = |fact: &Proposal| !known.iter().any(|entry| entry.source_key == fact.key);
    let room = MAX_ENTRIES.saturating_sub(known.len());
    let fresh = facts.into_iter().filter(is_new).take(room);
    let fresh: Vec<TimelineEntry> = fresh.map(entry).collect();
    add(c, ctx, timeline, &fresh)?;
    Ok(fresh.len() + followed)
}

/// Moves the entries whose facts have got another time, and takes their review back; not those that somebody has
/// written. Gives how many.
fn follow(
    c: &mut Db,
    ctx: &Ctx,
    views: &Views,
    (timeline, known): (&Timeline, &[TimelineEntry]),
    facts: &[Proposal],
) -> Result<usize> {
    let is_as_proposed = |entry: &TimelineEntry| {
        let said = |language, text: &str| {
            let own = facts.iter().find(|fact| fact.key == entry.source_key);
            own.is_some_and(|fact| views.word0(language, &fact.word) == text)
        };
        said(Language::Sv, &entry.text_sv) && said(Language::En, &entry.text_en)
    };
    let mut count = 0;
    for before in known.iter().filter(|entry| is_as_proposed(entry)) {
        let Some(at) = moved(before, facts) else { continue };
        let after = TimelineEntry {
            occurred_at: at,
            review: TimelineReview::Unreviewed,
            paragraph: None,
            reason: None,
            reviewed_by_name: None,
            reviewed_at: None,
            version: before.version + 1,
            ..before.clone()
        };
        store::save_entry(c, &ctx.scope, &after)?;
        audit::record(c, ctx, of_entry("update", timeline, &after).change(before, &after))?;
        count += 1;
    }
    Ok(count)
}

fn add(c: &mut Db, ctx: &Ctx, timeline: &Timeline, entries: &[TimelineEntry]) -> Result<()> {
    store::insert_entries(c, entries)?;
    let said = entries.iter().map(|entry| of_entry("create", timeline, entry).after(entry));
    audit::record_all(c, ctx, said.collect())
}
