//! The stored rows of plans, and of the causes of findings.

use super::model::{CauseConfidence, CauseKind, PlanOrigin};
use crate::base::{Id, Instant};
use crate::kit::snapshot::sha256_hex;
use crate::platform::db::schema::{finding_causes, plan_decisions, plan_lines, plans};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A plan. A vendor reads it from `shared_at` on, never its `internal_note`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = plans, treat_none_as_null = true)]
pub struct Plan {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub number: i32,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub purpose: Option<String>,
    pub internal_note: Option<String>,
    /// The review whose findings it was made from.
    pub review_id: Option<Id>,
    pub template_key: Option<String>,
    pub template_version: Option<String>,
    pub starts_on: NaiveDate,
    pub shared_at: Option<Instant>,
    pub shared_by_name: Option<String>,
    pub closed_at: Option<Instant>,
    pub closed_by_name: Option<String>,
    pub close_note: Option<String>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
    /// The number of the first decision that the vendor reads: the one that held as the plan was shared, else the next.
    pub shown_from: Option<i32>,
}

/// An action's place in a plan.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = plan_lines, treat_none_as_null = true)]
pub struct PlanLine {
    pub id: Id,
    pub organisation_id: Id,
    pub plan_id: Id,
    pub action_id: Id,
    pub position: i32,
    pub origin: PlanOrigin,
    pub starts_on: NaiveDate,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
    pub private_note: Option<String>,
    pub added_by_name: String,
    pub added_at: Instant,
    pub version: i32,
}

/// A decision on a plan, with the plan as it was then.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = plan_decisions)]
pub struct PlanDecision {
    pub id: Id,
    pub organisation_id: Id,
    pub plan_id: Id,
    pub number: i32,
    pub decided_role: String,
    pub decided_by_name: String,
    pub decided_on: NaiveDate,
    pub delegation: String,
    pub diary_number: Option<String>,
    #[serde(skip_serializing)]
    pub snapshot: String,
    pub sha256: String,
    pub recorded_by: Id,
    pub recorded_by_name: String,
    pub recorded_at: Instant,
}

/// Why a finding came about, as far as it is known.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = finding_causes, treat_none_as_null = true)]
pub struct FindingCause {
    pub id: Id,
    pub organisation_id: Id,
    pub finding_id: Id,
    pub kind: CauseKind,
    pub confidence: CauseConfidence,
    pub description: String,
    pub written_by_name: String,
    pub written_at: Instant,
    pub version: i32,
}

impl PlanDecision {
    /// Whether the frozen text is the one that the fingerprint was taken of.
    pub fn is_intact(&self) -> bool {
        sha256_hex(&self.snapshot) == self.sha256
    }
}

impl Plan {
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// Whether the vendor reads a decision on the plan.
    pub fn shows(&self, decision: &PlanDecision) -> bool {
        self.id == decision.plan_id && self.shown_from.is_some_and(|first| decision.number >= first)
    }
}
