//! The words of self-assessments.

use crate::features::findings::Severity;
use serde_json::Value;

crate::text_enum! {
    /// Whether a requirement is met, by the vendor's claim or the reviewer's judgement.
    /// `unknown` ("vet ej") is an honest answer and never the same as `not_met`.
    pub enum AnswerStatus {
        Met => "met",
        Partly => "partly",
        NotMet => "not_met",
        NotApplicable => "not_applicable",
        Unknown => "unknown",
    }
}

crate::text_enum! {
    /// Where an assessment stands. Being late is a mark beside it, never a status.
    pub enum AssessmentStatus {
        Sent => "sent",
        InProgress => "in_progress",
        Submitted => "submitted",
        Returned => "returned",
        Closed => "closed",
    }
}

/// What the vendor has given for one question so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    pub status: Option<AnswerStatus>,
    /// An object with one key for each part of the answer type, or null.
    pub value: Value,
    pub comment: String,
}

/// What a question still lacks before the assessment can be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    pub question_id: String,
    /// `status`, `comment`, or the key of a value.
    pub fields: Vec<String>,
}

/// A finding that the product proposes; a person decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    pub severity: Severity,
    /// True when it builds on the reviewer's judgement, false when on the vendor's own claim.
    pub reviewed: bool,
}
