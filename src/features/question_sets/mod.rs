//! Question sets of the organisation's own, by version, beside the shipped ones; focus areas of vendors; and what an
//! assessment asks, kept as it was when it was sent.

mod actions;
mod api;
mod asked;
mod focus;
mod model;
mod pages;
mod records;
mod rules;
mod samples;
mod seed;
mod sheet;
mod store;
pub mod views;

pub use actions::{
    NewFocus, NewSet, Publication, Questions, add_set, areas, ask, discard, lift_focus, new_version, pick, preview,
    publish, put_question, remove_question, replace, set_focus, set_sections,
};
pub use asked::Asked;
pub use focus::{AreaTerms, FocusTerms};
pub use model::{Body, Both, Condition, FocusArea, OptionLabel, Picked, Section, SetQuestion, VersionState};
pub use pages::version::condition_text;
pub use records::{AskedRow, FocusRow, SetRow, VersionLine, VersionRow};
pub use rules::{Problem, opens, problems, select};
pub use store::{asked_by, asked_name, find, find_set, focus_of, sendable, titled, versions_of};

use crate::kit::web::{Endpoint, get, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/question-sets", pages::sets::list),
        post("/question-sets", pages::sets::add),
        get("/question-sets/{id}", pages::sets::show),
        post("/question-sets/{id}/versions", pages::sets::new_version),
        get("/question-set-versions/{id}", pages::version::show),
        post("/question-set-versions/{id}/publish", pages::version::publish),
        post("/question-set-versions/{id}/discard", pages::version::discard),
        get("/question-set-versions/{id}/question", pages::question::edit),
        post("/question-set-versions/{id}/question", pages::question::save),
        post("/question-set-versions/{id}/question/remove", pages::question::remove),
        get("/question-set-versions/{id}/sections", pages::sections::edit),
        post("/question-set-versions/{id}/sections", pages::sections::save),
        get("/question-set-versions/{id}/export", pages::sheet::export),
        get("/question-set-versions/{id}/import", pages::sheet::form),
        post("/question-set-versions/{id}/import", pages::sheet::read),
        get("/vendors/{id}/focus-areas", pages::focus::list),
        post("/vendors/{id}/focus-areas", pages::focus::set),
        post("/focus-areas/{id}/lift", pages::focus::lift),
        get("/api/v1/question-sets", api::sets::list),
        post("/api/v1/question-sets", api::sets::add),
        get("/api/v1/question-sets/{id}", api::sets::show),
        post("/api/v1/question-sets/{id}/versions", api::sets::new_version),
        get("/api/v1/question-set-versions/{id}", api::versions::show),
        put("/api/v1/question-set-versions/{id}", api::versions::replace),
        post("/api/v1/question-set-versions/{id}/publish", api::versions::publish),
        post("/api/v1/question-set-versions/{id}/discard", api::versions::discard),
        get("/api/v1/question-set-versions/{id}/export", api::versions::export),
        post("/api/v1/question-set-versions/{id}/import", api::versions::import),
        get("/api/v1/vendors/{id}/focus-areas", api::focus::list),
        post("/api/v1/vendors/{id}/focus-areas", api::focus::set),
        post("/api/v1/focus-areas/{id}/lift", api::focus::lift),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Description as utoipa::OpenApi>::openapi()
}
