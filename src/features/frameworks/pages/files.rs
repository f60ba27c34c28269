//! Files of catalogues: reading one, what came of it, writing one.

use super::{crumbs, crumbs_of};
use crate::base::refusal::{Refusal, Result};
use crate::features::frameworks::actions;
use crate::features::frameworks::lookup::{self, Head, row_id};
use crate::features::frameworks::model::FileFormat;
use crate::features::frameworks::parameters::Parameters;
use crate::features::frameworks::views::{ImportPage, ReportPage};
use crate::features::frameworks::{files, store};
use crate::kit::web::{Answer, Params, Upload, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

fn import_page(web: &Web, status: StatusCode, form: FormState) -> Answer {
    let today = crate::base::clock::swedish_date(web.visitor.now);
    let page = ImportPage { form, megabytes: Parameters::on(today).limits.bytes / 1_000_000 };
    web.page_titled(status, "pages/frameworks/import", web.word("frameworks-import"), crumbs(web), &page)
}

pub async fn new(web: Web) -> Answer {
    import_page(&web, StatusCode::OK, FormState::default())
}

/// Reads the file off the async threads, and writes it in one transaction.
pub async fn read(upload: &Upload) -> Result<actions::Imported> {
    let file = upload.file("file").map_err(|error| Refusal::Invalid(vec![error]))?.clone();
    let web = &upload.web;
    let received = web.read(move |_, ctx| actions::receive(ctx, &file.file_name, &file.bytes)).await?;
    web.write(move |c, ctx| actions::import(c, ctx, &received)).await
}

pub async fn import(upload: Upload) -> Answer {
    let web = upload.web.clone();
    match read(&upload).await {
        Ok(done) => match done.framework {
            Some(row) => {
                let args = [("count", done.report.nodes.to_string())];
                web.redirect_saying(format!("/frameworks/{}/report", row.id), "ok", "frameworks-imported", &args)
            }
            // a file of relations alone has no page of its own: the report is the answer
            None => {
                let body = ReportPage {
                    file_name: done.file_name,
                    file_sha256: done.sha256,
                    format: Some(FileFormat::Library),
                    report: done.report,
                };
                let title = web.word("frameworks-report");
                web.page_titled(StatusCode::OK, "pages/frameworks/report", title, crumbs(&web), &body)
            }
        },
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&upload.fields, &errors);
            import_page(&web, StatusCode::UNPROCESSABLE_ENTITY, state)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn report(web: Web, key: Path<String>) -> Answer {
    let row = web.read(move |c, ctx| store::find(c, &ctx.scope, &row_id(&key)?)).await?;
    let report = row.read_report()?.ok_or(Refusal::NotFound)?;
    let head = Head::of_row(&row);
    let body = ReportPage {
        file_name: row.file_name.unwrap_or_default(),
        file_sha256: row.file_sha256.unwrap_or_default(),
        format: row.file_format,
        report,
    };
    let title = web.word("frameworks-report");
    web.page_titled(StatusCode::OK, "pages/frameworks/report", title, crumbs_of(&web, &head), &body)
}

/// The catalogue as a file, in the format that the address asks for.
pub async fn export(web: Web, key: Path<String>, query: Query<Params>) -> Answer {
    let format = query.parsed::<FileFormat>("format")?.unwrap_or(FileFormat::Library);
    let made_at = web.visitor.now;
    let (name, bytes) = web
        .read(move |c, ctx| {
            let document = lookup::document(c, &ctx.scope, &key)?;
            Ok((document.name.clone(), files::write(&document, format, made_at)?))
        })
        .await?;
    let name: String = name.chars().map(|c| if c == '/' || c == ':' { '-' } else { c }).take(100).collect();
    web.download(&format!("{name}.{}", format.ending()), format.media_type(), bytes)
}
