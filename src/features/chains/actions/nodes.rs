//! Nodes: found again rather than made twice.

use super::{MAX_NAME, MAX_TEXT, check_version, is_client_itself, may_change, vendor_at};
use crate::access::Permission;
use crate::base::org_number::CompanyNumber;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, OrgNumber, Refusal, Result, countries, text};
use crate::features::chains::model::{Child, NewNode, NodeKind};
use crate::features::chains::records::ChainNode;
use crate::features::chains::store;
use crate::features::vendors;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use std::collections::BTreeMap;

/// What can be changed of a node afterwards. A vendor's own name, number and country are the register's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeEdit {
    pub kind: NodeKind,
    pub name: String,
    pub org_number: Option<String>,
    pub country: Option<String>,
    pub location: Option<String>,
    pub shared_note: Option<String>,
    pub internal_note: Option<String>,
}

/// The node of a vendor of the register; made when it is missing. A subcontractor that was known
/// before it became a vendor keeps its node. Errors: at `vendor_id` for a vendor that is not the client's.
pub fn node_of_vendor(c: &mut Db, ctx: &Ctx, vendor_id: &Id) -> Result<ChainNode> {
    may_change(ctx)?;
    let vendor = vendor_at(c, ctx, "vendor_id", vendor_id)?;
    if let Some(node) = store::vendor_node(c, &ctx.scope, vendor_id)? {
        return Ok(node);
    }
    let known = match &vendor.org_number {
        Some(number) => store::node_by_number(c, &ctx.scope, number)?.filter(|node| node.vendor_id.is_none()),
        None => None,
    };
    if let Some(before) = known {
        let mut after = ChainNode { kind: NodeKind::Vendor, vendor_id: Some(vendor.id.clone()), ..before.clone() };
        after.name = vendor.legal_name;
        after.country = Some(vendor.country);
        let after = changed(c, ctx, &before, after)?;
        if after.country != before.country {
            super::raise::after_node(c, ctx, &after, true)?;
        }
        return Ok(after);
    }
    let mut node = blank(ctx, NodeKind::Vendor, vendor.legal_name)?;
    node.vendor_id = Some(vendor.id);
    node.org_number = vendor.org_number;
    node.country = Some(vendor.country);
    made(c, ctx, node)
}

/// Whoever the child of a link is: a known node, a vendor, or one described. Equal names are not
/// silently taken for the same: the error at `same_as` asks a person.
pub(super) fn child_node(c: &mut Db, ctx: &Ctx, child: &Child) -> Result<ChainNode> {
    match child {
        Child::Known(id) => match store::find_node(c, &ctx.scope, id) {
            Err(Refusal::NotFound) => Err(Refusal::invalid("node_id", "error-unknown")),
            found => found,
        },
        Child::Vendor(id) => node_of_vendor(c, ctx, id),
        Child::New(new) => described(c, ctx, new),
    }
}

fn described(c: &mut Db, ctx: &Ctx, new: &NewNode) -> Result<ChainNode> {
    let node = checked(c, ctx, new)?;
    if let Some(number) = &node.org_number {
        if let Some(vendor) = vendors::by_org_number(c, &ctx.scope, number)? {
            return node_of_vendor(c, ctx, &vendor.id);
        }
        if let Some(known) = store::node_by_number(c, &ctx.scope, number)? {
            return Ok(known);
        }
    }
    // An unknown tier is nobody in particular: two of them are never the same.
    if node.kind != NodeKind::Unknown
        && !new.is_another
        && !store::nodes_named(c, &ctx.scope, &node.name_folded)?.is_empty()
    {
        return Err(Refusal::invalid("same_as", "error-chain-same-name"));
    }
    made(c, ctx, node)
}

fn checked(c: &mut Db, ctx: &Ctx, new: &NewNode) -> Result<ChainNode> {
    let mut checks = Checks::default();
    let name = text::tidy(&checks.required("name", &new.name));
    checks.longest("name", &name, MAX_NAME);
    let country = read_country(&mut checks, new.country.as_deref());
    let org_number = read_number(&mut checks, new.org_number.as_deref(), country.as_deref());
    for (field, value) in
        [("location", &new.location), ("shared_note", &new.shared_note), ("internal_note", &new.internal_note)]
    {
        checks.longest(field, value.as_deref().unwrap_or_default(), MAX_TEXT);
    }
    checks.that(new.kind != NodeKind::Vendor, "kind", "error-chain-kind-vendor");
    if is_client_itself(c, ctx, org_number.as_deref(), &text::fold(&name))? {
        checks.add(FieldError::new("name", "error-chain-client"));
    }
    checks.done()?;
    let mut node = blank(ctx, new.kind, name)?;
    node.org_number = org_number;
    node.country = country;
    node.location = new.location.as_deref().and_then(text::non_empty);
    node.shared_note = new.shared_note.as_deref().and_then(text::non_empty);
    node.internal_note = new.internal_note.as_deref().and_then(text::non_empty);
    index(&mut node);
    Ok(node)
}

/// A country as a code or a name; one that we do not know is refused where it was written.
fn read_country(checks: &mut Checks, typed: Option<&str>) -> Option<String> {
    let typed = typed.and_then(text::non_empty)?;
    let code = countries::read(&typed);
    if code.is_none() {
        checks.add(FieldError::new("country", "error-chain-country").with("name", &typed));
    }
    code
}

/// Without a country the number is read as a Swedish one.
fn read_number(checks: &mut Checks, typed: Option<&str>, country: Option<&str>) -> Option<String> {
    let typed = typed.and_then(text::non_empty)?;
    let read = CompanyNumber::read(country.unwrap_or("SE"), &typed);
    let number = checks.keep(read.map_err(|error| FieldError::new("org_number", error.code())))?;
    Some(match number {
        CompanyNumber::Swedish(number) => number.digits().to_string(),
        CompanyNumber::Foreign { number, .. } => number,
    })
}

fn blank(ctx: &Ctx, kind: NodeKind, name: String) -> Result<ChainNode> {
    Ok(ChainNode {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        kind,
        vendor_id: None,
        name_folded: String::new(),
        search_text: String::new(),
        name,
        org_number: None,
        country: None,
        location: None,
        shared_note: None,
        internal_note: None,
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
    })
}

/// Sets what is searched and sorted by. A person's number is never part of it.
fn index(node: &mut ChainNode) {
    node.name_folded = text::fold(&node.name);
    let number = node.org_number.as_deref().unwrap_or_default();
    let personal = number.parse::<OrgNumber>().is_ok_and(|own| own.is_personal());
    let place = node.location.as_deref().unwrap_or_default();
    node.search_text = text::fold(&format!("{} {} {place}", node.name, if personal { "" } else { number }));
}

fn made(c: &mut Db, ctx: &Ctx, mut node: ChainNode) -> Result<ChainNode> {
    index(&mut node);
    store::insert_node(c, &node)?;
    let entry = audit::Entry::new("create", "chain_node", &node.id).named(&node.name);
    audit::record(c, ctx, entry.after(&logged(&node)))?;
    Ok(node)
}

/// What the audit log keeps: a person's number is masked.
fn logged(node: &ChainNode) -> ChainNode {
    ChainNode { org_number: vendors::shown_number(node.org_number.as_deref()), ..node.clone() }
}

fn changed(c: &mut Db, ctx: &Ctx, before: &ChainNode, mut after: ChainNode) -> Result<ChainNode> {
    index(&mut after);
    after.updated_at = ctx.instant();
    after.version = before.version + 1;
    store::save_node(c, &ctx.scope, &after)?;
    if after.country != before.country {
        judge_links(c, ctx, &after)?;
    }
    let entry = audit::Entry::new("update", "chain_node", &after.id).named(&after.name);
    audit::record(c, ctx, entry.change(&logged(before), &logged(&after)))?;
    Ok(after)
}

/// A node in another country may make its links reach outside the EU and EEA, or no longer.
fn judge_links(c: &mut Db, ctx: &Ctx, node: &ChainNode) -> Result<()> {
    for link in store::links_of_node(c, &ctx.scope, &node.id)? {
        if link.child_node_id != node.id {
            continue;
        }
        let third = is_third(&link.all_countries(), node);
        if third != link.third_country {
            let after = crate::features::chains::records::ChainLink { third_country: third, ..link.clone() };
            store::save_link(c, &ctx.scope, &after)?;
        }
    }
    Ok(())
}

/// Whether something of a link is outside the EU and EEA: its countries, or that of its child.
pub(super) fn is_third(stated: &[String], child: &ChainNode) -> bool {
    stated.iter().chain(&child.country).any(|country| !countries::is_eea(country))
}

/// Changes a node. Errors: `Conflict` when `version` is stale; at each field.
pub fn edit_node(c: &mut Db, ctx: &Ctx, id: &Id, edit: &NodeEdit, version: Option<i32>) -> Result<ChainNode> {
    ctx.require(Permission::ChainEdit)?;
    let before = store::find_node(c, &ctx.scope, id)?;
    check_version(version, before.version, || stored_node(&before))?;
    let new = NewNode {
        // A vendor keeps its kind; whatever else is typed cannot make one of the others a vendor.
        kind: if before.vendor_id.is_some() { NodeKind::Subcontractor } else { edit.kind },
        name: if before.vendor_id.is_some() { before.name.clone() } else { edit.name.clone() },
        org_number: if before.vendor_id.is_some() { before.org_number.clone() } else { edit.org_number.clone() },
        country: if before.vendor_id.is_some() { before.country.clone() } else { edit.country.clone() },
        location: edit.location.clone(),
        shared_note: edit.shared_note.clone(),
        internal_note: edit.internal_note.clone(),
        is_another: true,
    };
    let read = checked(c, ctx, &new)?;
    if let Some(number) = &read.org_number
        && let Some(other) = store::node_by_number(c, &ctx.scope, number)?
        && other.id != before.id
    {
        let error = FieldError::new("org_number", "error-chain-number-taken").with("name", other.name);
        return Err(Refusal::Invalid(vec![error]));
    }
    let after = ChainNode {
        kind: if before.vendor_id.is_some() { before.kind } else { read.kind },
        name: read.name,
        org_number: read.org_number,
        country: read.country,
        location: read.location,
        shared_note: read.shared_note,
        internal_note: read.internal_note,
        ..before.clone()
    };
    let moved = after.country != before.country;
    let unknown = (after.kind == NodeKind::Unknown) != (before.kind == NodeKind::Unknown);
    let after = changed(c, ctx, &before, after)?;
    if moved || unknown {
        super::raise::after_node(c, ctx, &after, moved)?;
    }
    Ok(after)
}

fn stored_node(node: &ChainNode) -> BTreeMap<String, String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    BTreeMap::from([
        ("kind".to_string(), node.kind.to_string()),
        ("name".to_string(), node.name.clone()),
        ("org_number".to_string(), text(&node.org_number)),
        ("country".to_string(), text(&node.country)),
        ("location".to_string(), text(&node.location)),
        ("shared_note".to_string(), text(&node.shared_note)),
        ("internal_note".to_string(), text(&node.internal_note)),
    ])
}
