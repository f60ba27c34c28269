//! What is frozen when a plan is decided. It holds what both parties may read and, for the region, the findings; never
//! a private note, so none can reach a page, a PDF or the other party by it.

use super::model::PlanOrigin;
use super::records::PlanDecision;
use crate::base::{Id, Refusal, Result};
use crate::features::findings::{ActionStatus, Responsible, Severity};
use crate::features::question_sets::FocusArea;
use crate::kit::snapshot::{canonical_json, sha256_hex};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub const FORMAT: &str = "tillit-plan-1";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenContract {
    pub reference: String,
    pub title: String,
}

/// The finding behind an action; the region's own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenFinding {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub severity: Severity,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenLine {
    pub action_id: Id,
    pub number: i32,
    pub title: String,
    pub description: Option<String>,
    pub responsible: Responsible,
    pub owner: Option<String>,
    pub due_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    pub origin: PlanOrigin,
    pub starts_on: NaiveDate,
    pub milestone: Option<String>,
    pub expected_evidence: Option<String>,
    pub finding: Option<FrozenFinding>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenDecision {
    pub role: String,
    pub name: String,
    pub decided_on: NaiveDate,
    pub delegation: String,
    pub diary_number: Option<String>,
    pub recorded_by: String,
    pub recorded_at: String,
}

/// A plan with its actions, as it is now or as it was decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenPlan {
    pub format: String,
    pub organisation: String,
    pub vendor: String,
    pub contract: Option<FrozenContract>,
    pub number: i32,
    /// The decision's number; a draft has that of the decision that it waits for.
    pub version: i32,
    pub title: String,
    pub purpose: Option<String>,
    pub starts_on: NaiveDate,
    /// What was in focus at the vendor (domain.md 1.3 rows 37 and 38).
    pub focus: Vec<FocusArea>,
    pub lines: Vec<FrozenLine>,
    pub decision: Option<FrozenDecision>,
}

impl FrozenPlan {
    /// Errors: a fault when the stored text cannot be read.
    pub fn of(decision: &PlanDecision) -> Result<FrozenPlan> {
        serde_json::from_str(&decision.snapshot).map_err(Refusal::fault)
    }

    /// Canonical JSON and its SHA-256.
    pub fn sealed(&self) -> Result<(String, String)> {
        let text = canonical_json(&serde_json::to_value(self).map_err(Refusal::fault)?);
        let sha256 = sha256_hex(&text);
        Ok((text, sha256))
    }

    /// The same without the findings, which the vendor is not shown.
    pub fn for_vendor(mut self) -> FrozenPlan {
        for line in &mut self.lines {
            line.finding = None;
        }
        self
    }

    /// The lines of one origin, in the plan's order.
    pub fn of_origin(&self, origin: PlanOrigin) -> impl Iterator<Item = &FrozenLine> {
        self.lines.iter().filter(move |line| line.origin == origin)
    }
}
