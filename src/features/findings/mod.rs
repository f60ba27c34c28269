//! What falls short of a requirement, and the actions that put it right.

mod actions;
mod api;
mod calendar;
mod due_days;
mod model;
mod pages;
mod parameters;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    ActionEdit, BulkChange, FindingEdit, NewAction, NewEffect, NewFinding, cancel, change_one, check_effect,
    close_finding, edit_action, edit_finding, finding_of_clause, open_action, open_finding, open_internal,
    open_planned, postpone, reopen_finding, report_done, reveal, reveal_one, set_priority, start, tie_action, verify,
};
pub use due_days::{DueDaysInput, follow_up_model, set_due_days};
pub use model::{ActionDates, ActionStatus, EffectResult, PlanPlace, Postponed, Responsible, Severity};
pub use pages::owners;
pub use parameters::EffectModel;
pub use records::*;
pub use rules::{default_due_on, is_open, is_overdue};
pub use store::{
    actions_by_ids, actions_of_finding, actions_of_vendor, checks_of_action, find_action, find_finding,
    findings_of_origin, findings_of_vendor, made_from, open_actions_of_contract, postponements_of,
};

use crate::kit::web::{Endpoint, get, patch, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/due-days", pages::due_days::show),
        post("/due-days", pages::due_days::save),
        get("/api/v1/due-days", api::due_days::list),
        post("/api/v1/due-days", api::due_days::set),
        get("/findings", pages::findings::list),
        post("/findings", pages::findings::create),
        get("/findings/new", pages::findings::new),
        get("/findings/export", pages::export::findings),
        get("/findings/suggested", pages::suggested::list),
        get("/findings/{id}", pages::findings::show),
        get("/findings/{id}/edit", pages::findings::edit),
        post("/findings/{id}/edit", pages::findings::save),
        post("/findings/{id}/actions", pages::findings::add_action),
        post("/findings/{id}/close", pages::findings::close),
        post("/findings/{id}/reopen", pages::findings::reopen),
        post("/contracts/{id}/clauses/{clause_id}/finding", pages::suggested::create),
        get("/actions", pages::actions::list),
        get("/actions/export", pages::export::actions),
        get("/actions/board", pages::board::show),
        post("/actions/board", pages::board::move_card),
        get("/actions/timeline", pages::spread::timeline),
        get("/actions/month", pages::spread::month),
        post("/actions/bulk", pages::bulk::change),
        get("/effect-checks", pages::effects::list),
        get("/effect-checks/{id}", pages::effects::show),
        post("/effect-checks/{id}", pages::effects::check),
        post("/effect-checks/{id}/evidence", pages::effects::attach),
        get("/effect-checks/{id}/evidence/{attachment_id}", pages::effects::file),
        get("/actions/{id}", pages::actions::show),
        get("/actions/{id}/edit", pages::actions::edit),
        post("/actions/{id}/edit", pages::actions::save),
        post("/actions/{id}/start", pages::actions::start),
        post("/actions/{id}/report", pages::actions::report),
        post("/actions/{id}/verify", pages::actions::verify),
        post("/actions/{id}/cancel", pages::actions::cancel),
        post("/actions/{id}/postpone", pages::actions::postpone),
        post("/actions/{id}/reveal", pages::actions::reveal),
        post("/actions/{id}/evidence", pages::actions::attach),
        get("/actions/{id}/evidence/{attachment_id}", pages::actions::download),
        get("/actions/{id}/calendar.ics", pages::actions::to_calendar),
        get("/portal/actions", pages::portal::list),
        get("/portal/actions/{id}", pages::portal::show),
        post("/portal/actions/{id}/start", pages::portal::start),
        post("/portal/actions/{id}/report", pages::portal::report),
        post("/portal/actions/{id}/evidence", pages::portal::attach),
        get("/portal/actions/{id}/evidence/{attachment_id}", pages::actions::download),
        get("/portal/actions/{id}/calendar.ics", pages::actions::to_calendar),
        get("/api/v1/findings", api::findings::list),
        post("/api/v1/findings", api::findings::create),
        get("/api/v1/findings/{id}", api::findings::show),
        patch("/api/v1/findings/{id}", api::findings::change),
        post("/api/v1/findings/{id}/close", api::findings::close),
        post("/api/v1/findings/{id}/reopen", api::findings::reopen),
        get("/api/v1/actions", api::actions::list),
        post("/api/v1/actions", api::actions::create),
        post("/api/v1/actions/bulk", api::bulk::change),
        get("/api/v1/effect-checks", api::effects::list),
        get("/api/v1/effect-checks/{id}", api::effects::show),
        post("/api/v1/effect-checks/{id}/result", api::effects::check),
        post("/api/v1/effect-checks/{id}/evidence", api::effects::attach),
        get("/api/v1/effect-checks/{id}/evidence/{attachment_id}", api::effects::file),
        get("/api/v1/actions/{id}", api::actions::show),
        patch("/api/v1/actions/{id}", api::actions::change),
        post("/api/v1/actions/{id}/start", api::actions::start),
        post("/api/v1/actions/{id}/postpone", api::actions::postpone),
        post("/api/v1/actions/{id}/reveal", api::actions::reveal),
        post("/api/v1/actions/{id}/report-done", api::actions::report_done),
        post("/api/v1/actions/{id}/verify", api::actions::verify),
        post("/api/v1/actions/{id}/cancel", api::actions::cancel),
        get("/api/v1/actions/{id}/evidence", api::actions::evidence),
        post("/api/v1/actions/{id}/evidence", api::actions::attach),
        get("/api/v1/actions/{id}/evidence/{attachment_id}", api::actions::download),
        get("/api/v1/actions/{id}/calendar.ics", api::actions::calendar),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
