//! The vendors that a region or municipality depends on, and how closely each is followed.

mod actions;
mod api;
mod depth_input;
mod filter;
mod input;
mod judging;
mod pages;
mod records;
mod rules;
mod store;
mod store_merged;
mod terms;
pub mod views;

pub use actions::{
    BulkChange, CertificateFile, add, add_certificate, add_contact, add_extra_field, add_rating, add_whole,
    attach_certificate_file, change_one, check_manager, ended_error, keep_filter, link_organisation, open_for_change,
    take_step, update, update_certificate, update_contact, update_whole,
};
pub use api::given;
pub use depth_input::{NewCertificate, NewContact, NewDepth, NewExtraField, NewRating, NewStep};
pub use filter::{VendorFilter, VendorQuery, VendorSort};
pub use input::{Audited, NewVendor, full_number, index, shown_number};
pub use judging::{Judged, categorise_vendor, current_tier, judge, judgement, override_vendor_tier, sweep};
pub use pages::{
    choices_of_people, conflict_rows, export_href, filter_form, head, history_lines, risks_of, vendor_crumbs,
};
pub use records::*;
pub use rules::{CertificateState, certificate_state, contact_roles, is_always_reachable};
pub use store::{
    Tied, all, by_org_number, certificates_of, choices, contacts, depth, end_overrides, extra_fields, find, insert,
    insert_categorisation, insert_contact, insert_unmarked, lapsed, latest_categorisation, linked_ids, list,
    manager_names, names, open_choices, open_risks, portal_vendors, ratings, save, save_contact, saved_filters, steps,
};
pub use store_merged::{merged_ids, merged_into, merged_vendors, refuse_merged};
pub use terms::RegisterTerms;
pub use views::{ConflictRow, RisksOf, Tab, VendorHead};

pub use crate::kit::web::{export_file, export_part};
pub use crate::platform::view::{Choice, HistoryLine};

pub use crate::features::tiering::{
    Categorisation, Criteria, Criterion, Reason, TierOverride, TierTerms, TieringModel, categorise, check_criteria,
    effective_tier, override_tier,
};
use crate::kit::web::{Endpoint, delete, get, patch, post};

/// The feature's routes; every one is in `access/routes`.
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
        get("/vendors/{id}/lifecycle", pages::lifecycle),
        post("/vendors/{id}/lifecycle", pages::take_step),
        get("/vendors/{id}/ratings/new", pages::new_rating),
        post("/vendors/{id}/ratings/new", pages::add_rating),
        get("/vendors/{id}/certificates/new", pages::new_certificate),
        post("/vendors/{id}/certificates/new", pages::add_certificate),
        get("/vendors/{id}/certificates/{certificate_id}", pages::edit_certificate),
        post("/vendors/{id}/certificates/{certificate_id}", pages::save_certificate),
        post("/vendors/{id}/certificates/{certificate_id}/remove", pages::remove_certificate),
        get("/vendors/{id}/certificates/{certificate_id}/file", pages::certificate_file),
        get("/certificates", pages::certificates),
        get("/certificates/export", pages::export_certificates),
        post("/vendors-bulk", pages::bulk),
        post("/vendor-filters", pages::keep_filter),
        post("/vendor-filters/{filter_id}/remove", pages::remove_filter),
        get("/extra-fields", pages::extra_fields),
        get("/extra-fields/new", pages::new_extra_field),
        post("/extra-fields/new", pages::add_extra_field),
        get("/extra-fields/{field_id}", pages::edit_extra_field),
        post("/extra-fields/{field_id}", pages::save_extra_field),
        get("/portal/certificates", pages::portal_certificates),
        get("/portal/certificates/new", pages::new_portal_certificate),
        post("/portal/certificates/new", pages::add_portal_certificate),
        get("/portal/certificates/{certificate_id}", pages::edit_portal_certificate),
        post("/portal/certificates/{certificate_id}", pages::save_portal_certificate),
        post("/portal/certificates/{certificate_id}/remove", pages::remove_portal_certificate),
        get("/portal/certificates/{certificate_id}/file", pages::portal_file),
        post("/api/v1/vendors/{id}/lifecycle", api::depth::take_step),
        get("/api/v1/vendors/{id}/contacts", api::depth::contacts),
        post("/api/v1/vendors/{id}/contacts", api::depth::add_contact),
        patch("/api/v1/vendors/{id}/contacts/{contact_id}", api::depth::change_contact),
        get("/api/v1/vendors/{id}/ratings", api::depth::ratings),
        post("/api/v1/vendors/{id}/ratings", api::depth::add_rating),
        post("/api/v1/vendors-bulk", api::depth::bulk),
        get("/api/v1/vendor-filters", api::own_fields::filters),
        post("/api/v1/vendor-filters", api::own_fields::keep_filter),
        delete("/api/v1/vendor-filters/{filter_id}", api::own_fields::remove_filter),
        get("/api/v1/extra-fields", api::own_fields::fields),
        post("/api/v1/extra-fields", api::own_fields::add_field),
        patch("/api/v1/extra-fields/{field_id}", api::own_fields::change_field),
        get("/api/v1/certificates", api::certificates::list),
        get("/api/v1/vendors/{id}/certificates", api::certificates::of_vendor),
        post("/api/v1/vendors/{id}/certificates", api::certificates::add),
        get("/api/v1/certificates/{certificate_id}", api::certificates::find),
        patch("/api/v1/certificates/{certificate_id}", api::certificates::change),
        delete("/api/v1/certificates/{certificate_id}", api::certificates::remove),
        post("/api/v1/certificates/{certificate_id}/file", api::certificates::attach),
        get("/api/v1/certificates/{certificate_id}/file", api::certificates::file),
        get("/api/v1/portal/certificates", api::certificates::portal),
        post("/api/v1/portal/certificates", api::certificates::portal_add),
        post("/api/v1/portal/certificates/{certificate_id}/file", api::certificates::portal_attach),
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
#[openapi(paths(
    api::list,
    api::add,
    api::find,
    api::change,
    api::categorise,
    api::move_tier,
    api::invite,
    api::depth::take_step,
    api::depth::contacts,
    api::depth::add_contact,
    api::depth::change_contact,
    api::depth::ratings,
    api::depth::add_rating,
    api::depth::bulk,
    api::own_fields::filters,
    api::own_fields::keep_filter,
    api::own_fields::remove_filter,
    api::own_fields::fields,
    api::own_fields::add_field,
    api::own_fields::change_field,
    api::certificates::list,
    api::certificates::of_vendor,
    api::certificates::add,
    api::certificates::find,
    api::certificates::change,
    api::certificates::remove,
    api::certificates::attach,
    api::certificates::file,
    api::certificates::portal,
    api::certificates::portal_add,
    api::certificates::portal_attach
))]
struct ApiPart;

/// The feature's part of the OpenAPI document.
pub fn api_part() -> utoipa::openapi::OpenApi {
    use utoipa::OpenApi;
    ApiPart::openapi()
}
