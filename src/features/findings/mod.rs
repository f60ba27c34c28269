//! What falls short of a requirement, and the actions that put it right.

pub mod actions;
pub mod model;
mod records;
pub mod rules;
pub mod store;

pub use actions::{
    ActionEdit, FindingEdit, NewAction, NewFinding, cancel, close_finding, edit_action, edit_finding, finding_of_clause, open_action,
    open_finding, postpone, reopen_finding, report_done, start, verify,
};
pub use model::{ActionDates, ActionStatus, Postponed, Responsible, Severity};
pub use records::*;
pub use store::{
    actions_by_ids, actions_of_finding, actions_of_vendor, find_action, find_finding, findings_of_origin, findings_of_vendor,
    open_actions_of_contract, postponements_of,
};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
