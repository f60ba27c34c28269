//! The dialogue about a question: the region asks, the vendor answers, both see it, and several messages become one
//! mail. It is apart from the internal note, which stays where it is.

use super::parameters::Parameters;
use super::records::{Message, ThreadRow};
use super::store as depth;
use crate::access::{Permission, Side, Via};
use crate::base::refusal::Checks;
use crate::base::{Email, Id, Language, Refusal, Result};
use crate::features::accounts;
use crate::features::questionnaires::{Assessment, AssessmentStatus, store};
use crate::kit::outbox::{self, Mail};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const LONGEST_MESSAGE: usize = 4000;

/// A thread with its messages.
#[derive(Debug, Clone)]
pub struct Thread {
    pub row: ThreadRow,
    pub messages: Vec<Message>,
}

/// The threads of an assessment that the scope reaches, in the order they were opened. Three queries.
pub fn threads_of(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<Vec<Thread>> {
    store::find(c, &ctx.scope, assessment_id)?;
    let rows = depth::threads(c, assessment_id)?;
    let mut messages: BTreeMap<String, Vec<Message>> = BTreeMap::new();
    for message in depth::messages(c, assessment_id)? {
        messages.entry(message.question_id.clone()).or_default().push(message);
    }
    let thread = |row: ThreadRow| Thread { messages: messages.remove(&row.question_id).unwrap_or_default(), row };
    Ok(rows.into_iter().map(thread).collect())
}

/// Writes in the thread of a question; the region's first message opens it, and its next opens a resolved one again.
/// Errors: `text`; `rule-thread-none` when the vendor writes where nobody has asked; `rule-thread-resolved`;
/// `rule-assessment-not-submitted`, `rule-assessment-closed`.
pub fn write_message(c: &mut Db, ctx: &Ctx, (id, question_id): (&Id, &str), text: &str) -> Result<Message> {
    let side = ctx.scope.side();
    ctx.require(match side {
        Side::Region => Permission::AssessmentReview,
        Side::Vendor => Permission::AnswerEdit,
    })?;
    let assessment = store::find(c, &ctx.scope, id)?;
    if !crate::features::questionnaires::store_asked::questions_of(c, &assessment)?
        .iter()
        .any(|question| question.id == question_id)
    {
        return Err(Refusal::NotFound);
    }
    if assessment.status == AssessmentStatus::Closed {
        return Err(Refusal::rule("rule-assessment-closed"));
    }
    if assessment.submitted_at.is_none() {
        return Err(Refusal::rule("rule-assessment-not-submitted"));
    }
    let mut checks = Checks::default();
    let text = checks.required("text", text);
    checks.longest("text", &text, LONGEST_MESSAGE);
    checks.done()?;
    let before = depth::threads(c, id)?.into_iter().find(|row| row.question_id == question_id);
    match (&before, side) {
        (None, Side::Vendor) => return Err(Refusal::rule("rule-thread-none")),
        (Some(row), Side::Vendor) if row.resolved_at.is_some() => return Err(Refusal::rule("rule-thread-resolved")),
        (Some(row), _) => {
            let row = ThreadRow {
                last_side: side,
                resolved_at: None,
                resolved_by_name: None,
                version: row.version + 1,
                ..row.clone()
            };
            depth::save_thread(c, &row)?;
        }
        (None, Side::Region) => {
            let row = ThreadRow {
                id: ctx.new_id(),
                organisation_id: assessment.organisation_id.clone(),
                assessment_id: id.clone(),
                question_id: question_id.to_string(),
                opened_at: ctx.instant(),
                last_side: side,
                resolved_at: None,
                resolved_by_name: None,
                version: 1,
            };
            depth::insert_thread(c, &row)?;
        }
    }
    let message = Message {
        id: ctx.new_id(),
        organisation_id: assessment.organisation_id.clone(),
        assessment_id: id.clone(),
        question_id: question_id.to_string(),
        side,
        text,
        written_by: ctx.actor.person_id.clone(),
        written_by_name: ctx.actor.name.clone(),
        written_by_organisation: ctx.actor.organisation_name.clone(),
        written_at: ctx.instant(),
        told_at: None,
    };
    depth::insert_message(c, &message)?;
    let verb = if side == Side::Region { "ask" } else { "answer" };
    let entry = audit::Entry::new(verb, "question_thread", id).vendor(&assessment.vendor_id).named(question_id);
    audit::record_for(c, ctx, &assessment.organisation_id, entry.after(&message))?;
    Ok(message)
}

/// The region says that the question is answered. Errors: NotFound without a thread; `rule-thread-resolved`.
pub fn resolve(c: &mut Db, ctx: &Ctx, (id, question_id): (&Id, &str)) -> Result<ThreadRow> {
    ctx.require(Permission::AssessmentReview)?;
    ctx.scope.client()?;
    let assessment = store::find(c, &ctx.scope, id)?;
    let found = depth::threads(c, id)?.into_iter().find(|row| row.question_id == question_id);
    let before = found.ok_or(Refusal::NotFound)?;
    if before.resolved_at.is_some() {
        return Err(Refusal::rule("rule-thread-resolved"));
    }
    let row = ThreadRow {
        resolved_at: Some(ctx.instant()),
        resolved_by_name: Some(ctx.actor.name.clone()),
        version: before.version + 1,
        ..before.clone()
    };
    depth::save_thread(c, &row)?;
    let entry = audit::Entry::new("close", "question_thread", id).vendor(&assessment.vendor_id).named(question_id);
    audit::record(c, ctx, entry.change(&before, &row))?;
    Ok(row)
}

/// Sends what has waited: one mail a person, whatever the number of messages and assessments. A client's messages go
/// out together once the oldest has waited its minutes. Run twice, it does nothing more.
pub fn sweep_digests(app: &App, now: DateTime<Utc>) -> Result<()> {
    let minutes = Parameters::on(crate::base::clock::swedish_date(now)).digest_minutes;
    let before = (now - Duration::minutes(minutes)).into();
    for organisation_id in app.db.read_now(|c| depth::organisations_untold(c, before))? {
        let ctx = Ctx::job(organisation_id, "questionnaires.digests", Via::Job, now);
        app.db.write_now(|c| tell(c, &ctx))?;
    }
    Ok(())
}

type Receiver = (Id, String, Language, String);

fn tell(c: &mut Db, ctx: &Ctx) -> Result<()> {
    let organisation_id = ctx.scope.client()?.clone();
    let messages = depth::untold(c, &ctx.scope)?;
    let ids: Vec<Id> = messages.iter().map(|message| message.assessment_id.clone()).collect();
    let client = accounts::find_organisation(c, &organisation_id)?.name;
    let region: Vec<Receiver> = receivers(c, &organisation_id)?;
    // By person and side: what they are told of. The same person may work for both.
    let mut mails: BTreeMap<(Id, Side), (Receiver, Vec<Value>, String)> = BTreeMap::new();
    for (assessment, vendor, home) in depth::told_of(c, &ctx.scope, &ids)? {
        for (side, from) in [(Side::Vendor, Side::Region), (Side::Region, Side::Vendor)] {
            let new: Vec<&Message> =
                messages.iter().filter(|m| m.assessment_id == assessment.id && m.side == from).collect();
            if new.is_empty() {
                continue;
            }
            let questions: BTreeSet<&str> = new.iter().map(|message| message.question_id.as_str()).collect();
            let questions = questions.into_iter().collect::<Vec<_>>().join(", ");
            let row = json!({
                "name": if side == Side::Vendor { &client } else { &vendor },
                "count": new.len(),
                "questions": questions,
            });
            let (people, path) = match (side, &home) {
                (Side::Vendor, Some(home)) => {
                    (receivers(c, home)?, format!("/portal/assessments/{}/dialogue", assessment.id))
                }
                (Side::Vendor, None) => (Vec::new(), String::new()),
                (Side::Region, _) => {
                    (of_region(c, &region, &assessment)?, format!("/assessments/{}/verification", assessment.id))
                }
            };
            for person in people {
                let all = if side == Side::Vendor { "/portal/assessments" } else { "/assessments" };
                let entry = mails.entry((person.0.clone(), side)).or_insert_with(|| (person, Vec::new(), path.clone()));
                entry.1.push(row.clone());
                if entry.1.len() > 1 {
                    entry.2 = all.to_string();
                }
            }
        }
    }
    for ((person_id, _), ((_, name, language, address), rows, path)) in mails {
        let Ok(email) = address.parse::<Email>() else { continue };
        let data = json!({ "rows": rows, "path": path });
        let mail = Mail::new("question_digest", &email, &name, language, data);
        outbox::mail(c, ctx, &organisation_id, ("person", &person_id), &mail)?;
    }
    let told: Vec<Id> = messages.into_iter().map(|message| message.id).collect();
    depth::mark_told(c, &ctx.scope, &told, ctx.instant())
}

/// The people of an organisation, nobody twice.
fn receivers(c: &mut Db, organisation_id: &Id) -> Result<Vec<Receiver>> {
    let mut seen = BTreeSet::new();
    let people = accounts::people_of_organisation(c, organisation_id)?.into_iter();
    let people = people.map(|(person, _, language, address)| (person.id, person.name, language, address));
    Ok(people.filter(|person| seen.insert(person.0.clone())).collect())
}

/// Those of the region who have asked, and whoever sent the assessment.
fn of_region(c: &mut Db, region: &[Receiver], assessment: &Assessment) -> Result<Vec<Receiver>> {
    let mut wanted: BTreeSet<Id> = depth::region_writers(c, &assessment.id)?.into_iter().collect();
    wanted.insert(assessment.sent_by.clone());
    Ok(region.iter().filter(|person| wanted.contains(&person.0)).cloned().collect())
}
