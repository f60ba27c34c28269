//! Records with their marks, the organisation's settings and its plan.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::records::model::{CountsFrom, Direction, RecordKind};
use crate::features::records::rows::{Mark, PublicRecord, Retention, Settings};
use crate::platform::db::Db;
use crate::platform::db::schema::{public_records, record_marks, record_retention, record_settings};
use chrono::NaiveDate;
use diesel::dsl::max;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// Which records are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct RecordFilter {
    /// Each word is in subject, diary number, sender, recipient, the vendor's name or a file's.
    pub q: Option<String>,
    pub kind: Option<RecordKind>,
    pub type_key: Option<String>,
    pub direction: Option<Direction>,
    pub vendor_id: Option<Id>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Only those without a diary number.
    pub without_number: bool,
    /// Only those that have not been disposed of.
    pub undisposed: bool,
    /// These are left out.
    pub except: Vec<Id>,
}

/// More words than this narrow nothing further.
const MOST_WORDS: usize = 20;

pub fn settings(c: &mut Db, scope: &Scope) -> Result<Option<Settings>> {
    Ok(record_settings::table
        .filter(record_settings::organisation_id.eq(scope.client()?))
        .select(Settings::as_select())
        .first(c)
        .optional()?)
}

/// Writes the settings anew or in the place of those with their id.
pub fn put_settings(c: &mut Db, row: &Settings, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(record_settings::table).values(row).execute(c)?;
    } else {
        diesel::update(record_settings::table.filter(record_settings::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

/// What the organisation's own plan says, type by type.
pub fn retentions(c: &mut Db, scope: &Scope) -> Result<Vec<Retention>> {
    Ok(record_retention::table
        .filter(record_retention::organisation_id.eq(scope.client()?))
        .order(record_retention::type_key)
        .select(Retention::as_select())
        .load(c)?)
}

pub fn put_retention(c: &mut Db, row: &Retention, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(record_retention::table).values(row).execute(c)?;
    } else {
        diesel::update(record_retention::table.filter(record_retention::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<PublicRecord> {
    Ok(public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?))
        .filter(public_records::id.eq(id))
        .select(PublicRecord::as_select())
        .first(c)?)
}

/// The record of an object, when it is registered.
pub fn of_object(c: &mut Db, scope: &Scope, kind: RecordKind, object_id: &Id) -> Result<Option<PublicRecord>> {
    Ok(public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?))
        .filter(public_records::kind.eq(kind))
        .filter(public_records::object_id.eq(object_id))
        .select(PublicRecord::as_select())
        .first(c)
        .optional()?)
}

/// The records about some objects that are still there.
pub fn about_objects(c: &mut Db, scope: &Scope, object_ids: &[&str]) -> Result<Vec<PublicRecord>> {
    Ok(public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?))
        .filter(public_records::object_id.eq_any(object_ids.iter().copied()))
        .filter(public_records::disposed_at.is_null())
        .order(public_records::id)
        .select(PublicRecord::as_select())
        .load(c)?)
}

/// Those of the ids that are the organisation's own, in the order of their numbers.
pub fn of_ids(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<PublicRecord>> {
    Ok(public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?))
        .filter(public_records::id.eq_any(ids))
        .order((public_records::number, public_records::id))
        .select(PublicRecord::as_select())
        .load(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &'a RecordFilter) -> Result<public_records::BoxedQuery<'a, Backend>> {
    let mut query = public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?.clone()))
        .into_boxed::<Backend>();
    for word in filter.q.as_deref().unwrap_or_default().split_whitespace().take(MOST_WORDS) {
        query = query.filter(public_records::search_text.like(text::like_anywhere(word)).escape('\\'));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(public_records::kind.eq(kind));
    }
    if let Some(key) = &filter.type_key {
        query = query.filter(public_records::type_key.eq(key));
    }
    if let Some(direction) = filter.direction {
        query = query.filter(public_records::direction.eq(direction));
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(public_records::vendor_id.eq(id));
    }
    if let Some(day) = filter.from {
        query = query.filter(public_records::dated_on.ge(day));
    }
    if let Some(day) = filter.to {
        query = query.filter(public_records::dated_on.le(day));
    }
    if filter.without_number {
        query = query.filter(public_records::diary_number.is_null());
    }
    if filter.undisposed {
        query = query.filter(public_records::disposed_at.is_null());
    }
    if !filter.except.is_empty() {
        query = query.filter(public_records::id.ne_all(&filter.except));
    }
    Ok(query)
}

/// One page of records, newest first. Two queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &RecordFilter, page: PageRequest) -> Result<Page<PublicRecord>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let rows = filtered(scope, filter)?
        .order((public_records::dated_on.desc(), public_records::number.desc(), public_records::id))
        .limit(page.size)
        .offset(page.offset())
        .select(PublicRecord::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// All of them, at most so many: for what goes through a plan.
pub fn all(c: &mut Db, scope: &Scope, filter: &RecordFilter, most: i64) -> Result<Vec<PublicRecord>> {
    Ok(filtered(scope, filter)?
        .order((public_records::number, public_records::id))
        .limit(most)
        .select(PublicRecord::as_select())
        .load(c)?)
}

/// The records of one document type that are still there and count from that day or before, the oldest first.
pub fn undisposed_of_type(
    c: &mut Db,
    scope: &Scope,
    type_key: &str,
    (counts_from, until): (CountsFrom, NaiveDate),
    most: i64,
) -> Result<Vec<PublicRecord>> {
    let query = public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?.clone()))
        .filter(public_records::type_key.eq(type_key.to_string()))
        .filter(public_records::disposed_at.is_null())
        .into_boxed::<Backend>();
    let query = match counts_from {
        CountsFrom::Dated => {
            query.filter(public_records::dated_on.le(until)).order((public_records::dated_on, public_records::id))
        }
        CountsFrom::Closed => {
            query.filter(public_records::closed_on.le(until)).order((public_records::closed_on, public_records::id))
        }
    };
    Ok(query.limit(most).select(PublicRecord::as_select()).load(c)?)
}

/// The records of some document types that are still there and have no end date: how many, and the oldest.
pub fn without_end(c: &mut Db, scope: &Scope, types: &[&str], most: i64) -> Result<(i64, Vec<PublicRecord>)> {
    let own = || {
        scope.client().map(|client| {
            public_records::table
                .filter(public_records::organisation_id.eq(client))
                .filter(public_records::type_key.eq_any(types.iter().copied()))
                .filter(public_records::disposed_at.is_null())
                .filter(public_records::closed_on.is_null())
        })
    };
    let total = own()?.count().get_result(c)?;
    let rows = own()?
        .order((public_records::dated_on, public_records::id))
        .limit(most)
        .select(PublicRecord::as_select())
        .load(c)?;
    Ok((total, rows))
}

pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = public_records::table
        .filter(public_records::organisation_id.eq(scope.client()?))
        .select(max(public_records::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert(c: &mut Db, row: &PublicRecord) -> Result<()> {
    diesel::insert_into(public_records::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &PublicRecord) -> Result<()> {
    let own = public_records::table.filter(public_records::id.eq(&row.id));
    diesel::update(own.filter(public_records::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The marks of some records, in one query.
pub fn marks(c: &mut Db, scope: &Scope, record_ids: &[Id]) -> Result<Vec<Mark>> {
    Ok(record_marks::table
        .filter(record_marks::organisation_id.eq(scope.client()?))
        .filter(record_marks::record_id.eq_any(record_ids))
        .order((record_marks::field_key, record_marks::id))
        .select(Mark::as_select())
        .load(c)?)
}

pub fn find_mark(c: &mut Db, scope: &Scope, record_id: &Id, id: &Id) -> Result<Mark> {
    Ok(record_marks::table
        .filter(record_marks::organisation_id.eq(scope.client()?))
        .filter(record_marks::record_id.eq(record_id))
        .filter(record_marks::id.eq(id))
        .select(Mark::as_select())
        .first(c)?)
}

pub fn insert_mark(c: &mut Db, row: &Mark) -> Result<()> {
    diesel::insert_into(record_marks::table).values(row).execute(c)?;
    Ok(())
}

pub fn delete_mark(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = record_marks::table.filter(record_marks::id.eq(id));
    diesel::delete(own.filter(record_marks::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}

pub fn delete_marks(c: &mut Db, scope: &Scope, record_id: &Id) -> Result<()> {
    let own = record_marks::table.filter(record_marks::record_id.eq(record_id));
    diesel::delete(own.filter(record_marks::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}
