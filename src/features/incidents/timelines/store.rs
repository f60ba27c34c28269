//! The only queries on timelines. They are the client's own: a vendor's scope finds nothing.

use super::model::TimelineState;
use super::records::{PublishedLine, Timeline, TimelineEntry, TimelineLine};
use super::rules::MAX_ENTRIES;
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::platform::db::schema::{incident_timeline_entries, incident_timelines};
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;

/// One version of one incident's timeline.
pub fn find(c: &mut Db, scope: &Scope, incident_id: &Id, id: &Id) -> Result<Timeline> {
    Ok(incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::incident_id.eq(incident_id))
        .filter(incident_timelines::id.eq(id))
        .select(Timeline::as_select())
        .first(c)?)
}

/// A version that has been decided, whichever incident it is of; a draft is not found.
pub fn find_decided(c: &mut Db, scope: &Scope, id: &Id) -> Result<Timeline> {
    Ok(incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::id.eq(id))
        .filter(incident_timelines::state.ne(TimelineState::Draft))
        .select(Timeline::as_select())
        .first(c)?)
}

/// The versions of an incident's timeline, the newest first.
pub fn list(c: &mut Db, scope: &Scope, incident_id: &Id, page: PageRequest) -> Result<Page<TimelineLine>> {
    let total = incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::incident_id.eq(incident_id))
        .count()
        .get_result(c)?;
    let rows: Vec<TimelineLine> = incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::incident_id.eq(incident_id))
        .order((incident_timelines::number.desc(), incident_timelines::id))
        .limit(page.size)
        .offset(page.offset())
        .select(TimelineLine::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// What is published now in the whole organisation, the newest first; the number of queries is constant.
pub fn list_published(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<PublishedLine>> {
    let total = incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::state.eq(TimelineState::Published))
        .count()
        .get_result(c)?;
    // everything published has its moment: there is no NULL to order
    let rows: Vec<PublishedLine> = incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::state.eq(TimelineState::Published))
        .order((incident_timelines::published_at.desc(), incident_timelines::id.desc()))
        .limit(page.size)
        .offset(page.offset())
        .select(PublishedLine::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// The newest version of an incident's timeline, whatever its state.
pub fn latest(c: &mut Db, scope: &Scope, incident_id: &Id) -> Result<Option<Timeline>> {
    Ok(incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::incident_id.eq(incident_id))
        .order(incident_timelines::number.desc())
        .select(Timeline::as_select())
        .first(c)
        .optional()?)
}

/// The version that is published now, when one is.
pub fn published(c: &mut Db, scope: &Scope, incident_id: &Id) -> Result<Option<Timeline>> {
    Ok(incident_timelines::table
        .filter(incident_timelines::organisation_id.eq(scope.client()?))
        .filter(incident_timelines::incident_id.eq(incident_id))
        .filter(incident_timelines::state.eq(TimelineState::Published))
        .order(incident_timelines::number.desc())
        .select(Timeline::as_select())
        .first(c)
        .optional()?)
}

pub fn insert(c: &mut Db, row: &Timeline) -> Result<()> {
    diesel::insert_into(incident_timelines::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Timeline) -> Result<()> {
    let own = incident_timelines::table
        .filter(incident_timelines::id.eq(&row.id))
        .filter(incident_timelines::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// The entries of a version in the order in which it happened.
pub fn entries(c: &mut Db, scope: &Scope, timeline_id: &Id) -> Result<Vec<TimelineEntry>> {
    Ok(incident_timeline_entries::table
        .filter(incident_timeline_entries::organisation_id.eq(scope.client()?))
        .filter(incident_timeline_entries::timeline_id.eq(timeline_id))
        .order((incident_timeline_entries::occurred_at.asc(), incident_timeline_entries::id))
        .limit(i64::try_from(MAX_ENTRIES).unwrap_or(i64::MAX))
        .select(TimelineEntry::as_select())
        .load(c)?)
}

/// One entry of one version.
pub fn entry(c: &mut Db, scope: &Scope, timeline_id: &Id, id: &Id) -> Result<TimelineEntry> {
    Ok(incident_timeline_entries::table
        .filter(incident_timeline_entries::organisation_id.eq(scope.client()?))
        .filter(incident_timeline_entries::timeline_id.eq(timeline_id))
        .filter(incident_timeline_entries::id.eq(id))
        .select(TimelineEntry::as_select())
        .first(c)?)
}

pub fn insert_entries(c: &mut Db, rows: &[TimelineEntry]) -> Result<()> {
    insert_all!(c, incident_timeline_entries::table, rows);
    Ok(())
}

pub fn save_entry(c: &mut Db, scope: &Scope, row: &TimelineEntry) -> Result<()> {
    let own = incident_timeline_entries::table
        .filter(incident_timeline_entries::id.eq(&row.id))
        .filter(incident_timeline_entries::organisation_id.eq(scope.client()?));
    diesel::update(own).set(row).execute(c)?;
    Ok(())
}

/// Takes an entry out of a draft.
pub fn remove_entry(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = incident_timeline_entries::table
        .filter(incident_timeline_entries::id.eq(id))
        .filter(incident_timeline_entries::organisation_id.eq(scope.client()?));
    diesel::delete(own).execute(c)?;
    Ok(())
}
