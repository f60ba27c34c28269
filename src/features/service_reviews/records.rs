//! The stored rows of campaigns, analyses, memos and spot checks.

use super::model::{AnalysisState, CampaignState, CheckState, Content, Decision, Outcome};
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::{
    analysis_authors, analysis_campaigns, analysis_measures, board_memos, review_reminders, service_analyses,
    spot_check_items, spot_checks,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = analysis_campaigns, treat_none_as_null = true)]
pub struct Campaign {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub why: String,
    pub platform_id: Option<Id>,
    pub manager_id: Id,
    pub manager_name: String,
    pub owner_id: Id,
    pub owner_name: String,
    pub due_on: NaiveDate,
    pub diary_number: Option<String>,
    /// What the list of breaches said when it began: canonical JSON of `Basis`.
    #[serde(skip_serializing)]
    pub basis: String,
    pub state: CampaignState,
    pub closed_at: Option<Instant>,
    pub closed_note: Option<String>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl Campaign {
    pub fn is_running(&self) -> bool {
        self.state == CampaignState::Running
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = service_analyses, treat_none_as_null = true)]
pub struct Analysis {
    pub id: Id,
    pub organisation_id: Id,
    pub campaign_id: Id,
    pub service_id: Id,
    #[serde(skip_serializing)]
    pub name_folded: String,
    pub number: i32,
    pub state: AnalysisState,
    pub owner_id: Id,
    pub owner_name: String,
    pub due_on: NaiveDate,
    /// JSON of `Content`.
    pub content: String,
    pub ready_by: Option<Id>,
    pub ready_by_name: Option<String>,
    pub ready_at: Option<Instant>,
    pub decision: Option<Decision>,
    pub decided_by: Option<Id>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub reason: Option<String>,
    pub diary_number: Option<String>,
    #[serde(skip_serializing)]
    pub snapshot: Option<String>,
    pub sha256: Option<String>,
    pub replaced_at: Option<Instant>,
    pub removed_at: Option<Instant>,
    pub removed_reason: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl Analysis {
    /// What is written in it. Errors: a fault when it cannot be read.
    pub fn read_content(&self) -> Result<Content> {
        serde_json::from_str(&self.content).map_err(Refusal::fault)
    }

    /// Neither replaced by a later version nor taken out of the campaign.
    pub fn is_current(&self) -> bool {
        self.replaced_at.is_none() && self.removed_at.is_none()
    }

    pub fn is_open(&self) -> bool {
        self.is_current() && self.state != AnalysisState::Decided
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = analysis_authors)]
pub struct Author {
    pub id: Id,
    pub organisation_id: Id,
    pub analysis_id: Id,
    pub person_id: Id,
    pub person_name: String,
    /// "Informationssäkerhetsstrateg"; empty for who only wrote.
    pub duty: Option<String>,
    pub added_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = analysis_measures, treat_none_as_null = true)]
pub struct Measure {
    pub id: Id,
    pub organisation_id: Id,
    pub analysis_id: Id,
    pub measure: String,
    pub owner_id: Option<Id>,
    pub owner_name: String,
    pub due_on: NaiveDate,
    pub action_id: Option<Id>,
    pub created_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = review_reminders)]
pub struct Reminder {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    pub on_date: NaiveDate,
    pub sent_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = board_memos)]
pub struct BoardMemo {
    pub id: Id,
    pub organisation_id: Id,
    pub campaign_id: Id,
    pub number: i32,
    pub diary_number: Option<String>,
    #[serde(skip_serializing)]
    pub snapshot: String,
    pub sha256: String,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = spot_checks, treat_none_as_null = true)]
pub struct SpotCheck {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub title: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub purpose: String,
    /// Canonical JSON: a list of the ids, in order.
    #[serde(skip_serializing)]
    pub population: String,
    pub population_sha256: String,
    pub population_size: i32,
    /// JSON of `Selection`: how the population was chosen.
    pub selection: String,
    pub seed: String,
    pub algorithm: String,
    pub sample_size: i32,
    pub diary_number: Option<String>,
    pub state: CheckState,
    pub drawn_by: Id,
    pub drawn_by_name: String,
    pub drawn_at: Instant,
    pub conclusion: Option<String>,
    pub closed_by_name: Option<String>,
    pub closed_at: Option<Instant>,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = spot_check_items, treat_none_as_null = true)]
pub struct CheckItem {
    pub id: Id,
    pub organisation_id: Id,
    pub spot_check_id: Id,
    pub position: i32,
    pub service_id: Id,
    pub service_name: String,
    pub outcome: Outcome,
    /// What was looked at.
    pub looked_at: Option<String>,
    pub looked_on: Option<NaiveDate>,
    pub looked_by: Option<String>,
    pub note: Option<String>,
    pub evidence: Option<String>,
    pub finding_id: Option<Id>,
    pub updated_at: Instant,
    pub version: i32,
}
