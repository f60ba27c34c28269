//! The feature's addresses; every one is in `access/routes.rs`.

use super::api;
use super::pages::{close, edit, list, meeting, portal, show};
use crate::kit::web::{Endpoint, get, patch, post, put};
use utoipa::OpenApi;

pub fn routes() -> Vec<Endpoint> {
    own().into_iter().chain(super::minutes::routes::routes()).collect()
}

fn own() -> Vec<Endpoint> {
    vec![
        get("/dialogues", list::list),
        get("/dialogues/new", list::new),
        post("/dialogues/new", list::create),
        post("/contracts/{id}/dialogues", list::create_for),
        get("/dialogues/{id}", show::show),
        get("/dialogues/{id}/edit", edit::edit),
        post("/dialogues/{id}/edit", edit::save),
        post("/dialogues/{id}/participants", edit::save_people),
        post("/dialogues/{id}/start", show::start),
        post("/dialogues/{id}/refresh", show::refresh),
        post("/dialogues/{id}/items", show::add_item),
        get("/dialogues/{id}/meeting", meeting::meeting),
        post("/dialogues/{id}/items/{item_id}", meeting::save_item),
        post("/dialogues/{id}/actions", meeting::add_action),
        post("/dialogues/{id}/actions/{action_id}/postpone", meeting::postpone),
        post("/dialogues/{id}/actions/{action_id}/verify", meeting::verify),
        get("/dialogues/{id}/close", close::close),
        post("/dialogues/{id}/lock", close::lock_it),
        get("/dialogues/{id}/report.pdf", show::report),
        get("/portal/dialogues", portal::list),
        get("/portal/dialogues/{id}", portal::show),
        get("/portal/dialogues/{id}/report.pdf", portal::report),
        get("/api/v1/dialogues", api::list),
        post("/api/v1/dialogues", api::create),
        get("/api/v1/dialogues/{id}", api::read),
        patch("/api/v1/dialogues/{id}", api::change),
        get("/api/v1/dialogues/{id}/agenda", api::agenda),
        post("/api/v1/dialogues/{id}/agenda", api::refresh),
        post("/api/v1/dialogues/{id}/items", api::add_item),
        put("/api/v1/dialogues/{id}/items/{item_id}", api::set_item),
        post("/api/v1/dialogues/{id}/lock", api::lock_it),
        get("/api/v1/dialogues/{id}/report.pdf", api::report),
    ]
}

#[derive(OpenApi)]
#[openapi(paths(
    api::list,
    api::create,
    api::read,
    api::change,
    api::agenda,
    api::refresh,
    api::add_item,
    api::set_item,
    api::lock_it,
    api::report
))]
struct Description;

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    let mut document = Description::openapi();
    document.merge(super::minutes::api::Description::openapi());
    document
}
