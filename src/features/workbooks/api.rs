//! Workbooks through the API; the same actions as the pages.

use super::model::{Difference, Take, WorkbookOutcome, WorkbookState};
use super::pages::{self, Opened};
use super::plan::Choices;
use crate::base::Id;
use crate::kit::web::{Answer, ApiBody, Upload, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(utoipa::OpenApi)]
#[openapi(paths(export, upload, preview, merge))]
pub struct Description;

#[derive(Serialize, utoipa::ToSchema)]
pub struct CellErrorBody {
    row: usize,
    column: String,
    code: &'static str,
    message: String,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct WorkbookRow {
    row: usize,
    question_id: String,
    outcome: WorkbookOutcome,
    /// The version that is stored now.
    version: i32,
    differences: Vec<Difference>,
    errors: Vec<CellErrorBody>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct WorkbookBody {
    id: Id,
    assessment_id: Id,
    file_name: String,
    state: WorkbookState,
    saved_count: Option<i32>,
    rows: Vec<WorkbookRow>,
    /// Questions without a row; their answers stay.
    missing: Vec<String>,
}

fn body(web: &Web, opened: Opened) -> WorkbookBody {
    let error = |e: super::model::CellError| CellErrorBody {
        message: web.app.views.word(web.language(), e.code, &e.args),
        row: e.row,
        column: e.column,
        code: e.code,
    };
    let row = |each: super::plan::Planned| WorkbookRow {
        row: each.row,
        question_id: each.question_id,
        outcome: each.outcome,
        version: each.version,
        differences: each.differences,
        errors: each.errors.into_iter().map(error).collect(),
    };
    WorkbookBody {
        id: opened.row.id,
        assessment_id: opened.row.assessment_id,
        file_name: opened.row.file_name,
        state: opened.row.state,
        saved_count: opened.row.saved_count,
        rows: opened.plan.rows.into_iter().map(row).collect(),
        missing: opened.plan.missing,
    }
}

async fn one(web: &Web, status: StatusCode, id: Id, workbook_id: Id) -> Answer {
    let opened = pages::opened(web, id, workbook_id).await?;
    web.json_object(status, opened.row.version, &body(web, opened))
}

/// The self-assessment as a workbook: to fill in for the vendor, a copy to read for the region.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/workbook", tag = "workbooks", params(("id" = Id, Path)),
    responses((status = 200, description = "XLSX"), (status = 404, description = "Hidden or missing")))]
pub async fn export(web: Web, id: Path<Id>) -> Answer {
    pages::export(&web, id.into_inner()).await
}

/// Hands in a filled workbook; nothing is saved until it is merged.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/workbook", tag = "workbooks", params(("id" = Id, Path)),
    request_body(content_type = "multipart/form-data", description = "One XLSX in the field `file`"),
    responses((status = 201, description = "What it would do", body = WorkbookBody), (status = 422, description = "No workbook of this assessment, or altered")))]
pub async fn upload(upload: Upload, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let row = pages::receive(&upload, id.clone()).await?;
    one(&upload.web, StatusCode::CREATED, id, row.id).await
}

/// What a workbook that was handed in would do now.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/workbook/{workbook_id}", tag = "workbooks",
    params(("id" = Id, Path), ("workbook_id" = Id, Path)),
    responses((status = 200, description = "Question by question", body = WorkbookBody)))]
pub async fn preview(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, workbook_id) = path.into_inner();
    one(&web, StatusCode::OK, id, workbook_id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceBody {
    take: Take,
    /// The stored version that was seen.
    version: i32,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeBody {
    /// By question, for each conflict.
    #[serde(default)]
    choices: BTreeMap<String, ChoiceBody>,
}

/// Saves what the workbook says: all of it or nothing.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/workbook/{workbook_id}", tag = "workbooks",
    params(("id" = Id, Path), ("workbook_id" = Id, Path)), request_body = MergeBody,
    responses((status = 200, description = "Merged", body = WorkbookBody),
        (status = 409, description = "rule-workbook-refused, rule-workbook-undecided, rule-workbook-merged")))]
pub async fn merge(web: Web, path: Path<(Id, Id)>, body: ApiBody<MergeBody>) -> Answer {
    let (id, workbook_id) = path.into_inner();
    let choices: Choices = body.0.choices.into_iter().map(|(id, choice)| (id, (choice.take, choice.version))).collect();
    let opened = pages::opened(&web, id.clone(), workbook_id.clone()).await?;
    pages::merge_opened(&web, id.clone(), &opened, choices).await?;
    one(&web, StatusCode::OK, id, workbook_id).await
}
