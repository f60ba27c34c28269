//! The queries of the reports: figures and their rows, what was counted each day, goals, texts, who is sent what.

mod administrations;
mod clause;
mod measures;
mod past;
mod requirements;
mod settings;
mod specs;

pub use administrations::administration_basis;
pub use clause::{AskedContract, ClauseBasis, Judged, OfClause, clause_basis};
pub use measures::{Behind, counts, rows};
pub use past::past_basis;
pub use settings::*;

use super::model::{Measure, Moment, start_of};
use super::records::Snapshot;
use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::platform::db::schema::{findings, measure_snapshots, organisations, vendors};
use crate::platform::db::{Db, insert_all};
use chrono::NaiveDate;
use diesel::prelude::*;

/// The client organisations that have something to count.
pub fn clients(c: &mut Db) -> Result<Vec<Id>> {
    Ok(vendors::table.select(vendors::organisation_id).distinct().order(vendors::organisation_id).load(c)?)
}

pub fn organisation_name(c: &mut Db, scope: &Scope) -> Result<String> {
    Ok(organisations::table.filter(organisations::id.eq(scope.client()?)).select(organisations::name).first(c)?)
}

/// From the day each finding of the last year was made to the moment it was closed.
pub fn closing_times(c: &mut Db, scope: &Scope, moment: Moment) -> Result<Vec<(Instant, Instant)>> {
    let rows: Vec<(Instant, Option<Instant>)> = findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::closed_at.ge(Instant::from(start_of(moment.year_ago))))
        .select((findings::created_at, findings::closed_at))
        .load(c)?;
    Ok(rows.into_iter().filter_map(|(made, closed)| Some((made, closed?))).collect())
}

/// Whether the day has been counted.
pub fn is_counted(c: &mut Db, scope: &Scope, day: NaiveDate) -> Result<bool> {
    let found: Option<Id> = measure_snapshots::table
        .filter(measure_snapshots::organisation_id.eq(scope.client()?))
        .filter(measure_snapshots::day.eq(day))
        .select(measure_snapshots::id)
        .first(c)
        .optional()?;
    Ok(found.is_some())
}

pub fn insert_snapshots(c: &mut Db, rows: &[Snapshot]) -> Result<()> {
    insert_all!(c, measure_snapshots::table, rows);
    Ok(())
}

/// The days that were counted, from one to another, in order.
pub fn counted_days(c: &mut Db, scope: &Scope, from: NaiveDate, to: NaiveDate) -> Result<Vec<NaiveDate>> {
    Ok(measure_snapshots::table
        .filter(measure_snapshots::organisation_id.eq(scope.client()?))
        .filter(measure_snapshots::day.ge(from))
        .filter(measure_snapshots::day.le(to))
        .select(measure_snapshots::day)
        .distinct()
        .order(measure_snapshots::day)
        .load(c)?)
}

/// The latest counted day of those from `from` to `to`.
pub fn latest_day(c: &mut Db, scope: &Scope, from: NaiveDate, to: NaiveDate) -> Result<Option<NaiveDate>> {
    Ok(measure_snapshots::table
        .filter(measure_snapshots::organisation_id.eq(scope.client()?))
        .filter(measure_snapshots::day.ge(from))
        .filter(measure_snapshots::day.le(to))
        .order(measure_snapshots::day.desc())
        .select(measure_snapshots::day)
        .first(c)
        .optional()?)
}

/// What every measure was on a day.
pub fn counted_on(c: &mut Db, scope: &Scope, day: NaiveDate) -> Result<Vec<(Measure, i64)>> {
    Ok(measure_snapshots::table
        .filter(measure_snapshots::organisation_id.eq(scope.client()?))
        .filter(measure_snapshots::day.eq(day))
        .select((measure_snapshots::measure, measure_snapshots::value))
        .load(c)?)
}

/// One measure over days, in order.
pub fn series(
    c: &mut Db,
    scope: &Scope,
    measure: Measure,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<(NaiveDate, i64)>> {
    Ok(measure_snapshots::table
        .filter(measure_snapshots::organisation_id.eq(scope.client()?))
        .filter(measure_snapshots::measure.eq(measure))
        .filter(measure_snapshots::day.ge(from))
        .filter(measure_snapshots::day.le(to))
        .order(measure_snapshots::day)
        .select((measure_snapshots::day, measure_snapshots::value))
        .load(c)?)
}
