//! Goals of measures, the organisation's own texts, and who is sent which report.

use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result, check_version};
use crate::base::{Id, Language};
use crate::features::accounts;
use crate::features::overview::model::{Measure, Moment, Place, ReportKind};
use crate::features::overview::records::{Goal, Mailing, OwnText, Receiver};
use crate::features::overview::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const NOTE: usize = 2_000;
/// A day that every month has.
const LAST_DAY: i32 = 28;

#[derive(Debug, Clone)]
pub struct GoalEdit {
    pub baseline: Option<i64>,
    pub baseline_on: Option<NaiveDate>,
    pub target: Option<i64>,
    pub target_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// Where a measure began and where it is to be. `version` 0 is for the first. Errors: fields, Conflict.
pub fn put_goal(c: &mut Db, ctx: &Ctx, measure: Measure, version: Option<i32>, edit: &GoalEdit) -> Result<Goal> {
    ctx.require(Permission::ReportEdit)?;
    ctx.require(measure.needs())?;
    let organisation_id = ctx.scope.client()?.clone();
    let stored = store::goal(c, &ctx.scope, measure)?;
    check_version(version, stored.as_ref().map_or(0, |row| row.version), || {
        let text = |value: Option<i64>| value.map(|v| v.to_string()).unwrap_or_default();
        BTreeMap::from([
            ("baseline".to_string(), text(stored.as_ref().map(|row| row.baseline))),
            ("target".to_string(), text(stored.as_ref().map(|row| row.target))),
        ])
    })?;
    let mut checks = Checks::default();
    for (field, value) in [("baseline", edit.baseline), ("target", edit.target)] {
        checks.that(value.is_some(), field, "error-required");
        checks.that(value.is_none_or(|v| (0..=1_000_000).contains(&v)), field, "error-number");
    }
    for (field, day) in [("baseline_on", edit.baseline_on), ("target_on", edit.target_on)] {
        checks.that(day.is_some(), field, "error-required");
    }
    let turned = edit.baseline_on.zip(edit.target_on).is_some_and(|(from, to)| to <= from);
    checks.that(!turned, "target_on", "error-overview-goal-days");
    if let Some(note) = &edit.note {
        checks.longest("note", note, NOTE);
    }
    checks.done()?;
    let numbers = edit.baseline.zip(edit.target);
    let days = edit.baseline_on.zip(edit.target_on);
    let ((baseline, target), (baseline_on, target_on)) = numbers.zip(days).ok_or(Refusal::NotFound)?;
    let row = Goal {
        id: stored.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id,
        measure,
        baseline,
        baseline_on,
        target,
        target_on,
        note: edit.note.clone(),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: stored.as_ref().map_or(1, |row| row.version + 1),
    };
    let verb = if stored.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "measure_goal", &row.id).named(measure.as_str());
    match &stored {
        Some(before) => {
            store::save_goal(c, &ctx.scope, &row)?;
            audit::record(c, ctx, entry.change(before, &row))?;
        }
        None => {
            store::insert_goal(c, &row)?;
            audit::record(c, ctx, entry.after(&row))?;
        }
    }
    Ok(row)
}

#[derive(Debug, Clone)]
pub struct TextEdit {
    pub text_sv: String,
    pub text_en: String,
}

/// The organisation's own text of a place, in the language asked for; empty when there is none.
pub fn said(texts: &[OwnText], place: Place, language: Language) -> &str {
    texts.iter().find(|row| row.place == place).map(|row| row.said(language)).unwrap_or_default()
}

/// Writes the organisation's own words of a place; empty text takes them away. Errors: fields, Conflict.
pub fn put_text(c: &mut Db, ctx: &Ctx, place: Place, version: Option<i32>, edit: &TextEdit) -> Result<OwnText> {
    ctx.require(Permission::ReportEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let stored = store::text(c, &ctx.scope, place)?;
    check_version(version, stored.as_ref().map_or(0, |row| row.version), || {
        let texts = stored.as_ref().map(|row| (row.text_sv.clone(), row.text_en.clone())).unwrap_or_default();
        BTreeMap::from([("text_sv".to_string(), texts.0), ("text_en".to_string(), texts.1)])
    })?;
    let terms = Moment::of(ctx.today()).terms();
    let most = if place == Place::Director { terms.director_text } else { terms.memo_text };
    let mut checks = Checks::default();
    checks.longest("text_sv", edit.text_sv.trim(), most);
    checks.longest("text_en", edit.text_en.trim(), most);
    for (field, text) in [("text_sv", &edit.text_sv), ("text_en", &edit.text_en)] {
        if place == Place::Director && text.trim().lines().count() > terms.director_lines {
            checks.add(FieldError::new(field, "error-overview-lines").with("max", terms.director_lines));
        }
    }
    checks.done()?;
    let row = OwnText {
        id: stored.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id,
        place,
        text_sv: edit.text_sv.trim().to_string(),
        text_en: edit.text_en.trim().to_string(),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: stored.as_ref().map_or(1, |row| row.version + 1),
    };
    let verb = if stored.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "report_text", &row.id).named(place.as_str());
    match &stored {
        Some(before) => {
            store::save_text(c, &ctx.scope, &row)?;
            audit::record(c, ctx, entry.change(before, &row))?;
        }
        None => {
            store::insert_text(c, &row)?;
            audit::record(c, ctx, entry.after(&row))?;
        }
    }
    Ok(row)
}

#[derive(Debug, Clone)]
pub struct MailingEdit {
    pub day_of_month: Option<i32>,
    pub secrecy_marked: bool,
    pub active: bool,
    pub person_ids: Vec<Id>,
}

/// What is sent of one report, and to whom. Version 0: nobody has said.
#[derive(Debug, Clone)]
pub struct MailingShown {
    pub report: ReportKind,
    pub day_of_month: i32,
    pub secrecy_marked: bool,
    pub active: bool,
    pub last_period: Option<String>,
    pub person_ids: Vec<Id>,
    pub version: i32,
}

/// Every report with its mailing. Two queries.
pub fn mailings(c: &mut Db, ctx: &Ctx) -> Result<Vec<MailingShown>> {
    ctx.require(Permission::ReportEdit)?;
    let stored = store::mailings(c, &ctx.scope)?;
    let receivers = store::receivers(c, &ctx.scope)?;
    let shown = |report: ReportKind| match stored.iter().find(|row| row.report == report) {
        None => MailingShown {
            report,
            day_of_month: 1,
            secrecy_marked: true,
            active: false,
            last_period: None,
            person_ids: Vec::new(),
            version: 0,
        },
        Some(row) => MailingShown {
            report,
            day_of_month: row.day_of_month,
            secrecy_marked: row.secrecy_marked,
            active: row.active,
            last_period: row.last_period.clone(),
            person_ids: receivers.iter().filter(|(id, _)| *id == row.id).map(|(_, person)| person.clone()).collect(),
            version: row.version,
        },
    };
    Ok(ReportKind::ALL.iter().copied().map(shown).collect())
}

/// Decides when a report is sent and to whom. Errors: `day_of_month`, `person_ids`, Conflict.
pub fn put_mailing(
    c: &mut Db,
    ctx: &Ctx,
    report: ReportKind,
    version: Option<i32>,
    edit: &MailingEdit,
) -> Result<Mailing> {
    ctx.require(Permission::ReportEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let stored = store::mailing(c, &ctx.scope, report)?;
    check_version(version, stored.as_ref().map_or(0, |row| row.version), || {
        let day = stored.as_ref().map(|row| row.day_of_month.to_string()).unwrap_or_default();
        BTreeMap::from([("day_of_month".to_string(), day)])
    })?;
    let people = accounts::people_of_organisation(c, &organisation_id)?;
    let mut chosen = edit.person_ids.clone();
    chosen.sort();
    chosen.dedup();
    let mut checks = Checks::default();
    checks.that(edit.day_of_month.is_some(), "day_of_month", "error-required");
    if edit.day_of_month.is_some_and(|day| !(1..=LAST_DAY).contains(&day)) {
        checks.add(FieldError::new("day_of_month", "error-overview-day"));
    }
    let known = |id: &Id| people.iter().any(|(person, ..)| person.id == *id);
    checks.that(chosen.iter().all(known), "person_ids", "error-choice");
    checks.that(!edit.active || !chosen.is_empty(), "person_ids", "error-overview-nobody");
    checks.done()?;
    let row = Mailing {
        id: stored.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: organisation_id.clone(),
        report,
        day_of_month: edit.day_of_month.unwrap_or(1),
        secrecy_marked: edit.secrecy_marked,
        active: edit.active,
        last_period: stored.as_ref().and_then(|row| row.last_period.clone()),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: stored.as_ref().map_or(1, |row| row.version + 1),
    };
    let verb = if stored.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "report_mailing", &row.id).named(report.as_str());
    let told = |row: &Mailing, people: &[Id]| serde_json::json!({ "mailing": row, "person_ids": people });
    match &stored {
        Some(before) => {
            let had = store::receivers(c, &ctx.scope)?;
            let had: Vec<Id> = had.into_iter().filter(|(id, _)| *id == row.id).map(|(_, person)| person).collect();
            store::save_mailing(c, &ctx.scope, &row)?;
            audit::record(c, ctx, entry.change(&told(before, &had), &told(&row, &chosen)))?;
        }
        None => {
            store::insert_mailing(c, &row)?;
            audit::record(c, ctx, entry.after(&told(&row, &chosen)))?;
        }
    }
    let receiver = |person_id: Id| Receiver {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        mailing_id: row.id.clone(),
        person_id,
    };
    let rows: Vec<Receiver> = chosen.into_iter().map(receiver).collect();
    store::put_receivers(c, &ctx.scope, &row.id, &rows)?;
    Ok(row)
}
