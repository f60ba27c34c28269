//! Links through the API.

use super::{LinkBody, ProcessingBody, or_stored, read_link};
use crate::base::Id;
use crate::base::refusal::{FieldError, Refusal, Result};
use crate::features::chains::actions;
use crate::features::chains::model::{
    ApprovalState, Child, EndLink, LinkApproval, LinkFacts, LinkSource, NewLink, NewNode, NewProcessing, NodeKind,
    Orphans, TransferMechanism,
};
use crate::features::chains::pages::overview::filter;
use crate::features::chains::store;
use crate::features::vendors::given;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A link as a list has it, with the names around it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct LinkRowBody {
    #[serde(flatten)]
    link: LinkBody,
    parent_name: String,
    child_name: String,
    child_kind: NodeKind,
    contract_reference: String,
    contract_title: String,
    vendor_id: Id,
    vendor_name: String,
}

/// Links over all contracts, newest first. Their roles are left out.
#[utoipa::path(get, path = "/api/v1/chains/links", tag = "chains",
    params(ListQuery, ("view" = Option<store::LinkView>, Query), ("contract_id" = Option<Id>, Query), ("node_id" = Option<Id>, Query),
        ("ended" = Option<bool>, Query, description = "Ended ones too")),
    responses((status = 200, description = "A page of links", body = [LinkRowBody])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let filter = filter(&filters)?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::link_page(c, &ctx.scope, &filter, ctx.today(), asked)).await?;
    let rows = page.map(|listed| LinkRowBody {
        link: super::link_body(&listed.link, &[]),
        parent_name: listed.parent.name,
        child_name: listed.child.name,
        child_kind: listed.child.kind,
        contract_reference: listed.contract.reference,
        contract_title: listed.contract.title,
        vendor_id: listed.contract.vendor_id,
        vendor_name: listed.contract.vendor_name,
    });
    web.json(StatusCode::OK, &list_body(rows))
}

/// Somebody or something that is not known before.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNodeBody {
    /// `unknown` is a tier that exists although nobody knows who stands there.
    kind: NodeKind,
    #[serde(default)]
    name: String,
    org_number: Option<String>,
    /// A code or a name.
    country: Option<String>,
    location: Option<String>,
    shared_note: Option<String>,
    internal_note: Option<String>,
    /// Equal names are not the same.
    #[serde(default)]
    is_another: bool,
}

/// Exactly one of `node_id`, `vendor_id` and `new_node` says who stands at the lower end.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLinkBody {
    contract_id: Id,
    service_id: Option<Id>,
    /// The main vendor, without it.
    parent_node_id: Option<Id>,
    node_id: Option<Id>,
    vendor_id: Option<Id>,
    new_node: Option<NewNodeBody>,
    /// `declared` or `discovered`.
    source: LinkSource,
    #[serde(default)]
    task: String,
    data_class: Option<i32>,
    #[serde(default)]
    information_types: Vec<String>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
    /// Codes or names.
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    remote_countries: Vec<String>,
    transfer_mechanism: Option<TransferMechanism>,
    #[serde(default)]
    vendor_visible: bool,
    internal_note: Option<String>,
    #[serde(default)]
    processings: Vec<ProcessingBody>,
}

fn processings(bodies: Vec<ProcessingBody>) -> Vec<NewProcessing> {
    let one = |b: ProcessingBody| NewProcessing { purpose: b.purpose, role: b.role, legal_note: b.legal_note };
    bodies.into_iter().map(one).collect()
}

fn child_of(node_id: Option<Id>, vendor_id: Option<Id>, new_node: Option<NewNodeBody>) -> Result<Child> {
    match (node_id, vendor_id, new_node) {
        (Some(id), None, None) => Ok(Child::Known(id)),
        (None, Some(id), None) => Ok(Child::Vendor(id)),
        (None, None, Some(new)) => Ok(Child::New(NewNode {
            kind: new.kind,
            name: new.name,
            org_number: new.org_number,
            country: new.country,
            location: new.location,
            shared_note: new.shared_note,
            internal_note: new.internal_note,
            is_another: new.is_another,
        })),
        _ => Err(Refusal::invalid("node_id", "error-chain-one-child")),
    }
}

/// What is wrong with a described node is pointed at inside it.
fn inside(refusal: Refusal, described: bool) -> Refusal {
    let of_node = |field: &str| {
        matches!(field, "name" | "kind" | "org_number" | "country" | "location" | "shared_note" | "same_as")
    };
    match refusal {
        Refusal::Invalid(errors) if described => Refusal::Invalid(
            errors
                .into_iter()
                .map(|error| match of_node(&error.field) {
                    true => FieldError { field: format!("new_node.{}", error.field), ..error },
                    false => error,
                })
                .collect(),
        ),
        other => other,
    }
}

/// Makes a link. The lower node is found again by vendor or number, so that a shared node is one node.
#[utoipa::path(post, path = "/api/v1/chains/links", tag = "chains", request_body = NewLinkBody,
    responses((status = 201, description = "Made", body = LinkBody), (status = 422, description = "Invalid: a circle, a link to itself, too deep, an unknown country")))]
pub async fn create(web: Web, body: ApiBody<NewLinkBody>) -> Answer {
    let b = body.0;
    let described = b.new_node.is_some();
    if !b.source.by_hand() {
        return Err(Refusal::invalid("source", "error-choice"));
    }
    let new = NewLink {
        contract_id: b.contract_id,
        service_id: b.service_id,
        parent_node_id: b.parent_node_id,
        child: child_of(b.node_id, b.vendor_id, b.new_node)?,
        source: b.source,
        facts: LinkFacts {
            task: b.task,
            data_class: b.data_class,
            information_types: b.information_types,
            persons: (b.persons_low, b.persons_high),
            countries: b.countries,
            remote_countries: b.remote_countries,
            transfer_mechanism: b.transfer_mechanism,
            vendor_visible: b.vendor_visible,
            internal_note: b.internal_note,
            processings: processings(b.processings),
        },
    };
    let made = web.write(move |c, ctx| actions::add_link(c, ctx, &new)).await;
    let link = made.map_err(|refusal| inside(refusal, described))?;
    one(&web, StatusCode::CREATED, link.id).await
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web.read(move |c, ctx| read_link(c, ctx, &id)).await?;
    web.json_object(status, body.version, &body)
}

/// One link.
#[utoipa::path(get, path = "/api/v1/chains/links/{id}", tag = "chains", params(("id" = Id, Path)),
    responses((status = 200, description = "The link", body = LinkBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkPatch {
    task: Option<String>,
    #[serde(default, deserialize_with = "given")]
    data_class: Option<Option<i32>>,
    information_types: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    persons_low: Option<Option<i64>>,
    #[serde(default, deserialize_with = "given")]
    persons_high: Option<Option<i64>>,
    countries: Option<Vec<String>>,
    remote_countries: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given")]
    transfer_mechanism: Option<Option<TransferMechanism>>,
    vendor_visible: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    internal_note: Option<Option<String>>,
    processings: Option<Vec<ProcessingBody>>,
}

/// Changes what a link says, the fields that are given. Whom it ties together is changed by ending it and making another.
#[utoipa::path(patch, path = "/api/v1/chains/links/{id}", tag = "chains", params(("id" = Id, Path)), request_body = LinkPatch,
    responses((status = 200, description = "Changed", body = LinkBody), (status = 412, description = "Stale"), (status = 428, description = "If-Match is missing")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<LinkPatch>) -> Answer {
    let (version, p, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let s = store::find_link(c, &ctx.scope, &key)?;
        let kept = store::processings_of_link(c, &ctx.scope, &key)?;
        let facts = LinkFacts {
            information_types: p.information_types.unwrap_or_else(|| s.information_types()),
            countries: p.countries.unwrap_or_else(|| s.countries()),
            remote_countries: p.remote_countries.unwrap_or_else(|| s.remote_countries()),
            task: p.task.unwrap_or(s.task),
            data_class: or_stored(p.data_class, s.data_class),
            persons: (or_stored(p.persons_low, s.persons_low), or_stored(p.persons_high, s.persons_high)),
            transfer_mechanism: or_stored(p.transfer_mechanism, s.transfer_mechanism),
            vendor_visible: p.vendor_visible.unwrap_or(s.vendor_visible),
            internal_note: or_stored(p.internal_note, s.internal_note),
            processings: processings(p.processings.unwrap_or_else(|| kept.iter().map(Into::into).collect())),
        };
        actions::edit_link(c, ctx, &key, &facts, Some(version))
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndBody {
    /// Today, without it.
    ended_on: Option<NaiveDate>,
    #[serde(default)]
    reason: String,
    /// What becomes of those below, when somebody would lose the way up.
    orphans: Option<Orphans>,
}

/// Ends a link; those below are ended too or moved up.
#[utoipa::path(post, path = "/api/v1/chains/links/{id}/end", tag = "chains", params(("id" = Id, Path)), request_body = EndBody,
    responses((status = 200, description = "Ended", body = LinkBody), (status = 409, description = "It has ended already"), (status = 412, description = "Stale")))]
pub async fn end(web: Web, id: Path<Id>, body: ApiBody<EndBody>) -> Answer {
    let (version, b, id) = (web.if_match()?, body.0, id.into_inner());
    let key = id.clone();
    web.write(move |c, ctx| {
        let ended_on = b.ended_on.unwrap_or_else(|| ctx.today());
        let end = EndLink { ended_on, reason: b.reason, orphans: b.orphans };
        actions::end_link(c, ctx, &key, &end, Some(version))
    })
    .await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApprovalBody {
    state: ApprovalState,
    /// The last day; without it the decision holds until further notice.
    valid_until: Option<NaiveDate>,
    /// Diary number or the like of the decision.
    reference: Option<String>,
}

/// Notes a decision about a link that was made elsewhere.
#[utoipa::path(post, path = "/api/v1/chains/links/{id}/approval", tag = "chains", params(("id" = Id, Path)), request_body = ApprovalBody,
    responses((status = 200, description = "Noted", body = LinkBody), (status = 422, description = "The decision refers to nothing")))]
pub async fn approve(web: Web, id: Path<Id>, body: ApiBody<ApprovalBody>) -> Answer {
    let (b, id) = (body.0, id.into_inner());
    let key = id.clone();
    let approval =
        LinkApproval { state: b.state, valid_until: b.valid_until, reference: b.reference, subcontract_id: None };
    web.write(move |c, ctx| actions::set_link_approval(c, ctx, &key, &approval)).await?;
    one(&web, StatusCode::OK, id).await
}
