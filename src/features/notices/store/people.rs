//! Whom a notice can reach, and how they want it.

use crate::base::{Id, Result};
use crate::features::notices::model::Receiver;
use crate::features::notices::records::{Digest, Preference, Settings};
use crate::kit::notices::{MailState, NoticeKind, Way};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    accounts, memberships, notice_digests, notice_preferences, notice_settings, notices, persons,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Everybody with a role in each of the organisations and an account that is not disabled.
pub fn receivers(c: &mut Db, homes: &BTreeSet<Id>) -> Result<BTreeMap<Id, Vec<Receiver>>> {
    let rows: Vec<(Id, Id, String, crate::access::Role, crate::base::Language, String)> = memberships::table
        .inner_join(persons::table.inner_join(accounts::table))
        .filter(memberships::organisation_id.eq_any(homes))
        .filter(memberships::ended_at.is_null())
        .filter(accounts::disabled.eq(false))
        .order((memberships::organisation_id, memberships::id))
        .select((
            memberships::organisation_id,
            persons::id,
            persons::name,
            memberships::role,
            accounts::language,
            accounts::email,
        ))
        .load(c)?;
    let mut all: BTreeMap<Id, Vec<Receiver>> = BTreeMap::new();
    for (home, person_id, name, role, language, email) in rows {
        all.entry(home).or_default().push(Receiver { person_id, name, role, language, email });
    }
    Ok(all)
}

/// Who in the organisations has turned a kind off or asked for it in some way, by organisation and person.
pub fn ways_of_kind(c: &mut Db, kind: NoticeKind, homes: &BTreeSet<Id>) -> Result<BTreeMap<(Id, Id), Way>> {
    let rows: Vec<(Id, Id, Way)> = notice_preferences::table
        .filter(notice_preferences::organisation_id.eq_any(homes))
        .filter(notice_preferences::kind.eq(kind))
        .select((notice_preferences::organisation_id, notice_preferences::person_id, notice_preferences::way))
        .load(c)?;
    Ok(rows.into_iter().map(|(home, person, way)| ((home, person), way)).collect())
}

/// A person's own choices in one organisation.
pub fn ways(c: &mut Db, home: &Id, person_id: &Id) -> Result<BTreeMap<NoticeKind, Way>> {
    let rows: Vec<(NoticeKind, Way)> = notice_preferences::table
        .filter(notice_preferences::organisation_id.eq(home))
        .filter(notice_preferences::person_id.eq(person_id))
        .select((notice_preferences::kind, notice_preferences::way))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// Writes a person's choices anew.
pub fn put_ways(c: &mut Db, home: &Id, person_id: &Id, rows: &[Preference]) -> Result<()> {
    let old = notice_preferences::table
        .filter(notice_preferences::organisation_id.eq(home))
        .filter(notice_preferences::person_id.eq(person_id));
    diesel::delete(old).execute(c)?;
    for row in rows {
        diesel::insert_into(notice_preferences::table).values(row).execute(c)?;
    }
    Ok(())
}

pub fn settings(c: &mut Db, home: &Id, person_id: &Id) -> Result<Option<Settings>> {
    Ok(notice_settings::table
        .filter(notice_settings::organisation_id.eq(home))
        .filter(notice_settings::person_id.eq(person_id))
        .select(Settings::as_select())
        .first(c)
        .optional()?)
}

pub fn settings_by_id(c: &mut Db, id: &Id) -> Result<Settings> {
    Ok(notice_settings::table.filter(notice_settings::id.eq(id)).select(Settings::as_select()).first(c)?)
}

/// Inserts or writes over.
pub fn put_settings(c: &mut Db, row: &Settings) -> Result<()> {
    let stored = notice_settings::table.filter(notice_settings::id.eq(&row.id));
    if diesel::update(stored).set(row).execute(c)? == 0 {
        diesel::insert_into(notice_settings::table).values(row).execute(c)?;
    }
    Ok(())
}

/// An organisation and one of its people.
pub type Person = (Id, Id);

/// Every organisation's people who have something that no mail has said yet, and who has had the mail of a day.
pub fn waiting(c: &mut Db, day: NaiveDate) -> Result<(Vec<Person>, BTreeSet<Person>)> {
    let waiting: Vec<Person> = notices::table
        .filter(notices::mail.eq(MailState::Pending))
        .select((notices::home_id, notices::person_id))
        .distinct()
        .order((notices::home_id, notices::person_id))
        .load(c)?;
    let told: Vec<Person> = notice_digests::table
        .filter(notice_digests::on_date.eq(day))
        .select((notice_digests::organisation_id, notice_digests::person_id))
        .load(c)?;
    Ok((waiting, told.into_iter().collect()))
}

/// The person's standing in an organisation, when there is one.
pub fn receiver(c: &mut Db, home: &Id, person_id: &Id) -> Result<Option<Receiver>> {
    let row: Option<(String, crate::access::Role, crate::base::Language, String)> = memberships::table
        .inner_join(persons::table.inner_join(accounts::table))
        .filter(memberships::organisation_id.eq(home))
        .filter(memberships::person_id.eq(person_id))
        .filter(memberships::ended_at.is_null())
        .filter(accounts::disabled.eq(false))
        .order(memberships::id)
        .select((persons::name, memberships::role, accounts::language, accounts::email))
        .first(c)
        .optional()?;
    let receiver =
        |(name, role, language, email)| Receiver { person_id: person_id.clone(), name, role, language, email };
    Ok(row.map(receiver))
}

pub fn has_digest(c: &mut Db, home: &Id, person_id: &Id, day: NaiveDate) -> Result<bool> {
    let found: i64 = notice_digests::table
        .filter(notice_digests::organisation_id.eq(home))
        .filter(notice_digests::person_id.eq(person_id))
        .filter(notice_digests::on_date.eq(day))
        .count()
        .get_result(c)?;
    Ok(found > 0)
}

pub fn insert_digest(c: &mut Db, row: &Digest) -> Result<()> {
    diesel::insert_into(notice_digests::table).values(row).execute(c)?;
    Ok(())
}
