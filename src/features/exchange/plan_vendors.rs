//! What a file of vendors does to the register. Rows with one organisation number are one vendor:
//! the first of them tells the outcome, the others say that they were joined to it.

use super::outcome::{Change, Outcome, RowOutcome};
use super::plan::{Draft, Plan, finish_vendor, new_vendor, refused};
use super::register::{Register, Step, stored_kind};
use super::rules::{Field, Mapping, ReadRow, VendorRow, is_same_name, nicer_name};
use super::said::Said;
use crate::base::{Id, text};
use crate::features::vendors::{self, Vendor, VendorContact, VendorStatus};
use crate::kit::Ctx;
use std::collections::HashMap;

/// Plans a file of vendors against `register`.
pub fn vendors(
    ctx: &Ctx,
    organisation_id: &Id,
    rows: &[ReadRow<VendorRow>],
    mapping: &Mapping,
    register: &mut Register,
) -> Plan {
    let joined = joined(rows);
    let mut plan = Plan::default();
    let mut first_rows: HashMap<String, u32> = HashMap::new();
    for read in rows {
        let outcome = match &read.outcome {
            Err(errors) => refused(read, errors.iter().cloned().map(Said::from).collect()),
            Ok(row) => match first_rows.get(&row.key()) {
                Some(first) => merged(read, row, *first),
                None => {
                    first_rows.insert(row.key(), read.row_number);
                    let whole = joined.get(&row.key()).unwrap_or(row);
                    let mut draft = Draft::of(read, whole.legal_name.clone());
                    vendor(ctx, organisation_id, whole, mapping, register, &mut plan.steps, &mut draft);
                    draft.row
                }
            },
        };
        plan.rows.push(outcome);
    }
    plan
}

fn joined(rows: &[ReadRow<VendorRow>]) -> HashMap<String, VendorRow> {
    let mut joined: HashMap<String, VendorRow> = HashMap::new();
    for row in rows.iter().filter_map(|read| read.outcome.as_ref().ok()) {
        match joined.get_mut(&row.key()) {
            Some(whole) => whole.fill_from(row),
            None => {
                joined.insert(row.key(), row.clone());
            }
        }
    }
    joined
}

fn merged(read: &ReadRow<VendorRow>, row: &VendorRow, first: u32) -> RowOutcome {
    let mut draft = Draft::of(read, row.legal_name.clone());
    draft.row.notes.push(Said::of_row("import-note-merged", &[("row", &first.to_string())]));
    draft.row
}

fn vendor(
    ctx: &Ctx,
    organisation_id: &Id,
    row: &VendorRow,
    mapping: &Mapping,
    register: &mut Register,
    steps: &mut Vec<Step>,
    draft: &mut Draft,
) {
    let vendor = match register.vendors.get(&row.key()).cloned() {
        None => {
            let mut vendor = new_vendor(ctx, organisation_id, &row.legal_name, row.stored_number());
            vendor.kind = stored_kind(row.kind);
            vendor.hsa_id = row.hsa_id.as_ref().map(|id| id.as_str().to_string());
            vendor.country.clone_from(&row.country);
            vendors::index(&mut vendor);
            draft.row.outcome = Outcome::Created;
            steps.push(Step::AddVendor(Box::new(vendor.clone())));
            vendor
        }
        Some(before) => {
            let mut after = before.clone();
            let nicer = nicer_name(&before.legal_name, &row.legal_name);
            let same = is_same_name(&before.legal_name, &row.legal_name);
            draft.set_text(Field::LegalName, &mut after.legal_name, if same { nicer } else { row.legal_name.clone() });
            draft.set(Field::HsaId, &mut after.hsa_id, row.hsa_id.as_ref().map(|id| id.as_str().to_string()));
            draft.set_kind(&mut after.kind, row.kind);
            // A file without a country column reads as Sweden throughout, which says nothing.
            if mapping.column(Field::Country).is_some() {
                draft.set_text(Field::Country, &mut after.country, row.country.clone());
            }
            if before.status == VendorStatus::Ended {
                // Tried aside: nothing is kept of what the row would do to its contacts.
                let kept = register.contacts.get(&before.id).cloned().unwrap_or_default();
                contact(ctx, &before, row, register, &mut Vec::new(), draft);
                register.contacts.insert(before.id.clone(), kept);
                if !draft.row.changes.is_empty() {
                    draft.row.changes.clear();
                    draft.row.outcome = Outcome::Refused;
                    draft.row.errors.push(register.why_closed(&before, Field::LegalName));
                }
                return;
            }
            if !draft.row.changes.is_empty() {
                finish_vendor(ctx, &mut after);
                steps.push(Step::ChangeVendor { before: Box::new(before), after: Box::new(after.clone()) });
            }
            after
        }
    };
    contact(ctx, &vendor, row, register, steps, draft);
    register.keep_vendor(vendor);
    if draft.row.outcome == Outcome::Unchanged && !draft.row.changes.is_empty() {
        draft.row.outcome = Outcome::Updated;
    }
    if draft.row.outcome == Outcome::Created {
        draft.row.changes.clear();
    }
}

/// Finds the row's contact person by e-mail or name, or adds one.
fn contact(
    ctx: &Ctx,
    vendor: &Vendor,
    row: &VendorRow,
    register: &mut Register,
    steps: &mut Vec<Step>,
    draft: &mut Draft,
) {
    let email = row.email.as_ref().map(|email| email.as_str().to_string());
    // A contact without a name goes by the address or the number.
    let Some(name) = row.contact_name.clone().or_else(|| email.clone()).or_else(|| row.phone.clone()) else { return };
    let known = register.contacts.entry(vendor.id.clone()).or_default();
    let same_email = |c: &&mut VendorContact| {
        email.is_some() && c.email.as_deref().map(text::fold) == email.as_deref().map(text::fold)
    };
    let place = match known.iter_mut().find(same_email) {
        Some(found) => Some(found),
        None => known.iter_mut().find(|c| text::fold(&c.name) == text::fold(&name)),
    };
    let Some(place) = place else {
        let contact = VendorContact {
            id: ctx.new_id(),
            organisation_id: vendor.organisation_id.clone(),
            vendor_id: vendor.id.clone(),
            name: name.clone(),
            email,
            phone: row.phone.clone(),
            duty: None,
            created_at: ctx.instant(),
            version: 1,
            roles: None,
            hours: None,
            opens: None,
            closes: None,
        };
        draft.row.changes.push(Change { field: Field::ContactName, old: None, new: name });
        known.push(contact.clone());
        steps.push(Step::AddContact(contact));
        return;
    };
    let (before, already) = (place.clone(), draft.row.changes.len());
    if let Some(name) = row.contact_name.clone() {
        draft.set_text(Field::ContactName, &mut place.name, name);
    }
    draft.set(Field::Email, &mut place.email, email);
    draft.set(Field::Phone, &mut place.phone, row.phone.clone());
    if draft.row.changes.len() > already {
        place.version = before.version.saturating_add(1);
        steps.push(Step::ChangeContact { before, after: place.clone() });
    }
}
