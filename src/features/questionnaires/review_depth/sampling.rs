//! The sample that is drawn when a vendor has handed in, and what it asks of the review.

use super::parameters::{Parameters, SampleRule};
use super::records::Sample;
use super::{rules, store as depth};
use crate::access::Permission;
use crate::base::{Id, Refusal, Result};
use crate::features::questionnaires::Assessment;
use crate::features::questionnaires::store::{self, FullAssessment};
use crate::kit::snapshot::sha256_hex;
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// Draws the sample of an assessment that has just been handed in, once: what is handed in again has the same. The
/// seed is made then, so that nobody could know what would be looked at.
pub fn after_submit(c: &mut Db, ctx: &Ctx, assessment: &Assessment) -> Result<()> {
    if depth::sample_of(c, &assessment.id)?.is_some() {
        return Ok(());
    }
    let parameters = Parameters::on(ctx.today());
    let rule = parameters.sample_of(assessment.tier);
    let questions = crate::features::questionnaires::store_asked::questions_of(c, assessment)?;
    let ids = |wanted: bool| -> Vec<String> {
        let chosen = questions.iter().filter(|question| (question.critical && rule.critical) == wanted);
        let mut ids: Vec<String> = chosen.map(|question| question.id.clone()).collect();
        ids.sort();
        ids
    };
    let (always, population) = (ids(true), ids(false));
    let id = ctx.new_id();
    // new ids hold random bits that nobody chose; two of them are more than a seed needs
    let seed: String = sha256_hex(&format!("{id}:{}", ctx.new_id())).chars().take(32).collect();
    let drawn = rules::draw(&seed, &population, rules::share(rule.percent, population.len()));
    let text = |ids: &[String]| serde_json::to_string(ids).map_err(Refusal::fault);
    let row = Sample {
        id,
        organisation_id: assessment.organisation_id.clone(),
        assessment_id: assessment.id.clone(),
        seed,
        algorithm: rules::DRAW.to_string(),
        parameters: parameters.version.clone(),
        tier: assessment.tier,
        percent: i32::try_from(rule.percent).map_err(Refusal::fault)?,
        always: text(&always)?,
        population: text(&population)?,
        drawn: text(&drawn)?,
        drawn_at: ctx.instant(),
    };
    depth::insert_sample(c, &row)?;
    let entry = audit::Entry::new("review_draw", "assessment", &assessment.id).vendor(&assessment.vendor_id);
    audit::record_for(c, ctx, &assessment.organisation_id, entry.after(&row))
}

/// The sample of an assessment of the client's own; none before it was handed in.
pub fn sample_of(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<Option<Sample>> {
    ctx.scope.client()?;
    store::find(c, &ctx.scope, assessment_id)?;
    depth::sample_of(c, assessment_id)
}

/// Draws again from the stored list with the stored seed, and says whether it is the same. The question is logged.
/// Errors: NotFound; `rule-assessment-not-submitted` when nothing was drawn.
pub fn draws_the_same(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<bool> {
    ctx.require(Permission::AssessmentReview)?;
    let sample = sample_of(c, ctx, assessment_id)?.ok_or_else(|| Refusal::rule("rule-assessment-not-submitted"))?;
    let assessment = store::find(c, &ctx.scope, assessment_id)?;
    let population = sample.population();
    let count = rules::share(u32::try_from(sample.percent).unwrap_or(0), population.len());
    let same = sample.algorithm == rules::DRAW && rules::draw(&sample.seed, &population, count) == sample.drawn();
    let entry = audit::Entry::new("verify", "assessment", assessment_id).vendor(&assessment.vendor_id);
    audit::record(c, ctx, entry.after(&serde_json::json!({ "same": same })))?;
    Ok(same)
}

/// The questions of a sample that nobody has judged as they stand, and those that wait for a second person.
pub(super) fn left(full: &FullAssessment, sample: &Sample) -> (Vec<String>, Vec<String>) {
    let judged = |id: &String| full.current_review(id).is_some_and(|review| review.status.is_some());
    let asked = |id: &String| full.questions.iter().any(|question| question.id == *id);
    let all: Vec<String> = sample.all().into_iter().filter(asked).collect();
    let unjudged = all.iter().filter(|id| !judged(id)).cloned().collect();
    let unconfirmed = all.iter().filter(|id| judged(id) && full.counted_review(id).is_none()).cloned().collect();
    (unjudged, unconfirmed)
}

pub(super) fn rule_of(sample: &Sample) -> SampleRule {
    Parameters::named(&sample.parameters).sample_of(sample.tier)
}

/// Whether an assessment may be closed: in the upper tiers not before the whole sample is judged and confirmed.
/// Errors: `rule-sample-unreviewed`, `rule-sample-unconfirmed`, each with the questions.
pub fn may_close(c: &mut Db, ctx: &Ctx, assessment_id: &Id) -> Result<()> {
    let Some(sample) = depth::sample_of(c, assessment_id)?.filter(|sample| rule_of(sample).blocks) else {
        return Ok(());
    };
    let full = store::open(c, &ctx.scope, assessment_id)?;
    let (unjudged, unconfirmed) = left(&full, &sample);
    let refused = |code: &'static str, ids: &[String]| {
        Err(Refusal::rule_with(code, &[("count", ids.len().to_string()), ("questions", ids.join(", "))]))
    };
    if !unjudged.is_empty() {
        return refused("rule-sample-unreviewed", &unjudged);
    }
    if !unconfirmed.is_empty() {
        return refused("rule-sample-unconfirmed", &unconfirmed);
    }
    Ok(())
}
