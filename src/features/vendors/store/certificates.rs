//! Queries on certificates. The vendor's side reaches those of its own rows of the register.

use super::linked_ids;
use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Result};
use crate::features::vendors::records::{Certificate, VendorStatus};
use crate::features::vendors::rules::{CertificateState, certificate_state, ended_edition, ended_standards, soon};
use crate::features::vendors::terms::RegisterTerms;
use crate::platform::db::Db;
use crate::platform::db::schema::vendor_certificates::{self as t};
use crate::platform::db::schema::vendors;
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeSet;

type Backend = <Db as diesel::Connection>::Backend;

pub fn insert_certificate(c: &mut Db, row: &Certificate) -> Result<()> {
    diesel::insert_into(t::table).values(row).execute(c)?;
    Ok(())
}

/// Writes every field that can change.
pub fn save_certificate(c: &mut Db, row: &Certificate) -> Result<()> {
    diesel::update(t::table.filter(t::id.eq(&row.id)).filter(t::organisation_id.eq(&row.organisation_id)))
        .set((
            (
                t::kind.eq(row.kind),
                t::edition.eq(&row.edition),
                t::standard.eq(&row.standard),
                t::issuer.eq(&row.issuer),
                t::accreditation_body.eq(&row.accreditation_body),
                t::accredited.eq(row.accredited),
                t::scope.eq(&row.scope),
            ),
            (
                t::valid_from.eq(row.valid_from),
                t::valid_to.eq(row.valid_to),
                t::note.eq(&row.note),
                t::internal_note.eq(&row.internal_note),
                t::removed_at.eq(row.removed_at),
                t::version.eq(row.version),
            ),
        ))
        .execute(c)?;
    Ok(())
}

/// One certificate that the scope reaches, or NotFound.
pub fn find_certificate(c: &mut Db, scope: &Scope, id: &Id) -> Result<Certificate> {
    let base = t::table.filter(t::id.eq(id)).filter(t::removed_at.is_null()).select(Certificate::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(t::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => {
            let linked = linked_ids(c, scope)?;
            base.filter(t::vendor_id.eq_any(linked)).first(c)?
        }
    })
}

/// The certificates of one vendor, those that end first on top.
pub fn certificates_of(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<Certificate>> {
    Ok(t::table
        .filter(t::organisation_id.eq(scope.client()?))
        .filter(t::vendor_id.eq(vendor_id))
        .filter(t::removed_at.is_null())
        .order((t::valid_to.is_null(), t::valid_to, t::id))
        .limit(200)
        .select(Certificate::as_select())
        .load(c)?)
}

/// The certificates that a vendor's own people see, with the client's vendor they stand at.
pub fn portal_certificates(c: &mut Db, scope: &Scope) -> Result<Vec<Certificate>> {
    scope.vendor()?;
    let linked = linked_ids(c, scope)?;
    Ok(t::table
        .filter(t::vendor_id.eq_any(linked))
        .filter(t::removed_at.is_null())
        .order((t::valid_to.is_null(), t::valid_to, t::id))
        .limit(500)
        .select(Certificate::as_select())
        .load(c)?)
}

/// The certificates that are in `state` on `today`, as `rules::certificate_state` says of one.
fn in_state<'a>(
    query: t::BoxedQuery<'a, Backend>,
    state: CertificateState,
    today: NaiveDate,
) -> t::BoxedQuery<'a, Backend> {
    let terms = RegisterTerms::on(today);
    let (ended, soon) = (ended_standards(terms, today), soon(terms, today));
    if state == CertificateState::EditionEnded {
        return query.filter(t::standard.eq_any(ended));
    }
    let query = query.filter(t::standard.ne_all(ended));
    let begun = t::valid_from.is_null().or(t::valid_from.le(today));
    match state {
        CertificateState::EditionEnded => query,
        CertificateState::Expired => query.filter(t::valid_to.lt(today)),
        CertificateState::Coming => {
            query.filter(t::valid_from.gt(today)).filter(t::valid_to.is_null().or(t::valid_to.ge(today)))
        }
        CertificateState::Undated => query.filter(begun).filter(t::valid_to.is_null()),
        CertificateState::Expiring => query.filter(begun).filter(t::valid_to.ge(today)).filter(t::valid_to.le(soon)),
        CertificateState::Valid => query.filter(begun).filter(t::valid_to.gt(soon)),
    }
}

fn matching<'a>(
    scope: &Scope,
    state: Option<CertificateState>,
    today: NaiveDate,
) -> Result<t::BoxedQuery<'a, Backend>> {
    let query = t::table
        .filter(t::organisation_id.eq(scope.client()?.clone()))
        .filter(t::removed_at.is_null())
        .into_boxed::<Backend>();
    Ok(match state {
        Some(state) => in_state(query, state, today),
        None => query,
    })
}

/// The vendors with a certificate in `state` on `today`, in one query.
pub(super) fn vendors_with(c: &mut Db, scope: &Scope, state: CertificateState, today: NaiveDate) -> Result<Vec<Id>> {
    Ok(matching(scope, Some(state), today)?.select(t::vendor_id).distinct().limit(20_000).load(c)?)
}

/// The vendors that have lost a certificate to time, with the last day on which it counted: its last day has passed or
/// its edition has ended, and no other of the same kind counts instead. Vendors that have ended are left out.
pub fn lapsed(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<(Id, NaiveDate)>> {
    let terms = RegisterTerms::on(today);
    let mut lost: Vec<Certificate> = Vec::new();
    for state in [CertificateState::Expired, CertificateState::EditionEnded] {
        let query = matching(scope, Some(state), today)?.order(t::id).limit(20_000);
        lost.extend(query.select(Certificate::as_select()).load::<Certificate>(c)?);
    }
    let gone: Vec<Id> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::status.eq(VendorStatus::Ended))
        .select(vendors::id)
        .load(c)?;
    let gone: BTreeSet<Id> = gone.into_iter().collect();
    lost.retain(|one| !gone.contains(&one.vendor_id));
    let mut ids: Vec<Id> = lost.iter().map(|one| one.vendor_id.clone()).collect();
    ids.sort();
    ids.dedup();
    let mut counts: BTreeSet<(Id, &'static str)> = BTreeSet::new();
    for some in ids.chunks(5_000) {
        let held: Vec<Certificate> = matching(scope, None, today)?
            .filter(t::vendor_id.eq_any(some.to_vec()))
            .select(Certificate::as_select())
            .load(c)?;
        for one in held {
            let state = certificate_state(&one, terms, today);
            if matches!(state, CertificateState::Valid | CertificateState::Expiring | CertificateState::Undated) {
                counts.insert((one.vendor_id, one.kind.as_str()));
            }
        }
    }
    lost.retain(|one| !counts.contains(&(one.vendor_id.clone(), one.kind.as_str())));
    let last = |one: &Certificate| {
        let edition = ended_edition(terms, one.kind, one.edition.as_deref(), today).map(|edition| edition.ended_on);
        edition.into_iter().chain(one.valid_to).min()
    };
    Ok(lost.iter().filter_map(|one| Some((one.vendor_id.clone(), last(one)?))).collect())
}

/// Certificates of the whole register, those that end first on top: one count and one query.
pub fn certificates(
    c: &mut Db,
    scope: &Scope,
    state: Option<CertificateState>,
    today: NaiveDate,
    page: PageRequest,
) -> Result<Page<Certificate>> {
    let total = matching(scope, state, today)?.count().get_result(c)?;
    let query = matching(scope, state, today)?.order((t::valid_to.is_null(), t::valid_to, t::id));
    let items = query.limit(page.size).offset(page.offset()).select(Certificate::as_select()).load(c)?;
    Ok(Page::new(items, total, page))
}
