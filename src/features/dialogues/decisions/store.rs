//! The only queries on decisions.

use super::records::{DecisionState, MeetingDecision};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Refusal, Result};
use crate::platform::db::schema::{contracts, meeting_decisions, vendors};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<MeetingDecision> {
    Ok(meeting_decisions::table
        .filter(meeting_decisions::organisation_id.eq(scope.client()?))
        .filter(meeting_decisions::id.eq(id))
        .select(MeetingDecision::as_select())
        .first(c)?)
}

pub fn insert(c: &mut Db, scope: &Scope, rows: &[MeetingDecision]) -> Result<()> {
    let client = scope.client()?;
    if rows.iter().any(|row| row.organisation_id != *client) {
        return Err(Refusal::NotFound);
    }
    insert_all!(c, meeting_decisions::table, rows);
    Ok(())
}

/// What a dialogue decided, when it was locked before.
pub fn of_dialogue(c: &mut Db, scope: &Scope, dialogue_id: &Id) -> Result<Vec<MeetingDecision>> {
    Ok(meeting_decisions::table
        .filter(meeting_decisions::organisation_id.eq(scope.client()?))
        .filter(meeting_decisions::dialogue_id.eq(dialogue_id))
        .order(meeting_decisions::id)
        .select(MeetingDecision::as_select())
        .load(c)?)
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save(c: &mut Db, scope: &Scope, mut row: MeetingDecision) -> Result<MeetingDecision> {
    let stored = row.version;
    row.version += 1;
    let own = meeting_decisions::table
        .filter(meeting_decisions::organisation_id.eq(scope.client()?))
        .filter(meeting_decisions::id.eq(&row.id))
        .filter(meeting_decisions::version.eq(stored));
    let changed = diesel::update(own).set(&row).execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// The decisions of a contract that are not carried out, the oldest first.
pub fn open_of_contract(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<MeetingDecision>> {
    Ok(meeting_decisions::table
        .filter(meeting_decisions::organisation_id.eq(scope.client()?))
        .filter(meeting_decisions::contract_id.eq(contract_id))
        .filter(meeting_decisions::state.eq(DecisionState::Open))
        .order((meeting_decisions::decided_on, meeting_decisions::id))
        .limit(200)
        .select(MeetingDecision::as_select())
        .load(c)?)
}

/// What a list of decisions is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct DecisionFilter {
    pub contract_id: Option<Id>,
    pub state: Option<DecisionState>,
}

/// A decision with whose it is.
#[derive(Debug, Clone)]
pub struct OpenDecision {
    pub decision: MeetingDecision,
    pub contract_reference: String,
    pub vendor_name: String,
}

macro_rules! matching {
    ($scope:expr, $filter:expr) => {{
        let mut query = meeting_decisions::table
            .inner_join(contracts::table.on(contracts::id.eq(meeting_decisions::contract_id)))
            .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
            .filter(meeting_decisions::organisation_id.eq($scope.client()?.clone()))
            .into_boxed::<Backend>();
        if let Some(id) = $filter.contract_id.clone() {
            query = query.filter(meeting_decisions::contract_id.eq(id));
        }
        if let Some(state) = $filter.state {
            query = query.filter(meeting_decisions::state.eq(state));
        }
        query
    }};
}

/// One page of decisions, the oldest first.
pub fn list(c: &mut Db, scope: &Scope, filter: &DecisionFilter, page: PageRequest) -> Result<Page<OpenDecision>> {
    let total: i64 = matching!(scope, filter).count().get_result(c)?;
    let rows: Vec<(MeetingDecision, String, String)> = matching!(scope, filter)
        .order((meeting_decisions::decided_on.asc(), meeting_decisions::id.asc()))
        .select((MeetingDecision::as_select(), contracts::reference, vendors::legal_name))
        .limit(page.size)
        .offset(page.offset())
        .load(c)?;
    let rows = rows
        .into_iter()
        .map(|(decision, contract_reference, vendor_name)| OpenDecision { decision, contract_reference, vendor_name })
        .collect();
    Ok(Page::new(rows, total, page))
}
