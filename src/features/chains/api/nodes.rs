//! Nodes and what stands behind them through the API.

use super::or_stored;
use crate::base::{Id, PageRequest};
use crate::features::chains::actions::{self, NodeEdit};
use crate::features::chains::model::NodeKind;
use crate::features::chains::records::ChainNode;
use crate::features::chains::store::{self, Behind, NodeFilter, Persons};
use crate::features::vendors::{given, shown_number};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use serde::{Deserialize, Serialize};

/// Somebody or something that takes part in a chain.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NodeBody {
    id: Id,
    kind: NodeKind,
    /// The register's row of the same company.
    vendor_id: Option<Id>,
    name: String,
    /// A person's number is masked.
    org_number: Option<String>,
    country: Option<String>,
    location: Option<String>,
    shared_note: Option<String>,
    internal_note: Option<String>,
    version: i32,
}

pub fn node_body(node: &ChainNode) -> NodeBody {
    NodeBody {
        id: node.id.clone(),
        kind: node.kind,
        vendor_id: node.vendor_id.clone(),
        name: node.name.clone(),
        org_number: shown_number(node.org_number.as_deref()),
        country: node.country.clone(),
        location: node.location.clone(),
        shared_note: node.shared_note.clone(),
        internal_note: node.internal_note.clone(),
        version: node.version,
    }
}

/// A node and in how many contracts' chains it stands below somebody.
#[derive(Serialize, utoipa::ToSchema)]
pub struct NodeRowBody {
    #[serde(flatten)]
    node: NodeBody,
    contracts: i64,
}

/// Nodes by name.
#[utoipa::path(get, path = "/api/v1/chains/nodes", tag = "chains", operation_id = "list_nodes",
    params(ListQuery, ("kind" = Option<NodeKind>, Query)),
    responses((status = 200, description = "A page of nodes", body = [NodeRowBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = NodeFilter { q: filters.text("q"), kind: filters.parsed("kind")? };
    let asked = query.page();
    let page = web.read(move |c, ctx| store::node_page(c, &ctx.scope, &filter, asked)).await?;
    let rows = page.map(|one| NodeRowBody { node: node_body(&one.node), contracts: one.contracts });
    web.json(StatusCode::OK, &list_body(rows))
}

async fn one(web: &Web, id: Id) -> Answer {
    let node = web.read(move |c, ctx| store::find_node(c, &ctx.scope, &id)).await?;
    web.json_object(StatusCode::OK, node.version, &node_body(&node))
}

/// One node.
#[utoipa::path(get, path = "/api/v1/chains/nodes/{id}", tag = "chains", operation_id = "show_node", params(("id" = Id, Path)),
    responses((status = 200, description = "The node", body = NodeBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NodePatch {
    kind: Option<NodeKind>,
    name: Option<String>,
    #[serde(default, deserialize_with = "given")]
    org_number: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    country: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    location: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    shared_note: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    internal_note: Option<Option<String>>,
}

/// Changes the fields that are given. Name, number and country of a vendor are the register's, and stay.
#[utoipa::path(patch, path = "/api/v1/chains/nodes/{id}", tag = "chains", operation_id = "change_node", params(("id" = Id, Path)), request_body = NodePatch,
    responses((status = 200, description = "Changed", body = NodeBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<NodePatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let s = store::find_node(c, &ctx.scope, &key)?;
        let edit = NodeEdit {
            kind: p.kind.unwrap_or(s.kind),
            name: p.name.unwrap_or(s.name),
            org_number: or_stored(p.org_number, s.org_number),
            country: or_stored(p.country, s.country),
            location: or_stored(p.location, s.location),
            shared_note: or_stored(p.shared_note, s.shared_note),
            internal_note: or_stored(p.internal_note, s.internal_note),
        };
        actions::edit_node(c, ctx, &key, &edit, Some(version))
    })
    .await?;
    one(&web, id).await
}

/// One contract behind a node.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BehindBody {
    contract_id: Id,
    reference: String,
    title: String,
    vendor_id: Id,
    vendor_name: String,
    /// The node stands in this contract's own chain. False: somebody in its chain uses the node under another contract.
    certain: bool,
    service_ids: Vec<Id>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
}

impl From<Behind> for BehindBody {
    fn from(b: Behind) -> Self {
        BehindBody {
            contract_id: b.contract_id,
            reference: b.reference,
            title: b.title,
            vendor_id: b.vendor_id,
            vendor_name: b.vendor_name,
            certain: b.certain,
            service_ids: b.service_ids,
            persons_low: b.persons.map(|(low, _)| low),
            persons_high: b.persons.map(|(_, high)| high),
        }
    }
}

/// Everything behind a node.
#[derive(Serialize, utoipa::ToSchema)]
pub struct BlastRadiusBody {
    node_id: Id,
    certain: usize,
    possible: usize,
    /// Those that are certain first.
    contracts: Vec<BehindBody>,
    service_ids: Vec<Id>,
    vendor_ids: Vec<Id>,
    /// Of the contracts that are certain.
    persons: Persons,
    /// Of all of them.
    persons_possible: Persons,
}

/// Everything behind a node: contracts, services, vendors and persons, what is certain apart from what is possible.
#[utoipa::path(get, path = "/api/v1/chains/nodes/{id}/blast-radius", tag = "chains", params(("id" = Id, Path)),
    responses((status = 200, description = "What stands behind it", body = BlastRadiusBody), (status = 404, description = "Hidden or missing")))]
pub async fn blast_radius(web: Web, id: Path<Id>) -> Answer {
    let radius = web.read(move |c, ctx| store::blast_radius(c, &ctx.scope, &id)).await?;
    let body = BlastRadiusBody {
        certain: radius.certain(),
        possible: radius.possible(),
        node_id: radius.node_id,
        service_ids: radius.services,
        vendor_ids: radius.vendors.into_keys().collect(),
        persons: radius.persons,
        persons_possible: radius.persons_possible,
        contracts: radius.contracts.into_iter().map(Into::into).collect(),
    };
    web.json(StatusCode::OK, &body)
}

/// A node and how much of the portfolio comes together in it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ConcentrationBody {
    node_id: Id,
    name: String,
    kind: NodeKind,
    contracts: i64,
    /// The sum of the greatest stated number under each link: an upper bound.
    persons_high: i64,
}

/// The nodes in which most contracts come together, the most shared first.
#[utoipa::path(get, path = "/api/v1/chains/concentration", tag = "chains", params(("limit" = Option<i64>, Query, description = "At most 200; 50 without it")),
    responses((status = 200, description = "The nodes", body = [ConcentrationBody])))]
pub async fn concentration(web: Web, query: Query<ListQuery>) -> Answer {
    let limit = PageRequest::new(None, query.limit).size;
    let found = web.read(move |c, ctx| store::concentration(c, &ctx.scope, limit)).await?;
    let rows: Vec<ConcentrationBody> = found
        .into_iter()
        .map(|row| ConcentrationBody {
            node_id: row.node.id,
            name: row.node.name,
            kind: row.node.kind,
            contracts: row.contracts,
            persons_high: row.persons_high,
        })
        .collect();
    web.json(StatusCode::OK, &serde_json::json!({ "items": rows, "next": null, "total": rows.len() }))
}
