//! The register of reviews of vendors (domain.md 1.3 rows 3, 4, 53, 54): who asked for it, who made it and how
//! independent they were, what it covered, what it found; and visits on the spot with a protocol.

mod actions;
mod api;
mod model;
mod pages;
mod paper;
mod records;
mod store;
mod verify;
mod visits;
pub mod views;

pub use actions::{Author, Made, ReviewContent, add, attach_report, change, findings_of_lines, link_finding};
pub use model::*;
pub use records::*;
pub use store::{ReviewFilter, find, findings_of, list, of_vendor, visits_of};
pub use verify::{BrokenVisit, verify_all, verify_every_client};
pub use visits::{LineContent, Protocol, ProtocolLine, VisitContent, add_line, add_visit, lock};

use crate::kit::web::{Endpoint, get, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/reviews", pages::list),
        get("/reviews/new", pages::new),
        post("/reviews", pages::create),
        get("/reviews/{id}", pages::show),
        get("/reviews/{id}/edit", pages::edit),
        post("/reviews/{id}/edit", pages::save),
        post("/reviews/{id}/report", pages::attach),
        get("/reviews/{id}/report/{attachment_id}", pages::report),
        post("/reviews/{id}/findings", pages::findings),
        post("/reviews/{id}/link", pages::link),
        post("/reviews/{id}/visits", pages::add_visit),
        get("/reviews/{id}/visits/{visit_id}", pages::visit),
        post("/reviews/{id}/visits/{visit_id}/lines", pages::add_line),
        post("/reviews/{id}/visits/{visit_id}/lock", pages::lock),
        get("/reviews/{id}/visits/{visit_id}/protocol.pdf", pages::protocol),
        get("/vendors/{id}/reviews", pages::of_vendor),
        get("/api/v1/reviews", api::list),
        post("/api/v1/reviews", api::create),
        get("/api/v1/reviews/{id}", api::show),
        put("/api/v1/reviews/{id}", api::change),
        post("/api/v1/reviews/{id}/report", api::attach),
        get("/api/v1/reviews/{id}/report/{attachment_id}", api::report),
        post("/api/v1/reviews/{id}/findings", api::findings),
        post("/api/v1/reviews/{id}/link", api::link),
        post("/api/v1/reviews/{id}/visits", api::add_visit),
        get("/api/v1/reviews/{id}/visits/{visit_id}", api::visit),
        post("/api/v1/reviews/{id}/visits/{visit_id}/lines", api::add_line),
        post("/api/v1/reviews/{id}/visits/{visit_id}/lock", api::lock),
        get("/api/v1/reviews/{id}/visits/{visit_id}/protocol.pdf", api::protocol),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}
