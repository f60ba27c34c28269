//! The stored rows of a case, and what was stated in it.

use super::model::{
    Authorisation, CaseState, ChangeCause, ClaimAnswer, ClosureKind, Decision, ObjectionGround, Remedy, ReviewKind,
    ReviewOutcome, StopReason, Verdict,
};
use crate::base::{Id, Instant, Refusal, Result};
use crate::features::chains::TransferMechanism;
use crate::platform::db::schema::{
    subcontract_cases, subcontract_claims, subcontract_closures, subcontract_decisions, subcontract_objections,
    subcontract_proposals, subcontract_reviews, subcontract_terms, subcontract_verdicts,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// What a contract says of its vendor's right to take in others.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = subcontract_terms, treat_none_as_null = true)]
pub struct ContractTerms {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub authorisation: Authorisation,
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// A vendor that asks to take in somebody else.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = subcontract_cases, treat_none_as_null = true)]
pub struct Case {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub number: i32,
    pub previous_id: Option<Id>,
    pub change_cause: Option<ChangeCause>,
    pub parent_node_id: Option<Id>,
    pub link_id: Option<Id>,
    pub is_care: bool,
    pub is_processor: bool,
    pub name: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub facts: String,
    pub state: CaseState,
    pub stop_reason: Option<StopReason>,
    pub authorisation: Authorisation,
    pub by_phone: bool,
    pub applicant_id: Id,
    pub applicant_name: String,
    pub criteria_version: String,
    pub created_at: Instant,
    pub submitted_at: Option<Instant>,
    pub completion_text: Option<String>,
    pub completion_asked_on: Option<NaiveDate>,
    pub paused_days: i32,
    pub complete_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub notice_until: Option<NaiveDate>,
    pub silence_at: Option<Instant>,
    pub starts_on: Option<NaiveDate>,
    pub version: i32,
}

/// What was stated of the subcontractor and its task; kept as JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Ten digits, or a foreign number as written.
    pub org_number: Option<String>,
    /// ISO code of where the company is.
    pub country: Option<String>,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub persons: (Option<i64>, Option<i64>),
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    /// Where those who give care are.
    pub care_countries: Vec<String>,
    /// Patient data under the Patient Data Act.
    pub patient_data: bool,
    pub transfer_mechanism: Option<TransferMechanism>,
    /// Why it cannot wait for the time of notice.
    pub urgent_reason: Option<String>,
    /// What has changed, in a case that changes another.
    pub change_note: Option<String>,
}

/// What the vendor says about one criterion.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = subcontract_claims, treat_none_as_null = true)]
pub struct Claim {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub criterion: i32,
    pub answer: Option<ClaimAnswer>,
    pub note: Option<String>,
    pub claimed_by_name: String,
    pub claimed_at: Instant,
}

/// What a reviewer found of one criterion. Never shown to a vendor.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = subcontract_verdicts, treat_none_as_null = true)]
pub struct VerdictRow {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub criterion: i32,
    pub verdict: Verdict,
    pub note: Option<String>,
    pub judged_by_name: String,
    pub judged_at: Instant,
}

/// One of the four reviews. Never shown to a vendor.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = subcontract_reviews, treat_none_as_null = true)]
pub struct Review {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub kind: ReviewKind,
    pub reviewer_id: Option<Id>,
    pub reviewer_name: Option<String>,
    pub outcome: Option<ReviewOutcome>,
    pub comment: Option<String>,
    pub done_at: Option<Instant>,
    pub version: i32,
}

/// What somebody proposes that somebody else decides.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = subcontract_proposals, treat_none_as_null = true)]
pub struct Proposal {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub decision: Decision,
    pub reason: String,
    pub conditions: String,
    pub valid_until: Option<NaiveDate>,
    pub proposed_by: Id,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = subcontract_objections)]
pub struct Objection {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub ground: ObjectionGround,
    pub remedy: Remedy,
    pub text: String,
    pub raised_by_name: String,
    pub raised_at: Instant,
}

/// A decision as it was made.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = subcontract_decisions)]
pub struct Ruling {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub decision: Decision,
    pub reason: String,
    pub conditions: String,
    pub valid_from: NaiveDate,
    pub valid_until: Option<NaiveDate>,
    pub diary_number: Option<String>,
    /// None when silence decided.
    pub decided_by: Option<Id>,
    pub decided_by_name: String,
    pub decided_at: Instant,
    /// Never shown to a vendor.
    pub tier_before: Option<i32>,
    /// Never shown to a vendor.
    pub tier_after: Option<i32>,
    /// Never shown to a vendor.
    pub tier_reasons: String,
    #[serde(skip_serializing)]
    pub snapshot: String,
    pub sha256: String,
}

/// How an approval came to its end.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = subcontract_closures)]
pub struct Closure {
    pub id: Id,
    pub organisation_id: Id,
    pub case_id: Id,
    pub kind: ClosureKind,
    pub closed_on: NaiveDate,
    pub reason: String,
    pub certificate_missing: bool,
    pub finding_id: Option<Id>,
    pub closed_by_name: String,
    pub closed_at: Instant,
}

/// A list of texts kept in one column.
pub fn texts(stored: &str) -> Vec<String> {
    serde_json::from_str(stored).unwrap_or_default()
}

impl Case {
    /// What was stated. A gate that was closed has left nothing.
    pub fn facts(&self) -> Facts {
        serde_json::from_str(&self.facts).unwrap_or_default()
    }

    pub fn set_facts(&mut self, facts: &Facts) -> Result<()> {
        self.facts = serde_json::to_string(facts).map_err(Refusal::fault)?;
        Ok(())
    }

    /// ISO codes of everything that lies behind it, each once.
    pub fn all_countries(&self) -> Vec<String> {
        let facts = self.facts();
        let mut all = facts.countries;
        all.extend(facts.remote_countries);
        all.extend(facts.care_countries);
        all.extend(facts.country);
        all.sort();
        all.dedup();
        all
    }
}
