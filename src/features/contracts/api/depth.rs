//! Renewal, options, agreed numbers and the watch in JSON.

use crate::base::{Id, Instant};
use crate::features::contracts::actions::{self, OptionInput};
use crate::features::contracts::effective::{Agreed, effective_lines};
use crate::features::contracts::pages::watch::filter;
use crate::features::contracts::parameters::NumberUnit;
use crate::features::contracts::records::{ExtensionOption, OptionState, Renewal};
use crate::features::contracts::rules::DecisionKind;
use crate::features::contracts::store;
use crate::features::contracts::watching::{Watched, watch as watched};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct RenewalJson {
    /// Months by which the contract renews itself; null: it ends.
    renewal_months: Option<i32>,
    updated_by: Option<String>,
    /// What If-Match must say; 0 while nothing is stored.
    version: i32,
}

fn renewal_json(row: Option<Renewal>) -> RenewalJson {
    RenewalJson {
        renewal_months: row.as_ref().and_then(Renewal::months),
        version: row.as_ref().map_or(0, |row| row.version),
        updated_by: row.map(|row| row.updated_by_name),
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RenewalBody {
    /// Null: the contract ends on its last day.
    renewal_months: Option<i32>,
}

/// Whether the contract renews itself.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/renewal", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, body = RenewalJson)))]
pub async fn renewal(web: Web, id: Path<Id>) -> Answer {
    let row = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::find(c, &ctx.scope, &id)?;
            store::renewal(c, &ctx.scope, &id)
        })
        .await?;
    let body = renewal_json(row);
    web.json_object(StatusCode::OK, body.version, &body)
}

/// Says whether the contract renews itself. Needs If-Match, 0 for the first time.
#[utoipa::path(put, path = "/api/v1/contracts/{id}/renewal", tag = "contracts", params(("id" = String, Path)), request_body = RenewalBody,
    responses((status = 200, body = RenewalJson), (status = 412, description = "changed since it was read")))]
pub async fn set_renewal(web: Web, id: Path<Id>, body: ApiBody<RenewalBody>) -> Answer {
    let (version, months) = (web.if_match()?, body.0.renewal_months);
    let row = web.write(move |c, ctx| actions::set_renewal(c, ctx, &id, months, version)).await?;
    let body = renewal_json(Some(row));
    web.json_object(StatusCode::OK, body.version, &body)
}

#[derive(Serialize, ToSchema)]
pub struct OptionJson {
    id: Id,
    number: i32,
    /// The last day to use it.
    use_by_on: NaiveDate,
    /// The contract's last day, once it is used.
    extends_to_on: NaiveDate,
    state: OptionState,
    note: Option<String>,
    decided_on: Option<NaiveDate>,
    decided_by: Option<String>,
    updated_at: Instant,
    version: i32,
}

impl From<ExtensionOption> for OptionJson {
    fn from(row: ExtensionOption) -> Self {
        OptionJson {
            id: row.id,
            number: row.number,
            use_by_on: row.use_by_on,
            extends_to_on: row.extends_to_on,
            state: row.state,
            note: row.note,
            decided_on: row.decided_on,
            decided_by: row.decided_by_name,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionBody {
    use_by_on: NaiveDate,
    extends_to_on: NaiveDate,
    note: Option<String>,
}

impl From<OptionBody> for OptionInput {
    fn from(body: OptionBody) -> Self {
        OptionInput { use_by_on: body.use_by_on, extends_to_on: body.extends_to_on, note: body.note }
    }
}

/// The contract's rights to extend, by number.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/options", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, description = "items", body = [OptionJson])))]
pub async fn options(web: Web, id: Path<Id>) -> Answer {
    let rows = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::find(c, &ctx.scope, &id)?;
            store::options(c, &ctx.scope, &id)
        })
        .await?;
    let items: Vec<OptionJson> = rows.into_iter().map(OptionJson::from).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items }))
}

/// Adds a right to extend after those that are there.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/options", tag = "contracts", params(("id" = String, Path)), request_body = OptionBody,
    responses((status = 201, body = OptionJson), (status = 422, description = "the days do not go together")))]
pub async fn add_option(web: Web, id: Path<Id>, body: ApiBody<OptionBody>) -> Answer {
    let input = body.0.into();
    let row = web.write(move |c, ctx| actions::add_option(c, ctx, &id, &input)).await?;
    web.json_object(StatusCode::CREATED, row.version, &OptionJson::from(row))
}

/// Changes a right to extend that is open. Needs If-Match.
#[utoipa::path(put, path = "/api/v1/contracts/{id}/options/{option_id}", tag = "contracts",
    params(("id" = String, Path), ("option_id" = String, Path)), request_body = OptionBody,
    responses((status = 200, body = OptionJson), (status = 412, description = "changed since it was read")))]
pub async fn change_option(web: Web, path: Path<(Id, Id)>, body: ApiBody<OptionBody>) -> Answer {
    let (version, input, (id, option_id)) = (web.if_match()?, body.0.into(), path.into_inner());
    let row = web.write(move |c, ctx| actions::change_option(c, ctx, &id, &option_id, &input, version)).await?;
    web.json_object(StatusCode::OK, row.version, &OptionJson::from(row))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionDecisionBody {
    /// True moves the contract's last day; false declines.
    used: bool,
}

/// Uses an option or declines it. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/options/{option_id}/decide", tag = "contracts",
    params(("id" = String, Path), ("option_id" = String, Path)), request_body = OptionDecisionBody,
    responses((status = 200, body = OptionJson), (status = 409, description = "its day has passed, or an earlier one is open")))]
pub async fn decide_option(web: Web, path: Path<(Id, Id)>, body: ApiBody<OptionDecisionBody>) -> Answer {
    let (version, used, (id, option_id)) = (web.if_match()?, body.0.used, path.into_inner());
    let row = web.write(move |c, ctx| actions::decide_option(c, ctx, &id, &option_id, used, version)).await?;
    web.json_object(StatusCode::OK, row.version, &OptionJson::from(row))
}

/// A number of a clause: what the library proposes beside what the contract says.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgreedJson {
    parameter: String,
    unit: NumberUnit,
    proposed: i32,
    /// Null while nobody has noted what the contract says.
    agreed: Option<i32>,
    /// It is the framework agreement's.
    inherited: bool,
    /// Laxer than the library's: a deviation.
    lax: bool,
    /// What If-Match must say; 0 while nothing is stored.
    version: i32,
}

impl From<&Agreed> for AgreedJson {
    fn from(agreed: &Agreed) -> Self {
        AgreedJson {
            parameter: agreed.parameter.key.clone(),
            unit: agreed.parameter.unit,
            proposed: agreed.parameter.proposed,
            agreed: agreed.agreed,
            inherited: agreed.inherited,
            lax: agreed.lax(),
            version: agreed.version,
        }
    }
}

/// The numbers that apply to the contract.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/agreed", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, description = "items", body = [AgreedJson])))]
pub async fn numbers(web: Web, id: Path<Id>) -> Answer {
    let lines = web
        .read(move |c, ctx| {
            let contract = store::find(c, &ctx.scope, &id)?;
            effective_lines(c, &ctx.scope, &contract)
        })
        .await?;
    let items: Vec<AgreedJson> = lines.iter().flat_map(|line| line.agreed.iter().map(AgreedJson::from)).collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": items }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgreedBody {
    /// Null: nobody has noted it.
    agreed: Option<i32>,
}

#[derive(Serialize, ToSchema)]
pub struct OwnNumberJson {
    parameter: String,
    clause_id: String,
    agreed: Option<i32>,
    version: i32,
}

/// Says what the contract has agreed upon. Needs If-Match, 0 for the first time.
#[utoipa::path(put, path = "/api/v1/contracts/{id}/agreed/{parameter}", tag = "contracts",
    params(("id" = String, Path), ("parameter" = String, Path)), request_body = AgreedBody,
    responses((status = 200, body = OwnNumberJson), (status = 412, description = "changed since it was read")))]
pub async fn set_number(web: Web, path: Path<(Id, String)>, body: ApiBody<AgreedBody>) -> Answer {
    let (version, agreed, (id, parameter)) = (web.if_match()?, body.0.agreed, path.into_inner());
    let row = web.write(move |c, ctx| actions::set_number(c, ctx, &id, &parameter, agreed, version)).await?;
    let body =
        OwnNumberJson { parameter: row.parameter, clause_id: row.clause_id, agreed: row.agreed, version: row.version };
    web.json_object(StatusCode::OK, body.version, &body)
}

/// A contract about which something must be decided.
#[derive(Serialize, ToSchema)]
pub struct WatchedJson {
    contract_id: Id,
    reference: String,
    title: String,
    vendor_id: Id,
    manager_id: Option<Id>,
    /// `option`: whether to use it; `notice`: whether to stop a renewal; `end`: what comes after.
    kind: DecisionKind,
    decide_on: NaiveDate,
    /// The last day of the contract as it stands.
    ends_on: NaiveDate,
}

impl From<Watched> for WatchedJson {
    fn from(item: Watched) -> Self {
        WatchedJson {
            contract_id: item.contract.id,
            reference: item.contract.reference,
            title: item.contract.title,
            vendor_id: item.contract.vendor_id,
            manager_id: item.contract.manager_id,
            kind: item.decision.kind,
            decide_on: item.decision.on,
            ends_on: item.decision.ends_on,
        }
    }
}

/// What must be decided about contracts in the days ahead, the soonest first.
#[utoipa::path(get, path = "/api/v1/contracts/watch", tag = "contracts",
    params(ListQuery, ("days" = Option<u64>, Query), ("manager_id" = Option<String>, Query)),
    responses((status = 200, description = "items, next, total", body = [WatchedJson])))]
pub async fn watch(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (filter, asked, today) = (filter(&filters)?, query.page(), web.ctx()?.today());
    let page = web.read(move |c, ctx| watched(c, &ctx.scope, &filter, today, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(WatchedJson::from)))
}
