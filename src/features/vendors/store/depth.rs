//! Queries on a vendor's depth: the columns only its own page needs, its steps, its ratings, and
//! the filters that people keep.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::vendors::records::{Depth, LifeStep, Rating, SavedFilter, VendorStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, saved_filters, vendor_ratings, vendor_steps, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The depth of one of the client's vendors.
pub fn depth(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Depth> {
    let own = vendors::table.filter(vendors::organisation_id.eq(scope.client()?)).filter(vendors::id.eq(vendor_id));
    Ok(own.select(Depth::as_select()).first(c)?)
}

/// The depths of several, in one query.
pub fn depths(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Depth>> {
    let own = vendors::table.filter(vendors::organisation_id.eq(scope.client()?)).filter(vendors::id.eq_any(ids));
    let rows: Vec<(Id, Depth)> = own.select((vendors::id, Depth::as_select())).load(c)?;
    Ok(rows.into_iter().collect())
}

/// The depth of every vendor of the client, for an export.
pub fn all_depths(c: &mut Db, scope: &Scope) -> Result<BTreeMap<Id, Depth>> {
    let own = vendors::table.filter(vendors::organisation_id.eq(scope.client()?));
    let rows: Vec<(Id, Depth)> = own.select((vendors::id, Depth::as_select())).load(c)?;
    Ok(rows.into_iter().collect())
}

/// Writes the depth together with the vendor's next version.
pub fn save_depth(
    c: &mut Db,
    scope: &Scope,
    vendor_id: &Id,
    depth: &Depth,
    updated_at: Instant,
    version: i32,
) -> Result<()> {
    let own = vendors::table.filter(vendors::id.eq(vendor_id)).filter(vendors::organisation_id.eq(scope.client()?));
    diesel::update(own)
        .set((
            vendors::deputy_id.eq(&depth.deputy_id),
            vendors::legal_basis.eq(&depth.legal_basis),
            vendors::planned_end.eq(depth.planned_end),
            vendors::phone_on.eq(depth.phone_on),
            vendors::phone_by_name.eq(&depth.phone_by_name),
            vendors::phone_with.eq(&depth.phone_with),
            vendors::updated_at.eq(updated_at),
            vendors::version.eq(version),
        ))
        .execute(c)?;
    Ok(())
}

pub fn insert_step(c: &mut Db, row: &LifeStep) -> Result<()> {
    diesel::insert_into(vendor_steps::table).values(row).execute(c)?;
    Ok(())
}

/// The steps of a vendor's life, newest first.
pub fn steps(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<LifeStep>> {
    Ok(vendor_steps::table
        .filter(vendor_steps::organisation_id.eq(scope.client()?))
        .filter(vendor_steps::vendor_id.eq(vendor_id))
        .order((vendor_steps::decided_at.desc(), vendor_steps::id.desc()))
        .limit(100)
        .select(LifeStep::as_select())
        .load(c)?)
}

/// How many contracts of the vendor have not ended on `today`.
pub fn open_contracts(c: &mut Db, scope: &Scope, vendor_id: &Id, today: NaiveDate) -> Result<i64> {
    Ok(contracts::table
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::vendor_id.eq(vendor_id))
        .filter(contracts::ends_on.is_null().or(contracts::ends_on.ge(today)))
        .count()
        .get_result(c)?)
}

/// Id and name of every vendor of the client that has not ended, by name: for what is begun anew.
pub fn open_choices(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String)>> {
    Ok(vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .order((vendors::name_folded, vendors::id))
        .select((vendors::id, vendors::legal_name))
        .load(c)?)
}

pub fn insert_rating(c: &mut Db, row: &Rating) -> Result<()> {
    diesel::insert_into(vendor_ratings::table).values(row).execute(c)?;
    Ok(())
}

/// The ratings of a vendor, the newest of each kind first.
pub fn ratings(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Rating>> {
    Ok(vendor_ratings::table
        .filter(vendor_ratings::organisation_id.eq(scope.client()?))
        .filter(vendor_ratings::vendor_id.eq(vendor_id))
        .order((vendor_ratings::kind, vendor_ratings::rated_on.desc(), vendor_ratings::id.desc()))
        .limit(200)
        .select(Rating::as_select())
        .load(c)?)
}

/// One's own filters and those that colleagues share, by name.
pub fn saved_filters(c: &mut Db, scope: &Scope, person_id: &Id) -> Result<Vec<SavedFilter>> {
    Ok(saved_filters::table
        .filter(saved_filters::organisation_id.eq(scope.client()?))
        .filter(saved_filters::person_id.eq(person_id).or(saved_filters::shared.eq(true)))
        .order((saved_filters::name, saved_filters::id))
        .limit(200)
        .select(SavedFilter::as_select())
        .load(c)?)
}

/// One of one's own filters, or NotFound: what a colleague shares is not one's own to take away.
pub fn own_filter(c: &mut Db, scope: &Scope, person_id: &Id, id: &Id) -> Result<SavedFilter> {
    Ok(saved_filters::table
        .filter(saved_filters::organisation_id.eq(scope.client()?))
        .filter(saved_filters::person_id.eq(person_id))
        .filter(saved_filters::id.eq(id))
        .select(SavedFilter::as_select())
        .first(c)?)
}

pub fn insert_filter(c: &mut Db, row: &SavedFilter) -> Result<()> {
    diesel::insert_into(saved_filters::table).values(row).execute(c)?;
    Ok(())
}

pub fn remove_filter(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = saved_filters::table.filter(saved_filters::organisation_id.eq(scope.client()?));
    diesel::delete(own.filter(saved_filters::id.eq(id))).execute(c)?;
    Ok(())
}
