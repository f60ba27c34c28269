//! The catalogues of the product: titles only, from `seed-data/`, with the relations between them.

use super::document::{DocNode, Document};
use super::model::{Relation, Title};
use crate::features::controls::{catalogue, embedded};
use serde::Deserialize;
use serde_json::{Map, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

macro_rules! seed {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/seed-data/", $name))
    };
}

/// ISO/IEC 27001:2022, clauses 4-10 and annex A.
pub const ISO_2022: &str = "iso27001-2022";
/// ISO/IEC 27001:2013, annex A.
pub const ISO_2013: &str = "iso27001-2013";
/// Directive (EU) 2022/2555, articles 20, 21 and 23.
pub const NIS2: &str = "nis2";

/// One catalogue of the product.
#[derive(Debug)]
pub struct BuiltIn {
    pub key: &'static str,
    pub name_sv: &'static str,
    pub name_en: &'static str,
    pub edition: &'static str,
    pub provider: &'static str,
    /// Other names of the same catalogue, as files of others know it.
    pub also: &'static [&'static str],
    pub nodes: Vec<BuiltInNode>,
}

#[derive(Debug, Clone)]
pub struct BuiltInNode {
    /// Its number, which is also its key.
    pub id: String,
    pub parent: Option<String>,
    pub title: Title,
    pub assessable: bool,
}

/// A relation between two nodes of the product's catalogues.
#[derive(Debug, Clone)]
pub struct BuiltInRelation {
    pub from_framework: &'static str,
    pub from: String,
    pub to_framework: &'static str,
    pub to: String,
    pub relation: Relation,
    pub strength: i32,
    pub source: String,
}

impl BuiltIn {
    pub fn urn(&self) -> String {
        format!("urn:tillit:framework:{}", self.key)
    }

    pub fn find(&self, id: &str) -> Option<&BuiltInNode> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// What may be said to be met.
    pub fn assessable(&self) -> impl Iterator<Item = &BuiltInNode> {
        self.nodes.iter().filter(|node| node.assessable)
    }

    /// The catalogue as files write it, in English with Swedish as a translation.
    pub fn document(&self) -> Document {
        let places: BTreeMap<&str, usize> =
            self.nodes.iter().enumerate().map(|(place, node)| (node.id.as_str(), place)).collect();
        let nodes = self.nodes.iter().map(|node| {
            let mut extra = Map::new();
            if let (Some(sv), Some(_)) = (&node.title.sv, &node.title.en) {
                extra.insert("translations".to_string(), json!({ "sv": { "name": sv } }));
            }
            DocNode {
                urn: format!("urn:tillit:req_node:{}:{}", self.key, node.id.to_lowercase()),
                ref_id: Some(node.id.clone()),
                name: node.title.en.clone().or(node.title.sv.clone()),
                description: None,
                parent: node.parent.as_deref().and_then(|parent| places.get(parent).copied()),
                assessable: node.assessable,
                extra,
            }
        });
        Document {
            urn: self.urn(),
            ref_id: Some(self.key.to_string()),
            name: self.name_en.to_string(),
            edition: Some(self.edition.to_string()),
            provider: Some(self.provider.to_string()),
            locale: Some("en".to_string()),
            nodes: nodes.collect(),
            ..Document::default()
        }
    }
}

#[derive(Deserialize)]
struct TitleRow {
    id: String,
    parent: String,
    title_en: String,
    title_sv: String,
    title_sv_confidence: String,
}

#[derive(Deserialize)]
struct PointRow {
    nis2_ref: String,
    title_sv: String,
    title_en: String,
    iso27001_2022_refs: String,
}

#[derive(Deserialize)]
struct RelationRow {
    from: String,
    to: String,
    relation: Relation,
    strength: i32,
    source: String,
}

fn rows<T: serde::de::DeserializeOwned>(text: &str) -> Result<Vec<T>, String> {
    let read: Result<Vec<T>, csv::Error> = csv::Reader::from_reader(text.as_bytes()).into_deserialize().collect();
    read.map_err(|error| error.to_string())
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

fn titled(rows: Vec<TitleRow>) -> Vec<BuiltInNode> {
    let parents: Vec<String> = rows.iter().map(|row| row.parent.clone()).collect();
    rows.into_iter()
        .map(|row| BuiltInNode {
            assessable: !parents.contains(&row.id),
            parent: filled(&row.parent),
            title: Title {
                sv: filled(&row.title_sv),
                en: filled(&row.title_en),
                unverified: row.title_sv_confidence != "high",
            },
            id: row.id,
        })
        .collect()
}

fn heading(id: &str, sv: &str, en: &str) -> BuiltInNode {
    let title = Title { sv: Some(sv.to_string()), en: Some(en.to_string()), unverified: false };
    BuiltInNode { id: id.to_string(), parent: None, title, assessable: false }
}

fn iso_2022() -> Result<Vec<BuiltInNode>, String> {
    let mut nodes = titled(rows(seed!("iso27001_2022_clauses.csv"))?);
    nodes.push(heading("A", "Bilaga A", "Annex A"));
    let themes = [
        ("A.5", "Organizational controls"),
        ("A.6", "People controls"),
        ("A.7", "Physical controls"),
        ("A.8", "Technological controls"),
    ];
    let controls = catalogue().controls("iso27001_2022").ok_or("the controls of 2022 are missing")?;
    for (theme, title_en) in themes {
        let own = |id: &str| id.strip_prefix(theme).is_some_and(|rest| rest.starts_with('.'));
        let entries: Vec<_> = controls.entries.iter().filter(|control| own(&control.id)).collect();
        let title_sv = entries.first().map(|control| control.theme_sv.clone()).unwrap_or_default();
        let mut head = heading(theme, &title_sv, title_en);
        head.parent = Some("A".to_string());
        nodes.push(head);
        nodes.extend(entries.into_iter().map(|control| BuiltInNode {
            id: control.id.clone(),
            parent: Some(theme.to_string()),
            title: Title {
                sv: filled(&control.title_sv),
                en: filled(&control.title_en),
                unverified: control.title_sv_confidence != "high",
            },
            assessable: true,
        }));
    }
    Ok(nodes)
}

fn nis2(points: &[PointRow]) -> Vec<BuiltInNode> {
    let mut nodes = Vec::new();
    for (article, sv, en) in [
        ("20", "Artikel 20: styrning", "Article 20: governance"),
        ("21", "Artikel 21: riskhanteringsåtgärder", "Article 21: risk-management measures"),
        ("23", "Artikel 23: rapportering", "Article 23: reporting"),
    ] {
        nodes.push(heading(article, sv, en));
        let own = |point: &&PointRow| point.nis2_ref.strip_prefix(article).is_some_and(|rest| rest.starts_with('.'));
        nodes.extend(points.iter().filter(own).map(|point| BuiltInNode {
            id: point.nis2_ref.clone(),
            parent: Some(article.to_string()),
            title: Title { sv: filled(&point.title_sv), en: filled(&point.title_en), unverified: true },
            assessable: true,
        }));
    }
    nodes
}

struct All {
    frameworks: Vec<BuiltIn>,
    relations: Vec<BuiltInRelation>,
}

fn read() -> Result<All, String> {
    let points: Vec<PointRow> = rows(seed!("nis2_art21.csv"))?;
    let frameworks = vec![
        BuiltIn {
            key: ISO_2022,
            name_sv: "ISO/IEC 27001:2022, avsnitt 4–10 och bilaga A",
            name_en: "ISO/IEC 27001:2022, clauses 4–10 and annex A",
            edition: "2022",
            provider: "ISO/IEC",
            also: &["urn:intuitem:risk:framework:iso27001-2022"],
            nodes: iso_2022()?,
        },
        BuiltIn {
            key: ISO_2013,
            name_sv: "ISO/IEC 27001:2013, bilaga A",
            name_en: "ISO/IEC 27001:2013, annex A",
            edition: "2013",
            provider: "ISO/IEC",
            also: &["urn:intuitem:risk:framework:iso27001-2013"],
            nodes: titled(rows(seed!("iso27001_2013_controls.csv"))?),
        },
        BuiltIn {
            key: NIS2,
            name_sv: "NIS2, artiklarna 20, 21 och 23",
            name_en: "NIS2, articles 20, 21 and 23",
            edition: "2022/2555",
            provider: "EU",
            also: &[],
            nodes: nis2(&points),
        },
    ];
    let mut relations: Vec<BuiltInRelation> = rows::<RelationRow>(seed!("iso27001_2013_2022.csv"))?
        .into_iter()
        .map(|row| BuiltInRelation {
            from_framework: ISO_2013,
            from: row.from,
            to_framework: ISO_2022,
            to: row.to,
            relation: row.relation,
            strength: row.strength,
            source: row.source,
        })
        .collect();
    for point in &points {
        let refs = point.iso27001_2022_refs.split(';').map(str::trim).filter(|id| !id.is_empty() && *id != "-");
        relations.extend(refs.map(|id| BuiltInRelation {
            from_framework: NIS2,
            from: point.nis2_ref.clone(),
            to_framework: ISO_2022,
            to: id.strip_prefix("cl.").unwrap_or(id).trim().to_string(),
            // the file says only that they touch each other
            relation: Relation::Intersects,
            strength: 30,
            source: NIS2.to_string(),
        }));
    }
    let known =
        |framework: &str, id: &str| frameworks.iter().any(|each| each.key == framework && each.find(id).is_some());
    relations.retain(|each| known(each.to_framework, &each.to));
    Ok(All { frameworks, relations })
}

fn all() -> &'static All {
    static READ: LazyLock<All> = LazyLock::new(|| embedded(read()));
    &READ
}

/// Every catalogue of the product, the newest ISO first.
pub fn built_ins() -> &'static [BuiltIn] {
    &all().frameworks
}

/// The catalogue of a key such as `iso27001-2022`.
pub fn built_in(key: &str) -> Option<&'static BuiltIn> {
    built_ins().iter().find(|each| each.key == key)
}

/// Every relation between them.
pub fn built_in_relations() -> &'static [BuiltInRelation] {
    &all().relations
}

/// The clauses 4-10 that are checked one by one.
pub fn isms_clauses() -> Vec<&'static BuiltInNode> {
    let nodes = built_in(ISO_2022).map(|each| each.nodes.as_slice()).unwrap_or_default();
    nodes.iter().filter(|node| node.assessable && !node.id.starts_with('A')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogues_hold_what_the_standards_hold() {
        let count = |key| built_in(key).unwrap().assessable().count();
        assert_eq!(
            built_in(ISO_2022).unwrap().nodes.iter().filter(|n| n.assessable && n.id.starts_with("A.")).count(),
            93
        );
        assert_eq!(isms_clauses().len(), 25);
        assert_eq!(count(ISO_2013), 114);
        assert_eq!(count(NIS2), 20);
        for framework in built_ins() {
            for node in &framework.nodes {
                assert!(!node.title.in_language(crate::base::Language::En).is_empty(), "{}", node.id);
                if let Some(parent) = &node.parent {
                    assert!(framework.find(parent).is_some(), "{} -> {parent}", node.id);
                }
            }
        }
    }

    #[test]
    fn both_editions_of_annex_a_lead_to_each_other() {
        let between = |r: &&BuiltInRelation| r.from_framework == ISO_2013;
        let relations: Vec<_> = built_in_relations().iter().filter(between).collect();
        for control in built_in(ISO_2013).unwrap().assessable() {
            assert!(relations.iter().any(|r| r.from == control.id), "{} leads nowhere", control.id);
        }
        // eleven controls were new in 2022; every other one comes from somewhere
        let alone = built_in(ISO_2022).unwrap().assessable().filter(|n| n.id.starts_with("A."));
        assert_eq!(alone.filter(|n| !relations.iter().any(|r| r.to == n.id)).count(), 11);
        let technical: Vec<_> = relations.iter().filter(|r| r.from == "A.18.2.3").map(|r| r.to.as_str()).collect();
        assert_eq!(technical, ["A.5.36", "A.8.8"]);
        for relation in relations {
            assert!((1..=100).contains(&relation.strength));
        }
    }

    #[test]
    fn a_swedish_title_that_nobody_has_compared_says_so() {
        let clause = built_in(ISO_2022).unwrap().find("9.3").unwrap();
        assert_eq!(clause.title.sv.as_deref(), Some("Ledningens genomgång"));
        assert!(clause.title.is_unverified(crate::base::Language::Sv));
        let old = built_in(ISO_2013).unwrap().find("A.5.1.1").unwrap();
        assert!(old.title.sv.is_none() && old.title.is_unverified(crate::base::Language::Sv));
        let same = built_in(ISO_2013).unwrap().find("A.6.1.2").unwrap();
        assert!(!same.title.is_unverified(crate::base::Language::Sv));
    }
}
