//! A package for the e-archive: made once, and kept until one of its records is disposed of. Five hundred PDFs take
//! their time, so they are set outside any transaction: nobody waits for them with what they want to write.

use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::accounts;
use crate::features::records::archive::{Packed, package};
use crate::features::records::jobs;
use crate::features::records::reading;
use crate::features::records::rows::{ArchivePackage, PublicRecord};
use crate::features::records::store::{self, RecordFilter};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use crate::platform::files::Stored;
use crate::platform::zips::Archive;
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
    fn set(&self, app: &App) -> Result<Stored> {
        app.files.build(|file| package(app, &self.organisation, self.number, &self.records, Archive::new(file)))
    }
}

/// A package that has been set; no row points at its bytes yet.
pub struct PackageDraft {
    contents: Contents,
    stored: Result<Stored>,
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
    let filter = RecordFilter { undisposed: true, ..filter.clone() };
    let records = store::all(c, &ctx.scope, &filter, MOST + 1)?;
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
        let bytes = draft.stored.as_ref().ok().map(|stored| stored.sha256.clone());
        let kept = app.db.write_now(|c| keep_package(c, ctx, app, filter, draft));
        if let Ok(Some(row)) = kept {
            return Ok(row);
        }
        if let Some(sha256) = bytes {
            jobs::forget(app, &sha256)?;
        }
        kept?;
    }
    Err(Refusal::rule("rule-package-changed"))
}

/// Reads what a package holds, and then sets it. Errors: `rule-package-empty`, `rule-package-many`.
pub fn draft_package(app: &App, ctx: &Ctx, filter: &RecordFilter) -> Result<PackageDraft> {
    ctx.require(Permission::RecordEdit)?;
    let contents = app.db.read_now(|c| contents(c, ctx, app, filter))?;
    let stored = contents.set(app);
    Ok(PackageDraft { contents, stored })
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
    let sha256 = draft.stored?.sha256;
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

/// A package whose bytes are here. Errors: `rule-package-disposed` when a disposal of one of its records took them.
pub fn packed(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<ArchivePackage> {
    let row = store::find_package(c, &ctx.scope, id)?;
    let known = store::packed_records(c, &ctx.scope, std::slice::from_ref(&row))?;
    if row.is_gone(&known)? { Err(Refusal::rule("rule-package-disposed")) } else { Ok(row) }
}
