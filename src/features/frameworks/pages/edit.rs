//! Own sets and their nodes: made, changed, taken away.

use super::{choice_of, crumbs, crumbs_of};
use crate::access::Permission;
use crate::base::refusal::{Refusal, Result};
use crate::features::frameworks::actions::{self, FrameworkEdit, NodeEdit};
use crate::features::frameworks::lookup::{self, Head, row_id};
use crate::features::frameworks::model::FrameworkKind;
use crate::features::frameworks::store;
use crate::features::frameworks::views::{FormPage, HeadView, NodeFormPage};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::db::Db;
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

const FORM: &str = "pages/frameworks/form";
const NODE_FORM: &str = "pages/frameworks/node_form";

fn said(fields: &Fields) -> FrameworkEdit {
    FrameworkEdit {
        name: fields.text("name"),
        ref_id: fields.optional("ref_id"),
        description: fields.optional("description"),
        edition: fields.optional("edition"),
        provider: fields.optional("provider"),
    }
}

fn form_page(web: &Web, status: StatusCode, key: Option<String>, form: FormState) -> Answer {
    let title = web.word(if key.is_some() { "frameworks-edit" } else { "frameworks-new" });
    web.page_titled(status, FORM, title, crumbs(web), &FormPage { key, form })
}

pub async fn new(web: Web) -> Answer {
    form_page(&web, StatusCode::OK, None, FormState::default())
}

pub async fn create(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let given = said(&fields);
    match web.write(move |c, ctx| actions::create(c, ctx, &given)).await {
        Ok(row) => web.redirect_saying(format!("/frameworks/{}", row.id), "ok", "frameworks-created", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            form_page(&web, StatusCode::UNPROCESSABLE_ENTITY, None, state)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn edit(web: Web, key: Path<String>) -> Answer {
    let key = key.into_inner();
    let row = web.read(move |c, ctx| store::find(c, &ctx.scope, &row_id(&key)?)).await?;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let state = FormState::default()
        .with("name", &row.name)
        .with("ref_id", text(&row.ref_id))
        .with("description", text(&row.description))
        .with("edition", text(&row.edition))
        .with("provider", text(&row.provider))
        .with("version", row.version);
    form_page(&web, StatusCode::OK, Some(row.id.to_string()), state)
}

pub async fn save(form: Posted, key: Path<String>) -> Answer {
    let (Posted { web, fields }, id) = (form, row_id(&key)?);
    let (given, version, of) = (said(&fields), fields.version(), id.clone());
    match web.write(move |c, ctx| actions::edit(c, ctx, &of, Some(version), &given)).await {
        Ok(_) => web.redirect_saying(format!("/frameworks/{id}"), "ok", "frameworks-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
            form_page(&web, StatusCode::UNPROCESSABLE_ENTITY, Some(key.into_inner()), state)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn retire(form: Posted, key: Path<String>) -> Answer {
    let (Posted { web, fields }, id) = (form, row_id(&key)?);
    let version = fields.version();
    web.write(move |c, ctx| actions::retire(c, ctx, &id, Some(version))).await?;
    web.redirect_saying("/frameworks", "ok", "frameworks-retired", &[])
}

fn said_node(fields: &Fields) -> NodeEdit {
    NodeEdit {
        parent: fields.optional("parent"),
        ref_id: fields.optional("ref_id"),
        name: fields.text("name"),
        description: fields.optional("description"),
        assessable: fields.checked("assessable"),
    }
}

fn node_page(
    c: &mut Db,
    ctx: &Ctx,
    key: &str,
    node_key: Option<String>,
    form: FormState,
) -> Result<(NodeFormPage, Head)> {
    ctx.require(Permission::FrameworkEdit)?;
    let head = lookup::find(c, &ctx.scope, key)?;
    if head.kind != FrameworkKind::Own {
        return Err(Refusal::rule("rule-framework-fixed"));
    }
    let nodes = lookup::nodes(c, &ctx.scope, key)?;
    let others = nodes.iter().filter(|node| Some(&node.key) != node_key.as_ref());
    let parents = others.map(|node| choice_of(node, ctx.language)).collect();
    let head_view = HeadView::new(&head, ctx.language);
    Ok((NodeFormPage { head: head_view, node_key, form, parents }, head))
}

fn answer(web: &Web, status: StatusCode, page: &(NodeFormPage, Head)) -> Answer {
    let title = web.word(if page.0.node_key.is_some() { "frameworks-node-edit" } else { "frameworks-node-new" });
    web.page_titled(status, NODE_FORM, title, crumbs_of(web, &page.1), &page.0)
}

pub async fn new_node(web: Web, key: Path<String>, query: Query<Params>) -> Answer {
    let key = key.into_inner();
    let state = FormState::default().with("parent", query.text("under").unwrap_or_default()).with("assessable", "1");
    let page = web.read(move |c, ctx| node_page(c, ctx, &key, None, state)).await?;
    answer(&web, StatusCode::OK, &page)
}

pub async fn add_node(form: Posted, key: Path<String>) -> Answer {
    let (Posted { web, fields }, id) = (form, row_id(&key)?);
    let given = said_node(&fields);
    let of = id.clone();
    match web.write(move |c, ctx| actions::add_node(c, ctx, &of, &given)).await {
        Ok(node) => {
            let to = format!("/frameworks/{id}/nodes/{}", node.id);
            web.redirect_saying(to, "ok", "frameworks-node-added", &[])
        }
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web.read(move |c, ctx| node_page(c, ctx, id.as_str(), None, state)).await?;
            answer(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn edit_node(web: Web, path: Path<(String, String)>) -> Answer {
    let (key, node_key) = path.into_inner();
    let page = web
        .read(move |c, ctx| {
            let node = store::find_node(c, &ctx.scope, &row_id(&key)?, &row_id(&node_key)?)?;
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let state = FormState::default()
                .with("parent", node.parent_id.as_ref().map(ToString::to_string).unwrap_or_default())
                .with("ref_id", text(&node.ref_id))
                .with("name", text(&node.name))
                .with("description", text(&node.description))
                .with("assessable", if node.assessable { "1" } else { "" })
                .with("version", node.version);
            node_page(c, ctx, &key, Some(node_key), state)
        })
        .await?;
    answer(&web, StatusCode::OK, &page)
}

pub async fn save_node(form: Posted, path: Path<(String, String)>) -> Answer {
    let (Posted { web, fields }, (key, node_key)) = (form, path.into_inner());
    let (id, node_id) = (row_id(&key)?, row_id(&node_key)?);
    let (given, version) = (said_node(&fields), fields.version());
    match web.write(move |c, ctx| actions::edit_node(c, ctx, &id, &node_id, Some(version), &given)).await {
        Ok(_) => web.redirect_saying(format!("/frameworks/{key}/nodes/{node_key}"), "ok", "frameworks-node-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let state = web.form_with(&fields, &errors);
            let page = web.read(move |c, ctx| node_page(c, ctx, &key, Some(node_key), state)).await?;
            answer(&web, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(refusal) => Err(refusal),
    }
}

pub async fn remove_node(form: Posted, path: Path<(String, String)>) -> Answer {
    let (Posted { web, fields }, (key, node_key)) = (form, path.into_inner());
    let (id, node_id, version) = (row_id(&key)?, row_id(&node_key)?, fields.version());
    web.write(move |c, ctx| actions::remove_node(c, ctx, &id, &node_id, Some(version))).await?;
    web.redirect_saying(format!("/frameworks/{key}"), "ok", "frameworks-node-removed", &[])
}
