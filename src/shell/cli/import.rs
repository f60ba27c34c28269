//! `tillit import`: the web import's rules, from a terminal.

use super::terminal_language;
use crate::access::Via;
use crate::base::refusal::Args;
use crate::base::{Clock, Id, Refusal, Result};
use crate::features::exchange::ImportKind;
use crate::features::exchange::{self, Counts, RowOutcome};
use crate::kit::{App, Ctx};
use crate::shell::config::Config;
use crate::shell::server;
use clap::Args as ClapArgs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(ClapArgs)]
pub struct Import {
    /// What the file lists: vendors, contracts or services.
    kind: ImportKind,
    file: PathBuf,
    /// The organisation's id; may be left out when there is only one.
    #[arg(long)]
    organisation: Option<Id>,
    /// TOML or JSON lines: field = "heading or column letters".
    #[arg(long)]
    map: Option<PathBuf>,
    /// Say what would happen and change nothing.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(config: &Config, asked: &Import) -> Result<ExitCode> {
    let bytes = read(&asked.file)?;
    let map = asked.map.as_deref().map(read).transpose()?.map(|bytes| String::from_utf8_lossy(&bytes).to_string());
    let app = server::open(config, false, Clock::default())?;
    let organisation = organisation(&app, asked.organisation.clone())?;
    let ctx = Ctx::job(organisation, "tillit import", Via::Cli, app.clock.now());
    let name = asked.file.file_name().map(|n| n.to_string_lossy().to_string()).unwrap_or_default();
    let received = exchange::receive(&app.files, asked.kind, &name, &bytes, map.as_deref())?;
    let rows = received.opened.rows(&received.mapping)?;
    let outcomes = if asked.dry_run {
        app.db.read_now(|c| exchange::plan(c, &ctx, &rows))?
    } else {
        app.db.write_now(|c| exchange::apply_now(c, &ctx, &received, &rows))?.row_outcomes()?
    };
    Ok(report(&app, &outcomes, asked.dry_run))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|e| Refusal::fault(format!("{}: {e}", path.display())))
}

fn organisation(app: &App, asked: Option<Id>) -> Result<Id> {
    let clients = app.db.read_now(exchange::clients)?;
    match (asked, clients.as_slice()) {
        (Some(id), all) if all.iter().any(|(known, _)| *known == id) => Ok(id),
        (None, [(only, _)]) => Ok(only.clone()),
        (None, []) => Err(Refusal::fault("there is no organisation yet: run tillit setup first")),
        (_, all) => {
            let list: Vec<String> = all.iter().map(|(id, name)| format!("  {id}  {name}")).collect();
            Err(Refusal::fault(format!("say which with --organisation ID:\n{}", list.join("\n"))))
        }
    }
}

fn report(app: &App, outcomes: &[RowOutcome], dry_run: bool) -> ExitCode {
    let lang = terminal_language();
    for row in outcomes {
        for said in row.errors.iter().chain(&row.warnings) {
            println!("{}", exchange::sentence(&app.views, lang, row.row, said));
        }
    }
    let counts = Counts::of(outcomes);
    let args = Args::from([
        ("created", counts.created.to_string()),
        ("updated", counts.updated.to_string()),
        ("unchanged", counts.unchanged.to_string()),
        ("refused", counts.refused.to_string()),
    ]);
    println!("{}", app.views.word(lang, if dry_run { "import-counts-dry" } else { "import-counts" }, &args));
    if counts.refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
