//! Own sets: made, changed, taken out of use; and their nodes.

use super::{MAX_SHORT, check_framework, check_node, limits, search_text, tidy};
use crate::access::Permission;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::frameworks::model::FrameworkKind;
use crate::features::frameworks::records::{Framework, NodeLine, StoredNode};
use crate::features::frameworks::{lookup, store};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// What is said of a catalogue.
#[derive(Debug, Clone, Default)]
pub struct FrameworkEdit {
    pub name: String,
    pub ref_id: Option<String>,
    pub description: Option<String>,
    pub edition: Option<String>,
    pub provider: Option<String>,
}

/// What is said of a node of an own set.
#[derive(Debug, Clone, Default)]
pub struct NodeEdit {
    /// The key of the node that it lies under.
    pub parent: Option<String>,
    pub ref_id: Option<String>,
    pub name: String,
    pub description: Option<String>,
    pub assessable: bool,
}

fn checked(ctx: &Ctx, given: &FrameworkEdit) -> Result<FrameworkEdit> {
    let limits = &limits(ctx).limits;
    let mut checks = Checks::default();
    let said = FrameworkEdit {
        name: text::tidy(&checks.required("name", &given.name)),
        ref_id: tidy(&given.ref_id),
        description: tidy(&given.description),
        edition: tidy(&given.edition),
        provider: tidy(&given.provider),
    };
    checks.longest("name", &said.name, limits.name.min(500));
    checks.longest("description", said.description.as_deref().unwrap_or_default(), limits.description);
    for (field, value) in [("ref_id", &said.ref_id), ("edition", &said.edition), ("provider", &said.provider)] {
        checks.longest(field, value.as_deref().unwrap_or_default(), MAX_SHORT);
    }
    checks.done()?;
    Ok(said)
}

/// A new, empty set of one's own. Errors: at the fields.
pub fn create(c: &mut Db, ctx: &Ctx, given: &FrameworkEdit) -> Result<Framework> {
    ctx.require(Permission::FrameworkEdit)?;
    let said = checked(ctx, given)?;
    let id = ctx.new_id();
    let row = Framework {
        organisation_id: ctx.scope.client()?.clone(),
        kind: FrameworkKind::Own,
        urn: format!("urn:tillit:framework:{id}"),
        search_text: search_text(&said.name, said.ref_id.as_deref(), said.provider.as_deref()),
        ref_id: said.ref_id,
        name: said.name,
        description: said.description,
        edition: said.edition,
        provider: said.provider,
        locale: Some("sv".to_string()),
        extra: "{}".to_string(),
        node_count: 0,
        file_format: None,
        file_name: None,
        file_sha256: None,
        report: None,
        retired_at: None,
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        id,
    };
    store::insert(c, &row)?;
    audit::record(c, ctx, audit::Entry::new("create", "framework", &row.id).named(&row.name).after(&row))?;
    Ok(row)
}

/// Errors: at the fields, Conflict.
pub fn edit(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, given: &FrameworkEdit) -> Result<Framework> {
    ctx.require(Permission::FrameworkEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_framework(version, &before)?;
    let said = checked(ctx, given)?;
    let after = Framework {
        search_text: search_text(&said.name, said.ref_id.as_deref(), said.provider.as_deref()),
        ref_id: said.ref_id,
        name: said.name,
        description: said.description,
        edition: said.edition,
        provider: said.provider,
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "update", &before, &after)?;
    Ok(after)
}

fn save(c: &mut Db, ctx: &Ctx, verb: &'static str, before: &Framework, after: &Framework) -> Result<()> {
    store::save(c, &ctx.scope, after)?;
    let id = after.id.clone();
    let entry = match verb {
        "framework_retire" => audit::Entry::new("framework_retire", "framework", &id),
        _ => audit::Entry::new("update", "framework", &id),
    };
    audit::record(c, ctx, entry.named(&after.name).change(before, after))
}

/// Takes a catalogue out of use; what refers to it stays. Errors: Conflict, `rule-framework-retired`.
pub fn retire(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>) -> Result<Framework> {
    ctx.require(Permission::FrameworkEdit)?;
    let before = store::find(c, &ctx.scope, id)?;
    check_framework(version, &before)?;
    if before.retired_at.is_some() {
        return Err(Refusal::rule("rule-framework-retired"));
    }
    let after = Framework {
        retired_at: Some(ctx.instant()),
        updated_at: ctx.instant(),
        version: before.version + 1,
        ..before.clone()
    };
    save(c, ctx, "framework_retire", &before, &after)?;
    Ok(after)
}

/// An own set that is in use. Errors: NotFound, `rule-framework-fixed`, `rule-framework-retired`.
fn own(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Framework> {
    let row = store::find(c, &ctx.scope, id)?;
    if row.kind != FrameworkKind::Own {
        return Err(Refusal::rule("rule-framework-fixed"));
    }
    if row.retired_at.is_some() {
        return Err(Refusal::rule("rule-framework-retired"));
    }
    Ok(row)
}

/// The node's fields, and how deep it lies.
fn checked_node(
    ctx: &Ctx,
    lines: &[NodeLine],
    own_id: Option<&Id>,
    given: &NodeEdit,
) -> Result<(NodeEdit, Option<Id>, i32)> {
    let limits = &limits(ctx).limits;
    let mut checks = Checks::default();
    let said = NodeEdit {
        parent: tidy(&given.parent),
        ref_id: tidy(&given.ref_id),
        name: checks.required("name", &given.name),
        description: tidy(&given.description),
        assessable: given.assessable,
    };
    checks.longest("name", &said.name, limits.name);
    checks.longest("ref_id", said.ref_id.as_deref().unwrap_or_default(), MAX_SHORT);
    checks.longest("description", said.description.as_deref().unwrap_or_default(), limits.description);
    if let Some(ref_id) = &said.ref_id {
        let taken = lines.iter().any(|line| Some(&line.id) != own_id && line.ref_id.as_ref() == Some(ref_id));
        checks.that(!taken, "ref_id", "error-framework-ref-taken");
    }
    let (parent, level) = match &said.parent {
        None => (None, 1),
        Some(key) => {
            let id: Option<Id> = key.parse().ok().filter(|id| lines.iter().any(|line| line.id == *id));
            checks.that(id.is_some(), "parent", "error-unknown");
            let way = way_up(lines, id.as_ref());
            checks.that(own_id.is_none_or(|own| !way.contains(own)), "parent", "error-framework-under-itself");
            (id, i32::try_from(way.len()).unwrap_or(i32::MAX).saturating_add(1))
        }
    };
    if usize::try_from(level).is_ok_and(|level| level > limits.levels) {
        checks.add(FieldError::new("parent", "error-framework-too-deep").with("max", limits.levels));
    }
    checks.done()?;
    Ok((said, parent, level))
}

/// The node and those above it.
fn way_up(lines: &[NodeLine], from: Option<&Id>) -> Vec<Id> {
    let mut way = Vec::new();
    let mut at = from.cloned();
    while let Some(id) = at.filter(|id| !way.contains(id)) {
        at = lines.iter().find(|line| line.id == id).and_then(|line| line.parent_id.clone());
        way.push(id);
    }
    way
}

/// One more node of an own set. Errors: at the fields, `rule-framework-fixed`, `rule-framework-retired`,
/// `rule-framework-full`.
pub fn add_node(c: &mut Db, ctx: &Ctx, framework_id: &Id, given: &NodeEdit) -> Result<StoredNode> {
    ctx.require(Permission::FrameworkEdit)?;
    let before = own(c, ctx, framework_id)?;
    let lines = store::node_lines(c, &ctx.scope, framework_id)?;
    let most = limits(ctx).limits.nodes;
    if lines.len() >= most {
        return Err(Refusal::rule_with("rule-framework-full", &[("max", most.to_string())]));
    }
    let (said, parent_id, level) = checked_node(ctx, &lines, None, given)?;
    let id = ctx.new_id();
    let node = StoredNode {
        organisation_id: before.organisation_id.clone(),
        framework_id: framework_id.clone(),
        parent_id,
        place: store::next_place(c, &ctx.scope, framework_id)?,
        level,
        urn: format!("urn:tillit:req_node:{id}"),
        ref_id: said.ref_id,
        name: Some(said.name),
        description: said.description,
        assessable: said.assessable,
        extra: "{}".to_string(),
        version: 1,
        id,
    };
    store::insert_nodes(c, std::slice::from_ref(&node))?;
    count(c, ctx, &before, lines.len() + 1)?;
    let name = node.name.clone().unwrap_or_default();
    audit::record(c, ctx, audit::Entry::new("create", "framework_node", &node.id).named(name).after(&node))?;
    Ok(node)
}

fn count(c: &mut Db, ctx: &Ctx, before: &Framework, nodes: usize) -> Result<()> {
    let node_count = i32::try_from(nodes).map_err(Refusal::fault)?;
    // the head's own version is for its own words: a node added by somebody else is no conflict
    let after = Framework { node_count, updated_at: ctx.instant(), ..before.clone() };
    store::save(c, &ctx.scope, &after)
}

/// Errors: at the fields, Conflict, `rule-framework-fixed`, `rule-framework-retired`.
pub fn edit_node(
    c: &mut Db,
    ctx: &Ctx,
    framework_id: &Id,
    id: &Id,
    version: Option<i32>,
    given: &NodeEdit,
) -> Result<StoredNode> {
    ctx.require(Permission::FrameworkEdit)?;
    own(c, ctx, framework_id)?;
    let before = store::find_node(c, &ctx.scope, framework_id, id)?;
    check_node(version, &before)?;
    let lines = store::node_lines(c, &ctx.scope, framework_id)?;
    let (said, parent_id, level) = checked_node(ctx, &lines, Some(id), given)?;
    let after = StoredNode {
        parent_id,
        level,
        ref_id: said.ref_id,
        name: Some(said.name),
        description: said.description,
        assessable: said.assessable,
        version: before.version + 1,
        ..before.clone()
    };
    store::save_node(c, &ctx.scope, &after)?;
    let name = after.name.clone().unwrap_or_default();
    let entry = audit::Entry::new("update", "framework_node", id).named(name).change(&before, &after);
    audit::record(c, ctx, entry)?;
    Ok(after)
}

/// Takes a node away with its relations. Errors: Conflict, `rule-framework-has-children`, `rule-framework-fixed`.
pub fn remove_node(c: &mut Db, ctx: &Ctx, framework_id: &Id, id: &Id, version: Option<i32>) -> Result<()> {
    ctx.require(Permission::FrameworkEdit)?;
    let framework = own(c, ctx, framework_id)?;
    let node = store::find_node(c, &ctx.scope, framework_id, id)?;
    check_node(version, &node)?;
    if store::children(c, &ctx.scope, id)? > 0 {
        return Err(Refusal::rule("rule-framework-has-children"));
    }
    store::delete_relations_of_node(c, &ctx.scope, framework_id.as_str(), id.as_str())?;
    store::delete_node(c, &ctx.scope, id)?;
    let left = lookup::nodes(c, &ctx.scope, framework_id.as_str())?.len();
    count(c, ctx, &framework, left)?;
    let name = node.name.clone().unwrap_or_default();
    audit::record(c, ctx, audit::Entry::new("framework_remove", "framework_node", id).named(name).after(&node))
}
