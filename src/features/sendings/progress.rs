//! How far each receiver has come, with four queries a page; and the mail as each will read it.

use super::actions::Candidate;
use super::model::{ReceiverState, SendingDelivery, Why};
use super::records::{Receiver, Sending};
use super::rules::{self, Mailed};
use super::store::{self, Reached};
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Language, Page};
use crate::features::controls::{Question, catalogue};
use crate::features::question_sets::{self, Body, Picked};
use crate::features::vendors::{self, Vendor};
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;

/// One receiver of a sending as the region sees it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct ReceiverLine {
    pub id: Id,
    pub vendor_id: Id,
    pub vendor_name: String,
    pub state: ReceiverState,
    /// Why nothing was sent.
    pub why: Option<Why>,
    pub delivery: SendingDelivery,
    /// What the mail server said.
    pub mail_error: Option<String>,
    /// Open after the days of grace.
    pub late: bool,
    pub assessment_id: Option<Id>,
    pub answered: i32,
    pub question_count: i32,
    pub attempts: i32,
    pub sent_at: Option<Instant>,
    pub opened_at: Option<Instant>,
}

/// What is known of the receivers of one page.
pub fn lines(c: &mut Db, ctx: &Ctx, page: Page<Receiver>, grace_days: i32) -> Result<Page<ReceiverLine>> {
    let vendor_ids: Vec<Id> = page.items.iter().map(|each| each.vendor_id.clone()).collect();
    let ids: Vec<Id> = page.items.iter().filter_map(|each| each.assessment_id.clone()).collect();
    let names = vendors::names(c, &ctx.scope, &vendor_ids)?;
    let assessments = store::assessments_of(c, &ctx.scope, &ids)?;
    let mailed = store::mailed(c, &ctx.scope, &ids)?;
    let (none, today) = (Mailed::default(), ctx.today());
    Ok(page.map(|each| {
        let assessment = each.assessment_id.as_ref().and_then(|id| assessments.get(id));
        let mailed = each.assessment_id.as_ref().and_then(|id| mailed.get(id)).unwrap_or(&none);
        let status = assessment.map(|a| a.status);
        let delivery = rules::delivery(each.state, status, each.opened_at.is_some(), mailed);
        ReceiverLine {
            delivery,
            mail_error: mailed.refused.first().cloned().filter(|_| delivery == SendingDelivery::Bounced),
            late: assessment.is_some_and(|a| rules::is_late(a.status, a.due_on, grace_days, today)),
            answered: assessment.map_or(0, |a| a.answered_count),
            question_count: assessment.map_or(0, |a| a.question_count),
            vendor_name: names.get(&each.vendor_id).cloned().unwrap_or_default(),
            id: each.id,
            vendor_id: each.vendor_id,
            state: each.state,
            why: each.why,
            assessment_id: each.assessment_id,
            attempts: each.attempts,
            sent_at: each.sent_at,
            opened_at: each.opened_at,
        }
    }))
}

/// The mail as it will be read in one language, to the first who reads it so.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct MailPreview {
    pub language: Language,
    pub to_name: String,
    pub subject: String,
    pub text: String,
    /// How many get it in this language.
    pub count: usize,
}

/// The questions of a sending: a shipped set's of a day, or those of a version of an own set.
#[derive(Debug, Clone)]
pub enum Asking {
    Shipped(Vec<&'static Question>),
    Own(Body),
}

/// What a sending asks. Of a shipped set, those that held on the day.
pub fn asking(c: &mut Db, ctx: &Ctx, sending: &Sending, day: NaiveDate) -> Result<Asking> {
    Ok(match &sending.set_version_id {
        Some(id) => Asking::Own(question_sets::find(c, &ctx.scope, id)?.read_body()?),
        None => Asking::Shipped(catalogue().questions_on(day).in_set(sending.question_set)),
    })
}

impl Asking {
    pub fn count(&self) -> usize {
        match self {
            Asking::Shipped(questions) => questions.len(),
            Asking::Own(body) => body.questions.len(),
        }
    }

    /// Only what somebody of these tiers is asked, in the set's order; of an own set alone, and everything of nobody.
    pub fn of_tiers(self, tiers: &BTreeSet<Option<i32>>) -> Asking {
        let Asking::Own(mut body) = self else { return self };
        let narrowed = |tier: &Option<i32>| {
            question_sets::select(&body, tier.and_then(|tier| u8::try_from(tier).ok()), &[]).questions
        };
        let asked: BTreeSet<String> = tiers.iter().flat_map(narrowed).map(|question| question.id).collect();
        if !tiers.is_empty() {
            body.questions.retain(|question| asked.contains(&question.id));
        }
        Asking::Own(body)
    }

    /// Each question's id and text.
    pub fn lines(&self, language: Language) -> Vec<(String, String)> {
        let shipped = |q: &&'static Question| match language {
            Language::Sv => (q.id.clone(), q.question_sv.clone()),
            Language::En => (q.id.clone(), q.question_en.clone()),
        };
        match self {
            Asking::Shipped(questions) => questions.iter().map(shipped).collect(),
            Asking::Own(body) => {
                body.questions.iter().map(|q| (q.id.clone(), q.text.get(language).to_string())).collect()
            }
        }
    }
}

/// How many questions this vendor would be mailed about: what waits for an answer is not asked yet.
fn count_for(c: &mut Db, ctx: &Ctx, sending: &Sending, vendor: &Vendor) -> Result<usize> {
    let own = sending.set_version_id.clone().map(Picked::Own);
    let picked = own.unwrap_or(Picked::Shipped(sending.question_set));
    match question_sets::pick(c, ctx, &vendor.id, vendor.tier, &picked) {
        Ok(asked) => Ok(asked.questions.iter().filter(|question| question.condition().is_none()).count()),
        // Nothing is asked of that tier: the sending says so at its row.
        Err(Refusal::Invalid(_)) => Ok(0),
        Err(other) => Err(other),
    }
}

/// One mail for each language among those who will be mailed.
pub fn mails(c: &mut Db, ctx: &Ctx, app: &App, sending: &Sending, taken: &[Candidate]) -> Result<Vec<MailPreview>> {
    let able = taken.iter().filter(|each| each.why.is_none());
    let people: Vec<(&Vendor, &Reached)> =
        able.flat_map(|each| each.people.iter().map(|person| (&each.vendor, person))).collect();
    let mut found = Vec::new();
    for language in [Language::Sv, Language::En] {
        let theirs: Vec<(&Vendor, &Reached)> =
            people.iter().filter(|(_, person)| person.language == language).copied().collect();
        let Some((vendor, first)) = theirs.first() else { continue };
        let data = json!({
            "client": ctx.actor.organisation_name,
            "sender": ctx.actor.name,
            "due_on": sending.due_on,
            "question_count": count_for(c, ctx, sending, vendor)?,
            "message": sending.message,
            "remarks": null,
            "path": "/portal/sent/…",
            "to_name": first.name,
            "base_url": app.settings.base_url,
        });
        let text = |part: &str| app.views.text(&format!("mail/assessment_sent/{part}"), language, &data);
        found.push(MailPreview {
            language,
            to_name: first.name.clone(),
            subject: text("subject").map_err(Refusal::fault)?.replace('\n', " "),
            text: text("text").map_err(Refusal::fault)?,
            count: theirs.len(),
        });
    }
    Ok(found)
}
