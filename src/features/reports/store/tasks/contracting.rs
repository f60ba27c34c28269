//! Contracts: what their manager must decide, and deviations that wait for a second person.

use super::{Asker, Counted, IN_ALL, day, paged};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::contracts::{self, DepthModel, DeviationState, WatchFilter, Watched};
use crate::features::reports::views::Row;
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{contract_deviations, contracts as contract_rows};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// What must be decided soon about the contracts that I manage, the soonest first. Four queries.
pub fn decisions(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let filter = WatchFilter { days: DepthModel::current().watch.task_days, manager_id: Some(a.me.clone()) };
    let page = contracts::watch(c, &a.scope, &filter, a.today, asked)?;
    let ids: Vec<Id> = page.items.iter().map(|item| item.contract.vendor_id.clone()).collect();
    let names = vendors::names(c, &a.scope, &ids)?;
    Ok(page.map(|item: Watched| Row {
        what: format!("{} {}", item.contract.reference, item.contract.title),
        whose: names.get(&item.contract.vendor_id).cloned().unwrap_or_default(),
        on: Some(item.decision.on),
        href: format!("/contracts/{}/dates", item.contract.id),
    }))
}

/// Deviations that somebody else has proposed, the oldest first.
pub fn deviations(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, String, Instant)> = contract_deviations::table
        .inner_join(contract_rows::table.on(contract_rows::id.eq(contract_deviations::contract_id)))
        .filter(contract_deviations::organisation_id.eq(a.scope.client()?))
        .filter(contract_deviations::state.eq(DeviationState::Proposed))
        .filter(contract_deviations::proposed_by.ne(&a.me))
        .order((contract_deviations::proposed_at, contract_deviations::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                contract_rows::id,
                contract_rows::reference,
                contract_deviations::clause_id,
                contract_deviations::proposed_by_name,
                contract_deviations::proposed_at,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(id, reference, clause, by, at)| Row {
        what: format!("{reference} {clause}"),
        whose: by,
        on: Some(day(at)),
        href: format!("/contracts/{id}/deviations"),
    }))
}
