//! The stored rows of the library and of what is made from it.

use super::model::{LegalState, PackageKind, PackageState};
use crate::base::{Id, Instant};
use crate::features::contracts::InContract;
use crate::platform::db::schema::{
    amendment_packages, legal_verifications, own_clause_checks, own_clause_versions, own_clauses,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;

/// A clause of the organisation's own, or its own version of a clause of the catalogue.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = own_clauses, treat_none_as_null = true)]
pub struct OwnClause {
    pub id: Id,
    pub organisation_id: Id,
    pub code: String,
    /// Whether it stands in the place of the catalogue's clause with the same code.
    pub replaces: bool,
    pub draft: Option<String>,
    pub draft_by_name: Option<String>,
    /// The number of the version that holds; 0 before the first.
    pub published: i32,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

/// What was published; never changed.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = own_clause_versions)]
pub struct OwnVersion {
    pub id: Id,
    pub organisation_id: Id,
    pub own_clause_id: Id,
    pub number: i32,
    pub content: String,
    pub sha256: String,
    pub decision_reference: String,
    pub published_by_name: String,
    pub published_at: Instant,
}

/// Whether a contract holds one of the organisation's own clauses.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = own_clause_checks, treat_none_as_null = true)]
pub struct OwnCheck {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub own_clause_id: Id,
    pub in_contract: InContract,
    pub section: Option<String>,
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// Somebody has read a legal source in force, or takes that back.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = legal_verifications)]
pub struct LegalVerification {
    pub id: Id,
    pub organisation_id: Id,
    pub reference: String,
    pub source: String,
    pub read_on: NaiveDate,
    pub state: LegalState,
    pub note: Option<String>,
    pub verified_by: Id,
    pub verified_by_name: String,
    pub verified_at: Instant,
}

/// A document to a contract, with everything that it says.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = amendment_packages, treat_none_as_null = true)]
pub struct PackageRow {
    pub id: Id,
    pub organisation_id: Id,
    pub contract_id: Id,
    pub number: i32,
    pub kind: PackageKind,
    pub state: PackageState,
    #[serde(skip_serializing)]
    pub snapshot: String,
    pub sha256: String,
    pub takes_effect_on: Option<NaiveDate>,
    pub made_by_name: String,
    pub made_at: Instant,
    pub settled_on: Option<NaiveDate>,
    pub settled_by_name: Option<String>,
    pub settled_note: Option<String>,
    pub version: i32,
}
