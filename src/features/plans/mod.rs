//! Action plans (domain.md 1.3 rows 19, 20, 22 and 35 to 38): made from a review's findings in one step or from a
//! template, read by both parties, decided as frozen versions; and why findings came about.

mod actions;
mod api;
mod model;
mod pages;
mod paper;
mod records;
mod rules;
mod snapshot;
mod store;
mod templates;
pub mod views;
mod whole;

pub use actions::{
    CauseInput, DecisionInput, LeftOut, LineEdit, NewLine, NewPlan, PlanEdit, add, add_line, close, decide, edit,
    edit_line, focus, from_review, remove_line, set_cause, share, take_in,
};
pub use model::*;
pub use records::*;
pub use rules::{Comparison, FieldChange, LineChange, LineDifference, compare};
pub use snapshot::{FrozenDecision, FrozenFinding, FrozenLine, FrozenPlan};
pub use store::{PlanFilter, cause_of, decisions_of, find, find_decision, list, of_vendor};
pub use templates::{PlanTemplate, PlanTemplates};
pub use whole::{Standing, Whole, WholeLine, open, standings};

use crate::kit::web::{Endpoint, delete, get, patch, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/plans", pages::list::list),
        post("/plans", pages::form::create),
        get("/plans/new", pages::form::new),
        get("/plans/{id}", pages::show::show),
        get("/plans/{id}/edit", pages::form::edit),
        post("/plans/{id}/edit", pages::form::save),
        get("/plans/{id}/add", pages::lines::add_form),
        post("/plans/{id}/add", pages::lines::add),
        post("/plans/{id}/take-in", pages::lines::take_in),
        get("/plans/{id}/plan-actions/{line_id}", pages::lines::edit),
        post("/plans/{id}/plan-actions/{line_id}", pages::lines::save),
        post("/plans/{id}/plan-actions/{line_id}/remove", pages::lines::remove),
        post("/plans/{id}/share", pages::changing::share),
        post("/plans/{id}/close", pages::changing::close),
        post("/plans/{id}/focus", pages::changing::focus),
        get("/plans/{id}/decide", pages::changing::decide_form),
        post("/plans/{id}/decide", pages::changing::decide),
        get("/plans/{id}/compare", pages::comparing::compare),
        get("/plans/{id}/plan.pdf", pages::pdf),
        post("/reviews/{id}/plan", pages::form::from_review),
        get("/findings/{id}/cause", pages::causes::show),
        post("/findings/{id}/cause", pages::causes::save),
        get("/portal/plans", pages::portal::list),
        get("/portal/plans/{id}", pages::portal::show),
        get("/portal/plans/{id}/plan.pdf", pages::pdf),
        get("/api/v1/plan-templates", api::templates::list),
        get("/api/v1/plans", api::plans::list),
        post("/api/v1/plans", api::plans::create),
        get("/api/v1/plans/{id}", api::plans::show),
        patch("/api/v1/plans/{id}", api::plans::change),
        post("/api/v1/plans/{id}/share", api::plans::share),
        post("/api/v1/plans/{id}/close", api::plans::close),
        post("/api/v1/plans/{id}/focus", api::plans::focus),
        post("/api/v1/plans/{id}/plan-actions", api::lines::add),
        post("/api/v1/plans/{id}/take-in", api::lines::take_in),
        put("/api/v1/plans/{id}/plan-actions/{line_id}", api::lines::change),
        delete("/api/v1/plans/{id}/plan-actions/{line_id}", api::lines::remove),
        post("/api/v1/plans/{id}/decide", api::decisions::decide),
        get("/api/v1/plans/{id}/compare", api::decisions::compare),
        get("/api/v1/plans/{id}/plan.pdf", api::decisions::paper),
        post("/api/v1/reviews/{id}/plan", api::reviews::from_review),
        get("/api/v1/findings/{id}/cause", api::causes::show),
        put("/api/v1/findings/{id}/cause", api::causes::put_cause),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}
