//! A package for the e-archive: what is in it is chosen once, and its bytes are made anew and compared. Five hundred
//! PDFs take their time, so they are set outside any transaction: nobody waits for them with what they want to write.

use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::accounts;
use crate::features::records::archive::{Packed, package};
use crate::features::records::reading;
use crate::features::records::rows::{ArchivePackage, PublicRecord};
use crate::features::records::store::{self, RecordFilter};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use crate::platform::zips::sha256;
use std::collections::BTreeMap;

/// How many records one package may have.
const MOST: i64 = 500;
/// How often a package is set while somebody goes on changing what is in it.
const TRIES: usize = 2;

/// All that the bytes of a package are made from, besides the files of its records.
#[derive(PartialEq)]
struct Contents {
    organisation: String,
    number: i32,
    records: Vec<Packed>,
}

impl Contents {
    fn set(&self, app: &App) -> Result<Vec<u8>> {
        package(app, &self.organisation, self.number, &self.records)
    }
}

/// A package that has been set and not been kept yet.
pub struct PackageDraft {
    contents: Contents,
    sha256: Result<String>,
}

fn packed_records(c: &mut Db, ctx: &Ctx, app: &App, records: Vec<PublicRecord>) -> Result<Vec<Packed>> {
    let ids: Vec<Id> = records.iter().map(|record| record.id.clone()).collect();
    let mut marks: BTreeMap<Id, Vec<_>> = BTreeMap::new();
    for mark in store::marks(c, &ctx.scope, &ids)? {
        marks.entry(mark.record_id.clone()).or_default().push(mark);
    }
    // the archive reads Swedish, whoever packs
    let ctx = Ctx { language: crate::base::Language::Sv, ..ctx.clone() };
    let mut all = Vec::new();
    for record in records {
        let said = reading::of_record(c, &ctx, &app.views, &record)?;
        let marks = marks.remove(&record.id).unwrap_or_default();
        all.push(Packed { record, said, marks });
    }
    Ok(all)
}

/// What the next package of a filter holds. Errors: `rule-package-empty`, `rule-package-many`.
fn contents(c: &mut Db, ctx: &Ctx, app: &App, filter: &RecordFilter) -> Result<Contents> {
    let mut records = store::all(c, &ctx.scope, filter, MOST + 1)?;
    records.retain(|record| !record.is_disposed());
    if records.is_empty() {
        return Err(Refusal::rule("rule-package-empty"));
    }
    if i64::try_from(records.len()).unwrap_or(i64::MAX) > MOST {
        return Err(Refusal::rule_with("rule-package-many", &[("max", MOST.to_string())]));
    }
    let number = store::next_package_number(c, &ctx.scope)?;
    let organisation = accounts::find_organisation(c, ctx.scope.client()?)?.name;
    Ok(Contents { organisation, number, records: packed_records(c, ctx, app, records)? })
}

/// Packs the records of a filter. Errors: `rule-package-empty`, `rule-package-many`; `rule-package-changed` while
/// somebody goes on changing them.
pub fn pack(app: &App, ctx: &Ctx, filter: &RecordFilter) -> Result<ArchivePackage> {
    for _ in 0..TRIES {
        let draft = draft_package(app, ctx, filter)?;
        if let Some(row) = app.db.write_now(|c| keep_package(c, ctx, app, filter, draft))? {
            return Ok(row);
        }
    }
    Err(Refusal::rule("rule-package-changed"))
}

/// Reads what a package holds, and then sets it. Errors: `rule-package-empty`, `rule-package-many`.
pub fn draft_package(app: &App, ctx: &Ctx, filter: &RecordFilter) -> Result<PackageDraft> {
    ctx.require(Permission::RecordEdit)?;
    let contents = app.db.read_now(|c| contents(c, ctx, app, filter))?;
    let sha256 = contents.set(app).map(|bytes| sha256(&bytes));
    Ok(PackageDraft { contents, sha256 })
}

/// Keeps a package that was set. None when anything in it is not as it was read any longer: nothing is kept then.
pub fn keep_package(
    c: &mut Db,
    ctx: &Ctx,
    app: &App,
    filter: &RecordFilter,
    draft: PackageDraft,
) -> Result<Option<ArchivePackage>> {
    ctx.require(Permission::RecordEdit)?;
    // Read whole: what an object says and which files it has changes without its record.
    if contents(c, ctx, app, filter)? != draft.contents {
        return Ok(None);
    }
    // A file that is missing is a fault only now: a disposal may have taken it while the package was set.
    let sha256 = draft.sha256?;
    let Contents { number, records, .. } = draft.contents;
    let ids: Vec<Id> = records.into_iter().map(|packed| packed.record.id).collect();
    let row = ArchivePackage {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        number,
        record_ids: serde_json::to_string(&ids).map_err(Refusal::fault)?,
        record_count: i32::try_from(ids.len()).unwrap_or(i32::MAX),
        sha256,
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_package(c, &row)?;
    let entry = audit::Entry::new("create", "archive_package", &row.id).named(number.to_string()).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(Some(row))
}

/// The bytes of a package, made anew. Errors: `rule-package-changed` when a record has changed since it was packed.
pub fn packed(app: &App, ctx: &Ctx, id: &Id) -> Result<(ArchivePackage, Vec<u8>)> {
    let (row, contents) = app.db.read_now(|c| {
        let row = store::find_package(c, &ctx.scope, id)?;
        let ids: Vec<Id> = serde_json::from_str(&row.record_ids).map_err(Refusal::fault)?;
        let records = store::of_ids(c, &ctx.scope, &ids)?;
        let organisation = accounts::find_organisation(c, &row.organisation_id)?.name;
        let contents = Contents { organisation, number: row.number, records: packed_records(c, ctx, app, records)? };
        Ok((row, contents))
    })?;
    let bytes = contents.set(app)?;
    if sha256(&bytes) != row.sha256 {
        return Err(Refusal::rule("rule-package-changed"));
    }
    Ok((row, bytes))
}
