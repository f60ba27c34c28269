//! Incidents and tips: who is touched through the chain, which clocks run, how much was exposed, what it led to.
//! Everything in it is the region's own; no vendor sees any of it.

mod actions;
mod api;
mod clocks;
mod model;
mod pages;
mod records;
mod rules;
mod store;
mod timelines;
pub mod views;

pub use actions::{
    Assessed, Edit, NewIncident, acknowledge, add_figure, add_party, assess, edit, notify, record_report, refresh,
    register, set_state,
};
pub use clocks::{ClockKey, ClockModel, Standing};
pub use model::*;
pub use records::*;
pub use rules::Figure;
pub use store::{IncidentFilter, find, list, parties};
pub use timelines::{
    PublishingChoice, Timeline, TimelineEdit, TimelineEntry, TimelineHeading, TimelineLine, TimelineReview,
    TimelineSource, TimelineState, add_timeline_entry, edit_timeline, prepare_timeline, publish_timeline,
    save_timeline_entry, timeline_entries,
};

use crate::kit::web::{Endpoint, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    let mut all = vec![
        get("/incidents", pages::list::list),
        get("/incidents/new", pages::edit::new),
        post("/incidents", pages::edit::create),
        get("/incidents/{id}", pages::show::show),
        get("/incidents/{id}/edit", pages::edit::edit),
        post("/incidents/{id}/edit", pages::edit::save),
        post("/incidents/{id}/state", pages::show::set_state),
        post("/incidents/{id}/notify", pages::show::notify),
        post("/incidents/{id}/refresh", pages::show::refresh),
        post("/incidents/{id}/parties", pages::show::add_party),
        post("/incidents/{id}/parties/{party_id}/acknowledge", pages::show::acknowledge),
        post("/incidents/{id}/consequences", pages::show::assess),
        get("/incidents/{id}/reports/{clock}", pages::steps::report),
        post("/incidents/{id}/reports/{clock}", pages::steps::save_report),
        get("/incidents/{id}/exposures/new", pages::steps::figure),
        post("/incidents/{id}/exposures", pages::steps::save_figure),
        get("/api/v1/incidents", api::list),
        post("/api/v1/incidents", api::create),
        get("/api/v1/incidents/{id}", api::show),
        patch("/api/v1/incidents/{id}", api::change),
        post("/api/v1/incidents/{id}/state", api::steps::set_state),
        post("/api/v1/incidents/{id}/notify", api::steps::notify),
        post("/api/v1/incidents/{id}/refresh", api::steps::refresh),
        post("/api/v1/incidents/{id}/parties", api::steps::add_party),
        post("/api/v1/incidents/{id}/parties/{party_id}/acknowledge", api::steps::acknowledge),
        put("/api/v1/incidents/{id}/reports/{clock}", api::steps::record_report),
        post("/api/v1/incidents/{id}/exposures", api::steps::add_figure),
        put("/api/v1/incidents/{id}/consequences", api::steps::assess),
    ];
    all.extend(timelines::routes());
    all
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    let mut document = api::Description::openapi();
    document.merge(timelines::api_part());
    document
}
