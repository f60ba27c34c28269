//! The words of campaigns, analyses and spot checks.

use crate::base::Id;
use crate::features::services::Strength;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

crate::text_enum! {
    pub enum CampaignState { Running => "running", Closed => "closed" }
}
crate::text_enum! {
    /// How far a risk analysis has come.
    pub enum AnalysisState {
        NotStarted => "not_started",
        InProgress => "in_progress",
        Ready => "ready",
        Decided => "decided",
    }
}
crate::text_enum! {
    /// What is decided of a service (domain.md 1.3 row 73).
    pub enum Decision {
        Continue => "continue",
        WithMeasures => "with_measures",
        Move => "move",
        Stop => "stop",
    }
}
crate::text_enum! {
    /// How much harm it would do; unknown is never taken for none.
    pub enum Harm { Unknown => "unknown", None => "none", Limited => "limited", Serious => "serious", VerySerious => "very_serious" }
}
crate::text_enum! {
    /// Which services a campaign or a population takes.
    pub enum Which {
        /// In breach of their platform's ceiling or of a "must not" rule.
        Breaches => "breaches",
        /// Breaches, and what nobody has classified or decided on.
        Attention => "attention",
        All => "all",
    }
}
crate::text_enum! {
    pub enum CheckState { Open => "open", Closed => "closed" }
}
crate::text_enum! {
    /// What was seen when a drawn service was looked at.
    pub enum Outcome { NotLooked => "not_looked", Ok => "ok", Deviation => "deviation" }
}
crate::text_enum! {
    /// What came of one row of a bulk assignment.
    pub enum RowOutcome { Changed => "changed", Unchanged => "unchanged", Decided => "decided", Missing => "missing" }
}

/// One way in which a service is in breach, as it was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Breach {
    /// `above` (the ceiling), `must_not` or `should_not` (a rule), `unclassified`.
    pub kind: String,
    /// The aspect as its Swedish letter, for `above`.
    pub aspect: Option<String>,
    pub level: Option<u8>,
    pub ceiling: Option<u8>,
    /// The information type, for a rule.
    pub type_code: Option<String>,
    pub type_name: Option<String>,
    pub legal_source: Option<String>,
}

/// The service as it was compared with its platform: frozen when the analysis is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ServiceFacts {
    pub id: Id,
    pub name: String,
    pub platform_id: Option<Id>,
    pub platform_name: Option<String>,
    pub administration: Option<String>,
    /// `K3 R2 T– S3`.
    pub class: String,
    pub information_types: Vec<String>,
    pub users_per_day: Option<i32>,
    pub affected_groups: Option<String>,
    pub breaches: Vec<Breach>,
    /// Above the ceiling, or against a "must not" rule.
    pub in_breach: bool,
}

impl ServiceFacts {
    pub fn has(&self, strength: Strength) -> bool {
        self.breaches.iter().any(|b| b.kind == strength.as_str())
    }
}

/// What is written in an analysis (domain.md 1.3 rows 73-75, 79, 80). Costs are whole kronor a month.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Content {
    /// What information the service handles, of whom.
    pub information: Option<String>,
    pub scenarios: Option<String>,
    /// Consequence for privacy when it goes wrong.
    pub privacy: Option<Harm>,
    pub privacy_note: Option<String>,
    /// Consequence for availability when the service stands still.
    pub availability: Option<Harm>,
    /// Consequence for the safety of patients and clients.
    pub safety: Option<Harm>,
    pub safety_note: Option<String>,
    /// What the service gives.
    pub benefit: Option<String>,
    pub harm_of_stopping: Option<String>,
    pub operating_hours: Option<String>,
    pub max_outage_hours: Option<i32>,
    /// How people reach the same help without the service.
    pub alternative_channel: Option<String>,
    pub fallback_routine: Option<String>,
    pub fallback_tested_on: Option<NaiveDate>,
    /// SEK a month for the interim solution, low and high.
    pub cost_low: Option<i64>,
    pub cost_high: Option<i64>,
    pub cost_note: Option<String>,
    pub proposal: Option<Decision>,
    pub proposal_reason: Option<String>,
    pub target_platform_id: Option<Id>,
    /// The day it is moved or stopped.
    pub move_on: Option<NaiveDate>,
    /// The last day on which it goes on with measures.
    pub ends_on: Option<NaiveDate>,
}

impl Content {
    /// The fallback routine exists and has been tried.
    pub fn has_tested_fallback(&self) -> bool {
        self.fallback_routine.is_some() && self.fallback_tested_on.is_some()
    }
}

/// How many analyses of a campaign are where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Progress {
    pub total: i64,
    pub not_started: i64,
    pub in_progress: i64,
    pub ready: i64,
    pub decided: i64,
    pub overdue: i64,
}

/// The services that a campaign or a population takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    pub platform_id: Option<Id>,
    pub administration: Option<String>,
    /// Free text in the service's name.
    pub q: Option<String>,
    /// Those in breach, without it.
    pub which: Option<Which>,
    /// Exactly these, whatever the rest says.
    pub service_ids: Vec<Id>,
}

/// What the list of breaches said of the population when a campaign began: counts, never shares alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Basis {
    pub at: String,
    pub platform_name: Option<String>,
    /// `K2 R2 T2 S2`, of the platform.
    pub ceiling: Option<String>,
    pub selection: Selection,
    /// Services that run and that the counts are of.
    pub total: usize,
    pub breaches: usize,
    pub above: usize,
    /// How many are above the ceiling in each aspect; one service may count in several.
    pub above_by_aspect: std::collections::BTreeMap<String, usize>,
    pub must_not: usize,
    pub should_not: usize,
    pub unclassified: usize,
    /// How many the campaign took.
    pub chosen: usize,
}

impl Basis {
    /// Whole percent of the total; `None` for no services.
    pub fn share(&self, count: usize) -> Option<usize> {
        (count * 100 + self.total / 2).checked_div(self.total)
    }
}
