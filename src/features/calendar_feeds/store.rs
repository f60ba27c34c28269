//! The only queries on calendar addresses, and the dates that go into them. A person's own; a vendor's person gets what its
//! organisation may see.

use super::events::{Dated, DatedKind};
use super::records::Feed;
use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::dialogues::minutes::model::CallKind;
use crate::features::findings::{ActionStatus, Responsible};
use crate::features::vendor_reviews::ReviewStatus;
use crate::features::vendors;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, calendar_feeds, contracts, dialogue_calls, dialogue_participants, dialogues, effect_checks,
    escalation_steps, escalations, vendor_reviews, vendors as vendor_rows,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Its id, day, when it was made, and version.
type Meeting = (Id, NaiveDate, Instant, i32);

/// No calendar holds more of one kind.
const MOST: i64 = 500;
const WORKING: [ActionStatus; 2] = [ActionStatus::Open, ActionStatus::InProgress];
/// What a meeting may be and still take place. One that was called off stays planned until it gets a new time: see
/// `taking_place`.
const MEETINGS: [DialogueStatus; 6] = [
    DialogueStatus::Planned,
    DialogueStatus::Held,
    DialogueStatus::Draft,
    DialogueStatus::SentForApproval,
    DialogueStatus::Approved,
    DialogueStatus::Locked,
];

/// The living address of a secret, whoever asks: the secret is the permission.
pub fn by_secret(c: &mut Db, secret_hash: &str) -> Result<Feed> {
    Ok(calendar_feeds::table
        .filter(calendar_feeds::secret_hash.eq(secret_hash))
        .filter(calendar_feeds::withdrawn_at.is_null())
        .select(Feed::as_select())
        .first(c)?)
}

fn organisation(scope: &Scope) -> Result<&Id> {
    match scope.side() {
        Side::Region => scope.client(),
        Side::Vendor => scope.vendor(),
    }
}

/// A person's living address in the organisation that they act for.
pub fn own(c: &mut Db, scope: &Scope, person_id: &Id) -> Result<Option<Feed>> {
    Ok(calendar_feeds::table
        .filter(calendar_feeds::organisation_id.eq(organisation(scope)?))
        .filter(calendar_feeds::person_id.eq(person_id))
        .filter(calendar_feeds::withdrawn_at.is_null())
        .order(calendar_feeds::created_at.desc())
        .select(Feed::as_select())
        .first(c)
        .optional()?)
}

pub fn insert(c: &mut Db, row: &Feed) -> Result<()> {
    diesel::insert_into(calendar_feeds::table).values(row).execute(c)?;
    Ok(())
}

/// Withdraws every living address of the person there.
pub fn withdraw(c: &mut Db, scope: &Scope, person_id: &Id, at: Instant) -> Result<usize> {
    let living = calendar_feeds::table
        .filter(calendar_feeds::organisation_id.eq(organisation(scope)?))
        .filter(calendar_feeds::person_id.eq(person_id))
        .filter(calendar_feeds::withdrawn_at.is_null());
    Ok(diesel::update(living).set(calendar_feeds::withdrawn_at.eq(Some(at))).execute(c)?)
}

/// Notes that a calendar has fetched it.
pub fn used(c: &mut Db, id: &Id, at: Instant) -> Result<()> {
    diesel::update(calendar_feeds::table.filter(calendar_feeds::id.eq(id)))
        .set(calendar_feeds::last_used_at.eq(Some(at)))
        .execute(c)?;
    Ok(())
}

/// What a person has to do from a day on: what they own, and what they answer for. A fixed number of queries.
pub fn dates(c: &mut Db, scope: &Scope, person_id: &Id, from: NaiveDate) -> Result<Vec<Dated>> {
    match scope.side() {
        Side::Region => of_region(c, scope, person_id, from),
        Side::Vendor => of_vendor(c, scope, from),
    }
}

fn of_region(c: &mut Db, scope: &Scope, person_id: &Id, from: NaiveDate) -> Result<Vec<Dated>> {
    let client = scope.client()?;
    let my_vendors: Vec<Id> = vendor_rows::table
        .filter(vendor_rows::organisation_id.eq(client))
        .filter(vendor_rows::manager_id.eq(person_id))
        .order(vendor_rows::id)
        .limit(MOST)
        .select(vendor_rows::id)
        .load(c)?;
    let my_contracts: Vec<Id> = contracts::table
        .filter(contracts::organisation_id.eq(client))
        .filter(contracts::manager_id.eq(person_id))
        .order(contracts::id)
        .limit(MOST)
        .select(contracts::id)
        .load(c)?;
    let invited: Vec<Id> = dialogue_participants::table
        .filter(dialogue_participants::organisation_id.eq(client))
        .filter(dialogue_participants::person_id.eq(person_id))
        .order(dialogue_participants::id.desc())
        .limit(MOST)
        .select(dialogue_participants::dialogue_id)
        .load(c)?;
    let due: Vec<(Id, NaiveDate, Instant, i32)> = actions::table
        .filter(actions::organisation_id.eq(client))
        .filter(actions::status.eq_any(WORKING))
        .filter(actions::due_on.ge(from))
        .filter(
            actions::owner_id
                .eq(person_id)
                .or(actions::vendor_id.eq_any(&my_vendors))
                .or(actions::contract_id.eq_any(&my_contracts)),
        )
        .order((actions::due_on, actions::id))
        .limit(MOST)
        .select((actions::id, actions::due_on, actions::updated_at, actions::version))
        .load(c)?;
    let checks: Vec<(Id, NaiveDate, Instant, i32)> = effect_checks::table
        .inner_join(actions::table)
        .filter(effect_checks::organisation_id.eq(client))
        .filter(effect_checks::result.is_null())
        .filter(effect_checks::due_on.ge(from))
        .filter(actions::vendor_id.eq_any(&my_vendors).or(actions::contract_id.eq_any(&my_contracts)))
        .order((effect_checks::due_on, effect_checks::id))
        .limit(MOST)
        .select((effect_checks::id, effect_checks::due_on, effect_checks::created_at, effect_checks::version))
        .load(c)?;
    let meetings: Vec<(Id, NaiveDate, Instant, i32)> = dialogues::table
        .filter(dialogues::organisation_id.eq(client))
        .filter(dialogues::status.eq_any(MEETINGS))
        .filter(dialogues::held_on.ge(from))
        .filter(
            dialogues::id
                .eq_any(&invited)
                .or(dialogues::vendor_id.eq_any(&my_vendors))
                .or(dialogues::contract_id.eq_any(&my_contracts)),
        )
        .order((dialogues::held_on, dialogues::id))
        .limit(MOST)
        .select((dialogues::id, dialogues::held_on, dialogues::created_at, dialogues::version))
        .load(c)?;
    let reviews: Vec<(Id, Option<NaiveDate>, Instant, i32)> = vendor_reviews::table
        .filter(vendor_reviews::organisation_id.eq(client))
        .filter(vendor_reviews::status.eq_any([ReviewStatus::Planned, ReviewStatus::Ongoing]))
        .filter(vendor_reviews::vendor_id.eq_any(&my_vendors))
        .filter(vendor_reviews::starts_on.ge(from))
        .order((vendor_reviews::starts_on, vendor_reviews::id))
        .limit(MOST)
        .select((vendor_reviews::id, vendor_reviews::starts_on, vendor_reviews::updated_at, vendor_reviews::version))
        .load(c)?;
    let reviews = reviews.into_iter().filter_map(|(id, on, at, version)| Some((id, on?, at, version)));
    let mut all: Vec<Dated> = Vec::new();
    all.extend(due.into_iter().map(|row| Dated::of(DatedKind::Action, row)));
    all.extend(checks.into_iter().map(|row| Dated::of(DatedKind::Effect, row)));
    all.extend(taking_place(c, meetings)?.into_iter().map(|row| Dated::of(DatedKind::Meeting, row)));
    all.extend(reviews.map(|row| Dated::of(DatedKind::Review, row)));
    Ok(all)
}

/// The meetings but for those whose participants were told last that they are called off.
fn taking_place(c: &mut Db, meetings: Vec<Meeting>) -> Result<Vec<Meeting>> {
    let ids: Vec<&Id> = meetings.iter().map(|(id, ..)| id).collect();
    let calls: Vec<(Id, CallKind)> = dialogue_calls::table
        .filter(dialogue_calls::dialogue_id.eq_any(ids))
        .order(dialogue_calls::sequence)
        .select((dialogue_calls::dialogue_id, dialogue_calls::kind))
        .load(c)?;
    let last: BTreeMap<Id, CallKind> = calls.into_iter().collect();
    Ok(meetings.into_iter().filter(|(id, ..)| last.get(id) != Some(&CallKind::Cancelled)).collect())
}

fn of_vendor(c: &mut Db, scope: &Scope, from: NaiveDate) -> Result<Vec<Dated>> {
    scope.vendor()?;
    let linked = vendors::linked_ids(c, scope)?;
    let due: Vec<(Id, NaiveDate, Instant, i32)> = actions::table
        .filter(actions::vendor_id.eq_any(&linked))
        .filter(actions::withheld.eq(false))
        .filter(actions::responsible.eq(Responsible::Vendor))
        .filter(actions::status.eq_any(WORKING))
        .filter(actions::due_on.ge(from))
        .order((actions::due_on, actions::id))
        .limit(MOST)
        .select((actions::id, actions::due_on, actions::updated_at, actions::version))
        .load(c)?;
    let meetings: Vec<(Id, NaiveDate, Instant, i32)> = dialogues::table
        .filter(dialogues::vendor_id.eq_any(&linked))
        .filter(dialogues::status.eq_any(MEETINGS))
        .filter(dialogues::held_on.ge(from))
        .order((dialogues::held_on, dialogues::id))
        .limit(MOST)
        .select((dialogues::id, dialogues::held_on, dialogues::created_at, dialogues::version))
        .load(c)?;
    let letters: Vec<(Id, Option<NaiveDate>, Instant, i32)> = escalation_steps::table
        .inner_join(escalations::table)
        .filter(escalations::vendor_id.eq_any(&linked))
        .filter(escalations::closed_at.is_null())
        .filter(escalation_steps::letter.is_not_null())
        .filter(escalation_steps::due_on.ge(from))
        .order((escalation_steps::due_on, escalation_steps::id))
        .limit(MOST)
        .select((
            escalation_steps::id,
            escalation_steps::due_on,
            escalation_steps::recorded_at,
            escalation_steps::version,
        ))
        .load(c)?;
    let letters = letters.into_iter().filter_map(|(id, on, at, version)| Some((id, on?, at, version)));
    let mut all: Vec<Dated> = Vec::new();
    all.extend(due.into_iter().map(|row| Dated::of(DatedKind::PortalAction, row)));
    all.extend(taking_place(c, meetings)?.into_iter().map(|row| Dated::of(DatedKind::PortalMeeting, row)));
    all.extend(letters.map(|row| Dated::of(DatedKind::Letter, row)));
    Ok(all)
}
