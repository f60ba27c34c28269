//! The minutes leave: PDF in each recipient's language, and one mail to each. Run twice, it adds nothing.

use super::minutes::jobs::{Receiver, kept, receivers};
use super::minutes::verify::Stored;
use super::minutes::{self, Minutes};
use super::records::Dialogue;
use super::store;
use crate::access::Side;
use crate::base::{Id, Instant, Language, Refusal, Result};
use crate::kit::outbox::{self, Mail, Row};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use crate::platform::files::Stored as StoredFile;
use chrono::{DateTime, Duration, Utc};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The name of the job and of the mail's event is in the outbox: neither may change.
pub const MINUTES: &str = "dialogue_minutes";
const MAIL: &str = "minutes";

/// Makes the PDF and queues the mails of a locked dialogue. One that has been taken back since is left alone.
pub fn dialogue_minutes(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    let (stored, recipients) = app.db.read_now(|c| {
        let dialogue = store::find(c, &ctx.scope, &id)?;
        let recipients = receivers(store::participants(c, &dialogue)?);
        Ok((Stored::load(c, dialogue)?, recipients))
    })?;
    let dialogue = &stored.dialogue;
    let Some(minutes) = Minutes::of(dialogue)? else { return Ok(()) };
    let languages: BTreeSet<Language> = recipients.iter().map(|to| to.language).collect();
    let mut files = BTreeMap::new();
    for language in languages {
        files.insert(language, app.files.put(&minutes::paper::pdf(app, &stored, language)?)?);
    }
    app.db.write_now(|c| queue(c, ctx, dialogue, &minutes, &files, &recipients))
}

/// Whether the minutes are still to be made: nothing is queued yet, and the lock is so fresh that
/// the job may not have had its turn. Afterwards an empty list means that nobody was to have them.
pub fn is_waiting(deliveries: &[Row], locked_at: Option<Instant>, now: DateTime<Utc>) -> bool {
    deliveries.is_empty() && locked_at.is_some_and(|at| now - at.utc() < Duration::minutes(10))
}

fn queue(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    minutes: &Minutes,
    files: &BTreeMap<Language, StoredFile>,
    recipients: &[Receiver],
) -> Result<()> {
    let attached = kept(c, ctx, dialogue, minutes, ("minutes", files))?;
    // Minutes that were taken back and locked again are mailed again.
    let sent = outbox::written_to(c, ctx, &dialogue.id, MAIL, dialogue.locked_at)?;
    for to in recipients.iter().filter(|to| !sent.contains(&to.email.folded())) {
        let mut mail = Mail::new(MAIL, &to.email, &to.name, to.language, facts(dialogue, minutes, to.side));
        mail.attachments = attached.get(&to.language).cloned().into_iter().collect();
        outbox::mail(c, ctx, &dialogue.organisation_id, ("dialogue", &dialogue.id), &mail)?;
    }
    Ok(())
}

/// What the mail says, from the record alone.
fn facts(dialogue: &Dialogue, minutes: &Minutes, side: Side) -> serde_json::Value {
    let path = match side {
        Side::Region => format!("/dialogues/{}", dialogue.id),
        Side::Vendor => format!("/portal/dialogues/{}", dialogue.id),
    };
    json!({
        "organisation": minutes.organisation.name,
        "vendor": minutes.vendor.name,
        "contract": minutes.contract.reference,
        "contract_title": minutes.contract.title,
        "held_on": minutes.held_on,
        "open_actions": minutes.open_actions(),
        "decisions": minutes.items.iter().filter(|item| item.decision.is_some()).count(),
        "next_on": minutes.next.as_ref().map(|next| next.held_on),
        "sha256": dialogue.sha256,
        "path": path,
    })
}
