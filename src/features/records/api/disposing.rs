//! Disposals, legal holds and packages for the e-archive.

use crate::base::{Id, Instant, Language, Page, Refusal};
use crate::features::records::actions::{self, NewHold};
use crate::features::records::model::{DisposalState, Hindrance, RecordKind};
use crate::features::records::pages::{self, Asked};
use crate::features::records::rows::{Disposal, Hold, PublicRecord};
use crate::features::records::store::{self, RecordFilter};
use crate::features::records::views::PackageLine;
use crate::kit::web::{Answer, ApiBody, ListQuery, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, utoipa::ToSchema)]
pub struct DryRunRow {
    record_id: Id,
    number: i32,
    subject: String,
    type_key: String,
    dated_on: NaiveDate,
    due_on: NaiveDate,
    /// What stands in the way; null when it may go.
    hindrance: Option<Hindrance>,
    holds: Vec<String>,
}

/// A record that is never due until it has an end date.
#[derive(Serialize, utoipa::ToSchema)]
pub struct WaitingRecord {
    record_id: Id,
    number: i32,
    subject: String,
    type_key: String,
    dated_on: NaiveDate,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisposalDryRunBody {
    items: Vec<DryRunRow>,
    /// How many records wait for an end date, from which their years count.
    waiting_total: i64,
    /// The oldest of them, at most a hundred.
    waiting: Vec<WaitingRecord>,
}

/// What would go today, and what cannot. Nothing is changed.
#[utoipa::path(get, path = "/api/v1/disposals/dry-run", tag = "disposals",
    responses((status = 200, description = "What is due", body = DisposalDryRunBody)))]
pub async fn dry_run(web: Web) -> Answer {
    let (rows, (waiting_total, waiting)) =
        web.read(|c, ctx| Ok((actions::dry_run(c, ctx)?, actions::without_end(c, ctx)?))).await?;
    let row = |each: actions::DryRow| DryRunRow {
        record_id: each.record.id,
        number: each.record.number,
        subject: each.record.subject,
        type_key: each.record.type_key,
        dated_on: each.record.dated_on,
        due_on: each.due_on,
        hindrance: each.hindrance,
        holds: each.holds.into_iter().map(|hold| hold.title).collect(),
    };
    let wait = |record: PublicRecord| WaitingRecord {
        record_id: record.id,
        number: record.number,
        subject: record.subject,
        type_key: record.type_key,
        dated_on: record.dated_on,
    };
    let body = DisposalDryRunBody {
        items: rows.into_iter().map(row).collect(),
        waiting_total,
        waiting: waiting.into_iter().map(wait).collect(),
    };
    web.json(StatusCode::OK, &body)
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisposalLine {
    id: Id,
    number: i32,
    state: DisposalState,
    note: Option<String>,
    proposed_by_name: String,
    proposed_at: Instant,
    reference: Option<String>,
    decided_by_name: Option<String>,
    decided_at: Option<Instant>,
    refused_reason: Option<String>,
    protocol_sha256: Option<String>,
    version: i32,
}

impl DisposalLine {
    fn of(row: Disposal) -> DisposalLine {
        DisposalLine {
            id: row.id,
            number: row.number,
            state: row.state,
            note: row.note,
            proposed_by_name: row.proposed_by_name,
            proposed_at: row.proposed_at,
            reference: row.reference,
            decided_by_name: row.decided_by_name,
            decided_at: row.decided_at,
            refused_reason: row.refused_reason,
            protocol_sha256: row.protocol_sha256,
            version: row.version,
        }
    }
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisposalRowBody {
    record_id: Id,
    number: i32,
    diary_number: Option<String>,
    subject: String,
    type_key: String,
    dated_on: NaiveDate,
    due_on: NaiveDate,
    files: i32,
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct DisposalBody {
    #[serde(flatten)]
    disposal: DisposalLine,
    rows: Vec<DisposalRowBody>,
}

async fn one(web: &Web, status: StatusCode, id: Id) -> Answer {
    let (row, rows) = web
        .read(move |c, ctx| {
            let row = store::find_disposal(c, &ctx.scope, &id)?;
            Ok((row, store::disposal_rows(c, &ctx.scope, &id)?))
        })
        .await?;
    let rows = rows.into_iter().map(|each| DisposalRowBody {
        record_id: each.record_id,
        number: each.record_number,
        diary_number: each.diary_number,
        subject: each.subject,
        type_key: each.type_key,
        dated_on: each.dated_on,
        due_on: each.due_on,
        files: each.files,
    });
    let body = DisposalBody { rows: rows.collect(), disposal: DisposalLine::of(row) };
    web.json_object(status, body.disposal.version, &body)
}

/// The disposals, newest first.
#[utoipa::path(get, path = "/api/v1/disposals", tag = "disposals", params(ListQuery),
    responses((status = 200, description = "A page of disposals", body = [DisposalLine])))]
pub async fn list(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::disposals_page(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(DisposalLine::of)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeDisposalBody {
    /// At most 2000. Without them the oldest that may go, as many as one disposal takes.
    #[serde(default)]
    record_ids: Vec<Id>,
    note: Option<String>,
}

/// Proposes a disposal; another person decides it.
#[utoipa::path(post, path = "/api/v1/disposals", tag = "disposals", request_body = ProposeDisposalBody,
    responses((status = 201, description = "Proposed", body = DisposalBody), (status = 409, description = "A record is held, or not due"), (status = 422, description = "Nothing is due")))]
pub async fn propose(web: Web, body: ApiBody<ProposeDisposalBody>) -> Answer {
    let b = body.0;
    let row = web.write(move |c, ctx| actions::propose(c, ctx, &b.record_ids, b.note.as_deref())).await?;
    one(&web, StatusCode::CREATED, row.id).await
}

/// One disposal with what it takes.
#[utoipa::path(get, path = "/api/v1/disposals/{id}", tag = "disposals", params(("id" = Id, Path)),
    responses((status = 200, description = "The disposal", body = DisposalBody), (status = 404, description = "Hidden or missing")))]
pub async fn show(web: Web, id: Path<Id>) -> Answer {
    one(&web, StatusCode::OK, id.into_inner()).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisposalDecision {
    /// Of the decision.
    #[serde(default)]
    reference: String,
}

/// Decides a disposal and carries it out: what it takes is gone for good.
#[utoipa::path(post, path = "/api/v1/disposals/{id}/decide", tag = "disposals", params(("id" = Id, Path)), request_body = DisposalDecision,
    responses((status = 200, description = "Carried out", body = DisposalBody), (status = 409, description = "A record is held, or one proposed it oneself"), (status = 422, description = "Invalid")))]
pub async fn decide(web: Web, id: Path<Id>, body: ApiBody<DisposalDecision>) -> Answer {
    let version = web.header("if-match").map(|_| web.if_match()).transpose()?;
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::carry_out(c, ctx, &key, version, &body.0.reference)).await?;
    one(&web, StatusCode::OK, id).await
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisposalRefusal {
    #[serde(default)]
    refused_reason: String,
}

/// Says no to a proposed disposal.
#[utoipa::path(post, path = "/api/v1/disposals/{id}/refuse", tag = "disposals", params(("id" = Id, Path)), request_body = DisposalRefusal,
    responses((status = 200, description = "Refused", body = DisposalBody), (status = 409, description = "Decided already"), (status = 422, description = "Invalid")))]
pub async fn refuse(web: Web, id: Path<Id>, body: ApiBody<DisposalRefusal>) -> Answer {
    let version = web.header("if-match").map(|_| web.if_match()).transpose()?;
    let id = id.into_inner();
    let key = id.clone();
    web.write(move |c, ctx| actions::refuse(c, ctx, &key, version, &body.0.refused_reason)).await?;
    one(&web, StatusCode::OK, id).await
}

/// The protocol as PDF, in `lang` (`sv` or `en`).
#[utoipa::path(get, path = "/api/v1/disposals/{id}/protocol.pdf", tag = "disposals",
    params(("id" = Id, Path), ("lang" = Option<Language>, Query)),
    responses((status = 200, description = "PDF/A-2a and PDF/UA-1", content_type = "application/pdf"), (status = 404, description = "Hidden, missing or not carried out")))]
pub async fn protocol(web: Web, id: Path<Id>, asked: Query<Asked>) -> Answer {
    pages::disposing::protocol(web, id, asked).await
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct LegalHoldBody {
    id: Id,
    title: String,
    reason: String,
    reference: Option<String>,
    /// Without a record and a vendor it reaches everything.
    record_id: Option<Id>,
    vendor_id: Option<Id>,
    placed_by_name: String,
    placed_at: Instant,
    lifted_by_name: Option<String>,
    lifted_at: Option<Instant>,
    lifted_reason: Option<String>,
    version: i32,
}

impl LegalHoldBody {
    fn of(hold: Hold) -> LegalHoldBody {
        LegalHoldBody {
            id: hold.id,
            title: hold.title,
            reason: hold.reason,
            reference: hold.reference,
            record_id: hold.record_id,
            vendor_id: hold.vendor_id,
            placed_by_name: hold.placed_by_name,
            placed_at: hold.placed_at,
            lifted_by_name: hold.lifted_by_name,
            lifted_at: hold.lifted_at,
            lifted_reason: hold.lifted_reason,
            version: hold.version,
        }
    }
}

/// The legal holds: those that stand first.
#[utoipa::path(get, path = "/api/v1/legal-holds", tag = "disposals", params(ListQuery),
    responses((status = 200, description = "A page of holds", body = [LegalHoldBody])))]
pub async fn holds(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web.read(move |c, ctx| store::holds(c, &ctx.scope, asked)).await?;
    web.json(StatusCode::OK, &list_body(page.map(LegalHoldBody::of)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLegalHoldBody {
    #[serde(default)]
    title: String,
    #[serde(default)]
    reason: String,
    reference: Option<String>,
    record_id: Option<Id>,
    vendor_id: Option<Id>,
}

/// Places a hold.
#[utoipa::path(post, path = "/api/v1/legal-holds", tag = "disposals", request_body = NewLegalHoldBody,
    responses((status = 201, description = "Placed", body = LegalHoldBody), (status = 422, description = "Invalid")))]
pub async fn hold(web: Web, body: ApiBody<NewLegalHoldBody>) -> Answer {
    let b = body.0;
    let new = NewHold {
        title: b.title,
        reason: b.reason,
        reference: b.reference,
        record_id: b.record_id,
        vendor_id: b.vendor_id,
    };
    let row = web.write(move |c, ctx| actions::hold(c, ctx, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &LegalHoldBody::of(row))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftHoldBody {
    #[serde(default)]
    lifted_reason: String,
}

/// Lifts a hold.
#[utoipa::path(post, path = "/api/v1/legal-holds/{id}/lift", tag = "disposals", params(("id" = Id, Path)), request_body = LiftHoldBody,
    responses((status = 200, description = "Lifted", body = LegalHoldBody), (status = 409, description = "Lifted already"), (status = 422, description = "Invalid")))]
pub async fn lift(web: Web, id: Path<Id>, body: ApiBody<LiftHoldBody>) -> Answer {
    let version = web.header("if-match").map(|_| web.if_match()).transpose()?;
    let id = id.into_inner();
    let row = web.write(move |c, ctx| actions::lift(c, ctx, &id, version, &body.0.lifted_reason)).await?;
    web.json_object(StatusCode::OK, row.version, &LegalHoldBody::of(row))
}

#[derive(Serialize, utoipa::ToSchema)]
pub struct ArchivePackageBody {
    id: Id,
    number: i32,
    record_count: i32,
    /// In the order of the package.
    record_ids: Vec<Id>,
    /// A disposal of one of its records took the ZIP.
    is_gone: bool,
    /// Of the ZIP.
    sha256: String,
    created_by_name: String,
    created_at: Instant,
}

impl ArchivePackageBody {
    fn of(line: PackageLine) -> ArchivePackageBody {
        let row = line.package;
        ArchivePackageBody {
            id: row.id,
            number: row.number,
            record_count: row.record_count,
            record_ids: line.records.into_iter().map(|record| record.id).collect(),
            is_gone: line.is_gone,
            sha256: row.sha256,
            created_by_name: row.created_by_name,
            created_at: row.created_at,
        }
    }
}

/// The packages, newest first.
#[utoipa::path(get, path = "/api/v1/archive-packages", tag = "disposals", params(ListQuery),
    responses((status = 200, description = "A page of packages", body = [ArchivePackageBody])))]
pub async fn packages(web: Web, query: Query<ListQuery>) -> Answer {
    let asked = query.page();
    let page = web
        .read(move |c, ctx| {
            let Page { items, total, number, size } = store::packages(c, &ctx.scope, asked)?;
            Ok(Page { items: pages::packages::lines(c, ctx, items)?, total, number, size })
        })
        .await?;
    web.json(StatusCode::OK, &list_body(page.map(ArchivePackageBody::of)))
}

#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PackBody {
    kind: Option<RecordKind>,
    type_key: Option<String>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    vendor_id: Option<Id>,
}

/// Packs the records of a filter for an e-archive: PDF/A, XML metadata and a SHA-256 manifest.
#[utoipa::path(post, path = "/api/v1/archive-packages", tag = "disposals", request_body = PackBody,
    responses((status = 201, description = "Packed", body = ArchivePackageBody), (status = 409, description = "No records, or too many")))]
pub async fn pack(web: Web, body: ApiBody<PackBody>) -> Answer {
    let b = body.0;
    let filter = RecordFilter {
        kind: b.kind,
        type_key: b.type_key,
        from: b.from,
        to: b.to,
        vendor_id: b.vendor_id,
        ..RecordFilter::default()
    };
    let row = pages::packages::pack(&web, filter).await?;
    let mut made = web.read(move |c, ctx| pages::packages::lines(c, ctx, vec![row])).await?;
    let line = made.pop().ok_or(Refusal::NotFound)?;
    web.json(StatusCode::CREATED, &ArchivePackageBody::of(line))
}

/// A package as ZIP, as it was made.
#[utoipa::path(get, path = "/api/v1/archive-packages/{id}/package.zip", tag = "disposals", params(("id" = Id, Path)),
    responses((status = 200, description = "ZIP", content_type = "application/zip"), (status = 409, description = "A record in it has been disposed of")))]
pub async fn package(web: Web, id: Path<Id>) -> Answer {
    pages::packages::package(web, id).await
}
