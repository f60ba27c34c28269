//! What an imported catalogue may hold at most, and how results travel: data, by version.

use super::model::Relation;
use crate::features::controls::{Versioned, Versions, embedded};
use crate::platform::trees;
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::LazyLock;

const FILES: &[&str] = &[include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/models/frameworks-2026-1.toml"))];

/// Every number is a parameter [P].
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Parameters {
    pub version: String,
    pub valid_from: NaiveDate,
    pub limits: FileLimits,
    pub inference: Inference,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLimits {
    pub bytes: usize,
    pub values: usize,
    pub depth: usize,
    pub nodes: usize,
    pub levels: usize,
    pub aliases: usize,
    /// Characters.
    pub name: usize,
    /// Characters.
    pub description: usize,
    pub relations: usize,
}

/// Strengths, 0-100.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inference {
    /// From this strength on, "equal" and "superset" carry a result whole.
    pub carries_from: i32,
    pub equal: i32,
    pub superset: i32,
    pub subset: i32,
    pub intersects: i32,
}

impl Inference {
    /// The strength of a relation whose file does not say it.
    pub fn usual(&self, relation: Relation) -> i32 {
        match relation {
            Relation::Equal => self.equal,
            Relation::Superset => self.superset,
            Relation::Subset => self.subset,
            Relation::Intersects => self.intersects,
        }
    }
}

impl FileLimits {
    pub fn tree(&self) -> trees::Limits {
        trees::Limits { bytes: self.bytes, values: self.values, depth: self.depth, aliases: self.aliases }
    }
}

impl Versioned for Parameters {
    fn version(&self) -> &str {
        &self.version
    }
    fn valid_from(&self) -> NaiveDate {
        self.valid_from
    }
}

impl Parameters {
    /// The version in force on a day.
    pub fn on(day: NaiveDate) -> &'static Parameters {
        static ALL: LazyLock<Versions<Parameters>> = LazyLock::new(|| embedded(Versions::from_toml(FILES)));
        ALL.on(day)
    }
}
