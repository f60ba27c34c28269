//! The Statement of Applicability as a file; the page and the API give the same.

use crate::base::{Id, Language, Refusal};
use crate::features::coverage::statement as soa;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::sheets;
use actix_web::web::{Path, Query};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `format` is `xlsx` or `pdf`, `lang` the language of the paper.
pub async fn statement(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let as_pdf = match query.text("format").as_deref() {
        None | Some("xlsx") => false,
        Some("pdf") => true,
        Some(_) => return Err(Refusal::invalid("format", "error-choice")),
    };
    let language = query.parsed::<Language>("lang")?.unwrap_or(web.language());
    let statement = web
        .read(move |c, ctx| {
            let ctx = crate::kit::Ctx { language, ..ctx.clone() };
            soa::of(c, &ctx, &id)
        })
        .await?;
    let name = soa::file_name(&statement, language);
    if !as_pdf {
        let (columns, rows) = soa::sheet(&web.app.views, &statement, language);
        return web.download(&format!("{name}.xlsx"), XLSX, sheets::write_xlsx("soa", &columns, &rows)?);
    }
    let (app, now) = (web.app.clone(), web.visitor.now);
    // setting the type takes a while: it has no place on the threads that answer others
    let bytes = tokio::task::spawn_blocking(move || soa::pdf(&app, &statement, language, now));
    web.download(&format!("{name}.pdf"), "application/pdf", bytes.await.map_err(Refusal::fault)??)
}
