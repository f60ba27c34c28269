//! Lists over all services: what waits, what nobody classified, exposure, and the list of a day.

use crate::base::{Id, Instant};
use crate::features::services::changes::{self, Difference, FieldChange};
use crate::features::services::comparing::{self, Exposure};
use crate::features::services::model::{Class, ServiceStatus, parts};
use crate::features::services::pages::changes::{days, end_of};
use crate::features::services::pages::sweeps::before;
use crate::features::services::records::ServiceLine;
use crate::features::services::unclassified::{self, Gap};
use crate::features::services::{records::ServiceVersion, store};
use crate::kit::web::{Answer, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::Query;
use chrono::NaiveDate;
use serde::Serialize;

/// Something that waits for a second person.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WaitingBody {
    service_id: Id,
    /// The lowering or the publication to answer.
    id: Id,
    by_name: String,
    at: Instant,
    /// The class that is proposed; null for a publication.
    classification: Option<Class>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct WaitingLists {
    lowerings: Vec<WaitingBody>,
    publications: Vec<WaitingBody>,
}

/// Lowerings and publications that wait for a second person.
#[utoipa::path(get, path = "/api/v1/services/waiting", tag = "services",
    responses((status = 200, description = "What waits", body = WaitingLists)))]
pub async fn waiting(web: Web) -> Answer {
    let (lowerings, publications) = web
        .read(|c, ctx| Ok((store::pending_classifications(c, &ctx.scope)?, store::asked_approvals(c, &ctx.scope)?)))
        .await?;
    let lowerings = lowerings.into_iter().map(|row| WaitingBody {
        classification: Some(row.class()),
        service_id: row.service_id,
        id: row.id,
        by_name: row.decided_by_name,
        at: row.decided_at,
    });
    let publications = publications.into_iter().map(|row| WaitingBody {
        service_id: row.service_id,
        id: row.id,
        by_name: row.asked_by_name,
        at: row.asked_at,
        classification: None,
    });
    let body = WaitingLists { lowerings: lowerings.collect(), publications: publications.collect() };
    web.json(StatusCode::OK, &body)
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct GapService {
    id: Id,
    name: String,
    administration: Option<String>,
    classified_on: Option<NaiveDate>,
}

impl From<ServiceLine> for GapService {
    fn from(line: ServiceLine) -> Self {
        GapService {
            id: line.id,
            name: line.name,
            administration: line.administration,
            classified_on: line.classified_on,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct GapContract {
    contract_id: Id,
    reference: String,
    vendor_id: Id,
    gap: Gap,
    /// When the oldest of its services was classified.
    classified_on: Option<NaiveDate>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct GapsBody {
    before: NaiveDate,
    /// Services that were never wholly classified.
    never: Vec<GapService>,
    /// Services classified before the day.
    old: Vec<GapService>,
    /// Contracts in force without services, or with services like those above.
    contracts: Vec<GapContract>,
    services_total: usize,
    contracts_total: usize,
}

/// What was never classified, or last before a day.
#[utoipa::path(get, path = "/api/v1/services/unclassified", tag = "services",
    params(("before" = Option<NaiveDate>, Query, description = "Without it, the day before which a classification no longer holds")),
    responses((status = 200, description = "What the sweep found", body = GapsBody)))]
pub async fn unclassified(web: Web, query: Query<Params>) -> Answer {
    let before = before(&web, &query)?;
    let found = web.read(move |c, ctx| unclassified::gaps(c, ctx, before)).await?;
    let contract = |each: unclassified::ContractGap| GapContract {
        contract_id: each.contract_id,
        reference: each.reference,
        vendor_id: each.vendor_id,
        gap: each.gap,
        classified_on: each.classified_on,
    };
    let body = GapsBody {
        before,
        never: found.never.into_iter().map(Into::into).collect(),
        old: found.old.into_iter().map(Into::into).collect(),
        contracts: found.contracts.into_iter().map(contract).collect(),
        services_total: found.services_total,
        contracts_total: found.contracts_total,
    };
    web.json(StatusCode::OK, &body)
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct Exposures {
    items: Vec<Exposure>,
}

/// Exposure by administration, the most breaches first.
#[utoipa::path(get, path = "/api/v1/services/administrations", tag = "services",
    responses((status = 200, description = "Every administration", body = Exposures)))]
pub async fn administrations(web: Web) -> Answer {
    let items = web.read(|c, ctx| Ok(comparing::exposure(&comparing::compare_portfolio(c, ctx)?))).await?;
    web.json(StatusCode::OK, &Exposures { items })
}

/// A service as the list of the later day has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ListedThen {
    service_id: Id,
    name: String,
    platform_id: Option<Id>,
    administration: Option<String>,
    classification: Class,
    information_types: Vec<String>,
    status: ServiceStatus,
}

impl From<ServiceVersion> for ListedThen {
    fn from(row: ServiceVersion) -> Self {
        ListedThen {
            classification: row.class(),
            information_types: parts(&row.information_types),
            service_id: row.service_id,
            name: row.name,
            platform_id: row.platform_id,
            administration: row.administration,
            status: row.status,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DifferenceBody {
    service_id: Id,
    name: String,
    difference: Difference,
    changes: Vec<FieldChange>,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct HistoryBody {
    from: NaiveDate,
    to: NaiveDate,
    differences: Vec<DifferenceBody>,
    /// The complete list at the end of the later day.
    services: Vec<ListedThen>,
}

/// The complete list of a day, and what differs from another day.
#[utoipa::path(get, path = "/api/v1/services/history", tag = "services",
    params(("from" = Option<NaiveDate>, Query, description = "Half a year before `to` without it"), ("to" = Option<NaiveDate>, Query, description = "Today without it")),
    responses((status = 200, description = "The list and the differences", body = HistoryBody)))]
pub async fn history(web: Web, query: Query<Params>) -> Answer {
    let (from, to) = days(&web, &query)?;
    let (differences, list) = web
        .read(move |c, ctx| {
            let differences = changes::differences(c, &ctx.scope, end_of(from), end_of(to))?;
            Ok((differences, store::list_at(c, &ctx.scope, end_of(to))?))
        })
        .await?;
    let difference = |each: changes::ServiceDifference| DifferenceBody {
        service_id: each.service_id,
        name: each.name,
        difference: each.difference,
        changes: each.changes,
    };
    let body = HistoryBody {
        from,
        to,
        differences: differences.into_iter().map(difference).collect(),
        services: list.into_iter().map(Into::into).collect(),
    };
    web.json(StatusCode::OK, &body)
}
