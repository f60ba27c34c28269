//! What belongs to one risk: ratings, what was agreed, intervals, simulations, controls, actions.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::risks::records::{Assessment, Intervals, Rating, RiskAction, RiskControl, Simulation};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    risk_actions, risk_assessments, risk_controls, risk_intervals, risk_ratings, risk_simulations, risks,
};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The ratings of one round, the first first.
pub fn ratings(c: &mut Db, scope: &Scope, risk_id: &Id, round: i32) -> Result<Vec<Rating>> {
    Ok(risk_ratings::table
        .filter(risk_ratings::organisation_id.eq(scope.client()?))
        .filter(risk_ratings::risk_id.eq(risk_id))
        .filter(risk_ratings::round.eq(round))
        .order((risk_ratings::rated_at, risk_ratings::id))
        .select(Rating::as_select())
        .load(c)?)
}

pub fn insert_rating(c: &mut Db, row: &Rating) -> Result<()> {
    diesel::insert_into(risk_ratings::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_rating(c: &mut Db, scope: &Scope, row: &Rating) -> Result<()> {
    let own = risk_ratings::table
        .filter(risk_ratings::id.eq(&row.id))
        .filter(risk_ratings::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// Everything that was agreed about a risk, newest first.
pub fn assessments(c: &mut Db, scope: &Scope, risk_id: &Id) -> Result<Vec<Assessment>> {
    Ok(risk_assessments::table
        .filter(risk_assessments::organisation_id.eq(scope.client()?))
        .filter(risk_assessments::risk_id.eq(risk_id))
        .order((risk_assessments::round.desc(), risk_assessments::id.desc()))
        .limit(100)
        .select(Assessment::as_select())
        .load(c)?)
}

pub fn latest_assessment(c: &mut Db, scope: &Scope, risk_id: &Id) -> Result<Option<Assessment>> {
    Ok(assessments(c, scope, risk_id)?.into_iter().next())
}

pub fn insert_assessment(c: &mut Db, row: &Assessment) -> Result<()> {
    diesel::insert_into(risk_assessments::table).values(row).execute(c)?;
    Ok(())
}

/// Every statement of intervals for a risk, newest first.
pub fn intervals(c: &mut Db, scope: &Scope, risk_id: &Id) -> Result<Vec<Intervals>> {
    Ok(risk_intervals::table
        .filter(risk_intervals::organisation_id.eq(scope.client()?))
        .filter(risk_intervals::risk_id.eq(risk_id))
        .order((risk_intervals::stated_at.desc(), risk_intervals::id.desc()))
        .limit(50)
        .select(Intervals::as_select())
        .load(c)?)
}

/// The newest intervals of each open risk.
pub fn intervals_of_all(c: &mut Db, scope: &Scope) -> Result<BTreeMap<Id, Intervals>> {
    let own = scope.client()?;
    let open = risks::table
        .filter(risks::organisation_id.eq(own))
        .filter(risks::state.ne(crate::features::risks::model::RiskState::Closed))
        .select(risks::id);
    let rows: Vec<Intervals> = risk_intervals::table
        .filter(risk_intervals::organisation_id.eq(own))
        .filter(risk_intervals::risk_id.eq_any(open))
        .order((risk_intervals::stated_at, risk_intervals::id))
        .select(Intervals::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.risk_id.clone(), row)).collect())
}

pub fn insert_intervals(c: &mut Db, row: &Intervals) -> Result<()> {
    diesel::insert_into(risk_intervals::table).values(row).execute(c)?;
    Ok(())
}

pub fn latest_simulation(c: &mut Db, scope: &Scope, risk_id: &Id) -> Result<Option<Simulation>> {
    Ok(risk_simulations::table
        .filter(risk_simulations::organisation_id.eq(scope.client()?))
        .filter(risk_simulations::risk_id.eq(risk_id))
        .order((risk_simulations::simulated_at.desc(), risk_simulations::id.desc()))
        .select(Simulation::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_simulation(c: &mut Db, row: &Simulation) -> Result<()> {
    diesel::insert_into(risk_simulations::table).values(row).execute(c)?;
    Ok(())
}

/// The controls of the risks among `ids`, by risk.
pub fn controls(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<BTreeMap<Id, Vec<RiskControl>>> {
    let mut found: BTreeMap<Id, Vec<RiskControl>> = BTreeMap::new();
    for some in ids.chunks(10_000) {
        let rows: Vec<RiskControl> = risk_controls::table
            .filter(risk_controls::organisation_id.eq(scope.client()?))
            .filter(risk_controls::risk_id.eq_any(some))
            .order((risk_controls::control_id, risk_controls::id))
            .select(RiskControl::as_select())
            .load(c)?;
        for row in rows {
            found.entry(row.risk_id.clone()).or_default().push(row);
        }
    }
    Ok(found)
}

/// Writes a control anew or in the place of the one with its id.
pub fn put_control(c: &mut Db, scope: &Scope, row: &RiskControl, is_new: bool) -> Result<()> {
    if is_new {
        diesel::insert_into(risk_controls::table).values(row).execute(c)?;
        return Ok(());
    }
    let own = risk_controls::table
        .filter(risk_controls::id.eq(&row.id))
        .filter(risk_controls::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

pub fn delete_control(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = risk_controls::table
        .filter(risk_controls::id.eq(id))
        .filter(risk_controls::organisation_id.eq(scope.client()?));
    diesel::delete(own).execute(c)?;
    Ok(())
}

pub fn linked_actions(c: &mut Db, scope: &Scope, risk_id: &Id) -> Result<Vec<RiskAction>> {
    Ok(risk_actions::table
        .filter(risk_actions::organisation_id.eq(scope.client()?))
        .filter(risk_actions::risk_id.eq(risk_id))
        .order((risk_actions::linked_at, risk_actions::id))
        .select(RiskAction::as_select())
        .load(c)?)
}

pub fn insert_action(c: &mut Db, row: &RiskAction) -> Result<()> {
    diesel::insert_into(risk_actions::table).values(row).execute(c)?;
    Ok(())
}

pub fn delete_action(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own =
        risk_actions::table.filter(risk_actions::id.eq(id)).filter(risk_actions::organisation_id.eq(scope.client()?));
    diesel::delete(own).execute(c)?;
    Ok(())
}
