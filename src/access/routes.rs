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
    // vendors
    ("GET", "/vendors", RegisterRead),
    ("GET", "/vendors/export", RegisterRead),
    ("GET", "/vendors/new", RegisterEdit),
    ("POST", "/vendors/new", RegisterEdit),
    ("GET", "/vendors/{id}", RegisterRead),
    ("GET", "/vendors/{id}/edit", RegisterEdit),
    ("POST", "/vendors/{id}/edit", RegisterEdit),
    ("GET", "/vendors/{id}/categorise", Categorise),
    ("POST", "/vendors/{id}/categorise", Categorise),
    ("GET", "/vendors/{id}/tier-override", Categorise),
    ("POST", "/vendors/{id}/tier-override", Categorise),
    ("GET", "/vendors/{id}/contacts/new", RegisterEdit),
    ("POST", "/vendors/{id}/contacts/new", RegisterEdit),
    ("GET", "/vendors/{id}/contacts/{contact_id}", RegisterEdit),
    ("POST", "/vendors/{id}/contacts/{contact_id}", RegisterEdit),
    ("GET", "/vendors/{id}/invite", VendorInvite),
    ("POST", "/vendors/{id}/invite", VendorInvite),
    ("GET", "/api/v1/vendors", RegisterRead),
    ("POST", "/api/v1/vendors", RegisterEdit),
    ("GET", "/api/v1/vendors/{id}", RegisterRead),
    ("PATCH", "/api/v1/vendors/{id}", RegisterEdit),
    ("POST", "/api/v1/vendors/{id}/categorisations", Categorise),
    ("POST", "/api/v1/vendors/{id}/tier-override", Categorise),
    // contracts and controls
    ("GET", "/vendors/{id}/contracts", RegisterRead),
    ("GET", "/contracts", RegisterRead),
    ("GET", "/contracts/export", RegisterRead),
    ("GET", "/contracts/new", RegisterEdit),
    ("POST", "/contracts/new", RegisterEdit),
    ("GET", "/contracts/{id}", RegisterRead),
    ("GET", "/contracts/{id}/edit", RegisterEdit),
    ("POST", "/contracts/{id}/edit", RegisterEdit),
    ("GET", "/contracts/{id}/clauses", RegisterRead),
    ("POST", "/contracts/{id}/clauses/{clause_id}", ClauseEdit),
    ("GET", "/api/v1/contracts", RegisterRead),
    ("POST", "/api/v1/contracts", RegisterEdit),
    ("GET", "/api/v1/contracts/{id}", RegisterRead),
    ("PATCH", "/api/v1/contracts/{id}", RegisterEdit),
    ("GET", "/api/v1/contracts/{id}/clauses", RegisterRead),
    ("PATCH", "/api/v1/contracts/{id}/clauses/{clause_id}", ClauseEdit),
    ("GET", "/api/v1/controls", RegisterRead),
    // accounts
    ("GET", "/sign-in", Public),
    ("POST", "/sign-in", Public),
    ("POST", "/sign-out", Public),
    ("POST", "/switch", SignedIn),
    ("GET", "/reset", Public),
    ("POST", "/reset", Public),
    ("GET", "/invitation/{token}", Public),
    ("POST", "/invitation/{token}", Public),
    ("GET", "/reset/{token}", Public),
    ("POST", "/reset/{token}", Public),
];

/// The permission of a registered route, by method and pattern.
pub fn permission(method: &str, pattern: &str) -> Option<Permission> {
    let method = if method == "HEAD" { "GET" } else { method };
    ROUTES.iter().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, permission)| *permission)
}
