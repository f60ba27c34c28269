//! The stored rows of a vendor's depth.

use super::VendorStatus;
use crate::base::{Id, Instant};
use crate::platform::db::schema::{
    extra_fields, extra_values, saved_filters, vendor_certificates, vendor_ratings, vendor_steps, vendors,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

crate::text_enum! {
    /// What a contact person is there for.
    pub enum ContactRole {
        Contract => "contract",
        Security => "security",
        DataProtection => "data_protection",
        Incident => "incident",
        Operations => "operations",
        Economy => "economy",
    }
}
crate::text_enum! {
    pub enum Hours { Always => "always", Weekdays => "weekdays" }
}
crate::text_enum! {
    /// What becomes of open contracts when their vendor ends.
    pub enum ContractsAfter { RunOut => "run_out", Terminated => "terminated", Transferred => "transferred" }
}
crate::text_enum! {
    pub enum CertificateKind {
        Iso27001 => "iso27001",
        Iso9001 => "iso9001",
        Soc2 => "soc2",
        Isae3402 => "isae3402",
        PenetrationTest => "penetration_test",
        Insurance => "insurance",
        Other => "other",
    }
}
crate::text_enum! {
    pub enum RatingKind { Financial => "financial", Quality => "quality" }
}
crate::text_enum! {
    pub enum ExtraKind { Text => "text", Number => "number", Date => "date", Choice => "choice", YesNo => "yes_no" }
}

/// Columns of a vendor that only its own pages need.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = vendors)]
pub struct Depth {
    /// Stands in for the manager and finds the vendor on the own list too.
    pub deputy_id: Option<Id>,
    /// On which legal basis a private performer works for the client.
    pub legal_basis: Option<String>,
    pub planned_end: Option<NaiveDate>,
    /// Entered for the vendor by telephone: when, by whom, and whom one spoke with.
    pub phone_on: Option<NaiveDate>,
    pub phone_by_name: Option<String>,
    pub phone_with: Option<String>,
}

/// One step of a vendor's life.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_steps)]
pub struct LifeStep {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub from_status: VendorStatus,
    pub to_status: VendorStatus,
    pub reason: Option<String>,
    pub planned_end: Option<NaiveDate>,
    pub contracts_after: Option<ContractsAfter>,
    pub decided_by: Id,
    pub decided_by_name: String,
    pub decided_at: Instant,
}

/// A certificate, a report or an insurance that the vendor shows.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_certificates)]
pub struct Certificate {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub kind: CertificateKind,
    /// The year of the standard's edition.
    pub edition: Option<String>,
    /// Kind and edition in one, by which editions that have ended are told: `iso27001:2013`.
    pub standard: String,
    pub issuer: String,
    pub accreditation_body: Option<String>,
    pub accredited: bool,
    pub scope: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    pub note: Option<String>,
    /// Never shown to the vendor.
    pub internal_note: Option<String>,
    pub by_vendor: bool,
    pub added_by_name: String,
    pub added_at: Instant,
    pub removed_at: Option<Instant>,
    pub version: i32,
}

/// A rating by somebody else. Shown beside the tier and never merged with it.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = vendor_ratings)]
pub struct Rating {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub kind: RatingKind,
    pub rating: String,
    pub source: String,
    pub rated_on: NaiveDate,
    pub added_by_name: String,
    pub added_at: Instant,
}

/// A field that an organisation has added to its register.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = extra_fields)]
pub struct ExtraField {
    pub id: Id,
    pub organisation_id: Id,
    pub key: String,
    pub label_sv: String,
    pub label_en: String,
    pub kind: ExtraKind,
    /// One choice a line.
    pub choices: String,
    pub required: bool,
    pub shown_to_vendor: bool,
    pub in_list: bool,
    /// False: no longer asked for; what was answered stays.
    pub active: bool,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = extra_values)]
pub struct ExtraValue {
    pub id: Id,
    pub organisation_id: Id,
    pub vendor_id: Id,
    pub field_id: Id,
    pub value: String,
    pub folded: String,
}

/// A filter of the vendor list under a name: one's own, or everybody's.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = saved_filters)]
pub struct SavedFilter {
    pub id: Id,
    pub organisation_id: Id,
    pub person_id: Id,
    pub name: String,
    /// The list's query string, without a question mark.
    pub query: String,
    pub shared: bool,
    pub created_at: Instant,
}
