//! Registers that come in as sheets and go out again: vendors, contracts and services from Excel and CSV.
//!
//! An import has four steps: choose a file, say what its columns mean, look at what would happen
//! row by row, and let it happen in one transaction. The last two plan in the same way against the
//! register as it is at that moment, so a preview cannot promise something else than the import
//! does, and an import that runs twice changes nothing.

mod actions;
mod api;
mod outcome;
mod pages;
mod plan;
mod plan_services;
mod plan_vendors;
mod records;
mod register;
mod said;
mod store;
pub mod views;

pub use actions::{Opened, Received, Rows, apply, apply_now, open, plan, receive, remap, run_once, start};
pub use outcome::{Change, Counts, Outcome, RowOutcome};
pub use records::*;
pub use rules::ImportKind;
pub use said::{Said, change_words, reason_words, sentence};
pub use store::clients;

mod rules;

use crate::kit::web::{Endpoint, get, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/imports", pages::list),
        get("/imports/new", pages::new),
        post("/imports", pages::create),
        get("/imports/{id}", pages::show),
        get("/imports/{id}/mapping", pages::mapping),
        post("/imports/{id}/mapping", pages::set_mapping),
        post("/imports/{id}/apply", pages::apply),
        post("/api/v1/imports", api::create),
        get("/api/v1/imports/{id}", api::show),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Part as utoipa::OpenApi>::openapi()
}
