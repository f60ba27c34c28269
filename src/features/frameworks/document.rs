//! A catalogue as it lies between a file and the tables: what both formats can say, and beside it everything that
//! only one of them says, kept word for word.

use super::model::{FileFormat, Relation};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A whole catalogue.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Names the catalogue everywhere.
    pub urn: String,
    pub ref_id: Option<String>,
    pub name: String,
    pub description: Option<String>,
    /// The version as its maker writes it.
    pub edition: Option<String>,
    pub provider: Option<String>,
    pub locale: Option<String>,
    /// What is kept word for word: `library` (the head of a library file), `framework`, `objects`, `oscal`.
    pub extra: Map<String, Value>,
    /// In the order of the file.
    pub nodes: Vec<DocNode>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DocNode {
    pub urn: String,
    pub ref_id: Option<String>,
    pub name: Option<String>,
    pub description: Option<String>,
    /// The place of the parent in the list.
    pub parent: Option<usize>,
    /// Somebody can say whether it is met; headings are not assessable.
    pub assessable: bool,
    pub extra: Map<String, Value>,
}

impl Document {
    pub fn parents(&self) -> Vec<Option<usize>> {
        self.nodes.iter().map(|node| node.parent).collect()
    }
}

/// A relation as a file says it, by the names of nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct DocRelation {
    /// Where it stands in the file.
    pub path: String,
    pub from_framework: String,
    pub from_node: String,
    pub to_framework: String,
    pub to_node: String,
    pub relation: Relation,
    pub strength: Option<i32>,
    pub source: String,
    pub extra: Map<String, Value>,
}

/// What a file holds, read and found to be whole.
#[derive(Debug, Clone)]
pub struct Parsed {
    pub format: FileFormat,
    pub document: Option<Document>,
    pub relations: Vec<DocRelation>,
    pub report: Report,
}

/// What was read, what was kept without being used, and what was left.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Report {
    pub nodes: usize,
    pub assessable: usize,
    pub relations: usize,
    /// Kept word for word and written back on export, though nothing here uses it.
    pub kept: Vec<Kept>,
    /// Places that are worth a look.
    pub notes: Vec<Note>,
    /// How many more there are than the list holds.
    pub more_notes: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Kept {
    /// Such as `objects.framework.requirement_nodes[].annotation`.
    pub path: String,
    /// The first place where it stands.
    pub first: String,
    pub count: usize,
    /// The format knows the key.
    pub known: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Note {
    pub path: String,
    /// Key of the word that says what: `frameworks-note-<code>`.
    pub code: String,
    pub value: String,
}

const MOST_NOTES: usize = 200;
const MOST_KEPT: usize = 300;

impl Report {
    pub fn note(&mut self, path: impl Into<String>, code: &str, value: impl Into<String>) {
        if self.notes.len() < MOST_NOTES {
            self.notes.push(Note { path: path.into(), code: code.to_string(), value: value.into() });
        } else {
            self.more_notes += 1;
        }
    }

    /// Notes a key that is kept. `folder` is its path with empty brackets, `place` the path of this one.
    pub fn keep(&mut self, folder: &str, place: &str, key: &str, known: bool) {
        let path = joined(folder, key);
        if let Some(kept) = self.kept.iter_mut().find(|kept| kept.path == path) {
            kept.count += 1;
        } else if self.kept.len() < MOST_KEPT {
            self.kept.push(Kept { path, first: joined(place, key), count: 1, known });
        } else {
            self.more_notes += 1;
        }
    }
}

pub fn joined(folder: &str, key: &str) -> String {
    if folder.is_empty() { key.to_string() } else { format!("{folder}.{key}") }
}
