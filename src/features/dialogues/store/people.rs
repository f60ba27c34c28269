//! Who is invited to a dialogue: queries on the people of both sides.

use crate::base::{Id, Instant, Language, Result};
use crate::features::accounts::Person;
use crate::features::contracts::Contract;
use crate::features::dialogues::records::DialogueParticipant;
use crate::features::vendors::{Vendor, VendorContact};
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, memberships, persons, vendor_contacts};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// Somebody who is invited to a first dialogue.
#[derive(Debug, Clone)]
pub struct Invited {
    pub person_id: Option<Id>,
    pub name: String,
    pub email: Option<String>,
    pub duty: Option<String>,
    pub language: Language,
}

/// The contract's manager, or else the vendor's; nobody who has left.
pub fn manager(c: &mut Db, contract: &Contract, vendor: &Vendor) -> Result<Option<Invited>> {
    let managers: Vec<Id> = contract.manager_id.iter().chain(&vendor.manager_id).cloned().collect();
    let gone = gone(c, &[&contract.organisation_id], &managers)?;
    let Some(id) = managers.iter().find(|id| !gone.contains(*id)) else { return Ok(None) };
    let row: Option<(Person, Option<Language>)> = persons::table
        .left_join(accounts::table)
        .filter(persons::id.eq(id))
        .select((Person::as_select(), accounts::language.nullable()))
        .first(c)
        .optional()?;
    Ok(row.map(|(person, language)| invited(person, language, None)))
}

fn invited(person: Person, language: Option<Language>, duty: Option<String>) -> Invited {
    Invited {
        person_id: Some(person.id),
        name: person.name,
        email: person.email,
        duty,
        language: language.unwrap_or(Language::Sv),
    }
}

/// Those who have left: every membership that they had in these organisations has ended. Whoever never had one has not.
fn gone(c: &mut Db, organisations: &[&Id], people: &[Id]) -> Result<BTreeSet<Id>> {
    let rows: Vec<(Id, Option<Instant>)> = memberships::table
        .filter(memberships::organisation_id.eq_any(organisations.iter().copied()))
        .filter(memberships::person_id.eq_any(people))
        .select((memberships::person_id, memberships::ended_at))
        .load(c)?;
    let (ended, current): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, ended)| ended.is_some());
    let current: BTreeSet<Id> = current.into_iter().map(|(id, _)| id).collect();
    Ok(ended.into_iter().map(|(id, _)| id).filter(|id| !current.contains(id)).collect())
}

/// The participants of an earlier dialogue who are still there.
pub fn still_there(c: &mut Db, vendor: &Vendor, before: Vec<DialogueParticipant>) -> Result<Vec<DialogueParticipant>> {
    let both = std::iter::once(&vendor.organisation_id).chain(&vendor.vendor_organisation_id);
    let organisations: Vec<&Id> = both.collect();
    let people: Vec<Id> = before.iter().filter_map(|person| person.person_id.clone()).collect();
    let gone = gone(c, &organisations, &people)?;
    let is_there = |person: &DialogueParticipant| person.person_id.as_ref().is_none_or(|id| !gone.contains(id));
    Ok(before.into_iter().filter(is_there).collect())
}

/// The vendor's people: those with an account in its organisation, then its contacts; nobody twice, and no two with the
/// same name.
pub fn vendor_people(c: &mut Db, vendor: &Vendor) -> Result<Vec<Invited>> {
    let mut people = Vec::new();
    if let Some(organisation) = &vendor.vendor_organisation_id {
        let rows: Vec<(Person, Option<Language>)> = persons::table
            .inner_join(memberships::table)
            .left_join(accounts::table)
            .filter(memberships::organisation_id.eq(organisation))
            .filter(memberships::ended_at.is_null())
            .order((persons::name_folded, persons::id))
            .select((Person::as_select(), accounts::language.nullable()))
            .load(c)?;
        people.extend(rows.into_iter().map(|(person, language)| invited(person, language, None)));
    }
    let contacts: Vec<VendorContact> = vendor_contacts::table
        .filter(vendor_contacts::organisation_id.eq(&vendor.organisation_id))
        .filter(vendor_contacts::vendor_id.eq(&vendor.id))
        .order((vendor_contacts::name, vendor_contacts::id))
        .select(VendorContact::as_select())
        .load(c)?;
    for contact in contacts {
        let folded = |email: &Option<String>| email.as_ref().map(|e| e.to_lowercase());
        let known = people.iter_mut().find(|p: &&mut Invited| match (folded(&p.email), folded(&contact.email)) {
            (Some(one), Some(other)) => one == other,
            _ => p.name == contact.name,
        });
        match known {
            Some(person) => person.duty = person.duty.take().or(contact.duty),
            None => people.push(Invited {
                person_id: None,
                name: contact.name,
                email: contact.email,
                duty: contact.duty,
                language: if vendor.country == "SE" { Language::Sv } else { Language::En },
            }),
        }
    }
    tell_apart(&mut people);
    Ok(people)
}

/// People of the same name get what tells them apart after it: their duty, or else their address, or else a number.
fn tell_apart(people: &mut [Invited]) {
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let mut given: Vec<String> = Vec::new();
    for person in people.iter_mut() {
        if names.iter().filter(|name| **name == person.name).count() > 1 {
            let known = [person.duty.clone(), person.email.clone()].into_iter().flatten();
            let all = known.chain((2..).map(|number: u32| number.to_string()));
            let found = all
                .map(|what| format!("{} ({what})", person.name))
                .find(|name| !names.contains(name) && !given.contains(name));
            if let Some(name) = found {
                given.push(name.clone());
                person.name = name;
            }
        }
    }
}
