//! What the pages of the reports show. No vendor sees any of it.

mod samples;

use super::model::{Measure, Part, Place, ReportKind};
use super::records::{Goal, OwnText};
use super::rules::{Administration, Chart, MissingDays, TrendPoint, VendorBehind};
use crate::base::{Id, Instant};
use crate::features::vendors::Tab;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A figure beside what it was, and where its rows are.
#[derive(Debug, Clone, Serialize)]
pub struct FigureShown {
    pub measure: Measure,
    pub value: String,
    pub then: String,
    pub change: String,
    /// ok, attention or neutral.
    pub tone: &'static str,
    pub href: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PartShown {
    pub part: Part,
    pub figures: Vec<FigureShown>,
}

/// The director's page, and the page of the follow-up itself.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresPage {
    pub tabs: Vec<Tab>,
    /// True: the director's page, which is also a PDF.
    pub director: bool,
    pub today: NaiveDate,
    pub compared: Option<NaiveDate>,
    /// The first day that what happened is counted from.
    pub since: NaiveDate,
    pub parts: Vec<PartShown>,
    pub text: String,
    pub missing: Vec<MissingDays>,
    pub never: bool,
    /// Goals of figures that this person may see; only on the page of the follow-up.
    pub goals: Vec<GoalShown>,
}

/// A goal, and how far it is.
#[derive(Debug, Clone, Serialize)]
pub struct GoalShown {
    pub goal: Goal,
    pub value: String,
    pub progress: Option<i64>,
    pub href: String,
}

/// One row behind a figure.
#[derive(Debug, Clone, Serialize)]
pub struct BehindShown {
    pub what: String,
    pub href: String,
    pub whose: Option<String>,
    pub tier: Option<i32>,
    pub on: Option<NaiveDate>,
    pub at: Option<Instant>,
}

/// A figure with its rows, its trend and its goal.
#[derive(Debug, Clone, Serialize)]
pub struct MeasurePage {
    pub measure: Measure,
    /// The number of days that its description speaks of.
    pub days: u64,
    pub value: String,
    /// The value is days, and the rows are what it is made of.
    pub is_median: bool,
    /// None: the measure is of a state.
    pub since: Option<NaiveDate>,
    pub filter: FormState,
    pub rows: Vec<BehindShown>,
    pub pager: Pager,
    pub export_xlsx: String,
    pub export_csv: String,
    /// The days of the trend.
    pub trend_form: FormState,
    pub chart: Option<Chart>,
    pub points: Vec<TrendPoint>,
    pub weekly: bool,
    pub missing: Vec<MissingDays>,
    pub goal: Option<Goal>,
    /// Percent of the way from baseline to target.
    pub progress: Option<i64>,
    pub form: FormState,
    pub can_edit: bool,
}

/// The memo to the committee as it would be made now.
#[derive(Debug, Clone, Serialize)]
pub struct MemoPage {
    pub tabs: Vec<Tab>,
    pub background: String,
    pub assessment: String,
    pub proposal: String,
    pub parts: Vec<PartShown>,
    pub today: NaiveDate,
    pub compared: Option<NaiveDate>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TextForm {
    pub place: Place,
    pub form: FormState,
    pub longest: usize,
    pub row: Option<OwnText>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TextsPage {
    pub tabs: Vec<Tab>,
    pub texts: Vec<TextForm>,
}

/// A vendor as the register had it on a day.
#[derive(Debug, Clone, Serialize)]
pub struct ThenShown {
    pub id: String,
    pub name: String,
    pub org_number: Option<String>,
    pub kind: String,
    pub country: String,
    pub status: String,
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub manager: Option<String>,
    pub contracts: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct ChangeShown {
    pub label: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct DifferenceShown {
    pub vendor_id: String,
    pub name: String,
    pub difference: String,
    pub tone: &'static str,
    pub changes: Vec<ChangeShown>,
}

/// The register on a day, or what differs between two days.
#[derive(Debug, Clone, Serialize)]
pub struct PastPage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub count_from: usize,
    pub count_to: usize,
    pub count_differences: usize,
    /// True: the list of the later day; else the differences.
    pub whole: bool,
    pub list: Vec<ThenShown>,
    pub differences: Vec<DifferenceShown>,
    pub pager: Pager,
    /// The first day of the log, when the earlier day lies before it.
    pub log_from: Option<NaiveDate>,
    /// The list of the earlier day.
    pub href_from: String,
    pub href_list: String,
    pub href_differences: String,
    pub export_xlsx: String,
    pub export_csv: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClauseRow {
    pub vendor_id: String,
    pub name: String,
    pub tier: Option<i32>,
    pub contracts: String,
    pub required: bool,
    pub followed_on: Option<NaiveDate>,
    pub followed_by: Option<String>,
    pub hole: Option<String>,
    pub judged_on: Option<NaiveDate>,
}

/// The auditor's question with its answer.
#[derive(Debug, Clone, Serialize)]
pub struct ClausePage {
    pub tabs: Vec<Tab>,
    pub form: FormState,
    pub clauses: Vec<Choice>,
    pub kinds: Vec<Choice>,
    /// None: nothing has been asked yet.
    pub asked: Option<ClauseAnswer>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ClauseAnswer {
    pub clause_id: String,
    pub title: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub yes: bool,
    pub required: usize,
    pub followed: usize,
    pub holes: usize,
    pub not_required: usize,
    /// Which of them the list shows; a worded link for each.
    pub choices: Vec<Tab>,
    pub rows: Vec<ClauseRow>,
    pub pager: Pager,
    pub export_xlsx: String,
    pub export_csv: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct AdministrationRow {
    pub name: String,
    /// The vendors behind it, on the same page.
    pub href: String,
    /// Its services that are not stopped.
    pub services: String,
    pub row: Administration,
}

#[derive(Debug, Clone, Serialize)]
pub struct AdministrationsPage {
    pub tabs: Vec<Tab>,
    pub rows: Vec<AdministrationRow>,
    /// The one that was asked for, with the vendors behind it.
    pub chosen: Option<String>,
    pub behind: Vec<VendorBehind>,
    pub export_xlsx: String,
    pub export_csv: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PersonBox {
    pub id: Id,
    pub name: String,
    pub chosen: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct MailingForm {
    pub report: ReportKind,
    pub form: FormState,
    pub people: Vec<PersonBox>,
    pub last_period: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MailingsPage {
    pub tabs: Vec<Tab>,
    pub mailings: Vec<MailingForm>,
}
