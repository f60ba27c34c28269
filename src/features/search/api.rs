//! The same search in JSON, on either side.

use super::looking::{Asked, Found, look};
use super::rules::Kind;
use super::sources::{PORTAL, REGION, Source};
use crate::base::{Id, PageRequest, Refusal};
use crate::kit::web::{Answer, Web};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(everything, portal))]
pub struct Description;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// At least two letters; every word must be found. Folded: `asmunda` finds Åsmunda.
    pub q: Option<String>,
    /// Only this kind, in pages.
    pub kind: Option<String>,
    /// How many of the kind, at most 200; 50 without it. Read only with `kind`.
    pub limit: Option<i64>,
    /// `next` of the group before. Read only with `kind`.
    pub cursor: Option<String>,
}

/// One thing that was found.
#[derive(Serialize, ToSchema)]
pub struct HitJson {
    pub id: Id,
    pub title: String,
    /// Whose it is, or what tells it from others of the same name.
    pub detail: Option<String>,
    pub state: Option<String>,
    /// When it is due or was held.
    pub date: Option<NaiveDate>,
    /// Its page.
    pub href: String,
}

/// What was found of one kind: the first ten, or a page of them.
#[derive(Serialize, ToSchema)]
pub struct GroupJson {
    pub kind: Kind,
    pub total: i64,
    /// The cursor of the next page of this kind.
    pub next: Option<String>,
    pub items: Vec<HitJson>,
}

#[derive(Serialize, ToSchema)]
pub struct SearchJson {
    pub query: String,
    /// Only kinds that hold something.
    pub groups: Vec<GroupJson>,
}

/// Searches everything that the token's person may see.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(SearchQuery), operation_id = "search",
    responses((status = 200, body = SearchJson), (status = 422, description = "fewer than two letters, or no such kind")))]
pub async fn everything(web: Web, query: Query<SearchQuery>) -> Answer {
    answer(web, query.into_inner(), REGION).await
}

/// Searches the vendor's own assessments, actions and dialogues.
#[utoipa::path(get, path = "/api/v1/portal/search", tag = "search", params(SearchQuery), operation_id = "search_portal",
    responses((status = 200, body = SearchJson), (status = 422, description = "fewer than two letters, or no such kind")))]
pub async fn portal(web: Web, query: Query<SearchQuery>) -> Answer {
    answer(web, query.into_inner(), PORTAL).await
}

async fn answer(web: Web, query: SearchQuery, sources: &'static [Source]) -> Answer {
    let kind = query.kind.as_deref().filter(|kind| !kind.is_empty());
    let kind =
        kind.map(|kind| kind.parse::<Kind>().map_err(|_| Refusal::invalid("kind", "error-choice"))).transpose()?;
    let asked = Asked {
        query: query.q.unwrap_or_default(),
        kind,
        page: Some(PageRequest::from_cursor(query.cursor.as_deref(), query.limit)),
    };
    let typed = asked.query.clone();
    let found = web.read(move |c, ctx| look(c, ctx, sources, &asked)).await?;
    let found = found.ok_or_else(|| Refusal::invalid("q", "error-search-short"))?;
    let body = SearchJson { query: typed, groups: found.into_iter().map(group).collect() };
    web.json(StatusCode::OK, &body)
}

fn group(found: Found) -> GroupJson {
    GroupJson {
        kind: found.source.kind,
        total: found.hits.total,
        next: found.hits.next_cursor(),
        items: found
            .hits
            .items
            .into_iter()
            .map(|hit| HitJson {
                href: found.source.href(&hit.id),
                id: hit.id,
                title: hit.title,
                detail: hit.detail,
                state: hit.state,
                date: hit.date,
            })
            .collect(),
    }
}
