//! One node with its relations.

use super::{crumbs_of, named};
use crate::access::Permission;
use crate::base::Result;
use crate::features::frameworks::lookup::{self, Head};
use crate::features::frameworks::model::FrameworkKind;
use crate::features::frameworks::views::{ExtraLine, HeadView, NodePage, NodeView};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::Path;

fn page(c: &mut Db, ctx: &Ctx, key: &str, node_key: &str) -> Result<(NodePage, Head)> {
    let head = lookup::find(c, &ctx.scope, key)?;
    let whole = lookup::node(c, &ctx.scope, key, node_key)?;
    let nodes = lookup::nodes(c, &ctx.scope, key)?;
    let links = lookup::links_of_node(c, &ctx.scope, key, node_key)?;
    let parent = whole.node.parent.as_deref().and_then(|parent| nodes.iter().find(|node| node.key == parent));
    let children = nodes.iter().filter(|node| node.parent.as_deref() == Some(node_key));
    let own = head.kind == FrameworkKind::Own && !head.retired;
    let body = NodePage {
        parent: parent.map(|node| NodeView::new(node, ctx.language)),
        children: children.map(|node| NodeView::new(node, ctx.language)).collect(),
        links: named(c, ctx, links)?,
        extra: whole
            .extra
            .iter()
            .map(|(key, value)| ExtraLine {
                key: key.clone(),
                text: value.as_str().map_or_else(|| value.to_string(), str::to_string),
            })
            .collect(),
        urn: whole.node.urn.clone(),
        description: whole.description,
        node: NodeView::new(&whole.node, ctx.language),
        can_edit: own && ctx.can(Permission::FrameworkEdit),
        version: whole.version,
        head: HeadView::new(&head, ctx.language),
    };
    Ok((body, head))
}

pub async fn show(web: Web, path: Path<(String, String)>) -> Answer {
    let (key, node_key) = path.into_inner();
    let (body, head) = web.read(move |c, ctx| page(c, ctx, &key, &node_key)).await?;
    let number = body.node.ref_id.clone().unwrap_or_default();
    let title = format!("{number} {}", body.node.title).trim().chars().take(200).collect();
    web.page_titled(StatusCode::OK, "pages/frameworks/node", title, crumbs_of(&web, &head), &body)
}
