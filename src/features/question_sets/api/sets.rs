//! `/api/v1/question-sets`.

use super::versions::{VersionBody, body_of};
use crate::base::{Id, Instant};
use crate::features::question_sets::actions::{self, NewSet};
use crate::features::question_sets::model::{Both, VersionState};
use crate::features::question_sets::records::{SetRow, VersionLine};
use crate::features::question_sets::store::{self, ListedSet};
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A version without its questions.
#[derive(Serialize, ToSchema)]
pub struct SetVersionItem {
    id: Id,
    number: i32,
    state: VersionState,
    /// The shipped version or the id of the version that it was drawn from; empty when it began empty.
    base: String,
    questions: i32,
    decision_reference: Option<String>,
    change_log: Option<String>,
    /// Why it was published without a critical question.
    no_critical_reason: Option<String>,
    /// Of the canonical JSON of its sections and questions.
    sha256: Option<String>,
    published_by: Option<String>,
    published_at: Option<Instant>,
}

impl SetVersionItem {
    pub fn of(line: VersionLine) -> SetVersionItem {
        SetVersionItem {
            id: line.id,
            number: line.number,
            state: line.state,
            base: line.base,
            questions: line.question_count,
            decision_reference: line.decision_reference,
            change_log: line.change_log,
            no_critical_reason: line.no_critical_reason,
            sha256: line.sha256,
            published_by: line.published_by_name,
            published_at: line.published_at,
        }
    }
}

/// A question set of the organisation's own.
#[derive(Serialize, ToSchema)]
pub struct SetBody {
    id: Id,
    number: i32,
    title: Both,
    created_by: String,
    created_at: Instant,
    /// The newest first.
    versions: Vec<SetVersionItem>,
}

fn body(set: SetRow, versions: Vec<VersionLine>) -> SetBody {
    SetBody {
        title: set.title(),
        id: set.id,
        number: set.number,
        created_by: set.created_by_name,
        created_at: set.created_at,
        versions: versions.into_iter().map(SetVersionItem::of).collect(),
    }
}

/// The organisation's own question sets, the newest first.
#[utoipa::path(get, path = "/api/v1/question-sets", tag = "question_sets", params(ListQuery),
    responses((status = 200, description = "A page of sets", body = [SetBody])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, asked)).await?;
    let page = page.map(|ListedSet { set, versions }| body(set, versions));
    web.json(StatusCode::OK, &list_body(page))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSetBody {
    #[serde(default)]
    title: Both,
    /// A shipped version such as `questions-2026-1`, the id of a version, or empty.
    #[serde(default)]
    base: String,
}

/// A new set with its first draft.
#[utoipa::path(post, path = "/api/v1/question-sets", tag = "question_sets", request_body = NewSetBody,
    responses((status = 201, description = "The draft", body = VersionBody), (status = 422, description = "A title is missing in one language, or the base is unknown")))]
pub async fn add(web: Web, new: ApiBody<NewSetBody>) -> Answer {
    let new = NewSet { title: new.0.title, base: new.0.base };
    let (_, row) = web.write(move |c, ctx| actions::add_set(c, ctx, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &body_of(&row)?)
}

/// One set with its versions.
#[utoipa::path(get, path = "/api/v1/question-sets/{id}", tag = "question_sets", params(("id" = Id, Path)),
    responses((status = 200, description = "The set", body = SetBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let found = web
        .read(move |c, ctx| Ok((store::find_set(c, &ctx.scope, &id)?, store::versions_of(c, &ctx.scope, &id)?)))
        .await?;
    web.json(StatusCode::OK, &body(found.0, found.1))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVersionBody {
    /// As for a new set.
    #[serde(default)]
    base: String,
}

/// A new draft of a set.
#[utoipa::path(post, path = "/api/v1/question-sets/{id}/versions", tag = "question_sets", params(("id" = Id, Path)), request_body = NewVersionBody,
    responses((status = 201, description = "The draft", body = VersionBody), (status = 409, description = "rule-sets-draft-open")))]
pub async fn new_version(web: Web, id: Path<Id>, new: ApiBody<NewVersionBody>) -> Answer {
    let row = web.write(move |c, ctx| actions::new_version(c, ctx, &id, &new.0.base)).await?;
    web.json_object(StatusCode::CREATED, row.version, &body_of(&row)?)
}
