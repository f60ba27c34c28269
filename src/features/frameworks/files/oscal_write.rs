//! A catalogue as an OSCAL catalog. What came from OSCAL goes out as it came; what did not carries, beside what every
//! reader understands, one property with all that OSCAL has no place for.

use super::super::document::{DocNode, Document};
use super::super::rules::preorder;
use super::oscal_read::{DOCUMENT, NODE, NS};
use super::part;
use crate::kit::snapshot::sha256_hex;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const OSCAL_VERSION: &str = "1.1.2";

pub fn write(document: &Document, made_at: DateTime<Utc>) -> Value {
    let oscal = part(&document.extra, "oscal");
    let mut catalog = part(&oscal, "catalog");
    let uuid = oscal.get("uuid").and_then(Value::as_str).map_or_else(|| uuid_of(&document.urn), str::to_string);
    catalog.insert("uuid".to_string(), Value::from(uuid));
    catalog.insert("metadata".to_string(), metadata(document, &oscal, made_at));
    let (groups, controls) = Writing::new(document).below(None);
    for (key, list) in [("groups", groups), ("controls", controls)] {
        if !list.is_empty() {
            catalog.insert(key.to_string(), Value::Array(list));
        }
    }
    json!({ "catalog": catalog })
}

fn metadata(document: &Document, oscal: &Map<String, Value>, made_at: DateTime<Utc>) -> Value {
    let mut metadata = part(oscal, "metadata");
    if metadata.is_empty() {
        let ours = json!({
            "urn": document.urn, "ref_id": document.ref_id, "description": document.description,
            "edition": document.edition, "provider": document.provider, "locale": document.locale,
            "extra": document.extra,
        });
        let version = document.edition.as_deref().map(str::trim).filter(|edition| !edition.is_empty()).unwrap_or("1");
        metadata.insert("last-modified".to_string(), Value::from(made_at.to_rfc3339_opts(SecondsFormat::Secs, true)));
        metadata.insert("version".to_string(), Value::from(version));
        metadata.insert("oscal-version".to_string(), Value::from(OSCAL_VERSION));
        metadata.insert("props".to_string(), json!([prop(DOCUMENT, &ours)]));
    }
    metadata.insert("title".to_string(), Value::from(document.name.as_str()));
    Value::Object(metadata)
}

fn prop(name: &str, value: &Value) -> Value {
    json!({ "name": name, "ns": NS, "value": value.to_string() })
}

/// A UUID (version 5 in its form) that is always the same for the same name.
fn uuid_of(urn: &str) -> String {
    let hex = sha256_hex(urn);
    let at = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("{}-{}-5{}-8{}-{}", at(0, 8), at(8, 12), at(13, 16), at(17, 20), at(20, 32))
}

struct Writing<'a> {
    document: &'a Document,
    children: Vec<Vec<usize>>,
    top: Vec<usize>,
    /// Assessable, and everything below it too: OSCAL lets no group lie under a control.
    control: Vec<bool>,
    ids: Vec<String>,
}

impl<'a> Writing<'a> {
    fn new(document: &'a Document) -> Writing<'a> {
        let count = document.nodes.len();
        let (mut children, mut top) = (vec![Vec::new(); count], Vec::new());
        for (place, node) in document.nodes.iter().enumerate() {
            match node.parent.and_then(|parent| children.get_mut(parent)) {
                Some(list) => list.push(place),
                None => top.push(place),
            }
        }
        let mut control: Vec<bool> = document.nodes.iter().map(|node| node.assessable).collect();
        for place in preorder(&document.parents()).into_iter().rev() {
            let below = children
                .get(place)
                .is_some_and(|list| list.iter().any(|child| !control.get(*child).copied().unwrap_or(false)));
            if below && let Some(slot) = control.get_mut(place) {
                *slot = false;
            }
        }
        let mut taken = BTreeSet::new();
        let ids = document.nodes.iter().map(|node| token(node, &mut taken)).collect();
        Writing { document, children, top, control, ids }
    }

    /// The groups and the controls under a node, or at the top.
    fn below(&self, parent: Option<usize>) -> (Vec<Value>, Vec<Value>) {
        let list = match parent {
            None => Some(&self.top),
            Some(place) => self.children.get(place),
        };
        let (mut groups, mut controls) = (Vec::new(), Vec::new());
        for place in list.into_iter().flatten() {
            let Some(node) = self.document.nodes.get(*place) else { continue };
            let value = self.node(*place, node);
            if self.control.get(*place).copied().unwrap_or(false) { controls.push(value) } else { groups.push(value) }
        }
        (groups, controls)
    }

    fn node(&self, place: usize, node: &DocNode) -> Value {
        let mut map = match node.extra.get("oscal").and_then(Value::as_object) {
            None => self.ours(place, node),
            Some(kept) => {
                let mut map = kept.clone();
                if let Some(name) = &node.name {
                    map.insert("title".to_string(), Value::from(name.as_str()));
                }
                map
            }
        };
        let (groups, controls) = self.below(Some(place));
        for (key, list) in [("groups", groups), ("controls", controls)] {
            if !list.is_empty() {
                map.insert(key.to_string(), Value::Array(list));
            }
        }
        Value::Object(map)
    }

    fn ours(&self, place: usize, node: &DocNode) -> Map<String, Value> {
        let ours = json!({
            "urn": node.urn, "ref_id": node.ref_id, "named": node.name.is_some(),
            "described": node.description.is_some(), "assessable": node.assessable, "place": place,
            "extra": node.extra,
        });
        let title = node.name.as_ref().or(node.ref_id.as_ref()).unwrap_or(&node.urn);
        let label = node.ref_id.as_deref().map(str::trim).filter(|label| !label.is_empty());
        let mut props: Vec<Value> = label.map(|label| json!({ "name": "label", "value": label })).into_iter().collect();
        props.push(prop(NODE, &ours));
        let mut map = Map::new();
        map.insert("id".to_string(), Value::from(self.ids.get(place).cloned().unwrap_or_default()));
        map.insert("title".to_string(), Value::from(title.as_str()));
        map.insert("props".to_string(), Value::Array(props));
        if let Some(description) = &node.description {
            map.insert("parts".to_string(), json!([{ "name": "statement", "prose": description }]));
        }
        map
    }
}

/// An id that OSCAL takes: it begins with a letter, and no other node has it.
fn token(node: &DocNode, taken: &mut BTreeSet<String>) -> String {
    if let Some(id) = part(&node.extra, "oscal").get("id").and_then(Value::as_str) {
        taken.insert(id.to_string());
        return id.to_string();
    }
    let text = node.ref_id.as_deref().or(node.urn.rsplit(':').next()).unwrap_or_default();
    let clean: String = text
        .trim()
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' })
        .collect();
    let clean = if clean.starts_with(|c: char| c.is_alphabetic() || c == '_') { clean } else { format!("n-{clean}") };
    let mut id = clean.clone();
    let mut next = 2;
    while !taken.insert(id.clone()) {
        id = format!("{clean}-{next}");
        next += 1;
    }
    id
}
