//! Acceptances, and what those who may accept have said.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::risks::model::AcceptanceState;
use crate::features::risks::records::{Acceptance, Approval};
use crate::platform::db::Db;
use crate::platform::db::schema::{risk_acceptances, risk_approvals};
use diesel::prelude::*;

/// Every acceptance of a risk: the one that is open, then the newest.
pub fn acceptances(c: &mut Db, scope: &Scope, risk_id: &Id) -> Result<Vec<Acceptance>> {
    Ok(risk_acceptances::table
        .filter(risk_acceptances::organisation_id.eq(scope.client()?))
        .filter(risk_acceptances::risk_id.eq(risk_id))
        .order((
            risk_acceptances::ended_at.is_null().desc(),
            risk_acceptances::proposed_at.desc(),
            risk_acceptances::id.desc(),
        ))
        .limit(100)
        .select(Acceptance::as_select())
        .load(c)?)
}

/// One acceptance of one risk.
pub fn find_acceptance(c: &mut Db, scope: &Scope, risk_id: &Id, id: &Id) -> Result<Acceptance> {
    Ok(risk_acceptances::table
        .filter(risk_acceptances::organisation_id.eq(scope.client()?))
        .filter(risk_acceptances::risk_id.eq(risk_id))
        .filter(risk_acceptances::id.eq(id))
        .select(Acceptance::as_select())
        .first(c)?)
}

/// The organisations and risks with an acceptance that time or a change may end: for the sweep, which works
/// for every organisation.
pub fn open_acceptances(c: &mut Db) -> Result<Vec<(Id, Id)>> {
    Ok(risk_acceptances::table
        .filter(risk_acceptances::state.eq_any([AcceptanceState::Proposed, AcceptanceState::Accepted]))
        .select((risk_acceptances::organisation_id, risk_acceptances::risk_id))
        .distinct()
        .order((risk_acceptances::organisation_id, risk_acceptances::risk_id))
        .load(c)?)
}

pub fn insert_acceptance(c: &mut Db, row: &Acceptance) -> Result<()> {
    diesel::insert_into(risk_acceptances::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_acceptance(c: &mut Db, scope: &Scope, row: &Acceptance) -> Result<()> {
    let own = risk_acceptances::table
        .filter(risk_acceptances::id.eq(&row.id))
        .filter(risk_acceptances::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// What was said of the acceptances among `ids`, the first first.
pub fn approvals(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<Approval>> {
    Ok(risk_approvals::table
        .filter(risk_approvals::organisation_id.eq(scope.client()?))
        .filter(risk_approvals::acceptance_id.eq_any(ids))
        .order((risk_approvals::answered_at, risk_approvals::id))
        .select(Approval::as_select())
        .load(c)?)
}

pub fn insert_approval(c: &mut Db, row: &Approval) -> Result<()> {
    diesel::insert_into(risk_approvals::table).values(row).execute(c)?;
    Ok(())
}
