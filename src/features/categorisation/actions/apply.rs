//! A published model comes into force: the whole register is judged anew in one transaction.

use crate::access::Via;
use crate::base::{Id, Refusal, Result, clock};
use crate::features::categorisation::{rules, store};
use crate::features::tiering::{self, ModelRecord, ModelStatus, TieringModel, Trigger};
use crate::features::vendors::{self, CategorisationRecord, Judged};
use crate::kit::outbox::{self, Row};
use crate::kit::{App, Ctx, audit};
use crate::platform::db::Db;
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;

/// The name of the job is in the outbox: it may not change.
pub const APPLY: &str = "tiering_model_apply";

/// What applying a model did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// Vendors with a new judgement, and how many of them changed tier.
    pub judged: usize,
    pub moved: usize,
}

/// What the log keeps of one vendor.
#[derive(Serialize)]
struct Shown<'a> {
    tier: Option<i32>,
    tier_preliminary: bool,
    order_value: Option<i32>,
    model_version: &'a str,
}

pub(super) fn queue(c: &mut Db, ctx: &Ctx, model: &ModelRecord) -> Result<()> {
    let object = ("tiering_model", &model.id);
    outbox::job(c, ctx, &model.organisation_id, APPLY, object, &json!({})).map(drop)
}

/// The job: applies the model that the row names. Run twice, it does nothing.
pub fn apply_job(app: &App, ctx: &Ctx, row: &Row) -> Result<()> {
    let id: Id = row.object_id.parse().map_err(Refusal::Fault)?;
    app.db.write_now(|c| apply(c, ctx, &id)).map(drop)
}

/// Applies what came into force today, or was missed.
pub fn apply_due(app: &App, now: DateTime<Utc>) -> Result<()> {
    let today = clock::swedish_date(now);
    for (organisation_id, id) in app.db.read_now(|c| tiering::due_models(c, today))? {
        let ctx = Ctx::job(organisation_id, APPLY, Via::Job, now);
        app.db.write_now(|c| apply(c, &ctx, &id))?;
    }
    Ok(())
}

/// Judges the register anew by a published model whose day has come, once.
pub fn apply(c: &mut Db, ctx: &Ctx, id: &Id) -> Result<Applied> {
    let before = tiering::find_model(c, &ctx.scope, id)?;
    let due = before.valid_from.is_some_and(|day| day <= ctx.today());
    if before.status != ModelStatus::Published || before.applied_at.is_some() || !due {
        return Ok(Applied::default());
    }
    let model = before.model()?;
    let by = before.published_by.clone().zip(before.published_by_name.clone());
    // A newer model may have come into force the same day: the register goes by that one alone.
    let done = if tiering::model_on(c, &ctx.scope, ctx.today())?.version == model.version {
        retier(c, ctx, &model, by)?
    } else {
        Applied::default()
    };
    let after = ModelRecord { applied_at: Some(ctx.instant()), version: before.version + 1, ..before.clone() };
    tiering::save_model(c, &ctx.scope, &after)?;
    let entry = audit::Entry::new("apply", "tiering_model", id).named(&before.title).after(&done);
    audit::record(c, ctx, entry)?;
    Ok(done)
}

/// A new judgement for every vendor whose outcome, reasons or place differ by `model`; the criteria stay as
/// people stated them. One event in the log for each. What waits for a person goes on waiting, and what was
/// judged by an older version keeps it.
pub fn retier(c: &mut Db, ctx: &Ctx, model: &TieringModel, by: Option<(Id, String)>) -> Result<Applied> {
    let mut standings = store::standings(c, &ctx.scope)?;
    // In the order in which the register keeps them, so that what is written lies side by side.
    standings.sort_unstable_by(|a, b| a.vendor_id.cmp(&b.vendor_id));
    let models = tiering::models(c, &ctx.scope)?;
    let how = Judged { note: None, cause: Some(Trigger::ModelChanged), automatic: true };
    let (mut judgements, mut entries, mut lapsed) = (Vec::new(), Vec::new(), Vec::new());
    let mut groups: BTreeMap<store::Shows, Vec<Id>> = BTreeMap::new();
    let mut done = Applied::default();
    for standing in &standings {
        let Some(latest) = &standing.latest else { continue };
        let Some((calculated, tier)) = rules::judged(model, standing, ctx.today()) else { continue };
        let old = tiering::categorise(&*models.find(&latest.model_version)?, &latest.criteria);
        let same = (old.tier, old.order_value, old.floor, &old.reasons)
            == (calculated.tier, calculated.order_value, calculated.floor, &calculated.reasons);
        if same || latest.model_version == model.version {
            continue;
        }
        let record = vendors::judgement(ctx, &standing.vendor_id, model, &latest.criteria, &how)?;
        // The criteria are those that a person stated or has yet to confirm: the model changes neither.
        let record = CategorisationRecord { preliminary: latest.preliminary || calculated.preliminary, ..record };
        let record = match &by {
            Some((id, name)) => {
                CategorisationRecord { decided_by: id.clone(), decided_by_name: name.clone(), ..record }
            }
            None => record,
        };
        let before = Shown {
            tier: standing.tier,
            tier_preliminary: standing.preliminary,
            order_value: standing.order_value,
            model_version: &latest.model_version,
        };
        let after = Shown {
            tier: Some(i32::from(tier)),
            tier_preliminary: record.preliminary,
            order_value: Some(record.order_value),
            model_version: &model.version,
        };
        let entry = audit::Entry::new("categorise", "vendor", &standing.vendor_id).vendor(&standing.vendor_id);
        entries.push(entry.named(&standing.name).change(&before, &after));
        groups
            .entry((i32::from(tier), record.preliminary, record.order_value))
            .or_default()
            .push(standing.vendor_id.clone());
        if standing.moved.as_ref().is_some_and(|moved| moved.tier != tier) {
            lapsed.push(standing.vendor_id.clone());
        }
        done.moved += usize::from(standing.tier != Some(i32::from(tier)));
        judgements.push(record);
    }
    done.judged = judgements.len();
    store::insert_judgements(c, &judgements)?;
    store::show(c, &ctx.scope, ctx.instant(), &groups)?;
    store::end_overrides(c, &ctx.scope, ctx.instant(), &lapsed)?;
    audit::record_all(c, ctx, entries)?;
    Ok(done)
}
