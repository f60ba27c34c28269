//! How a mail reaches its receiver: in which language and when, who is told when it never does, and how it is sent again.

use super::{choosing, collecting};
use crate::access::{Permission, Role, Side, Via};
use crate::base::{Id, Language, Refusal, Result};
use crate::features::accounts;
use crate::features::notices::rules;
use crate::features::notices::store::{log, mails};
use crate::kit::notices::{News, NoticeKind, tell};
use crate::kit::outbox::{self, Mail, Row, State};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde_json::json;
use std::collections::BTreeSet;

/// What is not held back in quiet hours: somebody sits and waits for it, or it would be too late afterwards.
const URGENT: &[&str] = &["reset", "invitation", "added", "incident_notice", "dialogue_call"];

/// The event that says that a mail was given up; the inbox alone knows it.
const FAILED: &str = "mail_failed";

/// How the receiver of a mail wants it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wishes {
    /// None: as it was queued.
    pub language: Option<Language>,
    /// The end of the quiet hours that hold it back now.
    pub quiet_until: Option<DateTime<Utc>>,
}

/// What somebody with an account has chosen in the organisation for which they get the mail; of an address that is
/// nobody's account there is nothing to know.
pub fn wishes(c: &mut Db, now: DateTime<Utc>, row: &Row) -> Result<Wishes> {
    let (Some(sender), Some(address)) = (&row.organisation_id, &row.recipient) else { return Ok(Wishes::default()) };
    let account = accounts::account_by_email(c, &address.to_lowercase())?.filter(|(_, account)| !account.disabled);
    let Some((person, _)) = account else { return Ok(Wishes::default()) };
    let homes = mails::homes(c, &BTreeSet::from([person.id.clone()]))?;
    let Some(theirs) = homes.get(&person.id) else { return Ok(Wishes::default()) };
    let ties = mails::ties(c, &BTreeSet::from([sender.clone()]), &theirs.iter().cloned().collect())?;
    let Some(home) = collecting::home_of(sender, theirs, &ties) else { return Ok(Wishes::default()) };
    let standing = choosing::standing(c, home, &person.id, now)?;
    // Hours that nobody chose hold reminders: what somebody has just done may be waited for at night too.
    let chosen = standing.version > 0;
    let quiet = standing.quiet.filter(|_| chosen && !URGENT.contains(&row.name.as_str()));
    Ok(Wishes { language: standing.language, quiet_until: rules::quiet_until(now, quiet) })
}

/// Tells whoever caused a mail that it never arrived; who is not of the organisation, or nobody, is the administrators'
/// concern. Nobody hears of a mail to themselves, nor anybody of one that only repeats a notice: that stands in the
/// inbox, and a mail about it could fail in its turn, without end.
pub fn tell_undelivered(c: &mut Db, now: DateTime<Utc>, row: &Row) -> Result<()> {
    let Some(home) = row.organisation_id.as_ref().filter(|_| row.name != super::posting::AT_ONCE) else {
        return Ok(());
    };
    let by = serde_json::from_str::<Mail>(&row.payload).ok().and_then(|mail| mail.by);
    let to = row.recipient.as_deref().map(str::to_lowercase);
    let mut people = accounts::people_of_organisation(c, home)?;
    people.retain(|(.., address)| Some(address.to_lowercase()) != to);
    let causer = by.filter(|by| people.iter().any(|(person, ..)| person.id == *by));
    let is_told = |person: &Id, role: Role| match &causer {
        Some(causer) => causer == person,
        None => matches!(role, Role::Admin | Role::VendorAdmin),
    };
    let ctx = Ctx::job(home.clone(), "notices.undelivered", Via::Job, now);
    // Sent again and given up again, it is told of again.
    let key = format!("{FAILED}:{}:{}", row.id, now.timestamp());
    for (person, ..) in people.iter().filter(|(person, role, ..)| is_told(&person.id, *role)) {
        let news = News {
            person_id: &person.id,
            home_id: home,
            organisation_id: home,
            kind: NoticeKind::Event,
            event: Some(FAILED),
            object: ("mail", &row.id),
            due_on: None,
            key: &key,
        };
        tell(c, &ctx, &news)?;
    }
    Ok(())
}

/// Sends a mail again that was given up. Errors: `rule-mail-not-failed`, and `rule-mail-link-ended` when the link in it
/// leads nowhere any longer.
pub fn resend(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<()> {
    ctx.require(match ctx.scope.side() {
        Side::Region => Permission::UsersManage,
        Side::Vendor => Permission::PortalUsers,
    })?;
    let row = log::find(c, &ctx.scope, id)?;
    if row.state != State::Failed {
        return Err(Refusal::rule("rule-mail-not-failed"));
    }
    let mail: Mail = serde_json::from_str(&row.payload).map_err(Refusal::fault)?;
    if let Some(link) = mail.data.get("secret_link").and_then(|link| link.as_str())
        && !accounts::link_lives(c, ctx.now, link)?
    {
        return Err(Refusal::rule("rule-mail-link-ended"));
    }
    outbox::again(c, id, ctx.now)?;
    let entry = audit::Entry::new("resend", "mail", id).named(row.recipient.unwrap_or_default());
    audit::record(c, ctx, entry.after(&json!({ "event": row.name, "attempts": row.attempts, "error": row.last_error })))
}
