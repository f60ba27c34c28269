//! The reports in JSON: the same figures, rows and answers as the pages.

pub mod figures;
pub mod past;
pub mod settings;

use utoipa::OpenApi as _;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    figures::director,
    figures::measure,
    figures::report_pdf,
    figures::memo_pdf,
    figures::memo_docx,
    past::vendors,
    past::clause,
    past::administrations,
    settings::put_goal,
    settings::texts,
    settings::put_text,
    settings::mailings,
    settings::put_mailing
))]
struct Description;

pub fn part() -> utoipa::openapi::OpenApi {
    Description::openapi()
}
