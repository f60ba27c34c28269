//! The coverage in JSON: the same figures and chains as the pages.

use super::actions;
use super::model::{Counts, State};
use super::nis2::points;
use super::pages::{filter, fresh, title};
use super::proof::{self, Proof};
use super::rules::{tally, weakest};
use super::store::{self, Filter, Listed};
use crate::base::{Id, Page, Result};
use crate::features::controls::{Control, catalogue};
use crate::features::vendors;
use crate::kit::web::{Answer, ListQuery, Params, Web};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(portfolio, control, nis2, matrix, chain, statement))]
pub struct Description;

/// A vendor with its controls by state.
#[derive(Serialize, ToSchema)]
pub struct VendorJson {
    pub vendor_id: Id,
    pub name: String,
    pub tier: Option<i32>,
    pub counts: Counts,
    /// Controls with a known shortfall.
    pub lacking: i32,
}

impl From<Listed> for VendorJson {
    fn from(listed: Listed) -> Self {
        VendorJson {
            counts: listed.row.counts(),
            tier: listed.row.tier,
            lacking: listed.row.lacking_count,
            vendor_id: listed.row.vendor_id,
            name: listed.name,
        }
    }
}

/// How many vendors are in each state.
#[derive(Serialize, ToSchema)]
pub struct LineJson {
    pub id: String,
    pub title: String,
    pub counts: Counts,
}

/// A tier with the controls of its vendors by state.
#[derive(Serialize, ToSchema)]
pub struct TierJson {
    pub tier: Option<i32>,
    pub vendors: usize,
    pub counts: Counts,
}

/// The portfolio, with one page of its vendors.
#[derive(Serialize, ToSchema)]
pub struct PortfolioJson {
    pub standard: String,
    pub vendors: usize,
    /// Vendors that were changed and wait to be counted anew.
    pub waiting: i64,
    pub controls: Vec<LineJson>,
    pub tiers: Vec<TierJson>,
    pub items: Vec<VendorJson>,
    pub next: Option<String>,
    pub total: i64,
}

/// One control over all vendors: those in one state.
#[derive(Serialize, ToSchema)]
pub struct ControlJson {
    pub id: String,
    pub title: String,
    pub counts: Counts,
    pub state: State,
    pub items: Vec<VendorJson>,
    pub next: Option<String>,
    pub total: i64,
}

/// A control of one vendor.
#[derive(Serialize, ToSchema)]
pub struct CellJson {
    pub control: String,
    pub title: String,
    pub state: State,
    /// Something is known not to be met.
    pub lacking: bool,
    /// The next day on which time alone changes it.
    pub changes_on: Option<NaiveDate>,
}

/// The matrix of one vendor.
#[derive(Serialize, ToSchema)]
pub struct MatrixJson {
    pub vendor_id: Id,
    pub standard: String,
    pub tier: Option<u8>,
    pub counts: Counts,
    pub items: Vec<CellJson>,
    pub next: Option<String>,
    pub total: usize,
}

/// The query of a list of vendors.
fn asked(list: &ListQuery, params: &Params) -> Result<Filter> {
    Ok(Filter { q: list.q.clone(), ..filter(params)? })
}

fn items(page: Page<Listed>) -> Vec<VendorJson> {
    page.items.into_iter().map(VendorJson::from).collect()
}

/// Every control by state over the vendors that have not ended, and the vendors, worst first.
#[utoipa::path(get, path = "/api/v1/coverage", tag = "coverage", operation_id = "coverage",
    params(ListQuery, ("tier" = Option<String>, Query, description = "1-4 or none"),
        ("state" = Option<State>, Query, description = "vendors with a control in this state")),
    responses((status = 200, body = PortfolioJson), (status = 422, description = "no such tier or state")))]
pub async fn portfolio(web: Web, list: Query<ListQuery>, query: Query<Params>) -> Answer {
    let wanted = asked(&list, &query)?;
    let request = list.page();
    let waiting = fresh(&web).await?;
    let (letters, page) = web
        .read(move |c, ctx| {
            let letters = store::letters(c, &ctx.scope, wanted.tier)?;
            Ok((letters, store::list(c, &ctx.scope, &wanted, request)?))
        })
        .await?;
    let edition = catalogue().current_controls();
    let sum = tally(&letters, edition.entries.len());
    let line = |(control, counts): (&Control, &Counts)| LineJson {
        id: control.id.clone(),
        title: title(control, web.language()).to_string(),
        counts: *counts,
    };
    let tier = |(tier, (vendors, counts)): (&Option<i32>, &(usize, Counts))| TierJson {
        tier: *tier,
        vendors: *vendors,
        counts: *counts,
    };
    let body = PortfolioJson {
        standard: edition.version.to_string(),
        vendors: sum.vendors,
        waiting,
        controls: edition.entries.iter().zip(&sum.controls).map(line).collect(),
        tiers: sum.tiers.iter().map(tier).collect(),
        next: page.next_cursor(),
        total: page.total,
        items: items(page),
    };
    web.json(StatusCode::OK, &body)
}

/// The vendors for which a control is in a state; without one, that nothing shows it.
#[utoipa::path(get, path = "/api/v1/coverage/controls/{control}", tag = "coverage", operation_id = "coverage_of_control",
    params(("control" = String, Path, description = "such as A.5.1"), ListQuery,
        ("tier" = Option<String>, Query, description = "1-4 or none"), ("state" = Option<State>, Query)),
    responses((status = 200, body = ControlJson), (status = 404, description = "no such control"),
        (status = 422, description = "no such tier or state")))]
pub async fn control(web: Web, id: Path<String>, list: Query<ListQuery>, query: Query<Params>) -> Answer {
    let (place, control) = proof::control(&id)?;
    let wanted = asked(&list, &query)?;
    let request = list.page();
    let state = wanted.state.unwrap_or(State::Unknown);
    fresh(&web).await?;
    let (letters, page) = web
        .read(move |c, ctx| {
            let letters = store::letters(c, &ctx.scope, wanted.tier)?;
            let narrowed = Filter { state: None, ..wanted };
            Ok((letters, store::of_control(c, &ctx.scope, &narrowed, (place, state), request)?))
        })
        .await?;
    let sum = tally(&letters, catalogue().current_controls().entries.len());
    let body = ControlJson {
        id: control.id.clone(),
        title: title(control, web.language()).to_string(),
        counts: sum.controls.get(place).copied().unwrap_or_default(),
        state,
        next: page.next_cursor(),
        total: page.total,
        items: items(page),
    };
    web.json(StatusCode::OK, &body)
}

/// The points of NIS2 article 21: vendors by the weakest of the controls behind each. The map is not verified.
#[utoipa::path(get, path = "/api/v1/coverage/nis2", tag = "coverage", operation_id = "coverage_nis2",
    responses((status = 200, description = "items, next, total", body = Vec<LineJson>)))]
pub async fn nis2(web: Web) -> Answer {
    fresh(&web).await?;
    let letters = web.read(|c, ctx| store::letters(c, &ctx.scope, None)).await?;
    let line = |point: &super::nis2::Point| {
        let mut counts = Counts::default();
        letters.iter().for_each(|(_, letters)| counts.add(weakest(letters, &point.places)));
        LineJson { id: point.reference.clone(), title: point.title(web.language()).to_string(), counts }
    };
    let lines: Vec<LineJson> = points().iter().map(line).collect();
    let body = serde_json::json!({ "next": null, "total": lines.len(), "verified": false, "items": lines });
    web.json(StatusCode::OK, &body)
}

/// Where every control stands for one vendor, now.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/coverage", tag = "coverage", operation_id = "coverage_of_vendor",
    params(("id" = String, Path)), responses((status = 200, body = MatrixJson), (status = 404)))]
pub async fn matrix(web: Web, id: Path<Id>) -> Answer {
    let id = id.into_inner();
    let of = id.clone();
    let matrix = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &of)?;
            Ok(actions::matrix(c, ctx, &vendor)?.1)
        })
        .await?;
    let cell = |cell: &super::model::Cell| CellJson {
        control: cell.control.id.clone(),
        title: title(cell.control, web.language()).to_string(),
        state: cell.state,
        lacking: cell.lacking,
        changes_on: cell.changes_on,
    };
    let body = MatrixJson {
        vendor_id: id,
        standard: matrix.standard.to_string(),
        tier: matrix.tier,
        counts: matrix.counts(),
        items: matrix.cells.iter().map(cell).collect(),
        next: None,
        total: matrix.cells.len(),
    };
    web.json(StatusCode::OK, &body)
}

/// The chain of proof of one control: requirement, contract, answer, evidence, review, findings, and what is missing.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/coverage/{control}", tag = "coverage", operation_id = "proof",
    params(("id" = String, Path), ("control" = String, Path, description = "such as A.5.1")),
    responses((status = 200, body = Proof), (status = 404, description = "no such vendor or control")))]
pub async fn chain(web: Web, path: Path<(Id, String)>) -> Answer {
    let (id, control) = path.into_inner();
    let proof = web
        .read(move |c, ctx| {
            let vendor = vendors::find(c, &ctx.scope, &id)?;
            proof::of(c, ctx, &vendor, &control)
        })
        .await?;
    web.json(StatusCode::OK, &proof)
}

/// The Statement of Applicability of a vendor as XLSX or PDF.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/statement-of-applicability", tag = "coverage",
    operation_id = "statement_of_applicability",
    params(("id" = String, Path), ("format" = Option<String>, Query, description = "xlsx or pdf"),
        ("lang" = Option<String>, Query, description = "sv or en")),
    responses((status = 200, description = "the file"), (status = 404), (status = 422, description = "no such format")))]
pub async fn statement(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    super::pages::statement(web, id, query).await
}
