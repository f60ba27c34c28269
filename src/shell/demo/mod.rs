//! `tillit demo`: a fresh embedded database with a story in it, a guided tour and a mailbox.
//! Everybody and everything in it is invented.

mod answering;
mod assessments;
mod chains;
mod coverage;
mod contract_depth;
mod clause_library;
mod categorisation;
mod duplicates;
mod follow_up;
mod frameworks;
mod incidents;
mod notices;
mod ladder;
mod overview;
mod minutes;
mod meetings;
mod pages;
mod passports;
mod people;
mod plans;
mod question_sets;
mod records;
mod register;
mod services;
mod reviewing;
mod reviews;
mod risks;
mod story;
mod vendor_depth;
mod subcontracts;

pub use pages::{PASSWORD, routes};

use crate::base::{Clock, Refusal, Result};
use crate::shell::config::Config;
use crate::shell::server;

/// Makes the story anew in `<data>/demo` and serves it. Nothing outside that folder is touched.
pub async fn run(config: &Config, port: u16) -> Result<()> {
    let mut config = config.clone();
    config.data = config.data.join("demo");
    config.database_url = format!("sqlite:{}", config.data.join("tillit.db").display());
    config.bind = format!("127.0.0.1:{port}");
    config.base_url = format!("http://127.0.0.1:{port}");
    config.smtp_url = String::new();
    empty(&config.data)?;
    let mut app = server::open(&config, true, Clock::default())?;
    let (mut app, tour) = tokio::task::spawn_blocking(move || {
        let tour = story::tell(&mut app)?;
        Ok::<_, Refusal>((app, tour))
    })
    .await
    .map_err(Refusal::fault)??;
    println!("Tillit demo: http://127.0.0.1:{port}/demo");
    println!();
    println!("  Everybody's password: {PASSWORD}");
    for (name, email, places) in app.db.read_now(crate::features::accounts::everybody_with_account)? {
        println!("  {email:<36} {name} ({})", places.join(", "));
    }
    println!();
    println!("Mails: http://127.0.0.1:{port}/demo/mail   Stop with Ctrl+C. Data: {}", config.data.display());
    app.settings.tour = tour;
    server::serve(&config, app).await
}

/// The folder is ours alone: it is emptied only when an earlier demo left its mark there.
fn empty(folder: &std::path::Path) -> Result<()> {
    let mark = folder.join("made-by-tillit-demo");
    if folder.exists() {
        let entries = std::fs::read_dir(folder).map_err(Refusal::fault)?.count();
        if entries > 0 && !mark.exists() {
            return Err(Refusal::fault(format!("{} is not empty and was not made by the demo", folder.display())));
        }
        std::fs::remove_dir_all(folder).map_err(Refusal::fault)?;
    }
    std::fs::create_dir_all(folder).map_err(Refusal::fault)?;
    std::fs::write(&mark, "This folder is emptied each time `tillit demo` starts.\n").map_err(Refusal::fault)
}
