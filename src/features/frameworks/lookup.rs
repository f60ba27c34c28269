//! Catalogues as others see them: those of the product and those of the organisation, by the same keys.

use super::built_in::{BuiltIn, BuiltInNode, built_in, built_in_relations, built_ins};
use super::document::{DocNode, Document};
use super::model::{FrameworkKind, Relation, Title};
use super::records::{Framework, StoredNode, StoredRelation};
use super::store;
use crate::access::Scope;
use crate::base::{Id, Language, Refusal, Result};
use crate::platform::db::Db;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a catalogue is called and where it comes from. `key` is a word (`iso27001-2022`) or the id of a row.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Head {
    pub key: String,
    pub kind: FrameworkKind,
    pub urn: String,
    pub ref_id: Option<String>,
    pub name_sv: String,
    pub name_en: String,
    pub description: Option<String>,
    /// The version as its maker writes it.
    pub edition: Option<String>,
    pub provider: Option<String>,
    pub node_count: usize,
    pub retired: bool,
    pub version: i32,
}

impl Head {
    pub fn name(&self, language: Language) -> &str {
        match language {
            Language::Sv => &self.name_sv,
            Language::En => &self.name_en,
        }
    }

    fn of_built_in(each: &BuiltIn) -> Head {
        Head {
            key: each.key.to_string(),
            kind: FrameworkKind::BuiltIn,
            urn: each.urn(),
            ref_id: None,
            name_sv: each.name_sv.to_string(),
            name_en: each.name_en.to_string(),
            description: None,
            edition: Some(each.edition.to_string()),
            provider: Some(each.provider.to_string()),
            node_count: each.nodes.len(),
            retired: false,
            version: 0,
        }
    }

    pub fn of_row(row: &Framework) -> Head {
        Head {
            key: row.id.to_string(),
            kind: row.kind,
            urn: row.urn.clone(),
            ref_id: row.ref_id.clone(),
            name_sv: row.name.clone(),
            name_en: row.name.clone(),
            description: row.description.clone(),
            edition: row.edition.clone(),
            provider: row.provider.clone(),
            node_count: usize::try_from(row.node_count).unwrap_or(0),
            retired: row.retired_at.is_some(),
            version: row.version,
        }
    }
}

/// A node of a catalogue. `key` is its number in a catalogue of the product, else the id of a row.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    pub key: String,
    pub parent: Option<String>,
    pub ref_id: Option<String>,
    pub title: Title,
    pub assessable: bool,
    pub urn: String,
}

impl Node {
    fn of_built_in(framework: &BuiltIn, node: &BuiltInNode) -> Node {
        Node {
            key: node.id.clone(),
            parent: node.parent.clone(),
            ref_id: Some(node.id.clone()),
            title: node.title.clone(),
            assessable: node.assessable,
            urn: format!("urn:tillit:req_node:{}:{}", framework.key, node.id.to_lowercase()),
        }
    }
}

/// One end of a relation.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
pub struct End {
    pub framework: String,
    pub node: String,
}

/// A relation seen from `from`.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Link {
    /// None for a relation of the product.
    pub id: Option<Id>,
    pub from: End,
    pub to: End,
    pub relation: Relation,
    /// 0-100.
    pub strength: i32,
    pub source: String,
    pub note: Option<String>,
    pub version: i32,
}

impl Link {
    fn of_row(row: StoredRelation) -> Link {
        Link {
            id: Some(row.id),
            from: End { framework: row.from_framework, node: row.from_node },
            to: End { framework: row.to_framework, node: row.to_node },
            relation: row.relation,
            strength: row.strength,
            source: row.source,
            note: row.note,
            version: row.version,
        }
    }

    /// The same relation seen from the other end.
    pub fn turned(self) -> Link {
        Link { from: self.to, to: self.from, relation: self.relation.reversed(), ..self }
    }
}

/// The row's id that a key is. Errors: NotFound when it is none.
pub fn row_id(key: &str) -> Result<Id> {
    key.parse().map_err(|_| Refusal::NotFound)
}

/// The catalogues of the product.
pub fn product_heads() -> Vec<Head> {
    built_ins().iter().map(Head::of_built_in).collect()
}

pub fn find(c: &mut Db, scope: &Scope, key: &str) -> Result<Head> {
    scope.client()?;
    match built_in(key) {
        Some(each) => Ok(Head::of_built_in(each)),
        None => Ok(Head::of_row(&store::find(c, scope, &row_id(key)?)?)),
    }
}

/// The nodes of a catalogue in the order of their file. One query, or none.
pub fn nodes(c: &mut Db, scope: &Scope, key: &str) -> Result<Vec<Node>> {
    scope.client()?;
    if let Some(each) = built_in(key) {
        return Ok(each.nodes.iter().map(|node| Node::of_built_in(each, node)).collect());
    }
    let lines = store::node_lines(c, scope, &row_id(key)?)?;
    Ok(lines
        .into_iter()
        .map(|line| Node {
            key: line.id.to_string(),
            parent: line.parent_id.map(|id| id.to_string()),
            ref_id: line.ref_id,
            title: Title { sv: line.name.clone(), en: line.name, unverified: false },
            assessable: line.assessable,
            urn: line.urn,
        })
        .collect())
}

/// A node with everything that is known of it.
#[derive(Debug, Clone, Serialize)]
pub struct WholeNode {
    pub node: Node,
    pub description: Option<String>,
    /// What the file said that nothing here uses.
    pub extra: Map<String, Value>,
    pub version: i32,
}

/// One node of the catalogue. Errors: NotFound when it is not in it.
pub fn node(c: &mut Db, scope: &Scope, key: &str, node_key: &str) -> Result<WholeNode> {
    scope.client()?;
    if let Some(each) = built_in(key) {
        let node = each.find(node_key).ok_or(Refusal::NotFound)?;
        let node = Node::of_built_in(each, node);
        return Ok(WholeNode { node, description: None, extra: Map::new(), version: 0 });
    }
    let row = store::find_node(c, scope, &row_id(key)?, &row_id(node_key)?)?;
    whole(&row)
}

fn whole(row: &StoredNode) -> Result<WholeNode> {
    let extra = row.read_extra()?;
    let translated = |language: &str| -> Option<String> {
        extra.get("translations")?.get(language)?.get("name")?.as_str().map(str::to_string)
    };
    let title = Title {
        sv: translated("sv").or(row.name.clone()),
        en: translated("en").or(row.name.clone()),
        unverified: false,
    };
    let node = Node {
        key: row.id.to_string(),
        parent: row.parent_id.as_ref().map(ToString::to_string),
        ref_id: row.ref_id.clone(),
        title,
        assessable: row.assessable,
        urn: row.urn.clone(),
    };
    Ok(WholeNode { node, description: row.description.clone(), extra, version: row.version })
}

fn of_product(keep: impl Fn(&End, &End) -> bool) -> Vec<Link> {
    built_in_relations()
        .iter()
        .map(|each| Link {
            id: None,
            from: End { framework: each.from_framework.to_string(), node: each.from.clone() },
            to: End { framework: each.to_framework.to_string(), node: each.to.clone() },
            relation: each.relation,
            strength: each.strength,
            source: each.source.clone(),
            note: None,
            version: 0,
        })
        .filter(|link| keep(&link.from, &link.to))
        .collect()
}

/// Every relation between two catalogues, seen from the first. One query.
pub fn links_between(c: &mut Db, scope: &Scope, one: &str, other: &str) -> Result<Vec<Link>> {
    let rows = store::relations_between(c, scope, one, other)?;
    let stored = rows.into_iter().map(Link::of_row);
    let forth = |link: &Link| link.from.framework == one && link.to.framework == other;
    let product = of_product(|from, to| {
        (from.framework == one && to.framework == other) || (from.framework == other && to.framework == one)
    });
    Ok(product.into_iter().chain(stored).map(|link| if forth(&link) { link } else { link.turned() }).collect())
}

/// Every relation of a node, seen from it. One query.
pub fn links_of_node(c: &mut Db, scope: &Scope, key: &str, node: &str) -> Result<Vec<Link>> {
    let rows = store::relations_of_node(c, scope, key, node)?;
    let here = |end: &End| end.framework == key && end.node == node;
    let product = of_product(|from, to| here(from) || here(to));
    let all = product.into_iter().chain(rows.into_iter().map(Link::of_row));
    Ok(all.map(|link| if here(&link.from) { link } else { link.turned() }).collect())
}

/// How many relations lead from a catalogue to each other one. One query.
pub fn linked_to(c: &mut Db, scope: &Scope, key: &str) -> Result<BTreeMap<String, usize>> {
    let rows = store::relations_of(c, scope, key)?;
    let product = of_product(|from, to| from.framework == key || to.framework == key);
    let mut counts = BTreeMap::new();
    for link in product.into_iter().chain(rows.into_iter().map(Link::of_row)) {
        let other = if link.from.framework == key { link.to.framework } else { link.from.framework };
        *counts.entry(other).or_default() += 1;
    }
    Ok(counts)
}

/// The catalogue as files write it.
pub fn document(c: &mut Db, scope: &Scope, key: &str) -> Result<Document> {
    scope.client()?;
    if let Some(each) = built_in(key) {
        return Ok(each.document());
    }
    let row = store::find(c, scope, &row_id(key)?)?;
    let stored = store::nodes(c, scope, &row.id)?;
    let places: BTreeMap<&Id, usize> = stored.iter().enumerate().map(|(place, node)| (&node.id, place)).collect();
    let nodes = stored
        .iter()
        .map(|node| {
            Ok(DocNode {
                urn: node.urn.clone(),
                ref_id: node.ref_id.clone(),
                name: node.name.clone(),
                description: node.description.clone(),
                parent: node.parent_id.as_ref().and_then(|parent| places.get(parent).copied()),
                assessable: node.assessable,
                extra: node.read_extra()?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Document {
        urn: row.urn,
        ref_id: row.ref_id,
        name: row.name,
        description: row.description,
        edition: row.edition,
        provider: row.provider,
        locale: row.locale,
        extra: serde_json::from_str(&row.extra).map_err(Refusal::fault)?,
        nodes,
    })
}
