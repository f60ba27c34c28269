//! `tillit migrate`, `audit verify` and the health check.

use crate::base::{Clock, Refusal, Result};
use crate::features::{dialogues, escalations, vendor_reviews};
use crate::kit::audit::{self, Verdict};
use crate::platform::db::{self, Database};
use crate::shell::config::Config;
use clap::Subcommand;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::process::ExitCode;
use std::time::Duration;

#[derive(Subcommand)]
pub enum Audit {
    /// Walk the hash chain; name the first break (exit 1).
    Verify,
}

fn database(config: &Config) -> Result<Database> {
    std::fs::create_dir_all(&config.data).map_err(|e| Refusal::fault(format!("{}: {e}", config.data.display())))?;
    Database::open(&config.database_url)
}

pub fn migrate(config: &Config, check: bool) -> Result<ExitCode> {
    let database = database(config)?;
    let names = if check { db::pending(&database)? } else { db::migrate(&database)? };
    for name in &names {
        println!("{} {name}", if check { "pending" } else { "applied" });
    }
    if names.is_empty() {
        println!("nothing is pending");
    }
    Ok(if check && !names.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

pub fn audit_verify(config: &Config) -> Result<ExitCode> {
    let database = database(config)?;
    match database.read_now(audit::verify)? {
        Verdict::Whole { events } => {
            println!("the chain is whole: {events} events");
            let fit = [minutes_verify(&database)?, visits_verify(&database)?, letters_verify(&database)?];
            Ok(if fit == [true; 3] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Verdict::Broken { seq, why } => {
            println!("the chain breaks at event {seq}: {why}");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Holds all locked minutes against their fingerprints, their approvals and the chain, and names the parts that do not fit.
/// Gives whether all do.
fn minutes_verify(database: &Database) -> Result<bool> {
    let now = Clock::default().now();
    let (seen, broken) = database.read_now(|c| dialogues::verify_every_client(c, now))?;
    for minutes in &broken {
        for fault in &minutes.faults {
            let which = fault.which.as_deref().map(|which| format!(" ({which})")).unwrap_or_default();
            println!(
                "minutes of dialogue {} {}: {} does not fit{which}",
                minutes.dialogue_id, minutes.period, fault.part
            );
        }
    }
    println!("minutes: {seen} locked, {} broken", broken.len());
    Ok(broken.is_empty())
}

/// The same for the protocols of visits.
fn visits_verify(database: &Database) -> Result<bool> {
    let now = Clock::default().now();
    let (seen, broken) = database.read_now(|c| vendor_reviews::verify_every_client(c, now))?;
    for visit in &broken {
        let why = if visit.is_missing { "is missing" } else { "does not fit" };
        println!("protocol of visit {}: it {why}", visit.visit_id);
    }
    println!("protocols of visits: {seen} locked, {} broken", broken.len());
    Ok(broken.is_empty())
}

/// The same for the letters and memos of escalations.
fn letters_verify(database: &Database) -> Result<bool> {
    let now = Clock::default().now();
    let (seen, broken) = database.read_now(|c| escalations::verify_every_client(c, now))?;
    for step in &broken {
        let why = if step.is_missing { "is missing" } else { "does not fit" };
        println!("letter or memo of escalation step {}: it {why}", step.step_id);
    }
    println!("letters and memos of escalations: {seen} frozen, {} broken", broken.len());
    Ok(broken.is_empty())
}

/// Asks `/readyz` of the service that listens at the configured address.
pub fn health(config: &Config) -> Result<ExitCode> {
    let bind = config.bind.replace("0.0.0.0", "127.0.0.1").replace("[::]", "[::1]");
    let ready = bind.to_socket_addrs().map_err(Refusal::fault)?.any(|address| is_ready(address).unwrap_or(false));
    Ok(if ready { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn is_ready(address: SocketAddr) -> std::io::Result<bool> {
    let wait = Duration::from_secs(3);
    let mut stream = TcpStream::connect_timeout(&address, wait)?;
    stream.set_read_timeout(Some(wait))?;
    stream.write_all(format!("GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}
