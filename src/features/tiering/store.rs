//! The only queries on an organisation's own models.

use super::model::ModelStatus;
use super::records::ModelRecord;
use super::versions::Models;
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::tiering_models;
use chrono::NaiveDate;
use diesel::prelude::*;

/// The shipped models and the organisation's own published ones, with one query.
pub fn models(c: &mut Db, scope: &Scope) -> Result<Models> {
    let rows: Vec<ModelRecord> = tiering_models::table
        .filter(tiering_models::organisation_id.eq(scope.client()?))
        .filter(tiering_models::status.eq(ModelStatus::Published))
        .order((tiering_models::valid_from, tiering_models::published_at, tiering_models::id))
        .select(ModelRecord::as_select())
        .load(c)?;
    Models::of(rows.iter().map(ModelRecord::model).collect::<Result<_>>()?)
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<ModelRecord> {
    Ok(tiering_models::table
        .filter(tiering_models::organisation_id.eq(scope.client()?))
        .filter(tiering_models::id.eq(id))
        .select(ModelRecord::as_select())
        .first(c)?)
}

/// The organisation's own model with this version, when it is one.
pub fn find_version(c: &mut Db, scope: &Scope, version: &str) -> Result<Option<ModelRecord>> {
    Ok(tiering_models::table
        .filter(tiering_models::organisation_id.eq(scope.client()?))
        .filter(tiering_models::model_version.eq(version))
        .select(ModelRecord::as_select())
        .first(c)
        .optional()?)
}

/// One page of the organisation's models, newest first; discarded drafts are left out.
pub fn list(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<ModelRecord>> {
    let own = || -> Result<_> {
        Ok(tiering_models::table
            .filter(tiering_models::organisation_id.eq(scope.client()?.clone()))
            .filter(tiering_models::status.ne(ModelStatus::Discarded)))
    };
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((tiering_models::created_at.desc(), tiering_models::id.desc()))
        .limit(page.size)
        .offset(page.offset())
        .select(ModelRecord::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// How many models the organisation has made, discarded ones too: the next version's number.
pub fn count(c: &mut Db, scope: &Scope) -> Result<i64> {
    Ok(tiering_models::table.filter(tiering_models::organisation_id.eq(scope.client()?)).count().get_result(c)?)
}

pub fn insert(c: &mut Db, row: &ModelRecord) -> Result<()> {
    diesel::insert_into(tiering_models::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &ModelRecord) -> Result<()> {
    let own = tiering_models::table.filter(tiering_models::id.eq(&row.id));
    diesel::update(own.filter(tiering_models::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Published models whose day has come and that the register has not been judged by yet, of every
/// client: only the sweep asks, and it then works in the scope of each client.
pub fn due(c: &mut Db, today: NaiveDate) -> Result<Vec<(Id, Id)>> {
    Ok(tiering_models::table
        .filter(tiering_models::status.eq(ModelStatus::Published))
        .filter(tiering_models::applied_at.is_null())
        .filter(tiering_models::valid_from.le(today))
        .order((tiering_models::valid_from, tiering_models::id))
        .select((tiering_models::organisation_id, tiering_models::id))
        .load(c)?)
}
