//! A package for the e-archive: what is in it is chosen once, and its bytes are made anew and compared.

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

/// Packs the records of a filter. Errors: `rule-package-empty`, `rule-package-many`.
pub fn pack(c: &mut Db, ctx: &Ctx, app: &App, filter: &RecordFilter) -> Result<ArchivePackage> {
    ctx.require(Permission::RecordEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    let mut records = store::all(c, &ctx.scope, filter, MOST + 1)?;
    records.retain(|record| !record.is_disposed());
    if records.is_empty() {
        return Err(Refusal::rule("rule-package-empty"));
    }
    let count = i32::try_from(records.len()).unwrap_or(i32::MAX);
    if i64::from(count) > MOST {
        return Err(Refusal::rule_with("rule-package-many", &[("max", MOST.to_string())]));
    }
    let ids: Vec<Id> = records.iter().map(|record| record.id.clone()).collect();
    let number = store::next_package_number(c, &ctx.scope)?;
    let organisation = accounts::find_organisation(c, &organisation_id)?.name;
    let all = packed_records(c, ctx, app, records)?;
    let bytes = package(app, &organisation, number, &all)?;
    let row = ArchivePackage {
        id: ctx.new_id(),
        organisation_id,
        number,
        record_ids: serde_json::to_string(&ids).map_err(Refusal::fault)?,
        record_count: count,
        sha256: sha256(&bytes),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
    };
    store::insert_package(c, &row)?;
    let entry = audit::Entry::new("create", "archive_package", &row.id).named(number.to_string()).after(&row);
    audit::record(c, ctx, entry)?;
    Ok(row)
}

/// The bytes of a package, made anew. Errors: `rule-package-changed` when a record has changed since it was packed.
pub fn packed(c: &mut Db, ctx: &Ctx, app: &App, id: &Id) -> Result<(ArchivePackage, Vec<u8>)> {
    let row = store::find_package(c, &ctx.scope, id)?;
    let ids: Vec<Id> = serde_json::from_str(&row.record_ids).map_err(Refusal::fault)?;
    let records = store::of_ids(c, &ctx.scope, &ids)?;
    let organisation = accounts::find_organisation(c, &row.organisation_id)?.name;
    let all = packed_records(c, ctx, app, records)?;
    let bytes = package(app, &organisation, row.number, &all)?;
    if sha256(&bytes) != row.sha256 {
        return Err(Refusal::rule("rule-package-changed"));
    }
    Ok((row, bytes))
}
