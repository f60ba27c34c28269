//! `/api/v1/question-set-versions`.

use super::sets::SetVersionItem;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::question_sets::actions::{self, Publication, error_in_body};
use crate::features::question_sets::model::{Body, Section, SetQuestion};
use crate::features::question_sets::pages::{sheet as sheet_page, version::line};
use crate::features::question_sets::records::VersionRow;
use crate::features::question_sets::{rules, sheet, store};
use crate::kit::web::{Answer, ApiBody, Upload, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something that stops a publication.
#[derive(Serialize, ToSchema)]
pub struct ProblemBody {
    /// Where in the body, such as `questions[3].text`.
    field: String,
    code: String,
}

/// One version with its questions. For the region: weights and warning signs are in it.
#[derive(Serialize, ToSchema)]
pub struct VersionBody {
    #[serde(flatten)]
    item: SetVersionItem,
    set_id: Id,
    sections: Vec<Section>,
    questions: Vec<SetQuestion>,
    problems: Vec<ProblemBody>,
    version: i32,
}

/// A row as it is answered.
pub fn body_of(row: &VersionRow) -> Result<VersionBody> {
    let body = row.read_body()?;
    let problem = |error: FieldError| ProblemBody { field: error.field, code: error.code.to_string() };
    let problems = rules::problems(&body).iter().map(|each| problem(error_in_body(each, &body))).collect();
    Ok(VersionBody {
        item: SetVersionItem::of(line(row)),
        set_id: row.set_id.clone(),
        sections: body.sections,
        questions: body.questions,
        problems,
        version: row.version,
    })
}

/// One version of a set with its questions.
#[utoipa::path(get, path = "/api/v1/question-set-versions/{id}", tag = "question_sets", params(("id" = Id, Path)), operation_id = "show_version",
    responses((status = 200, description = "The version", body = VersionBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let row = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    web.json_object(StatusCode::OK, row.version, &body_of(&row)?)
}

/// Puts other sections and questions in a draft.
#[utoipa::path(put, path = "/api/v1/question-set-versions/{id}", tag = "question_sets", params(("id" = Id, Path)), request_body = Body, operation_id = "replace_version",
    responses((status = 200, description = "Changed", body = VersionBody), (status = 409, description = "Published already"), (status = 412, description = "Stale"),
        (status = 422, description = "What is wrong and where; circular conditions are named with their chain"), (status = 428, description = "If-Match is missing")))]
pub async fn replace(web: Web, id: Path<Id>, body: ApiBody<Body>) -> Answer {
    let version = web.if_match()?;
    let row = web.write(move |c, ctx| actions::replace(c, ctx, &id, Some(version), body.0)).await?;
    web.json_object(StatusCode::OK, row.version, &body_of(&row)?)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublicationBody {
    /// The decision, for instance a diary number.
    #[serde(default)]
    decision_reference: String,
    /// What is new since the version before.
    #[serde(default)]
    change_log: String,
    /// Needed when no question is critical.
    #[serde(default)]
    no_critical_reason: String,
}

/// Publishes a draft by a decision. It can be sent from then on, and never changed.
#[utoipa::path(post, path = "/api/v1/question-set-versions/{id}/publish", tag = "question_sets", params(("id" = Id, Path)), request_body = PublicationBody, operation_id = "publish_version",
    responses((status = 200, description = "Published", body = VersionBody), (status = 409, description = "Published already"), (status = 422, description = "No decision, a text missing in one language, no critical question and no reason")))]
pub async fn publish(web: Web, id: Path<Id>, given: ApiBody<PublicationBody>) -> Answer {
    let PublicationBody { decision_reference, change_log, no_critical_reason } = given.0;
    let said = Publication { decision_reference, change_log, no_critical_reason };
    let row = web.write(move |c, ctx| actions::publish(c, ctx, &id, None, &said)).await?;
    web.json_object(StatusCode::OK, row.version, &body_of(&row)?)
}

/// Puts a draft away.
#[utoipa::path(post, path = "/api/v1/question-set-versions/{id}/discard", tag = "question_sets", params(("id" = Id, Path)), operation_id = "discard_version",
    responses((status = 200, description = "Discarded", body = VersionBody), (status = 409, description = "Published already")))]
pub async fn discard(web: Web, id: Path<Id>) -> Answer {
    let row = web.write(move |c, ctx| actions::discard(c, ctx, &id, None)).await?;
    web.json_object(StatusCode::OK, row.version, &body_of(&row)?)
}

#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// `xlsx` (without it) or `csv`.
    format: Option<String>,
}

/// A version as a sheet, in the columns of the shipped catalogue and more.
#[utoipa::path(get, path = "/api/v1/question-set-versions/{id}/export", tag = "question_sets", params(("id" = Id, Path), ExportQuery), operation_id = "export_version",
    responses((status = 200, description = "The file"), (status = 404, description = "Hidden or missing")))]
pub async fn export(web: Web, id: Path<Id>, query: Query<ExportQuery>) -> Answer {
    sheet_page::send(&web, id.into_inner(), query.format.as_deref() == Some("csv")).await
}

/// Puts the questions of a sheet in a draft: all of them, or nothing and what is wrong in which cell.
#[utoipa::path(post, path = "/api/v1/question-set-versions/{id}/import", tag = "question_sets", params(("id" = Id, Path)), operation_id = "import_version",
    request_body(content_type = "multipart/form-data", description = "One file in the field `file`"),
    responses((status = 200, description = "Taken", body = VersionBody), (status = 422, description = "The cells that could not be taken, as `row.column`")))]
pub async fn import(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    // Whose it is comes before reading anything.
    let key = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let file = upload.file("file").map_err(|error| Refusal::Invalid(vec![error]))?;
    let body = sheet::read(&file.file_name, &file.bytes)?.map_err(|faults| {
        let error = |fault: sheet::RowFault| FieldError {
            field: format!("{}.{}", fault.row, fault.column),
            code: fault.code,
            args: fault.args,
        };
        Refusal::Invalid(faults.into_iter().map(error).collect())
    })?;
    let row = web.write(move |c, ctx| actions::replace(c, ctx, &id, None, body)).await?;
    web.json_object(StatusCode::OK, row.version, &body_of(&row)?)
}
