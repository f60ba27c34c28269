//! The models: those shipped, those of one's own, and one of them in full.

use super::crumbs;
use crate::access::Permission;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::categorisation::actions;
use crate::features::categorisation::views::{ModelPage, ModelRow, ModelsPage, RuleRow, TermsRow, WeightRow};
use crate::features::tiering::{self, Criterion, ModelRecord, ModelStatus, TieringModel};
use crate::kit::audit;
use crate::kit::web::{Answer, Params, Posted, Web};
use crate::platform::view::{Choice, FormState, HistoryLine, Pager};
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

pub fn own_row(record: &ModelRecord, in_force: &str) -> ModelRow {
    ModelRow {
        id: Some(record.id.clone()),
        title: Some(record.title.clone()),
        version: record.model_version.clone(),
        base_version: Some(record.base_version.clone()),
        status: record.status,
        valid_from: record.valid_from,
        in_force: record.model_version == in_force,
        who: Some(record.created_by_name.clone()),
        at: Some(record.created_at),
    }
}

pub fn shipped_row(model: &TieringModel, in_force: &str) -> ModelRow {
    ModelRow {
        id: None,
        title: None,
        version: model.version.clone(),
        base_version: None,
        status: ModelStatus::Published,
        valid_from: Some(model.valid_from),
        in_force: model.version == in_force,
        who: None,
        at: None,
    }
}

async fn list_with(web: Web, params: Params, status: StatusCode, form: FormState) -> Answer {
    let asked = params.page();
    let (own, models, in_force) = web
        .read(move |c, ctx| {
            let models = tiering::models(c, &ctx.scope)?;
            let in_force = models.on(ctx.today()).version.clone();
            Ok((tiering::list_models(c, &ctx.scope, asked)?, models, in_force))
        })
        .await?;
    let shipped = TieringModel::versions().all();
    let mut bases: Vec<Choice> = models
        .own()
        .iter()
        .map(|model| Choice::new(&model.version, model.version.clone()))
        .chain(shipped.iter().map(|model| Choice::new(&model.version, model.version.clone())))
        .collect();
    bases.sort_by_key(|choice| choice.value != in_force);
    let mut rows: Vec<ModelRow> = own.items.iter().map(|record| own_row(record, &in_force)).collect();
    rows.extend(shipped.iter().rev().map(|model| shipped_row(model, &in_force)));
    let body = ModelsPage { rows, pager: Pager::from(&own), form, bases, can_edit: web.can(Permission::ModelEdit) };
    let crumbs = crumbs(&web, &[]);
    web.page_titled(status, "pages/categorisation/models", web.word("categorisation-models"), crumbs, &body)
}

pub async fn list(web: Web, query: Query<Params>) -> Answer {
    list_with(web, query.into_inner(), StatusCode::OK, FormState::default()).await
}

pub async fn draft(form: Posted) -> Answer {
    let Posted { web, fields } = form;
    let (title, base) = (fields.text("title"), fields.text("base_version"));
    match web.write(move |c, ctx| actions::draft(c, ctx, &title, &base)).await {
        Ok(record) => {
            web.redirect_saying(format!("/tiering-models/{}", record.id), "ok", "categorisation-model-drafted", &[])
        }
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            list_with(web, Params::default(), StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

/// A shipped version, or the one in force: `/tiering-models/version?v=tiering-2026-1`.
pub async fn version(web: Web, query: Query<Params>) -> Answer {
    let asked = query.text("v");
    let (model, in_force, own) = web
        .read(move |c, ctx| {
            let models = tiering::models(c, &ctx.scope)?;
            let in_force = models.on(ctx.today());
            let model = match asked {
                Some(version) => models.find(&version).map_err(|_| Refusal::NotFound)?,
                None => in_force.clone(),
            };
            let own = tiering::find_model_version(c, &ctx.scope, &model.version)?;
            Ok((model, in_force.version.clone(), own))
        })
        .await?;
    if let Some(record) = own {
        return web.redirect(format!("/tiering-models/{}", record.id));
    }
    model_page(&web, StatusCode::OK, &model, shipped_row(&model, &in_force), None, Vec::new(), FormState::default())
}

pub async fn show(web: Web, id: Path<Id>) -> Answer {
    show_with(web, id.into_inner(), StatusCode::OK, FormState::default()).await
}

async fn show_with(web: Web, id: Id, status: StatusCode, form: FormState) -> Answer {
    let (record, in_force, events) = web
        .read(move |c, ctx| {
            let record = tiering::find_model(c, &ctx.scope, &id)?;
            let in_force = tiering::model_on(c, &ctx.scope, ctx.today())?.version.clone();
            Ok((record, in_force, audit::history(c, ctx, &id)?))
        })
        .await?;
    let history = events
        .into_iter()
        .map(|event| HistoryLine {
            at: event.at,
            who: web.who(&event),
            text: web.word(&format!("categorisation-history-{}", event.verb)),
            note: None,
            tone: if event.verb == "publish" { "ok" } else { "neutral" },
        })
        .collect();
    let model = record.model()?;
    model_page(&web, status, &model, own_row(&record, &in_force), Some(&record), history, form)
}

fn model_page(
    web: &Web,
    status: StatusCode,
    model: &TieringModel,
    row: ModelRow,
    record: Option<&ModelRecord>,
    history: Vec<HistoryLine>,
    form: FormState,
) -> Answer {
    let examined = tiering::examine(model);
    let draft = record.is_some_and(|r| r.status == ModelStatus::Draft);
    let me = &web.ctx()?.actor.person_id;
    let drafted = record.is_some_and(|r| r.drafters().contains(me));
    let may_publish = draft && web.can(Permission::ModelPublish);
    let capacity = model.capacity();
    let body = ModelPage {
        decision_reference: record.and_then(|r| r.decision_reference.clone()),
        published_by_name: record.and_then(|r| r.published_by_name.clone()),
        applied_at: record.and_then(|r| r.applied_at),
        combinations: examined.combinations,
        warnings: warnings(web, model, &examined),
        rules: rule_rows(web, model, &examined),
        weights: weight_rows(web, model),
        terms: terms_rows(web, model),
        staff_hours: capacity.staff_hours,
        renewal_months: capacity.renewal_months,
        form,
        stored_version: record.map_or(0, |r| r.version),
        history,
        can_edit: draft && web.can(Permission::ModelEdit),
        can_publish: may_publish && !drafted,
        own_draft: may_publish && drafted,
        row,
    };
    let title = body.row.title.clone().unwrap_or_else(|| model.version.clone());
    let crumbs = crumbs(web, &[("categorisation-models", "/tiering-models")]);
    web.page_titled(status, "pages/categorisation/model", title, crumbs, &body)
}

/// What holds, but not as one might think: rules without a say, and criteria that lower the tier.
fn warnings(web: &Web, model: &TieringModel, examined: &tiering::Examined) -> Vec<String> {
    let rule = |id: &String| model.rules.iter().find(|rule| rule.id == *id);
    let mut all: Vec<String> = examined
        .idle
        .iter()
        .filter_map(rule)
        .map(|rule| {
            let tier = rule.tier.to_string();
            web.word_with("categorisation-warn-idle", &[("rule", tiering::rule_text(web, model, rule)), ("tier", tier)])
        })
        .collect();
    if let Some(found) = &examined.reversal {
        let said: Vec<String> = Criterion::ALL
            .iter()
            .map(|c| {
                let level = found.at.get(*c).map_or_else(|| web.word("tiering-unknown"), |level| level.to_string());
                format!("{} {level}", tiering::model_text(web, model, c.as_str()))
            })
            .collect();
        all.push(web.word_with(
            "categorisation-warn-reversal",
            &[
                ("criterion", tiering::model_text(web, model, found.criterion.as_str())),
                ("from", found.from_tier.to_string()),
                ("to", found.to_tier.to_string()),
                ("example", said.join(", ")),
            ],
        ));
    }
    all
}

fn rule_rows(web: &Web, model: &TieringModel, examined: &tiering::Examined) -> Vec<RuleRow> {
    let mut rules: Vec<_> = model.rules.iter().collect();
    rules.sort_by_key(|rule| rule.tier);
    let row = |rule: &tiering::TierRule| RuleRow {
        id: rule.id.clone(),
        tier: rule.tier,
        floor: rule.floor,
        text: tiering::rule_text(web, model, rule),
        conditions: tiering::conditions_text(web, model, rule),
        idle: examined.idle.contains(&rule.id),
    };
    rules.into_iter().map(row).collect()
}

fn weight_rows(web: &Web, model: &TieringModel) -> Vec<WeightRow> {
    let row = |criterion: &Criterion| WeightRow {
        criterion: criterion.to_string(),
        label: tiering::model_text(web, model, criterion.as_str()),
        weight: model.weight(*criterion),
        levels: (0..=model.highest(*criterion))
            .map(|level| tiering::model_text(web, model, &format!("{criterion}-{level}")))
            .collect(),
        worded: model.words.keys().any(|key| key == criterion.as_str() || key.starts_with(&format!("{criterion}-"))),
    };
    Criterion::ALL.iter().map(row).collect()
}

pub fn cadence_text(web: &Web, months: Option<u32>) -> String {
    web.word(&format!("tiering-cadence-{}", months.map_or("renewal".to_string(), |m| m.to_string())))
}

fn terms_rows(web: &Web, model: &TieringModel) -> Vec<TermsRow> {
    let capacity = model.capacity();
    let row = |terms: &tiering::TierTerms| {
        let load = capacity.of_tier(terms.tier);
        let aim = load.and_then(|each| each.aim_low.zip(each.aim_high));
        TermsRow {
            tier: terms.tier,
            cadence: cadence_text(web, terms.cadence_months),
            question_set: terms.question_set.as_str(),
            assurance: terms.required_assurance.as_str(),
            hours: load.map_or(0, |each| each.hours),
            aim: aim.map(|(low, high)| format!("{low}–{high} %")),
        }
    };
    model.tiers.iter().map(row).collect()
}

pub async fn publish(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields }, id) = (form, id.into_inner());
    let (key, version, reference) = (id.clone(), fields.version(), fields.text("decision_reference"));
    let done = match fields.date("valid_from") {
        Ok(day) => web.write(move |c, ctx| actions::publish(c, ctx, &key, Some(version), &reference, day)).await,
        Err(error) => Err(Refusal::Invalid(vec![error])),
    };
    match done {
        Ok(record) => {
            let day = record.valid_from.map(|day| day.to_string()).unwrap_or_default();
            let said = "categorisation-model-published";
            web.redirect_saying(format!("/tiering-models/{id}"), "ok", said, &[("day", day)])
        }
        Err(refusal) => {
            let form = web.form_with(&fields, &refusal.fields()?);
            show_with(web, id, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
    }
}

pub async fn discard(form: Posted, id: Path<Id>) -> Answer {
    let (web, version) = (form.web, form.fields.version());
    web.write(move |c, ctx| actions::discard(c, ctx, &id, Some(version))).await?;
    web.redirect_saying("/tiering-models", "ok", "categorisation-model-discarded", &[])
}

/// The record of a model that is to be shown or tried.
pub fn found(c: &mut crate::platform::db::Db, ctx: &crate::kit::Ctx, id: &Id) -> Result<(ModelRecord, TieringModel)> {
    let record = tiering::find_model(c, &ctx.scope, id)?;
    let model = record.model()?;
    Ok((record, model))
}
