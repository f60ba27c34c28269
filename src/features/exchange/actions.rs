//! The steps of an import: receive a file, say what its columns mean, plan, apply.

use super::outcome::{Counts, RowOutcome};
use super::plan::{self, Plan};
use super::records::{ImportRun, ImportStatus};
use super::register::Step;
use super::rules::{
    ContractRow, ImportKind, Mapping, ReadRow, ServiceRow, VendorRow, find_table, guess_mapping, read_contracts,
    read_services, read_vendors, without_level_four,
};
use super::store;
use super::{plan_services, plan_vendors};
use crate::access::{Permission, Scope};
use crate::base::{FieldError, Id, Refusal, Result};
use crate::features::vendors::{self, Audited};
use crate::features::{contracts, services};
use crate::kit::audit::Entry;
use crate::kit::{Ctx, attachments, audit, coverage};
use crate::platform::db::Db;
use crate::platform::files::Files;
use crate::platform::sheets::{self, Cell, Sheet};
use serde::Serialize;

/// What is said of a row at level 4.
const GATE: &str = "rule-service-gate";

/// A file that could be read as a sheet with headings that are recognised.
#[derive(Debug)]
pub struct Received {
    pub kind: ImportKind,
    pub file_name: String,
    pub sha256: String,
    pub mapping: Mapping,
    pub opened: Sheets,
}

/// The sheets of a file, kept with the kind that is looked for in them.
#[derive(Debug)]
pub struct Sheets {
    kind: ImportKind,
    sheets: Vec<Sheet>,
}

/// An import with its file open again.
#[derive(Debug)]
pub struct Opened {
    pub run: ImportRun,
    pub mapping: Mapping,
    pub sheets: Sheets,
}

/// The rows of a file as its mapping reads them.
#[derive(Debug)]
pub enum Rows {
    Vendors(Vec<ReadRow<VendorRow>>, Mapping),
    Contracts(Vec<ReadRow<ContractRow>>),
    Services(Vec<ReadRow<ServiceRow>>),
}

impl Sheets {
    fn read(kind: ImportKind, file_name: &str, bytes: &[u8]) -> Result<Sheets> {
        let sheets = Sheets { kind, sheets: sheets::read(file_name, bytes)? };
        match find_table(&sheets.sheets, kind) {
            Some(_) => Ok(sheets),
            None => Err(Refusal::invalid("file", "import-error-no-header")),
        }
    }

    /// The headings as they stand in the file.
    pub fn headers(&self) -> Vec<String> {
        find_table(&self.sheets, self.kind).map(|table| table.headers).unwrap_or_default()
    }

    /// The first `count` rows under the headings, as a person would read them.
    pub fn first_rows(&self, count: usize) -> Vec<Vec<String>> {
        let Some(table) = find_table(&self.sheets, self.kind) else { return Vec::new() };
        let width = table.headers.len();
        let rows =
            table.sheet.rows.iter().skip(table.header_index + 1).filter(|row| row.iter().any(|cell| !cell.is_blank()));
        rows.take(count)
            .map(|row| (0..width).map(|column| row.get(column).map(Cell::as_text).unwrap_or_default()).collect())
            .collect()
    }

    /// A copy for keeping, when some row of services stands at level 4.
    fn without_level_four(&self, mapping: &Mapping) -> Option<String> {
        let table = find_table(&self.sheets, self.kind).filter(|_| self.kind == ImportKind::Services)?;
        without_level_four(&table, mapping)
    }

    /// Reads every row. Nothing is read while a required column is not chosen.
    pub fn rows(&self, mapping: &Mapping) -> Result<Rows> {
        let missing: Vec<FieldError> = mapping
            .missing(self.kind)
            .into_iter()
            .map(|field| FieldError::new(format!("column_{field}"), "import-error-column-needed"))
            .collect();
        if !missing.is_empty() {
            return Err(Refusal::Invalid(missing));
        }
        let table =
            find_table(&self.sheets, self.kind).ok_or_else(|| Refusal::invalid("file", "import-error-no-header"))?;
        Ok(match self.kind {
            ImportKind::Vendors => Rows::Vendors(read_vendors(&table, mapping), mapping.clone()),
            ImportKind::Contracts => Rows::Contracts(read_contracts(&table, mapping)),
            ImportKind::Services => Rows::Services(read_services(&table, mapping)),
        })
    }
}

/// Reads and keeps a file, and guesses its mapping; `map` is a map file that corrects the guess.
/// Errors at `file` (not a sheet, no headings) and at `mapping`.
pub fn receive(files: &Files, kind: ImportKind, file_name: &str, bytes: &[u8], map: Option<&str>) -> Result<Received> {
    let opened = Sheets::read(kind, file_name, bytes)?;
    let headers = opened.headers();
    let mut mapping = guess_mapping(&headers, kind);
    if let Some(map) = map.filter(|text| !text.trim().is_empty()) {
        mapping.apply(map, &headers, kind).map_err(|errors| {
            Refusal::Invalid(
                errors.into_iter().map(|e| FieldError::new("mapping", e.code).with("value", e.value)).collect(),
            )
        })?;
    }
    if let Some(kept) = opened.without_level_four(&mapping) {
        // Nothing of such a row may be kept, and the file is.
        let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
        let file_name = attachments::safe_name(&format!("{stem}.csv"));
        let opened = Sheets::read(kind, &file_name, kept.as_bytes())?;
        return Ok(Received { kind, file_name, sha256: files.put(kept.as_bytes())?.sha256, mapping, opened });
    }
    let stored = files.put(bytes)?;
    Ok(Received { kind, file_name: attachments::safe_name(file_name), sha256: stored.sha256, mapping, opened })
}

/// Starts an import that waits for its preview to be approved.
pub fn start(c: &mut Db, ctx: &Ctx, received: &Received) -> Result<ImportRun> {
    ctx.require(Permission::ImportRun)?;
    let run = ImportRun {
        id: ctx.new_id(),
        organisation_id: ctx.scope.client()?.clone(),
        kind: received.kind,
        file_name: received.file_name.clone(),
        file_sha256: received.sha256.clone(),
        mapping: serde_json::to_string(&received.mapping).map_err(Refusal::fault)?,
        status: ImportStatus::Preview,
        created_count: 0,
        updated_count: 0,
        unchanged_count: 0,
        refused_count: 0,
        outcomes: "[]".to_string(),
        created_by: ctx.actor.person_id.clone(),
        created_at: ctx.instant(),
        applied_at: None,
        version: 1,
    };
    store::add(c, &run)?;
    Ok(run)
}

/// An import and its file, the same bytes for preview and import.
pub fn open(c: &mut Db, ctx: &Ctx, files: &Files, id: &Id) -> Result<Opened> {
    ctx.require(Permission::ImportRun)?;
    let run = store::find(c, &ctx.scope, id)?;
    let mapping = serde_json::from_str(&run.mapping).map_err(Refusal::fault)?;
    let sheets = Sheets::read(run.kind, &run.file_name, &files.get(&run.file_sha256)?)?;
    Ok(Opened { run, mapping, sheets })
}

/// Keeps what a person says of the columns. Errors: Conflict when `version` is stale.
pub fn remap(c: &mut Db, ctx: &Ctx, id: &Id, version: i32, mapping: &Mapping) -> Result<()> {
    ctx.require(Permission::ImportRun)?;
    let mut run = waiting(c, ctx, id)?;
    run.mapping = serde_json::to_string(mapping).map_err(Refusal::fault)?;
    run.version = version.saturating_add(1);
    store::save(c, &ctx.scope, &run)
}

fn waiting(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<ImportRun> {
    let run = store::find(c, &ctx.scope, id)?;
    match run.status {
        ImportStatus::Preview => Ok(run),
        ImportStatus::Applied => Err(Refusal::rule("rule-import-applied")),
    }
}

/// What the rows would do to the register as it is now.
pub fn plan(c: &mut Db, ctx: &Ctx, rows: &Rows) -> Result<Vec<RowOutcome>> {
    Ok(planned(c, ctx, rows)?.rows)
}

fn planned(c: &mut Db, ctx: &Ctx, rows: &Rows) -> Result<Plan> {
    ctx.require(Permission::ImportRun)?;
    if let Rows::Services(rows) = rows {
        ctx.require(Permission::ServiceEdit)?;
        return plan_services::services(ctx, rows, plan_services::register(c, ctx)?);
    }
    let mut register = store::register(c, &ctx.scope)?;
    let organisation_id = ctx.scope.client()?;
    Ok(match rows {
        Rows::Contracts(rows) => plan::contracts(ctx, organisation_id, rows, &mut register),
        Rows::Vendors(rows, mapping) => plan_vendors::vendors(ctx, organisation_id, rows, mapping, &mut register),
        Rows::Services(_) => Plan::default(),
    })
}

/// Does what the plan of this moment says, in the caller's one transaction. Refused rows are left
/// out and told about; all others land. Errors: `rule-import-applied` the second time.
pub fn apply(c: &mut Db, ctx: &Ctx, id: &Id, rows: &Rows) -> Result<ImportRun> {
    let run = waiting(c, ctx, id)?;
    finish(c, ctx, run, rows)
}

/// `start` and `apply` in one transaction, for the API and the command line.
pub fn apply_now(c: &mut Db, ctx: &Ctx, received: &Received, rows: &Rows) -> Result<ImportRun> {
    let run = start(c, ctx, received)?;
    finish(c, ctx, run, rows)
}

fn finish(c: &mut Db, ctx: &Ctx, mut run: ImportRun, rows: &Rows) -> Result<ImportRun> {
    let plan = planned(c, ctx, rows)?;
    let mut entries = Vec::with_capacity(plan.steps.len());
    for step in &plan.steps {
        entries.push(take(c, &ctx.scope, step)?);
    }
    let added = plan.steps.iter().filter_map(|step| match step {
        Step::AddVendor(row) => Some(row.id.clone()),
        Step::AddContract(row) => Some(row.vendor_id.clone()),
        _ => None,
    });
    coverage::touch_all(c, ctx.scope.client()?, &added.collect())?;
    if run.kind == ImportKind::Services {
        services::take_listed(c, ctx, &plan.services)?;
        if plan.rows.iter().flat_map(|row| &row.errors).any(|said| said.code == GATE) {
            services::note_gate(c, ctx)?;
        }
    }
    let counts = Counts::of(&plan.rows);
    run.status = ImportStatus::Applied;
    run.created_count = counts.created;
    run.updated_count = counts.updated;
    run.unchanged_count = counts.unchanged;
    run.refused_count = counts.refused;
    run.outcomes = serde_json::to_string(&plan.rows).map_err(Refusal::fault)?;
    run.applied_at = Some(ctx.instant());
    run.version = run.version.saturating_add(1);
    store::save(c, &ctx.scope, &run)?;
    entries.push(Entry::new("import", "import", &run.id).named(&run.file_name).after(&Told {
        kind: run.kind,
        sha256: &run.file_sha256,
        counts,
    }));
    audit::record_all(c, ctx, entries)?;
    Ok(run)
}

/// What the log keeps of an import; the rows themselves are events of their own.
#[derive(Serialize)]
struct Told<'a> {
    kind: ImportKind,
    sha256: &'a str,
    #[serde(flatten)]
    counts: Counts,
}

fn take(c: &mut Db, scope: &Scope, step: &Step) -> Result<Entry> {
    Ok(match step {
        Step::AddVendor(row) => {
            vendors::insert_unmarked(c, row)?;
            Entry::new("create", "vendor", &row.id).vendor(&row.id).named(&row.legal_name).after(&Audited::of(row))
        }
        Step::ChangeVendor { before, after } => {
            vendors::save(c, scope, after)?;
            Entry::new("update", "vendor", &after.id)
                .vendor(&after.id)
                .named(&after.legal_name)
                .change(&Audited::of(before), &Audited::of(after))
        }
        Step::AddContract(row) => {
            contracts::insert_unmarked(c, row)?;
            Entry::new("create", "contract", &row.id).vendor(&row.vendor_id).named(&row.reference).after(row)
        }
        Step::ChangeContract { before, after } => {
            contracts::save(c, scope, after)?;
            Entry::new("update", "contract", &after.id)
                .vendor(&after.vendor_id)
                .named(&after.reference)
                .change(before, after)
        }
        Step::AddContact(row) => {
            vendors::insert_contact(c, row)?;
            Entry::new("create", "vendor_contact", &row.vendor_id).vendor(&row.vendor_id).named(&row.name).after(row)
        }
        Step::ChangeContact { before, after } => {
            vendors::save_contact(c, scope, after)?;
            Entry::new("update", "vendor_contact", &after.vendor_id)
                .vendor(&after.vendor_id)
                .named(&after.name)
                .change(before, after)
        }
    })
}

/// A whole import in one go: the kept run and what became of each row. With `dry_run` nothing of
/// the register changes and the run waits as a preview.
pub fn run_once(c: &mut Db, ctx: &Ctx, received: &Received, dry_run: bool) -> Result<(ImportRun, Vec<RowOutcome>)> {
    let rows = received.opened.rows(&received.mapping)?;
    if dry_run {
        let outcomes = plan(c, ctx, &rows)?;
        return Ok((start(c, ctx, received)?, outcomes));
    }
    let run = apply_now(c, ctx, received, &rows)?;
    let outcomes = run.row_outcomes()?;
    Ok((run, outcomes))
}
