//! How two catalogues relate, node by node.

use super::{crumbs_of, named};
use crate::access::Permission;
use crate::base::refusal::{Checks, Refusal, Result};
use crate::base::{Id, Page, PageRequest};
use crate::features::frameworks::actions::{self, NewRelation};
use crate::features::frameworks::document::DocRelation;
use crate::features::frameworks::files::{RelationSet, write_relations};
use crate::features::frameworks::lookup::{self, Head, Link, Node};
use crate::features::frameworks::model::{FileFormat, Relation};
use crate::features::frameworks::views::{HeadView, MappingPage, NodeView};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde_json::Map;
use std::collections::{BTreeMap, BTreeSet};

/// At most so many nodes without a relation are listed.
const ALONE: usize = 50;

/// Both catalogues, with their nodes and the relations between them in the order of the first. Five queries.
pub fn both(c: &mut Db, ctx: &Ctx, one: &str, other: &str) -> Result<Both> {
    let (head, other_head) = (lookup::find(c, &ctx.scope, one)?, lookup::find(c, &ctx.scope, other)?);
    if one == other {
        return Err(Refusal::NotFound);
    }
    let (nodes, other_nodes) = (lookup::nodes(c, &ctx.scope, one)?, lookup::nodes(c, &ctx.scope, other)?);
    let mut links = lookup::links_between(c, &ctx.scope, one, other)?;
    let places: BTreeMap<&str, usize> = nodes.iter().enumerate().map(|(at, node)| (node.key.as_str(), at)).collect();
    links.sort_by_key(|link| places.get(link.from.node.as_str()).copied().unwrap_or(usize::MAX));
    Ok(Both { head, other_head, nodes, other_nodes, links })
}

pub struct Both {
    pub head: Head,
    pub other_head: Head,
    pub nodes: Vec<Node>,
    pub other_nodes: Vec<Node>,
    pub links: Vec<Link>,
}

fn alone<'a>(nodes: &'a [Node], linked: &BTreeSet<&str>) -> Vec<&'a Node> {
    nodes.iter().filter(|node| node.assessable && !linked.contains(node.key.as_str())).collect()
}

fn page(
    c: &mut Db,
    ctx: &Ctx,
    path: &(String, String),
    asked: PageRequest,
    form: FormState,
) -> Result<(MappingPage, Head)> {
    let Both { head, other_head, nodes, other_nodes, links } = both(c, ctx, &path.0, &path.1)?;
    let from: BTreeSet<&str> = links.iter().map(|link| link.from.node.as_str()).collect();
    let to: BTreeSet<&str> = links.iter().map(|link| link.to.node.as_str()).collect();
    let here = alone(&nodes, &from);
    let (alone_count, other_alone) = (here.len(), alone(&other_nodes, &to).len());
    let alone_nodes = here.into_iter().take(ALONE).map(|node| NodeView::new(node, ctx.language)).collect();
    let total = i64::try_from(links.len()).unwrap_or(i64::MAX);
    let (skip, size) = (usize::try_from(asked.offset()).unwrap_or(0), usize::try_from(asked.size).unwrap_or(50));
    let shown: Vec<Link> = links.iter().skip(skip).take(size).cloned().collect();
    let shown = Page::new(named(c, ctx, shown)?, total, asked);
    let body = MappingPage {
        head: HeadView::new(&head, ctx.language),
        other: HeadView::new(&other_head, ctx.language),
        pager: Pager::from(&shown),
        rows: shown.items,
        alone: alone_count,
        other_alone,
        alone_nodes,
        relations: Relation::ALL,
        form,
        can_edit: ctx.can(Permission::FrameworkEdit),
    };
    Ok((body, head))
}

fn answer(web: &Web, status: StatusCode, page: &(MappingPage, Head)) -> Answer {
    let args = [("one", page.0.head.name.clone()), ("other", page.0.other.name.clone())];
    let title = web.word_with("frameworks-mapping-title", &args);
    web.page_titled(status, "pages/frameworks/mapping", title, crumbs_of(web, &page.1), &page.0)
}

pub async fn show(web: Web, path: Path<(String, String)>, query: Query<Params>) -> Answer {
    let (path, asked) = (path.into_inner(), query.page());
    let page = web.read(move |c, ctx| page(c, ctx, &path, asked, FormState::default())).await?;
    answer(&web, StatusCode::OK, &page)
}

pub async fn relate(form: Posted, path: Path<(String, String)>) -> Answer {
    let (Posted { web, fields }, path) = (form, path.into_inner());
    let mut checks = Checks::default();
    let new = NewRelation {
        from_framework: path.0.clone(),
        to_framework: path.1.clone(),
        from_node: fields.text("from_node"),
        to_node: fields.text("to_node"),
        relation: checks.keep(fields.parsed("relation", "error-choice")).flatten(),
        strength: checks.keep(fields.parsed("strength", "error-number")).flatten(),
        source: fields.text("source"),
        note: fields.optional("note"),
    };
    let done = match checks.done() {
        Ok(()) => web.write(move |c, ctx| actions::relate(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => {
            let to = format!("/frameworks/{}/mapping/{}", path.0, path.1);
            web.redirect_saying(to, "ok", "frameworks-related", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let asked = PageRequest::new(None, None);
            let page = web.read(move |c, ctx| page(c, ctx, &path, asked, state)).await?;
            answer(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn unrelate(form: Posted, path: Path<(String, String, Id)>) -> Answer {
    let (one, other, id) = path.into_inner();
    let to = format!("/frameworks/{one}/mapping/{other}");
    form.web.write(move |c, ctx| actions::unrelate(c, ctx, &one, &other, &id)).await?;
    form.web.redirect_saying(to, "ok", "frameworks-unrelated", &[])
}

/// The relations as a library file of their own.
pub async fn export(web: Web, path: Path<(String, String)>) -> Answer {
    let (one, other) = path.into_inner();
    let (name, bytes) = web
        .read(move |c, ctx| {
            let both = both(c, ctx, &one, &other)?;
            let urns = |nodes: &[Node]| -> BTreeMap<String, String> {
                nodes.iter().map(|node| (node.key.clone(), node.urn.clone())).collect()
            };
            let (from, to) = (urns(&both.nodes), urns(&both.other_nodes));
            let rows: Vec<DocRelation> = both
                .links
                .iter()
                .map(|link| DocRelation {
                    path: String::new(),
                    from_framework: both.head.urn.clone(),
                    from_node: from.get(&link.from.node).cloned().unwrap_or_default(),
                    to_framework: both.other_head.urn.clone(),
                    to_node: to.get(&link.to.node).cloned().unwrap_or_default(),
                    relation: link.relation,
                    strength: Some(link.strength),
                    source: link.source.clone(),
                    extra: Map::new(),
                })
                .collect();
            let name = format!("{} - {}", both.head.name(ctx.language), both.other_head.name(ctx.language));
            let (from_urn, to_urn) = (&both.head.urn, &both.other_head.urn);
            Ok((name.clone(), write_relations(&RelationSet { name: &name, from_urn, to_urn, rows: &rows })))
        })
        .await?;
    let name: String = name.chars().map(|c| if c == '/' || c == ':' { '-' } else { c }).take(120).collect();
    web.download(&format!("{name}.yaml"), FileFormat::Library.media_type(), bytes)
}
