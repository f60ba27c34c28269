//! Analyses and their steps.

use crate::base::refusal::{Refusal, Result};
use crate::base::{FieldError, Id, Instant};
use crate::features::service_reviews::actions::{self, Decided};
use crate::features::service_reviews::model::{AnalysisState, Content, Decision, ServiceFacts};
use crate::features::service_reviews::records::{Analysis, Author, Measure};
use crate::features::service_reviews::snapshot::FrozenAnalysis;
use crate::features::service_reviews::{comparison, store};
use crate::features::services;
use crate::kit::Ctx;
use crate::kit::web::{Answer, ApiBody, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// An analysis in a list.
#[derive(Serialize, utoipa::ToSchema)]
pub struct AnalysisLine {
    id: Id,
    campaign_id: Id,
    service_id: Id,
    service_name: Option<String>,
    number: i32,
    state: AnalysisState,
    owner_id: Id,
    owner_name: String,
    due_on: NaiveDate,
    decision: Option<Decision>,
    sha256: Option<String>,
    version: i32,
}

impl AnalysisLine {
    pub fn of(each: Analysis, names: &BTreeMap<Id, String>) -> AnalysisLine {
        AnalysisLine {
            service_name: names.get(&each.service_id).cloned(),
            id: each.id,
            campaign_id: each.campaign_id,
            service_id: each.service_id,
            number: each.number,
            state: each.state,
            owner_id: each.owner_id,
            owner_name: each.owner_name,
            due_on: each.due_on,
            decision: each.decision,
            sha256: each.sha256,
            version: each.version,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct AuthorBody {
    person_id: Id,
    name: String,
    duty: Option<String>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct MeasureBody {
    id: Id,
    measure: String,
    owner_id: Option<Id>,
    owner_name: String,
    due_on: NaiveDate,
    /// The action that took over.
    action_id: Option<Id>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct AnalysisBody {
    id: Id,
    campaign_id: Id,
    /// 1, 2, ...: a decided version is never changed.
    number: i32,
    state: AnalysisState,
    owner_id: Id,
    owner_name: String,
    due_on: NaiveDate,
    /// The service and its breaches, as they are now or as they were when it was decided.
    service: ServiceFacts,
    content: Content,
    measures: Vec<MeasureBody>,
    authors: Vec<AuthorBody>,
    ready_by_name: Option<String>,
    ready_at: Option<Instant>,
    decision: Option<Decision>,
    reason: Option<String>,
    diary_number: Option<String>,
    decided_by_name: Option<String>,
    decided_at: Option<Instant>,
    sha256: Option<String>,
    replaced_at: Option<Instant>,
    removed_at: Option<Instant>,
    version: i32,
}

fn read(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<AnalysisBody> {
    let a = store::find_analysis(c, &ctx.scope, id)?;
    let service = match FrozenAnalysis::of(&a)? {
        Some(frozen) => frozen.service,
        None => {
            let service = services::find(c, &ctx.scope, &a.service_id)?;
            comparison::facts_of(c, ctx, &service)?
        }
    };
    let author = |each: Author| AuthorBody { person_id: each.person_id, name: each.person_name, duty: each.duty };
    Ok(AnalysisBody {
        content: a.read_content()?,
        measures: store::measures(c, &ctx.scope, std::slice::from_ref(id))?.into_iter().map(measure_body).collect(),
        authors: store::authors(c, &ctx.scope, id)?.into_iter().map(author).collect(),
        service,
        id: a.id,
        campaign_id: a.campaign_id,
        number: a.number,
        state: a.state,
        owner_id: a.owner_id,
        owner_name: a.owner_name,
        due_on: a.due_on,
        ready_by_name: a.ready_by_name,
        ready_at: a.ready_at,
        decision: a.decision,
        reason: a.reason,
        diary_number: a.diary_number,
        decided_by_name: a.decided_by_name,
        decided_at: a.decided_at,
        sha256: a.sha256,
        replaced_at: a.replaced_at,
        removed_at: a.removed_at,
        version: a.version,
    })
}

fn measure_body(m: Measure) -> MeasureBody {
    MeasureBody {
        id: m.id,
        measure: m.measure,
        owner_id: m.owner_id,
        owner_name: m.owner_name,
        due_on: m.due_on,
        action_id: m.action_id,
    }
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| read(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// One analysis.
#[utoipa::path(get, path = "/api/v1/service-analyses/{id}", tag = "service analyses", params(("id" = Id, Path)),
    responses((status = 200, description = "The analysis", body = AnalysisBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// Writes the fields of the content that are given; null clears one.
#[utoipa::path(patch, path = "/api/v1/service-analyses/{id}", tag = "service analyses", params(("id" = Id, Path)), request_body = Content,
    responses((status = 200, description = "Written", body = AnalysisBody), (status = 412, description = "Stale"), (status = 422, description = "Invalid"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<Map<String, Value>>) -> Answer {
    let (version, given, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let stored = store::find_analysis(c, &ctx.scope, &key)?;
        let mut merged: Map<String, Value> = serde_json::from_str(&stored.content).map_err(Refusal::fault)?;
        merged.extend(given);
        let content: Content = serde_path_to_error::deserialize(Value::Object(merged)).map_err(|error| {
            let field = error.path().to_string();
            let field = if field == "." { String::new() } else { field };
            Refusal::Invalid(vec![FieldError::new(field, "error-json").with("reason", error.inner())])
        })?;
        actions::write(c, ctx, &key, Some(version), &content)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoAuthorBody {
    person_id: Option<Id>,
    /// What they are in the work: "Informationssäkerhetsstrateg".
    duty: Option<String>,
}

/// Names a co-author; none of them can decide on the analysis.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/co-authors", tag = "service analyses", params(("id" = Id, Path)), request_body = CoAuthorBody,
    responses((status = 201, description = "Named", body = AnalysisBody), (status = 422, description = "Invalid")))]
pub async fn add_author(web: Web, id: Path<Id>, body: ApiBody<CoAuthorBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let key = id.clone();
    web.write(move |c, ctx| actions::add_author(c, ctx, &key, b.person_id.as_ref(), b.duty.as_deref())).await?;
    one(&web, StatusCode::CREATED, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMeasureBody {
    #[serde(default)]
    measure: String,
    measure_owner_id: Option<Id>,
    measure_due_on: Option<NaiveDate>,
}

/// Adds a compensating measure.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/compensations", tag = "service analyses", params(("id" = Id, Path)), request_body = NewMeasureBody,
    responses((status = 201, description = "Added", body = AnalysisBody), (status = 422, description = "Invalid")))]
pub async fn add_measure(web: Web, id: Path<Id>, body: ApiBody<NewMeasureBody>) -> Answer {
    let (id, b) = (id.into_inner(), body.0);
    let key = id.clone();
    let owner = b.measure_owner_id;
    web.write(move |c, ctx| actions::add_measure(c, ctx, &key, &b.measure, owner.as_ref(), b.measure_due_on)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// Takes a measure away while nothing is decided.
#[utoipa::path(delete, path = "/api/v1/service-analyses/{id}/compensations/{measure_id}", tag = "service analyses",
    params(("id" = Id, Path), ("measure_id" = Id, Path)),
    responses((status = 200, description = "Taken away", body = AnalysisBody), (status = 409, description = "Decided")))]
pub async fn remove_measure(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (id, measure_id) = path.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::remove_measure(c, ctx, &key, &measure_id)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Says that the analysis can be decided on.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/ready", tag = "service analyses", params(("id" = Id, Path)),
    responses((status = 200, description = "Ready", body = AnalysisBody), (status = 422, description = "Something is missing")))]
pub async fn ready(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::set_ready(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Sends a ready analysis back to work.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/back", tag = "service analyses", params(("id" = Id, Path)),
    responses((status = 200, description = "Back", body = AnalysisBody), (status = 409, description = "Not ready")))]
pub async fn send_back(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::send_back(c, ctx, &key, version)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideBody {
    decision: Decision,
    #[serde(default)]
    reason: String,
    diary_number: Option<String>,
}

/// Decides on a ready analysis, by somebody who had no part in it.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/decide", tag = "service analyses", params(("id" = Id, Path)), request_body = DecideBody,
    responses((status = 200, description = "Decided", body = AnalysisBody), (status = 409, description = "Not ready, decided already, or one's own"), (status = 412, description = "Stale"), (status = 422, description = "What the decision needs is missing"), (status = 428, description = "If-Match is missing")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<DecideBody>) -> Answer {
    let (id, version, b) = (id.into_inner(), web.if_match()?, body.0);
    let key = id.clone();
    let said = Decided { decision: b.decision, reason: b.reason, diary_number: b.diary_number };
    web.write(move |c, ctx| actions::decide(c, ctx, &key, Some(version), &said)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Begins the next version of a decided analysis.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/revise", tag = "service analyses", params(("id" = Id, Path)),
    responses((status = 201, description = "The next version", body = AnalysisBody), (status = 409, description = "Not decided")))]
pub async fn revise(web: Web, id: Path<Id>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let next = web.write(move |c, ctx| actions::revise(c, ctx, &id, version)).await?;
    one(&web, StatusCode::CREATED, next.id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemoveBody {
    #[serde(default)]
    reason: String,
}

/// Takes the service out of the campaign.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/remove", tag = "service analyses", params(("id" = Id, Path)), request_body = RemoveBody,
    responses((status = 200, description = "Out of it", body = AnalysisBody), (status = 409, description = "Decided"), (status = 422, description = "A reason is needed")))]
pub async fn remove(web: Web, id: Path<Id>, body: ApiBody<RemoveBody>) -> Answer {
    let (id, version) = (id.into_inner(), web.stated_version()?);
    let key = id.clone();
    web.write(move |c, ctx| actions::remove(c, ctx, &key, version, &body.0.reason)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Makes actions of the measures, where a vendor answers for the platform.
#[utoipa::path(post, path = "/api/v1/service-analyses/{id}/actions", tag = "service analyses", params(("id" = Id, Path)),
    responses((status = 201, description = "Made", body = AnalysisBody), (status = 409, description = "Not decided, or no vendor")))]
pub async fn open_actions(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::open_actions(c, ctx, &key)).await?;
    one(&web, StatusCode::CREATED, id).await
}
