//! What vendors are measured against: the contract clauses, the questions, the controls of
//! ISO/IEC 27001:2022, and the parameters of the follow-up. All of it is data with versions.

mod answer_type;
mod api;
mod catalogue;
mod clause_details;
mod follow_up;
mod guidance;
mod lint;
mod model;
mod versions;

pub use answer_type::{AnswerType, Field, FieldKind, Part, StructuredKind};
pub use catalogue::{Catalogue, Edition, catalogue};
pub use clause_details::{ClauseDetail, ClauseDetails};
pub use follow_up::FollowUpModel;
pub use guidance::Guidance;
pub use lint::{
    EvidenceType, FaultCode, FaultGrade, LintFault, LintTerms, Linted, Parameter, ParameterUnit, lint, read_quantity,
    with_parameters, without_braces, written,
};
pub use model::{Assurance, Clause, Control, LegalRef, Question, QuestionSet};
pub use versions::{Versioned, Versions, embedded};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    vec![crate::kit::web::get("/api/v1/controls", api::list)]
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(api::list))]
struct ApiPart;

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    ApiPart::openapi()
}
