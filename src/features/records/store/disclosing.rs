//! Requests, what was chosen for them, extracts and their log.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::records::model::{DisclosureState, DisclosureStep};
use crate::features::records::rows::{Disclosure, DisclosureEvent, DisclosureItem, ExtractRow};
use crate::platform::db::Db;
use crate::platform::db::schema::{disclosure_events, disclosure_extracts, disclosure_items, disclosures};
use diesel::dsl::max;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// Which requests are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct DisclosureFilter {
    pub q: Option<String>,
    pub state: Option<DisclosureState>,
}

pub fn find_disclosure(c: &mut Db, scope: &Scope, id: &Id) -> Result<Disclosure> {
    Ok(disclosures::table
        .filter(disclosures::organisation_id.eq(scope.client()?))
        .filter(disclosures::id.eq(id))
        .select(Disclosure::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &'a DisclosureFilter) -> Result<disclosures::BoxedQuery<'a, Backend>> {
    let mut query =
        disclosures::table.filter(disclosures::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        query = query.filter(disclosures::search_text.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(state) = filter.state {
        query = query.filter(disclosures::state.eq(state));
    }
    Ok(query)
}

/// One page of requests, newest first. Two queries.
pub fn list_disclosures(
    c: &mut Db,
    scope: &Scope,
    filter: &DisclosureFilter,
    page: PageRequest,
) -> Result<Page<Disclosure>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let rows = filtered(scope, filter)?
        .order((disclosures::number.desc(), disclosures::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Disclosure::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn next_disclosure_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = disclosures::table
        .filter(disclosures::organisation_id.eq(scope.client()?))
        .select(max(disclosures::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_disclosure(c: &mut Db, row: &Disclosure) -> Result<()> {
    diesel::insert_into(disclosures::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_disclosure(c: &mut Db, scope: &Scope, row: &Disclosure) -> Result<()> {
    let own = disclosures::table.filter(disclosures::id.eq(&row.id));
    diesel::update(own.filter(disclosures::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// What was chosen, in its order.
pub fn items(c: &mut Db, scope: &Scope, disclosure_id: &Id) -> Result<Vec<DisclosureItem>> {
    Ok(disclosure_items::table
        .filter(disclosure_items::organisation_id.eq(scope.client()?))
        .filter(disclosure_items::disclosure_id.eq(disclosure_id))
        .order((disclosure_items::position, disclosure_items::id))
        .select(DisclosureItem::as_select())
        .load(c)?)
}

/// One chosen thing of the request. Errors: NotFound when it is another's.
pub fn find_item(c: &mut Db, scope: &Scope, disclosure_id: &Id, id: &Id) -> Result<DisclosureItem> {
    Ok(disclosure_items::table
        .filter(disclosure_items::organisation_id.eq(scope.client()?))
        .filter(disclosure_items::disclosure_id.eq(disclosure_id))
        .filter(disclosure_items::id.eq(id))
        .select(DisclosureItem::as_select())
        .first(c)?)
}

pub fn insert_item(c: &mut Db, row: &DisclosureItem) -> Result<()> {
    diesel::insert_into(disclosure_items::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_item(c: &mut Db, scope: &Scope, row: &DisclosureItem) -> Result<()> {
    let own = disclosure_items::table.filter(disclosure_items::id.eq(&row.id));
    diesel::update(own.filter(disclosure_items::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn delete_item(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = disclosure_items::table.filter(disclosure_items::id.eq(id));
    diesel::delete(own.filter(disclosure_items::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}

/// What was chosen of one record, in every request.
pub fn items_of_record(c: &mut Db, scope: &Scope, record_id: &Id) -> Result<Vec<DisclosureItem>> {
    Ok(disclosure_items::table
        .filter(disclosure_items::organisation_id.eq(scope.client()?))
        .filter(disclosure_items::record_id.eq(record_id))
        .order(disclosure_items::id)
        .select(DisclosureItem::as_select())
        .load(c)?)
}

/// The requests that a record was chosen for, newest first. Two queries.
pub fn disclosures_of_record(c: &mut Db, scope: &Scope, record_id: &Id) -> Result<Vec<Disclosure>> {
    let ids: Vec<Id> = disclosure_items::table
        .filter(disclosure_items::organisation_id.eq(scope.client()?))
        .filter(disclosure_items::record_id.eq(record_id))
        .select(disclosure_items::disclosure_id)
        .load(c)?;
    Ok(disclosures::table
        .filter(disclosures::organisation_id.eq(scope.client()?))
        .filter(disclosures::id.eq_any(ids))
        .order((disclosures::number.desc(), disclosures::id))
        .select(Disclosure::as_select())
        .load(c)?)
}

/// The extracts of a request, newest first.
pub fn extracts(c: &mut Db, scope: &Scope, disclosure_id: &Id) -> Result<Vec<ExtractRow>> {
    Ok(disclosure_extracts::table
        .filter(disclosure_extracts::organisation_id.eq(scope.client()?))
        .filter(disclosure_extracts::disclosure_id.eq(disclosure_id))
        .order(disclosure_extracts::number.desc())
        .select(ExtractRow::as_select())
        .load(c)?)
}

/// One extract of the request. Errors: NotFound when it is another's.
pub fn find_extract(c: &mut Db, scope: &Scope, disclosure_id: &Id, id: &Id) -> Result<ExtractRow> {
    Ok(disclosure_extracts::table
        .filter(disclosure_extracts::organisation_id.eq(scope.client()?))
        .filter(disclosure_extracts::disclosure_id.eq(disclosure_id))
        .filter(disclosure_extracts::id.eq(id))
        .select(ExtractRow::as_select())
        .first(c)?)
}

pub fn insert_extract(c: &mut Db, row: &ExtractRow) -> Result<()> {
    diesel::insert_into(disclosure_extracts::table).values(row).execute(c)?;
    Ok(())
}

/// The log of a request, as it happened.
pub fn events(c: &mut Db, scope: &Scope, disclosure_id: &Id) -> Result<Vec<DisclosureEvent>> {
    Ok(disclosure_events::table
        .filter(disclosure_events::organisation_id.eq(scope.client()?))
        .filter(disclosure_events::disclosure_id.eq(disclosure_id))
        .order((disclosure_events::position, disclosure_events::id))
        .limit(500)
        .select(DisclosureEvent::as_select())
        .load(c)?)
}

/// What happened last to what is given out; who asks and who answers are no part of it.
pub fn last_step(c: &mut Db, scope: &Scope, disclosure_id: &Id) -> Result<Option<DisclosureStep>> {
    Ok(disclosure_events::table
        .filter(disclosure_events::organisation_id.eq(scope.client()?))
        .filter(disclosure_events::disclosure_id.eq(disclosure_id))
        .filter(disclosure_events::step.ne(DisclosureStep::Changed))
        .order(disclosure_events::position.desc())
        .select(disclosure_events::step)
        .first(c)
        .optional()?)
}

/// The place of the next line in the log.
pub fn next_event(c: &mut Db, scope: &Scope, disclosure_id: &Id) -> Result<i32> {
    let last: Option<i32> = disclosure_events::table
        .filter(disclosure_events::organisation_id.eq(scope.client()?))
        .filter(disclosure_events::disclosure_id.eq(disclosure_id))
        .select(max(disclosure_events::position))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_event(c: &mut Db, row: &DisclosureEvent) -> Result<()> {
    diesel::insert_into(disclosure_events::table).values(row).execute(c)?;
    Ok(())
}
