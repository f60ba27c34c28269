//! What a risk comes to today, and what follows when that has changed: an acceptance rests on what was accepted.

use super::scenario::entry;
use crate::access::Via;
use crate::base::{Id, Result};
use crate::features::risks::model::{AcceptanceState, RiskLevel, RiskState};
use crate::features::risks::records::{Acceptance, Assessment, Consequences, Risk, written};
use crate::features::risks::rules::table::{Span, Table};
use crate::features::risks::strength::{Credited, Evidence, judge};
use crate::features::risks::{store, tables};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What a risk comes to by its latest assessment and its controls as they stand today.
#[derive(Debug, Clone)]
pub struct Score {
    pub credited: Credited,
    pub judged: Option<Judged>,
    /// Of everything that an acceptance rests on; empty before the first assessment.
    pub fingerprint: String,
}

/// Both levels of an assessed risk.
#[derive(Debug, Clone)]
pub struct Judged {
    pub table: Table,
    pub likelihood: Span,
    pub residual_likelihood: Span,
    /// Of the category that is worst; arithmetic never lowers it.
    pub consequence: Span,
    pub level: RiskLevel,
    pub residual_level: RiskLevel,
}

/// The span of the category that is felt worst.
pub fn worst_consequence(consequences: &Consequences) -> Option<Span> {
    consequences.values().copied().max_by_key(|span| (span.high, span.low))
}

#[derive(Serialize)]
struct Basis<'a> {
    table: &'a str,
    likelihood: Span,
    consequences: &'a Consequences,
    residual_likelihood: Span,
    residual_level: RiskLevel,
    /// In whole percent, so that a hair's breadth of arithmetic changes nothing.
    effect: [String; 2],
    reduction: [String; 2],
    inputs: Option<&'a str>,
}

/// Computes the score: reads the controls, the evidence, the assessment and the intervals.
pub fn score_of(c: &mut Db, ctx: &Ctx, risk: &Risk) -> Result<Score> {
    let controls = store::controls(c, &ctx.scope, std::slice::from_ref(&risk.id))?.remove(&risk.id).unwrap_or_default();
    let evidence = if controls.is_empty() {
        Evidence::default()
    } else {
        Evidence::of(c, ctx, risk.vendor_id.as_ref(), risk.contract_id.as_ref())?
    };
    let credited = judge(risk, &controls, &evidence, ctx.today());
    let Some(assessment) = store::latest_assessment(c, &ctx.scope, &risk.id)? else {
        return Ok(Score { credited, judged: None, fingerprint: String::new() });
    };
    let judged = judge_assessment(c, ctx, &assessment, &credited)?;
    let inputs = store::intervals(c, &ctx.scope, &risk.id)?.into_iter().next().map(|row| row.inputs);
    let percent = |share: (f64, f64)| [format!("{:.0}", share.0 * 100.0), format!("{:.0}", share.1 * 100.0)];
    let fingerprint = match &judged {
        None => String::new(),
        Some(judged) => {
            let basis = Basis {
                table: &assessment.table_version,
                likelihood: judged.likelihood,
                consequences: &assessment.consequences()?,
                residual_likelihood: judged.residual_likelihood,
                residual_level: judged.residual_level,
                effect: percent(credited.credit.effect),
                reduction: percent(credited.credit.reduction),
                inputs: inputs.as_deref(),
            };
            hex::encode(Sha256::digest(written(&basis)?.as_bytes()))
        }
    };
    Ok(Score { credited, judged, fingerprint })
}

fn judge_assessment(c: &mut Db, ctx: &Ctx, assessment: &Assessment, credited: &Credited) -> Result<Option<Judged>> {
    let table = tables::named(c, ctx, &assessment.table_version)?;
    let likelihood = assessment.likelihood();
    let residual_likelihood = table.lessened(likelihood, credited.credit.effect);
    let Some(consequence) = worst_consequence(&assessment.consequences()?) else { return Ok(None) };
    let levels = table.worst(likelihood, consequence).zip(table.worst(residual_likelihood, consequence));
    Ok(levels.map(|(level, residual_level)| Judged {
        table,
        likelihood,
        residual_likelihood,
        consequence,
        level,
        residual_level,
    }))
}

/// Writes the score on the risk, and ends an acceptance that it no longer fits.
pub fn rescore(c: &mut Db, ctx: &Ctx, risk: Risk) -> Result<Risk> {
    let score = score_of(c, ctx, &risk)?;
    let judged = score.judged.as_ref();
    let mut after = Risk {
        table_version: judged.map(|j| j.table.version.clone()),
        likelihood_low: judged.map(|j| j.likelihood.low),
        likelihood_high: judged.map(|j| j.likelihood.high),
        residual_low: judged.map(|j| j.residual_likelihood.low),
        residual_high: judged.map(|j| j.residual_likelihood.high),
        consequence_low: judged.map(|j| j.consequence.low),
        consequence_high: judged.map(|j| j.consequence.high),
        level: judged.map(|j| j.level),
        residual_level: judged.map(|j| j.residual_level),
        fingerprint: score.fingerprint,
        ..risk.clone()
    };
    let open = open_of(c, ctx, &risk.id)?;
    let stale: Vec<Acceptance> = open.into_iter().filter(|a| a.fingerprint != after.fingerprint).collect();
    if after.state == RiskState::Accepted && stale.iter().any(|a| a.state == AcceptanceState::Accepted) {
        after.state = RiskState::Assessed;
    }
    let changed = after.fingerprint != risk.fingerprint || after.state != risk.state;
    if changed {
        after.version = risk.version + 1;
        store::save(c, &ctx.scope, &after)?;
    }
    for acceptance in stale {
        end(c, ctx, &after, acceptance, AcceptanceState::Stale, "risks-ended-changed")?;
    }
    Ok(after)
}

fn open_of(c: &mut Db, ctx: &Ctx, risk_id: &Id) -> Result<Vec<Acceptance>> {
    let open = |a: &Acceptance| matches!(a.state, AcceptanceState::Proposed | AcceptanceState::Accepted);
    Ok(store::acceptances(c, &ctx.scope, risk_id)?.into_iter().filter(open).collect())
}

/// Ends what is open, because of what happened to the risk. `why` is a word key.
pub fn end_open(c: &mut Db, ctx: &Ctx, risk: &Risk, why: &str) -> Result<()> {
    for acceptance in open_of(c, ctx, &risk.id)? {
        end(c, ctx, risk, acceptance, AcceptanceState::Stale, why)?;
    }
    Ok(())
}

fn end(c: &mut Db, ctx: &Ctx, risk: &Risk, before: Acceptance, state: AcceptanceState, why: &str) -> Result<()> {
    let after = Acceptance {
        state,
        ended_at: Some(ctx.instant()),
        ended_by_name: Some(ctx.actor.name.clone()),
        end_reason: Some(why.to_string()),
        version: before.version + 1,
        ..before.clone()
    };
    store::save_acceptance(c, &ctx.scope, &after)?;
    let verb = if state == AcceptanceState::Expired { "expire" } else { "risk_stale" };
    audit::record(c, ctx, entry(verb, risk).change(&before, &after))
}

/// Ends acceptances whose time is over, and those whose risk has changed by itself: a review that counts no longer,
/// a clause found unmet.
pub fn sweep(app: &App, now: DateTime<Utc>) -> Result<()> {
    let open = app.db.read_now(store::open_acceptances)?;
    for (organisation_id, risk_id) in open {
        let ctx = Ctx::job(organisation_id, "risks.sweep", Via::Job, now);
        // Most days nothing has changed; the writer's place is taken only when something has.
        if app.db.read_now(|c| is_due(c, &ctx, &risk_id))? {
            app.db.write_now(|c| settle(c, &ctx, &risk_id))?;
        }
    }
    Ok(())
}

fn is_due(c: &mut Db, ctx: &Ctx, risk_id: &Id) -> Result<bool> {
    let risk = store::find(c, &ctx.scope, risk_id)?;
    let fingerprint = score_of(c, ctx, &risk)?.fingerprint;
    let over = |a: &Acceptance| a.fingerprint != fingerprint || a.valid_until < ctx.today();
    Ok(open_of(c, ctx, risk_id)?.iter().any(over))
}

fn settle(c: &mut Db, ctx: &Ctx, risk_id: &Id) -> Result<()> {
    let risk = store::find(c, &ctx.scope, risk_id)?;
    let mut risk = rescore(c, ctx, risk)?;
    for acceptance in open_of(c, ctx, risk_id)?.into_iter().filter(|a| a.valid_until < ctx.today()) {
        if acceptance.state == AcceptanceState::Accepted && risk.state == RiskState::Accepted {
            risk = Risk { state: RiskState::Assessed, version: risk.version + 1, ..risk };
            store::save(c, &ctx.scope, &risk)?;
        }
        end(c, ctx, &risk, acceptance, AcceptanceState::Expired, "risks-ended-time")?;
    }
    Ok(())
}
