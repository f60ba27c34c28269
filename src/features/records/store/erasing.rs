//! Rows that go for good when a disposal is carried out.

use crate::access::Scope;
use crate::base::{Id, Result};
use crate::features::records::rows::{ArchivePackage, ExtractRow};
use crate::kit::attachments::Attachment;
use crate::platform::db::Db;
use crate::platform::db::schema::{
    answer_workbooks, archive_packages, attachments, disclosure_extracts, evidence_items, evidence_uses, frameworks,
    imports, month_run_files, month_runs, public_records,
};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::collections::BTreeMap;

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

/// How many files each object of a type of ours has, those that were taken away before among them.
pub fn count_files(c: &mut Db, scope: &Scope, object_type: &str, ids: &[&str]) -> Result<BTreeMap<String, i64>> {
    let counts: Vec<(String, i64)> = attachments::table
        .filter(attachments::organisation_id.eq(scope.client()?))
        .filter(attachments::object_type.eq(object_type))
        .filter(attachments::object_id.eq_any(ids.iter().copied()))
        .group_by(attachments::object_id)
        .select((attachments::object_id, count_star()))
        .load(c)?;
    Ok(counts.into_iter().collect())
}

/// Which of the files there are, whether or not they were taken away before.
pub fn there_still(c: &mut Db, scope: &Scope, ids: &[&str]) -> Result<Vec<String>> {
    Ok(attachments::table
        .filter(attachments::organisation_id.eq(scope.client()?))
        .filter(attachments::id.eq_any(ids.iter().copied()))
        .select(attachments::id)
        .load(c)?)
}

/// The object that each of the files was attached to, whether or not they were taken away before.
pub fn homes(c: &mut Db, scope: &Scope, ids: &[&str]) -> Result<BTreeMap<String, String>> {
    let homes: Vec<(String, String)> = attachments::table
        .filter(attachments::organisation_id.eq(scope.client()?))
        .filter(attachments::id.eq_any(ids.iter().copied()))
        .select((attachments::id, attachments::object_id))
        .load(c)?;
    Ok(homes.into_iter().collect())
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

/// Extracts whose ids come after one, in the order of their ids.
pub fn extracts_after(c: &mut Db, scope: &Scope, after: &str, most: i64) -> Result<Vec<ExtractRow>> {
    Ok(disclosure_extracts::table
        .filter(disclosure_extracts::organisation_id.eq(scope.client()?))
        .filter(disclosure_extracts::id.gt(after))
        .order(disclosure_extracts::id)
        .limit(most)
        .select(ExtractRow::as_select())
        .load(c)?)
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
    let months: i64 = month_runs::table.filter(month_runs::sha256.eq(sha256)).count().get_result(c)?;
    let papers: i64 = month_run_files::table.filter(month_run_files::sha256.eq(sha256)).count().get_result(c)?;
    Ok(count + library + imported + workbooks + catalogues + months + papers > 0 || is_packed(c, sha256)?)
}

/// Whether the bytes are a package none of whose records has been disposed of.
fn is_packed(c: &mut Db, sha256: &str) -> Result<bool> {
    let packages: Vec<ArchivePackage> = archive_packages::table
        .filter(archive_packages::sha256.eq(sha256))
        .select(ArchivePackage::as_select())
        .load(c)?;
    for package in packages {
        let gone: i64 = public_records::table
            .filter(public_records::id.eq_any(package.records()?))
            .filter(public_records::disposed_at.is_not_null())
            .count()
            .get_result(c)?;
        if gone == 0 {
            return Ok(true);
        }
    }
    Ok(false)
}
