//! The only queries on own question sets, focus areas, and what assessments asked.

use super::asked::{self, Asked};
use super::model::{Both, VersionState};
use super::records::{AskedRow, FocusRow, SetRow, VersionLine, VersionRow};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{assessment_questions, question_set_versions, question_sets, vendor_focus_areas};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// A set in a list, with its versions, the newest first.
#[derive(Debug, Clone)]
pub struct ListedSet {
    pub set: SetRow,
    pub versions: Vec<VersionLine>,
}

/// One page of the organisation's sets, the newest first, with their versions: three queries.
pub fn list(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<ListedSet>> {
    let own = || -> Result<_> { Ok(question_sets::table.filter(question_sets::organisation_id.eq(scope.client()?))) };
    let total = own()?.count().get_result(c)?;
    let sets: Vec<SetRow> = own()?
        .order(question_sets::number.desc())
        .limit(page.size)
        .offset(page.offset())
        .select(SetRow::as_select())
        .load(c)?;
    let ids: Vec<&Id> = sets.iter().map(|set| &set.id).collect();
    let mut versions: Vec<VersionLine> = lines(scope)?
        .filter(question_set_versions::set_id.eq_any(ids))
        .order((question_set_versions::number.desc(), question_set_versions::id))
        .select(VersionLine::as_select())
        .load(c)?;
    let listed = sets.into_iter().map(|set| {
        let (of_set, rest) = std::mem::take(&mut versions).into_iter().partition(|line| line.set_id == set.id);
        versions = rest;
        ListedSet { set, versions: of_set }
    });
    Ok(Page::new(listed.collect(), total, page))
}

type Backend = <Db as diesel::Connection>::Backend;
type Lines = question_set_versions::BoxedQuery<'static, Backend>;

fn lines(scope: &Scope) -> Result<Lines> {
    Ok(question_set_versions::table
        .filter(question_set_versions::organisation_id.eq(scope.client()?.clone()))
        .filter(question_set_versions::state.ne(VersionState::Discarded))
        .into_boxed())
}

pub fn find_set(c: &mut Db, scope: &Scope, id: &Id) -> Result<SetRow> {
    Ok(question_sets::table
        .filter(question_sets::organisation_id.eq(scope.client()?))
        .filter(question_sets::id.eq(id))
        .select(SetRow::as_select())
        .first(c)?)
}

/// The versions of a set, the newest first; discarded drafts are left out.
pub fn versions_of(c: &mut Db, scope: &Scope, set_id: &Id) -> Result<Vec<VersionLine>> {
    Ok(lines(scope)?
        .filter(question_set_versions::set_id.eq(set_id.clone()))
        .order(question_set_versions::number.desc())
        .select(VersionLine::as_select())
        .load(c)?)
}

/// The number of the set's newest version, discarded ones too, and whether a draft is open.
pub fn newest(c: &mut Db, scope: &Scope, set_id: &Id) -> Result<(i32, bool)> {
    let all: Vec<(i32, VersionState)> = question_set_versions::table
        .filter(question_set_versions::organisation_id.eq(scope.client()?))
        .filter(question_set_versions::set_id.eq(set_id))
        .select((question_set_versions::number, question_set_versions::state))
        .load(c)?;
    let draft = all.iter().any(|(_, state)| *state == VersionState::Draft);
    Ok((all.iter().map(|(number, _)| *number).max().unwrap_or(0), draft))
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<VersionRow> {
    Ok(question_set_versions::table
        .filter(question_set_versions::organisation_id.eq(scope.client()?))
        .filter(question_set_versions::id.eq(id))
        .filter(question_set_versions::state.ne(VersionState::Discarded))
        .select(VersionRow::as_select())
        .first(c)?)
}

/// The newest published version of each set with the set, by number: what can be sent.
pub fn sendable(c: &mut Db, scope: &Scope) -> Result<Vec<(SetRow, VersionLine)>> {
    let rows: Vec<(SetRow, VersionLine)> = question_set_versions::table
        .inner_join(question_sets::table)
        .filter(question_set_versions::organisation_id.eq(scope.client()?))
        .filter(question_set_versions::state.eq(VersionState::Published))
        .order((question_sets::number, question_set_versions::number.desc()))
        .select((SetRow::as_select(), VersionLine::as_select()))
        .load(c)?;
    let mut newest: Vec<(SetRow, VersionLine)> = Vec::new();
    for row in rows {
        if newest.last().is_none_or(|(set, _)| set.id != row.0.id) {
            newest.push(row);
        }
    }
    Ok(newest)
}

/// What versions are called, by version: the set's name and the version's number. No query without ids.
pub fn titled(c: &mut Db, scope: &Scope, version_ids: &[Id]) -> Result<BTreeMap<Id, (Both, i32)>> {
    if version_ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(SetRow, Id, i32)> = question_set_versions::table
        .inner_join(question_sets::table)
        .filter(question_set_versions::organisation_id.eq(scope.client()?))
        .filter(question_set_versions::state.eq(VersionState::Published))
        .filter(question_set_versions::id.eq_any(version_ids))
        .select((SetRow::as_select(), question_set_versions::id, question_set_versions::number))
        .load(c)?;
    Ok(rows.into_iter().map(|(set, id, number)| (id, (set.title(), number))).collect())
}

/// The number of the next set.
pub fn next_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let newest: Option<i32> = question_sets::table
        .filter(question_sets::organisation_id.eq(scope.client()?))
        .select(diesel::dsl::max(question_sets::number))
        .first(c)?;
    Ok(newest.unwrap_or(0) + 1)
}

pub fn insert_set(c: &mut Db, row: &SetRow) -> Result<()> {
    diesel::insert_into(question_sets::table).values(row).execute(c)?;
    Ok(())
}

pub fn insert_version(c: &mut Db, row: &VersionRow) -> Result<()> {
    diesel::insert_into(question_set_versions::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_version(c: &mut Db, scope: &Scope, row: &VersionRow) -> Result<()> {
    let own = question_set_versions::table.filter(question_set_versions::id.eq(&row.id));
    diesel::update(own.filter(question_set_versions::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// The focus areas of a vendor, those in force first, then the latest.
pub fn focus_of(c: &mut Db, scope: &Scope, vendor_id: &Id) -> Result<Vec<FocusRow>> {
    let mut rows: Vec<FocusRow> = vendor_focus_areas::table
        .filter(vendor_focus_areas::organisation_id.eq(scope.client()?))
        .filter(vendor_focus_areas::vendor_id.eq(vendor_id))
        .order((vendor_focus_areas::set_at.desc(), vendor_focus_areas::id.desc()))
        .limit(200)
        .select(FocusRow::as_select())
        .load(c)?;
    rows.sort_by_key(|row| row.lifted_at.is_some());
    Ok(rows)
}

pub fn find_focus(c: &mut Db, scope: &Scope, id: &Id) -> Result<FocusRow> {
    Ok(vendor_focus_areas::table
        .filter(vendor_focus_areas::organisation_id.eq(scope.client()?))
        .filter(vendor_focus_areas::id.eq(id))
        .select(FocusRow::as_select())
        .first(c)?)
}

pub fn insert_focus(c: &mut Db, row: &FocusRow) -> Result<()> {
    diesel::insert_into(vendor_focus_areas::table).values(row).execute(c)?;
    Ok(())
}

pub fn save_focus(c: &mut Db, scope: &Scope, row: &FocusRow) -> Result<()> {
    let own = vendor_focus_areas::table.filter(vendor_focus_areas::id.eq(&row.id));
    diesel::update(own.filter(vendor_focus_areas::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn insert_asked(c: &mut Db, row: &AskedRow) -> Result<()> {
    diesel::insert_into(assessment_questions::table).values(row).execute(c)?;
    Ok(())
}

/// What an assessment asked when it was sent, for one that was found within the scope. One small query for the hash;
/// the texts are read only when nobody has read them lately.
pub fn asked_by(c: &mut Db, assessment_id: &Id) -> Result<Vec<Asked>> {
    let own = || assessment_questions::table.filter(assessment_questions::assessment_id.eq(assessment_id));
    let sha256: String = own().select(assessment_questions::sha256).first(c)?;
    asked::kept(assessment_id, &sha256, || Ok(own().select(assessment_questions::body).first(c)?))
}

/// The name under which an assessment's questions were sent; nothing for a shipped set as it is.
pub fn asked_name(c: &mut Db, scope: &Scope, assessment_id: &Id) -> Result<Option<String>> {
    Ok(assessment_questions::table
        .filter(assessment_questions::organisation_id.eq(scope.client()?))
        .filter(assessment_questions::assessment_id.eq(assessment_id))
        .select(assessment_questions::name)
        .first(c)
        .optional()?)
}
