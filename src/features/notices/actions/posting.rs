//! From notices to mails: what is wanted at once, each its own; all else in the one mail of the day. A person's mails
//! are queued in one transaction with what says that they were, so that a stop loses and repeats nothing.

use super::choosing::{self, Standing};
use super::reading::{Shown, shown};
use super::unsubscribing;
use crate::access::{Actor, Via};
use crate::base::clock::{ZONE, swedish_date};
use crate::base::{Email, Id, Result};
use crate::features::accounts;
use crate::features::notices::model::Receiver;
use crate::features::notices::parameters::NoticeTerms;
use crate::features::notices::records::Digest;
use crate::features::notices::rules::{self, Row};
use crate::features::notices::store::{self, people};
use crate::kit::notices::{MailState, Notice, Way};
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::{DateTime, Timelike, Utc};
use serde_json::json;
use std::collections::BTreeSet;

/// The mails of notices. Their names are in the outbox and in stored texts: they may not change.
const DIGEST: &str = "notice_digest";
pub(super) const AT_ONCE: &str = "notice";

/// Queues whatever may be mailed now. Gives how many mails.
pub fn post(app: &App, now: DateTime<Utc>) -> Result<usize> {
    let (waiting, told) = app.db.read_now(|c| people::waiting(c, swedish_date(now)))?;
    let mut count = 0;
    for (home, person) in waiting {
        let again = told.contains(&(home.clone(), person.clone()));
        // Nothing to send now: the writer's place is not taken.
        if app.db.read_now(|c| is_time(c, now, &home, &person, again))? {
            count += app.db.write_now(|c| post_to(c, app, now, &home, &person))?;
        }
    }
    Ok(count)
}

/// The hour of the day's mail has come.
fn is_hour(now: DateTime<Utc>) -> bool {
    now.with_timezone(&ZONE).hour() >= NoticeTerms::on(swedish_date(now)).digest_hour
}

/// Whether a person may be mailed now; whoever has had the day's mail only of what they want at once.
fn is_time(c: &mut Db, now: DateTime<Utc>, home: &Id, person_id: &Id, again: bool) -> Result<bool> {
    let standing = choosing::standing(c, home, person_id, now)?;
    if rules::quiet_until(now, standing.quiet).is_some() {
        return Ok(false);
    }
    Ok(!again && is_hour(now) || standing.wants_at_once())
}

/// The context in which the person would read: their own role and scope, so that a mail tells no more.
fn as_reader(receiver: &Receiver, home: &Id, home_name: &str, now: DateTime<Utc>) -> Ctx {
    let actor = Actor {
        person_id: receiver.person_id.clone(),
        name: receiver.name.clone(),
        organisation_id: home.clone(),
        organisation_name: home_name.to_string(),
        role: receiver.role,
        via: Via::Job,
    };
    Ctx::new(actor, now, receiver.language, "job:notices.post".to_string())
}

fn post_to(c: &mut Db, app: &App, now: DateTime<Utc>, home: &Id, person_id: &Id) -> Result<usize> {
    let waiting = store::pending(c, home, person_id)?;
    let all: Vec<Id> = waiting.iter().map(|notice| notice.id.clone()).collect();
    let receiver = people::receiver(c, home, person_id)?;
    let Some((receiver, email)) = receiver.and_then(|one| one.email.parse::<Email>().ok().map(|email| (one, email)))
    else {
        // Nobody is there any longer: there is no one to mail.
        store::settle(c, &all, MailState::None, None)?;
        return Ok(0);
    };
    let name = accounts::find_organisation(c, home)?.name;
    let ctx = as_reader(&receiver, home, &name, now);
    let standing = choosing::standing(c, home, person_id, now)?;
    let (mut silent, mut at_once, mut later) = (Vec::new(), Vec::new(), Vec::new());
    for notice in waiting {
        match standing.way(notice.kind) {
            Way::InApp | Way::Off => silent.push(notice.id),
            Way::AtOnce => at_once.push(notice),
            Way::Digest => later.push(notice),
        }
    }
    store::settle(c, &silent, MailState::None, None)?;
    if rules::quiet_until(now, standing.quiet).is_some() {
        return Ok(0);
    }
    let letter = Letters { app, ctx: &ctx, standing: &standing, email: &email, receiver: &receiver };
    let mut count = 0;
    for notice in at_once {
        count += letter.one(c, notice)?;
    }
    if is_hour(now) && !later.is_empty() && !people::has_digest(c, home, person_id, ctx.today())? {
        count += letter.digest(c, later)?;
    }
    Ok(count)
}

struct Letters<'a> {
    app: &'a App,
    /// The reader's own.
    ctx: &'a Ctx,
    standing: &'a Standing,
    email: &'a Email,
    receiver: &'a Receiver,
}

impl Letters<'_> {
    fn language(&self) -> crate::base::Language {
        self.standing.language.unwrap_or(self.receiver.language)
    }

    /// What the reader may see of some notices; what they may see nothing of is not mailed at all.
    fn rows(&self, c: &mut Db, notices: Vec<Notice>) -> Result<(Vec<Shown>, Vec<Id>)> {
        let (seen, hidden): (Vec<Shown>, Vec<Shown>) =
            shown(c, self.ctx, notices)?.into_iter().partition(|one| one.href.is_some());
        Ok((seen, hidden.into_iter().map(|one| one.notice.id).collect()))
    }

    fn row(&self, one: &Shown) -> Row {
        let portal = if self.ctx.scope.client().is_ok() { "" } else { "/portal" };
        Row { text: one.worded(&self.app.views, self.language()), href: format!("{portal}/notices/{}", one.notice.id) }
    }

    /// Queues a mail with some lines; `count` may be more than the lines.
    fn queue(&self, c: &mut Db, event: &str, rows: &[Row], count: usize, lawful: bool) -> Result<Id> {
        let portal = if self.ctx.scope.client().is_ok() { "" } else { "/portal" };
        let home = &self.ctx.actor.organisation_id;
        let unsubscribe = match lawful {
            true => Some(unsubscribing::path(c, self.ctx, &self.app.settings.secret_key)?),
            false => None,
        };
        let data = json!({
            "organisation": self.ctx.actor.organisation_name,
            "count": count,
            "more": count.saturating_sub(rows.len()),
            "rows": rows,
            "path": format!("{portal}/notices"),
            "settings": format!("{portal}/notices/settings"),
            "unsubscribe": unsubscribe,
        });
        let mail = Mail::new(event, self.email, &self.receiver.name, self.language(), data);
        outbox::mail(c, self.ctx, home, ("person", &self.receiver.person_id), &mail)
    }

    /// A mail of one notice.
    fn one(&self, c: &mut Db, notice: Notice) -> Result<usize> {
        let (id, kind) = (notice.id.clone(), notice.kind);
        let (seen, _) = self.rows(c, vec![notice])?;
        let rows: Vec<Row> = seen.iter().map(|one| self.row(one)).collect();
        if rows.is_empty() {
            store::settle(c, &[id], MailState::None, None)?;
            return Ok(0);
        }
        self.queue(c, AT_ONCE, &rows, 1, !self.standing.is_compulsory(kind))?;
        store::settle(c, &[id], MailState::Sent, None)?;
        Ok(1)
    }

    /// The mail of the day. Who has a row for the day has had it: the row and the mail are written together.
    fn digest(&self, c: &mut Db, notices: Vec<Notice>) -> Result<usize> {
        let kinds: BTreeSet<_> = notices.iter().map(|notice| notice.kind).collect();
        let (seen, hidden) = self.rows(c, notices)?;
        store::settle(c, &hidden, MailState::None, None)?;
        if seen.is_empty() {
            return Ok(0);
        }
        let terms = NoticeTerms::on(self.ctx.today());
        let rows: Vec<Row> = seen.iter().take(terms.digest_rows).map(|one| self.row(one)).collect();
        // Where there is something that one may be without, one is told how.
        let lawful = kinds.into_iter().any(|kind| !self.standing.is_compulsory(kind));
        let outbox_id = self.queue(c, DIGEST, &rows, seen.len(), lawful)?;
        let digest = Digest {
            id: self.ctx.new_id(),
            organisation_id: self.ctx.actor.organisation_id.clone(),
            person_id: self.receiver.person_id.clone(),
            on_date: self.ctx.today(),
            notices: i32::try_from(seen.len()).unwrap_or(i32::MAX),
            outbox_id,
            sent_at: self.ctx.instant(),
        };
        people::insert_digest(c, &digest)?;
        let ids: Vec<Id> = seen.into_iter().map(|one| one.notice.id).collect();
        store::settle(c, &ids, MailState::Sent, Some(&digest.id))?;
        Ok(1)
    }
}
