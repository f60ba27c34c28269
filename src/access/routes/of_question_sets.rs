//! Own question sets and focus areas.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    ("GET", "/question-sets", RegisterRead),
    ("POST", "/question-sets", ModelEdit),
    ("GET", "/question-sets/{id}", RegisterRead),
    ("POST", "/question-sets/{id}/versions", ModelEdit),
    ("GET", "/question-set-versions/{id}", RegisterRead),
    ("GET", "/question-set-versions/{id}/preview", RegisterRead),
    ("POST", "/question-set-versions/{id}/publish", ModelPublish),
    ("POST", "/question-set-versions/{id}/discard", ModelEdit),
    ("GET", "/question-set-versions/{id}/question", ModelEdit),
    ("POST", "/question-set-versions/{id}/question", ModelEdit),
    ("POST", "/question-set-versions/{id}/question/remove", ModelEdit),
    ("GET", "/question-set-versions/{id}/sections", ModelEdit),
    ("POST", "/question-set-versions/{id}/sections", ModelEdit),
    ("GET", "/question-set-versions/{id}/export", RegisterRead),
    ("GET", "/question-set-versions/{id}/import", ModelEdit),
    ("POST", "/question-set-versions/{id}/import", ModelEdit),
    ("GET", "/vendors/{id}/focus-areas", RegisterRead),
    ("POST", "/vendors/{id}/focus-areas", AssessmentReview),
    ("POST", "/focus-areas/{id}/lift", AssessmentReview),
    ("GET", "/api/v1/question-sets", RegisterRead),
    ("POST", "/api/v1/question-sets", ModelEdit),
    ("GET", "/api/v1/question-sets/{id}", RegisterRead),
    ("POST", "/api/v1/question-sets/{id}/versions", ModelEdit),
    ("GET", "/api/v1/question-set-versions/{id}", RegisterRead),
    ("PUT", "/api/v1/question-set-versions/{id}", ModelEdit),
    ("GET", "/api/v1/question-set-versions/{id}/preview", RegisterRead),
    ("POST", "/api/v1/question-set-versions/{id}/publish", ModelPublish),
    ("POST", "/api/v1/question-set-versions/{id}/discard", ModelEdit),
    ("GET", "/api/v1/question-set-versions/{id}/export", RegisterRead),
    ("POST", "/api/v1/question-set-versions/{id}/import", ModelEdit),
    ("GET", "/api/v1/vendors/{id}/focus-areas", RegisterRead),
    ("POST", "/api/v1/vendors/{id}/focus-areas", AssessmentReview),
    ("POST", "/api/v1/focus-areas/{id}/lift", AssessmentReview),
];
