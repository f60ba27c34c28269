//! The organisation's own tables and choices, and simulations of its portfolio.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::risks::model::RunState;
use crate::features::risks::records::{OwnTable, Run, Settings};
use crate::platform::db::Db;
use crate::platform::db::schema::{risk_runs, risk_settings, risk_tables};
use diesel::prelude::*;

/// The organisation's own tables, newest first.
pub fn own_tables(c: &mut Db, scope: &Scope) -> Result<Vec<OwnTable>> {
    Ok(risk_tables::table
        .filter(risk_tables::organisation_id.eq(scope.client()?))
        .order(risk_tables::number.desc())
        .limit(100)
        .select(OwnTable::as_select())
        .load(c)?)
}

pub fn insert_table(c: &mut Db, row: &OwnTable) -> Result<()> {
    diesel::insert_into(risk_tables::table).values(row).execute(c)?;
    Ok(())
}

/// What the organisation has chosen, if it has.
pub fn settings(c: &mut Db, scope: &Scope) -> Result<Option<Settings>> {
    Ok(risk_settings::table
        .filter(risk_settings::organisation_id.eq(scope.client()?))
        .select(Settings::as_select())
        .first(c)
        .optional()?)
}

pub fn put_settings(c: &mut Db, scope: &Scope, row: &Settings) -> Result<()> {
    if row.version == 1 {
        diesel::insert_into(risk_settings::table).values(row).execute(c)?;
        return Ok(());
    }
    let own = risk_settings::table
        .filter(risk_settings::id.eq(&row.id))
        .filter(risk_settings::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// The latest simulations of the portfolio.
pub fn runs(c: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<Run>> {
    Ok(risk_runs::table
        .filter(risk_runs::organisation_id.eq(scope.client()?))
        .order((risk_runs::requested_at.desc(), risk_runs::id.desc()))
        .limit(limit)
        .select(Run::as_select())
        .load(c)?)
}

pub fn find_run(c: &mut Db, scope: &Scope, id: &Id) -> Result<Run> {
    Ok(risk_runs::table
        .filter(risk_runs::organisation_id.eq(scope.client()?))
        .filter(risk_runs::id.eq(id))
        .select(Run::as_select())
        .first(c)?)
}

pub fn insert_run(c: &mut Db, row: &Run) -> Result<()> {
    diesel::insert_into(risk_runs::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_run(c: &mut Db, scope: &Scope, row: &Run) -> Result<()> {
    let own = risk_runs::table.filter(risk_runs::id.eq(&row.id)).filter(risk_runs::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// How far a run has come.
pub fn tell_progress(c: &mut Db, scope: &Scope, id: &Id, done: i32) -> Result<()> {
    let own = risk_runs::table.filter(risk_runs::id.eq(id)).filter(risk_runs::organisation_id.eq(scope.client()?));
    diesel::update(own).set((risk_runs::state.eq(RunState::Working), risk_runs::trials_done.eq(done))).execute(c)?;
    Ok(())
}
