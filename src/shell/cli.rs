//! The command line: `tillit <command>`.

mod import;
mod people;
mod upkeep;

use crate::base::{Language, Refusal, Result};
use crate::platform::memory;
use crate::platform::view::Views;
use crate::shell::config::Config;
use crate::shell::{demo, generate, logs, server, worker};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "tillit", version, about = "Follow-up of vendors' information security")]
pub struct Cli {
    /// Configuration file; without it tillit.toml is read when it is there.
    #[arg(long, global = true, env = "TILLIT_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// A fresh embedded database with the demo story, a guided tour and a mailbox.
    Demo {
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Migrate, then serve web and worker until SIGTERM.
    Serve,
    /// Background work only.
    Worker,
    /// Apply pending migrations, or with --check only report them (exit 1 when there are any).
    Migrate {
        #[arg(long)]
        check: bool,
    },
    /// Make an organisation and invite its administrator; prints a one-time link.
    Setup(people::Setup),
    /// API tokens.
    #[command(subcommand)]
    Token(people::Token),
    /// Import a register from XLSX or CSV by the rules of the web import (exit 1 if any row was refused).
    Import(import::Import),
    /// The audit log.
    #[command(subcommand)]
    Audit(upkeep::Audit),
    /// A synthetic portfolio for load tests, in an organisation of its own that says so. The last line
    /// is JSON with what a load test needs, session tokens included.
    Generate {
        #[arg(long)]
        vendors: u32,
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Print the effective configuration with secrets masked.
    Config,
    /// Ask the running service whether it is ready (for container health checks).
    #[command(hide = true)]
    Health,
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    memory::in_small_pages();
    let cli = Cli::parse();
    let environment = std::env::vars().collect();
    let config = match Config::load(cli.config.as_deref(), &environment) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("tillit: {error}");
            return ExitCode::from(2);
        }
    };
    if let Err(error) = logs::start(&config) {
        eprintln!("tillit: {error}");
        return ExitCode::from(2);
    }
    match run(cli.command, &config) {
        Ok(code) => code,
        Err(refusal) => {
            eprintln!("tillit: {}", words(&refusal));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, config: &Config) -> Result<ExitCode> {
    match command {
        Command::Demo { port } => block(demo::run(config, port)),
        Command::Generate { vendors, seed } => {
            let made = generate::run(&server::open(config, false, config.clock())?, vendors, seed)?;
            println!("{}", serde_json::to_string(&made).map_err(Refusal::fault)?);
            Ok(ExitCode::SUCCESS)
        }
        Command::Serve => block(async { server::serve(config, server::open(config, false, config.clock())?).await }),
        Command::Worker => {
            block(async { worker::run_alone(server::open(config, false, config.clock())?, config).await })
        }
        Command::Migrate { check } => upkeep::migrate(config, check),
        Command::Setup(setup) => people::setup(config, &setup),
        Command::Token(people::Token::Create(new)) => people::token(config, &new),
        Command::Import(asked) => import::run(config, &asked),
        Command::Audit(upkeep::Audit::Verify) => upkeep::audit_verify(config),
        Command::Config => {
            print!("{}", config.masked());
            Ok(ExitCode::SUCCESS)
        }
        Command::Health => upkeep::health(config),
    }
}

fn block(work: impl Future<Output = Result<()>>) -> Result<ExitCode> {
    let system = actix_web::rt::System::with_tokio_rt(|| {
        #[allow(clippy::expect_used, reason = "without a runtime there is no program")]
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts")
    });
    system.block_on(work).map(|()| ExitCode::SUCCESS)
}

/// The language of the terminal, by its locale.
fn terminal_language() -> Language {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    if locale.is_some_and(|locale| locale.starts_with("sv")) { Language::Sv } else { Language::En }
}

/// A refusal for a terminal: what is wrong, by field, in words.
fn words(refusal: &Refusal) -> String {
    let Ok(views) = Views::new() else { return refusal.to_string() };
    let lang = terminal_language();
    match refusal {
        Refusal::Invalid(errors) => {
            let said = errors.iter().map(|e| format!("{}: {}", e.field, views.word(lang, e.code, &e.args)));
            said.collect::<Vec<_>>().join("\n")
        }
        Refusal::Rule(code, args) => views.word(lang, code, args),
        Refusal::Fault(text) => text.clone(),
        other => other.to_string(),
    }
}
