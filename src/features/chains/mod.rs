//! The supply chain: who works for whom under each contract, and what stands behind each of them.

mod actions;
mod api;
mod model;
mod pages;
mod records;
mod rules;
mod store;
pub mod views;
mod whole;

pub use actions::{
    Above, Decision, NewCorrection, NewFollowUp, NewRound, NodeEdit, Signature, Trial, Tried, Untold, add_link,
    check_facts, close_round, confirm_link, criterion_level, decide_correction, depth_limit, edit_link, edit_node,
    end_link, follow_up, node_of_vendor, note_untold, propose, remind_round, set_link_approval, set_terms, sign,
    start_round, sweep, try_link,
};
pub use model::{
    ApprovalState, ChainModel, Child, ConfirmationState, CorrectionKind, CorrectionState, EndLink, FollowUpMethod,
    FollowUpOutcome, GdprRole, LinkAnswer, LinkApproval, LinkFacts, LinkSource, LinkState, NewLink, NewNode,
    NewProcessing, NodeKind, Orphans, TransferMechanism,
};
pub use records::*;
pub use rules::{Fault, FaultKind, Picture};
pub use store::{
    Asked, Behind, BlastRadius, MissingFollowUp, Persons, asked_of_vendor, blast_radius, concentration, find_link,
    find_node, links_of_contract, links_of_node, missing_follow_ups, nodes, processings_of_link, progress, round_page,
    vendor_node,
};
pub use whole::{Whole, of_contract};

use crate::kit::web::{Endpoint, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/chains", pages::overview::show),
        get("/chains/export", pages::overview::export),
        get("/chains/nodes", pages::nodes::list),
        get("/chains/nodes/{id}", pages::nodes::show),
        get("/chains/nodes/{id}/export", pages::nodes::export),
        get("/chains/nodes/{id}/edit", pages::nodes::edit),
        post("/chains/nodes/{id}/edit", pages::nodes::save),
        get("/chains/links/{id}", pages::steps::show),
        get("/chains/links/{id}/edit", pages::links::edit),
        post("/chains/links/{id}/edit", pages::links::save),
        get("/chains/links/{id}/end", pages::steps::end),
        post("/chains/links/{id}/end", pages::steps::save_end),
        post("/chains/links/{id}/approval", pages::steps::approve),
        get("/contracts/{id}/chain", pages::contract::show),
        get("/contracts/{id}/chain/new", pages::links::new),
        post("/contracts/{id}/chain/new", pages::links::create),
        get("/contracts/{id}/chain/terms", pages::contract::terms),
        post("/contracts/{id}/chain/terms", pages::contract::save_terms),
        get("/vendors/{id}/chain", pages::vendor::show),
        get("/chains/rounds", pages::rounds::list),
        get("/chains/rounds/new", pages::rounds::new),
        post("/chains/rounds", pages::rounds::create),
        get("/chains/rounds/{id}", pages::rounds::show),
        post("/chains/rounds/{id}/remind", pages::rounds::remind),
        post("/chains/rounds/{id}/close", pages::rounds::close),
        get("/chains/confirmations/{id}", pages::rounds::confirmation),
        post("/chains/confirmations/{id}/sign", pages::rounds::sign),
        get("/chains/corrections", pages::rounds::waiting),
        post("/chains/corrections/{id}/decide", pages::rounds::decide),
        get("/portal/chain", pages::portal::list),
        get("/portal/chain/{id}", pages::portal::show),
        post("/portal/chain/{id}/sign", pages::portal::sign),
        get("/portal/chain/{id}/proposals/new", pages::portal::proposal),
        post("/portal/chain/{id}/proposals", pages::portal::propose),
        get("/portal/follow-ups", pages::portal::follow_ups),
        post("/portal/follow-ups", pages::portal::register_follow_up),
        get("/api/v1/chains/rounds", api::rounds::list),
        post("/api/v1/chains/rounds", api::rounds::create),
        get("/api/v1/chains/rounds/{id}", api::rounds::show),
        post("/api/v1/chains/rounds/{id}/remind", api::rounds::remind),
        post("/api/v1/chains/rounds/{id}/close", api::rounds::close),
        get("/api/v1/chains/confirmations/{id}", api::rounds::of_region),
        post("/api/v1/chains/confirmations/{id}/sign", api::rounds::sign_by_phone),
        get("/api/v1/chains/corrections", api::rounds::corrections),
        post("/api/v1/chains/corrections/{id}/decide", api::rounds::decide),
        get("/api/v1/chains/follow-ups", api::rounds::follow_ups),
        get("/api/v1/portal/confirmations", api::rounds::portal_list),
        get("/api/v1/portal/confirmations/{id}", api::rounds::portal_show),
        post("/api/v1/portal/confirmations/{id}/sign", api::rounds::sign),
        post("/api/v1/portal/confirmations/{id}/proposals", api::rounds::propose),
        get("/api/v1/portal/follow-ups", api::rounds::portal_follow_ups),
        post("/api/v1/portal/follow-ups", api::rounds::register_follow_up),
        get("/api/v1/chains/links", api::links::list),
        post("/api/v1/chains/links", api::links::create),
        get("/api/v1/chains/links/{id}", api::links::show),
        patch("/api/v1/chains/links/{id}", api::links::change),
        post("/api/v1/chains/links/{id}/end", api::links::end),
        post("/api/v1/chains/links/{id}/approval", api::links::approve),
        get("/api/v1/chains/nodes", api::nodes::list),
        get("/api/v1/chains/nodes/{id}", api::nodes::show),
        patch("/api/v1/chains/nodes/{id}", api::nodes::change),
        get("/api/v1/chains/nodes/{id}/blast-radius", api::nodes::blast_radius),
        get("/api/v1/chains/concentration", api::nodes::concentration),
        get("/api/v1/contracts/{id}/chain", api::of_contract),
        put("/api/v1/contracts/{id}/chain/terms", api::set_terms),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
