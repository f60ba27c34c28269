//! Certificates and documents on the region's side: a vendor's own, and those of the whole register.

use super::shared::{conflict_rows, export_href, vendor_crumbs};
use crate::access::Permission;
use crate::base::refusal::Checks;
use crate::base::{FieldError, Id, PageRequest, Refusal, Result};
use crate::features::vendors::actions::{self, CertificateFile};
use crate::features::vendors::depth_input::NewCertificate;
use crate::features::vendors::records::{Certificate, CertificateKind, Vendor};
use crate::features::vendors::rules::{self, CertificateState};
use crate::features::vendors::store;
use crate::features::vendors::terms::RegisterTerms;
use crate::features::vendors::views::{CertificateListPage, CertificatePage, CertificateRow, ConflictRow};
use crate::kit::attachments::{self, Attachment, sniff};
use crate::kit::web::{Answer, Fields, Params, Upload, UploadedFile, Web, export_part};
use crate::platform::sheets::{Cell, Column, ColumnKind};
use crate::platform::view::{FormState, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use chrono::NaiveDate;

/// A certificate as a page shows it on `today`. The region's note is given only to the region.
pub fn certificate_row(
    certificate: Certificate,
    vendor: Option<String>,
    today: NaiveDate,
    has_file: bool,
    can_edit: bool,
    is_region: bool,
) -> CertificateRow {
    let terms = RegisterTerms::on(today);
    let state = rules::certificate_state(&certificate, terms, today);
    let ended = rules::ended_edition(terms, certificate.kind, certificate.edition.as_deref(), today);
    let base = match is_region {
        true => format!("/vendors/{}/certificates/{}", certificate.vendor_id, certificate.id),
        false => format!("/portal/certificates/{}", certificate.id),
    };
    CertificateRow {
        id: certificate.id.to_string(),
        vendor_id: certificate.vendor_id.to_string(),
        vendor,
        kind: certificate.kind.to_string(),
        issuer: certificate.issuer,
        accreditation_body: certificate.accreditation_body,
        accredited: certificate.accredited,
        scope: certificate.scope,
        valid_from: certificate.valid_from,
        valid_to: certificate.valid_to,
        state: state.to_string(),
        tone: match state {
            CertificateState::Valid => "ok",
            CertificateState::Expiring => "attention",
            CertificateState::Expired | CertificateState::EditionEnded => "serious",
            CertificateState::Coming => "info",
            CertificateState::Undated => "neutral",
        },
        edition_ended_on: ended.map(|e| e.ended_on),
        edition_verified: ended.is_some_and(|e| e.verified),
        edition: certificate.edition,
        note: certificate.note,
        internal_note: certificate.internal_note.filter(|_| is_region),
        by_vendor: certificate.by_vendor,
        added_by: certificate.added_by_name,
        href: can_edit.then(|| base.clone()),
        file_href: has_file.then(|| format!("{base}/file")),
        version: certificate.version,
    }
}

/// The certificate that a form describes.
pub fn certificate_of(fields: &Fields) -> Result<NewCertificate> {
    let mut checks = Checks::default();
    let kind = checks.keep::<CertificateKind>(fields.required("kind", "error-choice"));
    let valid_from = checks.keep(fields.date("valid_from")).flatten();
    let valid_to = checks.keep(fields.date("valid_to")).flatten();
    let new = NewCertificate {
        kind: kind.unwrap_or(CertificateKind::Other),
        edition: fields.optional("edition"),
        issuer: fields.text("issuer"),
        accreditation_body: fields.optional("accreditation_body"),
        accredited: fields.checked("accredited"),
        scope: fields.text("scope"),
        valid_from,
        valid_to,
        note: fields.optional("note"),
        internal_note: fields.optional("internal_note"),
    };
    let mut errors: Vec<FieldError> = Vec::new();
    for result in [checks.done(), new.checked().map(drop)] {
        match result {
            Err(Refusal::Invalid(wrong)) => errors.extend(wrong),
            other => other?,
        }
    }
    if errors.is_empty() { Ok(new) } else { Err(Refusal::Invalid(errors)) }
}

/// The form with what is stored.
pub fn certificate_form(certificate: &Certificate, is_region: bool) -> FormState {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let form = FormState::default()
        .with("kind", certificate.kind)
        .with("edition", optional(&certificate.edition))
        .with("issuer", &certificate.issuer)
        .with("accreditation_body", optional(&certificate.accreditation_body))
        .with("accredited", if certificate.accredited { "1" } else { "" })
        .with("scope", &certificate.scope)
        .with("valid_from", day(certificate.valid_from))
        .with("valid_to", day(certificate.valid_to))
        .with("note", optional(&certificate.note));
    if is_region { form.with("internal_note", optional(&certificate.internal_note)) } else { form }
}

/// The file of the form, stored; nothing when none was chosen. Errors: at the field.
pub async fn receive(upload: &Upload) -> Result<Option<CertificateFile>> {
    if let Some(error) = upload.refused.iter().find(|e| e.field == "file") {
        return Err(Refusal::Invalid(vec![error.clone()]));
    }
    let Some(UploadedFile { file_name, bytes, .. }) = upload.files.iter().find(|f| f.field == "file").cloned() else {
        return Ok(None);
    };
    let media_type = sniff("file", &file_name, &bytes).map_err(|error| Refusal::Invalid(vec![error]))?;
    let files = upload.web.app.files.clone();
    let stored = tokio::task::spawn_blocking(move || files.put(&bytes)).await.map_err(Refusal::fault)??;
    Ok(Some(CertificateFile { file_name, media_type, stored }))
}

/// Form and file together, or everything that is wrong with either.
pub async fn read(upload: &Upload) -> Result<(NewCertificate, Option<CertificateFile>)> {
    match (certificate_of(&upload.fields), receive(upload).await) {
        (Ok(new), Ok(file)) => Ok((new, file)),
        (Err(Refusal::Invalid(mut errors)), Err(Refusal::Invalid(more))) => {
            errors.extend(more);
            Err(Refusal::Invalid(errors))
        }
        (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
    }
}

/// Sends a file that the person may see.
pub async fn send_file(web: &Web, attachment: Attachment) -> Answer {
    let files = web.app.files.clone();
    let (name, media_type) = (attachment.file_name.clone(), attachment.media_type.clone());
    let bytes = tokio::task::spawn_blocking(move || attachments::bytes(&files, &attachment))
        .await
        .map_err(Refusal::fault)??;
    web.download(&name, &media_type, bytes)
}

pub fn kinds() -> Vec<&'static str> {
    CertificateKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

fn form_page(
    web: &Web,
    status: StatusCode,
    vendor: &Vendor,
    certificate_id: Option<&Id>,
    form: FormState,
    version: i32,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let base = format!("/vendors/{}/certificates", vendor.id);
    let place = certificate_id.map_or(format!("{base}/new"), |id| format!("{base}/{id}"));
    let page = CertificatePage {
        remove: certificate_id.map(|id| format!("{base}/{id}/remove")),
        action: place,
        back: format!("/vendors/{}?tab=certificates", vendor.id),
        form,
        version,
        kinds: kinds(),
        vendors: Vec::new(),
        is_portal: false,
        file_name: None,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        conflict,
    };
    let title = web.word(if certificate_id.is_some() { "vendors-certificate-edit" } else { "vendors-certificate-new" });
    web.page_titled(status, "pages/vendors/certificate", title, vendor_crumbs(web, vendor), &page)
}

async fn vendor_of(web: &Web, id: &Id) -> Result<Vendor> {
    let id = id.clone();
    web.read(move |c, ctx| store::find(c, &ctx.scope, &id)).await
}

pub async fn new_certificate(web: Web, id: Path<Id>) -> Answer {
    let vendor = vendor_of(&web, &id).await?;
    actions::open_for_change(&vendor)?;
    form_page(&web, StatusCode::OK, &vendor, None, FormState::default(), 0, Vec::new())
}

pub async fn add_certificate(upload: Upload, id: Path<Id>) -> Answer {
    let (web, id) = (&upload.web, id.into_inner());
    let vendor = vendor_of(web, &id).await?;
    let outcome = match read(&upload).await {
        Ok((new, file)) => {
            let target = id.clone();
            web.write(move |c, ctx| {
                let row = actions::add_certificate(c, ctx, &target, &new)?;
                file.map(|file| actions::attach_certificate_file(c, ctx, &row.id, &file)).transpose()
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => {
            let place = format!("/vendors/{id}?tab=certificates");
            web.redirect_saying(place, "ok", "vendors-certificate-saved", &[])
        }
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&upload.fields, &errors);
            form_page(web, StatusCode::UNPROCESSABLE_ENTITY, &vendor, None, state, 0, Vec::new())
        }
    }
}

/// The certificate of the path, which must be the vendor's.
async fn of_path(web: &Web, path: &(Id, Id)) -> Result<(Vendor, Certificate)> {
    let (id, certificate_id) = path.clone();
    web.read(move |c, ctx| {
        let vendor = store::find(c, &ctx.scope, &id)?;
        let certificate = store::find_certificate(c, &ctx.scope, &certificate_id)?;
        if certificate.vendor_id == vendor.id { Ok((vendor, certificate)) } else { Err(Refusal::NotFound) }
    })
    .await
}

pub async fn edit_certificate(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (vendor, certificate) = of_path(&web, &path).await?;
    let form = certificate_form(&certificate, true);
    form_page(&web, StatusCode::OK, &vendor, Some(&certificate.id), form, certificate.version, Vec::new())
}

pub async fn save_certificate(upload: Upload, path: Path<(Id, Id)>) -> Answer {
    let web = &upload.web;
    let (vendor, certificate) = of_path(web, &path).await?;
    let version = upload.fields.version();
    let outcome = match read(&upload).await {
        Ok((new, file)) => {
            let target = certificate.id.clone();
            web.write(move |c, ctx| {
                actions::update_certificate(c, ctx, &target, &new, version)?;
                file.map(|file| actions::attach_certificate_file(c, ctx, &target, &file)).transpose()
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => {
            let place = format!("/vendors/{}?tab=certificates", vendor.id);
            web.redirect_saying(place, "ok", "vendors-certificate-saved", &[])
        }
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(web, "vendors-certificate", &upload.fields, &stored, &[]);
            let state = web.form_with(&upload.fields, &[]);
            form_page(web, StatusCode::CONFLICT, &vendor, Some(&certificate.id), state, certificate.version, rows)
        }
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&upload.fields, &errors);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form_page(web, status, &vendor, Some(&certificate.id), state, version, Vec::new())
        }
    }
}

pub async fn remove_certificate(form: crate::kit::web::Posted, path: Path<(Id, Id)>) -> Answer {
    let web = &form.web;
    let (vendor, certificate) = of_path(web, &path).await?;
    let version = form.fields.version();
    web.write(move |c, ctx| actions::remove_certificate(c, ctx, &certificate.id, version)).await?;
    let place = format!("/vendors/{}?tab=certificates", vendor.id);
    web.redirect_saying(place, "ok", "vendors-certificate-removed", &[])
}

pub async fn certificate_file(web: Web, path: Path<(Id, Id)>) -> Answer {
    let (_, certificate) = of_path(&web, &path).await?;
    let attachment = web.read(move |c, ctx| actions::certificate_file(c, ctx, &certificate.id)).await?;
    send_file(&web, attachment).await
}

/// Certificates of the whole register with their vendors' names, three queries however many there are.
async fn listed(web: &Web, params: &Params, page: PageRequest) -> Result<(Vec<CertificateRow>, Pager)> {
    let state = params.parsed::<CertificateState>("state")?;
    let (found, names) = web
        .read(move |c, ctx| {
            let found = store::certificates(c, &ctx.scope, state, ctx.today(), page)?;
            let ids: Vec<Id> = found.items.iter().map(|row| row.vendor_id.clone()).collect();
            Ok((found, store::names(c, &ctx.scope, &ids)?))
        })
        .await?;
    let (today, can_edit) = (web.ctx()?.today(), web.can(Permission::RegisterEdit));
    let pager = Pager::from(&found);
    let rows = found
        .items
        .into_iter()
        .map(|row| {
            let vendor = names.get(&row.vendor_id).cloned();
            certificate_row(row, vendor, today, false, can_edit, true)
        })
        .collect();
    Ok((rows, pager))
}

pub async fn certificates(web: Web, params: Query<Params>) -> Answer {
    let (rows, pager) = listed(&web, &params, params.page()).await?;
    let page = CertificateListPage {
        rows,
        pager,
        form: params.state(),
        states: CertificateState::ALL.iter().map(|state| state.as_str()).collect(),
        filtered: params.text("state").is_some(),
        export_xlsx: export_href("/certificates/export", &web.path, "xlsx"),
        export_csv: export_href("/certificates/export", &web.path, "csv"),
    };
    let crumbs = vec![(web.word("nav-vendors"), "/vendors".to_string())];
    web.page_titled(StatusCode::OK, "pages/vendors/certificates", web.word("vendors-certificates"), crumbs, &page)
}

pub async fn export_certificates(web: Web, params: Query<Params>) -> Answer {
    let (rows, pager) = listed(&web, &params, PageRequest::FILE).await?;
    let column = |name: &str, width| {
        Column::new(web.word(&format!("vendors-certificate-field-{name}")), width, ColumnKind::Text)
    };
    let columns = [
        Column::new(web.word("vendors-field-legal-name"), 40, ColumnKind::Text),
        column("kind", 22),
        column("edition", 10),
        column("issuer", 30),
        column("accreditation-body", 20),
        column("scope", 50),
        column("valid-from", 12),
        column("valid-to", 12),
        column("state", 24),
    ];
    let text = |value: Option<String>| value.map_or(Cell::Empty, Cell::Text);
    let day = |day: Option<NaiveDate>| text(day.map(|d| d.to_string()));
    let cells: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|row| {
            vec![
                text(row.vendor),
                Cell::Text(web.word(&format!("vendors-certificate-kind-{}", row.kind))),
                text(row.edition),
                Cell::Text(row.issuer),
                text(row.accreditation_body),
                Cell::Text(row.scope),
                day(row.valid_from),
                day(row.valid_to),
                Cell::Text(web.word(&format!("vendors-certificate-state-{}", row.state))),
            ]
        })
        .collect();
    let format = params.text("format");
    let name = web.word("vendors-certificates-export-name");
    export_part(&web, &name, format.as_deref(), &columns, cells, pager.total)
}
