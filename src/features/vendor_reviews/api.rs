//! Reviews and visits as JSON; the same use cases as the pages. A vendor's token reaches none of it.

use super::actions::{self, Author, ReviewContent};
use super::model::{ReviewStatus, ReviewType, Seen, Subject};
use super::records::VendorReview;
use super::store::{self, ReviewFilter};
use super::visits::{self, LineContent, Protocol, VisitContent};
use super::{pages, verify, views};
use crate::base::{Id, Refusal};
use crate::features::findings::{Responsible, Severity};
use crate::kit::attachments;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(
    list, create, show, change, attach, report, findings, link, add_visit, visit, add_line, lock, protocol
))]
pub struct Description;

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuthorBody {
    name: String,
    /// The role that the author had.
    duty: String,
}

/// A review. Everything in it is the client's own.
#[derive(Serialize, ToSchema)]
pub struct ReviewBody {
    id: Id,
    number: i32,
    vendor_id: Id,
    kind: ReviewType,
    status: ReviewStatus,
    title: String,
    scope: String,
    /// What the review asked, a question on each line.
    questions: Option<String>,
    commissioner: Option<String>,
    reviewer: Option<String>,
    independence: Option<String>,
    cost_sek: Option<i64>,
    diary_number: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    reported_on: Option<NaiveDate>,
    distribution: Option<String>,
    internal_note: Option<String>,
    version: i32,
}

fn body(r: VendorReview) -> ReviewBody {
    ReviewBody {
        id: r.id,
        number: r.number,
        vendor_id: r.vendor_id,
        kind: r.kind,
        status: r.status,
        title: r.title,
        scope: r.scope,
        questions: r.questions,
        commissioner: r.commissioner,
        reviewer: r.reviewer,
        independence: r.independence,
        cost_sek: r.cost_sek,
        diary_number: r.diary_number,
        starts_on: r.starts_on,
        ends_on: r.ends_on,
        reported_on: r.reported_on,
        distribution: r.distribution,
        internal_note: r.internal_note,
        version: r.version,
    }
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let (version, body) = web
        .read(move |c, ctx| {
            let review = store::find(c, &ctx.scope, &id)?;
            let version = review.version;
            let authors: Vec<_> = store::authors(c, &ctx.scope, &id)?
                .into_iter()
                .map(|author| AuthorBody { name: author.name, duty: author.duty })
                .collect();
            let found = store::findings_of(c, &ctx.scope, &id)?;
            let ids: Vec<Id> = found.iter().map(|(_, finding)| finding.id.clone()).collect();
            let shared = store::shared(c, &ctx.scope, &id, &ids)?;
            let followed = store::followed(c, &ctx.scope, &ids)?;
            let findings: Vec<_> = found
                .iter()
                .map(|(link, finding)| {
                    let others: Vec<&Id> =
                        shared.iter().filter(|row| row.0 == finding.id).map(|row| &row.1).collect();
                    let actions: Vec<_> = followed
                        .iter()
                        .filter(|(action, _)| action.finding_id.as_ref() == Some(&finding.id))
                        .map(|(action, plans)| {
                            json!({
                                "id": action.id, "number": action.number, "title": action.title,
                                "status": action.status, "due_on": action.due_on, "plans": plans,
                            })
                        })
                        .collect();
                    json!({
                        "id": finding.id, "number": finding.number, "title": finding.title,
                        "severity": finding.severity, "made_here": link.made_here, "other_reviews": others,
                        "actions": actions,
                    })
                })
                .collect();
            let visits: Vec<_> = store::visits_of(c, &ctx.scope, &id)?
                .into_iter()
                .map(|visit| json!({ "id": visit.id, "number": visit.number, "held_on": visit.held_on, "sha256": visit.sha256 }))
                .collect();
            let files: Vec<_> = attachments::of_object(c, &ctx.scope, &[], &id)?
                .into_iter()
                .map(|file| json!({ "id": file.id, "file_name": file.file_name, "sha256": file.sha256 }))
                .collect();
            let mut whole = serde_json::to_value(body(review)).map_err(Refusal::fault)?;
            if let Some(object) = whole.as_object_mut() {
                object.insert("authors".to_string(), json!(authors));
                object.insert("findings".to_string(), json!(findings));
                object.insert("visits".to_string(), json!(visits));
                object.insert("report".to_string(), json!(files));
            }
            Ok((version, whole))
        })
        .await?;
    web.json_object(status, version, &body)
}

/// The reviews, newest first.
#[utoipa::path(get, path = "/api/v1/reviews", tag = "reviews", params(ListQuery, ("kind" = Option<ReviewType>, Query), ("status" = Option<ReviewStatus>, Query), ("vendor_id" = Option<Id>, Query)),
    responses((status = 200, description = "A page of reviews", body = [ReviewBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = ReviewFilter {
        q: filters.text("q"),
        kind: filters.parsed("kind")?,
        status: filters.parsed("status")?,
        vendor_id: filters.parsed("vendor_id")?,
    };
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(|(review, ..)| body(review))))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewInput {
    /// Demanded of a new review; not changed afterwards.
    vendor_id: Option<Id>,
    kind: ReviewType,
    status: ReviewStatus,
    #[serde(default)]
    title: String,
    /// What it covers and what not; mandatory.
    #[serde(default)]
    scope: String,
    /// What the review asked, a question on each line; at most 4,000 characters.
    questions: Option<String>,
    commissioner: Option<String>,
    reviewer: Option<String>,
    independence: Option<String>,
    cost_sek: Option<i64>,
    diary_number: Option<String>,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    reported_on: Option<NaiveDate>,
    distribution: Option<String>,
    internal_note: Option<String>,
    #[serde(default)]
    authors: Vec<AuthorBody>,
}

fn content(b: ReviewInput) -> ReviewContent {
    ReviewContent {
        kind: b.kind,
        status: b.status,
        title: b.title,
        scope: b.scope,
        questions: b.questions,
        commissioner: b.commissioner,
        reviewer: b.reviewer,
        independence: b.independence,
        cost_sek: b.cost_sek,
        diary_number: b.diary_number,
        starts_on: b.starts_on,
        ends_on: b.ends_on,
        reported_on: b.reported_on,
        distribution: b.distribution,
        internal_note: b.internal_note,
        authors: b.authors.into_iter().map(|author| Author { name: author.name, duty: author.duty }).collect(),
    }
}

/// Registers a review of a vendor.
#[utoipa::path(post, path = "/api/v1/reviews", tag = "reviews", request_body = ReviewInput,
    responses((status = 201, description = "Registered", body = ReviewBody), (status = 422, description = "Invalid: a scope is mandatory")))]
pub async fn create(web: Web, body: ApiBody<ReviewInput>) -> Answer {
    let mut input = body.0;
    let vendor_id = input.vendor_id.take().ok_or_else(|| Refusal::invalid("vendor_id", "error-required"))?;
    let content = content(input);
    let review = web.write(move |c, ctx| actions::add(c, ctx, &vendor_id, &content)).await?;
    one(&web, StatusCode::CREATED, review.id).await
}

/// One review with authors, report, visits and findings: each with its actions, the plans that they stand in and what was
/// decided about those.
#[utoipa::path(get, path = "/api/v1/reviews/{id}", tag = "reviews", params(("id" = Id, Path)),
    responses((status = 200, description = "The review", body = ReviewBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// Changes a review.
#[utoipa::path(put, path = "/api/v1/reviews/{id}", tag = "reviews", params(("id" = Id, Path)), request_body = ReviewInput,
    responses((status = 200, description = "Changed", body = ReviewBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<ReviewInput>) -> Answer {
    let (id, version) = (id.into_inner(), web.if_match()?);
    let (key, content) = (id.clone(), content(body.0));
    web.write(move |c, ctx| actions::change(c, ctx, &key, Some(version), &content)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Attaches the report.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/report", tag = "reviews", params(("id" = Id, Path)),
    request_body(content_type = "multipart/form-data", description = "One file in the field `file`"),
    responses((status = 201, description = "Attached", body = ReviewBody), (status = 422, description = "Too large, or of a type that is not accepted")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (id, web) = (id.into_inner(), upload.web.clone());
    let asked = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &asked)).await?;
    let file = upload.receive("file").await?;
    let key = id.clone();
    web.write(move |c, ctx| actions::attach_report(c, ctx, &key, &file)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// A file of the report.
#[utoipa::path(get, path = "/api/v1/reviews/{id}/report/{attachment_id}", tag = "reviews", params(("id" = Id, Path), ("attachment_id" = Id, Path)),
    responses((status = 200, description = "The file")))]
pub async fn report(web: Web, path: Path<(Id, Id)>) -> Answer {
    pages::report(web, path).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinesBody {
    /// One finding a line.
    #[serde(default)]
    lines: String,
    severity: Severity,
    responsible: Responsible,
}

/// Makes a finding of each line; a line that became one before is passed over.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/findings", tag = "reviews", params(("id" = Id, Path)), request_body = LinesBody,
    responses((status = 201, description = "The review with its findings", body = ReviewBody), (status = 422, description = "No line")))]
pub async fn findings(web: Web, id: Path<Id>, body: ApiBody<LinesBody>) -> Answer {
    let id = id.into_inner();
    let (key, LinesBody { lines, severity, responsible }) = (id.clone(), body.0);
    web.write(move |c, ctx| actions::findings_of_lines(c, ctx, &key, &lines, (severity, responsible))).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkBody {
    /// The finding's number.
    number: Option<i32>,
}

/// Ties a finding that is there already to the review.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/link", tag = "reviews", params(("id" = Id, Path)), request_body = LinkBody,
    responses((status = 201, description = "The review with its findings", body = ReviewBody), (status = 409, description = "rule-review-linked"), (status = 422, description = "The vendor has no such finding")))]
pub async fn link(web: Web, id: Path<Id>, body: ApiBody<LinkBody>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::link_finding(c, ctx, &key, body.0.number)).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitInput {
    held_on: Option<NaiveDate>,
    #[serde(default)]
    place: String,
    /// Who was there, of both sides.
    #[serde(default)]
    present: String,
}

#[derive(Serialize, ToSchema)]
pub struct VisitBody {
    id: Id,
    number: i32,
    held_on: NaiveDate,
    place: String,
    present: String,
    locked_by: Option<String>,
    /// Of the canonical JSON of the locked protocol.
    sha256: Option<String>,
    version: i32,
}

async fn one_visit(web: &Web, status: StatusCode, id: Id, visit_id: Id) -> Answer {
    let (version, body) = web
        .read(move |c, ctx| {
            let stored = store::find_visit(c, &ctx.scope, &id, &visit_id)?;
            verify::check(c, ctx, &stored)?;
            let (visit, lines) = match Protocol::of(&stored)? {
                Some(protocol) => {
                    let (visit, lines) = views::VisitPage::frozen(&stored, &protocol);
                    (visit, json!(lines))
                }
                None => {
                    let lines = store::lines_of(c, &ctx.scope, &visit_id)?;
                    let line = |line: &super::VisitLine| {
                        json!({
                            "position": line.position, "subject_kind": line.subject_kind, "subject_id": line.subject_id,
                            "asked": line.asked, "seen": line.seen, "outcome": line.outcome, "finding_id": line.finding_id,
                        })
                    };
                    (stored, json!(lines.iter().map(line).collect::<Vec<_>>()))
                }
            };
            let version = visit.version;
            let body = VisitBody {
                id: visit.id,
                number: visit.number,
                held_on: visit.held_on,
                place: visit.place,
                present: visit.present,
                locked_by: visit.locked_by_name,
                sha256: visit.sha256,
                version,
            };
            let mut whole = serde_json::to_value(body).map_err(Refusal::fault)?;
            if let Some(object) = whole.as_object_mut() {
                object.insert("lines".to_string(), lines);
            }
            Ok((version, whole))
        })
        .await?;
    web.json_object(status, version, &body)
}

/// Opens the protocol of a visit.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/visits", tag = "reviews", params(("id" = Id, Path)), request_body = VisitInput,
    responses((status = 201, description = "Opened", body = VisitBody), (status = 422, description = "Invalid")))]
pub async fn add_visit(web: Web, id: Path<Id>, body: ApiBody<VisitInput>) -> Answer {
    let id = id.into_inner();
    let (key, VisitInput { held_on, place, present }) = (id.clone(), body.0);
    let content = VisitContent { held_on, place, present };
    let visit = web.write(move |c, ctx| visits::add_visit(c, ctx, &key, &content)).await?;
    one_visit(&web, StatusCode::CREATED, id, visit.id).await
}

/// A visit with its protocol.
#[utoipa::path(get, path = "/api/v1/reviews/{id}/visits/{visit_id}", tag = "reviews", params(("id" = Id, Path), ("visit_id" = Id, Path)),
    responses((status = 200, description = "The visit", body = VisitBody), (status = 404, description = "Hidden or missing"),
        (status = 409, description = "rule-visit-tampered: it is not the protocol that was locked")))]
pub async fn visit(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, visit_id) = path.into_inner();
    one_visit(&web, StatusCode::OK, id, visit_id).await
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineInput {
    subject_kind: Subject,
    /// A question's or a control's id; a name of its own for another subject.
    #[serde(default)]
    subject_id: String,
    #[serde(default)]
    asked: String,
    #[serde(default)]
    seen: String,
    outcome: Option<Seen>,
    /// A deviation becomes a finding in the same step.
    #[serde(default)]
    make_finding: bool,
}

/// Writes a line of the protocol.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/visits/{visit_id}/lines", tag = "reviews", params(("id" = Id, Path), ("visit_id" = Id, Path)), request_body = LineInput,
    responses((status = 201, description = "Written", body = VisitBody), (status = 409, description = "rule-visit-locked"), (status = 422, description = "Invalid")))]
pub async fn add_line(web: Web, path: Path<(Id, Id)>, body: ApiBody<LineInput>) -> Answer {
    let ((id, visit_id), b) = (path.into_inner(), body.0);
    let content = LineContent {
        subject_kind: b.subject_kind,
        subject_id: b.subject_id,
        asked: b.asked,
        seen: b.seen,
        outcome: b.outcome,
        make_finding: b.make_finding,
    };
    let (key, visit) = (id.clone(), visit_id.clone());
    web.write(move |c, ctx| visits::add_line(c, ctx, (&key, &visit), &content)).await?;
    one_visit(&web, StatusCode::CREATED, id, visit_id).await
}

/// Locks the protocol with its fingerprint.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/visits/{visit_id}/lock", tag = "reviews", params(("id" = Id, Path), ("visit_id" = Id, Path)),
    responses((status = 200, description = "Locked", body = VisitBody), (status = 409, description = "rule-visit-empty, rule-visit-locked")))]
pub async fn lock(web: Web, path: Path<(Id, Id)>) -> Answer {
    let version = web.stated_version()?;
    let (id, visit_id) = path.into_inner();
    let (key, visit) = (id.clone(), visit_id.clone());
    web.write(move |c, ctx| visits::lock(c, ctx, (&key, &visit), version)).await?;
    one_visit(&web, StatusCode::OK, id, visit_id).await
}

/// The locked protocol as PDF.
#[utoipa::path(get, path = "/api/v1/reviews/{id}/visits/{visit_id}/protocol.pdf", tag = "reviews", params(("id" = Id, Path), ("visit_id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The protocol, application/pdf"), (status = 409, description = "rule-visit-open, rule-visit-tampered")))]
pub async fn protocol(web: Web, path: Path<(Id, Id)>, query: Query<Params>) -> Answer {
    pages::protocol(web, path, query).await
}
