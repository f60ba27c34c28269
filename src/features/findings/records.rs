//! The stored rows of findings.

use super::model::{ActionStatus, EffectResult, Responsible, Severity};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    action_postponements, action_priorities, action_reports, actions, effect_checks, finding_causes, findings,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// Where a finding was made.
    pub enum FindingOrigin {
        Answer => "answer",
        Clause => "clause",
        Dialogue => "dialogue",
        Manual => "manual",
        /// A service above its platform's ceiling, or against one of its rules.
        Breach => "breach",
        /// A link that is unconfirmed, unapproved or not followed up by the vendor.
        Chain => "chain",
        SpotCheck => "spot_check",
        Incident => "incident",
        Risk => "risk",
        /// A review of the vendor, or a visit.
        Review => "review",
        /// A recommendation of the audit office.
        AuditRecommendation => "audit_recommendation",
    }
}

impl FindingOrigin {
    /// Whether a person can state it; the others are made by the feature that found the difference.
    pub fn by_hand(self) -> bool {
        matches!(self, Self::Answer | Self::Clause | Self::Dialogue | Self::Manual | Self::Incident | Self::Risk)
    }
}

/// A difference from a requirement.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = findings, treat_none_as_null = true)]
pub struct Finding {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub number: i32,
    pub origin: FindingOrigin,
    /// what it came from: an assessment or a contract, and the question or clause in it
    pub origin_object_id: Option<Id>,
    pub origin_part: Option<String>,
    pub title: String,
    /// the title folded, for the search
    #[serde(skip_serializing)]
    pub search_text: String,
    pub description: Option<String>,
    pub severity: Severity,
    pub responsible: Responsible,
    pub control_ids: String,
    pub internal_note: Option<String>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub closed_at: Option<Instant>,
    pub version: i32,
}

/// What is to be done, by whom and by when. For a cancelled action `verified_note`, `verified_by_name` and
/// `verified_at` hold why, by whom and when it was dropped; `verified_effective` is then empty.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = actions, treat_none_as_null = true)]
pub struct Action {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    pub finding_id: Option<Id>,
    pub number: i32,
    pub title: String,
    /// the title folded, for the search
    #[serde(skip_serializing)]
    pub search_text: String,
    pub description: Option<String>,
    pub responsible: Responsible,
    pub owner_id: Option<Id>,
    pub owner_name: Option<String>,
    pub due_on: NaiveDate,
    pub original_due_on: NaiveDate,
    pub slips: i32,
    pub status: ActionStatus,
    pub focus: Option<String>,
    pub reported_note: Option<String>,
    pub reported_by_name: Option<String>,
    pub reported_at: Option<Instant>,
    pub verified_note: Option<String>,
    pub verified_effective: Option<bool>,
    pub verified_by_name: Option<String>,
    pub verified_at: Option<Instant>,
    pub internal_note: Option<String>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
    /// the vendor does not see it: the region's own, or made in a plan that nobody has shared
    pub withheld: bool,
}

impl Finding {
    /// The controls of ISO/IEC 27001:2022 that it falls short of; stored with semicolons between.
    pub fn controls(&self) -> Vec<&str> {
        self.control_ids.split(';').filter(|id| !id.is_empty()).collect()
    }

    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

impl Action {
    pub fn is_open(&self) -> bool {
        super::rules::is_open(self.status)
    }

    /// Its dates as the rules see them.
    pub fn dates(&self) -> super::model::ActionDates {
        super::model::ActionDates { due_on: self.due_on, original_due_on: self.original_due_on, slips: self.slips }
    }
}

/// One extension of an action: the old date, who moved it and why.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = action_postponements)]
pub struct Postponement {
    pub id: Id,
    pub organisation_id: Id,
    pub action_id: Id,
    pub old_due_on: NaiveDate,
    pub new_due_on: NaiveDate,
    pub reason: String,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
}

/// Why a finding came about, as the plans have it described.
#[derive(Debug, Clone, Queryable, Selectable, Serialize)]
#[diesel(table_name = finding_causes)]
pub struct RootCause {
    pub kind: String,
    pub confidence: String,
    pub description: String,
    pub written_by_name: String,
    pub written_at: Instant,
}

/// One report that an action is done, by person: whoever reported does not verify.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = action_reports)]
pub struct ActionReport {
    pub id: Id,
    pub organisation_id: Id,
    pub action_id: Id,
    pub reported_by: Id,
    pub reported_by_name: String,
    pub reported_at: Instant,
}

/// The priority that a person has set for an action.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = action_priorities)]
pub struct Priority {
    pub id: Id,
    pub organisation_id: Id,
    pub action_id: Id,
    pub priority: Severity,
    pub set_by_name: String,
    pub set_at: Instant,
}

/// A check of an action's effect some months after it was verified; until it is made, what it found is empty.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = effect_checks, treat_none_as_null = true)]
pub struct EffectCheck {
    pub id: Id,
    pub organisation_id: Id,
    pub action_id: Id,
    pub due_on: NaiveDate,
    /// The vendor's tier when the action was verified; it gave the due date.
    pub tier: Option<i32>,
    pub model_version: String,
    pub result: Option<EffectResult>,
    pub note: Option<String>,
    pub evidence: Option<String>,
    pub checked_by: Option<Id>,
    pub checked_by_name: Option<String>,
    pub checked_at: Option<Instant>,
    pub created_at: Instant,
    pub version: i32,
}
