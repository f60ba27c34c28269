//! What is frozen: an extract, a decision, the protocol of a disposal. None of them holds what was masked.

use super::model::{Direction, DisclosureOutcome, DisclosureSource, ListCell};
use super::rows::{Disclosure, Disposal, ExtractRow};
use crate::base::{Id, Refusal, Result};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub const EXTRACT_FORMAT: &str = "tillit-record-extract-1";
pub const LETTER_FORMAT: &str = "tillit-disclosure-decision-1";
pub const PROTOCOL_FORMAT: &str = "tillit-disposal-protocol-1";

/// A ground that was used, as it is written and explained.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ground {
    pub key: String,
    pub label: String,
    pub sv: String,
    pub en: String,
    pub verified: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractField {
    /// Word key.
    pub name: String,
    pub detail: String,
    /// With gaps where something was.
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractFile {
    pub name: String,
    /// The file that goes along as it is; None when it is withheld, or set as text above.
    pub attachment_id: Option<Id>,
    pub sha256: Option<String>,
    /// The paragraph by which it is withheld.
    pub withheld: Option<String>,
}

/// A column that is masked whole is not there at all.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractList {
    /// Word keys.
    pub columns: Vec<String>,
    /// Word key and paragraph.
    pub withheld: Vec<(String, String)>,
    pub rows: Vec<Vec<ListCell>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExtractRecord {
    pub source: DisclosureSource,
    pub title: String,
    pub number: Option<i32>,
    pub type_sv: Option<String>,
    pub type_en: Option<String>,
    pub diary_number: Option<String>,
    pub dated_on: Option<NaiveDate>,
    pub direction: Option<Direction>,
    pub counterpart: Option<String>,
    pub fields: Vec<ExtractField>,
    pub files: Vec<ExtractFile>,
    pub list: Option<ExtractList>,
}

/// An extract: both languages' PDFs are set from it alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Extract {
    pub format: String,
    pub organisation: String,
    pub disclosure_number: i32,
    pub number: i32,
    pub diary_number: Option<String>,
    pub made_on: NaiveDate,
    pub records: Vec<ExtractRecord>,
    pub grounds: Vec<Ground>,
    pub parameters: String,
}

impl Extract {
    /// Errors: a fault when the stored text cannot be read.
    pub fn of(row: &ExtractRow) -> Result<Extract> {
        serde_json::from_str(&row.snapshot).map_err(Refusal::fault)
    }

    pub fn is_masked(&self) -> bool {
        !self.grounds.is_empty()
    }

    /// The files that go along as they are.
    pub fn open_files(&self) -> impl Iterator<Item = (&Id, &ExtractFile)> {
        let files = self.records.iter().flat_map(|record| &record.files);
        files.filter_map(|file| file.attachment_id.as_ref().map(|id| (id, file)))
    }
}

/// The decision on a request, with how to appeal when something is refused.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    pub format: String,
    pub organisation: String,
    pub disclosure_number: i32,
    pub diary_number: Option<String>,
    pub received_on: NaiveDate,
    /// As it was said; None for somebody who did not say.
    pub requester: Option<String>,
    pub asked_for: String,
    pub outcome: DisclosureOutcome,
    pub reasons: String,
    pub grounds: Vec<Ground>,
    pub appeal_sv: Option<String>,
    pub appeal_en: Option<String>,
    pub appeal_verified: bool,
    pub decided_by: String,
    pub decided_role: String,
    pub decided_on: NaiveDate,
    pub parameters: String,
}

impl Letter {
    /// None while nothing is decided. Errors: a fault when the stored text cannot be read.
    pub fn of(row: &Disclosure) -> Result<Option<Letter>> {
        row.letter.as_deref().map(|text| serde_json::from_str(text).map_err(Refusal::fault)).transpose()
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProtocolRow {
    pub number: i32,
    pub diary_number: Option<String>,
    pub subject: String,
    pub type_sv: String,
    pub type_en: String,
    pub dated_on: NaiveDate,
    pub due_on: NaiveDate,
    pub files: i32,
}

/// An extract that holds records of a disposal and is kept with its request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptExtract {
    pub disclosure_number: i32,
    pub number: i32,
    pub made_on: NaiveDate,
    /// The numbers of the records.
    pub records: Vec<i32>,
}

/// What a disposal took, who proposed it and who decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Protocol {
    pub format: String,
    pub organisation: String,
    pub number: i32,
    pub note: Option<String>,
    pub reference: String,
    pub proposed_by: String,
    pub proposed_on: NaiveDate,
    pub decided_by: String,
    pub decided_on: NaiveDate,
    pub rows: Vec<ProtocolRow>,
    /// The numbers of the packages for the e-archive that went with the records.
    #[serde(default)]
    pub packages: Vec<i32>,
    #[serde(default)]
    pub extracts: Vec<KeptExtract>,
    pub parameters: String,
}

impl Protocol {
    /// None until it is carried out. Errors: a fault when the stored text cannot be read.
    pub fn of(row: &Disposal) -> Result<Option<Protocol>> {
        row.protocol.as_deref().map(|text| serde_json::from_str(text).map_err(Refusal::fault)).transpose()
    }
}
