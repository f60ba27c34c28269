//! What dialogues have decided: carried forward from meeting to meeting, with its age, until it has been carried out.

mod actions;
mod api;
mod pages;
mod records;
mod store;
pub mod views;

pub use actions::{carry_out, withdraw_decision};
pub use api::Description;
pub use records::{DecisionState, MeetingDecision};
pub use store::{DecisionFilter, find as find_decision, list as list_decisions, open_of_contract};

pub(super) use actions::{carried, keep};

use crate::kit::web::{Endpoint, get, post};

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/meeting-decisions", pages::list),
        post("/meeting-decisions/{id}/carry-out", pages::carry_out),
        post("/meeting-decisions/{id}/withdraw", pages::withdraw),
        get("/api/v1/meeting-decisions", api::list),
        post("/api/v1/meeting-decisions/{id}/carry-out", api::carry_out),
        post("/api/v1/meeting-decisions/{id}/withdraw", api::withdraw),
    ]
}
