//! An organisation's own fields: what they are, and what a vendor has in them.

use crate::access::Permission;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::vendors::depth_input::NewExtraField;
use crate::features::vendors::records::{ExtraField, ExtraValue, Vendor};
use crate::features::vendors::{rules, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Adds a field. Errors: at the field; a key that is there already is `error-vendor-extra-taken`.
pub fn add_extra_field(c: &mut Db, ctx: &Ctx, new: &NewExtraField) -> Result<ExtraField> {
    ctx.require(Permission::UsersManage)?;
    let organisation_id = ctx.scope.client()?.clone();
    let new = new.checked()?;
    let known = store::extra_fields(c, &ctx.scope)?;
    if known.iter().any(|field| field.key == new.key) {
        return Err(Refusal::invalid("key", "error-vendor-extra-taken"));
    }
    if known.len() >= 100 {
        return Err(Refusal::rule("rule-vendor-extra-many"));
    }
    let row = ExtraField {
        id: ctx.new_id(),
        organisation_id,
        key: new.key,
        label_sv: new.label_sv,
        label_en: new.label_en,
        kind: new.kind,
        choices: new.choices.join("\n"),
        required: new.required,
        shown_to_vendor: new.shown_to_vendor,
        in_list: new.in_list,
        active: new.active,
        version: 1,
    };
    store::insert_extra_field(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "extra_field", &row.id).named(&row.key).after(&row))?;
    Ok(row)
}

/// Changes a field; its key and its kind stay, because values depend on them.
/// Errors: `Conflict` when `version` is not the stored one; else at the field.
pub fn update_extra_field(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewExtraField, version: i32) -> Result<ExtraField> {
    ctx.require(Permission::UsersManage)?;
    let before = store::find_extra_field(c, &ctx.scope, id)?;
    if before.version != version {
        let flag = |set: bool| if set { "1".to_string() } else { String::new() };
        return Err(Refusal::Conflict(BTreeMap::from([
            ("label_sv".to_string(), before.label_sv.clone()),
            ("label_en".to_string(), before.label_en.clone()),
            ("choices".to_string(), before.choices.clone()),
            ("required".to_string(), flag(before.required)),
            ("shown_to_vendor".to_string(), flag(before.shown_to_vendor)),
            ("in_list".to_string(), flag(before.in_list)),
            ("active".to_string(), flag(before.active)),
            ("version".to_string(), before.version.to_string()),
        ])));
    }
    let new = NewExtraField { key: before.key.clone(), kind: before.kind, ..new.clone() }.checked()?;
    let after = ExtraField {
        label_sv: new.label_sv,
        label_en: new.label_en,
        choices: new.choices.join("\n"),
        required: new.required,
        shown_to_vendor: new.shown_to_vendor,
        in_list: new.in_list,
        active: new.active,
        version: before.version.saturating_add(1),
        ..before.clone()
    };
    store::save_extra_field(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "extra_field", id).named(&after.key);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// A value to store, or to take away.
pub(super) type Checked = Vec<(Id, Option<String>)>;

/// Reads the given values. A new vendor must have every required field; an edit only those it names.
/// Errors are at `extra.<key>`; a key that the organisation does not have is one too.
pub(super) fn checked(
    fields: &[ExtraField],
    given: &BTreeMap<String, String>,
    is_new: bool,
    errors: &mut Vec<FieldError>,
) -> Checked {
    let mut values = Vec::new();
    for key in given.keys().filter(|key| !fields.iter().any(|f| f.active && f.key == **key)) {
        errors.push(FieldError::new(format!("extra.{key}"), "error-vendor-extra-unknown"));
    }
    for field in fields.iter().filter(|field| field.active) {
        let typed = match given.get(&field.key) {
            Some(typed) => typed.as_str(),
            None if is_new => "",
            None => continue,
        };
        match rules::extra_value(field, typed) {
            Ok(value) => values.push((field.id.clone(), value)),
            Err(code) => errors.push(FieldError::new(format!("extra.{}", field.key), code)),
        }
    }
    values
}

/// Stores the values that differ, and tells old and new by key; nothing when nothing differs.
pub(super) fn write(
    c: &mut Db,
    ctx: &Ctx,
    vendor: &Vendor,
    fields: &[ExtraField],
    values: &Checked,
) -> Result<Option<(Value, Value)>> {
    if values.is_empty() {
        return Ok(None);
    }
    let stored = store::extra_values(c, &ctx.scope, std::slice::from_ref(&vendor.id))?;
    let (mut old, mut new) = (Map::new(), Map::new());
    for (field_id, value) in values {
        let key = fields.iter().find(|f| f.id == *field_id).map(|f| f.key.clone()).unwrap_or_default();
        let before = stored.iter().find(|v| v.field_id == *field_id);
        match (before, value) {
            (None, None) => continue,
            (Some(before), Some(value)) if before.value == *value => continue,
            (Some(before), None) => store::remove_extra_value(c, &ctx.scope, &before.id)?,
            (Some(before), Some(value)) => {
                let after = ExtraValue { value: value.clone(), folded: text::fold(value), ..before.clone() };
                store::save_extra_value(c, &ctx.scope, &after)?;
            }
            (None, Some(value)) => {
                let row = ExtraValue {
                    id: ctx.new_id(),
                    organisation_id: vendor.organisation_id.clone(),
                    vendor_id: vendor.id.clone(),
                    field_id: field_id.clone(),
                    value: value.clone(),
                    folded: text::fold(value),
                };
                store::insert_extra_value(c, &row)?;
            }
        }
        old.insert(key.clone(), before.map_or(Value::Null, |b| Value::String(b.value.clone())));
        new.insert(key, value.clone().map_or(Value::Null, Value::String));
    }
    Ok((!new.is_empty()).then_some((Value::Object(old), Value::Object(new))))
}

/// A vendor's values by key, of the fields that are asked for.
pub fn extra_of(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<BTreeMap<String, String>> {
    let fields = store::extra_fields(c, &ctx.scope)?;
    let values = store::extra_values(c, &ctx.scope, std::slice::from_ref(vendor_id))?;
    Ok(values
        .into_iter()
        .filter_map(|v| fields.iter().find(|f| f.active && f.id == v.field_id).map(|f| (f.key.clone(), v.value)))
        .collect())
}
