//! The facts of an incident, what was reported, and where it stands.

use super::register::owner;
use super::{MAX_TEXT, MAX_TITLE, check_version, readings};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::incidents::clocks::{ClockKey, ClockModel};
use crate::features::incidents::model::{Confidence, IncidentSource, IncidentState, Judgement, Unit};
use crate::features::incidents::records::{Incident, Report};
use crate::features::incidents::{rules, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// What can be changed of an incident.
#[derive(Debug, Clone)]
pub struct Edit {
    pub title: String,
    pub description: Option<String>,
    pub source: IncidentSource,
    pub contact: Option<String>,
    pub owner_id: Option<Id>,
    pub occurred_from: Option<DateTime<Utc>>,
    pub occurred_to: Option<DateTime<Utc>>,
    pub detected_by_vendor_at: Option<DateTime<Utc>>,
    pub vendor_reported_at: Option<DateTime<Utc>>,
    pub region_aware_at: Option<DateTime<Utc>>,
    pub significant: Judgement,
    pub significance_reason: Option<String>,
    pub personal_data: Judgement,
    pub persons_notified: Option<i64>,
    pub root_cause: Option<String>,
    pub root_cause_confidence: Confidence,
    pub open_questions: Option<String>,
}

/// Changes the facts. Whoever changes the answer on significance is kept as the one who judged it, with the time.
/// Errors: at the fields, Conflict, `rule-incident-closed`.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, edit: &Edit) -> Result<Incident> {
    ctx.require(Permission::IncidentEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    if before.state == IncidentState::Closed {
        return Err(Refusal::rule("rule-incident-closed"));
    }
    let mut checks = Checks::default();
    let title = checks.required("title", &edit.title);
    let owner = owner(c, ctx, edit.owner_id.as_ref().or(before.owner_id.as_ref()), &mut checks)?;
    check(c, ctx, id, &title, edit, &mut checks)?;
    checks.done()?;
    let tidy = |value: &Option<String>| value.as_deref().and_then(text::non_empty);
    let judged = edit.significant != before.significant;
    let after = Incident {
        search_text: text::fold(&title),
        title,
        description: tidy(&edit.description),
        source: edit.source,
        contact: tidy(&edit.contact),
        owner_id: Some(owner.0),
        owner_name: owner.1,
        occurred_from: edit.occurred_from.map(Into::into),
        occurred_to: edit.occurred_to.map(Into::into),
        detected_by_vendor_at: edit.detected_by_vendor_at.map(Into::into),
        vendor_reported_at: edit.vendor_reported_at.map(Into::into),
        region_aware_at: edit.region_aware_at.map(Into::into),
        significant: edit.significant,
        significance_reason: tidy(&edit.significance_reason),
        assessed_at: if judged { Some(ctx.instant()) } else { before.assessed_at },
        assessed_by_name: if judged { Some(ctx.actor.name.clone()) } else { before.assessed_by_name.clone() },
        personal_data: edit.personal_data,
        persons_notified: edit.persons_notified,
        root_cause: tidy(&edit.root_cause),
        root_cause_confidence: edit.root_cause_confidence,
        open_questions: tidy(&edit.open_questions),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "incident", id).named(&after.title).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

fn check(c: &mut Db, ctx: &Ctx, id: &Id, title: &str, edit: &Edit, checks: &mut Checks) -> Result<()> {
    let plain = |value: &Option<String>| value.clone().unwrap_or_default();
    checks.longest("title", title, MAX_TITLE);
    checks.longest("description", &plain(&edit.description), MAX_TEXT);
    checks.longest("contact", &plain(&edit.contact), MAX_TITLE);
    checks.longest("significance_reason", &plain(&edit.significance_reason), MAX_TEXT);
    checks.longest("root_cause", &plain(&edit.root_cause), MAX_TEXT);
    checks.longest("open_questions", &plain(&edit.open_questions), MAX_TEXT);
    let moments = [
        ("occurred_from", edit.occurred_from),
        ("occurred_to", edit.occurred_to),
        ("detected_by_vendor_at", edit.detected_by_vendor_at),
        ("vendor_reported_at", edit.vendor_reported_at),
        ("region_aware_at", edit.region_aware_at),
    ];
    for (field, at) in moments {
        checks.that(at.is_none_or(|at| at <= ctx.now), field, "error-incident-future");
    }
    if let (Some(from), Some(to)) = (edit.occurred_from, edit.occurred_to) {
        checks.that(from <= to, "occurred_to", "error-date-order");
    }
    if edit.significant != Judgement::Unknown {
        let given = edit.significance_reason.as_deref().and_then(text::non_empty).is_some();
        checks.that(given, "significance_reason", "error-reason-required");
    }
    if edit.root_cause_confidence != Confidence::Unknown {
        let given = edit.root_cause.as_deref().and_then(text::non_empty).is_some();
        checks.that(given, "root_cause", "error-incident-cause");
    }
    let figures = store::exposures(c, &ctx.scope, id)?;
    let persons = figures.iter().filter(|f| f.is_current() && f.unit == Unit::Persons).filter_map(|f| f.high).max();
    checks.keep(rules::check_notified(edit.persons_notified, persons));
    Ok(())
}

/// Writes down what was sent because of a clock, or why nothing is sent; the one rules out the other.
/// Errors: at the fields, Conflict when somebody else wrote it down first.
#[allow(clippy::too_many_arguments, reason = "what a report says, field by field")]
pub fn record_report(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    clock: ClockKey,
    version: Option<i32>,
    sent_at: Option<DateTime<Utc>>,
    case_id: Option<String>,
    reason: Option<String>,
) -> Result<Report> {
    ctx.require(Permission::IncidentEdit)?;
    let incident = store::find(c, &ctx.scope, id)?;
    if incident.state == IncidentState::Closed {
        return Err(Refusal::rule("rule-incident-closed"));
    }
    if !ClockModel::named(&incident.clock_model).clocks.iter().any(|known| known.key == clock) {
        return Err(Refusal::NotFound);
    }
    let before = store::report(c, &ctx.scope, id, clock)?;
    let stored = before.as_ref().map_or(0, |r| r.version);
    if version.is_some_and(|version| version != stored) {
        let texts = before.iter().flat_map(|r| {
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            [("case_id", text(&r.case_id)), ("reason", text(&r.reason)), ("version", r.version.to_string())]
        });
        return Err(Refusal::Conflict(texts.map(|(k, v)| (k.to_string(), v)).collect::<BTreeMap<_, _>>()));
    }
    let tidy = |value: Option<String>| value.as_deref().and_then(text::non_empty);
    let (case_id, reason) = (tidy(case_id), tidy(reason));
    let mut checks = Checks::default();
    checks.that(sent_at.is_some() || reason.is_some(), "sent_at", "error-incident-sent-or-reason");
    checks.that(sent_at.is_none() || reason.is_none(), "reason", "error-incident-sent-and-reason");
    checks.that(sent_at.is_none_or(|at| at <= ctx.now), "sent_at", "error-incident-future");
    checks.longest("case_id", case_id.as_deref().unwrap_or_default(), MAX_TITLE);
    checks.longest("reason", reason.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let after = Report {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |r| r.id.clone()),
        organisation_id: incident.organisation_id.clone(),
        incident_id: incident.id.clone(),
        clock,
        sent_at: sent_at.map(Into::into),
        case_id,
        reason,
        recorded_by_name: ctx.actor.name.clone(),
        recorded_at: ctx.instant(),
        version: stored + 1,
    };
    store::put_report(c, &ctx.scope, &after, before.is_none())?;
    let entry = audit::Entry::new("file_report", "incident", id).named(&incident.title);
    let entry = match &before {
        Some(before) => entry.change(before, &after),
        None => entry.after(&after),
    };
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Moves the incident on, or opens it again. Errors: `rule-incident-step`, `rule-incident-clocks`, at `decision`.
pub fn set_state(
    c: &mut Db,
    ctx: &Ctx,
    id: &Id,
    version: Option<i32>,
    to: IncidentState,
    decision: &str,
) -> Result<Incident> {
    ctx.require(Permission::IncidentEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_version(version, &before)?;
    if decision.chars().count() > MAX_TEXT {
        return Err(Refusal::Invalid(vec![FieldError::new("decision", "error-too-long").with("max", MAX_TEXT)]));
    }
    let reports = store::reports(c, &ctx.scope, id)?;
    let tier = super::parties::most_critical_tier(c, ctx, id)?;
    let unanswered = readings(&before, &reports, tier, ctx.now).iter().filter(|(_, r)| r.is_unanswered()).count();
    let decision = rules::step(before.state, to, before.root_cause_confidence, unanswered, decision)?;
    let decided = decision.is_some();
    let after = Incident {
        state: to,
        decision: decision.or_else(|| before.decision.clone()),
        decided_by_name: if decided { Some(ctx.actor.name.clone()) } else { before.decided_by_name.clone() },
        closed_at: (to == IncidentState::Closed).then(|| ctx.instant()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save(c, &ctx.scope, &after)?;
    let verb = match (before.state, to) {
        (_, IncidentState::Closed) => "close",
        (IncidentState::Closed, _) => "open_again",
        _ => "update",
    };
    audit::record(c, ctx, audit::Entry::new(verb, "incident", id).named(&after.title).change(&before, &after))?;
    Ok(after)
}
