//! How do you know? Where each control of ISO/IEC 27001:2022 stands for each vendor, and the chain of proof behind it.
//! The rows of the portfolio are kept up: whatever changes a state marks the vendor (`kit::coverage`), and the marked are
//! counted anew by the sweep, or a few of them by whoever opens a page. One vendor's own pages are counted as they are read.

mod actions;
mod api;
mod model;
mod nis2;
mod pages;
mod parameters;
mod proof;
mod records;
mod rules;
mod statement;
mod store;
pub mod views;

pub use actions::{count, matrix, refresh, sweep};
pub use model::{Cell, Counts, Facts, Matrix, State};
pub use proof::{Gap, Missing, Proof, of as proof_of};
pub use records::CoverageRow;
pub use rules::tally;
pub use statement::{Statement, document as statement_document, of as statement_of};
pub use store::{Filter, Listed, due, letters, list, rows, waiting};

use crate::kit::web::{Endpoint, get};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/coverage", pages::portfolio),
        get("/coverage/nis2", pages::nis2),
        get("/coverage/controls/{control}", pages::control),
        get("/vendors/{id}/coverage", pages::matrix),
        get("/vendors/{id}/coverage/{control}", pages::proof),
        get("/vendors/{id}/statement-of-applicability", pages::statement),
        get("/api/v1/coverage", api::portfolio),
        get("/api/v1/coverage/nis2", api::nis2),
        get("/api/v1/coverage/controls/{control}", api::control),
        get("/api/v1/vendors/{id}/coverage", api::matrix),
        get("/api/v1/vendors/{id}/coverage/{control}", api::chain),
        get("/api/v1/vendors/{id}/statement-of-applicability", api::statement),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
