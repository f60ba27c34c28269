//! The stored rows of vendors.

mod depth;

pub use depth::*;

use crate::base::{Id, Instant};
use crate::features::tiering::Trigger;
use crate::platform::db::schema::{categorisations, tier_overrides, vendor_contacts, vendors};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    pub enum VendorKind {
        CareProvider => "care_provider",
        /// Performs the client's own tasks outside health care: home care, schools, transport.
        PrivatePerformer => "private_performer",
        ItSupplier => "it_supplier",
        Other => "other",
    }
}
crate::text_enum! {
    pub enum VendorStatus { Prospect => "prospect", Active => "active", Leaving => "leaving", Ended => "ended" }
}

/// A row of the register: one vendor as one client sees it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendors)]
pub struct Vendor {
    pub id: Id,
    pub organisation_id: Id,
    pub legal_name: String,
    #[serde(skip_serializing)]
    pub name_folded: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub org_number: Option<String>,
    pub hsa_id: Option<String>,
    pub kind: VendorKind,
    pub country: String,
    pub status: VendorStatus,
    pub manager_id: Option<Id>,
    pub tags: String,
    pub internal_note: Option<String>,
    /// the vendor's own organisation, once somebody there has been invited
    pub vendor_organisation_id: Option<Id>,
    /// what counts now: the latest categorisation with a valid override applied
    pub tier: Option<i32>,
    pub tier_preliminary: bool,
    pub order_value: Option<i32>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// A contact person at the vendor; needs no account.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_contacts)]
pub struct VendorContact {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub duty: Option<String>,
    pub created_at: Instant,
    pub version: i32,
    /// `ContactRole`s with commas between.
    pub roles: Option<String>,
    pub hours: Option<Hours>,
    /// `HH:MM`, on weekdays.
    pub opens: Option<String>,
    pub closes: Option<String>,
}

/// One categorisation as decided: the criteria, the outcome and why. `reasons` is JSON.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = categorisations, treat_none_as_default_value = false)]
pub struct CategorisationRecord {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub model_version: String,
    pub data_class: Option<i32>,
    pub data_subjects: Option<i32>,
    pub criticality: Option<i32>,
    pub access: Option<i32>,
    pub chain: Option<i32>,
    pub substitution: Option<i32>,
    pub tier: i32,
    pub preliminary: bool,
    pub order_value: i32,
    pub reasons: String,
    pub note: Option<String>,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
    /// What led to it, when it was not simply that a person judged.
    pub cause: Option<Trigger>,
    /// True when a rule made it; a person has yet to confirm it.
    pub automatic: bool,
}

/// A decision to move the tier by one step for a time.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = tier_overrides)]
pub struct OverrideRecord {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub from_tier: i32,
    pub tier: i32,
    pub reason: String,
    pub expires_on: NaiveDate,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub ended_at: Option<Instant>,
}
