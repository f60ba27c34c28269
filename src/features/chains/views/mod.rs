//! What the region's pages show. A vendor sees none of it: its own pages are in `portal`.

pub mod portal;
pub mod rounds;
mod samples;

use super::model::{ApprovalState, GdprRole, LinkSource, LinkState, NodeKind, Orphans, TransferMechanism};
use super::rules::{FaultKind, Picture};
use super::store::{LinkView, Persons};
use crate::base::{Id, Instant};
use crate::features::contracts::views::ContractHead;
use crate::features::vendors::{ConflictRow, RisksOf, VendorHead};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use chrono::NaiveDate;
use serde::Serialize;

/// A link as a table shows it.
#[derive(Debug, Clone, Serialize)]
pub struct LinkRow {
    pub id: Id,
    /// Tiers below the main vendor; None where the whole chain is not at hand.
    pub tier: Option<usize>,
    pub contract_id: Id,
    pub contract: String,
    pub vendor_id: Id,
    pub vendor: String,
    pub vendor_tier: Option<i32>,
    pub parent_id: Id,
    pub parent: String,
    pub child_id: Id,
    pub child: String,
    pub kind: NodeKind,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: Vec<String>,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
    pub countries: Vec<String>,
    pub remote_countries: Vec<String>,
    pub third_country: bool,
    pub transfer_mechanism: Option<TransferMechanism>,
    pub roles: Vec<RoleRow>,
    pub source: LinkSource,
    pub approval: ApprovalState,
    pub approval_valid_until: Option<NaiveDate>,
    pub state: LinkState,
    pub started_on: NaiveDate,
    pub confirmed_on: Option<NaiveDate>,
    pub vendor_visible: bool,
    pub faults: Vec<FaultKind>,
}

/// One purpose, and the part played in it.
#[derive(Debug, Clone, Serialize)]
pub struct RoleRow {
    pub purpose: String,
    pub role: GdprRole,
    pub legal_note: Option<String>,
}

/// A view of the list and how many links it holds.
#[derive(Debug, Clone, Serialize)]
pub struct ViewCount {
    pub view: LinkView,
    pub count: i64,
    pub tone: &'static str,
    pub href: String,
    pub current: bool,
}

/// A node in which much comes together.
#[derive(Debug, Clone, Serialize)]
pub struct TopNode {
    pub id: Id,
    pub name: String,
    pub kind: NodeKind,
    pub contracts: i64,
    pub persons_high: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct OverviewPage {
    pub form: FormState,
    pub view: Option<LinkView>,
    pub counts: Vec<ViewCount>,
    pub rows: Vec<LinkRow>,
    pub pager: Pager,
    pub top: Vec<TopNode>,
    /// Proposals of vendors that wait for a decision.
    pub waiting: i64,
    pub export_xlsx: String,
    pub export_csv: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodeRow {
    pub id: Id,
    pub name: String,
    pub kind: NodeKind,
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    pub contracts: i64,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodesPage {
    pub form: FormState,
    pub kinds: &'static [NodeKind],
    pub rows: Vec<NodeRow>,
    pub pager: Pager,
}

/// One contract behind a node.
#[derive(Debug, Clone, Serialize)]
pub struct BehindRow {
    pub contract_id: Id,
    pub reference: String,
    pub title: String,
    pub vendor_id: Id,
    pub vendor: String,
    pub certain: bool,
    pub services: Vec<String>,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodePage {
    pub id: Id,
    pub name: String,
    pub kind: NodeKind,
    pub vendor_id: Option<Id>,
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    pub shared_note: Option<String>,
    pub internal_note: Option<String>,
    pub certain: usize,
    pub possible: usize,
    pub persons: Persons,
    pub persons_possible: Persons,
    pub vendors: Vec<Choice>,
    pub services: Vec<Choice>,
    pub behind: Vec<BehindRow>,
    pub pager: Pager,
    pub links: Vec<LinkRow>,
    /// Links that touch the node, also those that are not in `links`.
    pub links_total: i64,
    pub history: Vec<HistoryLine>,
    /// None for who may not see risks.
    pub risks: Option<RisksOf>,
    pub can_edit: bool,
    pub can_register: bool,
    pub can_see_incidents: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct NodeEditPage {
    pub id: Id,
    pub form: FormState,
    pub version: i32,
    pub kinds: Vec<NodeKind>,
    /// Name, number and country are the register's.
    pub is_vendor: bool,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FaultCount {
    pub kind: FaultKind,
    pub count: usize,
}

/// The chain of one contract, as a picture or as a table.
#[derive(Debug, Clone, Serialize)]
pub struct ContractPage {
    pub head: ContractHead,
    /// `picture` or `table`.
    pub shape: &'static str,
    pub picture: Option<Picture>,
    pub focus: Option<Choice>,
    pub tiers: usize,
    pub more_tiers: usize,
    pub fewer_tiers: Option<usize>,
    pub rows: Vec<LinkRow>,
    pub pager: Pager,
    pub links: usize,
    pub nodes: usize,
    pub deepest: usize,
    pub depth_limit: i32,
    pub depth_default: bool,
    pub criterion: u8,
    pub faults: Vec<FaultCount>,
    pub ended: usize,
    pub last_confirmed: Option<NaiveDate>,
    pub can_edit: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct TermsPage {
    pub contract_id: Id,
    pub contract: String,
    pub form: FormState,
    pub version: i32,
    pub default_limit: i32,
    pub conflict: Vec<ConflictRow>,
}

/// A node or vendor that the child of a new link may be.
#[derive(Debug, Clone, Serialize)]
pub struct Match {
    /// `node:<id>` or `vendor:<id>`.
    pub value: String,
    pub label: String,
    pub text: String,
}

/// The fields of one purpose in the form.
#[derive(Debug, Clone, Serialize)]
pub struct PurposeFields {
    pub number: usize,
    pub purpose: String,
    pub role: String,
    pub legal_note: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct LinkFormPage {
    pub form: FormState,
    pub contract_id: Id,
    pub contract: String,
    /// None while the link is being made.
    pub link_id: Option<Id>,
    pub child: Option<String>,
    pub version: i32,
    pub q: String,
    pub matches: Vec<Match>,
    /// Equal names were found, and the person has to say whether it is the same.
    pub same: bool,
    pub parents: Vec<Choice>,
    pub kinds: Vec<NodeKind>,
    pub sources: Vec<LinkSource>,
    pub services: Vec<Choice>,
    pub classes: Vec<Choice>,
    pub mechanisms: &'static [TransferMechanism],
    pub roles: &'static [GdprRole],
    pub purposes: Vec<PurposeFields>,
    pub conflict: Vec<ConflictRow>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LinkPage {
    pub row: LinkRow,
    pub version: i32,
    pub approval_reference: Option<String>,
    pub ended_on: Option<NaiveDate>,
    pub end_reason: Option<String>,
    pub internal_note: Option<String>,
    pub service: Option<Choice>,
    pub created_by_name: String,
    pub created_at: Instant,
    pub approvals: Vec<ApprovalState>,
    pub form: FormState,
    pub follow_ups: Vec<portal::FollowUpRow>,
    pub history: Vec<HistoryLine>,
    pub can_edit: bool,
    pub can_decide: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct EndPage {
    pub link_id: Id,
    pub contract_id: Id,
    pub parent: String,
    pub child: String,
    pub version: i32,
    pub form: FormState,
    /// Those that would lose the way up.
    pub hanging: Vec<String>,
    pub orphans: &'static [Orphans],
}

/// The chains that a vendor stands in.
#[derive(Debug, Clone, Serialize)]
pub struct VendorPage {
    pub head: VendorHead,
    pub node_id: Option<Id>,
    pub criterion: u8,
    /// Its own contracts: reference, title and how many links each has.
    pub own: Vec<OwnChain>,
    /// Links under others' contracts in which it works for somebody.
    pub rows: Vec<LinkRow>,
    pub rows_total: usize,
}

#[derive(Debug, Clone, Serialize)]
pub struct OwnChain {
    pub contract_id: Id,
    pub reference: String,
    pub title: String,
    pub links: usize,
}
