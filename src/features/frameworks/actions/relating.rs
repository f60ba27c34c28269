//! Relations that somebody here has made between nodes of two catalogues.

use super::{limits, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::frameworks::lookup::{self, End};
use crate::features::frameworks::model::Relation;
use crate::features::frameworks::records::StoredRelation;
use crate::features::frameworks::store;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// A relation about to be made, between two catalogues by their keys. Nodes by key or number.
#[derive(Debug, Clone, Default)]
pub struct NewRelation {
    pub from_framework: String,
    pub to_framework: String,
    pub from_node: String,
    pub to_node: String,
    pub relation: Option<Relation>,
    /// The usual one of the relation, without it.
    pub strength: Option<i32>,
    pub source: String,
    pub note: Option<String>,
}

/// The key of a node that somebody names by its key or its number.
fn key_of(nodes: &[lookup::Node], said: &str) -> Option<String> {
    let said = said.trim();
    let by_key = nodes.iter().find(|node| node.key == said);
    by_key.or_else(|| nodes.iter().find(|node| node.ref_id.as_deref() == Some(said))).map(|node| node.key.clone())
}

/// Errors: at the fields, NotFound for a catalogue that is not there, `rule-framework-itself`.
pub fn relate(c: &mut Db, ctx: &Ctx, new: &NewRelation) -> Result<StoredRelation> {
    ctx.require(Permission::FrameworkEdit)?;
    for key in [&new.from_framework, &new.to_framework] {
        lookup::find(c, &ctx.scope, key)?;
    }
    if new.from_framework == new.to_framework {
        return Err(Refusal::rule("rule-framework-itself"));
    }
    let mut checks = Checks::default();
    let from_nodes = lookup::nodes(c, &ctx.scope, &new.from_framework)?;
    let to_nodes = lookup::nodes(c, &ctx.scope, &new.to_framework)?;
    let mut node = |field: &str, nodes: &[lookup::Node], said: &str| {
        let said = checks.required(field, said);
        let key = key_of(nodes, &said);
        checks.that(said.is_empty() || key.is_some(), field, "error-unknown");
        key.unwrap_or_default()
    };
    let from_node = node("from_node", &from_nodes, &new.from_node);
    let to_node = node("to_node", &to_nodes, &new.to_node);
    let source = text::tidy(&checks.required("source", &new.source));
    let note = tidy(&new.note);
    checks.longest("source", &source, 500);
    checks.longest("note", note.as_deref().unwrap_or_default(), 2_000);
    checks.that(new.relation.is_some(), "relation", "error-required");
    if new.strength.is_some_and(|strength| !(0..=100).contains(&strength)) {
        checks.add(FieldError::new("strength", "error-number-range").with("min", 0).with("max", 100));
    }
    let from = End { framework: new.from_framework.clone(), node: from_node };
    let to = End { framework: new.to_framework.clone(), node: to_node };
    let there = lookup::links_between(c, &ctx.scope, &from.framework, &to.framework)?;
    checks.that(!there.iter().any(|link| link.from == from && link.to == to), "to_node", "error-framework-related");
    checks.done()?;
    let Some(relation) = new.relation else { return Err(Refusal::invalid("relation", "error-required")) };
    let row = StoredRelation {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        from_framework: from.framework,
        from_node: from.node,
        to_framework: to.framework,
        to_node: to.node,
        relation,
        strength: new.strength.unwrap_or_else(|| limits(ctx).inference.usual(relation)),
        source,
        note,
        extra: "{}".to_string(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        version: 1,
    };
    store::insert_relations(c, std::slice::from_ref(&row))?;
    let named = format!("{} {}", new.from_node.trim(), new.to_node.trim());
    audit::record(c, ctx, audit::Entry::new("create", "framework_relation", &row.id).named(named).after(&row))?;
    Ok(row)
}

/// Takes a relation away; those of the product stay. Errors: NotFound when it is not between these two.
pub fn unrelate(c: &mut Db, ctx: &Ctx, one: &str, other: &str, id: &Id) -> Result<()> {
    ctx.require(Permission::FrameworkEdit)?;
    let row = store::find_relation(c, &ctx.scope, id)?;
    let ends = (row.from_framework.as_str(), row.to_framework.as_str());
    if ends != (one, other) && ends != (other, one) {
        return Err(Refusal::NotFound);
    }
    store::delete_relation(c, &ctx.scope, id)?;
    let named = format!("{} {}", row.relation, row.source);
    audit::record(c, ctx, audit::Entry::new("framework_remove", "framework_relation", id).named(named).after(&row))
}
