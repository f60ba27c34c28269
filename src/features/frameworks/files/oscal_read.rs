//! OSCAL catalogs: groups of controls, each with parts, parameters and properties that are kept as they are.

use super::super::document::{DocNode, Document, Parsed, Report, joined};
use super::super::model::FileFormat;
use super::super::parameters::FileLimits;
use super::{as_map, at_file, check_nodes, fault, need_text, take_list, take_map, take_text, wrong_type};
use crate::base::refusal::{FieldError, Refusal, Result};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The name space of our own properties.
pub const NS: &str = "https://tillit.example/ns/oscal";
pub const NODE: &str = "tillit-node";
pub const DOCUMENT: &str = "tillit-document";

const OF_NODE: &[&str] = &["id", "class", "params", "props", "links", "parts"];
const OF_CATALOG: &[&str] = &["params", "back-matter"];

/// What a catalogue that did not come from OSCAL says of itself in a property.
#[derive(Debug, Deserialize)]
struct OurDocument {
    urn: String,
    ref_id: Option<String>,
    description: Option<String>,
    edition: Option<String>,
    provider: Option<String>,
    locale: Option<String>,
    #[serde(default)]
    extra: Map<String, Value>,
}

/// The same for a node.
#[derive(Debug, Deserialize)]
struct OurNode {
    urn: String,
    ref_id: Option<String>,
    named: bool,
    described: bool,
    assessable: bool,
    place: usize,
    #[serde(default)]
    extra: Map<String, Value>,
}

pub fn read(mut root: Map<String, Value>, limits: &FileLimits) -> Result<Parsed> {
    let mut report = Report::default();
    let Some(mut catalog) = take_map(&mut root, "catalog", "")? else {
        return Err(wrong_type("catalog", "map"));
    };
    for key in root.keys().filter(|key| *key != "$schema") {
        report.note(key, "left", "");
    }
    let groups = take_list(&mut catalog, "groups", "catalog")?;
    let controls = take_list(&mut catalog, "controls", "catalog")?;
    let mut document = head(catalog, &mut report)?;
    let mut reading = Reading { urn: document.urn.clone(), report, ..Reading::default() };
    reading.walk(groups, true, None, "catalog.groups")?;
    reading.walk(controls, false, None, "catalog.controls")?;
    let Reading { mut nodes, mut paths, places, mut report, .. } = reading;
    in_place(&mut nodes, &mut paths, &places);
    document.nodes = nodes;
    check_nodes(&document, &paths, limits)?;
    report.nodes = document.nodes.len();
    report.assessable = document.nodes.iter().filter(|node| node.assessable).count();
    Ok(Parsed { format: FileFormat::Oscal, document: Some(document), relations: Vec::new(), report })
}

/// Everything but the nodes.
fn head(mut catalog: Map<String, Value>, report: &mut Report) -> Result<Document> {
    let metadata = take_map(&mut catalog, "metadata", "catalog")?;
    let mut metadata = metadata.ok_or_else(|| fault("error-framework-missing", "catalog.metadata"))?;
    let name = need_text(&mut metadata, "title", "catalog.metadata")?;
    if let Some(ours) = our_prop::<OurDocument>(&mut metadata, DOCUMENT, "catalog.metadata")? {
        let made = ["version", "last-modified", "oscal-version", "props"];
        for key in metadata.keys().filter(|key| !made.contains(&key.as_str())) {
            report.note(joined("catalog.metadata", key), "left", "");
        }
        for key in catalog.keys().filter(|key| *key != "uuid") {
            report.note(joined("catalog", key), "left", "");
        }
        return Ok(Document {
            urn: ours.urn,
            ref_id: ours.ref_id,
            name,
            description: ours.description,
            edition: ours.edition,
            provider: ours.provider,
            locale: ours.locale,
            extra: ours.extra,
            nodes: Vec::new(),
        });
    }
    let uuid = need_text(&mut catalog, "uuid", "catalog")?;
    let edition = take_text(&mut metadata.clone(), "version", "catalog.metadata")?;
    for key in metadata.keys() {
        report.keep("catalog.metadata", "catalog.metadata", key, true);
    }
    for key in catalog.keys() {
        report.keep("catalog", "catalog", key, OF_CATALOG.contains(&key.as_str()));
    }
    let mut oscal = Map::new();
    oscal.insert("uuid".to_string(), Value::from(uuid.as_str()));
    oscal.insert("metadata".to_string(), Value::Object(metadata));
    if !catalog.is_empty() {
        oscal.insert("catalog".to_string(), Value::Object(catalog));
    }
    let mut extra = Map::new();
    extra.insert("oscal".to_string(), Value::Object(oscal));
    Ok(Document { urn: format!("urn:uuid:{uuid}"), name, edition, extra, ..Document::default() })
}

#[derive(Default)]
struct Reading {
    /// Of the catalogue.
    urn: String,
    nodes: Vec<DocNode>,
    paths: Vec<String>,
    /// Where our own export had the node.
    places: Vec<Option<usize>>,
    seen: BTreeSet<String>,
    report: Report,
}

impl Reading {
    fn walk(&mut self, list: Vec<Value>, group: bool, parent: Option<usize>, folder: &str) -> Result<()> {
        for (place, value) in list.into_iter().enumerate() {
            let path = format!("{folder}[{place}]");
            let mut map = as_map(value, &path)?;
            let groups = take_list(&mut map, "groups", &path)?;
            let controls = take_list(&mut map, "controls", &path)?;
            if !group && !groups.is_empty() {
                return Err(fault("error-framework-group", &joined(&path, "groups")));
            }
            let (node, kept_place) = self.node(map, group, parent, &path)?;
            if !self.seen.insert(node.urn.to_lowercase()) {
                let id: String = node.urn.chars().take(200).collect();
                let path = joined(&path, "id");
                return Err(at_file(
                    FieldError::new("file", "error-framework-twice").with("path", path).with("value", id),
                ));
            }
            let at = self.nodes.len();
            self.nodes.push(node);
            self.paths.push(path.clone());
            self.places.push(kept_place);
            self.walk(groups, true, Some(at), &joined(&path, "groups"))?;
            self.walk(controls, false, Some(at), &joined(&path, "controls"))?;
        }
        Ok(())
    }

    fn node(
        &mut self,
        mut map: Map<String, Value>,
        group: bool,
        parent: Option<usize>,
        path: &str,
    ) -> Result<(DocNode, Option<usize>)> {
        let title = take_text(&mut map, "title", path)?;
        if let Some(ours) = our_prop::<OurNode>(&mut map, NODE, path)? {
            let description = ours.described.then(|| said(&map)).flatten();
            let node = DocNode {
                urn: ours.urn,
                ref_id: ours.ref_id,
                name: title.filter(|_| ours.named),
                description,
                parent,
                assessable: ours.assessable,
                extra: ours.extra,
            };
            return Ok((node, Some(ours.place)));
        }
        let id = take_text(&mut map.clone(), "id", path)?;
        if id.is_none() && !group {
            return Err(fault("error-framework-missing", &joined(path, "id")));
        }
        if title.is_none() {
            self.report.note(joined(path, "title"), "untitled", id.clone().unwrap_or_default());
        }
        let kind = if group { "groups[]" } else { "controls[]" };
        for key in map.keys() {
            self.report.keep(kind, path, key, OF_NODE.contains(&key.as_str()));
        }
        let own = id.clone().unwrap_or_else(|| format!("group-{}", self.nodes.len() + 1));
        let mut node = DocNode {
            urn: format!("{}:{own}", self.urn),
            ref_id: label(&map).or(id),
            name: title,
            description: statement(&map),
            parent,
            assessable: !group,
            extra: Map::new(),
        };
        node.extra.insert("oscal".to_string(), Value::Object(map));
        Ok((node, None))
    }
}

/// Puts nodes of our own export back in the order that they had.
fn in_place(nodes: &mut Vec<DocNode>, paths: &mut Vec<String>, places: &[Option<usize>]) {
    let Some(wanted) = places.iter().copied().collect::<Option<Vec<usize>>>() else { return };
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|at| wanted.get(*at).copied().unwrap_or(usize::MAX));
    let mut now_at = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(slot) = now_at.get_mut(*old) {
            *slot = new;
        }
    }
    let moved = |old: usize| now_at.get(old).copied().unwrap_or(old);
    let (old_nodes, old_paths) = (std::mem::take(nodes), std::mem::take(paths));
    let mut pairs: Vec<(usize, (DocNode, String))> = old_nodes.into_iter().zip(old_paths).enumerate().collect();
    pairs.sort_by_key(|(old, _)| moved(*old));
    for (_, (mut node, path)) in pairs {
        node.parent = node.parent.map(moved);
        nodes.push(node);
        paths.push(path);
    }
}

/// Takes the value of our property out of `props`, which goes too when nothing else is in it.
fn our_prop<T: serde::de::DeserializeOwned>(map: &mut Map<String, Value>, name: &str, path: &str) -> Result<Option<T>> {
    let Some(props) = map.get_mut("props") else { return Ok(None) };
    let Value::Array(list) = props else { return Err(wrong_type(&joined(path, "props"), "list")) };
    let is_ours = |prop: &Value| {
        prop.get("name").and_then(Value::as_str) == Some(name) && prop.get("ns").and_then(Value::as_str) == Some(NS)
    };
    let Some(at) = list.iter().position(is_ours) else { return Ok(None) };
    let prop = list.remove(at);
    let text = prop.get("value").and_then(Value::as_str).unwrap_or_default();
    let unreadable = |_| -> Refusal { wrong_type(&format!("{path}.props[{at}].value"), "ours") };
    serde_json::from_str(text).map(Some).map_err(unreadable)
}

/// The number that people know the node by: the plain one of several labels.
fn label(map: &Map<String, Value>) -> Option<String> {
    let labels: Vec<&Value> = map
        .get("props")?
        .as_array()?
        .iter()
        .filter(|prop| prop.get("name").and_then(Value::as_str) == Some("label"))
        .collect();
    let plain = labels.iter().find(|prop| prop.get("class").is_none()).or(labels.first())?;
    plain.get("value")?.as_str().map(str::to_string)
}

fn parts(map: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    map.get("parts").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// What our own export wrote as the text.
fn said(map: &Map<String, Value>) -> Option<String> {
    parts(map).find_map(|part| part.get("prose")).and_then(Value::as_str).map(str::to_string)
}

/// The prose of the statement with its items, one on each line.
fn statement(map: &Map<String, Value>) -> Option<String> {
    let wanted = ["statement", "overview", "objective"];
    let is_named = |part: &&Map<String, Value>| {
        part.get("name").and_then(Value::as_str).is_some_and(|name| wanted.contains(&name))
    };
    let mut lines = Vec::new();
    gather(parts(map).find(is_named)?, &mut lines, 0);
    Some(lines.join("\n")).filter(|text| !text.is_empty())
}

fn gather(part: &Map<String, Value>, lines: &mut Vec<String>, deep: usize) {
    let prose = part.get("prose").and_then(Value::as_str).map(str::trim).filter(|prose| !prose.is_empty());
    if let Some(prose) = prose {
        lines.push(match label(part) {
            Some(label) => format!("{label} {prose}"),
            None => prose.to_string(),
        });
    }
    if deep < 10 {
        for inner in parts(part) {
            gather(inner, lines, deep + 1);
        }
    }
}
