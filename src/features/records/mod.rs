//! Public records (domain.md 7.4-7.5): what is known of each record, who asks for them and what they are given,
//! how long they are kept, how they go, and how they reach the e-archive. A vendor sees none of it.

mod actions;
mod api;
mod archive;
mod jobs;
mod model;
mod pages;
mod paper;
mod parameters;
mod reading;
mod rows;
mod routes;
mod rules;
mod snapshot;
mod store;
pub mod views;

pub use actions::{
    DisclosureEdit, NewDisclosure, NewHold, NewList, NewRecord, NewRetention, NewSettings, PackageDraft, RecordEdit,
    Ruling, assess, attach, carry_out, choose, decide, disclose_list, draft_package, dry_run, edit, edit_disclosure,
    hand_over, hold, issue, keep_package, lift, mark, pack, packed, proposal, propose, proposed, readable, receive,
    refuse, register, set_retention, set_settings, set_terms,
};
pub use model::*;
pub use paper::{extract as extract_pdf, letter as letter_pdf, protocol as protocol_pdf};
pub use routes::{api_part, routes};
pub use rows::*;
pub use snapshot::{Extract, Letter, Protocol};
pub use store::{
    DisclosureFilter, RecordFilter, find, find_disclosure, find_disposal, items as disclosure_items, list, of_object,
};

/// Background work.
pub fn jobs() -> Vec<super::Job> {
    vec![(jobs::ERASE, jobs::erase)]
}
