//! The routes of the depth; every one is in `access/routes`.

use super::{api, pages};
use crate::kit::web::{Endpoint, get, post, put};

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/assessments/{id}/verification", pages::verification),
        post("/assessments/{id}/sample/draw-again", pages::draw_again),
        get("/assessments/{id}/unchanged", pages::unchanged),
        post("/assessments/{id}/unchanged", pages::accept_unchanged),
        get("/assessments/{id}/difference", pages::difference),
        post("/assessments/{id}/certificates/{certificate_id}", pages::decide_scope),
        post("/assessments/{id}/questions/{question_id}/certificate", pages::use_certificate),
        post("/assessments/{id}/questions/{question_id}/confirm", pages::confirm),
        post("/assessments/{id}/questions/{question_id}/give-back", pages::give_back),
        post("/assessments/{id}/questions/{question_id}/messages", pages::write),
        post("/assessments/{id}/questions/{question_id}/resolve", pages::resolve),
        get("/portal/assessments/{id}/dialogue", pages::portal_dialogue),
        post("/portal/assessments/{id}/questions/{question_id}/messages", pages::portal_write),
        get("/api/v1/assessments/{id}/reviews", api::standings),
        put("/api/v1/assessments/{id}/reviews/{question_id}/evidence", api::evidence),
        post("/api/v1/assessments/{id}/reviews/{question_id}/confirm", api::confirm),
        post("/api/v1/assessments/{id}/reviews/{question_id}/give-back", api::give_back),
        get("/api/v1/assessments/{id}/sample", api::sample),
        post("/api/v1/assessments/{id}/sample/draw-again", api::draw_again),
        get("/api/v1/assessments/{id}/unchanged", api::unchanged),
        post("/api/v1/assessments/{id}/unchanged", api::accept_unchanged),
        get("/api/v1/assessments/{id}/difference", api::difference),
        get("/api/v1/assessments/{id}/comparison", api::compare),
        get("/api/v1/assessments/{id}/certificates", api::certificates),
        put("/api/v1/assessments/{id}/certificates/{certificate_id}", api::decide_scope),
        post("/api/v1/assessments/{id}/questions/{question_id}/certificate", api::use_certificate),
        get("/api/v1/assessments/{id}/messages", api::messages),
        post("/api/v1/assessments/{id}/questions/{question_id}/messages", api::write),
        post("/api/v1/assessments/{id}/questions/{question_id}/resolve", api::resolve),
    ]
}
