//! The vendor's work with a self-assessment through the API: the same use cases as the pages.

use super::api_views::EvidenceBody;
use super::delegation::{self, NewDelegation};
use super::library::{self, EvidenceItem, EvidenceKind, Holds};
use super::model::AnswerStatus;
use super::pages::{portal_library, portal_receipt};
use super::portal_views::QuestionPath;
use super::records::Answer as Given;
use super::{library_store, prefill, presence, receipt, store};
use crate::access::Permission;
use crate::base::{Id, Instant, Result};
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    paths(
        earlier,
        confirm,
        changes,
        suggestions,
        use_at,
        delegations,
        hand_over,
        take_back,
        presence,
        note_presence,
        receipts,
        receipt_pdf,
        library,
        add_evidence,
        evidence_file,
        retire
    ),
    components(schemas(EarlierBody, ConfirmBody, UseBody, HandOverBody, PresenceBody, LibraryBody))
)]
pub struct Documented;

/// An answer that the vendor has given before: a suggestion, never counted.
#[derive(Debug, Serialize, ToSchema)]
pub struct EarlierBody {
    pub id: Id,
    pub question_id: String,
    pub status: Option<AnswerStatus>,
    #[schema(value_type = Object)]
    pub value: Value,
    pub comment: Option<String>,
    pub shown_on_site: bool,
    pub answered_by: String,
    pub answered_at: Instant,
    pub assessment_id: Id,
}

impl EarlierBody {
    fn of(answer: &Given) -> EarlierBody {
        EarlierBody {
            id: answer.id.clone(),
            question_id: answer.question_id.clone(),
            status: answer.status,
            value: answer.given().value,
            comment: answer.comment.clone(),
            shown_on_site: answer.shown_on_site,
            answered_by: answer.answered_by_name.clone(),
            answered_at: answer.answered_at,
            assessment_id: answer.assessment_id.clone(),
        }
    }
}

fn items<T: Serialize>(items: &[T]) -> Value {
    json!({ "items": items, "total": items.len(), "next": null })
}

fn opened(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<store::FullAssessment> {
    ctx.scope.vendor()?;
    store::open(c, &ctx.scope, id)
}

/// What was answered last time to the questions that wait for an answer.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/earlier-answers", tag = "answering", params(("id" = Id, Path)),
    responses((status = 200, description = "items: EarlierBody with `confirmable`; total")))]
pub async fn earlier(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let found = web
        .read(move |c, ctx| {
            let full = opened(c, ctx, &id)?;
            let Some(last) = prefill::last_time(c, ctx, &full)? else { return Ok(Vec::new()) };
            let mut found = Vec::new();
            for (question, answer) in prefill::waiting(&full, &last) {
                let mut body = json!(EarlierBody::of(answer));
                let doubt = prefill::doubt(question, answer, ctx.today());
                if let Some(object) = body.as_object_mut() {
                    object.insert("confirmable".to_string(), json!(doubt.is_none()));
                    object.insert("doubt".to_string(), json!(doubt));
                }
                found.push(body);
            }
            Ok(found)
        })
        .await?;
    web.json(StatusCode::OK, &items(&found))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmBody {
    pub question_ids: Vec<String>,
}

/// Confirms that earlier answers are still true, as they were.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/earlier-answers/confirm", tag = "answering", params(("id" = Id, Path)), request_body = ConfirmBody,
    responses((status = 200, description = "items: the answers that were saved"), (status = 409, description = "rule-prefill-nothing, rule-prefill-doubt: nothing is saved")))]
pub async fn confirm(web: Web, path: Path<Id>, body: ApiBody<ConfirmBody>) -> Answer {
    let id = path.into_inner();
    let saved = web.write(move |tx, ctx| prefill::confirm(tx, ctx, &id, &body.0.question_ids)).await?;
    web.json(StatusCode::OK, &items(&saved.iter().map(EarlierBody::of).collect::<Vec<_>>()))
}

/// The questions whose answer is another than last time; for the region once it is handed in.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/changes", tag = "answering", params(("id" = Id, Path)),
    responses((status = 200, description = "items: question_id, before, now, text")))]
pub async fn changes(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let found = web.read(move |c, ctx| prefill::changes_of(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &items(&found))
}

/// The vendor's own other answers to the same question of the same client.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/answers/{question_id}/suggestions", tag = "answering",
    params(("id" = Id, Path), ("question_id" = String, Path)), responses((status = 200, description = "items: EarlierBody")))]
pub async fn suggestions(web: Web, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let found = web
        .read(move |c, ctx| {
            let full = opened(c, ctx, &id)?;
            prefill::bank(c, ctx, &full, &question_id)
        })
        .await?;
    web.json(StatusCode::OK, &items(&found.iter().map(EarlierBody::of).collect::<Vec<_>>()))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UseBody {
    /// A piece of the vendor's own library.
    pub evidence_id: Id,
}

/// Supports an answer with a piece of the vendor's library.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/answers/{question_id}/library", tag = "answering", request_body = UseBody,
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 201, body = EvidenceBody), (status = 409, description = "rule-evidence-expired, rule-evidence-used")))]
pub async fn use_at(web: Web, path: Path<QuestionPath>, body: ApiBody<UseBody>) -> Answer {
    let (id, question_id) = path.into_inner();
    let file = web.write(move |tx, ctx| library::use_at(tx, ctx, (&id, &question_id), &body.0.evidence_id)).await?;
    web.json(StatusCode::CREATED, &EvidenceBody::of(&file))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOverBody {
    /// A section, by the `domain` of its questions.
    pub domain: String,
    pub person_id: Id,
    pub due_on: Option<NaiveDate>,
    pub note: Option<String>,
}

/// The sections that are handed to somebody now.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/delegations", tag = "answering", params(("id" = Id, Path)),
    responses((status = 200, description = "items: id, domain, person_id, person_name, due_on, note, given_by_name, given_at, version")))]
pub async fn delegations(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let found = web.read(move |c, ctx| delegation::of_assessment(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &items(&found))
}

/// Hands a section to a colleague, who gets a mail.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/delegations", tag = "answering", params(("id" = Id, Path)), request_body = HandOverBody,
    responses((status = 201, description = "The delegation"), (status = 422, description = "A section that is not asked, somebody of another house, a day that has passed")))]
pub async fn hand_over(web: Web, path: Path<Id>, body: ApiBody<HandOverBody>) -> Answer {
    let id = path.into_inner();
    let HandOverBody { domain, person_id, due_on, note } = body.0;
    let new = NewDelegation { domain, person_id, due_on, note };
    let row = web.write(move |tx, ctx| delegation::hand_over(tx, ctx, &id, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &row)
}

/// Takes a section back, or gives it back.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/delegations/{delegation_id}/end", tag = "answering",
    params(("id" = Id, Path), ("delegation_id" = Id, Path)),
    responses((status = 200, description = "The delegation, ended"), (status = 409, description = "rule-delegation-not-yours")))]
pub async fn take_back(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, delegation_id) = path.into_inner();
    let row = web.write(move |tx, ctx| delegation::take_back(tx, ctx, &id, &delegation_id)).await?;
    web.json_object(StatusCode::OK, row.version, &row)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PresenceBody {
    pub question_id: String,
}

fn who_is_here(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Vec<Value>> {
    let assessment = store::find(c, &ctx.scope, id)?;
    let seen = presence::others(c, ctx, &assessment.id)?;
    let line = |one: &presence::Presence| json!({"person": one.person_name, "question_id": one.question_id, "seen_at": one.seen_at});
    Ok(seen.iter().map(line).collect())
}

/// Who else at the vendor was here in the last minutes, and at which question.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/presence", tag = "answering", params(("id" = Id, Path)),
    responses((status = 200, description = "items: person, question_id, seen_at")))]
pub async fn presence(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let found = web.read(move |c, ctx| who_is_here(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &items(&found))
}

/// Notes that the token's person is at a question.
#[utoipa::path(put, path = "/api/v1/assessments/{id}/presence", tag = "answering", params(("id" = Id, Path)), request_body = PresenceBody,
    responses((status = 200, description = "items: who else is here")))]
pub async fn note_presence(web: Web, path: Path<Id>, body: ApiBody<PresenceBody>) -> Answer {
    let id = path.into_inner();
    let found = web
        .write(move |tx, ctx| {
            presence::note(tx, ctx, &id, &body.0.question_id)?;
            who_is_here(tx, ctx, &id)
        })
        .await?;
    web.json(StatusCode::OK, &items(&found))
}

/// The receipts of what was handed in, the latest first, each with its fingerprint, what a check says, and the
/// canonical JSON that the fingerprint is of.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/receipts", tag = "answering", params(("id" = Id, Path)),
    responses((status = 200, description = "items: number, sha256, submitted_at, submitted_by, whole, unchanged, snapshot (text)")))]
pub async fn receipts(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let found = web.read(move |c, ctx| receipt::of_assessment(c, ctx, &id)).await?;
    let body: Vec<Value> = found
        .iter()
        .map(|(receipt, verdict)| {
            json!({
                "number": receipt.number, "sha256": receipt.sha256, "submitted_at": receipt.submitted_at,
                "submitted_by": receipt.submitted_by_name, "whole": verdict.whole, "unchanged": verdict.unchanged,
                "snapshot": receipt.snapshot,
            })
        })
        .collect();
    web.json(StatusCode::OK, &items(&body))
}

/// The receipt as PDF: the latest, or that of `number`, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/receipt.pdf", tag = "answering",
    params(("id" = Id, Path), ("number" = Option<i32>, Query), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The receipt", content_type = "application/pdf"), (status = 404, description = "Nothing is handed in")))]
pub async fn receipt_pdf(web: Web, path: Path<Id>, query: Query<Params>) -> Answer {
    portal_receipt::pdf(web, path, query).await
}

/// A piece of the vendor's own library.
#[derive(Debug, Serialize, ToSchema)]
pub struct LibraryBody {
    pub id: Id,
    pub title: String,
    pub kind: EvidenceKind,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub issued_on: Option<NaiveDate>,
    pub expires_on: Option<NaiveDate>,
    pub expired: bool,
    /// Kept for what it was: it supports no new answer.
    pub history: bool,
    pub note: Option<String>,
    pub file_name: String,
    pub sha256: String,
    /// Bytes.
    pub size: i64,
    pub version: i32,
    /// assessment_id, question_id, client.
    #[schema(value_type = Vec<Object>)]
    pub used_at: Vec<library::Place>,
}

impl LibraryBody {
    fn of(item: &EvidenceItem, used_at: Vec<library::Place>, today: NaiveDate) -> LibraryBody {
        LibraryBody {
            id: item.id.clone(),
            title: item.title.clone(),
            kind: item.kind,
            covers_from: item.covers_from,
            covers_to: item.covers_to,
            issued_on: item.issued_on,
            expires_on: item.expires_on,
            expired: library::holds(item.expires_on, None, today) == Holds::Expired,
            history: item.history,
            note: item.note.clone(),
            file_name: item.file_name.clone(),
            sha256: item.sha256.clone(),
            size: item.size,
            version: item.version,
            used_at,
        }
    }
}

/// The vendor's library of evidence, what expires first on top.
#[utoipa::path(get, path = "/api/v1/portal/evidence", tag = "answering", params(ListQuery),
    responses((status = 200, description = "items: LibraryBody; next, total")))]
pub async fn library(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let body = web
        .read(move |c, ctx| {
            let page = library_store::list(c, &ctx.scope, asked)?;
            let ids: Vec<Id> = page.items.iter().map(|item| item.id.clone()).collect();
            let mut places = library_store::places(c, &ctx.scope, &ids)?;
            Ok(list_body(
                page.map(|item| LibraryBody::of(&item, places.remove(&item.id).unwrap_or_default(), ctx.today())),
            ))
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

/// Puts a file into the vendor's library.
#[utoipa::path(post, path = "/api/v1/portal/evidence", tag = "answering",
    request_body(content_type = "multipart/form-data", description = "`file`, `title`, `kind`; optional `covers_from`, `covers_to`, `issued_on`, `expires_on`, `note`, `history`; `confirmed` after a refusal for a personal number or a private key"),
    responses((status = 201, body = LibraryBody), (status = 422, description = "error-evidence-expired unless `history`; error-evidence-personal-number and error-evidence-private-key unless `confirmed`")))]
pub async fn add_evidence(upload: Upload) -> Answer {
    let ctx = upload.web.ctx()?;
    ctx.require(Permission::AnswerEdit)?;
    let today = ctx.today();
    let item = portal_library::take(&upload).await?;
    upload.web.json_object(StatusCode::CREATED, item.version, &LibraryBody::of(&item, Vec::new(), today))
}

/// The file of a piece of the vendor's library.
#[utoipa::path(get, path = "/api/v1/portal/evidence/{id}/file", tag = "answering", params(("id" = Id, Path)),
    responses((status = 200, description = "The file")))]
pub async fn evidence_file(web: Web, path: Path<Id>) -> Answer {
    portal_library::file(web, path).await
}

/// Takes a piece out of the library. Where it is used, it stays.
#[utoipa::path(post, path = "/api/v1/portal/evidence/{id}/end", tag = "answering",
    params(("id" = Id, Path), ("If-Match" = Option<String>, Header, description = "The version that is taken out")),
    responses((status = 200, body = LibraryBody), (status = 412, description = "Stale")))]
pub async fn retire(web: Web, path: Path<Id>) -> Answer {
    let version = web.stated_version()?;
    let id = path.into_inner();
    let (item, today) = web.write(move |tx, ctx| Ok((library::retire(tx, ctx, &id, version)?, ctx.today()))).await?;
    web.json_object(StatusCode::OK, item.version, &LibraryBody::of(&item, Vec::new(), today))
}
