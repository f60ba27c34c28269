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
    ("GET", "/account", SignedIn),
    ("POST", "/account/details", SignedIn),
    ("POST", "/account/password", SignedIn),
    ("POST", "/account/sessions/end-others", SignedIn),
    ("POST", "/account/sessions/{id}/end", SignedIn),
    ("POST", "/account/tokens", SignedIn),
    ("POST", "/account/tokens/{id}/revoke", SignedIn),
    ("GET", "/users", UsersManage),
    ("POST", "/users", UsersManage),
    ("GET", "/users/new", UsersManage),
    ("GET", "/users/{id}", UsersManage),
    ("POST", "/users/{id}/role", UsersManage),
    ("POST", "/users/{id}/end", UsersManage),
    ("POST", "/users/{id}/disable", UsersManage),
    ("POST", "/users/{id}/enable", UsersManage),
    ("POST", "/users/{id}/link", UsersManage),
    ("GET", "/api/v1/users", UsersManage),
    ("POST", "/api/v1/users", UsersManage),
    ("PATCH", "/api/v1/users/{id}", UsersManage),
    ("GET", "/portal/users", PortalUsers),
    ("POST", "/portal/users", PortalUsers),
    ("GET", "/portal/users/new", PortalUsers),
    ("GET", "/portal/users/{id}", PortalUsers),
    ("POST", "/portal/users/{id}/role", PortalUsers),
    ("POST", "/portal/users/{id}/end", PortalUsers),
    ("POST", "/portal/users/{id}/disable", PortalUsers),
    ("POST", "/portal/users/{id}/enable", PortalUsers),
    ("POST", "/portal/users/{id}/link", PortalUsers),
    ("GET", "/api/v1/portal/users", PortalUsers),
    ("POST", "/api/v1/portal/users", PortalUsers),
    ("PATCH", "/api/v1/portal/users/{id}", PortalUsers),
    ("GET", "/api/v1/me", SignedIn),
    // audit trail
    ("GET", "/audit", AuditRead),
    ("GET", "/api/v1/audit-events", AuditRead),
    // reports
    ("GET", "/start", Desk),
    ("GET", "/portal", Portal),
];

/// The permission of a registered route, by method and pattern.
pub fn permission(method: &str, pattern: &str) -> Option<Permission> {
    let method = if method == "HEAD" { "GET" } else { method };
    ROUTES.iter().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, permission)| *permission)
}
