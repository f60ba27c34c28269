//! Services: what needs a second person, exceptions whose time has run out, and their risk analyses.
//! One query each.

use super::{Asker, Counted, IN_ALL, day, paged};
use crate::base::{Id, Instant, Page, PageRequest, Result};
use crate::features::reports::views::Row;
use crate::features::service_reviews::{AnalysisState, CampaignState};
use crate::features::services::{ApprovalState, ClassificationState, ServiceStatus};
use crate::platform::db::Db;
use crate::platform::db::schema::{
    analysis_authors, analysis_campaigns, service_analyses, service_approvals, service_classifications,
    service_exceptions, services,
};
use chrono::NaiveDate;
use diesel::dsl::{exists, not, sql};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

fn of_service((id, name, by, at): (Id, String, String, Instant)) -> Row {
    Row { what: name, whose: by, on: Some(day(at)), href: format!("/services/{id}") }
}

/// Lowered classes that somebody else has proposed.
pub fn lowerings(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, Instant)> = service_classifications::table
        .inner_join(services::table.on(services::id.eq(service_classifications::service_id)))
        .filter(service_classifications::organisation_id.eq(a.scope.client()?))
        .filter(service_classifications::state.eq(ClassificationState::Pending))
        .filter(service_classifications::decided_by.ne(&a.me))
        .order((service_classifications::decided_at, service_classifications::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (
                services::id,
                services::name,
                service_classifications::decided_by_name,
                service_classifications::decided_at,
            ),
        ))
        .load(c)?;
    Ok(paged(found, asked, of_service))
}

/// Services that somebody else wants to publish.
pub fn publications(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, Instant)> = service_approvals::table
        .inner_join(services::table.on(services::id.eq(service_approvals::service_id)))
        .filter(service_approvals::organisation_id.eq(a.scope.client()?))
        .filter(service_approvals::state.eq(ApprovalState::Asked))
        .filter(service_approvals::asked_by.ne(&a.me))
        .order((service_approvals::asked_at, service_approvals::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (services::id, services::name, service_approvals::asked_by_name, service_approvals::asked_at),
        ))
        .load(c)?;
    Ok(paged(found, asked, of_service))
}

/// Exceptions whose last day has passed, for services that still stand on the same platform: somebody has to end
/// them or decide anew.
pub fn exceptions(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<(Id, String, String, NaiveDate)> = service_exceptions::table
        .inner_join(services::table.on(services::id.eq(service_exceptions::service_id)))
        .filter(service_exceptions::organisation_id.eq(a.scope.client()?))
        .filter(service_exceptions::ended_at.is_null())
        .filter(service_exceptions::ends_on.lt(a.today))
        .filter(services::status.ne(ServiceStatus::Stopped))
        .filter(services::platform_id.eq(service_exceptions::platform_id.nullable()))
        .order((service_exceptions::ends_on, service_exceptions::id))
        .limit(asked.size)
        .offset(asked.offset())
        .select((
            sql::<BigInt>(IN_ALL),
            (services::id, services::name, service_exceptions::decided_by_name, service_exceptions::ends_on),
        ))
        .load(c)?;
    Ok(paged(found, asked, |(id, name, by, ends_on)| Row {
        what: name,
        whose: by,
        on: Some(ends_on),
        href: format!("/services/{id}"),
    }))
}

/// An analysis: its id, its service's name, its campaign's title and its last day.
type AnalysisRow = (Id, String, String, NaiveDate);

fn of_analysis((id, service, campaign, due_on): AnalysisRow) -> Row {
    Row { what: service, whose: campaign, on: Some(due_on), href: format!("/service-analyses/{id}") }
}

/// The analyses of running campaigns that have neither been replaced nor taken out.
macro_rules! current {
    ($client:expr) => {
        service_analyses::table
            .inner_join(services::table.on(services::id.eq(service_analyses::service_id)))
            .inner_join(analysis_campaigns::table.on(analysis_campaigns::id.eq(service_analyses::campaign_id)))
            .filter(service_analyses::organisation_id.eq($client))
            .filter(service_analyses::replaced_at.is_null())
            .filter(service_analyses::removed_at.is_null())
            .filter(analysis_campaigns::state.eq(CampaignState::Running))
            .order((service_analyses::due_on, service_analyses::name_folded, service_analyses::id))
            .select((
                sql::<BigInt>(IN_ALL),
                (service_analyses::id, services::name, analysis_campaigns::title, service_analyses::due_on),
            ))
    };
}

/// The analyses that I answer for and that are not ready.
pub fn own_analyses(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let found: Counted<AnalysisRow> = current!(a.scope.client()?)
        .filter(service_analyses::owner_id.eq(&a.me))
        .filter(service_analyses::state.eq_any([AnalysisState::NotStarted, AnalysisState::InProgress]))
        .limit(asked.size)
        .offset(asked.offset())
        .load(c)?;
    Ok(paged(found, asked, of_analysis))
}

/// Ready analyses that I have had no part in.
pub fn to_decide(c: &mut Db, a: &Asker, asked: PageRequest) -> Result<Page<Row>> {
    let written = analysis_authors::table
        .filter(analysis_authors::analysis_id.eq(service_analyses::id))
        .filter(analysis_authors::person_id.eq(&a.me));
    let found: Counted<AnalysisRow> = current!(a.scope.client()?)
        .filter(service_analyses::state.eq(AnalysisState::Ready))
        .filter(service_analyses::owner_id.ne(&a.me))
        .filter(service_analyses::ready_by.is_null().or(service_analyses::ready_by.ne(&a.me)))
        .filter(not(exists(written)))
        .limit(asked.size)
        .offset(asked.offset())
        .load(c)?;
    Ok(paged(found, asked, of_analysis))
}
