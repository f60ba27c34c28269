//! Lens A: two people rate before either sees the other's, the spread is shown, and then one value is agreed.

use super::scenario::entry;
use super::{MAX_TEXT, open_risk, scoring, tidy};
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::base::{Id, text};
use crate::features::risks::model::{ConsequenceCategory, RiskState};
use crate::features::risks::parameters::RiskModel;
use crate::features::risks::records::{Assessment, Consequences, Rating, Risk, written};
use crate::features::risks::rules::table::{Span, Table};
use crate::features::risks::{store, tables};
use crate::kit::{Ctx, audit};
use crate::platform::db::Db;

/// How many rate before anything is agreed.
pub const RATERS: usize = 2;

/// What one person thinks.
#[derive(Debug, Clone)]
pub struct Rated {
    pub likelihood: Span,
    pub consequences: Consequences,
    pub note: Option<String>,
}

/// What was agreed.
#[derive(Debug, Clone)]
pub struct Agreed {
    pub likelihood: Span,
    pub consequences: Consequences,
    pub reason: String,
}

fn check_levels(
    checks: &mut Checks,
    table: &Table,
    category: ConsequenceCategory,
    likelihood: Span,
    consequences: &Consequences,
) {
    let mut check = |field: &str, span: Span| {
        let inside = |level: i32| (1..=table.top()).contains(&level);
        if !inside(span.low) || !inside(span.high) {
            let end = if inside(span.low) { "high" } else { "low" };
            checks.add(FieldError::new(format!("{field}_{end}"), "error-risk-level").with("most", table.top()));
        } else {
            checks.that(span.low <= span.high, &format!("{field}_high"), "error-risk-range-order");
        }
    };
    check("likelihood", likelihood);
    for (category, span) in consequences {
        check(category.as_str(), *span);
    }
    checks.that(consequences.contains_key(&category), &format!("{category}_low"), "error-risk-own-category");
}

/// The ratings of the open round that this person may see: all of them when both are in, before that only their own.
pub fn shown_ratings(c: &mut Db, ctx: &Ctx, risk: &Risk) -> Result<(Vec<Rating>, usize)> {
    let all = store::ratings(c, &ctx.scope, &risk.id, risk.round)?;
    let count = all.len();
    let shown = if count >= RATERS {
        all
    } else {
        all.into_iter().filter(|rating| rating.rater_id == ctx.actor.person_id).collect()
    };
    Ok((shown, count))
}

/// Rates for oneself. It can be changed until the second rating is in. Errors: at the fields, `rule-risk-both-rated`.
pub fn rate(c: &mut Db, ctx: &Ctx, id: &Id, rated: &Rated) -> Result<Rating> {
    let risk = open_risk(c, ctx, id, None)?;
    let table = tables::current(c, ctx)?;
    let mut checks = Checks::default();
    check_levels(&mut checks, &table, risk.category, rated.likelihood, &rated.consequences);
    checks.longest("note", rated.note.as_deref().unwrap_or_default(), MAX_TEXT);
    checks.done()?;
    let all = store::ratings(c, &ctx.scope, id, risk.round)?;
    if all.len() >= RATERS {
        return Err(Refusal::rule("rule-risk-both-rated"));
    }
    let own = all.iter().find(|rating| rating.rater_id == ctx.actor.person_id);
    let row = Rating {
        id: own.map_or_else(|| ctx.new_id(), |rating| rating.id.clone()),
        organisation_id: risk.organisation_id.clone(),
        risk_id: risk.id.clone(),
        round: risk.round,
        rater_id: ctx.actor.person_id.clone(),
        rater_name: ctx.actor.name.clone(),
        table_version: table.version,
        likelihood_low: rated.likelihood.low,
        likelihood_high: rated.likelihood.high,
        consequences: written(&rated.consequences)?,
        note: tidy(&rated.note),
        rated_at: ctx.instant(),
    };
    if own.is_some() {
        store::save_rating(c, &ctx.scope, &row)?;
    } else {
        store::insert_rating(c, &row)?;
    }
    // The log says that somebody rated, not what: the other has not rated yet.
    audit::record(c, ctx, entry("risk_rate", &risk))?;
    Ok(row)
}

/// Agrees on a value when both ratings are in; the next round opens. Errors: at the fields, Conflict,
/// `rule-risk-two-ratings`.
pub fn agree(c: &mut Db, ctx: &Ctx, id: &Id, version: Option<i32>, agreed: &Agreed) -> Result<Risk> {
    let before = open_risk(c, ctx, id, version)?;
    let ratings = store::ratings(c, &ctx.scope, id, before.round)?;
    if ratings.len() < RATERS {
        return Err(Refusal::rule_with("rule-risk-two-ratings", &[("count", ratings.len().to_string())]));
    }
    // A table that came between the ratings and the discussion holds from the next round.
    let version = ratings.first().map(|rating| rating.table_version.clone()).unwrap_or_default();
    let table = tables::named(c, ctx, &version)?;
    let mut checks = Checks::default();
    check_levels(&mut checks, &table, before.category, agreed.likelihood, &agreed.consequences);
    let reason = text::non_empty(&agreed.reason);
    checks.that(reason.is_some(), "reason", "error-reason-required");
    checks.longest("reason", &agreed.reason, MAX_TEXT);
    checks.done()?;
    let score = scoring::score_of(c, ctx, &before)?;
    let credit = score.credited.credit;
    let consequence = scoring::worst_consequence(&agreed.consequences);
    let left = table.lessened(agreed.likelihood, credit.effect);
    let levels = consequence.and_then(|k| table.worst(agreed.likelihood, k).zip(table.worst(left, k)));
    let (level, residual_level) = levels.ok_or_else(|| Refusal::fault("an assessment outside its table"))?;
    let row = Assessment {
        id: ctx.new_id(),
        organisation_id: before.organisation_id.clone(),
        risk_id: before.id.clone(),
        round: before.round,
        table_version: table.version,
        model_version: RiskModel::current().version.clone(),
        likelihood_low: agreed.likelihood.low,
        likelihood_high: agreed.likelihood.high,
        consequences: written(&agreed.consequences)?,
        reason: reason.unwrap_or_default(),
        level,
        residual_level,
        credit: written(&credit)?,
        assessed_by_name: ctx.actor.name.clone(),
        assessed_at: ctx.instant(),
    };
    store::insert_assessment(c, &row)?;
    let state = if before.state == RiskState::Draft { RiskState::Assessed } else { before.state };
    let after = Risk { state, round: before.round + 1, version: before.version + 1, ..before.clone() };
    store::save(c, &ctx.scope, &after)?;
    audit::record(c, ctx, entry("assess", &after).after(&row))?;
    scoring::rescore(c, ctx, after)
}
