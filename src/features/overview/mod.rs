//! Reports over the whole portfolio: the director's page, the follow-up of the follow-up itself, trends from the figures
//! of each day, the register on any day, the auditor's question, and reports by mail (domain.md 1.3 rows 7, 8, 21, 67, 81).
//! Every figure and its rows are one FROM and WHERE (`store/specs.rs`), so they cannot disagree.

mod actions;
mod api;
mod model;
mod pages;
mod paper;
mod parameters;
mod records;
mod rules;
mod store;
pub mod views;

pub use actions::{
    ClauseAsked, Counted, Figure, GoalEdit, MailingEdit, Past, TextEdit, Trend, figures, followed_up, put_goal,
    put_mailing, put_text, send_due, snapshot, sweep, take_snapshots, trend, vendors_at,
};
pub use model::{Measure, Moment, Part, Place, ReportKind};
pub use paper::{director_pdf, memo_docx, memo_pdf};
pub use records::Snapshot;
pub use rules::{Answer, ClauseLine, Hole, VendorDifference, VendorThen, differences};
pub use store::{Behind, insert_snapshots, rows, texts};

use crate::kit::web::{Endpoint, get, post, put};

/// The feature's routes; every one is in `access/routes`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/overview", pages::director::show),
        get("/overview/report.pdf", pages::director::pdf),
        get("/overview/memo", pages::memo::show),
        get("/overview/memo.pdf", pages::memo::pdf),
        get("/overview/memo.docx", pages::memo::docx),
        get("/overview/texts", pages::memo::texts),
        post("/overview/texts/{place}", pages::memo::save),
        get("/overview/follow-up", pages::director::follow_up),
        get("/overview/measures/{measure}", pages::measures::show),
        post("/overview/measures/{measure}/goal", pages::measures::save_goal),
        get("/overview/vendors", pages::past::vendors),
        get("/overview/clauses", pages::past::clause),
        get("/overview/administrations", pages::administrations::show),
        get("/overview/mailings", pages::mailings::show),
        post("/overview/mailings/{report}", pages::mailings::save),
        get("/exports/assessments", pages::exports::assessments),
        get("/exports/audit-events", pages::exports::audit_events),
        get("/exports/contract-watch", pages::exports::contract_watch),
        get("/exports/coverage", pages::exports::coverage),
        get("/exports/dialogues", pages::exports::dialogues),
        get("/exports/incidents", pages::exports::incidents),
        get("/exports/reviews", pages::exports::reviews),
        get("/exports/sendings", pages::exports::sendings),
        get("/api/v1/overview", api::figures::director),
        get("/api/v1/overview/report.pdf", api::figures::report_pdf),
        get("/api/v1/overview/memo.pdf", api::figures::memo_pdf),
        get("/api/v1/overview/memo.docx", api::figures::memo_docx),
        get("/api/v1/overview/measures/{measure}", api::figures::measure),
        put("/api/v1/overview/measures/{measure}/goal", api::settings::put_goal),
        get("/api/v1/overview/vendors", api::past::vendors),
        get("/api/v1/overview/clauses", api::past::clause),
        get("/api/v1/overview/administrations", api::past::administrations),
        get("/api/v1/overview/texts", api::settings::texts),
        put("/api/v1/overview/texts/{place}", api::settings::put_text),
        get("/api/v1/overview/mailings", api::settings::mailings),
        put("/api/v1/overview/mailings/{report}", api::settings::put_mailing),
    ]
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    api::part()
}
