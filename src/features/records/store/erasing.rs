//! Rows that go for good when a disposal is carried out.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::kit::attachments::Attachment;
use crate::platform::db::Db;
use crate::platform::db::schema::{answer_workbooks, attachments, evidence_items, evidence_uses, frameworks, imports};
use diesel::prelude::*;

/// Every file of an object of ours, those that were taken away before among them.
pub fn every_file(c: &mut Db, scope: &Scope, object_type: &str, object_id: &Id) -> Result<Vec<Attachment>> {
    Ok(attachments::table
        .filter(attachments::organisation_id.eq(scope.client()?))
        .filter(attachments::object_type.eq(object_type))
        .filter(attachments::object_id.eq(object_id.as_str()))
        .order(attachments::id)
        .select(Attachment::as_select())
        .load(c)?)
}

/// One file, whether or not it was taken away before.
pub fn any_file(c: &mut Db, scope: &Scope, id: &Id) -> Result<Option<Attachment>> {
    Ok(attachments::table
        .filter(attachments::organisation_id.eq(scope.client()?))
        .filter(attachments::id.eq(id))
        .select(Attachment::as_select())
        .first(c)
        .optional()?)
}

/// Deletes a file's row, with what said where it was used. The bytes go by a job, once nobody keeps them.
pub fn erase_file(c: &mut Db, scope: &Scope, id: &Id) -> Result<()> {
    let client = scope.client()?;
    let uses = evidence_uses::table.filter(evidence_uses::attachment_id.eq(id));
    diesel::delete(uses.filter(evidence_uses::organisation_id.eq(client))).execute(c)?;
    let own = attachments::table.filter(attachments::id.eq(id));
    diesel::delete(own.filter(attachments::organisation_id.eq(client))).execute(c)?;
    Ok(())
}

/// Whether any row of anybody still points at the bytes: files are shared by their content.
pub fn is_kept(c: &mut Db, sha256: &str) -> Result<bool> {
    let count: i64 = attachments::table.filter(attachments::sha256.eq(sha256)).count().get_result(c)?;
    let library: i64 = evidence_items::table.filter(evidence_items::sha256.eq(sha256)).count().get_result(c)?;
    let imported: i64 = imports::table.filter(imports::file_sha256.eq(sha256)).count().get_result(c)?;
    let workbooks: i64 = answer_workbooks::table.filter(answer_workbooks::sha256.eq(sha256)).count().get_result(c)?;
    let catalogues: i64 = frameworks::table.filter(frameworks::file_sha256.eq(sha256)).count().get_result(c)?;
    Ok(count + library + imported + workbooks + catalogues > 0)
}
