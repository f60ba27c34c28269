//! Self-assessments: what the vendor claims, what the region has seen for itself, and how far
//! apart the two are.

mod records;
pub use records::*;

use crate::kit::web::{Endpoint, get, post, put};

mod answering;
mod answers;
mod api;
mod api_views;
mod evidence;
mod figures;
mod model;
mod pages;
pub mod portal_views;
pub mod review_depth;
mod reviewing;
mod rules;
mod samples;
mod sending;
mod store;
mod value_form;
pub mod views;

pub use answering::{AnswerEdit, missing_of, save_answer, submit, tidy_value};
pub use answers::{check_answer, check_value, missing};
pub use figures::{Figures, Line, figures};
pub use model::{AnswerStatus, AssessmentStatus, Given, Missing, Suggestion};
pub use reviewing::{ReviewEdit, finding_of_answer, review_answer};
pub use sending::{NewAssessment, close, people_of, send, send_back};
pub use store::{Filter, FullAssessment, Listed, find, insert, list, names, of_vendor, open, put_answer, questions_of};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use pages::{portal, region, review};
    let mut all = vec![
        get("/assessments", region::list),
        post("/assessments", region::send),
        get("/assessments/new", region::new_form),
        get("/assessments/{id}", region::show),
        get("/assessments/{id}/review", review::show),
        post("/assessments/{id}/reviews/{question_id}", review::save),
        post("/assessments/{id}/return", region::send_back),
        post("/assessments/{id}/close", region::close),
        post("/assessments/{id}/questions/{question_id}/finding", region::finding),
        get("/assessments/{id}/evidence/{attachment_id}", region::download),
        get("/portal/assessments", portal::list),
        get("/portal/assessments/{id}", portal::overview),
        get("/portal/assessments/{id}/continue", portal::go_on),
        get("/portal/assessments/{id}/questions/{question_id}", portal::question),
        post("/portal/assessments/{id}/questions/{question_id}", portal::save),
        post("/portal/assessments/{id}/questions/{question_id}/evidence", portal::attach),
        post("/portal/assessments/{id}/questions/{question_id}/evidence/{attachment_id}/remove", portal::detach),
        get("/portal/assessments/{id}/evidence/{attachment_id}", portal::download),
        get("/portal/assessments/{id}/submit", portal::submit_form),
        post("/portal/assessments/{id}/submit", portal::submit),
        get("/api/v1/assessments", api::list),
        post("/api/v1/assessments", api::send),
        get("/api/v1/assessments/{id}", api::show),
        put("/api/v1/assessments/{id}/answers/{question_id}", api::answer),
        post("/api/v1/assessments/{id}/answers/{question_id}/evidence", api::attach),
        get("/api/v1/assessments/{id}/evidence/{attachment_id}", api::download),
        post("/api/v1/assessments/{id}/submit", api::submit),
        put("/api/v1/assessments/{id}/reviews/{question_id}", api::review),
        post("/api/v1/assessments/{id}/return", api::send_back),
        post("/api/v1/assessments/{id}/close", api::close),
        post("/api/v1/assessments/{id}/questions/{question_id}/finding", api::finding),
    ];
    all.extend(review_depth::routes());
    all
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    let mut part = <api::Documented as utoipa::OpenApi>::openapi();
    part.merge(<review_depth::api::Documented as utoipa::OpenApi>::openapi());
    part
}

/// What time itself changes: evidence that runs out, and mails that wait to become one.
pub fn sweep(app: &crate::kit::App, now: chrono::DateTime<chrono::Utc>) -> crate::base::Result<()> {
    review_depth::sweep_lapsed(app, now)?;
    review_depth::sweep_digests(app, now)
}
