//! A self-assessment as a workbook: fetched, filled in at the vendor's own pace, and merged back question by question.

mod actions;
mod api;
mod cells;
mod labels;
mod model;
mod pages;
mod plan;
mod records;
mod sheet;
mod store;
pub mod views;

pub use actions::{keep, merge, to_export};
pub use labels::Labels;
pub use model::*;
pub use plan::{Choices, Plan, Planned, plan};
pub use records::AnswerWorkbook;
pub use sheet::write;

use crate::kit::web::{Endpoint, get, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/assessments/{id}/workbook", pages::fetch_copy),
        get("/portal/assessments/{id}/workbook", pages::show),
        post("/portal/assessments/{id}/workbook", pages::upload),
        get("/portal/assessments/{id}/workbook/file", pages::fetch),
        get("/portal/assessments/{id}/workbook/{workbook_id}", pages::preview),
        post("/portal/assessments/{id}/workbook/{workbook_id}", pages::merge),
        get("/api/v1/assessments/{id}/workbook", api::export),
        post("/api/v1/assessments/{id}/workbook", api::upload),
        get("/api/v1/assessments/{id}/workbook/{workbook_id}", api::preview),
        post("/api/v1/assessments/{id}/workbook/{workbook_id}", api::merge),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
