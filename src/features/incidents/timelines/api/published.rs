//! What was published, for everybody in the organisation: made of the snapshot alone.

use crate::base::{Id, Instant};
use crate::features::incidents::timelines::model::TimelineState;
use crate::features::incidents::timelines::records::PublishedLine;
use crate::features::incidents::timelines::snapshot::{FrozenEntry, FrozenGround, FrozenTimeline};
use crate::features::incidents::timelines::{pages, store};
use crate::kit::web::{Answer, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Serialize;

/// A published timeline as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublishedTimelineListRow {
    id: Id,
    number: i32,
    title_sv: String,
    title_en: String,
    decided_by_name: Option<String>,
    decided_role: Option<String>,
    decided_on: Option<NaiveDate>,
    published_at: Option<Instant>,
}

impl From<PublishedLine> for PublishedTimelineListRow {
    fn from(line: PublishedLine) -> Self {
        PublishedTimelineListRow {
            id: line.id,
            number: line.number,
            title_sv: line.title_sv,
            title_en: line.title_en,
            decided_by_name: line.decided_by_name,
            decided_role: line.decided_role,
            decided_on: line.decided_on,
            published_at: line.published_at,
        }
    }
}

/// An entry that is published.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublishedEntryBody {
    at: Instant,
    text_sv: String,
    text_en: String,
}

/// A ground by which something was left out.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublishedGroundBody {
    key: String,
    label: String,
    /// False: nobody has read the law in force.
    verified: bool,
}

impl From<FrozenGround> for PublishedGroundBody {
    fn from(ground: FrozenGround) -> Self {
        PublishedGroundBody { key: ground.key, label: ground.label, verified: ground.verified }
    }
}

/// What a published version says.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublishedContentBody {
    title_sv: String,
    title_en: String,
    lead_sv: Option<String>,
    lead_en: Option<String>,
    entries: Vec<PublishedEntryBody>,
    /// How many entries were left out, and by which grounds.
    left_out: usize,
    grounds: Vec<PublishedGroundBody>,
    decided_by_name: String,
    decided_role: String,
    decided_on: NaiveDate,
    diary_number: Option<String>,
    sha256: Option<String>,
}

/// A published timeline. One that was withdrawn has no content.
#[derive(Serialize, utoipa::ToSchema)]
pub struct PublishedTimelineBody {
    id: Id,
    organisation: String,
    number: i32,
    state: TimelineState,
    published_at: Option<Instant>,
    ended_at: Option<Instant>,
    content: Option<PublishedContentBody>,
}

/// The timelines that are published now, newest first: not drafts, nor what was replaced or withdrawn.
#[utoipa::path(get, path = "/api/v1/timelines", tag = "timelines", params(ListQuery),
    responses((status = 200, description = "A page of published timelines", body = [PublishedTimelineListRow])))]
pub async fn list_published(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list_published(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(PublishedTimelineListRow::from)))
}

/// A published timeline, for everybody in the organisation.
#[utoipa::path(get, path = "/api/v1/timelines/{id}", tag = "timelines", params(("id" = Id, Path)),
    responses((status = 200, description = "The timeline", body = PublishedTimelineBody), (status = 404, description = "Hidden, missing or a draft")))]
pub async fn published(web: Web, id: Path<Id>) -> Answer {
    let row = web.read(move |c, ctx| store::find_decided(c, &ctx.scope, &id)).await?;
    let frozen = FrozenTimeline::of(&row)?;
    let entry =
        |entry: FrozenEntry| PublishedEntryBody { at: entry.at, text_sv: entry.text_sv, text_en: entry.text_en };
    let (organisation, sha256) = (frozen.organisation.clone(), row.sha256.clone());
    let content = row.state.is_shown().then(|| PublishedContentBody {
        title_sv: frozen.title_sv,
        title_en: frozen.title_en,
        lead_sv: frozen.lead_sv,
        lead_en: frozen.lead_en,
        entries: frozen.entries.into_iter().map(entry).collect(),
        left_out: frozen.left_out,
        grounds: frozen.grounds.into_iter().map(PublishedGroundBody::from).collect(),
        decided_by_name: frozen.decision.name,
        decided_role: frozen.decision.role,
        decided_on: frozen.decision.decided_on,
        diary_number: frozen.decision.diary_number,
        sha256,
    });
    let body = PublishedTimelineBody {
        id: row.id,
        organisation,
        number: row.number,
        state: row.state,
        published_at: row.published_at,
        ended_at: row.ended_at,
        content,
    };
    web.json_object(StatusCode::OK, row.version, &body)
}

/// A published timeline as PDF, in `lang` (`sv` or `en`).
#[utoipa::path(get, path = "/api/v1/timelines/{id}/timeline.pdf", tag = "timelines",
    params(("id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "PDF/A-2a and PDF/UA-1", content_type = "application/pdf"), (status = 404, description = "Hidden, missing or a draft"), (status = 409, description = "Withdrawn")))]
pub async fn paper(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    pages::published::pdf(web, id, query).await
}
