//! The queries of the own management system; all of it is the client's own.

mod plan;
mod training;

pub use plan::*;
pub use training::*;

use super::records::{ClauseRow, ControlRow, Snapshot};
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{isms_clauses, isms_controls, isms_snapshots};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Every clause that somebody has said something of.
pub fn clauses(c: &mut Db, scope: &Scope) -> Result<Vec<ClauseRow>> {
    Ok(isms_clauses::table
        .filter(isms_clauses::organisation_id.eq(scope.client()?))
        .order(isms_clauses::clause_id)
        .select(ClauseRow::as_select())
        .load(c)?)
}

pub fn clause(c: &mut Db, scope: &Scope, clause_id: &str) -> Result<Option<ClauseRow>> {
    Ok(isms_clauses::table
        .filter(isms_clauses::organisation_id.eq(scope.client()?))
        .filter(isms_clauses::clause_id.eq(clause_id))
        .select(ClauseRow::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_clause(c: &mut Db, row: &ClauseRow) -> Result<()> {
    diesel::insert_into(isms_clauses::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_clause(c: &mut Db, scope: &Scope, row: &ClauseRow) -> Result<()> {
    let own = isms_clauses::table.filter(isms_clauses::id.eq(&row.id));
    diesel::update(own.filter(isms_clauses::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Every control that somebody has decided on.
pub fn controls(c: &mut Db, scope: &Scope) -> Result<Vec<ControlRow>> {
    Ok(isms_controls::table
        .filter(isms_controls::organisation_id.eq(scope.client()?))
        .order(isms_controls::control_id)
        .select(ControlRow::as_select())
        .load(c)?)
}

pub fn control(c: &mut Db, scope: &Scope, control_id: &str) -> Result<Option<ControlRow>> {
    Ok(isms_controls::table
        .filter(isms_controls::organisation_id.eq(scope.client()?))
        .filter(isms_controls::control_id.eq(control_id))
        .select(ControlRow::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_control(c: &mut Db, row: &ControlRow) -> Result<()> {
    diesel::insert_into(isms_controls::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_control(c: &mut Db, scope: &Scope, row: &ControlRow) -> Result<()> {
    let own = isms_controls::table.filter(isms_controls::id.eq(&row.id));
    diesel::update(own.filter(isms_controls::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The last five years of months, the oldest first.
pub fn snapshots(c: &mut Db, scope: &Scope) -> Result<Vec<Snapshot>> {
    let mut rows: Vec<Snapshot> = isms_snapshots::table
        .filter(isms_snapshots::organisation_id.eq(scope.client()?))
        .order(isms_snapshots::month.desc())
        .limit(60)
        .select(Snapshot::as_select())
        .load(c)?;
    rows.reverse();
    Ok(rows)
}

pub fn has_snapshot(c: &mut Db, scope: &Scope, month: NaiveDate) -> Result<bool> {
    let count: i64 = isms_snapshots::table
        .filter(isms_snapshots::organisation_id.eq(scope.client()?))
        .filter(isms_snapshots::month.eq(month))
        .count()
        .get_result(c)?;
    Ok(count > 0)
}

pub fn insert_snapshot(c: &mut Db, row: &Snapshot) -> Result<()> {
    diesel::insert_into(isms_snapshots::table).values(row).execute(c)?;
    Ok(())
}

/// The organisations that have begun, for the job that looks at each month.
pub fn organisations(c: &mut Db) -> Result<Vec<Id>> {
    Ok(isms_clauses::table
        .order(isms_clauses::organisation_id)
        .select(isms_clauses::organisation_id)
        .distinct()
        .load(c)?)
}
