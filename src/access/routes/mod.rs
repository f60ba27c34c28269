//! Which permission each route asks for. A registered route that is missing here answers 404 and
//! fails `tests/it/access_table.rs`. `{}` patterns are exactly those of the registration.

mod of_answering;
mod of_chains;
mod of_clauses;
mod of_contracts;
mod of_coverage;
mod of_follow_up;
mod of_frameworks;
mod of_notices;
mod of_ladder;
mod of_overview;
mod of_minutes;
mod of_meetings;
mod of_passports;
mod of_plans;
mod of_question_sets;
mod of_records;
mod of_reviewing;
mod of_sendings;
mod of_services;
mod of_vendors;

use super::Permission::{self, *};

/// (method, pattern, permission)
pub type Row = (&'static str, &'static str, Permission);

#[rustfmt::skip]
const ROUTES: &[Row] = &[
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
    // audit trail
    ("GET", "/audit", AuditRead),
    ("GET", "/api/v1/audit-events", AuditRead),
    // reports
    ("GET", "/start", Desk),
    ("GET", "/portal", Portal),
];

const AREAS: &[&[Row]] = &[
    ROUTES,
    of_answering::ROUTES,
    of_chains::ROUTES,
    of_clauses::ROUTES,
    of_contracts::ROUTES,
    of_coverage::ROUTES,
    of_follow_up::ROUTES,
    of_frameworks::ROUTES,
    of_notices::ROUTES,
    of_ladder::ROUTES,
    of_overview::ROUTES,
    of_minutes::ROUTES,
    of_meetings::ROUTES,
    of_passports::ROUTES,
    of_plans::ROUTES,
    of_question_sets::ROUTES,
    of_records::ROUTES,
    of_reviewing::ROUTES,
    of_sendings::ROUTES,
    of_services::ROUTES,
    of_vendors::ROUTES,
];

/// Every route that is served.
pub fn all() -> impl Iterator<Item = &'static Row> {
    AREAS.iter().copied().flatten()
}

/// The permission of a registered route, by method and pattern.
pub fn permission(method: &str, pattern: &str) -> Option<Permission> {
    let method = if method == "HEAD" { "GET" } else { method };
    all().find(|(m, p, _)| *m == method && *p == pattern).map(|(_, _, permission)| *permission)
}
