//! Who else answers the same assessment just now: seen when a page is opened, and by a small script while it is read.

pub use super::presence_store::Presence;

use super::pace::Pace;
use super::{presence_store as rows, rules, store};
use crate::access::Permission;
use crate::base::{Id, Instant, Refusal, Result};
use crate::kit::Ctx;
use crate::platform::db::Db;
use chrono::Duration;

/// Those at the vendor who were seen in the last minutes, the one who asks not counted.
pub fn others(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<Vec<Presence>> {
    ctx.scope.vendor()?;
    let seen = rows::since(c, assessment_id, since(ctx))?;
    Ok(seen.into_iter().filter(|one| one.person_id != ctx.actor.person_id).collect())
}

/// Whether the one who asks has to be noted: not seen at this question in the last minute.
pub fn is_due(c: &mut Db, ctx: &Ctx, assessment_id: &Id, question_id: &str) -> Result<bool> {
    let seen = rows::since(c, assessment_id, Instant::from(ctx.now - Duration::minutes(1)))?;
    Ok(!seen.iter().any(|one| one.person_id == ctx.actor.person_id && one.question_id == question_id))
}

fn since(ctx: &Ctx) -> Instant {
    Instant::from(ctx.now - Duration::minutes(Pace::current().presence_minutes))
}

/// Whole minutes since somebody was seen.
pub fn minutes_ago(ctx: &Ctx, one: &Presence) -> i64 {
    (ctx.now - one.seen_at.utc()).num_minutes().max(0)
}

/// Notes that the one who asks is at a question. It is not audited: it is forgotten within minutes.
/// Errors: NotFound; as for saving an answer.
pub fn note(c: &mut Db, ctx: &Ctx, assessment_id: &Id, question_id: &str) -> Result<()> {
    ctx.require(Permission::AnswerEdit)?;
    ctx.scope.vendor()?;
    let assessment = store::find(c, &ctx.scope, assessment_id)?;
    rules::answer(assessment.status)?;
    if !crate::features::questionnaires::store_asked::questions_of(c, &assessment)?
        .iter()
        .any(|question| question.id == question_id)
    {
        return Err(Refusal::NotFound);
    }
    let row = Presence {
        id: ctx.new_id(),
        organisation_id: assessment.organisation_id,
        assessment_id: assessment.id,
        person_id: ctx.actor.person_id.clone(),
        person_name: ctx.actor.name.clone(),
        question_id: question_id.to_string(),
        seen_at: ctx.instant(),
    };
    rows::note(c, &row)
}
