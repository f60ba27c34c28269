//! The stored rows of contracts in depth.

use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    agreed_numbers, amendment_clauses, contract_amendments, contract_deviations, contract_options, contract_renewals,
    flow_downs,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// What became of a right to extend.
    pub enum OptionState { Open => "open", Used => "used", Declined => "declined" }
}
crate::text_enum! {
    pub enum AmendmentState { Proposed => "proposed", Signed => "signed", Dropped => "dropped" }
}
crate::text_enum! {
    /// What is stored of a deviation; that its time has run out is said by its last day.
    pub enum DeviationState {
        Proposed => "proposed", Approved => "approved", Refused => "refused", Withdrawn => "withdrawn",
    }
}
crate::text_enum! {
    /// Whether a clause has been passed on to a subcontractor.
    pub enum FlowState { NotYet => "not_yet", PassedOn => "passed_on", NotNeeded => "not_needed", Refused => "refused" }
}

/// Whether a contract is renewed by itself.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = contract_renewals, treat_none_as_null = true)]
pub struct Renewal {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub renews: bool,
    pub renewal_months: Option<i32>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

impl Renewal {
    /// Months by which it is renewed; None: it ends.
    pub fn months(&self) -> Option<i32> {
        self.renewal_months.filter(|_| self.renews)
    }
}

/// A right to extend a contract.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = contract_options, treat_none_as_null = true)]
pub struct ExtensionOption {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub number: i32,
    /// The last day to use it.
    pub use_by_on: NaiveDate,
    /// The contract's last day, once it is used.
    pub extends_to_on: NaiveDate,
    pub state: OptionState,
    pub note: Option<String>,
    pub decided_on: Option<NaiveDate>,
    pub decided_by_name: Option<String>,
    pub updated_at: Instant,
    pub version: i32,
}

/// What is added to a contract after it was signed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = contract_amendments, treat_none_as_null = true)]
pub struct Amendment {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub number: i32,
    pub title: String,
    pub diary_number: Option<String>,
    /// Never shown to the vendor.
    pub note: Option<String>,
    pub state: AmendmentState,
    pub signed_on: Option<NaiveDate>,
    pub dropped_reason: Option<String>,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// A clause that an amendment brings in.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = amendment_clauses)]
pub struct AmendmentClause {
    pub id: Id,
    pub organisation_id: Id,
    pub amendment_id: Id,
    pub contract_id: Id,
    pub clause_id: String,
    pub section: Option<String>,
}

/// A clause that a contract may lack for a while. Never shown to the vendor.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = contract_deviations, treat_none_as_null = true)]
pub struct Deviation {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub clause_id: String,
    pub reason: String,
    /// The last day that it holds.
    pub until_on: NaiveDate,
    pub state: DeviationState,
    pub proposed_by: Id,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    pub decided_by: Option<Id>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub decision_note: Option<String>,
    pub updated_at: Instant,
    pub version: i32,
}

/// The number that a contract has agreed upon, in the place of the library's.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = agreed_numbers, treat_none_as_null = true)]
pub struct AgreedNumber {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub clause_id: String,
    pub parameter: String,
    pub agreed: Option<i32>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// Whether a clause has been passed on to a subcontractor, which is a node of the chain.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = flow_downs, treat_none_as_null = true)]
pub struct FlowDown {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub clause_id: String,
    pub node_id: Id,
    pub state: FlowState,
    pub reason: Option<String>,
    /// The day of what shows it.
    pub evidence_on: Option<NaiveDate>,
    /// Never shown to the vendor.
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}
