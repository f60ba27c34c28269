//! Which clauses of a contract have been passed on to which of its approved subcontractors.

use super::store;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::contracts::{self, ContractTop, EffectiveLine, FlowDown, FlowInput, FlowState, InContract};
use crate::kit::Ctx;
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// The contract with its clauses, its approved subcontractors, and what is said of each pair.
pub struct Flow {
    pub top: ContractTop,
    /// Id and name, by name.
    pub nodes: Vec<(Id, String)>,
    rows: BTreeMap<(Id, String), FlowDown>,
}

/// How many clauses stand how for one subcontractor.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct FlowCounts {
    pub passed_on: usize,
    pub not_needed: usize,
    pub not_yet: usize,
    pub refused: usize,
    /// Not yet, or refused.
    pub lacking: usize,
}

impl Flow {
    /// A fixed number of queries. Errors: NotFound for a contract that is not in the scope.
    pub fn of(c: &mut Db, ctx: &Ctx, contract_id: &Id) -> Result<Flow> {
        ctx.scope.client()?;
        let top = contracts::contract_top(c, ctx, contract_id)?;
        let nodes = store::approved_nodes(c, &ctx.scope, contract_id)?;
        let rows = contracts::flow_downs(c, &ctx.scope, contract_id)?;
        let rows = rows.into_iter().map(|row| ((row.node_id.clone(), row.clause_id.clone()), row)).collect();
        Ok(Flow { top, nodes, rows })
    }

    /// The clauses that are to be passed on: all that apply to the contract.
    pub fn lines(&self) -> impl Iterator<Item = &EffectiveLine> {
        self.top.lines.iter().filter(|line| line.in_contract() != Some(InContract::NotApplicable))
    }

    pub fn row(&self, node_id: &Id, clause_id: &str) -> Option<&FlowDown> {
        self.rows.get(&(node_id.clone(), clause_id.to_string()))
    }

    /// No row: not yet.
    pub fn state(&self, node_id: &Id, clause_id: &str) -> FlowState {
        self.row(node_id, clause_id).map_or(FlowState::NotYet, |row| row.state)
    }

    pub fn counts(&self, node_id: &Id) -> FlowCounts {
        let mut sum = FlowCounts::default();
        for line in self.lines() {
            match self.state(node_id, &line.clause.id) {
                FlowState::NotYet => sum.not_yet += 1,
                FlowState::PassedOn => sum.passed_on += 1,
                FlowState::NotNeeded => sum.not_needed += 1,
                FlowState::Refused => sum.refused += 1,
            }
        }
        sum.lacking = sum.not_yet + sum.refused;
        sum
    }
}

/// States whether a clause has been passed on to one of the approved subcontractors. Errors: as
/// `contracts::set_flow_down`; `error-flow-subcontractor` for a node that is not one of them.
pub fn set_flow(c: &mut Db, ctx: &Ctx, contract_id: &Id, input: &FlowInput, version: i32) -> Result<FlowDown> {
    ctx.scope.client()?;
    contracts::find(c, &ctx.scope, contract_id)?;
    let approved = store::approved_nodes(c, &ctx.scope, contract_id)?;
    if !approved.iter().any(|(id, _)| *id == input.node_id) {
        return Err(Refusal::Invalid(vec![FieldError::new("node_id", "error-flow-subcontractor")]));
    }
    contracts::set_flow_down(c, ctx, contract_id, input, version)
}
