//! The vendor passport, on both sides.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/portal/passport", Portal),
    ("GET", "/portal/passport/questions/{question_id}", Portal),
    ("POST", "/portal/passport/questions/{question_id}", AnswerEdit),
    ("POST", "/portal/passport/questions/{question_id}/evidence", AnswerEdit),
    ("POST", "/portal/passport/questions/{question_id}/evidence/{evidence_id}/remove", AnswerEdit),
    ("GET", "/portal/passport/clients/{client_id}", AnswerSubmit),
    ("POST", "/portal/passport/clients/{client_id}", AnswerSubmit),
    ("POST", "/portal/assessments/{id}/passport/fill", AnswerEdit),
    ("POST", "/portal/assessments/{id}/passport/take", AnswerEdit),
    ("GET", "/vendors/{id}/passport", RegisterRead),
    ("GET", "/vendors/{id}/passport/{question_id}", RegisterRead),
    ("POST", "/vendors/{id}/passport/{question_id}", AssessmentReview),
    ("GET", "/vendors/{id}/passport/{question_id}/evidence/{evidence_id}", RegisterRead),
    ("GET", "/api/v1/portal/passport", Portal),
    ("PUT", "/api/v1/portal/passport/answers/{question_id}", AnswerEdit),
    ("POST", "/api/v1/portal/passport/answers/{question_id}/evidence", AnswerEdit),
    ("POST", "/api/v1/portal/passport/answers/{question_id}/evidence/{evidence_id}/remove", AnswerEdit),
    ("PUT", "/api/v1/portal/passport/clients/{client_id}", AnswerSubmit),
    ("POST", "/api/v1/portal/assessments/{id}/passport/fill", AnswerEdit),
    ("POST", "/api/v1/portal/assessments/{id}/passport/take", AnswerEdit),
    ("GET", "/api/v1/vendors/{id}/passport", RegisterRead),
    ("GET", "/api/v1/vendors/{id}/passport/{question_id}/evidence/{evidence_id}", RegisterRead),
    ("PUT", "/api/v1/vendors/{id}/passport/{question_id}/review", AssessmentReview),
];
