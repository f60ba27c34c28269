//! Services, and what their list said when.

use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result, text};
use crate::features::services::filter::{ClassState, NO_ADMINISTRATION, ServiceFilter, ServiceSort};
use crate::features::services::model::{Class, HIGHEST, ServiceStatus};
use crate::features::services::records::{Service, ServiceLine, ServiceVersion};
use crate::platform::db::Db;
use crate::platform::db::schema::{service_versions, services};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// One service of the client. A vendor's scope reaches none.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Service> {
    Ok(services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .filter(services::id.eq(id))
        .select(Service::as_select())
        .first(c)?)
}

pub fn insert(c: &mut Db, row: &Service) -> Result<()> {
    diesel::insert_into(services::table).values(row).execute(c)?;
    Ok(())
}

/// Writes every field.
pub fn save(c: &mut Db, scope: &Scope, row: &Service) -> Result<()> {
    let own = services::table.filter(services::id.eq(&row.id)).filter(services::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

fn matching<'a>(scope: &Scope, filter: &ServiceFilter) -> Result<services::BoxedQuery<'a, Backend>> {
    let mut query =
        services::table.filter(services::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().filter(|q| !q.trim().is_empty()) {
        query = query.filter(services::search_text.like(text::like_anywhere(q)).escape('\\'));
    }
    if let Some(platform) = &filter.platform_id {
        query = query.filter(services::platform_id.eq(platform.clone()));
    }
    if let Some(administration) = &filter.administration {
        query = match administration.as_str() {
            NO_ADMINISTRATION => query.filter(services::administration.is_null()),
            name => query.filter(services::administration.eq(name.to_string())),
        };
    }
    if let Some(audience) = filter.audience {
        query = query.filter(services::audience.eq(audience));
    }
    if let Some(status) = filter.status {
        query = query.filter(services::status.eq(status));
    }
    if filter.running {
        query = query.filter(services::status.ne(ServiceStatus::Stopped));
    }
    if let Some(ids) = &filter.ids {
        query = query.filter(services::id.eq_any(ids.clone()));
    }
    let unknown = || {
        services::class_c
            .is_null()
            .or(services::class_i.is_null())
            .or(services::class_a.is_null())
            .or(services::class_t.is_null())
    };
    query = match (filter.class, filter.old_before) {
        (Some(ClassState::Unclassified), _) => query.filter(unknown()),
        (Some(ClassState::Whole), _) => query.filter(diesel::dsl::not(unknown())),
        (Some(ClassState::Changed), _) => query.filter(services::reclassify.eq(true)),
        (Some(ClassState::Highest), _) => query.filter(services::class_c.eq(i32::from(HIGHEST))),
        (Some(ClassState::Old), Some(day)) => query.filter(services::classified_on.lt(day)),
        (Some(ClassState::Old), None) | (None, _) => query,
    };
    Ok(query)
}

fn sorted<'a>(query: services::BoxedQuery<'a, Backend>, sort: ServiceSort) -> services::BoxedQuery<'a, Backend> {
    use services::{administration, class_c, id, name_folded, status, users_per_day};
    match sort {
        ServiceSort::Name => query.order((name_folded, id)),
        ServiceSort::NameDown => query.order((name_folded.desc(), id)),
        ServiceSort::Class => query.order((class_c.is_null(), class_c, name_folded, id)),
        ServiceSort::ClassDown => query.order((class_c.is_null(), class_c.desc(), name_folded, id)),
        ServiceSort::Users => query.order((users_per_day.is_null(), users_per_day, name_folded, id)),
        ServiceSort::UsersDown => query.order((users_per_day.is_null(), users_per_day.desc(), name_folded, id)),
        ServiceSort::Administration => query.order((administration.is_null(), administration, name_folded, id)),
        ServiceSort::AdministrationDown => {
            query.order((administration.is_null(), administration.desc(), name_folded, id))
        }
        ServiceSort::Status => query.order((status, name_folded, id)),
        ServiceSort::StatusDown => query.order((status.desc(), name_folded, id)),
    }
}

/// One page of the client's services: one count and one query.
pub fn list(c: &mut Db, scope: &Scope, filter: &ServiceFilter, page: PageRequest) -> Result<Page<Service>> {
    let total = matching(scope, filter)?.count().get_result(c)?;
    let query = sorted(matching(scope, filter)?, filter.sort).limit(page.size).offset(page.offset());
    Ok(Page::new(query.select(Service::as_select()).load(c)?, total, page))
}

/// Every match, for an export, a campaign or an import.
pub fn all(c: &mut Db, scope: &Scope, filter: &ServiceFilter) -> Result<Vec<Service>> {
    Ok(sorted(matching(scope, filter)?, filter.sort).limit(100_000).select(Service::as_select()).load(c)?)
}

/// The services of a platform (of all platforms: `None`) as comparing takes them, by name.
pub fn lines(c: &mut Db, scope: &Scope, platform_id: Option<&Id>) -> Result<Vec<ServiceLine>> {
    let mut query =
        services::table.filter(services::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(id) = platform_id {
        query = query.filter(services::platform_id.eq(id.clone()));
    }
    Ok(query.order((services::name_folded, services::id)).select(ServiceLine::as_select()).load(c)?)
}

/// Id and name of those among `ids`, in one query.
pub fn names(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, String>> {
    let found: Vec<(Id, String)> = services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .filter(services::id.eq_any(ids))
        .select((services::id, services::name))
        .load(c)?;
    Ok(found.into_iter().collect())
}

/// Id and name of every service, by name: for the choices in a form.
pub fn choices(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String)>> {
    Ok(services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .order((services::name_folded, services::id))
        .select((services::id, services::name))
        .load(c)?)
}

/// Users a day of the services among `ids`, together. An unknown number counts as none.
pub fn count_users(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<i64> {
    let found: Vec<Option<i32>> = services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .filter(services::id.eq_any(ids))
        .select(services::users_per_day)
        .load(c)?;
    Ok(found.into_iter().flatten().map(i64::from).sum())
}

/// The administrations that some service names, in order.
pub fn administrations(c: &mut Db, scope: &Scope) -> Result<Vec<String>> {
    let found: Vec<Option<String>> = services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .filter(services::administration.is_not_null())
        .select(services::administration)
        .distinct()
        .load(c)?;
    let mut names: Vec<String> = found.into_iter().flatten().collect();
    names.sort_by_key(|name| text::sort_key(name));
    Ok(names)
}

/// The newest row of a service's list history.
pub fn latest_version(c: &mut Db, scope: &Scope, service_id: &Id) -> Result<Option<ServiceVersion>> {
    Ok(service_versions::table
        .filter(service_versions::organisation_id.eq(scope.client()?))
        .filter(service_versions::service_id.eq(service_id))
        .order(service_versions::number.desc())
        .select(ServiceVersion::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_version(c: &mut Db, row: &ServiceVersion) -> Result<()> {
    diesel::insert_into(service_versions::table).values(row).execute(c)?;
    Ok(())
}

/// The complete list as it was at a moment (domain.md 1.3 row 81): one query; the newest row of each
/// service that is not younger. Ordered by name.
pub fn list_at(c: &mut Db, scope: &Scope, at: Instant) -> Result<Vec<ServiceVersion>> {
    let rows: Vec<ServiceVersion> = service_versions::table
        .filter(service_versions::organisation_id.eq(scope.client()?))
        .filter(service_versions::at.le(at))
        .order((service_versions::service_id, service_versions::number))
        .select(ServiceVersion::as_select())
        .load(c)?;
    let newest: BTreeMap<Id, ServiceVersion> = rows.into_iter().map(|row| (row.service_id.clone(), row)).collect();
    let mut list: Vec<ServiceVersion> = newest.into_values().collect();
    list.sort_by_cached_key(|row| (text::sort_key(&row.name), row.service_id.clone()));
    Ok(list)
}

/// The organisations that have services: for the sweep, which goes through each.
pub fn organisations(c: &mut Db) -> Result<Vec<Id>> {
    Ok(services::table.select(services::organisation_id).distinct().order(services::organisation_id).load(c)?)
}

/// Which contract each service belongs to, where it says so.
pub fn contracts_of_services(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, Class, Option<NaiveDate>)>> {
    type Row = (Option<Id>, Option<i32>, Option<i32>, Option<i32>, Option<i32>, Option<NaiveDate>);
    let rows: Vec<Row> = services::table
        .filter(services::organisation_id.eq(scope.client()?))
        .filter(services::contract_id.is_not_null())
        .filter(services::status.ne(ServiceStatus::Stopped))
        .select((
            services::contract_id,
            services::class_c,
            services::class_i,
            services::class_a,
            services::class_t,
            services::classified_on,
        ))
        .load(c)?;
    Ok(rows.into_iter().filter_map(|(id, k, r, t, s, on)| Some((id?, Class::stored(k, r, t, s), on))).collect())
}
