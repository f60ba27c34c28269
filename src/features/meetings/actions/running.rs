//! A month's minutes as one ZIP. Each PDF is made and noted by itself, so a stop loses and repeats nothing; the archive
//! is written file by file onto the disk, so a run of any length takes the same memory.

use crate::access::Permission;
use crate::base::{Id, Language, Period, Refusal, Result};
use crate::features::dialogues::{self, DialogueStatus};
use crate::features::meetings::jobs::MONTH_RUN;
use crate::features::meetings::model::{MonthRunState, RunFileState};
use crate::features::meetings::parameters::MeetingTerms;
use crate::features::meetings::records::{MonthRun, RunFile};
use crate::features::meetings::store::runs::{self as store, Entry};
use crate::kit::{App, Ctx, audit, outbox};
use crate::platform::db::Db;
use crate::platform::files::Stored;
use crate::platform::sheets::{Cell, Column, ColumnKind, write_csv};
use crate::platform::zips::Archive;
use serde_json::{Value, json};

/// Rows of the manifest that are read at once.
const PAGE: i64 = 200;

/// Starts the run of a month: every dialogue of it is in the manifest, those with a locked record as a PDF.
/// Errors: `rule-run-running`, `rule-run-empty`.
pub fn start_run(c: &mut Db, ctx: &Ctx, period: Period, language: Language) -> Result<MonthRun> {
    ctx.require(Permission::DialogueEdit)?;
    let organisation_id = ctx.scope.client()?.clone();
    if store::is_running(c, &ctx.scope, period)? {
        return Err(Refusal::rule("rule-run-running"));
    }
    let found = store::dialogues_of(c, &ctx.scope, period)?;
    if found.is_empty() {
        return Err(Refusal::rule("rule-run-empty"));
    }
    let run = MonthRun {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        period: period.to_string(),
        language,
        state: MonthRunState::Running,
        total: i32::try_from(found.len()).unwrap_or(i32::MAX),
        sha256: None,
        size: None,
        error: None,
        started_by: ctx.actor.person_id.clone(),
        started_by_name: ctx.actor.name.clone(),
        started_at: ctx.instant(),
        finished_at: None,
        version: 1,
    };
    let file = |((dialogue_id, status), position): ((Id, DialogueStatus), i32)| RunFile {
        id: ctx.new_id(),
        organisation_id: organisation_id.clone(),
        run_id: run.id.clone(),
        position,
        dialogue_id,
        state: if status == DialogueStatus::Locked { RunFileState::Queued } else { RunFileState::Missing },
        file_name: None,
        sha256: None,
        size: None,
        error: None,
    };
    let files: Vec<RunFile> = found.into_iter().zip(1..).map(file).collect();
    store::insert(c, &ctx.scope, &run, &files)?;
    let entry = audit::Entry::new("create", "month_run", &run.id).named(&run.period).after(&run);
    audit::record(c, ctx, entry)?;
    queue(c, ctx, &run)?;
    Ok(run)
}

fn queue(c: &mut Db, ctx: &Ctx, run: &MonthRun) -> Result<()> {
    outbox::job(c, ctx, &run.organisation_id, MONTH_RUN, ("month_run", &run.id), &Value::Null).map(drop)
}

/// One batch as the worker does it, the next one queued while files wait, and the archive at the end.
pub fn month_batch(app: &App, ctx: &Ctx, id: &Id) -> Result<()> {
    let run = app.db.read_now(|c| store::find(c, &ctx.scope, id))?;
    if run.state != MonthRunState::Running {
        return Ok(());
    }
    let terms = MeetingTerms::on(ctx.today());
    make_some(app, ctx, &run, terms.run_batch)?;
    if !app.db.read_now(|c| store::queued(c, &ctx.scope, id, 1))?.is_empty() {
        return app.db.write_now(|c| queue(c, ctx, &run));
    }
    let written = write_zip(app, ctx, &run);
    app.db.write_now(|c| {
        let before = store::find(c, &ctx.scope, id)?;
        if before.state != MonthRunState::Running {
            return Ok(());
        }
        let ended = MonthRun { finished_at: Some(ctx.instant()), ..before.clone() };
        let after = match &written {
            Ok(stored) => MonthRun {
                state: MonthRunState::Done,
                sha256: Some(stored.sha256.clone()),
                size: Some(stored.size),
                ..ended
            },
            Err(error) => MonthRun { state: MonthRunState::Failed, error: Some(short(error)), ..ended },
        };
        let saved = store::save(c, &ctx.scope, after)?;
        let entry = audit::Entry::new("end", "month_run", &saved.id).named(&saved.period).change(&before, &saved);
        audit::record(c, ctx, entry)
    })
}

fn short(error: &Refusal) -> String {
    error.to_string().chars().take(500).collect()
}

/// Makes at most `limit` of the files that wait, a few at the same time, each noted in a transaction of its own. Gives
/// how many were tried.
pub fn make_some(app: &App, ctx: &Ctx, run: &MonthRun, limit: i64) -> Result<usize> {
    let waiting = app.db.read_now(|c| store::queued(c, &ctx.scope, &run.id, limit))?;
    let parallel = MeetingTerms::on(ctx.today()).run_parallel.clamp(1, 8);
    for some in waiting.chunks(parallel) {
        let made = side_by_side(some, |file| made(app, ctx, run, file));
        app.db.write_now(|c| made.iter().try_for_each(|file| store::settle(c, &ctx.scope, file)))?;
    }
    Ok(waiting.len())
}

/// Makes some files at the same time. One whose making breaks off has failed: the run goes on without it.
fn side_by_side(files: &[RunFile], make: impl Fn(&RunFile) -> RunFile + Sync) -> Vec<RunFile> {
    let make = &make;
    std::thread::scope(|scope| {
        let started: Vec<_> = files.iter().map(|file| (file, scope.spawn(move || make(file)))).collect();
        let broke_off = || Refusal::fault("a page of minutes could not be set");
        started.into_iter().map(|(file, made)| made.join().unwrap_or_else(|_| failed(file, &broke_off()))).collect()
    })
}

fn failed(file: &RunFile, error: &Refusal) -> RunFile {
    RunFile { state: RunFileState::Failed, error: Some(short(error)), ..file.clone() }
}

/// The file as it was made, or with what went wrong. The same record gives the same bytes, so a file that was stored
/// before a stop is found again by its address.
fn made(app: &App, ctx: &Ctx, run: &MonthRun, file: &RunFile) -> RunFile {
    let make = || -> Result<(String, Stored)> {
        let dialogue = app.db.read_now(|c| dialogues::find(c, &ctx.scope, &file.dialogue_id))?;
        let (name, bytes) = dialogues::minutes_file(app, &dialogue, run.language)?;
        Ok((name, app.files.put(&bytes)?))
    };
    match make() {
        Ok((name, stored)) => RunFile {
            state: RunFileState::Made,
            // Two contracts may have the same reference: the position makes the name its own.
            file_name: Some(format!("{:04} {name}", file.position)),
            sha256: Some(stored.sha256),
            size: Some(stored.size),
            ..file.clone()
        },
        Err(error) => failed(file, &error),
    }
}

/// Writes the archive: each PDF, a manifest of every dialogue of the month, and the fingerprints as `sha256sum -c`
/// reads them. One file at a time is in memory.
pub fn write_zip(app: &App, ctx: &Ctx, run: &MonthRun) -> Result<Stored> {
    app.files.build(|file| {
        let mut archive = Archive::new(file);
        let (mut rows, mut sums) = (Vec::new(), String::new());
        let mut position = 0;
        loop {
            let page = app.db.read_now(|c| store::entries_after(c, &ctx.scope, &run.id, position, PAGE))?;
            let Some(last) = page.last() else { break };
            position = last.file.position;
            for entry in page {
                if let (RunFileState::Made, Some(name), Some(sha256)) =
                    (entry.file.state, &entry.file.file_name, &entry.file.sha256)
                {
                    archive.add(name, &app.files.get(sha256)?)?;
                    sums.push_str(&format!("{sha256}  {name}\n"));
                }
                rows.push(manifest_row(entry));
            }
        }
        archive.add("manifest.csv", &write_csv(&manifest_head(app, run.language), &rows)?)?;
        archive.add("SHA256SUMS", sums.as_bytes())?;
        let about = json!({ "format": "tillit-month-1", "period": run.period, "language": run.language,
            "dialogues": rows.len(), "started_at": run.started_at, "started_by": run.started_by_name });
        archive.add("run.json", about.to_string().as_bytes())?;
        archive.finish()
    })
}

fn manifest_head(app: &App, language: Language) -> Vec<Column> {
    ["file", "vendor", "contract", "held-on", "status", "sha256", "record", "error"]
        .iter()
        .map(|name| {
            let heading = app.views.word0(language, &format!("meetings-manifest-{name}"));
            Column::new(heading, 24, ColumnKind::Text)
        })
        .collect()
}

fn manifest_row(entry: Entry) -> Vec<Cell> {
    let text = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
    vec![
        text(entry.file.file_name),
        Cell::Text(entry.vendor_name),
        Cell::Text(entry.contract_reference),
        Cell::Date(entry.held_on),
        Cell::text(entry.status.as_str()),
        text(entry.file.sha256),
        text(entry.record_sha256),
        text(entry.file.error),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_breaks_off_is_a_file_that_failed() {
        let file = |position| RunFile {
            id: Id::new(chrono::DateTime::UNIX_EPOCH),
            organisation_id: Id::new(chrono::DateTime::UNIX_EPOCH),
            run_id: Id::new(chrono::DateTime::UNIX_EPOCH),
            position,
            dialogue_id: Id::new(chrono::DateTime::UNIX_EPOCH),
            state: RunFileState::Queued,
            file_name: None,
            sha256: None,
            size: None,
            error: None,
        };
        let made = side_by_side(&[file(1), file(2), file(3)], |file| {
            assert_ne!(file.position, 2, "this page cannot be set");
            RunFile { state: RunFileState::Made, ..file.clone() }
        });
        let said: Vec<_> = made.iter().map(|file| (file.position, file.state, file.error.is_some())).collect();
        let (done, broken) = (RunFileState::Made, RunFileState::Failed);
        assert_eq!(said, [(1, done, false), (2, broken, true), (3, done, false)]);
    }
}
