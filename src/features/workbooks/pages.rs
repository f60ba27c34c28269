//! Fetching a workbook, handing it in again, and choosing what holds.

use super::labels::Labels;
use super::model::{Take, WorkbookOutcome, WorkbookState};
use super::plan::{Choices, Plan, plan};
use super::records::AnswerWorkbook;
use super::views::{MergePage, WorkbookPage, rows};
use super::{actions, sheet, store};
use crate::base::{Id, Refusal, Result};
use crate::features::questionnaires::{self, FullAssessment};
use crate::kit::web::{Answer, Fields, Posted, Upload, Web};
use crate::platform::sheets::{self, Sheet};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::sync::Arc;

pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

async fn start(web: &Web, status: StatusCode, id: Id, form: FormState) -> Answer {
    let (full, names) = web
        .read(move |c, ctx| {
            ctx.scope.vendor()?;
            let full = questionnaires::open(c, &ctx.scope, &id)?;
            let names = questionnaires::names(c, &full.assessment)?;
            Ok((full, names))
        })
        .await?;
    let asked = full.assessment.id.clone();
    let editable = web.read(move |c, ctx| Ok(actions::open(c, ctx, &asked).is_ok())).await?;
    let page = WorkbookPage {
        href: format!("/portal/assessments/{}", full.assessment.id),
        editable,
        form,
        megabytes: sheets::MAX_FILE_BYTES / 1_000_000,
        questions: full.questions.len(),
        answered: full.answered(),
    };
    web.page_titled(
        status,
        "pages/workbooks/start",
        web.word("workbooks-title"),
        crumbs(web, &names, &page.href),
        &page,
    )
}

/// Whose assessment it is: `names` are the client's and the vendor's.
fn crumbs(web: &Web, names: &(String, String), href: &str) -> Vec<(String, String)> {
    let args = [("client", names.0.clone()), ("vendor", names.1.clone())];
    vec![
        (web.word("nav-assessments"), "/portal/assessments".to_string()),
        (web.word_with("workbooks-of", &args), href.to_string()),
    ]
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    start(&web, StatusCode::OK, id.into_inner(), FormState::default()).await
}

/// The workbook of either side: to fill in, or a copy to read.
pub async fn export(web: &Web, id: Id) -> Answer {
    let (full, open) = web.read(move |c, ctx| actions::to_export(c, ctx, &id)).await?;
    let (app, language) = (web.app.clone(), web.language());
    let name = web.word_with("workbooks-file-name", &[("day", full.assessment.due_on.to_string())]);
    let write = move || sheet::write(&full, &app.views, language, &app.settings.secret_key, open);
    let bytes = tokio::task::spawn_blocking(write).await.map_err(Refusal::fault)??;
    web.download(&name, XLSX, bytes)
}

pub async fn fetch(web: Web, id: Path<Id>) -> Answer {
    web.ctx()?.scope.vendor()?;
    export(&web, id.into_inner()).await
}

pub async fn fetch_copy(web: Web, id: Path<Id>) -> Answer {
    web.ctx()?.scope.client()?;
    export(&web, id.into_inner()).await
}

/// Reads the file, sees that it belongs here, and keeps it. Errors at `file`.
pub async fn receive(upload: &Upload, id: Id) -> Result<AnswerWorkbook> {
    let web = &upload.web;
    let asked = id.clone();
    // Whose it is comes before reading any bytes.
    let full = web.read(move |c, ctx| actions::open(c, ctx, &asked)).await?;
    let file = upload.file("file").map_err(|error| Refusal::Invalid(vec![error]))?.clone();
    let (app, language) = (web.app.clone(), web.language());
    let (name, bytes) = (file.file_name.clone(), file.bytes);
    let stored = tokio::task::spawn_blocking(move || {
        let sheets = sheets::read(&name, &bytes).map_err(Refusal::from)?;
        let labels = Labels::of(&app.views, language, &full.questions);
        plan(&full, &sheets, &app.settings.secret_key, &labels)?;
        app.files.put(&bytes)
    })
    .await
    .map_err(Refusal::fault)??;
    web.write(move |c, ctx| actions::keep(c, ctx, &id, &file.file_name, &stored)).await
}

pub async fn upload(upload: Upload, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    match receive(&upload, id.clone()).await {
        Ok(row) => upload.web.redirect(format!("/portal/assessments/{id}/workbook/{}", row.id)),
        Err(Refusal::Invalid(errors)) => {
            let form = upload.web.form_with(&Fields::default(), &errors);
            start(&upload.web, StatusCode::UNPROCESSABLE_ENTITY, id, form).await
        }
        Err(refusal) => Err(refusal),
    }
}

/// A kept workbook, read again.
pub struct Opened {
    pub row: AnswerWorkbook,
    pub full: FullAssessment,
    /// The client's and the vendor's.
    pub names: (String, String),
    pub sheets: Arc<Vec<Sheet>>,
    pub plan: Plan,
}

pub async fn opened(web: &Web, id: Id, workbook_id: Id) -> Result<Opened> {
    let (row, full, names) = web
        .read(move |c, ctx| {
            let row = store::find(c, &ctx.scope, &id, &workbook_id)?;
            let full = questionnaires::open(c, &ctx.scope, &id)?;
            let names = questionnaires::names(c, &full.assessment)?;
            Ok((row, full, names))
        })
        .await?;
    let (app, language) = (web.app.clone(), web.language());
    let work = move || {
        let bytes = app.files.get(&row.sha256)?;
        let sheets = sheets::read(&row.file_name, &bytes).map_err(Refusal::from)?;
        let labels = Labels::of(&app.views, language, &full.questions);
        let plan = plan(&full, &sheets, &app.settings.secret_key, &labels)?;
        Ok(Opened { row, full, names, sheets: Arc::new(sheets), plan })
    };
    tokio::task::spawn_blocking(work).await.map_err(Refusal::fault)?
}

fn render(web: &Web, status: StatusCode, opened: &Opened, choices: &Choices, undecided: bool) -> Answer {
    let (plan, row) = (&opened.plan, &opened.row);
    let merged = row.state == WorkbookState::Merged;
    let refused = plan.rows.iter().filter(|each| !each.errors.is_empty()).count();
    let useful = plan.rows.iter().any(|each| each.outcome != WorkbookOutcome::Unchanged);
    let page = MergePage {
        href: format!("/portal/assessments/{}", row.assessment_id),
        workbook_id: row.id.clone(),
        file_name: row.file_name.clone(),
        merged,
        unchanged: plan.count(WorkbookOutcome::Unchanged),
        new: plan.count(WorkbookOutcome::New),
        changed: plan.count(WorkbookOutcome::Changed),
        conflicts: plan.count(WorkbookOutcome::Conflict),
        refused,
        missing: plan.missing.clone(),
        rows: if merged { Vec::new() } else { rows(web, &opened.full, plan, choices) },
        undecided,
        can_merge: !merged && refused == 0 && useful,
    };
    web.page_titled(
        status,
        "pages/workbooks/merge",
        web.word("workbooks-merge"),
        crumbs(web, &opened.names, &page.href),
        &page,
    )
}

pub async fn preview(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, workbook_id) = path.into_inner();
    let opened = opened(&web, id, workbook_id).await?;
    render(&web, StatusCode::OK, &opened, &Choices::new(), false)
}

/// `take.Q05` says whose text holds, `seen.Q05` which stored version the person saw beside it.
fn choices(fields: &Fields) -> Choices {
    let read = |(name, value): &(String, String)| {
        let id = name.strip_prefix("take.")?;
        let seen = fields.get(&format!("seen.{id}"))?.parse().ok()?;
        Some((id.to_string(), (value.parse::<Take>().ok()?, seen)))
    };
    fields.0.iter().filter_map(read).collect()
}

/// Merges a kept workbook with what was chosen. Gives how many answers were saved.
pub async fn merge_opened(web: &Web, id: Id, opened: &Opened, choices: Choices) -> Result<usize> {
    let (sheets, workbook_id) = (opened.sheets.clone(), opened.row.id.clone());
    let (app, language) = (web.app.clone(), web.language());
    // Words are looked up before the database's one writer is held.
    let labels = Labels::of(&app.views, language, &opened.full.questions);
    web.write(move |c, ctx| {
        let again = |full: &FullAssessment| plan(full, &sheets, &app.settings.secret_key, &labels);
        actions::merge(c, ctx, (&id, &workbook_id), &choices, again)
    })
    .await
}

pub async fn merge(form: Posted, path: Path<(Id, Id)>) -> Answer {
    let (id, workbook_id) = path.into_inner();
    let Posted { web, fields } = form;
    let chosen = choices(&fields);
    let before = opened(&web, id.clone(), workbook_id.clone()).await?;
    match merge_opened(&web, id.clone(), &before, chosen.clone()).await {
        Ok(saved) => {
            let args = [("count", saved.to_string())];
            web.redirect_saying(format!("/portal/assessments/{id}"), "ok", "workbooks-merged", &args)
        }
        Err(Refusal::Rule("rule-workbook-undecided", _)) => {
            let now = opened(&web, id, workbook_id).await?;
            render(&web, StatusCode::CONFLICT, &now, &chosen, true)
        }
        Err(refusal) => Err(refusal),
    }
}
