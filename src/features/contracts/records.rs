//! The stored rows of contracts.

mod depth;

pub use depth::*;

use crate::base::{Id, Instant};
use crate::platform::db::schema::{contract_clauses, contracts};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// Whether the contract has the clause; no row means that nobody has looked.
    pub enum InContract { Present => "present", Partly => "partly", Missing => "missing", NotApplicable => "not_applicable" }
}
crate::text_enum! {
    /// Whether what the clause asks is done.
    pub enum ClauseMet { Met => "met", Partly => "partly", NotMet => "not_met", Unknown => "unknown" }
}

/// A contract with a vendor.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = contracts)]
pub struct Contract {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub reference: String,
    pub diary_number: Option<String>,
    pub title: String,
    /// the title as a Swedish register sorts it
    #[serde(skip_serializing)]
    pub title_folded: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub notice_months: Option<i32>,
    pub annual_value_sek: Option<i64>,
    pub manager_id: Option<Id>,
    pub parent_id: Option<Id>,
    pub internal_note: Option<String>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// What is known of one clause in one contract.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = contract_clauses)]
pub struct ContractClause {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub clause_id: String,
    pub catalogue_version: String,
    pub in_contract: Option<InContract>,
    pub section: Option<String>,
    pub met: ClauseMet,
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}
