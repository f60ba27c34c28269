//! Sets of mappings between the nodes of two frameworks, as the open framework library writes them.

use super::super::document::{DocRelation, Report, joined};
use super::super::model::Relation;
use super::super::parameters::FileLimits;
use super::{as_map, at_file, fault, need_text, take_list, take_text, wrong_type};
use crate::base::refusal::{FieldError, Result};
use serde_json::{Map, Value, json};

/// What a set is called elsewhere; here its name says where each of its relations comes from.
const OF_SET: &[&str] = &["urn", "ref_id"];
const OF_RELATION: &[&str] = &["rationale", "annotation"];
/// Our strength, 0-100; the library's own goes to 10.
const OURS: &str = "tillit_strength";

pub fn read(objects: &mut Map<String, Value>, limits: &FileLimits, report: &mut Report) -> Result<Vec<DocRelation>> {
    let mut found = Vec::new();
    for key in ["requirement_mapping_set", "requirement_mapping_sets"] {
        let sets = match objects.remove(key) {
            None | Some(Value::Null) => continue,
            Some(Value::Array(sets)) => sets,
            Some(one @ Value::Object(_)) => vec![one],
            Some(_) => return Err(wrong_type(&joined("objects", key), "list")),
        };
        for (place, set) in sets.into_iter().enumerate() {
            let path = format!("objects.{key}[{place}]");
            set_of(as_map(set, &path)?, (&path, key), report, &mut found)?;
            if found.len() > limits.relations {
                let error = FieldError::new("file", "error-framework-relations").with("max", limits.relations);
                return Err(at_file(error));
            }
        }
    }
    Ok(found)
}

fn set_of(
    mut set: Map<String, Value>,
    (path, key): (&str, &str),
    report: &mut Report,
    found: &mut Vec<DocRelation>,
) -> Result<()> {
    let folder = format!("objects.{key}[].requirement_mappings[]");
    let from_framework = need_text(&mut set, "source_framework_urn", path)?;
    let to_framework = need_text(&mut set, "target_framework_urn", path)?;
    let list = take_list(&mut set, "requirement_mappings", path)?;
    let source = take_text(&mut set, "name", path)?.unwrap_or_else(|| from_framework.clone());
    for key in set.keys().filter(|key| !OF_SET.contains(&key.as_str())) {
        report.note(joined(path, key), "left", "");
    }
    for (place, value) in list.into_iter().enumerate() {
        let path = format!("{path}.requirement_mappings[{place}]");
        let mut map = as_map(value, &path)?;
        let from_node = need_text(&mut map, "source_requirement_urn", &path)?;
        let to_node = need_text(&mut map, "target_requirement_urn", &path)?;
        let said = need_text(&mut map, "relationship", &path)?;
        let relation = match said.as_str() {
            "equal" => Relation::Equal,
            "subset" => Relation::Subset,
            "superset" => Relation::Superset,
            "intersect" | "intersects" => Relation::Intersects,
            "not_related" => {
                report.note(joined(&path, "relationship"), "unrelated", said);
                continue;
            }
            _ => return Err(fault("error-framework-relation", &joined(&path, "relationship"))),
        };
        let strength = strength(&mut map, &path)?;
        for key in map.keys() {
            report.keep(&folder, &path, key, OF_RELATION.contains(&key.as_str()));
        }
        found.push(DocRelation {
            path,
            from_framework: from_framework.clone(),
            from_node,
            to_framework: to_framework.clone(),
            to_node,
            relation,
            strength,
            source: source.clone(),
            extra: map,
        });
    }
    Ok(())
}

fn strength(map: &mut Map<String, Value>, path: &str) -> Result<Option<i32>> {
    let exact = map.remove(OURS);
    let coarse = map.remove("strength_of_relationship");
    let (key, given, times) = match exact {
        Some(value) => (OURS, value, 1),
        None => match coarse {
            None | Some(Value::Null) => return Ok(None),
            Some(value) => ("strength_of_relationship", value, 10),
        },
    };
    let number = given.as_i64().and_then(|number| i32::try_from(number).ok());
    match number {
        // up to ten it is the library's own scale
        Some(number) if times == 10 && (0..=10).contains(&number) => Ok(Some(number * times)),
        Some(number) if (0..=100).contains(&number) => Ok(Some(number)),
        _ => Err(wrong_type(&joined(path, key), "strength")),
    }
}

/// What is written as one set.
pub struct RelationSet<'a> {
    pub name: &'a str,
    pub from_urn: &'a str,
    pub to_urn: &'a str,
    /// By the urns of the nodes.
    pub rows: &'a [DocRelation],
}

/// The set as a library file of its own.
pub fn write(set: &RelationSet<'_>) -> Vec<u8> {
    let rows = set.rows.iter().map(|row| {
        let mut map = row.extra.clone();
        map.insert("source_requirement_urn".to_string(), Value::from(row.from_node.as_str()));
        map.insert("target_requirement_urn".to_string(), Value::from(row.to_node.as_str()));
        let word = if row.relation == Relation::Intersects { "intersect" } else { row.relation.as_str() };
        map.insert("relationship".to_string(), Value::from(word));
        if let Some(strength) = row.strength {
            map.insert("strength_of_relationship".to_string(), Value::from((strength + 5) / 10));
            map.insert(OURS.to_string(), Value::from(strength));
        }
        Value::Object(map)
    });
    let rows: Vec<Value> = rows.collect();
    let urn = format!("{}:to:{}", set.from_urn, set.to_urn.rsplit(':').next().unwrap_or_default());
    let file = json!({
        "urn": format!("{urn}:library"), "locale": "sv", "ref_id": set.name, "name": set.name, "version": 1,
        "provider": "tillit", "packager": "tillit",
        "objects": { "requirement_mapping_sets": [{
            "urn": urn, "ref_id": set.name, "name": set.name, "source_framework_urn": set.from_urn,
            "target_framework_urn": set.to_urn, "requirement_mappings": rows,
        }]},
    });
    crate::platform::trees::yaml_text(&file).into_bytes()
}
