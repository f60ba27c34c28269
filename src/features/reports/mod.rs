//! Start pages: the only place that joins figures across features. Writes nothing.

mod pages;
mod samples;
mod store;
pub mod views;

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    pages::routes()
}

/// The feature's part of the OpenAPI document: start pages have none, their lists do.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
