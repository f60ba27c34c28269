//! Actions as a board and over time: the same filters as the list, with bounds on what is shown at once.

use super::lists::{filtered_actions, named};
use super::{ActionFilter, ActionListed};
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::findings::model::ActionStatus;
use crate::features::findings::records::Action;
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::actions;
use diesel::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// One column of the board: how many there are, and the first of them.
#[derive(Debug, Clone)]
pub struct Column {
    pub status: ActionStatus,
    pub total: i64,
    pub rows: Vec<ActionListed>,
}

/// The columns of the statuses that the filter lets through, at most `most` cards in each, the most urgent first.
/// A fixed number of queries.
pub fn board(c: &mut Db, scope: &Scope, filter: &ActionFilter, most: i64) -> Result<Vec<Column>> {
    let linked: Vec<Id> = vendors::linked_ids(c, scope)?;
    let shown = |status: &ActionStatus| match filter.status {
        Some(one) => one == *status,
        None => !filter.open_only || super::OPEN.contains(status),
    };
    let statuses: Vec<ActionStatus> = ActionStatus::ALL.iter().copied().filter(shown).collect();
    let mut totals: BTreeMap<ActionStatus, i64> = BTreeMap::new();
    let mut found: Vec<Action> = Vec::new();
    for status in &statuses {
        let one = ActionFilter { status: Some(*status), ..filter.clone() };
        let total: i64 = filtered_actions(&linked, scope, &one)?.count().get_result(c)?;
        totals.insert(*status, total);
        let rows: Vec<Action> = filtered_actions(&linked, scope, &one)?
            .order((actions::due_on.asc(), actions::id.asc()))
            .limit(most)
            .select(Action::as_select())
            .load(c)?;
        found.extend(rows);
    }
    let mut by_status: HashMap<ActionStatus, Vec<ActionListed>> = HashMap::new();
    for row in named(c, found)? {
        by_status.entry(row.action.status).or_default().push(row);
    }
    let column = |status: ActionStatus| Column {
        status,
        total: totals.get(&status).copied().unwrap_or(0),
        rows: by_status.remove(&status).unwrap_or_default(),
    };
    Ok(statuses.into_iter().map(column).collect())
}

/// The first `most` actions that the filter lets through, the most urgent first, and how many there are.
pub fn within(c: &mut Db, scope: &Scope, filter: &ActionFilter, most: i64) -> Result<(Vec<ActionListed>, i64)> {
    let linked: Vec<Id> = vendors::linked_ids(c, scope)?;
    let total: i64 = filtered_actions(&linked, scope, filter)?.count().get_result(c)?;
    let rows: Vec<Action> = filtered_actions(&linked, scope, filter)?
        .order((actions::due_on.asc(), actions::id.asc()))
        .limit(most)
        .select(Action::as_select())
        .load(c)?;
    Ok((named(c, rows)?, total))
}
