//! Self-assessments: what the vendor claims, what the region has seen for itself, and how far
//! apart the two are.

mod records;
pub use records::*;

use crate::kit::web::{Endpoint, get, post, put};

mod answering;
mod answers;
mod api;
mod api_preview;
mod api_answering;
mod api_views;
mod delegation;
mod delegation_store;
mod evidence;
mod figures;
mod library;
mod library_store;
mod model;
mod pace;
mod pages;
pub mod portal_aside;
pub mod portal_views;
pub mod portal_work;
mod prefill;
mod prefill_store;
mod presence;
mod presence_store;
mod receipt;
mod receipt_store;
pub mod review_depth;
mod reviewing;
mod rules;
mod samples;
pub mod preview;
mod sending;
mod store;
mod store_asked;
pub mod value_form;
mod samples_answering;
mod scan;
mod together;
pub mod views;

pub use answering::{AnswerEdit, missing_of, save_answer, submit, tidy_value};
pub use answers::{check_answer, check_value, missing};
pub use api::in_body;
pub use delegation::{Delegation, Handed, NewDelegation, hand_over, sections_of, take_back};
pub use figures::{Figures, Line, figures};
pub use library::{
    EvidenceFacts, EvidenceItem, EvidenceKind, EvidenceUse, add as add_evidence, use_at as use_evidence,
    uses_of as evidence_uses,
};
pub use model::{AnswerStatus, AssessmentStatus, Given, Missing, Suggestion};
pub use pace::Pace;
pub use pages::conflicts;
pub use pages::review::assurances;
pub use prefill::{Changed, LastTime, changes, changes_of, confirm as confirm_earlier, last_time};
pub use receipt::{Receipt, of_assessment as receipts_of};
pub use reviewing::{ReviewEdit, finding_of_answer, review_answer};
pub use sending::{NewAssessment, close, people_of, send, send_back, send_set};
pub use store::{Filter, FullAssessment, Listed, find, insert, list, names, of_vendor, open, put_answer};
pub use store_asked::{asked_now, questions_of};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    use pages::{portal, portal_earlier, portal_library, portal_receipt, portal_sections, preview, region, review};
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
        get("/question-set-versions/{id}/preview", preview::show),
        get("/api/v1/question-set-versions/{id}/preview", api_preview::show),
        post("/portal/assessments/{id}/questions/{question_id}/confirm", portal_earlier::confirm),
        post("/portal/assessments/{id}/questions/{question_id}/presence", portal_earlier::presence),
        post("/portal/assessments/{id}/questions/{question_id}/library", portal_library::use_at),
        get("/portal/assessments/{id}/earlier", portal_earlier::all),
        post("/portal/assessments/{id}/earlier", portal_earlier::confirm_all),
        get("/portal/assessments/{id}/sections", portal_sections::show),
        get("/portal/assessments/{id}/sections/{domain}", portal_earlier::section),
        post("/portal/assessments/{id}/delegations", portal_sections::hand_over),
        post("/portal/assessments/{id}/delegations/{delegation_id}/end", portal_sections::take_back),
        get("/portal/assessments/{id}/print", portal_earlier::print),
        get("/portal/assessments/{id}/receipt", portal_receipt::show),
        get("/portal/assessments/{id}/receipt.pdf", portal_receipt::pdf),
        get("/portal/evidence", portal_library::list),
        post("/portal/evidence", portal_library::add),
        get("/portal/evidence/{id}/file", portal_library::file),
        post("/portal/evidence/{id}/end", portal_library::retire),
        get("/api/v1/assessments/{id}/earlier-answers", api_answering::earlier),
        post("/api/v1/assessments/{id}/earlier-answers/confirm", api_answering::confirm),
        get("/api/v1/assessments/{id}/changes", api_answering::changes),
        get("/api/v1/assessments/{id}/answers/{question_id}/suggestions", api_answering::suggestions),
        post("/api/v1/assessments/{id}/answers/{question_id}/library", api_answering::use_at),
        get("/api/v1/assessments/{id}/delegations", api_answering::delegations),
        post("/api/v1/assessments/{id}/delegations", api_answering::hand_over),
        post("/api/v1/assessments/{id}/delegations/{delegation_id}/end", api_answering::take_back),
        get("/api/v1/assessments/{id}/presence", api_answering::presence),
        put("/api/v1/assessments/{id}/presence", api_answering::note_presence),
        get("/api/v1/assessments/{id}/receipts", api_answering::receipts),
        get("/api/v1/assessments/{id}/receipt.pdf", api_answering::receipt_pdf),
        get("/api/v1/portal/evidence", api_answering::library),
        post("/api/v1/portal/evidence", api_answering::add_evidence),
        get("/api/v1/portal/evidence/{id}/file", api_answering::evidence_file),
        post("/api/v1/portal/evidence/{id}/end", api_answering::retire),
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
    let mut document = <api::Documented as utoipa::OpenApi>::openapi();
    document.merge(<api_preview::Documented as utoipa::OpenApi>::openapi());
    document.merge(<api_answering::Documented as utoipa::OpenApi>::openapi());
    document.merge(<review_depth::api::Documented as utoipa::OpenApi>::openapi());
    document
}

/// What time itself changes: evidence that runs out, and mails that wait to become one.
pub fn sweep(app: &crate::kit::App, now: chrono::DateTime<chrono::Utc>) -> crate::base::Result<()> {
    review_depth::sweep_lapsed(app, now)?;
    review_depth::sweep_digests(app, now)
}
