//! The vendors that a region or municipality depends on, and how closely each is followed.

mod actions;
mod api;
mod filter;
mod input;
mod judging;
mod pages;
mod records;
mod store;
mod store_merged;
pub mod views;

pub use actions::{add, add_contact, check_manager, link_organisation, update, update_contact};
pub use api::given;
pub use filter::{VendorFilter, VendorQuery, VendorSort};
pub use input::{Audited, NewContact, NewVendor, full_number, index, shown_number};
pub use judging::{Judged, categorise_vendor, current_tier, judge, judgement, override_vendor_tier, sweep};
pub use pages::{
    choices_of_people, conflict_rows, export_file, export_href, filter_form, head, history_lines, vendor_crumbs,
};
pub use records::*;
pub use store::{
    by_org_number, choices, contacts, end_overrides, find, insert, insert_categorisation, insert_contact,
    latest_categorisation, linked_ids, manager_names, names, portal_vendors, save, save_contact,
};
pub use store_merged::{merged_ids, merged_into, refuse_merged};
pub use views::{ConflictRow, Tab, VendorHead};

pub use crate::platform::view::{Choice, HistoryLine};

pub use crate::features::tiering::{
    Categorisation, Criteria, Criterion, Reason, TierOverride, TierTerms, TieringModel, categorise, check_criteria,
    effective_tier, override_tier,
};
use crate::kit::web::{Endpoint, get, patch, post};

/// The feature's routes; every one is in `access/routes.rs`.
pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/vendors", pages::list),
        get("/vendors/export", pages::export),
        get("/vendors/new", pages::new),
        post("/vendors/new", pages::create),
        get("/vendors/{id}", pages::show),
        get("/vendors/{id}/edit", pages::edit),
        post("/vendors/{id}/edit", pages::save),
        get("/vendors/{id}/categorise", pages::categorise),
        post("/vendors/{id}/categorise", pages::save_categorisation),
        get("/vendors/{id}/tier-override", pages::override_form),
        post("/vendors/{id}/tier-override", pages::decide_override),
        get("/vendors/{id}/contacts/new", pages::new_contact),
        post("/vendors/{id}/contacts/new", pages::add_contact),
        get("/vendors/{id}/contacts/{contact_id}", pages::edit_contact),
        post("/vendors/{id}/contacts/{contact_id}", pages::save_contact),
        get("/vendors/{id}/invite", pages::invite_form),
        post("/vendors/{id}/invite", pages::invite),
        get("/api/v1/vendors", api::list),
        post("/api/v1/vendors", api::add),
        get("/api/v1/vendors/{id}", api::find),
        patch("/api/v1/vendors/{id}", api::change),
        post("/api/v1/vendors/{id}/categorisations", api::categorise),
        post("/api/v1/vendors/{id}/tier-override", api::move_tier),
        post("/api/v1/vendors/{id}/invitations", api::invite),
    ]
}

#[derive(utoipa::OpenApi)]
#[openapi(paths(api::list, api::add, api::find, api::change, api::categorise, api::move_tier, api::invite))]
struct ApiPart;

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    ApiPart::openapi()
}
