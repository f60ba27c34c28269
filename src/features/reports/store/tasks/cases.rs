//! Cases of subcontractors on the region's side: the checks, the decision, and what cannot wait. A person is
//! not shown what the rules would refuse them: what they asked for, and what they have had another part in.

use super::{Asker, Counted, IN_ALL, day, paged, when};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::reports::views::Row;
use crate::features::subcontractors::{CaseState, CriteriaModel, ReviewKind, decision_due};
use crate::platform::db::Db;
use crate::platform::db::schema::{subcontract_cases, subcontract_proposals, subcontract_reviews, vendors};
use chrono::NaiveDate;
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// A case, its number and name, a day, and the vendor's name.
type CaseRow = (Id, i32, String, Option<NaiveDate>, String);

fn row((id, number, name, on, vendor): CaseRow, step: &str) -> Row {
    Row { what: format!("#{number} {name}"), whose: vendor, on, href: format!("/subcontracts/{id}{step}") }
}

/// The reviews of the case of the query around it.
macro_rules! reviews {
    () => {
        subcontract_reviews::table.filter(subcontract_reviews::case_id.eq(subcontract_cases::id))
    };
}

/// Reviews of one kind that nobody else has taken up. A contract manager checks what the own vendors have sent in,
/// and those that nobody follows up; what a manager has entered by telephone needs a colleague, so all of them see it.
pub fn to_review(c: &mut Db, a: &Asker, asked: PageRequest, kind: ReviewKind) -> Result<Page<Row>> {
    let first = kind == ReviewKind::Completeness;
    let states = if first {
        vec![CaseState::Submitted, CaseState::Completeness, CaseState::Temporary]
    } else {
        vec![CaseState::Review, CaseState::Temporary]
    };
    let step = if first { String::new() } else { format!("/case-reviews/{kind}") };
    let waiting = reviews!()
        .filter(subcontract_reviews::kind.eq(kind))
        .filter(subcontract_reviews::done_at.is_null())
        .filter(subcontract_reviews::reviewer_id.is_null().or(subcontract_reviews::reviewer_id.eq(&a.me)));
    let another =
        reviews!().filter(subcontract_reviews::kind.ne(kind)).filter(subcontract_reviews::reviewer_id.eq(&a.me));
    let found: Counted<CaseRow> = subcontract_cases::table
        .inner_join(vendors::table)
        .filter(subcontract_cases::organisation_id.eq(a.scope.client()?))
        .filter(subcontract_cases::state.eq_any(states))
        // Nothing is reviewed before it is complete.
        .filter(subcontract_cases::complete_on.is_not_null().or(when(first)))
        .filter(subcontract_cases::applicant_id.ne(&a.me))
        .filter(exists(waiting))
        .filter(not(exists(another)))
        .filter(
            subcontract_cases::by_phone
                .eq(true)
                .or(vendors::manager_id.is_null())
                .or(subcontract_cases::vendor_id.eq_any(a.vendors()))
                .or(when(!first || a.sees_all())),
        )
        .order((
            subcontract_cases::due_on.is_null(),
            subcontract_cases::due_on.asc(),
            subcontract_cases::number,
            subcontract_cases::id,
        ))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                subcontract_cases::id,
                subcontract_cases::number,
                subcontract_cases::name,
                subcontract_cases::due_on,
                vendors::legal_name,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |one| row(one, &step)))
}

/// What a decision's last day is reckoned from.
type Reckoned = (CaseState, Option<Instant>, i32, String);

/// Cases whose reviews are done, of every vendor: whoever follows the vendor up has most often checked the case,
/// and somebody else has to decide. The last day is the one of the decision; of a temporary approval, its end.
pub fn to_decide(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let undone = reviews!().filter(subcontract_reviews::done_at.is_null());
    let own = reviews!().filter(subcontract_reviews::reviewer_id.eq(&a.me));
    let proposed = subcontract_proposals::table
        .filter(subcontract_proposals::case_id.eq(subcontract_cases::id))
        .filter(subcontract_proposals::proposed_by.eq(&a.me));
    let found: Counted<(CaseRow, Reckoned)> = subcontract_cases::table
        .inner_join(vendors::table)
        .filter(subcontract_cases::organisation_id.eq(a.scope.client()?))
        .filter(subcontract_cases::state.eq_any([CaseState::Review, CaseState::Temporary]))
        .filter(subcontract_cases::applicant_id.ne(&a.me))
        .filter(not(exists(undone)))
        .filter(not(exists(own)))
        .filter(not(exists(proposed)))
        .order((subcontract_cases::submitted_at.asc(), subcontract_cases::number, subcontract_cases::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                (
                    subcontract_cases::id,
                    subcontract_cases::number,
                    subcontract_cases::name,
                    subcontract_cases::due_on,
                    vendors::legal_name,
                ),
                (
                    subcontract_cases::state,
                    subcontract_cases::submitted_at,
                    subcontract_cases::paused_days,
                    subcontract_cases::criteria_version,
                ),
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(case, (state, submitted_at, paused_days, version))| {
        let (id, number, name, due_on, vendor) = case;
        let terms = &CriteriaModel::named(&version).terms;
        let on = match (state, submitted_at) {
            (CaseState::Temporary, _) | (_, None) => due_on,
            (_, Some(at)) => Some(decision_due(day(at), paused_days, terms)),
        };
        row((id, number, name, on, vendor), "/decide")
    }))
}

/// Cases that the applicant says cannot wait for the notice, and that nobody has decided on even for a short time.
pub fn urgent(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let own = reviews!().filter(subcontract_reviews::reviewer_id.eq(&a.me));
    let found: Counted<CaseRow> = subcontract_cases::table
        .inner_join(vendors::table)
        .filter(subcontract_cases::organisation_id.eq(a.scope.client()?))
        .filter(subcontract_cases::state.eq_any([CaseState::Submitted, CaseState::Completeness, CaseState::Review]))
        // The facts are JSON that we have written: a reason that is given stands in quotes.
        .filter(subcontract_cases::facts.like("%\"urgent_reason\":\"%"))
        .filter(subcontract_cases::applicant_id.ne(&a.me))
        .filter(not(exists(own)))
        .order((
            subcontract_cases::starts_on.is_null(),
            subcontract_cases::starts_on.asc(),
            subcontract_cases::number,
            subcontract_cases::id,
        ))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                subcontract_cases::id,
                subcontract_cases::number,
                subcontract_cases::name,
                subcontract_cases::starts_on,
                vendors::legal_name,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |one| row(one, "/emergency")))
}

/// What I have entered by telephone for a small provider and have been asked to complete.
pub fn to_complete(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<CaseRow> = subcontract_cases::table
        .inner_join(vendors::table)
        .filter(subcontract_cases::organisation_id.eq(a.scope.client()?))
        .filter(subcontract_cases::state.eq(CaseState::Completion))
        .filter(subcontract_cases::by_phone.eq(true))
        .filter(subcontract_cases::applicant_id.eq(&a.me))
        .order((subcontract_cases::due_on.is_null(), subcontract_cases::due_on.asc(), subcontract_cases::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                subcontract_cases::id,
                subcontract_cases::number,
                subcontract_cases::name,
                subcontract_cases::due_on,
                vendors::legal_name,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |one| row(one, "/edit")))
}
