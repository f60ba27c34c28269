//! Queries on proposals.

use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::categorisation::records::{Proposal, ProposalStatus};
use crate::features::tiering::Trigger;
use crate::platform::db::Db;
use crate::platform::db::schema::{categorisations, tier_proposals, vendors};
use diesel::dsl::exists;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Backend = <Db as diesel::Connection>::Backend;

/// Which proposals a list shows.
#[derive(Debug, Clone, Default)]
pub struct ProposalFilter {
    /// True: only those that wait for somebody; false: only those decided or overtaken.
    pub open: Option<bool>,
    pub cause: Option<Trigger>,
    pub vendor_id: Option<Id>,
    /// Only vendors of this manager.
    pub manager_id: Option<Id>,
}

/// A person has judged the vendor since the proposal was made, so it no longer waits.
macro_rules! overtaken {
    () => {
        exists(
            categorisations::table
                .filter(categorisations::vendor_id.eq(tier_proposals::vendor_id))
                .filter(categorisations::automatic.eq(false))
                .filter(categorisations::decided_at.gt(tier_proposals::created_at)),
        )
    };
}

fn matching<'a>(scope: &Scope, filter: &ProposalFilter) -> Result<tier_proposals::BoxedQuery<'a, Backend>> {
    let client = scope.client()?.clone();
    let mut query =
        tier_proposals::table.filter(tier_proposals::organisation_id.eq(client.clone())).into_boxed::<Backend>();
    match filter.open {
        Some(true) => {
            query =
                query.filter(tier_proposals::status.eq(ProposalStatus::Open)).filter(diesel::dsl::not(overtaken!()));
        }
        Some(false) => {
            query = query.filter(tier_proposals::status.ne(ProposalStatus::Open).or(overtaken!()));
        }
        None => {}
    }
    if let Some(cause) = filter.cause {
        query = query.filter(tier_proposals::cause.eq(cause));
    }
    if let Some(id) = &filter.vendor_id {
        query = query.filter(tier_proposals::vendor_id.eq(id.clone()));
    }
    if let Some(id) = &filter.manager_id {
        let own = vendors::table
            .filter(vendors::organisation_id.eq(client))
            .filter(vendors::manager_id.eq(id.clone()))
            .select(vendors::id);
        query = query.filter(tier_proposals::vendor_id.eq_any(own));
    }
    Ok(query)
}

/// One page of proposals: the most critical first among the newest days.
pub fn proposals(c: &mut Db, scope: &Scope, filter: &ProposalFilter, page: PageRequest) -> Result<Page<Proposal>> {
    let total = matching(scope, filter)?.count().get_result(c)?;
    let rows = matching(scope, filter)?
        .order((tier_proposals::created_at.desc(), tier_proposals::tier, tier_proposals::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Proposal::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

pub fn count_proposals(c: &mut Db, scope: &Scope, filter: &ProposalFilter) -> Result<i64> {
    Ok(matching(scope, filter)?.count().get_result(c)?)
}

pub fn find_proposal(c: &mut Db, scope: &Scope, id: &Id) -> Result<Proposal> {
    Ok(tier_proposals::table
        .filter(tier_proposals::organisation_id.eq(scope.client()?))
        .filter(tier_proposals::id.eq(id))
        .select(Proposal::as_select())
        .first(c)?)
}

/// Whether the proposal still waits for somebody.
pub fn is_open(c: &mut Db, scope: &Scope, proposal: &Proposal) -> Result<bool> {
    let filter = ProposalFilter { open: Some(true), vendor_id: Some(proposal.vendor_id.clone()), ..Default::default() };
    let found = matching(scope, &filter)?.filter(tier_proposals::id.eq(proposal.id.clone())).count();
    Ok(found.get_result::<i64>(c)? > 0)
}

/// The proposals about these vendors that still wait for somebody.
pub fn waiting_among(c: &mut Db, scope: &Scope, vendor_ids: &[Id]) -> Result<BTreeSet<Id>> {
    let filter = ProposalFilter { open: Some(true), ..Default::default() };
    let ids: Vec<Id> = matching(scope, &filter)?
        .filter(tier_proposals::vendor_id.eq_any(vendor_ids.to_vec()))
        .select(tier_proposals::id)
        .load(c)?;
    Ok(ids.into_iter().collect())
}

/// The other proposals about the same vendor that wait for somebody.
pub fn others_waiting(c: &mut Db, scope: &Scope, proposal: &Proposal) -> Result<Vec<Proposal>> {
    let filter = ProposalFilter { open: Some(true), vendor_id: Some(proposal.vendor_id.clone()), ..Default::default() };
    Ok(matching(scope, &filter)?
        .filter(tier_proposals::id.ne(proposal.id.clone()))
        .order(tier_proposals::id)
        .select(Proposal::as_select())
        .load(c)?)
}

/// The open proposal of this vendor and cause, if there is one.
pub fn open_proposal(c: &mut Db, scope: &Scope, vendor_id: &Id, cause: Trigger) -> Result<Option<Proposal>> {
    let filter =
        ProposalFilter { open: Some(true), cause: Some(cause), vendor_id: Some(vendor_id.clone()), manager_id: None };
    Ok(matching(scope, &filter)?.order(tier_proposals::id.desc()).select(Proposal::as_select()).first(c).optional()?)
}

/// The vendors whose renewal already waits for somebody, or was decided after `cutoff`.
pub fn renewals_answered(c: &mut Db, scope: &Scope, cutoff: Instant) -> Result<BTreeSet<Id>> {
    let waiting = ProposalFilter { open: Some(true), cause: Some(Trigger::Renewal), ..Default::default() };
    let mut all: BTreeSet<Id> =
        matching(scope, &waiting)?.select(tier_proposals::vendor_id).load::<Id>(c)?.into_iter().collect();
    let decided = ProposalFilter { cause: Some(Trigger::Renewal), ..Default::default() };
    let since = matching(scope, &decided)?.filter(tier_proposals::decided_at.gt(Some(cutoff)));
    all.extend(since.select(tier_proposals::vendor_id).load::<Id>(c)?);
    Ok(all)
}

/// When somebody last looked at each vendor's tier for this cause: `now` while a proposal waits, else when the latest
/// was made or decided.
pub fn looked_at(c: &mut Db, scope: &Scope, cause: Trigger, now: Instant) -> Result<BTreeMap<Id, Instant>> {
    let all = ProposalFilter { cause: Some(cause), ..Default::default() };
    let rows: Vec<(Id, Instant, Option<Instant>)> = matching(scope, &all)?
        .select((tier_proposals::vendor_id, tier_proposals::created_at, tier_proposals::decided_at))
        .load(c)?;
    let waiting = ProposalFilter { open: Some(true), ..all };
    let waiting: Vec<Id> = matching(scope, &waiting)?.select(tier_proposals::vendor_id).load(c)?;
    let mut looked: BTreeMap<Id, Instant> = BTreeMap::new();
    let told = rows.into_iter().map(|(id, made, decided)| (id, decided.map_or(made, |decided| decided.max(made))));
    for (id, at) in told.chain(waiting.into_iter().map(|id| (id, now))) {
        let latest = looked.entry(id).or_insert(at);
        *latest = at.max(*latest);
    }
    Ok(looked)
}

pub fn insert_proposal(c: &mut Db, row: &Proposal) -> Result<()> {
    diesel::insert_into(tier_proposals::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_proposal(c: &mut Db, scope: &Scope, row: &Proposal) -> Result<()> {
    let own = tier_proposals::table.filter(tier_proposals::id.eq(&row.id));
    diesel::update(own.filter(tier_proposals::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}
