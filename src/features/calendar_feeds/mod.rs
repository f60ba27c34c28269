//! A private address that a calendar can subscribe to: what one has to do and when, without a word of what it is about. The
//! address is the secret; it can be renewed and withdrawn, and it dies with the role.

mod actions;
mod api;
mod events;
mod pages;
mod records;
mod store;
pub mod views;

pub use actions::{renew, withdraw};
pub use events::DatedKind;
pub use records::Feed;

use crate::kit::web::{Endpoint, delete, get, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/calendar/{secret}", pages::feed),
        get("/account/calendar", pages::show),
        post("/account/calendar", pages::renew),
        post("/account/calendar/withdraw", pages::withdraw),
        get("/api/v1/calendar-feed", api::show),
        post("/api/v1/calendar-feed", api::renew),
        delete("/api/v1/calendar-feed", api::withdraw),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}
