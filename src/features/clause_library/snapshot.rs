//! What a document says, fixed when it is prepared: paper is made from it alone, in either language.

use super::appendices::Material;
use super::model::{Content, PackageKind};
use crate::base::{Instant, Refusal, Result};
use crate::kit::snapshot::{canonical_json, sha256_hex};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Everything that a document says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Package {
    pub format: String,
    pub kind: PackageKind,
    pub number: i32,
    pub client: Party,
    pub vendor: Party,
    pub reference: String,
    pub title: String,
    pub diary_number: Option<String>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub takes_effect_on: Option<NaiveDate>,
    pub made_by: String,
    pub made_at: Instant,
    /// The catalogue that the clauses come from.
    pub catalogue_version: String,
    pub clauses: Vec<Packed>,
    /// Only in the appendices.
    pub material: Option<Material>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    pub name: String,
    /// A person's number is masked.
    pub org_number: Option<String>,
}

/// A clause as it is proposed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    pub code: String,
    /// The number of the organisation's own version; None is the catalogue's text.
    pub own_version: Option<i32>,
    pub content: Content,
}

impl Package {
    /// The stored text and its fingerprint.
    pub fn sealed(&self) -> Result<(String, String)> {
        let text = canonical_json(&serde_json::to_value(self).map_err(Refusal::fault)?);
        let sha256 = sha256_hex(&text);
        Ok((text, sha256))
    }

    pub fn open(text: &str) -> Result<Package> {
        serde_json::from_str(text).map_err(Refusal::fault)
    }
}
