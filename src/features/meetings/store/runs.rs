//! Runs of a month and their files.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Period, Refusal, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::meetings::model::{MonthRunState, RunFileState};
use crate::features::meetings::records::{MonthRun, RunFile};
use crate::platform::db::schema::{contracts, dialogues, month_run_files, month_runs, vendors};
use crate::platform::db::{Db, insert_all};
use chrono::NaiveDate;
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::BTreeMap;

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<MonthRun> {
    Ok(month_runs::table
        .filter(month_runs::organisation_id.eq(scope.client()?))
        .filter(month_runs::id.eq(id))
        .select(MonthRun::as_select())
        .first(c)?)
}

/// The client's runs, the newest first.
pub fn list(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<MonthRun>> {
    let client = scope.client()?;
    let total: i64 = month_runs::table.filter(month_runs::organisation_id.eq(client)).count().get_result(c)?;
    let rows = month_runs::table
        .filter(month_runs::organisation_id.eq(client))
        .order((month_runs::started_at.desc(), month_runs::id.desc()))
        .limit(page.size)
        .offset(page.offset())
        .select(MonthRun::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// Whether a run of the month is under way.
pub fn is_running(c: &mut Db, scope: &Scope, period: Period) -> Result<bool> {
    let running: i64 = month_runs::table
        .filter(month_runs::organisation_id.eq(scope.client()?))
        .filter(month_runs::period.eq(period.to_string()))
        .filter(month_runs::state.eq(MonthRunState::Running))
        .count()
        .get_result(c)?;
    Ok(running > 0)
}

/// The dialogues of a month in the order of the run.
pub fn dialogues_of(c: &mut Db, scope: &Scope, period: Period) -> Result<Vec<(Id, DialogueStatus)>> {
    Ok(dialogues::table
        .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::period.eq(period.to_string()))
        .order((vendors::name_folded, dialogues::id))
        .select((dialogues::id, dialogues::status))
        .load(c)?)
}

pub fn insert(c: &mut Db, scope: &Scope, run: &MonthRun, files: &[RunFile]) -> Result<()> {
    let client = scope.client()?;
    if run.organisation_id != *client || files.iter().any(|file| file.organisation_id != *client) {
        return Err(Refusal::NotFound);
    }
    diesel::insert_into(month_runs::table).values(run).execute(c)?;
    insert_all!(c, month_run_files::table, files);
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save(c: &mut Db, scope: &Scope, mut row: MonthRun) -> Result<MonthRun> {
    let stored = row.version;
    row.version += 1;
    let own = month_runs::table
        .filter(month_runs::organisation_id.eq(scope.client()?))
        .filter(month_runs::id.eq(&row.id))
        .filter(month_runs::version.eq(stored));
    let changed = diesel::update(own).set(&row).execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// The next files to make.
pub fn queued(c: &mut Db, scope: &Scope, run_id: &Id, limit: i64) -> Result<Vec<RunFile>> {
    Ok(month_run_files::table
        .filter(month_run_files::organisation_id.eq(scope.client()?))
        .filter(month_run_files::run_id.eq(run_id))
        .filter(month_run_files::state.eq(RunFileState::Queued))
        .order((month_run_files::position, month_run_files::id))
        .limit(limit)
        .select(RunFile::as_select())
        .load(c)?)
}

/// Notes that a file was made, or why it was not; one that is no longer queued stays as it is.
pub fn settle(c: &mut Db, scope: &Scope, row: &RunFile) -> Result<()> {
    let own = month_run_files::table
        .filter(month_run_files::organisation_id.eq(scope.client()?))
        .filter(month_run_files::id.eq(&row.id))
        .filter(month_run_files::state.eq(RunFileState::Queued));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// How many files of some runs are in each state.
pub fn tally(c: &mut Db, scope: &Scope, run_ids: &[Id]) -> Result<BTreeMap<(Id, RunFileState), i64>> {
    let rows: Vec<(Id, RunFileState, i64)> = month_run_files::table
        .filter(month_run_files::organisation_id.eq(scope.client()?))
        .filter(month_run_files::run_id.eq_any(run_ids))
        .group_by((month_run_files::run_id, month_run_files::state))
        .select((month_run_files::run_id, month_run_files::state, count_star()))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, state, count)| ((id, state), count)).collect())
}

/// A file with what the manifest says of it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub file: RunFile,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub record_sha256: Option<String>,
    pub contract_reference: String,
    pub vendor_name: String,
}

/// The files of a run after a position, in order: a page of them, so that a run of any length takes the same memory.
pub fn entries_after(c: &mut Db, scope: &Scope, run_id: &Id, position: i32, limit: i64) -> Result<Vec<Entry>> {
    let rows: Vec<(RunFile, NaiveDate, DialogueStatus, Option<String>, String, String)> = month_run_files::table
        .inner_join(dialogues::table)
        .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
        .filter(month_run_files::organisation_id.eq(scope.client()?))
        .filter(month_run_files::run_id.eq(run_id))
        .filter(month_run_files::position.gt(position))
        .order((month_run_files::position, month_run_files::id))
        .limit(limit)
        .select((
            RunFile::as_select(),
            dialogues::held_on,
            dialogues::status,
            dialogues::sha256,
            contracts::reference,
            vendors::legal_name,
        ))
        .load(c)?;
    let entry = |(file, held_on, status, record_sha256, contract_reference, vendor_name)| Entry {
        file,
        held_on,
        status,
        record_sha256,
        contract_reference,
        vendor_name,
    };
    Ok(rows.into_iter().map(entry).collect())
}
