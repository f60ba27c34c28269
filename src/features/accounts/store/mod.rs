//! Organisations, persons, accounts and memberships. Look-ups that happen before anybody is signed
//! in (sign-in itself, invitations, the command line) have no scope to take; everything else does.

pub mod directory;
pub mod links;
pub mod sessions;
pub mod throttle;
pub mod tokens;

use crate::access::{Role, Scope, Side};
use crate::base::{Email, Id, Instant, Language, Page, PageRequest, Refusal, Result, text};
use crate::features::accounts::model::{Account, Membership, NewPerson, Organisation, OrganisationKind, Person};
use crate::platform::db::Db;
use crate::platform::db::schema::{accounts, memberships, organisations, persons, vendors};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::Bool;

pub fn add_organisation(
    c: &mut Db,
    now: DateTime<Utc>,
    kind: OrganisationKind,
    name: &str,
    org_number: Option<&str>,
    synthetic: bool,
) -> Result<Organisation> {
    let row = Organisation {
        id: Id::new(now),
        kind,
        name: text::tidy(name),
        org_number: org_number.map(ToString::to_string),
        synthetic,
        created_at: now.into(),
        version: 1,
    };
    diesel::insert_into(organisations::table).values(&row).execute(c)?;
    Ok(row)
}

pub fn find_organisation(c: &mut Db, id: &Id) -> Result<Organisation> {
    Ok(organisations::table.filter(organisations::id.eq(id)).select(Organisation::as_select()).first(c)?)
}

pub fn add_person(c: &mut Db, now: DateTime<Utc>, new: &NewPerson) -> Result<Person> {
    let row = Person {
        id: Id::new(now),
        name: text::tidy(&new.name),
        name_folded: text::fold(&new.name),
        email: new.email.as_ref().map(|e| e.as_str().to_string()),
        email_folded: new.email.as_ref().map(Email::folded),
        phone: new.phone.clone(),
        created_at: now.into(),
        version: 1,
    };
    diesel::insert_into(persons::table).values(&row).execute(c)?;
    Ok(row)
}

/// The account of a person; `password_hash` None waits for an invitation to be accepted.
pub fn add_account(
    c: &mut Db,
    now: DateTime<Utc>,
    person: &Person,
    language: Language,
    password_hash: Option<String>,
) -> Result<Account> {
    let (Some(email), Some(email_folded)) = (person.email.clone(), person.email_folded.clone()) else {
        return Err(Refusal::invalid("email", "error-required"));
    };
    let row = Account {
        id: Id::new(now),
        person_id: person.id.clone(),
        email,
        email_folded,
        password_hash,
        language,
        disabled: false,
        last_sign_in_at: None,
        created_at: now.into(),
        version: 1,
    };
    diesel::insert_into(accounts::table).values(&row).execute(c)?;
    Ok(row)
}

pub fn account_of_person(c: &mut Db, person_id: &Id) -> Result<Option<Account>> {
    Ok(accounts::table.filter(accounts::person_id.eq(person_id)).select(Account::as_select()).first(c).optional()?)
}

/// The language in which pages and mails reach the account's owner.
pub fn set_language(c: &mut Db, account_id: &Id, language: Language) -> Result<()> {
    diesel::update(accounts::table.filter(accounts::id.eq(account_id)))
        .set(accounts::language.eq(language))
        .execute(c)?;
    Ok(())
}

pub fn add_membership(
    c: &mut Db,
    now: DateTime<Utc>,
    person_id: &Id,
    organisation_id: &Id,
    role: Role,
) -> Result<Membership> {
    let row = Membership {
        id: Id::new(now),
        person_id: person_id.clone(),
        organisation_id: organisation_id.clone(),
        role,
        created_at: now.into(),
        ended_at: None,
        version: 1,
    };
    diesel::insert_into(memberships::table).values(&row).execute(c)?;
    Ok(row)
}

/// The person with this address who holds a role in the scope's client organisation.
pub fn person_by_email(c: &mut Db, scope: &Scope, email: &Email) -> Result<Option<Person>> {
    Ok(persons::table
        .inner_join(memberships::table)
        .filter(memberships::organisation_id.eq(scope.client()?))
        .filter(memberships::ended_at.is_null())
        .filter(persons::email_folded.eq(email.folded()))
        .select(Person::as_select())
        .first(c)
        .optional()?)
}

/// Everybody with a role in the scope's client organisation, by name: managers and owners are chosen here.
pub fn organisation_people(c: &mut Db, scope: &Scope) -> Result<Vec<(Person, Role)>> {
    Ok(persons::table
        .inner_join(memberships::table)
        .filter(memberships::organisation_id.eq(scope.client()?))
        .filter(memberships::ended_at.is_null())
        .order((persons::name_folded, persons::id))
        .select((Person::as_select(), memberships::role))
        .load(c)?)
}

/// Everybody with a role in an organisation of either side and an account that is not disabled, with
/// the language and address of the account: whom a mail to the organisation reaches. By name.
pub fn people_of_organisation(c: &mut Db, organisation_id: &Id) -> Result<Vec<(Person, Role, Language, String)>> {
    Ok(memberships::table
        .inner_join(persons::table.inner_join(accounts::table))
        .filter(memberships::organisation_id.eq(organisation_id))
        .filter(memberships::ended_at.is_null())
        .filter(accounts::disabled.eq(false))
        .order((persons::name_folded, persons::id))
        .select((Person::as_select(), memberships::role, accounts::language, accounts::email))
        .load(c)?)
}

/// A person's name, by id. Names of those who acted are not secret within the objects they acted on.
pub fn person_name(c: &mut Db, id: &Id) -> Result<Option<String>> {
    Ok(persons::table.filter(persons::id.eq(id)).select(persons::name).first(c).optional()?)
}

/// The organisations a person can act for, by name.
pub fn memberships_of(c: &mut Db, person_id: &Id) -> Result<Vec<(Membership, Organisation)>> {
    Ok(memberships::table
        .inner_join(organisations::table)
        .filter(memberships::person_id.eq(person_id))
        .filter(memberships::ended_at.is_null())
        .order((organisations::name, memberships::id))
        .select((Membership::as_select(), Organisation::as_select()))
        .load(c)?)
}

/// The account of an address, with its person.
pub fn account_by_email(c: &mut Db, email_folded: &str) -> Result<Option<(Person, Account)>> {
    Ok(accounts::table
        .inner_join(persons::table)
        .filter(accounts::email_folded.eq(email_folded))
        .select((Person::as_select(), Account::as_select()))
        .first(c)
        .optional()?)
}

pub fn find_account(c: &mut Db, id: &Id) -> Result<Account> {
    Ok(accounts::table.filter(accounts::id.eq(id)).select(Account::as_select()).first(c)?)
}

/// Somebody with a role in the organisation and this address, who never had an account.
pub fn person_without_account(c: &mut Db, organisation_id: &Id, email: &Email) -> Result<Option<Person>> {
    Ok(persons::table
        .inner_join(memberships::table)
        .left_join(accounts::table)
        .filter(memberships::organisation_id.eq(organisation_id))
        .filter(persons::email_folded.eq(email.folded()))
        .filter(accounts::id.nullable().is_null())
        .order(persons::id)
        .select(Person::as_select())
        .first(c)
        .optional()?)
}

pub fn membership_between(c: &mut Db, person_id: &Id, organisation_id: &Id) -> Result<Option<Membership>> {
    Ok(memberships::table
        .filter(memberships::person_id.eq(person_id))
        .filter(memberships::organisation_id.eq(organisation_id))
        .select(Membership::as_select())
        .first(c)
        .optional()?)
}

/// Saves role and end of a membership, one version on.
pub fn save_membership(c: &mut Db, row: &Membership) -> Result<Membership> {
    let saved = Membership { version: row.version + 1, ..row.clone() };
    diesel::update(memberships::table.filter(memberships::id.eq(&row.id)))
        .set((
            memberships::role.eq(saved.role),
            memberships::ended_at.eq(saved.ended_at),
            memberships::version.eq(saved.version),
        ))
        .execute(c)?;
    Ok(saved)
}

/// Whether a row of the client's register belongs to this vendor organisation.
pub fn is_linked_vendor(c: &mut Db, scope: &Scope, organisation_id: &Id) -> Result<bool> {
    let count: i64 = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::vendor_organisation_id.eq(organisation_id))
        .count()
        .get_result(c)?;
    Ok(count > 0)
}

pub fn set_password(c: &mut Db, account_id: &Id, password_hash: &str) -> Result<()> {
    diesel::update(accounts::table.filter(accounts::id.eq(account_id)))
        .set((accounts::password_hash.eq(Some(password_hash)), accounts::version.eq(accounts::version + 1)))
        .execute(c)?;
    Ok(())
}

pub fn note_sign_in(c: &mut Db, account_id: &Id, now: DateTime<Utc>) -> Result<()> {
    diesel::update(accounts::table.filter(accounts::id.eq(account_id)))
        .set(accounts::last_sign_in_at.eq(Some(Instant::from(now))))
        .execute(c)?;
    Ok(())
}

/// Whether a client organisation has this number already.
pub fn client_with_number(c: &mut Db, digits: &str) -> Result<bool> {
    let count: i64 = organisations::table
        .filter(organisations::org_number.eq(digits))
        .filter(organisations::kind.ne(OrganisationKind::Vendor))
        .count()
        .get_result(c)?;
    Ok(count > 0)
}

/// The organisation that a scope acts for, on either side.
fn own(scope: &Scope) -> Result<&Id> {
    match scope.side() {
        Side::Region => scope.client(),
        Side::Vendor => scope.vendor(),
    }
}

type PersonRow = (Membership, Person, Option<Account>);

/// The people with a role in the scope's own organisation, by name; or only those who were invited and have not answered.
pub fn people_of(c: &mut Db, scope: &Scope, q: &str, invited: bool, request: PageRequest) -> Result<Page<PersonRow>> {
    let like = text::like_anywhere(q);
    let matching = || {
        persons::name_folded.like(like.clone()).escape('\\').or(persons::email_folded
            .is_not_null()
            .and(persons::email_folded.assume_not_null().like(like.clone()).escape('\\')))
    };
    let asked = || {
        let waits = accounts::disabled.nullable().eq(false).and(accounts::password_hash.nullable().is_null());
        (!invited).into_sql::<Bool>().or(waits)
    };
    let total: i64 = memberships::table
        .inner_join(persons::table.left_join(accounts::table))
        .filter(memberships::organisation_id.eq(own(scope)?))
        .filter(memberships::ended_at.is_null())
        .filter(matching())
        .filter(asked())
        .count()
        .get_result(c)?;
    let rows = memberships::table
        .inner_join(persons::table.left_join(accounts::table))
        .filter(memberships::organisation_id.eq(own(scope)?))
        .filter(memberships::ended_at.is_null())
        .filter(matching())
        .filter(asked())
        .order((persons::name_folded, memberships::id))
        .limit(request.size)
        .offset(request.offset())
        .select((Membership::as_select(), Person::as_select(), Option::<Account>::as_select()))
        .load(c)?;
    Ok(Page::new(rows, total, request))
}

/// One of them, by membership.
pub fn person_of(c: &mut Db, scope: &Scope, membership_id: &Id) -> Result<PersonRow> {
    Ok(memberships::table
        .inner_join(persons::table.left_join(accounts::table))
        .filter(memberships::id.eq(membership_id))
        .filter(memberships::organisation_id.eq(own(scope)?))
        .filter(memberships::ended_at.is_null())
        .select((Membership::as_select(), Person::as_select(), Option::<Account>::as_select()))
        .first(c)?)
}

pub fn set_disabled(c: &mut Db, account_id: &Id, disabled: bool) -> Result<()> {
    diesel::update(accounts::table.filter(accounts::id.eq(account_id)))
        .set((accounts::disabled.eq(disabled), accounts::version.eq(accounts::version + 1)))
        .execute(c)?;
    Ok(())
}

pub fn find_person(c: &mut Db, id: &Id) -> Result<Person> {
    Ok(persons::table.filter(persons::id.eq(id)).select(Person::as_select()).first(c)?)
}

/// Saves name and telephone, one version on.
pub fn save_person(c: &mut Db, row: &Person) -> Result<()> {
    diesel::update(persons::table.filter(persons::id.eq(&row.id)))
        .set((
            persons::name.eq(&row.name),
            persons::name_folded.eq(&row.name_folded),
            persons::phone.eq(&row.phone),
            persons::version.eq(row.version + 1),
        ))
        .execute(c)?;
    Ok(())
}
