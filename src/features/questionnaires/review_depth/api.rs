//! The depth of a review as JSON; the same use cases as the pages. What the vendor may see is the messages alone.

use super::actions::{self, EvidenceEdit};
use super::certificates::{self, ScopeEdit, Unfit, Weighed};
use super::comparing::{self, Comparison, Difference};
use super::records::{EvidenceKind, Message, VerdictSource};
use super::rules::Asks;
use super::standing::{Standing, VerdictState};
use super::unchanged::{self as taking, WhyNot};
use super::{sampling, talking};
use crate::access::Side;
use crate::base::{Id, Instant, Refusal};
use crate::features::controls::Assurance;
use crate::features::questionnaires::AnswerStatus;
use crate::features::questionnaires::portal_views::QuestionPath;
use crate::features::questionnaires::store;
use crate::kit::web::{Answer, ApiBody, Web};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(
    standings,
    evidence,
    confirm,
    give_back,
    sample,
    draw_again,
    unchanged,
    accept_unchanged,
    difference,
    compare,
    certificates,
    decide_scope,
    use_certificate,
    messages,
    write,
    resolve
))]
pub struct Documented;

/// One question as it stands today. Everything but `verified` counts as claimed.
#[derive(Serialize, ToSchema)]
pub struct StandingBody {
    question_id: String,
    critical: bool,
    /// Whether the question asks for a routine that exists or for a control that works.
    asks: Asks,
    claim: Option<AnswerStatus>,
    verdict: Option<AnswerStatus>,
    assurance: Assurance,
    required: Assurance,
    holds_until: Option<NaiveDate>,
    state: VerdictState,
    source: Option<VerdictSource>,
    reviewed_by: Option<String>,
    confirmed_by: Option<String>,
    given_back_reason: Option<String>,
}

fn standing_body(each: Standing) -> StandingBody {
    StandingBody {
        question_id: each.question_id,
        critical: each.critical,
        asks: each.asks,
        claim: each.claim,
        verdict: each.verdict,
        assurance: each.assurance,
        required: each.required,
        holds_until: each.holds_until,
        state: each.state,
        source: each.source,
        reviewed_by: each.judged_by,
        confirmed_by: each.confirmed_by,
        given_back_reason: each.given_back_reason,
    }
}

async fn whole(web: &Web, id: Id) -> Answer {
    let (version, items) = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let full = store::open(c, &ctx.scope, &id)?;
            if full.assessment.submitted_at.is_none() {
                return Err(Refusal::rule("rule-assessment-not-submitted"));
            }
            let items: Vec<_> = full.standings(ctx.today()).into_iter().map(standing_body).collect();
            Ok((full.assessment.version, items))
        })
        .await?;
    web.json_object(StatusCode::OK, version, &serde_json::json!({ "items": items }))
}

/// The claim beside the verdict, question by question, and whether the verdict counts today.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/reviews", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "Every question", body = [StandingBody]), (status = 409, description = "Not handed in")))]
pub async fn standings(web: Web, id: Path<Id>) -> Answer {
    whole(&web, id.into_inner()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceBody {
    kind: Option<EvidenceKind>,
    /// The day of the evidence.
    evidence_on: Option<NaiveDate>,
    /// The last day it counts; reckoned from kind and day, without it.
    holds_until: Option<NaiveDate>,
}

/// Says what a verdict leans on and until when that holds. `If-Match` is the review's version.
#[utoipa::path(put, path = "/api/v1/assessments/{id}/reviews/{question_id}/evidence", tag = "reviewing", request_body = EvidenceBody,
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 200, description = "Every question", body = [StandingBody]), (status = 409, description = "No verdict yet"), (status = 422, description = "Invalid")))]
pub async fn evidence(web: Web, path: Path<QuestionPath>, body: ApiBody<EvidenceBody>) -> Answer {
    let ((id, question_id), version) = (path.into_inner(), web.stated_version()?);
    let edit = EvidenceEdit { kind: body.0.kind, on: body.0.evidence_on, until: body.0.holds_until };
    let key = id.clone();
    web.write(move |c, ctx| actions::keep_evidence(c, ctx, (&key, &question_id), version, &edit)).await?;
    whole(&web, id).await
}

/// A second person stands behind the verdict on a critical question.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/reviews/{question_id}/confirm", tag = "reviewing",
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 200, description = "Every question", body = [StandingBody]), (status = 409, description = "rule-review-second-person: whoever judged cannot confirm")))]
pub async fn confirm(web: Web, path: Path<QuestionPath>) -> Answer {
    let ((id, question_id), version) = (path.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::confirm(c, ctx, (&key, &question_id), version)).await?;
    whole(&web, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReasonBody {
    #[serde(default)]
    reason: String,
}

/// A second person gives the verdict back with a reason.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/reviews/{question_id}/give-back", tag = "reviewing", request_body = ReasonBody,
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 200, description = "Every question", body = [StandingBody]), (status = 409, description = "rule-review-second-person"), (status = 422, description = "No reason")))]
pub async fn give_back(web: Web, path: Path<QuestionPath>, body: ApiBody<ReasonBody>) -> Answer {
    let ((id, question_id), version) = (path.into_inner(), web.stated_version()?);
    let (key, reason) = (id.clone(), body.0.reason);
    web.write(move |c, ctx| actions::give_back(c, ctx, (&key, &question_id), version, &reason)).await?;
    whole(&web, id).await
}

#[derive(Serialize, ToSchema)]
pub struct SampleBody {
    seed: String,
    /// `tillit-question-draw-1`: the first of the population by SHA-256 of `tillit-question-draw-1:<seed>:<question>`.
    algorithm: String,
    parameters: String,
    tier: Option<i32>,
    percent: i32,
    /// The critical questions, which always belong to it.
    always: Vec<String>,
    population: Vec<String>,
    /// In the order of the draw.
    drawn: Vec<String>,
    drawn_at: Instant,
    unreviewed: Vec<String>,
    unconfirmed: Vec<String>,
}

/// The sample that was drawn when the vendor handed in.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/sample", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "The sample", body = SampleBody), (status = 404, description = "Nothing drawn, or hidden")))]
pub async fn sample(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web
        .read(move |c, ctx| {
            let sample = sampling::sample_of(c, ctx, &id)?.ok_or(Refusal::NotFound)?;
            let full = store::open(c, &ctx.scope, &id)?;
            let (unreviewed, unconfirmed) = sampling::left(&full, &sample);
            Ok(SampleBody {
                always: sample.always(),
                population: sample.population(),
                drawn: sample.drawn(),
                seed: sample.seed,
                algorithm: sample.algorithm,
                parameters: sample.parameters,
                tier: sample.tier,
                percent: sample.percent,
                drawn_at: sample.drawn_at,
                unreviewed,
                unconfirmed,
            })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

/// Draws again with the stored seed and compares.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/sample/draw-again", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "`same`: whether it is the same sample")))]
pub async fn draw_again(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let same = web.write(move |c, ctx| sampling::draws_the_same(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &serde_json::json!({ "same": same }))
}

#[derive(Serialize, ToSchema)]
pub struct CandidateBody {
    question_id: String,
    /// Null when it can be accepted.
    why_not: Option<WhyNot>,
    /// Last time's verdict.
    status: Option<AnswerStatus>,
    assurance: Assurance,
    holds_until: Option<NaiveDate>,
}

/// What can be accepted as unchanged since last time, and why not the rest.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/unchanged", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "Every question", body = [CandidateBody])))]
pub async fn unchanged(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web
        .read(move |c, ctx| {
            let (_, earlier, weighed) = taking::candidates(c, ctx, &id)?;
            let items: Vec<CandidateBody> = weighed
                .into_iter()
                .map(|each| CandidateBody {
                    question_id: each.question_id,
                    why_not: each.why_not,
                    status: each.status,
                    assurance: each.assurance,
                    holds_until: each.holds_until,
                })
                .collect();
            Ok(serde_json::json!({ "earlier": earlier.map(|full| full.assessment.id), "items": items }))
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptBody {
    /// Everything that can be accepted, without it.
    questions: Option<Vec<String>>,
}

/// Accepts last time's verdicts on unchanged answers.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/unchanged", tag = "reviewing", params(("id" = Id, Path)), request_body = AcceptBody,
    responses((status = 200, description = "`accepted`: how many"), (status = 409, description = "rule-unchanged-not-allowed names those that cannot be")))]
pub async fn accept_unchanged(web: Web, id: Path<Id>, body: ApiBody<AcceptBody>) -> Answer {
    let id = id.into_inner();
    let accepted = web.write(move |c, ctx| taking::accept_unchanged(c, ctx, &id, body.0.questions.as_deref())).await?;
    web.json(StatusCode::OK, &serde_json::json!({ "accepted": accepted }))
}

/// What differs from the vendor's last assessment, the worst first.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/difference", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "Every question; `earlier` is null when there was no last time", body = [Difference])))]
pub async fn difference(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web
        .read(move |c, ctx| {
            let (_, earlier, items) = comparing::difference(c, ctx, &id)?;
            Ok(serde_json::json!({ "earlier": earlier.map(|full| full.assessment.id), "items": items }))
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

/// The vendor's figures beside the median of its tier, without names.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/comparison", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "Medians are null when too few others have answered", body = Comparison)))]
pub async fn compare(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let body = web.read(move |c, ctx| comparing::comparison(c, ctx, &id)).await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Serialize, ToSchema)]
pub struct WeighedBody {
    certificate_id: Id,
    issuer: String,
    standard: String,
    scope: String,
    valid_to: Option<NaiveDate>,
    /// Why it proposes nothing, whatever its scope.
    unfit: Option<Unfit>,
    /// Null until a person has said.
    covers: Option<bool>,
    soa_seen: bool,
    reason: Option<String>,
    decided_by: Option<String>,
    version: i32,
}

fn weighed_body(each: Weighed) -> WeighedBody {
    let scope = each.scope;
    WeighedBody {
        certificate_id: each.certificate.id,
        issuer: each.certificate.issuer,
        standard: each.certificate.standard,
        scope: each.certificate.scope,
        valid_to: each.certificate.valid_to,
        unfit: each.unfit,
        covers: scope.as_ref().map(|scope| scope.covers),
        soa_seen: scope.as_ref().is_some_and(|scope| scope.soa_seen),
        version: scope.as_ref().map_or(0, |scope| scope.version),
        decided_by: scope.as_ref().map(|scope| scope.decided_by_name.clone()),
        reason: scope.map(|scope| scope.reason),
    }
}

async fn weighed(web: &Web, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let full = store::open(c, &ctx.scope, &id)?;
            let weighed = certificates::weigh(c, ctx, &full)?;
            let proposed: Vec<String> =
                certificates::proposals(&full, &weighed, ctx.today()).into_iter().map(|p| p.question_id).collect();
            let items: Vec<_> = weighed.into_iter().map(weighed_body).collect();
            Ok(serde_json::json!({ "items": items, "proposed": proposed }))
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

/// The vendor's certificates, what was said of their scope, and which questions they propose verdicts on.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/certificates", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "Certificates and `proposed` questions", body = [WeighedBody])))]
pub async fn certificates(web: Web, id: Path<Id>) -> Answer {
    weighed(&web, id.into_inner()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScopeBody {
    covers: bool,
    /// The statement of applicability has been read.
    #[serde(default)]
    soa_seen: bool,
    #[serde(default)]
    reason: String,
}

/// Says whether a certificate covers what the assessment is about.
#[utoipa::path(put, path = "/api/v1/assessments/{id}/certificates/{certificate_id}", tag = "reviewing", request_body = ScopeBody,
    params(("id" = Id, Path), ("certificate_id" = Id, Path)),
    responses((status = 200, description = "Certificates and `proposed` questions", body = [WeighedBody]), (status = 409, description = "rule-certificate-unfit")))]
pub async fn decide_scope(web: Web, path: Path<(Id, Id)>, body: ApiBody<ScopeBody>) -> Answer {
    let ((id, certificate_id), version) = (path.into_inner(), web.stated_version()?);
    let ScopeBody { covers, soa_seen, reason } = body.0;
    let edit = ScopeEdit { assessment_id: id.clone(), certificate_id, covers, soa_seen, reason };
    web.write(move |c, ctx| certificates::decide_scope(c, ctx, &edit, version)).await?;
    weighed(&web, id).await
}

/// Takes what a certificate proposes for one question as one's own verdict.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/questions/{question_id}/certificate", tag = "reviewing",
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 200, description = "Every question", body = [StandingBody]), (status = 409, description = "rule-certificate-no-proposal")))]
pub async fn use_certificate(web: Web, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| certificates::use_certificate(c, ctx, (&key, &question_id))).await?;
    whole(&web, id).await
}

#[derive(Serialize, ToSchema)]
pub struct MessageBody {
    id: Id,
    side: Side,
    text: String,
    written_by: String,
    organisation: String,
    written_at: Instant,
}

#[derive(Serialize, ToSchema)]
pub struct ThreadBody {
    question_id: String,
    opened_at: Instant,
    resolved_at: Option<Instant>,
    resolved_by: Option<String>,
    messages: Vec<MessageBody>,
}

fn message_body(message: Message) -> MessageBody {
    MessageBody {
        id: message.id,
        side: message.side,
        text: message.text,
        written_by: message.written_by_name,
        organisation: message.written_by_organisation,
        written_at: message.written_at,
    }
}

async fn talk(web: &Web, status: StatusCode, id: Id) -> Answer {
    let items = web
        .read(move |c, ctx| {
            let threads = talking::threads_of(c, ctx, &id)?;
            let body = |thread: talking::Thread| ThreadBody {
                question_id: thread.row.question_id,
                opened_at: thread.row.opened_at,
                resolved_at: thread.row.resolved_at,
                resolved_by: thread.row.resolved_by_name,
                messages: thread.messages.into_iter().map(message_body).collect(),
            };
            Ok(threads.into_iter().map(body).collect::<Vec<_>>())
        })
        .await?;
    web.json(status, &serde_json::json!({ "items": items }))
}

/// The dialogue about the questions, as both sides see it.
#[utoipa::path(get, path = "/api/v1/assessments/{id}/messages", tag = "reviewing", params(("id" = Id, Path)),
    responses((status = 200, description = "The threads", body = [ThreadBody])))]
pub async fn messages(web: Web, id: Path<Id>) -> Answer {
    talk(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WriteBody {
    #[serde(default)]
    text: String,
}

/// Writes in the thread of a question: the region asks, the vendor answers.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/questions/{question_id}/messages", tag = "reviewing", request_body = WriteBody,
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 201, description = "The threads", body = [ThreadBody]), (status = 409, description = "rule-thread-none, rule-thread-resolved"), (status = 422, description = "No text")))]
pub async fn write(web: Web, path: Path<QuestionPath>, body: ApiBody<WriteBody>) -> Answer {
    let (id, question_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| talking::write_message(c, ctx, (&key, &question_id), &body.0.text)).await?;
    talk(&web, StatusCode::CREATED, id).await
}

/// The region says that the question is answered.
#[utoipa::path(post, path = "/api/v1/assessments/{id}/questions/{question_id}/resolve", tag = "reviewing",
    params(("id" = Id, Path), ("question_id" = String, Path)),
    responses((status = 200, description = "The threads", body = [ThreadBody]), (status = 409, description = "rule-thread-resolved")))]
pub async fn resolve(web: Web, path: Path<QuestionPath>) -> Answer {
    let (id, question_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| talking::resolve(c, ctx, (&key, &question_id))).await?;
    talk(&web, StatusCode::OK, id).await
}
