//! The steps of a service through the API: classes, a second person, publishing, exceptions, stopping.

use super::one;
use crate::base::Id;
use crate::features::services::actions::{self, Confirmation, NewException, Stop};
use crate::features::services::model::Class;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClassifyBody {
    /// 0-3 for each of c, i, a and t. Level 4 stops the case and nothing is kept.
    #[serde(default)]
    classification: Class,
    #[serde(default)]
    reason: String,
}

/// Classifies a service. A lowering waits for a second person.
#[utoipa::path(put, path = "/api/v1/services/{id}/classification", tag = "services", params(("id" = Id, Path)), request_body = ClassifyBody,
    responses((status = 200, description = "Classified, or waiting", body = super::bodies::ServiceBody), (status = 409, description = "Level 4, or a lowering waits"), (status = 412, description = "Stale")))]
pub async fn classify(web: Web, id: Path<Id>, body: ApiBody<ClassifyBody>) -> Answer {
    let (version, id, b) = (web.if_match()?, id.into_inner(), body.0);
    let key = id.clone();
    let gated = web.write(move |c, ctx| actions::classify(c, ctx, &key, b.classification, &b.reason, version)).await?;
    gated.open()?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    #[serde(default)]
    reason: String,
}

/// Says that the class still holds, for another period.
#[utoipa::path(post, path = "/api/v1/services/{id}/confirm", tag = "services", params(("id" = Id, Path)), request_body = ReasonBody,
    responses((status = 200, description = "Confirmed", body = super::bodies::ServiceBody), (status = 409, description = "Not classified")))]
pub async fn confirm(web: Web, id: Path<Id>, body: ApiBody<ReasonBody>) -> Answer {
    let (version, id, reason) = (web.if_match()?, id.into_inner(), body.0.reason);
    let key = id.clone();
    web.write(move |c, ctx| actions::confirm_unchanged(c, ctx, &key, &reason, version)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopBody {
    /// At most 2 000 characters.
    #[serde(default)]
    reason: String,
    /// Where people turn instead, 3 to 500 characters: named before anything is stopped.
    #[serde(default)]
    alternative_channel: String,
}

/// Stops a service, with the other way in named first; a new approval is needed to bring it back.
#[utoipa::path(post, path = "/api/v1/services/{id}/stop", tag = "services", params(("id" = Id, Path)), request_body = StopBody,
    responses((status = 200, description = "Stopped", body = super::bodies::ServiceBody), (status = 409, description = "Stopped already"), (status = 422, description = "No reason, or no other way in")))]
pub async fn stop(web: Web, id: Path<Id>, body: ApiBody<StopBody>) -> Answer {
    let (version, id, b) = (web.if_match()?, id.into_inner(), body.0);
    let (key, said) = (id.clone(), Stop { reason: b.reason, alternative_channel: b.alternative_channel });
    web.write(move |c, ctx| actions::stop(c, ctx, &key, version, &said)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// True confirms or approves.
    accepted: bool,
    /// Needed when it is refused.
    note: Option<String>,
}

/// The second person's answer to a lowering; never the first person's.
#[utoipa::path(post, path = "/api/v1/services/{id}/lowerings/{lowering_id}", tag = "services", params(("id" = Id, Path), ("lowering_id" = Id, Path)), request_body = AnswerBody,
    responses((status = 200, description = "Answered", body = super::bodies::ServiceBody), (status = 409, description = "The same person, or answered already")))]
pub async fn answer_lowering(web: Web, path: Path<(Id, Id)>, body: ApiBody<AnswerBody>) -> Answer {
    let ((id, lowering_id), b) = (path.into_inner(), body.0);
    let (key, said) = (id.clone(), Confirmation { accepted: b.accepted, note: b.note });
    web.write(move |c, ctx| actions::answer_lowering(c, ctx, &key, &lowering_id, &said)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteBody {
    note: Option<String>,
}

/// Asks for the service to be published.
#[utoipa::path(post, path = "/api/v1/services/{id}/publication", tag = "services", params(("id" = Id, Path)), request_body = NoteBody,
    responses((status = 200, description = "Asked", body = super::bodies::ServiceBody), (status = 409, description = "Something stands in the way")))]
pub async fn ask_publication(web: Web, id: Path<Id>, body: ApiBody<NoteBody>) -> Answer {
    let (version, id, note) = (web.if_match()?, id.into_inner(), body.0.note);
    let key = id.clone();
    web.write(move |c, ctx| actions::ask_publication(c, ctx, &key, note, version)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Approves or refuses the publication; never by who asked.
#[utoipa::path(post, path = "/api/v1/services/{id}/publications/{publication_id}", tag = "services", params(("id" = Id, Path), ("publication_id" = Id, Path)), request_body = AnswerBody,
    responses((status = 200, description = "Answered", body = super::bodies::ServiceBody), (status = 409, description = "The same person, or something stands in the way")))]
pub async fn decide_publication(web: Web, path: Path<(Id, Id)>, body: ApiBody<AnswerBody>) -> Answer {
    let ((id, publication_id), b) = (path.into_inner(), body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::decide_publication(c, ctx, &key, &publication_id, b.accepted, b.note)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewExceptionBody {
    #[serde(default)]
    type_code: String,
    #[serde(default)]
    reason: String,
    /// Compensating measures.
    #[serde(default)]
    measures: String,
    ends_on: Option<NaiveDate>,
}

/// Decides on an exception from a "should not" rule; from a "must not" rule no role can.
#[utoipa::path(post, path = "/api/v1/services/{id}/exceptions", tag = "services", params(("id" = Id, Path)), request_body = NewExceptionBody,
    responses((status = 201, description = "Decided", body = super::bodies::ServiceBody), (status = 409, description = "Must not, or no rule")))]
pub async fn make_exception(web: Web, id: Path<Id>, body: ApiBody<NewExceptionBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let new = NewException { type_code: b.type_code, reason: b.reason, measures: b.measures, ends_on: b.ends_on };
    let key = id.clone();
    web.write(move |c, ctx| actions::make_exception(c, ctx, &key, &new)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Ends an exception before its day.
#[utoipa::path(post, path = "/api/v1/services/{id}/exceptions/{exception_id}/end", tag = "services", params(("id" = Id, Path), ("exception_id" = Id, Path)),
    responses((status = 200, description = "Ended", body = super::bodies::ServiceBody), (status = 409, description = "Ended already")))]
pub async fn end_exception(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, exception_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::end_exception(c, ctx, &key, &exception_id)).await?;
    one(&web, StatusCode::OK, id).await
}
