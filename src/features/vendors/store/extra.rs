//! Queries on an organisation's own fields and their values.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::vendors::records::{ExtraField, ExtraValue};
use crate::platform::db::Db;
use crate::platform::db::schema::{extra_fields, extra_values};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Every field of the organisation, also those no longer asked for; by key.
pub fn extra_fields(c: &mut Db, scope: &Scope) -> Result<Vec<ExtraField>> {
    Ok(extra_fields::table
        .filter(extra_fields::organisation_id.eq(scope.client()?))
        .order((extra_fields::key, extra_fields::id))
        .limit(200)
        .select(ExtraField::as_select())
        .load(c)?)
}

pub fn find_extra_field(c: &mut Db, scope: &Scope, id: &Id) -> Result<ExtraField> {
    Ok(extra_fields::table
        .filter(extra_fields::organisation_id.eq(scope.client()?))
        .filter(extra_fields::id.eq(id))
        .select(ExtraField::as_select())
        .first(c)?)
}

pub fn insert_extra_field(c: &mut Db, row: &ExtraField) -> Result<()> {
    diesel::insert_into(extra_fields::table).values(row).execute(c)?;
    Ok(())
}

/// Writes every field that can change; key and kind stay, because values depend on them.
pub fn save_extra_field(c: &mut Db, scope: &Scope, row: &ExtraField) -> Result<()> {
    let own = extra_fields::table.filter(extra_fields::organisation_id.eq(scope.client()?));
    diesel::update(own.filter(extra_fields::id.eq(&row.id)))
        .set((
            extra_fields::label_sv.eq(&row.label_sv),
            extra_fields::label_en.eq(&row.label_en),
            extra_fields::choices.eq(&row.choices),
            extra_fields::required.eq(row.required),
            extra_fields::shown_to_vendor.eq(row.shown_to_vendor),
            extra_fields::in_list.eq(row.in_list),
            extra_fields::active.eq(row.active),
            extra_fields::version.eq(row.version),
        ))
        .execute(c)?;
    Ok(())
}

/// The values of several vendors, in one query.
pub fn extra_values(c: &mut Db, scope: &Scope, vendor_ids: &[Id]) -> Result<Vec<ExtraValue>> {
    Ok(extra_values::table
        .filter(extra_values::organisation_id.eq(scope.client()?))
        .filter(extra_values::vendor_id.eq_any(vendor_ids))
        .select(ExtraValue::as_select())
        .load(c)?)
}

/// Every value of the client's register, for an export.
pub fn all_extra_values(c: &mut Db, scope: &Scope) -> Result<Vec<ExtraValue>> {
    let own = extra_values::table.filter(extra_values::organisation_id.eq(scope.client()?));
    Ok(own.select(ExtraValue::as_select()).load(c)?)
}

pub fn insert_extra_value(c: &mut Db, row: &ExtraValue) -> Result<()> {
    diesel::insert_into(extra_values::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_extra_value(c: &mut Db, scope: &Scope, row: &ExtraValue) -> Result<()> {
    let own = extra_values::table.filter(extra_values::organisation_id.eq(scope.client()?));
    diesel::update(own.filter(extra_values::id.eq(&row.id)))
        .set((extra_values::value.eq(&row.value), extra_values::folded.eq(&row.folded)))
        .execute(c)?;
    Ok(())
}

pub fn remove_extra_value(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = extra_values::table.filter(extra_values::organisation_id.eq(scope.client()?));
    diesel::delete(own.filter(extra_values::id.eq(id))).execute(c)?;
    Ok(())
}

/// The vendors whose field `key` has this folded value.
pub(super) fn vendors_with(c: &mut Db, scope: &Scope, key: &str, folded: &str) -> Result<Vec<Id>> {
    Ok(extra_values::table
        .inner_join(extra_fields::table)
        .filter(extra_values::organisation_id.eq(scope.client()?))
        .filter(extra_fields::key.eq(key))
        .filter(extra_values::folded.eq(folded))
        .select(extra_values::vendor_id)
        .limit(20_000)
        .load(c)?)
}

/// What the vendor's own people may see: label, kind and value of the fields shown to them.
pub fn portal_extra(c: &mut Db, scope: &Scope, vendor_ids: &[Id]) -> Result<Vec<(ExtraField, ExtraValue)>> {
    scope.vendor()?;
    Ok(extra_values::table
        .inner_join(extra_fields::table)
        .filter(extra_values::vendor_id.eq_any(vendor_ids))
        .filter(extra_fields::shown_to_vendor.eq(true))
        .filter(extra_fields::active.eq(true))
        .order((extra_fields::key, extra_values::id))
        .select((ExtraField::as_select(), ExtraValue::as_select()))
        .load(c)?)
}

/// Values by vendor and field.
pub fn by_vendor(values: Vec<ExtraValue>) -> BTreeMap<(Id, Id), String> {
    values.into_iter().map(|v| ((v.vendor_id, v.field_id), v.value)).collect()
}
