//! The only queries on preparation. What hangs on a dialogue is reached through the dialogue, which has been found
//! within the scope first.

use super::records::{AgendaProposal, PreparedAnswer, ProposalState};
use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::contracts::Contract;
use crate::features::dialogues::records::{Dialogue, DialogueItem};
use crate::platform::db::Db;
use crate::platform::db::schema::{agenda_proposals, assessments, dialogues, prepared_answers, vendors};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Everything that the vendor has prepared for a dialogue, by item.
pub fn answers(c: &mut Db, dialogue: &Dialogue) -> Result<BTreeMap<Id, PreparedAnswer>> {
    let rows: Vec<PreparedAnswer> = prepared_answers::table
        .filter(prepared_answers::dialogue_id.eq(&dialogue.id))
        .select(PreparedAnswer::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| (row.item_id.clone(), row)).collect())
}

/// What the vendor has prepared for one item of a dialogue.
pub fn answer_of(c: &mut Db, item: &DialogueItem) -> Result<Option<PreparedAnswer>> {
    Ok(prepared_answers::table
        .filter(prepared_answers::dialogue_id.eq(&item.dialogue_id))
        .filter(prepared_answers::item_id.eq(&item.id))
        .select(PreparedAnswer::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_answer(c: &mut Db, row: &PreparedAnswer) -> Result<()> {
    diesel::insert_into(prepared_answers::table).values(row).execute(c)?;
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save_answer(c: &mut Db, mut row: PreparedAnswer) -> Result<PreparedAnswer> {
    let stored = row.version;
    row.version += 1;
    let own = prepared_answers::table.filter(prepared_answers::id.eq(&row.id));
    let changed = diesel::update(own.filter(prepared_answers::version.eq(stored))).set(&row).execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// The vendor's proposals for a dialogue, in the order they came.
pub fn proposals(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<AgendaProposal>> {
    Ok(agenda_proposals::table
        .filter(agenda_proposals::dialogue_id.eq(&dialogue.id))
        .order((agenda_proposals::proposed_at, agenda_proposals::id))
        .select(AgendaProposal::as_select())
        .load(c)?)
}

/// How many of the vendor's proposals nobody has answered.
pub fn waiting_proposals(c: &mut Db, dialogue: &Dialogue) -> Result<i64> {
    Ok(agenda_proposals::table
        .filter(agenda_proposals::dialogue_id.eq(&dialogue.id))
        .filter(agenda_proposals::state.eq(ProposalState::Proposed))
        .count()
        .get_result(c)?)
}

/// One proposal: the client's own, or for a vendor's scope one for a dialogue with a linked register row.
pub fn find_proposal(c: &mut Db, scope: &Scope, id: &Id) -> Result<AgendaProposal> {
    let base = agenda_proposals::table
        .inner_join(dialogues::table)
        .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
        .filter(agenda_proposals::id.eq(id))
        .select(AgendaProposal::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(agenda_proposals::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).first(c)?,
    })
}

pub fn insert_proposal(c: &mut Db, row: &AgendaProposal) -> Result<()> {
    diesel::insert_into(agenda_proposals::table).values(row).execute(c)?;
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save_proposal(c: &mut Db, mut row: AgendaProposal) -> Result<AgendaProposal> {
    let stored = row.version;
    row.version += 1;
    let own = agenda_proposals::table.filter(agenda_proposals::id.eq(&row.id));
    let changed = diesel::update(own.filter(agenda_proposals::version.eq(stored))).set(&row).execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// The vendor's self-assessments that are handed in and not closed: what the region has not verified.
pub fn waiting_assessments(c: &mut Db, scope: &Scope, contract: &Contract) -> Result<Vec<(Id, Option<Instant>)>> {
    Ok(assessments::table
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::vendor_id.eq(&contract.vendor_id))
        .filter(assessments::contract_id.is_null().or(assessments::contract_id.eq(&contract.id)))
        .filter(assessments::submitted_at.is_not_null())
        .filter(assessments::closed_at.is_null())
        .order((assessments::submitted_at, assessments::id))
        .limit(50)
        .select((assessments::id, assessments::submitted_at))
        .load(c)?)
}
