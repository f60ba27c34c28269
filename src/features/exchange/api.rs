//! The import through the API: one call with the file, and the result to read again.

use super::actions;
use super::outcome::{Counts, Outcome, RowOutcome};
use super::records::{ImportRun, ImportStatus};
use super::rules::{Field, ImportKind};
use super::said::{Said, change_words, reason_words, sentence};
use super::store;
use crate::base::refusal::Checks;
use crate::base::{Id, Instant, Refusal};
use crate::kit::web::{Answer, Upload, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use serde::Serialize;
use utoipa::ToSchema;

/// An import and what became of each row.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportJson {
    pub id: Id,
    pub kind: ImportKind,
    /// `preview` after a dry run.
    pub status: ImportStatus,
    pub file_name: String,
    pub file_sha256: String,
    pub created: i32,
    pub updated: i32,
    pub unchanged: i32,
    pub refused: i32,
    pub created_at: Instant,
    pub applied_at: Option<Instant>,
    pub rows: Vec<RowJson>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RowJson {
    /// As the spreadsheet program numbers it.
    pub row: u32,
    pub outcome: Outcome,
    pub name: String,
    /// What changes, in words.
    pub changes: Vec<String>,
    pub errors: Vec<RemarkJson>,
    pub warnings: Vec<RemarkJson>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RemarkJson {
    /// The letters over the column; null when the remark is about the whole row.
    pub column: Option<String>,
    pub field: Option<Field>,
    /// Stable.
    pub code: String,
    /// In the language of `Accept-Language`.
    pub message: String,
}

/// The form of `POST /api/v1/imports`.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the multipart form")]
pub struct ImportForm {
    /// XLSX or CSV.
    #[schema(value_type = String, format = Binary)]
    file: String,
    kind: ImportKind,
    /// TOML or JSON: field = "heading or column letters".
    mapping: Option<String>,
    /// `true` plans only.
    dry_run: Option<bool>,
}

impl ImportJson {
    fn new(web: &Web, run: ImportRun, rows: &[RowOutcome]) -> ImportJson {
        let counts = Counts::of(rows);
        ImportJson {
            id: run.id,
            kind: run.kind,
            status: run.status,
            file_name: run.file_name,
            file_sha256: run.file_sha256,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            refused: counts.refused,
            created_at: run.created_at,
            applied_at: run.applied_at,
            rows: rows.iter().map(|row| RowJson::new(web, row)).collect(),
        }
    }
}

impl RowJson {
    fn new(web: &Web, row: &RowOutcome) -> RowJson {
        let (views, lang) = (&web.app.views, web.language());
        let remark = |said: &Said, message: String| RemarkJson {
            column: (!said.column.is_empty()).then(|| said.column.clone()),
            field: said.field,
            code: said.code.clone(),
            message,
        };
        RowJson {
            row: row.row,
            outcome: row.outcome,
            name: row.name.clone(),
            changes: row.changes.iter().map(|change| change_words(views, lang, change)).collect(),
            errors: row.errors.iter().map(|said| remark(said, sentence(views, lang, row.row, said))).collect(),
            warnings: row.warnings.iter().map(|said| remark(said, reason_words(views, lang, said))).collect(),
        }
    }
}

/// Imports a file in one transaction, or plans it with `dry_run`.
#[utoipa::path(post, path = "/api/v1/imports", tag = "imports",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, description = "The import and each row's outcome", body = ImportJson),
        (status = 422, description = "The file, the kind or the mapping cannot be read")))]
pub async fn create(upload: Upload) -> Answer {
    let mut checks = Checks::default();
    let kind = checks.keep(upload.fields.required::<ImportKind>("kind", "error-choice"));
    let file = checks.keep(upload.file("file")).cloned();
    let dry_run = checks.keep(upload.fields.parsed::<bool>("dry_run", "error-choice")).flatten().unwrap_or(false);
    checks.done()?;
    let (Some(kind), Some(file)) = (kind, file) else { return Err(Refusal::invalid("file", "error-file-required")) };
    let (web, map, app) = (upload.web.clone(), upload.fields.optional("mapping"), upload.web.app.clone());
    let received =
        web.read(move |_, _| actions::receive(&app.files, kind, &file.file_name, &file.bytes, map.as_deref())).await?;
    let (run, rows) = web.write(move |c, ctx| actions::run_once(c, ctx, &received, dry_run)).await?;
    web.json_object(StatusCode::CREATED, run.version, &ImportJson::new(&web, run, &rows))
}

/// An import. While it waits as a preview, its rows are planned against the register of now.
#[utoipa::path(get, path = "/api/v1/imports/{id}", tag = "imports", params(("id" = Id, Path)),
    responses((status = 200, description = "The import and each row's outcome", body = ImportJson),
        (status = 404, description = "Missing or hidden")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let (app, id) = (web.app.clone(), id.into_inner());
    let (run, rows) = web
        .read(move |c, ctx| {
            let run = store::find(c, &ctx.scope, &id)?;
            if run.status == ImportStatus::Applied {
                let rows = run.row_outcomes()?;
                return Ok((run, rows));
            }
            let opened = actions::open(c, ctx, &app.files, &id)?;
            let rows = actions::plan(c, ctx, &opened.sheets.rows(&opened.mapping)?)?;
            Ok((run, rows))
        })
        .await?;
    web.json_object(StatusCode::OK, run.version, &ImportJson::new(&web, run, &rows))
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(create, show), components(schemas(ImportJson, RowJson, RemarkJson, ImportForm)))]
pub struct Part;
