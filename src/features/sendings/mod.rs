//! Sendings: one self-assessment to each of many vendors, how far each has come, and the reminders of whatever is not
//! handed in.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod parameters;
mod progress;
mod records;
mod rules;
mod samples;
mod store;
pub mod views;

pub use actions::{
    Candidate, Handed, NewSending, SelectionEdit, SettingsEdit, candidates, change_settings, discard, draft, edit,
    hand_link, leave_out, open_link, pause, reminding, resume, retry, send_batch, send_some, start, stop, sweep,
    take_all_again,
};
pub use model::*;
pub use pages::set_title;
pub use parameters::SendingTerms;
pub use progress::{MailPreview, ReceiverLine};
pub use records::{Receiver, Sending};
pub use store::{SendingFilter, find, list, list_receivers, tally};

use crate::kit::web::{Endpoint, get, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use pages::{edit, list, settings, show, steps};
    vec![
        get("/sendings", list::list),
        post("/sendings", edit::create),
        get("/sendings/new", edit::new),
        get("/sendings/settings", settings::show),
        post("/sendings/settings", settings::save),
        get("/sendings/{id}", show::show),
        get("/sendings/{id}/edit", edit::form),
        post("/sendings/{id}/edit", edit::save),
        post("/sendings/{id}/start", steps::start),
        post("/sendings/{id}/pause", steps::pause),
        post("/sendings/{id}/resume", steps::resume),
        post("/sendings/{id}/stop", steps::stop),
        post("/sendings/{id}/retry", steps::retry),
        post("/sendings/{id}/discard", steps::discard),
        post("/sendings/{id}/leave-out", steps::leave_out),
        post("/sendings/{id}/receivers/{receiver_id}/link", steps::link),
        get("/portal/sent/{id}", list::open),
        get("/api/v1/sendings", api::list),
        post("/api/v1/sendings", api::create),
        get("/api/v1/sendings/{id}", api::show),
        put("/api/v1/sendings/{id}", api::change),
        get("/api/v1/sendings/{id}/preview", api::preview),
        get("/api/v1/sendings/{id}/receivers", api::receivers),
        post("/api/v1/sendings/{id}/start", api::start),
        post("/api/v1/sendings/{id}/pause", api::pause),
        post("/api/v1/sendings/{id}/resume", api::resume),
        post("/api/v1/sendings/{id}/stop", api::stop),
        post("/api/v1/sendings/{id}/retry", api::retry),
        post("/api/v1/sendings/{id}/discard", api::discard),
        post("/api/v1/sendings/{id}/leave-out", api::leave_out),
        post("/api/v1/sendings/{id}/receivers/{receiver_id}/link", api::link),
        get("/api/v1/sending-settings", api::settings),
        put("/api/v1/sending-settings", api::put_settings),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}

/// The feature's background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(jobs::BATCH, jobs::sending_batch)]
}
