//! The only queries on cases. A vendor's scope reaches its own cases, and of them only what the vendor
//! itself has said, the decisions, and nothing of the region's reviews.

mod approved;
mod parts;

pub use approved::*;
pub use parts::*;

use super::model::{CaseState, ReviewKind};
use super::records::{Case, Review};
use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, subcontract_cases, subcontract_reviews, vendors};
use chrono::NaiveDate;
use diesel::dsl::{exists, max};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// Which cases are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct CaseFilter {
    pub q: Option<String>,
    pub state: Option<CaseState>,
    /// Only those that the region has to do something about.
    pub open_only: bool,
    /// Only those whose next day has passed.
    pub overdue_on: Option<NaiveDate>,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    /// Only those where one of these reviews is not done.
    pub waits_for: Vec<ReviewKind>,
}

const OPEN: [CaseState; 5] =
    [CaseState::Submitted, CaseState::Completeness, CaseState::Completion, CaseState::Review, CaseState::Temporary];

/// The cases that the scope reaches: a vendor's draft is its own until it is sent, and a draft that a
/// manager writes for a small provider is the manager's.
macro_rules! reached {
    ($scope:expr) => {{
        let mut query = subcontract_cases::table.into_boxed::<Backend>();
        match $scope.side() {
            Side::Region => {
                query = query
                    .filter(subcontract_cases::organisation_id.eq($scope.client()?.clone()))
                    .filter(subcontract_cases::state.ne(CaseState::Draft).or(subcontract_cases::by_phone.eq(true)));
            }
            Side::Vendor => {
                let own = vendors::table
                    .filter(vendors::vendor_organisation_id.eq($scope.vendor()?.clone()))
                    .select(vendors::id);
                query = query
                    .filter(subcontract_cases::vendor_id.eq_any(own))
                    .filter(subcontract_cases::state.ne(CaseState::Draft).or(subcontract_cases::by_phone.eq(false)));
            }
        }
        query
    }};
}

/// One case.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Case> {
    Ok(reached!(scope).filter(subcontract_cases::id.eq(id.clone())).select(Case::as_select()).first(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &CaseFilter) -> Result<subcontract_cases::BoxedQuery<'a, Backend>> {
    let mut query = reached!(scope);
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        let number: i32 = q.trim_start_matches('#').trim().parse().unwrap_or(0);
        let named = subcontract_cases::search_text.like(text::like_anywhere(&q)).escape('\\');
        query = query.filter(named.or(subcontract_cases::number.eq(number)));
    }
    if let Some(state) = filter.state {
        query = query.filter(subcontract_cases::state.eq(state));
    }
    if filter.open_only {
        query = query.filter(subcontract_cases::state.eq_any(OPEN));
    }
    if let Some(today) = filter.overdue_on {
        query = query.filter(subcontract_cases::state.eq_any(OPEN)).filter(subcontract_cases::due_on.lt(today));
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(subcontract_cases::vendor_id.eq(id.clone()));
    }
    if let Some(id) = &filter.contract_id {
        query = query.filter(subcontract_cases::contract_id.eq(id.clone()));
    }
    if !filter.waits_for.is_empty() {
        let waiting = subcontract_reviews::table
            .filter(subcontract_reviews::case_id.eq(subcontract_cases::id))
            .filter(subcontract_reviews::kind.eq_any(filter.waits_for.clone()))
            .filter(subcontract_reviews::done_at.is_null());
        query = query.filter(subcontract_cases::state.eq_any(OPEN)).filter(exists(waiting));
    }
    Ok(query)
}

/// A case in a list, with the names that it needs and which reviews are done.
#[derive(Debug, Clone)]
pub struct Listed {
    pub case: Case,
    pub vendor_name: String,
    pub tier: Option<i32>,
    pub contract: String,
    /// Empty for a vendor.
    pub reviews: Vec<Review>,
}

/// One page of cases, those that are due first on top; the number of queries is constant.
pub fn list(c: &mut Db, scope: &Scope, filter: &CaseFilter, page: PageRequest) -> Result<Page<Listed>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let rows: Vec<Case> = filtered(scope, filter)?
        .order((
            subcontract_cases::due_on.is_null(),
            subcontract_cases::due_on.asc(),
            subcontract_cases::number.desc(),
            subcontract_cases::id,
        ))
        .limit(page.size)
        .offset(page.offset())
        .select(Case::as_select())
        .load(c)?;
    let vendor_ids: Vec<Id> = rows.iter().map(|row| row.vendor_id.clone()).collect();
    let contract_ids: Vec<Id> = rows.iter().map(|row| row.contract_id.clone()).collect();
    let case_ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let names: Vec<(Id, String, Option<i32>)> = vendors::table
        .filter(vendors::id.eq_any(vendor_ids))
        .select((vendors::id, vendors::legal_name, vendors::tier))
        .load(c)?;
    let names: BTreeMap<Id, (String, Option<i32>)> =
        names.into_iter().map(|(id, name, tier)| (id, (name, tier))).collect();
    let agreements: Vec<(Id, String, String)> = contracts::table
        .filter(contracts::id.eq_any(contract_ids))
        .select((contracts::id, contracts::reference, contracts::title))
        .load(c)?;
    let agreements: BTreeMap<Id, String> =
        agreements.into_iter().map(|(id, reference, title)| (id, format!("{reference} {title}"))).collect();
    let mut reviews: BTreeMap<Id, Vec<Review>> = BTreeMap::new();
    if scope.side() == Side::Region {
        let all: Vec<Review> = subcontract_reviews::table
            .filter(subcontract_reviews::case_id.eq_any(case_ids))
            .order(subcontract_reviews::id)
            .select(Review::as_select())
            .load(c)?;
        for review in all {
            reviews.entry(review.case_id.clone()).or_default().push(review);
        }
    }
    let items = rows.into_iter().map(|case| {
        let (vendor_name, tier) = names.get(&case.vendor_id).cloned().unwrap_or_default();
        Listed {
            vendor_name,
            tier,
            contract: agreements.get(&case.contract_id).cloned().unwrap_or_default(),
            reviews: reviews.remove(&case.id).unwrap_or_default(),
            case,
        }
    });
    Ok(Page::new(items.collect(), total, page))
}

pub fn next_number(c: &mut Db, organisation_id: &Id) -> Result<i32> {
    let last: Option<i32> = subcontract_cases::table
        .filter(subcontract_cases::organisation_id.eq(organisation_id))
        .select(max(subcontract_cases::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert(c: &mut Db, row: &Case) -> Result<()> {
    diesel::insert_into(subcontract_cases::table).values(row).execute(c)?;
    Ok(())
}

/// Writes a case that was found in its scope.
pub fn save(c: &mut Db, row: &Case) -> Result<()> {
    let own = subcontract_cases::table
        .filter(subcontract_cases::id.eq(&row.id))
        .filter(subcontract_cases::organisation_id.eq(&row.organisation_id));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// The cases of every organisation that time may have changed by `today`: a notice, a start or an end.
pub fn due_everywhere(c: &mut Db, today: NaiveDate) -> Result<Vec<(Id, Id)>> {
    let notice = subcontract_cases::notice_until
        .lt(today)
        .and(subcontract_cases::silence_at.is_null())
        .and(subcontract_cases::state.eq_any([CaseState::Submitted, CaseState::Completeness, CaseState::Review]));
    let start = subcontract_cases::state.eq(CaseState::Decided).and(subcontract_cases::starts_on.le(today));
    let over = subcontract_cases::due_on.lt(today).and(subcontract_cases::state.eq_any([
        CaseState::Temporary,
        CaseState::Decided,
        CaseState::Active,
    ]));
    Ok(subcontract_cases::table
        .filter(notice.assume_not_null().or(start.assume_not_null()).or(over.assume_not_null()))
        .order(subcontract_cases::id)
        .select((subcontract_cases::organisation_id, subcontract_cases::id))
        .load(c)?)
}

/// The open cases of every organisation with a day between `today` and `until`.
pub fn near_everywhere(c: &mut Db, today: NaiveDate, until: NaiveDate) -> Result<Vec<(Id, Id)>> {
    Ok(subcontract_cases::table
        .filter(subcontract_cases::state.eq_any(OPEN))
        .filter(subcontract_cases::due_on.between(today, until))
        .order(subcontract_cases::id)
        .select((subcontract_cases::organisation_id, subcontract_cases::id))
        .load(c)?)
}
