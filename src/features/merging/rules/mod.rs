//! What two rows make together, which of them may become one, and which look the same.

mod alike;
mod links;
#[cfg(test)]
mod tests;

pub use alike::{Candidate, Pair, pairs};
pub use links::{Tie, circles, superfluous};

use super::model::{Field, MergeCommand, Pick};
use crate::base::refusal::Checks;
use crate::base::{Refusal, Result, text};
use crate::features::vendors::{NewVendor, Vendor};

const MAX_REASON: usize = 2000;

/// Whether the two say different things; where one says nothing there is nothing to choose.
pub fn differs(field: Field, kept: &Vendor, merged: &Vendor) -> bool {
    let (a, b) = (said(field, kept), said(field, merged));
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// What a row says; None when it says nothing.
fn said(field: Field, vendor: &Vendor) -> Option<String> {
    match field {
        Field::Name => Some(vendor.legal_name.clone()),
        Field::Number => vendor.org_number.as_ref().map(|number| format!("{number} {}", vendor.country)),
        Field::HsaId => vendor.hsa_id.clone(),
        Field::Kind => Some(vendor.kind.to_string()),
        Field::Status => Some(vendor.status.to_string()),
        Field::Manager => vendor.manager_id.as_ref().map(ToString::to_string),
        Field::Tags => text::non_empty(&vendor.tags),
        Field::Note => vendor.internal_note.clone(),
        Field::Portal => vendor.vendor_organisation_id.as_ref().map(ToString::to_string),
        Field::Judgement => vendor.tier.map(|tier| format!("{tier} {}", vendor.tier_preliminary)),
    }
}

/// Whose value stays: as chosen, else that of the kept row, else that of the only row that has one.
pub fn pick(field: Field, kept: &Vendor, merged: &Vendor, command: &MergeCommand) -> Pick {
    match command.picks.get(&field) {
        Some(pick) => *pick,
        None if said(field, kept).is_none() && said(field, merged).is_some() => Pick::Merged,
        None => Pick::Kept,
    }
}

/// Two numbers, and they are not the same one.
pub fn numbers_differ(kept: &Vendor, merged: &Vendor) -> bool {
    let number = |vendor: &Vendor| vendor.org_number.as_deref().map(alike::bare);
    matches!((number(kept), number(merged)), (Some(a), Some(b)) if a != b)
}

/// Errors: `rule-merge-itself`; at `portal` when both have people of their own and none is chosen; at
/// `different_numbers` and `reason` for two numbers without a word about why.
pub fn check(kept: &Vendor, merged: &Vendor, command: &MergeCommand) -> Result<()> {
    if kept.id == merged.id {
        return Err(Refusal::rule("rule-merge-itself"));
    }
    let mut checks = Checks::default();
    for (field, _) in command.picks.iter().filter(|(field, pick)| **pick == Pick::Both && !field.may_be_both()) {
        checks.that(false, field.as_str(), "error-choice");
    }
    let chosen = command.picks.contains_key(&Field::Portal);
    checks.that(chosen || !differs(Field::Portal, kept, merged), "portal", "error-merge-portal");
    let reason = command.reason.as_deref().and_then(text::non_empty);
    if numbers_differ(kept, merged) {
        checks.that(command.different_numbers, "different_numbers", "error-merge-numbers");
        checks.that(reason.is_some(), "reason", "error-merge-reason");
    }
    if reason.is_some_and(|reason| reason.chars().count() > MAX_REASON) {
        checks.add(crate::base::FieldError::new("reason", "error-too-long").with("max", MAX_REASON));
    }
    checks.done()
}

/// What the register says of the kept row afterwards, as an entry that is checked like any other.
pub fn joined(kept: &Vendor, merged: &Vendor, command: &MergeCommand) -> NewVendor {
    let from = |field: Field| if pick(field, kept, merged, command) == Pick::Merged { merged } else { kept };
    let both = |field: Field| pick(field, kept, merged, command) == Pick::Both;
    let notes = [kept.internal_note.as_deref(), merged.internal_note.as_deref()];
    NewVendor {
        legal_name: from(Field::Name).legal_name.clone(),
        org_number: from(Field::Number).org_number.clone(),
        hsa_id: from(Field::HsaId).hsa_id.clone(),
        kind: from(Field::Kind).kind,
        country: from(Field::Number).country.clone(),
        status: from(Field::Status).status,
        manager_id: from(Field::Manager).manager_id.clone(),
        tags: if both(Field::Tags) {
            [kept.tag_list(), merged.tag_list()].concat()
        } else {
            from(Field::Tags).tag_list()
        },
        internal_note: if both(Field::Note) {
            text::non_empty(&notes.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
        } else {
            from(Field::Note).internal_note.clone()
        },
    }
}
