//! Platforms and their rules.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::services::records::{Platform, PlatformRule};
use crate::platform::db::Db;
use crate::platform::db::schema::{platform_rules, platforms};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

pub fn find_platform(c: &mut Db, scope: &Scope, id: &Id) -> Result<Platform> {
    Ok(platforms::table
        .filter(platforms::organisation_id.eq(scope.client()?))
        .filter(platforms::id.eq(id))
        .select(Platform::as_select())
        .first(c)?)
}

pub fn insert_platform(c: &mut Db, row: &Platform) -> Result<()> {
    diesel::insert_into(platforms::table).values(row).execute(c)?;
    Ok(())
}

/// Writes every field.
pub fn save_platform(c: &mut Db, scope: &Scope, row: &Platform) -> Result<()> {
    let own = platforms::table.filter(platforms::id.eq(&row.id)).filter(platforms::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

fn matching<'a>(scope: &Scope, q: Option<&str>) -> Result<platforms::BoxedQuery<'a, Backend>> {
    let mut query =
        platforms::table.filter(platforms::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = q.filter(|q| !q.trim().is_empty()) {
        query = query.filter(platforms::search_text.like(text::like_anywhere(q)).escape('\\'));
    }
    Ok(query)
}

/// One page of the client's platforms by name: one count and one query.
pub fn list_platforms(c: &mut Db, scope: &Scope, q: Option<&str>, page: PageRequest) -> Result<Page<Platform>> {
    let total = matching(scope, q)?.count().get_result(c)?;
    let query = matching(scope, q)?.order((platforms::name_folded, platforms::id)).limit(page.size);
    Ok(Page::new(query.offset(page.offset()).select(Platform::as_select()).load(c)?, total, page))
}

/// Every platform, by name.
pub fn all_platforms(c: &mut Db, scope: &Scope) -> Result<Vec<Platform>> {
    let query = matching(scope, None)?.order((platforms::name_folded, platforms::id));
    Ok(query.select(Platform::as_select()).load(c)?)
}

/// Id and name of every platform, by name: for the choices in a form.
pub fn platform_choices(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String)>> {
    Ok(platforms::table
        .filter(platforms::organisation_id.eq(scope.client()?))
        .order((platforms::name_folded, platforms::id))
        .select((platforms::id, platforms::name))
        .load(c)?)
}

/// Id and name of the platforms among `ids`, in one query.
pub fn platform_names(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    let found: Vec<(Id, String)> = platforms::table
        .filter(platforms::organisation_id.eq(scope.client()?))
        .filter(platforms::id.eq_any(ids))
        .select((platforms::id, platforms::name))
        .load(c)?;
    Ok(found.into_iter().collect())
}

/// The platforms of a vendor.
pub fn platforms_of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Platform>> {
    let query = matching(scope, None)?.filter(platforms::vendor_id.eq(vendor_id.clone()));
    Ok(query.order((platforms::name_folded, platforms::id)).select(Platform::as_select()).load(c)?)
}

/// The rules of a platform (of all platforms: `None`), by type.
pub fn platform_rules_of(c: &mut Db, scope: &Scope, platform_id: Option<&Id>) -> Result<Vec<PlatformRule>> {
    let mut query = platform_rules::table
        .filter(platform_rules::organisation_id.eq(scope.client()?.clone()))
        .into_boxed::<Backend>();
    if let Some(id) = platform_id {
        query = query.filter(platform_rules::platform_id.eq(id.clone()));
    }
    Ok(query
        .order((platform_rules::platform_id, platform_rules::type_code))
        .select(PlatformRule::as_select())
        .load(c)?)
}

pub fn insert_rule(c: &mut Db, row: &PlatformRule) -> Result<()> {
    diesel::insert_into(platform_rules::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_rule(c: &mut Db, scope: &Scope, row: &PlatformRule) -> Result<()> {
    let own = platform_rules::table.filter(platform_rules::id.eq(&row.id));
    diesel::update(own.filter(platform_rules::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn delete_rule(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = platform_rules::table.filter(platform_rules::id.eq(id));
    diesel::delete(own.filter(platform_rules::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}
