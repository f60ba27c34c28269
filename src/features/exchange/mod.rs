//! Registers that come in as sheets and go out again: vendors and contracts from Excel and CSV.

mod records;
pub use records::*;

pub mod rules;

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
