//! `/api/v1/incidents/{id}/timelines` prepares and decides; `/api/v1/timelines` is what was published.

pub mod published;

use super::actions::{self, Choice, Heading};
use super::model::{TimelineReview, TimelineSource, TimelineState};
use super::records::{Timeline, TimelineEntry, TimelineLine};
use super::rules::{EntryEdit, Proposal};
use super::store;
use super::views::EntryRow;
use crate::base::{Id, Instant};
use crate::features::incidents::store as incident_store;
use crate::features::secrecy::Grounds;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    prepare,
    show,
    edit,
    refresh,
    publish,
    withdraw,
    add_entry,
    save_entry,
    remove_entry,
    published::list_published,
    published::published,
    published::paper
))]
pub struct Description;

/// A version of an incident's timeline as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TimelineListRow {
    id: Id,
    number: i32,
    state: TimelineState,
    prepared_by_name: String,
    prepared_at: Instant,
    decided_by_name: Option<String>,
    decided_on: Option<NaiveDate>,
    /// When it was withdrawn or replaced.
    ended_at: Option<Instant>,
    version: i32,
}

impl From<TimelineLine> for TimelineListRow {
    fn from(line: TimelineLine) -> Self {
        TimelineListRow {
            id: line.id,
            number: line.number,
            state: line.state,
            prepared_by_name: line.prepared_by_name,
            prepared_at: line.prepared_at,
            decided_by_name: line.decided_by_name,
            decided_on: line.decided_on,
            ended_at: line.ended_at,
            version: line.version,
        }
    }
}

/// An entry as it is prepared. Once the version is decided, what was left out has no texts.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TimelineEntryBody {
    id: Id,
    at: Instant,
    /// What the incident says by now, when it is another time; only in a draft.
    moved_to: Option<Instant>,
    source: TimelineSource,
    text_sv: Option<String>,
    text_en: Option<String>,
    review: TimelineReview,
    /// The ground by which it is left out, as it is written.
    paragraph: Option<String>,
    reason: Option<String>,
    reviewed_by_name: Option<String>,
    reviewed_at: Option<Instant>,
    version: i32,
}

impl From<EntryRow> for TimelineEntryBody {
    fn from(row: EntryRow) -> Self {
        TimelineEntryBody {
            id: row.id,
            at: row.at,
            moved_to: row.moved_to,
            source: row.source,
            text_sv: row.text_sv,
            text_en: row.text_en,
            review: row.review,
            paragraph: row.paragraph,
            reason: row.reason,
            reviewed_by_name: row.reviewed_by_name,
            reviewed_at: row.reviewed_at,
            version: row.version,
        }
    }
}

/// A version with its entries and its decision.
#[derive(Serialize, utoipa::ToSchema)]
pub struct TimelineBody {
    id: Id,
    incident_id: Id,
    number: i32,
    state: TimelineState,
    title_sv: String,
    title_en: String,
    lead_sv: Option<String>,
    lead_en: Option<String>,
    prepared_by_name: String,
    prepared_at: Instant,
    decided_by_name: Option<String>,
    decided_role: Option<String>,
    decided_on: Option<NaiveDate>,
    diary_number: Option<String>,
    published_by_name: Option<String>,
    published_at: Option<Instant>,
    sha256: Option<String>,
    /// When it was withdrawn or replaced.
    ended_at: Option<Instant>,
    withdrawn_reason: Option<String>,
    entries: Vec<TimelineEntryBody>,
    version: i32,
}

fn body_of(row: Timeline, entries: Vec<TimelineEntry>, grounds: &Grounds, facts: &[Proposal]) -> TimelineBody {
    let state = row.state;
    TimelineBody {
        entries: entries.into_iter().map(|entry| EntryRow::of(entry, state, grounds, facts).into()).collect(),
        id: row.id,
        incident_id: row.incident_id,
        number: row.number,
        state,
        title_sv: row.title_sv,
        title_en: row.title_en,
        lead_sv: row.lead_sv,
        lead_en: row.lead_en,
        prepared_by_name: row.prepared_by_name,
        prepared_at: row.prepared_at,
        decided_by_name: row.decided_by_name,
        decided_role: row.decided_role,
        decided_on: row.decided_on,
        diary_number: row.diary_number,
        published_by_name: row.published_by_name,
        published_at: row.published_at,
        sha256: row.sha256,
        ended_at: row.ended_at,
        withdrawn_reason: row.withdrawn_reason,
        version: row.version,
    }
}

async fn one(web: &Web, status: StatusCode, (incident_id, id): (Id, Id)) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let row = store::find(c, &ctx.scope, &incident_id, &id)?;
            let entries = store::entries(c, &ctx.scope, &id)?;
            let facts = match row.state {
                TimelineState::Draft => {
                    let incident = incident_store::find(c, &ctx.scope, &incident_id)?;
                    actions::facts(c, ctx, &incident)?
                }
                _ => Vec::new(),
            };
            Ok(body_of(row, entries, Grounds::on(ctx.today()), &facts))
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// The versions of an incident's timeline, newest first.
#[utoipa::path(get, path = "/api/v1/incidents/{id}/timelines", tag = "timelines", params(("id" = Id, Path), ListQuery),
    responses((status = 200, description = "A page of versions", body = [TimelineListRow]), (status = 404, description = "Hidden or missing")))]
pub async fn list(web: Web, id: Path<Id>, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web
        .read(move |c, ctx| {
            let incident = incident_store::find(c, &ctx.scope, &id)?;
            store::list(c, &ctx.scope, &incident.id, asked)
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page.map(TimelineListRow::from)))
}

/// Prepares the next version, with what is known of the incident as proposals.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/timelines", tag = "timelines", params(("id" = Id, Path)),
    responses((status = 201, description = "Prepared", body = TimelineBody), (status = 409, description = "A version is being prepared already")))]
pub async fn prepare(web: Web, id: Path<Id>) -> Answer {
    let (app, id) = (web.app.clone(), id.into_inner());
    let key = id.clone();
    let made = web.write(move |c, ctx| actions::prepare(c, ctx, &app.views, &key)).await?;
    one(&web, StatusCode::CREATED, (id, made.id)).await
}

/// One version.
#[utoipa::path(get, path = "/api/v1/incidents/{id}/timelines/{timeline_id}", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path)),
    responses((status = 200, description = "The version", body = TimelineBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, path: Path<(Id, Id)>) -> Answer {
    one(&web, StatusCode::OK, path.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineHeadingBody {
    #[serde(default)]
    title_sv: String,
    #[serde(default)]
    title_en: String,
    /// In both languages or in none.
    lead_sv: Option<String>,
    lead_en: Option<String>,
}

/// Writes the heading of a draft.
#[utoipa::path(put, path = "/api/v1/incidents/{id}/timelines/{timeline_id}", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path)), request_body = TimelineHeadingBody,
    responses((status = 200, description = "Written", body = TimelineBody), (status = 409, description = "Decided already"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn edit(web: Web, path: Path<(Id, Id)>, body: ApiBody<TimelineHeadingBody>) -> Answer {
    let (version, place, b) = (web.if_match()?, path.into_inner(), body.0);
    let heading = Heading { title_sv: b.title_sv, title_en: b.title_en, lead_sv: b.lead_sv, lead_en: b.lead_en };
    let (incident_id, id) = place.clone();
    web.write(move |c, ctx| actions::edit_heading(c, ctx, (&incident_id, &id), Some(version), &heading)).await?;
    one(&web, StatusCode::OK, place).await
}

/// Proposes what is known of the incident by now and is not in the draft. An entry with its proposed text whose time was
/// corrected in the incident gets the new time, and waits for its review again.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/timelines/{timeline_id}/refresh", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path)),
    responses((status = 200, description = "Proposed", body = TimelineBody), (status = 409, description = "Decided already")))]
pub async fn refresh(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (app, place) = (web.app.clone(), path.into_inner());
    let (incident_id, id) = place.clone();
    web.write(move |c, ctx| actions::refresh(c, ctx, &app.views, (&incident_id, &id))).await?;
    one(&web, StatusCode::OK, place).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineDecisionBody {
    #[serde(default)]
    name: String,
    #[serde(default)]
    role: String,
    decided_on: Option<NaiveDate>,
    diary_number: Option<String>,
}

/// Publishes a draft within the organisation and freezes it. Somebody else must have prepared it.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/timelines/{timeline_id}/publish", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path)), request_body = TimelineDecisionBody,
    responses((status = 200, description = "Published", body = TimelineBody), (status = 409, description = "Own work, or something is not reviewed"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn publish(web: Web, path: Path<(Id, Id)>, body: ApiBody<TimelineDecisionBody>) -> Answer {
    let (version, place, b) = (web.if_match()?, path.into_inner(), body.0);
    let choice = Choice { name: b.name, role: b.role, decided_on: b.decided_on, diary_number: b.diary_number };
    let (incident_id, id) = place.clone();
    web.write(move |c, ctx| actions::publish(c, ctx, (&incident_id, &id), Some(version), &choice)).await?;
    one(&web, StatusCode::OK, place).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineWithdrawalBody {
    #[serde(default)]
    reason: String,
}

/// Takes a published version back: it is shown to nobody any more.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/timelines/{timeline_id}/withdraw", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path)), request_body = TimelineWithdrawalBody,
    responses((status = 200, description = "Withdrawn", body = TimelineBody), (status = 409, description = "Not published"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn withdraw(web: Web, path: Path<(Id, Id)>, body: ApiBody<TimelineWithdrawalBody>) -> Answer {
    let (version, place, reason) = (web.if_match()?, path.into_inner(), body.0.reason);
    let (incident_id, id) = place.clone();
    web.write(move |c, ctx| actions::withdraw(c, ctx, (&incident_id, &id), Some(version), &reason)).await?;
    one(&web, StatusCode::OK, place).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TimelineEntryEditBody {
    at: Option<DateTime<Utc>>,
    #[serde(default)]
    text_sv: String,
    /// Needed when it is published.
    #[serde(default)]
    text_en: String,
    /// `unreviewed` without it.
    review: Option<TimelineReview>,
    /// A ground's key, such as `osl_18_8`; needed with a reason to leave it out.
    paragraph: Option<String>,
    reason: Option<String>,
}

impl From<TimelineEntryEditBody> for EntryEdit {
    fn from(b: TimelineEntryEditBody) -> Self {
        EntryEdit {
            at: b.at,
            text_sv: b.text_sv,
            text_en: b.text_en,
            review: b.review.unwrap_or(TimelineReview::Unreviewed),
            paragraph: b.paragraph,
            reason: b.reason,
        }
    }
}

/// Adds an entry to a draft.
#[utoipa::path(post, path = "/api/v1/incidents/{id}/timelines/{timeline_id}/entries", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path)), request_body = TimelineEntryEditBody,
    responses((status = 201, description = "Added", body = TimelineBody), (status = 409, description = "Decided already, or full"), (status = 422, description = "Invalid")))]
pub async fn add_entry(web: Web, path: Path<(Id, Id)>, body: ApiBody<TimelineEntryEditBody>) -> Answer {
    let (place, edit) = (path.into_inner(), EntryEdit::from(body.0));
    let (incident_id, id) = place.clone();
    web.write(move |c, ctx| actions::add_entry(c, ctx, (&incident_id, &id), &edit)).await?;
    one(&web, StatusCode::CREATED, place).await
}

/// Writes an entry and its secrecy review. `If-Match` is the entry's own version.
#[utoipa::path(put, path = "/api/v1/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path), ("entry_id" = Id, Path)), request_body = TimelineEntryEditBody,
    responses((status = 200, description = "Written", body = TimelineBody), (status = 409, description = "Decided already"), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn save_entry(web: Web, path: Path<(Id, Id, Id)>, body: ApiBody<TimelineEntryEditBody>) -> Answer {
    let (version, (incident_id, id, entry_id)) = (web.if_match()?, path.into_inner());
    let (place, edit) = ((incident_id.clone(), id.clone()), EntryEdit::from(body.0));
    web.write(move |c, ctx| actions::save_entry(c, ctx, (&incident_id, &id), &entry_id, Some(version), &edit)).await?;
    one(&web, StatusCode::OK, place).await
}

/// Takes an entry that a person added out of a draft; what was proposed from the incident is left out instead.
#[utoipa::path(delete, path = "/api/v1/incidents/{id}/timelines/{timeline_id}/entries/{entry_id}", tag = "timelines",
    params(("id" = Id, Path), ("timeline_id" = Id, Path), ("entry_id" = Id, Path)),
    responses((status = 200, description = "The version without it", body = TimelineBody), (status = 404, description = "Hidden or missing"), (status = 409, description = "Decided already, or proposed from the incident")))]
pub async fn remove_entry(web: Web, path: Path<(Id, Id, Id)>) -> Answer {
    let (version, (incident_id, id, entry_id)) = (web.stated_version()?, path.into_inner());
    let place = (incident_id.clone(), id.clone());
    web.write(move |c, ctx| actions::remove_entry(c, ctx, (&incident_id, &id), &entry_id, version)).await?;
    one(&web, StatusCode::OK, place).await
}
