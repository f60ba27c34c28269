//! What has high priority and may not have been touched for days: narrow rows of many, and every sign of a touch.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::escalations::model::LadderOrigin;
use crate::features::findings::{ActionStatus, Severity};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    action_priorities, actions, attachments, audit_events, dialogue_items, escalations, findings,
};
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Ids asked for in one query.
const BATCH: usize = 500;

/// A finding or an action, and when somebody touched it last.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub origin: LadderOrigin,
    pub id: Id,
    pub priority: Severity,
    pub touched: Instant,
}

type ActionRow = (Id, Option<Id>, Instant);
type FindingRow = (Id, Severity, Instant, Option<Id>, Option<String>);

/// The client organisations that have findings; the rule looks at each of them.
pub fn organisations(c: &mut Db) -> Result<Vec<Id>> {
    Ok(findings::table.select(findings::organisation_id).distinct().order(findings::organisation_id).load(c)?)
}

/// Findings and actions of the given priorities that are not escalated and whose own rows nobody has touched since
/// `before`, each with its last touch after `since` (no later than `before`: as far back as the longest wait of any
/// priority). A finding with an action that is not ended waits for the action.
pub fn untouched(
    c: &mut Db,
    scope: &Scope,
    priorities: &[Severity],
    (since, before): (Instant, Instant),
) -> Result<Vec<Candidate>> {
    let client = scope.client()?.clone();
    let working = [ActionStatus::Open, ActionStatus::InProgress];
    let set: Vec<(Id, Severity)> = action_priorities::table
        .filter(action_priorities::organisation_id.eq(&client))
        .select((action_priorities::action_id, action_priorities::priority))
        .load(c)?;
    let set: BTreeMap<Id, Severity> = set.into_iter().collect();
    let bad: Vec<FindingRow> = findings::table
        .filter(findings::organisation_id.eq(&client))
        .filter(findings::closed_at.is_null())
        .filter(findings::severity.eq_any(priorities))
        .select((
            findings::id,
            findings::severity,
            findings::created_at,
            findings::origin_object_id,
            findings::origin_part,
        ))
        .load(c)?;
    let severities: BTreeMap<&Id, Severity> = bad.iter().map(|(id, severity, ..)| (id, *severity)).collect();
    let open: Vec<Option<Id>> = actions::table
        .filter(actions::organisation_id.eq(&client))
        .filter(actions::finding_id.is_not_null())
        .filter(actions::status.eq_any([ActionStatus::Open, ActionStatus::InProgress, ActionStatus::ReportedDone]))
        .select(actions::finding_id)
        .distinct()
        .load(c)?;
    let with_action: BTreeSet<Id> = open.into_iter().flatten().collect();
    let old: Vec<ActionRow> = actions::table
        .filter(actions::organisation_id.eq(&client))
        .filter(actions::status.eq_any(working))
        .filter(actions::updated_at.le(before))
        .select((actions::id, actions::finding_id, actions::updated_at))
        .load(c)?;
    let of_action = |(id, finding_id, touched): &ActionRow| {
        let inherited = finding_id.as_ref().and_then(|finding| severities.get(finding)).copied();
        let priority = set.get(id).copied().or(inherited).filter(|priority| priorities.contains(priority))?;
        Some(Candidate { origin: LadderOrigin::Action, id: id.clone(), priority, touched: *touched })
    };
    let mut found: Vec<Candidate> = old.iter().filter_map(of_action).collect();
    found.extend(bad.iter().filter(|(id, _, made, ..)| *made <= before && !with_action.contains(id)).map(
        |(id, priority, made, ..)| Candidate {
            origin: LadderOrigin::Finding,
            id: id.clone(),
            priority: *priority,
            touched: *made,
        },
    ));
    let known: Vec<(Id, Option<Instant>)> = escalations::table
        .filter(escalations::organisation_id.eq(&client))
        .select((escalations::origin_id, escalations::closed_at))
        .load(c)?;
    let escalated: BTreeSet<&Id> = known.iter().filter(|(_, closed)| closed.is_none()).map(|(id, _)| id).collect();
    // Meetings that were cancelled leave a finding and an escalation of their dialogue: one escalation is enough.
    let of_dialogue: BTreeMap<&Id, &Id> = bad
        .iter()
        .filter(|(.., part)| part.as_deref().is_some_and(|part| part.starts_with("cancelled-")))
        .filter_map(|(id, _, _, of, _)| Some((id, of.as_ref()?)))
        .collect();
    let is_escalated =
        |id: &Id| escalated.contains(id) || of_dialogue.get(id).is_some_and(|of| escalated.contains(*of));
    found.retain(|each| !is_escalated(&each.id));
    let mut last = touches(c, &client, &found, since)?;
    let moved: Vec<(Option<Id>, Instant)> = actions::table
        .filter(actions::organisation_id.eq(&client))
        .filter(actions::finding_id.is_not_null())
        .filter(actions::updated_at.gt(since))
        .select((actions::finding_id, actions::updated_at))
        .load(c)?;
    for (id, at) in moved.into_iter().filter_map(|(id, at)| Some((id?, at))) {
        note(&mut last, id.as_str(), at);
    }
    // Closing an escalation is a touch too: the rule does not open it again on the same day.
    for (id, closed) in known.iter().filter_map(|(id, closed)| Some((id, (*closed)?))) {
        note(&mut last, id.as_str(), closed);
    }
    for each in &mut found {
        if let Some(at) = last.get(each.id.as_str()) {
            each.touched = each.touched.max(*at);
        }
    }
    found.sort_by(|a, b| (a.touched, &a.id).cmp(&(b.touched, &b.id)));
    Ok(found)
}

/// The latest sign since `since` that somebody dealt with each: a change, a file, a word at a dialogue.
fn touches(c: &mut Db, client: &Id, found: &[Candidate], since: Instant) -> Result<BTreeMap<String, Instant>> {
    let mut last = BTreeMap::new();
    let ids: Vec<&str> = found.iter().map(|each| each.id.as_str()).collect();
    for some in ids.chunks(BATCH) {
        let changed: Vec<(String, Instant)> = audit_events::table
            .filter(audit_events::object_id.eq_any(some.to_vec()))
            .filter(audit_events::at.ge(since))
            .select((audit_events::object_id, audit_events::at))
            .load(c)?;
        let filed: Vec<(String, Instant)> = attachments::table
            .filter(attachments::organisation_id.eq(client))
            .filter(attachments::object_id.eq_any(some.to_vec()))
            .filter(attachments::uploaded_at.ge(since))
            .select((attachments::object_id, attachments::uploaded_at))
            .load(c)?;
        let said: Vec<(Option<String>, Option<Instant>)> = dialogue_items::table
            .filter(dialogue_items::organisation_id.eq(client))
            .filter(dialogue_items::object_id.eq_any(some.to_vec()))
            .filter(dialogue_items::taken_up_at.ge(since))
            .select((dialogue_items::object_id, dialogue_items::taken_up_at))
            .load(c)?;
        for (id, at) in changed.into_iter().chain(filed) {
            note(&mut last, &id, at);
        }
        for (id, at) in said.into_iter().filter_map(|(id, at)| Some((id?, at?))) {
            note(&mut last, &id, at);
        }
    }
    Ok(last)
}

fn note(last: &mut BTreeMap<String, Instant>, id: &str, at: Instant) {
    let known = last.entry(id.to_string()).or_insert(at);
    *known = (*known).max(at);
}
