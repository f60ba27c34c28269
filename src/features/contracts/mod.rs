//! Agreements with vendors, and which of the contract clauses they hold.

mod actions;
mod api;
mod clauses;
mod effective;
mod filter;
mod pages;
mod parameters;
mod records;
mod rules;
mod store;
pub mod views;
mod watching;

pub use actions::{
    ADDED as CONTRACT_ADDED, AmendmentInput, BroughtIn, DeviationInput, FlowInput, NewContract, OptionInput, add,
    add_amendment, add_option, change_amendment, decide_deviation, decide_option, drop_amendment, index,
    propose_deviation, set_flow_down, set_number, set_renewal, sign_amendment, update, withdraw_deviation,
};
pub use clauses::{ClauseInput, Coverage, clause_lines, clauses_for, coverage, look_again, set_clause};
pub use effective::{
    Agreed, DeviationShown, DeviationStanding, EffectiveLine, EffectiveLine as ClauseLine, effective_lines,
    effective_of, set_of_vendor,
};
pub use filter::{ClauseState, ContractFilter, ContractQuery, ContractSort};
pub use pages::{Loaded as ContractTop, crumbs as contract_crumbs, head as contract_head, load as contract_top};
pub use parameters::{ClauseParameter, DepthModel, NumberUnit};
pub use records::*;
pub use rules::{Decision, DecisionKind};
pub use store::{
    all, by_reference, choices, find, flow_downs, insert, insert_clause, insert_unmarked, of_vendor, save,
    unmet_elsewhere,
};
pub use watching::{WatchFilter, Watched, watch};

use crate::kit::web::{Endpoint, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    [depth_routes(), basic_routes()].into_iter().flatten().collect()
}

fn depth_routes() -> Vec<Endpoint> {
    vec![
        get("/contracts/watch", pages::watch::watch),
        get("/contracts/{id}/dates", pages::dates::dates),
        post("/contracts/{id}/renewal", pages::dates::save_renewal),
        post("/contracts/{id}/options", pages::dates::add_option),
        get("/contracts/{id}/options/{option_id}", pages::dates::option),
        post("/contracts/{id}/options/{option_id}", pages::dates::save_option),
        post("/contracts/{id}/options/{option_id}/decide", pages::dates::decide_option),
        get("/contracts/{id}/amendments", pages::amendments::amendments),
        post("/contracts/{id}/amendments", pages::amendments::add_amendment),
        get("/contracts/{id}/amendments/{amendment_id}", pages::amendments::amendment),
        post("/contracts/{id}/amendments/{amendment_id}", pages::amendments::save_amendment),
        post("/contracts/{id}/amendments/{amendment_id}/sign", pages::amendments::sign_amendment),
        post("/contracts/{id}/amendments/{amendment_id}/drop", pages::amendments::drop_amendment),
        get("/contracts/{id}/deviations", pages::deviations::deviations),
        post("/contracts/{id}/deviations", pages::deviations::propose),
        post("/contracts/{id}/deviations/{deviation_id}/decide", pages::deviations::decide),
        post("/contracts/{id}/deviations/{deviation_id}/withdraw", pages::deviations::withdraw),
        post("/contracts/{id}/agreed/{parameter}", pages::deviations::save_number),
        get("/api/v1/contracts/watch", api::depth::watch),
        get("/api/v1/contracts/{id}/renewal", api::depth::renewal),
        put("/api/v1/contracts/{id}/renewal", api::depth::set_renewal),
        get("/api/v1/contracts/{id}/options", api::depth::options),
        post("/api/v1/contracts/{id}/options", api::depth::add_option),
        put("/api/v1/contracts/{id}/options/{option_id}", api::depth::change_option),
        post("/api/v1/contracts/{id}/options/{option_id}/decide", api::depth::decide_option),
        get("/api/v1/contracts/{id}/agreed", api::depth::numbers),
        put("/api/v1/contracts/{id}/agreed/{parameter}", api::depth::set_number),
        get("/api/v1/contracts/{id}/amendments", api::changes::amendments),
        post("/api/v1/contracts/{id}/amendments", api::changes::add_amendment),
        get("/api/v1/contracts/{id}/amendments/{amendment_id}", api::changes::amendment),
        put("/api/v1/contracts/{id}/amendments/{amendment_id}", api::changes::change_amendment),
        post("/api/v1/contracts/{id}/amendments/{amendment_id}/sign", api::changes::sign_amendment),
        post("/api/v1/contracts/{id}/amendments/{amendment_id}/drop", api::changes::drop_amendment),
        get("/api/v1/contracts/{id}/deviations", api::changes::deviations),
        post("/api/v1/contracts/{id}/deviations", api::changes::propose_deviation),
        post("/api/v1/contracts/{id}/deviations/{deviation_id}/decide", api::changes::decide_deviation),
        post("/api/v1/contracts/{id}/deviations/{deviation_id}/withdraw", api::changes::withdraw_deviation),
    ]
}

fn basic_routes() -> Vec<Endpoint> {
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
#[openapi(paths(
    api::list,
    api::add,
    api::find,
    api::change,
    api::clauses,
    api::change_clause,
    api::depth::watch,
    api::depth::renewal,
    api::depth::set_renewal,
    api::depth::options,
    api::depth::add_option,
    api::depth::change_option,
    api::depth::decide_option,
    api::depth::numbers,
    api::depth::set_number,
    api::changes::amendments,
    api::changes::add_amendment,
    api::changes::amendment,
    api::changes::change_amendment,
    api::changes::sign_amendment,
    api::changes::drop_amendment,
    api::changes::deviations,
    api::changes::propose_deviation,
    api::changes::decide_deviation,
    api::changes::withdraw_deviation
))]
struct ApiPart;

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    ApiPart::openapi()
}
