//! Agreements with vendors, and which of the contract clauses they hold.

mod actions;
mod clauses;
mod filter;
mod records;
pub mod store;

pub use actions::{NewContract, add, update};
pub use clauses::{ClauseInput, ClauseLine, Coverage, clause_lines, clauses_for, coverage, set_clause};
pub use filter::{ContractFilter, ContractQuery, ContractSort};
pub use records::*;
pub use store::{by_reference, choices, find, insert, insert_clause, of_vendor};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
