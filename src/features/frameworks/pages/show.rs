//! One catalogue as a tree.

use super::{crumbs, others};
use crate::access::Permission;
use crate::base::{Page, PageRequest, Refusal, Result};
use crate::features::frameworks::lookup::{self, Head, Node};
use crate::features::frameworks::model::FrameworkKind;
use crate::features::frameworks::store;
use crate::features::frameworks::views::{HeadView, Linked, NodeView, ShowPage, branches};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Params, Web};
use crate::platform::db::Db;
use crate::platform::view::Pager;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

/// A tree of at most so many nodes is shown whole.
const WHOLE: usize = 200;

/// The nodes above one, the highest first.
pub fn above<'a>(nodes: &'a [Node], key: &str) -> Vec<&'a Node> {
    let find = |key: &str| nodes.iter().find(|node| node.key == key);
    let mut way: Vec<&Node> = Vec::new();
    let mut at = find(key).and_then(|node| node.parent.as_deref()).and_then(find);
    while let Some(node) = at.filter(|node| !way.iter().any(|known| known.key == node.key)) {
        way.push(node);
        at = node.parent.as_deref().and_then(find);
    }
    way.reverse();
    way
}

fn page(c: &mut Db, ctx: &Ctx, key: &str, under: Option<String>, asked: PageRequest) -> Result<(ShowPage, Head)> {
    let head = lookup::find(c, &ctx.scope, key)?;
    let nodes = lookup::nodes(c, &ctx.scope, key)?;
    let under = match under {
        None => None,
        Some(under) => Some(nodes.iter().find(|node| node.key == under).ok_or(Refusal::NotFound)?),
    };
    let all = branches(&nodes, under.map(|node| node.key.as_str()), WHOLE, ctx.language);
    let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let (skip, size) = (usize::try_from(asked.offset()).unwrap_or(0), usize::try_from(asked.size).unwrap_or(50));
    let shown = Page::new(all.into_iter().skip(skip).take(size).collect(), total, asked);
    let row = match head.kind {
        FrameworkKind::BuiltIn => None,
        _ => Some(store::find(c, &ctx.scope, &lookup::row_id(key)?)?),
    };
    let choices = others(c, ctx, key)?;
    let linked = lookup::linked_to(c, &ctx.scope, key)?
        .into_iter()
        .filter_map(|(other, count)| {
            let name = choices.iter().find(|choice| choice.value == other)?.label.clone();
            Some(Linked { key: other, name, count })
        })
        .collect();
    let can_edit = ctx.can(Permission::FrameworkEdit) && head.kind != FrameworkKind::BuiltIn && !head.retired;
    let body = ShowPage {
        above: under
            .map(|node| above(&nodes, &node.key).into_iter().map(|node| NodeView::new(node, ctx.language)).collect())
            .unwrap_or_default(),
        under: under.map(|node| NodeView::new(node, ctx.language)),
        description: head.description.clone(),
        urn: head.urn.clone(),
        pager: Pager::from(&shown),
        branches: shown.items,
        linked,
        others: choices,
        file_name: row.and_then(|row| row.file_name),
        can_add: can_edit && head.kind == FrameworkKind::Own,
        can_edit,
        head: HeadView::new(&head, ctx.language),
    };
    Ok((body, head))
}

pub async fn show(web: Web, key: Path<String>, query: Query<Params>) -> Answer {
    let (key, params) = (key.into_inner(), query.into_inner());
    // the form that chooses another catalogue leads here
    if let Some(other) = params.text("with") {
        let encode = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        return web.redirect(format!("/frameworks/{}/mapping/{}", encode(&key), encode(&other)));
    }
    let (under, asked) = (params.text("under"), params.page());
    let (body, head) = web.read(move |c, ctx| page(c, ctx, &key, under, asked)).await?;
    let title = head.name(web.language()).to_string();
    web.page_titled(StatusCode::OK, "pages/frameworks/show", title, crumbs(&web), &body)
}
