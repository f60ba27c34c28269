//! The only queries on risks. All of it is the client's own; a vendor's scope finds nothing.

mod acceptances;
mod lists;
mod parts;
mod settings;

pub use acceptances::{
    acceptances, approvals, find_acceptance, insert_acceptance, insert_approval, open_acceptances, save_acceptance,
};
pub use lists::{Placed, RiskFilter, RiskSort, RiskView, all, heat_map, list, nodes_with_risks, of_vendor};
pub use parts::{
    assessments, controls, delete_action, delete_control, insert_action, insert_assessment, insert_intervals,
    insert_rating, insert_simulation, intervals, intervals_of_all, latest_assessment, latest_simulation,
    linked_actions, put_control, ratings, save_rating,
};
pub use settings::{
    find_run, insert_run, insert_table, own_tables, put_settings, runs, save_run, settings, tell_progress,
};

use super::records::Risk;
use crate::access::Scope;
use crate::base::{Id, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::risks;
use diesel::dsl::max;
use diesel::prelude::*;

/// One risk of the client's own.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Risk> {
    Ok(risks::table
        .filter(risks::organisation_id.eq(scope.client()?))
        .filter(risks::id.eq(id))
        .select(Risk::as_select())
        .first(c)?)
}

pub fn next_number(c: &mut Db, organisation_id: &Id) -> Result<i32> {
    let last: Option<i32> =
        risks::table.filter(risks::organisation_id.eq(organisation_id)).select(max(risks::number)).first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert(c: &mut Db, row: &Risk) -> Result<()> {
    diesel::insert_into(risks::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Risk) -> Result<()> {
    let own = risks::table.filter(risks::id.eq(&row.id)).filter(risks::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}
