//! The vendors of a sending, what became of each, and the mails that went out.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Refusal, Result};
use crate::features::questionnaires::Assessment;
use crate::features::sendings::model::{ReceiverState, Why};
use crate::features::sendings::records::Receiver;
use crate::features::sendings::rules::Mailed;
use crate::kit::outbox::{Kind, State};
use crate::platform::db::schema::{assessments, outbox, sending_receivers, vendors};
use crate::platform::db::{Db, insert_all};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::BTreeMap;

pub fn insert_receivers(c: &mut Db, rows: &[Receiver]) -> Result<()> {
    insert_all!(c, sending_receivers::table, rows);
    Ok(())
}

/// One receiver of the client's sending.
pub fn find_receiver(c: &mut Db, scope: &Scope, sending_id: &Id, id: &Id) -> Result<Receiver> {
    Ok(sending_receivers::table
        .filter(sending_receivers::organisation_id.eq(scope.client()?))
        .filter(sending_receivers::sending_id.eq(sending_id))
        .filter(sending_receivers::id.eq(id))
        .select(Receiver::as_select())
        .first(c)?)
}

/// The receiver that a mail to the vendor's own people leads through.
pub fn own_receiver(c: &mut Db, scope: &Scope, id: &Id) -> Result<Receiver> {
    Ok(sending_receivers::table
        .inner_join(vendors::table)
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(sending_receivers::id.eq(id))
        .select(Receiver::as_select())
        .first(c)?)
}

/// Notes that somebody at the vendor opened the link; the first time counts.
pub fn note_opened(c: &mut Db, scope: &Scope, row: &Receiver) -> Result<()> {
    let linked = vendors::table.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).select(vendors::id);
    let own = sending_receivers::table.filter(sending_receivers::id.eq(&row.id));
    diesel::update(own.filter(sending_receivers::vendor_id.eq_any(linked)))
        .set(sending_receivers::opened_at.eq(row.opened_at))
        .execute(c)?;
    Ok(())
}

pub fn save_receiver(c: &mut Db, scope: &Scope, row: &Receiver) -> Result<()> {
    let own = sending_receivers::table.filter(sending_receivers::id.eq(&row.id));
    diesel::update(own.filter(sending_receivers::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The ids of those that wait, the first of them.
pub fn queued(c: &mut Db, scope: &Scope, sending_id: &Id, limit: i64) -> Result<Vec<Id>> {
    Ok(sending_receivers::table
        .filter(sending_receivers::organisation_id.eq(scope.client()?))
        .filter(sending_receivers::sending_id.eq(sending_id))
        .filter(sending_receivers::state.eq(ReceiverState::Queued))
        .order(sending_receivers::id)
        .limit(limit)
        .select(sending_receivers::id)
        .load(c)?)
}

/// Moves every receiver in one state to another. Gives how many.
pub fn move_all(
    c: &mut Db,
    scope: &Scope,
    sending_id: &Id,
    (from, to): (ReceiverState, ReceiverState),
    why: Option<Why>,
) -> Result<usize> {
    let own = sending_receivers::table
        .filter(sending_receivers::organisation_id.eq(scope.client()?))
        .filter(sending_receivers::sending_id.eq(sending_id))
        .filter(sending_receivers::state.eq(from));
    Ok(diesel::update(own).set((sending_receivers::state.eq(to), sending_receivers::why.eq(why))).execute(c)?)
}

/// One page of receivers by name; with a state, only those.
pub fn list_receivers(
    c: &mut Db,
    scope: &Scope,
    sending_id: &Id,
    state: Option<ReceiverState>,
    page: PageRequest,
) -> Result<Page<Receiver>> {
    let own = || -> Result<_> {
        let mut query = sending_receivers::table
            .filter(sending_receivers::organisation_id.eq(scope.client()?.clone()))
            .filter(sending_receivers::sending_id.eq(sending_id.clone()))
            .into_boxed();
        if let Some(state) = state {
            query = query.filter(sending_receivers::state.eq(state));
        }
        Ok(query)
    };
    let total: i64 = own()?.count().get_result(c)?;
    let rows = own()?
        .order((sending_receivers::name_folded, sending_receivers::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Receiver::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// The assessments of some receivers, in one query.
pub fn assessments_of(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Assessment>> {
    let rows: Vec<Assessment> = assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::id.eq_any(ids))
        .select(Assessment::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.id.clone(), row)).collect())
}

/// What became of the first mails about some assessments, in one query.
pub fn mailed(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Mailed>> {
    let rows: Vec<(String, State, Option<String>)> = outbox::table
        .filter(outbox::object_id.eq_any(ids.iter().map(Id::as_str)))
        .filter(outbox::organisation_id.eq(scope.client()?))
        .filter(outbox::kind.eq(Kind::Mail))
        .filter(outbox::name.eq("assessment_sent"))
        .order(outbox::id)
        .select((outbox::object_id, outbox::state, outbox::last_error))
        .load(c)?;
    let mut all: BTreeMap<Id, Mailed> = BTreeMap::new();
    for (id, state, error) in rows {
        let mailed = all.entry(id.parse().map_err(Refusal::Fault)?).or_default();
        match (state, error) {
            (State::Done, _) => mailed.delivered += 1,
            (State::Failed, Some(error)) => mailed.refused.push(error),
            _ => mailed.waiting += 1,
        }
    }
    Ok(all)
}

/// Lets the mails about a new assessment lead through `path`, which notes that the link was opened. They are rows of
/// the same transaction, which no worker has seen.
pub fn lead_through(c: &mut Db, scope: &Scope, assessment_id: &Id, path: &str) -> Result<()> {
    let rows: Vec<(Id, String)> = outbox::table
        .filter(outbox::object_id.eq(assessment_id.as_str()))
        .filter(outbox::organisation_id.eq(scope.client()?))
        .filter(outbox::kind.eq(Kind::Mail))
        .select((outbox::id, outbox::payload))
        .load(c)?;
    for (id, payload) in rows {
        let mut mail: serde_json::Value = serde_json::from_str(&payload).map_err(Refusal::fault)?;
        if let Some(place) = mail.pointer_mut("/data/path") {
            *place = serde_json::json!(path);
        }
        diesel::update(outbox::table.filter(outbox::id.eq(&id)))
            .set(outbox::payload.eq(mail.to_string()))
            .execute(c)?;
    }
    Ok(())
}

/// Whether the vendor has an assessment that is not handed in.
pub fn has_open(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<bool> {
    let count: i64 = assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::vendor_id.eq(vendor_id))
        .filter(assessments::status.eq_any(super::OPEN))
        .select(count_star())
        .first(c)?;
    Ok(count > 0)
}
