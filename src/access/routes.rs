//! Which permission each route asks for. A registered route that is missing here answers 404 and
//! fails `tests/it/access_table.rs`. `{}` patterns are exactly those of the registration.

use super::Permission::{self, *};

/// (method, pattern, permission)
#[rustfmt::skip]
pub const ROUTES: &[(&str, &str, Permission)] = &[
    ("GET", "/healthz", Public),
    ("GET", "/readyz", Public),
    ("GET", "/assets/{hash}/{name}", Public),
    ("GET", "/", Public),
    ("POST", "/language", Public),
    ("GET", "/accessibility", Public),
    ("GET", "/ui", Demo),
    ("GET", "/api/v1/openapi.json", Public),
    ("GET", "/api/docs", Public),
    // questionnaires
    ("GET", "/assessments", RegisterRead),
    ("POST", "/assessments", AssessmentSend),
    ("GET", "/assessments/new", AssessmentSend),
    ("GET", "/assessments/{id}", RegisterRead),
    ("GET", "/assessments/{id}/review", RegisterRead),
    ("POST", "/assessments/{id}/reviews/{question_id}", AssessmentReview),
    ("POST", "/assessments/{id}/return", AssessmentReview),
    ("POST", "/assessments/{id}/close", AssessmentReview),
    ("POST", "/assessments/{id}/questions/{question_id}/finding", FindingEdit),
    ("GET", "/assessments/{id}/evidence/{attachment_id}", RegisterRead),
    ("GET", "/portal/assessments", Portal),
    ("GET", "/portal/assessments/{id}", Portal),
    ("GET", "/portal/assessments/{id}/continue", Portal),
    ("GET", "/portal/assessments/{id}/questions/{question_id}", Portal),
    ("POST", "/portal/assessments/{id}/questions/{question_id}", AnswerEdit),
    ("POST", "/portal/assessments/{id}/questions/{question_id}/evidence", AnswerEdit),
    ("POST", "/portal/assessments/{id}/questions/{question_id}/evidence/{attachment_id}/remove", AnswerEdit),
    ("GET", "/portal/assessments/{id}/evidence/{attachment_id}", Portal),
    ("GET", "/portal/assessments/{id}/submit", AnswerSubmit),
    ("POST", "/portal/assessments/{id}/submit", AnswerSubmit),
    ("GET", "/api/v1/assessments", AssessmentRead),
    ("POST", "/api/v1/assessments", AssessmentSend),
    ("GET", "/api/v1/assessments/{id}", AssessmentRead),
    ("PUT", "/api/v1/assessments/{id}/answers/{question_id}", AnswerEdit),
    ("POST", "/api/v1/assessments/{id}/answers/{question_id}/evidence", AnswerEdit),
    ("GET", "/api/v1/assessments/{id}/evidence/{attachment_id}", AssessmentRead),
    ("POST", "/api/v1/assessments/{id}/submit", AnswerSubmit),
    ("PUT", "/api/v1/assessments/{id}/reviews/{question_id}", AssessmentReview),
    ("POST", "/api/v1/assessments/{id}/return", AssessmentReview),
    ("POST", "/api/v1/assessments/{id}/close", AssessmentReview),
    ("POST", "/api/v1/assessments/{id}/questions/{question_id}/finding", FindingEdit),
];

/// The permission of a registered route, by method and pattern.
pub fn permission(method: &str, pattern: &str) -> Option<Permission> {
    let method = if method == "HEAD" { "GET" } else { method };
    ROUTES.iter().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, permission)| *permission)
}
