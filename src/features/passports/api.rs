//! `/api/v1/portal/passport` for the vendor and `/api/v1/vendors/{id}/passport` for a client: the same use cases
//! as the pages.

use super::actions::{self, AnswerSave};
use super::evidence;
use super::evidence_store::{self, PassportFile};
use super::records::{PassportAnswer, PassportReview};
use super::sharing::{self, ReviewSave, share_version, shown_questions};
use super::store;
use super::views::current;
use crate::base::{Id, Instant, Refusal};
use crate::features::controls::Assurance;
use crate::features::questionnaires::{AnswerStatus, EvidenceKind, Given, in_body, tidy_value};
use crate::features::vendors;
use crate::kit::web::{Answer, ApiBody, Web, needs_version};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    paths(own, answer, attach, detach, share, fill, take, shown, file, review),
    components(schemas(
        PassportAnswerBody,
        PassportClientBody,
        PassportPut,
        PassportSharePut,
        PassportShownBody,
        PassportEvidenceBody,
        PassportEvidencePost,
        PassportReviewBody,
        PassportReviewPut
    ))
)]
pub struct Documented;

#[derive(Debug, Serialize, ToSchema)]
pub struct PassportAnswerBody {
    pub question_id: String,
    pub status: Option<AnswerStatus>,
    #[schema(value_type = Object)]
    pub value: Value,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: String,
    pub answered_at: Instant,
    pub version: i32,
}

impl PassportAnswerBody {
    fn of(answer: &PassportAnswer) -> Self {
        PassportAnswerBody {
            question_id: answer.question_id.clone(),
            status: answer.status,
            value: answer.given().value,
            comment: answer.comment.clone(),
            shown_on_site: answer.shown_on_site,
            answered_by: answer.answered_by_name.clone(),
            answered_at: answer.answered_at,
            version: answer.version,
        }
    }
}

/// A file that supports an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassportEvidenceBody {
    pub question_id: String,
    pub evidence_id: Id,
    pub title: String,
    #[schema(value_type = String)]
    pub kind: EvidenceKind,
    pub file_name: String,
    pub sha256: String,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
}

impl From<PassportFile> for PassportEvidenceBody {
    fn from(file: PassportFile) -> Self {
        PassportEvidenceBody {
            question_id: file.question_id,
            evidence_id: file.evidence_id,
            title: file.title,
            kind: file.kind,
            file_name: file.file_name,
            sha256: file.sha256,
            issued_on: file.issued_on,
            expires_on: file.expires_on,
        }
    }
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PassportEvidencePost {
    /// A piece of the vendor's own library.
    pub evidence_id: Id,
}

/// Supports an answer of the passport with a file of the vendor's own library.
#[utoipa::path(post, path = "/api/v1/portal/passport/answers/{question_id}/evidence", tag = "passports",
    operation_id = "passport_attach", params(("question_id" = String, Path)), request_body = PassportEvidencePost,
    responses((status = 201, description = "`attached`"), (status = 409, description = "rule-evidence-expired, rule-evidence-used")))]
pub async fn attach(web: Web, path: Path<String>, body: ApiBody<PassportEvidencePost>) -> Answer {
    let (question_id, evidence_id) = (path.into_inner(), body.0.evidence_id);
    web.write(move |tx, ctx| evidence::attach(tx, ctx, &question_id, &evidence_id)).await?;
    web.json(StatusCode::CREATED, &json!({ "attached": true }))
}

/// Takes a file away from an answer of the passport.
#[utoipa::path(post, path = "/api/v1/portal/passport/answers/{question_id}/evidence/{evidence_id}/remove", tag = "passports",
    operation_id = "passport_detach", params(("question_id" = String, Path), ("evidence_id" = Id, Path)),
    responses((status = 200, description = "`removed`"), (status = 404, description = "It supports no such answer")))]
pub async fn detach(web: Web, path: Path<(String, Id)>) -> Answer {
    let (question_id, evidence_id) = path.into_inner();
    web.write(move |tx, ctx| evidence::remove(tx, ctx, &question_id, &evidence_id)).await?;
    web.json(StatusCode::OK, &json!({ "removed": true }))
}

/// A file of an answer that the client is shown now.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/passport/{question_id}/evidence/{evidence_id}", tag = "passports",
    operation_id = "passport_file", params(("id" = Id, Path), ("question_id" = String, Path), ("evidence_id" = Id, Path)),
    responses((status = 200, description = "The file"), (status = 404, description = "Not shown to the client now")))]
pub async fn file(web: Web, path: Path<(Id, String, Id)>) -> Answer {
    let (vendor_id, question_id, evidence_id) = path.into_inner();
    evidence::send(&web, vendor_id, question_id, evidence_id).await
}

/// One that follows the vendor up, and what it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassportClientBody {
    pub client_id: Id,
    pub name: String,
    pub questions: BTreeSet<String>,
    pub version: i32,
}

/// The vendor's own passport: its answers, and which client is shown which.
#[utoipa::path(get, path = "/api/v1/portal/passport", tag = "passports",
    responses((status = 200, description = "`answers` are PassportAnswerBody, `clients` PassportClientBody, `evidence` PassportEvidenceBody")))]
pub async fn own(web: Web) -> Answer {
    let body = web
        .read(|c, ctx| {
            let shares = store::shares(c, &ctx.scope)?;
            let client = |client: store::Client| PassportClientBody {
                questions: shown_questions(&shares, &client.id),
                version: share_version(&shares, &client.id),
                client_id: client.id,
                name: client.name,
            };
            let clients: Vec<PassportClientBody> = store::clients(c, &ctx.scope)?.into_iter().map(client).collect();
            let answers = store::answers(c, &ctx.scope)?;
            let answers: Vec<PassportAnswerBody> = answers.values().map(PassportAnswerBody::of).collect();
            let files = evidence_store::own(c, &ctx.scope)?.into_iter();
            let files: Vec<PassportEvidenceBody> = files.map(PassportEvidenceBody::from).collect();
            Ok(json!({ "answers": answers, "clients": clients, "evidence": files }))
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PassportPut {
    pub status: Option<AnswerStatus>,
    /// An object with one key for each part of the answer type, or null.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub value: Value,
    #[serde(default)]
    pub comment: Option<String>,
    #[serde(default)]
    pub shown_on_site: bool,
}

/// Saves one answer of the vendor's own passport.
#[utoipa::path(put, path = "/api/v1/portal/passport/answers/{question_id}", tag = "passports", request_body = PassportPut,
    params(("question_id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The answer's ETag; left out at the first save")),
    responses((status = 200, body = PassportAnswerBody), (status = 412, description = "Somebody else saved first"),
        (status = 428, description = "There is an answer already: say which version you edit")))]
pub async fn answer(web: Web, path: Path<String>, body: ApiBody<PassportPut>) -> Answer {
    let given = web.stated_version()?;
    let PassportPut { status, value, comment, shown_on_site } = body.0;
    let said = Given { status, value: tidy_value(&value), comment: comment.unwrap_or_default() };
    let edit = AnswerSave { question_id: path.into_inner(), version: given.unwrap_or(0), given: said, shown_on_site };
    let saved = web.write(move |tx, ctx| actions::save(tx, ctx, &edit)).await;
    match needs_version(saved, given) {
        Ok(answer) => web.json_object(StatusCode::OK, answer.version, &PassportAnswerBody::of(&answer)),
        Err(Refusal::Invalid(errors)) => Err(Refusal::Invalid(errors.into_iter().map(in_body).collect())),
        Err(refusal) => Err(refusal),
    }
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PassportSharePut {
    /// Exactly the questions whose answers the client is shown from now on.
    pub questions: BTreeSet<String>,
}

/// Says which answers one client is shown; the rest are taken back from it.
#[utoipa::path(put, path = "/api/v1/portal/passport/clients/{client_id}", tag = "passports", request_body = PassportSharePut,
    params(("client_id" = Id, Path),
        ("If-Match" = Option<String>, Header, description = "The version of the client's shares; left out at the first")),
    responses((status = 200, body = PassportClientBody), (status = 412, description = "Somebody else changed the shares first"),
        (status = 422, description = "A question that the passport does not answer")))]
pub async fn share(web: Web, path: Path<Id>, body: ApiBody<PassportSharePut>) -> Answer {
    let (id, wanted) = (path.into_inner(), body.0.questions);
    let given = web.stated_version()?;
    let saved = web
        .write(move |tx, ctx| {
            sharing::share(tx, ctx, &id, given.unwrap_or(0), &wanted)?;
            let shares = store::shares(tx, &ctx.scope)?;
            let clients = store::clients(tx, &ctx.scope)?;
            let client = clients.into_iter().find(|client| client.id == id).ok_or(Refusal::NotFound)?;
            Ok(PassportClientBody {
                questions: shown_questions(&shares, &id),
                version: share_version(&shares, &id),
                client_id: client.id,
                name: client.name,
            })
        })
        .await;
    let body = needs_version(saved, given)?;
    web.json_object(StatusCode::OK, body.version, &body)
}

/// Fills the unanswered questions of an assessment with what the passport shows the client that asks.
#[utoipa::path(post, path = "/api/v1/portal/assessments/{id}/passport/fill", tag = "passports", params(("id" = Id, Path)),
    responses((status = 200, description = "`filled`: how many"), (status = 409, description = "rule-assessment-submitted")))]
pub async fn fill(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let filled = web.write(move |tx, ctx| actions::fill(tx, ctx, &id)).await?;
    web.json(StatusCode::OK, &json!({ "filled": filled }))
}

/// Takes the answers of a submitted assessment into the passport.
#[utoipa::path(post, path = "/api/v1/portal/assessments/{id}/passport/take", tag = "passports", params(("id" = Id, Path)),
    responses((status = 200, description = "`taken`: how many were new or changed"), (status = 409, description = "rule-assessment-not-submitted")))]
pub async fn take(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let taken = web.write(move |tx, ctx| actions::take(tx, ctx, &id)).await?;
    web.json(StatusCode::OK, &json!({ "taken": taken }))
}

/// What a client is shown of one question, with its own review.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassportShownBody {
    pub question_id: String,
    pub answer: Option<PassportAnswerBody>,
    /// Files that may be opened while the answer is shown.
    pub evidence: Vec<PassportEvidenceBody>,
    pub withdrawn_at: Option<Instant>,
    pub review: Option<PassportReviewBody>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct PassportReviewBody {
    pub answer_version: i32,
    pub status: AnswerStatus,
    pub assurance: Assurance,
    pub note: Option<String>,
    pub reviewed_by: String,
    pub reviewed_at: Instant,
    pub version: i32,
}

impl PassportReviewBody {
    fn of(review: &PassportReview) -> Self {
        PassportReviewBody {
            answer_version: review.answer_version,
            status: review.status,
            assurance: review.assurance,
            note: review.note.clone(),
            reviewed_by: review.reviewed_by_name.clone(),
            reviewed_at: review.reviewed_at,
            version: review.version,
        }
    }
}

/// What the vendor shows, or once showed, the client.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/passport", tag = "passports", params(("id" = Id, Path)),
    responses((status = 200, body = Vec<PassportShownBody>)))]
pub async fn shown(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let body = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            let own = vendor.vendor_organisation_id.as_ref();
            let mut shown = store::shown_to(c, &ctx.scope, own)?;
            let mut files = evidence_store::shown(c, &ctx.scope, own)?;
            let reviews = store::reviews_of(c, &ctx.scope, &vendor.id)?;
            let line = |question: crate::features::question_sets::Asked| {
                let found = shown.remove(&question.id)?;
                let of_answer = files.remove(&question.id).unwrap_or_default();
                Some(PassportShownBody {
                    question_id: question.id.clone(),
                    answer: found.answer.as_ref().map(PassportAnswerBody::of),
                    evidence: of_answer.into_iter().map(PassportEvidenceBody::from).collect(),
                    withdrawn_at: found.share.withdrawn_at,
                    review: reviews.get(&question.id).map(PassportReviewBody::of),
                })
            };
            Ok(current().into_iter().filter_map(line).collect::<Vec<_>>())
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PassportReviewPut {
    /// The version of the answer that was read.
    pub answer_version: i32,
    pub status: AnswerStatus,
    pub assurance: Assurance,
    /// Never shown to the vendor.
    #[serde(default)]
    pub note: Option<String>,
}

/// The client's own judgement of an answer that it is shown.
#[utoipa::path(put, path = "/api/v1/vendors/{id}/passport/{question_id}/review", tag = "passports", request_body = PassportReviewPut,
    params(("id" = Id, Path), ("question_id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The review's ETag; left out at the first")),
    responses((status = 200, body = PassportReviewBody), (status = 412, description = "The answer or the review has changed"),
        (status = 428, description = "There is a review already: say which version you edit")))]
pub async fn review(web: Web, path: Path<(Id, String)>, body: ApiBody<PassportReviewPut>) -> Answer {
    let (vendor_id, question_id) = path.into_inner();
    let given = web.stated_version()?;
    let PassportReviewPut { answer_version, status, assurance, note } = body.0;
    let version = given.unwrap_or(0);
    let edit = ReviewSave { vendor_id, question_id, answer_version, version, status, assurance, note };
    let saved = web.write(move |tx, ctx| sharing::review(tx, ctx, &edit)).await;
    let review = needs_version(saved, given)?;
    web.json_object(StatusCode::OK, review.version, &PassportReviewBody::of(&review))
}
