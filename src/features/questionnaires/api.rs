//! `/api/v1/assessments`: the same use cases as the pages. Both sides call the same addresses and
//! reach their own assessments through the token's scope.

use super::answering::{self, AnswerEdit, tidy_value};
use super::api_views::{AnswerBody, EvidenceBody, RegionBody, RegionItem, ReviewBody, VendorBody, VendorItem};
use super::evidence;
use super::model::{AnswerStatus, AssessmentStatus, Given};
use super::portal_views::{QuestionPath, said};
use super::reviewing::{self, ReviewEdit};
use super::sending::{self, NewAssessment};
use super::store::{self, Filter};
use crate::access::Side;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::controls::{Assurance, QuestionSet};
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, ListQuery, Upload, Web, list_body, needs_version};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    paths(list, send, show, answer, attach, download, submit, review, send_back, close, finding),
    components(schemas(
        RegionItem,
        VendorItem,
        RegionBody,
        VendorBody,
        AnswerBody,
        ReviewBody,
        EvidenceBody,
        NewBody,
        AnswerPut,
        SubmitBody,
        ReviewPut,
        ReturnBody
    ))
)]
pub struct Documented;

/// Filters of the list, beside those of every list. `sort`: `due_on`, `vendor`, `status`, `sent_at`.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FilterQuery {
    pub status: Option<AssessmentStatus>,
    pub vendor_id: Option<Id>,
    /// Only those that are, or were submitted, late.
    pub late: Option<bool>,
}

/// The assessments that the token reaches, for either side.
#[utoipa::path(get, path = "/api/v1/assessments", tag = "questionnaires", params(ListQuery, FilterQuery),
    responses((status = 200, description = "The assessments that the token reaches; `items` are RegionItem or VendorItem")))]
pub async fn list(web: Web, query: Query<ListQuery>, narrow: Query<FilterQuery>) -> Answer {
    let (query, narrow) = (query.into_inner(), narrow.into_inner());
    let filter = Filter {
        status: narrow.status,
        vendor_id: narrow.vendor_id,
        late: narrow.late.unwrap_or(false),
        q: query.q.clone(),
        sort: query.sort.clone(),
    };
    let body = web
        .read(move |c, ctx| {
            let page = store::list(c, &ctx.scope, &filter, ctx.today(), query.page())?;
            Ok(match ctx.scope.side() {
                Side::Region => list_body(page.map(|each| RegionItem::of(each, ctx.today()))),
                Side::Vendor => list_body(page.map(|each| VendorItem::of(each, ctx.today()))),
            })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct NewBody {
    pub vendor_id: Id,
    pub contract_id: Option<Id>,
    /// Needed unless `question_set_version_id` is given.
    pub question_set: Option<QuestionSet>,
    /// A published version of an own set.
    #[serde(default)]
    pub question_set_version_id: Option<Id>,
    pub due_on: NaiveDate,
    pub message: Option<String>,
    pub internal_note: Option<String>,
}

/// Sends a self-assessment to those who can answer it at the vendor.
#[utoipa::path(post, path = "/api/v1/assessments", tag = "questionnaires", request_body = NewBody,
    responses((status = 201, body = RegionBody), (status = 409, description = "rule-assessment-nobody: invite somebody at the vendor first")))]
pub async fn send(web: Web, body: ApiBody<NewBody>) -> Answer {
    let ApiBody(NewBody {
        vendor_id,
        contract_id,
        question_set,
        question_set_version_id: own,
        due_on,
        message,
        internal_note,
    }) = body;
    let fallback = own.as_ref().map(|_| QuestionSet::Full);
    let question_set = question_set.or(fallback).ok_or_else(|| Refusal::invalid("question_set", "error-required"))?;
    let new = NewAssessment { vendor_id, contract_id, question_set, due_on, message, internal_note };
    let id = web.write(move |tx, ctx| sending::send_set(tx, ctx, &new, own.as_ref())).await?.id;
    whole(&web, StatusCode::CREATED, id).await
}

/// One assessment with its questions and answers, as the asking side may see it.
#[utoipa::path(get, path = "/api/v1/assessments/{id}", tag = "questionnaires", params(("id" = Id, Path)),
    responses((status = 200, body = RegionBody, description = "RegionBody, or VendorBody for a vendor's token")))]
pub async fn show(web: Web, path: Path<Id>) -> Answer {
    whole(&web, StatusCode::OK, path.into_inner()).await
}

async fn whole(web: &Web, status: StatusCode, id: Id) -> Answer {
    let (version, body) = web.read(move |c, ctx| body_of(c, ctx, &id)).await?;
    web.json_object(status, version, &body)
}

fn body_of(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<(i32, Value)> {
    let full = store::open(c, &ctx.scope, id)?;
    let (client_name, vendor_name) = store::names(c, &full.assessment)?;
    let files = evidence::of_assessment(c, ctx, &full.assessment)?;
    let body = match ctx.scope.side() {
        Side::Region => serde_json::to_value(RegionBody::of(&full, &files, vendor_name, ctx.today())),
        Side::Vendor => serde_json::to_value(VendorBody::of(&full, &files, client_name, ctx.today())),
    };
    Ok((full.assessment.version, body.map_err(Refusal::fault)?))
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct AnswerPut {
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

/// Values are inside `value` in the body.
pub fn in_body(error: FieldError) -> FieldError {
    if matches!(error.field.as_str(), "comment" | "status" | "value") {
        return error;
    }
    FieldError { field: format!("value.{}", error.field), ..error }
}

/// Saves the vendor's answer to one question.
#[utoipa::path(put, path = "/api/v1/assessments/{id}/answers/{question_id}", tag = "questionnaires", request_body = AnswerPut,
    params(("id" = Id, Path), ("question_id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The answer's ETag; left out at the first save")),
    responses((status = 200, body = AnswerBody), (status = 412, description = "Somebody else saved first"),
        (status = 428, description = "There is an answer already: say which version you edit")))]
pub async fn answer(web: Web, path: Path<QuestionPath>, body: ApiBody<AnswerPut>) -> Answer {
    let (assessment_id, question_id) = path.into_inner();
    let version = web.stated_version()?;
    let AnswerPut { status, value, comment, shown_on_site } = body.0;
    let given = Given { status, value: tidy_value(&value), comment: comment.unwrap_or_default() };
    let edit = AnswerEdit { assessment_id, question_id, version: version.unwrap_or(0), given, shown_on_site };
    let saved = web
        .write_together(move |tx, ctx| {
            let answer = answering::save_answer(tx, ctx, &edit)?;
            let full = store::open(tx, &ctx.scope, &edit.assessment_id)?;
            let files = evidence::of_assessment(tx, ctx, &full.assessment)?;
            Ok((answer.version, AnswerBody::of(&answer, &files, said(&full, &answer.question_id))))
        })
        .await;
    match needs_version(saved, version) {
        Ok((version, body)) => web.json_object(StatusCode::OK, version, &body),
        Err(Refusal::Invalid(errors)) => Err(Refusal::Invalid(errors.into_iter().map(in_body).collect())),
        Err(refusal) => Err(refusal),
    }
}

/// Attaches evidence to an answer.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/answers/{question_id}/evidence", tag = "questionnaires",
    params(("id" = Id, Path), ("question_id" = String, Path)),
    request_body(content_type = "multipart/form-data", description = "One file in the field `file`; `expires_on`, its last day; `confirmed` after a refusal for a personal number or a private key"),
    responses((status = 201, body = EvidenceBody), (status = 422, description = "Too large, or of a type that is not accepted")))]
pub async fn attach(upload: Upload, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let attachment = super::pages::portal::take(&upload, id, question_id).await?;
    upload.web.json(StatusCode::CREATED, &EvidenceBody::of(&attachment))
}

/// One file of evidence.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/evidence/{attachment_id}", tag = "questionnaires",
    params(("id" = Id, Path), ("attachment_id" = Id, Path)), responses((status = 200, description = "The file")))]
pub async fn download(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    evidence::download(&web, id, attachment_id).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct SubmitBody {
    /// The name of the person who declares that the answers are correct.
    pub declared_by: String,
    /// That person's role at the vendor.
    pub role: String,
}

/// Submits the vendor's answers, declared correct by a named person.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/submit", tag = "questionnaires", params(("id" = Id, Path)), request_body = SubmitBody,
    responses((status = 200, body = VendorBody), (status = 409, description = "rule-assessment-incomplete: what is missing is named")))]
pub async fn submit(web: Web, path: Path<Id>, body: ApiBody<SubmitBody>) -> Answer {
    let id = path.into_inner();
    let SubmitBody { declared_by, role } = body.0;
    let for_write = id.clone();
    web.write(move |tx, ctx| answering::submit(tx, ctx, &for_write, &declared_by, &role)).await?;
    whole(&web, StatusCode::OK, id).await
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct ReviewPut {
    pub status: Option<AnswerStatus>,
    pub assurance: Assurance,
    /// Said to the vendor when the assessment is returned or closed.
    #[serde(default)]
    pub comment: Option<String>,
    /// Never shown to the vendor. Left out, the stored note stays.
    #[serde(default)]
    pub internal_note: Option<String>,
}

/// The region's judgement of one answer.
#[utoipa::path(put, path = "/api/v1/assessments/{id}/reviews/{question_id}", tag = "questionnaires", request_body = ReviewPut,
    params(("id" = Id, Path), ("question_id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The review's ETag; left out at the first save")),
    responses((status = 200, body = ReviewBody), (status = 409, description = "rule-assessment-not-submitted"), (status = 412, description = "Somebody else saved first"),
        (status = 428, description = "There is a review already: say which version you edit")))]
pub async fn review(web: Web, path: Path<QuestionPath>, body: ApiBody<ReviewPut>) -> Answer {
    let (assessment_id, question_id) = path.into_inner();
    let given = web.stated_version()?;
    let ReviewPut { status, assurance, comment, internal_note } = body.0;
    let version = given.unwrap_or(0);
    let edit = ReviewEdit { assessment_id, question_id, version, status, assurance, comment, internal_note };
    let saved = web.write(move |tx, ctx| reviewing::review_answer(tx, ctx, &edit)).await;
    let review = needs_version(saved, given)?;
    web.json_object(StatusCode::OK, review.version, &ReviewBody::of(&review, true))
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct ReturnBody {
    pub remarks: String,
}

/// Returns the assessment to the vendor with remarks.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/return", tag = "questionnaires", params(("id" = Id, Path)), request_body = ReturnBody,
    responses((status = 200, body = RegionBody), (status = 409, description = "rule-assessment-not-submitted")))]
pub async fn send_back(web: Web, path: Path<Id>, body: ApiBody<ReturnBody>) -> Answer {
    let id = path.into_inner();
    let for_write = id.clone();
    web.write(move |tx, ctx| sending::send_back(tx, ctx, &for_write, &body.0.remarks)).await?;
    whole(&web, StatusCode::OK, id).await
}

/// Closes a submitted assessment.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/close", tag = "questionnaires", params(("id" = Id, Path)),
    responses((status = 200, body = RegionBody), (status = 409, description = "rule-assessment-not-submitted")))]
pub async fn close(web: Web, path: Path<Id>) -> Answer {
    let id = path.into_inner();
    let for_write = id.clone();
    web.write(move |tx, ctx| sending::close(tx, ctx, &for_write)).await?;
    whole(&web, StatusCode::OK, id).await
}

/// Makes a finding of an answer, with what the question says filled in.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/questions/{question_id}/finding", tag = "questionnaires",
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 201, description = "The finding: id, number, title, severity, version"), (status = 409, description = "rule-finding-exists")))]
pub async fn finding(web: Web, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let made = web.write(move |tx, ctx| reviewing::finding_of_answer(tx, ctx, &id, &question_id)).await?;
    let body = serde_json::json!({
        "id": made.id, "number": made.number, "title": made.title, "severity": made.severity,
        "vendor_id": made.vendor_id, "contract_id": made.contract_id, "version": made.version,
    });
    web.json_object(StatusCode::CREATED, made.version, &body)
}
