//! Relations between nodes, as rows.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::frameworks::records::StoredRelation;
use crate::platform::db::schema::framework_relations;
use crate::platform::db::{Db, insert_all};
use diesel::prelude::*;

pub fn insert_relations(c: &mut Db, rows: &[StoredRelation]) -> Result<()> {
    insert_all!(c, framework_relations::table, rows);
    Ok(())
}

/// Every relation between two catalogues, whichever way it was written.
pub fn relations_between(c: &mut Db, scope: &Scope, one: &str, other: &str) -> Result<Vec<StoredRelation>> {
    let forth = framework_relations::from_framework.eq(one).and(framework_relations::to_framework.eq(other));
    let back = framework_relations::from_framework.eq(other).and(framework_relations::to_framework.eq(one));
    Ok(framework_relations::table
        .filter(framework_relations::organisation_id.eq(scope.client()?))
        .filter(forth.or(back))
        .order(framework_relations::id)
        .select(StoredRelation::as_select())
        .load(c)?)
}

/// Every relation that leads from or to a catalogue.
pub fn relations_of(c: &mut Db, scope: &Scope, framework: &str) -> Result<Vec<StoredRelation>> {
    let either = framework_relations::from_framework.eq(framework).or(framework_relations::to_framework.eq(framework));
    Ok(framework_relations::table
        .filter(framework_relations::organisation_id.eq(scope.client()?))
        .filter(either)
        .order(framework_relations::id)
        .select(StoredRelation::as_select())
        .load(c)?)
}

/// Every relation of one node.
pub fn relations_of_node(c: &mut Db, scope: &Scope, framework: &str, node: &str) -> Result<Vec<StoredRelation>> {
    let from = framework_relations::from_framework.eq(framework).and(framework_relations::from_node.eq(node));
    let to = framework_relations::to_framework.eq(framework).and(framework_relations::to_node.eq(node));
    Ok(framework_relations::table
        .filter(framework_relations::organisation_id.eq(scope.client()?))
        .filter(from.or(to))
        .order(framework_relations::id)
        .limit(500)
        .select(StoredRelation::as_select())
        .load(c)?)
}

pub fn find_relation(c: &mut Db, scope: &Scope, id: &Id) -> Result<StoredRelation> {
    Ok(framework_relations::table
        .filter(framework_relations::organisation_id.eq(scope.client()?))
        .filter(framework_relations::id.eq(id))
        .select(StoredRelation::as_select())
        .first(c)?)
}

pub fn delete_relation(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = framework_relations::table.filter(framework_relations::id.eq(id));
    diesel::delete(own.filter(framework_relations::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}

/// A node that goes takes its relations with it.
pub fn delete_relations_of_node(c: &mut Db, scope: &Scope, framework: &str, node: &str) -> Result<()> {
    let from = framework_relations::from_framework.eq(framework).and(framework_relations::from_node.eq(node));
    let to = framework_relations::to_framework.eq(framework).and(framework_relations::to_node.eq(node));
    let own = framework_relations::table.filter(framework_relations::organisation_id.eq(scope.client()?));
    diesel::delete(own.filter(from.or(to))).execute(c)?;
    Ok(())
}
