//! The vendor's library of evidence.

use crate::access::Permission;
use crate::base::{FieldError, Id, PageRequest, Refusal, Result};
use crate::features::questionnaires::library::{self, EvidenceFacts, EvidenceItem, EvidenceKind};
use crate::features::questionnaires::portal_views::QuestionPath;
use crate::features::questionnaires::portal_work::{LibraryLine, LibraryPage};
use crate::features::questionnaires::{library_store, scan};
use crate::kit::web::{Answer, Fields, Params, Posted, Upload, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    show(&web, StatusCode::OK, query.page(), (FormState::default(), false)).await
}

async fn show(web: &Web, status: StatusCode, asked: PageRequest, (form, doubtful): (FormState, bool)) -> Answer {
    let can_edit = web.can(Permission::AnswerEdit);
    let (page, lines) = web
        .read(move |c, ctx| {
            let page = library_store::list(c, &ctx.scope, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|item| item.id.clone()).collect();
            let mut places = library_store::places(c, &ctx.scope, &ids)?;
            let today = ctx.today();
            let lines: Vec<LibraryLine> = page
                .items
                .iter()
                .map(|item| LibraryLine::of(item, places.remove(&item.id).unwrap_or_default(), today, can_edit))
                .collect();
            Ok((page, lines))
        })
        .await?;
    let page = LibraryPage {
        pager: (&page).into(),
        lines,
        kinds: EvidenceKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        form,
        doubtful,
        can_edit,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
    };
    web.page_titled(status, "pages/portal_assessments/library", web.word("nav-evidence"), Vec::new(), &page)
}

fn facts(fields: &Fields) -> Result<EvidenceFacts> {
    let mut checks = crate::base::refusal::Checks::default();
    let kind = checks.keep(fields.required::<EvidenceKind>("kind", "error-choice"));
    let covers_from = checks.keep(fields.date("covers_from")).flatten();
    let covers_to = checks.keep(fields.date("covers_to")).flatten();
    let issued_on = checks.keep(fields.date("issued_on")).flatten();
    let expires_on = checks.keep(fields.date("expires_on")).flatten();
    checks.done()?;
    Ok(EvidenceFacts {
        title: fields.text("title"),
        kind: kind.unwrap_or(EvidenceKind::Other),
        covers_from,
        covers_to,
        issued_on,
        expires_on,
        history: fields.checked("history"),
        note: fields.optional("note"),
    })
}

/// Puts an uploaded file into the library: what is said of it is checked before any bytes are kept.
pub(in crate::features::questionnaires) async fn take(upload: &Upload) -> Result<EvidenceItem> {
    let facts = facts(&upload.fields)?;
    let today = upload.web.ctx()?.today();
    library::check(&facts, today)?;
    if let Ok(file) = upload.file("file") {
        let confirmed = upload.fields.checked("confirmed");
        scan::check("file", &file.file_name, &file.bytes, confirmed)
            .map_err(|error: FieldError| Refusal::Invalid(vec![error]))?;
    }
    let file = upload.receive("file").await?;
    upload.web.write(move |tx, ctx| library::add(tx, ctx, &facts, &file)).await
}

pub async fn add(upload: Upload) -> Answer {
    let web = upload.web.clone();
    web.ctx()?.scope.vendor()?;
    match take(&upload).await {
        Ok(item) => web.redirect_saying("/portal/evidence", "ok", "evidence-added", &[("title", item.title)]),
        Err(Refusal::Invalid(errors)) => {
            let doubtful = errors.iter().any(|error| scan::is_doubt(error.code));
            let form = web.form_with(&upload.fields, &errors);
            show(&web, StatusCode::UNPROCESSABLE_ENTITY, PageRequest::new(None, None), (form, doubtful)).await
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn file(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let item = web.read(move |c, ctx| library_store::find(c, &ctx.scope, &id)).await?;
    let (files, sha256) = (web.app.files.clone(), item.sha256.clone());
    let bytes = tokio::task::spawn_blocking(move || files.get(&sha256)).await.map_err(Refusal::fault)??;
    web.download(&item.file_name, &item.media_type, bytes)
}

pub async fn retire(form: Posted, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let item = form.web.write(move |tx, ctx| library::retire(tx, ctx, &id, None)).await?;
    form.web.redirect_saying("/portal/evidence", "ok", "evidence-retired", &[("title", item.title)])
}

/// Supports an answer with a piece of the library.
pub async fn use_at(form: Posted, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let back = format!("/portal/assessments/{id}/questions/{question_id}#evidence");
    let item =
        form.fields.required::<Id>("evidence_id", "error-choice").map_err(|error| Refusal::Invalid(vec![error]))?;
    form.web.write(move |tx, ctx| library::use_at(tx, ctx, (&id, &question_id), &item)).await?;
    form.web.redirect_saying(back, "ok", "questionnaires-attached", &[])
}
