//! What the pages show. Vendors have no page of this: nothing here is made for their side.

mod samples;

use super::model::{Counts, State};
use super::proof::Proof;
use super::rules::HeatLevel;
use crate::features::vendors::VendorHead;
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A number in a heat map.
#[derive(Debug, Clone, Serialize)]
pub struct HeatCell {
    pub state: State,
    pub count: usize,
    /// How large a share it is; `none` where a large share is good.
    pub level: HeatLevel,
    pub href: Option<String>,
}

/// A line of a heat map: a control, a theme, a point or a tier.
#[derive(Debug, Clone, Serialize)]
pub struct HeatRow {
    pub id: String,
    pub title: String,
    pub href: Option<String>,
    pub cells: Vec<HeatCell>,
}

/// The controls of one theme of the standard.
#[derive(Debug, Clone, Serialize)]
pub struct ThemeTable {
    pub key: String,
    pub sum: HeatRow,
    pub rows: Vec<HeatRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TierRow {
    pub tier: Option<i32>,
    pub vendors: usize,
    pub cells: Vec<HeatCell>,
    pub href: String,
}

/// A vendor in a list, with its controls by state.
#[derive(Debug, Clone, Serialize)]
pub struct VendorRow {
    pub id: String,
    pub name: String,
    pub href: String,
    pub tier: Option<i32>,
    pub counts: Counts,
    pub lacking: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct PortfolioPage {
    pub form: FormState,
    pub tiers: Vec<Choice>,
    pub states: &'static [State],
    pub vendors: usize,
    pub totals: Counts,
    pub required: usize,
    /// Vendors that will be counted anew in a while.
    pub waiting: i64,
    pub by_tier: Vec<TierRow>,
    pub themes: Vec<ThemeTable>,
    pub rows: Vec<VendorRow>,
    pub pager: Pager,
}

#[derive(Debug, Clone, Serialize)]
pub struct Nis2Page {
    pub vendors: usize,
    pub waiting: i64,
    pub states: &'static [State],
    pub rows: Vec<Nis2Row>,
}

/// A point of the article with the controls that it leans on.
#[derive(Debug, Clone, Serialize)]
pub struct Nis2Row {
    pub reference: String,
    pub title: String,
    pub controls: Vec<ControlLink>,
    pub cells: Vec<HeatCell>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ControlLink {
    pub id: String,
    pub title: String,
    pub href: String,
    /// Where it stands for the vendor of the page.
    pub state: Option<State>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ControlPage {
    pub id: String,
    /// The Swedish title is ours and nobody has compared it with the standard.
    pub title_unverified: bool,
    pub form: FormState,
    pub tiers: Vec<Choice>,
    pub states: &'static [State],
    pub state: State,
    pub cells: Vec<HeatCell>,
    pub waiting: i64,
    pub rows: Vec<VendorRow>,
    pub pager: Pager,
}

/// A control in the matrix of one vendor.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    pub id: String,
    pub title: String,
    pub href: String,
    pub state: State,
    pub tone: &'static str,
    pub lacking: bool,
    /// The day on which it ceases to be verified.
    pub changes_on: Option<NaiveDate>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixTheme {
    pub key: String,
    pub rows: Vec<MatrixRow>,
}

/// A point of NIS2 article 21 for one vendor.
#[derive(Debug, Clone, Serialize)]
pub struct PointRow {
    pub reference: String,
    pub title: String,
    pub state: State,
    pub tone: &'static str,
    pub controls: Vec<ControlLink>,
}

#[derive(Debug, Clone, Serialize)]
pub struct VendorPage {
    pub head: VendorHead,
    pub counts: Counts,
    pub required: usize,
    pub lacking: usize,
    /// `controls` or `nis2`.
    pub view: &'static str,
    pub controls_href: String,
    pub nis2_href: String,
    pub form: FormState,
    pub states: &'static [State],
    pub shown: usize,
    pub themes: Vec<MatrixTheme>,
    pub points: Vec<PointRow>,
    pub xlsx_href: String,
    pub pdf_href: String,
}

/// Something that the chain lacks, in words of its own.
#[derive(Debug, Clone, Serialize)]
pub struct GapRow {
    pub gap: &'static str,
    pub of: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ProofPage {
    pub vendor: String,
    pub tone: &'static str,
    pub matrix_href: String,
    pub control_href: String,
    pub title_unverified: bool,
    pub english: bool,
    /// Where the log can be read, for whoever may.
    pub audit_href: Option<String>,
    pub proof: Proof,
    pub gaps: Vec<GapRow>,
}
