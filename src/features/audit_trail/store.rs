//! The only queries on the audit log outside the chain itself.

use super::filter::AuditFilter;
use crate::access::Scope;
use crate::base::{Page, PageRequest, Result};
use crate::kit::audit::Event;
use crate::platform::db::Db;
use crate::platform::db::schema::audit_events;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

fn matching<'a>(scope: &Scope, filter: &AuditFilter) -> Result<audit_events::BoxedQuery<'a, Backend>> {
    let mut query =
        audit_events::table.filter(audit_events::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(id) = &filter.object_id {
        query = query.filter(audit_events::object_id.eq(id.to_string()));
    }
    if let Some(kind) = &filter.object_type {
        query = query.filter(audit_events::object_type.eq(kind.clone()));
    }
    if let Some(person) = &filter.person {
        query = query.filter(
            audit_events::actor_id.eq(person.clone()).or(audit_events::actor_name.nullable().eq(person.clone())),
        );
    }
    if let Some(vendor) = &filter.vendor_id {
        query = query.filter(audit_events::vendor_id.eq(vendor.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_events::at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(audit_events::at.lt(until));
    }
    Ok(query)
}

/// One page of the client's events, newest first: one count and one query.
pub fn list(c: &mut Db, scope: &Scope, filter: &AuditFilter, page: PageRequest) -> Result<Page<Event>> {
    let total = matching(scope, filter)?.count().get_result(c)?;
    let rows = matching(scope, filter)?
        .order(audit_events::seq.desc())
        .limit(page.size)
        .offset(page.offset())
        .select(Event::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}
