//! The organisation's own information types.

use super::gate;
use crate::access::Permission;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::services::catalogue::{Catalogue, ClassModel};
use crate::features::services::input::NewType;
use crate::features::services::model::Gated;
use crate::features::services::records::OwnType;
use crate::features::services::store;
use crate::kit::audit::Entry;
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// All types of the organisation, in the visitor's language: presets of today with its own in their place.
pub fn catalogue(c: &mut Db, ctx: &Ctx) -> Result<Catalogue> {
    let own = store::own_types(c, &ctx.scope)?;
    Ok(Catalogue::of(ClassModel::on(ctx.today()), &own, ctx.language))
}

/// Adds an own type; with the code of a preset it takes the preset's place. Errors: a code that the
/// organisation has a row for is `error-type-code-taken` at `code`.
pub fn add_type(c: &mut Db, ctx: &Ctx, new: &NewType) -> Result<Gated<OwnType>> {
    ctx.require(Permission::ServiceEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let Some(class) = gate(c, ctx, new.class, "class_")? else { return Ok(Gated::Stopped) };
    let number = diary::check(c, &ctx.scope, "diary_number", new.diary_number.as_deref(), None)?;
    let new = NewType { class, ..new.checked(number)? };
    let code = new.code.clone().unwrap_or_default();
    if store::own_types(c, &ctx.scope)?.iter().any(|row| row.code == code) {
        return Err(Refusal::Invalid(vec![FieldError::new("code", "error-type-code-taken").with("code", code)]));
    }
    let mut row = OwnType {
        id: ctx.new_id(),
        organisation_id,
        code,
        name: String::new(),
        class_c: None,
        class_i: None,
        class_a: None,
        class_t: None,
        pdl: false,
        legal_basis: None,
        reason: None,
        owner: None,
        diary_number: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    new.onto(&mut row);
    store::insert_own_type(c, &row)?;
    audit::record(c, ctx, Entry::new("create", "information_type", &row.id).named(&row.name).after(&row))?;
    Ok(Gated::Done(row))
}

/// Changes an own type; its code stays. Errors: `Conflict` when `version` is not the stored one.
pub fn update_type(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewType, version: i32) -> Result<Gated<OwnType>> {
    ctx.require(Permission::ServiceEdit)?;
    let before = store::find_own_type(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    let Some(class) = gate(c, ctx, new.class, "class_")? else { return Ok(Gated::Stopped) };
    let stored = before.diary_number.as_deref();
    let number = diary::check(c, &ctx.scope, "diary_number", new.diary_number.as_deref(), stored)?;
    let new = NewType { class, code: Some(before.code.clone()), ..new.clone() }.checked(number)?;
    let mut after = before.clone();
    new.onto(&mut after);
    after.version = before.version + 1;
    after.updated_at = ctx.instant();
    store::save_own_type(c, &ctx.scope, &after)?;
    audit::record(c, ctx, Entry::new("update", "information_type", id).named(&after.name).change(&before, &after))?;
    Ok(Gated::Done(after))
}

fn stored_texts(row: &OwnType) -> BTreeMap<String, String> {
    let said = |value: &Option<String>| value.clone().unwrap_or_default();
    let level = |value: Option<i32>| value.map(|n| n.to_string()).unwrap_or_default();
    [
        ("name", row.name.clone()),
        ("class_c", level(row.class_c)),
        ("class_i", level(row.class_i)),
        ("class_a", level(row.class_a)),
        ("class_t", level(row.class_t)),
        ("legal_basis", said(&row.legal_basis)),
        ("reason", said(&row.reason)),
        ("owner", said(&row.owner)),
        ("diary_number", said(&row.diary_number)),
        ("version", row.version.to_string()),
    ]
    .map(|(field, text)| (field.to_string(), text))
    .into()
}
