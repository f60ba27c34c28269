//! The editor of a draft: weights, one rule, the texts of one criterion, or what the tiers lead to.

use super::crumbs;
use super::fields::{self, Part};
use super::models::found;
use crate::base::Id;
use crate::base::refusal::{Refusal, Result};
use crate::features::categorisation::actions;
use crate::features::categorisation::views::{EditPage, FieldGroup};
use crate::features::tiering::{Criterion, ModelRecord, ModelStatus, TieringModel};
use crate::features::vendors::ConflictRow;
use crate::kit::web::{Answer, Fields, Params, Posted, Web};
use crate::platform::view::FormState;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};

async fn load(web: &Web, id: Id) -> Result<(ModelRecord, TieringModel)> {
    let (record, model) = web.read(move |c, ctx| found(c, ctx, &id)).await?;
    match record.status {
        ModelStatus::Draft => Ok((record, model)),
        ModelStatus::Published => Err(Refusal::rule("rule-model-published")),
        ModelStatus::Discarded => Err(Refusal::NotFound),
    }
}

/// The rule or criterion that an address or a form names; a rule without a name is a new one.
fn known(model: &TieringModel, part: Part, key: &str) -> Result<()> {
    let good = match part {
        Part::Weights | Part::Terms => key.is_empty(),
        Part::Rule => key.is_empty() || model.rules.iter().any(|rule| rule.id == key),
        Part::Texts => key.parse::<Criterion>().is_ok(),
    };
    if good { Ok(()) } else { Err(Refusal::NotFound) }
}

pub async fn edit(web: Web, id: Path<Id>, query: Query<Params>) -> Answer {
    let part = query.parsed::<Part>("part")?.ok_or(Refusal::NotFound)?;
    let key = query.text("key").unwrap_or_default();
    let (record, model) = load(&web, id.into_inner()).await?;
    known(&model, part, &key)?;
    page(&web, StatusCode::OK, &record, &model, part, key, None, Vec::new())
}

#[allow(clippy::too_many_arguments, reason = "one page in its three states")]
fn page(
    web: &Web,
    status: StatusCode,
    record: &ModelRecord,
    model: &TieringModel,
    part: Part,
    key: String,
    form: Option<FormState>,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let (groups, stored) = fields::of(web, model, part, &key);
    let body = EditPage {
        id: record.id.clone(),
        part: part.as_str(),
        form: form.unwrap_or(stored),
        version: record.version,
        groups,
        conflict,
        can_remove: part == Part::Rule && !key.is_empty(),
        key,
    };
    let mut crumbs = crumbs(web, &[("categorisation-models", "/tiering-models")]);
    crumbs.push((record.title.clone(), format!("/tiering-models/{}", record.id)));
    let title = web.word(&format!("categorisation-edit-{part}"));
    web.page_titled(status, "pages/categorisation/model_edit", title, crumbs, &body)
}

pub async fn save(form: Posted, id: Path<Id>) -> Answer {
    let (Posted { web, fields: typed }, id) = (form, id.into_inner());
    let part: Part = typed.required("part", "error-choice").map_err(|e| Refusal::Invalid(vec![e]))?;
    let key = typed.text("key");
    let (_, stored) = load(&web, id.clone()).await?;
    let (model_id, version) = (id.clone(), typed.version());
    // What is typed is put into the stored model first; the version says that it is still the same.
    let mut model = stored.clone();
    let done = match fields::apply(&web, &typed, part, &key, &mut model) {
        Ok(()) => {
            web.write(move |c, ctx| {
                actions::edit(c, ctx, &model_id, Some(version), None, |into| {
                    *into = model;
                    Ok(())
                })
            })
            .await
        }
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(_) => web.redirect_saying(format!("/tiering-models/{id}"), "ok", "categorisation-model-saved", &[]),
        Err(Refusal::Invalid(errors)) => {
            let (record, model) = load(&web, id).await?;
            let form = web.form_with(&typed, &errors);
            page(&web, StatusCode::UNPROCESSABLE_ENTITY, &record, &model, part, key, Some(form), Vec::new())
        }
        Err(Refusal::Conflict(_)) => {
            let (record, model) = load(&web, id).await?;
            let (groups, stored) = fields::of(&web, &model, part, &key);
            let conflict = conflict(&groups, &typed, &stored);
            let form = typed.state();
            page(&web, StatusCode::CONFLICT, &record, &model, part, key, Some(form), conflict)
        }
        Err(refusal) => Err(refusal),
    }
}

/// The fields in which what was typed differs from what somebody else has saved.
fn conflict(groups: &[FieldGroup], typed: &Fields, stored: &FormState) -> Vec<ConflictRow> {
    let all = groups.iter().flat_map(|group| group.fields.iter().map(move |field| (group, field)));
    all.map(|(group, field)| {
        let shown = |value: &str| {
            let choice = field.options.iter().find(|choice| choice.value == value);
            choice.map_or_else(|| value.to_string(), |choice| choice.label.clone())
        };
        ConflictRow {
            label: format!("{}: {}", group.heading, field.label),
            yours: shown(typed.text(&field.name).trim()),
            theirs: shown(stored.value(&field.name)),
        }
    })
    .filter(|row| row.yours != row.theirs)
    .collect()
}
