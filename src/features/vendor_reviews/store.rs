//! The only queries on reviews, their findings and visits. All of it is the client's own; a vendor's scope finds none.

use super::model::{ReviewStatus, ReviewType};
use super::records::{ReviewAuthor, ReviewFinding, VendorReview, Visit, VisitLine};
use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result, text};
use crate::features::findings::{Action, Finding};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, findings, plan_decisions, plan_lines, plans, review_visit_lines, review_visits, vendor_review_authors,
    vendor_review_findings, vendor_reviews, vendors,
};
use chrono::NaiveDate;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a list shows; what is none does not narrow it.
#[derive(Debug, Clone, Default)]
pub struct ReviewFilter {
    pub q: Option<String>,
    pub kind: Option<ReviewType>,
    pub status: Option<ReviewStatus>,
    pub vendor_id: Option<Id>,
}

/// A review, its vendor's name, and how many findings it has.
pub type Listed = (VendorReview, String, i64);

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<VendorReview> {
    Ok(vendor_reviews::table
        .filter(vendor_reviews::organisation_id.eq(scope.client()?))
        .filter(vendor_reviews::id.eq(id))
        .select(VendorReview::as_select())
        .first(c)?)
}

/// One page of reviews, newest first. Three queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &ReviewFilter, page: PageRequest) -> Result<Page<Listed>> {
    let filtered = || -> Result<_> {
        let mut query = vendor_reviews::table
            .inner_join(vendors::table)
            .filter(vendor_reviews::organisation_id.eq(scope.client()?.clone()))
            .into_boxed();
        if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
            query = query.filter(vendor_reviews::search_text.like(text::like_anywhere(&q)).escape('\\'));
        }
        if let Some(kind) = filter.kind {
            query = query.filter(vendor_reviews::kind.eq(kind));
        }
        if let Some(status) = filter.status {
            query = query.filter(vendor_reviews::status.eq(status));
        }
        if let Some(vendor_id) = &filter.vendor_id {
            query = query.filter(vendor_reviews::vendor_id.eq(vendor_id.clone()));
        }
        Ok(query)
    };
    let total: i64 = filtered()?.count().get_result(c)?;
    let rows: Vec<(VendorReview, String)> = filtered()?
        .order((vendor_reviews::number.desc(), vendor_reviews::id))
        .limit(page.size)
        .offset(page.offset())
        .select((VendorReview::as_select(), vendors::legal_name))
        .load(c)?;
    let ids: Vec<Id> = rows.iter().map(|(row, _)| row.id.clone()).collect();
    let counted: Vec<(Id, i64)> = vendor_review_findings::table
        .filter(vendor_review_findings::organisation_id.eq(scope.client()?))
        .filter(vendor_review_findings::review_id.eq_any(&ids))
        .group_by(vendor_review_findings::review_id)
        .select((vendor_review_findings::review_id, count_star()))
        .load(c)?;
    let counts: BTreeMap<Id, i64> = counted.into_iter().collect();
    let listed = |(row, vendor): (VendorReview, String)| {
        let count = counts.get(&row.id).copied().unwrap_or(0);
        (row, vendor, count)
    };
    Ok(Page::new(rows.into_iter().map(listed).collect(), total, page))
}

/// The reviews of one vendor, newest first.
pub fn of_vendor(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<VendorReview>> {
    Ok(vendor_reviews::table
        .filter(vendor_reviews::organisation_id.eq(scope.client()?))
        .filter(vendor_reviews::vendor_id.eq(vendor_id))
        .order((vendor_reviews::number.desc(), vendor_reviews::id))
        .limit(200)
        .select(VendorReview::as_select())
        .load(c)?)
}

pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = vendor_reviews::table
        .filter(vendor_reviews::organisation_id.eq(scope.client()?))
        .select(max(vendor_reviews::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert(c: &mut Db, row: &VendorReview) -> Result<()> {
    diesel::insert_into(vendor_reviews::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &VendorReview) -> Result<()> {
    let own = vendor_reviews::table.filter(vendor_reviews::id.eq(&row.id));
    diesel::update(own.filter(vendor_reviews::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn authors(c: &mut Db, scope: &Scope, review_id: &Id) -> Result<Vec<ReviewAuthor>> {
    Ok(vendor_review_authors::table
        .filter(vendor_review_authors::organisation_id.eq(scope.client()?))
        .filter(vendor_review_authors::review_id.eq(review_id))
        .order(vendor_review_authors::position)
        .select(ReviewAuthor::as_select())
        .load(c)?)
}

/// Replaces the authors of a review.
pub fn put_authors(c: &mut Db, scope: &Scope, review_id: &Id, rows: &[ReviewAuthor]) -> Result<()> {
    let old = vendor_review_authors::table
        .filter(vendor_review_authors::organisation_id.eq(scope.client()?))
        .filter(vendor_review_authors::review_id.eq(review_id));
    diesel::delete(old).execute(c)?;
    for row in rows {
        diesel::insert_into(vendor_review_authors::table).values(row).execute(c)?;
    }
    Ok(())
}

/// The findings of a review with how they were tied to it, by number.
pub fn findings_of(c: &mut Db, scope: &Scope, review_id: &Id) -> Result<Vec<(ReviewFinding, Finding)>> {
    Ok(vendor_review_findings::table
        .inner_join(findings::table)
        .filter(vendor_review_findings::organisation_id.eq(scope.client()?))
        .filter(vendor_review_findings::review_id.eq(review_id))
        .order(findings::number)
        .select((ReviewFinding::as_select(), Finding::as_select()))
        .load(c)?)
}

/// Other reviews behind the findings of one: finding, review, its number and title.
pub fn shared(c: &mut Db, scope: &Scope, review_id: &Id, finding_ids: &[Id]) -> Result<Vec<(Id, Id, i32, String)>> {
    Ok(vendor_review_findings::table
        .inner_join(vendor_reviews::table)
        .filter(vendor_review_findings::organisation_id.eq(scope.client()?))
        .filter(vendor_review_findings::finding_id.eq_any(finding_ids))
        .filter(vendor_review_findings::review_id.ne(review_id))
        .order(vendor_reviews::number)
        .select((vendor_review_findings::finding_id, vendor_reviews::id, vendor_reviews::number, vendor_reviews::title))
        .load(c)?)
}

/// A decision on a plan.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct Decided {
    #[serde(skip_serializing)]
    pub plan_id: Id,
    pub number: i32,
    pub decided_on: NaiveDate,
    pub decided_by: String,
    pub diary_number: Option<String>,
    #[serde(skip_serializing)]
    pub recorded_at: Instant,
}

/// A plan that an action stands in, with the latest decision that was made with the action in it.
#[derive(Debug, Clone, Serialize)]
pub struct Planned {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub decision: Option<Decided>,
}

/// What is done about the findings: their actions, each with the plans that it stands in. Three queries.
pub fn followed(c: &mut Db, scope: &Scope, finding_ids: &[Id]) -> Result<Vec<(Action, Vec<Planned>)>> {
    let client = scope.client()?;
    let found: Vec<Action> = actions::table
        .filter(actions::organisation_id.eq(client))
        .filter(actions::finding_id.eq_any(finding_ids))
        .order(actions::number)
        .select(Action::as_select())
        .load(c)?;
    let ids: Vec<Id> = found.iter().map(|action| action.id.clone()).collect();
    let lines: Vec<(Id, Instant, Id, i32, String)> = plan_lines::table
        .inner_join(plans::table)
        .filter(plan_lines::organisation_id.eq(client))
        .filter(plan_lines::action_id.eq_any(&ids))
        .order((plans::number, plans::id))
        .select((plan_lines::action_id, plan_lines::added_at, plans::id, plans::number, plans::title))
        .load(c)?;
    let plan_ids: Vec<Id> = lines.iter().map(|(_, _, plan, ..)| plan.clone()).collect();
    let decisions: Vec<Decided> = plan_decisions::table
        .filter(plan_decisions::organisation_id.eq(client))
        .filter(plan_decisions::plan_id.eq_any(&plan_ids))
        .order((plan_decisions::plan_id, plan_decisions::number.desc()))
        .select((
            plan_decisions::plan_id,
            plan_decisions::number,
            plan_decisions::decided_on,
            plan_decisions::decided_by_name,
            plan_decisions::diary_number,
            plan_decisions::recorded_at,
        ))
        .load(c)?;
    let plans_of = |action: &Action| -> Vec<Planned> {
        let own = lines.iter().filter(|(action_id, ..)| *action_id == action.id);
        own.map(|(_, added_at, id, number, title)| Planned {
            id: id.clone(),
            number: *number,
            title: title.clone(),
            decision: decisions.iter().find(|made| made.plan_id == *id && made.recorded_at >= *added_at).cloned(),
        })
        .collect()
    };
    Ok(found
        .into_iter()
        .map(|action| {
            let plans = plans_of(&action);
            (action, plans)
        })
        .collect())
}

pub fn insert_link(c: &mut Db, row: &ReviewFinding) -> Result<()> {
    diesel::insert_into(vendor_review_findings::table).values(row).execute(c)?;
    Ok(())
}

/// The finding of this vendor with a number.
pub fn finding_by_number(c: &mut Db, scope: &Scope, vendor_id: &Id, number: i32) -> Result<Option<Finding>> {
    Ok(findings::table
        .filter(findings::organisation_id.eq(scope.client()?))
        .filter(findings::vendor_id.eq(vendor_id))
        .filter(findings::number.eq(number))
        .select(Finding::as_select())
        .first(c)
        .optional()?)
}

/// The visits of a review, newest first.
pub fn visits_of(c: &mut Db, scope: &Scope, review_id: &Id) -> Result<Vec<Visit>> {
    Ok(review_visits::table
        .filter(review_visits::organisation_id.eq(scope.client()?))
        .filter(review_visits::review_id.eq(review_id))
        .order(review_visits::number.desc())
        .select(Visit::as_select())
        .load(c)?)
}

/// Some of the visits of a client after one of them, by id: for walking through them all.
pub fn visits_after(c: &mut Db, scope: &Scope, after: Option<&Id>, limit: i64) -> Result<Vec<Visit>> {
    let base = review_visits::table
        .filter(review_visits::organisation_id.eq(scope.client()?))
        .order(review_visits::id)
        .limit(limit)
        .select(Visit::as_select());
    Ok(match after {
        Some(id) => base.filter(review_visits::id.gt(id)).load(c)?,
        None => base.load(c)?,
    })
}

/// The clients that have reviews: whom the check of all protocols works for, one at a time.
pub fn clients_with_reviews(c: &mut Db) -> Result<Vec<Id>> {
    Ok(vendor_reviews::table
        .select(vendor_reviews::organisation_id)
        .distinct()
        .order(vendor_reviews::organisation_id)
        .load(c)?)
}

pub fn find_visit(c: &mut Db, scope: &Scope, review_id: &Id, id: &Id) -> Result<Visit> {
    Ok(review_visits::table
        .filter(review_visits::organisation_id.eq(scope.client()?))
        .filter(review_visits::review_id.eq(review_id))
        .filter(review_visits::id.eq(id))
        .select(Visit::as_select())
        .first(c)?)
}

pub fn insert_visit(c: &mut Db, row: &Visit) -> Result<()> {
    diesel::insert_into(review_visits::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_visit(c: &mut Db, scope: &Scope, row: &Visit) -> Result<()> {
    let own = review_visits::table.filter(review_visits::id.eq(&row.id));
    diesel::update(own.filter(review_visits::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn lines_of(c: &mut Db, scope: &Scope, visit_id: &Id) -> Result<Vec<VisitLine>> {
    Ok(review_visit_lines::table
        .filter(review_visit_lines::organisation_id.eq(scope.client()?))
        .filter(review_visit_lines::visit_id.eq(visit_id))
        .order(review_visit_lines::position)
        .select(VisitLine::as_select())
        .load(c)?)
}

pub fn insert_line(c: &mut Db, row: &VisitLine) -> Result<()> {
    diesel::insert_into(review_visit_lines::table).values(row).execute(c)?;
    Ok(())
}
