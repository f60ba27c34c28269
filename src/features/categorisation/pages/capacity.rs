//! The simulator: vendors per tier times hours per tier, with other numbers, another model, one rule changed;
//! and how firmly the order within each tier stands. Everything asked is in the address.

use super::fields::{hour_fields, hour_values, read_hours};
use super::{crumbs, tier_choices};
use crate::base::Id;
use crate::base::refusal::{Checks, FieldError, Refusal, Result};
use crate::features::categorisation::rules::{self, AimFit, Asked, DryRun, Load, Shift, Standing};
use crate::features::categorisation::store;
use crate::features::categorisation::views::{Bar, CapacityPage, LoadRow, ShiftRow};
use crate::features::tiering::{self, LOWEST_TIER, ModelStatus, TieringModel};
use crate::kit::Ctx;
use crate::kit::web::{Answer, Fields, Params, Web};
use crate::platform::db::Db;
use crate::platform::view::Choice;
use actix_web::http::StatusCode;
use actix_web::web::Query;

/// What the simulator shows, before it is worded.
pub struct Simulated {
    pub model: TieringModel,
    pub asked: Asked,
    pub standings: Vec<Standing>,
    pub run: DryRun,
    /// As the register stands, by the numbers of the model in force; and as asked.
    pub now: Load,
    pub then: Load,
    pub choices: Vec<Choice>,
}

/// The model that is asked for: a draft's id, a version, or the one in force.
pub fn model_of(c: &mut Db, ctx: &Ctx, asked: Option<&str>) -> Result<TieringModel> {
    let models = tiering::models(c, &ctx.scope)?;
    let unknown = || Refusal::invalid("model", "error-unknown");
    match asked {
        None => Ok((*models.on(ctx.today())).clone()),
        Some(text) => match text.parse::<Id>() {
            Ok(id) => tiering::find_model(c, &ctx.scope, &id).map_err(|_| unknown())?.model(),
            Err(_) => models.find(text).map(|model| (*model).clone()).map_err(|_| unknown()),
        },
    }
}

/// Reads the numbers and the rule that are asked for. What is not given is the model's own.
pub fn read(params: &Params, model: &TieringModel, checks: &mut Checks) -> Asked {
    let base = model.capacity();
    let own = hour_values(&base, params.state());
    let given = params.state();
    // The model's own numbers where the address says nothing.
    let all = own.values.into_iter().map(|(name, value)| {
        let asked = given.values.get(&name).filter(|text| !text.trim().is_empty()).cloned();
        let is_hours = name == "staff_hours" || ["hours_", "aim_"].iter().any(|start| name.starts_with(start));
        (name, if is_hours { asked.unwrap_or(value) } else { asked.unwrap_or_default() })
    });
    let fields = Fields(all.collect());
    let capacity = read_hours(&fields, &base, checks);
    tiering::check_capacity(&capacity, checks);
    let rule = params.text("rule").and_then(|id| {
        checks.that(model.rules.iter().any(|one| one.id == id), "rule", "error-unknown");
        match params.text("rule_to").as_deref() {
            None | Some("none") => Some((id, None)),
            Some(text) => {
                let tier = text.parse().ok().filter(|tier| (1..=LOWEST_TIER).contains(tier));
                checks.that(tier.is_some(), "rule_to", "error-choice");
                tier.map(|tier| (id, Some(tier)))
            }
        }
    });
    Asked { capacity, rule }
}

/// Simulates; numbers that cannot be read are as in the model, and noted in `checks`.
pub fn simulate(c: &mut Db, ctx: &Ctx, params: &Params) -> Result<(Simulated, Vec<FieldError>)> {
    let mut checks = Checks::default();
    let in_force = model_of(c, ctx, None)?;
    let model = match model_of(c, ctx, params.text("model").as_deref()) {
        Ok(model) => model,
        Err(Refusal::Invalid(errors)) => {
            errors.into_iter().for_each(|error| checks.add(error));
            in_force.clone()
        }
        Err(other) => return Err(other),
    };
    let asked = read(params, &model, &mut checks);
    let errors = match checks.done() {
        Err(Refusal::Invalid(errors)) => errors,
        Err(other) => return Err(other),
        Ok(()) => Vec::new(),
    };
    let asked = if errors.is_empty() { asked } else { Asked { capacity: model.capacity(), rule: None } };
    let standings = store::standings(c, &ctx.scope)?;
    let run = rules::dry_run(&rules::changed(&model, asked.rule.as_ref()), &standings, ctx.today());
    let shown =
        [1, 2, 3, 4].map(|tier| standings.iter().filter(|s| rules::shown_tier(s) == Some(tier)).map(|_| 1_u64).sum());
    let then = [1, 2, 3, 4].map(|tier| u64::try_from(run.total(tier)).unwrap_or_default());
    let drafts = tiering::list_models(c, &ctx.scope, crate::base::PageRequest::new(None, Some(200)))?;
    let mut choices: Vec<Choice> = drafts
        .items
        .into_iter()
        .map(|record| match record.status {
            ModelStatus::Draft => Choice::new(&record.id, record.title),
            _ => Choice::new(&record.model_version, record.title),
        })
        .collect();
    choices.extend(TieringModel::versions().all().into_iter().map(|m| Choice::new(&m.version, m.version.clone())));
    let simulated = Simulated {
        now: rules::load(shown, &in_force.capacity()),
        then: rules::load(then, &asked.capacity),
        model,
        asked,
        standings,
        run,
        choices,
    };
    Ok((simulated, errors))
}

pub async fn show(web: Web, query: Query<Params>) -> Answer {
    let params = query.into_inner();
    let asked = params.clone();
    let (s, errors) = web.read(move |c, ctx| simulate(c, ctx, &asked)).await?;
    let shifts = rules::sensitivity(&s.model, &s.standings);
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut form = params.state().with_refusal(&web.app.views, web.language(), &errors);
    for (name, value) in hour_values(&s.asked.capacity, crate::platform::view::FormState::default()).values {
        form.values.entry(name).or_insert(value);
    }
    form.values.entry("model".to_string()).or_insert_with(|| s.model.version.clone());
    let rows: Vec<LoadRow> = s.then.tiers.iter().zip(&s.now.tiers).map(|(then, now)| row(&web, then, now)).collect();
    let bars = s
        .then
        .tiers
        .iter()
        .map(|t| Bar {
            label: web.word(&format!("tiering-tier-{}", t.tier)),
            value: t.hours.min(s.then.staff_hours.max(s.then.hours)),
            of: s.then.staff_hours.max(s.then.hours),
            tone: "accent",
            href: None,
        })
        .collect();
    let (left, enough) = s.then.left();
    let mut rule_tiers = tier_choices(&web);
    rule_tiers.push(Choice::new("none", web.word("categorisation-rule-gone")));
    let rules = s.model.rules.iter().map(|rule| {
        let text = tiering::rule_text(&web, &s.model, rule);
        Choice::new(&rule.id, format!("{}: {text}", rule.tier))
    });
    let body = CapacityPage {
        rules: rules.collect(),
        models: s.choices.clone(),
        rule_tiers,
        fields: hour_fields(&web),
        rows,
        bars,
        vendors: s.then.vendors,
        unjudged: s.run.unjudged,
        moved: s.run.moves.len(),
        hours_now: s.now.hours,
        hours: s.then.hours,
        staff_hours: s.then.staff_hours,
        left,
        enough,
        percent: s.then.percent(),
        shifts: shifts.iter().map(|shift| shift_row(&web, &s, shift)).collect(),
        simulated: s.asked.rule.is_some() || s.asked.capacity != s.model.capacity() || !s.run.moves.is_empty(),
        form,
    };
    let crumbs = crumbs(&web, &[]);
    web.page_titled(status, "pages/categorisation/capacity", web.word("categorisation-capacity"), crumbs, &body)
}

fn row(web: &Web, then: &rules::TierLoad, now: &rules::TierLoad) -> LoadRow {
    let comma = web.word("categorisation-decimal");
    LoadRow {
        tier: then.tier,
        now: now.vendors,
        vendors: then.vendors,
        each: then.each,
        hours: then.hours,
        share: format!("{}{comma}{} %", then.share / 10, then.share % 10),
        aim: then.aim.map(|(low, high)| format!("{low}–{high} %")),
        fit: then.fit,
        tone: match then.fit {
            AimFit::Within => "ok",
            AimFit::Above | AimFit::Below => "attention",
            AimFit::NoAim => "neutral",
        },
    }
}

fn shift_row(web: &Web, s: &Simulated, shift: &Shift) -> ShiftRow {
    let mover = |m: &rules::Mover| {
        let name = s.standings.get(m.at).map(|one| one.name.clone()).unwrap_or_default();
        web.word_with(
            "categorisation-mover",
            &[("name", name), ("tier", m.tier.to_string()), ("from", m.from.to_string()), ("to", m.to.to_string())],
        )
    };
    ShiftRow {
        label: tiering::model_text(web, &s.model, shift.criterion.as_str()),
        up: shift.up,
        before: shift.before,
        after: shift.after,
        moved: shift.moved,
        of: shift.of,
        movers: shift.movers.iter().map(mover).collect(),
    }
}
