//! `/api/v1/chains` and the chain of a contract: the region's own; a vendor's token finds none of it.

pub mod links;
pub mod nodes;
pub mod rounds;

use super::actions;
use super::model::{ApprovalState, ChainModel, GdprRole, LinkSource, LinkState, TransferMechanism};
use super::records::{ChainLink, ChainProcessing};
use super::rules::{Fault, FaultKind};
use super::store;
use super::whole::{self, Whole};
use crate::base::refusal::Result;
use crate::base::{Id, Instant};
use crate::kit::web::{Answer, ApiBody, Web};
use crate::platform::db::Db;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(
    paths(
        links::list,
        links::create,
        links::show,
        links::change,
        links::end,
        links::approve,
        nodes::list,
        nodes::show,
        nodes::change,
        nodes::blast_radius,
        nodes::concentration,
        rounds::list,
        rounds::create,
        rounds::show,
        rounds::remind,
        rounds::close,
        rounds::of_region,
        rounds::sign_by_phone,
        rounds::corrections,
        rounds::decide,
        rounds::follow_ups,
        rounds::portal_list,
        rounds::portal_show,
        rounds::sign,
        rounds::propose,
        rounds::portal_follow_ups,
        rounds::register_follow_up,
        of_contract,
        set_terms,
    ),
    components(schemas(store::LinkView))
)]
pub struct Description;

/// One purpose of processing and the part that the lower node plays in it.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProcessingBody {
    purpose: String,
    role: GdprRole,
    legal_note: Option<String>,
}

impl From<&ChainProcessing> for ProcessingBody {
    fn from(p: &ChainProcessing) -> Self {
        ProcessingBody { purpose: p.purpose.clone(), role: p.role, legal_note: p.legal_note.clone() }
    }
}

/// A link of a chain.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LinkBody {
    id: Id,
    contract_id: Id,
    service_id: Option<Id>,
    parent_node_id: Id,
    child_node_id: Id,
    task: String,
    /// 0-3; null is not known.
    data_class: Option<i32>,
    information_types: Vec<String>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
    /// ISO 3166-1 alpha-2.
    countries: Vec<String>,
    remote_countries: Vec<String>,
    third_country: bool,
    transfer_mechanism: Option<TransferMechanism>,
    source: LinkSource,
    vendor_visible: bool,
    approval: ApprovalState,
    approval_valid_until: Option<NaiveDate>,
    approval_reference: Option<String>,
    state: LinkState,
    started_on: NaiveDate,
    ended_on: Option<NaiveDate>,
    end_reason: Option<String>,
    confirmed_on: Option<NaiveDate>,
    internal_note: Option<String>,
    processings: Vec<ProcessingBody>,
    created_by_name: String,
    created_at: Instant,
    version: i32,
}

fn link_body(link: &ChainLink, processings: &[ChainProcessing]) -> LinkBody {
    LinkBody {
        id: link.id.clone(),
        contract_id: link.contract_id.clone(),
        service_id: link.service_id.clone(),
        parent_node_id: link.parent_node_id.clone(),
        child_node_id: link.child_node_id.clone(),
        task: link.task.clone(),
        data_class: link.data_class,
        information_types: link.information_types(),
        persons_low: link.persons_low,
        persons_high: link.persons_high,
        countries: link.countries(),
        remote_countries: link.remote_countries(),
        third_country: link.third_country,
        transfer_mechanism: link.transfer_mechanism,
        source: link.source,
        vendor_visible: link.vendor_visible,
        approval: link.approval,
        approval_valid_until: link.approval_valid_until,
        approval_reference: link.approval_reference.clone(),
        state: link.state,
        started_on: link.started_on,
        ended_on: link.ended_on,
        end_reason: link.end_reason.clone(),
        confirmed_on: link.confirmed_on,
        internal_note: link.internal_note.clone(),
        processings: processings.iter().map(Into::into).collect(),
        created_by_name: link.created_by_name.clone(),
        created_at: link.created_at,
        version: link.version,
    }
}

/// Something that is not as it should be, and the link it is at.
#[derive(Serialize, utoipa::ToSchema)]
pub struct FaultBody {
    fault: FaultKind,
    link_id: Id,
}

/// The chain of a contract.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ChainBody {
    contract_id: Id,
    /// The main vendor's node; null before the first link.
    root_node_id: Option<Id>,
    /// Tiers below the main vendor that the contract allows.
    depth_limit: i32,
    /// Why, when the contract has said so itself.
    depth_note: Option<String>,
    /// The version of what the contract says; 0 when it has said nothing and the model's default holds.
    terms_version: i32,
    model_version: String,
    /// The level 0-4 of criterion C that this chain gives.
    criterion: u8,
    nodes: Vec<nodes::NodeBody>,
    links: Vec<LinkBody>,
    /// The worst first.
    faults: Vec<FaultBody>,
}

fn chain_body(whole: &Whole, faults: &[Fault]) -> ChainBody {
    let processings = |link: &ChainLink| whole.processings.get(&link.id).map(Vec::as_slice).unwrap_or_default();
    ChainBody {
        contract_id: whole.contract_id.clone(),
        root_node_id: whole.root.as_ref().map(|root| root.id.clone()),
        depth_limit: whole.depth_limit(),
        depth_note: whole.terms.as_ref().and_then(|terms| terms.note.clone()),
        terms_version: whole.terms.as_ref().map_or(0, |terms| terms.version),
        model_version: ChainModel::current().version.clone(),
        criterion: whole.criterion(),
        nodes: whole.nodes.values().map(nodes::node_body).collect(),
        links: whole.links.iter().map(|link| link_body(link, processings(link))).collect(),
        faults: faults.iter().map(|f| FaultBody { fault: f.kind, link_id: f.link_id.clone() }).collect(),
    }
}

async fn chain(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let whole = whole::of_contract(c, &ctx.scope, &id)?;
            let faults = whole.faults(ctx.today());
            Ok(chain_body(&whole, &faults))
        })
        .await?;
    web.json_object(status, body.terms_version, &body)
}

/// The chain of a contract: nodes, links, faults and the level of criterion C. The ETag is of what the contract allows.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/chain", tag = "chains", params(("id" = Id, Path)),
    responses((status = 200, description = "The chain", body = ChainBody), (status = 404, description = "Hidden or missing")))]
pub async fn of_contract(web: Web, id: Path<Id>) -> Answer {
    chain(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsBody {
    /// Tiers below the main vendor, 0-20.
    depth_limit: i32,
    note: Option<String>,
}

/// Says how many tiers the contract allows. `If-Match` is `"0"` when it has said nothing before.
#[utoipa::path(put, path = "/api/v1/contracts/{id}/chain/terms", tag = "chains", params(("id" = Id, Path)), request_body = TermsBody,
    responses((status = 200, description = "Said", body = ChainBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn set_terms(web: Web, id: Path<Id>, body: ApiBody<TermsBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| actions::set_terms(c, ctx, &key, b.depth_limit, b.note.as_deref(), Some(version))).await?;
    chain(&web, StatusCode::OK, id).await
}

/// One link with its roles.
fn read_link(c: &mut Db, ctx: &crate::kit::Ctx, id: &Id) -> Result<LinkBody> {
    let link = store::find_link(c, &ctx.scope, id)?;
    let processings = store::processings_of_link(c, &ctx.scope, id)?;
    Ok(link_body(&link, &processings))
}

/// A field of a PATCH: missing leaves what is stored, null clears it.
fn or_stored<T>(given: Option<Option<T>>, stored: Option<T>) -> Option<T> {
    given.unwrap_or(stored)
}
