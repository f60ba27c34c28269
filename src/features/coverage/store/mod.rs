//! The only queries on the coverage: what is to be counted anew, what was counted, and what it is counted from.

mod facts;
mod proof;

pub use facts::facts;
pub use proof::{Behind, behind};

use super::model::State;
use super::records::CoverageRow;
use super::rules;
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::controls::catalogue;
use crate::platform::db::schema::{coverage_marks, coverage_vendors, vendors};
use crate::platform::db::{Db, insert_all};
use chrono::NaiveDate;
use diesel::prelude::*;

/// Which vendors a list shows; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `Some(None)`: those without a tier.
    pub tier: Option<Option<i32>>,
    /// Only those with a control in this state.
    pub state: Option<State>,
    /// Part of the vendor's name or number.
    pub q: Option<String>,
}

/// A vendor in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    pub row: CoverageRow,
    pub name: String,
}

/// How many of the client's vendors wait to be counted anew: marked, or changed by time alone.
pub fn waiting(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<i64> {
    let client = scope.client()?;
    let marked: i64 = coverage_marks::table.filter(coverage_marks::organisation_id.eq(client)).count().get_result(c)?;
    let by_time: i64 = coverage_vendors::table
        .filter(coverage_vendors::organisation_id.eq(client))
        .filter(coverage_vendors::changes_on.le(today))
        .count()
        .get_result(c)?;
    let by_standard: i64 = coverage_vendors::table
        .filter(coverage_vendors::organisation_id.eq(client))
        .filter(coverage_vendors::standard.ne(catalogue().current_controls().version))
        .count()
        .get_result(c)?;
    Ok(marked + by_time + by_standard)
}

/// At most `most` of those that wait.
pub fn due(c: &mut Db, scope: &Scope, today: NaiveDate, most: i64) -> Result<Vec<Id>> {
    let client = scope.client()?;
    let mut ids: Vec<Id> = coverage_marks::table
        .filter(coverage_marks::organisation_id.eq(client))
        .order(coverage_marks::vendor_id)
        .limit(most)
        .select(coverage_marks::vendor_id)
        .load(c)?;
    let own = coverage_vendors::table.filter(coverage_vendors::organisation_id.eq(client)).limit(most);
    let by_time: Vec<Id> =
        own.filter(coverage_vendors::changes_on.le(today)).select(coverage_vendors::vendor_id).load(c)?;
    let own = coverage_vendors::table.filter(coverage_vendors::organisation_id.eq(client)).limit(most);
    let by_standard: Vec<Id> = own
        .filter(coverage_vendors::standard.ne(catalogue().current_controls().version))
        .select(coverage_vendors::vendor_id)
        .load(c)?;
    ids.extend(by_time);
    ids.extend(by_standard);
    ids.sort();
    ids.dedup();
    ids.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(ids)
}

/// The clients with vendors that wait, for the sweep.
pub fn clients_waiting(c: &mut Db, today: NaiveDate) -> Result<Vec<Id>> {
    let mut clients: Vec<Id> = coverage_marks::table.select(coverage_marks::organisation_id).distinct().load(c)?;
    let by_time: Vec<Id> = coverage_vendors::table
        .filter(coverage_vendors::changes_on.le(today))
        .select(coverage_vendors::organisation_id)
        .distinct()
        .load(c)?;
    let by_standard: Vec<Id> = coverage_vendors::table
        .filter(coverage_vendors::standard.ne(catalogue().current_controls().version))
        .select(coverage_vendors::organisation_id)
        .distinct()
        .load(c)?;
    clients.extend(by_time);
    clients.extend(by_standard);
    clients.sort();
    clients.dedup();
    Ok(clients)
}

/// Puts the rows in the place of what was counted of these vendors before, and takes their marks away. A vendor that
/// has ended has no row.
pub fn keep(c: &mut Db, scope: &Scope, ids: &[Id], rows: &[CoverageRow]) -> Result<()> {
    let client = scope.client()?;
    let old = coverage_vendors::table.filter(coverage_vendors::organisation_id.eq(client));
    diesel::delete(old.filter(coverage_vendors::vendor_id.eq_any(ids))).execute(c)?;
    insert_all!(c, coverage_vendors::table, rows);
    let marks = coverage_marks::table.filter(coverage_marks::organisation_id.eq(client));
    diesel::delete(marks.filter(coverage_marks::vendor_id.eq_any(ids))).execute(c)?;
    Ok(())
}

/// What is stored, by vendor.
pub fn rows(c: &mut Db, scope: &Scope) -> Result<Vec<CoverageRow>> {
    Ok(coverage_vendors::table
        .filter(coverage_vendors::organisation_id.eq(scope.client()?))
        .order(coverage_vendors::vendor_id)
        .select(CoverageRow::as_select())
        .load(c)?)
}

/// Tier and letters of every vendor: what the sums are made of. One query.
pub fn letters(c: &mut Db, scope: &Scope, tier: Option<Option<i32>>) -> Result<Vec<(Option<i32>, String)>> {
    let own = coverage_vendors::table.filter(coverage_vendors::organisation_id.eq(scope.client()?));
    let columns = (coverage_vendors::tier, coverage_vendors::states);
    Ok(match tier {
        None => own.select(columns).load(c)?,
        Some(None) => own.filter(coverage_vendors::tier.is_null()).select(columns).load(c)?,
        Some(tier) => own.filter(coverage_vendors::tier.eq(tier)).select(columns).load(c)?,
    })
}

/// One page of vendors, those with most that nothing shows first.
pub fn list(c: &mut Db, scope: &Scope, filter: &Filter, page: PageRequest) -> Result<Page<Listed>> {
    paged(c, scope, filter, None, page)
}

/// The vendors for which the control at this place of the standard is in this state.
pub fn of_control(
    c: &mut Db,
    scope: &Scope,
    filter: &Filter,
    (place, state): (usize, State),
    page: PageRequest,
) -> Result<Page<Listed>> {
    paged(c, scope, filter, Some(rules::pattern(place, state)), page)
}

fn paged(
    c: &mut Db,
    scope: &Scope,
    filter: &Filter,
    pattern: Option<String>,
    page: PageRequest,
) -> Result<Page<Listed>> {
    let client = scope.client()?;
    let filtered = || {
        let mut query = coverage_vendors::table.filter(coverage_vendors::organisation_id.eq(client)).into_boxed();
        query = match filter.tier {
            None => query,
            Some(None) => query.filter(coverage_vendors::tier.is_null()),
            Some(tier) => query.filter(coverage_vendors::tier.eq(tier)),
        };
        query = match filter.state {
            None => query,
            Some(State::Unknown) => query.filter(coverage_vendors::unknown_count.gt(0)),
            Some(State::Expired) => query.filter(coverage_vendors::expired_count.gt(0)),
            Some(State::Claimed) => query.filter(coverage_vendors::claimed_count.gt(0)),
            Some(State::Verified) => query.filter(coverage_vendors::verified_count.gt(0)),
            Some(State::NotRequired) => query.filter(coverage_vendors::not_required_count.gt(0)),
        };
        if let Some(pattern) = &pattern {
            query = query.filter(coverage_vendors::states.like(pattern.clone()));
        }
        if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
            let named = vendors::table
                .filter(vendors::organisation_id.eq(client))
                .filter(vendors::search_text.like(text::like_anywhere(&q)).escape('\\'));
            query = query.filter(coverage_vendors::vendor_id.eq_any(named.select(vendors::id)));
        }
        query
    };
    let total: i64 = filtered().count().get_result(c)?;
    // The index `coverage_vendors_order` gives the counts in order, so only vendors of equal counts are sorted by name.
    let found: Vec<(CoverageRow, String)> = filtered()
        .inner_join(vendors::table)
        .order((
            coverage_vendors::unknown_count.desc(),
            coverage_vendors::expired_count.desc(),
            coverage_vendors::claimed_count.desc(),
            vendors::name_folded.asc(),
            vendors::id.asc(),
        ))
        .limit(page.size)
        .offset(page.offset())
        .select((CoverageRow::as_select(), vendors::legal_name))
        .load(c)?;
    Ok(Page::new(found.into_iter().map(|(row, name)| Listed { row, name }).collect(), total, page))
}
