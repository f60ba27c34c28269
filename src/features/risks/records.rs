//! The stored rows of risks.

use super::model::{
    AcceptanceAnswer, AcceptanceState, ConsequenceCategory, ControlGroup, RiskLevel, RiskState, RunState,
};
use super::rules::credit::{Credit, Share};
use super::rules::portfolio::PortfolioOutcome;
use super::rules::simulation::{Outcome, Range};
use super::rules::table::{Span, Table};
use crate::access::Role;
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::{
    risk_acceptances, risk_actions, risk_approvals, risk_assessments, risk_controls, risk_intervals, risk_ratings,
    risk_runs, risk_settings, risk_simulations, risk_tables, risks,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What may happen to what, where in the chain, and how it was judged last.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = risks, treat_none_as_null = true)]
pub struct Risk {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub scenario: Option<String>,
    pub threat: String,
    pub asset: String,
    pub category: ConsequenceCategory,
    pub vendor_id: Option<Id>,
    pub contract_id: Option<Id>,
    pub link_id: Option<Id>,
    pub node_id: Option<Id>,
    pub service_id: Option<Id>,
    pub owner_id: Option<Id>,
    pub owner_name: String,
    pub review_on: Option<NaiveDate>,
    pub state: RiskState,
    pub common_cause: bool,
    pub round: i32,
    pub table_version: Option<String>,
    pub likelihood_low: Option<i32>,
    pub likelihood_high: Option<i32>,
    pub residual_low: Option<i32>,
    pub residual_high: Option<i32>,
    pub consequence_low: Option<i32>,
    pub consequence_high: Option<i32>,
    pub level: Option<RiskLevel>,
    pub residual_level: Option<RiskLevel>,
    pub fingerprint: String,
    pub created_at: Instant,
    pub version: i32,
}

fn span(low: Option<i32>, high: Option<i32>) -> Option<Span> {
    Some(Span { low: low?, high: high? })
}

impl Risk {
    /// The agreed likelihood before controls.
    pub fn likelihood(&self) -> Option<Span> {
        span(self.likelihood_low, self.likelihood_high)
    }

    /// The likelihood that is left after what controls take away.
    pub fn residual_likelihood(&self) -> Option<Span> {
        span(self.residual_low, self.residual_high)
    }

    /// The consequence of the category that is worst.
    pub fn consequence(&self) -> Option<Span> {
        span(self.consequence_low, self.consequence_high)
    }
}

/// One independent rating. Nobody but the rater sees it until the second is there.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = risk_ratings, treat_none_as_null = true)]
pub struct Rating {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub round: i32,
    pub rater_id: Id,
    pub rater_name: String,
    pub table_version: String,
    pub likelihood_low: i32,
    pub likelihood_high: i32,
    pub consequences: String,
    pub note: Option<String>,
    pub rated_at: Instant,
}

/// Levels by category; a category that nobody judged is missing.
pub type Consequences = BTreeMap<ConsequenceCategory, Span>;

impl Rating {
    pub fn likelihood(&self) -> Span {
        Span::new(self.likelihood_low, self.likelihood_high)
    }

    pub fn consequences(&self) -> Result<Consequences> {
        stored(&self.consequences)
    }
}

/// What was agreed after the ratings were shown.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = risk_assessments)]
pub struct Assessment {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub round: i32,
    pub table_version: String,
    pub model_version: String,
    pub likelihood_low: i32,
    pub likelihood_high: i32,
    pub consequences: String,
    pub reason: String,
    pub level: RiskLevel,
    pub residual_level: RiskLevel,
    pub credit: String,
    pub assessed_by_name: String,
    pub assessed_at: Instant,
}

impl Assessment {
    pub fn likelihood(&self) -> Span {
        Span::new(self.likelihood_low, self.likelihood_high)
    }

    pub fn consequences(&self) -> Result<Consequences> {
        stored(&self.consequences)
    }
}

/// What the simulation is fed with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StatedInputs {
    /// Times a year.
    pub frequency: Range,
    /// Kronor each time.
    pub loss: Range,
    /// Persons each time.
    pub persons: Option<Range>,
}

/// Inputs as somebody stated them.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = risk_intervals)]
pub struct Intervals {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub inputs: String,
    pub note: String,
    pub stated_by_name: String,
    pub stated_at: Instant,
}

impl Intervals {
    pub fn inputs(&self) -> Result<StatedInputs> {
        stored(&self.inputs)
    }
}

/// A simulation that was run, with everything needed to repeat it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = risk_simulations)]
pub struct Simulation {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub intervals_id: Id,
    pub model_version: String,
    pub inherent: String,
    pub residual: String,
    pub credit: String,
    pub simulated_by_name: String,
    pub simulated_at: Instant,
}

impl Simulation {
    pub fn inherent(&self) -> Result<Outcome> {
        stored(&self.inherent)
    }

    pub fn residual(&self) -> Result<Outcome> {
        stored(&self.residual)
    }

    pub fn credit(&self) -> Result<Credit> {
        stored(&self.credit)
    }
}

/// A control of the catalogue that acts on the risk, in whole percent.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = risk_controls, treat_none_as_null = true)]
pub struct RiskControl {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub control_id: String,
    pub acts_by: ControlGroup,
    pub effect_low: i32,
    pub effect_high: i32,
    pub reduction_low: i32,
    pub reduction_high: i32,
    pub note: Option<String>,
    pub stated_by_name: String,
    pub stated_at: Instant,
}

impl RiskControl {
    pub fn effect(&self) -> Share {
        (f64::from(self.effect_low) / 100.0, f64::from(self.effect_high) / 100.0)
    }

    pub fn reduction(&self) -> Share {
        (f64::from(self.reduction_low) / 100.0, f64::from(self.reduction_high) / 100.0)
    }
}

/// An action that treats the risk.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = risk_actions)]
pub struct RiskAction {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub action_id: Id,
    pub linked_by_name: String,
    pub linked_at: Instant,
}

/// What is left of a risk, put before those who may accept it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = risk_acceptances, treat_none_as_null = true)]
pub struct Acceptance {
    pub id: Id,
    pub organisation_id: Id,
    pub risk_id: Id,
    pub level: RiskLevel,
    pub model_version: String,
    pub state: AcceptanceState,
    pub reason: String,
    pub conditions: Option<String>,
    pub reference: Option<String>,
    pub valid_until: NaiveDate,
    pub review_on: NaiveDate,
    pub fingerprint: String,
    pub proposed_by: Id,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    pub accepted_at: Option<Instant>,
    pub ended_at: Option<Instant>,
    pub ended_by_name: Option<String>,
    pub end_reason: Option<String>,
    pub version: i32,
}

/// What one person with the right to accept said.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = risk_approvals)]
pub struct Approval {
    pub id: Id,
    pub organisation_id: Id,
    pub acceptance_id: Id,
    pub person_id: Id,
    pub person_name: String,
    pub role: Role,
    pub answer: AcceptanceAnswer,
    pub note: Option<String>,
    pub answered_at: Instant,
}

/// A decision table of the organisation's own.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = risk_tables)]
pub struct OwnTable {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub table_version: String,
    pub definition: String,
    pub note: Option<String>,
    pub created_by_name: String,
    pub created_at: Instant,
}

impl OwnTable {
    pub fn table(&self) -> Result<Table> {
        stored(&self.definition)
    }
}

/// What the organisation has chosen.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = risk_settings, treat_none_as_null = true)]
pub struct Settings {
    pub id: Id,
    pub organisation_id: Id,
    pub lens_b: bool,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// A simulation of the portfolio.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = risk_runs, treat_none_as_null = true)]
pub struct Run {
    pub id: Id,
    pub organisation_id: Id,
    pub state: RunState,
    pub seed: i64,
    pub trials: i32,
    pub scenarios: i32,
    pub trials_done: i32,
    pub outcome: Option<String>,
    pub requested_by_name: String,
    pub requested_at: Instant,
    pub finished_at: Option<Instant>,
}

impl Run {
    pub fn outcome(&self) -> Result<Option<PortfolioOutcome>> {
        self.outcome.as_deref().map(stored).transpose()
    }
}

/// JSON that we have written ourselves.
fn stored<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(Refusal::fault)
}

/// JSON for a column.
pub fn written<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(Refusal::fault)
}
