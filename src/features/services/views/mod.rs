//! What the pages show.

mod parts;
mod platforms;
mod samples;

pub use parts::{Chip, TypeRow, chips, class_form, shown_level};
pub use platforms::{
    AdministrationRow, BreachRow, DistributionRow, MatrixCell, MatrixRow, PlatformFormPage, PlatformListPage,
    PlatformPage, PlatformRow, RulePage, RuleRow, TypeFormPage, TypeImportPage, TypeListPage,
};

use super::model::{Audience, ServiceStatus};
use super::records::{Approval, Service};
use super::rules::{SuggestionReason, Summary};
use super::unclassified::ContractGap;
use crate::base::{Id, Instant};
use crate::features::vendors::RisksOf;
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

crate::text_enum! {
    /// What a service's classification is worth today.
    pub enum Worth { Whole => "whole", Unclassified => "unclassified", Changed => "changed", Old => "old" }
}

impl Worth {
    pub fn tone(self) -> &'static str {
        if self == Worth::Whole { "ok" } else { "attention" }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct ServiceRow {
    pub id: Id,
    pub name: String,
    pub platform: Option<String>,
    pub administration: Option<String>,
    pub audience: Audience,
    pub users_per_day: Option<i32>,
    pub chips: Vec<Chip>,
    pub worth: Worth,
    pub worth_tone: &'static str,
    pub summary: Summary,
    pub summary_tone: &'static str,
    pub status: ServiceStatus,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub form: FormState,
    pub sort: String,
    pub rows: Vec<ServiceRow>,
    pub pager: Pager,
    pub filtered: bool,
    pub platforms: Vec<Choice>,
    pub administrations: Vec<Choice>,
    pub breach: Vec<Choice>,
    pub audiences: &'static [Audience],
    pub statuses: Vec<&'static str>,
    pub classes: &'static [super::filter::ClassState],
    pub export_xlsx: String,
    pub export_csv: String,
    /// How many lowerings and publications wait for a second person.
    pub waiting: usize,
    pub can_edit: bool,
    pub can_import: bool,
}

/// The least level of an aspect and what asks for it.
#[derive(Debug, Clone, Serialize)]
pub struct WhyRow {
    pub reason: SuggestionReason,
    /// The type's name; `None` when the number of persons raises the level.
    pub type_name: Option<String>,
    pub legal: Option<String>,
    pub unverified: bool,
    pub text: Option<String>,
}

/// A classification of the past or of now.
#[derive(Debug, Clone, Serialize)]
pub struct ClassificationRow {
    pub id: Id,
    pub number: i32,
    pub chips: Vec<Chip>,
    pub suggested: String,
    pub model_version: String,
    pub reason: String,
    pub state: super::model::ClassificationState,
    pub state_tone: &'static str,
    pub valid_until: NaiveDate,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub second_by_name: Option<String>,
    pub second_note: Option<String>,
}

/// An aspect above the ceiling.
#[derive(Debug, Clone, Serialize)]
pub struct AboveRow {
    pub aspect: super::model::Aspect,
    pub level: u8,
    pub ceiling: u8,
}

/// A rule that speaks of one of the types.
#[derive(Debug, Clone, Serialize)]
pub struct HitRow {
    pub type_name: String,
    pub legal_source: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ExceptionRow {
    pub id: Id,
    pub type_name: String,
    pub reason: String,
    pub measures: String,
    pub ends_on: NaiveDate,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub holds: bool,
}

/// A hint that a text gives.
#[derive(Debug, Clone, Serialize)]
pub struct HintRow {
    pub type_name: String,
    pub word: String,
    pub chips: Vec<Chip>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub service: Service,
    pub platform_name: Option<String>,
    pub contract_name: Option<String>,
    pub owner_name: Option<String>,
    pub channels: Vec<super::model::Channel>,
    pub chips: Vec<Chip>,
    pub worth: Worth,
    pub worth_tone: &'static str,
    pub valid_until: Option<NaiveDate>,
    pub summary: Summary,
    pub summary_tone: &'static str,
    pub above: Vec<AboveRow>,
    pub forbidden: Vec<HitRow>,
    pub undecided: Vec<HitRow>,
    pub excepted: Vec<HitRow>,
    /// Number and id of the open finding.
    pub finding: Option<(i32, Id)>,
    pub types: Vec<TypeRow>,
    pub hints: Vec<HintRow>,
    pub why: Vec<WhyRow>,
    /// The class stands lower in some aspect than its types ask for.
    pub below: bool,
    pub pending: Option<ClassificationRow>,
    /// The one who looks proposed the lowering that waits.
    pub own_pending: bool,
    pub history: Vec<ClassificationRow>,
    pub exceptions: Vec<ExceptionRow>,
    pub exception_types: Vec<Choice>,
    /// Word keys of what stands in the way of publishing.
    pub blockers: Vec<&'static str>,
    pub asked: Option<Approval>,
    pub own_asked: bool,
    pub approvals: Vec<Approval>,
    pub events: Vec<HistoryLine>,
    pub lowering_form: FormState,
    pub exception_form: FormState,
    pub publication_form: FormState,
    pub decision_form: FormState,
    pub stop_form: FormState,
    pub confirm_form: FormState,
    pub can_edit: bool,
    pub can_approve: bool,
    pub can_see_findings: bool,
    /// None for who may not see risks.
    pub risks: Option<RisksOf>,
}

/// Both the page that adds a service and the one that changes it.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    pub form: FormState,
    pub service_id: Option<Id>,
    pub action: String,
    pub cancel_href: String,
    pub platforms: Vec<Choice>,
    pub contracts: Vec<Choice>,
    pub owners: Vec<Choice>,
    pub administrations: Vec<Choice>,
    pub audiences: &'static [Audience],
    pub channels: Vec<NamedChoice>,
    pub types: Vec<NamedChoice>,
}

/// A box of a group: the name of its field and its words.
#[derive(Debug, Clone, Serialize)]
pub struct NamedChoice {
    pub name: String,
    pub label: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClassifyPage {
    pub form: FormState,
    pub service_id: Id,
    pub name: String,
    pub current: Vec<Chip>,
    pub suggested: Vec<Chip>,
    pub why: Vec<WhyRow>,
    pub types: Vec<TypeRow>,
    pub hints: Vec<HintRow>,
    pub persons: Option<i32>,
    pub aggregation_persons: i32,
    pub validity_months: u32,
    pub model: String,
    pub levels: Vec<Choice>,
}

/// Something that waits for a second person.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingRow {
    pub service_id: Id,
    pub service_name: String,
    pub by: String,
    pub at: Instant,
    pub reason: Option<String>,
    pub chips: Vec<Chip>,
    /// The one who looks asked for it.
    pub own: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct WaitingPage {
    pub lowerings: Vec<WaitingRow>,
    pub publications: Vec<WaitingRow>,
    /// Classified longer ago than that holds, or changed since: the owner's to confirm or make again.
    pub due: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct GapRow {
    pub id: Id,
    pub name: String,
    pub administration: Option<String>,
    pub classified_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
pub struct UnclassifiedPage {
    pub form: FormState,
    pub before: NaiveDate,
    pub never: Vec<GapRow>,
    pub old: Vec<GapRow>,
    pub contracts: Vec<ContractGap>,
    pub never_count: usize,
    pub old_count: usize,
    pub contract_count: usize,
    pub services_total: usize,
    pub contracts_total: usize,
    /// The lists are cut at this many rows; the export has them all.
    pub shown_at_most: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct AdministrationsPage {
    pub rows: Vec<ExposureRow>,
    pub services: usize,
    pub breaches: usize,
}

/// An administration with the list of its services that are not stopped.
#[derive(Debug, Clone, Serialize)]
pub struct ExposureRow {
    pub name: String,
    pub href: String,
    pub row: super::comparing::Exposure,
}

/// A difference in words.
#[derive(Debug, Clone, Serialize)]
pub struct DifferenceRow {
    pub service_id: Id,
    pub name: String,
    pub difference: super::changes::Difference,
    pub tone: &'static str,
    pub changes: Vec<ChangeRow>,
}

/// A line of `components/diff`.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeRow {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangesPage {
    pub form: FormState,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub rows: Vec<DifferenceRow>,
    pub count_from: usize,
    pub count_to: usize,
    pub export_xlsx: String,
    pub export_csv: String,
}
