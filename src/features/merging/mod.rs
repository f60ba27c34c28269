//! Two rows of the register that are the same company become one. Everything that hung on the one follows to the
//! other, in one transaction; the row that goes is kept as ended, and its address leads on.

mod actions;
mod api;
mod model;
mod pages;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::merge;
pub use model::{Field, Likeness, MergeCommand, Pick};
pub use records::VendorMerge;
pub use store::{DERIVED_TABLES, HANDLED_TABLES, NODE_COLUMNS, UNTOUCHED_TABLES, duplicates};

use crate::kit::web::{Endpoint, get, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/vendors/duplicates", pages::duplicates),
        get("/vendors/{id}/merge", pages::form),
        post("/vendors/{id}/merge", pages::merge),
        get("/api/v1/vendor-duplicates", api::duplicates),
        post("/api/v1/vendors/{id}/merge", api::merge),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
