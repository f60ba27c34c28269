//! The stored rows of catalogues, their nodes and relations.

use super::document::Report;
use super::model::{FileFormat, FrameworkKind, Relation};
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::{framework_nodes, framework_relations, frameworks};
use diesel::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value};

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = frameworks, treat_none_as_null = true)]
pub struct Framework {
    pub id: Id,
    pub organisation_id: Id,
    pub kind: FrameworkKind,
    pub urn: String,
    pub ref_id: Option<String>,
    pub name: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub description: Option<String>,
    pub edition: Option<String>,
    pub provider: Option<String>,
    pub locale: Option<String>,
    /// JSON of what is kept word for word.
    #[serde(skip_serializing)]
    pub extra: String,
    pub node_count: i32,
    pub file_format: Option<FileFormat>,
    pub file_name: Option<String>,
    pub file_sha256: Option<String>,
    /// JSON of `Report`.
    #[serde(skip_serializing)]
    pub report: Option<String>,
    pub retired_at: Option<Instant>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl Framework {
    /// What was said of the file when it was read.
    pub fn read_report(&self) -> Result<Option<Report>> {
        self.report.as_deref().map(|text| serde_json::from_str(text).map_err(Refusal::fault)).transpose()
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = framework_nodes, treat_none_as_null = true)]
pub struct StoredNode {
    pub id: Id,
    pub organisation_id: Id,
    pub framework_id: Id,
    pub parent_id: Option<Id>,
    pub place: i32,
    pub level: i32,
    pub urn: String,
    pub ref_id: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    pub assessable: bool,
    #[serde(skip_serializing)]
    pub extra: String,
    pub version: i32,
}

impl StoredNode {
    pub fn read_extra(&self) -> Result<Map<String, Value>> {
        serde_json::from_str(&self.extra).map_err(Refusal::fault)
    }
}

/// A node without its text, as trees and lists need it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = framework_nodes)]
pub struct NodeLine {
    pub id: Id,
    pub parent_id: Option<Id>,
    pub urn: String,
    pub ref_id: Option<String>,
    pub name: Option<String>,
    pub assessable: bool,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = framework_relations, treat_none_as_null = true)]
pub struct StoredRelation {
    pub id: Id,
    pub organisation_id: Id,
    pub from_framework: String,
    pub from_node: String,
    pub to_framework: String,
    pub to_node: String,
    pub relation: Relation,
    pub strength: i32,
    pub source: String,
    pub note: Option<String>,
    #[serde(skip_serializing)]
    pub extra: String,
    pub created_by_name: String,
    pub created_at: Instant,
    pub version: i32,
}
