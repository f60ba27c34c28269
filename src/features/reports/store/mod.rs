//! What is to be done, by list: one query each, at most eleven rows, most urgent first.
//! `mine` leaves only what hangs on contracts and vendors that this person manages.

pub mod figures;
pub mod portal;
pub mod tasks;

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::findings::ActionStatus;
use crate::features::questionnaires::AssessmentStatus;
use crate::features::reports::views::{ROWS, Row};
use crate::features::vendors::VendorStatus;
use crate::platform::db::Db;
use crate::platform::db::schema::{actions, assessments, contracts, dialogues, vendors};
use chrono::{Days, NaiveDate};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Nullable};

const OPEN: [ActionStatus; 2] = [ActionStatus::Open, ActionStatus::InProgress];
const UNLOCKED: [DialogueStatus; 5] = [
    DialogueStatus::Planned,
    DialogueStatus::Held,
    DialogueStatus::Draft,
    DialogueStatus::SentForApproval,
    DialogueStatus::Approved,
];
/// A contract that ends sooner than this is worth a thought.
const ENDING_DAYS: u64 = 90;
/// Dialogues further away than this are not today's worry.
const COMING_DAYS: u64 = 31;
/// Later than any date that both databases compare.
const FAR: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

fn limit() -> i64 {
    i64::try_from(ROWS).unwrap_or(10) + 1
}

fn after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(day)
}

/// Everybody's when nobody is named.
fn anybody(mine: Option<&Id>) -> diesel::internal::derives::as_expression::Bound<Nullable<Bool>, Option<bool>> {
    diesel::IntoSql::into_sql::<Nullable<Bool>>(Some(mine.is_none()))
}

fn me(mine: Option<&Id>) -> String {
    mine.map(Id::to_string).unwrap_or_default()
}

/// Dialogues that are not locked: those left behind, today's and the coming month's.
pub fn dialogues(c: &mut Db, scope: &Scope, mine: Option<&Id>, today: NaiveDate) -> Result<Vec<Row>> {
    let rows: Vec<(Id, String, NaiveDate, String, String)> = dialogues::table
        .inner_join(contracts::table)
        .inner_join(vendors::table)
        .filter(dialogues::organisation_id.eq(scope.client()?))
        .filter(dialogues::status.eq_any(UNLOCKED))
        .filter(dialogues::held_on.le(after(today, COMING_DAYS)))
        .filter(
            contracts::manager_id
                .eq(me(mine))
                .or(vendors::manager_id.eq(me(mine)).or(vendors::deputy_id.eq(me(mine))))
                .or(anybody(mine)),
        )
        .order((dialogues::held_on, dialogues::id))
        .limit(limit())
        .select((dialogues::id, dialogues::period, dialogues::held_on, contracts::title, vendors::legal_name))
        .load(c)?;
    let row = |(id, period, on, title, vendor): (Id, String, NaiveDate, String, String)| Row {
        what: format!("{vendor}, {period}"),
        whose: title,
        on: Some(on),
        href: format!("/dialogues/{id}"),
    };
    Ok(rows.into_iter().map(row).collect())
}

type ActionRow = (Id, i32, String, NaiveDate, Option<String>, String);

fn action((id, number, title, on, owner, vendor): ActionRow) -> Row {
    let whose = owner.map_or(vendor.clone(), |owner| format!("{vendor}, {owner}"));
    Row { what: format!("#{number} {title}"), whose, on: Some(on), href: format!("/actions/{id}") }
}

/// Actions that the other party says are done, waiting to be verified.
pub fn reported(c: &mut Db, scope: &Scope, mine: Option<&Id>) -> Result<Vec<Row>> {
    actions_where(c, scope, mine, &[ActionStatus::ReportedDone], None)
}

/// Open actions whose date has passed.
pub fn overdue(c: &mut Db, scope: &Scope, mine: Option<&Id>, today: NaiveDate) -> Result<Vec<Row>> {
    actions_where(c, scope, mine, &OPEN, Some(today))
}

fn actions_where(
    c: &mut Db,
    scope: &Scope,
    mine: Option<&Id>,
    statuses: &[ActionStatus],
    before: Option<NaiveDate>,
) -> Result<Vec<Row>> {
    let rows: Vec<ActionRow> = actions::table
        .inner_join(vendors::table)
        .left_join(contracts::table)
        .filter(actions::organisation_id.eq(scope.client()?))
        .filter(actions::status.eq_any(statuses.to_vec()))
        .filter(actions::due_on.lt(before.unwrap_or(FAR)))
        .filter(
            vendors::manager_id
                .eq(me(mine))
                .or(vendors::deputy_id.eq(me(mine)))
                .or(contracts::manager_id.nullable().eq(me(mine)))
                .or(actions::owner_id.eq(me(mine)))
                .or(anybody(mine)),
        )
        .order((actions::due_on, actions::id))
        .limit(limit())
        .select((
            actions::id,
            actions::number,
            actions::title,
            actions::due_on,
            actions::owner_name,
            vendors::legal_name,
        ))
        .load(c)?;
    Ok(rows.into_iter().map(action).collect())
}

/// Assessments handed in, waiting to be reviewed, the oldest first.
pub fn submitted(c: &mut Db, scope: &Scope, mine: Option<&Id>) -> Result<Vec<Row>> {
    let rows: Vec<(Id, NaiveDate, String, String)> = assessments::table
        .inner_join(vendors::table)
        .filter(assessments::organisation_id.eq(scope.client()?))
        .filter(assessments::status.eq(AssessmentStatus::Submitted))
        .filter(vendors::manager_id.eq(me(mine)).or(vendors::deputy_id.eq(me(mine))).or(anybody(mine)))
        .order((assessments::due_on, assessments::id))
        .limit(limit())
        .select((assessments::id, assessments::due_on, assessments::sent_by_name, vendors::legal_name))
        .load(c)?;
    let row = |(id, on, sent_by, vendor): (Id, NaiveDate, String, String)| Row {
        what: vendor,
        whose: sent_by,
        on: Some(on),
        href: format!("/assessments/{id}"),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Contracts that end within ninety days.
pub fn ending(c: &mut Db, scope: &Scope, mine: Option<&Id>, today: NaiveDate) -> Result<Vec<Row>> {
    let rows: Vec<(Id, String, String, Option<NaiveDate>, String)> = contracts::table
        .inner_join(vendors::table)
        .filter(contracts::organisation_id.eq(scope.client()?))
        .filter(contracts::ends_on.ge(today))
        .filter(contracts::ends_on.le(after(today, ENDING_DAYS)))
        .filter(contracts::manager_id.eq(me(mine)).or(anybody(mine)))
        .order((contracts::ends_on, contracts::id))
        .limit(limit())
        .select((contracts::id, contracts::reference, contracts::title, contracts::ends_on, vendors::legal_name))
        .load(c)?;
    let row = |(id, reference, title, on, vendor): (Id, String, String, Option<NaiveDate>, String)| Row {
        what: format!("{reference} {title}"),
        whose: vendor,
        on,
        href: format!("/contracts/{id}"),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Vendors whose tier nobody knows, or knows only preliminarily.
pub fn unsorted(c: &mut Db, scope: &Scope, mine: Option<&Id>, also_preliminary: bool) -> Result<Vec<Row>> {
    let rows: Vec<(Id, String, Option<i32>)> = vendors::table
        .filter(vendors::organisation_id.eq(scope.client()?))
        .filter(vendors::status.ne(VendorStatus::Ended))
        .filter(
            vendors::tier
                .is_null()
                .or(vendors::tier_preliminary.eq(also_preliminary).and(vendors::tier_preliminary.eq(true))),
        )
        .filter(vendors::manager_id.eq(me(mine)).or(vendors::deputy_id.eq(me(mine))).or(anybody(mine)))
        .order((vendors::tier.is_null().desc(), vendors::name_folded, vendors::id))
        .limit(limit())
        .select((vendors::id, vendors::legal_name, vendors::tier))
        .load(c)?;
    let row = |(id, name, tier): (Id, String, Option<i32>)| Row {
        what: name,
        // Worded by the page: the tier that holds for now, or that there is none.
        whose: tier.map(|t| t.to_string()).unwrap_or_default(),
        on: None,
        href: format!("/vendors/{id}"),
    };
    Ok(rows.into_iter().map(row).collect())
}
