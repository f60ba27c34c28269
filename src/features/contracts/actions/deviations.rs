//! Deviations: one person proposes, another decides, and time ends them.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{FieldError, Id, text};
use crate::features::contracts::effective::{DeviationStanding, standing};
use crate::features::contracts::parameters::DepthModel;
use crate::features::contracts::records::{Contract, Deviation, DeviationState};
use crate::features::contracts::{rules, store};
use crate::features::controls::catalogue;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const MAX_TEXT: usize = 4000;

/// A deviation as proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviationInput {
    pub clause_id: String,
    pub reason: String,
    /// The last day that it holds.
    pub until_on: NaiveDate,
}

fn entry(verb: &'static str, contract: &Contract, deviation: &Deviation) -> audit::Entry {
    audit::Entry::new(verb, "contract_deviation", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, deviation.clause_id))
}

/// Proposes that a contract may lack a clause, or hold it laxer, for a while. Errors: at the fields;
/// `rule-deviation-open` while another proposal for the clause waits.
pub fn propose_deviation(c: &mut Db, ctx: &Ctx, contract_id: &Id, input: &DeviationInput) -> Result<Deviation> {
    ctx.require(Permission::ClauseEdit)?;
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    let mut checks = Checks::default();
    let known = catalogue().current_clauses().find(&input.clause_id).is_some();
    checks.that(known, "clause_id", "error-choice");
    let reason = checks.required("reason", &input.reason);
    checks.longest("reason", &reason, MAX_TEXT);
    let max_months = DepthModel::current().deviation.max_months;
    if let Some(code) = rules::deviation_fault(input.until_on, max_months, ctx.today()) {
        checks.add(FieldError::new("until_on", code).with("months", max_months));
    }
    checks.done()?;
    let all = store::deviations(c, &ctx.scope, contract_id)?;
    if all.iter().any(|row| row.clause_id == input.clause_id && row.state == DeviationState::Proposed) {
        return Err(Refusal::rule("rule-deviation-open"));
    }
    let row = Deviation {
        id: ctx.new_id(),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        clause_id: input.clause_id.clone(),
        reason,
        until_on: input.until_on,
        state: DeviationState::Proposed,
        proposed_by: ctx.actor.person_id.clone(),
        proposed_by_name: ctx.actor.name.clone(),
        proposed_at: ctx.instant(),
        decided_by: None,
        decided_by_name: None,
        decided_at: None,
        decision_note: None,
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert_deviation(c, &row)?;
    audit::record(c, ctx, entry("propose", &contract, &row).after(&row))?;
    Ok(row)
}

fn current(c: &mut Db, ctx: &Ctx, contract_id: &Id, id: &Id, version: i32) -> Result<(Contract, Deviation)> {
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    let deviation = store::find_deviation(c, &ctx.scope, contract_id, id)?;
    check_version(Some(version), deviation.version, || {
        BTreeMap::from([("state".to_string(), deviation.state.to_string())])
    })?;
    Ok((contract, deviation))
}

/// Approves or refuses a deviation; never by the one who proposed it. Errors: `rule-deviation-own`,
/// `rule-deviation-decided`, `rule-deviation-late` when its last day has passed, at `note` for a refusal without one.
pub fn decide_deviation(
    c: &mut Db,
    ctx: &Ctx,
    (contract_id, id): (&Id, &Id),
    approve: bool,
    note: Option<&str>,
    version: i32,
) -> Result<Deviation> {
    ctx.require(Permission::DeviationDecide)?;
    let (contract, before) = current(c, ctx, contract_id, id, version)?;
    if before.proposed_by == ctx.actor.person_id {
        return Err(Refusal::rule("rule-deviation-own"));
    }
    if before.state != DeviationState::Proposed {
        return Err(Refusal::rule("rule-deviation-decided"));
    }
    if approve && before.until_on < ctx.today() {
        return Err(Refusal::rule("rule-deviation-late"));
    }
    let note = note.and_then(text::non_empty);
    let mut checks = Checks::default();
    checks.that(approve || note.is_some(), "note", "error-reason-required");
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let after = Deviation {
        state: if approve { DeviationState::Approved } else { DeviationState::Refused },
        decided_by: Some(ctx.actor.person_id.clone()),
        decided_by_name: Some(ctx.actor.name.clone()),
        decided_at: Some(ctx.instant()),
        decision_note: note,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_deviation(c, &ctx.scope, &after)?;
    let verb = if approve { "approve" } else { "refuse" };
    audit::record(c, ctx, entry(verb, &contract, &after).change(&before, &after))?;
    Ok(after)
}

/// Takes a proposal back, or ends an approved deviation before its day. Errors: `rule-deviation-over`.
pub fn withdraw_deviation(c: &mut Db, ctx: &Ctx, contract_id: &Id, id: &Id, version: i32) -> Result<Deviation> {
    ctx.require(Permission::ClauseEdit)?;
    let (contract, before) = current(c, ctx, contract_id, id, version)?;
    let stands = standing(before.state, before.until_on, ctx.today());
    if !matches!(stands, DeviationStanding::Proposed | DeviationStanding::InForce) {
        return Err(Refusal::rule("rule-deviation-over"));
    }
    let after = Deviation {
        state: DeviationState::Withdrawn,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_deviation(c, &ctx.scope, &after)?;
    audit::record(c, ctx, entry("cancel", &contract, &after).change(&before, &after))?;
    Ok(after)
}
