//! The only queries of the import. It loads the whole register once and then writes row by row, so
//! that five thousand rows cost five thousand small statements and no look-ups.

use super::records::{ImportLine, ImportRun};
use super::register::Register;
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Refusal, Result, text};
use crate::features::accounts;
use crate::features::contracts::Contract;
use crate::features::vendors::{Vendor, VendorContact, merged_vendors};
use crate::kit::diary;
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, imports, organisations, persons, vendor_contacts, vendors};
use diesel::prelude::*;

/// The organisation's register, by what files know things by.
pub fn register(c: &mut Db, scope: &Scope) -> Result<Register> {
    let organisation_id = scope.client()?;
    let mut register = Register::default();
    let rows: Vec<Vendor> =
        vendors::table.filter(vendors::organisation_id.eq(organisation_id)).select(Vendor::as_select()).load(c)?;
    for vendor in rows {
        register.keep_vendor(vendor);
    }
    let rows: Vec<Contract> = contracts::table
        .filter(contracts::organisation_id.eq(organisation_id))
        .select(Contract::as_select())
        .load(c)?;
    for contract in rows {
        register.keep_contract(contract);
    }
    let rows: Vec<VendorContact> = vendor_contacts::table
        .filter(vendor_contacts::organisation_id.eq(organisation_id))
        .order(vendor_contacts::id)
        .select(VendorContact::as_select())
        .load(c)?;
    for contact in rows {
        register.contacts.entry(contact.vendor_id.clone()).or_default().push(contact);
    }
    for (person, _) in accounts::organisation_people(c, scope)? {
        if let Some(email) = &person.email {
            register.people.insert(text::fold(email), person.id.clone());
        }
        if let Some(email) = person.email_folded {
            register.people.insert(email, person.id.clone());
        }
        register.people_names.insert(person.id, person.name);
    }
    let merged = merged_vendors(c, scope, None)?;
    register.merged = merged.into_iter().map(|(id, (_, name))| (id, name)).collect();
    register.diary = diary::numbers(c, scope)?;
    Ok(register)
}

pub fn add(c: &mut Db, row: &ImportRun) -> Result<()> {
    diesel::insert_into(imports::table).values(row).execute(c)?;
    Ok(())
}

/// The client organisations of this installation: the command line, which nobody signs in to,
/// chooses among them.
pub fn clients(c: &mut Db) -> Result<Vec<(Id, String)>> {
    Ok(organisations::table
        .filter(organisations::kind.ne(accounts::OrganisationKind::Vendor))
        .order((organisations::name, organisations::id))
        .select((organisations::id, organisations::name))
        .load(c)?)
}

/// One import of the organisation, or NotFound.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<ImportRun> {
    Ok(imports::table
        .filter(imports::id.eq(id))
        .filter(imports::organisation_id.eq(scope.client()?))
        .select(ImportRun::as_select())
        .first(c)?)
}

/// Imports, newest first, each with the name of who made it (none for the command line).
pub fn list(c: &mut Db, scope: &Scope, request: PageRequest) -> Result<Page<(ImportLine, Option<String>)>> {
    let organisation_id = scope.client()?;
    let total = imports::table.filter(imports::organisation_id.eq(organisation_id)).count().get_result(c)?;
    let items = imports::table
        .left_join(persons::table.on(persons::id.eq(imports::created_by)))
        .filter(imports::organisation_id.eq(organisation_id))
        .order((imports::created_at.desc(), imports::id.desc()))
        .limit(request.size)
        .offset(request.offset())
        .select((ImportLine::as_select(), persons::name.nullable()))
        .load(c)?;
    Ok(Page::new(items, total, request))
}

/// Saves mapping, status, counts and outcomes; `row.version` is the new version. Errors: Conflict
/// when somebody else changed the import in between.
pub fn save(c: &mut Db, scope: &Scope, row: &ImportRun) -> Result<()> {
    let own = imports::table.filter(imports::id.eq(&row.id)).filter(imports::organisation_id.eq(scope.client()?));
    let changed = diesel::update(own.filter(imports::version.eq(row.version.saturating_sub(1))))
        .set((
            imports::mapping.eq(&row.mapping),
            imports::status.eq(row.status),
            imports::created_count.eq(row.created_count),
            imports::updated_count.eq(row.updated_count),
            imports::unchanged_count.eq(row.unchanged_count),
            imports::refused_count.eq(row.refused_count),
            imports::outcomes.eq(&row.outcomes),
            imports::applied_at.eq(row.applied_at),
            imports::version.eq(row.version),
        ))
        .execute(c)?;
    if changed == 1 { Ok(()) } else { Err(Refusal::Conflict(std::collections::BTreeMap::new())) }
}
