//! What falls short of a requirement, and the actions that put it right.

mod records;
pub use records::*;

pub mod model;
pub mod rules;

pub use model::{ActionDates, ActionStatus, Postponed, Responsible, Severity};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
