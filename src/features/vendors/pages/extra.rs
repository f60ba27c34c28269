//! An organisation's own fields: their page for the administrator, and their inputs in a form.

use super::shared::conflict_rows;
use crate::base::refusal::Checks;
use crate::base::{Id, Language, Refusal, Result};
use crate::features::vendors::depth_input::NewExtraField;
use crate::features::vendors::records::{ExtraField, ExtraKind};
use crate::features::vendors::views::{ConflictRow, ExtraFieldPage, ExtraFieldRow, ExtraFieldsPage, ExtraInput};
use crate::features::vendors::{actions, store};
use crate::kit::web::{Answer, Fields, Posted, Web};
use crate::platform::view::{Choice, FormState};
use actix_web::http::StatusCode;
use actix_web::web::Path;
use std::collections::BTreeMap;

/// The label in the reader's language.
pub fn extra_label(web: &Web, field: &ExtraField) -> String {
    match web.language() {
        Language::Sv => field.label_sv.clone(),
        Language::En => field.label_en.clone(),
    }
}

/// A value as people read it.
pub fn extra_words(web: &Web, field: &ExtraField, value: &str) -> String {
    match (field.kind, value) {
        (ExtraKind::YesNo, "yes") => web.word("common-yes"),
        (ExtraKind::YesNo, _) => web.word("common-no"),
        _ => value.to_string(),
    }
}

/// The own fields that a form asks for, with what is typed in them.
pub fn extra_inputs(web: &Web, fields: &[ExtraField], form: &FormState) -> Vec<ExtraInput> {
    fields
        .iter()
        .filter(|field| field.active)
        .map(|field| {
            let name = format!("extra.{}", field.key);
            let options = match field.kind {
                ExtraKind::Choice => {
                    field.choices.lines().map(|c| Choice { value: c.to_string(), label: c.to_string() }).collect()
                }
                ExtraKind::YesNo => ["yes", "no"]
                    .iter()
                    .map(|v| Choice { value: (*v).to_string(), label: extra_words(web, field, v) })
                    .collect(),
                _ => Vec::new(),
            };
            let kind = if field.kind == ExtraKind::YesNo { ExtraKind::Choice } else { field.kind };
            ExtraInput {
                label: extra_label(web, field),
                kind: kind.as_str(),
                options,
                required: field.required,
                value: form.value(&name).to_string(),
                error: form.errors.iter().find(|e| e.field == name).map(|e| e.text.clone()),
                name,
            }
        })
        .collect()
}

/// The own fields that a posted form holds, by key.
pub fn extra_given(fields: &Fields) -> BTreeMap<String, String> {
    let own = fields.0.iter().filter_map(|(name, value)| Some((name.strip_prefix("extra.")?, value)));
    own.map(|(key, value)| (key.to_string(), value.replace("\r\n", "\n"))).collect()
}

pub async fn extra_fields(web: Web) -> Answer {
    let fields = web.read(|c, ctx| store::extra_fields(c, &ctx.scope)).await?;
    let rows = fields
        .iter()
        .map(|field| ExtraFieldRow {
            id: field.id.to_string(),
            key: field.key.clone(),
            label: extra_label(&web, field),
            kind: field.kind.to_string(),
            required: field.required,
            shown_to_vendor: field.shown_to_vendor,
            in_list: field.in_list,
            active: field.active,
        })
        .collect();
    web.page("pages/vendors/extra_fields", "vendors-extra-fields", &ExtraFieldsPage { rows })
}

pub async fn new_extra_field(web: Web) -> Answer {
    let form = FormState::default().with("kind", ExtraKind::Text).with("active", "1");
    render(&web, StatusCode::OK, None, form, 0, Vec::new())
}

pub async fn add_extra_field(form: Posted) -> Answer {
    let web = &form.web;
    let outcome = match command(&form.fields) {
        Ok(new) => web.write(move |c, ctx| actions::add_extra_field(c, ctx, &new)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying("/extra-fields", "ok", "vendors-extra-saved", &[]),
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&form.fields, &errors);
            render(web, StatusCode::UNPROCESSABLE_ENTITY, None, state, 0, Vec::new())
        }
    }
}

pub async fn edit_extra_field(web: Web, id: Path<Id>) -> Answer {
    let field = web.read(move |c, ctx| store::find_extra_field(c, &ctx.scope, &id)).await?;
    let flag = |set: bool| if set { "1" } else { "" };
    let form = FormState::default()
        .with("key", &field.key)
        .with("label_sv", &field.label_sv)
        .with("label_en", &field.label_en)
        .with("kind", field.kind)
        .with("choices", &field.choices)
        .with("required", flag(field.required))
        .with("shown_to_vendor", flag(field.shown_to_vendor))
        .with("in_list", flag(field.in_list))
        .with("active", flag(field.active));
    render(&web, StatusCode::OK, Some(field.id), form, field.version, Vec::new())
}

pub async fn save_extra_field(form: Posted, id: Path<Id>) -> Answer {
    let (web, id) = (&form.web, id.into_inner());
    let (target, version) = (id.clone(), form.fields.version());
    let outcome = match command(&form.fields) {
        Ok(new) => web.write(move |c, ctx| actions::update_extra_field(c, ctx, &target, &new, version)).await,
        Err(refusal) => Err(refusal),
    };
    match outcome {
        Ok(_) => web.redirect_saying("/extra-fields", "ok", "vendors-extra-saved", &[]),
        Err(Refusal::Conflict(stored)) => {
            let rows = conflict_rows(web, "vendors-extra", &form.fields, &stored, &[]);
            let version = stored.get("version").and_then(|v| v.parse().ok()).unwrap_or(0);
            render(web, StatusCode::CONFLICT, Some(id), web.form_with(&form.fields, &[]), version, rows)
        }
        Err(refusal) => {
            let errors = refusal.fields()?;
            let state = web.form_with(&form.fields, &errors);
            render(web, StatusCode::UNPROCESSABLE_ENTITY, Some(id), state, version, Vec::new())
        }
    }
}

fn command(fields: &Fields) -> Result<NewExtraField> {
    let mut checks = Checks::default();
    let kind = checks.keep::<ExtraKind>(fields.required("kind", "error-choice"));
    let new = NewExtraField {
        key: fields.text("key"),
        label_sv: fields.text("label_sv"),
        label_en: fields.text("label_en"),
        kind: kind.unwrap_or(ExtraKind::Text),
        choices: fields.text("choices").lines().map(str::to_string).collect(),
        required: fields.checked("required"),
        shown_to_vendor: fields.checked("shown_to_vendor"),
        in_list: fields.checked("in_list"),
        active: fields.checked("active"),
    };
    checks.done()?;
    Ok(new)
}

fn render(
    web: &Web,
    status: StatusCode,
    id: Option<Id>,
    form: FormState,
    version: i32,
    conflict: Vec<ConflictRow>,
) -> Answer {
    let title = web.word(if id.is_some() { "vendors-extra-edit" } else { "vendors-extra-new" });
    let page = ExtraFieldPage {
        id: id.map(|i| i.to_string()),
        form,
        version,
        kinds: ExtraKind::ALL.iter().map(|kind| kind.as_str()).collect(),
        conflict,
    };
    let crumbs = vec![(web.word("vendors-extra-fields"), "/extra-fields".to_string())];
    web.page_titled(status, "pages/vendors/extra_field", title, crumbs, &page)
}
