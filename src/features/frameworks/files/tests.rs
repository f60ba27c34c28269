use super::super::built_in::built_ins;
use super::super::document::{DocNode, Document, Parsed};
use super::super::model::{FileFormat, Relation};
use super::super::parameters::Parameters;
use super::{RelationSet, read, write, write_relations};
use crate::base::Refusal;
use chrono::{DateTime, TimeZone, Utc};
use serde_json::{Map, json};

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap()
}

fn parse(bytes: &[u8]) -> Parsed {
    let limits = &Parameters::on("2026-11-23".parse().unwrap()).limits;
    read(bytes, limits).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

fn refused(text: &str) -> (&'static str, String) {
    let limits = &Parameters::on("2026-11-23".parse().unwrap()).limits;
    match read(text.as_bytes(), limits) {
        Err(Refusal::Invalid(errors)) => (errors[0].code, errors[0].args.get("path").cloned().unwrap_or_default()),
        other => panic!("{other:?}"),
    }
}

fn same_again(document: &Document, format: FileFormat) {
    let bytes = write(document, format, at()).unwrap();
    let read = parse(&bytes).document.unwrap();
    assert_eq!(&read, document, "{format}: {}", String::from_utf8_lossy(&bytes));
}

/// As a file of the open library looks, with keys of every kind.
const LIBRARY: &str = "\
urn: urn:intuitem:risk:library:prov-1
locale: en
ref_id: PROV-1
name: Prov
description: 'A made-up standard'
version: 3
publication_date: 2026-04-15
provider: Nobody
packager: nobody
someday: [1, 2.50]
objects:
  threats:
  - urn: urn:x:threat:1
    name: Storm
  framework:
    urn: urn:intuitem:risk:framework:prov-1
    ref_id: PROV-1
    name: Prov
    implementation_groups_definition:
    - ref_id: M
      name: Mandatory
    requirement_nodes:
    - urn: urn:intuitem:risk:req_node:prov-1:a
      assessable: false
      depth: 1
      ref_id: A
      name: \"Första: delen\"
    - urn: urn:intuitem:risk:req_node:prov-1:a.1
      assessable: true
      depth: 2
      parent_urn: urn:intuitem:risk:req_node:prov-1:A
      ref_id: 1.10
      description: |
        Rad ett
        Rad två
      implementation_groups: [M]
      translations:
        sv: {name: Punkt ett}
      colour: blue
    - urn: urn:intuitem:risk:req_node:prov-1:a.2
      assessable: true
      depth: 4
      parent_urn: urn:intuitem:risk:req_node:prov-1:a.1
      ref_id: 1.10
      name: 'ja'
";

const OSCAL: &str = r##"{"catalog": {"uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
  "metadata": {"title": "Prov", "version": "1.0", "oscal-version": "1.1.2", "last-modified": "2026-01-01T00:00:00Z", "roles": [{"id": "r"}]},
  "groups": [{"id": "s1", "title": "Del ett", "props": [{"name": "label", "value": "1"}],
    "groups": [{"title": "Utan id", "controls": [{"id": "s1.1", "title": "Roller", "class": "X",
      "params": [{"id": "p1", "label": "tid"}],
      "props": [{"name": "label", "value": "01.1", "class": "zero-padded"}, {"name": "label", "value": "1.1"}],
      "parts": [{"id": "s1.1_smt", "name": "statement", "prose": "Roller ska finnas.",
        "parts": [{"name": "item", "prose": "och vara kända", "props": [{"name": "label", "value": "a."}]}]},
        {"name": "guidance", "prose": "Tänk på"}],
      "links": [{"href": "#1", "rel": "related"}],
      "controls": [{"id": "s1.1.1", "title": "Under"}], "x-own": {"a": 1}}]}]}],
  "controls": [{"id": "top", "title": "Överst"}],
  "back-matter": {"resources": [{"uuid": "a", "title": "Källa"}]}}}"##;

#[test]
fn a_library_is_read_whole_and_reported_whole() {
    let parsed = parse(LIBRARY.as_bytes());
    let document = parsed.document.unwrap();
    assert_eq!((document.urn.as_str(), document.edition.as_deref()), ("urn:intuitem:risk:framework:prov-1", Some("3")));
    assert_eq!(document.provider.as_deref(), Some("Nobody"));
    assert_eq!(document.parents(), [None, Some(0), Some(1)]);
    let second = &document.nodes[1];
    assert_eq!((second.ref_id.as_deref(), second.name.as_deref()), (Some("1.10"), None));
    assert_eq!(second.description.as_deref(), Some("Rad ett\nRad två\n"));
    assert_eq!(second.extra["colour"], json!("blue"));
    let report = parsed.report;
    assert_eq!((report.nodes, report.assessable), (3, 2));
    let kept: Vec<(&str, bool)> = report.kept.iter().map(|kept| (kept.path.as_str(), kept.known)).collect();
    for wanted in [
        ("objects.framework.requirement_nodes[].colour", false),
        ("objects.framework.requirement_nodes[].translations", true),
        ("objects.framework.implementation_groups_definition", true),
        ("objects.threats", true),
        ("someday", false),
    ] {
        assert!(kept.contains(&wanted), "{wanted:?} is not in {kept:?}");
    }
    let notes: Vec<(&str, &str)> = report.notes.iter().map(|note| (note.code.as_str(), note.path.as_str())).collect();
    assert_eq!(
        notes,
        [
            ("ref_twice", "objects.framework.requirement_nodes[2].ref_id"),
            ("depth", "objects.framework.requirement_nodes[2].depth")
        ]
    );
}

#[test]
fn an_oscal_catalog_is_read_whole() {
    let parsed = parse(OSCAL.as_bytes());
    let document = parsed.document.unwrap();
    assert_eq!(document.urn, "urn:uuid:74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724");
    assert_eq!(document.nodes.len(), 5);
    assert_eq!(document.parents(), [None, Some(0), Some(1), Some(2), None]);
    let control = &document.nodes[2];
    assert_eq!((control.ref_id.as_deref(), control.assessable), (Some("1.1"), true));
    assert_eq!(control.description.as_deref(), Some("Roller ska finnas.\na. och vara kända"));
    assert!(!document.nodes[1].assessable);
    let kept: Vec<(&str, bool)> = parsed.report.kept.iter().map(|kept| (kept.path.as_str(), kept.known)).collect();
    assert!(kept.contains(&("controls[].x-own", false)) && kept.contains(&("catalog.back-matter", true)), "{kept:?}");
    // what came from OSCAL goes out as it came
    let again: serde_json::Value = serde_json::from_slice(&write(&document, FileFormat::Oscal, at()).unwrap()).unwrap();
    assert_eq!(again, serde_json::from_str::<serde_json::Value>(OSCAL).unwrap());
}

#[test]
fn every_catalogue_comes_back_identical_from_either_format() {
    let mut documents: Vec<Document> = built_ins().iter().map(|each| each.document()).collect();
    documents.push(parse(LIBRARY.as_bytes()).document.unwrap());
    documents.push(parse(OSCAL.as_bytes()).document.unwrap());
    // an own set in an odd order: a child before its parent, a heading under what can be assessed, empty texts
    let node = |urn: &str, parent: Option<usize>, assessable: bool| DocNode {
        urn: urn.to_string(),
        parent,
        assessable,
        ..DocNode::default()
    };
    let mut odd =
        Document { urn: "urn:tillit:framework:1".into(), name: "Eget: \"set\"".into(), ..Document::default() };
    odd.nodes = vec![
        node("urn:a", Some(2), true),
        node("urn:b", Some(0), false),
        DocNode { ref_id: Some("4.1 å".into()), name: Some(String::new()), ..node("urn:c", None, true) },
        DocNode {
            ref_id: Some("4.1 å".into()),
            description: Some("\tx\n\u{2028}".into()),
            ..node("urn:d", None, true)
        },
        node("urn:e", Some(2), true),
    ];
    documents.push(odd);
    for document in &documents {
        same_again(document, FileFormat::Library);
        same_again(document, FileFormat::Oscal);
        // and through both, one after the other
        let yaml = parse(&write(document, FileFormat::Library, at()).unwrap()).document.unwrap();
        same_again(&yaml, FileFormat::Oscal);
    }
}

#[test]
fn what_spoils_a_catalogue_is_refused_with_its_place() {
    let nodes = |nodes: &str| {
        format!("name: x\nobjects:\n  framework:\n    urn: u:f\n    name: F\n    requirement_nodes: [{nodes}]\n")
    };
    for (text, code, path) in [
        ("a: 1\n".to_string(), "error-framework-kind", ""),
        ("- 1\n".to_string(), "error-framework-kind", ""),
        ("objects: {}\n".to_string(), "error-framework-none", "objects"),
        ("objects: 7\n".to_string(), "error-framework-type", "objects"),
        ("objects:\n  framework: [{urn: a}, {urn: b}]\n".to_string(), "error-framework-several", "objects.frameworks"),
        ("objects:\n  framework: {name: F}\n".to_string(), "error-framework-missing", "objects.framework.urn"),
        (nodes("{urn: a}, {urn: A}"), "error-framework-twice", "objects.framework.requirement_nodes[1].urn"),
        (nodes("{urn: a, parent_urn: z}"), "error-framework-orphan", "objects.framework.requirement_nodes[0].parent_urn"),
        (nodes("{urn: a, parent_urn: b}, {urn: b, parent_urn: a}"), "error-framework-cycle", "objects.framework.requirement_nodes[0]"),
        (nodes("{urn: a, parent_urn: a}"), "error-framework-cycle", "objects.framework.requirement_nodes[0]"),
        (nodes("{urn: [1]}"), "error-framework-type", "objects.framework.requirement_nodes[0].urn"),
        (nodes("{urn: a, assessable: ja}"), "error-framework-type", "objects.framework.requirement_nodes[0].assessable"),
        (nodes("{urn: a, depth: two}"), "error-framework-type", "objects.framework.requirement_nodes[0].depth"),
        (nodes("{name: a}"), "error-framework-missing", "objects.framework.requirement_nodes[0].urn"),
        (nodes("7"), "error-framework-type", "objects.framework.requirement_nodes[0]"),
        ("{\"catalog\": []}".to_string(), "error-framework-type", "catalog"),
        ("{\"catalog\": {\"uuid\": \"x\"}}".to_string(), "error-framework-missing", "catalog.metadata"),
        (
            "{\"catalog\": {\"uuid\": \"x\", \"metadata\": {\"title\": \"T\"}, \"controls\": [{\"id\": \"a\", \"title\": \"A\"}, {\"id\": \"a\", \"title\": \"B\"}]}}".to_string(),
            "error-framework-twice",
            "catalog.controls[1].id",
        ),
        (
            "{\"catalog\": {\"uuid\": \"x\", \"metadata\": {\"title\": \"T\"}, \"controls\": [{\"title\": \"A\"}]}}".to_string(),
            "error-framework-missing",
            "catalog.controls[0].id",
        ),
    ] {
        assert_eq!(refused(&text), (code, path.to_string()), "{text}");
    }
    let deep: Vec<String> = (0..40)
        .map(|n: i32| {
            format!("{{urn: n{n}{}}}", if n > 0 { format!(", parent_urn: n{}", n - 1) } else { String::new() })
        })
        .collect();
    assert_eq!(refused(&nodes(&deep.join(", "))).0, "error-framework-levels");
    let many: Vec<String> = (0..10_001).map(|n| format!("{{urn: n{n}}}")).collect();
    assert_eq!(refused(&nodes(&many.join(", "))).0, "error-framework-nodes");
    assert_eq!(
        refused(&nodes(&format!("{{urn: a, description: \"{}\"}}", "x".repeat(60_001)))).0,
        "error-framework-long"
    );
}

#[test]
fn relations_are_read_as_others_write_them_and_come_back() {
    let file = "\
urn: urn:x:library:map
dependencies: [urn:x:library:one]
objects:
  requirement_mapping_sets:
  - urn: urn:x:map
    name: Prov till prov
    description: Vad andra har sett
    source_framework_urn: u:one
    target_framework_urn: u:two
    requirement_mappings:
    - source_requirement_urn: u:one:1
      target_requirement_urn: u:two:1
      relationship: intersect
      rationale: semantic
      stregth_of_relationship: null
    - source_requirement_urn: u:one:2
      target_requirement_urn: u:two:1
      relationship: subset
      strength_of_relationship: 7
    - source_requirement_urn: u:one:3
      target_requirement_urn: u:two:9
      relationship: not_related
";
    let parsed = parse(file.as_bytes());
    assert!(parsed.document.is_none());
    let said: Vec<(Relation, Option<i32>)> =
        parsed.relations.iter().map(|each| (each.relation, each.strength)).collect();
    assert_eq!(said, [(Relation::Intersects, None), (Relation::Subset, Some(70))]);
    let notes: Vec<(&str, &str)> =
        parsed.report.notes.iter().map(|note| (note.code.as_str(), note.path.as_str())).collect();
    assert_eq!(
        notes,
        [
            ("left", "objects.requirement_mapping_sets[0].description"),
            ("unrelated", "objects.requirement_mapping_sets[0].requirement_mappings[2].relationship"),
            ("left", "dependencies"),
        ]
    );
    let kept: Vec<(&str, bool)> = parsed.report.kept.iter().map(|kept| (kept.path.as_str(), kept.known)).collect();
    let row = "objects.requirement_mapping_sets[].requirement_mappings[]";
    let (rationale, misspelt) = (format!("{row}.rationale"), format!("{row}.stregth_of_relationship"));
    assert_eq!(kept, [(rationale.as_str(), true), (misspelt.as_str(), false)]);
    let mut expected = Map::new();
    expected.insert("rationale".to_string(), json!("semantic"));
    expected.insert("stregth_of_relationship".to_string(), json!(null));
    assert_eq!(parsed.relations[0].extra, expected);
    let mut rows = parsed.relations;
    rows[1].strength = Some(66);
    let set = RelationSet { name: "Prov till prov", from_urn: "u:one", to_urn: "u:two", rows: &rows };
    assert_eq!(parse(&write_relations(&set)).relations, rows);
    for (said, path) in [
        ("relationship: same", "objects.requirement_mapping_sets[0].requirement_mappings[0].relationship"),
        (
            "strength_of_relationship: 700",
            "objects.requirement_mapping_sets[0].requirement_mappings[0].strength_of_relationship",
        ),
    ] {
        let bad = file.replacen("relationship: intersect", &format!("relationship: equal\n      {said}"), 1);
        let bad = if said.starts_with("relationship") { file.replacen("intersect", "same", 1) } else { bad };
        assert_eq!(refused(&bad).1, path);
    }
}
