//! The recurring meeting between the region and a vendor about a contract: its agenda, its
//! minutes, and the locked record of what was said and decided.

mod records;
pub use records::*;

pub mod agenda;
pub mod model;
pub mod rules;
pub mod snapshot;

pub use agenda::{AgendaInputs, AgendaLine, Event, Expiring, OpenAction, Undecided, build_agenda};
pub use model::{DialogueStatus, ItemKind, ItemStatus, ObjectType, Section};
pub use snapshot::{ActionSnapshot, Change, canonical_json, diff_actions, sha256_hex};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}

/// Background work.
pub fn jobs() -> Vec<super::Job> {
    Vec::new()
}
