//! The only queries on merges, and on what follows a vendor to another.

mod follow;
mod parties;

pub use follow::{FOLLOWS, counted, own_values, round_lines};
pub use parties::{Merged, merge_parties, references, ties_of};

use super::records::VendorMerge;
use super::rules::{Candidate, Pair, pairs};
use crate::access::Scope;
use crate::base::{Id, Result, text};
use crate::features::vendors::VendorStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{vendor_merges, vendors};
use diesel::prelude::*;

/// Every table with a vendor's id whose rows are moved.
pub const HANDLED_TABLES: &[&str] = &follow::tables();

/// Tables with a vendor's id whose rows are counted from others: those of the vendor that goes are taken away.
pub const DERIVED_TABLES: &[&str] = &["coverage_marks", "coverage_vendors"];

/// Tables with a vendor's id whose rows stay where they are: the log is never rewritten, and is read for both.
pub const UNTOUCHED_TABLES: &[&str] = &["audit_events"];

/// Every column that names a party of a chain, and is moved when two parties become one.
pub const NODE_COLUMNS: &[(&str, &str)] = parties::COLUMNS;

/// The rows of the register that look like the same company, the surest first: one query, however many there are.
pub fn duplicates(c: &mut Db, scope: &Scope) -> Result<Vec<Pair>> {
    type Row = (Id, String, Option<String>, Option<String>, VendorStatus, i32);
    let client = scope.client()?;
    let gone = vendor_merges::table.filter(vendor_merges::organisation_id.eq(client)).select(vendor_merges::merged_id);
    let rows: Vec<Row> = vendors::table
        .filter(vendors::organisation_id.eq(client))
        .filter(vendors::id.ne_all(gone))
        .order((vendors::created_at, vendors::id))
        .select((
            vendors::id,
            vendors::legal_name,
            vendors::org_number,
            vendors::hsa_id,
            vendors::status,
            vendors::version,
        ))
        .load(c)?;
    let rows: Vec<Candidate> = rows.into_iter().map(candidate).collect();
    Ok(pairs(&rows))
}

fn candidate(row: (Id, String, Option<String>, Option<String>, VendorStatus, i32)) -> Candidate {
    let (id, legal_name, org_number, hsa_id, status, version) = row;
    Candidate { id, legal_name, org_number, hsa_id, status: status.to_string(), version }
}

/// Vendors that a person may mean by what was typed, without the one itself and those that have gone.
pub fn others(c: &mut Db, scope: &Scope, but: &Id, typed: &str) -> Result<Vec<Candidate>> {
    let client = scope.client()?;
    let gone = vendor_merges::table.filter(vendor_merges::organisation_id.eq(client)).select(vendor_merges::merged_id);
    let rows = vendors::table
        .filter(vendors::organisation_id.eq(client))
        .filter(vendors::id.ne(but))
        .filter(vendors::id.ne_all(gone))
        .filter(vendors::search_text.like(text::like_anywhere(typed)).escape('\\'))
        .order((vendors::name_folded, vendors::id))
        .limit(20)
        .select((
            vendors::id,
            vendors::legal_name,
            vendors::org_number,
            vendors::hsa_id,
            vendors::status,
            vendors::version,
        ))
        .load(c)?;
    Ok(rows.into_iter().map(candidate).collect())
}

/// Whether one of them lives on in another already.
pub fn any_merged(c: &mut Db, scope: &Scope, ids: &[&Id]) -> Result<bool> {
    let found: i64 = vendor_merges::table
        .filter(vendor_merges::organisation_id.eq(scope.client()?))
        .filter(vendor_merges::merged_id.eq_any(ids.iter().copied()))
        .count()
        .get_result(c)?;
    Ok(found > 0)
}

/// Keeps the merge; rows that were merged into the one that goes now lead on to the one that stays.
pub fn insert(c: &mut Db, scope: &Scope, row: &VendorMerge) -> Result<()> {
    diesel::update(
        vendor_merges::table
            .filter(vendor_merges::organisation_id.eq(scope.client()?))
            .filter(vendor_merges::kept_id.eq(&row.merged_id)),
    )
    .set(vendor_merges::kept_id.eq(&row.kept_id))
    .execute(c)?;
    diesel::insert_into(vendor_merges::table).values(row).execute(c)?;
    Ok(())
}

/// What only the row that ends says of its deputy and its legal basis is taken over.
pub fn take_over(c: &mut Db, scope: &Scope, from: &Id, to: &Id) -> Result<()> {
    type Said = (Option<Id>, Option<String>);
    let own = |id: &Id| -> Result<_> {
        Ok(vendors::table
            .filter(vendors::organisation_id.eq(scope.client()?.clone()))
            .filter(vendors::id.eq(id.clone())))
    };
    let columns = (vendors::deputy_id, vendors::legal_basis);
    let (deputy, basis): Said = own(from)?.select(columns).first(c)?;
    let (own_deputy, own_basis): Said = own(to)?.select(columns).first(c)?;
    diesel::update(own(to)?)
        .set((vendors::deputy_id.eq(own_deputy.or(deputy)), vendors::legal_basis.eq(own_basis.or(basis))))
        .execute(c)?;
    Ok(())
}
