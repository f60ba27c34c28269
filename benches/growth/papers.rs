//! What a meeting leaves behind: the lock with its snapshot, the minutes as PDF, and the minutes of a thousand
//! dialogues of one month as a ZIP, with the memory that it takes.

use crate::dialogues::{actions, contracts_of, vendor};
use crate::memory;
use crate::stage::{Stage, timed};
use chrono::{DateTime, NaiveDate, TimeZone, Utc};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use tillit::access::{Side, Via};
use tillit::base::{Clock, Language, Period, Result};
use tillit::features::dialogues::minutes::approving::{self, Decision, Request, Verdict, Who};
use tillit::features::dialogues::minutes::model::ApprovalChannel;
use tillit::features::dialogues::minutes::verify::Stored;
use tillit::features::dialogues::{self, Dialogue, Edit, ItemEdit, NewParticipant, Section};
use tillit::features::meetings::{self, RunFileState};
use tillit::kit::{App, Ctx, Settings};
use tillit::platform::db::{Database, Db};
use tillit::platform::files::Files;
use tillit::platform::pdf::Printer;
use tillit::platform::view::Views;

const NOTE: &str = "Leverantören redovisade läget sedan förra mötet och visade underlag, utan anmärkning. ";
const LOCKS: usize = 20;

/// How a meeting is gone through.
#[derive(Clone, Copy)]
struct Course {
    /// Items of the meeting's own, besides the headings and what is open.
    own: usize,
    /// In the note of each item.
    sentences: usize,
    /// Items that are decided.
    decisions: usize,
}

pub fn run(stage: &mut Stage) {
    let folder = std::env::temp_dir().join(format!("bench_{}_papers", std::process::id()));
    let app = app(stage.db.clone(), stage.ctx.now, Files::new(&folder));
    locks(stage);
    prints(stage, &app);
    months(stage, &folder);
    let _ = std::fs::remove_dir_all(folder);
}

/// The doors that printing needs.
fn app(db: Database, now: DateTime<Utc>, files: Files) -> App {
    App {
        db,
        views: Views::new().unwrap().into(),
        clock: Clock::frozen(now),
        files,
        printer: Printer::new().into(),
        settings: Settings {
            base_url: "http://localhost".to_string(),
            secret_key: "bench".to_string(),
            demo: false,
            tour: Vec::new(),
            session_idle_minutes: 60,
            session_absolute_hours: 12,
            upload_max_bytes: 1_000_000,
            trust_proxy: false,
        },
    }
}

/// A day of each month that has meetings.
fn day(month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, 24).unwrap()
}

/// Half of them of each side, none with an account.
fn people(count: usize) -> Vec<NewParticipant> {
    let one = |n: usize| NewParticipant {
        side: if n.is_multiple_of(2) { Side::Region } else { Side::Vendor },
        name: format!("Deltagare {n}"),
        email: None,
        duty: Some("Sakkunnig".to_string()),
        language: Language::Sv,
        present: true,
        receives_minutes: false,
    };
    (0..count).map(one).collect()
}

/// The first meeting about the contract of a new vendor, with that many open actions and people.
fn planned(stage: &Stage, name: &str, on: NaiveDate, open: usize, seats: usize) -> Dialogue {
    let supplier = vendor(stage, &format!("{name} AB"));
    let contract = contracts_of(stage, &supplier, name, 1).remove(0);
    actions(stage, &supplier, Some(&contract), open);
    stage.prepare(|c, ctx| {
        let dialogue = dialogues::start_series(c, ctx, &contract.id, on)?;
        dialogues::set_participants(c, ctx, &dialogue.id, None, &people(seats))
    })
}

/// Begins a meeting and goes through its agenda; one of a month that has passed was held on its day. Gives the number of
/// its items.
fn hold(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, course: Course) -> Result<usize> {
    let held = dialogues::start(c, ctx, &dialogue.id, None)?;
    if dialogue.held_on < held.held_on {
        let edit = Edit {
            held_on: dialogue.held_on,
            chair_name: held.chair_name.clone(),
            minute_checker: None,
            internal_note: None,
        };
        dialogues::edit(c, ctx, &held.id, None, &edit)?;
    }
    for n in 0..course.own {
        let section = Section::ALL[n % Section::ALL.len()];
        dialogues::add_item(c, ctx, &held.id, section, &format!("Egen punkt {n}"))?;
    }
    let items = dialogues::items(c, &held)?;
    for (n, item) in items.iter().enumerate() {
        let decision = (n < course.decisions).then(|| "Underlaget lämnas senast vid nästa möte.".to_string());
        let edit = ItemEdit { status: None, note: Some(NOTE.repeat(course.sentences)), decision };
        dialogues::set_item(c, ctx, &held.id, &item.id, item.version, &edit)?;
    }
    Ok(items.len())
}

/// Everybody at the table approves the minutes, as the chair writes it down.
fn approve(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue) -> Result<()> {
    let people = dialogues::participants(c, dialogue)?;
    let approvers = people.into_iter().map(|person| (person.side, person.name)).collect();
    approving::send(c, ctx, &dialogue.id, None, &Request { approvers, reply_by: None })?;
    for asked in Stored::load(c, dialogue.clone())?.approvals {
        let note = "Sagt i telefon.".to_string();
        let decision = Decision {
            who: Who::Recorded { approval_id: asked.id, channel: ApprovalChannel::Phone, note },
            verdict: Verdict::Approve { objection: None },
            sha256: dialogue.sha256.clone().unwrap(),
            addendum_id: None,
        };
        approving::decide(c, ctx, &dialogue.id, &decision)?;
    }
    Ok(())
}

/// The second meeting of a series, gone through but not locked: thirty items, and twenty actions carried from the
/// first, whose minutes eight people have approved.
fn to_lock(stage: &Stage, n: usize) -> Dialogue {
    let first = planned(stage, &format!("Lås {n}"), day(3), 20, 8);
    stage.prepare(|c, ctx| {
        hold(c, ctx, &first, Course { own: 0, sentences: 1, decisions: 4 })?;
        let locked = dialogues::lock(c, ctx, &first.id, None, None)?;
        approve(c, ctx, &locked.dialogue)?;
        let second = locked.next.unwrap();
        let items = hold(c, ctx, &second, Course { own: 16, sentences: 3, decisions: 4 })?;
        assert!(items >= 50, "{items} items");
        Ok(second)
    })
}

/// Each time another dialogue, as each is locked once.
fn locks(stage: &mut Stage) {
    let mut waiting: Vec<Dialogue> = (0..=LOCKS).map(|n| to_lock(stage, n)).collect();
    stage.settle();
    let lock = timed(LOCKS, || {
        let dialogue = waiting.pop().unwrap();
        let locked = stage.prepare(|c, ctx| dialogues::lock(c, ctx, &dialogue.id, None, None));
        assert!(locked.dialogue.snapshot.is_some() && locked.next.is_some());
    });
    stage.note("lock of minutes, 30 items, 20 actions, 8 people", lock, 50.0);
}

/// How many pages a PDF has. Its objects are not packed, so each page says by itself what it is.
fn pages(pdf: &[u8]) -> usize {
    const MARK: &[u8] = b"/Type/Page";
    let is_page = |part: &&[u8]| part.starts_with(MARK) && !part[MARK.len()].is_ascii_alphabetic();
    pdf.windows(MARK.len() + 1).filter(is_page).count()
}

/// The minutes of a meeting that has been held.
fn locked(stage: &Stage, name: &str, (open, seats): (usize, usize), course: Course) -> Dialogue {
    let dialogue = planned(stage, name, day(6), open, seats);
    stage.prepare(|c, ctx| {
        hold(c, ctx, &dialogue, course)?;
        Ok(dialogues::lock(c, ctx, &dialogue.id, None, None)?.dialogue)
    })
}

/// Minutes as they are downloaded and mailed, by a printer that has printed before.
fn prints(stage: &mut Stage, app: &App) {
    let short = locked(stage, "Kort", (2, 4), Course { own: 0, sentences: 1, decisions: 2 });
    let long = locked(stage, "Lång", (104, 8), Course { own: 16, sentences: 16, decisions: 8 });
    for (what, dialogue, wanted, times, limit) in
        [("minutes of 3 pages as PDF", short, 2..=4, 20, 60.0), ("minutes of 60 pages as PDF", long, 60..=75, 7, 400.0)]
    {
        let print = || dialogues::minutes_file(app, &dialogue, Language::Sv).unwrap().1;
        let found = pages(&print());
        assert!(wanted.contains(&found), "{what}: it has {found}");
        let time = timed(times, || drop(print()));
        stage.note(what, time, limit);
    }
}

/// That many dialogues of one month with five actions each, all locked.
fn fill(stage: &Stage, on: NaiveDate, count: usize) {
    for n in 0..count / 10 {
        let some = vendor(stage, &format!("Månad {on} {n} AB"));
        for contract in contracts_of(stage, &some, &format!("MÅN-{on}-{n}"), 10) {
            actions(stage, &some, Some(&contract), 5);
            stage.prepare(|c, ctx| {
                let dialogue = dialogues::start_series(c, ctx, &contract.id, on)?;
                hold(c, ctx, &dialogue, Course { own: 0, sentences: 1, decisions: 0 })?;
                dialogues::lock(c, ctx, &dialogue.id, None, None).map(drop)
            });
        }
    }
}

/// The word by which this program makes a month, and nothing else.
pub const MONTH: &str = "month";

/// The run of a month until its ZIP is there, in a process of its own as `tillit worker` is one: milliseconds, and the
/// memory of that process at its highest in megabytes.
fn made(stage: &Stage, folder: &Path, on: NaiveDate, count: usize) -> (f64, Option<f64>) {
    let run = stage.prepare(|c, ctx| meetings::start_run(c, ctx, Period::of(on), Language::Sv));
    let client = stage.ctx.scope.client().unwrap();
    let begun = Instant::now();
    let child = Command::new(std::env::current_exe().unwrap())
        .args([MONTH, &stage.url, folder.to_str().unwrap(), client.as_str(), run.id.as_str()])
        .stderr(Stdio::inherit())
        .output()
        .unwrap();
    let ms = begun.elapsed().as_secs_f64() * 1000.0;
    assert!(child.status.success(), "the month was not made");
    let ids = [run.id.clone()];
    let tally = stage.db.read_now(|c| meetings::tally_runs(c, &stage.ctx.scope, &ids)).unwrap();
    let files = tally.get(&(run.id, RunFileState::Made)).copied();
    assert_eq!(files, Some(i64::try_from(count).unwrap()));
    (ms, String::from_utf8(child.stdout).unwrap().trim().parse().ok())
}

/// That process: database, folder of files, client and run are named. Says how much memory it took.
pub fn month(arguments: &[&str]) {
    let [url, folder, client, run] = arguments else { panic!("{arguments:?}") };
    let now = Utc.with_ymd_and_hms(2026, 11, 23, 8, 0, 0).unwrap();
    let ctx = Ctx::job(client.parse().unwrap(), "meetings.run", Via::Job, now);
    let app = app(Database::open(url).unwrap(), now, Files::new(Path::new(folder)));
    let run = app.db.read_now(|c| meetings::find_run(c, &ctx.scope, &run.parse().unwrap())).unwrap();
    while meetings::make_some(&app, &ctx, &run, 40).unwrap() > 0 {}
    meetings::write_zip(&app, &ctx, &run).unwrap();
    if let Some(peak) = memory::peak() {
        println!("{peak}");
    }
}

/// A month of a hundred dialogues and one of a thousand, which lie there both before either is run: what differs is
/// then the run's own.
fn months(stage: &mut Stage, folder: &Path) {
    let (small, large) = ((day(8), 100), (day(10), 1_000));
    for (on, count) in [small, large] {
        fill(stage, on, count);
    }
    stage.settle();
    let (small_ms, small_peak) = made(stage, folder, small.0, small.1);
    let (large_ms, large_peak) = made(stage, folder, large.0, large.1);
    stage.note("the minutes of 1,000 dialogues as one ZIP", large_ms, 60_000.0);
    stage.grows("the minutes of a month", small_ms.into(), large_ms.into());
    if let (Some(small), Some(large)) = (small_peak, large_peak) {
        stage.amount("memory at its highest, a month of 100", small, "MB", 250.0);
        stage.amount("memory at its highest, a month of 1,000", large, "MB", 250.0);
        stage.amount("memory of ten times the month", large / small, "times", 1.5);
    }
}
