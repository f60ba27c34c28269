//! Self-assessments: what the vendor claims, what the region has seen for itself, and how far
//! apart the two are.

mod records;
pub use records::*;

pub mod answers;
pub mod figures;
pub mod model;
pub mod rules;

pub use answers::{check_answer, check_value, missing};
pub use figures::{Figures, Line, figures};
pub use model::{AnswerStatus, AssessmentStatus, Given, Missing, Suggestion};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
