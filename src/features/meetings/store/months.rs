//! A portfolio's month, and the series of one contract.

use crate::access::Scope;
use crate::base::{Id, Instant, Page, PageRequest, Period, Result};
use crate::features::dialogues::{self as meetings, Dialogue, DialogueStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    action_postponements, actions, contracts, dialogues, follow_up_lines, skipped_dialogues, vendors,
};
use chrono::NaiveDate;
use diesel::dsl::{count_star, sql};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use serde::Serialize;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// A line of a plan that asks for a dialogue nobody has called to, as SQL on `follow_up_lines`: reports count by it too.
pub const UNCALLED: &str = "(follow_up_lines.kind = 'dialogue' AND follow_up_lines.state = 'planned' AND NOT EXISTS \
    (SELECT 1 FROM dialogues called WHERE called.contract_id = follow_up_lines.contract_id \
    AND called.period = follow_up_lines.period))";

/// What was planned in a month against what was held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct MonthFigures {
    /// Year and month, `2026-11`.
    pub period: String,
    /// Every dialogue of the month, and every contract whose plan asks for one that nobody has called to.
    pub planned: i64,
    /// Held, locked or not.
    pub held: i64,
    /// With a locked record.
    pub locked: i64,
    /// Called to, and not held.
    pub waiting: i64,
    /// Asked for by the plan, and not called to.
    pub missing: i64,
}

/// Planned against held, a row for each month from `from` to `to`, with two queries.
pub fn figures(c: &mut Db, scope: &Scope, from: Period, to: Period) -> Result<Vec<MonthFigures>> {
    let (first, last) = (from.to_string(), to.to_string());
    let called: Vec<(String, DialogueStatus, i64)> = dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::period.ge(&first))
        .filter(dialogues::period.le(&last))
        .group_by((dialogues::period, dialogues::status))
        .select((dialogues::period, dialogues::status, count_star()))
        .load(c)?;
    let missing: Vec<(String, i64)> = follow_up_lines::table
        .filter(follow_up_lines::organisation_id.eq(scope.client()?))
        .filter(follow_up_lines::period.ge(&first))
        .filter(follow_up_lines::period.le(&last))
        .filter(sql::<Bool>(UNCALLED))
        .group_by(follow_up_lines::period)
        .select((follow_up_lines::period, count_star()))
        .load(c)?;
    let mut months: BTreeMap<String, MonthFigures> = BTreeMap::new();
    let mut period = from;
    while period <= to && months.len() < 240 {
        let text = period.to_string();
        months.insert(text.clone(), MonthFigures { period: text, ..MonthFigures::default() });
        period = period.plus(1);
    }
    for (period, status, count) in called {
        let Some(month) = months.get_mut(&period) else { continue };
        month.planned += count;
        match status {
            DialogueStatus::Planned => month.waiting += count,
            _ => month.held += count,
        }
        if status == DialogueStatus::Locked {
            month.locked += count;
        }
    }
    for (period, count) in missing {
        if let Some(month) = months.get_mut(&period) {
            month.planned += count;
            month.missing += count;
        }
    }
    Ok(months.into_values().collect())
}

/// One dialogue of a month.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct MonthRow {
    pub dialogue_id: Id,
    pub number: i32,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub contract_id: Id,
    pub contract_reference: String,
    pub contract_title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    /// How far it has been told that it was not held.
    pub skipped_level: Option<i32>,
    /// Planned, and called off until it gets a new time.
    pub cancelled: bool,
}

/// A row as it is read, in the order of `MonthRow`.
type Row = (Id, i32, NaiveDate, DialogueStatus, Id, String, String, Id, String, Option<i32>);

impl From<Row> for MonthRow {
    fn from(row: Row) -> MonthRow {
        let (dialogue_id, number, held_on, status, contract_id, reference, title, vendor_id, vendor_name, level) = row;
        MonthRow {
            dialogue_id,
            number,
            held_on,
            status,
            contract_id,
            contract_reference: reference,
            contract_title: title,
            vendor_id,
            vendor_name,
            skipped_level: level,
            cancelled: false,
        }
    }
}

macro_rules! of_month {
    ($scope:expr, $period:expr, $held:expr) => {{
        let same = skipped_dialogues::dialogue_id.eq(dialogues::id);
        let mut query = dialogues::table
            .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
            .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
            .left_join(skipped_dialogues::table.on(same.and(skipped_dialogues::period.eq(dialogues::period))))
            .filter(dialogues::organisation_id.eq($scope.client()?.clone()))
            .filter(dialogues::period.eq($period.to_string()))
            .into_boxed::<Backend>();
        match $held {
            Some(true) => query = query.filter(dialogues::status.ne(DialogueStatus::Planned)),
            Some(false) => query = query.filter(dialogues::status.eq(DialogueStatus::Planned)),
            None => {}
        }
        query
    }};
}

/// One page of a month's dialogues by vendor: those held, those not, or all.
pub fn dialogues_of(
    c: &mut Db,
    scope: &Scope,
    period: Period,
    held: Option<bool>,
    page: PageRequest,
) -> Result<Page<MonthRow>> {
    let total: i64 = of_month!(scope, period, held).count().get_result(c)?;
    let rows = of_month!(scope, period, held)
        .order((vendors::name_folded.asc(), contracts::reference.asc(), dialogues::id.asc()))
        .select((
            dialogues::id,
            dialogues::number,
            dialogues::held_on,
            dialogues::status,
            contracts::id,
            contracts::reference,
            contracts::title,
            vendors::id,
            vendors::legal_name,
            skipped_dialogues::level.nullable(),
        ))
        .limit(page.size)
        .offset(page.offset())
        .load::<Row>(c)?;
    let mut rows: Vec<MonthRow> = rows.into_iter().map(MonthRow::from).collect();
    let is_planned = |row: &&MonthRow| row.status == DialogueStatus::Planned;
    let planned: Vec<Id> = rows.iter().filter(is_planned).map(|row| row.dialogue_id.clone()).collect();
    let off = meetings::cancelled(c, &planned)?;
    for row in &mut rows {
        row.cancelled = off.contains(&row.dialogue_id);
    }
    Ok(Page::new(rows, total, page))
}

/// A contract whose plan asks for a dialogue that nobody has called to.
#[derive(Debug, Clone, Queryable, Serialize, utoipa::ToSchema)]
pub struct MissingRow {
    pub line_id: Id,
    pub due_on: NaiveDate,
    pub owner_name: Option<String>,
    pub contract_id: Id,
    pub contract_reference: String,
    pub contract_title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
}

macro_rules! missing_of {
    ($scope:expr, $period:expr) => {
        follow_up_lines::table
            .inner_join(contracts::table.on(contracts::id.eq(follow_up_lines::contract_id)))
            .inner_join(vendors::table.on(vendors::id.eq(contracts::vendor_id)))
            .filter(follow_up_lines::organisation_id.eq($scope.client()?))
            .filter(follow_up_lines::period.eq($period.to_string()))
            .filter(sql::<Bool>(UNCALLED))
    };
}

/// One page of a month's missing dialogues by vendor.
pub fn missing_of(c: &mut Db, scope: &Scope, period: Period, page: PageRequest) -> Result<Page<MissingRow>> {
    let total: i64 = missing_of!(scope, period).count().get_result(c)?;
    let rows = missing_of!(scope, period)
        .order((vendors::name_folded.asc(), contracts::reference.asc(), follow_up_lines::id.asc()))
        .select((
            follow_up_lines::id,
            follow_up_lines::due_on,
            follow_up_lines::owner_name,
            contracts::id,
            contracts::reference,
            contracts::title,
            vendors::id,
            vendors::legal_name,
        ))
        .limit(page.size)
        .offset(page.offset())
        .load::<MissingRow>(c)?;
    Ok(Page::new(rows, total, page))
}

/// A due day that was moved in a month.
#[derive(Debug, Clone, Queryable, Serialize, utoipa::ToSchema)]
pub struct SlipRow {
    pub action_id: Id,
    pub number: i32,
    pub title: String,
    pub old_due_on: NaiveDate,
    pub new_due_on: NaiveDate,
    pub reason: String,
    pub decided_by_name: String,
    pub slips: i32,
    pub vendor_id: Id,
    pub vendor_name: String,
}

/// One page of what slipped between two moments, the largest first in time.
pub fn slips(c: &mut Db, scope: &Scope, (from, to): (Instant, Instant), page: PageRequest) -> Result<Page<SlipRow>> {
    let total: i64 = action_postponements::table
        .filter(action_postponements::organisation_id.eq(scope.client()?))
        .filter(action_postponements::decided_at.ge(from))
        .filter(action_postponements::decided_at.lt(to))
        .count()
        .get_result(c)?;
    let rows = action_postponements::table
        .inner_join(actions::table)
        .inner_join(vendors::table.on(vendors::id.eq(actions::vendor_id)))
        .filter(action_postponements::organisation_id.eq(scope.client()?))
        .filter(action_postponements::decided_at.ge(from))
        .filter(action_postponements::decided_at.lt(to))
        .order((action_postponements::decided_at.desc(), action_postponements::id.desc()))
        .select((
            actions::id,
            actions::number,
            actions::title,
            action_postponements::old_due_on,
            action_postponements::new_due_on,
            action_postponements::reason,
            action_postponements::decided_by_name,
            actions::slips,
            vendors::id,
            vendors::legal_name,
        ))
        .limit(page.size)
        .offset(page.offset())
        .load::<SlipRow>(c)?;
    Ok(Page::new(rows, total, page))
}

/// The latest dialogues of a contract with their records, the oldest first.
pub fn series(c: &mut Db, scope: &Scope, contract_id: &Id, limit: i64) -> Result<Vec<Dialogue>> {
    let mut rows: Vec<Dialogue> = dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::contract_id.eq(contract_id))
        .order((dialogues::number.desc(), dialogues::id.desc()))
        .limit(limit)
        .select(Dialogue::as_select())
        .load(c)?;
    rows.reverse();
    Ok(rows)
}
