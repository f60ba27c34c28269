//! Planned dialogues whose month has passed.

use crate::access::Scope;
use crate::base::{Id, Refusal, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::meetings::records::SkippedDialogue;
use crate::platform::db::Db;
use crate::platform::db::schema::{contracts, dialogues, skipped_dialogues, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A planned dialogue of a month that has passed, and who answers for it.
#[derive(Debug, Clone, Queryable)]
pub struct Late {
    pub dialogue_id: Id,
    pub contract_id: Id,
    pub period: String,
    pub held_on: NaiveDate,
    pub contract_reference: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub manager_id: Option<Id>,
    pub vendor_manager_id: Option<Id>,
}

/// The client's planned dialogues of months before `period` (`2026-11`).
pub fn late(c: &mut Db, scope: &Scope, period: &str) -> Result<Vec<Late>> {
    Ok(dialogues::table
        .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::status.eq(DialogueStatus::Planned))
        .filter(dialogues::period.lt(period))
        .order((dialogues::period, dialogues::id))
        .select((
            dialogues::id,
            dialogues::contract_id,
            dialogues::period,
            dialogues::held_on,
            contracts::reference,
            vendors::id,
            vendors::legal_name,
            contracts::manager_id,
            vendors::manager_id,
        ))
        .load(c)?)
}

/// How far each of these dialogues has been told.
pub fn noted(c: &mut Db, scope: &Scope, dialogue_ids: &[Id]) -> Result<Vec<SkippedDialogue>> {
    Ok(skipped_dialogues::table
        .filter(skipped_dialogues::organisation_id.eq(scope.client()?))
        .filter(skipped_dialogues::dialogue_id.eq_any(dialogue_ids))
        .select(SkippedDialogue::as_select())
        .load(c)?)
}

/// The skipped dialogues of the client that are still not held, the oldest first.
pub fn open(c: &mut Db, scope: &Scope, limit: i64) -> Result<Vec<SkippedDialogue>> {
    Ok(skipped_dialogues::table
        .inner_join(dialogues::table)
        .filter(skipped_dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::status.eq(DialogueStatus::Planned))
        .filter(dialogues::period.eq(skipped_dialogues::period))
        .order((skipped_dialogues::period, skipped_dialogues::id))
        .limit(limit)
        .select(SkippedDialogue::as_select())
        .load(c)?)
}

/// Saves how far a skipped dialogue has been told, the first time or again.
pub fn keep(c: &mut Db, scope: &Scope, row: &SkippedDialogue) -> Result<()> {
    let own = skipped_dialogues::table.filter(skipped_dialogues::organisation_id.eq(scope.client()?));
    let changed = diesel::update(own.filter(skipped_dialogues::id.eq(&row.id))).set(row).execute(c)?;
    if changed == 0 {
        if row.organisation_id != *scope.client()? {
            return Err(Refusal::NotFound);
        }
        diesel::insert_into(skipped_dialogues::table).values(row).execute(c)?;
    }
    Ok(())
}
