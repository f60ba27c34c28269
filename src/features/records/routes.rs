//! The feature's routes; every one is in `access/routes/of_records.rs`.

use super::{api, pages};
use crate::kit::web::{Endpoint, delete, get, patch, post, put};

pub fn routes() -> Vec<Endpoint> {
    [page_routes(), api_routes()].into_iter().flatten().collect()
}

fn page_routes() -> Vec<Endpoint> {
    vec![
        get("/records", pages::register::list),
        post("/records", pages::editing::create),
        get("/records/new", pages::editing::new),
        get("/records/export", pages::export::records),
        get("/records/unregistered", pages::register::unregistered),
        get("/records/{id}", pages::show::show),
        get("/records/{id}/edit", pages::editing::edit),
        post("/records/{id}/edit", pages::editing::save),
        post("/records/{id}/files", pages::editing::attach),
        get("/records/{id}/record-files/{file_id}", pages::show::file),
        post("/records/{id}/secrecy-marks", pages::show::mark),
        post("/records/{id}/secrecy-marks/{mark_id}/remove", pages::show::unmark),
        get("/record-settings", pages::settings::show),
        post("/record-settings", pages::settings::save),
        post("/record-settings/document-types/{type_key}", pages::settings::save_type),
        get("/disclosures", pages::disclosing::list),
        post("/disclosures", pages::disclosing::create),
        get("/disclosures/new", pages::disclosing::new),
        get("/disclosures/export", pages::export::disclosures),
        get("/disclosures/lists", pages::list_flow::new),
        post("/disclosures/lists", pages::list_flow::create),
        get("/disclosures/{id}", pages::disclosure::show),
        get("/disclosures/{id}/edit", pages::disclosing::edit),
        post("/disclosures/{id}/edit", pages::disclosing::save),
        post("/disclosures/{id}/choose", pages::disclosure::choose),
        get("/disclosures/{id}/chosen/{item_id}", pages::assessing::show),
        post("/disclosures/{id}/chosen/{item_id}", pages::assessing::save),
        post("/disclosures/{id}/chosen/{item_id}/remove", pages::disclosure::remove),
        post("/disclosures/{id}/terms", pages::disclosure::terms),
        post("/disclosures/{id}/extracts", pages::disclosure::issue),
        get("/disclosures/{id}/extracts/{extract_id}/extract.pdf", pages::disclosure::extract),
        get("/disclosures/{id}/extracts/{extract_id}/package.zip", pages::disclosure::package),
        post("/disclosures/{id}/decide", pages::disclosure::decide),
        get("/disclosures/{id}/decision.pdf", pages::disclosure::letter),
        post("/disclosures/{id}/hand-over", pages::disclosure::hand_over),
        get("/disposals", pages::disposing::list),
        post("/disposals", pages::disposing::propose),
        get("/disposals/new", pages::disposing::new),
        get("/disposals/{id}", pages::disposing::show),
        post("/disposals/{id}/decide", pages::disposing::decide),
        post("/disposals/{id}/refuse", pages::disposing::refuse),
        get("/disposals/{id}/protocol.pdf", pages::disposing::protocol),
        get("/legal-holds", pages::holds::list),
        post("/legal-holds", pages::holds::create),
        post("/legal-holds/{id}/lift", pages::holds::lift),
        get("/archive-packages", pages::packages::list),
        post("/archive-packages", pages::packages::create),
        get("/archive-packages/{id}/package.zip", pages::packages::package),
    ]
}

fn api_routes() -> Vec<Endpoint> {
    vec![
        get("/api/v1/records", api::register::list),
        post("/api/v1/records", api::register::create),
        get("/api/v1/records/unregistered", api::register::unregistered),
        get("/api/v1/records/{id}", api::register::show),
        patch("/api/v1/records/{id}", api::register::change),
        post("/api/v1/records/{id}/files", api::register::attach),
        get("/api/v1/records/{id}/record-files/{file_id}", api::register::file),
        post("/api/v1/records/{id}/secrecy-marks", api::register::mark),
        delete("/api/v1/records/{id}/secrecy-marks/{mark_id}", api::register::unmark),
        get("/api/v1/record-settings", api::register::settings),
        put("/api/v1/record-settings", api::register::set_settings),
        put("/api/v1/record-settings/document-types/{type_key}", api::register::set_retention),
        get("/api/v1/disclosures", api::disclosing::list),
        post("/api/v1/disclosures", api::disclosing::create),
        post("/api/v1/disclosures/lists", api::disclosing::create_list),
        get("/api/v1/disclosures/{id}", api::disclosing::show),
        patch("/api/v1/disclosures/{id}", api::disclosing::change),
        post("/api/v1/disclosures/{id}/choose", api::disclosing::choose),
        get("/api/v1/disclosures/{id}/chosen/{item_id}", api::disclosing::chosen),
        put("/api/v1/disclosures/{id}/chosen/{item_id}", api::disclosing::assess),
        delete("/api/v1/disclosures/{id}/chosen/{item_id}", api::disclosing::remove),
        put("/api/v1/disclosures/{id}/terms", api::disclosing::terms),
        post("/api/v1/disclosures/{id}/extracts", api::disclosing::issue),
        get("/api/v1/disclosures/{id}/extracts/{extract_id}/extract.pdf", api::disclosing::extract),
        get("/api/v1/disclosures/{id}/extracts/{extract_id}/package.zip", api::disclosing::package),
        post("/api/v1/disclosures/{id}/decide", api::disclosing::decide),
        get("/api/v1/disclosures/{id}/decision.pdf", api::disclosing::letter),
        post("/api/v1/disclosures/{id}/hand-over", api::disclosing::hand_over),
        get("/api/v1/disposals", api::disposing::list),
        post("/api/v1/disposals", api::disposing::propose),
        get("/api/v1/disposals/dry-run", api::disposing::dry_run),
        get("/api/v1/disposals/{id}", api::disposing::show),
        post("/api/v1/disposals/{id}/decide", api::disposing::decide),
        post("/api/v1/disposals/{id}/refuse", api::disposing::refuse),
        get("/api/v1/disposals/{id}/protocol.pdf", api::disposing::protocol),
        get("/api/v1/legal-holds", api::disposing::holds),
        post("/api/v1/legal-holds", api::disposing::hold),
        post("/api/v1/legal-holds/{id}/lift", api::disposing::lift),
        get("/api/v1/archive-packages", api::disposing::packages),
        post("/api/v1/archive-packages", api::disposing::pack),
        get("/api/v1/archive-packages/{id}/package.zip", api::disposing::package),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
