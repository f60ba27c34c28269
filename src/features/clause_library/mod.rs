//! The library of clauses, all contracts against it, and the documents that amend them. The region's own: no vendor
//! reaches any of it.

mod actions;
mod api;
mod appendices;
mod library;
mod model;
mod pages;
mod paper;
mod records;
mod review;
mod rules;
mod snapshot;
mod store;
pub mod views;

pub use actions::{
    NewOwn, NewVerification, OwnCheckInput, Settling, check_own, draft, prepare, publish, save_draft, settle, verify,
};
pub use library::{entry, library};
pub use model::{Content, Entry, LegalState, Origin, PackageKind, PackageState, groups};
pub use records::*;
pub use review::{Gap, GapList, gap_list, tallies};
pub use rules::{AmendBasis, ClauseStanding, NextPossible, Tally, next_possible};

use crate::kit::web::{Endpoint, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/clauses", pages::list::list),
        get("/clauses/{code}", pages::show::show),
        get("/own-clauses", pages::own::list),
        post("/own-clauses", pages::own::create),
        get("/own-clauses/new", pages::own::new),
        get("/own-clauses/{id}", pages::own::edit),
        post("/own-clauses/{id}", pages::own::save),
        post("/own-clauses/{id}/publish", pages::own::publish),
        get("/legal-references", pages::legal::list),
        get("/legal-references/verify", pages::legal::form),
        post("/legal-references/verify", pages::legal::verify),
        get("/contracts/review", pages::review::show),
        get("/contracts/{id}/gaps", pages::gaps::show),
        post("/contracts/{id}/own-clauses/{own_id}", pages::gaps::check),
        get("/contracts/{id}/packages", pages::packages::list),
        post("/contracts/{id}/packages", pages::packages::prepare),
        get("/amendment-packages/{id}", pages::packages::show),
        post("/amendment-packages/{id}/settle", pages::packages::settle),
        get("/amendment-packages/{id}/document.pdf", pages::packages::pdf),
        get("/amendment-packages/{id}/document.docx", pages::packages::docx),
        get("/api/v1/clauses", api::library::list),
        get("/api/v1/clauses/{code}", api::library::show),
        get("/api/v1/legal-references", api::library::legal),
        post("/api/v1/legal-references/verifications", api::library::verify),
        get("/api/v1/own-clauses", api::own::list),
        post("/api/v1/own-clauses", api::own::create),
        get("/api/v1/own-clauses/{id}", api::own::show),
        put("/api/v1/own-clauses/{id}", api::own::save),
        post("/api/v1/own-clauses/{id}/publish", api::own::publish),
        get("/api/v1/contract-review", api::packages::review),
        get("/api/v1/contracts/{id}/gaps", api::packages::gaps),
        patch("/api/v1/contracts/{id}/own-clauses/{own_id}", api::packages::check),
        get("/api/v1/contracts/{id}/packages", api::packages::list),
        post("/api/v1/contracts/{id}/packages", api::packages::prepare),
        get("/api/v1/amendment-packages/{id}", api::packages::show),
        post("/api/v1/amendment-packages/{id}/settle", api::packages::settle),
        get("/api/v1/amendment-packages/{id}/document.pdf", api::packages::pdf),
        get("/api/v1/amendment-packages/{id}/document.docx", api::packages::docx),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
