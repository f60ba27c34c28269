//! The only queries on sendings, receivers and reminders.

mod reach;
mod receivers;
mod reminders;

pub use reach::*;
pub use receivers::*;
pub use reminders::*;

use super::model::{ReceiverState, SendingOrigin, SendingState, Tally};
use super::records::{Sending, Settings};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::controls::QuestionSet;
use crate::platform::db::Db;
use crate::platform::db::schema::{sending_receivers, sending_settings, sendings};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// What a list shows; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct SendingFilter {
    pub q: Option<String>,
    pub state: Option<SendingState>,
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Sending> {
    Ok(sendings::table
        .filter(sendings::organisation_id.eq(scope.client()?))
        .filter(sendings::id.eq(id))
        .select(Sending::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &SendingFilter) -> Result<sendings::BoxedQuery<'a, Backend>> {
    let mut query =
        sendings::table.filter(sendings::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        query = query.filter(sendings::search_text.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(state) = filter.state {
        query = query.filter(sendings::state.eq(state));
    }
    Ok(query)
}

/// One page of sendings with how far each has come, newest first. Three queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &SendingFilter, page: PageRequest) -> Result<Page<(Sending, Tally)>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let query = filtered(scope, filter)?.order((sendings::number.desc(), sendings::id));
    let rows: Vec<Sending> = query.limit(page.size).offset(page.offset()).select(Sending::as_select()).load(c)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let mut tallies = tallies(c, scope, &ids)?;
    let rows = rows.into_iter().map(|row| {
        let tally = tallies.remove(&row.id).unwrap_or_default();
        (row, tally)
    });
    Ok(Page::new(rows.collect(), total, page))
}

/// How many receivers of each sending are where, in one query.
pub fn tallies(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Tally>> {
    let found: Vec<(Id, ReceiverState, i64)> = sending_receivers::table
        .filter(sending_receivers::organisation_id.eq(scope.client()?))
        .filter(sending_receivers::sending_id.eq_any(ids))
        .group_by((sending_receivers::sending_id, sending_receivers::state))
        .select((sending_receivers::sending_id, sending_receivers::state, count_star()))
        .load(c)?;
    let mut all: BTreeMap<Id, Tally> = BTreeMap::new();
    for (id, state, count) in found {
        let tally = all.entry(id).or_default();
        tally.total += count;
        match state {
            ReceiverState::Queued => tally.queued += count,
            ReceiverState::Sent => tally.sent += count,
            ReceiverState::Failed => tally.failed += count,
            ReceiverState::Skipped => tally.skipped += count,
        }
    }
    Ok(all)
}

pub fn tally(c: &mut Db, scope: &Scope, id: &Id) -> Result<Tally> {
    Ok(tallies(c, scope, std::slice::from_ref(id))?.remove(id).unwrap_or_default())
}

pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> =
        sendings::table.filter(sendings::organisation_id.eq(scope.client()?)).select(max(sendings::number)).first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert(c: &mut Db, row: &Sending) -> Result<()> {
    diesel::insert_into(sendings::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Sending) -> Result<()> {
    let own = sendings::table.filter(sendings::id.eq(&row.id));
    diesel::update(own.filter(sendings::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Takes a draft away; only a draft has no receivers.
pub fn remove(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = sendings::table.filter(sendings::id.eq(id)).filter(sendings::state.eq(SendingState::Draft));
    diesel::delete(own.filter(sendings::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}

/// The sendings that time made, newest first: at most the last twenty.
pub fn made_by_time(c: &mut Db, scope: &Scope, set: QuestionSet) -> Result<Vec<Sending>> {
    Ok(sendings::table
        .filter(sendings::organisation_id.eq(scope.client()?))
        .filter(sendings::question_set.eq(set))
        .filter(sendings::origin.ne(SendingOrigin::Person))
        .order(sendings::number.desc())
        .limit(20)
        .select(Sending::as_select())
        .load(c)?)
}

/// What the organisation has decided, if it has.
pub fn settings(c: &mut Db, scope: &Scope) -> Result<Option<Settings>> {
    let own = sending_settings::table.filter(sending_settings::organisation_id.eq(scope.client()?));
    Ok(own.select(Settings::as_select()).first(c).optional()?)
}

/// Inserts the first version, updates every later one.
pub fn put_settings(c: &mut Db, scope: &Scope, row: &Settings) -> Result<()> {
    if row.version == 1 {
        diesel::insert_into(sending_settings::table).values(row).execute(c)?;
    } else {
        let own = sending_settings::table.filter(sending_settings::organisation_id.eq(scope.client()?));
        diesel::update(own).set(row).execute(c)?;
    }
    Ok(())
}
