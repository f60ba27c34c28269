//! What waits on the vendor's side. Only columns that the vendor may see are selected, and only rows of its own.

use super::{Asker, Counted, IN_ALL, paged};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::chains::{self, ChainModel, ConfirmationState};
use crate::features::questionnaires;
use crate::features::reports::views::Row;
use crate::features::subcontractors::{CaseState, Decision};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    chain_confirmations, contracts, organisations, subcontract_cases, subcontract_decisions, vendors,
};
use chrono::{Days, NaiveDate};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// A decision with conditions is news for so many days.
const NEWS_DAYS: u64 = 31;

/// A case, its number and name, the client, and a day.
type CaseRow = (Id, i32, String, String, Option<NaiveDate>);

fn of_case((id, number, name, client, on): CaseRow) -> Row {
    Row { what: format!("#{number} {name}"), whose: client, on, href: format!("/portal/subcontracts/{id}") }
}

/// Applications that the client has sent back with a question.
pub fn to_complete(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<CaseRow> = subcontract_cases::table
        .inner_join(vendors::table)
        .inner_join(organisations::table.on(organisations::id.eq(subcontract_cases::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(a.scope.vendor()?))
        .filter(subcontract_cases::state.eq(CaseState::Completion))
        .order((subcontract_cases::due_on.is_null(), subcontract_cases::due_on.asc(), subcontract_cases::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                subcontract_cases::id,
                subcontract_cases::number,
                subcontract_cases::name,
                organisations::name,
                subcontract_cases::due_on,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, of_case))
}

/// Approvals with conditions, decided in the last month and still in force; the day is the last of the approval.
pub fn conditions(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let since = Instant::from(a.now.utc().checked_sub_days(Days::new(NEWS_DAYS)).unwrap_or(a.now.utc()));
    let found: Counted<CaseRow> = subcontract_decisions::table
        .inner_join(subcontract_cases::table.on(subcontract_cases::id.eq(subcontract_decisions::case_id)))
        .inner_join(vendors::table.on(vendors::id.eq(subcontract_cases::vendor_id)))
        .inner_join(organisations::table.on(organisations::id.eq(subcontract_cases::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(a.scope.vendor()?))
        .filter(subcontract_decisions::decided_at.ge(since))
        .filter(
            subcontract_decisions::decision
                .eq(Decision::Conditional)
                .and(subcontract_cases::state.eq_any([CaseState::Decided, CaseState::Active]))
                .or(subcontract_decisions::decision
                    .eq(Decision::Temporary)
                    .and(subcontract_cases::state.eq(CaseState::Temporary))),
        )
        .order((subcontract_decisions::decided_at.desc(), subcontract_decisions::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                subcontract_cases::id,
                subcontract_cases::number,
                subcontract_cases::name,
                organisations::name,
                subcontract_decisions::valid_until,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, of_case))
}

/// Chains that a client has asked the vendor to confirm.
pub fn confirmations(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, String, NaiveDate)> = chain_confirmations::table
        .inner_join(vendors::table)
        .inner_join(contracts::table)
        .inner_join(organisations::table.on(organisations::id.eq(chain_confirmations::organisation_id)))
        .filter(vendors::vendor_organisation_id.eq(a.scope.vendor()?))
        .filter(chain_confirmations::state.eq(ConfirmationState::Asked))
        .order((chain_confirmations::due_on, chain_confirmations::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                chain_confirmations::id,
                contracts::reference,
                contracts::title,
                organisations::name,
                chain_confirmations::due_on,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(id, reference, title, client, due_on)| Row {
        what: format!("{reference} {title}"),
        whose: client,
        on: Some(due_on),
        href: format!("/portal/chain/{id}"),
    }))
}

/// Subcontractors that the vendor should have followed up itself. At most four queries.
pub fn follow_ups(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let missing = chains::missing_follow_ups(c, &a.scope, a.today, ChainModel::current())?;
    let total = i64::try_from(missing.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(asked.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    let rows = missing.into_iter().skip(skipped).take(size).map(|one| Row {
        what: format!("{} ({})", one.name, one.contract),
        whose: one.client,
        on: Some(one.due_on),
        href: "/portal/follow-ups".to_string(),
    });
    Ok(Page::new(rows.collect(), total, asked))
}

/// Sections of self-assessments that a colleague has handed to this person. One query.
pub fn sections(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let handed = questionnaires::sections_of(c, &a.scope, &a.me)?;
    let total = i64::try_from(handed.len()).unwrap_or(i64::MAX);
    let skipped = usize::try_from(asked.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(asked.size).unwrap_or(usize::MAX);
    let rows = handed.into_iter().skip(skipped).take(size).map(|one| Row {
        what: one.delegation.section(a.language).to_string(),
        whose: one.client,
        on: Some(one.due_on),
        href: format!("/portal/assessments/{}/sections/{}", one.delegation.assessment_id, one.delegation.domain),
    });
    Ok(Page::new(rows.collect(), total, asked))
}
