//! The follow-up itself: the plan of each contract, the series of its meetings, what a month of the whole portfolio
//! looked like, and what becomes of a meeting that nobody held.

mod actions;
mod api;
mod jobs;
mod model;
mod pages;
mod parameters;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    change_line, make_plan, make_some, mark_done, month_batch, note_done, settle, start_run, sweep_plans,
    sweep_skipped, write_zip,
};
pub use model::*;
pub use parameters::MeetingTerms;
pub use records::{FollowUpLine, FollowUpPlan, MonthRun, RunFile, SkippedDialogue};
pub use rules::{Chart, MeetingFigures};
pub use store::months::{
    MissingRow, MonthFigures, MonthRow, SlipRow, UNCALLED, dialogues_of, figures, missing_of, series, slips,
};
pub use store::plans::{LineFilter, ListedLine, count_lines, find_line, lines_of, list_lines, plan_of};
pub use store::runs::{find as find_run, list as list_runs, tally as tally_runs};
pub use store::skipped::open as open_skipped;

use crate::base::Result;
use crate::features::contracts;
use crate::kit::App;
use crate::kit::web::{Endpoint, get, post};
use chrono::{DateTime, Utc};

/// The feature's routes, with those of agenda templates, decisions and preparation; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use pages::{follow_up, months, runs, series};
    let mut all = super::dialogues::meeting_routes();
    all.extend([
        get("/follow-up", follow_up::list),
        get("/follow-up/{id}", follow_up::line),
        post("/follow-up/{id}/done", follow_up::done),
        post("/follow-up/{id}/move", follow_up::change),
        get("/contracts/{id}/follow-up", follow_up::of_contract),
        post("/contracts/{id}/follow-up", follow_up::make),
        get("/contracts/{id}/meetings", series::show),
        get("/meetings", months::show),
        get("/month-runs", runs::list),
        post("/month-runs", runs::start),
        get("/month-runs/{id}", runs::show),
        get("/month-runs/{id}/zip", runs::zip),
        get("/api/v1/follow-up", api::follow_up::list),
        post("/api/v1/follow-up/{id}/done", api::follow_up::done),
        post("/api/v1/follow-up/{id}/move", api::follow_up::change),
        get("/api/v1/contracts/{id}/follow-up", api::follow_up::of_contract),
        post("/api/v1/contracts/{id}/follow-up", api::follow_up::make),
        get("/api/v1/contracts/{id}/meetings", api::months::series),
        get("/api/v1/meetings", api::months::show),
        get("/api/v1/meetings/figures", api::months::figures),
        get("/api/v1/month-runs", api::runs::list),
        post("/api/v1/month-runs", api::runs::start),
        get("/api/v1/month-runs/{id}", api::runs::show),
        get("/api/v1/month-runs/{id}/zip", api::runs::zip),
    ]);
    all
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    let mut all = super::dialogues::meeting_api_part();
    all.merge(api::Description::openapi());
    all
}

/// The feature's background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(jobs::MONTH_RUN, jobs::month_run), (contracts::CONTRACT_ADDED, jobs::contract_added)]
}

/// Plans that are missing or out of date are made, what has been done is noted, and skipped meetings are told.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let parts: [super::Sweep; 2] = [actions::sweep_plans, actions::sweep_skipped];
    crate::kit::sweep::for_each(parts, |part| part(app, now))
}
