//! The checklist, the Statement of Applicability, and how it stood each month.

use super::{MAX_TEXT, owner, short, tidy};
use crate::access::{Permission, Via};
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, clock};
use crate::features::frameworks::{ISO_2022, built_in, isms_clauses};
use crate::features::own_isms::model::{EventKind, IsmsState};
use crate::features::own_isms::parameters::Parameters;
use crate::features::own_isms::records::{ClauseRow, ControlRow, Snapshot};
use crate::features::own_isms::rules::{Completion, Ready, completion};
use crate::features::own_isms::store;
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::web::Received;
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::collections::{BTreeMap, BTreeSet};

/// What is said of a clause. Costs are whole kronor.
#[derive(Debug, Clone)]
pub struct ClauseEdit {
    pub state: IsmsState,
    pub evidence: Option<String>,
    pub evidence_on: Option<NaiveDate>,
    pub owner_id: Option<Id>,
    pub target_on: Option<NaiveDate>,
    pub gap: Option<String>,
    pub next_step: Option<String>,
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub cost_note: Option<String>,
}

const DEAREST: i64 = 1_000_000_000;

fn empty(ctx: &Ctx, clause_id: &str) -> Result<ClauseRow> {
    Ok(ClauseRow {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        clause_id: clause_id.to_string(),
        state: IsmsState::NotStarted,
        evidence: None,
        evidence_on: None,
        owner_id: None,
        owner_name: None,
        target_on: None,
        gap: None,
        next_step: None,
        cost_low: None,
        cost_high: None,
        cost_note: None,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: 0,
    })
}

fn known_clause(clause_id: &str) -> Result<()> {
    if isms_clauses().iter().any(|node| node.id == clause_id) { Ok(()) } else { Err(Refusal::NotFound) }
}

/// The clause's row, as it is or as a new one of version 0.
fn clause_or_new(c: &mut Db, ctx: &Ctx, clause_id: &str) -> Result<ClauseRow> {
    known_clause(clause_id)?;
    match store::clause(c, &ctx.scope, clause_id)? {
        Some(row) => Ok(row),
        None => empty(ctx, clause_id),
    }
}

/// The files of the clauses, by clause.
fn has_file(c: &mut Db, ctx: &Ctx, row: &ClauseRow) -> Result<bool> {
    Ok(!attachments::of_object(c, &ctx.scope, &[], &row.id)?.is_empty())
}

/// Errors: at the fields, Conflict, NotFound for a clause that is none.
pub fn write_clause(
    c: &mut Db,
    ctx: &Ctx,
    clause_id: &str,
    version: Option<i32>,
    given: &ClauseEdit,
) -> Result<ClauseRow> {
    ctx.require(Permission::IsmsEdit)?;
    let before = clause_or_new(c, ctx, clause_id)?;
    check_version(version, before.version, || {
        BTreeMap::from([
            ("state".to_string(), before.state.to_string()),
            ("evidence".to_string(), before.evidence.clone().unwrap_or_default()),
            ("gap".to_string(), before.gap.clone().unwrap_or_default()),
        ])
    })?;
    let mut checks = Checks::default();
    let (owner_id, owner_name) = owner(c, ctx, &mut checks, given.owner_id.as_ref())?;
    let after = ClauseRow {
        state: given.state,
        evidence: tidy(&given.evidence),
        evidence_on: given.evidence_on,
        owner_id,
        owner_name,
        target_on: given.target_on,
        gap: tidy(&given.gap),
        next_step: tidy(&given.next_step),
        cost_low: given.cost_low,
        cost_high: given.cost_high,
        cost_note: tidy(&given.cost_note),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    for (field, value) in [
        ("evidence", &after.evidence),
        ("gap", &after.gap),
        ("next_step", &after.next_step),
        ("cost_note", &after.cost_note),
    ] {
        short(&mut checks, field, value, MAX_TEXT);
    }
    if after.state == IsmsState::Works {
        let shown = after.evidence.is_some() || (before.version > 0 && has_file(c, ctx, &before)?);
        checks.that(shown, "evidence", "error-isms-evidence");
        checks.that(after.evidence_on.is_some(), "evidence_on", "error-isms-evidence-day");
    }
    checks.that(after.evidence_on.is_none_or(|on| on <= ctx.today()), "evidence_on", "error-isms-future");
    for (field, cost) in [("cost_low", after.cost_low), ("cost_high", after.cost_high)] {
        checks.that(cost.is_none_or(|cost| (0..=DEAREST).contains(&cost)), field, "error-isms-cost");
    }
    if let (Some(low), Some(high)) = (after.cost_low, after.cost_high) {
        checks.that(low <= high, "cost_high", "error-isms-cost-order");
    }
    checks.done()?;
    let named = format!("{clause_id} {}", after.state);
    let entry = if before.version == 0 {
        store::insert_clause(c, &after)?;
        audit::Entry::new("create", "isms_clause", &after.id).named(named).after(&after)
    } else {
        store::save_clause(c, &ctx.scope, &after)?;
        audit::Entry::new("update", "isms_clause", &after.id).named(named).change(&before, &after)
    };
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Puts a file to the evidence of a clause.
pub fn attach(c: &mut Db, ctx: &Ctx, clause_id: &str, file: &Received) -> Result<Attachment> {
    ctx.require(Permission::IsmsEdit)?;
    let mut row = clause_or_new(c, ctx, clause_id)?;
    if row.version == 0 {
        row.version = 1;
        store::insert_clause(c, &row)?;
        let entry = audit::Entry::new("create", "isms_clause", &row.id).named(clause_id);
        audit::record(c, ctx, entry.after(&row))?;
    }
    let target = Target {
        organisation_id: &row.organisation_id,
        vendor_id: None,
        object_type: "isms_clause",
        object_id: &row.id,
        part: clause_id,
        shared: false,
    };
    attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)
}

/// What is said of a control in the Statement of Applicability.
#[derive(Debug, Clone)]
pub struct ControlEdit {
    pub applicable: bool,
    pub justification: String,
    pub state: IsmsState,
    pub owner_id: Option<Id>,
}

/// Errors: at the fields, Conflict, NotFound for a control that is none.
pub fn write_control(
    c: &mut Db,
    ctx: &Ctx,
    control_id: &str,
    version: Option<i32>,
    given: &ControlEdit,
) -> Result<ControlRow> {
    ctx.require(Permission::IsmsEdit)?;
    let is_control = control_id.starts_with("A.")
        && built_in(ISO_2022).and_then(|each| each.find(control_id)).is_some_and(|node| node.assessable);
    if !is_control {
        return Err(Refusal::NotFound);
    }
    let before = store::control(c, &ctx.scope, control_id)?;
    check_version(version, before.as_ref().map_or(0, |row| row.version), || {
        let said = before.as_ref().map(|row| row.justification.clone()).unwrap_or_default();
        BTreeMap::from([("justification".to_string(), said)])
    })?;
    let mut checks = Checks::default();
    let (owner_id, owner_name) = owner(c, ctx, &mut checks, given.owner_id.as_ref())?;
    let justification = given.justification.trim().to_string();
    checks.longest("justification", &justification, MAX_TEXT);
    checks.that(given.applicable || !justification.is_empty(), "justification", "error-isms-justification");
    checks.done()?;
    let after = ControlRow {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: ctx.scope.client()?.clone(),
        control_id: control_id.to_string(),
        applicable: given.applicable,
        justification,
        // what does not apply is not on its way either
        state: if given.applicable { given.state } else { IsmsState::NotStarted },
        owner_id,
        owner_name,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: before.as_ref().map_or(0, |row| row.version) + 1,
    };
    let entry = match &before {
        None => {
            store::insert_control(c, &after)?;
            audit::Entry::new("create", "isms_control", &after.id).named(control_id).after(&after)
        }
        Some(before) => {
            store::save_control(c, &ctx.scope, &after)?;
            audit::Entry::new("update", "isms_control", &after.id).named(control_id).change(before, &after)
        }
    };
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// How far the clauses have come, of rows that were read.
pub fn completion_of(rows: &[ClauseRow], today: NaiveDate) -> Completion {
    let states: BTreeMap<&str, IsmsState> = rows.iter().map(|row| (row.clause_id.as_str(), row.state)).collect();
    let all: Vec<(String, IsmsState)> = isms_clauses()
        .iter()
        .map(|node| (node.id.clone(), states.get(node.id.as_str()).copied().unwrap_or(IsmsState::NotStarted)))
        .collect();
    completion(&all, &Parameters::on(today).weights)
}

/// What the view of readiness looks at. Four queries.
pub fn readiness_of(c: &mut Db, ctx: &Ctx, clauses: &[ClauseRow]) -> Result<Ready> {
    let fresh = Parameters::on(ctx.today()).fresh_from(ctx.today());
    let controls = store::controls(c, &ctx.scope)?;
    let known: BTreeSet<&str> = isms_clauses().iter().map(|node| node.id.as_str()).collect();
    let works: Vec<&ClauseRow> = clauses
        .iter()
        .filter(|row| row.state == IsmsState::Works && known.contains(row.clause_id.as_str()))
        .collect();
    let all = built_in(ISO_2022).map(|each| each.assessable().filter(|node| node.id.starts_with("A.")).count());
    Ok(Ready {
        clauses: known.len(),
        clauses_that_work: works.len(),
        stale_evidence: works.iter().filter(|row| row.evidence_on.is_none_or(|on| on < fresh)).count(),
        controls: all.unwrap_or(0),
        controls_decided: controls.len(),
        controls_open: controls.iter().filter(|row| row.applicable && row.state < IsmsState::InPlace).count(),
        last_audit: store::last_held(c, &ctx.scope, EventKind::InternalAudit)?,
        last_review: store::last_held(c, &ctx.scope, EventKind::ManagementReview)?,
    })
}

fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// Keeps how it stands this month, when nothing is kept of it yet. Gives whether it did.
pub fn snapshot(c: &mut Db, ctx: &Ctx) -> Result<bool> {
    let month = month_of(ctx.today());
    if store::has_snapshot(c, &ctx.scope, month)? {
        return Ok(false);
    }
    let all = completion_of(&store::clauses(c, &ctx.scope)?, ctx.today()).all;
    let row = Snapshot {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        month,
        clauses_total: all.total,
        clauses_ongoing: all.ongoing,
        clauses_in_place: all.in_place,
        clauses_works: all.works,
        percent: all.percent,
        taken_at: ctx.instant(),
    };
    store::insert_snapshot(c, &row)?;
    let named = month.format("%Y-%m").to_string();
    audit::record(c, ctx, audit::Entry::new("create", "isms_snapshot", &row.id).named(named).after(&row))?;
    Ok(true)
}

/// Keeps each month of everybody who has begun. Run again in the same month, it does nothing.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let month = month_of(clock::swedish_date(now));
    for organisation_id in app.db.read_now(store::organisations)? {
        let ctx = Ctx::job(organisation_id, "own_isms.sweep", Via::Job, now);
        if !app.db.read_now(|c| store::has_snapshot(c, &ctx.scope, month))? {
            app.db.write_now(|c| snapshot(c, &ctx))?;
        }
    }
    Ok(())
}
