//! Self-assessments: what the vendor claims, what the region has seen for itself, and how far
//! apart the two are.

mod records;
pub use records::*;

pub mod answering;
pub mod answers;
pub mod figures;
pub mod model;
pub mod reviewing;
pub mod rules;
pub mod sending;
pub mod store;
pub mod value_form;

pub use answering::{AnswerEdit, missing_of, save_answer, submit, tidy_value};
pub use answers::{check_answer, check_value, missing};
pub use figures::{Figures, Line, figures};
pub use model::{AnswerStatus, AssessmentStatus, Given, Missing, Suggestion};
pub use reviewing::{ReviewEdit, finding_of_answer, review_answer};
pub use sending::{NewAssessment, close, people_of, send, send_back};
pub use store::{Filter, FullAssessment, Listed, find, insert, list, names, of_vendor, open, put_answer, questions_of};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
