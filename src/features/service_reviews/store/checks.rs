//! Spot checks and what was drawn.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::service_reviews::model::{CheckState, Outcome};
use crate::features::service_reviews::records::{CheckItem, SpotCheck};
use crate::platform::db::Db;
use crate::platform::db::schema::{spot_check_items, spot_checks};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// How many drawn items have which outcome.
pub type Outcomes = BTreeMap<Outcome, i64>;

pub fn find_check(c: &mut Db, scope: &Scope, id: &Id) -> Result<SpotCheck> {
    Ok(spot_checks::table
        .filter(spot_checks::organisation_id.eq(scope.client()?))
        .filter(spot_checks::id.eq(id))
        .select(SpotCheck::as_select())
        .first(c)?)
}

fn filtered<'a>(
    scope: &Scope,
    q: Option<&str>,
    state: Option<CheckState>,
) -> Result<spot_checks::BoxedQuery<'a, Backend>> {
    let mut query =
        spot_checks::table.filter(spot_checks::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = q.and_then(text::non_empty) {
        query = query.filter(spot_checks::search_text.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(state) = state {
        query = query.filter(spot_checks::state.eq(state));
    }
    Ok(query)
}

/// One page of spot checks with their outcomes, newest first. Three queries.
pub fn list_checks(
    c: &mut Db,
    scope: &Scope,
    q: Option<&str>,
    state: Option<CheckState>,
    page: PageRequest,
) -> Result<Page<(SpotCheck, Outcomes)>> {
    let total = filtered(scope, q, state)?.count().get_result(c)?;
    let query = filtered(scope, q, state)?.order((spot_checks::number.desc(), spot_checks::id));
    let rows: Vec<SpotCheck> = query.limit(page.size).offset(page.offset()).select(SpotCheck::as_select()).load(c)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let counted: Vec<(Id, Outcome, i64)> = spot_check_items::table
        .filter(spot_check_items::organisation_id.eq(scope.client()?))
        .filter(spot_check_items::spot_check_id.eq_any(&ids))
        .group_by((spot_check_items::spot_check_id, spot_check_items::outcome))
        .select((spot_check_items::spot_check_id, spot_check_items::outcome, count_star()))
        .load(c)?;
    let mut outcomes: BTreeMap<Id, Outcomes> = BTreeMap::new();
    for (id, outcome, count) in counted {
        outcomes.entry(id).or_default().insert(outcome, count);
    }
    let rows = rows.into_iter().map(|row| {
        let seen = outcomes.remove(&row.id).unwrap_or_default();
        (row, seen)
    });
    Ok(Page::new(rows.collect(), total, page))
}

pub fn next_check_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = spot_checks::table
        .filter(spot_checks::organisation_id.eq(scope.client()?))
        .select(max(spot_checks::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_check(c: &mut Db, row: &SpotCheck) -> Result<()> {
    diesel::insert_into(spot_checks::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_check(c: &mut Db, scope: &Scope, row: &SpotCheck) -> Result<()> {
    let own = spot_checks::table.filter(spot_checks::id.eq(&row.id));
    diesel::update(own.filter(spot_checks::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// What was drawn, in the order of the draw.
pub fn items(c: &mut Db, scope: &Scope, check_id: &Id) -> Result<Vec<CheckItem>> {
    Ok(spot_check_items::table
        .filter(spot_check_items::organisation_id.eq(scope.client()?))
        .filter(spot_check_items::spot_check_id.eq(check_id))
        .order(spot_check_items::position)
        .select(CheckItem::as_select())
        .load(c)?)
}

/// One drawn item of the check. Errors: NotFound when it is another's.
pub fn find_item(c: &mut Db, scope: &Scope, check_id: &Id, id: &Id) -> Result<CheckItem> {
    Ok(spot_check_items::table
        .filter(spot_check_items::organisation_id.eq(scope.client()?))
        .filter(spot_check_items::spot_check_id.eq(check_id))
        .filter(spot_check_items::id.eq(id))
        .select(CheckItem::as_select())
        .first(c)?)
}

pub fn insert_item(c: &mut Db, row: &CheckItem) -> Result<()> {
    diesel::insert_into(spot_check_items::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_item(c: &mut Db, scope: &Scope, row: &CheckItem) -> Result<()> {
    let own = spot_check_items::table.filter(spot_check_items::id.eq(&row.id));
    diesel::update(own.filter(spot_check_items::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}
