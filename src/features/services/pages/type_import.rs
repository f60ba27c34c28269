//! Reading an own scheme of types from a sheet.

use super::types::type_crumbs;
use crate::base::Refusal;
use crate::features::services::scheme::{self, RowFault};
use crate::features::services::views::TypeImportPage;
use crate::kit::web::{Answer, Upload, Web};
use crate::platform::sheets::MAX_FILE_BYTES;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;

fn page(web: &Web, status: StatusCode, form: FormState, refused: Vec<String>) -> Answer {
    let body = TypeImportPage { form, megabytes: MAX_FILE_BYTES / 1_000_000, refused };
    web.page_titled(status, "pages/services/type_import", web.word("services-type-import"), type_crumbs(web), &body)
}

pub async fn form(web: Web) -> Answer {
    page(&web, StatusCode::OK, FormState::default(), Vec::new())
}

/// A fault with its place, in words.
pub fn sentence(web: &Web, fault: &RowFault) -> String {
    let reason = web.app.views.word(web.language(), fault.code, &fault.args);
    let args = [("row", fault.row.to_string()), ("column", fault.column.clone()), ("reason", reason)];
    web.word_with("services-scheme-row", &args)
}

pub async fn read(upload: Upload) -> Answer {
    let web = upload.web.clone();
    let file = match upload.file("file") {
        Ok(file) => file.clone(),
        Err(error) => {
            let form = web.form_with(&upload.fields, &[error]);
            return page(&web, StatusCode::UNPROCESSABLE_ENTITY, form, Vec::new());
        }
    };
    let done = match scheme::read(&file.file_name, &file.bytes) {
        Ok(rows) => web.write(move |c, ctx| scheme::apply(c, ctx, rows)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(taken) if taken.refused.is_empty() => {
            let args = [("added", taken.added.to_string()), ("changed", taken.changed.to_string())];
            web.redirect_saying("/information-types", "ok", "services-scheme-taken", &args)
        }
        Ok(taken) => {
            let refused = taken.refused.iter().map(|fault| sentence(&web, fault)).collect();
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, FormState::default(), refused)
        }
        Err(Refusal::Invalid(errors)) => {
            let form = web.form_with(&upload.fields, &errors);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, form, Vec::new())
        }
        Err(refusal) => Err(refusal),
    }
}
