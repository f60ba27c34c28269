//! How much was exposed, and what it led to.

use super::{MAX_TEXT, MAX_TITLE};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, text};
use crate::features::incidents::model::{ConsequenceKind, ConsequenceLevel, Exposure, IncidentState};
use crate::features::incidents::records::{Consequence, ExposureFigure, Incident};
use crate::features::incidents::rules::{Figure, check_figure};
use crate::features::incidents::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

fn open_incident(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Incident> {
    ctx.require(Permission::IncidentEdit)?;
    let incident = store::find(c, &ctx.scope, id)?;
    if incident.state == IncidentState::Closed { Err(Refusal::rule("rule-incident-closed")) } else { Ok(incident) }
}

/// Adds a figure beside those of other sources, or in the place of the one it revises, which is kept.
/// Errors: at the fields; Conflict when that one was revised by somebody else already.
pub fn add_figure(c: &mut Db, ctx: &Ctx, id: &Id, figure: Figure, revises: Option<&Id>) -> Result<ExposureFigure> {
    let incident = open_incident(c, ctx, id)?;
    if let Some(old) = revises {
        store::current_exposure(c, &ctx.scope, id, old)?;
    }
    let tidy = |value: Option<String>| value.as_deref().and_then(text::non_empty);
    let figure = Figure { evidence_basis: tidy(figure.evidence_basis), note: tidy(figure.note), ..figure };
    let mut checks = Checks::default();
    checks.longest("source", &figure.source, MAX_TITLE);
    checks.longest("counting_rule", &figure.counting_rule, MAX_TITLE);
    checks.longest("evidence_basis", figure.evidence_basis.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.longest("note", figure.note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let all = store::exposures(c, &ctx.scope, id)?;
    let exposed = all.iter().filter(|f| f.is_current() && f.category == Exposure::Exposed && f.unit == figure.unit);
    let most = exposed.filter_map(|f| f.high).max();
    let figure = check_figure(figure, most)?;
    let row = ExposureFigure {
        id: ctx.new_id(),
        organisation_id: incident.organisation_id.clone(),
        incident_id: incident.id.clone(),
        category: figure.category,
        unit: figure.unit,
        low: figure.low,
        high: figure.high,
        none_found: figure.none_found,
        source: figure.source,
        counting_rule: figure.counting_rule.trim().to_string(),
        evidence_basis: figure.evidence_basis,
        log_coverage: figure.log_coverage,
        log_from: figure.log_from,
        log_to: figure.log_to,
        note: figure.note,
        revises_id: revises.cloned(),
        superseded_at: None,
        recorded_by_name: ctx.actor.name.clone(),
        recorded_at: ctx.instant(),
    };
    if let Some(old) = revises {
        store::supersede(c, &ctx.scope, old, ctx.instant())?;
    }
    store::insert_exposure(c, &row)?;
    let entry = audit::Entry::new("measure", "incident", id).named(&incident.title).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// One kind of consequence as it was judged.
#[derive(Debug, Clone)]
pub struct Assessed {
    pub category: ConsequenceKind,
    pub level: ConsequenceLevel,
    pub note: Option<String>,
}

/// Judges the kinds that are given; one that did not change is left as it was judged. Errors: at the fields.
pub fn assess(c: &mut Db, ctx: &Ctx, id: &Id, judged: &[Assessed]) -> Result<Vec<Consequence>> {
    let incident = open_incident(c, ctx, id)?;
    let mut checks = Checks::default();
    for one in judged {
        let field = format!("note_{}", one.category);
        checks.longest(&field, one.note.as_deref().unwrap_or_default(), MAX_TEXT);
    }
    checks.done()?;
    let stored = store::consequences(c, &ctx.scope, id)?;
    for one in judged {
        let before = stored.iter().find(|row| row.category == one.category);
        let note = one.note.as_deref().and_then(text::non_empty);
        let same = before.is_some_and(|row| row.level == one.level && row.note == note);
        if same || (before.is_none() && one.level == ConsequenceLevel::Unknown && note.is_none()) {
            continue;
        }
        let after = Consequence {
            id: before.map_or_else(|| ctx.new_id(), |row| row.id.clone()),
            organisation_id: incident.organisation_id.clone(),
            incident_id: incident.id.clone(),
            category: one.category,
            level: one.level,
            note,
            assessed_by_name: ctx.actor.name.clone(),
            assessed_at: ctx.instant(),
        };
        store::put_consequence(c, &ctx.scope, &after, before.is_none())?;
        let entry = audit::Entry::new("assess", "incident", id).named(&incident.title);
        let entry = match before {
            Some(before) => entry.change(before, &after),
            None => entry.after(&after),
        };
        audit::record(c, ctx, entry)?;
    }
    store::consequences(c, &ctx.scope, id)
}
