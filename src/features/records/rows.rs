//! The stored rows of records, disclosures, holds, disposals and packages.

use super::model::{
    Assessment, CountsFrom, Direction, DisclosureOutcome, DisclosureSource, DisclosureState, DisclosureStep,
    DisposalState, RecordKind, RetentionKind, Term,
};
use crate::base::{Id, Instant, Refusal, Result};
use crate::platform::db::schema::{
    archive_packages, disclosure_events, disclosure_extracts, disclosure_items, disclosures, disposal_rows, disposals,
    legal_holds, public_records, record_marks, record_retention, record_settings,
};
use chrono::NaiveDate;
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// The organisation's diary numbers and its case system.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = record_settings, treat_none_as_null = true)]
pub struct Settings {
    pub id: Id,
    pub organisation_id: Id,
    pub diary_pattern: Option<String>,
    pub diary_example: Option<String>,
    /// An address with `{dnr}` in it.
    pub case_link: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

/// What the organisation's plan says of one document type.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = record_retention, treat_none_as_null = true)]
pub struct Retention {
    pub id: Id,
    pub organisation_id: Id,
    pub type_key: String,
    pub rule: RetentionKind,
    pub years: Option<i32>,
    pub counts_from: CountsFrom,
    pub plan_reference: String,
    pub decided_by_name: String,
    pub decided_at: Instant,
    pub version: i32,
}

/// What is known of a record. Its text is not here but where it was made, unless it has no other home.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = public_records, treat_none_as_null = true)]
pub struct PublicRecord {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub kind: RecordKind,
    pub object_id: Id,
    pub vendor_id: Option<Id>,
    pub type_key: String,
    pub type_version: String,
    pub diary_number: Option<String>,
    pub direction: Direction,
    pub dated_on: NaiveDate,
    /// Sender or recipient.
    // A disposal takes it, so it stands in no log.
    #[serde(skip_serializing)]
    pub counterpart: Option<String>,
    pub subject: String,
    // Never in the audit log: a text that is disposed of must be gone.
    #[serde(skip_serializing)]
    pub body: Option<String>,
    pub closed_on: Option<NaiveDate>,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub disposal_id: Option<Id>,
    pub disposed_at: Option<Instant>,
    pub created_by: Id,
    pub created_by_name: String,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl PublicRecord {
    pub fn is_disposed(&self) -> bool {
        self.disposed_at.is_some()
    }
}

/// A proposal that a field or a file may be secret.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = record_marks)]
pub struct Mark {
    pub id: Id,
    pub organisation_id: Id,
    pub record_id: Id,
    pub field_key: String,
    pub paragraph: String,
    // A disposal takes it, so it stands in no log.
    #[serde(skip_serializing)]
    pub reason: String,
    pub made_by_name: String,
    pub made_at: Instant,
}

/// A request for records.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = disclosures, treat_none_as_null = true)]
pub struct Disclosure {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub received_on: NaiveDate,
    /// None: whoever asks need not say who it is.
    #[serde(skip_serializing)]
    pub requester: Option<String>,
    #[serde(skip_serializing)]
    pub contact: Option<String>,
    pub asked_for: String,
    #[serde(skip_serializing)]
    pub search_text: String,
    pub diary_number: Option<String>,
    pub state: DisclosureState,
    pub responsible_id: Id,
    pub responsible_name: String,
    // The masked words stand in no log.
    #[serde(skip_serializing)]
    pub terms: String,
    pub outcome: Option<DisclosureOutcome>,
    pub reasons: Option<String>,
    #[serde(skip_serializing)]
    pub letter: Option<String>,
    pub letter_sha256: Option<String>,
    pub decided_by: Option<Id>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub closed_on: Option<NaiveDate>,
    pub created_at: Instant,
    pub updated_at: Instant,
    pub version: i32,
}

impl Disclosure {
    /// Errors: a fault when the stored text cannot be read.
    pub fn read_terms(&self) -> Result<Vec<Term>> {
        serde_json::from_str(&self.terms).map_err(Refusal::fault)
    }

    pub fn is_open(&self) -> bool {
        self.state == DisclosureState::Open
    }
}

/// One thing that was chosen for a request.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = disclosure_items, treat_none_as_null = true)]
pub struct DisclosureItem {
    pub id: Id,
    pub organisation_id: Id,
    pub disclosure_id: Id,
    pub position: i32,
    pub source: DisclosureSource,
    pub record_id: Option<Id>,
    // The record's own log holds its subject.
    #[serde(skip_serializing)]
    pub title: String,
    // Holds the phrases that are masked.
    #[serde(skip_serializing)]
    pub assessment: String,
    pub assessed_by_name: Option<String>,
    pub assessed_at: Option<Instant>,
    /// Of what was read when it was assessed.
    // No fingerprint in the log of what may be disposed of.
    #[serde(skip_serializing)]
    pub read_sha256: Option<String>,
    pub version: i32,
}

impl DisclosureItem {
    /// Errors: a fault when the stored text cannot be read.
    pub fn read_assessment(&self) -> Result<Assessment> {
        serde_json::from_str(&self.assessment).map_err(Refusal::fault)
    }
}

/// An extract as it was issued.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = disclosure_extracts)]
pub struct ExtractRow {
    pub id: Id,
    pub organisation_id: Id,
    pub disclosure_id: Id,
    pub number: i32,
    #[serde(skip_serializing)]
    pub snapshot: String,
    pub sha256: String,
    pub created_by_name: String,
    pub created_at: Instant,
}

/// One line of a request's log.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = disclosure_events)]
pub struct DisclosureEvent {
    pub id: Id,
    pub organisation_id: Id,
    pub disclosure_id: Id,
    /// Several things can happen in one moment.
    pub position: i32,
    pub step: DisclosureStep,
    pub note: Option<String>,
    pub by_name: String,
    pub at: Instant,
}

/// Nothing that it reaches may be disposed of. Without a record and a vendor it reaches everything.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = legal_holds, treat_none_as_null = true)]
pub struct Hold {
    pub id: Id,
    pub organisation_id: Id,
    pub title: String,
    pub reason: String,
    pub reference: Option<String>,
    pub record_id: Option<Id>,
    pub vendor_id: Option<Id>,
    pub placed_by_name: String,
    pub placed_at: Instant,
    pub lifted_by_name: Option<String>,
    pub lifted_at: Option<Instant>,
    pub lifted_reason: Option<String>,
    pub version: i32,
}

impl Hold {
    /// Whether it stands and reaches the record.
    pub fn reaches(&self, record: &PublicRecord) -> bool {
        let chosen = match (&self.record_id, &self.vendor_id) {
            (Some(id), _) => *id == record.id,
            (None, Some(vendor)) => record.vendor_id.as_ref() == Some(vendor),
            (None, None) => true,
        };
        self.lifted_at.is_none() && chosen
    }
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = disposals, treat_none_as_null = true)]
pub struct Disposal {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    pub state: DisposalState,
    pub note: Option<String>,
    pub proposed_by: Id,
    pub proposed_by_name: String,
    pub proposed_at: Instant,
    /// Of the decision.
    pub reference: Option<String>,
    pub decided_by: Option<Id>,
    pub decided_by_name: Option<String>,
    pub decided_at: Option<Instant>,
    pub refused_reason: Option<String>,
    #[serde(skip_serializing)]
    pub protocol: Option<String>,
    pub protocol_sha256: Option<String>,
    pub version: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = disposal_rows)]
pub struct DisposalRow {
    pub id: Id,
    pub organisation_id: Id,
    pub disposal_id: Id,
    pub position: i32,
    pub record_id: Id,
    pub record_number: i32,
    pub diary_number: Option<String>,
    pub subject: String,
    pub type_key: String,
    pub dated_on: NaiveDate,
    pub due_on: NaiveDate,
    pub files: i32,
}

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = archive_packages)]
pub struct ArchivePackage {
    pub id: Id,
    pub organisation_id: Id,
    pub number: i32,
    /// JSON: the ids in the order of the package.
    pub record_ids: String,
    pub record_count: i32,
    /// Of the ZIP, and its address among the files.
    pub sha256: String,
    pub created_by_name: String,
    pub created_at: Instant,
}

/// A record that is in a package.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Serialize)]
pub struct PackedRecord {
    pub id: Id,
    pub number: i32,
    #[serde(skip_serializing)]
    pub disposed_at: Option<Instant>,
}

impl ArchivePackage {
    /// Errors: a fault when the stored text cannot be read.
    pub fn records(&self) -> Result<Vec<Id>> {
        serde_json::from_str(&self.record_ids).map_err(Refusal::fault)
    }

    /// Whether its bytes have gone with a record that was disposed of.
    pub fn is_gone(&self, known: &BTreeMap<Id, PackedRecord>) -> Result<bool> {
        let gone = |id: &Id| known.get(id).is_some_and(|record| record.disposed_at.is_some());
        Ok(self.records()?.iter().any(gone))
    }
}
