//! Agenda templates through the API; the same actions as the pages.

use super::actions::{self, TemplateEdit};
use super::model::{Body, Point, TemplateState};
use super::records::AgendaTemplate;
use super::store;
use crate::base::{Id, Instant, Result};
use crate::features::dialogues::model::Section;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(utoipa::OpenApi)]
#[openapi(paths(list, create, show, change, publish))]
pub struct Description;

#[derive(Debug, Serialize, ToSchema)]
pub struct AgendaTemplateJson {
    id: Id,
    number: i32,
    name: String,
    /// Absent: every tier that has no template of its own.
    tier: Option<i32>,
    state: TemplateState,
    sections: Vec<Section>,
    points: Vec<Point>,
    created_by_name: String,
    published_by_name: Option<String>,
    published_at: Option<Instant>,
    version: i32,
}

fn json(row: AgendaTemplate) -> Result<AgendaTemplateJson> {
    let body = row.read_body()?;
    Ok(AgendaTemplateJson {
        id: row.id,
        number: row.number,
        name: row.name,
        tier: row.tier,
        state: row.state,
        sections: body.sections,
        points: body.points,
        created_by_name: row.created_by_name,
        published_by_name: row.published_by_name,
        published_at: row.published_at,
        version: row.version,
    })
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPointJson {
    /// That of a point that is there already.
    id: Option<Id>,
    section: Section,
    title_sv: String,
    /// The Swedish title when absent.
    #[serde(default)]
    title_en: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TemplateEditJson {
    #[serde(default)]
    name: String,
    tier: Option<i32>,
    /// All fourteen when absent. The action plan and the block of information security cannot be left out.
    sections: Option<Vec<Section>>,
    #[serde(default)]
    points: Vec<NewPointJson>,
}

impl From<TemplateEditJson> for TemplateEdit {
    fn from(body: TemplateEditJson) -> TemplateEdit {
        TemplateEdit {
            name: body.name,
            tier: body.tier,
            sections: body.sections.unwrap_or_else(|| Body::shipped().sections),
            points: body.points.into_iter().map(|p| (p.id, p.section, p.title_sv, p.title_en)).collect(),
        }
    }
}

/// The organisation's agenda templates, newest first.
#[utoipa::path(get, path = "/api/v1/agenda-templates", tag = "agendas", params(ListQuery),
    responses((status = 200, description = "items, next, total", body = [AgendaTemplateJson])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let request = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, request)).await?;
    let (total, number, size) = (page.total, page.number, page.size);
    let items = page.items.into_iter().map(json).collect::<Result<Vec<_>>>()?;
    web.json(StatusCode::OK, &list_body(crate::base::Page { items, total, number, size }))
}

/// Starts a draft.
#[utoipa::path(post, path = "/api/v1/agenda-templates", tag = "agendas", request_body = TemplateEditJson,
    responses((status = 201, description = "The draft", body = AgendaTemplateJson), (status = 422, description = "Fields")))]
pub async fn create(web: Web, body: ApiBody<TemplateEditJson>) -> Answer {
    let edit = TemplateEdit::from(body.0);
    let row = web.write(move |c, ctx| actions::draft_template(c, ctx, &edit)).await?;
    web.json_object(StatusCode::CREATED, row.version, &json(row)?)
}

/// One agenda template.
#[utoipa::path(get, path = "/api/v1/agenda-templates/{id}", tag = "agendas", params(("id" = Id, Path)),
    responses((status = 200, description = "The template", body = AgendaTemplateJson), (status = 404, description = "Missing or hidden")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let row = web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await?;
    web.json_object(StatusCode::OK, row.version, &json(row)?)
}

/// Changes a draft.
#[utoipa::path(put, path = "/api/v1/agenda-templates/{id}", tag = "agendas", params(("id" = Id, Path)), request_body = TemplateEditJson,
    responses((status = 200, description = "The draft", body = AgendaTemplateJson), (status = 409, description = "It is published"),
        (status = 412, description = "Stale"), (status = 422, description = "Fields"), (status = 428, description = "Without If-Match")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<TemplateEditJson>) -> Answer {
    let (id, version, edit) = (id.into_inner(), web.if_match()?, TemplateEdit::from(body.0));
    let row = web.write(move |c, ctx| actions::change_template(c, ctx, &id, Some(version), &edit)).await?;
    web.json_object(StatusCode::OK, row.version, &json(row)?)
}

/// The draft holds from the next agenda on.
#[utoipa::path(post, path = "/api/v1/agenda-templates/{id}/publish", tag = "agendas", params(("id" = Id, Path)),
    responses((status = 200, description = "The template", body = AgendaTemplateJson), (status = 409, description = "It is published"),
        (status = 412, description = "Stale"), (status = 428, description = "Without If-Match")))]
pub async fn publish(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.if_match()?);
    let row = web.write(move |c, ctx| actions::publish_template(c, ctx, &id, Some(version))).await?;
    web.json_object(StatusCode::OK, row.version, &json(row)?)
}
