//! Certificates and documents: the region's hand, and the vendor's own.

use super::lifecycle;
use crate::access::{Permission, Side};
use crate::base::{Id, Refusal, Result};
use crate::features::vendors::depth_input::NewCertificate;
use crate::features::vendors::records::{Certificate, Vendor};
use crate::features::vendors::{rules, store};
use crate::kit::attachments::{self, Attachment, Target};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::files::Stored;
use std::collections::BTreeMap;

/// A file whose bytes are stored and whose type is known.
#[derive(Debug, Clone)]
pub struct CertificateFile {
    pub file_name: String,
    pub media_type: &'static str,
    pub stored: Stored,
}

/// Who may change certificates: an editor of the register, or the vendor's own people for theirs.
fn allowed(ctx: &Ctx) -> Result<bool> {
    match ctx.scope.side() {
        Side::Region => ctx.require(Permission::RegisterEdit).map(|()| false),
        Side::Vendor => ctx.require(Permission::AnswerEdit).map(|()| true),
    }
}

/// What the audit log keeps: never the region's own note, which the vendor's log could show.
fn shown(certificate: &Certificate) -> serde_json::Value {
    let mut value = serde_json::to_value(certificate).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.remove("internal_note");
    }
    value
}

/// Adds a certificate to a vendor. The vendor's own people add theirs to a row they are linked to,
/// and cannot write the region's note. Errors: at the field; Rule for an ended vendor.
pub fn add_certificate(c: &mut Db, ctx: &Ctx, vendor_id: &Id, new: &NewCertificate) -> Result<Certificate> {
    let by_vendor = allowed(ctx)?;
    let vendor: Vendor = store::find(c, &ctx.scope, vendor_id)?;
    lifecycle::open_for_change(&vendor)?;
    let new = new.checked()?;
    let row = Certificate {
        id: ctx.new_id(),
        organisation_id: vendor.organisation_id.clone(),
        vendor_id: vendor.id.clone(),
        kind: new.kind,
        standard: rules::standard(new.kind, new.edition.as_deref()),
        edition: new.edition,
        issuer: new.issuer,
        accreditation_body: new.accreditation_body,
        accredited: new.accredited,
        scope: new.scope,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        note: new.note,
        internal_note: new.internal_note.filter(|_| !by_vendor),
        by_vendor,
        added_by_name: ctx.actor.name.clone(),
        added_at: ctx.instant(),
        removed_at: None,
        version: 1,
    };
    store::insert_certificate(c, &row)?;
    let entry = audit::Entry::new("create", "certificate", &vendor.id).vendor(&vendor.id).named(&row.issuer);
    audit::record_for(c, ctx, &vendor.organisation_id, entry.after(&shown(&row)))?;
    Ok(row)
}

/// Changes a certificate. The vendor's people change only what they added themselves.
/// Errors: `Conflict` when `version` is not the stored one; else as `add_certificate`.
pub fn update_certificate(c: &mut Db, ctx: &Ctx, id: &Id, new: &NewCertificate, version: i32) -> Result<Certificate> {
    let by_vendor = allowed(ctx)?;
    let before = store::find_certificate(c, &ctx.scope, id)?;
    if by_vendor && !before.by_vendor {
        return Err(Refusal::NotFound);
    }
    lifecycle::open_for_change(&store::find(c, &ctx.scope, &before.vendor_id)?)?;
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before, by_vendor)));
    }
    let new = new.checked()?;
    let after = Certificate {
        kind: new.kind,
        standard: rules::standard(new.kind, new.edition.as_deref()),
        edition: new.edition,
        issuer: new.issuer,
        accreditation_body: new.accreditation_body,
        accredited: new.accredited,
        scope: new.scope,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        note: new.note,
        internal_note: if by_vendor { before.internal_note.clone() } else { new.internal_note },
        version: before.version.saturating_add(1),
        ..before.clone()
    };
    store::save_certificate(c, &after)?;
    let entry = audit::Entry::new("update", "certificate", &after.vendor_id).vendor(&after.vendor_id);
    let entry = entry.named(&after.issuer).change(&shown(&before), &shown(&after));
    audit::record_for(c, ctx, &after.organisation_id, entry)?;
    Ok(after)
}

/// Takes a certificate away; the row and its file stay for the history.
pub fn remove_certificate(c: &mut Db, ctx: &Ctx, id: &Id, version: i32) -> Result<Certificate> {
    let by_vendor = allowed(ctx)?;
    let before = store::find_certificate(c, &ctx.scope, id)?;
    if by_vendor && !before.by_vendor {
        return Err(Refusal::NotFound);
    }
    if before.version != version {
        return Err(Refusal::Conflict(stored_texts(&before, by_vendor)));
    }
    let after =
        Certificate { removed_at: Some(ctx.instant()), version: before.version.saturating_add(1), ..before.clone() };
    store::save_certificate(c, &after)?;
    let entry = audit::Entry::new("delete", "certificate", &after.vendor_id).vendor(&after.vendor_id);
    audit::record_for(c, ctx, &after.organisation_id, entry.named(&after.issuer))?;
    Ok(after)
}

/// Puts a file to a certificate; the newest one is shown.
pub fn attach_certificate_file(c: &mut Db, ctx: &Ctx, id: &Id, file: &CertificateFile) -> Result<Attachment> {
    let by_vendor = allowed(ctx)?;
    let certificate = store::find_certificate(c, &ctx.scope, id)?;
    if by_vendor && !certificate.by_vendor {
        return Err(Refusal::NotFound);
    }
    let target = Target {
        organisation_id: &certificate.organisation_id,
        vendor_id: Some(&certificate.vendor_id),
        object_type: "certificate",
        object_id: &certificate.id,
        part: "",
        // What the region has received itself stays with the region.
        shared: certificate.by_vendor,
    };
    attachments::add(c, ctx, &target, &file.file_name, file.media_type, &file.stored)
}

/// The newest file of a certificate, or NotFound.
pub fn certificate_file(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Attachment> {
    let certificate = store::find_certificate(c, &ctx.scope, id)?;
    let all = attachments::of_object(c, &ctx.scope, std::slice::from_ref(&certificate.vendor_id), &certificate.id)?;
    all.into_iter().next_back().ok_or(Refusal::NotFound)
}

fn stored_texts(certificate: &Certificate, by_vendor: bool) -> BTreeMap<String, String> {
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |day: Option<chrono::NaiveDate>| day.map(|d| d.to_string()).unwrap_or_default();
    let mut texts = BTreeMap::from([
        ("kind".to_string(), certificate.kind.to_string()),
        ("edition".to_string(), optional(&certificate.edition)),
        ("issuer".to_string(), certificate.issuer.clone()),
        ("accreditation_body".to_string(), optional(&certificate.accreditation_body)),
        ("scope".to_string(), certificate.scope.clone()),
        ("valid_from".to_string(), day(certificate.valid_from)),
        ("valid_to".to_string(), day(certificate.valid_to)),
        ("note".to_string(), optional(&certificate.note)),
        ("version".to_string(), certificate.version.to_string()),
    ]);
    if !by_vendor {
        texts.insert("internal_note".to_string(), optional(&certificate.internal_note));
    }
    texts
}
