//! An organisation's own days from a finding to the due date of its action.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::due_day_settings;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Days by severity, from a day on. Rows are never changed: an old case is judged by the days that held then.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = due_day_settings)]
pub struct DueDaySetting {
    pub id: Id,
    pub organisation_id: Id,
    pub critical: i32,
    pub high: i32,
    pub medium: i32,
    pub low: i32,
    pub valid_from: NaiveDate,
    pub reason: String,
    pub set_by: Id,
    pub set_by_name: String,
    pub set_at: Instant,
}

/// Every setting of the client's own, the one that begins last first.
pub fn due_day_settings_of(c: &mut Db, scope: &Scope) -> Result<Vec<DueDaySetting>> {
    Ok(due_day_settings::table
        .filter(due_day_settings::organisation_id.eq(scope.client()?))
        .order((due_day_settings::valid_from.desc(), due_day_settings::set_at.desc(), due_day_settings::id.desc()))
        .select(DueDaySetting::as_select())
        .load(c)?)
}

pub fn insert_due_day_setting(c: &mut Db, row: &DueDaySetting) -> Result<()> {
    diesel::insert_into(due_day_settings::table).values(row).execute(c)?;
    Ok(())
}
