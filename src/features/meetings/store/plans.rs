//! Follow-up plans and their lines.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Refusal, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::meetings::model::{FollowUpKind, FollowUpState};
use crate::features::meetings::records::{FollowUpLine, FollowUpPlan};
use crate::features::vendors::VendorStatus;
use crate::platform::db::schema::{assessments, contract_follow_ups, contracts, dialogues, follow_up_lines, vendors};
use crate::platform::db::{Db, insert_all};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// The organisations that have contracts.
pub fn organisations(c: &mut Db) -> Result<Vec<Id>> {
    Ok(contracts::table.select(contracts::organisation_id).distinct().order(contracts::organisation_id).load(c)?)
}

/// A contract as it decides whether its plan must be made anew.
#[derive(Debug, Clone, Queryable)]
pub struct Standing {
    pub contract_id: Id,
    pub ends_on: Option<NaiveDate>,
    pub tier: Option<i32>,
    pub vendor_status: VendorStatus,
    /// The tier of its plan, and how far it reaches.
    pub plan_tier: Option<i32>,
    pub planned_to: Option<NaiveDate>,
}

/// Every contract of the client with what its plan was made from.
pub fn standings(c: &mut Db, scope: &Scope) -> Result<Vec<Standing>> {
    Ok(contracts::table
        .inner_join(vendors::table)
        .left_join(contract_follow_ups::table.on(contract_follow_ups::contract_id.eq(contracts::id)))
        .filter(contracts::organisation_id.eq(scope.client()?))
        .order(contracts::id)
        .select((
            contracts::id,
            contracts::ends_on,
            vendors::tier,
            vendors::status,
            contract_follow_ups::tier.nullable(),
            contract_follow_ups::planned_to.nullable(),
        ))
        .load(c)?)
}

pub fn plan_of(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Option<FollowUpPlan>> {
    Ok(contract_follow_ups::table
        .filter(contract_follow_ups::organisation_id.eq(scope.client()?))
        .filter(contract_follow_ups::contract_id.eq(contract_id))
        .select(FollowUpPlan::as_select())
        .first(c)
        .optional()?)
}

/// The lines of a contract by day, without those that are no longer asked for.
pub fn lines_of(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<FollowUpLine>> {
    Ok(follow_up_lines::table
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::contract_id.eq(contract_id))
        .filter(follow_up_lines::state.ne(FollowUpState::Dropped))
        .order((follow_up_lines::due_on, follow_up_lines::kind, follow_up_lines::id))
        .select(FollowUpLine::as_select())
        .load(c)?)
}

pub fn find_line(c: &mut Db, scope: &Scope, id: &Id) -> Result<FollowUpLine> {
    Ok(follow_up_lines::table
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::id.eq(id))
        .select(FollowUpLine::as_select())
        .first(c)?)
}

/// Saves the plan of a contract, the first time or again.
pub fn keep_plan(c: &mut Db, scope: &Scope, row: &FollowUpPlan) -> Result<()> {
    let own = contract_follow_ups::table.filter(contract_follow_ups::organisation_id.eq(scope.client()?));
    let changed = diesel::update(own.filter(contract_follow_ups::id.eq(&row.id))).set(row).execute(c)?;
    if changed == 0 {
        if row.organisation_id != *scope.client()? {
            return Err(Refusal::NotFound);
        }
        diesel::insert_into(contract_follow_ups::table).values(row).execute(c)?;
    }
    Ok(())
}

pub fn insert_lines(c: &mut Db, scope: &Scope, rows: &[FollowUpLine]) -> Result<()> {
    let client = scope.client()?;
    if rows.iter().any(|row| row.organisation_id != *client) {
        return Err(Refusal::NotFound);
    }
    insert_all!(c, follow_up_lines::table, rows);
    Ok(())
}

/// Takes what is planned after a day out of a contract's plan. Gives how many lines.
pub fn drop_after(c: &mut Db, scope: &Scope, contract_id: &Id, day: NaiveDate) -> Result<usize> {
    let own = follow_up_lines::table
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::contract_id.eq(contract_id))
        .filter(follow_up_lines::state.eq(FollowUpState::Planned))
        .filter(follow_up_lines::due_on.gt(day));
    Ok(diesel::update(own).set(follow_up_lines::state.eq(FollowUpState::Dropped)).execute(c)?)
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save_line(c: &mut Db, scope: &Scope, mut row: FollowUpLine) -> Result<FollowUpLine> {
    let stored = row.version;
    row.version += 1;
    let own = follow_up_lines::table
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::id.eq(&row.id))
        .filter(follow_up_lines::version.eq(stored));
    let changed = diesel::update(own).set(&row).execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// Planned dialogues that have been held: the line, the dialogue and its day.
pub fn held(c: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<(FollowUpLine, Id, NaiveDate)>> {
    let same = dialogues::contract_id.eq(follow_up_lines::contract_id);
    Ok(follow_up_lines::table
        .inner_join(dialogues::table.on(same.and(dialogues::period.ge(follow_up_lines::period))))
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::kind.eq(FollowUpKind::Dialogue))
        .filter(follow_up_lines::state.eq(FollowUpState::Planned))
        .filter(dialogues::status.ne(DialogueStatus::Planned))
        // One that is held late is of the last line before it.
        .filter(diesel::dsl::sql::<diesel::sql_types::Bool>(
            "NOT EXISTS (SELECT 1 FROM follow_up_lines later WHERE later.contract_id = follow_up_lines.contract_id \
             AND later.kind = 'dialogue' AND later.state <> 'dropped' AND later.period > follow_up_lines.period \
             AND later.period <= dialogues.period)",
        ))
        .order((follow_up_lines::id, dialogues::period))
        .limit(limit)
        .select((FollowUpLine::as_select(), dialogues::id, dialogues::held_on))
        .load(c)?)
}

/// Planned self-assessments of vendors that have handed one in: the line, the assessment and when. A line may be there
/// more than once; the caller decides which counts.
pub fn handed_in(
    c: &mut Db,
    scope: &Scope,
    opened_by: NaiveDate,
    limit: i64,
) -> Result<Vec<(FollowUpLine, Id, Option<crate::base::Instant>)>> {
    Ok(follow_up_lines::table
        .inner_join(contracts::table)
        .inner_join(assessments::table.on(assessments::vendor_id.eq(contracts::vendor_id)))
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::kind.eq(FollowUpKind::Assessment))
        .filter(follow_up_lines::state.eq(FollowUpState::Planned))
        .filter(follow_up_lines::opens_on.le(opened_by))
        .filter(assessments::submitted_at.is_not_null())
        .order((assessments::submitted_at.desc(), follow_up_lines::id))
        .limit(limit)
        .select((FollowUpLine::as_select(), assessments::id, assessments::submitted_at))
        .load(c)?)
}

/// What a list of lines is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct LineFilter {
    pub state: Option<FollowUpState>,
    pub kind: Option<FollowUpKind>,
    pub contract_id: Option<Id>,
    pub owner_id: Option<Id>,
    /// Only what was due before this day.
    pub due_before: Option<NaiveDate>,
    /// Only what is due on or after this day.
    pub due_from: Option<NaiveDate>,
}

/// A line with whose it is.
#[derive(Debug, Clone, Serialize)]
pub struct ListedLine {
    pub line: FollowUpLine,
    pub contract_reference: String,
    pub contract_title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
}

macro_rules! matching {
    ($scope:expr, $filter:expr) => {{
        let mut query = follow_up_lines::table
            .inner_join(contracts::table.on(contracts::id.eq(follow_up_lines::contract_id)))
            .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
            .filter(follow_up_lines::organisation_id.eq($scope.client()?.clone()))
            .into_boxed::<Backend>();
        query = match $filter.state {
            Some(state) => query.filter(follow_up_lines::state.eq(state)),
            None => query.filter(follow_up_lines::state.ne(FollowUpState::Dropped)),
        };
        if let Some(kind) = $filter.kind {
            query = query.filter(follow_up_lines::kind.eq(kind));
        }
        if let Some(id) = $filter.contract_id.clone() {
            query = query.filter(follow_up_lines::contract_id.eq(id));
        }
        if let Some(id) = $filter.owner_id.clone() {
            query = query.filter(follow_up_lines::owner_id.eq(id));
        }
        if let Some(day) = $filter.due_before {
            query = query.filter(follow_up_lines::due_on.lt(day));
        }
        if let Some(day) = $filter.due_from {
            query = query.filter(follow_up_lines::due_on.ge(day));
        }
        query
    }};
}

pub fn count_lines(c: &mut Db, scope: &Scope, filter: &LineFilter) -> Result<i64> {
    Ok(matching!(scope, filter).count().get_result(c)?)
}

/// One page of lines, the most urgent first.
pub fn list_lines(c: &mut Db, scope: &Scope, filter: &LineFilter, page: PageRequest) -> Result<Page<ListedLine>> {
    let total = count_lines(c, scope, filter)?;
    let rows: Vec<(FollowUpLine, String, String, Id, String)> = matching!(scope, filter)
        .order((follow_up_lines::due_on.asc(), follow_up_lines::id.asc()))
        .select((FollowUpLine::as_select(), contracts::reference, contracts::title, vendors::id, vendors::legal_name))
        .limit(page.size)
        .offset(page.offset())
        .load(c)?;
    let rows = rows
        .into_iter()
        .map(|(line, contract_reference, contract_title, vendor_id, vendor_name)| ListedLine {
            line,
            contract_reference,
            contract_title,
            vendor_id,
            vendor_name,
        })
        .collect();
    Ok(Page::new(rows, total, page))
}
