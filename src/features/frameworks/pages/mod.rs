//! The pages of catalogues.

pub mod edit;
pub mod files;
pub mod list;
pub mod mapping;
pub mod node;
pub mod show;

use super::lookup::{Head, Link, Node};
use super::views::{LinkView, NodeView};
use super::{built_in, lookup, store};
use crate::base::{Id, Language, Result};
use crate::kit::Ctx;
use crate::kit::web::Web;
use crate::platform::db::Db;
use crate::platform::view::Choice;
use std::collections::BTreeMap;

fn crumbs(web: &Web) -> Vec<(String, String)> {
    vec![(web.word("frameworks-title"), "/frameworks".to_string())]
}

fn crumbs_of(web: &Web, head: &Head) -> Vec<(String, String)> {
    let mut all = crumbs(web);
    all.push((head.name(web.language()).to_string(), format!("/frameworks/{}", head.key)));
    all
}

/// Every catalogue in use but one, as choices. One query.
fn others(c: &mut Db, ctx: &Ctx, key: &str) -> Result<Vec<Choice>> {
    let own = store::in_use(c, &ctx.scope)?;
    let all = lookup::product_heads().into_iter().chain(own.iter().map(Head::of_row));
    let choice = |head: Head| Choice::new(&head.key, head.name(ctx.language));
    Ok(all.filter(|head| head.key != key).map(choice).collect())
}

/// What relations lead to, by name: two queries, however many catalogues there are.
fn named(c: &mut Db, ctx: &Ctx, links: Vec<Link>) -> Result<Vec<LinkView>> {
    let ends = || links.iter().flat_map(|link| [&link.from, &link.to]);
    let node_ids: Vec<Id> = ends().filter_map(|end| end.node.parse().ok()).collect();
    let head_ids: Vec<Id> = ends().filter_map(|end| end.framework.parse().ok()).collect();
    let lines: BTreeMap<String, NodeView> = store::lines_of(c, &ctx.scope, &node_ids)?
        .into_iter()
        .map(|line| {
            let view = NodeView {
                key: line.id.to_string(),
                ref_id: line.ref_id,
                title: line.name.unwrap_or_default(),
                unverified: false,
                assessable: line.assessable,
            };
            (view.key.clone(), view)
        })
        .collect();
    let heads: BTreeMap<String, String> =
        store::of_ids(c, &ctx.scope, &head_ids)?.into_iter().map(|row| (row.id.to_string(), row.name)).collect();
    Ok(links
        .into_iter()
        .map(|link| {
            let view = |framework: &str, node: &str| node_view(&lines, framework, node, ctx.language);
            let own = heads.get(&link.to.framework).cloned();
            let product = || {
                let head = lookup::product_heads().into_iter().find(|head| head.key == link.to.framework);
                head.map(|head| head.name(ctx.language).to_string())
            };
            LinkView {
                from: view(&link.from.framework, &link.from.node),
                to: view(&link.to.framework, &link.to.node),
                framework_name: own.or_else(product).unwrap_or_default(),
                framework_key: link.to.framework,
                id: link.id,
                relation: link.relation,
                strength: link.strength,
                source: source_title(link.source, ctx.language),
                note: link.note,
            }
        })
        .collect())
}

fn node_view(lines: &BTreeMap<String, NodeView>, framework: &str, key: &str, language: Language) -> NodeView {
    let product = built_in::built_in(framework).and_then(|each| each.find(key));
    if let Some(node) = product {
        return NodeView {
            key: node.id.clone(),
            ref_id: Some(node.id.clone()),
            title: node.title.in_language(language),
            unverified: node.title.is_unverified(language),
            assessable: node.assessable,
        };
    }
    lines.get(key).cloned().unwrap_or_else(|| NodeView {
        key: key.to_string(),
        ref_id: None,
        title: String::new(),
        unverified: false,
        assessable: false,
    })
}

/// A node as a choice: its number and its title.
fn choice_of(node: &Node, language: Language) -> Choice {
    let title = node.title.in_language(language);
    let number = node.ref_id.as_deref().unwrap_or_default();
    let label: String = format!("{number} {title}").trim().chars().take(120).collect();
    Choice::new(&node.key, label)
}

/// Where a relation comes from, in words: one of the product's own catalogues is called by its title.
fn source_title(source: String, language: Language) -> String {
    match (built_in(&source), language) {
        (Some(catalogue), Language::Sv) => catalogue.name_sv.to_string(),
        (Some(catalogue), Language::En) => catalogue.name_en.to_string(),
        (None, _) => source,
    }
}
