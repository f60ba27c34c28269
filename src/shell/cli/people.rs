//! `tillit setup` and `tillit token create`: what has to be done before anybody can sign in.

use crate::access::Role;
use crate::base::{Clock, Email, Id, Refusal, Result};
use crate::features::accounts::{self, OrganisationKind};
use crate::shell::config::Config;
use crate::shell::server;
use clap::{Args, Subcommand};
use std::process::ExitCode;

#[derive(Args)]
pub struct Setup {
    /// The organisation's name.
    #[arg(long)]
    organisation: String,
    #[arg(long)]
    org_number: String,
    /// region or municipality
    #[arg(long)]
    kind: OrganisationKind,
    /// The administrator's e-mail address.
    #[arg(long)]
    admin: String,
}

#[derive(Subcommand)]
pub enum Token {
    /// Make an API token; prints its secret once, alone on the last line.
    Create(NewToken),
}

#[derive(Args)]
pub struct NewToken {
    #[arg(long)]
    email: String,
    #[arg(long)]
    role: Role,
    /// The organisation's id; may be left out when the person has the role in only one.
    #[arg(long)]
    organisation: Option<Id>,
    #[arg(long, default_value_t = 90)]
    days: i64,
}

fn email(text: &str) -> Result<Email> {
    text.parse().map_err(|()| Refusal::invalid("email", "error-email"))
}

pub fn setup(config: &Config, asked: &Setup) -> Result<ExitCode> {
    let admin = email(&asked.admin)?;
    let app = server::open(config, false, Clock::default())?;
    let now = app.clock.now();
    let (organisation, path) = app.db.write_now(|c| {
        accounts::setup_organisation(c, now, asked.kind, &asked.organisation, &asked.org_number, &admin)
    })?;
    println!("Organisation {} ({})", organisation.name, organisation.id);
    println!("The administrator chooses a password here (the link works once):");
    println!("{}{path}", app.settings.base_url);
    Ok(ExitCode::SUCCESS)
}

pub fn token(config: &Config, asked: &NewToken) -> Result<ExitCode> {
    let owner = email(&asked.email)?;
    let app = server::open(config, false, Clock::default())?;
    let now = app.clock.now();
    let secret = app.db.write_now(|c| {
        accounts::create_token_for(c, now, &owner, asked.role, asked.organisation.clone(), asked.days)
    })?;
    println!("Token for {} as {}, valid {} days. It is shown only now:", asked.email, asked.role, asked.days);
    println!("{}", secret.reveal());
    Ok(ExitCode::SUCCESS)
}
