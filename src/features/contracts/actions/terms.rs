//! Renewal, and rights to extend.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{FieldError, Id, text};
use crate::features::contracts::records::{Contract, ExtensionOption, OptionState, Renewal};
use crate::features::contracts::{rules, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const MAX_NOTE: usize = 4000;

/// A right to extend as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionInput {
    pub use_by_on: NaiveDate,
    pub extends_to_on: NaiveDate,
    pub note: Option<String>,
}

fn entry(verb: &'static str, kind: &'static str, contract: &Contract, what: &str) -> audit::Entry {
    audit::Entry::new(verb, kind, &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {what}", contract.reference).trim().to_string())
}

/// The client's own contract; a vendor's scope finds none.
fn own(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Contract> {
    ctx.scope.client()?;
    store::find(c, &ctx.scope, id)
}

/// Says whether a contract renews itself, and by how many months. `version` is 0 while nothing is said.
pub fn set_renewal(c: &mut Db, ctx: &Ctx, contract_id: &Id, months: Option<i32>, version: i32) -> Result<Renewal> {
    ctx.require(Permission::RegisterEdit)?;
    let contract = own(c, ctx, contract_id)?;
    let before = store::renewal(c, &ctx.scope, contract_id)?;
    check_version(Some(version), before.as_ref().map_or(0, |row| row.version), || {
        let stored = before.as_ref().and_then(Renewal::months).map(|months| months.to_string());
        BTreeMap::from([("renewal_months".to_string(), stored.unwrap_or_default())])
    })?;
    let mut checks = Checks::default();
    if months.is_some_and(|months| !(1..=120).contains(&months)) {
        checks.add(FieldError::new("renewal_months", "error-number-range").with("min", 1).with("max", 120));
    }
    checks.that(months.is_none() || contract.ends_on.is_some(), "renewal_months", "error-renewal-no-end");
    checks.done()?;
    let after = Renewal {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        renews: months.is_some(),
        renewal_months: months,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: version + 1,
    };
    match &before {
        Some(before) => {
            store::save_renewal(c, &ctx.scope, &after)?;
            audit::record(c, ctx, entry("update", "contract_renewal", &contract, "").change(before, &after))?;
        }
        None => {
            store::insert_renewal(c, &after)?;
            audit::record(c, ctx, entry("create", "contract_renewal", &contract, "").after(&after))?;
        }
    }
    Ok(after)
}

/// The end that an option extends: the contract's, or what the open option before it would give.
fn base_of(contract: &Contract, options: &[ExtensionOption], before: i32) -> Result<NaiveDate> {
    let end = contract.ends_on.ok_or_else(|| Refusal::invalid("use_by_on", "error-option-no-end"))?;
    let earlier = options.iter().filter(|o| o.state == OptionState::Open && o.number < before);
    Ok(earlier.map(|o| o.extends_to_on).chain([end]).max().unwrap_or(end))
}

fn checked(input: &OptionInput, base: NaiveDate) -> Result<OptionInput> {
    let mut checks = Checks::default();
    if let Some((field, code)) = rules::option_fault(input.use_by_on, input.extends_to_on, base) {
        checks.add(FieldError::new(field, code).with("day", base));
    }
    let note = input.note.as_deref().and_then(text::non_empty);
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_NOTE);
    checks.done()?;
    Ok(OptionInput { note, ..input.clone() })
}

/// Adds a right to extend after those that are there. Errors: `error-option-no-end` for a contract that runs until
/// further notice, `error-option-after-end`, `error-option-not-longer`.
pub fn add_option(c: &mut Db, ctx: &Ctx, contract_id: &Id, input: &OptionInput) -> Result<ExtensionOption> {
    ctx.require(Permission::RegisterEdit)?;
    let contract = own(c, ctx, contract_id)?;
    let known = store::options(c, &ctx.scope, contract_id)?;
    let number = known.iter().map(|option| option.number).max().unwrap_or(0) + 1;
    let input = checked(input, base_of(&contract, &known, number)?)?;
    let row = ExtensionOption {
        id: ctx.new_id(),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        number,
        use_by_on: input.use_by_on,
        extends_to_on: input.extends_to_on,
        state: OptionState::Open,
        note: input.note,
        decided_on: None,
        decided_by_name: None,
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_option(c, &row)?;
    audit::record(c, ctx, entry("create", "contract_option", &contract, &number.to_string()).after(&row))?;
    Ok(row)
}

fn texts(option: &ExtensionOption) -> BTreeMap<String, String> {
    BTreeMap::from([
        ("use_by_on".to_string(), option.use_by_on.to_string()),
        ("extends_to_on".to_string(), option.extends_to_on.to_string()),
        ("note".to_string(), option.note.clone().unwrap_or_default()),
    ])
}

/// The option as it is stored, still open, in the version that was read.
fn open_option(c: &mut Db, ctx: &Ctx, contract_id: &Id, id: &Id, version: i32) -> Result<ExtensionOption> {
    let option = store::find_option(c, &ctx.scope, contract_id, id)?;
    check_version(Some(version), option.version, || texts(&option))?;
    if option.state == OptionState::Open { Ok(option) } else { Err(Refusal::rule("rule-option-decided")) }
}

/// Changes a right to extend that nobody has used or declined.
pub fn change_option(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    id: &Id,
    input: &OptionInput,
    version: i32,
) -> Result<ExtensionOption> {
    ctx.require(Permission::RegisterEdit)?;
    let contract = own(c, ctx, contract_id)?;
    let before = open_option(c, ctx, contract_id, id, version)?;
    let known = store::options(c, &ctx.scope, contract_id)?;
    let input = checked(input, base_of(&contract, &known, before.number)?)?;
    let later = known.iter().filter(|o| o.state == OptionState::Open && o.number > before.number);
    if later.map(|o| o.extends_to_on).min().is_some_and(|next| next <= input.extends_to_on) {
        return Err(Refusal::invalid("extends_to_on", "error-option-overtakes"));
    }
    let after = ExtensionOption {
        use_by_on: input.use_by_on,
        extends_to_on: input.extends_to_on,
        note: input.note,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_option(c, &ctx.scope, &after)?;
    let entry = entry("update", "contract_option", &contract, &after.number.to_string());
    audit::record(c, ctx, entry.change(&before, &after))?;
    Ok(after)
}

/// Uses an option, which moves the contract's last day, or declines it. Errors: `rule-option-decided`,
/// `rule-option-order` while an earlier one is open, `rule-option-late` once its day has passed.
pub fn decide_option(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    id: &Id,
    used: bool,
    version: i32,
) -> Result<ExtensionOption> {
    ctx.require(Permission::RegisterEdit)?;
    let contract = own(c, ctx, contract_id)?;
    let before = open_option(c, ctx, contract_id, id, version)?;
    if used {
        let known = store::options(c, &ctx.scope, contract_id)?;
        if known.iter().any(|o| o.state == OptionState::Open && o.number < before.number) {
            return Err(Refusal::rule("rule-option-order"));
        }
        if before.use_by_on < ctx.today() {
            return Err(Refusal::rule_with("rule-option-late", &[("day", before.use_by_on.to_string())]));
        }
        if contract.ends_on.is_none_or(|end| before.extends_to_on <= end) {
            return Err(Refusal::rule("rule-option-not-longer"));
        }
    }
    let after = ExtensionOption {
        state: if used { OptionState::Used } else { OptionState::Declined },
        decided_on: Some(ctx.today()),
        decided_by_name: Some(ctx.actor.name.clone()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_option(c, &ctx.scope, &after)?;
    let verb = if used { "accept" } else { "dismiss" };
    let said = entry(verb, "contract_option", &contract, &after.number.to_string());
    audit::record(c, ctx, said.change(&before, &after))?;
    if used {
        let extended = Contract {
            ends_on: Some(after.extends_to_on),
            updated_at: ctx.instant(),
            version: contract.version + 1,
            ..contract.clone()
        };
        store::save(c, &ctx.scope, &extended)?;
        audit::record(c, ctx, entry("update", "contract", &contract, "").change(&contract, &extended))?;
    }
    Ok(after)
}
