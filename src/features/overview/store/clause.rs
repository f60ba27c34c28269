//! What the auditor's question is answered from: vendors, contracts, and what was judged of one clause, when.

use crate::access::Scope;
use crate::base::{Id, Instant, Result};
use crate::features::contracts::{ClauseMet, InContract};
use crate::features::vendors::{VendorKind, VendorStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    answer_reviews, assessments, audit_events, contract_clauses, contracts, vendor_steps, vendors,
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
    pub reference: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

/// What is stored of the clause in a contract.
#[derive(Debug, Clone, Queryable)]
pub struct Judged {
    pub contract_id: Id,
    pub in_contract: Option<InContract>,
    pub met: ClauseMet,
    pub by: String,
    pub at: Instant,
}

#[derive(Debug, Default)]
pub struct ClauseBasis {
    pub vendors: Vec<AskedVendor>,
    pub contracts: Vec<AskedContract>,
    pub judged: Vec<Judged>,
    /// The log of the clause within the time: contract, when, who, and what it became.
    pub logged: Vec<(String, Instant, String, Option<String>)>,
    /// Reviews of answers to the clause's questions within the time: vendor, when, who.
    pub reviewed: Vec<(Id, Instant, String)>,
    /// When vendors ended.
    pub ended: Vec<(Id, Instant)>,
}

/// Six queries, whatever the number of vendors.
pub fn clause_basis(
    c: &mut Db,
    scope: &Scope,
    kind: Option<VendorKind>,
    (clause_id, questions): (&str, &[&str]),
    (from, to): (Instant, Instant),
) -> Result<ClauseBasis> {
    let client = scope.client()?;
    let columns = (vendors::id, vendors::legal_name, vendors::tier, vendors::status);
    let own = vendors::table
        .filter(vendors::organisation_id.eq(client))
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
        .select((contracts::id, contracts::vendor_id, contracts::reference, contracts::starts_on, contracts::ends_on))
        .load(c)?;
    let judged: Vec<Judged> = contract_clauses::table
        .filter(contract_clauses::organisation_id.eq(client))
        .filter(contract_clauses::clause_id.eq(clause_id))
        .select((
            contract_clauses::contract_id,
            contract_clauses::in_contract,
            contract_clauses::met,
            contract_clauses::updated_by_name,
            contract_clauses::updated_at,
        ))
        .load(c)?;
    let logged: Vec<(String, Instant, String, Option<String>)> = audit_events::table
        .filter(audit_events::organisation_id.eq(client))
        .filter(audit_events::object_type.eq("contract_clause"))
        .filter(audit_events::at.ge(from))
        .filter(audit_events::at.lt(to))
        .filter(audit_events::summary.like(format!("% {clause_id}")))
        .order(audit_events::seq)
        .select((audit_events::object_id, audit_events::at, audit_events::actor_name, audit_events::after))
        .load(c)?;
    let reviewed: Vec<(Id, Instant, String)> = answer_reviews::table
        .inner_join(assessments::table)
        .filter(answer_reviews::organisation_id.eq(client))
        .filter(answer_reviews::question_id.eq_any(questions.iter().copied()))
        .filter(answer_reviews::status.is_not_null())
        .filter(answer_reviews::reviewed_at.ge(from))
        .filter(answer_reviews::reviewed_at.lt(to))
        .order(answer_reviews::reviewed_at)
        .select((assessments::vendor_id, answer_reviews::reviewed_at, answer_reviews::reviewed_by_name))
        .load(c)?;
    let ended: Vec<(Id, Instant)> = vendor_steps::table
        .filter(vendor_steps::organisation_id.eq(client))
        .filter(vendor_steps::to_status.eq(VendorStatus::Ended))
        .order(vendor_steps::decided_at)
        .select((vendor_steps::vendor_id, vendor_steps::decided_at))
        .load(c)?;
    Ok(ClauseBasis { vendors: asked, contracts: held, judged, logged, reviewed, ended })
}
