//! Which decision table holds: the organisation's newest own one, or the model's.

use super::parameters::RiskModel;
use super::records::{OwnTable, Settings, written};
use super::rules::table::Table;
use super::store;
use crate::access::Permission;
use crate::base::refusal::{FieldError, Refusal, Result};
use crate::base::text;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

const MAX_NOTE: usize = 2_000;

/// The table by which new assessments are judged.
pub fn current(c: &mut Db, ctx: &Ctx) -> Result<Table> {
    match store::own_tables(c, &ctx.scope)?.first() {
        Some(own) => own.table(),
        None => Ok(RiskModel::current().table()),
    }
}

/// The table with this version, as an old assessment was judged by.
pub fn named(c: &mut Db, ctx: &Ctx, version: &str) -> Result<Table> {
    if let Some(model) = RiskModel::versions().find(version) {
        return Ok(model.table());
    }
    let own = store::own_tables(c, &ctx.scope)?.into_iter().find(|own| own.table_version == version);
    own.ok_or_else(|| Refusal::fault(format!("no table {version}")))?.table()
}

/// Takes a table as pasted text; it holds for assessments from now on. Errors: at `table`.
pub fn import(c: &mut Db, ctx: &Ctx, pasted: &str, note: Option<&str>) -> Result<OwnTable> {
    ctx.require(Permission::ModelEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let number = store::own_tables(c, &ctx.scope)?.first().map_or(1, |last| last.number + 1);
    let note = note.and_then(text::non_empty);
    if note.as_ref().is_some_and(|note| note.chars().count() > MAX_NOTE) {
        return Err(Refusal::Invalid(vec![FieldError::new("note", "error-too-long").with("max", MAX_NOTE)]));
    }
    let table = Table::read(&format!("own-{number}"), pasted)?;
    let row = OwnTable {
        id: ctx.new_id(),
        organisation_id,
        number,
        table_version: table.version.clone(),
        definition: written(&table)?,
        note,
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_table(c, &row)?;
    let entry = audit::Entry::new("create", "risk_table", &row.id).named(&row.table_version).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// Whether the organisation uses simulation; it does until it says otherwise.
pub fn lens_b(c: &mut Db, ctx: &Ctx) -> Result<bool> {
    Ok(store::settings(c, &ctx.scope)?.is_none_or(|settings| settings.lens_b))
}

/// Turns simulation on or off for the organisation. `version` 0 when nothing was chosen before.
pub fn set_lens_b(c: &mut Db, ctx: &Ctx, version: i32, on: bool) -> Result<Settings> {
    ctx.require(Permission::ModelEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let before = store::settings(c, &ctx.scope)?;
    let stored = before.as_ref().map_or(0, |settings| settings.version);
    if stored != version {
        let texts = before.map_or_else(BTreeMap::new, |settings| {
            BTreeMap::from([
                ("lens_b".to_string(), settings.lens_b.to_string()),
                ("version".to_string(), settings.version.to_string()),
            ])
        });
        return Err(Refusal::Conflict(texts));
    }
    let after = Settings {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |settings| settings.id.clone()),
        organisation_id,
        lens_b: on,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: stored + 1,
    };
    store::put_settings(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "risk_settings", &after.id);
    let entry = match &before {
        Some(before) => entry.change(before, &after),
        None => entry.after(&after),
    };
    audit::record(c, ctx, entry)?;
    Ok(after)
}
