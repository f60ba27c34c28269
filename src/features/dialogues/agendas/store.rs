//! The only queries on agenda templates.

use super::model::TemplateState;
use super::records::{AgendaMade, AgendaTemplate};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Refusal, Result};
use crate::platform::db::Db;
use crate::platform::db::schema::{agenda_templates, dialogue_agendas};
use diesel::prelude::*;
use std::collections::BTreeMap;

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<AgendaTemplate> {
    Ok(agenda_templates::table
        .filter(agenda_templates::organisation_id.eq(scope.client()?))
        .filter(agenda_templates::id.eq(id))
        .select(AgendaTemplate::as_select())
        .first(c)?)
}

/// The organisation's templates, the newest first.
pub fn list(c: &mut Db, scope: &Scope, page: PageRequest) -> Result<Page<AgendaTemplate>> {
    let client = scope.client()?;
    let total: i64 =
        agenda_templates::table.filter(agenda_templates::organisation_id.eq(client)).count().get_result(c)?;
    let rows = agenda_templates::table
        .filter(agenda_templates::organisation_id.eq(client))
        .order((agenda_templates::number.desc(), agenda_templates::id))
        .limit(page.size)
        .offset(page.offset())
        .select(AgendaTemplate::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// The highest number that a template has, over all tiers.
pub fn last_number(c: &mut Db, scope: &Scope) -> Result<i32> {
    let last: Option<i32> = agenda_templates::table
        .filter(agenda_templates::organisation_id.eq(scope.client()?))
        .order(agenda_templates::number.desc())
        .select(agenda_templates::number)
        .first(c)
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// What is published: at most one for each tier, and one for the rest.
pub fn published(c: &mut Db, scope: &Scope) -> Result<Vec<AgendaTemplate>> {
    Ok(agenda_templates::table
        .filter(agenda_templates::organisation_id.eq(scope.client()?))
        .filter(agenda_templates::state.eq(TemplateState::Published))
        .order((agenda_templates::number.desc(), agenda_templates::id))
        .select(AgendaTemplate::as_select())
        .load(c)?)
}

pub fn insert(c: &mut Db, scope: &Scope, row: &AgendaTemplate) -> Result<()> {
    if row.organisation_id != *scope.client()? {
        return Err(Refusal::NotFound);
    }
    diesel::insert_into(agenda_templates::table).values(row).execute(c)?;
    Ok(())
}

/// Saves with the next version. Errors: Conflict when somebody saved in between.
pub fn save(c: &mut Db, scope: &Scope, mut row: AgendaTemplate) -> Result<AgendaTemplate> {
    let stored = row.version;
    row.version += 1;
    let own = agenda_templates::table
        .filter(agenda_templates::organisation_id.eq(scope.client()?))
        .filter(agenda_templates::id.eq(&row.id))
        .filter(agenda_templates::version.eq(stored));
    let changed = diesel::update(own).set(&row).execute(c)?;
    if changed == 1 { Ok(row) } else { Err(Refusal::Conflict(BTreeMap::new())) }
}

pub fn note_made(c: &mut Db, scope: &Scope, row: &AgendaMade) -> Result<()> {
    if row.organisation_id != *scope.client()? {
        return Err(Refusal::NotFound);
    }
    diesel::insert_into(dialogue_agendas::table).values(row).execute(c)?;
    Ok(())
}

/// The template that the agenda of this dialogue was made from; None for the shipped headings.
pub fn of_dialogue(c: &mut Db, scope: &Scope, dialogue_id: &Id) -> Result<Option<AgendaTemplate>> {
    Ok(agenda_templates::table
        .inner_join(dialogue_agendas::table)
        .filter(dialogue_agendas::organisation_id.eq(scope.client()?))
        .filter(dialogue_agendas::dialogue_id.eq(dialogue_id))
        .select(AgendaTemplate::as_select())
        .first(c)
        .optional()?)
}
