//! Analyses with their authors and measures.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::service_reviews::model::{AnalysisState, CampaignState};
use crate::features::service_reviews::records::{Analysis, Author, Measure};
use crate::platform::db::Db;
use crate::platform::db::schema::{analysis_authors, analysis_campaigns, analysis_measures, service_analyses};
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Text;

type Backend = <Db as diesel::Connection>::Backend;

/// Which analyses are asked for; what is empty does not narrow. Replaced and removed ones are never listed.
#[derive(Debug, Clone, Default)]
pub struct AnalysisFilter {
    pub campaign_id: Option<Id>,
    pub q: Option<String>,
    pub state: Option<AnalysisState>,
    pub owner_id: Option<Id>,
    /// Not decided, and the day is before this one.
    pub overdue_on: Option<NaiveDate>,
}

pub fn find_analysis(c: &mut Db, scope: &Scope, id: &Id) -> Result<Analysis> {
    Ok(service_analyses::table
        .filter(service_analyses::organisation_id.eq(scope.client()?))
        .filter(service_analyses::id.eq(id))
        .select(Analysis::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &'a AnalysisFilter) -> Result<service_analyses::BoxedQuery<'a, Backend>> {
    let mut query = service_analyses::table
        .filter(service_analyses::organisation_id.eq(scope.client()?.clone()))
        .filter(service_analyses::replaced_at.is_null())
        .filter(service_analyses::removed_at.is_null())
        .into_boxed::<Backend>();
    if let Some(id) = &filter.campaign_id {
        query = query.filter(service_analyses::campaign_id.eq(id));
    }
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        // The column sorts as a Swedish register does; a search asks for the folded letters.
        let folded =
            sql::<Text>("replace(replace(replace(service_analyses.name_folded, '{', 'a'), '|', 'a'), '}', 'o')");
        query = query.filter(folded.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(state) = filter.state {
        query = query.filter(service_analyses::state.eq(state));
    }
    if let Some(id) = &filter.owner_id {
        query = query.filter(service_analyses::owner_id.eq(id));
    }
    if let Some(day) = filter.overdue_on {
        query = query.filter(service_analyses::due_on.lt(day));
        query = query.filter(service_analyses::state.ne(AnalysisState::Decided));
    }
    Ok(query)
}

/// One page of analyses by the service's name: one count and one query.
pub fn list_analyses(c: &mut Db, scope: &Scope, filter: &AnalysisFilter, page: PageRequest) -> Result<Page<Analysis>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let query = filtered(scope, filter)?.order((service_analyses::name_folded, service_analyses::id));
    let rows = query.limit(page.size).offset(page.offset()).select(Analysis::as_select()).load(c)?;
    Ok(Page::new(rows, total, page))
}

/// Every match by the service's name: for the memo, the export and bulk assignment.
pub fn all_analyses(c: &mut Db, scope: &Scope, filter: &AnalysisFilter) -> Result<Vec<Analysis>> {
    let query = filtered(scope, filter)?.order((service_analyses::name_folded, service_analyses::id));
    Ok(query.limit(100_000).select(Analysis::as_select()).load(c)?)
}

/// Every analysis of running campaigns that is not decided: for reminders.
pub fn open_analyses(c: &mut Db, scope: &Scope) -> Result<Vec<Analysis>> {
    let running = analysis_campaigns::table
        .filter(analysis_campaigns::organisation_id.eq(scope.client()?))
        .filter(analysis_campaigns::state.eq(CampaignState::Running))
        .select(analysis_campaigns::id);
    Ok(service_analyses::table
        .filter(service_analyses::organisation_id.eq(scope.client()?))
        .filter(service_analyses::campaign_id.eq_any(running))
        .filter(service_analyses::replaced_at.is_null())
        .filter(service_analyses::removed_at.is_null())
        .filter(service_analyses::state.ne(AnalysisState::Decided))
        .order((service_analyses::due_on, service_analyses::name_folded, service_analyses::id))
        .select(Analysis::as_select())
        .load(c)?)
}

/// Every version of the analysis of a service in a campaign, newest first; removed ones too.
pub fn versions(c: &mut Db, scope: &Scope, campaign_id: &Id, service_id: &Id) -> Result<Vec<Analysis>> {
    Ok(service_analyses::table
        .filter(service_analyses::organisation_id.eq(scope.client()?))
        .filter(service_analyses::campaign_id.eq(campaign_id))
        .filter(service_analyses::service_id.eq(service_id))
        .order(service_analyses::number.desc())
        .select(Analysis::as_select())
        .load(c)?)
}

/// The services of a campaign with the highest number that each has had, and whether it is in it now.
pub fn members(c: &mut Db, scope: &Scope, campaign_id: &Id) -> Result<Vec<(Id, i32, bool)>> {
    let rows: Vec<(Id, i32, bool)> = service_analyses::table
        .filter(service_analyses::organisation_id.eq(scope.client()?))
        .filter(service_analyses::campaign_id.eq(campaign_id))
        .order((service_analyses::service_id, service_analyses::number))
        .select((
            service_analyses::service_id,
            service_analyses::number,
            service_analyses::removed_at.is_null().and(service_analyses::replaced_at.is_null()),
        ))
        .load(c)?;
    Ok(rows)
}

pub fn insert_analysis(c: &mut Db, row: &Analysis) -> Result<()> {
    diesel::insert_into(service_analyses::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_analysis(c: &mut Db, scope: &Scope, row: &Analysis) -> Result<()> {
    let own = service_analyses::table.filter(service_analyses::id.eq(&row.id));
    diesel::update(own.filter(service_analyses::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Who wrote an analysis, in the order they came.
pub fn authors(c: &mut Db, scope: &Scope, analysis_id: &Id) -> Result<Vec<Author>> {
    Ok(analysis_authors::table
        .filter(analysis_authors::organisation_id.eq(scope.client()?))
        .filter(analysis_authors::analysis_id.eq(analysis_id))
        .order((analysis_authors::added_at, analysis_authors::id))
        .select(Author::as_select())
        .load(c)?)
}

pub fn insert_author(c: &mut Db, row: &Author) -> Result<()> {
    diesel::insert_into(analysis_authors::table).values(row).execute(c)?;
    Ok(())
}

pub fn set_duty(c: &mut Db, scope: &Scope, id: &Id, duty: Option<&str>) -> Result<()> {
    let own = analysis_authors::table.filter(analysis_authors::id.eq(id));
    diesel::update(own.filter(analysis_authors::organisation_id.eq(scope.client()?)))
        .set(analysis_authors::duty.eq(duty))
        .execute(c)?;
    Ok(())
}

/// The measures of some analyses by day, in one query.
pub fn measures(c: &mut Db, scope: &Scope, analysis_ids: &[Id]) -> Result<Vec<Measure>> {
    Ok(analysis_measures::table
        .filter(analysis_measures::organisation_id.eq(scope.client()?))
        .filter(analysis_measures::analysis_id.eq_any(analysis_ids))
        .order((analysis_measures::due_on, analysis_measures::id))
        .select(Measure::as_select())
        .load(c)?)
}

pub fn find_measure(c: &mut Db, scope: &Scope, analysis_id: &Id, id: &Id) -> Result<Measure> {
    Ok(analysis_measures::table
        .filter(analysis_measures::organisation_id.eq(scope.client()?))
        .filter(analysis_measures::analysis_id.eq(analysis_id))
        .filter(analysis_measures::id.eq(id))
        .select(Measure::as_select())
        .first(c)?)
}

pub fn insert_measure(c: &mut Db, row: &Measure) -> Result<()> {
    diesel::insert_into(analysis_measures::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_measure(c: &mut Db, scope: &Scope, row: &Measure) -> Result<()> {
    let own = analysis_measures::table.filter(analysis_measures::id.eq(&row.id));
    diesel::update(own.filter(analysis_measures::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn delete_measure(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = analysis_measures::table.filter(analysis_measures::id.eq(id));
    diesel::delete(own.filter(analysis_measures::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}
