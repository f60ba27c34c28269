//! Vendors, their contact persons, and contracts.

use super::{Hit, every_word, folded, found};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::search::rules::Terms;
use crate::features::vendors::{VendorStatus, shown_number};
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, vendor_certificates, vendor_contacts, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// Those that still deliver come first.
pub fn vendors(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            vendors::table.filter(vendors::organisation_id.eq(client)).into_boxed::<Backend>(),
            terms,
            |word| vendors::search_text.like(word.like.clone()).escape('\\')
        ),
        (vendors::status.eq(VendorStatus::Ended), vendors::name_folded, vendors::id),
        (vendors::id, vendors::legal_name, vendors::org_number, vendors::status),
        |row: (Id, String, Option<String>, VendorStatus)| Hit {
            id: row.0,
            title: row.1,
            detail: shown_number(row.2.as_deref()),
            state: Some(row.3.to_string()),
            date: None,
        }
    )
}

/// A hit leads to the vendor that the person belongs to.
pub fn contacts(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            vendor_contacts::table
                .inner_join(vendors::table)
                .filter(vendor_contacts::organisation_id.eq(client))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let said =
                    ["vendor_contacts.name", "vendor_contacts.email", "vendor_contacts.phone", "vendor_contacts.duty"];
                let own = folded(&said).like(word.like.clone()).escape('\\');
                own.or(vendors::search_text.like(word.like.clone()).escape('\\'))
            }
        ),
        (vendor_contacts::name, vendor_contacts::id),
        (vendors::id, vendor_contacts::name, vendors::legal_name),
        |row: (Id, String, String)| Hit { id: row.0, title: row.1, detail: Some(row.2), state: None, date: None }
    )
}

pub fn contracts(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            contracts::table
                .inner_join(vendors::table)
                .filter(contracts::organisation_id.eq(client))
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let own = contracts::search_text.like(word.like.clone()).escape('\\');
                own.or(vendors::search_text.like(word.like.clone()).escape('\\'))
            }
        ),
        (contracts::title_folded, contracts::id),
        (contracts::id, contracts::reference, contracts::title, vendors::legal_name),
        |row: (Id, String, String, String)| Hit {
            id: row.0,
            title: format!("{} {}", row.1, row.2),
            detail: Some(row.3),
            state: None,
            date: None,
        }
    )
}

/// By standard, issuer and scope; a hit leads to the vendor's certificates.
pub fn certificates(c: &mut Db, scope: &Scope, terms: &Terms, page: PageRequest) -> Result<Page<Hit>> {
    let client = scope.client()?;
    found!(
        c,
        page,
        every_word!(
            vendor_certificates::table
                .filter(vendor_certificates::organisation_id.eq(client))
                .filter(vendor_certificates::removed_at.is_null())
                .into_boxed::<Backend>(),
            terms,
            |word| {
                let said = ["vendor_certificates.standard", "vendor_certificates.issuer", "vendor_certificates.scope"];
                folded(&said).like(word.like.clone()).escape('\\')
            }
        ),
        (vendor_certificates::standard, vendor_certificates::id),
        (
            vendor_certificates::vendor_id,
            vendor_certificates::scope,
            vendor_certificates::issuer,
            vendor_certificates::valid_to
        ),
        |row: (Id, String, String, Option<NaiveDate>)| Hit {
            id: row.0,
            title: row.1,
            detail: Some(row.2),
            state: None,
            date: row.3,
        }
    )
}
