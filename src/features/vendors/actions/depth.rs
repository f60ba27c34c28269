//! A vendor with its depth in one edit: deputy, legal basis, the telephone mark and own fields.

use super::{check_manager, extra, lifecycle};
use crate::access::Permission;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::vendors::depth_input::{NewDepth, NewRating};
use crate::features::vendors::input::NewVendor;
use crate::features::vendors::records::{Depth, Rating, Vendor, VendorKind};
use crate::features::vendors::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// Adds a vendor with its depth. Errors: as `add`, and at the fields of the depth.
pub fn add_whole(c: &mut Db, ctx: &Ctx, new: &NewVendor, depth: &NewDepth) -> Result<Vendor> {
    let added = super::add(c, ctx, new);
    both(c, ctx, added, None, new, depth, true)
}

/// Changes a vendor and its depth. Errors: as `update`, and at the fields of the depth.
pub fn update_whole(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewVendor, depth: &NewDepth, version: i32) -> Result<Vendor> {
    let changed = super::update(c, ctx, id, new, version);
    both(c, ctx, changed, Some(id), new, depth, false)
}

/// Joins what is wrong in both halves, so that a person learns all of it at once.
fn both(
    c: &mut Db,
    ctx: &Ctx,
    saved: Result<Vendor>,
    id: Option<&Id>,
    new: &NewVendor,
    depth: &NewDepth,
    is_new: bool,
) -> Result<Vendor> {
    let (vendor, mut errors) = match saved {
        Ok(vendor) => (Some(vendor), Vec::new()),
        Err(Refusal::Invalid(errors)) => (None, errors),
        Err(other) => return Err(other),
    };
    let before = match vendor.as_ref().map(|v| &v.id).or(id) {
        Some(id) => store::depth(c, &ctx.scope, id)?,
        None => Depth::default(),
    };
    let after = read(c, ctx, new, depth, &before, &mut errors)?;
    let fields = store::extra_fields(c, &ctx.scope)?;
    let values = extra::checked(&fields, &depth.extra, is_new, &mut errors);
    match vendor {
        Some(vendor) if errors.is_empty() => {
            let told = extra::write(c, ctx, &vendor, &fields, &values)?;
            keep(c, ctx, vendor, &before, &after, told, is_new)
        }
        _ => Err(Refusal::Invalid(errors)),
    }
}

fn read(
    c: &mut Db,
    ctx: &Ctx,
    new: &NewVendor,
    depth: &NewDepth,
    before: &Depth,
    errors: &mut Vec<FieldError>,
) -> Result<Depth> {
    let mut after = before.clone();
    if let Some(deputy) = &depth.deputy_id {
        if let Some(error) = check_manager(c, ctx, deputy.as_ref())? {
            errors.push(FieldError::new("deputy_id", error.code));
        }
        after.deputy_id.clone_from(deputy);
    }
    if after.deputy_id.is_some() && after.deputy_id == new.manager_id {
        errors.push(FieldError::new("deputy_id", "error-vendor-deputy-same"));
    }
    if let Some(basis) = &depth.legal_basis {
        after.legal_basis = basis.as_deref().and_then(text::non_empty);
    }
    if after.legal_basis.as_deref().unwrap_or_default().chars().count() > 200 {
        errors.push(FieldError::new("legal_basis", "error-too-long").with("max", 200));
    }
    if new.kind == VendorKind::PrivatePerformer && after.legal_basis.is_none() {
        errors.push(FieldError::new("legal_basis", "error-required"));
    }
    if let Some(with) = &depth.phone_with {
        after.phone_with = with.as_deref().map(text::tidy).and_then(|t| text::non_empty(&t));
    }
    if let Some(day) = depth.phone_on {
        after.phone_on = day;
    }
    phone(ctx, before, &mut after, errors);
    Ok(after)
}

/// The telephone mark is whole or not there: with whom, which day, and by whom it was entered.
fn phone(ctx: &Ctx, before: &Depth, after: &mut Depth, errors: &mut Vec<FieldError>) {
    if after.phone_with.as_deref().unwrap_or_default().chars().count() > 200 {
        errors.push(FieldError::new("phone_with", "error-too-long").with("max", 200));
    }
    match (&after.phone_with, after.phone_on) {
        (None, None) => after.phone_by_name = None,
        (None, Some(_)) => errors.push(FieldError::new("phone_with", "error-required")),
        (Some(_), day) => {
            let day = day.unwrap_or_else(|| ctx.today());
            if day > ctx.today() {
                errors.push(FieldError::new("phone_on", "error-vendor-future"));
            }
            after.phone_on = Some(day);
            if (&before.phone_with, before.phone_on) != (&after.phone_with, after.phone_on) {
                after.phone_by_name = Some(ctx.actor.name.clone());
            }
        }
    }
}

/// Writes the depth when it differs, on the version that the edit gives.
fn keep(
    c: &mut Db,
    ctx: &Ctx,
    mut vendor: Vendor,
    before: &Depth,
    after: &Depth,
    told: Option<(serde_json::Value, serde_json::Value)>,
    is_new: bool,
) -> Result<Vendor> {
    if before == after && told.is_none() {
        return Ok(vendor);
    }
    if !is_new {
        vendor.version = vendor.version.saturating_add(1);
        vendor.updated_at = ctx.instant();
    }
    store::save_depth(c, &ctx.scope, &vendor.id, after, vendor.updated_at, vendor.version)?;
    let (mut old, mut new) =
        (serde_json::to_value(before).map_err(Refusal::fault)?, serde_json::to_value(after).map_err(Refusal::fault)?);
    if let (Some((was, is)), Some(old), Some(new)) = (told, old.as_object_mut(), new.as_object_mut()) {
        old.insert("extra".to_string(), was);
        new.insert("extra".to_string(), is);
    }
    let entry = audit::Entry::new("update", "vendor", &vendor.id).vendor(&vendor.id).named(&vendor.legal_name);
    audit::record(c, ctx, entry.change(&old, &new))?;
    Ok(vendor)
}

/// Adds a rating that somebody else has given. It is never merged with the tier.
pub fn add_rating(c: &mut Db, ctx: &Ctx, vendor_id: &Id, new: &NewRating) -> Result<Rating> {
    ctx.require(Permission::RegisterEdit)?;
    ctx.scope.client()?;
    let vendor = store::find(c, &ctx.scope, vendor_id)?;
    lifecycle::open_for_change(&vendor)?;
    let new = new.checked(ctx.today())?;
    let row = Rating {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        kind: new.kind,
        rating: new.rating,
        source: new.source,
        rated_on: new.rated_on,
        added_by_name: ctx.actor.name.clone(),
        added_at: ctx.instant(),
    };
    store::insert_rating(c, &row)?;
    let entry = audit::Entry::new("create", "vendor_rating", &vendor.id).vendor(&vendor.id).named(&row.rating);
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}
