//! Re-tiering and trying a model: ten thousand vendors in at most two seconds each.

use crate::stage::{Stage, Time, new_vendor, timed};
use tillit::features::categorisation::{dry_run, retier, sensitivity, standings};
use tillit::features::tiering::{Criteria, Criterion, TieringModel};
use tillit::features::vendors::{self, Judged};

/// Levels of vendor number `n`: every tier is there, and many a combination.
fn criteria(n: usize) -> Criteria {
    let mut all = Criteria::default();
    for (at, criterion) in Criterion::ALL.iter().enumerate() {
        let highest = usize::from(TieringModel::current().highest(*criterion));
        let level = (n * (2 * at + 3) + n / 7) % (highest + 1);
        // Most vendors are small.
        all.set(*criterion, Some(u8::try_from(if n.is_multiple_of(5) { level } else { level / 2 }).unwrap()));
    }
    all
}

fn add(stage: &Stage, from: usize, to: usize) {
    let model = TieringModel::current();
    stage.prepare(|c, ctx| {
        for n in from..to {
            let vendor = vendors::add(c, ctx, &new_vendor(n))?;
            vendors::judge(c, ctx, &vendor, model, &criteria(n), &Judged::default())?;
        }
        Ok(())
    });
    stage.settle();
}

/// A model by which the order of everybody changes, so that each has a new judgement. Its rules are worded
/// differently each time, because whoever is judged by a version already is left alone.
fn another(version: usize) -> TieringModel {
    let mut model = TieringModel::current().clone();
    model.version = format!("bench-{version}");
    let flipped = version.is_multiple_of(2);
    model.weights.insert(Criterion::DataClass, if flipped { 10 } else { 30 });
    model.weights.insert(Criterion::Substitution, if flipped { 25 } else { 5 });
    model
}

fn measure(stage: &Stage, first: usize) -> (Time, Time, Time) {
    let today = stage.ctx.today();
    let tried = another(0);
    let dry = stage.read(5, |c, ctx| Ok(dry_run(&tried, &standings(c, &ctx.scope)?, today).moves.len()));
    let order = stage.read(3, |c, ctx| Ok(sensitivity(&tried, &standings(c, &ctx.scope)?).len()));
    let mut version = first;
    let retiered = timed(3, || {
        version += 1;
        let model = another(version);
        stage.prepare(|c, ctx| {
            // A judgement is read again by its model, so the model has to be there.
            tillit::features::tiering::insert_model(c, &record(ctx, &model))?;
            let mut later = ctx.clone();
            later.now += chrono::Duration::minutes(i64::try_from(version).unwrap());
            retier(c, &later, &model, None)
        });
    });
    (dry, retiered, order)
}

fn record(ctx: &tillit::kit::Ctx, model: &TieringModel) -> tillit::features::tiering::ModelRecord {
    tillit::features::tiering::ModelRecord {
        id: ctx.new_id(),
        organisation_id: ctx.actor.organisation_id.clone(),
        title: model.version.clone(),
        model_version: model.version.clone(),
        status: tillit::features::tiering::ModelStatus::Published,
        base_version: "tiering-2026-1".to_string(),
        body: serde_json::to_string(model).unwrap(),
        decision_reference: None,
        valid_from: Some(ctx.today()),
        published_by: None,
        published_by_name: None,
        published_at: Some(ctx.instant()),
        applied_at: Some(ctx.instant()),
        created_by: ctx.actor.person_id.clone(),
        created_by_name: ctx.actor.name.clone(),
        created_at: ctx.instant(),
        updated_at: ctx.instant(),
        version: 1,
        drafted_by: "[]".to_string(),
    }
}

pub fn run(stage: &mut Stage) {
    add(stage, 0, 1_000);
    let small = measure(stage, 0);
    // The small client's vendors have been judged over and over by now.
    stage.begin_anew();
    add(stage, 0, 10_000);
    let large = measure(stage, 100);
    stage.note("dry run of a model against 10,000 vendors", large.0, 2_000.0);
    stage.note("re-tiering 10,000 vendors, log included", large.1, 2_000.0);
    stage.note("order with each weight moved, 10,000 vendors", large.2, 2_000.0);
    stage.grows("dry run", small.0, large.0);
    stage.grows("re-tiering", small.1, large.1);
}
