//! Catalogues of requirements: those of the product, an organisation's own, and those that came in a file; how their
//! nodes relate, and what may be inferred over a relation.

mod actions;
mod api;
mod built_in;
mod document;
mod files;
mod lookup;
mod model;
mod pages;
mod parameters;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    FrameworkEdit, Imported, NewRelation, NodeEdit, Received, add_node, create, import, receive, relate, unrelate,
};
pub use built_in::{
    BuiltIn, BuiltInNode, ISO_2013, ISO_2022, NIS2, built_in, built_in_relations, built_ins, isms_clauses,
};
pub use document::{DocNode, Document, Kept, Note, Report};
pub use lookup::{End, Head, Link, Node, WholeNode, document, find, links_between, links_of_node, node, nodes};
pub use model::*;
pub use parameters::{Inference, Parameters};
pub use records::Framework;
pub use rules::{Carried, Inferred, inferred};
pub use store::{FrameworkFilter, list};

use crate::kit::web::{Endpoint, delete, get, patch, post};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/frameworks", pages::list::list),
        get("/frameworks/new", pages::edit::new),
        post("/frameworks", pages::edit::create),
        get("/frameworks/import", pages::files::new),
        post("/frameworks/import", pages::files::import),
        get("/frameworks/{id}", pages::show::show),
        get("/frameworks/{id}/edit", pages::edit::edit),
        post("/frameworks/{id}/edit", pages::edit::save),
        post("/frameworks/{id}/retire", pages::edit::retire),
        get("/frameworks/{id}/report", pages::files::report),
        get("/frameworks/{id}/export", pages::files::export),
        get("/frameworks/{id}/nodes/new", pages::edit::new_node),
        post("/frameworks/{id}/nodes", pages::edit::add_node),
        get("/frameworks/{id}/nodes/{node_id}", pages::node::show),
        get("/frameworks/{id}/nodes/{node_id}/edit", pages::edit::edit_node),
        post("/frameworks/{id}/nodes/{node_id}/edit", pages::edit::save_node),
        post("/frameworks/{id}/nodes/{node_id}/remove", pages::edit::remove_node),
        get("/frameworks/{id}/mapping/{other_id}", pages::mapping::show),
        post("/frameworks/{id}/mapping/{other_id}", pages::mapping::relate),
        get("/frameworks/{id}/mapping/{other_id}/export", pages::mapping::export),
        post("/frameworks/{id}/mapping/{other_id}/framework-relations/{relation_id}/remove", pages::mapping::unrelate),
        get("/api/v1/frameworks", api::list),
        post("/api/v1/frameworks", api::create),
        post("/api/v1/frameworks/import", api::import),
        get("/api/v1/frameworks/{id}", api::show),
        patch("/api/v1/frameworks/{id}", api::change),
        post("/api/v1/frameworks/{id}/retire", api::retire),
        get("/api/v1/frameworks/{id}/export", api::export),
        get("/api/v1/frameworks/{id}/nodes", api::nodes),
        post("/api/v1/frameworks/{id}/nodes", api::add_node),
        get("/api/v1/frameworks/{id}/nodes/{node_id}", api::node),
        patch("/api/v1/frameworks/{id}/nodes/{node_id}", api::change_node),
        delete("/api/v1/frameworks/{id}/nodes/{node_id}", api::remove_node),
        get("/api/v1/frameworks/{id}/mapping/{other_id}", api::mapping),
        post("/api/v1/frameworks/{id}/mapping/{other_id}", api::relate),
        delete("/api/v1/frameworks/{id}/mapping/{other_id}/framework-relations/{relation_id}", api::unrelate),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi as _;
    api::Description::openapi()
}
