//! Reviews of services: campaigns in which each service gets a risk analysis and a decision, and spot checks
//! by lot (domain.md 1.3 rows 54, 71-80).

mod actions;
mod api;
mod comparison;
mod model;
mod pages;
mod paper;
mod parameters;
mod records;
mod rules;
mod snapshot;
mod store;
pub mod views;

pub use actions::{
    Assignment, CampaignEdit, Decided, Memo, MemoRow, NewCampaign, NewCheck, RowSaid, Seen, add_author, add_measure,
    add_services, assign, close, close_check, decide, draw, draws_the_same, edit, issue, open_actions, open_finding_of,
    record, remind, remove, remove_measure, revise, send_back, set_ready, start, sweep, write,
};
pub use model::*;
pub use records::*;
pub use snapshot::{FrozenAnalysis, MemoBreach, MemoCosts};
pub use store::{
    AnalysisFilter, all_analyses, find, find_analysis, find_check, items, list_analyses, measures, memos, running,
};

use crate::kit::web::{Endpoint, delete, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/service-campaigns", pages::campaigns::list),
        get("/service-campaigns/new", pages::campaigns::new),
        post("/service-campaigns", pages::campaigns::create),
        get("/service-campaigns/{id}", pages::campaigns::show),
        get("/service-campaigns/{id}/edit", pages::campaigns::edit),
        post("/service-campaigns/{id}/edit", pages::campaigns::save),
        get("/service-campaigns/{id}/export", pages::export::analyses),
        post("/service-campaigns/{id}/assign", pages::assigning::assign),
        get("/service-campaigns/{id}/services", pages::assigning::services),
        post("/service-campaigns/{id}/services", pages::assigning::add_services),
        post("/service-campaigns/{id}/remind", pages::campaigns::remind),
        post("/service-campaigns/{id}/close", pages::campaigns::close),
        post("/service-campaigns/{id}/board-memos", pages::campaigns::issue),
        get("/service-campaigns/{id}/board-memos/{memo_id}/memo.pdf", pages::campaigns::memo),
        get("/service-analyses/{id}", pages::analyses::show),
        get("/service-analyses/{id}/edit", pages::analyses::edit),
        post("/service-analyses/{id}/edit", pages::analyses::save),
        post("/service-analyses/{id}/co-authors", pages::deciding::add_author),
        post("/service-analyses/{id}/compensations", pages::deciding::add_measure),
        post("/service-analyses/{id}/compensations/{measure_id}/remove", pages::deciding::remove_measure),
        post("/service-analyses/{id}/ready", pages::deciding::ready),
        post("/service-analyses/{id}/back", pages::deciding::send_back),
        post("/service-analyses/{id}/decide", pages::deciding::decide),
        post("/service-analyses/{id}/revise", pages::deciding::revise),
        post("/service-analyses/{id}/remove", pages::deciding::remove),
        post("/service-analyses/{id}/actions", pages::deciding::open_actions),
        get("/spot-checks", pages::checks::list),
        get("/spot-checks/new", pages::checks::new),
        post("/spot-checks", pages::checks::create),
        get("/spot-checks/{id}", pages::checks::show),
        post("/spot-checks/{id}/draw-again", pages::checks::draw_again),
        post("/spot-checks/{id}/close", pages::checks::close),
        get("/spot-checks/{id}/drawn/{item_id}", pages::checks::item),
        post("/spot-checks/{id}/drawn/{item_id}", pages::checks::record),
        post("/spot-checks/{id}/drawn/{item_id}/finding", pages::checks::finding),
        get("/api/v1/service-campaigns", api::campaigns::list),
        post("/api/v1/service-campaigns", api::campaigns::create),
        get("/api/v1/service-campaigns/{id}", api::campaigns::show),
        patch("/api/v1/service-campaigns/{id}", api::campaigns::change),
        get("/api/v1/service-campaigns/{id}/analyses", api::campaigns::analyses),
        post("/api/v1/service-campaigns/{id}/services", api::campaigns::add_services),
        post("/api/v1/service-campaigns/{id}/assign", api::campaigns::assign),
        post("/api/v1/service-campaigns/{id}/remind", api::campaigns::remind),
        post("/api/v1/service-campaigns/{id}/close", api::campaigns::close),
        get("/api/v1/service-campaigns/{id}/board-memos", api::campaigns::memos),
        post("/api/v1/service-campaigns/{id}/board-memos", api::campaigns::issue),
        get("/api/v1/service-campaigns/{id}/board-memos/{memo_id}/memo.pdf", api::campaigns::memo),
        get("/api/v1/service-analyses/{id}", api::analyses::show),
        patch("/api/v1/service-analyses/{id}", api::analyses::change),
        post("/api/v1/service-analyses/{id}/co-authors", api::analyses::add_author),
        post("/api/v1/service-analyses/{id}/compensations", api::analyses::add_measure),
        delete("/api/v1/service-analyses/{id}/compensations/{measure_id}", api::analyses::remove_measure),
        post("/api/v1/service-analyses/{id}/ready", api::analyses::ready),
        post("/api/v1/service-analyses/{id}/back", api::analyses::send_back),
        post("/api/v1/service-analyses/{id}/decide", api::analyses::decide),
        post("/api/v1/service-analyses/{id}/revise", api::analyses::revise),
        post("/api/v1/service-analyses/{id}/remove", api::analyses::remove),
        post("/api/v1/service-analyses/{id}/actions", api::analyses::open_actions),
        get("/api/v1/spot-checks", api::checks::list),
        post("/api/v1/spot-checks", api::checks::create),
        get("/api/v1/spot-checks/{id}", api::checks::show),
        post("/api/v1/spot-checks/{id}/draw-again", api::checks::draw_again),
        post("/api/v1/spot-checks/{id}/close", api::checks::close),
        put("/api/v1/spot-checks/{id}/drawn/{item_id}", api::checks::record),
        post("/api/v1/spot-checks/{id}/drawn/{item_id}/finding", api::checks::finding),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
