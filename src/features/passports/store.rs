//! The only queries on passports. A vendor's scope reaches its own passport; a client's scope the answers that
//! are shared with that client now, and its own reviews.

use super::records::{PassportAnswer, PassportReview, PassportShare};
use crate::access::Scope;
use crate::base::{Id, Refusal, Result};
use crate::platform::db::schema::{organisations, passport_answers, passport_reviews, passport_shares, vendors};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// One that follows the vendor up, by its own register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    pub id: Id,
    pub name: String,
    /// Its register row of the vendor.
    pub vendor_id: Id,
}

/// Those that follow the vendor up, by name: the only ones an answer can be shown to.
pub fn clients(c: &mut Db, scope: &Scope) -> Result<Vec<Client>> {
    let rows: Vec<(Id, String, Id)> = vendors::table
        .inner_join(organisations::table.on(organisations::id.eq(vendors::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .order((organisations::name.asc(), organisations::id.asc(), vendors::id.asc()))
        .select((organisations::id, organisations::name, vendors::id))
        .load(c)?;
    let mut found: Vec<Client> = Vec::new();
    for (id, name, vendor_id) in rows {
        if found.last().is_none_or(|last| last.id != id) {
            found.push(Client { id, name, vendor_id });
        }
    }
    Ok(found)
}

/// The vendor's own answers by question.
pub fn answers(c: &mut Db, scope: &Scope) -> Result<BTreeMap<String, PassportAnswer>> {
    let rows: Vec<PassportAnswer> = passport_answers::table
        .filter(passport_answers::organisation_id.eq(scope.vendor()?))
        .select(PassportAnswer::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.question_id.clone(), row)).collect())
}

/// Everything the vendor shares or has shared, by client and question.
pub fn shares(c: &mut Db, scope: &Scope) -> Result<BTreeMap<(Id, String), PassportShare>> {
    let rows: Vec<PassportShare> = passport_shares::table
        .filter(passport_shares::organisation_id.eq(scope.vendor()?))
        .select(PassportShare::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| ((row.client_id.clone(), row.question_id.clone()), row)).collect())
}

/// Inserts the first version of an answer, updates every later one, within the vendor's own passport.
pub fn put_answer(c: &mut Db, scope: &Scope, row: &PassportAnswer) -> Result<()> {
    if row.version == 1 {
        diesel::insert_into(passport_answers::table).values(row).execute(c)?;
    } else {
        let own = passport_answers::table.filter(passport_answers::organisation_id.eq(scope.vendor()?));
        diesel::update(own.filter(passport_answers::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

/// Keeps what has become of shares: new ones, and those that were taken back or given again.
pub fn put_shares(c: &mut Db, scope: &Scope, rows: &[PassportShare]) -> Result<()> {
    let own = scope.vendor()?;
    for row in rows.iter().filter(|row| row.version > 1) {
        let found = passport_shares::table.filter(passport_shares::organisation_id.eq(own));
        diesel::update(found.filter(passport_shares::id.eq(&row.id))).set(row).execute(c)?;
    }
    let new: Vec<PassportShare> = rows.iter().filter(|row| row.version == 1).cloned().collect();
    insert_all!(c, passport_shares::table, &new);
    Ok(())
}

/// What a client is shown of one question: the answer while it is shared, only the share afterwards.
#[derive(Debug, Clone)]
pub struct Shown {
    pub share: PassportShare,
    pub answer: Option<PassportAnswer>,
}

/// What the vendor organisation `own` shows, or once showed, the client, by question. A vendor without an organisation
/// shows nothing. Two queries.
pub fn shown_to(c: &mut Db, scope: &Scope, own: Option<&Id>) -> Result<BTreeMap<String, Shown>> {
    let client = scope.client()?;
    let Some(own) = own else { return Ok(BTreeMap::new()) };
    let shares: Vec<PassportShare> = passport_shares::table
        .filter(passport_shares::organisation_id.eq(own))
        .filter(passport_shares::client_id.eq(client))
        .select(PassportShare::as_select())
        .load(c)?;
    let open = passport_shares::table
        .filter(passport_shares::organisation_id.eq(own))
        .filter(passport_shares::client_id.eq(client))
        .filter(passport_shares::withdrawn_at.is_null())
        .select(passport_shares::question_id);
    let rows: Vec<PassportAnswer> = passport_answers::table
        .filter(passport_answers::organisation_id.eq(own))
        .filter(passport_answers::question_id.eq_any(open))
        .select(PassportAnswer::as_select())
        .load(c)?;
    let mut answers: BTreeMap<String, PassportAnswer> =
        rows.into_iter().map(|row| (row.question_id.clone(), row)).collect();
    let shown = |share: PassportShare| {
        let answer = answers.remove(&share.question_id);
        (share.question_id.clone(), Shown { share, answer })
    };
    Ok(shares.into_iter().map(shown).collect())
}

/// Whom of a client it concerns that answers are taken back: its first register row of the vendor with its name, those
/// who manage such rows, and those who have judged one of the answers. Told to the client alone.
pub fn concerned(c: &mut Db, scope: &Scope, client_id: &Id, questions: &[String]) -> Result<(Id, String, Vec<Id>)> {
    let rows: Vec<(Id, String, Option<Id>)> = vendors::table
        .filter(vendors::organisation_id.eq(client_id))
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .order(vendors::id)
        .select((vendors::id, vendors::legal_name, vendors::manager_id))
        .load(c)?;
    let ids: Vec<Id> = rows.iter().map(|(id, ..)| id.clone()).collect();
    let reviewers: Vec<Id> = passport_reviews::table
        .filter(passport_reviews::organisation_id.eq(client_id))
        .filter(passport_reviews::vendor_id.eq_any(&ids))
        .filter(passport_reviews::question_id.eq_any(questions))
        .select(passport_reviews::reviewed_by)
        .distinct()
        .load(c)?;
    let people = rows.iter().filter_map(|(_, _, manager)| manager.clone()).chain(reviewers).collect();
    let (id, name, _) = rows.into_iter().next().ok_or(Refusal::NotFound)?;
    Ok((id, name, people))
}

/// The client's latest review of each question of a vendor.
pub fn reviews_of(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<BTreeMap<String, PassportReview>> {
    let rows: Vec<PassportReview> = passport_reviews::table
        .filter(passport_reviews::organisation_id.eq(scope.client()?))
        .filter(passport_reviews::vendor_id.eq(vendor_id))
        .order((passport_reviews::reviewed_at.asc(), passport_reviews::id.asc()))
        .select(PassportReview::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.question_id.clone(), row)).collect())
}

/// Adds a review of the client's own; earlier ones stay.
pub fn add_review(c: &mut Db, row: &PassportReview) -> Result<()> {
    diesel::insert_into(passport_reviews::table).values(row).execute(c)?;
    Ok(())
}
