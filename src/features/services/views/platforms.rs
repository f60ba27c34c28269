//! What the pages of platforms and of types show.

use super::{Chip, NamedChoice, TypeRow};
use crate::base::Id;
use crate::features::services::comparing::Counts;
use crate::features::services::model::{Aspect, Capability, Strength};
use crate::features::services::rules::{Fit, Summary};
use crate::platform::view::{Choice, FormState, HistoryLine};
use serde::Serialize;

#[derive(Debug, Clone, Serialize)]
pub struct PlatformRow {
    pub id: Id,
    pub name: String,
    pub vendor_id: Option<Id>,
    pub vendor_name: Option<String>,
    pub ceiling: Vec<Chip>,
    pub services: usize,
    pub breaches: usize,
    /// Whole percent; null without services.
    pub share: Option<usize>,
    pub unclassified: usize,
}

/// A type and what each platform says of it, in the order of the platforms.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRow {
    pub code: String,
    pub name: String,
    pub chips: Vec<Chip>,
    pub cells: Vec<MatrixCell>,
}

#[derive(Debug, Clone, Serialize)]
pub struct MatrixCell {
    pub platform_id: Id,
    pub platform: String,
    pub fit: Fit,
    pub tone: &'static str,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlatformListPage {
    pub rows: Vec<PlatformRow>,
    pub matrix: Vec<MatrixRow>,
    /// The names above the matrix.
    pub heads: Vec<Choice>,
    pub can_edit: bool,
}

/// A service in breach, or one to see to.
#[derive(Debug, Clone, Serialize)]
pub struct BreachRow {
    pub id: Id,
    pub name: String,
    pub administration: Option<String>,
    pub users_per_day: Option<i32>,
    pub chips: Vec<Chip>,
    pub summary: Summary,
    pub summary_tone: &'static str,
    /// Why, in words: "K: kräver 3, plattformen ger 2", "Patientuppgifter: får inte".
    pub reasons: Vec<String>,
}

/// A bar for each level: `label`, `value`, `of`, `tone` as in `components/bar_list`.
#[derive(Debug, Clone, Serialize)]
pub struct DistributionRow {
    pub aspect: Aspect,
    /// 0, 1, 2, 3, not classified.
    pub cells: Vec<usize>,
    pub ceiling: Option<u8>,
}

#[derive(Debug, Clone, Serialize)]
pub struct AdministrationRow {
    pub administration: Option<String>,
    pub total: usize,
    pub breaches: usize,
    pub unclassified: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct RuleRow {
    pub code: String,
    pub name: String,
    pub chips: Vec<Chip>,
    pub fit: Fit,
    pub fit_tone: &'static str,
    /// Null: no rule.
    pub strength: Option<Strength>,
    pub legal: Option<String>,
    /// Known to us and not checked against the source.
    pub unverified: bool,
    pub evidence: Option<String>,
    pub decided_by_name: Option<String>,
    pub missing: Vec<Capability>,
    /// How many services of the platform handle it.
    pub services: usize,
}

/// Counts as a template reads them.
#[derive(Debug, Clone, Serialize)]
pub struct ShownCounts {
    pub total: usize,
    pub breaches: usize,
    pub share: usize,
    pub above: usize,
    pub forbidden: usize,
    pub undecided: usize,
    pub unclassified: usize,
    pub stale: usize,
}

impl From<&Counts> for ShownCounts {
    fn from(c: &Counts) -> Self {
        ShownCounts {
            total: c.total,
            breaches: c.breaches,
            share: c.share(c.breaches).unwrap_or(0),
            above: c.above,
            forbidden: c.forbidden,
            undecided: c.undecided,
            unclassified: c.unclassified,
            stale: c.stale,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
pub struct PlatformPage {
    pub id: Id,
    pub name: String,
    pub version: i32,
    pub description: Option<String>,
    pub evidence: Option<String>,
    pub vendor_id: Option<Id>,
    pub vendor_name: Option<String>,
    pub ceiling: Vec<Chip>,
    pub missing: Vec<Capability>,
    pub counts: ShownCounts,
    pub breaches: Vec<BreachRow>,
    /// Undecided, unclassified or old: no breach, and something to do.
    pub others: Vec<BreachRow>,
    pub distribution: Vec<DistributionRow>,
    pub administrations: Vec<AdministrationRow>,
    pub rules: Vec<RuleRow>,
    pub events: Vec<HistoryLine>,
    pub shown_at_most: usize,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PlatformFormPage {
    pub form: FormState,
    pub action: String,
    pub cancel_href: String,
    pub vendors: Vec<Choice>,
    pub levels: Vec<Choice>,
    pub missing: Vec<NamedChoice>,
    /// Whether the one who looks may raise a ceiling.
    pub can_approve: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct RulePage {
    pub form: FormState,
    pub action: String,
    pub cancel_href: String,
    pub platform_name: String,
    pub each: TypeRow,
    pub strengths: Vec<Choice>,
    pub missing: Vec<Capability>,
    pub can_approve: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TypeListPage {
    pub rows: Vec<TypeRow>,
    pub model: String,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TypeFormPage {
    pub form: FormState,
    pub action: String,
    /// The code stands fast.
    pub fixed_code: bool,
    pub levels: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct TypeImportPage {
    pub form: FormState,
    pub megabytes: usize,
    /// Rows that could not be read, in words.
    pub refused: Vec<String>,
}
