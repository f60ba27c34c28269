//! The only queries on calendar addresses, and the dates that go into them. A person's own; a vendor's person gets what its
//! organisation may see.

use super::events::DatedKind;
use super::records::Feed;
use crate::access::{Scope, Side};
use crate::base::{Id, Instant, Result, clock};
use crate::features::dialogues::DialogueStatus;
use crate::features::dialogues::minutes::model::CallKind;
use crate::features::findings::{ActionStatus, Responsible};
use crate::features::vendor_reviews::ReviewStatus;
use crate::features::{notices, vendors};
use crate::kit::Ctx;
use crate::kit::calendar::Entry;
use crate::kit::notices::NoticeKind;
use crate::platform::calendar::When;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    actions, calendar_feeds, contracts, dialogue_calls, dialogue_participants, dialogues, effect_checks,
    escalation_steps, escalations, vendor_reviews, vendors as vendor_rows,
};
use chrono::{Duration, NaiveDate};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Its id, day, when it was made, and version.
type Meeting = (Id, NaiveDate, Instant, i32);
/// What was sent last about a meeting: of which, what, from when, for how many minutes, and when it was sent.
type Called = (Id, CallKind, Option<Instant>, Option<i32>, Instant);

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
pub fn dates(c: &mut Db, ctx: &Ctx, from: NaiveDate) -> Result<Vec<Entry>> {
    match ctx.scope.side() {
        Side::Region => of_region(c, ctx, from),
        Side::Vendor => of_vendor(c, &ctx.scope, from),
    }
}

fn of_region(c: &mut Db, ctx: &Ctx, from: NaiveDate) -> Result<Vec<Entry>> {
    let (client, person_id) = (ctx.scope.client()?, &ctx.actor.person_id);
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
    let mut all: Vec<Entry> = Vec::new();
    all.extend(due.into_iter().map(|row| DatedKind::Action.entry(row)));
    all.extend(checks.into_iter().map(|row| DatedKind::Effect.entry(row)));
    all.extend(taking_place(c, DatedKind::Meeting, meetings)?);
    all.extend(reviews.map(|row| DatedKind::Review.entry(row)));
    for (kind, of) in [
        (DatedKind::Escalation, NoticeKind::EscalationStep),
        (DatedKind::Minutes, NoticeKind::MinutesApproval),
        (DatedKind::FollowUp, NoticeKind::FollowUpLine),
    ] {
        let days = notices::days_of(c, &ctx.scope, of, person_id, from, MOST)?;
        all.extend(days.into_iter().map(|day| kind.part(day.id, &day.object_id, day.due_on, ctx.instant())));
    }
    Ok(all)
}

/// The meetings but for those whose participants were told last that they are called off, at the hours to which they were
/// called. One that nobody was called to, or that has been moved to another day since, has its day alone.
fn taking_place(c: &mut Db, kind: DatedKind, meetings: Vec<Meeting>) -> Result<Vec<Entry>> {
    let ids: Vec<&Id> = meetings.iter().map(|(id, ..)| id).collect();
    let calls: Vec<Called> = dialogue_calls::table
        .filter(dialogue_calls::dialogue_id.eq_any(ids))
        .order(dialogue_calls::sequence)
        .select((
            dialogue_calls::dialogue_id,
            dialogue_calls::kind,
            dialogue_calls::starts_at,
            dialogue_calls::length_minutes,
            dialogue_calls::sent_at,
        ))
        .load(c)?;
    let last: BTreeMap<Id, Called> = calls.into_iter().map(|call| (call.0.clone(), call)).collect();
    let entry = |row: Meeting| {
        let call = last.get(&row.0);
        if call.is_some_and(|(_, kind, ..)| *kind == CallKind::Cancelled) {
            return None;
        }
        let (on, entry) = (row.1, kind.entry(row));
        let Some((_, _, Some(starts), Some(minutes), sent_at)) = call else { return Some(entry) };
        if clock::swedish_date(starts.utc()) != on {
            return Some(entry);
        }
        let when = When::Span(starts.utc(), starts.utc() + Duration::minutes(i64::from(*minutes)));
        Some(Entry { when, changed_at: entry.changed_at.max(*sent_at), ..entry })
    };
    Ok(meetings.into_iter().filter_map(entry).collect())
}

fn of_vendor(c: &mut Db, scope: &Scope, from: NaiveDate) -> Result<Vec<Entry>> {
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
    let mut all: Vec<Entry> = Vec::new();
    all.extend(due.into_iter().map(|row| DatedKind::PortalAction.entry(row)));
    all.extend(taking_place(c, DatedKind::PortalMeeting, meetings)?);
    all.extend(letters.map(|row| DatedKind::Letter.entry(row)));
    Ok(all)
}
