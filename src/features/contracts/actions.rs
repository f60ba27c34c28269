//! Adding and changing contracts.

mod amendments;
mod deviations;
mod flow_down;
mod numbers;
mod terms;

pub use amendments::*;
pub use deviations::*;
pub use flow_down::*;
pub use numbers::*;
pub use terms::*;

use super::records::Contract;
use super::store;
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, Refusal, Result, text};
use crate::features::vendors;
use crate::kit::{Ctx, audit, diary, outbox};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde_json::json;
use std::collections::BTreeMap;

const MAX_TITLE: usize = 300;
const MAX_REFERENCE: usize = 100;
const MAX_NOTE: usize = 10_000;

/// A contract as typed. Money is in whole kronor a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContract {
    pub vendor_id: Id,
    /// The client's own designation, unique within the client.
    pub reference: String,
    pub diary_number: Option<String>,
    pub title: String,
    pub starts_on: Option<NaiveDate>,
    /// The last day; `None` runs until further notice.
    pub ends_on: Option<NaiveDate>,
    pub notice_months: Option<i32>,
    pub annual_value_sek: Option<i64>,
    pub manager_id: Option<Id>,
    /// The framework agreement that it is called off from.
    pub parent_id: Option<Id>,
    /// Never shown to the vendor.
    pub internal_note: Option<String>,
}

impl NewContract {
    /// What is stored now, as a base for a partial change.
    pub fn of(contract: &Contract) -> NewContract {
        let k = contract.clone();
        NewContract {
            vendor_id: k.vendor_id,
            reference: k.reference,
            diary_number: k.diary_number,
            title: k.title,
            starts_on: k.starts_on,
            ends_on: k.ends_on,
            notice_months: k.notice_months,
            annual_value_sek: k.annual_value_sek,
            manager_id: k.manager_id,
            parent_id: k.parent_id,
            internal_note: k.internal_note,
        }
    }

    pub(super) fn checked(&self) -> (NewContract, Checks) {
        let mut checks = Checks::default();
        let new = NewContract {
            reference: text::tidy(&checks.required("reference", &self.reference)),
            title: text::tidy(&checks.required("title", &self.title)),
            diary_number: diary::tidy(self.diary_number.as_deref()),
            internal_note: self.internal_note.as_deref().and_then(text::non_empty),
            ..self.clone()
        };
        let optional = |text: &Option<String>| text.as_deref().map_or(0, |t| t.chars().count());
        for (field, length, max) in [
            ("reference", new.reference.chars().count(), MAX_REFERENCE),
            ("title", new.title.chars().count(), MAX_TITLE),
            ("diary_number", optional(&new.diary_number), MAX_REFERENCE),
            ("internal_note", optional(&new.internal_note), MAX_NOTE),
        ] {
            if length > max {
                checks.add(FieldError::new(field, "error-too-long").with("max", max));
            }
        }
        if let (Some(start), Some(end)) = (new.starts_on, new.ends_on) {
            checks.that(start <= end, "ends_on", "error-date-order");
        }
        if new.notice_months.is_some_and(|months| !(0..=120).contains(&months)) {
            checks.add(FieldError::new("notice_months", "error-number-range").with("min", 0).with("max", 120));
        }
        checks.that(
            new.annual_value_sek.is_none_or(|kr| (0..=1_000_000_000_000).contains(&kr)),
            "annual_value_sek",
            "error-amount",
        );
        (new, checks)
    }
}

/// The job of whoever has something to make for a new contract. Its name is in the outbox: it may not change.
pub const ADDED: &str = "contract_added";

/// Adds a contract with one of the client's vendors. Errors: `Invalid` with each field's error; a
/// reference that the client already has is `error-contract-reference-taken`, a vendor that has ended
/// `error-vendor-ended`.
pub fn add(c: &mut Db, ctx: &Ctx, new: &NewContract) -> Result<Contract> {
    ctx.require(Permission::RegisterEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let new = checked(c, ctx, new, None)?;
    let mut contract = Contract {
        id: ctx.new_id(),
        organisation_id,
        title_folded: String::new(),
        search_text: String::new(),
        vendor_id: new.vendor_id,
        reference: new.reference,
        diary_number: new.diary_number,
        title: new.title,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        notice_months: new.notice_months,
        annual_value_sek: new.annual_value_sek,
        manager_id: new.manager_id,
        parent_id: new.parent_id,
        internal_note: new.internal_note,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    index(&mut contract);
    store::insert(c, &contract)?;
    let entry =
        audit::Entry::new("create", "contract", &contract.id).vendor(&contract.vendor_id).named(&contract.reference);
    audit::record(c, ctx, entry.after(&contract))?;
    outbox::job(c, ctx, &contract.organisation_id, ADDED, ("contract", &contract.id), &json!({}))?;
    Ok(contract)
}

/// Changes a contract. Errors: `Conflict` when `version` is not the stored one; else as `add`.
pub fn update(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewContract, version: i32) -> Result<Contract> {
    ctx.require(Permission::RegisterEdit)?;
    ctx.scope.client()?;
    let before = store::find(c, &ctx.scope, id)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before)));
    }
    let new = checked(c, ctx, new, Some(&before))?;
    if NewContract::of(&before) == new {
        return Ok(before);
    }
    let mut after = Contract {
        vendor_id: new.vendor_id,
        reference: new.reference,
        diary_number: new.diary_number,
        title: new.title,
        starts_on: new.starts_on,
        ends_on: new.ends_on,
        notice_months: new.notice_months,
        annual_value_sek: new.annual_value_sek,
        manager_id: new.manager_id,
        parent_id: new.parent_id,
        internal_note: new.internal_note,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    index(&mut after);
    store::save(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("update", "contract", &after.id).vendor(&after.vendor_id).named(&after.reference);
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// The stored form, with what only the database knows checked as well.
fn checked(c: &mut Db, ctx: &Ctx, new: &NewContract, before: Option<&Contract>) -> Result<NewContract> {
    let own_id = before.map(|contract| &contract.id);
    let (new, mut checks) = new.checked();
    let stored = before.and_then(|contract| contract.diary_number.as_deref());
    checks.extend(diary::check(c, &ctx.scope, "diary_number", new.diary_number.as_deref(), stored)?);
    match vendors::find(c, &ctx.scope, &new.vendor_id) {
        // A contract that is there stays with its vendor; one that has ended gets no other.
        Ok(vendor) if before.is_none_or(|contract| contract.vendor_id != vendor.id) => {
            if let Some(error) = vendors::ended_error(&vendor, "vendor_id") {
                checks.add(error);
            }
        }
        Ok(_) => {}
        Err(Refusal::NotFound) => checks.that(false, "vendor_id", "error-choice"),
        Err(other) => return Err(other),
    }
    if let Some(error) = vendors::check_manager(c, ctx, new.manager_id.as_ref())? {
        checks.add(error);
    }
    if let Some(code) = framework_fault(c, ctx, &new, own_id)? {
        checks.that(false, "parent_id", code);
    }
    if let Some(before) = before.filter(|before| before.vendor_id != new.vendor_id) {
        checks.that(
            store::call_offs(c, &ctx.scope, &before.id)?.is_empty(),
            "vendor_id",
            "error-contract-calloffs-vendor",
        );
    }
    if let Some(other) = store::by_reference(c, &ctx.scope, &new.reference)? {
        checks.that(Some(&other.id) == own_id, "reference", "error-contract-reference-taken");
    }
    checks.done()?;
    Ok(new)
}

/// Why a contract cannot be called off from the framework agreement that was chosen: a word key. A call-off has no
/// call-offs of its own, which also rules out rings.
fn framework_fault(c: &mut Db, ctx: &Ctx, new: &NewContract, own_id: Option<&Id>) -> Result<Option<&'static str>> {
    let Some(parent_id) = &new.parent_id else { return Ok(None) };
    if Some(parent_id) == own_id {
        return Ok(Some("error-contract-framework-self"));
    }
    let parent = match store::find(c, &ctx.scope, parent_id) {
        Ok(parent) => parent,
        Err(Refusal::NotFound) => return Ok(Some("error-contract-parent")),
        Err(other) => return Err(other),
    };
    if parent.parent_id.is_some() {
        return Ok(Some("error-contract-framework-nested"));
    }
    if parent.vendor_id != new.vendor_id {
        return Ok(Some("error-contract-framework-vendor"));
    }
    let has_call_offs = match own_id {
        Some(id) => !store::call_offs(c, &ctx.scope, id)?.is_empty(),
        None => false,
    };
    Ok(has_call_offs.then_some("error-contract-framework-calloffs"))
}

/// Fills the columns by which a contract is found and sorted.
pub fn index(contract: &mut Contract) {
    let diary = contract.diary_number.as_deref().unwrap_or_default();
    contract.search_text = text::fold(&format!("{} {diary} {}", contract.reference, contract.title));
    contract.title_folded = text::sort_key(&contract.title);
}

/// What is stored now, for whoever edits an older version.
fn stored_texts(contract: &Contract) -> BTreeMap<String, String> {
    fn text<T: ToString>(value: &Option<T>) -> String {
        value.as_ref().map(T::to_string).unwrap_or_default()
    }
    BTreeMap::from([
        ("vendor_id".to_string(), contract.vendor_id.to_string()),
        ("reference".to_string(), contract.reference.clone()),
        ("diary_number".to_string(), text(&contract.diary_number)),
        ("title".to_string(), contract.title.clone()),
        ("starts_on".to_string(), text(&contract.starts_on)),
        ("ends_on".to_string(), text(&contract.ends_on)),
        ("notice_months".to_string(), text(&contract.notice_months)),
        ("annual_value_sek".to_string(), text(&contract.annual_value_sek)),
        ("manager_id".to_string(), text(&contract.manager_id)),
        ("parent_id".to_string(), text(&contract.parent_id)),
        ("internal_note".to_string(), text(&contract.internal_note)),
        ("version".to_string(), contract.version.to_string()),
    ])
}
