//! `/api/v1/risks`: the region's own; a vendor's token finds none.

pub mod bodies;
pub mod steps;
pub mod whole;

use super::actions::{self, RiskInput};
use super::model::ConsequenceCategory;
use super::pages::list::filter;
use super::records::Risk;
use super::store;
use crate::base::Id;
use crate::features::vendors::given;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use bodies::{RiskBody, RiskRow, body_of};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    create,
    show,
    change,
    steps::set_state,
    steps::rate,
    steps::agree,
    steps::intervals,
    steps::simulate,
    steps::put_control,
    steps::remove_control,
    steps::link_action,
    steps::unlink_action,
    steps::propose,
    steps::answer,
    steps::withdraw,
    whole::library,
    whole::heat_map,
    whole::model,
    whole::import_table,
    whole::settings,
    whole::nodes,
    whole::ask_for_run,
    whole::runs,
    whole::run,
))]
pub struct Description;

/// The answer after a step: the whole risk with its ETag.
pub async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let risk = store::find(c, &ctx.scope, &id)?;
            body_of(c, ctx, risk)
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// The risks, the worst first.
#[utoipa::path(get, path = "/api/v1/risks", tag = "risks",
    params(ListQuery, ("state" = Option<String>, Query, description = "A state, open_only or all (without it: all)"),
        ("level" = Option<String>, Query, description = "Level of what is left"), ("category" = Option<String>, Query),
        ("vendor_id" = Option<Id>, Query), ("node_id" = Option<Id>, Query), ("service_id" = Option<Id>, Query),
        ("overdue" = Option<bool>, Query, description = "Only those whose review day has passed"),
        ("view" = Option<String>, Query, description = "residual or inherent; with likelihood and consequence: a cell"),
        ("likelihood" = Option<i32>, Query), ("consequence" = Option<i32>, Query)),
    responses((status = 200, description = "A page of risks", body = [RiskRow])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = filter(&filters, "all", web.ctx()?)?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &filter, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(RiskRow::from)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRiskBody {
    #[serde(default)]
    title: String,
    /// A scenario of the library.
    scenario: Option<String>,
    #[serde(default)]
    threat: String,
    #[serde(default)]
    asset: String,
    category: ConsequenceCategory,
    vendor_id: Option<Id>,
    contract_id: Option<Id>,
    link_id: Option<Id>,
    node_id: Option<Id>,
    service_id: Option<Id>,
    owner_id: Option<Id>,
    review_on: Option<NaiveDate>,
    #[serde(default)]
    common_cause: bool,
}

/// Adds a risk.
#[utoipa::path(post, path = "/api/v1/risks", tag = "risks", request_body = NewRiskBody,
    responses((status = 201, description = "Added", body = RiskBody), (status = 422, description = "Invalid")))]
pub async fn create(web: Web, body: ApiBody<NewRiskBody>) -> Answer {
    let b = body.0;
    let input = RiskInput {
        title: b.title,
        scenario: b.scenario,
        threat: b.threat,
        asset: b.asset,
        category: b.category,
        vendor_id: b.vendor_id,
        contract_id: b.contract_id,
        link_id: b.link_id,
        node_id: b.node_id,
        service_id: b.service_id,
        owner_id: b.owner_id,
        review_on: b.review_on,
        common_cause: b.common_cause,
    };
    let made = web.write(move |c, ctx| actions::add(c, ctx, &input)).await?;
    one(&web, StatusCode::CREATED, made.id).await
}

/// One risk with both lenses, what controls take away, and its acceptances.
#[utoipa::path(get, path = "/api/v1/risks/{id}", tag = "risks", params(("id" = Id, Path)),
    responses((status = 200, description = "The risk", body = RiskBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskPatch {
    title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    scenario: Option<Option<String>>,
    threat: Option<String>,
    asset: Option<String>,
    category: Option<ConsequenceCategory>,
    #[serde(default, deserialize_with = "given")]
    vendor_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    contract_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    link_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    node_id: Option<Option<Id>>,
    #[serde(default, deserialize_with = "given")]
    service_id: Option<Option<Id>>,
    owner_id: Option<Id>,
    #[serde(default, deserialize_with = "given")]
    review_on: Option<Option<NaiveDate>>,
    common_cause: Option<bool>,
}

impl RiskPatch {
    fn onto(self, s: Risk) -> RiskInput {
        RiskInput {
            title: self.title.unwrap_or(s.title),
            scenario: self.scenario.unwrap_or(s.scenario),
            threat: self.threat.unwrap_or(s.threat),
            asset: self.asset.unwrap_or(s.asset),
            category: self.category.unwrap_or(s.category),
            vendor_id: self.vendor_id.unwrap_or(s.vendor_id),
            contract_id: self.contract_id.unwrap_or(s.contract_id),
            link_id: self.link_id.unwrap_or(s.link_id),
            node_id: self.node_id.unwrap_or(s.node_id),
            service_id: self.service_id.unwrap_or(s.service_id),
            owner_id: self.owner_id.or(s.owner_id),
            review_on: self.review_on.unwrap_or(s.review_on),
            common_cause: self.common_cause.unwrap_or(s.common_cause),
        }
    }
}

/// Changes the fields that are given.
#[utoipa::path(patch, path = "/api/v1/risks/{id}", tag = "risks", params(("id" = Id, Path)), request_body = RiskPatch,
    responses((status = 200, description = "Changed", body = RiskBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<RiskPatch>) -> Answer {
    let (version, patch, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let stored = store::find(c, &ctx.scope, &key)?;
        actions::edit(c, ctx, &key, Some(version), &patch.onto(stored))
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}
