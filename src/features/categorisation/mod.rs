//! Categorisation in depth: triggers and proposals, models tried against the portfolio and
//! published, campaigns, capacity and sensitivity. The models themselves are the feature `tiering`.

mod actions;
mod api;
mod pages;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    Applied, Decision, LineEdit, NewRound, apply, apply_due, assign, close, decide, discard, draft, edit, edit_line,
    lapsed_due, publish, remind, remind_due, renew_due, retier, start, trigger, waiting,
};
pub use records::*;
pub use rules::{DryRun, Load, Shift, dry_run, load, sensitivity};
pub use store::{LineFilter, LineState, Progress, ProposalFilter, lines, open_rounds, progress, proposals, standings};

pub use crate::features::tiering::Trigger;

use crate::base::Result;
use crate::kit::App;
use crate::kit::web::{Endpoint, get, post, put};
use chrono::{DateTime, Utc};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/categorisation", pages::overview::show),
        get("/tier-proposals", pages::proposals::list),
        get("/tier-proposals/{id}", pages::proposals::show),
        post("/tier-proposals/{id}/decide", pages::proposals::decide),
        get("/tiering-models", pages::models::list),
        post("/tiering-models", pages::models::draft),
        get("/tiering-models/version", pages::models::version),
        get("/tiering-models/{id}", pages::models::show),
        get("/tiering-models/{id}/edit", pages::model_edit::edit),
        post("/tiering-models/{id}/edit", pages::model_edit::save),
        get("/tiering-models/{id}/dry-run", pages::dry_run::show),
        get("/tiering-models/{id}/dry-run/export", pages::dry_run::export),
        post("/tiering-models/{id}/publish", pages::models::publish),
        post("/tiering-models/{id}/discard", pages::models::discard),
        get("/categorisation-rounds", pages::rounds::list),
        get("/categorisation-rounds/new", pages::rounds::new),
        post("/categorisation-rounds", pages::rounds::create),
        get("/categorisation-rounds/{id}", pages::rounds::show),
        post("/categorisation-rounds/{id}/assign", pages::rounds::assign),
        post("/categorisation-rounds/{id}/remind", pages::rounds::remind),
        post("/categorisation-rounds/{id}/close", pages::rounds::close),
        get("/categorisation-rounds/{id}/round-lines/{line_id}", pages::rounds::line),
        post("/categorisation-rounds/{id}/round-lines/{line_id}", pages::rounds::save_line),
        get("/capacity", pages::capacity::show),
        get("/api/v1/tier-proposals", api::proposals::list),
        get("/api/v1/tier-proposals/{id}", api::proposals::show),
        post("/api/v1/tier-proposals/{id}/decide", api::proposals::decide),
        get("/api/v1/tiering-models", api::models::list),
        post("/api/v1/tiering-models", api::models::draft),
        get("/api/v1/tiering-models/{id}", api::models::show),
        put("/api/v1/tiering-models/{id}", api::models::change),
        get("/api/v1/tiering-models/{id}/dry-run", api::models::dry_run),
        post("/api/v1/tiering-models/{id}/publish", api::models::publish),
        post("/api/v1/tiering-models/{id}/discard", api::models::discard),
        get("/api/v1/categorisation-rounds", api::rounds::list),
        post("/api/v1/categorisation-rounds", api::rounds::start),
        get("/api/v1/categorisation-rounds/{id}", api::rounds::show),
        get("/api/v1/categorisation-rounds/{id}/round-lines", api::rounds::lines),
        post("/api/v1/categorisation-rounds/{id}/assign", api::rounds::assign),
        put("/api/v1/categorisation-rounds/{id}/round-lines/{line_id}", api::rounds::change_line),
        post("/api/v1/categorisation-rounds/{id}/remind", api::rounds::remind),
        post("/api/v1/categorisation-rounds/{id}/close", api::rounds::close),
        get("/api/v1/capacity", api::capacity::show),
        get("/api/v1/capacity/sensitivity", api::capacity::sensitivity),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}

/// The feature's background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(actions::APPLY, actions::apply_job)]
}

/// What time itself changes: models that come into force, judgements to renew, certificates that have lapsed,
/// campaigns that remind.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    apply_due(app, now)?;
    renew_due(app, now)?;
    lapsed_due(app, now)?;
    remind_due(app, now)
}
