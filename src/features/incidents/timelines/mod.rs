//! What is known of an incident, told as a timeline: prepared from its own facts, every entry reviewed for secrecy,
//! published by somebody else, frozen. It is shown to people of the organisation; nothing of it stands on an open page.

mod actions;
mod api;
mod model;
mod pages;
mod paper;
mod records;
mod rules;
mod samples;
mod snapshot;
mod store;
pub mod views;

pub use actions::{
    Choice as PublishingChoice, Heading as TimelineHeading, add_entry as add_timeline_entry,
    edit_heading as edit_timeline, prepare as prepare_timeline, publish as publish_timeline,
    save_entry as save_timeline_entry,
};
pub use model::{TimelineReview, TimelineSource, TimelineState};
pub use records::{Timeline, TimelineEntry, TimelineLine};
pub use rules::EntryEdit as TimelineEdit;
pub use store::entries as timeline_entries;

pub(super) use store::list;

use crate::kit::web::{Endpoint, delete, get, post, put};

/// The timelines' routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        post("/incidents/{id}/timelines", pages::draft::prepare),
        get("/incidents/{id}/timelines/{timeline_id}", pages::draft::show),
        post("/incidents/{id}/timelines/{timeline_id}", pages::draft::save),
        post("/incidents/{id}/timelines/{timeline_id}/refresh", pages::draft::refresh),
        post("/incidents/{id}/timelines/{timeline_id}/publish", pages::draft::publish),
        post("/incidents/{id}/timelines/{timeline_id}/withdraw", pages::draft::withdraw),
        get("/incidents/{id}/timelines/{timeline_id}/entries/new", pages::entry::new),
        post("/incidents/{id}/timelines/{timeline_id}/entries", pages::entry::create),
        get("/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}", pages::entry::edit),
        post("/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}", pages::entry::save),
        post("/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}/remove", pages::entry::remove),
        get("/timelines", pages::published::list),
        get("/timelines/{id}", pages::published::show),
        get("/timelines/{id}/timeline.pdf", pages::published::pdf),
        get("/api/v1/incidents/{id}/timelines", api::list),
        post("/api/v1/incidents/{id}/timelines", api::prepare),
        get("/api/v1/incidents/{id}/timelines/{timeline_id}", api::show),
        put("/api/v1/incidents/{id}/timelines/{timeline_id}", api::edit),
        post("/api/v1/incidents/{id}/timelines/{timeline_id}/refresh", api::refresh),
        post("/api/v1/incidents/{id}/timelines/{timeline_id}/publish", api::publish),
        post("/api/v1/incidents/{id}/timelines/{timeline_id}/withdraw", api::withdraw),
        post("/api/v1/incidents/{id}/timelines/{timeline_id}/entries", api::add_entry),
        put("/api/v1/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}", api::save_entry),
        delete("/api/v1/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}", api::remove_entry),
        get("/api/v1/timelines", api::published::list_published),
        get("/api/v1/timelines/{id}", api::published::published),
        get("/api/v1/timelines/{id}/timeline.pdf", api::published::paper),
    ]
}

/// The timelines' part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
