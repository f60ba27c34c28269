//! What the auditor's question is answered from: vendors, contracts, and what was judged of one clause, when.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::contracts::{ClauseMet, InContract};
use crate::features::vendors::{VendorKind, VendorStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    answer_reviews, assessments, audit_events, contract_clauses, contracts, own_clause_checks, vendor_merges,
    vendor_steps, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A vendor of the kind that is asked about.
#[derive(Debug, Clone, Queryable)]
pub struct AskedVendor {
    pub id: Id,
    pub name: String,
    pub tier: Option<i32>,
    pub status: VendorStatus,
}

#[derive(Debug, Clone, Queryable)]
pub struct AskedContract {
    pub id: Id,
    pub vendor_id: Id,
    /// The framework agreement that it is called off from.
    pub parent_id: Option<Id>,
    pub reference: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

/// The clause that is asked about.
#[derive(Debug, Clone, Copy)]
pub struct OfClause<'a> {
    pub code: &'a str,
    /// Questions whose answers speak of it.
    pub questions: &'a [&'a str],
    /// Its id when only the organisation has it.
    pub own: Option<&'a Id>,
}

/// What is stored of the clause in a contract.
#[derive(Debug, Clone)]
pub struct Judged {
    pub contract_id: Id,
    pub in_contract: Option<InContract>,
    /// Somebody has said whether it is met; of an own clause, whether the contract has it.
    pub is_judged: bool,
    pub by: String,
    pub at: Instant,
}

/// An event of the log of the clause in one contract, with the JSON of what was there before and after.
#[derive(Debug, Clone, Queryable)]
pub struct Logged {
    pub contract_id: String,
    pub at: Instant,
    pub by: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A review of an answer to one of the clause's questions.
#[derive(Debug, Clone, Queryable)]
pub struct Reviewed {
    pub vendor_id: Id,
    /// None: the answer was given for the vendor as a whole.
    pub contract_id: Option<Id>,
    pub at: Instant,
    pub by: String,
}

#[derive(Debug, Default)]
pub struct ClauseBasis {
    pub vendors: Vec<AskedVendor>,
    pub contracts: Vec<AskedContract>,
    pub judged: Vec<Judged>,
    /// From the beginning of the time on, the newest first.
    pub logged: Vec<Logged>,
    /// Within the time.
    pub reviewed: Vec<Reviewed>,
    /// When vendors ended.
    pub ended: Vec<(Id, Instant)>,
}

/// Six queries, whatever the number of vendors.
pub fn clause_basis(
    c: &mut Db,
    scope: &Scope,
    kind: Option<VendorKind>,
    clause: OfClause<'_>,
    (from, to): (Instant, Instant),
) -> Result<ClauseBasis> {
    let client = scope.client()?;
    let columns = (vendors::id, vendors::legal_name, vendors::tier, vendors::status);
    // One that lives on in another is asked about there: its contracts went with it.
    let gone = vendor_merges::table.filter(vendor_merges::organisation_id.eq(client)).select(vendor_merges::merged_id);
    let own = vendors::table
        .filter(vendors::organisation_id.eq(client))
        .filter(vendors::id.ne_all(gone))
        .filter(vendors::status.ne(VendorStatus::Prospect))
        .filter(vendors::created_at.lt(to))
        .order((vendors::name_folded, vendors::id));
    let asked: Vec<AskedVendor> = match kind {
        Some(kind) => own.filter(vendors::kind.eq(kind)).select(columns).load(c)?,
        None => own.select(columns).load(c)?,
    };
    let held: Vec<AskedContract> = contracts::table
        .filter(contracts::organisation_id.eq(client))
        .order((contracts::reference, contracts::id))
        .select((
            contracts::id,
            contracts::vendor_id,
            contracts::parent_id,
            contracts::reference,
            contracts::starts_on,
            contracts::ends_on,
        ))
        .load(c)?;
    let judged = match clause.own {
        Some(id) => of_own(c, scope, id)?,
        None => of_catalogue(c, scope, clause.code)?,
    };
    let logged: Vec<Logged> = audit_events::table
        .filter(audit_events::organisation_id.eq(client))
        .filter(audit_events::object_type.eq(if clause.own.is_some() { "own_clause_check" } else { "contract_clause" }))
        .filter(audit_events::at.ge(from))
        .filter(audit_events::summary.like(format!("% {}", clause.code)))
        .order(audit_events::seq.desc())
        .select((
            audit_events::object_id,
            audit_events::at,
            audit_events::actor_name,
            audit_events::before,
            audit_events::after,
        ))
        .load(c)?;
    let reviewed: Vec<Reviewed> = answer_reviews::table
        .inner_join(assessments::table)
        .filter(answer_reviews::organisation_id.eq(client))
        .filter(answer_reviews::question_id.eq_any(clause.questions.iter().copied()))
        .filter(answer_reviews::status.is_not_null())
        .filter(answer_reviews::reviewed_at.ge(from))
        .filter(answer_reviews::reviewed_at.lt(to))
        .order(answer_reviews::reviewed_at)
        .select((
            assessments::vendor_id,
            assessments::contract_id,
            answer_reviews::reviewed_at,
            answer_reviews::reviewed_by_name,
        ))
        .load(c)?;
    let ended: Vec<(Id, Instant)> = vendor_steps::table
        .filter(vendor_steps::organisation_id.eq(client))
        .filter(vendor_steps::to_status.eq(VendorStatus::Ended))
        .order(vendor_steps::decided_at)
        .select((vendor_steps::vendor_id, vendor_steps::decided_at))
        .load(c)?;
    Ok(ClauseBasis { vendors: asked, contracts: held, judged, logged, reviewed, ended })
}

fn of_catalogue(c: &mut Db, scope: &Scope, clause_id: &str) -> Result<Vec<Judged>> {
    let rows: Vec<(Id, Option<InContract>, ClauseMet, String, Instant)> = contract_clauses::table
        .filter(contract_clauses::organisation_id.eq(scope.client()?))
        .filter(contract_clauses::clause_id.eq(clause_id))
        .select((
            contract_clauses::contract_id,
            contract_clauses::in_contract,
            contract_clauses::met,
            contract_clauses::updated_by_name,
            contract_clauses::updated_at,
        ))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(contract_id, in_contract, met, by, at)| {
            let is_judged = met != ClauseMet::Unknown;
            Judged { contract_id, in_contract, is_judged, by, at }
        })
        .collect())
}

fn of_own(c: &mut Db, scope: &Scope, own_clause_id: &Id) -> Result<Vec<Judged>> {
    let rows: Vec<(Id, InContract, String, Instant)> = own_clause_checks::table
        .filter(own_clause_checks::organisation_id.eq(scope.client()?))
        .filter(own_clause_checks::own_clause_id.eq(own_clause_id))
        .select((
            own_clause_checks::contract_id,
            own_clause_checks::in_contract,
            own_clause_checks::updated_by_name,
            own_clause_checks::updated_at,
        ))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(contract_id, is, by, at)| Judged { contract_id, in_contract: Some(is), is_judged: true, by, at })
        .collect())
}
