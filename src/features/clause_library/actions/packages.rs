//! Documents to contracts: prepared from gaps or from the register, and what became of them.

use super::{MAX_NAME, MAX_TEXT};
use crate::access::Permission;
use crate::base::refusal::{self, Checks};
use crate::base::{Id, Refusal, Result, text};
use crate::features::clause_library::appendices;
use crate::features::clause_library::library;
use crate::features::clause_library::model::{PackageKind, PackageState};
use crate::features::clause_library::records::{OwnCheck, PackageRow};
use crate::features::clause_library::rules;
use crate::features::clause_library::snapshot::{Package, Packed, Party};
use crate::features::clause_library::store;
use crate::features::contracts::{self, ClauseInput, Contract, InContract};
use crate::features::controls::catalogue;
use crate::features::{accounts, vendors};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What a person states of one of the organisation's own clauses in a contract.
#[derive(Debug, Clone)]
pub struct OwnCheckInput {
    pub in_contract: InContract,
    pub section: Option<String>,
    pub note: Option<String>,
}

/// States whether a contract holds a clause that only the organisation has. `version` 0: nothing was stored.
/// Errors: NotFound for a clause that is not published; at `section` and `note`; `Conflict`.
pub fn check_own(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    own_id: &Id,
    version: i32,
    input: &OwnCheckInput,
) -> Result<OwnCheck> {
    ctx.require(Permission::ClauseEdit)?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let own = store::find_own(c, &ctx.scope, own_id)?;
    if own.published == 0 || own.replaces {
        return Err(Refusal::NotFound);
    }
    let mut checks = Checks::default();
    let section = input.section.as_deref().and_then(text::non_empty);
    let note = input.note.as_deref().and_then(text::non_empty);
    checks.longest("section", section.as_deref().unwrap_or_default(), MAX_NAME);
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let stored = store::own_checks(c, &ctx.scope, &contract.id)?.remove(&own.id);
    refusal::check_version(Some(version), stored.as_ref().map_or(0, |row| row.version), || {
        let text = |value: Option<String>| value.unwrap_or_default();
        BTreeMap::from([
            ("in_contract".to_string(), text(stored.as_ref().map(|row| row.in_contract.to_string()))),
            ("section".to_string(), text(stored.as_ref().and_then(|row| row.section.clone()))),
            ("note".to_string(), text(stored.as_ref().and_then(|row| row.note.clone()))),
        ])
    })?;
    let row = OwnCheck {
        id: stored.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        own_clause_id: own.id,
        in_contract: input.in_contract,
        section,
        note,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: version + 1,
    };
    store::put_own_check(c, &row, stored.is_none())?;
    let entry = audit::Entry::new("update", "own_clause_check", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, own.code));
    let entry = match &stored {
        Some(before) => entry.change(before, &row),
        None => entry.after(&row),
    };
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// Prepares a document: an amendment with the clauses of these codes, or an appendix from the register. Errors: at
/// `clauses` (`error-package-clauses` without any, `error-unknown` for one that the library does not have);
/// `rule-package-ended` for a contract that is over; `rule-package-no-processor` when nobody acts on another's behalf.
pub fn prepare(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    kind: PackageKind,
    codes: &BTreeSet<String>,
) -> Result<PackageRow> {
    ctx.require(Permission::ClauseEdit)?;
    let contract = contracts::find(c, &ctx.scope, contract_id)?;
    let next = rules::next_possible(&contract, ctx.today());
    if next.basis == rules::AmendBasis::Ended {
        return Err(Refusal::rule("rule-package-ended"));
    }
    let (mut clauses, mut material) = (Vec::new(), None);
    if kind == PackageKind::Amendment {
        clauses = packed(c, ctx, codes)?;
    } else {
        let found = appendices::material(c, ctx, &contract.id)?;
        let empty =
            if kind == PackageKind::Instruction { found.instructed.is_empty() } else { found.engaged.is_empty() };
        if empty {
            return Err(Refusal::rule("rule-package-no-processor"));
        }
        material = Some(found);
    }
    let number = store::next_package_number(c, &contract.id)?;
    let package = Package {
        format: "tillit-amendment-1".to_string(),
        kind,
        number,
        client: client(c, &contract)?,
        vendor: vendor(c, ctx, &contract)?,
        reference: contract.reference.clone(),
        title: contract.title.clone(),
        diary_number: contract.diary_number.clone(),
        starts_on: contract.starts_on,
        ends_on: contract.ends_on,
        takes_effect_on: next.takes_effect_on.filter(|_| kind == PackageKind::Amendment),
        made_by: ctx.actor.name.clone(),
        made_at: ctx.instant(),
        catalogue_version: catalogue().current_clauses().version.to_string(),
        clauses,
        material,
    };
    let (snapshot, sha256) = package.sealed()?;
    let row = PackageRow {
        id: ctx.new_id(),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        number,
        kind,
        state: PackageState::Prepared,
        snapshot,
        sha256,
        takes_effect_on: package.takes_effect_on,
        made_by_name: ctx.actor.name.clone(),
        made_at: ctx.instant(),
        settled_on: None,
        settled_by_name: None,
        settled_note: None,
        version: 1,
    };
    store::insert_package(c, &row)?;
    let entry = audit::Entry::new("create", "amendment_package", &row.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, row.number));
    audit::record(c, ctx, entry.after(&row))?;
    Ok(row)
}

fn packed(c: &mut Db, ctx: &Ctx, codes: &BTreeSet<String>) -> Result<Vec<Packed>> {
    let mut checks = Checks::default();
    checks.that(!codes.is_empty(), "clauses", "error-package-clauses");
    let entries = library::library(c, &ctx.scope)?;
    let known = codes.iter().all(|code| entries.iter().any(|entry| entry.code == *code));
    checks.that(known, "clauses", "error-unknown");
    checks.done()?;
    let chosen = entries.into_iter().filter(|entry| codes.contains(&entry.code));
    Ok(chosen
        .map(|entry| Packed {
            code: entry.code,
            own_version: entry.own.map(|(_, number)| number),
            content: entry.content,
        })
        .collect())
}

fn client(c: &mut Db, contract: &Contract) -> Result<Party> {
    let client = accounts::find_organisation(c, &contract.organisation_id)?;
    Ok(Party { name: client.name, org_number: vendors::shown_number(client.org_number.as_deref()) })
}

fn vendor(c: &mut Db, ctx: &Ctx, contract: &Contract) -> Result<Party> {
    let vendor = vendors::find(c, &ctx.scope, &contract.vendor_id)?;
    Ok(Party { name: vendor.legal_name, org_number: vendors::shown_number(vendor.org_number.as_deref()) })
}

/// What became of a document.
#[derive(Debug, Clone)]
pub struct Settling {
    pub state: PackageState,
    pub settled_on: Option<NaiveDate>,
    pub note: Option<String>,
    /// Where the clauses then stand, such as `Tillägg 1`.
    pub section: String,
}

/// A document is signed, and the contract holds its clauses; or it is dropped, with a reason. Errors: at `state`,
/// `settled_on` and `note`; `rule-package-settled`; `Conflict`.
pub fn settle(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, new: &Settling) -> Result<PackageRow> {
    ctx.require(Permission::ClauseEdit)?;
    let before = store::find_package(c, &ctx.scope, id)?;
    refusal::check_version(Some(version), before.version, || {
        BTreeMap::from([("state".to_string(), before.state.to_string())])
    })?;
    if before.state != PackageState::Prepared {
        return Err(Refusal::rule("rule-package-settled"));
    }
    let note = new.note.as_deref().and_then(text::non_empty);
    let mut checks = Checks::default();
    checks.that(new.state != PackageState::Prepared, "state", "error-choice");
    checks.that(new.settled_on.is_some(), "settled_on", "error-required");
    checks.that(new.settled_on.is_none_or(|day| day <= ctx.today()), "settled_on", "error-legal-future");
    checks.that(new.state != PackageState::Dropped || note.is_some(), "note", "error-reason-required");
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let contract = contracts::find(c, &ctx.scope, &before.contract_id)?;
    let after = PackageRow {
        state: new.state,
        settled_on: new.settled_on,
        settled_by_name: Some(ctx.actor.name.clone()),
        settled_note: note,
        version: before.version + 1,
        ..before.clone()
    };
    store::save_package(c, &after)?;
    let entry = audit::Entry::new("close", "amendment_package", &after.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, after.number));
    audit::record(c, ctx, entry.change(&before, &after))?;
    if after.state == PackageState::Signed && after.kind == PackageKind::Amendment {
        hold(c, ctx, &contract, &Package::open(&after.snapshot)?, &new.section)?;
    }
    Ok(after)
}

/// Marks the clauses of a signed amendment as being in the contract; what is known of how they are met stays.
fn hold(c: &mut Db, ctx: &Ctx, contract: &Contract, package: &Package, section: &str) -> Result<()> {
    let lines = contracts::clause_lines(c, &ctx.scope, contract)?;
    let checks = store::own_checks(c, &ctx.scope, &contract.id)?;
    for packed in &package.clauses {
        if catalogue().current_clauses().find(&packed.code).is_some() {
            let line = lines.iter().find(|line| line.clause.id == packed.code);
            // One that the vendor's tier does not ask for is agreed on all the same, and has no line to mark.
            let Some(line) = line else { continue };
            let input = ClauseInput {
                in_contract: Some(InContract::Present),
                section: Some(section.to_string()),
                met: line.met(),
                note: line.row.as_ref().and_then(|row| row.note.clone()),
            };
            contracts::set_clause(c, ctx, &contract.id, &packed.code, &input, line.version())?;
        } else if let Some(own) = store::own_by_code(c, &ctx.scope, &packed.code)? {
            let stored = checks.get(&own.id);
            let input = OwnCheckInput {
                in_contract: InContract::Present,
                section: Some(section.to_string()),
                note: stored.and_then(|row| row.note.clone()),
            };
            check_own(c, ctx, &contract.id, &own.id, stored.map_or(0, |row| row.version), &input)?;
        }
    }
    Ok(())
}
