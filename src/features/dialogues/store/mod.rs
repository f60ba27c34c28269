//! The only queries on dialogues. What hangs on a dialogue is reached through the dialogue, which
//! has been found within the scope first.

pub mod people;
pub mod sources;

use crate::access::{Scope, Side};
use crate::base::{Id, Page, PageRequest, Refusal, Result};
use crate::features::dialogues::minutes::store::cancelled;
use crate::features::dialogues::model::{DialogueStatus, ItemKind};
use crate::features::dialogues::records::{Dialogue, DialogueItem, DialogueParticipant};
use crate::features::vendors::VendorStatus;
use crate::platform::db::schema::{contracts, dialogue_items, dialogue_participants, dialogues, vendors};
use crate::platform::db::{Db, insert_all};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// One dialogue: the client's own, or for a vendor's scope one with a linked register row.
pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Dialogue> {
    let base = dialogues::table
        .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
        .filter(dialogues::id.eq(id))
        .select(Dialogue::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(dialogues::organisation_id.eq(scope.client()?)).first(c)?,
        Side::Vendor => base.filter(vendors::vendor_organisation_id.eq(scope.vendor()?)).first(c)?,
    })
}

/// What a list of dialogues is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub contract_id: Option<Id>,
    pub vendor_id: Option<Id>,
    pub status: Option<DialogueStatus>,
    pub locked: Option<bool>,
    /// Only contracts with this manager.
    pub manager_id: Option<Id>,
}

/// One row of a list; the record itself stays in the database.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    pub id: Id,
    pub number: i32,
    pub period: String,
    pub held_on: NaiveDate,
    pub status: DialogueStatus,
    pub version: i32,
    pub contract_id: Id,
    pub contract_reference: String,
    pub contract_title: String,
    pub vendor_id: Id,
    pub vendor_name: String,
    /// Planned, and called off until it gets a new time.
    pub cancelled: bool,
}

/// A row as it is read, in the order of `Listed`.
type Row = (Id, i32, String, NaiveDate, DialogueStatus, i32, Id, String, String, Id, String);

impl From<Row> for Listed {
    fn from(row: Row) -> Listed {
        let (id, number, period, held_on, status, version, contract_id, reference, title, vendor_id, vendor_name) = row;
        Listed {
            id,
            number,
            period,
            held_on,
            status,
            version,
            contract_id,
            contract_reference: reference,
            contract_title: title,
            vendor_id,
            vendor_name,
            cancelled: false,
        }
    }
}

macro_rules! matching {
    ($scope:expr, $filter:expr) => {{
        let mut query = dialogues::table
            .inner_join(contracts::table.on(contracts::id.eq(dialogues::contract_id)))
            .inner_join(vendors::table.on(vendors::id.eq(dialogues::vendor_id)))
            .into_boxed::<Backend>();
        query = match $scope.side() {
            Side::Region => query.filter(dialogues::organisation_id.eq($scope.client()?.clone())),
            Side::Vendor => query.filter(vendors::vendor_organisation_id.eq($scope.vendor()?.clone())),
        };
        if let Some(id) = $filter.contract_id.clone() {
            query = query.filter(dialogues::contract_id.eq(id));
        }
        if let Some(id) = $filter.vendor_id.clone() {
            query = query.filter(dialogues::vendor_id.eq(id));
        }
        if let Some(status) = $filter.status {
            query = query.filter(dialogues::status.eq(status));
        }
        match $filter.locked {
            Some(true) => query = query.filter(dialogues::status.eq(DialogueStatus::Locked)),
            Some(false) => query = query.filter(dialogues::status.ne(DialogueStatus::Locked)),
            None => {}
        }
        if let Some(id) = $filter.manager_id.clone() {
            query = query.filter(contracts::manager_id.eq(id));
        }
        query
    }};
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Soonest,
    Latest,
}

/// One page of dialogues.
pub fn list(c: &mut Db, scope: &Scope, filter: &Filter, order: Order, page: PageRequest) -> Result<Page<Listed>> {
    let total: i64 = matching!(scope, filter).count().get_result(c)?;
    let query = matching!(scope, filter);
    let query = match order {
        Order::Soonest => query.order((dialogues::held_on.asc(), dialogues::id.asc())),
        Order::Latest => query.order((dialogues::held_on.desc(), dialogues::id.desc())),
    };
    let rows = query
        .select((
            dialogues::id,
            dialogues::number,
            dialogues::period,
            dialogues::held_on,
            dialogues::status,
            dialogues::version,
            contracts::id,
            contracts::reference,
            contracts::title,
            vendors::id,
            vendors::legal_name,
        ))
        .limit(page.size)
        .offset(page.offset())
        .load::<Row>(c)?;
    let mut rows: Vec<Listed> = rows.into_iter().map(Listed::from).collect();
    let is_planned = |row: &&Listed| row.status == DialogueStatus::Planned;
    let planned: Vec<Id> = rows.iter().filter(is_planned).map(|row| row.id.clone()).collect();
    let off = cancelled(c, &planned)?;
    for row in &mut rows {
        row.cancelled = off.contains(&row.id);
    }
    Ok(Page::new(rows, total, page))
}

/// How many dialogues match.
pub fn count(c: &mut Db, scope: &Scope, filter: &Filter) -> Result<i64> {
    Ok(matching!(scope, filter).count().get_result(c)?)
}

/// The latest dialogue of a contract, whatever its status.
pub fn latest_of_contract(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Option<Dialogue>> {
    Ok(dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::contract_id.eq(contract_id))
        .order((dialogues::number.desc(), dialogues::id.desc()))
        .select(Dialogue::as_select())
        .first(c)
        .optional()?)
}

/// The dialogue after number `number` in the series.
pub fn following(c: &mut Db, scope: &Scope, contract_id: &Id, number: i32) -> Result<Option<Dialogue>> {
    Ok(dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::contract_id.eq(contract_id))
        .filter(dialogues::number.gt(number))
        .order((dialogues::number, dialogues::id))
        .select(Dialogue::as_select())
        .first(c)
        .optional()?)
}

/// The latest locked dialogues of a contract before number `number`, the oldest first.
pub fn locked_before(c: &mut Db, scope: &Scope, contract_id: &Id, number: i32, most: usize) -> Result<Vec<Dialogue>> {
    let mut rows: Vec<Dialogue> = dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::contract_id.eq(contract_id))
        .filter(dialogues::number.lt(number))
        .filter(dialogues::status.eq(DialogueStatus::Locked))
        .order((dialogues::number.desc(), dialogues::id.desc()))
        .limit(i64::try_from(most).unwrap_or(i64::MAX))
        .select(Dialogue::as_select())
        .load(c)?;
    rows.reverse();
    Ok(rows)
}

/// The clients that have a dialogue to come.
pub fn clients_with_planned(c: &mut Db) -> Result<Vec<Id>> {
    Ok(dialogues::table
        .filter(dialogues::status.eq(DialogueStatus::Planned))
        .select(dialogues::organisation_id)
        .distinct()
        .order(dialogues::organisation_id)
        .load(c)?)
}

/// The client's planned dialogues from one day to another, both included.
pub fn planned_between(c: &mut Db, scope: &Scope, from: NaiveDate, to: NaiveDate) -> Result<Vec<Dialogue>> {
    Ok(dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::status.eq(DialogueStatus::Planned))
        .filter(dialogues::held_on.ge(from))
        .filter(dialogues::held_on.le(to))
        .order((dialogues::held_on, dialogues::id))
        .select(Dialogue::as_select())
        .load(c)?)
}

/// The months of a contract that have a dialogue.
pub fn periods_of_contract(c: &mut Db, scope: &Scope, contract_id: &Id) -> Result<Vec<(Id, String)>> {
    Ok(dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::contract_id.eq(contract_id))
        .select((dialogues::id, dialogues::period))
        .load(c)?)
}

/// A contract that a series can be started on: id, reference, title, vendor.
pub type Choosable = (Id, String, String, String);

/// The contracts without a dialogue that waits to be held or locked.
pub fn contracts_to_start(c: &mut Db, scope: &Scope) -> Result<Vec<Choosable>> {
    let taken = dialogues::table
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::status.ne(DialogueStatus::Locked))
        .select(dialogues::contract_id);
    Ok(contracts::table
        .inner_join(vendors::table)
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.ne_all(taken))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .order((vendors::name_folded, contracts::reference, contracts::id))
        .select((contracts::id, contracts::reference, contracts::title, vendors::legal_name))
        .limit(2000)
        .load(c)?)
}

/// The contracts that have dialogues: id, reference, vendor. For the filter of the list.
pub fn contracts_with_series(c: &mut Db, scope: &Scope) -> Result<Vec<(Id, String, String)>> {
    let with = dialogues::table.filter(dialogues::organisation_id.eq(scope.client()?)).select(dialogues::contract_id);
    Ok(contracts::table
        .inner_join(vendors::table)
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::id.eq_any(with))
        .order((vendors::name_folded, contracts::reference, contracts::id))
        .select((contracts::id, contracts::reference, vendors::legal_name))
        .limit(2000)
        .load(c)?)
}

/// The agenda in its order.
pub fn items(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<DialogueItem>> {
    Ok(dialogue_items::table
        .filter(dialogue_items::dialogue_id.eq(&dialogue.id))
        .order((dialogue_items::section, dialogue_items::position, dialogue_items::id))
        .select(DialogueItem::as_select())
        .load(c)?)
}

/// One item of this dialogue.
pub fn find_item(c: &mut Db, dialogue: &Dialogue, id: &Id) -> Result<DialogueItem> {
    Ok(dialogue_items::table
        .filter(dialogue_items::dialogue_id.eq(&dialogue.id))
        .filter(dialogue_items::id.eq(id))
        .select(DialogueItem::as_select())
        .first(c)?)
}

/// Everybody who is invited, the region first, by name.
pub fn participants(c: &mut Db, dialogue: &Dialogue) -> Result<Vec<DialogueParticipant>> {
    Ok(dialogue_participants::table
        .filter(dialogue_participants::dialogue_id.eq(&dialogue.id))
        .order((dialogue_participants::side, dialogue_participants::name, dialogue_participants::id))
        .select(DialogueParticipant::as_select())
        .load(c)?)
}

/// In how many dialogues of the same contract before this one each action stood on the agenda.
pub fn earlier_meetings(
    c: &mut Db,
    organisation_id: &Id,
    contract_id: &Id,
    number: i32,
    action_ids: &[Id],
) -> Result<BTreeMap<Id, u32>> {
    let rows: Vec<(Option<Id>, Id)> = dialogue_items::table
        .inner_join(dialogues::table)
        .filter(dialogues::organisation_id.eq(organisation_id))
        .filter(dialogues::contract_id.eq(contract_id))
        .filter(dialogues::number.lt(number))
        .filter(dialogue_items::kind.eq(ItemKind::Action))
        .filter(dialogue_items::object_id.eq_any(action_ids))
        .select((dialogue_items::object_id, dialogues::id))
        .distinct()
        .load(c)?;
    let mut meetings = BTreeMap::new();
    for id in rows.into_iter().filter_map(|(id, _)| id) {
        *meetings.entry(id).or_insert(0) += 1;
    }
    Ok(meetings)
}

pub fn insert(c: &mut Db, row: &Dialogue) -> Result<()> {
    diesel::insert_into(dialogues::table).values(row).execute(c)?;
    Ok(())
}

pub fn insert_item(c: &mut Db, row: &DialogueItem) -> Result<()> {
    diesel::insert_into(dialogue_items::table).values(row).execute(c)?;
    Ok(())
}

/// The items of a new agenda at once.
pub fn insert_items(c: &mut Db, rows: &[DialogueItem]) -> Result<()> {
    insert_all!(c, dialogue_items::table, rows);
    Ok(())
}

pub fn insert_participant(c: &mut Db, row: &DialogueParticipant) -> Result<()> {
    diesel::insert_into(dialogue_participants::table).values(row).execute(c)?;
    Ok(())
}

pub fn remove_participants(c: &mut Db, dialogue: &Dialogue) -> Result<()> {
    diesel::delete(dialogue_participants::table.filter(dialogue_participants::dialogue_id.eq(&dialogue.id)))
        .execute(c)?;
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save(c: &mut Db, mut row: Dialogue) -> Result<Dialogue> {
    let stored = row.version;
    row.version += 1;
    let changed =
        diesel::update(dialogues::table.filter(dialogues::id.eq(&row.id)).filter(dialogues::version.eq(stored)))
            .set(&row)
            .execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

/// Saves an item with the next version. Errors: Conflict when somebody saved in between.
pub fn save_item(c: &mut Db, mut row: DialogueItem) -> Result<DialogueItem> {
    let stored = row.version;
    row.version += 1;
    let changed = diesel::update(
        dialogue_items::table.filter(dialogue_items::id.eq(&row.id)).filter(dialogue_items::version.eq(stored)),
    )
    .set(&row)
    .execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}
