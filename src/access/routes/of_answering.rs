//! The vendor's work with a self-assessment: what was answered before, evidence, colleagues, receipts.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("POST", "/portal/assessments/{id}/questions/{question_id}/confirm", AnswerEdit),
    ("POST", "/portal/assessments/{id}/questions/{question_id}/presence", AnswerEdit),
    ("POST", "/portal/assessments/{id}/questions/{question_id}/library", AnswerEdit),
    ("GET", "/portal/assessments/{id}/earlier", Portal),
    ("POST", "/portal/assessments/{id}/earlier", AnswerEdit),
    ("GET", "/portal/assessments/{id}/sections", Portal),
    ("GET", "/portal/assessments/{id}/sections/{domain}", Portal),
    ("POST", "/portal/assessments/{id}/delegations", AnswerEdit),
    ("POST", "/portal/assessments/{id}/delegations/{delegation_id}/end", AnswerEdit),
    ("GET", "/portal/assessments/{id}/print", Portal),
    ("GET", "/portal/assessments/{id}/receipt", Portal),
    ("GET", "/portal/assessments/{id}/receipt.pdf", Portal),
    ("GET", "/portal/evidence", Portal),
    ("POST", "/portal/evidence", AnswerEdit),
    ("GET", "/portal/evidence/{id}/file", Portal),
    ("POST", "/portal/evidence/{id}/end", AnswerEdit),
    ("GET", "/api/v1/assessments/{id}/earlier-answers", Portal),
    ("POST", "/api/v1/assessments/{id}/earlier-answers/confirm", AnswerEdit),
    ("GET", "/api/v1/assessments/{id}/changes", AssessmentRead),
    ("GET", "/api/v1/assessments/{id}/answers/{question_id}/suggestions", Portal),
    ("POST", "/api/v1/assessments/{id}/answers/{question_id}/library", AnswerEdit),
    ("GET", "/api/v1/assessments/{id}/delegations", Portal),
    ("POST", "/api/v1/assessments/{id}/delegations", AnswerEdit),
    ("POST", "/api/v1/assessments/{id}/delegations/{delegation_id}/end", AnswerEdit),
    ("GET", "/api/v1/assessments/{id}/presence", Portal),
    ("PUT", "/api/v1/assessments/{id}/presence", AnswerEdit),
    ("GET", "/api/v1/assessments/{id}/receipts", AssessmentRead),
    ("GET", "/api/v1/assessments/{id}/receipt.pdf", AssessmentRead),
    ("GET", "/api/v1/portal/evidence", Portal),
    ("POST", "/api/v1/portal/evidence", AnswerEdit),
    ("GET", "/api/v1/portal/evidence/{id}/file", Portal),
    ("POST", "/api/v1/portal/evidence/{id}/end", AnswerEdit),
];
