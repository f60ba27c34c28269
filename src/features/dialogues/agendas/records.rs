//! The stored rows of agenda templates.

use super::model::{Body, TemplateState};
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::{agenda_templates, dialogue_agendas};
use diesel::prelude::*;
use serde::Serialize;

/// One version of a template. Without a tier it holds for every tier that has none of its own.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = agenda_templates, treat_none_as_null = true)]
pub struct AgendaTemplate {
    pub id: Id,
    pub organisation_id: Id,
    pub tier: Option<i32>,
    pub number: i32,
    pub name: String,
    pub state: TemplateState,
    pub body: String,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub published_by_name: Option<String>,
    pub published_at: Option<Instant>,
    pub version: i32,
}

impl AgendaTemplate {
    pub fn read_body(&self) -> Result<Body> {
        serde_json::from_str(&self.body)
            .map_err(|error| Refusal::fault(format!("agenda template {}: {error}", self.id)))
    }
}

/// Which template the agenda of a dialogue was made from.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = dialogue_agendas)]
pub struct AgendaMade {
    pub id: Id,
    pub organisation_id: Id,
    pub dialogue_id: Id,
    pub template_id: Option<Id>,
}
