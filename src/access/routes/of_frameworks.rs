//! Catalogues of requirements, and the administration's own management system.

use super::Row;
use crate::access::Permission::*;

#[rustfmt::skip]
pub const ROUTES: &[Row] = &[
    // frameworks
    ("GET", "/frameworks", RegisterRead),
    ("GET", "/frameworks/new", FrameworkEdit),
    ("POST", "/frameworks", FrameworkEdit),
    ("GET", "/frameworks/import", FrameworkEdit),
    ("POST", "/frameworks/import", FrameworkEdit),
    ("GET", "/frameworks/{id}", RegisterRead),
    ("GET", "/frameworks/{id}/edit", FrameworkEdit),
    ("POST", "/frameworks/{id}/edit", FrameworkEdit),
    ("POST", "/frameworks/{id}/retire", FrameworkEdit),
    ("GET", "/frameworks/{id}/report", RegisterRead),
    ("GET", "/frameworks/{id}/export", RegisterRead),
    ("GET", "/frameworks/{id}/nodes/new", FrameworkEdit),
    ("POST", "/frameworks/{id}/nodes", FrameworkEdit),
    ("GET", "/frameworks/{id}/nodes/{node_id}", RegisterRead),
    ("GET", "/frameworks/{id}/nodes/{node_id}/edit", FrameworkEdit),
    ("POST", "/frameworks/{id}/nodes/{node_id}/edit", FrameworkEdit),
    ("POST", "/frameworks/{id}/nodes/{node_id}/remove", FrameworkEdit),
    ("GET", "/frameworks/{id}/mapping/{other_id}", RegisterRead),
    ("POST", "/frameworks/{id}/mapping/{other_id}", FrameworkEdit),
    ("GET", "/frameworks/{id}/mapping/{other_id}/export", RegisterRead),
    ("POST", "/frameworks/{id}/mapping/{other_id}/framework-relations/{relation_id}/remove", FrameworkEdit),
    ("GET", "/api/v1/frameworks", RegisterRead),
    ("POST", "/api/v1/frameworks", FrameworkEdit),
    ("POST", "/api/v1/frameworks/import", FrameworkEdit),
    ("GET", "/api/v1/frameworks/{id}", RegisterRead),
    ("PATCH", "/api/v1/frameworks/{id}", FrameworkEdit),
    ("POST", "/api/v1/frameworks/{id}/retire", FrameworkEdit),
    ("GET", "/api/v1/frameworks/{id}/export", RegisterRead),
    ("GET", "/api/v1/frameworks/{id}/nodes", RegisterRead),
    ("POST", "/api/v1/frameworks/{id}/nodes", FrameworkEdit),
    ("GET", "/api/v1/frameworks/{id}/nodes/{node_id}", RegisterRead),
    ("PATCH", "/api/v1/frameworks/{id}/nodes/{node_id}", FrameworkEdit),
    ("DELETE", "/api/v1/frameworks/{id}/nodes/{node_id}", FrameworkEdit),
    ("GET", "/api/v1/frameworks/{id}/mapping/{other_id}", RegisterRead),
    ("POST", "/api/v1/frameworks/{id}/mapping/{other_id}", FrameworkEdit),
    ("DELETE", "/api/v1/frameworks/{id}/mapping/{other_id}/framework-relations/{relation_id}", FrameworkEdit),
    // own_isms
];
