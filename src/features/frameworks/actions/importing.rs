//! A file becomes a catalogue, relations, or both, in one transaction, with a report of everything in it.

use super::{limits, search_text};
use crate::access::Permission;
use crate::base::refusal::{FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::frameworks::built_in::built_ins;
use crate::features::frameworks::document::{DocRelation, Document, Parsed, Report};
use crate::features::frameworks::files;
use crate::features::frameworks::model::FrameworkKind;
use crate::features::frameworks::records::{Framework, StoredNode, StoredRelation};
use crate::features::frameworks::rules::levels;
use crate::features::frameworks::{lookup, store};
use crate::kit::attachments::safe_name;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A file that was read and found to be whole.
#[derive(Debug, Clone)]
pub struct Received {
    pub file_name: String,
    pub sha256: String,
    pub parsed: Parsed,
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Imported {
    pub file_name: String,
    pub sha256: String,
    pub framework: Option<Framework>,
    pub relations: usize,
    pub report: Report,
}

/// Reads the bytes; touches no database. Errors: those of `files::read`, at `file`.
pub fn receive(ctx: &Ctx, file_name: &str, bytes: &[u8]) -> Result<Received> {
    ctx.require(Permission::FrameworkEdit)?;
    let parsed = files::read(bytes, &limits(ctx).limits)?;
    Ok(Received { file_name: safe_name(file_name), sha256: hex::encode(Sha256::digest(bytes)), parsed })
}

/// Errors at `file`: `error-framework-exists` (the same edition of the same catalogue is in use here),
/// `error-framework-nothing` (relations between catalogues that are not here).
pub fn import(c: &mut Db, ctx: &Ctx, received: &Received) -> Result<Imported> {
    ctx.require(Permission::FrameworkEdit)?;
    let mut report = received.parsed.report.clone();
    let framework = match &received.parsed.document {
        Some(document) => Some(write(c, ctx, document, received)?),
        None => None,
    };
    let relations = relate_all(c, ctx, &received.parsed.relations, &mut report)?;
    if framework.is_none() && relations == 0 {
        return Err(Refusal::invalid("file", "error-framework-nothing"));
    }
    report.relations = relations;
    let framework = match framework {
        None => {
            let id = ctx.new_id();
            let entry = audit::Entry::new("framework_relate", "framework_file", &id).named(&received.file_name);
            audit::record(c, ctx, entry.after(&json!({ "relations": relations, "sha256": received.sha256 })))?;
            None
        }
        Some(row) => {
            let row = Framework { report: Some(serde_json::to_string(&report).map_err(Refusal::fault)?), ..row };
            store::save(c, &ctx.scope, &row)?;
            audit::record(c, ctx, audit::Entry::new("import", "framework", &row.id).named(&row.name).after(&row))?;
            Some(row)
        }
    };
    let (file_name, sha256) = (received.file_name.clone(), received.sha256.clone());
    Ok(Imported { file_name, sha256, framework, relations, report })
}

fn write(c: &mut Db, ctx: &Ctx, document: &Document, received: &Received) -> Result<Framework> {
    let same = store::of_urn(c, &ctx.scope, &document.urn)?;
    if let Some(same) = same.iter().find(|row| row.edition == document.edition) {
        let error = FieldError::new("file", "error-framework-exists").with("name", &same.name);
        return Err(Refusal::Invalid(vec![error]));
    }
    let organisation_id = ctx.scope.client()?.clone();
    let row = Framework {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        kind: FrameworkKind::Imported,
        urn: document.urn.clone(),
        ref_id: document.ref_id.clone(),
        search_text: search_text(&document.name, document.ref_id.as_deref(), document.provider.as_deref()),
        name: document.name.clone(),
        description: document.description.clone(),
        edition: document.edition.clone(),
        provider: document.provider.clone(),
        locale: document.locale.clone(),
        extra: serde_json::to_string(&document.extra).map_err(Refusal::fault)?,
        node_count: i32::try_from(document.nodes.len()).map_err(Refusal::fault)?,
        file_format: Some(received.parsed.format),
        file_name: Some(received.file_name.clone()),
        file_sha256: Some(received.sha256.clone()),
        report: None,
        retired_at: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    };
    store::insert(c, &row)?;
    let ids: Vec<Id> = document.nodes.iter().map(|_| ctx.new_id()).collect();
    let levels = levels(&document.parents(), usize::MAX).unwrap_or_default();
    let mut nodes = Vec::with_capacity(ids.len());
    for ((place, node), (id, level)) in (0_i32..).zip(&document.nodes).zip(ids.iter().zip(levels)) {
        nodes.push(StoredNode {
            id: id.clone(),
            organisation_id: organisation_id.clone(),
            framework_id: row.id.clone(),
            parent_id: node.parent.and_then(|parent| ids.get(parent).cloned()),
            place,
            level: i32::try_from(level).map_err(Refusal::fault)?,
            urn: node.urn.clone(),
            ref_id: node.ref_id.clone(),
            name: node.name.clone(),
            description: node.description.clone(),
            assessable: node.assessable,
            extra: serde_json::to_string(&node.extra).map_err(Refusal::fault)?,
            version: 1,
        });
    }
    store::insert_nodes(c, &nodes)?;
    Ok(row)
}

/// The key of a catalogue and the keys of its nodes, by the names that files use.
struct Known {
    key: String,
    nodes: BTreeMap<String, String>,
}

/// Finds a catalogue by its name of all names: an own or imported one first, the newest, then those of the product.
fn known(c: &mut Db, ctx: &Ctx, urn: &str) -> Result<Option<Known>> {
    let urn = urn.trim();
    let row = store::of_urn(c, &ctx.scope, urn)?.into_iter().next();
    let product = built_ins().iter().find(|each| each.urn() == urn || each.also.contains(&urn));
    let Some(key) = row.map(|row| row.id.to_string()).or(product.map(|each| each.key.to_string())) else {
        return Ok(None);
    };
    let mut nodes = BTreeMap::new();
    for node in lookup::nodes(c, &ctx.scope, &key)? {
        nodes.insert(node.urn.to_lowercase(), node.key.clone());
        if product.is_some() {
            // other files name the nodes of a standard by its own name and their number
            for other in product.iter().flat_map(|each| each.also) {
                let prefix = other.replacen(":framework:", ":req_node:", 1);
                nodes.insert(format!("{prefix}:{}", node.key).to_lowercase(), node.key.clone());
            }
        }
    }
    Ok(Some(Known { key, nodes }))
}

fn relate_all(c: &mut Db, ctx: &Ctx, relations: &[DocRelation], report: &mut Report) -> Result<usize> {
    let names: BTreeSet<&str> =
        relations.iter().flat_map(|each| [each.from_framework.as_str(), each.to_framework.as_str()]).collect();
    let mut found: BTreeMap<&str, Option<Known>> = BTreeMap::new();
    for name in names {
        let known = known(c, ctx, name)?;
        if known.is_none() {
            report.note("objects.requirement_mapping_sets", "no_framework", name);
        }
        found.insert(name, known);
    }
    let mut taken = BTreeSet::new();
    for (one, other) in relations.iter().map(|each| (&each.from_framework, &each.to_framework)).collect::<BTreeSet<_>>()
    {
        if let (Some(Some(one)), Some(Some(other))) = (found.get(one.as_str()), found.get(other.as_str())) {
            for link in lookup::links_between(c, &ctx.scope, &one.key, &other.key)? {
                taken.insert((link.to.clone(), link.from.clone()));
                taken.insert((link.from, link.to));
            }
        }
    }
    let usual = &limits(ctx).inference;
    let mut rows = Vec::new();
    for each in relations {
        let ends = (found.get(each.from_framework.as_str()), found.get(each.to_framework.as_str()));
        let (Some(Some(from)), Some(Some(to))) = ends else { continue };
        let node = |known: &Known, urn: &str| known.nodes.get(&urn.trim().to_lowercase()).cloned();
        let (from_node, to_node) = (node(from, &each.from_node), node(to, &each.to_node));
        let (Some(from_node), Some(to_node)) = (from_node.clone(), to_node) else {
            let missing = if from_node.is_none() { &each.from_node } else { &each.to_node };
            report.note(&each.path, "no_node", missing);
            continue;
        };
        let end =
            |framework: &str, node: &str| lookup::End { framework: framework.to_string(), node: node.to_string() };
        let (one, other) = (end(&from.key, &from_node), end(&to.key, &to_node));
        if taken.contains(&(one.clone(), other.clone())) || one == other {
            report.note(&each.path, "related", "");
            continue;
        }
        taken.insert((other.clone(), one.clone()));
        taken.insert((one, other));
        let strength = each.strength.unwrap_or_else(|| usual.usual(each.relation));
        rows.push(StoredRelation {
            id: ctx.new_id(),
            organisation_id: ctx.scope.client()?.clone(),
            from_framework: from.key.clone(),
            from_node,
            to_framework: to.key.clone(),
            to_node,
            relation: each.relation,
            strength,
            source: text::tidy(&each.source).chars().take(500).collect(),
            note: None,
            extra: serde_json::to_string(&each.extra).map_err(Refusal::fault)?,
            created_by_name: ctx.actor.name.clone(),
            created_at: ctx.instant(),
            version: 1,
        });
    }
    store::insert_relations(c, &rows)?;
    Ok(rows.len())
}
