//! What can be done with findings and actions: one write transaction each.

mod bulk;
mod effects;
mod findings;
mod mails;
mod open;
mod steps;

pub use bulk::{BulkChange, MOST, change_one, set_priority};
pub use effects::{NewEffect, attach_to_check, check_effect};
pub use findings::{
    FindingEdit, NewFinding, close_finding, edit_finding, finding_of_clause, is_critical, open_finding, reopen_finding,
};
pub use open::{
    ActionEdit, NewAction, edit_action, open_action, open_internal, open_planned, reveal, reveal_one, show_to_vendor,
    tie_action,
};
pub use steps::{Evidence, attach_evidence, cancel, postpone, report_done, start, verify};

use super::records::Action;
use crate::base::refusal::check_version;
use crate::base::{Id, Refusal, Result};
use crate::features::{contracts, vendors};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// Longest title, in characters.
pub const MAX_TITLE: usize = 200;
/// Longest free text, in characters.
pub const MAX_TEXT: usize = 10_000;

/// The vendor must be in the scope, and the contract must be one of that vendor's.
fn check_vendor_and_contract(
    c: &mut Db,
    ctx: &Ctx,
    vendor_id: &Id,
    contract_id: Option<&Id>,
) -> Result<vendors::Vendor> {
    let vendor = match vendors::find(c, &ctx.scope, vendor_id) {
        Err(Refusal::NotFound) => return Err(Refusal::invalid("vendor_id", "error-unknown")),
        found => found?,
    };
    if let Some(id) = contract_id {
        let belongs = match contracts::find(c, &ctx.scope, id) {
            Err(Refusal::NotFound) => false,
            found => found?.vendor_id == vendor.id,
        };
        if !belongs {
            return Err(Refusal::invalid("contract_id", "error-unknown"));
        }
    }
    Ok(vendor)
}

/// What both sides may read of a stored action when an edit was stale.
fn stored_texts(action: &Action) -> BTreeMap<String, String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    BTreeMap::from([
        ("title".to_string(), action.title.clone()),
        ("description".to_string(), text(&action.description)),
        ("focus".to_string(), text(&action.focus)),
        ("owner_name".to_string(), text(&action.owner_name)),
        ("due_on".to_string(), action.due_on.to_string()),
        ("status".to_string(), action.status.to_string()),
    ])
}
