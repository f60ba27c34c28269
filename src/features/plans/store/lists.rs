//! Lists of plans, and the names that they show: always a fixed number of queries.

use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::findings::Finding;
use crate::features::plans::records::Plan;
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, findings, organisations, plans, vendors as vendor_rows};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// Which plans are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct PlanFilter {
    pub q: Option<String>,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub review_id: Option<Id>,
    /// `Some(true)` open only, `Some(false)` closed only.
    pub open: Option<bool>,
}

fn filtered<'a>(linked: &'a [Id], scope: &'a Scope, filter: &'a PlanFilter) -> Result<plans::BoxedQuery<'a, Backend>> {
    let mut query = match scope.side() {
        Side::Region => plans::table.filter(plans::organisation_id.eq(scope.client()?)).into_boxed::<Backend>(),
        Side::Vendor => plans::table
            .filter(plans::vendor_id.eq_any(linked))
            .filter(plans::shared_at.is_not_null())
            .into_boxed::<Backend>(),
    };
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let number: i32 = q.trim_start_matches('#').trim().parse().unwrap_or(0);
        let titled = plans::search_text.like(text::like_anywhere(&q)).escape('\\').or(plans::number.eq(number));
        query = query.filter(titled);
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(plans::vendor_id.eq(id));
    }
    if let Some(id) = &filter.contract_id {
        query = query.filter(plans::contract_id.eq(id));
    }
    if let Some(id) = &filter.review_id {
        query = query.filter(plans::review_id.eq(id));
    }
    Ok(match filter.open {
        Some(true) => query.filter(plans::closed_at.is_null()),
        Some(false) => query.filter(plans::closed_at.is_not_null()),
        None => query,
    })
}

/// One page of plans: open ones first, newest first.
pub fn list(c: &mut Db, scope: &Scope, filter: &PlanFilter, page: PageRequest) -> Result<Page<Plan>> {
    let linked = vendors::linked_ids(c, scope)?;
    let total = filtered(&linked, scope, filter)?.count().get_result(c)?;
    let order = (plans::closed_at.is_not_null(), plans::created_at.desc(), plans::id);
    let rows = filtered(&linked, scope, filter)?.order(order).limit(page.size).offset(page.offset());
    Ok(Page::new(rows.select(Plan::as_select()).load(c)?, total, page))
}

/// The register names of vendors, by id; the ids come from rows that the scope has given.
pub fn vendor_names(c: &mut Db, ids: Vec<Id>) -> Result<BTreeMap<Id, String>> {
    let rows: Vec<(Id, String)> = vendor_rows::table
        .filter(vendor_rows::id.eq_any(ids))
        .select((vendor_rows::id, vendor_rows::legal_name))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// What clients call themselves, by id; the ids come from rows that the scope has given.
pub fn client_names(c: &mut Db, ids: Vec<Id>) -> Result<BTreeMap<Id, String>> {
    let rows: Vec<(Id, String)> = organisations::table
        .filter(organisations::id.eq_any(ids))
        .select((organisations::id, organisations::name))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// References and titles of contracts, by id; the ids come from rows that the scope has given.
pub fn contract_heads(c: &mut Db, ids: Vec<Id>) -> Result<BTreeMap<Id, (String, String)>> {
    let rows: Vec<(Id, String, String)> = contracts::table
        .filter(contracts::id.eq_any(ids))
        .select((contracts::id, contracts::reference, contracts::title))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, reference, title)| (id, (reference, title))).collect())
}

/// The client's own findings among `ids`; a vendor's scope finds none.
pub fn findings_by_ids(c: &mut Db, scope: &Scope, ids: Vec<Id>) -> Result<BTreeMap<Id, Finding>> {
    if scope.side() == Side::Vendor {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Finding> = findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::id.eq_any(ids))
        .select(Finding::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|finding| (finding.id.clone(), finding)).collect())
}
