//! What the pages show.

mod samples;

use super::model::{
    AnalysisState, Basis, Breach, CampaignState, CheckState, Content, Decision, Harm, Outcome, Progress, ServiceFacts,
    Which,
};
use super::records::{Analysis, Author, BoardMemo, Campaign, CheckItem, Measure, SpotCheck};
use super::snapshot::FrozenAnalysis;
use crate::base::{Id, Instant};
use crate::features::service_reviews::actions::RowSaid;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct CampaignRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub state: CampaignState,
    pub due_on: NaiveDate,
    pub manager_name: String,
    pub progress: Progress,
}

#[derive(Debug, Clone, Serialize)]
pub struct CampaignsPage {
    pub form: FormState,
    pub rows: Vec<CampaignRow>,
    pub pager: Pager,
    pub states: &'static [CampaignState],
    pub can_run: bool,
}

/// A service that a campaign or a population would take.
#[derive(Debug, Clone, Serialize)]
pub struct TakenRow {
    pub id: Id,
    pub name: String,
    pub administration: Option<String>,
    pub class: String,
    pub breaches: Vec<Breach>,
}

/// Which services: the filter above a new campaign and a new spot check, with what it gives.
#[derive(Debug, Clone, Serialize)]
pub struct SelectionView {
    pub form: FormState,
    pub platforms: Vec<Choice>,
    pub administrations: Vec<Choice>,
    pub whiches: &'static [Which],
    pub basis: Basis,
    /// Whole percent in breach; None for no services.
    pub share: Option<usize>,
    /// The first of them.
    pub taken: Vec<TakenRow>,
    /// How many more there are.
    pub more: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewCampaignPage {
    pub selection: SelectionView,
    pub form: FormState,
    pub managers: Vec<Choice>,
    pub owners: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct EditCampaignPage {
    pub id: Id,
    pub form: FormState,
    pub managers: Vec<Choice>,
    pub owners: Vec<Choice>,
}

/// An analysis in the list of its campaign.
#[derive(Debug, Clone, Serialize)]
pub struct AnalysisRow {
    pub id: Id,
    pub service_name: String,
    pub administration: Option<String>,
    pub class: String,
    pub breaches: Vec<Breach>,
    /// The service has been stopped since.
    pub is_stopped: bool,
    pub owner_name: String,
    pub due_on: NaiveDate,
    pub state: AnalysisState,
    pub is_open: bool,
    /// Decided, or proposed while it is not.
    pub decision: Option<Decision>,
    pub is_decided: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct CampaignPage {
    pub campaign: Campaign,
    pub basis: Basis,
    pub share: Option<usize>,
    pub platform_name: Option<String>,
    pub progress: Progress,
    pub rows: Vec<AnalysisRow>,
    pub pager: Pager,
    /// The filter.
    pub form: FormState,
    pub states: Vec<&'static str>,
    pub owners: Vec<Choice>,
    pub assign_form: FormState,
    pub close_form: FormState,
    pub memos: Vec<BoardMemo>,
    /// It may be run and is running.
    pub can_run: bool,
    pub can_memo: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AssignedPage {
    pub campaign_id: Id,
    pub title: String,
    pub rows: Vec<RowSaid>,
    pub changed: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct AddServicesPage {
    pub campaign_id: Id,
    pub title: String,
    /// The filter.
    pub filter: FormState,
    pub form: FormState,
    pub whiches: &'static [Which],
    pub rows: Vec<TakenRow>,
    pub pager: Pager,
}

/// A measure with the action that took over, if one did.
#[derive(Debug, Clone, Serialize)]
pub struct VersionRow {
    pub id: Id,
    pub number: i32,
    pub state: AnalysisState,
    pub decision: Option<Decision>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub removed_reason: Option<String>,
    pub current: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnalysisPage {
    pub analysis: Analysis,
    pub campaign_title: String,
    /// As it compares now, or as it was decided.
    pub facts: ServiceFacts,
    pub content: Content,
    pub target_name: Option<String>,
    pub measures: Vec<Measure>,
    pub authors: Vec<Author>,
    pub versions: Vec<VersionRow>,
    pub frozen: Option<FrozenAnalysis>,
    pub people: Vec<Choice>,
    pub decisions: &'static [Decision],
    /// Word keys: what to think of.
    pub warnings: Vec<&'static str>,
    /// Said at the top when it could not be made ready or decided.
    pub ready_form: FormState,
    pub decide_form: FormState,
    pub author_form: FormState,
    pub measure_form: FormState,
    pub remove_form: FormState,
    pub is_ready: bool,
    pub can_edit: bool,
    pub can_decide: bool,
    /// The one who looks wrote it or owns it: somebody else decides.
    pub is_own: bool,
    pub can_revise: bool,
    pub can_remove: bool,
    pub can_open_actions: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct AnalysisFormPage {
    pub id: Id,
    pub service_name: String,
    pub facts: ServiceFacts,
    pub form: FormState,
    pub harms: &'static [Harm],
    pub decisions: &'static [Decision],
    pub platforms: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckRow {
    pub id: Id,
    pub number: i32,
    pub title: String,
    pub state: CheckState,
    pub drawn_at: Instant,
    pub drawn_by_name: String,
    pub sample_size: i32,
    pub population_size: i32,
    pub looked: i64,
    pub deviations: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChecksPage {
    pub form: FormState,
    pub rows: Vec<CheckRow>,
    pub pager: Pager,
    pub states: &'static [CheckState],
    pub can_run: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NewCheckPage {
    pub selection: SelectionView,
    pub form: FormState,
}

#[derive(Debug, Clone, Serialize)]
pub struct CheckPage {
    pub check: SpotCheck,
    pub items: Vec<CheckItem>,
    pub looked: usize,
    pub deviations: usize,
    pub close_form: FormState,
    pub can_record: bool,
    pub can_finding: bool,
    pub can_close: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct ItemPage {
    pub check_id: Id,
    pub check_title: String,
    pub item: CheckItem,
    pub form: FormState,
    pub outcomes: &'static [Outcome],
}
