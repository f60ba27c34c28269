//! Campaigns, their memos and who was reminded.

use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::features::service_reviews::model::{AnalysisState, CampaignState, Progress};
use crate::features::service_reviews::records::{BoardMemo, Campaign, Reminder};
use crate::platform::db::Db;
use crate::platform::db::schema::{analysis_campaigns, board_memos, review_reminders, service_analyses};
use chrono::NaiveDate;
use diesel::dsl::{count_star, max};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Backend = <Db as diesel::Connection>::Backend;

/// Which campaigns are asked for; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct CampaignFilter {
    pub q: Option<String>,
    pub state: Option<CampaignState>,
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Campaign> {
    Ok(analysis_campaigns::table
        .filter(analysis_campaigns::organisation_id.eq(scope.client()?))
        .filter(analysis_campaigns::id.eq(id))
        .select(Campaign::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &'a CampaignFilter) -> Result<analysis_campaigns::BoxedQuery<'a, Backend>> {
    let mut query = analysis_campaigns::table
        .filter(analysis_campaigns::organisation_id.eq(scope.client()?.clone()))
        .into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        query = query.filter(analysis_campaigns::search_text.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(state) = filter.state {
        query = query.filter(analysis_campaigns::state.eq(state));
    }
    Ok(query)
}

/// One page of campaigns with their progress, newest first. Three queries.
pub fn list(
    c: &mut Db,
    scope: &Scope,
    filter: &CampaignFilter,
    page: PageRequest,
    today: NaiveDate,
) -> Result<Page<(Campaign, Progress)>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let query = filtered(scope, filter)?.order((analysis_campaigns::number.desc(), analysis_campaigns::id));
    let rows: Vec<Campaign> = query.limit(page.size).offset(page.offset()).select(Campaign::as_select()).load(c)?;
    let ids: Vec<Id> = rows.iter().map(|row| row.id.clone()).collect();
    let mut progress = progress_of(c, scope, &ids, today)?;
    let rows = rows.into_iter().map(|row| {
        let done = progress.remove(&row.id).unwrap_or_default();
        (row, done)
    });
    Ok(Page::new(rows.collect(), total, page))
}

/// The running campaigns with a platform or without, newest first.
pub fn running(c: &mut Db, scope: &Scope) -> Result<Vec<Campaign>> {
    Ok(analysis_campaigns::table
        .filter(analysis_campaigns::organisation_id.eq(scope.client()?))
        .filter(analysis_campaigns::state.eq(CampaignState::Running))
        .order((analysis_campaigns::number.desc(), analysis_campaigns::id))
        .select(Campaign::as_select())
        .load(c)?)
}

/// How many analyses of each campaign are where, in one query.
pub fn progress_of(c: &mut Db, scope: &Scope, ids: &[Id], today: NaiveDate) -> Result<BTreeMap<Id, Progress>> {
    let found: Vec<(Id, AnalysisState, NaiveDate, i64)> = service_analyses::table
        .filter(service_analyses::organisation_id.eq(scope.client()?))
        .filter(service_analyses::campaign_id.eq_any(ids))
        .filter(service_analyses::replaced_at.is_null())
        .filter(service_analyses::removed_at.is_null())
        .group_by((service_analyses::campaign_id, service_analyses::state, service_analyses::due_on))
        .select((service_analyses::campaign_id, service_analyses::state, service_analyses::due_on, count_star()))
        .load(c)?;
    let mut all: BTreeMap<Id, Progress> = BTreeMap::new();
    for (id, state, due_on, count) in found {
        let each = all.entry(id).or_default();
        each.total += count;
        match state {
            AnalysisState::NotStarted => each.not_started += count,
            AnalysisState::InProgress => each.in_progress += count,
            AnalysisState::Ready => each.ready += count,
            AnalysisState::Decided => each.decided += count,
        }
        if due_on < today && state != AnalysisState::Decided {
            each.overdue += count;
        }
    }
    Ok(all)
}

pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = analysis_campaigns::table
        .filter(analysis_campaigns::organisation_id.eq(scope.client()?))
        .select(max(analysis_campaigns::number))
        .first(c)?;
    Ok(last.unwrap_or(0) + 1)
}

pub fn insert_campaign(c: &mut Db, row: &Campaign) -> Result<()> {
    diesel::insert_into(analysis_campaigns::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_campaign(c: &mut Db, scope: &Scope, row: &Campaign) -> Result<()> {
    let own = analysis_campaigns::table.filter(analysis_campaigns::id.eq(&row.id));
    diesel::update(own.filter(analysis_campaigns::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The memos of a campaign, newest first.
pub fn memos(c: &mut Db, scope: &Scope, campaign_id: &Id) -> Result<Vec<BoardMemo>> {
    Ok(board_memos::table
        .filter(board_memos::organisation_id.eq(scope.client()?))
        .filter(board_memos::campaign_id.eq(campaign_id))
        .order(board_memos::number.desc())
        .limit(200)
        .select(BoardMemo::as_select())
        .load(c)?)
}

/// One memo of the campaign. Errors: NotFound when it is another's.
pub fn find_memo(c: &mut Db, scope: &Scope, campaign_id: &Id, id: &Id) -> Result<BoardMemo> {
    Ok(board_memos::table
        .filter(board_memos::organisation_id.eq(scope.client()?))
        .filter(board_memos::campaign_id.eq(campaign_id))
        .filter(board_memos::id.eq(id))
        .select(BoardMemo::as_select())
        .first(c)?)
}

pub fn insert_memo(c: &mut Db, row: &BoardMemo) -> Result<()> {
    diesel::insert_into(board_memos::table).values(row).execute(c)?;
    Ok(())
}

/// The organisations in which a campaign runs: where the sweep has something to look for.
pub fn organisations_with_campaigns(c: &mut Db) -> Result<Vec<Id>> {
    Ok(analysis_campaigns::table
        .filter(analysis_campaigns::state.eq(CampaignState::Running))
        .order(analysis_campaigns::organisation_id)
        .select(analysis_campaigns::organisation_id)
        .distinct()
        .load(c)?)
}

/// The last day on which each person was reminded.
pub fn last_reminders(c: &mut Db, scope: &Scope) -> Result<BTreeMap<Id, NaiveDate>> {
    let found: Vec<(Id, Option<NaiveDate>)> = review_reminders::table
        .filter(review_reminders::organisation_id.eq(scope.client()?))
        .group_by(review_reminders::person_id)
        .select((review_reminders::person_id, max(review_reminders::on_date)))
        .load(c)?;
    Ok(found.into_iter().filter_map(|(id, day)| day.map(|day| (id, day))).collect())
}

pub fn insert_reminder(c: &mut Db, row: &Reminder) -> Result<()> {
    diesel::insert_into(review_reminders::table).values(row).execute(c)?;
    Ok(())
}
