//! The vendors that a region or municipality depends on, and how closely each is followed.

mod actions;
mod filter;
mod input;
mod judging;
mod records;
pub mod store;

pub mod model;
pub mod rules;
pub mod tiering;

pub use actions::{add, add_contact, check_manager, link_organisation, update, update_contact};
pub use filter::{VendorFilter, VendorQuery, VendorSort};
pub use input::{NewContact, NewVendor, full_number, shown_number};
pub use judging::{categorise_vendor, current_tier, override_vendor_tier, sweep};
pub use model::{Categorisation, Criteria, Criterion, Reason, TierOverride};
pub use records::*;
pub use rules::{categorise, check_criteria, effective_tier, override_tier};
pub use store::{by_org_number, choices, contacts, find, insert, linked_ids, manager_names, names, portal_vendors};
pub use tiering::{TierTerms, TieringModel};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<crate::kit::web::Endpoint> {
    Vec::new()
}

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    utoipa::openapi::OpenApi::default()
}
