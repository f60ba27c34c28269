//! What a vendor has to hand in, and by when. Only columns that the vendor may see are selected.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::dialogues::DialogueStatus;
use crate::features::findings::{ActionStatus, Responsible};
use crate::features::questionnaires::AssessmentStatus;
use crate::features::reports::views::{ROWS, Row};
use crate::platform::db::Db;
use crate::platform::db::schema::{actions, assessments, contracts, dialogues, organisations, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;

fn limit() -> i64 {
    i64::try_from(ROWS).unwrap_or(10) + 1
}

/// An assessment to answer: id, client, due date, how many questions are answered of how many.
pub type ToAnswer = (Id, String, NaiveDate, i32, i32);

/// Assessments to answer, the most urgent first.
pub fn assessments(c: &mut Db, scope: &Scope) -> Result<Vec<ToAnswer>> {
    let open = [AssessmentStatus::Sent, AssessmentStatus::InProgress, AssessmentStatus::Returned];
    Ok(assessments::table
        .inner_join(vendors::table)
        .inner_join(organisations::table)
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(assessments::status.eq_any(open))
        .order((assessments::due_on, assessments::id))
        .limit(limit())
        .select((
            assessments::id,
            organisations::name,
            assessments::due_on,
            assessments::answered_count,
            assessments::question_count,
        ))
        .load(c)?)
}

/// The vendor's own actions that are not reported done.
pub fn actions(c: &mut Db, scope: &Scope) -> Result<Vec<Row>> {
    let rows: Vec<(Id, i32, String, NaiveDate, String)> = actions::table
        .inner_join(vendors::table)
        .inner_join(organisations::table)
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(actions::withheld.eq(false))
        .filter(actions::responsible.eq(Responsible::Vendor))
        .filter(actions::status.eq_any([ActionStatus::Open, ActionStatus::InProgress]))
        .order((actions::due_on, actions::id))
        .limit(limit())
        .select((actions::id, actions::number, actions::title, actions::due_on, organisations::name))
        .load(c)?;
    let row = |(id, number, title, on, client): (Id, i32, String, NaiveDate, String)| Row {
        what: format!("#{number} {title}"),
        whose: client,
        on: Some(on),
        href: format!("/portal/actions/{id}"),
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Planned dialogues from today on, the next one first.
pub fn dialogues(c: &mut Db, scope: &Scope, today: NaiveDate) -> Result<Vec<Row>> {
    let rows: Vec<(Id, String, NaiveDate, String)> = dialogues::table
        .inner_join(vendors::table)
        .inner_join(contracts::table)
        .inner_join(organisations::table)
        .filter(vendors::vendor_organisation_id.eq(scope.vendor()?))
        .filter(dialogues::status.eq(DialogueStatus::Planned))
        .filter(dialogues::held_on.ge(today))
        .order((dialogues::held_on, dialogues::id))
        .limit(limit())
        .select((dialogues::id, contracts::title, dialogues::held_on, organisations::name))
        .load(c)?;
    let row = |(id, title, on, client): (Id, String, NaiveDate, String)| Row {
        what: title,
        whose: client,
        on: Some(on),
        href: format!("/portal/dialogues/{id}"),
    };
    Ok(rows.into_iter().map(row).collect())
}
