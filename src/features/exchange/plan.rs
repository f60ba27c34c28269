//! What a file of contracts does to the register. Reads what was loaded, decides, writes nothing.
//!
//! An empty cell never empties a value: a file that lacks something is no reason to forget it.
//! A file of contracts adds vendors but renames none: names belong to the vendor register.

use super::outcome::{Change, Outcome, RowOutcome};
use super::register::{Register, Step, stored_kind};
use super::rules::{ContractRow, Field, ReadRow, VendorKind as FileKind, is_same_name, nicer_name};
use super::said::Said;
use crate::base::{Id, OrgNumber};
use crate::features::contracts::{self, Contract};
use crate::features::services::ListedStep;
use crate::features::vendors::{self, Vendor, VendorKind, VendorStatus};
use crate::kit::Ctx;
use std::collections::HashMap;

/// The outcome of each row, and the steps that bring it about.
#[derive(Debug, Default)]
pub struct Plan {
    pub rows: Vec<RowOutcome>,
    pub steps: Vec<Step>,
    /// What a list of services brings about.
    pub services: Vec<ListedStep>,
}

/// A row that may still go any way.
pub struct Draft {
    pub row: RowOutcome,
    pub touched: bool,
}

impl Draft {
    pub fn of<T>(read: &ReadRow<T>, name: String) -> Draft {
        let row = RowOutcome {
            row: read.row_number,
            outcome: Outcome::Unchanged,
            name,
            changes: Vec::new(),
            errors: Vec::new(),
            warnings: read.warnings.iter().cloned().map(Said::from).collect(),
            notes: Vec::new(),
        };
        Draft { row, touched: false }
    }

    /// Sets `slot` to `new` when that is something else, and remembers the change.
    pub fn set(&mut self, field: Field, slot: &mut Option<String>, new: Option<String>) {
        let Some(new) = new.filter(|new| slot.as_ref() != Some(new)) else { return };
        self.row.changes.push(Change { field, old: slot.clone(), new: new.clone() });
        *slot = Some(new);
    }

    pub fn set_text(&mut self, field: Field, slot: &mut String, new: String) {
        if *slot != new {
            self.row.changes.push(Change { field, old: Some(slot.clone()), new: new.clone() });
            *slot = new;
        }
    }

    pub fn set_kind(&mut self, slot: &mut VendorKind, new: FileKind) {
        // "Other" is also what an empty cell reads as, so it replaces nothing.
        if new != FileKind::Other && stored_kind(new) != *slot {
            self.row.changes.push(Change { field: Field::Kind, old: Some(slot.to_string()), new: new.to_string() });
            *slot = stored_kind(new);
        }
    }
}

pub fn refused<T>(read: &ReadRow<T>, errors: Vec<Said>) -> RowOutcome {
    let mut draft = Draft::of(read, String::new());
    draft.row.outcome = Outcome::Refused;
    draft.row.errors = errors;
    draft.row
}

/// Plans a file of contracts against `register`, which is left as it will be afterwards.
pub fn contracts(ctx: &Ctx, organisation_id: &Id, rows: &[ReadRow<ContractRow>], register: &mut Register) -> Plan {
    let kinds = kinds(rows);
    let mut plan = Plan::default();
    for read in rows {
        let outcome = match &read.outcome {
            Err(errors) => refused(read, errors.iter().cloned().map(Said::from).collect()),
            Ok(row) => {
                let kind = kinds.get(&row.org_number).copied().unwrap_or(row.kind);
                contract(ctx, organisation_id, read, row, kind, register, &mut plan.steps)
            }
        };
        plan.rows.push(outcome);
    }
    plan
}

/// The first telling kind of each vendor, so that the order of its rows does not matter.
fn kinds(rows: &[ReadRow<ContractRow>]) -> HashMap<OrgNumber, FileKind> {
    let mut kinds = HashMap::new();
    for row in rows.iter().filter_map(|read| read.outcome.as_ref().ok()) {
        let kind = kinds.entry(row.org_number.clone()).or_insert(row.kind);
        if *kind == FileKind::Other {
            *kind = row.kind;
        }
    }
    kinds
}

fn contract(
    ctx: &Ctx,
    organisation_id: &Id,
    read: &ReadRow<ContractRow>,
    row: &ContractRow,
    kind: FileKind,
    register: &mut Register,
    steps: &mut Vec<Step>,
) -> RowOutcome {
    let existing = register.contract(&row.reference).cloned();
    let vendor = register.vendors.get(row.org_number.digits()).cloned();
    if let Some(contract) = &existing
        && vendor.as_ref().map(|v| &v.id) != Some(&contract.vendor_id)
    {
        let other = register.vendor_name(&contract.vendor_id);
        return refused(
            read,
            vec![Said::of_field(Field::Reference, "import-error-other-vendor", &[("vendor", &other)])],
        );
    }
    if let Some(ended) = vendor.as_ref().filter(|vendor| vendor.status == VendorStatus::Ended) {
        return of_ended(ctx, read, row, ended, existing.as_ref(), register);
    }
    let mut draft = Draft::of(read, format!("{} {}", row.reference, row.title));
    let manager = manager(row, register, &mut draft);
    note_diary(row, existing.as_ref(), register, &mut draft);
    let vendor_id = vendor_of(ctx, organisation_id, row, kind, vendor, manager.as_ref(), register, steps, &mut draft);
    match existing {
        None => {
            let contract = new_contract(ctx, organisation_id, row, vendor_id, manager);
            draft.row.outcome = Outcome::Created;
            register.keep_contract(contract.clone());
            steps.push(Step::AddContract(Box::new(contract)));
        }
        Some(before) => {
            let after = changed_contract(ctx, row, &before, manager, register, &mut draft);
            if after.version != before.version {
                register.keep_contract(after.clone());
                steps.push(Step::ChangeContract { before: Box::new(before), after: Box::new(after) });
            }
            if !draft.row.changes.is_empty() || draft.touched {
                draft.row.outcome = Outcome::Updated;
            }
        }
    }
    draft.row
}

/// A row of a vendor that has ended: what is in the register may stand in the file again, but nothing new
/// comes and nothing is changed.
fn of_ended(
    ctx: &Ctx,
    read: &ReadRow<ContractRow>,
    row: &ContractRow,
    ended: &Vendor,
    existing: Option<&Contract>,
    register: &Register,
) -> RowOutcome {
    if let Some(before) = existing {
        let mut draft = Draft::of(read, format!("{} {}", row.reference, row.title));
        let manager = manager(row, register, &mut draft);
        changed_contract(ctx, row, before, manager, register, &mut draft);
        if draft.row.changes.is_empty() {
            return draft.row;
        }
    }
    refused(read, vec![register.why_closed(ended, Field::OrgNumber)])
}

fn manager(row: &ContractRow, register: &Register, draft: &mut Draft) -> Option<Id> {
    let email = row.manager_email.as_ref()?;
    let found = register.person(email).cloned();
    if found.is_none() {
        let args = [("value", email.as_str())];
        draft.row.warnings.push(Said::of_field(Field::ManagerEmail, "import-warning-manager-unknown", &args));
    }
    found
}

/// Old registers have numbers of many diaries: one that is not like the organisation's own is taken, and said.
fn note_diary(row: &ContractRow, existing: Option<&Contract>, register: &Register, draft: &mut Draft) {
    let number = row.diary_number.as_deref();
    let stored = existing.and_then(|contract| contract.diary_number.as_deref());
    if let (Some(number), Some(_)) = (number, register.diary.fault("diary_number", number, stored)) {
        draft.row.warnings.push(Said::of_field(Field::DiaryNumber, "import-warning-diary", &[("value", number)]));
    }
}

/// Finds or adds the row's vendor.
#[allow(clippy::too_many_arguments, reason = "one row's whole situation, private to this file")]
fn vendor_of(
    ctx: &Ctx,
    organisation_id: &Id,
    row: &ContractRow,
    kind: FileKind,
    existing: Option<Vendor>,
    manager: Option<&Id>,
    register: &mut Register,
    steps: &mut Vec<Step>,
    draft: &mut Draft,
) -> Id {
    let Some(before) = existing else {
        let mut vendor = new_vendor(ctx, organisation_id, &row.vendor_name, Some(row.org_number.digits().to_string()));
        vendor.kind = stored_kind(kind);
        vendor.manager_id = manager.cloned();
        draft.row.notes.push(Said::of_row("import-note-vendor-added", &[("vendor", &vendor.legal_name)]));
        register.keep_vendor(vendor.clone());
        steps.push(Step::AddVendor(Box::new(vendor.clone())));
        return vendor.id;
    };
    let mut after = before.clone();
    if is_same_name(&before.legal_name, &row.vendor_name) {
        draft.set_text(Field::VendorName, &mut after.legal_name, nicer_name(&before.legal_name, &row.vendor_name));
    } else {
        let args = [("registered", before.legal_name.as_str()), ("value", row.vendor_name.as_str())];
        draft.row.warnings.push(Said::of_field(Field::VendorName, "import-warning-other-name", &args));
    }
    if before.kind == VendorKind::Other {
        draft.set_kind(&mut after.kind, kind);
    }
    if !draft.row.changes.is_empty() {
        draft.touched = true;
        finish_vendor(ctx, &mut after);
        register.keep_vendor(after.clone());
        steps.push(Step::ChangeVendor { before: Box::new(before), after: Box::new(after.clone()) });
    }
    after.id
}

pub fn new_vendor(ctx: &Ctx, organisation_id: &Id, name: &str, number: Option<String>) -> Vendor {
    let mut vendor = Vendor {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        legal_name: nicer_name(name, name),
        name_folded: String::new(),
        search_text: String::new(),
        org_number: number,
        hsa_id: None,
        kind: VendorKind::Other,
        country: "SE".to_string(),
        status: VendorStatus::Active,
        manager_id: None,
        tags: String::new(),
        internal_note: None,
        vendor_organisation_id: None,
        tier: None,
        tier_preliminary: false,
        order_value: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 0,
    };
    finish_vendor(ctx, &mut vendor);
    vendor
}

/// Brings what is derived up to date, and the version on.
pub fn finish_vendor(ctx: &Ctx, vendor: &mut Vendor) {
    vendors::index(vendor);
    vendor.updated_at = ctx.instant();
    vendor.version = vendor.version.saturating_add(1);
}

fn new_contract(ctx: &Ctx, organisation_id: &Id, row: &ContractRow, vendor_id: Id, manager_id: Option<Id>) -> Contract {
    let mut contract = Contract {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        vendor_id,
        reference: row.reference.clone(),
        diary_number: row.diary_number.clone(),
        title: row.title.clone(),
        title_folded: String::new(),
        search_text: String::new(),
        starts_on: Some(row.starts_on),
        ends_on: row.ends_on,
        notice_months: None,
        annual_value_sek: row.annual_value_sek,
        manager_id,
        parent_id: None,
        internal_note: row.note.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    contracts::index(&mut contract);
    contract
}

/// The contract as the row wants it. Its version moves on only when something of its own changed.
fn changed_contract(
    ctx: &Ctx,
    row: &ContractRow,
    before: &Contract,
    manager: Option<Id>,
    register: &Register,
    draft: &mut Draft,
) -> Contract {
    let mut after = before.clone();
    let already = draft.row.changes.len();
    draft.set(Field::DiaryNumber, &mut after.diary_number, row.diary_number.clone());
    draft.set_text(Field::Title, &mut after.title, row.title.clone());
    let shown = |value: Option<chrono::NaiveDate>| value.map(|day| day.to_string());
    let mut dates = (shown(before.starts_on), shown(before.ends_on));
    draft.set(Field::StartsOn, &mut dates.0, shown(Some(row.starts_on)));
    draft.set(Field::EndsOn, &mut dates.1, shown(row.ends_on));
    after.starts_on = Some(row.starts_on);
    after.ends_on = row.ends_on.or(before.ends_on);
    if let (None, Some(end)) = (row.ends_on, before.ends_on) {
        let end = end.to_string();
        draft.row.warnings.push(Said::of_field(Field::EndsOn, "import-warning-end-kept", &[("value", &end)]));
    }
    let mut amount = before.annual_value_sek.map(|value| value.to_string());
    draft.set(Field::AnnualValueSek, &mut amount, row.annual_value_sek.map(|value| value.to_string()));
    after.annual_value_sek = row.annual_value_sek.or(before.annual_value_sek);
    if manager.is_some() && manager != before.manager_id {
        let mut name = register.person_name(before.manager_id.as_ref());
        let new = register.person_name(manager.as_ref());
        draft.set(Field::ManagerEmail, &mut name, new);
        after.manager_id = manager;
    }
    match (&row.note, &before.internal_note) {
        (Some(_), None) => draft.set(Field::Note, &mut after.internal_note, row.note.clone()),
        // Somebody may have written on after the import that brought the note.
        (Some(note), Some(kept)) if !kept.contains(note.as_str()) => {
            draft.row.warnings.push(Said::of_field(Field::Note, "import-warning-note-kept", &[]));
        }
        _ => {}
    }
    if draft.row.changes.len() > already {
        contracts::index(&mut after);
        after.updated_at = ctx.instant();
        after.version = before.version.saturating_add(1);
    }
    after
}
