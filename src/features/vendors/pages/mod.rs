//! The register's pages.

mod bulk;
mod certificates;
mod contacts;
mod depth;
mod edit;
mod extra;
mod invite;
mod lifecycle;
mod list;
mod portal;
mod shared;
mod show;
mod tier;
mod tier_history;

pub use bulk::{bulk, change_many, keep_filter, remove_filter};
pub use certificates::{
    add_certificate, certificate_file, certificates, edit_certificate, export_certificates, new_certificate, receive,
    remove_certificate, save_certificate, send_file,
};
pub use contacts::{add_contact, edit_contact, new_contact, save_contact};
pub use edit::{create, edit, new, save};
pub use extra::{add_extra_field, edit_extra_field, extra_fields, new_extra_field, save_extra_field};
pub use invite::{invite, invite_form};
pub use lifecycle::{add_rating, lifecycle, new_rating, take_step};
pub use list::{export, list};
pub use portal::{
    add_portal_certificate, edit_portal_certificate, new_portal_certificate, portal_certificates, portal_file,
    remove_portal_certificate, save_portal_certificate,
};
pub use shared::{
    choices_of_people, conflict_rows, export_href, filter_form, head, history_lines, risks_of, vendor_crumbs,
};
pub use show::show;
pub use tier::{categorise, decide_override, override_form, save_categorisation};
