//! The stored rows of the supply chain.

use super::model::{
    ApprovalState, ConfirmationState, CorrectionKind, CorrectionState, FollowUpMethod, FollowUpOutcome, GdprRole,
    LinkAnswer, LinkSource, LinkState, NodeKind, RoundState, TransferMechanism,
};
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    chain_campaigns, chain_confirmations, chain_corrections, chain_follow_ups, chain_links, chain_missed_follow_ups,
    chain_nodes, chain_processings, chain_statements, chain_terms,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// Somebody or something that takes part; one row however many chains it stands in.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = chain_nodes, treat_none_as_null = true)]
pub struct ChainNode {
    pub id: Id,
    pub organisation_id: Id,
    pub kind: NodeKind,
    /// The register's row of the same company.
    pub vendor_id: Option<Id>,
    pub name: String,
    #[serde(skip_serializing)]
    pub name_folded: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    /// Ten digits, or a foreign number as written.
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    /// Never shown to a vendor.
    pub shared_note: Option<String>,
    /// Never shown to a vendor.
    pub internal_note: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// A tie from one node to the one that works for it, under a contract.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = chain_links, treat_none_as_null = true)]
pub struct ChainLink {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub service_id: Option<Id>,
    pub parent_node_id: Id,
    pub child_node_id: Id,
    pub task: String,
    pub data_class: Option<i32>,
    pub information_types: String,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
    pub countries: String,
    pub remote_countries: String,
    /// Something of it is outside the EU and EEA.
    pub third_country: bool,
    pub transfer_mechanism: Option<TransferMechanism>,
    pub source: LinkSource,
    pub vendor_visible: bool,
    pub approval: ApprovalState,
    pub approval_valid_until: Option<NaiveDate>,
    pub approval_reference: Option<String>,
    pub subcontract_id: Option<Id>,
    pub state: LinkState,
    pub started_on: NaiveDate,
    pub ended_on: Option<NaiveDate>,
    pub end_reason: Option<String>,
    pub confirmed_on: Option<NaiveDate>,
    pub internal_note: Option<String>,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// One purpose of processing under a link, and the part that the child plays in it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = chain_processings)]
pub struct ChainProcessing {
    pub id: Id,
    pub organisation_id: Id,
    pub link_id: Id,
    pub purpose: String,
    pub role: GdprRole,
    pub legal_note: Option<String>,
    pub created_at: Instant,
    pub version: i32,
}

/// What one contract allows of its chain.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = chain_terms, treat_none_as_null = true)]
pub struct ChainTerms {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    /// Tiers below the main vendor.
    pub depth_limit: i32,
    pub note: Option<String>,
    pub model_version: String,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// One round in which vendors are asked to confirm their chains.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = chain_campaigns, treat_none_as_null = true)]
pub struct Round {
    pub id: Id,
    pub organisation_id: Id,
    /// Empty for a round that time itself started.
    pub title: String,
    pub due_on: NaiveDate,
    /// The tiers asked, with semicolons between.
    pub tiers: String,
    pub automatic: bool,
    pub state: RoundState,
    pub model_version: String,
    pub created_by_name: String,
    pub created_at: Instant,
    pub closed_at: Option<Instant>,
    pub version: i32,
}

/// What one vendor is asked about one contract, and whether it has signed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = chain_confirmations, treat_none_as_null = true)]
pub struct Confirmation {
    pub id: Id,
    pub organisation_id: Id,
    pub campaign_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub due_on: NaiveDate,
    pub asked_on: NaiveDate,
    /// How many people were mailed; nobody can answer when it is 0.
    pub recipients: i32,
    pub state: ConfirmationState,
    pub reminded_on: Option<NaiveDate>,
    pub signed_on: Option<NaiveDate>,
    pub signed_by_name: Option<String>,
    pub signed_by_role: Option<String>,
    /// What the vendor wrote to the region.
    pub note: Option<String>,
    /// Made once, when nobody had confirmed long after the due day.
    pub finding_id: Option<Id>,
    pub created_at: Instant,
    pub version: i32,
    /// Who in the region entered the answer, when the vendor gave it by telephone.
    pub phone_by_name: Option<String>,
}

/// What the vendor said of one link when it signed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = chain_statements)]
pub struct Statement {
    pub id: Id,
    pub organisation_id: Id,
    pub confirmation_id: Id,
    pub link_id: Id,
    pub answer: LinkAnswer,
    pub said_by_name: String,
    pub said_at: Instant,
}

/// A new link, a correction or an end that the vendor proposes; the region decides.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = chain_corrections, treat_none_as_null = true)]
pub struct Correction {
    pub id: Id,
    pub organisation_id: Id,
    pub confirmation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub kind: CorrectionKind,
    /// The link that is corrected or no longer used.
    pub link_id: Option<Id>,
    /// Whom the new one works for.
    pub parent_node_id: Option<Id>,
    pub node_kind: Option<NodeKind>,
    pub name: Option<String>,
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    pub task: Option<String>,
    pub data_class: Option<i32>,
    pub information_types: String,
    pub persons_low: Option<i64>,
    pub persons_high: Option<i64>,
    pub countries: String,
    pub remote_countries: String,
    pub transfer_mechanism: Option<TransferMechanism>,
    pub comment: Option<String>,
    pub state: CorrectionState,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub decision_note: Option<String>,
    pub version: i32,
}

/// How the vendor itself followed up one of its own subcontractors.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = chain_follow_ups)]
pub struct FollowUp {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub contract_id: Id,
    pub link_id: Id,
    pub held_on: NaiveDate,
    pub method: FollowUpMethod,
    pub outcome: FollowUpOutcome,
    pub note: Option<String>,
    pub registered_by_name: String,
    pub created_at: Instant,
}

/// That a follow-up was missing on a day.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = chain_missed_follow_ups)]
pub struct MissedFollowUp {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub due_on: NaiveDate,
    pub finding_id: Option<Id>,
    pub created_at: Instant,
    /// None only for what was noted before it was kept and whose finding is gone.
    pub link_id: Option<Id>,
}

/// Texts kept in one column, with semicolons between.
fn parts(text: &str) -> Vec<String> {
    text.split(';').filter(|part| !part.is_empty()).map(ToString::to_string).collect()
}

impl ChainLink {
    pub fn information_types(&self) -> Vec<String> {
        parts(&self.information_types)
    }

    /// ISO codes of where information is handled or kept.
    pub fn countries(&self) -> Vec<String> {
        parts(&self.countries)
    }

    /// ISO codes of where it can be reached from.
    pub fn remote_countries(&self) -> Vec<String> {
        parts(&self.remote_countries)
    }

    /// Where it is handled, kept or reached from, each once.
    pub fn all_countries(&self) -> Vec<String> {
        let mut all = self.countries();
        all.extend(self.remote_countries());
        all.sort();
        all.dedup();
        all
    }

    pub fn is_active(&self) -> bool {
        self.state == LinkState::Active
    }

    /// Whether it carries information that must have a place and a role: anything but class 0.
    pub fn carries_data(&self) -> bool {
        self.data_class != Some(0)
    }

    /// Whether a decision allows it on `day`.
    pub fn is_approved_on(&self, day: NaiveDate) -> bool {
        match self.approval {
            ApprovalState::NotRequired => true,
            ApprovalState::Approved | ApprovalState::Conditional => {
                self.approval_valid_until.is_none_or(|until| day <= until)
            }
            ApprovalState::None | ApprovalState::Pending | ApprovalState::Refused => false,
        }
    }
}

impl Round {
    pub fn tiers(&self) -> Vec<i32> {
        self.tiers.split(';').filter_map(|tier| tier.parse().ok()).collect()
    }
}

impl Correction {
    pub fn information_types(&self) -> Vec<String> {
        parts(&self.information_types)
    }

    pub fn countries(&self) -> Vec<String> {
        parts(&self.countries)
    }

    pub fn remote_countries(&self) -> Vec<String> {
        parts(&self.remote_countries)
    }
}
