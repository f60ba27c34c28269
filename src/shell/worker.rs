//! The worker: claims outbox rows one at a time, sends mails, runs the features' jobs.

use crate::access::Via;
use crate::base::{Refusal, Result};
use crate::features;
use crate::kit::outbox::{self, Kind, Mail, Row, State};
use crate::kit::{App, Ctx, attachments, calendar};
use crate::platform::db::Db;
use crate::platform::mail::{Letter, Mailer, Part};
use crate::shell::config::Config;
use actix_web::web;
use chrono::{DateTime, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A running worker thread.
pub struct Running {
    stopping: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    /// Lets the row at hand finish, then stops.
    pub async fn stop(mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        if let Some(thread) = self.thread.take() {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }
}

/// Starts working in a thread of its own.
pub fn start(app: web::Data<App>, config: &Config) -> Running {
    let stopping = Arc::new(AtomicBool::new(false));
    let (flag, smtp_url, from) = (stopping.clone(), config.smtp_url.clone(), config.mail_from.clone());
    let thread = std::thread::spawn(move || {
        let mailer = if app.settings.demo { Mailer::kept_in_the_demo(&from) } else { Mailer::new(&smtp_url, &from) };
        if let Err(error) = &mailer {
            tracing::warn!(error = %error, "mail cannot be sent with this configuration; it waits in the outbox");
        }
        let mut last_sweep = None;
        while !flag.load(Ordering::SeqCst) {
            let now = app.clock.now();
            let due = last_sweep.is_none_or(|at| now - at > chrono::Duration::minutes(10));
            if due {
                last_sweep = Some(now);
                if let Err(error) = features::sweep(&app, now) {
                    tracing::error!(error = %error, "the sweep failed");
                }
            }
            match work_once(&app, mailer.as_ref().ok()) {
                Ok(true) => {}
                Ok(false) => std::thread::sleep(Duration::from_millis(300)),
                Err(error) => {
                    tracing::error!(error = %error, "the worker could not reach its queue");
                    std::thread::sleep(Duration::from_secs(2));
                }
            }
        }
    });
    Running { stopping, thread: Some(thread) }
}

/// What came of a row.
enum Outcome {
    /// With the payload to keep, when the mail held a secret link.
    Done(Option<String>),
    /// Its receiver is left in peace until then.
    Held(DateTime<Utc>),
    Failed {
        reason: String,
        for_good: bool,
    },
}

/// Does one due row. False when there was none.
pub fn work_once(app: &App, mailer: Option<&Mailer>) -> Result<bool> {
    let now = app.clock.now();
    // Without a mail server mails wait, untried, until one is configured.
    let kinds: &[Kind] = if mailer.is_some() { &[Kind::Mail, Kind::Job] } else { &[Kind::Job] };
    if !app.db.read_now(|c| outbox::is_due(c, now, kinds))? {
        return Ok(false);
    }
    let Some(row) = app.db.write_now(|c| outbox::claim(c, now, kinds))? else { return Ok(false) };
    let tried = match row.kind {
        Kind::Mail => send(app, mailer, &row),
        Kind::Job => run(app, &row).map(|()| Outcome::Done(None)),
    };
    let outcome = tried.unwrap_or_else(|error| Outcome::Failed { reason: error.to_string(), for_good: false });
    let at = app.clock.now();
    app.db.write_now(|c| match &outcome {
        Outcome::Done(payload) => outbox::done(c, &row.id, at, payload.clone()),
        Outcome::Held(until) => outbox::hold(c, &row, *until),
        Outcome::Failed { reason, for_good } => fail(c, &row, at, reason, *for_good),
    })?;
    if let Outcome::Failed { reason, .. } = outcome {
        tracing::warn!(row = %row.id, name = %row.name, attempts = row.attempts, error = %reason, "an outbox row failed");
    }
    Ok(true)
}

/// Notes the failure; of a mail that is given up somebody is told.
fn fail(c: &mut Db, row: &Row, at: DateTime<Utc>, reason: &str, for_good: bool) -> Result<()> {
    let state = outbox::failed(c, row, at, reason, for_good)?;
    if state == State::Failed && row.kind == Kind::Mail {
        features::notices::tell_undelivered(c, at, row)?;
    }
    Ok(())
}

fn run(app: &App, row: &Row) -> Result<()> {
    let organisation = row.organisation_id.clone().ok_or_else(|| Refusal::fault("a job without an organisation"))?;
    let ctx = Ctx::job(organisation, &row.name, Via::Job, app.clock.now());
    let job = features::jobs().into_iter().find(|(name, _)| *name == row.name);
    let (_, work) = job.ok_or_else(|| Refusal::fault(format!("no job is called {}", row.name)))?;
    work(app, &ctx, row)
}

/// Renders and sends, unless its receiver is not to be disturbed now.
fn send(app: &App, mailer: Option<&Mailer>, row: &Row) -> Result<Outcome> {
    let mail: Mail = serde_json::from_str(&row.payload).map_err(Refusal::fault)?;
    let mailer = mailer.ok_or_else(|| Refusal::fault("no mail server is configured"))?;
    // Nothing leaves the demo, so nobody is disturbed by it.
    if !app.settings.demo
        && let Some(until) = wishes(app, row)?.quiet_until
    {
        return Ok(Outcome::Held(until));
    }
    if let Err(unsent) = mailer.send(&letter(app, &mail, row)?) {
        return Ok(Outcome::Failed { reason: unsent.reason, for_good: unsent.for_good });
    }
    if app.settings.demo || mail.data.get("secret_link").is_none() {
        return Ok(Outcome::Done(None));
    }
    let mut kept = mail;
    if let Some(data) = kept.data.as_object_mut() {
        data.insert("secret_link".to_string(), serde_json::json!("…"));
    }
    serde_json::to_string(&kept).map(|payload| Outcome::Done(Some(payload))).map_err(Refusal::fault)
}

/// How the receiver wants mails of this organisation.
fn wishes(app: &App, row: &Row) -> Result<features::notices::Wishes> {
    let now = app.clock.now();
    app.db.read_now(|c| features::notices::wishes(c, now, row))
}

/// The mail as it will be read. Also what the demo's mailbox shows.
pub fn letter(app: &App, mail: &Mail, row: &Row) -> Result<Letter> {
    let template = |part: &str| format!("mail/{}/{part}", mail.event);
    // Papers were set in the language that the mail was queued in; the mail is not in another than they.
    let wished = wishes(app, row)?.language.filter(|_| mail.attachments.is_empty());
    let language = wished.unwrap_or(mail.language);
    let mut data = mail.data.clone();
    if let Some(map) = data.as_object_mut() {
        map.insert("to_name".to_string(), serde_json::json!(mail.to_name));
        map.insert("base_url".to_string(), serde_json::json!(app.settings.base_url));
    }
    let text = |part: &str| app.views.text(&template(part), language, &data).map_err(Refusal::fault);
    let mut parts = app
        .db
        .read_now(|c| attachments::for_mail(c, &mail.attachments))?
        .into_iter()
        .map(|a| {
            Ok(Part {
                file_name: a.file_name.clone(),
                media_type: a.media_type.clone(),
                bytes: attachments::bytes(&app.files, &a)?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    if let Some(entry) = &mail.calendar {
        let text = calendar::file(&app.views, &app.settings.base_url, language, entry);
        parts.push(Part {
            file_name: calendar::FILE_NAME.to_string(),
            media_type: calendar::MEDIA_TYPE.to_string(),
            bytes: text.into_bytes(),
        });
    }
    let organisation = mail.words_of.as_ref().or(row.organisation_id.as_ref());
    let which = (mail.event.as_str(), language);
    let own = app.db.read_now(|c| features::notices::own_words(c, &app.views, organisation, which, &data))?;
    let (subject, text, html) = match own {
        Some(own) => (own.subject, own.text, own.html),
        None => (
            text("subject")?.trim().replace('\n', " "),
            text("text")?,
            app.views.html_mail(&template("html"), language, &data).map_err(Refusal::fault)?,
        ),
    };
    let unsubscribe = data.get("unsubscribe").and_then(|path| path.as_str());
    Ok(Letter {
        id: row.id.to_string(),
        to: mail.to.clone(),
        to_name: mail.to_name.clone(),
        subject,
        text,
        html,
        parts,
        unsubscribe: unsubscribe.map(|path| format!("{}{path}", app.settings.base_url)),
        sent_at: row.created_at.utc(),
    })
}

/// Works until nothing is due: tests and the demo use it instead of waiting.
pub fn drain(app: &App, mailer: Option<&Mailer>) -> Result<u32> {
    let mut count = 0;
    while work_once(app, mailer)? {
        count += 1;
        if count > 10_000 {
            return Err(Refusal::fault("the outbox does not run dry"));
        }
    }
    Ok(count)
}

/// For `tillit worker`: works until told to stop.
pub async fn run_alone(app: App, config: &Config) -> Result<()> {
    let data = web::Data::new(app);
    let running = start(data, config);
    wait_for_stop().await?;
    running.stop().await;
    Ok(())
}

async fn wait_for_stop() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate()).map_err(Refusal::fault)?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        result = tokio::signal::ctrl_c() => result.map_err(Refusal::fault),
    }
}
