//! "Still true?": what was answered last time is a suggestion, never an answer. A person confirms it, question by
//! question or many at a time; until then the question is unanswered.

use super::model::AnswerStatus;
use super::records::{Answer, Assessment};
use super::store::{self, FullAssessment};
use super::{answers, prefill_store as earlier, rules};
use crate::access::{Permission, Side};
use crate::base::{Id, Refusal, Result};
use crate::features::controls::{Question, StructuredKind};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;
use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// What was handed in last time.
#[derive(Debug, Clone)]
pub struct LastTime {
    pub assessment: Assessment,
    /// By question id; those with a status.
    pub answers: BTreeMap<String, Answer>,
}

/// Why an earlier answer cannot simply be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The question asks for more, or for something else, than it did.
    Incomplete,
    /// A certificate in it has expired.
    Expired,
}

/// A field that differs from last time. The two sides as they are stored; the status is one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    pub question_id: String,
    pub before: Option<AnswerStatus>,
    pub now: Option<AnswerStatus>,
    /// True when the value, the comment or what is shown on site differs too.
    pub text: bool,
}

/// What was handed in before this assessment; none the first time. Two queries.
pub fn last_time(c: &mut Db, ctx: &Ctx, full: &FullAssessment) -> Result<Option<LastTime>> {
    let before = full.assessment.submitted_at.unwrap_or_else(|| ctx.instant());
    let Some(assessment) = earlier::last_time(c, &full.assessment, before)? else { return Ok(None) };
    let rows = earlier::answers_of(c, &assessment.id)?;
    let answers = rows.into_iter().map(|answer| (answer.question_id.clone(), answer)).collect();
    Ok(Some(LastTime { assessment, answers }))
}

/// Why an earlier answer cannot be confirmed as it was; none when it can.
pub fn doubt(question: &Question, answer: &Answer, today: NaiveDate) -> Option<Doubt> {
    let given = answer.given();
    let whole =
        answers::check_answer(question, &given).is_empty() && answers::missing([(question, Some(&given))]).is_empty();
    if !whole {
        return Some(Doubt::Incomplete);
    }
    let last = given.value.pointer(&format!("/{}/valid_until", StructuredKind::Certificate)).and_then(Value::as_str);
    let expired = last.and_then(|text| text.parse::<NaiveDate>().ok()).is_some_and(|last| last < today);
    expired.then_some(Doubt::Expired)
}

/// The questions that wait for an answer and had one last time, in the order that they are asked.
pub fn waiting<'a>(full: &'a FullAssessment, last: &'a LastTime) -> impl Iterator<Item = (&'a Question, &'a Answer)> {
    let unanswered = full.questions.iter().filter(|question| full.claim(&question.id).is_none());
    unanswered.filter_map(|question| {
        let question: &Question = question;
        last.answers.get(&question.id).map(|answer| (question, answer))
    })
}

/// What has changed since last time, in the order of the questions. A question that nobody has answered has not
/// changed yet, and one that is new has nothing to differ from.
pub fn changes(full: &FullAssessment, last: &LastTime) -> Vec<Changed> {
    let of_one = |id: &String| {
        let (now, before) = (full.answers.get(id)?, last.answers.get(id)?);
        now.status?;
        let text = now.given().value != before.given().value
            || now.comment != before.comment
            || now.shown_on_site != before.shown_on_site;
        let changed = Changed { question_id: id.clone(), before: before.status, now: now.status, text };
        (text || now.status != before.status).then_some(changed)
    };
    full.questions.iter().filter_map(|question| of_one(&question.id)).collect()
}

/// `changes` of an assessment, for either side; the region sees nothing before the answers are handed in.
pub fn changes_of(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Vec<Changed>> {
    let full = store::open(c, &ctx.scope, id)?;
    if ctx.scope.side() == Side::Region && full.assessment.submitted_at.is_none() {
        return Ok(Vec::new());
    }
    Ok(last_time(c, ctx, &full)?.map(|last| changes(&full, &last)).unwrap_or_default())
}

/// Confirms earlier answers as they were: each becomes an answer of the one who confirms it, now.
/// Errors: `rule-prefill-nothing` when a question had no answer or has one already, `rule-prefill-doubt` when it
/// cannot be taken as it was; as for saving an answer. Nothing is saved unless all can be.
pub fn confirm(c: &mut Db, ctx: &Ctx, assessment_id: &Id, question_ids: &[String]) -> Result<Vec<Answer>> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let mut full = store::open(c, &ctx.scope, assessment_id)?;
    let status = rules::answer(full.assessment.status)?;
    if question_ids.is_empty() {
        return Err(Refusal::invalid("question_ids", "error-required"));
    }
    let last = last_time(c, ctx, &full)?.ok_or_else(|| Refusal::rule("rule-prefill-nothing"))?;
    let mut saved = Vec::new();
    for id in question_ids {
        let question = full.question(id)?;
        let before = full.answers.get(id).cloned();
        let old = last.answers.get(id).filter(|_| before.as_ref().is_none_or(|answer| answer.status.is_none()));
        let old = old.ok_or_else(|| Refusal::rule("rule-prefill-nothing"))?;
        if doubt(question, old, ctx.today()).is_some() {
            return Err(Refusal::rule_with("rule-prefill-doubt", &[("question", id.clone())]));
        }
        let row = Answer {
            id: before.as_ref().map_or_else(|| ctx.new_id(), |answer| answer.id.clone()),
            organisation_id: full.assessment.organisation_id.clone(),
            assessment_id: full.assessment.id.clone(),
            question_id: id.clone(),
            answered_by: ctx.actor.person_id.clone(),
            answered_by_name: ctx.actor.name.clone(),
            answered_at: ctx.instant(),
            version: before.as_ref().map_or(0, |answer| answer.version) + 1,
            ..old.clone()
        };
        store::put_answer(c, &row)?;
        let entry =
            audit::Entry::new("reconfirm", "answer", &row.id).vendor(&full.assessment.vendor_id).named(id.as_str());
        audit::record_for(c, ctx, &row.organisation_id, entry.after(&row))?;
        full.answers.insert(id.clone(), row.clone());
        saved.push(row);
    }
    full.assessment.status = status;
    full.assessment.version += 1;
    full.keep_figures(ctx.today());
    store::update(c, &ctx.scope, &full.assessment)?;
    Ok(saved)
}

/// The vendor's own earlier answers to a question of this client, each of its own content, the latest first.
pub fn bank(c: &mut Db, ctx: &Ctx, full: &FullAssessment, question_id: &str) -> Result<Vec<Answer>> {
    full.question(question_id)?;
    let mut kept: Vec<Answer> = Vec::new();
    for answer in earlier::bank(c, &ctx.scope, &full.assessment, question_id)? {
        let same = |one: &Answer| one.given() == answer.given() && one.shown_on_site == answer.shown_on_site;
        if !kept.iter().any(same) && full.answers.get(question_id).is_none_or(|now| !same(now)) {
            kept.push(answer);
        }
    }
    kept.truncate(5);
    Ok(kept)
}
