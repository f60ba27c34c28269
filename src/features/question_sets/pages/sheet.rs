//! A version as a sheet, and a draft from a sheet.

use super::version;
use crate::base::{Id, Refusal};
use crate::features::question_sets::model::{Body, VersionState};
use crate::features::question_sets::sheet::{self, RowFault};
use crate::features::question_sets::views::SheetPage;
use crate::features::question_sets::{actions, store};
use crate::kit::web::{Answer, Params, Upload, Web};
use crate::platform::sheets::MAX_FILE_BYTES;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub async fn export(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    send(&web, id.into_inner(), query.text("format").as_deref() == Some("csv")).await
}

/// The version as a file.
pub async fn send(web: &Web, id: Id, csv: bool) -> Answer {
    let (set, row) = web
        .read(move |c, ctx| {
            let row = store::find(c, &ctx.scope, &id)?;
            Ok((store::find_set(c, &ctx.scope, &row.set_id)?, row))
        })
        .await?;
    let title = version::title(web, &set, &row);
    let bytes = sheet::write(&title, &row.read_body()?, csv)?;
    let (end, media_type) = if csv { ("csv", "text/csv; charset=utf-8") } else { ("xlsx", XLSX) };
    web.download(&format!("{title}.{end}"), media_type, bytes)
}

pub async fn form(web: Web, id: Path<Id>) -> Answer {
    page(&web, StatusCode::OK, id.into_inner(), FormState::default(), Vec::new()).await
}

async fn page(web: &Web, status: StatusCode, id: Id, form: FormState, refused: Vec<String>) -> Answer {
    let (set, row) = web
        .read(move |c, ctx| {
            let row = store::find(c, &ctx.scope, &id)?;
            if row.state != VersionState::Draft {
                return Err(Refusal::rule("rule-sets-published"));
            }
            Ok((store::find_set(c, &ctx.scope, &row.set_id)?, row))
        })
        .await?;
    let back = format!("/question-set-versions/{}", row.id);
    let body = SheetPage {
        action: format!("{back}/import"),
        export: format!("{back}/export"),
        form,
        stored_version: row.version,
        megabytes: MAX_FILE_BYTES / 1_000_000,
        refused,
        back,
    };
    let mut crumbs = version::set_crumbs(web, &set);
    crumbs.push((version::title(web, &set, &row), body.back.clone()));
    web.page_titled(status, "pages/question_sets/import", web.word("sets-import"), crumbs, &body)
}

/// A fault with its place, in words.
pub fn sentence(web: &Web, fault: &RowFault) -> String {
    let reason = web.app.views.word(web.language(), fault.code, &fault.args);
    if fault.row == 0 {
        return reason;
    }
    let args = [("row", fault.row.to_string()), ("column", fault.column.clone()), ("reason", reason)];
    web.word_with("sets-sheet-row", &args)
}

pub async fn read(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    let read: Result<Result<Body, Vec<RowFault>>, Refusal> = match upload.file("file") {
        Ok(file) => sheet::read(&file.file_name, &file.bytes),
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    let (key, version) = (id.clone(), upload.fields.version());
    let taken = match read {
        Ok(Ok(body)) => web.write(move |c, ctx| actions::replace(c, ctx, &key, Some(version), body)).await,
        Ok(Err(faults)) => {
            let refused = faults.iter().map(|fault| sentence(&web, fault)).collect();
            return page(&web, StatusCode::UNPROCESSABLE_ENTITY, id, FormState::default(), refused).await;
        }
        Err(refusal) => Err(refusal),
    };
    match taken {
        Ok(row) => web.redirect_saying(
            format!("/question-set-versions/{}", row.id),
            "ok",
            "sets-imported",
            &[("count", row.question_count.to_string())],
        ),
        Err(refusal) => {
            let form = web.form_with(&upload.fields, &refusal.fields()?);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, id, form, Vec::new()).await
        }
    }
}
