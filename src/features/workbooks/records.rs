//! The stored rows of workbooks that came back.

use super::model::WorkbookState;
use crate::base::{Id, Instant};
use crate::platform::db::schema::answer_workbooks;
use diesel::prelude::*;
use serde::Serialize;

/// A workbook between its preview and its merge. The bytes are a stored file.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = answer_workbooks, treat_none_as_null = true)]
pub struct AnswerWorkbook {
    pub id: Id,
    pub organisation_id: Id,
    pub assessment_id: Id,
    pub file_name: String,
    pub sha256: String,
    pub size: i64,
    pub state: WorkbookState,
    pub uploaded_by: Id,
    pub uploaded_by_name: String,
    pub uploaded_at: Instant,
    pub saved_count: Option<i32>,
    pub merged_at: Option<Instant>,
    pub version: i32,
}
