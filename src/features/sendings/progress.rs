//! How far each receiver has come, with four queries a page; and the mail as each will read it.

use super::actions::Candidate;
use super::model::{ReceiverState, SendingDelivery, Why};
use super::records::{Receiver, Sending};
use super::rules::{self, Mailed};
use super::store::{self, Reached};
use crate::base::refusal::{Refusal, Result};
use crate::base::{Id, Instant, Language, Page};
use crate::features::controls::{Question, catalogue};
use crate::features::vendors;
use crate::kit::{App, Ctx};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::json;

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

/// The questions that a sending of today asks.
pub fn questions(sending: &Sending, today: NaiveDate) -> Vec<&'static Question> {
    catalogue().questions_on(today).in_set(sending.question_set)
}

/// One mail for each language among those who will be mailed.
pub fn mails(app: &App, ctx: &Ctx, sending: &Sending, taken: &[Candidate]) -> Result<Vec<MailPreview>> {
    let people: Vec<&Reached> = taken.iter().filter(|each| each.why.is_none()).flat_map(|each| &each.people).collect();
    let mut found = Vec::new();
    for language in [Language::Sv, Language::En] {
        let theirs: Vec<&&Reached> = people.iter().filter(|each| each.language == language).collect();
        let Some(first) = theirs.first() else { continue };
        let data = json!({
            "client": ctx.actor.organisation_name,
            "sender": ctx.actor.name,
            "due_on": sending.due_on,
            "question_count": questions(sending, ctx.today()).len(),
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
