//! The register's pages.

mod contacts;
mod edit;
mod invite;
mod list;
mod shared;
mod show;
mod tier;
mod tier_history;

pub use contacts::{add_contact, edit_contact, new_contact, save_contact};
pub use edit::{create, edit, new, save};
pub use invite::{invite, invite_form};
pub use list::{export, list};
pub use shared::{
    choices_of_people, conflict_rows, export_file, export_href, filter_form, head, history_lines, vendor_crumbs,
};
pub use show::show;
pub use tier::{categorise, decide_override, override_form, save_categorisation};
