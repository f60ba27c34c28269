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
    ("GET", "/demo", Demo),
    ("POST", "/demo/sign-in", Demo),
    ("POST", "/demo/clock", Demo),
    ("GET", "/demo/mail", Demo),
    ("GET", "/demo/mail/{id}", Demo),
    ("GET", "/demo/mail/{id}/attachments/{attachment_id}", Demo),
    ("GET", "/api/v1/openapi.json", Public),
    ("GET", "/api/docs", Public),
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
