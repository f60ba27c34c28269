//! `cargo bench`: what an issue gives a number for, measured inside the program on the release build, and
//! how it grows: ten times the data may take at most twelve times the time. SQLite always; PostgreSQL too
//! when `DATABASE_URL` names a server where databases may be made (`scripts/bench` starts one).
//! An argument runs only the areas whose name contains it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]
#![allow(clippy::disallowed_methods, reason = "measures on the real clock")]
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod answers;
mod services;
mod chains;
mod categorisation;
mod risks;
mod coverage;
mod notices;
mod sendings;
mod frameworks;
mod overview;
mod dialogues;
mod papers;
mod memory;
mod stage;

use stage::{Stage, engines};

type Area = (&'static str, fn(&mut Stage));

#[rustfmt::skip]
const AREAS: &[Area] = &[
    ("papers", papers::run),
    ("services", services::run),
    ("chains", chains::run),
    ("categorisation", categorisation::run),
    ("risks", risks::run),
    ("coverage", coverage::run),
    ("sendings", sendings::run),
    ("notices", notices::run),
    ("frameworks", frameworks::run),
    ("overview", overview::run),
    ("dialogues", dialogues::run),
    ("answers", answers::run),
];

fn main() {
    tillit::platform::memory::in_small_pages();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [papers::MONTH, rest @ ..] = &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        return papers::month(rest);
    }
    let wanted = arguments.into_iter().find(|argument| !argument.starts_with("--")).unwrap_or_default();
    let mut missed = 0;
    for (name, run) in AREAS.iter().filter(|(name, _)| name.contains(&wanted)) {
        for engine in engines() {
            let mut stage = Stage::new(&engine, name);
            run(&mut stage);
            missed += stage.missed;
        }
    }
    if missed > 0 {
        eprintln!("{missed} numbers were missed");
        std::process::exit(1);
    }
}
