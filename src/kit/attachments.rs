//! Attachments: files that belong to an object, with type sniffed and size limited on the way in.

use crate::access::{Scope, Side};
use crate::base::{FieldError, Id, Instant, Refusal, Result};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use crate::platform::db::schema::attachments;
use crate::platform::files::{Files, Stored};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Clone, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = attachments)]
pub struct Attachment {
    pub id: Id,
    /// The client organisation whose object it belongs to.
    pub organisation_id: Id,
    pub vendor_id: Option<Id>,
    pub object_type: String,
    pub object_id: String,
    /// The part of the object, such as a question id; empty for the whole.
    pub part: String,
    pub file_name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
    /// Whether the vendor may see it.
    pub shared: bool,
    pub uploaded_by: Id,
    pub uploaded_by_name: String,
    pub uploaded_at: Instant,
    pub removed_at: Option<Instant>,
}

/// Where a new attachment belongs.
pub struct Target<'a> {
    pub organisation_id: &'a Id,
    pub vendor_id: Option<&'a Id>,
    pub object_type: &'static str,
    pub object_id: &'a Id,
    pub part: &'a str,
    pub shared: bool,
}

/// Media types that are accepted, by their file-name endings.
const ACCEPTED: &[(&str, &[&str])] = &[
    ("application/pdf", &["pdf"]),
    ("image/png", &["png"]),
    ("image/jpeg", &["jpg", "jpeg"]),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"]),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"]),
    ("application/vnd.openxmlformats-officedocument.presentationml.presentation", &["pptx"]),
    ("text/plain", &["txt", "csv"]),
];

const ACCEPTED_WORDS: &str = "PDF, PNG, JPG, DOCX, XLSX, PPTX, TXT, CSV";

/// Decides the media type from the bytes, not from the name; the two must agree.
/// Errors: `error-file-empty`, `error-file-type`, `error-file-content` at `field`.
pub fn sniff(field: &str, file_name: &str, bytes: &[u8]) -> Result<&'static str, FieldError> {
    if bytes.is_empty() {
        return Err(FieldError::new(field, "error-file-empty"));
    }
    let ending = file_name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default();
    let named = ACCEPTED.iter().find(|(_, endings)| endings.contains(&ending.as_str()));
    let Some((media, _)) = named else {
        return Err(FieldError::new(field, "error-file-type").with("types", ACCEPTED_WORDS));
    };
    let fits = match infer::get(bytes) {
        Some(kind) => {
            kind.mime_type() == *media || (media.contains("openxmlformats") && kind.mime_type() == "application/zip")
        }
        None => *media == "text/plain" && !bytes.contains(&0),
    };
    if fits { Ok(media) } else { Err(FieldError::new(field, "error-file-content")) }
}

/// A file name that is safe to send in a header and to show: no paths, no control characters.
pub fn safe_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let clean: String = last.chars().filter(|c| !c.is_control() && *c != '"').take(150).collect();
    if clean.trim().is_empty() { "fil".to_string() } else { clean }
}

/// Stores the row for bytes that `Files::put` has already stored.
pub fn add(
    c: &mut Db,
    ctx: &Ctx,
    target: &Target<'_>,
    file_name: &str,
    media_type: &str,
    stored: &Stored,
) -> Result<Attachment> {
    let row = Attachment {
        id: ctx.new_id(),
        organisation_id: target.organisation_id.clone(),
        vendor_id: target.vendor_id.cloned(),
        object_type: target.object_type.to_string(),
        object_id: target.object_id.to_string(),
        part: target.part.to_string(),
        file_name: safe_name(file_name),
        media_type: media_type.to_string(),
        size: stored.size,
        sha256: stored.sha256.clone(),
        shared: target.shared,
        uploaded_by: ctx.actor.person_id.clone(),
        uploaded_by_name: ctx.actor.name.clone(),
        uploaded_at: ctx.instant(),
        removed_at: None,
    };
    diesel::insert_into(attachments::table).values(&row).execute(c)?;
    let entry = audit::Entry::new("attach", "attachment", &row.id).named(&row.file_name).after(&row);
    audit::record_for(c, ctx, target.organisation_id, entry)?;
    Ok(row)
}

/// The attachments of one object that the scope may see. `vendor_ids` are the register rows that a
/// vendor's scope reaches; they are not used for a client.
pub fn of_object(c: &mut Db, scope: &Scope, vendor_ids: &[Id], object_id: &Id) -> Result<Vec<Attachment>> {
    let base = attachments::table
        .filter(attachments::object_id.eq(object_id.as_str()))
        .filter(attachments::removed_at.is_null())
        .order(attachments::id)
        .select(Attachment::as_select());
    Ok(match scope.side() {
        Side::Region => base.filter(attachments::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => {
            base.filter(attachments::shared.eq(true)).filter(attachments::vendor_id.eq_any(vendor_ids)).load(c)?
        }
    })
}

/// The ids of the objects of one type that have a file which the scope may see, in one query.
pub fn of_kind(c: &mut Db, scope: &Scope, vendor_ids: &[Id], object_type: &str) -> Result<BTreeSet<String>> {
    let base = attachments::table
        .filter(attachments::object_type.eq(object_type))
        .filter(attachments::vendor_id.eq_any(vendor_ids))
        .filter(attachments::removed_at.is_null())
        .select(attachments::object_id);
    let ids: Vec<String> = match scope.side() {
        Side::Region => base.filter(attachments::organisation_id.eq(scope.client()?)).load(c)?,
        Side::Vendor => base.filter(attachments::shared.eq(true)).load(c)?,
    };
    Ok(ids.into_iter().collect())
}

/// One attachment, or NotFound when the scope may not see it.
pub fn find(c: &mut Db, scope: &Scope, vendor_ids: &[Id], id: &Id) -> Result<Attachment> {
    let row: Attachment = attachments::table
        .filter(attachments::id.eq(id))
        .filter(attachments::removed_at.is_null())
        .select(Attachment::as_select())
        .first(c)?;
    let visible = match scope.side() {
        Side::Region => row.organisation_id == *scope.client()?,
        Side::Vendor => row.shared && row.vendor_id.as_ref().is_some_and(|v| vendor_ids.contains(v)),
    };
    if visible { Ok(row) } else { Err(Refusal::NotFound) }
}

/// Takes an attachment away; the bytes stay for as long as the audit log points at them.
pub fn remove(c: &mut Db, ctx: &Ctx, attachment: &Attachment) -> Result<()> {
    diesel::update(attachments::table.filter(attachments::id.eq(&attachment.id)))
        .set(attachments::removed_at.eq(Some(ctx.instant())))
        .execute(c)?;
    let entry = audit::Entry::new("detach", "attachment", &attachment.id).named(&attachment.file_name);
    audit::record_for(c, ctx, &attachment.organisation_id, entry)
}

/// The stored bytes, for sending or downloading.
pub fn bytes(files: &Files, attachment: &Attachment) -> Result<Vec<u8>> {
    files.get(&attachment.sha256)
}

/// The attachments of a mail, for the worker, which acts for the row's own organisation.
pub fn for_mail(c: &mut Db, ids: &[Id]) -> Result<Vec<Attachment>> {
    Ok(attachments::table
        .filter(attachments::id.eq_any(ids))
        .order(attachments::id)
        .select(Attachment::as_select())
        .load(c)?)
}
