//! Who did what and when, for auditors and on every object.

mod api;
mod filter;
mod pages;
mod store;
pub mod views;

pub use filter::{AuditFilter, AuditQuery};
pub use store::list;

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    pages::routes().into_iter().chain(api::routes()).collect()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}
