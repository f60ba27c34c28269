//! Agreements with vendors, and which of the contract clauses they hold.

mod actions;
mod api;
mod clauses;
mod filter;
mod pages;
mod records;
mod store;
pub mod views;

pub use actions::{NewContract, add, index, update};
pub use clauses::{ClauseInput, ClauseLine, Coverage, clause_lines, clauses_for, coverage, set_clause};
pub use filter::{ClauseState, ContractFilter, ContractQuery, ContractSort};
pub use pages::{Loaded as ContractTop, crumbs as contract_crumbs, head as contract_head, load as contract_top};
pub use records::*;
pub use store::{all, by_reference, choices, find, insert, insert_clause, of_vendor, save, unmet_elsewhere};

use crate::kit::web::{Endpoint, get, patch, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/vendors/{id}/contracts", pages::of_vendor),
        get("/contracts", pages::list),
        get("/contracts/export", pages::export),
        get("/contracts/new", pages::new),
        post("/contracts/new", pages::create),
        get("/contracts/{id}", pages::show),
        get("/contracts/{id}/edit", pages::edit),
        post("/contracts/{id}/edit", pages::save),
        get("/contracts/{id}/clauses", pages::clauses),
        post("/contracts/{id}/clauses/{clause_id}", pages::save_clause),
        get("/api/v1/contracts", api::list),
        post("/api/v1/contracts", api::add),
        get("/api/v1/contracts/{id}", api::find),
        patch("/api/v1/contracts/{id}", api::change),
        get("/api/v1/contracts/{id}/clauses", api::clauses),
        patch("/api/v1/contracts/{id}/clauses/{clause_id}", api::change_clause),
    ]
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(api::list, api::add, api::find, api::change, api::clauses, api::change_clause))]
struct ApiPart;

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    ApiPart::openapi()
}
