//! What the pages show. Region side only.

mod samples;

use super::model::{LegalState, Origin, PackageKind, PackageState};
use super::rules::{ClauseStanding, NextPossible, Tally};
use crate::base::{Id, Instant};
use crate::features::contracts::views::{Bar, ContractHead};
use crate::features::controls::{EvidenceType, FaultGrade};
use crate::features::vendors::{ConflictRow, Tab};
use crate::platform::view::{Choice, FormState, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A clause in the list.
#[derive(Debug, Clone, Serialize)]
pub struct ClauseRow {
    pub code: String,
    pub title: String,
    pub group: String,
    pub origin: Origin,
    pub tiers: Vec<u8>,
    pub errors: usize,
    pub warnings: usize,
    pub legal: usize,
    pub verified: usize,
    pub tally: Tally,
    pub coverage: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    pub form: FormState,
    pub rows: Vec<ClauseRow>,
    pub pager: Pager,
    pub groups: Vec<Choice>,
    pub tiers: Vec<&'static str>,
    pub legal: Vec<Choice>,
    pub origins: &'static [Origin],
    pub catalogue_version: String,
    pub can_write: bool,
}

/// A legal reference with what somebody has said of it.
#[derive(Debug, Clone, Serialize)]
pub struct LegalLine {
    pub reference: String,
    pub verified: bool,
    pub state: Option<LegalState>,
    pub source: Option<String>,
    pub read_on: Option<NaiveDate>,
    pub by: Option<String>,
    pub note: Option<String>,
    pub verify_href: String,
    /// The clauses that name it.
    pub codes: Vec<String>,
}

/// A fault in words.
#[derive(Debug, Clone, Serialize)]
pub struct FaultLine {
    pub grade: FaultGrade,
    pub tone: &'static str,
    pub text: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub code: String,
    pub group: String,
    pub origin: Origin,
    pub own_id: Option<Id>,
    pub number: Option<i32>,
    pub text_sv: String,
    pub text_en: String,
    pub rationale_sv: String,
    pub rationale_en: String,
    pub evidence_sv: String,
    pub evidence_en: String,
    pub evidence_types: Vec<EvidenceType>,
    pub test_sv: String,
    pub test_en: String,
    pub tiers: Vec<u8>,
    pub controls: Vec<String>,
    pub nis2: Vec<String>,
    /// Each worded: name and value.
    pub parameters: Vec<Choice>,
    pub legal: Vec<LegalLine>,
    pub faults: Vec<FaultLine>,
    pub tally: Tally,
    pub coverage: Option<i64>,
    pub bars: Vec<Bar>,
    /// Where a version of one's own is begun.
    pub new_href: Option<String>,
    pub can_verify: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct OwnRow {
    pub id: Id,
    pub code: String,
    pub title: String,
    /// With its parameters written out.
    pub text: String,
    pub replaces: bool,
    pub published: i32,
    pub draft: bool,
    pub draft_by_name: Option<String>,
    pub updated_at: Instant,
}

#[derive(Debug, Clone, Serialize)]
pub struct OwnListPage {
    pub rows: Vec<OwnRow>,
    pub pager: Pager,
    pub can_write: bool,
}

/// What was published, and when.
#[derive(Debug, Clone, Serialize)]
pub struct VersionLine {
    pub number: i32,
    pub decision_reference: String,
    pub published_by_name: String,
    pub published_at: Instant,
    pub sha256: String,
    pub text_sv: String,
    pub text_en: String,
}

/// A box to tick: a field of its own.
#[derive(Debug, Clone, Serialize)]
pub struct BoxField {
    pub name: String,
    pub label: String,
}

/// A draft of a clause, and what has been published of it.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// None for a new one.
    pub id: Option<Id>,
    pub code: String,
    pub replaces: bool,
    pub action: String,
    pub form: FormState,
    pub publish_form: FormState,
    pub version: i32,
    pub draft: bool,
    pub groups: Vec<Choice>,
    pub tiers: Vec<BoxField>,
    pub evidence_types: Vec<BoxField>,
    pub faults: Vec<FaultLine>,
    pub versions: Vec<VersionLine>,
    pub conflict: Vec<ConflictRow>,
    pub can_write: bool,
    pub can_publish: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LegalPage {
    pub form: FormState,
    pub rows: Vec<LegalLine>,
    pub pager: Pager,
    pub states: Vec<&'static str>,
    pub can_verify: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LegalEvent {
    pub state: LegalState,
    pub source: String,
    pub read_on: NaiveDate,
    pub by: String,
    pub at: Instant,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct VerifyPage {
    pub reference: String,
    pub codes: Vec<String>,
    pub form: FormState,
    pub states: &'static [LegalState],
    pub history: Vec<LegalEvent>,
}

/// How many contracts hold a clause in one way, with where they are listed.
#[derive(Debug, Clone, Serialize)]
pub struct Cell {
    pub standing: ClauseStanding,
    pub count: i64,
    pub href: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewClause {
    pub code: String,
    pub title: String,
    pub asked: i64,
    pub coverage: Option<i64>,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewContract {
    pub id: Id,
    pub reference: String,
    pub title: String,
    pub vendor_name: String,
    pub tier: Option<i32>,
    pub ends_on: Option<NaiveDate>,
    pub gaps: i64,
    pub unknown: i64,
    pub coverage: Option<i64>,
    pub next: Option<NextPossible>,
}

#[derive(Debug, Clone, Serialize)]
pub struct ReviewPage {
    /// `clauses` or `contracts`.
    pub view: &'static str,
    pub form: FormState,
    pub sort: String,
    pub clauses: Vec<ReviewClause>,
    pub standings: &'static [ClauseStanding],
    pub contracts: Vec<ReviewContract>,
    pub pager: Pager,
    /// The clauses that the list of contracts can be narrowed to.
    pub codes: Vec<Choice>,
}

#[derive(Debug, Clone, Serialize)]
pub struct GapRow {
    pub code: String,
    pub title: String,
    pub standing: ClauseStanding,
    pub tone: &'static str,
    /// Something that an amendment would mend, and not only unknown.
    pub is_gap: bool,
    pub text: String,
    pub rationale: String,
    pub legal: Vec<LegalLine>,
    pub tiers: Vec<u8>,
}

/// A clause that only the organisation has, in this contract.
#[derive(Debug, Clone, Serialize)]
pub struct OwnGapRow {
    pub id: Id,
    pub code: String,
    pub title: String,
    pub standing: ClauseStanding,
    pub tone: &'static str,
    pub form: FormState,
    pub version: i32,
}

#[derive(Debug, Clone, Serialize)]
pub struct GapsPage {
    pub head: ContractHead,
    pub tier: Option<i32>,
    pub next: NextPossible,
    pub tally: Tally,
    pub coverage: Option<i64>,
    pub form: FormState,
    /// `gaps`, `unchecked` or `own`.
    pub part: &'static str,
    pub tabs: Vec<Tab>,
    pub pager: Pager,
    pub rows: Vec<GapRow>,
    /// Those on the part's other pages, which an amendment may hold too.
    pub others: Vec<GapRow>,
    pub own: Vec<OwnGapRow>,
    pub in_contract: Vec<&'static str>,
    pub can_prepare: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackageLine {
    pub id: Id,
    pub number: i32,
    pub kind: PackageKind,
    pub state: PackageState,
    pub tone: &'static str,
    pub takes_effect_on: Option<NaiveDate>,
    pub made_by_name: String,
    pub made_at: Instant,
    pub settled_on: Option<NaiveDate>,
    pub sha256: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackagesPage {
    pub head: ContractHead,
    pub rows: Vec<PackageLine>,
    pub pager: Pager,
    /// How many purposes and parties the appendices would hold.
    pub instructed: usize,
    pub engaged: usize,
    pub controllers: usize,
    pub without_role: Vec<String>,
    pub can_prepare: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct PackagePage {
    pub package: PackageLine,
    pub contract_id: Id,
    pub contract: String,
    pub vendor: String,
    pub settled_by_name: Option<String>,
    pub settled_note: Option<String>,
    /// Codes and titles of the clauses, or names of the purposes and parties.
    pub contents: Vec<String>,
    pub form: FormState,
    pub states: Vec<&'static str>,
    pub version: i32,
    pub can_settle: bool,
}
