//! The escalation ladder (domain.md 7.1 and 1.3 row 76): what was escalated, each decided step of it (letter for correction,
//! penalty, management, board) with who decided and why, the letter to the vendor and the memo to the board. What nobody
//! touches escalates by itself (row 56). The vendor sees its letters and their deadlines, and nothing else.

mod actions;
mod api;
mod ladder;
mod model;
mod pages;
mod paper;
mod records;
mod rules;
mod store;
mod verify;
pub mod views;

pub use actions::{
    NewEscalation, NewOutcome, NewStep, close, decide, open, open_for_cancelled, open_for_skipped, record_outcome,
    sweep,
};
pub use ladder::{Ladder, Rung};
pub use model::{LadderCause, LadderDirection, LadderOrigin};
pub use paper::{Agreement, Letter, Party};
pub use records::{Escalation, Step};
pub use rules::Said;
pub use store::{Filter, escalation_of_step, find, list, open_of_origins, steps};
pub use verify::{BrokenStep, sent_letter, verify_all, verify_every_client};

use crate::kit::web::{Endpoint, get, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/escalations", pages::list::list),
        get("/escalations/new", pages::list::new),
        get("/escalations/export", pages::export::export),
        post("/escalations", pages::list::create),
        get("/escalations/{id}", pages::show::show),
        post("/escalations/{id}/steps", pages::show::decide),
        post("/escalations/{id}/close", pages::show::close),
        post("/escalations/{id}/steps/{step_id}/outcome", pages::show::outcome),
        get("/escalations/{id}/steps/{step_id}/letter.pdf", pages::papers::letter),
        get("/escalations/{id}/steps/{step_id}/memo.pdf", pages::papers::memo_pdf),
        get("/escalations/{id}/steps/{step_id}/memo.docx", pages::papers::memo_docx),
        get("/portal/letters", pages::portal::list),
        get("/portal/letters/{id}/letter.pdf", pages::portal::letter),
        get("/api/v1/escalations", api::list),
        post("/api/v1/escalations", api::create),
        get("/api/v1/escalations/{id}", api::show),
        post("/api/v1/escalations/{id}/steps", api::decide),
        post("/api/v1/escalations/{id}/close", api::close),
        post("/api/v1/escalations/{id}/steps/{step_id}/outcome", api::outcome),
        get("/api/v1/escalations/{id}/steps/{step_id}/letter.pdf", api::letter),
        get("/api/v1/escalations/{id}/steps/{step_id}/memo.pdf", api::memo_pdf),
        get("/api/v1/escalations/{id}/steps/{step_id}/memo.docx", api::memo_docx),
        get("/api/v1/letters", api::letters),
        get("/api/v1/letters/{id}/letter.pdf", api::own_letter),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}
