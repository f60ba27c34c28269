//! The vendor passport: what a vendor answers once for itself, which clients it shows which answers,
//! and what each of them makes of it. No client learns who else is shown anything.

mod actions;
mod api;
mod evidence;
mod evidence_store;
mod pages;
mod records;
mod sharing;
mod store;
pub mod views;

pub use actions::{AnswerSave, fill, own_version, save, take};
pub use evidence::{attach, remove as detach};
pub use records::{PassportAnswer, PassportReview, PassportShare};
pub use sharing::{ReviewSave, review, share, shares_version};
pub use store::{Shown, reviews_of, shown_to};

use crate::kit::web::{Endpoint, get, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use pages::{evidence, own, region};
    vec![
        get("/portal/passport", own::list),
        get("/portal/passport/questions/{question_id}", own::question),
        post("/portal/passport/questions/{question_id}", own::save),
        post("/portal/passport/questions/{question_id}/evidence", evidence::attach),
        post("/portal/passport/questions/{question_id}/evidence/{evidence_id}/remove", evidence::remove),
        get("/portal/passport/clients/{client_id}", own::client),
        post("/portal/passport/clients/{client_id}", own::share),
        post("/portal/assessments/{id}/passport/fill", own::fill),
        post("/portal/assessments/{id}/passport/take", own::take),
        get("/vendors/{id}/passport", region::list),
        get("/vendors/{id}/passport/{question_id}", region::question),
        post("/vendors/{id}/passport/{question_id}", region::review),
        get("/vendors/{id}/passport/{question_id}/evidence/{evidence_id}", evidence::file),
        get("/api/v1/portal/passport", api::own),
        put("/api/v1/portal/passport/answers/{question_id}", api::answer),
        post("/api/v1/portal/passport/answers/{question_id}/evidence", api::attach),
        post("/api/v1/portal/passport/answers/{question_id}/evidence/{evidence_id}/remove", api::detach),
        put("/api/v1/portal/passport/clients/{client_id}", api::share),
        post("/api/v1/portal/assessments/{id}/passport/fill", api::fill),
        post("/api/v1/portal/assessments/{id}/passport/take", api::take),
        get("/api/v1/vendors/{id}/passport", api::shown),
        get("/api/v1/vendors/{id}/passport/{question_id}/evidence/{evidence_id}", api::file),
        put("/api/v1/vendors/{id}/passport/{question_id}/review", api::review),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    <api::Documented as utoipa::OpenApi>::openapi()
}
