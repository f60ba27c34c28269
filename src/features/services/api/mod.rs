//! `/api/v1/services`, `/platforms` and `/information-types`: the client's own; a vendor's token finds none.

pub mod bodies;
pub mod lists;
pub mod platforms;
pub mod steps;
pub mod types;

use self::bodies::{ServiceBody, ServiceLineBody, body_of, worth_of};
use super::actions;
use super::comparing;
use super::filter::ServiceQuery;
use super::input::NewService;
use super::model::{Audience, Channel};
use super::pages::today;
use super::store;
use crate::base::{Id, PageRequest};
use crate::features::services::pages::list::narrowed;
use crate::features::vendors::given;
use crate::kit::web::{Answer, ApiBody, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    create,
    show,
    change,
    steps::classify,
    steps::confirm,
    steps::stop,
    steps::answer_lowering,
    steps::ask_publication,
    steps::decide_publication,
    steps::make_exception,
    steps::end_exception,
    lists::waiting,
    lists::unclassified,
    lists::administrations,
    lists::history,
    platforms::list,
    platforms::create,
    platforms::show,
    platforms::change,
    platforms::breaches,
    platforms::set_rule,
    types::list,
    types::create,
    types::change,
    types::import,
))]
pub struct Description;

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| body_of(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// The services, with what each platform says of them.
#[utoipa::path(get, path = "/api/v1/services", tag = "services", params(ServiceQuery),
    responses((status = 200, description = "A page of services", body = [ServiceLineBody])))]
pub async fn list(web: Web, query: Query<ServiceQuery>) -> Answer {
    let (filter, day) = (query.filter(today(&web)), today(&web));
    let asked = PageRequest::from_cursor(query.cursor.as_deref(), query.limit);
    let (page, verdicts) = web
        .read(move |c, ctx| {
            let filter = narrowed(c, ctx, filter)?;
            let page = store::list(c, &ctx.scope, &filter, asked)?;
            let verdicts = comparing::verdicts(c, ctx, &page.items)?;
            Ok((page, verdicts))
        })
        .await?;
    let rows = page.map(|s| {
        let verdict = verdicts.get(&s.id).cloned().unwrap_or_default();
        ServiceLineBody {
            worth: worth_of(&s, day),
            summary: verdict.summary(s.platform_id.is_some()),
            breach: verdict.is_breach(),
            classification: s.class(),
            information_types: s.type_codes(),
            id: s.id,
            name: s.name,
            platform_id: s.platform_id,
            administration: s.administration,
            audience: s.audience,
            users_per_day: s.users_per_day,
            classified_on: s.classified_on,
            status: s.status,
            version: s.version,
        }
    });
    web.json(StatusCode::OK, &list_body(rows))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewServiceBody {
    #[serde(default)]
    name: String,
    platform_id: Option<Id>,
    contract_id: Option<Id>,
    administration: Option<String>,
    audience: Option<Audience>,
    #[serde(default)]
    channels: Vec<Channel>,
    users_per_day: Option<i32>,
    persons: Option<i32>,
    affected_groups: Option<String>,
    fallback_routine: Option<String>,
    fallback_tested_on: Option<NaiveDate>,
    operating_hours: Option<String>,
    max_outage_hours: Option<i32>,
    owner_id: Option<Id>,
    /// Codes of information types.
    #[serde(default)]
    information_types: Vec<String>,
    form_fields: Option<String>,
}

/// Adds a planned, unclassified service.
#[utoipa::path(post, path = "/api/v1/services", tag = "services", request_body = NewServiceBody,
    responses((status = 201, description = "Added", body = ServiceBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewServiceBody>) -> Answer {
    let b = body.0;
    let new = NewService {
        name: b.name,
        platform_id: b.platform_id,
        contract_id: b.contract_id,
        administration: b.administration,
        audience: b.audience,
        channels: b.channels,
        users_per_day: b.users_per_day,
        persons: b.persons,
        affected_groups: b.affected_groups,
        fallback_routine: b.fallback_routine,
        fallback_tested_on: b.fallback_tested_on,
        operating_hours: b.operating_hours,
        max_outage_hours: b.max_outage_hours,
        owner_id: b.owner_id,
        information_types: b.information_types,
        form_fields: b.form_fields,
    };
    let made = web.write(move |c, ctx| actions::add(c, ctx, &new)).await?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// One service with its class and why, its platform's verdict, and every decision.
#[utoipa::path(get, path = "/api/v1/services/{id}", tag = "services", params(("id" = Id, Path)),
    responses((status = 200, description = "The service", body = ServiceBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ServicePatch {
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    platform_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    contract_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    administration: Option<Option<String>>,
    audience: Option<Audience>,
    channels: Option<Vec<Channel>>,
    #[serde(default, deserialize_with = "given")]
    users_per_day: Option<Option<i32>>,
    #[serde(default, deserialize_with = "given")]
    persons: Option<Option<i32>>,
    #[serde(default, deserialize_with = "given")]
    affected_groups: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    fallback_routine: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    fallback_tested_on: Option<Option<NaiveDate>>,
    #[serde(default, deserialize_with = "given")]
    operating_hours: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    max_outage_hours: Option<Option<i32>>,
    #[serde(default, deserialize_with = "given")]
    owner_id: Option<Option<Id>>,
    information_types: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    form_fields: Option<Option<String>>,
}

/// Changes the fields that are given; null empties one. Changed types or form fields ask for a new classification.
#[utoipa::path(patch, path = "/api/v1/services/{id}", tag = "services", params(("id" = Id, Path)), request_body = ServicePatch,
    responses((status = 200, description = "Changed", body = ServiceBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<ServicePatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let s = NewService::of(&store::find(c, &ctx.scope, &key)?);
        let new = NewService {
            name: p.name.unwrap_or(s.name),
            platform_id: p.platform_id.unwrap_or(s.platform_id),
            contract_id: p.contract_id.unwrap_or(s.contract_id),
            administration: p.administration.unwrap_or(s.administration),
            audience: p.audience.or(s.audience),
            channels: p.channels.unwrap_or(s.channels),
            users_per_day: p.users_per_day.unwrap_or(s.users_per_day),
            persons: p.persons.unwrap_or(s.persons),
            affected_groups: p.affected_groups.unwrap_or(s.affected_groups),
            fallback_routine: p.fallback_routine.unwrap_or(s.fallback_routine),
            fallback_tested_on: p.fallback_tested_on.unwrap_or(s.fallback_tested_on),
            operating_hours: p.operating_hours.unwrap_or(s.operating_hours),
            max_outage_hours: p.max_outage_hours.unwrap_or(s.max_outage_hours),
            owner_id: p.owner_id.unwrap_or(s.owner_id),
            information_types: p.information_types.unwrap_or(s.information_types),
            form_fields: p.form_fields.unwrap_or(s.form_fields),
        };
        actions::update(c, ctx, &key, &new, version)
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}
