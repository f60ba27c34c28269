//! The command line: `tillit <command>`.

use crate::base::{Refusal, Result};
use crate::shell::config::Config;
use crate::shell::{server, worker};
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
    /// Migrate, then serve web and worker.
    Serve,
    /// Background work only.
    Worker,
}

/// Runs the command of this process.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let environment = std::env::vars().collect();
    let config = match Config::load(cli.config.as_deref(), &environment) {
        Ok(config) => config,
        Err(error) => {
            eprintln!("tillit: {error}");
            return ExitCode::from(2);
        }
    };
    match run(cli.command, &config) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("tillit: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command, config: &Config) -> Result<ExitCode> {
    match command {
        Command::Serve => block(async { server::serve(config, server::open(config, false, config.clock())?).await }),
        Command::Worker => block(async { worker::run_alone(server::open(config, false, config.clock())?, config).await }),
    }
}

fn block(work: impl Future<Output = Result<()>>) -> Result<ExitCode> {
    let system = actix_web::rt::System::with_tokio_rt(|| {
        #[allow(clippy::expect_used, reason = "without a runtime there is no program")]
        tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts")
    });
    system.block_on(work).map(|()| ExitCode::SUCCESS).map_err(|e: Refusal| e)
}
