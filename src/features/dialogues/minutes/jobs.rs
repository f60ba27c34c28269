//! What leaves the house: who is asked to approve, what they said, and calendar files. Run twice, a job adds nothing.

use super::model::CallKind;
use super::records::{Approval, Call};
use super::verify::Stored;
use super::{Minutes, paper, store};
use crate::access::Side;
use crate::base::{Email, Id, Language, Refusal, Result, clock};
use crate::features::accounts;
use crate::features::contracts;
use crate::features::dialogues::records::{Dialogue, DialogueParticipant};
use crate::features::dialogues::store as dialogues;
use crate::features::dialogues::store::people;
use crate::features::vendors;
use crate::kit::outbox::{self, Mail, Row};
use crate::kit::{App, Ctx, attachments, audit};
use crate::platform::calendar::{self, Event, Guest, Method, When};
use crate::platform::db::Db;
use crate::platform::files::Stored as StoredFile;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The names of the jobs and of the mails' events are in the outbox: none may change.
pub const NEWS: &str = "minutes_news";
pub const CALL: &str = "dialogue_call";
const APPROVAL: &str = "minutes_approval";

crate::text_enum! {
    /// What there is to tell about minutes that are out for approval.
    pub enum News { Objected => "objected", Approved => "approved" }
}

#[derive(Serialize, Deserialize)]
struct Told {
    news: News,
    name: String,
}

/// Asks one person by mail to approve; without an address nobody is written to, and the chair asks by telephone.
pub fn ask_by_mail(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    approval: &Approval,
    reply_by: Option<NaiveDate>,
) -> Result<()> {
    let Some(email) = approval.email.as_deref().and_then(|email| email.parse::<Email>().ok()) else { return Ok(()) };
    let minutes = Minutes::of(dialogue)?.ok_or(Refusal::NotFound)?;
    let data = json!({
        "organisation": minutes.organisation.name,
        "vendor": minutes.vendor.name,
        "contract": minutes.contract.reference,
        "held_on": minutes.held_on,
        "reply_by": reply_by,
        "addendum": approval.addendum_id.is_some(),
        "has_account": approval.person_id.is_some(),
        "path": path(dialogue, approval.side),
    });
    let mail = Mail::new(APPROVAL, &email, &approval.name, approval.language, data);
    outbox::mail(c, ctx, &dialogue.organisation_id, (APPROVAL, &approval.id), &mail).map(drop)
}

fn path(dialogue: &Dialogue, side: Side) -> String {
    match side {
        Side::Region => format!("/dialogues/{}/minutes", dialogue.id),
        Side::Vendor => format!("/portal/dialogues/{}/minutes", dialogue.id),
    }
}

/// Queues the telling of news; it is worded and sent by the worker, which reaches the region's people.
pub fn tell(c: &mut Db, ctx: &Ctx, dialogue: &Dialogue, news: News, name: &str) -> Result<()> {
    let told = Told { news, name: name.to_string() };
    let payload = serde_json::to_value(&told).map_err(Refusal::fault)?;
    outbox::job(c, ctx, &dialogue.organisation_id, NEWS, ("dialogue", &dialogue.id), &payload).map(drop)
}

/// An objection goes to the contract's manager, or else to whoever sent the minutes; approved minutes go to everybody who
/// is to have them, as a PDF that says who approved them.
pub fn minutes_news(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    let told: Told = serde_json::from_str(&row.payload).map_err(Refusal::fault)?;
    let (stored, mut receivers) = app.db.read_now(|c| {
        let dialogue = dialogues::find(c, &ctx.scope, &id)?;
        let stored = Stored::load(c, dialogue)?;
        let receivers = match told.news {
            News::Approved => receivers(dialogues::participants(c, &stored.dialogue)?),
            News::Objected => in_charge(c, ctx, &stored)?,
        };
        Ok((stored, receivers))
    })?;
    // Taken back before the worker had its turn: there is no text to tell of.
    let Some(minutes) = Minutes::of(&stored.dialogue)? else { return Ok(()) };
    let mut files = BTreeMap::new();
    if told.news == News::Approved {
        for language in receivers.iter().map(|to| to.language).collect::<BTreeSet<Language>>() {
            files.insert(language, app.files.put(&paper::pdf(app, &stored, language)?)?);
        }
    }
    app.db.write_now(|c| {
        let sent = outbox::written_to(c, ctx, &row.id, NEWS, None)?;
        receivers.retain(|to| !sent.contains(&to.email.folded()));
        let attached = kept(c, ctx, &stored.dialogue, &minutes, ("approved", &files))?;
        for to in &receivers {
            let data = json!({
                "news": told.news,
                "name": told.name,
                "organisation": minutes.organisation.name,
                "vendor": minutes.vendor.name,
                "contract": minutes.contract.reference,
                "held_on": minutes.held_on,
                "path": path(&stored.dialogue, to.side),
            });
            let mut mail = Mail::new(NEWS, &to.email, &to.name, to.language, data);
            mail.attachments = attached.get(&to.language).cloned().into_iter().collect();
            outbox::mail(c, ctx, &stored.dialogue.organisation_id, (NEWS, &row.id), &mail)?;
        }
        Ok(())
    })
}

/// Somebody with an address that mail can reach.
pub(in crate::features::dialogues) struct Receiver {
    pub side: Side,
    pub name: String,
    pub email: Email,
    pub language: Language,
}

/// Those of the participants who are to have the minutes.
pub(in crate::features::dialogues) fn receivers(people: Vec<DialogueParticipant>) -> Vec<Receiver> {
    reached(people.into_iter().filter(|person| person.receives_minutes))
}

/// Nobody twice.
fn reached(people: impl Iterator<Item = DialogueParticipant>) -> Vec<Receiver> {
    let mut seen = BTreeSet::new();
    people
        .filter_map(|person| {
            let email: Email = person.email.as_deref()?.parse().ok()?;
            Some(Receiver { side: person.side, name: person.name, email, language: person.language })
        })
        .filter(|to| seen.insert(to.email.folded()))
        .collect()
}

/// The manager; where there is none, or nobody can write to them, the person who sent the minutes last.
fn in_charge(c: &mut Db, ctx: &Ctx, stored: &Stored) -> Result<Vec<Receiver>> {
    let contract = contracts::find(c, &ctx.scope, &stored.dialogue.contract_id)?;
    let vendor = vendors::find(c, &ctx.scope, &stored.dialogue.vendor_id)?;
    let receiver = |name: String, email: &str, language| {
        let email: Email = email.parse().ok()?;
        Some(Receiver { side: Side::Region, name, email, language })
    };
    let manager = people::manager(c, &contract, &vendor)?
        .and_then(|person| receiver(person.name, person.email.as_deref()?, person.language));
    if let Some(manager) = manager {
        return Ok(vec![manager]);
    }
    let Some(row) = &stored.row else { return Ok(Vec::new()) };
    let sent = audit::history(c, ctx, &row.id)?.into_iter().find(|event| event.verb == "send");
    let sender = sent.and_then(|event| event.actor_id);
    let people = accounts::people_of_organisation(c, &stored.dialogue.organisation_id)?;
    let found = people.into_iter().find(|(person, ..)| sender.as_deref() == Some(person.id.as_str()));
    Ok(found.and_then(|(person, _, language, email)| receiver(person.name, &email, language)).into_iter().collect())
}

/// The PDFs of a dialogue by language, each kept once with it, as `{part}-{language}`.
pub(in crate::features::dialogues) fn kept(
    c: &mut Db,
    ctx: &Ctx,
    dialogue: &Dialogue,
    minutes: &Minutes,
    (part, files): (&str, &BTreeMap<Language, StoredFile>),
) -> Result<BTreeMap<Language, Id>> {
    let present = attachments::of_object(c, &ctx.scope, &[], &dialogue.id)?;
    let mut kept = BTreeMap::new();
    for (language, stored) in files {
        let part = format!("{part}-{language}");
        let known = present.iter().find(|file| file.part == part && file.sha256 == stored.sha256);
        let id = match known {
            Some(file) => file.id.clone(),
            None => {
                let target = attachments::Target {
                    organisation_id: &dialogue.organisation_id,
                    vendor_id: Some(&dialogue.vendor_id),
                    object_type: "dialogue",
                    object_id: &dialogue.id,
                    part: &part,
                    shared: true,
                };
                let name = super::file_name(minutes, *language);
                attachments::add(c, ctx, &target, &name, "application/pdf", stored)?.id
            }
        };
        kept.insert(*language, id);
    }
    Ok(kept)
}

/// Queues the sending of an invitation, a move or a cancellation.
pub fn send_call(c: &mut Db, ctx: &Ctx, call: &Call) -> Result<()> {
    outbox::job(c, ctx, &call.organisation_id, CALL, (CALL, &call.id), &json!({})).map(drop)
}

/// A mail with a calendar file of one's own to everybody who is invited and has an address.
pub fn dialogue_call(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    let (call, organiser, dialogue, people, facts) = app.db.read_now(|c| {
        let call = store::find_call(c, &ctx.scope, &id)?;
        let dialogue = dialogues::find(c, &ctx.scope, &call.dialogue_id)?;
        // Calendars take a change from whoever organised the meeting: that stays the first who invited to it.
        let organiser = store::calls(c, &dialogue)?.into_iter().find_map(|one| {
            one.starts_at?;
            Some(Guest { name: one.sent_by_name, email: one.sent_by_email? })
        });
        let people = reached(dialogues::participants(c, &dialogue)?.into_iter());
        let contract = contracts::find(c, &ctx.scope, &dialogue.contract_id)?;
        let organisation = accounts::find_organisation(c, &dialogue.organisation_id)?;
        Ok((call, organiser, dialogue, people, (organisation.name, contract.reference)))
    })?;
    let (organisation, reference) = facts;
    let Some(starts) = call.starts_at.map(crate::base::Instant::utc) else { return Ok(()) };
    let ends = starts + Duration::minutes(i64::from(call.length_minutes.unwrap_or_default()));
    let method = if call.kind == CallKind::Cancelled { Method::Cancel } else { Method::Request };
    let mut files = Vec::new();
    // Each person gets a file of their own, so nobody sees the others' addresses.
    for to in people {
        let summary = app.views.word(
            to.language,
            "minutes-call-summary",
            &BTreeMap::from([("organisation", organisation.clone()), ("reference", reference.clone())]),
        );
        let uid = format!("{}@tillit", dialogue.id);
        let event = Event {
            location: call.place.clone(),
            sequence: u32::try_from(call.sequence).unwrap_or_default(),
            organiser: organiser.clone(),
            guests: vec![Guest { name: to.name.clone(), email: to.email.as_str().to_string() }],
            ..Event::new(uid, call.sent_at.utc(), When::Span(starts, ends), summary)
        };
        let text = calendar::write("", method, &[event]);
        files.push((to, method.media_type(), app.files.put(text.as_bytes())?));
    }
    let local = starts.with_timezone(&clock::ZONE);
    app.db.write_now(|c| {
        let sent = outbox::written_to(c, ctx, &call.id, CALL, None)?;
        for (to, media_type, stored) in files.iter().filter(|(to, ..)| !sent.contains(&to.email.folded())) {
            let target = attachments::Target {
                organisation_id: &call.organisation_id,
                vendor_id: Some(&dialogue.vendor_id),
                object_type: CALL,
                object_id: &call.id,
                part: "calendar",
                // It holds the receiver's address, which is nobody else's business.
                shared: false,
            };
            let file = attachments::add(c, ctx, &target, "mote.ics", media_type, stored)?;
            let data = json!({
                "kind": call.kind,
                "organisation": organisation,
                "contract": reference,
                "held_on": local.date_naive(),
                "time": local.format("%H:%M").to_string(),
                "length": call.length_minutes,
                "place": call.place,
                "reason": call.reason,
                "sender": call.sent_by_name,
                "path": match to.side {
                    Side::Region => format!("/dialogues/{}", dialogue.id),
                    Side::Vendor => format!("/portal/dialogues/{}", dialogue.id),
                },
            });
            let mut mail = Mail::new(CALL, &to.email, &to.name, to.language, data);
            mail.attachments = vec![file.id];
            outbox::mail(c, ctx, &call.organisation_id, (CALL, &call.id), &mail)?;
        }
        Ok(())
    })
}
