//! The review of contracts, gaps, and the documents that amend.

use super::library::{LegalJson, legal_json};
use crate::base::{Id, Instant, Page};
use crate::features::clause_library::actions::{self, OwnCheckInput, Settling};
use crate::features::clause_library::library;
use crate::features::clause_library::model::{Content, PackageKind, PackageState};
use crate::features::clause_library::records::{OwnCheck, PackageRow};
use crate::features::clause_library::rules::{self, ClauseStanding, NextPossible, Tally};
use crate::features::clause_library::{pages, review as reviewing, store};
use crate::features::contracts::{InContract, contract_top};
use crate::kit::web::{Answer, ApiBody, ListQuery, Params, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A contract that runs, against today's library.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewedContract {
    pub contract_id: Id,
    pub reference: String,
    pub vendor_name: String,
    pub tier: Option<i32>,
    pub ends_on: Option<NaiveDate>,
    /// The clauses that are asked for.
    pub clauses: Tally,
    pub gaps: i64,
    pub coverage: Option<i64>,
    pub next_possible: Option<NextPossible>,
}

/// All contracts that run against today's library; the coverage of each clause is at `/api/v1/clauses`.
#[utoipa::path(get, path = "/api/v1/contract-review", tag = "clause library", operation_id = "contract_review",
    params(ListQuery, ("clause" = Option<String>, Query), ("standing" = Option<ClauseStanding>, Query)),
    responses((status = 200, description = "A page of contracts, those with most gaps first", body = [ReviewedContract])))]
pub async fn review(web: Web, query: Query<ListQuery>, filters: Query<Params>) -> Answer {
    let (asked, (narrowed, sort)) = (query.page(), pages::review::asked(&filters)?);
    let page = web
        .read(move |c, ctx| {
            let entries = library::library(c, &ctx.scope)?;
            let (page, whole) = reviewing::contract_page(c, ctx, &entries, narrowed.as_ref(), sort, asked)?;
            let today = ctx.today();
            Ok(page.map(|sum| ReviewedContract {
                next_possible: whole.get(&sum.running.id).map(|contract| rules::next_possible(contract, today)),
                contract_id: sum.running.id,
                reference: sum.running.reference,
                vendor_name: sum.running.vendor_name,
                tier: sum.running.tier,
                ends_on: sum.running.ends_on,
                gaps: sum.tally.gaps(),
                coverage: sum.tally.coverage(),
                clauses: sum.tally,
            }))
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page))
}

/// A clause that the contract does not wholly hold, or where nobody has looked.
#[derive(Debug, Serialize, ToSchema)]
pub struct GapJson {
    pub code: String,
    pub standing: ClauseStanding,
    /// The tiers that it is asked of, why, and what the contract could say.
    pub content: Content,
    pub legal: Vec<LegalJson>,
    /// Only for a clause that the organisation alone has.
    pub own_clause_id: Option<Id>,
    /// What If-Match must say to state whether the contract holds it.
    pub own_check_version: Option<i32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct GapsJson {
    pub tier: Option<i32>,
    pub next_possible: NextPossible,
    pub clauses: Tally,
    pub coverage: Option<i64>,
    pub items: Vec<GapJson>,
}

/// What one contract lacks of today's library.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/gaps", tag = "clause library", operation_id = "contract_gaps", params(("id" = Id, Path)),
    responses((status = 200, body = GapsJson), (status = 404, description = "hidden or missing")))]
pub async fn gaps(web: Web, id: Path<Id>) -> Answer {
    let body = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let top = contract_top(c, ctx, &id)?;
            let list = reviewing::gap_list(c, ctx, &top.contract, top.vendor.tier, &top.lines)?;
            let states = store::legal_states(c, &ctx.scope)?;
            let item = |gap: reviewing::Gap| GapJson {
                legal: gap.entry.content.legal_refs.iter().map(|text| legal_json(text.clone(), &states)).collect(),
                own_clause_id: gap.entry.own_id().cloned(),
                own_check_version: gap.entry.own_id().map(|_| gap.check.as_ref().map_or(0, |row| row.version)),
                code: gap.entry.code,
                standing: gap.standing,
                content: gap.entry.content,
            };
            Ok(GapsJson {
                tier: top.vendor.tier,
                next_possible: list.next,
                coverage: list.tally.coverage(),
                clauses: list.tally,
                items: list.gaps.into_iter().map(item).collect(),
            })
        })
        .await?;
    web.json(StatusCode::OK, &body)
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnCheckBody {
    #[schema(value_type = String)]
    in_contract: InContract,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    note: Option<String>,
}

/// Whether a contract holds one of the organisation's own clauses.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnCheckJson {
    pub contract_id: Id,
    pub own_clause_id: Id,
    #[schema(value_type = String)]
    pub in_contract: InContract,
    pub section: Option<String>,
    pub note: Option<String>,
    pub updated_by_name: String,
    pub updated_at: Instant,
    pub version: i32,
}

impl From<OwnCheck> for OwnCheckJson {
    fn from(row: OwnCheck) -> Self {
        OwnCheckJson {
            contract_id: row.contract_id,
            own_clause_id: row.own_clause_id,
            in_contract: row.in_contract,
            section: row.section,
            note: row.note,
            updated_by_name: row.updated_by_name,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}

/// States whether a contract holds one of the organisation's own clauses. Needs If-Match: 0 for the first time.
#[utoipa::path(patch, path = "/api/v1/contracts/{id}/own-clauses/{own_id}", tag = "clause library", operation_id = "check_own",
    params(("id" = Id, Path), ("own_id" = Id, Path)), request_body = OwnCheckBody,
    responses((status = 200, body = OwnCheckJson), (status = 404, description = "hidden or missing"), (status = 412, description = "changed since it was read"), (status = 428, description = "no If-Match")))]
pub async fn check(web: Web, path: Path<(Id, Id)>, body: ApiBody<OwnCheckBody>) -> Answer {
    let ((id, own_id), version, b) = (path.into_inner(), web.if_match()?, body.0);
    let input = OwnCheckInput { in_contract: b.in_contract, section: b.section, note: b.note };
    let row = web.write(move |c, ctx| actions::check_own(c, ctx, &id, &own_id, version, &input)).await?;
    web.json_object(StatusCode::OK, row.version, &OwnCheckJson::from(row))
}

/// A document to a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct PackageJson {
    pub id: Id,
    pub contract_id: Id,
    pub number: i32,
    pub kind: PackageKind,
    pub state: PackageState,
    /// SHA-256 of everything that the document says, as canonical JSON.
    pub sha256: String,
    pub takes_effect_on: Option<NaiveDate>,
    pub made_by_name: String,
    pub made_at: Instant,
    pub settled_on: Option<NaiveDate>,
    pub settled_by_name: Option<String>,
    pub settled_note: Option<String>,
    pub version: i32,
}

impl From<PackageRow> for PackageJson {
    fn from(row: PackageRow) -> Self {
        PackageJson {
            id: row.id,
            contract_id: row.contract_id,
            number: row.number,
            kind: row.kind,
            state: row.state,
            sha256: row.sha256,
            takes_effect_on: row.takes_effect_on,
            made_by_name: row.made_by_name,
            made_at: row.made_at,
            settled_on: row.settled_on,
            settled_by_name: row.settled_by_name,
            settled_note: row.settled_note,
            version: row.version,
        }
    }
}

/// The documents to one contract, the newest first.
#[utoipa::path(get, path = "/api/v1/contracts/{id}/packages", tag = "clause library", operation_id = "list_packages",
    params(("id" = Id, Path), ListQuery),
    responses((status = 200, description = "A page of documents", body = [PackageJson]), (status = 404, description = "hidden or missing")))]
pub async fn list(web: Web, id: Path<Id>, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page: Page<PackageRow> = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let contract = crate::features::contracts::find(c, &ctx.scope, &id)?;
            store::packages_of(c, &ctx.scope, &contract.id, asked)
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page.map(PackageJson::from)))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrepareBody {
    kind: PackageKind,
    /// The codes of the clauses of an amendment.
    #[serde(default)]
    clauses: BTreeSet<String>,
}

/// Prepares an amendment, or an appendix to the processor agreement.
#[utoipa::path(post, path = "/api/v1/contracts/{id}/packages", tag = "clause library", operation_id = "prepare_package",
    params(("id" = Id, Path)), request_body = PrepareBody,
    responses((status = 201, body = PackageJson), (status = 409, description = "the contract is over, or nobody processes on another's behalf"), (status = 422, description = "a field is wrong")))]
pub async fn prepare(web: Web, id: Path<Id>, body: ApiBody<PrepareBody>) -> Answer {
    let b = body.0;
    let row = web.write(move |c, ctx| actions::prepare(c, ctx, &id, b.kind, &b.clauses)).await?;
    web.json_object(StatusCode::CREATED, row.version, &PackageJson::from(row))
}

/// One document.
#[utoipa::path(get, path = "/api/v1/amendment-packages/{id}", tag = "clause library", operation_id = "show_package", params(("id" = Id, Path)),
    responses((status = 200, body = PackageJson), (status = 404, description = "hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    let row = web.read(move |c, ctx| store::find_package(c, &ctx.scope, &id)).await?;
    web.json_object(StatusCode::OK, row.version, &PackageJson::from(row))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettleBody {
    /// signed or dropped.
    state: PackageState,
    settled_on: NaiveDate,
    /// Required when it is dropped.
    #[serde(default)]
    note: Option<String>,
}

/// A document is signed, and the contract holds its clauses; or it is dropped. Needs If-Match.
#[utoipa::path(post, path = "/api/v1/amendment-packages/{id}/settle", tag = "clause library", operation_id = "settle_package",
    params(("id" = Id, Path)), request_body = SettleBody,
    responses((status = 200, body = PackageJson), (status = 409, description = "it is settled already"), (status = 412, description = "changed since it was read"), (status = 422, description = "a field is wrong")))]
pub async fn settle(web: Web, id: Path<Id>, body: ApiBody<SettleBody>) -> Answer {
    let (version, b, word) = (web.if_match()?, body.0, web.word("library-section"));
    let row = web
        .write(move |c, ctx| {
            let number = store::find_package(c, &ctx.scope, &id)?.number;
            let section = format!("{word} {number}");
            let new = Settling { state: b.state, settled_on: Some(b.settled_on), note: b.note, section };
            actions::settle(c, ctx, &id, version, &new)
        })
        .await?;
    web.json_object(StatusCode::OK, row.version, &PackageJson::from(row))
}

/// The document as PDF, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/amendment-packages/{id}/document.pdf", tag = "clause library", operation_id = "package_pdf",
    params(("id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The document", content_type = "application/pdf"), (status = 404, description = "hidden or missing")))]
pub async fn pdf(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    pages::packages::pdf(web, id, query).await
}

/// The document as DOCX, in `sv` or `en`.
#[utoipa::path(get, path = "/api/v1/amendment-packages/{id}/document.docx", tag = "clause library", operation_id = "package_docx",
    params(("id" = Id, Path), ("lang" = Option<String>, Query)),
    responses((status = 200, description = "The document", content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (status = 404, description = "hidden or missing")))]
pub async fn docx(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    pages::packages::docx(web, id, query).await
}
