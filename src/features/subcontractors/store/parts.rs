//! The parts of a case: claims, verdicts, reviews, proposals, objections, decisions, its end.
//! The caller has found the case in its scope; what is the region's own asks for the scope again.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::subcontractors::records::{
    Case, Claim, Closure, ContractTerms, Objection, Proposal, Review, Ruling, VerdictRow,
};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    chain_nodes, subcontract_claims, subcontract_closures, subcontract_decisions, subcontract_objections,
    subcontract_proposals, subcontract_reviews, subcontract_terms, subcontract_verdicts,
};
use diesel::prelude::*;

pub fn claims(c: &mut Db, case: &Case) -> Result<Vec<Claim>> {
    Ok(subcontract_claims::table
        .filter(subcontract_claims::case_id.eq(&case.id))
        .order(subcontract_claims::criterion)
        .select(Claim::as_select())
        .load(c)?)
}

/// Writes a claim anew or in the place of the one with its id.
pub fn put_claim(c: &mut Db, row: &Claim, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(subcontract_claims::table).values(row).execute(c)?;
    } else {
        diesel::update(subcontract_claims::table.filter(subcontract_claims::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

/// Takes every claim of a case away: nothing but the fact is kept when the security gate closes.
pub fn forget_claims(c: &mut Db, case: &Case) -> Result<()> {
    diesel::delete(subcontract_claims::table.filter(subcontract_claims::case_id.eq(&case.id))).execute(c)?;
    diesel::delete(subcontract_verdicts::table.filter(subcontract_verdicts::case_id.eq(&case.id))).execute(c)?;
    Ok(())
}

pub fn verdicts(c: &mut Db, scope: &Scope, case: &Case) -> Result<Vec<VerdictRow>> {
    Ok(subcontract_verdicts::table
        .filter(subcontract_verdicts::organisation_id.eq(scope.client()?))
        .filter(subcontract_verdicts::case_id.eq(&case.id))
        .order(subcontract_verdicts::criterion)
        .select(VerdictRow::as_select())
        .load(c)?)
}

pub fn put_verdict(c: &mut Db, row: &VerdictRow, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(subcontract_verdicts::table).values(row).execute(c)?;
    } else {
        diesel::update(subcontract_verdicts::table.filter(subcontract_verdicts::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

/// The four reviews, in the order of their kinds.
pub fn reviews(c: &mut Db, scope: &Scope, case: &Case) -> Result<Vec<Review>> {
    let mut rows: Vec<Review> = subcontract_reviews::table
        .filter(subcontract_reviews::organisation_id.eq(scope.client()?))
        .filter(subcontract_reviews::case_id.eq(&case.id))
        .select(Review::as_select())
        .load(c)?;
    rows.sort_by_key(|review| review.kind);
    Ok(rows)
}

pub fn insert_review(c: &mut Db, row: &Review) -> Result<()> {
    diesel::insert_into(subcontract_reviews::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_review(c: &mut Db, row: &Review) -> Result<()> {
    diesel::update(subcontract_reviews::table.filter(subcontract_reviews::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}

pub fn proposal(c: &mut Db, scope: &Scope, case: &Case) -> Result<Option<Proposal>> {
    Ok(subcontract_proposals::table
        .filter(subcontract_proposals::organisation_id.eq(scope.client()?))
        .filter(subcontract_proposals::case_id.eq(&case.id))
        .select(Proposal::as_select())
        .first(c)
        .optional()?)
}

pub fn put_proposal(c: &mut Db, row: &Proposal, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(subcontract_proposals::table).values(row).execute(c)?;
    } else {
        diesel::update(subcontract_proposals::table.filter(subcontract_proposals::id.eq(&row.id)))
            .set(row)
            .execute(c)?;
    }
    Ok(())
}

/// Newest first; the vendor sees them too.
pub fn objections(c: &mut Db, case: &Case) -> Result<Vec<Objection>> {
    Ok(subcontract_objections::table
        .filter(subcontract_objections::case_id.eq(&case.id))
        .order(subcontract_objections::raised_at.desc())
        .select(Objection::as_select())
        .load(c)?)
}

pub fn insert_objection(c: &mut Db, row: &Objection) -> Result<()> {
    diesel::insert_into(subcontract_objections::table).values(row).execute(c)?;
    Ok(())
}

/// Newest first. What it says of tiers is the region's own.
pub fn rulings(c: &mut Db, case: &Case) -> Result<Vec<Ruling>> {
    Ok(subcontract_decisions::table
        .filter(subcontract_decisions::case_id.eq(&case.id))
        .order((subcontract_decisions::decided_at.desc(), subcontract_decisions::id.desc()))
        .select(Ruling::as_select())
        .load(c)?)
}

pub fn insert_ruling(c: &mut Db, row: &Ruling) -> Result<()> {
    diesel::insert_into(subcontract_decisions::table).values(row).execute(c)?;
    Ok(())
}

pub fn closure(c: &mut Db, case: &Case) -> Result<Option<Closure>> {
    Ok(subcontract_closures::table
        .filter(subcontract_closures::case_id.eq(&case.id))
        .select(Closure::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_closure(c: &mut Db, row: &Closure) -> Result<()> {
    diesel::insert_into(subcontract_closures::table).values(row).execute(c)?;
    Ok(())
}

/// What the contract says, if anybody has noted it.
pub fn terms(c: &mut Db, contract_id: &Id) -> Result<Option<ContractTerms>> {
    Ok(subcontract_terms::table
        .filter(subcontract_terms::contract_id.eq(contract_id))
        .select(ContractTerms::as_select())
        .first(c)
        .optional()?)
}

pub fn put_terms(c: &mut Db, row: &ContractTerms, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(subcontract_terms::table).values(row).execute(c)?;
    } else {
        diesel::update(subcontract_terms::table.filter(subcontract_terms::id.eq(&row.id))).set(row).execute(c)?;
    }
    Ok(())
}

/// Nodes of the client whose name is the same when folded: perhaps the one that is asked for.
pub fn namesakes(c: &mut Db, scope: &Scope, name_folded: &str) -> Result<Vec<(Id, String, Option<String>)>> {
    Ok(chain_nodes::table
        .filter(chain_nodes::organisation_id.eq(scope.client()?))
        .filter(chain_nodes::name_folded.eq(name_folded))
        .order(chain_nodes::id)
        .limit(10)
        .select((chain_nodes::id, chain_nodes::name, chain_nodes::org_number))
        .load(c)?)
}

/// Names of nodes by id, for the vendor's own chain; the ids come from links that the scope may see.
pub fn node_names(c: &mut Db, ids: &[Id]) -> Result<Vec<(Id, String)>> {
    Ok(chain_nodes::table
        .filter(chain_nodes::id.eq_any(ids))
        .order((chain_nodes::name_folded, chain_nodes::id))
        .select((chain_nodes::id, chain_nodes::name))
        .load(c)?)
}
