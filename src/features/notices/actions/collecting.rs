//! What other features have mailed at once is kept in the inbox of whom it reached, as already mailed: nobody is
//! mailed of it again. Run again, or after a stop, it keeps the same.

use crate::base::{Id, Instant, Result};
use crate::features::notices::parameters::NoticeTerms;
use crate::features::notices::store;
use crate::features::notices::store::mails::{self, Mailed};
use crate::kit::notices::{MailState, Notice, NoticeKind};
use crate::platform::db::{Database, Db};
use chrono::{DateTime, Duration, Utc};
use std::collections::BTreeSet;

/// The mails that belong in an inbox, and where one goes whose object has no page of its own (region, portal).
const EVENTS: &[(&str, Option<(&str, &str)>)] = &[
    ("action_assigned", None),
    ("action_reported", None),
    ("action_verified", None),
    ("action_sent_back", None),
    ("assessment_sent", None),
    ("assessment_returned", None),
    ("assessment_submitted", None),
    ("assessment_reminder", Some(("/assessments", "/portal/assessments"))),
    ("assessment_escalated", Some(("/assessments?late=late", "/portal/assessments"))),
    ("section_delegated", Some(("/assessments", "/portal/assessments"))),
    ("question_digest", Some(("/assessments", "/portal/assessments"))),
    ("chain_asked", Some(("/chains", "/portal/chain"))),
    ("chain_reminder", Some(("/chains", "/portal/chain"))),
    ("categorisation_reminder", Some(("/categorisation", "/portal"))),
    ("review_reminder", Some(("/service-campaigns", "/portal"))),
    ("incident_notice", None),
    ("passport_withdrawn", None),
    ("minutes", None),
    ("subcontract_news", None),
    ("plan_shared", Some(("/plans", "/portal/plans"))),
    ("escalation_opened", Some(("/escalations", "/portal"))),
    ("escalation_letter", Some(("/escalations", "/portal/letters"))),
    ("minutes_approval", Some(("/dialogues", "/portal/dialogues"))),
    ("minutes_news", Some(("/dialogues", "/portal/dialogues"))),
    ("dialogue_call", Some(("/dialogues", "/portal/dialogues"))),
    ("dialogue_skipped", Some(("/dialogues", "/portal/dialogues"))),
    ("report", Some(("/overview", "/portal"))),
];

/// Whether a mail of this name is kept in inboxes.
pub fn is_kept(event: &str) -> bool {
    EVENTS.iter().any(|(name, _)| *name == event)
}

/// Where an event leads whose object has no page: the list that holds it, on the reader's side.
pub fn place_of(event: &str, vendor_side: bool) -> Option<&'static str> {
    let (_, place) = EVENTS.iter().find(|(name, _)| *name == event)?;
    place.map(|(region, portal)| if vendor_side { portal } else { region })
}

/// Keeps the mails of the last days that are not kept yet. Gives how many notices were made.
pub fn collect(db: &Database, now: DateTime<Utc>) -> Result<usize> {
    let terms = NoticeTerms::on(crate::base::clock::swedish_date(now));
    let since = Instant::from(now - Duration::days(terms.collect_days));
    let mut count = 0;
    for organisation_id in db.read_now(|c| mails::senders(c, since))? {
        let mut after = (since, String::new());
        loop {
            let (from, id) = (after.0, after.1.clone());
            let found = db.read_now(|c| mails::not_kept(c, &organisation_id, (from, &id), terms.slice))?;
            let Some(last) = found.last() else { break };
            after = (last.created_at, last.id.to_string());
            if found.iter().any(|mail| is_kept(&mail.event)) {
                count += db.write_now(|c| {
                    // Asked again: another worker may have kept them meanwhile.
                    let found = mails::not_kept(c, &organisation_id, (from, &id), terms.slice)?;
                    keep(c, now, &found)
                })?;
            }
        }
    }
    Ok(count)
}

fn keep(c: &mut Db, now: DateTime<Utc>, found: &[Mailed]) -> Result<usize> {
    let kept: Vec<&Mailed> = found.iter().filter(|mail| is_kept(&mail.event)).collect();
    let people: BTreeSet<Id> = kept.iter().map(|mail| mail.person_id.clone()).collect();
    let clients: BTreeSet<Id> = kept.iter().map(|mail| mail.organisation_id.clone()).collect();
    let homes = mails::homes(c, &people)?;
    let ties = mails::ties(c, &clients, &homes.values().flatten().cloned().collect())?;
    let mut made = Vec::new();
    for mail in kept {
        let theirs = homes.get(&mail.person_id).map(Vec::as_slice).unwrap_or_default();
        let Some(home) = home_of(&mail.organisation_id, theirs, &ties) else { continue };
        made.push(Notice {
            id: Id::new(now),
            organisation_id: mail.organisation_id.clone(),
            home_id: home.clone(),
            person_id: mail.person_id.clone(),
            kind: NoticeKind::Event,
            event: Some(mail.event.clone()),
            object_type: mail.object_type.clone(),
            object_id: mail.object_id.clone(),
            due_on: None,
            step: None,
            key: mail.id.to_string(),
            mail: MailState::Sent,
            digest_id: None,
            created_at: mail.created_at,
            read_at: None,
        });
    }
    store::insert_notices(c, &made)?;
    Ok(made.len())
}

/// For which of their organisations somebody got a mail: the sender itself, or one that is its vendor.
pub fn home_of<'a>(sender: &Id, theirs: &'a [Id], ties: &BTreeSet<(Id, Id)>) -> Option<&'a Id> {
    theirs
        .iter()
        .find(|home| *home == sender)
        .or_else(|| theirs.iter().find(|home| ties.contains(&(sender.clone(), (*home).clone()))))
}
