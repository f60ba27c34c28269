//! The open framework library: a head, and under `objects` a framework with its requirement nodes, sets of mappings
//! between two frameworks, and other objects that are kept as they are.

use super::super::document::{DocNode, Document, Parsed, Report, joined};
use super::super::model::FileFormat;
use super::super::parameters::FileLimits;
use super::super::rules::levels;
use super::{
    as_map, check_nodes, fault, need_text, optional, part, relations, take_flag, take_list, take_map, take_text,
    wrong_type,
};
use crate::base::refusal::Result;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

const FRAMEWORK: &str = "objects.framework";
const NODES: &str = "objects.framework.requirement_nodes";
/// What the format says of the whole catalogue that its own head has no place for.
const OURS: &str = "tillit_document";

const HEAD: &[&str] = &[
    "urn",
    "locale",
    "ref_id",
    "name",
    "description",
    "copyright",
    "version",
    "publication_date",
    "provider",
    "packager",
    "dependencies",
    "translations",
    "labels",
    "annotation",
];
/// What names a file that has only relations; they are known by their set's name.
const OF_FILE: &[&str] = &["urn", "ref_id", "name", "locale", "version"];
const OBJECTS: &[&str] =
    &["threats", "reference_controls", "risk_matrix", "risk_matrices", "metric_definitions", "presets"];
const OF_FRAMEWORK: &[&str] = &[
    "implementation_groups_definition",
    "translations",
    "min_score",
    "max_score",
    "scores_definition",
    "annotation",
    "outcomes_definition",
    "field_visibility",
];
const OF_NODE: &[&str] = &[
    "implementation_groups",
    "translations",
    "threats",
    "reference_controls",
    "annotation",
    "typical_evidence",
    "questions",
    "question",
    "weight",
    "maturity",
    "skip_impact",
    "importance",
    "display_mode",
    "oscal",
];

fn one_framework(objects: &mut Map<String, Value>) -> Result<Option<Map<String, Value>>> {
    let given = objects.remove("framework").or_else(|| objects.remove("frameworks"));
    match given {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(framework)) => Ok(Some(framework)),
        Some(Value::Array(mut list)) if list.len() <= 1 => list.pop().map(|one| as_map(one, FRAMEWORK)).transpose(),
        Some(Value::Array(_)) => Err(fault("error-framework-several", "objects.frameworks")),
        Some(_) => Err(wrong_type(FRAMEWORK, "map")),
    }
}

pub fn read(mut root: Map<String, Value>, limits: &FileLimits) -> Result<Parsed> {
    let mut report = Report::default();
    let mut objects = take_map(&mut root, "objects", "")?.unwrap_or_default();
    let framework = one_framework(&mut objects)?;
    let relations = relations::read(&mut objects, limits, &mut report)?;
    if framework.is_none() && relations.is_empty() && report.notes.is_empty() {
        return Err(fault("error-framework-none", "objects"));
    }
    report.relations = relations.len();
    let document = match framework {
        Some(framework) => Some(document(root, objects, framework, limits, &mut report)?),
        None => {
            // There is nowhere to keep what is said of a file that has only relations.
            let objects = objects.keys().map(|key| joined("objects", key));
            for path in root.keys().filter(|key| !OF_FILE.contains(&key.as_str())).cloned().chain(objects) {
                report.note(path, "left", "");
            }
            None
        }
    };
    Ok(Parsed { format: FileFormat::Library, document, relations, report })
}

fn document(
    root: Map<String, Value>,
    objects: Map<String, Value>,
    mut framework: Map<String, Value>,
    limits: &FileLimits,
    report: &mut Report,
) -> Result<Document> {
    let mut head = root.clone();
    let mut ours = take_map(&mut framework, OURS, FRAMEWORK)?;
    let own_head = ours.is_some();
    let whole = ours.as_mut().unwrap_or(&mut head);
    let edition = take_text(whole, if own_head { "edition" } else { "version" }, "")?;
    let (provider, locale) = (take_text(whole, "provider", "")?, take_text(whole, "locale", "")?);
    let list = take_list(&mut framework, "requirement_nodes", FRAMEWORK)?;
    let oscal = take_map(&mut framework, "oscal", FRAMEWORK)?;
    let mut document = Document {
        urn: need_text(&mut framework, "urn", FRAMEWORK)?,
        ref_id: take_text(&mut framework, "ref_id", FRAMEWORK)?,
        name: need_text(&mut framework, "name", FRAMEWORK)?,
        description: take_text(&mut framework, "description", FRAMEWORK)?,
        edition,
        provider,
        locale,
        ..Document::default()
    };
    let (nodes, paths) = nodes(list, report)?;
    document.nodes = nodes;
    let depths = check_nodes(&document, &paths.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>(), limits)?;
    for ((path, said), level) in paths.iter().zip(depths) {
        if let Some(said) = said.filter(|said| usize::try_from(*said).ok() != Some(level)) {
            report.note(joined(path, "depth"), "depth", said.to_string());
        }
    }
    report.nodes = document.nodes.len();
    report.assessable = document.nodes.iter().filter(|node| node.assessable).count();
    for key in framework.keys() {
        report.keep(FRAMEWORK, FRAMEWORK, key, OF_FRAMEWORK.contains(&key.as_str()));
    }
    for key in objects.keys() {
        report.keep("objects", "objects", key, OBJECTS.contains(&key.as_str()));
    }
    for key in root.keys().filter(|key| !HEAD.contains(&key.as_str())) {
        report.keep("", "", key, false);
    }
    for (name, map) in [("framework", framework), ("objects", objects), ("oscal", oscal.unwrap_or_default())] {
        if !map.is_empty() {
            document.extra.insert(name.to_string(), Value::Object(map));
        }
    }
    if root != head_of(&document) {
        document.extra.insert("library".to_string(), Value::Object(root));
    }
    Ok(document)
}

/// The nodes, and for each its path with the depth that the file states.
type Placed = (Vec<DocNode>, Vec<(String, Option<i64>)>);

fn nodes(list: Vec<Value>, report: &mut Report) -> Result<Placed> {
    let (mut nodes, mut paths, mut parents) = (Vec::new(), Vec::new(), Vec::new());
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut refs: BTreeSet<String> = BTreeSet::new();
    let folder = format!("{NODES}[]");
    for (place, value) in list.into_iter().enumerate() {
        let path = format!("{NODES}[{place}]");
        let mut map = as_map(value, &path)?;
        let urn = need_text(&mut map, "urn", &path)?;
        if known.insert(urn.trim().to_lowercase(), place).is_some() {
            return Err(fault_of("error-framework-twice", &joined(&path, "urn"), &urn));
        }
        parents.push(take_text(&mut map, "parent_urn", &path)?);
        let depth = match map.remove("depth") {
            None | Some(Value::Null) => None,
            Some(Value::Number(number)) if number.is_i64() => number.as_i64(),
            Some(_) => return Err(wrong_type(&joined(&path, "depth"), "number")),
        };
        let node = DocNode {
            urn,
            ref_id: take_text(&mut map, "ref_id", &path)?,
            name: take_text(&mut map, "name", &path)?,
            description: take_text(&mut map, "description", &path)?,
            parent: None,
            assessable: take_flag(&mut map, "assessable", &path)?.unwrap_or(false),
            extra: map,
        };
        if let Some(ref_id) = &node.ref_id
            && !refs.insert(ref_id.clone())
        {
            report.note(joined(&path, "ref_id"), "ref_twice", ref_id);
        }
        for key in node.extra.keys() {
            report.keep(&folder, &path, key, OF_NODE.contains(&key.as_str()));
        }
        nodes.push(node);
        paths.push((path, depth));
    }
    for ((node, (path, _)), parent) in nodes.iter_mut().zip(&paths).zip(parents) {
        let Some(parent) = parent else { continue };
        let place = known.get(&parent.trim().to_lowercase()).copied();
        node.parent =
            Some(place.ok_or_else(|| fault_of("error-framework-orphan", &joined(path, "parent_urn"), &parent))?);
    }
    Ok((nodes, paths))
}

fn fault_of(code: &'static str, path: &str, value: &str) -> crate::base::Refusal {
    let value: String = value.chars().take(200).collect();
    let error = crate::base::FieldError::new("file", code).with("path", path).with("value", value);
    super::at_file(error)
}

/// The head that a catalogue gets which no file gave one.
fn head_of(document: &Document) -> Map<String, Value> {
    let mut head = Map::new();
    let urn = if document.urn.contains(":framework:") {
        document.urn.replacen(":framework:", ":library:", 1)
    } else {
        format!("{}:library", document.urn)
    };
    head.insert("urn".to_string(), Value::from(urn));
    head.insert("locale".to_string(), Value::from(document.locale.as_deref().unwrap_or("sv")));
    head.insert("ref_id".to_string(), Value::from(document.ref_id.as_deref().unwrap_or(&document.name)));
    head.insert("name".to_string(), Value::from(document.name.as_str()));
    optional(&mut head, "description", document.description.as_ref());
    let number = document.edition.as_ref().and_then(|edition| edition.parse::<u32>().ok());
    head.insert("version".to_string(), Value::from(number.unwrap_or(1)));
    head.insert("provider".to_string(), Value::from(document.provider.as_deref().unwrap_or("tillit")));
    head.insert("packager".to_string(), Value::from("tillit"));
    head
}

pub fn write(document: &Document) -> Value {
    let mut framework = part(&document.extra, "framework");
    framework.insert("urn".to_string(), Value::from(document.urn.as_str()));
    framework.insert("name".to_string(), Value::from(document.name.as_str()));
    optional(&mut framework, "ref_id", document.ref_id.as_ref());
    optional(&mut framework, "description", document.description.as_ref());
    let given = part(&document.extra, "library");
    if given.is_empty() {
        let mut ours = Map::new();
        optional(&mut ours, "edition", document.edition.as_ref());
        optional(&mut ours, "provider", document.provider.as_ref());
        optional(&mut ours, "locale", document.locale.as_ref());
        framework.insert(OURS.to_string(), Value::Object(ours));
    }
    let oscal = part(&document.extra, "oscal");
    if !oscal.is_empty() {
        framework.insert("oscal".to_string(), Value::Object(oscal));
    }
    let depths = levels(&document.parents(), usize::MAX).unwrap_or_default();
    let nodes = document.nodes.iter().zip(depths).map(|(node, depth)| {
        let mut map = node.extra.clone();
        map.insert("urn".to_string(), Value::from(node.urn.as_str()));
        map.insert("assessable".to_string(), Value::from(node.assessable));
        map.insert("depth".to_string(), Value::from(depth));
        let parent = node.parent.and_then(|place| document.nodes.get(place));
        optional(&mut map, "parent_urn", parent.map(|parent| &parent.urn));
        optional(&mut map, "ref_id", node.ref_id.as_ref());
        optional(&mut map, "name", node.name.as_ref());
        optional(&mut map, "description", node.description.as_ref());
        Value::Object(map)
    });
    framework.insert("requirement_nodes".to_string(), nodes.collect());
    let mut objects = part(&document.extra, "objects");
    objects.insert("framework".to_string(), Value::Object(framework));
    let mut root = if given.is_empty() { head_of(document) } else { given };
    root.insert("objects".to_string(), json!(objects));
    Value::Object(root)
}
