//! The vendors that a region or municipality depends on, and how closely each is followed.

mod records;
pub mod store;
pub use records::*;

pub mod model;
pub mod rules;
pub mod tiering;

pub use model::{Categorisation, Criteria, Criterion, Reason, TierOverride};
pub use rules::{categorise, check_criteria, effective_tier, override_tier};
pub use tiering::{TierTerms, TieringModel};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}

/// Ends overrides whose validity is over.
pub fn sweep(_app: &crate::kit::App, _now: chrono::DateTime<chrono::Utc>) -> crate::base::Result<()> {
    Ok(())
}
