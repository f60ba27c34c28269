//! The stored rows of an organisation's own models.

use super::model::ModelStatus;
use super::terms::TieringModel;
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::tiering_models;
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A model of the organisation's own. `body` is the model as JSON.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = tiering_models, treat_none_as_null = true)]
pub struct ModelRecord {
    pub id: Id,
    pub organisation_id: Id,
    pub title: String,
    /// What judgements keep as their model's version.
    pub model_version: String,
    pub status: ModelStatus,
    pub base_version: String,
    pub body: String,
    pub decision_reference: Option<String>,
    pub valid_from: Option<NaiveDate>,
    pub published_by: Option<Id>,
    pub published_by_name: Option<String>,
    pub published_at: Option<Instant>,
    /// When the register was judged anew by it.
    pub applied_at: Option<Instant>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
    /// The ids of everybody who has changed the draft, as JSON.
    pub drafted_by: String,
}

impl ModelRecord {
    pub fn model(&self) -> Result<TieringModel> {
        serde_json::from_str(&self.body).map_err(|e| Refusal::fault(format!("tiering model {}: {e}", self.id)))
    }

    /// Everybody who has had a hand in the draft; none of them may publish it.
    pub fn drafters(&self) -> Vec<Id> {
        let mut all: Vec<Id> = serde_json::from_str(&self.drafted_by).unwrap_or_default();
        all.push(self.created_by.clone());
        all
    }
}
