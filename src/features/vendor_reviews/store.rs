//! The only queries on reviews, their findings and visits. All of it is the client's own; a vendor's scope finds none.

use super::model::{ReviewStatus, ReviewType};
use super::records::{ReviewAuthor, ReviewFinding, VendorReview, Visit, VisitLine};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::findings::Finding;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    findings, review_visit_lines, review_visits, vendor_review_authors, vendor_review_findings, vendor_reviews, vendors,
};
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
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

/// The reviews that stand behind a finding.
pub fn reviews_of_finding(c: &mut Db, scope: &Scope, finding_id: &Id) -> Result<Vec<VendorReview>> {
    Ok(vendor_review_findings::table
        .inner_join(vendor_reviews::table)
        .filter(vendor_review_findings::organisation_id.eq(scope.client()?))
        .filter(vendor_review_findings::finding_id.eq(finding_id))
        .order(vendor_reviews::number)
        .select(VendorReview::as_select())
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
