//! The only queries on minutes, attendance and invitations. All is reached through the dialogue, which has been found
//! within the scope first.

use super::model::{ApprovalOutcome, CallKind};
use super::records::{Addendum, Approval, AttendanceRow, Call, ConflictRow, MinutesRow, MinutesText};
use crate::access::{Scope, Side};
use crate::base::{Id, Refusal, Result};
use crate::features::dialogues::model::DialogueStatus;
use crate::features::dialogues::records::{Dialogue, DialogueParticipant};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    contracts, dialogue_attendance, dialogue_calls, dialogue_conflicts, dialogue_participants, dialogues, minutes,
    minutes_addenda, minutes_approvals, minutes_texts, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How far the minutes have come; `None` before they were first sent.
pub fn row(c: &mut Db, dialogue: &Dialogue) -> Result<Option<MinutesRow>> {
    Ok(minutes::table
        .filter(minutes::dialogue_id.eq(&dialogue.id))
        .select(MinutesRow::as_select())
        .first(c)
        .optional()?)
}

pub fn insert_row(c: &mut Db, row: &MinutesRow) -> Result<()> {
    diesel::insert_into(minutes::table).values(row).execute(c)?;
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save_row(c: &mut Db, mut row: MinutesRow) -> Result<MinutesRow> {
    let stored = row.version;
    row.version += 1;
    let changed = diesel::update(minutes::table.filter(minutes::id.eq(&row.id)).filter(minutes::version.eq(stored)))
        .set(&row)
        .execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// The texts that were sent, the first first.
pub fn texts(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<MinutesText>> {
    Ok(minutes_texts::table
        .filter(minutes_texts::dialogue_id.eq(&dialogue.id))
        .order((minutes_texts::number, minutes_texts::id))
        .select(MinutesText::as_select())
        .load(c)?)
}

pub fn insert_text(c: &mut Db, row: &MinutesText) -> Result<()> {
    diesel::insert_into(minutes_texts::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_text(c: &mut Db, row: &MinutesText) -> Result<()> {
    diesel::update(minutes_texts::table.filter(minutes_texts::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}

/// Everybody who was ever asked, by text, side and name.
pub fn approvals(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<Approval>> {
    Ok(minutes_approvals::table
        .filter(minutes_approvals::dialogue_id.eq(&dialogue.id))
        .order((
            minutes_approvals::text_version,
            minutes_approvals::side,
            minutes_approvals::name,
            minutes_approvals::id,
        ))
        .select(Approval::as_select())
        .load(c)?)
}

/// What waits for one person's answer, the longest first: a client's own, a vendor's person by whom is asked.
pub fn waiting_for(c: &mut Db, scope: &Scope, person_id: &Id) -> Result<Vec<Approval>> {
    let base = minutes_approvals::table
        .filter(minutes_approvals::person_id.eq(person_id))
        .filter(minutes_approvals::side.eq(scope.side()))
        .filter(minutes_approvals::outcome.eq(ApprovalOutcome::Waiting))
        .order((minutes_approvals::asked_at, minutes_approvals::id))
        .select(Approval::as_select())
        .limit(200);
    Ok(match scope.side() {
        Side::Region => base.filter(minutes_approvals::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => base.load(c)?,
    })
}

/// The day and the contract of those of the dialogues that the scope reaches: who acts for two organisations is told of
/// each in its own.
pub fn meetings(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<(Id, NaiveDate, String)>> {
    let base = dialogues::table
        .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
        .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
        .filter(dialogues::id.eq_any(ids))
        .order((dialogues::held_on, dialogues::id))
        .select((dialogues::id, dialogues::held_on, contracts::reference));
    Ok(match scope.side() {
        Side::Region => base.filter(dialogues::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).load(c)?,
    })
}

pub fn insert_approval(c: &mut Db, row: &Approval) -> Result<()> {
    diesel::insert_into(minutes_approvals::table).values(row).execute(c)?;
    Ok(())
}

pub fn remove_approval(c: &mut Db, row: &Approval) -> Result<()> {
    diesel::delete(minutes_approvals::table.filter(minutes_approvals::id.eq(&row.id))).execute(c)?;
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save_approval(c: &mut Db, mut row: Approval) -> Result<Approval> {
    let stored = row.version;
    row.version += 1;
    let changed = diesel::update(
        minutes_approvals::table
            .filter(minutes_approvals::id.eq(&row.id))
            .filter(minutes_approvals::version.eq(stored)),
    )
    .set(&row)
    .execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

pub fn addenda(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<Addendum>> {
    Ok(minutes_addenda::table
        .filter(minutes_addenda::dialogue_id.eq(&dialogue.id))
        .order((minutes_addenda::number, minutes_addenda::id))
        .select(Addendum::as_select())
        .load(c)?)
}

pub fn insert_addendum(c: &mut Db, row: &Addendum) -> Result<()> {
    diesel::insert_into(minutes_addenda::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_addendum(c: &mut Db, row: &Addendum) -> Result<()> {
    diesel::update(minutes_addenda::table.filter(minutes_addenda::id.eq(&row.id))).set(row).execute(c)?;
    Ok(())
}

pub fn attendance(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<AttendanceRow>> {
    Ok(dialogue_attendance::table
        .filter(dialogue_attendance::dialogue_id.eq(&dialogue.id))
        .order((dialogue_attendance::side, dialogue_attendance::name, dialogue_attendance::id))
        .select(AttendanceRow::as_select())
        .load(c)?)
}

pub fn replace_attendance(c: &mut Db, dialogue: &Dialogue, rows: &[AttendanceRow]) -> Result<()> {
    diesel::delete(dialogue_attendance::table.filter(dialogue_attendance::dialogue_id.eq(&dialogue.id))).execute(c)?;
    for row in rows {
        diesel::insert_into(dialogue_attendance::table).values(row).execute(c)?;
    }
    Ok(())
}

/// The mark of presence on the list of participants follows the attendance.
pub fn set_present(c: &mut Db, person: &DialogueParticipant, present: bool) -> Result<()> {
    diesel::update(dialogue_participants::table.filter(dialogue_participants::id.eq(&person.id)))
        .set(dialogue_participants::present.eq(present))
        .execute(c)?;
    Ok(())
}

pub fn conflicts(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<ConflictRow>> {
    Ok(dialogue_conflicts::table
        .filter(dialogue_conflicts::dialogue_id.eq(&dialogue.id))
        .order((dialogue_conflicts::declared_at, dialogue_conflicts::id))
        .select(ConflictRow::as_select())
        .load(c)?)
}

pub fn insert_conflict(c: &mut Db, row: &ConflictRow) -> Result<()> {
    diesel::insert_into(dialogue_conflicts::table).values(row).execute(c)?;
    Ok(())
}

pub fn remove_conflict(c: &mut Db, row: &ConflictRow) -> Result<()> {
    diesel::delete(dialogue_conflicts::table.filter(dialogue_conflicts::id.eq(&row.id))).execute(c)?;
    Ok(())
}

/// What was sent about a meeting, the first first.
pub fn calls(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<Call>> {
    Ok(dialogue_calls::table
        .filter(dialogue_calls::dialogue_id.eq(&dialogue.id))
        .order((dialogue_calls::sequence, dialogue_calls::id))
        .select(Call::as_select())
        .load(c)?)
}

/// Those of the planned dialogues whose meeting is cancelled, until it gets a new time.
pub fn cancelled(c: &mut Db, planned: &[Id]) -> Result<BTreeSet<Id>> {
    let calls: Vec<(Id, CallKind)> = dialogue_calls::table
        .filter(dialogue_calls::dialogue_id.eq_any(planned))
        .order((dialogue_calls::sequence, dialogue_calls::id))
        .select((dialogue_calls::dialogue_id, dialogue_calls::kind))
        .load(c)?;
    let last: BTreeMap<Id, CallKind> = calls.into_iter().collect();
    Ok(last.into_iter().filter(|(_, kind)| *kind == CallKind::Cancelled).map(|(id, _)| id).collect())
}

pub fn find_call(c: &mut Db, scope: &Scope, id: &Id) -> Result<Call> {
    Ok(dialogue_calls::table
        .filter(dialogue_calls::organisation_id.eq(scope.client()?))
        .filter(dialogue_calls::id.eq(id))
        .select(Call::as_select())
        .first(c)?)
}

pub fn insert_call(c: &mut Db, row: &Call) -> Result<()> {
    diesel::insert_into(dialogue_calls::table).values(row).execute(c)?;
    Ok(())
}

/// How many times meetings of a contract were cancelled since one was last held.
pub fn cancelled_in_row(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<usize> {
    let meetings: Vec<(Id, i32, DialogueStatus)> = dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::contract_id.eq(contract_id))
        .select((dialogues::id, dialogues::number, dialogues::status))
        .load(c)?;
    let held =
        meetings.iter().filter(|(_, _, status)| *status != DialogueStatus::Planned).map(|(_, number, _)| *number);
    let last_held = held.max().unwrap_or(0);
    let since: Vec<Id> =
        meetings.iter().filter(|(_, number, _)| *number > last_held).map(|(id, ..)| id.clone()).collect();
    let count: i64 = dialogue_calls::table
        .filter(dialogue_calls::dialogue_id.eq_any(since))
        .filter(dialogue_calls::kind.eq(CallKind::Cancelled))
        .count()
        .get_result(c)?;
    usize::try_from(count).map_err(Refusal::fault)
}

/// The clients that have locked dialogues: whom the check of all minutes works for, one at a time.
pub fn clients_with_minutes(c: &mut Db) -> Result<Vec<Id>> {
    Ok(dialogues::table
        .filter(dialogues::status.eq(DialogueStatus::Locked))
        .select(dialogues::organisation_id)
        .distinct()
        .order(dialogues::organisation_id)
        .load(c)?)
}

/// Some of the locked dialogues of a client after one of them, by id: for walking through them all.
pub fn locked_after(c: &mut Db, scope: &Scope, after: Option<&Id>, limit: i64) -> Result<Vec<Dialogue>> {
    let base = dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::status.eq(DialogueStatus::Locked))
        .order(dialogues::id)
        .limit(limit)
        .select(Dialogue::as_select());
    Ok(match after {
        Some(id) => base.filter(dialogues::id.gt(id)).load(c)?,
        None => base.load(c)?,
    })
}
