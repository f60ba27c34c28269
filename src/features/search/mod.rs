//! One search over everything that one may see: folded, every word must be there, grouped by kind.
//! A feature that comes later is searched when it has a line in `sources.rs`.

mod api;
mod looking;
mod pages;
mod rules;
mod sources;
mod store;
pub mod views;

pub use looking::{Asked, Found, look};
pub use rules::{Kind, Terms};
pub use sources::{PORTAL, REGION, Source};

use crate::kit::web::{Endpoint, get};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/search", pages::region),
        get("/portal/search", pages::portal),
        get("/api/v1/search", api::everything),
        get("/api/v1/portal/search", api::portal),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
