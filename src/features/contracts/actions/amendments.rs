//! Amendments: proposed, signed or dropped. A signed one makes its clauses present.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{FieldError, Id, text};
use crate::features::contracts::records::{
    Amendment, AmendmentClause, AmendmentState, ClauseMet, Contract, ContractClause, InContract,
};
use crate::features::contracts::{rules, store};
use crate::features::controls::catalogue;
use crate::kit::{Ctx, audit, diary};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

const MAX_TITLE: usize = 300;
const MAX_NOTE: usize = 4000;

/// A clause that an amendment brings in, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BroughtIn {
    pub clause_id: String,
    pub section: Option<String>,
}

/// An amendment as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AmendmentInput {
    pub title: String,
    pub diary_number: Option<String>,
    /// Never shown to the vendor.
    pub note: Option<String>,
    pub clauses: Vec<BroughtIn>,
}

/// Tidied, with its diary number in the place of the one that is `stored`. Errors: at the fields.
fn checked(c: &mut Db, ctx: &Ctx, input: &AmendmentInput, stored: Option<&str>) -> Result<AmendmentInput> {
    let mut checks = Checks::default();
    let title = text::tidy(&checks.required("title", &input.title));
    checks.longest("title", &title, MAX_TITLE);
    let diary_number = diary::tidy(input.diary_number.as_deref());
    checks.longest("diary_number", diary_number.as_deref().unwrap_or_default(), 100);
    checks.extend(diary::check(c, &ctx.scope, "diary_number", diary_number.as_deref(), stored)?);
    let note = input.note.as_deref().and_then(text::non_empty);
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_NOTE);
    let (mut seen, mut clauses) = (BTreeSet::new(), Vec::new());
    for brought in &input.clauses {
        let known = catalogue().current_clauses().find(&brought.clause_id).is_some();
        checks.that(known && seen.insert(brought.clause_id.clone()), "clauses", "error-amendment-clause");
        let section = brought.section.as_deref().and_then(text::non_empty);
        if section.as_deref().is_some_and(|section| section.chars().count() > 200) {
            checks.add(FieldError::new("clauses", "error-too-long").with("max", 200));
        }
        clauses.push(BroughtIn { clause_id: brought.clause_id.clone(), section });
    }
    checks.done()?;
    Ok(AmendmentInput { title, diary_number, note, clauses })
}

fn rows(ctx: &Ctx, amendment: &Amendment, clauses: &[BroughtIn]) -> Vec<AmendmentClause> {
    let row = |brought: &BroughtIn| AmendmentClause {
        id: ctx.new_id(),
        organisation_id: amendment.organisation_id.clone(),
        amendment_id: amendment.id.clone(),
        contract_id: amendment.contract_id.clone(),
        clause_id: brought.clause_id.clone(),
        section: brought.section.clone(),
    };
    clauses.iter().map(row).collect()
}

fn entry(verb: &'static str, contract: &Contract, amendment: &Amendment) -> audit::Entry {
    audit::Entry::new(verb, "contract_amendment", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {} {}", contract.reference, amendment.number, amendment.title))
}

/// What the log keeps of an amendment: the row and its clauses.
#[derive(serde::Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    amendment: &'a Amendment,
    clauses: &'a [BroughtIn],
}

/// Proposes an amendment with the next number. Errors: at the fields; `error-amendment-clause` for a clause that
/// the library does not have, or that is there twice.
pub fn add_amendment(c: &mut Db, ctx: &Ctx, contract_id: &Id, input: &AmendmentInput) -> Result<Amendment> {
    ctx.require(Permission::ClauseEdit)?;
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    let input = checked(c, ctx, input, None)?;
    let last = store::amendments(c, &ctx.scope, contract_id)?.first().map_or(0, |amendment| amendment.number);
    let amendment = Amendment {
        id: ctx.new_id(),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        number: last + 1,
        title: input.title,
        diary_number: input.diary_number,
        note: input.note,
        state: AmendmentState::Proposed,
        signed_on: None,
        dropped_reason: None,
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_amendment(c, &amendment)?;
    store::bring_in(c, &ctx.scope, &amendment.id, &rows(ctx, &amendment, &input.clauses))?;
    let whole = Whole { amendment: &amendment, clauses: &input.clauses };
    audit::record(c, ctx, entry("create", &contract, &amendment).after(&whole))?;
    Ok(amendment)
}

/// What an amendment brings in, as it is stored.
pub(in crate::features::contracts) fn clauses_of(all: &[AmendmentClause], id: &Id) -> Vec<BroughtIn> {
    let own = all.iter().filter(|row| row.amendment_id == *id);
    own.map(|row| BroughtIn { clause_id: row.clause_id.clone(), section: row.section.clone() }).collect()
}

/// The amendment while it is proposed, in the version that was read, with its contract and its clauses.
fn proposed(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    id: &Id,
    version: i32,
) -> Result<(Contract, Amendment, Vec<BroughtIn>)> {
    ctx.require(Permission::ClauseEdit)?;
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    let amendment = store::find_amendment(c, &ctx.scope, contract_id, id)?;
    check_version(Some(version), amendment.version, || {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        BTreeMap::from([
            ("title".to_string(), amendment.title.clone()),
            ("diary_number".to_string(), text(&amendment.diary_number)),
            ("note".to_string(), text(&amendment.note)),
        ])
    })?;
    if amendment.state != AmendmentState::Proposed {
        return Err(Refusal::rule("rule-amendment-decided"));
    }
    let clauses = clauses_of(&store::brought_in(c, &ctx.scope, contract_id)?, id);
    Ok((contract, amendment, clauses))
}

/// Changes an amendment that is proposed. Errors: as `add_amendment`; Conflict; `rule-amendment-decided`.
pub fn change_amendment(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    id: &Id,
    input: &AmendmentInput,
    version: i32,
) -> Result<Amendment> {
    let (contract, before, had) = proposed(c, ctx, contract_id, id, version)?;
    let input = checked(c, ctx, input, before.diary_number.as_deref())?;
    let after = Amendment {
        title: input.title,
        diary_number: input.diary_number,
        note: input.note,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_amendment(c, &ctx.scope, &after)?;
    store::bring_in(c, &ctx.scope, id, &rows(ctx, &after, &input.clauses))?;
    let was = Whole { amendment: &before, clauses: &had };
    let is = Whole { amendment: &after, clauses: &input.clauses };
    audit::record(c, ctx, entry("update", &contract, &after).change(&was, &is))?;
    Ok(after)
}

/// Signs an amendment: its clauses are present from now on. Errors: `error-signed-later`,
/// `error-signed-before-contract`, `rule-amendment-empty` when it brings nothing in, `rule-amendment-decided`.
pub fn sign_amendment(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    id: &Id,
    signed_on: NaiveDate,
    version: i32,
) -> Result<Amendment> {
    let (contract, before, clauses) = proposed(c, ctx, contract_id, id, version)?;
    if let Some(code) = rules::signature_fault(signed_on, contract.starts_on, ctx.today()) {
        let start = contract.starts_on.map(|day| day.to_string()).unwrap_or_default();
        return Err(Refusal::Invalid(vec![FieldError::new("signed_on", code).with("day", start)]));
    }
    if clauses.is_empty() {
        return Err(Refusal::rule("rule-amendment-empty"));
    }
    let after = Amendment {
        state: AmendmentState::Signed,
        signed_on: Some(signed_on),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_amendment(c, &ctx.scope, &after)?;
    let mut entries = vec![entry("sign", &contract, &after).change(&before, &after)];
    let stored = store::clause_rows(c, &ctx.scope, contract_id)?;
    for brought in &clauses {
        entries.push(make_present(c, ctx, &contract, brought, stored.get(&brought.clause_id))?);
    }
    audit::record_all(c, ctx, entries)?;
    Ok(after)
}

fn make_present(
    c: &mut Db,
    ctx: &Ctx,
    contract: &Contract,
    brought: &BroughtIn,
    stored: Option<&ContractClause>,
) -> Result<audit::Entry> {
    let row = ContractClause {
        id: stored.map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        clause_id: brought.clause_id.clone(),
        catalogue_version: catalogue().current_clauses().version.to_string(),
        in_contract: Some(InContract::Present),
        section: brought.section.clone().or_else(|| stored.and_then(|row| row.section.clone())),
        met: stored.map_or(ClauseMet::Unknown, |row| row.met),
        note: stored.and_then(|row| row.note.clone()),
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: stored.map_or(1, |row| row.version + 1),
    };
    let verb = if stored.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "contract_clause", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, row.clause_id));
    match stored {
        Some(before) => {
            store::save_clause(c, &ctx.scope, &row)?;
            Ok(entry.change(before, &row))
        }
        None => {
            store::insert_clause(c, &row)?;
            Ok(entry.after(&row))
        }
    }
}

/// Drops a proposed amendment, with a reason.
pub fn drop_amendment(
    c: &mut Db,
    ctx: &Ctx,
    contract_id: &Id,
    id: &Id,
    reason: &str,
    version: i32,
) -> Result<Amendment> {
    let (contract, before, _) = proposed(c, ctx, contract_id, id, version)?;
    let mut checks = Checks::default();
    let reason = checks.required("reason", reason);
    checks.longest("reason", &reason, MAX_NOTE);
    checks.done()?;
    let after = Amendment {
        state: AmendmentState::Dropped,
        dropped_reason: Some(reason),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_amendment(c, &ctx.scope, &after)?;
    audit::record(c, ctx, entry("cancel", &contract, &after).change(&before, &after))?;
    Ok(after)
}
