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
    // findings: what both sides may do through the API (start, report, evidence) asks for more in the action
    ("GET", "/findings", FindingRead),
    ("POST", "/findings", FindingEdit),
    ("GET", "/findings/new", FindingEdit),
    ("GET", "/findings/export", FindingRead),
    ("GET", "/findings/suggested", FindingRead),
    ("GET", "/findings/{id}", FindingRead),
    ("GET", "/findings/{id}/edit", FindingEdit),
    ("POST", "/findings/{id}/edit", FindingEdit),
    ("POST", "/findings/{id}/actions", ActionEdit),
    ("POST", "/findings/{id}/close", FindingEdit),
    ("POST", "/findings/{id}/reopen", FindingEdit),
    ("POST", "/contracts/{id}/clauses/{clause_id}/finding", FindingEdit),
    ("GET", "/actions", ActionRead),
    ("GET", "/actions/export", ActionRead),
    ("GET", "/actions/{id}", ActionRead),
    ("GET", "/actions/{id}/edit", ActionEdit),
    ("POST", "/actions/{id}/edit", ActionEdit),
    ("POST", "/actions/{id}/start", ActionEdit),
    ("POST", "/actions/{id}/report", ActionEdit),
    ("POST", "/actions/{id}/verify", ActionVerify),
    ("POST", "/actions/{id}/cancel", ActionEdit),
    ("POST", "/actions/{id}/postpone", ActionEdit),
    ("POST", "/actions/{id}/evidence", ActionEdit),
    ("GET", "/actions/{id}/evidence/{attachment_id}", ActionRead),
    ("GET", "/portal/actions", Portal),
    ("GET", "/portal/actions/{id}", Portal),
    ("POST", "/portal/actions/{id}/start", ActionReport),
    ("POST", "/portal/actions/{id}/report", ActionReport),
    ("GET", "/portal/actions/{id}/evidence/{attachment_id}", Portal),
    ("GET", "/api/v1/findings", FindingRead),
    ("POST", "/api/v1/findings", FindingEdit),
    ("GET", "/api/v1/findings/{id}", FindingRead),
    ("PATCH", "/api/v1/findings/{id}", FindingEdit),
    ("POST", "/api/v1/findings/{id}/close", FindingEdit),
    ("POST", "/api/v1/findings/{id}/reopen", FindingEdit),
    ("GET", "/api/v1/actions", ActionRead),
    ("POST", "/api/v1/actions", ActionEdit),
    ("GET", "/api/v1/actions/{id}", ActionRead),
    ("PATCH", "/api/v1/actions/{id}", ActionEdit),
    ("POST", "/api/v1/actions/{id}/start", ActionRead),
    ("POST", "/api/v1/actions/{id}/postpone", ActionEdit),
    ("POST", "/api/v1/actions/{id}/report-done", ActionRead),
    ("POST", "/api/v1/actions/{id}/verify", ActionVerify),
    ("POST", "/api/v1/actions/{id}/cancel", ActionEdit),
    ("GET", "/api/v1/actions/{id}/evidence", ActionRead),
    ("POST", "/api/v1/actions/{id}/evidence", ActionRead),
    ("GET", "/api/v1/actions/{id}/evidence/{attachment_id}", ActionRead),
];

/// The permission of a registered route, by method and pattern.
pub fn permission(method: &str, pattern: &str) -> Option<Permission> {
    let method = if method == "HEAD" { "GET" } else { method };
    ROUTES.iter().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, permission)| *permission)
}
