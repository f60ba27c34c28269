//! The stored rows of exchange.

use super::outcome::RowOutcome;
use super::rules::ImportKind;
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::imports;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    pub enum ImportStatus { Preview => "preview", Applied => "applied" }
}

/// One import: its mapping, its counts and the outcome of each row. `mapping` and `outcomes` are JSON.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = imports)]
pub struct ImportRun {
    pub id: Id,
    pub organisation_id: Id,
    pub kind: ImportKind,
    pub file_name: String,
    pub file_sha256: String,
    pub mapping: String,
    pub status: ImportStatus,
    pub created_count: i32,
    pub updated_count: i32,
    pub unchanged_count: i32,
    pub refused_count: i32,
    pub outcomes: String,
    pub created_by: Id,
    pub created_at: Instant,
    pub applied_at: Option<Instant>,
    pub version: i32,
}

impl ImportRun {
    /// What became of each row; empty while the import waits as a preview.
    pub fn row_outcomes(&self) -> Result<Vec<RowOutcome>> {
        serde_json::from_str(&self.outcomes).map_err(Refusal::fault)
    }
}

/// An import without its outcomes, which may be a megabyte: for the list.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = imports)]
pub struct ImportLine {
    pub id: Id,
    pub kind: ImportKind,
    pub file_name: String,
    pub status: ImportStatus,
    pub created_count: i32,
    pub updated_count: i32,
    pub unchanged_count: i32,
    pub refused_count: i32,
    pub created_at: Instant,
    pub applied_at: Option<Instant>,
}
