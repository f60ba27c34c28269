//! The administration's own management system for information security: the checklist of clauses 4-10, the plan,
//! goals, audits and reviews, the Statement of Applicability, the training of the own staff, and whether
//! certification is near (domain.md 1.3 rows 13, 21, 25, 26, 34).

mod actions;
mod api;
mod model;
mod pages;
mod paper;
mod parameters;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    ClauseEdit, ControlEdit, CourseEdit, EventEdit, GoalEdit, MemberEdit, NewRecord, NewValue, RoleTarget, StepEdit,
    add_course, add_event, add_goal, add_member, add_step, completion_of, measure, record, snapshot, sweep,
    write_clause, write_control,
};
pub use model::*;
pub use records::{ClauseRow, ControlRow};
pub use rules::{Completion, Tally};
pub use store::{clauses, controls};

use crate::kit::web::{Endpoint, get, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/own-isms", pages::overview::show),
        get("/own-isms/readiness", pages::overview::show_readiness),
        get("/own-isms/clauses", pages::clauses::list),
        get("/own-isms/clauses/{clause_id}", pages::clauses::show),
        post("/own-isms/clauses/{clause_id}", pages::clauses::save),
        post("/own-isms/clauses/{clause_id}/files", pages::clauses::attach),
        get("/own-isms/clauses/{clause_id}/files/{file_id}", pages::clauses::file),
        get("/own-isms/soa", pages::soa::list),
        get("/own-isms/soa.xlsx", pages::soa::xlsx),
        get("/own-isms/soa.pdf", pages::soa::pdf),
        get("/own-isms/soa/{control_id}", pages::soa::show),
        post("/own-isms/soa/{control_id}", pages::soa::save),
        get("/own-isms/plan", pages::plan::plan),
        post("/own-isms/plan", pages::plan::add_step),
        get("/own-isms/plan/{id}", pages::plan::step),
        post("/own-isms/plan/{id}", pages::plan::save_step),
        get("/own-isms/goals", pages::plan::goals),
        post("/own-isms/goals", pages::plan::add_goal),
        get("/own-isms/goals/{id}", pages::plan::goal),
        post("/own-isms/goals/{id}", pages::plan::save_goal),
        post("/own-isms/goals/{id}/values", pages::plan::measure),
        get("/own-isms/events", pages::plan::events),
        post("/own-isms/events", pages::plan::add_event),
        get("/own-isms/events/{id}", pages::plan::event),
        post("/own-isms/events/{id}", pages::plan::save_event),
        get("/own-isms/training", pages::training::show),
        post("/own-isms/courses", pages::training::add_course),
        get("/own-isms/courses/{id}", pages::training::course),
        post("/own-isms/courses/{id}", pages::training::save_course),
        post("/own-isms/staff", pages::training::add_member),
        get("/own-isms/staff/{id}", pages::training::member),
        post("/own-isms/staff/{id}", pages::training::save_member),
        post("/own-isms/staff/{id}/records", pages::training::record),
        get("/api/v1/own-isms", api::clauses::overview),
        get("/api/v1/own-isms/readiness", api::clauses::readiness),
        get("/api/v1/own-isms/clauses", api::clauses::list),
        get("/api/v1/own-isms/clauses/{clause_id}", api::clauses::show),
        put("/api/v1/own-isms/clauses/{clause_id}", api::clauses::write),
        post("/api/v1/own-isms/clauses/{clause_id}/files", api::clauses::attach),
        get("/api/v1/own-isms/soa", api::clauses::soa),
        get("/api/v1/own-isms/soa/{control_id}", api::clauses::control),
        put("/api/v1/own-isms/soa/{control_id}", api::clauses::write_control),
        get("/api/v1/own-isms/plan", api::plan::steps),
        post("/api/v1/own-isms/plan", api::plan::add_step),
        get("/api/v1/own-isms/plan/{id}", api::plan::step),
        put("/api/v1/own-isms/plan/{id}", api::plan::edit_step),
        get("/api/v1/own-isms/goals", api::plan::goals),
        post("/api/v1/own-isms/goals", api::plan::add_goal),
        get("/api/v1/own-isms/goals/{id}", api::plan::goal),
        put("/api/v1/own-isms/goals/{id}", api::plan::edit_goal),
        post("/api/v1/own-isms/goals/{id}/values", api::plan::measure),
        get("/api/v1/own-isms/events", api::plan::events),
        post("/api/v1/own-isms/events", api::plan::add_event),
        get("/api/v1/own-isms/events/{id}", api::plan::event),
        put("/api/v1/own-isms/events/{id}", api::plan::edit_event),
        get("/api/v1/own-isms/training", api::training::show),
        post("/api/v1/own-isms/courses", api::training::add_course),
        get("/api/v1/own-isms/courses/{id}", api::training::course),
        put("/api/v1/own-isms/courses/{id}", api::training::edit_course),
        get("/api/v1/own-isms/staff", api::training::staff),
        post("/api/v1/own-isms/staff", api::training::add_member),
        get("/api/v1/own-isms/staff/{id}", api::training::member),
        put("/api/v1/own-isms/staff/{id}", api::training::edit_member),
        post("/api/v1/own-isms/staff/{id}/records", api::training::record),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
