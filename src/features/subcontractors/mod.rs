//! Approval of subcontractors: applying, reviewing, deciding, objecting, and ending (domain.md 9).

mod actions;
mod api;
mod effect;
mod flowing;
mod letter;
mod model;
mod pages;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    CaseInput, ClaimInput, EndInput, Judged, ReviewInput, Ruled, SameAs, ask_completion, attach, begin, change, claim,
    create, decide, edit, emergency, end, object, propose, review, revoke, set_terms, submit, sweep,
};
pub use flowing::{Flow, FlowCounts, set_flow};
pub use letter::Letter;
pub use model::*;
pub use records::*;
pub use rules::decision_due;
pub use store::{CaseFilter, find, list, rulings};

use crate::kit::web::{Endpoint, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    [region_routes(), portal_routes(), api_routes()].into_iter().flatten().collect()
}

fn region_routes() -> Vec<Endpoint> {
    vec![
        get("/subcontracts", pages::list::list),
        post("/subcontracts", pages::apply::create),
        get("/subcontracts/new", pages::apply::new),
        get("/subcontracts/export", pages::list::export),
        get("/subcontracts/{id}", pages::show::show),
        get("/subcontracts/{id}/edit", pages::apply::edit),
        post("/subcontracts/{id}/edit", pages::apply::save),
        get("/subcontracts/{id}/claims", pages::apply::claims),
        post("/subcontracts/{id}/claims", pages::apply::save_claims),
        post("/subcontracts/{id}/files", pages::apply::attach),
        get("/subcontracts/{id}/case-files/{file_id}", pages::apply::file),
        post("/subcontracts/{id}/submit", pages::apply::submit),
        post("/subcontracts/{id}/begin", pages::show::begin),
        get("/subcontracts/{id}/case-reviews/{kind}", pages::steps::review),
        post("/subcontracts/{id}/case-reviews/{kind}", pages::steps::save_review),
        get("/subcontracts/{id}/completion", pages::steps::step),
        post("/subcontracts/{id}/completion", pages::steps::take_step),
        get("/subcontracts/{id}/propose", pages::steps::step),
        post("/subcontracts/{id}/propose", pages::steps::take_step),
        get("/subcontracts/{id}/decide", pages::steps::step),
        post("/subcontracts/{id}/decide", pages::steps::take_step),
        get("/subcontracts/{id}/emergency", pages::steps::step),
        post("/subcontracts/{id}/emergency", pages::steps::take_step),
        get("/subcontracts/{id}/object", pages::steps::step),
        post("/subcontracts/{id}/object", pages::steps::take_step),
        get("/subcontracts/{id}/revoke", pages::steps::step),
        post("/subcontracts/{id}/revoke", pages::steps::take_step),
        get("/subcontracts/{id}/end", pages::steps::step),
        post("/subcontracts/{id}/end", pages::steps::take_step),
        get("/subcontracts/{id}/change", pages::steps::step),
        post("/subcontracts/{id}/change", pages::steps::take_step),
        get("/subcontracts/{id}/letter.pdf", pages::show::letter),
        post("/subcontract-terms/{contract_id}", pages::show::terms),
        get("/contracts/{id}/flow-down", pages::flow_down::show),
        post("/contracts/{id}/flow-down", pages::flow_down::save),
    ]
}

fn portal_routes() -> Vec<Endpoint> {
    vec![
        get("/portal/subcontracts", pages::list::list),
        post("/portal/subcontracts", pages::apply::create),
        get("/portal/subcontracts/new", pages::apply::new),
        get("/portal/subcontracts/{id}", pages::portal::show),
        get("/portal/subcontracts/{id}/edit", pages::apply::edit),
        post("/portal/subcontracts/{id}/edit", pages::apply::save),
        get("/portal/subcontracts/{id}/claims", pages::apply::claims),
        post("/portal/subcontracts/{id}/claims", pages::apply::save_claims),
        post("/portal/subcontracts/{id}/files", pages::apply::attach),
        get("/portal/subcontracts/{id}/case-files/{file_id}", pages::apply::file),
        post("/portal/subcontracts/{id}/submit", pages::apply::submit),
        get("/portal/subcontracts/{id}/change", pages::steps::step),
        post("/portal/subcontracts/{id}/change", pages::steps::take_step),
        get("/portal/subcontracts/{id}/letter.pdf", pages::show::letter),
    ]
}

fn api_routes() -> Vec<Endpoint> {
    vec![
        get("/api/v1/subcontracts", api::list),
        post("/api/v1/subcontracts", api::create),
        get("/api/v1/subcontracts/{id}", api::show),
        patch("/api/v1/subcontracts/{id}", api::change),
        put("/api/v1/subcontracts/{id}/claims", api::claims),
        post("/api/v1/subcontracts/{id}/files", api::attach),
        get("/api/v1/subcontracts/{id}/case-files/{file_id}", api::file),
        post("/api/v1/subcontracts/{id}/submit", api::steps::submit),
        post("/api/v1/subcontracts/{id}/begin", api::steps::begin),
        post("/api/v1/subcontracts/{id}/completion", api::steps::completion),
        put("/api/v1/subcontracts/{id}/case-reviews/{kind}", api::steps::review),
        post("/api/v1/subcontracts/{id}/propose", api::steps::propose),
        post("/api/v1/subcontracts/{id}/decide", api::steps::decide),
        post("/api/v1/subcontracts/{id}/emergency", api::steps::emergency),
        post("/api/v1/subcontracts/{id}/object", api::steps::object),
        post("/api/v1/subcontracts/{id}/revoke", api::steps::revoke),
        post("/api/v1/subcontracts/{id}/end", api::steps::end),
        post("/api/v1/subcontracts/{id}/change", api::steps::renew),
        get("/api/v1/subcontracts/{id}/letter.pdf", api::steps::letter),
        put("/api/v1/subcontract-terms/{contract_id}", api::steps::terms),
        get("/api/v1/contracts/{id}/flow-down", api::flow_down::flow_down),
        put("/api/v1/contracts/{id}/flow-down", api::flow_down::set_flow_down),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
