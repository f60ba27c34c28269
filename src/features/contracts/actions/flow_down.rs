//! Whether a clause has been passed on to a subcontractor. Who the subcontractors are is said by a later feature,
//! which has found the node in the contract's chain.

use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result, check_version};
use crate::base::{Id, text};
use crate::features::contracts::records::{FlowDown, FlowState};
use crate::features::contracts::store;
use crate::features::controls::catalogue;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use std::collections::BTreeMap;

const MAX_TEXT: usize = 4000;

/// What is said of one clause and one subcontractor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowInput {
    pub clause_id: String,
    /// The subcontractor's node in the chain.
    pub node_id: Id,
    pub state: FlowState,
    /// Needed when it is not needed or was refused.
    pub reason: Option<String>,
    /// The day of what shows that it was passed on.
    pub evidence_on: Option<NaiveDate>,
    /// Never shown to the vendor.
    pub note: Option<String>,
}

fn texts(row: Option<&FlowDown>) -> BTreeMap<String, String> {
    let text = |get: fn(&FlowDown) -> Option<String>| row.and_then(get).unwrap_or_default();
    BTreeMap::from([
        ("state".to_string(), row.map_or(FlowState::NotYet, |row| row.state).to_string()),
        ("reason".to_string(), text(|row| row.reason.clone())),
        ("evidence_on".to_string(), text(|row| row.evidence_on.map(|day| day.to_string()))),
        ("note".to_string(), text(|row| row.note.clone())),
    ])
}

/// States whether a clause has been passed on. `version` is 0 while nothing is stored. The caller has found the node
/// among the contract's subcontractors. Errors: at the fields; Conflict.
pub fn set_flow_down(c: &mut Db, ctx: &Ctx, contract_id: &Id, input: &FlowInput, version: i32) -> Result<FlowDown> {
    ctx.require(Permission::ClauseEdit)?;
    ctx.scope.client()?;
    let contract = store::find(c, &ctx.scope, contract_id)?;
    if catalogue().current_clauses().find(&input.clause_id).is_none() {
        return Err(Refusal::invalid("clause_id", "error-choice"));
    }
    let all = store::flow_downs(c, &ctx.scope, contract_id)?;
    let before = all.into_iter().find(|row| row.clause_id == input.clause_id && row.node_id == input.node_id);
    check_version(Some(version), before.as_ref().map_or(0, |row| row.version), || texts(before.as_ref()))?;
    let reason = input.reason.as_deref().and_then(text::non_empty);
    let note = input.note.as_deref().and_then(text::non_empty);
    let mut checks = Checks::default();
    let explained = !matches!(input.state, FlowState::NotNeeded | FlowState::Refused) || reason.is_some();
    checks.that(explained, "reason", "error-reason-required");
    let shown = input.state != FlowState::PassedOn || input.evidence_on.is_some();
    checks.that(shown, "evidence_on", "error-flow-evidence");
    checks.that(input.evidence_on.is_none_or(|day| day <= ctx.today()), "evidence_on", "error-flow-later");
    checks.longest("reason", reason.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.longest("note", note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let after = FlowDown {
        id: before.as_ref().map_or_else(|| ctx.new_id(), |row| row.id.clone()),
        organisation_id: contract.organisation_id.clone(),
        contract_id: contract.id.clone(),
        clause_id: input.clause_id.clone(),
        node_id: input.node_id.clone(),
        state: input.state,
        reason,
        evidence_on: input.evidence_on,
        note,
        updated_by_name: ctx.actor.name.clone(),
        updated_at: ctx.instant(),
        version: version + 1,
    };
    let verb = if before.is_some() { "update" } else { "create" };
    let entry = audit::Entry::new(verb, "contract_flow_down", &contract.id)
        .vendor(&contract.vendor_id)
        .named(format!("{} {}", contract.reference, after.clause_id));
    match &before {
        Some(before) => {
            store::save_flow_down(c, &ctx.scope, &after)?;
            audit::record(c, ctx, entry.change(before, &after))?;
        }
        None => {
            store::insert_flow_down(c, &after)?;
            audit::record(c, ctx, entry.after(&after))?;
        }
    }
    Ok(after)
}
