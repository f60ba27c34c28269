//! Before the meeting: what each side sees and prepares. The vendor answers items and proposes new ones; the region
//! accepts or declines with a reason.

mod actions;
mod api;
mod pages;
mod reading;
mod records;
mod store;
pub mod views;

pub use actions::{
    NewProposal, accept_proposal, carry_over, decline_proposal, prepare_answer, propose_item, withdraw_proposal,
};
pub use api::Description;
pub use reading::{Preparation, preparation};
pub use records::{AgendaProposal, PreparedAnswer, ProposalState};
pub use store::{answer_of, proposals, waiting_proposals};

use crate::kit::web::{Endpoint, get, post, put};

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/dialogues/{id}/prepare", pages::region),
        post("/agenda-proposals/{id}/accept", pages::accept),
        post("/agenda-proposals/{id}/decline", pages::decline),
        get("/portal/dialogues/{id}/prepare", pages::vendor),
        post("/portal/dialogues/{id}/items/{item_id}", pages::answer),
        post("/portal/dialogues/{id}/proposals", pages::propose),
        post("/portal/agenda-proposals/{id}/withdraw", pages::withdraw),
        get("/api/v1/dialogues/{id}/preparation", api::preparation),
        put("/api/v1/dialogues/{id}/items/{item_id}/prepared", api::answer),
        post("/api/v1/dialogues/{id}/proposals", api::propose),
        post("/api/v1/agenda-proposals/{id}/accept", api::accept),
        post("/api/v1/agenda-proposals/{id}/decline", api::decline),
        post("/api/v1/agenda-proposals/{id}/withdraw", api::withdraw),
    ]
}
