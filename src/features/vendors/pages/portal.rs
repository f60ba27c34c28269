//! The vendor's own certificates, and what clients show it of their own fields. Nothing of the
//! region's notes comes here: the rows are made without them.

use super::certificates::{certificate_form, certificate_row, kinds, read, send_file};
use super::extra::{extra_label, extra_words};
use super::shared::conflict_rows;
use crate::access::Permission;
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::accounts;
use crate::features::vendors::actions;
use crate::features::vendors::records::{Certificate, Vendor, VendorStatus};
use crate::features::vendors::store;
use crate::features::vendors::views::{CertificatePage, ConflictRow, PortalCertificatesPage, Told};
use crate::kit::attachments;
use crate::kit::web::{Answer, Posted, Upload, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeSet;

pub async fn portal_certificates(web: Web) -> Answer {
    let (rows, with_file, extra) = web
        .read(|c, ctx| {
            let rows = store::portal_certificates(c, &ctx.scope)?;
            let linked = store::linked_ids(c, &ctx.scope)?;
            let with_file: BTreeSet<String> = attachments::of_kind(c, &ctx.scope, &linked, "certificate")?;
            Ok((rows, with_file, store::portal_extra(c, &ctx.scope, &linked)?))
        })
        .await?;
    let (today, can_add) = (web.ctx()?.today(), web.can(Permission::AnswerEdit));
    let page = PortalCertificatesPage {
        rows: rows
            .into_iter()
            .map(|row| {
                let (has_file, can_edit) = (with_file.contains(row.id.as_str()), can_add && row.by_vendor);
                certificate_row(row, None, today, has_file, can_edit, false)
            })
            .collect(),
        extra: extra
            .iter()
            .map(|(field, value)| Told {
                label: extra_label(&web, field),
                value: extra_words(&web, field, &value.value),
            })
            .collect(),
        can_add,
    };
    web.page("pages/vendors/portal_certificates", "vendors-certificates-own", &page)
}

/// The clients whose register has the vendor: a certificate is shown to one of them.
async fn clients(web: &Web) -> Result<Vec<Choice>> {
    web.read(|c, ctx| {
        let open = store::portal_vendors(c, &ctx.scope)?.into_iter().filter(|v| v.status != VendorStatus::Ended);
        let named = |vendor: Vendor| {
            let client = accounts::find_organisation(c, &vendor.organisation_id)?;
            Ok(Choice { value: vendor.id.to_string(), label: format!("{} – {}", client.name, vendor.legal_name) })
        };
        open.map(named).collect()
    })
    .await
}

async fn form_page(
    web: &Web,
    status: StatusCode,
    certificate: Option<&Certificate>,
    form: FormState,
    version: i32,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let place =
        certificate.map_or("/portal/certificates/new".to_string(), |c| format!("/portal/certificates/{}", c.id));
    let page = CertificatePage {
        remove: certificate.map(|_| format!("{place}/remove")),
        action: place,
        back: "/portal/certificates".to_string(),
        form,
        version,
        kinds: kinds(),
        vendors: if certificate.is_some() { Vec::new() } else { clients(web).await? },
        is_portal: true,
        file_name: None,
        megabytes: web.app.settings.upload_max_bytes / 1_000_000,
        conflict,
    };
    let title = web.word(if certificate.is_some() { "vendors-certificate-edit" } else { "vendors-certificate-new" });
    let crumbs = vec![(web.word("vendors-certificates-own"), "/portal/certificates".to_string())];
    web.page_titled(status, "pages/vendors/certificate", title, crumbs, &page)
}

pub async fn new_portal_certificate(web: Web) -> Answer {
    form_page(&web, StatusCode::OK, None, FormState::default(), 0, Vec::new()).await
}

pub async fn add_portal_certificate(upload: Upload) -> Answer {
    let web = &upload.web;
    let vendor_id = upload.fields.required::<Id>("vendor_id", "error-choice");
    let outcome = match (read(&upload).await, vendor_id) {
        (Ok((new, file)), Ok(vendor_id)) => {
            web.write(move |c, ctx| {
                ctx.scope.vendor()?;
                let row = actions::add_certificate(c, ctx, &vendor_id, &new)?;
                file.map(|file| actions::attach_certificate_file(c, ctx, &row.id, &file)).transpose()
            })
            .await
        }
        (Ok(_), Err(error)) => Err(Refusal::Invalid(vec![error])),
        (Err(Refusal::Invalid(mut errors)), vendor) => {
            errors.extend(vendor.err().into_iter().collect::<Vec<FieldError>>());
            Err(Refusal::Invalid(errors))
        }
        (Err(refusal), _) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying("/portal/certificates", "ok", "vendors-certificate-saved", &[]),
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&upload.fields, &errors);
            form_page(web, StatusCode::UNPROCESSABLE_ENTITY, None, state, 0, Vec::new()).await
        }
    }
}

/// One that the vendor's people added themselves; what the region added is only read.
async fn own(web: &Web, id: &Id) -> Result<Certificate> {
    let id = id.clone();
    let certificate = web.read(move |c, ctx| store::find_certificate(c, &ctx.scope, &id)).await?;
    if certificate.by_vendor { Ok(certificate) } else { Err(Refusal::NotFound) }
}

pub async fn edit_portal_certificate(web: Web, id: Path<Id>) -> Answer {
    let certificate = own(&web, &id).await?;
    let form = certificate_form(&certificate, false);
    form_page(&web, StatusCode::OK, Some(&certificate), form, certificate.version, Vec::new()).await
}

pub async fn save_portal_certificate(upload: Upload, id: Path<Id>) -> Answer {
    let web = &upload.web;
    let certificate = own(web, &id).await?;
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
        Ok(_) => web.redirect_saying("/portal/certificates", "ok", "vendors-certificate-saved", &[]),
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(web, "vendors-certificate", &upload.fields, &stored, &[]);
            let state = web.form_with(&upload.fields, &[]);
            form_page(web, StatusCode::CONFLICT, Some(&certificate), state, certificate.version, rows).await
        }
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&upload.fields, &errors);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            form_page(web, status, Some(&certificate), state, version, Vec::new()).await
        }
    }
}

pub async fn remove_portal_certificate(form: Posted, id: Path<Id>) -> Answer {
    let version = form.fields.version();
    form.web
        .write(move |c, ctx| {
            ctx.scope.vendor()?;
            actions::remove_certificate(c, ctx, &id, version)
        })
        .await?;
    form.web.redirect_saying("/portal/certificates", "ok", "vendors-certificate-removed", &[])
}

pub async fn portal_file(web: Web, id: Path<Id>) -> Answer {
    let attachment = web.read(move |c, ctx| actions::certificate_file(c, ctx, &id)).await?;
    send_file(&web, attachment).await
}
