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
    // dialogues
    ("GET", "/dialogues", DialogueRead),
    ("GET", "/dialogues/new", DialogueEdit),
    ("POST", "/dialogues/new", DialogueEdit),
    ("POST", "/contracts/{id}/dialogues", DialogueEdit),
    ("GET", "/dialogues/{id}", DialogueRead),
    ("GET", "/dialogues/{id}/edit", DialogueEdit),
    ("POST", "/dialogues/{id}/edit", DialogueEdit),
    ("POST", "/dialogues/{id}/participants", DialogueEdit),
    ("POST", "/dialogues/{id}/start", DialogueEdit),
    ("POST", "/dialogues/{id}/refresh", DialogueEdit),
    ("POST", "/dialogues/{id}/items", DialogueEdit),
    ("GET", "/dialogues/{id}/meeting", DialogueRead),
    ("POST", "/dialogues/{id}/items/{item_id}", DialogueEdit),
    ("POST", "/dialogues/{id}/actions", DialogueEdit),
    ("POST", "/dialogues/{id}/actions/{action_id}/postpone", ActionEdit),
    ("POST", "/dialogues/{id}/actions/{action_id}/verify", ActionVerify),
    ("GET", "/dialogues/{id}/close", DialogueRead),
    ("POST", "/dialogues/{id}/lock", DialogueLock),
    ("GET", "/dialogues/{id}/report.pdf", DialogueRead),
    ("GET", "/portal/dialogues", DialogueRead),
    ("GET", "/portal/dialogues/{id}", DialogueRead),
    ("GET", "/portal/dialogues/{id}/report.pdf", DialogueRead),
    ("GET", "/api/v1/dialogues", DialogueRead),
    ("POST", "/api/v1/dialogues", DialogueEdit),
    ("GET", "/api/v1/dialogues/{id}", DialogueRead),
    ("PATCH", "/api/v1/dialogues/{id}", DialogueEdit),
    ("GET", "/api/v1/dialogues/{id}/agenda", DialogueRead),
    ("POST", "/api/v1/dialogues/{id}/agenda", DialogueEdit),
    ("POST", "/api/v1/dialogues/{id}/items", DialogueEdit),
    ("PUT", "/api/v1/dialogues/{id}/items/{item_id}", DialogueEdit),
    ("POST", "/api/v1/dialogues/{id}/lock", DialogueLock),
    ("GET", "/api/v1/dialogues/{id}/report.pdf", DialogueRead),
];

/// The permission of a registered route, by method and pattern.
pub fn permission(method: &str, pattern: &str) -> Option<Permission> {
    let method = if method == "HEAD" { "GET" } else { method };
    ROUTES.iter().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, permission)| *permission)
}
