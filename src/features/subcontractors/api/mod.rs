//! `/api/v1/subcontracts`: the same for both sides; a vendor's token sees its own cases and nothing of the
//! region's reviews.

mod bodies;
pub mod flow_down;
pub mod steps;

pub use bodies::SubcontractBody;

use super::actions::{self, CaseInput, ClaimInput};
use super::model::{CaseState, ClaimAnswer};
use super::pages::list::filter;
use super::store;
use crate::base::refusal::{FieldError, Refusal};
use crate::base::{Id, clock};
use crate::features::chains::TransferMechanism;
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Upload, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use bodies::body_of;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list,
    create,
    show,
    change,
    claims,
    attach,
    file,
    steps::submit,
    steps::begin,
    steps::completion,
    steps::review,
    steps::propose,
    steps::decide,
    steps::emergency,
    steps::object,
    steps::revoke,
    steps::end,
    steps::renew,
    steps::letter,
    steps::terms,
    flow_down::flow_down,
    flow_down::set_flow_down,
))]
pub struct Description;

/// A case as the list has it.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SubcontractRow {
    id: Id,
    number: i32,
    status: CaseState,
    contract_id: Id,
    vendor_id: Id,
    /// The node of the chain that takes in the new one; null is the vendor itself.
    parent_id: Option<Id>,
    /// Of whom is asked for; empty when the security gate closed.
    name: String,
    care_performed: bool,
    processor: bool,
    third_country: bool,
    due_on: Option<NaiveDate>,
    version: i32,
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let body = web
        .read(move |c, ctx| {
            let case = store::find(c, &ctx.scope, &id)?;
            body_of(c, ctx, case)
        })
        .await?;
    web.json_object(status, body.version, &body)
}

/// The cases, those that are due first on top.
#[utoipa::path(get, path = "/api/v1/subcontracts", tag = "subcontracts",
    params(ListQuery, ("state" = Option<String>, Query, description = "A state, open_only, overdue or all (without it: all)"),
        ("vendor_id" = Option<Id>, Query), ("contract_id" = Option<Id>, Query)),
    responses((status = 200, description = "A page of cases", body = [SubcontractRow])))]
pub async fn list(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let wanted = filter(&filters, "all", clock::swedish_date(web.visitor.now))?;
    let asked = query.page();
    let page = web.read(move |c, ctx| store::list(c, &ctx.scope, &wanted, asked)).await?;
    let rows = page.map(|listed| {
        let case = listed.case;
        SubcontractRow {
            third_country: super::rules::is_third_country(case.all_countries().iter().map(String::as_str)),
            id: case.id,
            number: case.number,
            status: case.state,
            contract_id: case.contract_id,
            vendor_id: case.vendor_id,
            parent_id: case.parent_node_id,
            name: case.name,
            care_performed: case.is_care,
            processor: case.is_processor,
            due_on: case.due_on,
            version: case.version,
        }
    });
    web.json(StatusCode::OK, &list_body(rows))
}

/// What is asked for. `care_performed` and `processor` say which of the two objects it is; it may be both.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSubcontractBody {
    /// Needed to make a case; it is never changed afterwards.
    contract_id: Option<Id>,
    /// Null is the vendor itself.
    parent_id: Option<Id>,
    #[serde(default)]
    name: String,
    org_number: Option<String>,
    /// A code or a name, here and below.
    country: Option<String>,
    #[serde(default)]
    care_performed: bool,
    #[serde(default)]
    processor: bool,
    #[serde(default)]
    task: String,
    /// 0-3.
    data_class: Option<i32>,
    #[serde(default)]
    information_types: Vec<String>,
    persons_low: Option<i64>,
    persons_high: Option<i64>,
    #[serde(default)]
    countries: Vec<String>,
    #[serde(default)]
    remote_countries: Vec<String>,
    #[serde(default)]
    care_countries: Vec<String>,
    #[serde(default)]
    patient_data: bool,
    transfer_mechanism: Option<TransferMechanism>,
    starts_on: Option<NaiveDate>,
    /// Needed for a start before the time of notice.
    urgent_reason: Option<String>,
    change_note: Option<String>,
    /// Whether the task may concern security-sensitive activities. True stops the case and keeps nothing else.
    security_sensitive: Option<bool>,
}

impl NewSubcontractBody {
    fn input(self) -> CaseInput {
        CaseInput {
            contract_id: self.contract_id,
            parent_node_id: self.parent_id,
            is_care: self.care_performed,
            is_processor: self.processor,
            name: self.name,
            org_number: self.org_number,
            country: self.country,
            task: self.task,
            data_class: self.data_class,
            information_types: self.information_types,
            persons: (self.persons_low, self.persons_high),
            countries: self.countries,
            remote_countries: self.remote_countries,
            care_countries: self.care_countries,
            patient_data: self.patient_data,
            transfer_mechanism: self.transfer_mechanism,
            starts_on: self.starts_on,
            urgent_reason: self.urgent_reason,
            change_note: self.change_note,
            security_sensitive: self.security_sensitive,
        }
    }
}

/// The names of the API's fields where they differ from the form's.
fn named(refusal: Refusal) -> Refusal {
    let Refusal::Invalid(errors) = refusal else { return refusal };
    let rename = |error: FieldError| FieldError {
        field: match error.field.as_str() {
            "parent_node_id" => "parent_id".to_string(),
            "is_processor" => "processor".to_string(),
            _ => error.field,
        },
        ..error
    };
    Refusal::Invalid(errors.into_iter().map(rename).collect())
}

/// Begins a case: the vendor's, or the region's for a small provider on the telephone.
#[utoipa::path(post, path = "/api/v1/subcontracts", tag = "subcontracts", request_body = NewSubcontractBody,
    responses((status = 201, description = "Begun, or stopped at the security gate", body = SubcontractBody), (status = 422, description = "Fields that cannot be accepted")))]
pub async fn create(web: Web, body: ApiBody<NewSubcontractBody>) -> Answer {
    let input = body.0.input();
    let case = web.write(move |c, ctx| actions::create(c, ctx, &input)).await.map_err(named)?;
    one(&web, StatusCode::CREATED, case.id).await
}

/// One case.
#[utoipa::path(get, path = "/api/v1/subcontracts/{id}", tag = "subcontracts", params(("id" = Id, Path)),
    responses((status = 200, description = "The case", body = SubcontractBody)))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

/// States anew what is asked for, in a draft or when more was asked; every field is given.
#[utoipa::path(patch, path = "/api/v1/subcontracts/{id}", tag = "subcontracts", params(("id" = Id, Path)), request_body = NewSubcontractBody,
    responses((status = 200, description = "Changed", body = SubcontractBody), (status = 409, description = "The case has been sent in"), (status = 412, description = "Stale")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<NewSubcontractBody>) -> Answer {
    let version = web.if_match()?;
    let (id, input) = (id.into_inner(), body.0.input());
    let key = id.clone();
    web.write(move |c, ctx| actions::edit(c, ctx, &key, Some(version), &input)).await.map_err(named)?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewClaimBody {
    criterion: i32,
    answer: Option<ClaimAnswer>,
    note: Option<String>,
}

/// Answers some of the criteria.
#[utoipa::path(put, path = "/api/v1/subcontracts/{id}/claims", tag = "subcontracts", params(("id" = Id, Path)), request_body = [NewClaimBody],
    responses((status = 200, description = "Answered", body = SubcontractBody), (status = 412, description = "Stale")))]
pub async fn claims(web: Web, id: Path<Id>, body: ApiBody<Vec<NewClaimBody>>) -> Answer {
    let version = web.if_match()?;
    let id = id.into_inner();
    let key = id.clone();
    let all: Vec<ClaimInput> = body
        .0
        .into_iter()
        .map(|claim| ClaimInput { criterion: claim.criterion, answer: claim.answer, note: claim.note })
        .collect();
    web.write(move |c, ctx| actions::claim(c, ctx, &key, Some(version), &all)).await?;
    one(&web, StatusCode::OK, id).await
}

/// Attaches a file to a criterion, or the certificate of deletion.
#[utoipa::path(post, path = "/api/v1/subcontracts/{id}/files", tag = "subcontracts", params(("id" = Id, Path)),
    request_body(content_type = "multipart/form-data", description = "One file in the field `file`, and in `part` the number of the criterion or `deletion`"),
    responses((status = 201, description = "Attached", body = SubcontractBody), (status = 422, description = "Too large, or of a type that is not accepted")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (upload.web.clone(), id.into_inner());
    let part = upload.fields.text("part");
    let key = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &key)).await?;
    let file = upload.receive("file").await?;
    let key = id.clone();
    web.write(move |c, ctx| actions::attach(c, ctx, &key, &part, &file)).await?;
    one(&web, StatusCode::CREATED, id).await
}

/// One file of a case.
#[utoipa::path(get, path = "/api/v1/subcontracts/{id}/case-files/{file_id}", tag = "subcontracts",
    params(("id" = Id, Path), ("file_id" = Id, Path)), responses((status = 200, description = "The file")))]
pub async fn file(web: Web, path: Path<(Id, Id)>) -> Answer {
    super::pages::apply::file(web, path).await
}
