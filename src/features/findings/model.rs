//! The words of findings and actions.

use crate::base::Id;
use chrono::NaiveDate;
use serde::Serialize;

crate::text_enum! {
    /// How bad a finding is, from least to worst.
    pub enum Severity { Low => "low", Medium => "medium", High => "high", Critical => "critical" }
}

crate::text_enum! {
    /// Where an action stands. `reported_done` waits for the region to verify it.
    pub enum ActionStatus {
        Open => "open",
        InProgress => "in_progress",
        ReportedDone => "reported_done",
        Verified => "verified",
        Cancelled => "cancelled",
    }
}

crate::text_enum! {
    /// The party that is to carry out an action.
    pub enum Responsible { Region => "region", Vendor => "vendor" }
}

crate::text_enum! {
    /// What a check some months later found.
    pub enum EffectResult { Effective => "effective", NotEffective => "not_effective" }
}

/// When an action is due, and how often that has been put off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActionDates {
    pub due_on: NaiveDate,
    /// The first due date; it never changes.
    pub original_due_on: NaiveDate,
    /// How many times the date has been moved.
    pub slips: i32,
}

/// A due date that was moved. The caller keeps `previous_due_on`, who and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postponed {
    pub dates: ActionDates,
    pub previous_due_on: NaiveDate,
    pub reason: String,
    /// True when it has been moved more often than the model allows without escalation.
    pub escalate: bool,
}

/// Where an action stands in a plan, as both parties may know it: never the private note, never the finding.
#[derive(Debug, Clone, PartialEq, Eq, diesel::Queryable, Serialize, utoipa::ToSchema)]
pub struct PlanPlace {
    /// The plan's.
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub starts_on: NaiveDate,
    pub milestone: Option<String>,
    /// What is to be shown when the action is done.
    pub expected_evidence: Option<String>,
}
