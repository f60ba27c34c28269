//! Certificates in JSON. The vendor's side has addresses of its own, without the region's notes.

use super::given;
use crate::base::{FieldError, Id, Instant, PageRequest, Refusal, Result};
use crate::features::vendors::actions;
use crate::features::vendors::depth_input::NewCertificate;
use crate::features::vendors::pages;
use crate::features::vendors::records::{Certificate, CertificateKind};
use crate::features::vendors::rules::{self, CertificateState};
use crate::features::vendors::store;
use crate::features::vendors::terms::RegisterTerms;
use crate::kit::web::{Answer, ApiBody, Params, Upload, Web, list_body};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

#[derive(Debug, Serialize, ToSchema)]
pub struct CertificateJson {
    pub id: Id,
    pub vendor_id: Id,
    pub kind: CertificateKind,
    /// The year of the standard's edition.
    pub edition: Option<String>,
    pub issuer: String,
    pub accreditation_body: Option<String>,
    pub accredited: bool,
    pub scope: String,
    pub valid_from: Option<NaiveDate>,
    pub valid_to: Option<NaiveDate>,
    /// What it is worth today: `edition_ended` goes before every date.
    pub state: CertificateState,
    pub note: Option<String>,
    /// The region's own; never in an answer to the vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal_note: Option<String>,
    /// Added by the vendor's own people.
    pub by_vendor: bool,
    pub added_by: String,
    pub added_at: Instant,
    pub version: i32,
}

fn json_of(row: Certificate, today: NaiveDate, is_region: bool) -> CertificateJson {
    CertificateJson {
        state: rules::certificate_state(&row, RegisterTerms::on(today), today),
        id: row.id,
        vendor_id: row.vendor_id,
        kind: row.kind,
        edition: row.edition,
        issuer: row.issuer,
        accreditation_body: row.accreditation_body,
        accredited: row.accredited,
        scope: row.scope,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        note: row.note,
        internal_note: row.internal_note.filter(|_| is_region),
        by_vendor: row.by_vendor,
        added_by: row.added_by_name,
        added_at: row.added_at,
        version: row.version,
    }
}

/// In a change, what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CertificateBody {
    /// Required in POST.
    pub kind: Option<CertificateKind>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub edition: Option<Option<String>>,
    pub issuer: Option<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub accreditation_body: Option<Option<String>>,
    pub accredited: Option<bool>,
    pub scope: Option<String>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub valid_from: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub valid_to: Option<Option<NaiveDate>>,
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub note: Option<Option<String>>,
    /// The region's own; not accepted from the vendor's side.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub internal_note: Option<Option<String>>,
}

impl CertificateBody {
    fn onto(self, base: NewCertificate) -> NewCertificate {
        NewCertificate {
            kind: self.kind.unwrap_or(base.kind),
            edition: self.edition.unwrap_or(base.edition),
            issuer: self.issuer.unwrap_or(base.issuer),
            accreditation_body: self.accreditation_body.unwrap_or(base.accreditation_body),
            accredited: self.accredited.unwrap_or(base.accredited),
            scope: self.scope.unwrap_or(base.scope),
            valid_from: self.valid_from.unwrap_or(base.valid_from),
            valid_to: self.valid_to.unwrap_or(base.valid_to),
            note: self.note.unwrap_or(base.note),
            internal_note: self.internal_note.unwrap_or(base.internal_note),
        }
    }

    fn new_certificate(self) -> Result<NewCertificate> {
        let kind = self.kind.ok_or_else(|| Refusal::invalid("kind", "error-required"))?;
        Ok(self.onto(NewCertificate {
            kind,
            edition: None,
            issuer: String::new(),
            accreditation_body: None,
            accredited: false,
            scope: String::new(),
            valid_from: None,
            valid_to: None,
            note: None,
            internal_note: None,
        }))
    }
}

/// Certificates of the whole register, those that end first on top.
#[utoipa::path(get, path = "/api/v1/certificates", tag = "certificates",
    params(("state" = Option<String>, Query, description = "valid, expiring, expired, edition_ended, coming or undated"),
        ("limit" = Option<i64>, Query, description = "At most 200"), ("cursor" = Option<String>, Query, description = "`next` of the page before")),
    responses((status = 200, description = "items, next, total", body = Vec<CertificateJson>)))]
pub async fn list(web: Web, params: Query<Params>) -> Answer {
    let state = params.parsed::<CertificateState>("state")?;
    let cursor = params.text("cursor");
    let page = PageRequest::from_cursor(cursor.as_deref(), params.parsed::<i64>("limit")?);
    let today = web.ctx()?.today();
    let found = web.read(move |c, ctx| store::certificates(c, &ctx.scope, state, ctx.today(), page)).await?;
    web.json(StatusCode::OK, &list_body(found.map(|row| json_of(row, today, true))))
}

/// The certificates of one vendor.
#[utoipa::path(get, path = "/api/v1/vendors/{id}/certificates", tag = "certificates", params(("id" = String, Path)),
    responses((status = 200, description = "items, next, total", body = Vec<CertificateJson>)))]
pub async fn of_vendor(web: Web, id: Path<Id>) -> Answer {
    let today = web.ctx()?.today();
    let found = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            let vendor = store::find(c, &ctx.scope, &id)?;
            store::certificates_of(c, &ctx.scope, &vendor.id)
        })
        .await?;
    let items: Vec<CertificateJson> = found.into_iter().map(|row| json_of(row, today, true)).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

/// Adds a certificate to a vendor.
#[utoipa::path(post, path = "/api/v1/vendors/{id}/certificates", tag = "certificates", params(("id" = String, Path)), request_body = CertificateBody,
    responses((status = 201, body = CertificateJson), (status = 409, description = "the vendor has ended"), (status = 422, description = "a field is wrong, or the last day is before the first")))]
pub async fn add(web: Web, id: Path<Id>, body: ApiBody<CertificateBody>) -> Answer {
    let (new, today) = (body.0.new_certificate()?, web.ctx()?.today());
    let row = web.write(move |c, ctx| actions::add_certificate(c, ctx, &id, &new)).await?;
    web.json_object(StatusCode::CREATED, row.version, &json_of(row, today, true))
}

/// One certificate.
#[utoipa::path(get, path = "/api/v1/certificates/{certificate_id}", tag = "certificates", params(("certificate_id" = String, Path)),
    responses((status = 200, body = CertificateJson), (status = 404, description = "hidden or missing")))]
pub async fn find(web: Web, id: Path<Id>) -> Answer {
    let today = web.ctx()?.today();
    let row = web
        .read(move |c, ctx| {
            ctx.scope.client()?;
            store::find_certificate(c, &ctx.scope, &id)
        })
        .await?;
    web.json_object(StatusCode::OK, row.version, &json_of(row, today, true))
}

/// Changes the fields that are given. Needs If-Match.
#[utoipa::path(patch, path = "/api/v1/certificates/{certificate_id}", tag = "certificates", params(("certificate_id" = String, Path)), request_body = CertificateBody,
    responses((status = 200, body = CertificateJson), (status = 412, description = "changed since it was read"), (status = 422, description = "a field is wrong")))]
pub async fn change(web: Web, id: Path<Id>, body: ApiBody<CertificateBody>) -> Answer {
    let (version, today) = (web.if_match()?, web.ctx()?.today());
    let row = web
        .write(move |c, ctx| {
            ctx.scope.client()?;
            let before = store::find_certificate(c, &ctx.scope, &id)?;
            let base = NewCertificate {
                kind: before.kind,
                edition: before.edition,
                issuer: before.issuer,
                accreditation_body: before.accreditation_body,
                accredited: before.accredited,
                scope: before.scope,
                valid_from: before.valid_from,
                valid_to: before.valid_to,
                note: before.note,
                internal_note: before.internal_note,
            };
            actions::update_certificate(c, ctx, &id, &body.0.onto(base), version)
        })
        .await?;
    web.json_object(StatusCode::OK, row.version, &json_of(row, today, true))
}

/// Takes a certificate away; it stays in the history. Needs If-Match.
#[utoipa::path(delete, path = "/api/v1/certificates/{certificate_id}", tag = "certificates", params(("certificate_id" = String, Path)),
    responses((status = 200, description = "Taken away"), (status = 412, description = "changed since it was read")))]
pub async fn remove(web: Web, id: Path<Id>) -> Answer {
    let version = web.if_match()?;
    web.write(move |c, ctx| {
        ctx.scope.client()?;
        actions::remove_certificate(c, ctx, &id, version)
    })
    .await?;
    web.json(StatusCode::OK, &json!({ "removed": true }))
}

async fn attach_file(upload: &Upload, id: Id) -> Answer {
    let missing = || Refusal::Invalid(vec![FieldError::new("file", "error-file-required")]);
    let file = pages::receive(upload).await?.ok_or_else(missing)?;
    let row = upload.web.write(move |c, ctx| actions::attach_certificate_file(c, ctx, &id, &file)).await?;
    let body = json!({ "id": row.id, "file_name": row.file_name, "size": row.size, "sha256": row.sha256 });
    upload.web.json(StatusCode::CREATED, &body)
}

/// The certificate itself: multipart with `file`. The newest file is the one that is shown.
#[utoipa::path(post, path = "/api/v1/certificates/{certificate_id}/file", tag = "certificates", params(("certificate_id" = String, Path)),
    responses((status = 201, description = "Attached"), (status = 422, description = "Too large, or not what its name says")))]
pub async fn attach(upload: Upload, id: Path<Id>) -> Answer {
    upload.web.ctx()?.scope.client()?;
    attach_file(&upload, id.into_inner()).await
}

/// The newest file of a certificate.
#[utoipa::path(get, path = "/api/v1/certificates/{certificate_id}/file", tag = "certificates", params(("certificate_id" = String, Path)),
    responses((status = 200, description = "The file"), (status = 404, description = "hidden or missing")))]
pub async fn file(web: Web, id: Path<Id>) -> Answer {
    let attachment = web.read(move |c, ctx| actions::certificate_file(c, ctx, &id)).await?;
    pages::send_file(&web, attachment).await
}

/// The vendor's own certificates, at all its clients.
#[utoipa::path(get, path = "/api/v1/portal/certificates", tag = "portal",
    responses((status = 200, description = "items, next, total", body = Vec<CertificateJson>)))]
pub async fn portal(web: Web) -> Answer {
    let today = web.ctx()?.today();
    let found = web.read(|c, ctx| store::portal_certificates(c, &ctx.scope)).await?;
    let items: Vec<CertificateJson> = found.into_iter().map(|row| json_of(row, today, false)).collect();
    web.json(StatusCode::OK, &json!({ "total": items.len(), "next": null, "items": items }))
}

#[derive(Debug, Deserialize, ToSchema)]
pub struct PortalCertificateBody {
    /// The client's row of the vendor, as in `vendor_id` of the list.
    pub vendor_id: Id,
    #[serde(flatten)]
    pub certificate: CertificateBody,
}

/// Shows a client a certificate of the vendor's own.
#[utoipa::path(post, path = "/api/v1/portal/certificates", tag = "portal", request_body = PortalCertificateBody,
    responses((status = 201, body = CertificateJson), (status = 404, description = "not a row of one's own"), (status = 422, description = "a field is wrong")))]
pub async fn portal_add(web: Web, body: ApiBody<PortalCertificateBody>) -> Answer {
    let PortalCertificateBody { vendor_id, certificate } = body.0;
    let (new, today) = (certificate.new_certificate()?, web.ctx()?.today());
    let row = web
        .write(move |c, ctx| {
            ctx.scope.vendor()?;
            actions::add_certificate(c, ctx, &vendor_id, &new)
        })
        .await?;
    web.json_object(StatusCode::CREATED, row.version, &json_of(row, today, false))
}

/// The vendor's own certificate as a file: multipart with `file`.
#[utoipa::path(post, path = "/api/v1/portal/certificates/{certificate_id}/file", tag = "portal", params(("certificate_id" = String, Path)),
    responses((status = 201, description = "Attached"), (status = 422, description = "Too large, or not what its name says")))]
pub async fn portal_attach(upload: Upload, id: Path<Id>) -> Answer {
    upload.web.ctx()?.scope.vendor()?;
    attach_file(&upload, id.into_inner()).await
}
