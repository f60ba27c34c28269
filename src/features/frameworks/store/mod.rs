//! Catalogues as rows. What is built in is not here; `lookup.rs` knows both.

mod relations;

pub use relations::{
    delete_relation, delete_relations_of_node, find_relation, insert_relations, relations_between, relations_of,
    relations_of_node,
};

use super::model::FrameworkKind;
use super::records::{Framework, NodeLine, StoredNode};
use crate::access::Scope;
use crate::base::{Id, Page, PageRequest, Result, text};
use crate::platform::db::schema::{framework_nodes, frameworks};
use crate::platform::db::{Db, insert_all};
use diesel::dsl::max;
use diesel::prelude::*;

type Backend = <Db as diesel::Connection>::Backend;

/// How a list is narrowed.
#[derive(Debug, Clone, Default)]
pub struct FrameworkFilter {
    pub q: Option<String>,
    pub kind: Option<FrameworkKind>,
    /// Also those that are no longer used.
    pub retired: bool,
}

pub fn find(c: &mut Db, scope: &Scope, id: &Id) -> Result<Framework> {
    Ok(frameworks::table
        .filter(frameworks::organisation_id.eq(scope.client()?))
        .filter(frameworks::id.eq(id))
        .select(Framework::as_select())
        .first(c)?)
}

fn filtered<'a>(scope: &Scope, filter: &FrameworkFilter) -> Result<frameworks::BoxedQuery<'a, Backend>> {
    let mut query =
        frameworks::table.filter(frameworks::organisation_id.eq(scope.client()?.clone())).into_boxed::<Backend>();
    if let Some(q) = filter.q.as_deref().and_then(text::non_empty) {
        query = query.filter(frameworks::search_text.like(text::like_anywhere(&q)).escape('\\'));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(frameworks::kind.eq(kind));
    }
    if !filter.retired {
        query = query.filter(frameworks::retired_at.is_null());
    }
    Ok(query)
}

/// One page, by name. Two queries.
pub fn list(c: &mut Db, scope: &Scope, filter: &FrameworkFilter, page: PageRequest) -> Result<Page<Framework>> {
    let total = filtered(scope, filter)?.count().get_result(c)?;
    let rows = filtered(scope, filter)?
        .order((frameworks::search_text, frameworks::id))
        .limit(page.size)
        .offset(page.offset())
        .select(Framework::as_select())
        .load(c)?;
    Ok(Page::new(rows, total, page))
}

/// Every catalogue that is in use, by name: what relations may lead to.
pub fn in_use(c: &mut Db, scope: &Scope) -> Result<Vec<Framework>> {
    Ok(filtered(scope, &FrameworkFilter::default())?
        .order((frameworks::search_text, frameworks::id))
        .limit(500)
        .select(Framework::as_select())
        .load(c)?)
}

/// Those in use with this name of all names, the newest first.
pub fn of_urn(c: &mut Db, scope: &Scope, urn: &str) -> Result<Vec<Framework>> {
    Ok(frameworks::table
        .filter(frameworks::organisation_id.eq(scope.client()?))
        .filter(frameworks::urn.eq(urn))
        .filter(frameworks::retired_at.is_null())
        .order((frameworks::created_at.desc(), frameworks::id.desc()))
        .select(Framework::as_select())
        .load(c)?)
}

pub fn insert(c: &mut Db, row: &Framework) -> Result<()> {
    diesel::insert_into(frameworks::table).values(row).execute(c)?;
    Ok(())
}

pub fn save(c: &mut Db, scope: &Scope, row: &Framework) -> Result<()> {
    let own = frameworks::table.filter(frameworks::id.eq(&row.id));
    diesel::update(own.filter(frameworks::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

/// Writes every node of a catalogue.
pub fn insert_nodes(c: &mut Db, rows: &[StoredNode]) -> Result<()> {
    insert_all!(c, framework_nodes::table, rows);
    Ok(())
}

/// The nodes of a catalogue without their texts, in the order of their places.
pub fn node_lines(c: &mut Db, scope: &Scope, framework_id: &Id) -> Result<Vec<NodeLine>> {
    Ok(framework_nodes::table
        .filter(framework_nodes::organisation_id.eq(scope.client()?))
        .filter(framework_nodes::framework_id.eq(framework_id))
        .order((framework_nodes::place, framework_nodes::id))
        .select(NodeLine::as_select())
        .load(c)?)
}

/// Nodes by their ids, wherever they lie, without their texts.
pub fn lines_of(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<NodeLine>> {
    Ok(framework_nodes::table
        .filter(framework_nodes::organisation_id.eq(scope.client()?))
        .filter(framework_nodes::id.eq_any(ids))
        .select(NodeLine::as_select())
        .load(c)?)
}

/// Catalogues by their ids.
pub fn of_ids(c: &mut Db, scope: &Scope, ids: &[Id]) -> Result<Vec<Framework>> {
    Ok(frameworks::table
        .filter(frameworks::organisation_id.eq(scope.client()?))
        .filter(frameworks::id.eq_any(ids))
        .select(Framework::as_select())
        .load(c)?)
}

/// The nodes whole.
pub fn nodes(c: &mut Db, scope: &Scope, framework_id: &Id) -> Result<Vec<StoredNode>> {
    Ok(framework_nodes::table
        .filter(framework_nodes::organisation_id.eq(scope.client()?))
        .filter(framework_nodes::framework_id.eq(framework_id))
        .order((framework_nodes::place, framework_nodes::id))
        .select(StoredNode::as_select())
        .load(c)?)
}

/// One node of the catalogue. Errors: NotFound when it is another's.
pub fn find_node(c: &mut Db, scope: &Scope, framework_id: &Id, id: &Id) -> Result<StoredNode> {
    Ok(framework_nodes::table
        .filter(framework_nodes::organisation_id.eq(scope.client()?))
        .filter(framework_nodes::framework_id.eq(framework_id))
        .filter(framework_nodes::id.eq(id))
        .select(StoredNode::as_select())
        .first(c)?)
}

pub fn save_node(c: &mut Db, scope: &Scope, row: &StoredNode) -> Result<()> {
    let own = framework_nodes::table.filter(framework_nodes::id.eq(&row.id));
    diesel::update(own.filter(framework_nodes::organisation_id.eq(scope.client()?))).set(row).execute(c)?;
    Ok(())
}

pub fn delete_node(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let own = framework_nodes::table.filter(framework_nodes::id.eq(id));
    diesel::delete(own.filter(framework_nodes::organisation_id.eq(scope.client()?))).execute(c)?;
    Ok(())
}

/// How many nodes lie right under one.
pub fn children(c: &mut Db, scope: &Scope, id: &Id) -> Result<i64> {
    Ok(framework_nodes::table
        .filter(framework_nodes::organisation_id.eq(scope.client()?))
        .filter(framework_nodes::parent_id.eq(id))
        .count()
        .get_result(c)?)
}

pub fn next_place(c: &mut Db, scope: &Scope, framework_id: &Id) -> Result<i32> {
    let last: Option<i32> = framework_nodes::table
        .filter(framework_nodes::organisation_id.eq(scope.client()?))
        .filter(framework_nodes::framework_id.eq(framework_id))
        .select(max(framework_nodes::place))
        .first(c)?;
    Ok(last.map_or(0, |place| place + 1))
}
