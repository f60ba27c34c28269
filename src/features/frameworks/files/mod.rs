//! Files of catalogues: the open framework library (YAML) and OSCAL catalogs (JSON). Either syntax is read for
//! either format; which one it is, the keys at the top say.

mod library;
mod oscal_read;
mod oscal_write;
mod relations;

#[cfg(test)]
mod tests;

use super::document::{Document, Parsed, joined};
use super::model::FileFormat;
use super::parameters::FileLimits;
use super::rules::{Fault, levels};
use crate::base::refusal::{FieldError, Refusal, Result};
use crate::platform::trees;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value};

/// Reads a file whole. Errors at `file`: those of `platform::trees`, and `error-framework-kind`, `-none`,
/// `-several`, `-missing`, `-type`, `-twice`, `-orphan`, `-cycle`, `-levels`, `-nodes`, `-long`, `-relation`, each
/// with its path.
pub fn read(bytes: &[u8], limits: &FileLimits) -> Result<Parsed> {
    let tree = trees::read(bytes, &limits.tree()).map_err(at_file)?;
    let Value::Object(root) = tree else { return Err(fault("error-framework-kind", "")) };
    let parsed = if root.contains_key("catalog") {
        oscal_read::read(root, limits)?
    } else if root.contains_key("objects") {
        library::read(root, limits)?
    } else {
        return Err(fault("error-framework-kind", ""));
    };
    Ok(parsed)
}

/// The catalogue as a file, with its media type and the ending of its name.
pub fn write(document: &Document, format: FileFormat, made_at: DateTime<Utc>) -> Result<Vec<u8>> {
    match format {
        FileFormat::Library => Ok(trees::yaml_text(&library::write(document)).into_bytes()),
        FileFormat::Oscal => serde_json::to_vec_pretty(&oscal_write::write(document, made_at)).map_err(Refusal::fault),
    }
}

pub use relations::{RelationSet, write as write_relations};

impl FileFormat {
    pub fn media_type(self) -> &'static str {
        match self {
            FileFormat::Library => "application/yaml",
            FileFormat::Oscal => "application/json",
        }
    }

    pub fn ending(self) -> &'static str {
        match self {
            FileFormat::Library => "yaml",
            FileFormat::Oscal => "oscal.json",
        }
    }
}

fn at_file(error: FieldError) -> Refusal {
    Refusal::Invalid(vec![error])
}

fn fault(code: &'static str, path: &str) -> Refusal {
    at_file(FieldError::new("file", code).with("path", path))
}

fn wrong_type(path: &str, expected: &str) -> Refusal {
    at_file(FieldError::new("file", "error-framework-type").with("path", path).with("expected", expected))
}

/// Takes a text out of a map; a number is the text that it is written as.
fn take_text(map: &mut Map<String, Value>, key: &str, folder: &str) -> Result<Option<String>> {
    match map.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(wrong_type(&joined(folder, key), "text")),
    }
}

/// The same, where something must be there.
fn need_text(map: &mut Map<String, Value>, key: &str, folder: &str) -> Result<String> {
    let text = take_text(map, key, folder)?.filter(|text| !text.trim().is_empty());
    text.ok_or_else(|| fault("error-framework-missing", &joined(folder, key)))
}

fn take_list(map: &mut Map<String, Value>, key: &str, folder: &str) -> Result<Vec<Value>> {
    match map.remove(key) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Array(list)) => Ok(list),
        Some(_) => Err(wrong_type(&joined(folder, key), "list")),
    }
}

fn take_map(map: &mut Map<String, Value>, key: &str, folder: &str) -> Result<Option<Map<String, Value>>> {
    match map.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(inner)) => Ok(Some(inner)),
        Some(_) => Err(wrong_type(&joined(folder, key), "map")),
    }
}

fn take_flag(map: &mut Map<String, Value>, key: &str, folder: &str) -> Result<Option<bool>> {
    match map.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(flag)),
        Some(_) => Err(wrong_type(&joined(folder, key), "flag")),
    }
}

fn as_map(value: Value, path: &str) -> Result<Map<String, Value>> {
    match value {
        Value::Object(map) => Ok(map),
        _ => Err(wrong_type(path, "map")),
    }
}

fn short(text: Option<&String>, path: &str, key: &str, max: usize) -> Result<()> {
    if text.is_some_and(|text| text.chars().count() > max) {
        let error = FieldError::new("file", "error-framework-long").with("path", joined(path, key)).with("max", max);
        return Err(at_file(error));
    }
    Ok(())
}

/// What holds for the nodes of either format: not too many, short enough, a tree. `paths` are their places.
fn check_nodes(document: &Document, paths: &[String], limits: &FileLimits) -> Result<Vec<usize>> {
    if document.nodes.len() > limits.nodes {
        let error = FieldError::new("file", "error-framework-nodes")
            .with("max", limits.nodes)
            .with("count", document.nodes.len());
        return Err(at_file(error));
    }
    for (node, path) in document.nodes.iter().zip(paths) {
        short(Some(&node.urn), path, "urn", limits.name)?;
        short(node.ref_id.as_ref(), path, "ref_id", limits.name)?;
        short(node.name.as_ref(), path, "name", limits.description)?;
        short(node.description.as_ref(), path, "description", limits.description)?;
    }
    short(Some(&document.urn), "", "urn", limits.name)?;
    short(Some(&document.name), "", "name", limits.name)?;
    short(document.description.as_ref(), "", "description", limits.description)?;
    levels(&document.parents(), limits.levels).map_err(|wrong| {
        let path = |place: usize| paths.get(place).map(String::as_str).unwrap_or_default();
        match wrong {
            Fault::Cycle(place) => fault("error-framework-cycle", path(place)),
            Fault::TooDeep(place) => at_file(
                FieldError::new("file", "error-framework-levels").with("path", path(place)).with("max", limits.levels),
            ),
        }
    })
}

fn optional(map: &mut Map<String, Value>, key: &str, value: Option<&String>) {
    if let Some(value) = value {
        map.insert(key.to_string(), Value::from(value.as_str()));
    }
}

fn part(extra: &Map<String, Value>, key: &str) -> Map<String, Value> {
    extra.get(key).and_then(Value::as_object).cloned().unwrap_or_default()
}
