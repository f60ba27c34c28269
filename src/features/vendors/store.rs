//! The only queries on the register.

mod certificates;
mod depth;
mod extra;
mod risks;

pub use certificates::*;
pub use depth::*;
pub use extra::*;
pub use risks::{Tied, open_risks};

use super::filter::{VendorFilter, VendorSort};
use super::records::{CategorisationRecord, OverrideRecord, Vendor, VendorContact};
use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Page, PageRequest, Result, text};
use crate::kit::coverage;
use crate::platform::db::Db;
use crate::platform::db::schema::{categorisations, persons, tier_overrides, vendor_contacts, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Backend = <Db as diesel::Connection>::Backend;

/// One vendor: any of the client's own, or for a vendor's scope only a row linked to its organisation.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Vendor> {
    let base = vendors::table.filter(vendors::id.eq(id)).select(Vendor::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(vendors::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).first(c)?,
    })
}

/// The register rows that a vendor's scope reaches; empty for a client, which is bounded by its organisation.
pub fn linked_ids(c: &mut Db, scope: &Scope) -> Result<Vec<Id>> {
    match scope.side() {
        Side::Region => Ok(Vec::new()),
        Side::Vendor => Ok(vendors::table
            .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
            .order(vendors::id)
            .select(vendors::id)
            .load(c)?),
    }
}

/// The same as rows: one for each client that follows up the vendor's organisation.
pub fn portal_vendors(c: &mut Db, scope: &Scope) -> Result<Vec<Vendor>> {
    Ok(vendors::table
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .order((vendors::name_folded, vendors::id))
        .select(Vendor::as_select())
        .load(c)?)
}

/// The client's vendor with this organisation number, as stored (ten digits).
pub fn by_org_number(c: &mut Db, scope: &Scope, org_number: &str) -> Result<Option<Vendor>> {
    Ok(vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::org_number.eq(org_number))
        .select(Vendor::as_select())
        .first(c)
        .optional()?)
}

pub fn insert(c: &mut Db, row: &Vendor) -> Result<()> {
    insert_unmarked(c, row)?;
    coverage::touch(c, &row.organisation_id, &row.id)
}

/// `insert` for many at once, by a caller that marks the coverage of all of them together.
pub fn insert_unmarked(c: &mut Db, row: &Vendor) -> Result<()> {
    diesel::insert_into(vendors::table).values(row).execute(c)?;
    Ok(())
}

/// Writes every field that can change.
pub fn save(c: &mut Db, scope: &Scope, row: &Vendor) -> Result<()> {
    diesel::update(vendors::table.filter(vendors::id.eq(&row.id)).filter(vendors::organisation_id.eq(scope.client()?)))
        .set((
            (
                vendors::legal_name.eq(&row.legal_name),
                vendors::name_folded.eq(&row.name_folded),
                vendors::search_text.eq(&row.search_text),
                vendors::org_number.eq(&row.org_number),
                vendors::hsa_id.eq(&row.hsa_id),
                vendors::kind.eq(row.kind),
                vendors::country.eq(&row.country),
                vendors::status.eq(row.status),
            ),
            (
                vendors::manager_id.eq(&row.manager_id),
                vendors::tags.eq(&row.tags),
                vendors::internal_note.eq(&row.internal_note),
                vendors::vendor_organisation_id.eq(&row.vendor_organisation_id),
                vendors::tier.eq(row.tier),
                vendors::tier_preliminary.eq(row.tier_preliminary),
                vendors::order_value.eq(row.order_value),
            ),
            (vendors::updated_at.eq(row.updated_at), vendors::version.eq(row.version)),
        ))
        .execute(c)?;
    coverage::touch(c, &row.organisation_id, &row.id)
}

/// The vendors that the filters on other tables leave, or None without such a filter.
fn among(c: &mut Db, scope: &Scope, filter: &VendorFilter) -> Result<Option<Vec<Id>>> {
    let certified = match filter.certificate {
        Some(state) => Some(certificates::vendors_with(c, scope, state, filter.today)?),
        None => None,
    };
    let told = match &filter.extra {
        Some((key, value)) => Some(extra::vendors_with(c, scope, key, value)?),
        None => None,
    };
    Ok(match (certified, told) {
        (Some(mut ids), Some(other)) => {
            let other: BTreeSet<Id> = other.into_iter().collect();
            ids.retain(|id| other.contains(id));
            Some(ids)
        }
        (one, other) => one.or(other),
    })
}

fn matching<'a>(
    scope: &Scope,
    filter: &VendorFilter,
    among: Option<Vec<Id>>,
) -> Result<vendors::BoxedQuery<'a, Backend>> {
    let mut query = vendors::table.filter(vendors::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) {
        query = query.filter(vendors::search_text.like(text::like_anywhere(q)).escape('\\'));
    }
    match filter.tier {
        Some(0) => query = query.filter(vendors::tier.is_null()),
        Some(tier) => query = query.filter(vendors::tier.eq(tier)),
        None => {}
    }
    if let Some(kind) = filter.kind {
        query = query.filter(vendors::kind.eq(kind));
    }
    if let Some(status) = filter.status {
        query = query.filter(vendors::status.eq(status));
    }
    if let Some(manager) = &filter.manager_id {
        // A deputy finds the vendor on the own list too.
        query = query.filter(vendors::manager_id.eq(manager.clone()).or(vendors::deputy_id.eq(manager.clone())));
    }
    if let Some(preliminary) = filter.preliminary {
        query = query.filter(vendors::tier_preliminary.eq(preliminary));
    }
    if let Some(by_phone) = filter.by_phone {
        query = match by_phone {
            true => query.filter(vendors::phone_on.is_not_null()),
            false => query.filter(vendors::phone_on.is_null()),
        };
    }
    if let Some(ids) = among {
        query = query.filter(vendors::id.eq_any(ids));
    }
    Ok(query)
}

fn sorted<'a>(query: vendors::BoxedQuery<'a, Backend>, sort: VendorSort) -> vendors::BoxedQuery<'a, Backend> {
    use vendors::{id, kind, name_folded, order_value, status, tier, updated_at};
    match sort {
        VendorSort::Name => query.order((name_folded, id)),
        VendorSort::NameDown => query.order((name_folded.desc(), id)),
        VendorSort::Tier => query.order((tier.is_null(), tier, order_value.desc(), name_folded, id)),
        VendorSort::TierDown => query.order((tier.is_null(), tier.desc(), order_value, name_folded, id)),
        VendorSort::Status => query.order((status, name_folded, id)),
        VendorSort::StatusDown => query.order((status.desc(), name_folded, id)),
        VendorSort::Kind => query.order((kind, name_folded, id)),
        VendorSort::KindDown => query.order((kind.desc(), name_folded, id)),
        VendorSort::Updated => query.order((updated_at, id)),
        VendorSort::UpdatedDown => query.order((updated_at.desc(), id)),
    }
}

/// One page of the client's vendors: one count and one query.
pub fn list(c: &mut Db, scope: &Scope, filter: &VendorFilter, page: PageRequest) -> Result<Page<Vendor>> {
    let among = among(c, scope, filter)?;
    let total = matching(scope, filter, among.clone())?.count().get_result(c)?;
    let query = sorted(matching(scope, filter, among)?, filter.sort).limit(page.size).offset(page.offset());
    Ok(Page::new(query.select(Vendor::as_select()).load(c)?, total, page))
}

/// Every match, for those who need the whole register.
pub fn all(c: &mut Db, scope: &Scope, filter: &VendorFilter) -> Result<Vec<Vendor>> {
    let among = among(c, scope, filter)?;
    Ok(sorted(matching(scope, filter, among)?, filter.sort).limit(100_000).select(Vendor::as_select()).load(c)?)
}

/// Id and name of every vendor of the client, by name: for the choices in a form.
pub fn choices(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String)>> {
    Ok(vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .order((vendors::name_folded, vendors::id))
        .select((vendors::id, vendors::legal_name))
        .load(c)?)
}

/// Id and name of the vendors among `ids`, in one query.
pub fn names(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    let found: Vec<(Id, String)> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::id.eq_any(ids))
        .select((vendors::id, vendors::legal_name))
        .load(c)?;
    Ok(found.into_iter().collect())
}

/// The names of the managers of the client's vendors and contracts, also of those who have left.
pub fn manager_names(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    scope.client()?;
    let found: Vec<(Id, String)> =
        persons::table.filter(persons::id.eq_any(ids)).select((persons::id, persons::name)).load(c)?;
    Ok(found.into_iter().collect())
}

pub fn contacts(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<VendorContact>> {
    Ok(vendor_contacts::table
        .filter(vendor_contacts::organisation_id.eq(scope.client()?))
        .filter(vendor_contacts::vendor_id.eq(vendor_id))
        .order((vendor_contacts::name, vendor_contacts::id))
        .select(VendorContact::as_select())
        .load(c)?)
}

pub fn find_contact(c: &mut Db, scope: &Scope, vendor_id: &Id, id: &Id) -> Result<VendorContact> {
    Ok(vendor_contacts::table
        .filter(vendor_contacts::organisation_id.eq(scope.client()?))
        .filter(vendor_contacts::vendor_id.eq(vendor_id))
        .filter(vendor_contacts::id.eq(id))
        .select(VendorContact::as_select())
        .first(c)?)
}

pub fn insert_contact(c: &mut Db, row: &VendorContact) -> Result<()> {
    diesel::insert_into(vendor_contacts::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_contact(c: &mut Db, scope: &Scope, row: &VendorContact) -> Result<()> {
    let own = vendor_contacts::table.filter(vendor_contacts::id.eq(&row.id));
    diesel::update(own.filter(vendor_contacts::organisation_id.eq(scope.client()?)))
        .set((
            vendor_contacts::name.eq(&row.name),
            vendor_contacts::email.eq(&row.email),
            vendor_contacts::phone.eq(&row.phone),
            vendor_contacts::duty.eq(&row.duty),
            vendor_contacts::roles.eq(&row.roles),
            vendor_contacts::hours.eq(row.hours),
            vendor_contacts::opens.eq(&row.opens),
            vendor_contacts::closes.eq(&row.closes),
            vendor_contacts::version.eq(row.version),
        ))
        .execute(c)?;
    Ok(())
}

/// The categorisations of a vendor, newest first.
pub fn categorisations(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<CategorisationRecord>> {
    Ok(categorisations::table
        .filter(categorisations::organisation_id.eq(scope.client()?))
        .filter(categorisations::vendor_id.eq(vendor_id))
        .order((categorisations::decided_at.desc(), categorisations::id.desc()))
        .limit(100)
        .select(CategorisationRecord::as_select())
        .load(c)?)
}

pub fn latest_categorisation(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Option<CategorisationRecord>> {
    Ok(categorisations::table
        .filter(categorisations::organisation_id.eq(scope.client()?))
        .filter(categorisations::vendor_id.eq(vendor_id))
        .order((categorisations::decided_at.desc(), categorisations::id.desc()))
        .select(CategorisationRecord::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_categorisation(c: &mut Db, row: &CategorisationRecord) -> Result<()> {
    diesel::insert_into(categorisations::table).values(row).execute(c)?;
    Ok(())
}

/// The override that nobody has ended, if there is one.
pub fn open_override(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Option<OverrideRecord>> {
    Ok(tier_overrides::table
        .filter(tier_overrides::organisation_id.eq(scope.client()?))
        .filter(tier_overrides::vendor_id.eq(vendor_id))
        .filter(tier_overrides::ended_at.is_null())
        .order((tier_overrides::decided_at.desc(), tier_overrides::id.desc()))
        .select(OverrideRecord::as_select())
        .first(c)
        .optional()?)
}

/// The overrides of a vendor, newest first.
pub fn overrides(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<OverrideRecord>> {
    Ok(tier_overrides::table
        .filter(tier_overrides::organisation_id.eq(scope.client()?))
        .filter(tier_overrides::vendor_id.eq(vendor_id))
        .order((tier_overrides::decided_at.desc(), tier_overrides::id.desc()))
        .limit(100)
        .select(OverrideRecord::as_select())
        .load(c)?)
}

pub fn insert_override(c: &mut Db, row: &OverrideRecord) -> Result<()> {
    diesel::insert_into(tier_overrides::table).values(row).execute(c)?;
    Ok(())
}

/// Ends whatever override of the vendor is open.
pub fn end_overrides(c: &mut Db, scope: &Scope, vendor_id: &Id, at: Instant) -> Result<()> {
    diesel::update(
        tier_overrides::table
            .filter(tier_overrides::organisation_id.eq(scope.client()?))
            .filter(tier_overrides::vendor_id.eq(vendor_id))
            .filter(tier_overrides::ended_at.is_null()),
    )
    .set(tier_overrides::ended_at.eq(Some(at)))
    .execute(c)?;
    Ok(())
}

/// Open overrides whose last day is before `today`, of every client: only the sweep asks, and it
/// then works in the scope of each client.
pub(super) fn expired_overrides(c: &mut Db, today: NaiveDate) -> Result<Vec<(Id, Id)>> {
    Ok(tier_overrides::table
        .filter(tier_overrides::ended_at.is_null())
        .filter(tier_overrides::expires_on.lt(today))
        .order((tier_overrides::organisation_id, tier_overrides::id))
        .select((tier_overrides::organisation_id, tier_overrides::vendor_id))
        .load(c)?)
}
