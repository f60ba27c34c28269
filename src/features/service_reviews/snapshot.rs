//! What is frozen: an analysis as it was decided, and a memo as it was issued.

use super::model::{Basis, Breach, Content, Decision, Progress, ServiceFacts};
use super::records::{Analysis, BoardMemo};
use crate::base::{Id, Refusal, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub const ANALYSIS_FORMAT: &str = "tillit-service-analysis-1";
pub const MEMO_FORMAT: &str = "tillit-board-memo-1";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenMeasure {
    pub measure: String,
    pub owner: String,
    pub due_on: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenAuthor {
    pub name: String,
    pub duty: Option<String>,
}

/// An analysis as it was decided: page, memo and API read it from here alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FrozenAnalysis {
    pub format: String,
    pub organisation: String,
    pub campaign: String,
    pub number: i32,
    pub service: ServiceFacts,
    pub content: Content,
    pub target_platform: Option<String>,
    pub measures: Vec<FrozenMeasure>,
    pub authors: Vec<FrozenAuthor>,
    pub owner: String,
    pub ready_by: Option<String>,
    pub decision: Decision,
    pub reason: String,
    pub diary_number: Option<String>,
    pub decided_by: String,
    pub decided_at: String,
}

impl FrozenAnalysis {
    /// The record of a decided analysis; `None` while it is not decided.
    pub fn of(analysis: &Analysis) -> Result<Option<FrozenAnalysis>> {
        analysis.snapshot.as_deref().map(|text| serde_json::from_str(text).map_err(Refusal::fault)).transpose()
    }
}

/// A breach in the memo: the type's name in both languages, since the memo is read in both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemoBreach {
    #[serde(flatten)]
    pub breach: Breach,
    pub type_sv: Option<String>,
    pub type_en: Option<String>,
}

/// A service in the memo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemoRow {
    pub analysis_id: Id,
    /// "3.12, version 2": campaign, place and version, by which the figures are found again.
    pub reference: String,
    pub service: String,
    pub administration: Option<String>,
    pub class: String,
    pub users_per_day: Option<i32>,
    pub breaches: Vec<MemoBreach>,
    pub state: String,
    /// Decided, or proposed while it is not.
    pub decision: Option<Decision>,
    pub is_decided: bool,
    pub decided_by: Option<String>,
    pub decided_at: Option<String>,
    pub until: Option<NaiveDate>,
    pub target_platform: Option<String>,
    pub benefit: Option<String>,
    pub harm_of_stopping: Option<String>,
    pub fallback_tested_on: Option<NaiveDate>,
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub sha256: Option<String>,
}

/// Costs of the interim solutions, SEK a month, end by end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct MemoCosts {
    pub low: i64,
    pub high: i64,
    /// Services without a stated cost: they are in neither sum.
    pub unknown: usize,
}

/// A draft for the board (domain.md 1.3 row 76), from which both languages' PDFs are set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    pub format: String,
    pub organisation: String,
    pub campaign_number: i32,
    pub title: String,
    pub why: String,
    pub manager: String,
    pub due_on: NaiveDate,
    pub diary_number: Option<String>,
    pub number: i32,
    pub made_on: NaiveDate,
    pub made_at: String,
    pub made_by: String,
    pub basis: Basis,
    pub breach_share: Option<usize>,
    pub began_on: NaiveDate,
    pub progress: BTreeMap<String, i64>,
    pub rows: Vec<MemoRow>,
    pub users_per_day: i64,
    pub costs: MemoCosts,
    /// How many services each decision, made or proposed, is of.
    pub decisions: BTreeMap<String, usize>,
    pub without_proposal: usize,
    pub parameters: String,
}

impl Memo {
    /// Errors: a fault when the stored text cannot be read.
    pub fn of(row: &BoardMemo) -> Result<Memo> {
        serde_json::from_str(&row.snapshot).map_err(Refusal::fault)
    }
}

impl Progress {
    /// As the memo keeps it.
    pub fn named(self) -> BTreeMap<String, i64> {
        [
            ("total", self.total),
            ("not_started", self.not_started),
            ("in_progress", self.in_progress),
            ("ready", self.ready),
            ("decided", self.decided),
            ("overdue", self.overdue),
        ]
        .into_iter()
        .map(|(key, count)| (key.to_string(), count))
        .collect()
    }
}
