//! The demo's own pages: the guided tour, the mailbox, and the calendar that can be turned ahead.

use crate::base::clock::{ZONE, swedish_date};
use crate::base::{Id, Refusal};
use crate::features::accounts;
use crate::kit::outbox::{self, Mail};
use crate::kit::web::{Answer, Endpoint, Posted, Web, get, local_path, post};
use crate::kit::{TourStop, attachments};
use crate::platform::db::Db;
use crate::shell::worker;
use actix_web::http::StatusCode;
use actix_web::web::Path;
use chrono::{Duration, NaiveTime, TimeZone};
use serde::Serialize;

pub fn routes() -> Vec<Endpoint> {
    vec![
        get("/demo", tour),
        post("/demo/sign-in", sign_in),
        post("/demo/clock", turn_calendar),
        get("/demo/mail", mailbox),
        get("/demo/mail/{id}", mail),
        get("/demo/mail/{id}/attachments/{attachment_id}", attachment),
    ]
}

#[derive(Serialize)]
struct TourPage<'a> {
    stops: &'a [TourStop],
    people: Vec<DemoPerson>,
    password: &'static str,
}

#[derive(Serialize)]
struct DemoPerson {
    name: String,
    email: String,
    places: Vec<String>,
}

/// What everybody in the demo signs in with. Fictional people, no secret.
pub const PASSWORD: &str = "Kvarnhjul-7-blåsippa";

async fn tour(web: Web) -> Answer {
    let now = web.visitor.now;
    let people = web.app.db.read(accounts::everybody_with_account).await?;
    let people = people.into_iter().map(|(name, email, places)| DemoPerson { name, email, places }).collect();
    let page = TourPage { stops: &web.app.settings.tour, people, password: PASSWORD };
    let title = web.word_with("demo-title", &[("date", swedish_date(now).to_string())]);
    web.page_titled(StatusCode::OK, "pages/demo/tour", title, Vec::new(), &page)
}

async fn sign_in(form: Posted) -> Answer {
    let web = form.web;
    let email: crate::base::Email =
        form.fields.get("email").unwrap_or_default().parse().map_err(|()| Refusal::invalid("email", "error-email"))?;
    let to = form.fields.get("to").and_then(local_path).unwrap_or("/").to_string();
    let (now, hours) = (web.visitor.now, web.app.settings.session_absolute_hours);
    let (agent, address) = (web.visitor.user_agent.clone(), web.visitor.address.clone());
    let token = web.app.db.write(move |c| session_for(c, now, hours, &email, &agent, &address)).await?;
    let mut response = web.redirect(to)?;
    response.add_cookie(&web.cookie("tillit-session", token.reveal(), None)).map_err(Refusal::fault)?;
    Ok(response)
}

fn session_for(
    c: &mut Db,
    now: chrono::DateTime<chrono::Utc>,
    hours: i64,
    email: &crate::base::Email,
    agent: &str,
    address: &str,
) -> Result<crate::platform::secrets::Secret, Refusal> {
    let found = accounts::account_by_email(c, &email.folded())?.filter(|(_, account)| !account.disabled);
    let (_, account) = found.ok_or(Refusal::NotFound)?;
    let (membership, _) =
        accounts::memberships_of(c, &account.person_id)?.into_iter().next().ok_or(Refusal::NotFound)?;
    accounts::start_session(c, now, &account.id, &membership.id, hours, agent, address)
}

/// Turns the demo's calendar to nine in the morning, four weeks or one day ahead.
async fn turn_calendar(form: Posted) -> Answer {
    let web = form.web;
    let days: i64 = form.fields.get("days").and_then(|d| d.parse().ok()).filter(|d| (1..=62).contains(d)).unwrap_or(1);
    let now = web.app.clock.now();
    let target = swedish_date(now) + Duration::days(days);
    let nine = target.and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default());
    let then = ZONE.from_local_datetime(&nine).earliest().ok_or_else(|| Refusal::fault("no such time"))?;
    web.app.clock.advance(then.to_utc() - now);
    let app = web.app.clone();
    let later = app.clock.now();
    tokio::task::spawn_blocking(move || crate::features::sweep(&app, later)).await.map_err(Refusal::fault)??;
    web.redirect_saying("/demo", "ok", "demo-calendar-turned", &[("date", target.to_string())])
}

#[derive(Serialize)]
struct MailboxPage {
    mails: Vec<MailLine>,
}

#[derive(Serialize)]
struct MailLine {
    id: String,
    to: String,
    subject: String,
    at: crate::base::Instant,
    state: String,
    attachments: usize,
}

async fn mailbox(web: Web) -> Answer {
    let app = web.app.clone();
    let mails = tokio::task::spawn_blocking(move || -> Result<Vec<MailLine>, Refusal> {
        let rows = app.db.read_now(|c| outbox::latest_mails(c, 100))?;
        rows.into_iter()
            .map(|row| {
                let mail: Mail = serde_json::from_str(&row.payload).map_err(Refusal::fault)?;
                let letter = worker::letter(&app, &Mail { attachments: Vec::new(), ..mail.clone() }, &row)?;
                Ok(MailLine {
                    id: row.id.to_string(),
                    to: format!("{} <{}>", mail.to_name, mail.to),
                    subject: letter.subject,
                    at: row.created_at,
                    state: row.state.to_string(),
                    attachments: mail.attachments.len(),
                })
            })
            .collect()
    })
    .await
    .map_err(Refusal::fault)??;
    web.page("pages/demo/mailbox", "demo-mailbox-title", &MailboxPage { mails })
}

#[derive(Serialize)]
struct MailPage {
    id: String,
    to: String,
    at: crate::base::Instant,
    state: String,
    text: String,
    links: Vec<String>,
    attachments: Vec<(String, String)>,
}

async fn mail(web: Web, path: Path<String>) -> Answer {
    let (app, id) = (web.app.clone(), path.into_inner());
    let (subject, page) = tokio::task::spawn_blocking(move || -> Result<(String, MailPage), Refusal> {
        let row = app.db.read_now(|c| outbox::latest_mails(c, 1000))?.into_iter().find(|r| r.id.as_str() == id);
        let row = row.ok_or(Refusal::NotFound)?;
        let mail: Mail = serde_json::from_str(&row.payload).map_err(Refusal::fault)?;
        let files = app.db.read_now(|c| attachments::for_mail(c, &mail.attachments))?;
        let letter = worker::letter(&app, &mail, &row)?;
        let links = letter
            .text
            .split_whitespace()
            .filter(|w| w.starts_with(&app.settings.base_url))
            .map(ToString::to_string)
            .collect();
        let attachments = files.into_iter().map(|a| (a.id.to_string(), a.file_name)).collect();
        let to = format!("{} <{}>", mail.to_name, mail.to);
        let page = MailPage {
            id,
            to,
            at: row.created_at,
            state: row.state.to_string(),
            text: letter.text,
            links,
            attachments,
        };
        Ok((letter.subject, page))
    })
    .await
    .map_err(Refusal::fault)??;
    let crumbs = vec![(web.word("demo-mailbox-title"), "/demo/mail".to_string())];
    web.page_titled(StatusCode::OK, "pages/demo/mail", subject, crumbs, &page)
}

async fn attachment(web: Web, path: Path<(String, String)>) -> Answer {
    let (id, attachment_id) = path.into_inner();
    let attachment_id: Id = attachment_id.parse().map_err(|_| Refusal::NotFound)?;
    let app = web.app.clone();
    let (attachment, bytes) = tokio::task::spawn_blocking(move || {
        let row = app.db.read_now(|c| outbox::latest_mails(c, 1000))?.into_iter().find(|r| r.id.as_str() == id);
        let mail: Mail = serde_json::from_str(&row.ok_or(Refusal::NotFound)?.payload).map_err(Refusal::fault)?;
        let wanted: Vec<Id> = mail.attachments.into_iter().filter(|a| *a == attachment_id).collect();
        let file = app.db.read_now(|c| attachments::for_mail(c, &wanted))?.pop().ok_or(Refusal::NotFound)?;
        let bytes = attachments::bytes(&app.files, &file)?;
        Ok::<_, Refusal>((file, bytes))
    })
    .await
    .map_err(Refusal::fault)??;
    web.download(&attachment.file_name, &attachment.media_type, bytes)
}
