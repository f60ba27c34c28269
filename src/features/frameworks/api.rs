//! Catalogues through the API; the same actions as the pages.

use super::actions::{self, FrameworkEdit, NewRelation, NodeEdit};
use super::document::Report;
use super::files;
use super::lookup::{self, Head, Link, Node, row_id};
use super::model::{FileFormat, FrameworkKind, Relation, Title};
use super::pages::files::read;
use super::pages::mapping::both;
use super::store::{self, FrameworkFilter};
use crate::base::refusal::Result;
use crate::base::{Id, Page, PageRequest};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        list,
        create,
        show,
        change,
        retire,
        nodes,
        add_node,
        node,
        change_node,
        remove_node,
        import,
        export,
        mapping,
        relate,
        unrelate
    ),
    components(schemas(FileFormat))
)]
pub struct Description;

#[derive(Serialize, utoipa::ToSchema)]
pub struct NodeBody {
    key: String,
    parent: Option<String>,
    ref_id: Option<String>,
    title_sv: Option<String>,
    title_en: Option<String>,
    /// Nobody has compared the Swedish title with the licensed text.
    title_sv_unverified: bool,
    assessable: bool,
    urn: String,
}

fn node_body(node: Node) -> NodeBody {
    let Title { sv, en, unverified } = node.title;
    NodeBody {
        key: node.key,
        parent: node.parent,
        ref_id: node.ref_id,
        title_sv: sv,
        title_en: en,
        title_sv_unverified: unverified,
        assessable: node.assessable,
        urn: node.urn,
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct WholeNodeBody {
    #[serde(flatten)]
    node: NodeBody,
    description: Option<String>,
    /// What the file said that nothing here uses, word for word.
    #[schema(value_type = Object)]
    extra: serde_json::Map<String, serde_json::Value>,
    version: i32,
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FrameworkChange {
    #[serde(default)]
    name: String,
    ref_id: Option<String>,
    description: Option<String>,
    edition: Option<String>,
    provider: Option<String>,
}

impl From<FrameworkChange> for FrameworkEdit {
    fn from(b: FrameworkChange) -> FrameworkEdit {
        FrameworkEdit {
            name: b.name,
            ref_id: b.ref_id,
            description: b.description,
            edition: b.edition,
            provider: b.provider,
        }
    }
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NodeChange {
    /// The key of the node that it lies under.
    parent: Option<String>,
    ref_id: Option<String>,
    #[serde(default)]
    name: String,
    description: Option<String>,
    #[serde(default)]
    assessable: bool,
}

impl From<NodeChange> for NodeEdit {
    fn from(b: NodeChange) -> NodeEdit {
        NodeEdit {
            parent: b.parent,
            ref_id: b.ref_id,
            name: b.name,
            description: b.description,
            assessable: b.assessable,
        }
    }
}

/// The catalogues: those of the product first (on the first page), then those of the organisation by name.
#[utoipa::path(get, path = "/api/v1/frameworks", tag = "frameworks",
    params(ListQuery, ("kind" = Option<FrameworkKind>, Query), ("retired" = Option<String>, Query)),
    responses((status = 200, description = "A page of catalogues", body = [Head])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = FrameworkFilter {
        q: filters.text("q"),
        kind: filters.parsed("kind")?,
        retired: filters.text("retired").is_some(),
    };
    let asked = query.page();
    let with_product =
        asked.number == 1 && filter.q.is_none() && filter.kind.is_none_or(|kind| kind == FrameworkKind::BuiltIn);
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    let product = if with_product { lookup::product_heads() } else { Vec::new() };
    let (total, number, size) = (page.total, page.number, page.size);
    let items: Vec<Head> = product.into_iter().chain(page.items.iter().map(Head::of_row)).collect();
    web.json(StatusCode::OK, &list_body(Page { items, total, number, size }))
}

async fn one(web: &Web, status: StatusCode, key: String) -> Answer {
    let head = web.read(move |c, ctx| lookup::find(c, &ctx.scope, &key)).await?;
    web.json_object(status, head.version, &head)
}

/// A new, empty set of one's own.
#[utoipa::path(post, path = "/api/v1/frameworks", tag = "frameworks", request_body = FrameworkChange,
    responses((status = 201, description = "Made", body = Head), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<FrameworkChange>) -> Answer {
    let given = body.0.into();
    let row = web.write(move |c, ctx| actions::create(c, ctx, &given)).await?;
    one(&web, StatusCode::CREATED, row.id.to_string()).await
}

/// One catalogue, by its word (`iso27001-2022`) or id.
#[utoipa::path(get, path = "/api/v1/frameworks/{id}", tag = "frameworks", params(("id" = String, Path)),
    responses((status = 200, description = "The catalogue", body = Head), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, key: Path<String>) -> Answer {
    one(&web, StatusCode::OK, key.into_inner()).await
}

/// Changes what is said of a catalogue; those of the product are never changed.
#[utoipa::path(patch, path = "/api/v1/frameworks/{id}", tag = "frameworks", params(("id" = String, Path)), request_body = FrameworkChange,
    responses((status = 200, description = "Changed", body = Head), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, key: Path<String>, body: ApiBody<FrameworkChange>) -> Answer {
    let (version, id, given) = (web.if_match()?, row_id(&key)?, body.0.into());
    web.write(move |c, ctx| actions::edit(c, ctx, &id, Some(version), &given)).await?;
    one(&web, StatusCode::OK, key.into_inner()).await
}

/// Takes a catalogue out of use.
#[utoipa::path(post, path = "/api/v1/frameworks/{id}/retire", tag = "frameworks", params(("id" = String, Path)),
    responses((status = 200, description = "Out of use", body = Head), (status = 409, description = "It was already")))]
pub async fn retire(web: Web, key: Path<String>) -> Answer {
    let version = web.stated_version()?;
    let id = row_id(&key)?;
    web.write(move |c, ctx| actions::retire(c, ctx, &id, version)).await?;
    one(&web, StatusCode::OK, key.into_inner()).await
}

fn paged<T>(items: Vec<T>, asked: PageRequest) -> Page<T> {
    let total = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let skip = usize::try_from(asked.offset()).unwrap_or(0);
    let size = usize::try_from(asked.size).unwrap_or(50);
    Page::new(items.into_iter().skip(skip).take(size).collect(), total, asked)
}

/// The nodes of a catalogue in the order of its file.
#[utoipa::path(get, path = "/api/v1/frameworks/{id}/nodes", tag = "frameworks", params(("id" = String, Path), ListQuery),
    responses((status = 200, description = "A page of nodes", body = [NodeBody])))]
pub async fn nodes(web: Web, key: Path<String>, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let all = web
        .read(move |c, ctx| {
            lookup::find(c, &ctx.scope, &key)?;
            lookup::nodes(c, &ctx.scope, &key)
        })
        .await?;
    web.json(StatusCode::OK, &list_body(paged(all, asked).map(node_body)))
}

async fn one_node(web: &Web, status: StatusCode, key: String, node_key: String) -> Answer {
    let whole = web
        .read(move |c, ctx| {
            lookup::find(c, &ctx.scope, &key)?;
            lookup::node(c, &ctx.scope, &key, &node_key)
        })
        .await?;
    let body = WholeNodeBody {
        node: node_body(whole.node),
        description: whole.description,
        extra: whole.extra,
        version: whole.version,
    };
    web.json_object(status, body.version, &body)
}

/// One more node of an own set.
#[utoipa::path(post, path = "/api/v1/frameworks/{id}/nodes", tag = "frameworks", params(("id" = String, Path)), request_body = NodeChange,
    responses((status = 201, description = "Made", body = WholeNodeBody), (status = 409, description = "Not an own set"), (status = 422, description = "Invalid")))]
pub async fn add_node(web: Web, key: Path<String>, body: ApiBody<NodeChange>) -> Answer {
    let (id, given) = (row_id(&key)?, body.0.into());
    let node = web.write(move |c, ctx| actions::add_node(c, ctx, &id, &given)).await?;
    one_node(&web, StatusCode::CREATED, key.into_inner(), node.id.to_string()).await
}

/// One node with its text.
#[utoipa::path(get, path = "/api/v1/frameworks/{id}/nodes/{node_id}", tag = "frameworks", params(("id" = String, Path), ("node_id" = String, Path)),
    responses((status = 200, description = "The node", body = WholeNodeBody), (status = 404, description = "Hidden or missing")))]
pub async fn node(web: Web, path: Path<(String, String)>) -> Answer {
    let (key, node_key) = path.into_inner();
    one_node(&web, StatusCode::OK, key, node_key).await
}

/// Changes a node of an own set.
#[utoipa::path(patch, path = "/api/v1/frameworks/{id}/nodes/{node_id}", tag = "frameworks", params(("id" = String, Path), ("node_id" = String, Path)), request_body = NodeChange,
    responses((status = 200, description = "Changed", body = WholeNodeBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn change_node(web: Web, path: Path<(String, String)>, body: ApiBody<NodeChange>) -> Answer {
    let (key, node_key) = path.into_inner();
    let (version, id, node_id, given) = (web.if_match()?, row_id(&key)?, row_id(&node_key)?, body.0.into());
    web.write(move |c, ctx| actions::edit_node(c, ctx, &id, &node_id, Some(version), &given)).await?;
    one_node(&web, StatusCode::OK, key, node_key).await
}

/// Takes a node of an own set away, with its relations.
#[utoipa::path(delete, path = "/api/v1/frameworks/{id}/nodes/{node_id}", tag = "frameworks", params(("id" = String, Path), ("node_id" = String, Path)),
    responses((status = 200, description = "Gone", body = Head), (status = 409, description = "Something lies under it")))]
pub async fn remove_node(web: Web, path: Path<(String, String)>) -> Answer {
    let version = web.stated_version()?;
    let (key, node_key) = path.into_inner();
    let (id, node_id) = (row_id(&key)?, row_id(&node_key)?);
    web.write(move |c, ctx| actions::remove_node(c, ctx, &id, &node_id, version)).await?;
    one(&web, StatusCode::OK, key).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ImportBody {
    /// None when the file held only relations.
    framework: Option<Head>,
    relations: usize,
    report: Report,
}

/// The form of the import.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "describes the multipart form")]
pub struct FrameworkFile {
    /// The open framework library (YAML) or an OSCAL catalog (JSON).
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// Reads a file of a catalogue, or of relations, in one transaction.
#[utoipa::path(post, path = "/api/v1/frameworks/import", tag = "frameworks",
    request_body(content = FrameworkFile, content_type = "multipart/form-data"),
    responses((status = 201, description = "Read, with a report of everything in it", body = ImportBody), (status = 422, description = "The file cannot be read; the message says where")))]
pub async fn import(upload: Upload) -> Answer {
    let done = read(&upload).await?;
    let body = ImportBody {
        framework: done.framework.as_ref().map(Head::of_row),
        relations: done.relations,
        report: done.report,
    };
    upload.web.json(StatusCode::CREATED, &body)
}

/// The catalogue as a file.
#[utoipa::path(get, path = "/api/v1/frameworks/{id}/export", tag = "frameworks", params(("id" = String, Path), ("format" = Option<FileFormat>, Query)),
    responses((status = 200, description = "YAML, or OSCAL as JSON"), (status = 404, description = "Hidden or missing")))]
pub async fn export(web: Web, key: Path<String>, query: Query<Params>) -> Answer {
    let format = query.parsed::<FileFormat>("format")?.unwrap_or(FileFormat::Library);
    let made_at = web.visitor.now;
    let bytes = web.read(move |c, ctx| files::write(&lookup::document(c, &ctx.scope, &key)?, format, made_at)).await?;
    web.download(&format!("framework.{}", format.ending()), format.media_type(), bytes)
}

/// The relations between two catalogues, seen from the first.
#[utoipa::path(get, path = "/api/v1/frameworks/{id}/mapping/{other_id}", tag = "frameworks", params(("id" = String, Path), ("other_id" = String, Path), ListQuery),
    responses((status = 200, description = "A page of relations", body = [Link]), (status = 404, description = "Hidden or missing")))]
pub async fn mapping(web: Web, path: Path<(String, String)>, query: Query<ListQuery>) -> Answer {
    let ((one, other), asked) = (path.into_inner(), query.page());
    let links = web.read(move |c, ctx| Ok(both(c, ctx, &one, &other)?.links)).await?;
    web.json(StatusCode::OK, &list_body(paged(links, asked)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RelationBody {
    /// A node of the first catalogue, by key or number.
    #[serde(default)]
    from_node: String,
    #[serde(default)]
    to_node: String,
    relation: Option<Relation>,
    /// 0-100; the usual one of the relation, without it.
    strength: Option<i32>,
    #[serde(default)]
    source: String,
    note: Option<String>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct RelatedBody {
    id: Id,
    relation: Relation,
    strength: i32,
    source: String,
}

/// Relates two nodes.
#[utoipa::path(post, path = "/api/v1/frameworks/{id}/mapping/{other_id}", tag = "frameworks", params(("id" = String, Path), ("other_id" = String, Path)), request_body = RelationBody,
    responses((status = 201, description = "Related", body = RelatedBody), (status = 422, description = "Invalid")))]
pub async fn relate(web: Web, path: Path<(String, String)>, body: ApiBody<RelationBody>) -> Answer {
    let ((from_framework, to_framework), b) = (path.into_inner(), body.0);
    let new = NewRelation {
        from_framework,
        to_framework,
        from_node: b.from_node,
        to_node: b.to_node,
        relation: b.relation,
        strength: b.strength,
        source: b.source,
        note: b.note,
    };
    let row = web.write(move |c, ctx| actions::relate(c, ctx, &new)).await?;
    let body = RelatedBody { id: row.id, relation: row.relation, strength: row.strength, source: row.source };
    web.json(StatusCode::CREATED, &body)
}

/// Takes a relation away.
#[utoipa::path(delete, path = "/api/v1/frameworks/{id}/mapping/{other_id}/framework-relations/{relation_id}", tag = "frameworks",
    params(("id" = String, Path), ("other_id" = String, Path), ("relation_id" = Id, Path)),
    responses((status = 200, description = "What is left", body = [Link]), (status = 404, description = "Hidden, missing, or the product's own")))]
pub async fn unrelate(web: Web, path: Path<(String, String, Id)>) -> Answer {
    let (one, other, id) = path.into_inner();
    let links = web
        .write(move |c, ctx| {
            actions::unrelate(c, ctx, &one, &other, &id)?;
            let left: Result<Vec<Link>> = Ok(both(c, ctx, &one, &other)?.links);
            left
        })
        .await?;
    web.json(StatusCode::OK, &list_body(paged(links, PageRequest::new(None, None))))
}
